"""Tables that grow or open, and the download of what they show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from analytics.exports.tables import WRITERS
from analytics.reports import Report
from pages._ui import texts

ROW_HEIGHT = 37
HEADER_HEIGHT = 37


@dataclass(frozen=True)
class Column:
    """One column: its words, its width in pixels (numbers at most 105, so that header and value stay together), its kind.

    `help`: what a pointer on the header reads.
    """

    label: str
    width: int | None = None
    kind: Literal["text", "number", "image"] = "text"
    help: str | None = None


def _configured(column: Column) -> object:
    if column.kind == "image":
        return st.column_config.ImageColumn(column.label, width=column.width, alignment="left", help=column.help)
    alignment: Literal["left", "right"] = "right" if column.kind == "number" else "left"
    return st.column_config.TextColumn(column.label, width=column.width, alignment=alignment, help=column.help)


def show(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | None]],
    *,
    key: str,
    alt: str,
    most: int = 15,
    row_height: int = ROW_HEIGHT,
    opens: bool = False,
    on_click: Callable[[int, int], object] | None = None,
) -> int | None:
    """Draws formatted texts, `most` whole rows before it scrolls; `alt` says what it is.

    With `opens`, a click on a cell gives the number of its row (0 is the first) at the next run; else None. `on_click` is called
    with row and column of a cell before that run; a table keeps its selection, so that a second click on the cell needs a new key.
    """
    names = [str(place) for place in range(len(columns))]
    frame = pd.DataFrame(rows, columns=names, dtype="str")
    drawn = st.dataframe(
        frame,
        column_config=dict(zip(names, map(_configured, columns), strict=True)),
        hide_index=True,
        key=key,
        alt=alt,
        height="content" if len(rows) <= most else HEADER_HEIGHT + most * row_height + 2,
        row_height=row_height,
        on_select=_on_cell(key, on_click) if on_click else "rerun" if opens else "ignore",
        selection_mode="single-cell",
        placeholder="",
    )
    cells = drawn.selection.cells if opens else []
    return int(cells[0][0]) if cells else None


def _on_cell(key: str, act: Callable[[int, int], object]) -> Callable[[], None]:
    def clicked() -> None:
        for row, column in st.session_state[key].selection.cells[:1]:
            act(int(row), int(column))

    return clicked


def download(report: Report | Callable[[], Report], *, key: str, label: str | None = None, name: str | None = None) -> None:
    """One menu that gives a table as xlsx or csv; the file is made at the click, formulas escaped.

    `report`: or what makes it at the click, then with its `name`.
    """
    t = texts.translator()
    name = name or (report.name if isinstance(report, Report) else key)
    with st.popover(label or t("frame.download"), key=f"download_{key}"):
        for kind, mime in (("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), ("csv", "text/csv")):
            st.download_button(
                t("frame.download_" + kind),
                _maker(kind, report),
                file_name=f"{name}.{kind}",
                mime=mime,
                key=f"download_{key}_{kind}",
                on_click="ignore",
                type="tertiary",
            )


def _maker(kind: str, report: Report | Callable[[], Report]) -> Callable[[], bytes]:
    return lambda: WRITERS[kind](report if isinstance(report, Report) else report())
