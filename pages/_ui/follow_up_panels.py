"""The parts of the follow-ups page: six counts, the map, the list of the count that is selected."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from analytics.attention import KINDS, Attention, Kind
from analytics.explanations import Asked
from analytics.overdue_map import OverdueMap
from pages._ui import blocks, charts, codes, explain, follow_up_answers, follow_up_lists, heatmap_chart, panels, tokens
from pages._ui.blocks import Card
from pages._ui.follow_up_choice import Choice
from pages._ui.follow_up_lists import Lists
from pages._ui.formats import Formats

LIST_ROWS = 17
FIGURES: Mapping[Kind, str] = MappingProxyType(
    {
        "overdue": "overdue",
        "promise": "broken_promise",
        "executive": "missed_executive",
        "visit": "missed_visit",
        "over_contact": "over_contact",
        "never_contacted": "never_contacted",
    }
)
_ROUND = "map_round"


def counts(found: Attention, chosen: Kind, formats: Formats) -> None:
    """Six counts; a click on one shows its list."""
    t = formats.t
    strip = [
        Card(
            label=t("follow_ups.count." + kind),
            value=formats.count(found.count(kind)),
            beside=_coloured(found, kind, formats),
            is_selected=kind == chosen,
            href=codes.href("follow_ups", **_kept(), list=None if kind == "overdue" else kind),
        )
        for kind in KINDS
    ]
    with st.container(key="counts"):
        blocks.cards(strip)


def _coloured(found: Attention, kind: Kind, formats: Formats) -> blocks.Text:
    text = follow_up_answers.beside(found, kind, formats)
    return blocks.span(text, "warn") if kind == "overdue" and found.overdue_change > 0 else text


def _kept() -> dict[str, str | None]:
    return {name: codes.get(name) for name in ("map", "measure", "grade")}


def overdue(shown: OverdueMap | None, choice: Choice, formats: Formats) -> None:
    """The map with its clicks: a cell goes into the URL, from which its drawer opens."""
    t = formats.t
    title = t(f"follow_ups.title.{choice.axes[1]}.{choice.measure}")
    hint = blocks.span(t("follow_ups.hint." + choice.axes[1]), "opt")
    with panels.panel("map", title, hint, download=follow_up_lists.report_of_map(shown, choice.axes) if shown else None):
        if shown is None:
            blocks.show(blocks.span(t("follow_ups.no_active"), "m"))
            return
        drawing = heatmap_chart.Drawing(shown, choice.axes, choice.measure, formats, tokens.tokens())
        key = f"map_{st.session_state.get(_ROUND, 0)}"
        charts.show(heatmap_chart.draw(drawing, codes.here("cell")), key=key, alt=title, on_select=lambda: _clicked(key))


def forget_click() -> None:
    """Gives the map a new key: a chart keeps its selection, and would open the same drawer at any other click."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _clicked(key: str) -> None:
    points = st.session_state[key].selection.points
    if points:
        codes.put_here("cell", str(points[0]["customdata"]))


def people(found: Attention, kind: Kind, grade: str | None, formats: Formats) -> None:
    """The list of the count that is selected, and a link to how it comes about."""
    t = formats.t
    report = follow_up_lists.report_of(found, kind)
    asked = Asked(FIGURES[kind], *(("company", ()) if grade is None else ("grade", (grade,))))
    link = blocks.link(t("explain.opens"), explain.href("follow_ups", asked, **_kept(), list=codes.here("list")))
    right = blocks.joined(t("follow_ups.key." + kind), link, by="&ensp;")
    with panels.panel("list", t("follow_ups.list." + kind), right, download=report):
        if found.count(kind):
            Lists(formats, tokens.tokens()).show(found, kind, most=LIST_ROWS)
        else:
            blocks.show(blocks.span(t("follow_ups.nobody"), "m"))
