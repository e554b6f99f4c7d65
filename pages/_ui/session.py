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
class Place:
    """A store: its absolute folder, and the moment of its first event, since another journal there is another store."""

    path: Path
    began: str = ""


@dataclass(frozen=True)
class Shown:
    """One whole state of a store, fixed for one run of a page."""

    place: Place
    query: queries.DatabaseQuery
    is_demo: bool
    is_empty: bool  # no import is active, in the own store nor in the demo company's
    rejected_rows: int  # rows in quarantine


@st.cache_resource(show_spinner=False)
def _reader(place: Place) -> queries.Reader:
    return queries.Reader(folder.Folder(place.path), store.rebuild)


def _look(path: Path) -> tuple[Place, int | None]:
    """A store, and Σ rejected of its active imports; None when no import is active."""
    with journal.reading(folder.Folder(path)) as events:
        found = events.events(journal.ROW_KINDS) if events else []
    active = journal.active_imports(found)
    rejected = sum(event.body["rejected"] for event in active.values()) if active else None
    return Place(path, found[0].at.isoformat() if found else ""), rejected


def open_newest() -> Shown:
    """The newest state of the own store, else of the demo company; the frame calls this once in each run.

    Raises StoreDamaged when the journal is missing or damaged.
    """
    own, own_rejected = _look(folder.configured().absolute())
    demo, demo_rejected = _look(folder.DEMO.absolute()) if own_rejected is None else (own, None)
    is_demo = demo_rejected is not None
    place, rejected = (demo, demo_rejected) if is_demo else (own, own_rejected)
    state = Shown(place, _reader(place).query(), is_demo, rejected is None, rejected or 0)
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
        figure = _reader(state.place).read(function, *args)
        open_newest()
        return figure


@st.cache_data(
    show_spinner=False,
    max_entries=1000,
    hash_funcs={
        FunctionType: lambda function: f"{function.__module__}.{function.__qualname__}",
        Shown: lambda state: (str(state.place.path), state.place.began, state.query.sequence),
    },
)
def _cached(function: Callable[..., Figure], state: Shown, args: tuple[object, ...]) -> Figure:
    return function(state.query, *args)


def files() -> dict[int, str]:
    """The name of the file that each import read."""
    with journal.reading(folder.Folder(shown().place.path)) as events:
        return {event.sequence: str(event.body["file"]) for event in events.events(("import",))} if events else {}


def formats() -> Formats:
    """Formats of the reader's language and the company's currency."""
    return Formats(texts.translator(), shown().query.policy.currency)
