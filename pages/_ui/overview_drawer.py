"""The Overview's drawer: a whole list, as `open=` in the URL says."""

from collections.abc import Callable

import streamlit as st

from pages._ui import blocks, codes, explain, overview_below, overview_tables
from pages._ui.formats import Formats
from pages._ui.overview_facts import Below, Found

WIDTH = 820


def show(found: Found, below: Below, formats: Formats) -> None:
    """Opens what the URL names, if it is there; closing it clears the URL."""
    kind = codes.here("open")
    if kind in overview_below.KINDS:
        _open(formats.t(f"overview.drawer.{kind}"), lambda: overview_below.everything(below, kind, formats))
    elif kind in overview_tables.KINDS:
        _open(formats.t(f"overview.drawer.{kind}"), lambda: overview_tables.show(found, kind, formats))


def _open(title: str, content: Callable[[], None]) -> None:
    def drawn() -> None:
        if explain.is_open():  # a click in the list: the figure's drawer takes the place of this one
            st.rerun()
        content()

    st.dialog(blocks.as_markdown(title), position="right", width=WIDTH, on_dismiss=_closed)(drawn)()


def _closed() -> None:
    codes.put_here("open", None)
