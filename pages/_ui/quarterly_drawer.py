"""The drawer of one reason why a cell changed: its customers, as `open=` in the URL says; their changes sum to the step."""

from datetime import timedelta

import streamlit as st

from analytics.quarterly import Line
from analytics.quarterly_details import STEPS, Bridge, Step
from analytics.reports import Report
from pages._ui import blocks, codes, explain, quarterly_links, quarterly_tiles, tables
from pages._ui.formats import Formats
from pages._ui.quarterly_facts import Details, Found
from pages._ui.tables import Column

WIDTH = 620
MOST_ROWS = 23
_OPEN = "open"
_ROUND = "bridge_round"


def chart_key() -> str:
    """The bridge's key: a new one after each click, since a chart keeps its selection."""
    return f"bridge_{st.session_state.get(_ROUND, 0)}_{explain.turn()}"


def clicked(key: str, line: Line, found: Found) -> None:
    """A step opens its customers, a quarter its sales rows."""
    points = st.session_state[key].selection.points
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    code = str(points[0].get("customdata") or "") if points else ""
    if code in STEPS:
        codes.put_here(_OPEN, code)
    elif code == "actual":
        quarterly_links.open_explained(quarterly_links.asked("actual", line.place, found.quarter))
    elif code == "before" and found.compared.previous is not None:
        last_day = found.compared.previous.end - timedelta(days=1)
        before = quarterly_links.asked("actual", line.place, found.quarter.previous(), as_of=last_day)
        quarterly_links.open_explained(before)


def show(line: Line, details: Details, found: Found, formats: Formats) -> None:
    """Opens what the URL names, if it is there and nothing else is open; closing it clears the URL."""
    code = codes.here(_OPEN)
    step = _step(details.bridge, code)
    if step is None or explain.is_open():
        return
    t = formats.t
    name = quarterly_tiles.name(line, found.matrix, t) if found.matrix else ""
    title = t(
        "quarterly.step_title", name=name, step=t("quarterly.step." + step.name), amount=formats.money(step.amount, sign=True)
    )
    st.dialog(blocks.as_markdown(title), position="right", width=WIDTH, on_dismiss=_closed)(_content)(step, formats)


def _step(bridge: Bridge | None, code: str | None) -> Step | None:
    return next((step for step in bridge.steps if step.name == code), None) if bridge else None


def _closed() -> None:
    codes.put_here(_OPEN, None)


def _content(step: Step, formats: Formats) -> None:
    t = formats.t
    blocks.show(blocks.span(t("quarterly.step_rule." + step.name), "m"))
    if step.customers:
        columns = [
            Column(t("quarterly.step_customer"), 240),
            Column(t("quarterly.step_id"), 150),
            Column(t("quarterly.step_change"), 105, "number"),
        ]
        rows = [[one.customer_name or "", one.customer_id, formats.exact(one.amount)] for one in step.customers]
        tables.show(columns, rows, key="step_customers", alt=t("quarterly.step." + step.name), most=MOST_ROWS)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="drawer_foot"):
        report = Report(
            f"bridge_{step.name}",
            ("customer_id", "customer_name", "change"),
            [(one.customer_id, one.customer_name, one.amount) for one in step.customers],
        )
        tables.download(report, key="step", label=t("quarterly.step_download", count=len(step.customers)))
        foot = t("quarterly.step_foot", count=len(step.customers), amount=formats.exact(step.amount))
        blocks.show(blocks.span(foot, "m s"), width="content")
