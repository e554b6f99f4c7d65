"""From person to person in the order of the board, by a click or by the arrow keys."""

import streamlit as st

from pages._ui import codes, scorecard_choice
from pages._ui.formats import Formats
from pages._ui.scorecard_choice import Choice
from pages._ui.scorecard_person_lists import ROWS
from pages._ui.scorecard_person_opens import RECORD, TYPING


def show(choice: Choice, formats: Formats) -> None:
    """Previous, where one is, next."""
    t = formats.t
    if not choice.people:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content", key="walk"):
        _step(t("scorecard_person.previous"), choice.previous, "previous", "Left")
        place = "–" if choice.place is None else formats.count(choice.place + 1)
        st.caption(t("scorecard_person.place", place=place, of=formats.count(len(choice.people))), width="content")
        _step(t("scorecard_person.next"), choice.next, "next", "Right")


def _step(label: str, neighbour: scorecard_choice.Person | None, key: str, shortcut: str) -> None:
    st.button(
        label,
        key=f"walk_{key}",
        on_click=_go,
        args=(neighbour[0] if neighbour else None,),
        disabled=neighbour is None,
        shortcut=shortcut,
    )


def _go(person: str | None) -> None:
    for code in (ROWS, TYPING, RECORD):
        codes.put_here(code, None)
    scorecard_choice.open_person(person)
