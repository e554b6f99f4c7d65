"""Who signs what is typed: one small field on the pages that keep texts, remembered by the session."""

import getpass
from datetime import datetime

import streamlit as st

from pages._ui import blocks, moments, texts
from pages._ui.formats import Formats

LONGEST = 60
WIDTH = 150

_NAME = "author"
_KEY = "author_field"


def field(*, is_in_form: bool = False) -> None:
    """The field with its word before it, in a horizontal container; once on a page. A form keeps the name itself, by `keep`."""
    t = texts.translator()
    blocks.show(blocks.span(t("author.title"), "m s"), width="content")
    st.session_state[_KEY] = name()
    st.text_input(
        t("author.hint"),
        key=_KEY,
        max_chars=LONGEST,
        label_visibility="collapsed",
        on_change=None if is_in_form else keep,
        width=WIDTH,
    )


def name() -> str:
    """The author as typed; first, and when nothing is typed, who runs the server, as for the command line."""
    return str(st.session_state.get(_NAME) or getpass.getuser())


def signed(author: str, at: datetime, formats: Formats) -> str:
    """Who wrote something and when: 郑国栋 · 3月10日 14:05."""
    return f"{author} · {moments.short(at, formats)}"


def keep() -> None:
    """Remembers the name in the field."""
    st.session_state[_NAME] = " ".join(str(st.session_state[_KEY]).split())
