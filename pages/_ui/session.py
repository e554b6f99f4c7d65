"""Which store this session shows, and the one function by which pages read it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import TypeVar

import streamlit as st

from analytics import folder, journal, queries, store
from pages._ui import texts
from pages._ui.formats import Formats

Figure = TypeVar("Figure")

_SHOWN = "shown_store"


@dataclass(frozen=True)
class Shown:
    """One whole state of a store, fixed for one run of a page."""

    path: Path  # absolute
    query: queries.DatabaseQuery
    is_demo: bool
    is_empty: bool  # no import is active, in the own store nor in the demo company's
    rejected_rows: int  # rows in quarantine


@st.cache_resource(show_spinner=False)
def _reader(path: Path) -> queries.Reader:
    return queries.Reader(folder.Folder(path), store.rebuild)


def _rejected(path: Path) -> int | None:
    """Σ rejected of the active imports; None when no import is active."""
    with journal.reading(folder.Folder(path)) as events:
        active = journal.active_imports(events.events(journal.ROW_KINDS)) if events else {}
    return sum(event.body["rejected"] for event in active.values()) if active else None


def open_newest() -> Shown:
    """The newest state of the own store, else of the demo company; the frame calls this once in each run.

    Raises StoreDamaged when the journal is missing or damaged.
    """
    path, demo = folder.configured().absolute(), folder.DEMO.absolute()
    rejected = _rejected(path)
    is_demo = rejected is None and (rejected := _rejected(demo)) is not None
    path = demo if is_demo else path
    state = Shown(path, _reader(path).query(), is_demo, rejected is None, rejected or 0)
    st.session_state[_SHOWN] = state
    return state


def shown() -> Shown:
    """The state that the frame opened for this run."""
    state: Shown = st.session_state[_SHOWN]
    return state


def read(function: Callable[..., Figure], *args: object) -> Figure:
    """`function(query, *args)` on the shown state, cached by function, arguments, store and journal sequence.

    Arguments are codes, days, periods and other frozen values, never what a widget hides from other readers.
    A store file that turns out to be damaged is built again, once.
    """
    state = shown()
    try:
        return _cached(function, state, args)
    except queries.StoreBroken:
        figure = _reader(state.path).read(function, *args)
        open_newest()
        return figure


@st.cache_data(
    show_spinner=False,
    max_entries=1000,
    hash_funcs={
        FunctionType: lambda function: f"{function.__module__}.{function.__qualname__}",
        Shown: lambda state: (str(state.path), state.query.sequence),
    },
)
def _cached(function: Callable[..., Figure], state: Shown, args: tuple[object, ...]) -> Figure:
    return function(state.query, *args)


def files() -> dict[int, str]:
    """The name of the file that each import read."""
    with journal.reading(folder.Folder(shown().path)) as events:
        return {event.sequence: str(event.body["file"]) for event in events.events(("import",))} if events else {}


def formats() -> Formats:
    """Formats of the reader's language and the company's currency."""
    return Formats(texts.translator(), shown().query.policy.currency)
