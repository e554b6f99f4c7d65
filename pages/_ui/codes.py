"""Selections as language-neutral codes in the URL; the session keeps what another page does not show."""

from urllib.parse import unquote, urlencode

import streamlit as st

_KEPT = "kept_codes"
_PAGE = "shown_page"
_BETWEEN = "|"
CARRIED = ("lang", "as_of", "period", "department")  # the same on every page


def get(name: str) -> str | None:
    """The code chosen for `name`: from the URL, else as last chosen in this session, on this page or carried, else None.

    A page that asks for a code shows it in its URL.
    """
    kept, place = st.session_state.setdefault(_KEPT, {}), _place(name)
    if name in st.query_params:
        kept[place] = st.query_params[name]
    elif place in kept:
        st.query_params[name] = kept[place]
    chosen: str | None = kept.get(place)
    return chosen


def put(name: str, code: str | None) -> None:
    """Chooses a code; None takes the choice back."""
    kept = st.session_state.setdefault(_KEPT, {})
    kept.pop(_place(name), None)
    if code is None:
        st.query_params.pop(name, None)
    else:
        kept[_place(name)] = code
        st.query_params[name] = code


def on_page(path: str) -> None:
    """Says which page is shown: pages use the same names for choices of their own. The frame calls it before the page runs."""
    st.session_state[_PAGE] = path


def _place(name: str) -> str:
    return name if name in CARRIED else f"{st.session_state.get(_PAGE, '')}.{name}"


def forget() -> None:
    """Takes all choices back."""
    st.session_state.pop(_KEPT, None)


def href(page: str, **chosen: str | None) -> str:
    """A relative link to a page (its script's stem) with codes; language, D, period, department come along."""
    kept = st.session_state.get(_KEPT, {})
    carried = {name: kept.get(name) for name in CARRIED} | chosen
    query = urlencode({name: code for name, code in carried.items() if code is not None})
    path = "./" if page == "overview" else page
    return f"{path}?{query}" if query else path


def pack(*parts: str | None) -> str:
    """Several codes as one for the URL; None is an empty part."""
    return _BETWEEN.join((part or "").replace("%", "%25").replace(_BETWEEN, "%7C") for part in parts)


def unpack(packed: str) -> tuple[str | None, ...]:
    """The codes of `pack`."""
    return tuple(unquote(part) or None for part in packed.split(_BETWEEN))


def here(name: str) -> str | None:
    """A code that stands in the URL of this page only, such as the cell whose drawer is open."""
    return st.query_params.get(name)


def put_here(name: str, code: str | None) -> None:
    """Sets or clears a code of this page only."""
    if code is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = code
