"""Below the matrix: eight quarters of the open cell, its year so far, and what was noted about it."""

import streamlit as st

from analytics import periods
from analytics.notes import CellNote
from analytics.quarterly import Line
from analytics.sales import SalesRow
from pages._ui import authors, blocks, charts, explain, judgements, panels, quarterly_cell_charts, quarterly_tiles, session, tokens
from pages._ui import quarterly_links as links
from pages._ui.blocks import Card
from pages._ui.formats import Formats
from pages._ui.quarterly_facts import Details, Found

_ROUND = "quarters_round"


def show(line: Line, details: Details, found: Found, formats: Formats) -> None:
    """Two panels side by side."""
    left, right = panels.row("year", (62, 38))
    with left:
        _course(line, details, found, formats)
    with right:
        _year(line, details.year, found, formats)
        _history(details, formats)


def _course(line: Line, details: Details, found: Found, formats: Formats) -> None:
    t = formats.t
    unit = formats.unit_name(formats.unit([amount for row in details.course for amount in (row.actual, row.base.target)]))
    name = quarterly_tiles.name(line, found.matrix, t) if found.matrix else ""
    title = t("quarterly.course", name=name)
    key = f"quarters_{st.session_state.get(_ROUND, 0)}_{explain.turn()}"
    with panels.panel("quarters", title, t("quarterly.course_unit", unit=unit)):
        charts.show(
            quarterly_cell_charts.course(details.course, formats, tokens.tokens()),
            key=key,
            alt=title,
            on_select=lambda: _clicked(key, line),
        )


def _clicked(key: str, line: Line) -> None:
    """Explains the bar; the chart gets a new key, else it would keep the click."""
    points = st.session_state[key].selection.points
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    if points and points[0].get("customdata"):
        code, figure = str(points[0]["customdata"]).split("|")
        quarter = periods.parse(code, session.shown().query.policy.fiscal_month)
        links.open_explained(links.asked(figure, line.place, quarter))


def _year(line: Line, year: SalesRow, found: Found, formats: Formats) -> None:
    """The fiscal year up to the end of the quarter, or to D."""
    t = formats.t

    def card(label: str, value: str, figure: str) -> Card:
        return Card(label, value, href=links.year_href(figure, line.place, year.period, found))

    growth = judgements.growth(year.growth_yoy, year, formats)
    strip = [
        card(t("quarterly.year.actual"), formats.money(year.actual), "actual"),
        card(t("quarterly.year.target"), formats.money(year.base.target), "target"),
        card(t("quarterly.year.attainment"), quarterly_tiles.attainment(year, formats).rstrip("*"), "attainment"),
        card(t("quarterly.year.growth"), growth, "growth_yoy"),
    ]
    title = t("quarterly.year", year=formats.period(year.period))
    with panels.panel("year", title, _until(found, formats)), st.container(key="year_strip"):
        blocks.cards(strip)


def _until(found: Found, formats: Formats) -> str:
    return formats.t("quarterly.year.until", day=formats.short_day(links.year_day(found)))


def _history(details: Details, formats: Formats) -> None:
    """All that was noted in this quarter and in the one before, the newest first."""
    notes: list[CellNote] = [*details.history, *([details.note_before] if details.note_before else [])]
    if len(notes) < 2:
        return
    with panels.panel("note_history", formats.t("quarterly.note_history")):
        rows: list[list[blocks.Text]] = [
            [blocks.span(authors.signed(note.author, note.at, formats), "m s"), _words(note, formats)] for note in notes[:4]
        ]
        blocks.lines(rows, "history")


def _words(note: CellNote, formats: Formats) -> str:
    return " · ".join(text for text in (note.problem, note.strategy, note.owner) if text) or formats.t("quarterly.note_none")
