"""The Overview's pictures in their panels; a click on a department or a month selects it."""

import streamlit as st

from pages._ui import blocks, charts, codes, course_chart, overview_charts, panels, tokens
from pages._ui.formats import Formats
from pages._ui.judgements import is_by_landing
from pages._ui.overview_facts import Found

_ROUND = "overview_round"


def course(found: Found, formats: Formats) -> None:
    """Sales so far against the plan, by day."""
    t = formats.t
    unit = formats.unit([found.row.actual, found.row.landing_amount, found.row.base.target, found.row.challenge.target])
    title = t("overview.course.title")
    with panels.panel("course", title, t("overview.course.unit", unit=formats.unit_name(unit))):
        if found.row.actual is None:
            blocks.show(blocks.span(t("overview.no_sales"), "m"))
        else:
            charts.show(course_chart.draw(found, formats, tokens.tokens()), key="course", alt=title)


def months(found: Found, formats: Formats) -> None:
    """The last twelve months; a click shows that month."""
    t = formats.t
    unit = formats.unit([amount for row in found.months for amount in (row.actual, row.base.target)])
    title, key = t("overview.months.title"), _key("months")
    with panels.panel("months", title, t("overview.months.unit", unit=formats.unit_name(unit))):
        figure = overview_charts.months(found, formats, tokens.tokens())
        charts.show(figure, key=key, alt=title, on_select=lambda: _choose("period", key))


def teams(found: Found, formats: Formats) -> None:
    """Departments, or the people of the chosen one; a click on a department chooses it."""
    t = formats.t
    of = "departments" if found.department is None else "members"
    title = t(f"overview.teams.{of}.{'landing' if is_by_landing(found.row) else 'attainment'}")
    marks: list[blocks.Text] = [t("overview.teams.base"), t("overview.teams.challenge")]
    if len(found.teams) > overview_charts.MOST_TEAMS:
        marks.append(blocks.link(t("overview.all_units", count=len(found.teams)), codes.href("overview", open="teams")))
    with panels.panel("teams", title, blocks.joined(*marks, by="&ensp;")):
        if not found.teams:
            blocks.show(blocks.span(t("overview.no_sales"), "m"))
            return
        key = _key("teams")
        figure = overview_charts.teams(found, formats, tokens.tokens())
        on_select = (lambda: _choose("department", key)) if found.department is None else "ignore"
        charts.show(figure, key=key, alt=title, on_select=on_select)


def _key(name: str) -> str:
    return f"{name}_{st.session_state.get(_ROUND, 0)}"


def _choose(name: str, key: str) -> None:
    """Puts what was clicked into the URL; the charts get new keys, else they would keep the click."""
    points = st.session_state[key].selection.points
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    if points and points[0].get("customdata"):
        codes.put(name, str(points[0]["customdata"]))
