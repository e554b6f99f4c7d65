"""Tables that grow or open, bars in their cells, and the download of what they show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

import pandas as pd
import streamlit as st

from analytics.exports.tables import WRITERS
from analytics.reports import Report
from pages._ui import texts

ROW_HEIGHT = 37
HEADER_HEIGHT = 37


@dataclass(frozen=True)
class Column:
    """One column: its words, its width in pixels (numbers at most 105, so that header and value stay together), its kind."""

    label: str
    width: int | None = None
    kind: Literal["text", "number", "image"] = "text"


def _configured(column: Column) -> object:
    if column.kind == "image":
        return st.column_config.ImageColumn(column.label, width=column.width)
    alignment: Literal["left", "right"] = "right" if column.kind == "number" else "left"
    return st.column_config.TextColumn(column.label, width=column.width, alignment=alignment)


def show(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | None]],
    *,
    key: str,
    alt: str,
    most: int = 15,
    row_height: int = ROW_HEIGHT,
    opens: bool = False,
) -> int | None:
    """Draws formatted texts, `most` whole rows before it scrolls; `alt` says what it is.

    With `opens`, a click on a cell gives the number of its row (0 is the first) at the next run; else None.
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
        on_select="rerun" if opens else "ignore",
        selection_mode="single-cell",
        placeholder="",
    )
    cells = drawn.selection.cells if opens else []
    return int(cells[0][0]) if cells else None


def bar(share: float, fill: str, *, width: int = 120, height: int = ROW_HEIGHT - 8) -> str:
    """A bar over a share 0–1 of the cell as a data URI for an image column; `height` is the row's less 8."""
    thickness = min(14, height - 8)
    drawn = (
        f'<rect y="{(height - thickness) / 2:g}" width="{max(0.0, share) * width:.1f}" height="{thickness}" rx="2" fill="{fill}"/>'
    )
    return picture(drawn, width, height)


def picture(shapes: str, width: int, height: int) -> str:
    """SVG shapes as a data URI, for image columns and `<img>`."""
    box = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return "data:image/svg+xml," + quote(f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{shapes}</svg>')


def sparkline(values: Sequence[float | None], colour: str, *, width: int = 150, height: int = 24) -> str:
    """A thin line over equal steps with a dot at its end; gaps where a value is absent. A data URI."""
    known = [value for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    step, span = (width - 8) / max(1, len(values) - 1), (high - low) or 1.0
    points = [
        None if value is None else f"{4 + place * step:.1f},{height - 4 - (value - low) / span * (height - 8):.1f}"
        for place, value in enumerate(values)
    ]
    runs = " ".join("" if point is None else point for point in points).split("  ")
    drawn = "".join(f'<polyline points="{run}" fill="none" stroke="{colour}" stroke-width="1.5"/>' for run in runs)
    if points and points[-1] is not None:
        across, down = points[-1].split(",")
        drawn += f'<circle cx="{across}" cy="{down}" r="3.5" fill="{colour}"/>'
    return picture(drawn, width, height)


def download(report: Report, *, key: str, label: str | None = None) -> None:
    """One menu that gives a table as xlsx or csv; the file is made at the click, formulas escaped."""
    t = texts.translator()
    with st.popover(label or t("frame.download"), key=f"download_{key}"):
        for kind, mime in (("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), ("csv", "text/csv")):
            st.download_button(
                t("frame.download_" + kind),
                _maker(kind, report),
                file_name=f"{report.name}.{kind}",
                mime=mime,
                key=f"download_{key}_{kind}",
                on_click="ignore",
                type="tertiary",
            )


def _maker(kind: str, report: Report) -> Callable[[], bytes]:
    return lambda: WRITERS[kind](report)
