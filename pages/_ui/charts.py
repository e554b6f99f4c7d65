"""What all charts share: fonts, colours of the reader's theme, no mode bar, no zoom."""

from html import escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from pages._ui.tokens import FONT, Tokens

CONFIG = {"displayModeBar": False, "showTips": False, "scrollZoom": False, "doubleClick": False}


def figure(traces: list[Any], tokens: Tokens, *, height: int, **layout: Any) -> go.Figure:
    """A figure in the colours of `tokens`; `layout` adds to or replaces what all charts share.

    Labels and shapes go in as one list each (`annotations=[…]`, `shapes=[…]`): adding them one by one is quadratic.
    """
    axis = {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": 15, "color": tokens.muted},
        "linecolor": tokens.line,
        "gridcolor": tokens.line,
    }
    shared = {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 8, "b": 0},
        "font": {"family": FONT, "size": 15, "color": tokens.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hoverlabel": {"font": {"family": FONT, "size": 15, "color": tokens.ink}, "bgcolor": tokens.soft},
        "dragmode": False,
        "bargap": 0.3,
    }
    both = {name: axis | layout.pop(name, {}) for name in ("xaxis", "yaxis")}
    return go.Figure(data=traces, layout=shared | both | layout)


def escaped(text: str) -> str:
    """Data as Plotly shows them: it reads tags in a text, and so would those of a name."""
    return escape(text, quote=False)


LONGEST_LABEL = 24  # columns, an East Asian character takes two


def width(text: str) -> int:
    """Columns that a text takes."""
    return sum(2 if character >= "\u1100" else 1 for character in text)


def cut(name: str, longest: int = LONGEST_LABEL) -> str:
    """A name as an axis can show it: one of more columns is cut; where it opens it stands whole."""
    if width(name) <= longest:
        return name
    kept = name
    while width(kept) > longest - 2:
        kept = kept[:-1]
    return kept + "…"


def cut_middle(name: str, longest: int = LONGEST_LABEL) -> str:
    """As `cut`, but with both ends, since long names of one list often differ in their last characters."""
    if width(name) <= longest:
        return name
    tail = name[-1:]
    while width(name[-len(tail) - 1 :]) <= longest // 2 - 1:
        tail = name[-len(tail) - 1 :]
    return cut(name, longest - width(tail)) + tail


def show(chart: go.Figure, *, key: str, alt: str, on_select: Any = "ignore") -> Any:
    """Draws a figure across its container; `alt` says it in words; `on_select` as in `st.plotly_chart`, points only."""
    return st.plotly_chart(chart, theme=None, key=key, alt=alt, config=CONFIG, on_select=on_select, selection_mode="points")
