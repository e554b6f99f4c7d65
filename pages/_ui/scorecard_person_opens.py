"""What a click on a figure of the person view opens: how it comes about; and the codes of the view's own drawers."""

from collections.abc import Callable, Sequence

import streamlit as st

from analytics.explanations import Asked
from pages._ui import codes, explain, scorecard_choice
from pages._ui.scorecard_person_facts import Found

PAGE = "scorecards"
TYPING = "typing"  # codes in the URL: what is being typed,
RECORD = "record"  # and the record whose drawer is open
_ROUND = "person_round"


def asked(found: Found, figure: str) -> Asked:
    """A figure of the person in the period; of what is as of a day only, without a period."""
    period = None if figure in ("overdue", "overdue_a") else found.period
    return Asked(figure, "owner", (found.person,), period)


def href(found: Found, figure: str) -> str:
    return explain.href(PAGE, asked(found, figure), view="person", person=found.person or scorecard_choice.NOBODY)


def key(name: str) -> str:
    """The key of a chart or table whose clicks open an explanation: new after each, since it keeps its selection."""
    return f"{name}_{explain.turn()}_{st.session_state.get(_ROUND, 0)}"


def forget_clicks() -> None:
    """Gives tables and charts new keys: they keep their selection, and would open the same again."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def open_figure(found: Found, figure: str) -> None:
    """For callbacks."""
    codes.put_here(TYPING, None)
    codes.put_here(RECORD, None)
    explain.open(asked(found, figure))


def open_record(import_id: int, line: int) -> None:
    """For callbacks: the record goes into the URL, from which its drawer opens."""
    codes.put_here(TYPING, None)
    codes.put_here(explain.CODE, None)
    codes.put_here(RECORD, codes.pack(str(import_id), str(line)))


def of_cell(found: Found, figures: Sequence[Sequence[str | None]]) -> Callable[[int, int], None]:
    """Opens the figure that stands in a cell, by row and column."""

    def act(row: int, column: int) -> None:
        figure = figures[row][min(column, len(figures[row]) - 1)]
        if figure is not None:
            open_figure(found, figure)

    return act


def of_point(found: Found, name: str) -> Callable[[], None]:
    """Opens the figure that a chart's point names."""

    def act() -> None:
        points = st.session_state[name].selection.points
        if points:
            open_figure(found, str(points[0]["customdata"]))

    return act


def of_period(name: str) -> Callable[[], None]:
    """Chooses the period that a chart's point names."""

    def act() -> None:
        points = st.session_state[name].selection.points
        if points:
            forget_clicks()
            codes.put("period", str(points[0]["customdata"]))

    return act
