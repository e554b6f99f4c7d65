"""Every figure opens here: links to its explanation, and the drawer that says how it comes about, as `explain=` in the URL says."""

from datetime import date

import streamlit as st

from analytics import explanations, periods
from analytics.explanations import Asked
from pages._ui import codes, explain_drawer, session
from pages._ui.formats import Formats

CODE = "explain"
OTHER_DRAWERS = ("open", "cell")
_PARTS = 4  # figure, by, period, as-of day; then the keys
_TRAIL = "explain_trail"
_TURN = "explain_turn"


def href(page: str, asked: Asked, **chosen: str | None) -> str:
    """A link to a page, with its own codes, that opens the explanation of a figure."""
    return codes.href(page, **chosen | {CODE: packed(asked)})


def open(asked: Asked) -> None:
    """Opens the explanation at a click in a table or a picture, in this run or the next; any other drawer closes."""
    for name in OTHER_DRAWERS:
        codes.put_here(name, None)
    codes.put_here(CODE, packed(asked))
    st.session_state[_TRAIL] = ()


def is_open() -> bool:
    """Whether the URL names an explanation: no other drawer opens then."""
    return codes.here(CODE) is not None


def turn() -> int:
    """Part of the keys of tables and pictures whose clicks open explanations: they keep a click, and would open it again."""
    found: int = st.session_state.get(_TURN, 0)
    return found


def show(day: date, formats: Formats) -> None:
    """Opens the drawer of the figure that the URL names; closing it clears the URL. Every page calls this last."""
    if _explanation(day) is None:
        return
    title = formats.t("explain.title")
    st.dialog(title, position="right", width=explain_drawer.WIDTH, on_dismiss=_closed)(_content)(day, formats)


def _content(day: date, formats: Formats) -> None:
    """Reads the URL again: a click in the drawer changes it and runs the drawer alone."""
    found = _explanation(day)
    if found is None:
        return
    trail: tuple[str, ...] = st.session_state.get(_TRAIL, ())
    before = unpacked(trail[-1]) if trail else None
    if before is not None:
        explain_drawer.back(before, formats, on_click=_back)
    explain_drawer.draw(found, formats, on_open=_deeper)


def _deeper(asked: Asked) -> None:
    here = codes.here(CODE)
    st.session_state[_TRAIL] = (*st.session_state.get(_TRAIL, ()), *((here,) if here else ()))
    codes.put_here(CODE, packed(asked))


def _back() -> None:
    *trail, last = st.session_state[_TRAIL]
    st.session_state[_TRAIL] = tuple(trail)
    codes.put_here(CODE, last)


def _closed() -> None:
    codes.put_here(CODE, None)
    st.session_state[_TRAIL] = ()
    st.session_state[_TURN] = turn() + 1


def _explanation(day: date) -> explanations.Explanation | None:
    """What the URL names; None for nothing, and for a code that names nothing."""
    code = codes.here(CODE)
    asked = unpacked(code) if code else None
    return None if asked is None else session.read(explanations.explain, asked, day)


def packed(asked: Asked) -> str:
    """The figure as one code for the URL."""
    period = asked.period.code if asked.period else None
    return codes.pack(asked.figure, asked.by, period, asked.as_of.isoformat() if asked.as_of else None, *asked.keys)


def unpacked(code: str) -> Asked | None:
    """The figure of a code; None for a code that cannot be."""
    parts = codes.unpack(code)
    if len(parts) < _PARTS:
        return None
    figure, by, period, as_of = parts[:_PARTS]
    try:
        return Asked(
            figure=figure or "",
            by=next(each for each in explanations.BYS if each == by),
            keys=parts[_PARTS:],
            period=periods.parse(period, session.shown().query.policy.fiscal_month) if period else None,
            as_of=date.fromisoformat(as_of) if as_of else None,
        )
    except (ValueError, StopIteration):
        return None
