"""What a click on a figure of the person view opens: how it comes about; and the codes of the view's own drawers."""

from collections.abc import Callable, Sequence

import streamlit as st

from analytics.explanations import Asked
from pages._ui import codes, explain
from pages._ui.scorecard_person_facts import Found

PAGE = "scorecards"
TYPING = "typing"  # code in the URL: what is being typed
_ROUND = "person_round"


def asked(found: Found, figure: str) -> Asked:
    """A figure of the person in the period; of what is as of a day only, without a period."""
    period = None if figure in ("overdue", "overdue_a") else found.period
    return Asked(figure, "owner", (found.person,), period)


def href(found: Found, figure: str) -> str:
    return explain.href(PAGE, asked(found, figure))


def key(name: str) -> str:
    """The key of a chart or table whose clicks open something: new after each, since it keeps its selection."""
    return f"{name}_{st.session_state.get(_ROUND, 0)}"


def open_figure(found: Found, figure: str) -> None:
    """For callbacks."""
    codes.put_here(TYPING, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    explain.open(asked(found, figure))


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
