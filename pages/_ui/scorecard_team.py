"""The team view: everybody of a period on one board; bands, movers and outliers beside it."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analytics import team
from analytics.explanations import Asked
from analytics.team import BANDS, SORTS, Board, Line
from pages._ui import (
    blocks,
    codes,
    explain,
    panels,
    scorecard_choice,
    scorecard_team_answers,
    scorecard_team_board,
    scorecard_team_exports,
    scorecard_team_panels,
    scorecard_team_pictures,
    session,
    tokens,
)
from pages._ui.filters import Toolbar
from pages._ui.formats import Formats
from pages._ui.scorecard_choice import Choice
from pages._ui.scorecard_team_board import Drawing

PAGE = 200  # people on one page of the board
WHO = ("owner", "department")
ALL_BANDS = ""
_PAGES = "board_pages"


def show(choice: Choice, day: date, formats: Formats) -> None:
    """Draws the team view of a period as of a day."""
    board = scorecard_choice.board(choice.period, day, choice.department)
    if board.total is None or not board.lines:
        _nothing(board, formats)
        return
    blocks.answer(
        scorecard_team_answers.sentence(board, board.total, formats), scorecard_team_answers.below(board, board.total, formats)
    )
    left, right = panels.row("team", (74, 26))
    with left:
        _board(board, choice, day, formats)
    with right:
        scorecard_team_panels.bands(board, formats)
        scorecard_team_panels.movers(board, formats)
        scorecard_team_panels.scatter(board, formats)


def _nothing(board: Board, formats: Formats) -> None:
    sentence, newest = scorecard_team_answers.nothing(board, formats)
    link = blocks.link(formats.t("scorecards.newest"), codes.href("scorecards", period=newest)) if newest else ""
    blocks.answer(sentence, link)


def _board(board: Board, choice: Choice, day: date, formats: Formats) -> None:
    t = formats.t
    with st.container(border=True, key="panel_board", height="stretch", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", key="title_board", gap="small"):
            blocks.panel_title(t("scorecards.board.title"))
            by = _by(choice, formats)
            _narrow(by, formats)
            scorecard_team_exports.show(board, formats)
        lines = _lines(board, choice, by, day)
        if not lines:
            blocks.show(blocks.span(t("scorecards.nobody"), "m"))
            return
        number = _page(lines)
        page = lines[(number - 1) * PAGE : number * PAGE]
        months = session.read(team.sold, by, tuple(line.key for line in page), choice.period, day)
        policy = session.shown().query.policies.at(choice.period.end - date.resolution)
        scale = scorecard_team_pictures.scale(lines, policy)
        total = board.total if choice.band is None or by == "department" else None
        drawing = Drawing(board, page, total, months, scale, formats, tokens.tokens())
        scorecard_team_board.show(drawing, lambda line, column: _click(line, column, choice))
        with st.container(horizontal=True, vertical_alignment="center", key="board_foot"):
            blocks.show(blocks.span(_foot(board, choice, by, lines, formats), "m s"))
            if len(page) < len(lines):
                st.pagination(_page_count(lines), default=number, key=_PAGES, on_change=_keep_page)


def _keep_page() -> None:
    codes.put_here("page", str(st.session_state[_PAGES]))


def _by(choice: Choice, formats: Formats) -> str:
    """People or departments; of one department its people."""
    if choice.department is not None:
        return "owner"
    t = formats.t
    return Toolbar().switch("by", WHO, lambda code: t("scorecards.by." + code), title=t("scorecards.choose_by"), default="owner")


def _narrow(by: str, formats: Formats) -> None:
    """What the board is sorted by and, of people, narrowed to."""
    t, bar = formats.t, Toolbar()
    bar.select(
        "sort", SORTS, lambda code: t("scorecards.sort." + code), title=t("scorecards.choose_sort"), default="score", width=172
    )
    if by == "owner":
        words = {ALL_BANDS: t("scorecards.all_bands")} | {band: t("scorecards.band." + band) for band in BANDS}
        title = t("scorecards.choose_band")
        bar.select("band", tuple(words), words.__getitem__, title=title, default=ALL_BANDS, width=140)


def _lines(board: Board, choice: Choice, by: str, day: date) -> Sequence[Line]:
    if by == "department":
        return team.sorted_by(session.read(team.departments, choice.period, day), choice.sort)
    lines = team.sorted_by(board.lines, choice.sort)
    return [line for line in lines if choice.band is None or line.band == choice.band]


def _page(lines: Sequence[Line]) -> int:
    """The page that the URL names (`page=`), 1 is the first; where the switch stands once it is there."""
    chosen = codes.here("page") or ""
    place = int(chosen) if chosen.isascii() and chosen.isdigit() else 1
    place = int(st.session_state.get(_PAGES, place))
    return max(1, min(place, _page_count(lines)))


def _page_count(lines: Sequence[Line]) -> int:
    return max(1, -(-len(lines) // PAGE))


def _foot(board: Board, choice: Choice, by: str, lines: Sequence[Line], formats: Formats) -> str:
    t = formats.t
    parts = [t("scorecards.key.ticks"), t("scorecards.key.parts"), scorecard_team_answers.provisional(tuple(lines), formats)]
    if board.is_history_start:
        parts.append(t("scorecards.key.history_start"))
    if choice.band is not None and by == "owner":
        parts.append(t("scorecards.key.narrowed", shown=formats.count(len(lines)), all=formats.count(len(board.lines))))
    parts.append(t("scorecards.key.click"))
    return " · ".join(filter(None, parts))


def _click(line: Line, column: str, choice: Choice) -> None:
    """A figure opens what it is made of; the name of a person the scorecard, of a department its people."""
    figure = scorecard_team_board.FIGURES.get(column)
    if figure == "rank" and line.rank is None:
        return
    if figure is not None:
        explain.open(_asked(line, figure, choice))
    elif line.by == "owner":
        scorecard_choice.open_person(line.key)
    elif line.by == "department" and line.key is not None:
        codes.put("department", line.key)


def _asked(line: Line, figure: str, choice: Choice) -> Asked:
    if figure == "rank" and line.by == "owner" and choice.department is not None:
        figure = "rank_in_department"
    keys = () if line.by == "company" else (line.key,)
    return Asked(figure, line.by, keys, None if figure == "overdue_a" else choice.period)
