"""The panels beside the team board: bands, movers, attainment against collection."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from analytics import team
from analytics.movers import Mover
from analytics.team import Board
from pages._ui import blocks, charts, codes, panels, scorecard_choice, scorecard_team_answers, scorecard_team_charts, tokens
from pages._ui.formats import Formats, number

_ROUND = "team_round"
_UNITS: Mapping[str | None, str] = MappingProxyType({"sales": "format.pp", "collection": "format.pp"})


def bands(board: Board, formats: Formats) -> None:
    """How many people each band has; a click narrows the board to one, a second click takes that back."""
    t = formats.t
    key, title = _key("bands"), t("scorecards.bands.title")
    right = t("scorecards.bands.unit", versus=scorecard_team_answers.compared_with(board, formats))
    with panels.panel("bands", title, right):
        figure = scorecard_team_charts.bands(board, formats, tokens.tokens())
        charts.show(figure, key=key, alt=title, on_select=lambda: _choose_band(key))


def movers(board: Board, formats: Formats) -> None:
    """Who gained and lost most places, with the part behind it; each opens the person."""
    t = formats.t
    with panels.panel("movers", t("scorecards.movers.title"), t("scorecards.movers.hint")):
        if board.movers:
            blocks.table([], [_mover(mover, formats) for mover in board.movers], right=(2,))
        else:
            blocks.show(blocks.span(t("scorecards.movers.none"), "m"))


def _mover(mover: Mover, formats: Formats) -> list[blocks.Text]:
    t = formats.t
    places: blocks.Text = formats.change(mover.moved)
    unit = t(_UNITS.get(mover.part, "scorecards.points"))
    change = f"{number(mover.change, 1, sign=True)} {unit}"
    behind = t("scorecards.mover." + (mover.part or "score"), change=change)
    href = scorecard_choice.person_href(mover.key)
    cells = (blocks.span(places, "warn") if mover.moved < 0 else places, mover.name or t("scorecards.unassigned"))
    return [*(blocks.row_link(cell, href) for cell in cells), blocks.row_link(blocks.span(behind, "m"), href)]


def scatter(board: Board, formats: Formats) -> None:
    """Attainment against collection; a click on a point opens the person."""
    t = formats.t
    key, title = _key("scatter"), t("scorecards.scatter.title")
    with panels.panel("scatter", title, t("scorecards.scatter.unit")):
        if any(team.rates(line) is not None for line in board.lines):
            figure = scorecard_team_charts.scatter(board, formats, tokens.tokens())
            charts.show(figure, key=key, alt=title, on_select=lambda: _choose_person(key))
        else:
            blocks.show(blocks.span(t("scorecards.scatter.none"), "m"))


def _key(name: str) -> str:
    return f"{name}_{st.session_state.get(_ROUND, 0)}"


def _clicked(key: str) -> str | None:
    """The code of the point that was clicked; the charts get new keys, else they would keep the click."""
    points = st.session_state[key].selection.points
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    return str(points[0]["customdata"]) if points and points[0].get("customdata") else None


def _choose_band(key: str) -> None:
    band = _clicked(key)
    if band is not None:
        codes.put("band", None if codes.get("band") == band else band)


def _choose_person(key: str) -> None:
    person = _clicked(key)
    if person is not None:
        scorecard_choice.open_person(person)
