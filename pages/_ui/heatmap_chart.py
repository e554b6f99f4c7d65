"""The overdue heatmap: colours, values, and near-transparent squares that take the click, since a heatmap of Plotly gives none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil

import plotly.graph_objects as go

from analytics.heatmap import Cell
from analytics.overdue_map import Axes, Column, Line, Measure, OverdueMap, value
from analytics.texts import Translator
from pages._ui import charts, codes
from pages._ui.formats import Formats, number
from pages._ui.tokens import Tokens

TOTAL_GAP = 0.35  # rows of air above the total
HEIGHT = 626
ROW_HEIGHTS = (36, 72)
WIDTH = 1000  # of all cells, about, on the widest screen


@dataclass(frozen=True)
class Drawing:
    """The map with all that its picture needs."""

    shown: OverdueMap
    axes: Axes
    measure: Measure
    formats: Formats
    tokens: Tokens

    def heights(self) -> list[float]:
        """The place of each line from the top; the total stands apart."""
        count = len(self.shown.lines)
        return [*(float(place) for place in range(count - 1)), count - 1 + TOTAL_GAP]

    def worst(self) -> float:
        return max(
            (float(value(cell, self.measure)) for line in self.shown.lines if line.kind == "one" for cell in line.cells if cell),
            default=0.0,
        )

    def row_height(self) -> int:
        least, most = ROW_HEIGHTS
        return max(least, min(most, int(HEIGHT / (len(self.shown.lines) + TOTAL_GAP))))


def cell_code(line: Line, column: Column) -> str:
    """The code of a cell in the URL: kind of line, its key, grade or week."""
    return codes.pack(line.kind, line.key, column.key)


def draw(drawing: Drawing, selected: str | None) -> go.Figure:
    """The figure; `selected` is the code of the cell whose drawer is open."""
    rows, columns = drawing.shown.lines, drawing.shown.columns
    heights = drawing.heights()
    labels = [charts.cut(line_name(line, drawing.axes, drawing.formats.t)) for line in rows]
    height = drawing.row_height()
    pixels = int(height * (len(rows) + TOTAL_GAP)) + 40
    return charts.figure(
        [_texts(drawing), _squares(drawing, height)],
        drawing.tokens,
        height=pixels,
        margin={"l": 14 + max(charts.width(label) for label in labels) * 8, "r": 0, "t": 36, "b": 0},
        shapes=[*_tiles(drawing), *_selection(drawing, selected)],
        xaxis={
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": [f"<b>{text}</b>" if is_last else text for text, is_last in _column_labels(drawing)],
            "range": [-0.5, len(columns) - 0.5],
            "showline": False,
        },
        yaxis={
            "tickvals": heights,
            "ticktext": [
                charts.escaped(label) if line.kind != "total" else f"<b>{label}</b>"
                for line, label in zip(rows, labels, strict=True)
            ],
            "tickfont": {"size": 15, "color": drawing.tokens.ink},
            "range": [heights[-1] + 0.5, -0.5],
            "showline": False,
            "ticklabelstandoff": 6,
        },
    )


def _placed(drawing: Drawing) -> Iterator[tuple[int, float, Line, Column, Cell]]:
    for line, down in zip(drawing.shown.lines, drawing.heights(), strict=True):
        for across, (column, cell) in enumerate(zip(drawing.shown.columns, line.cells, strict=True)):
            if cell is not None:
                yield across, down, line, column, cell


def _fill(drawing: Drawing, cell: Cell) -> str:
    worst = drawing.worst()
    return drawing.tokens.heat(min(1.0, float(value(cell, drawing.measure)) / worst) if worst else 0.0)


def _tiles(drawing: Drawing) -> list[dict[str, object]]:
    """Cells as rectangles with a hair of page between; the total has none."""
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": across - 0.48,
            "x1": across + 0.48,
            "y0": down - 0.46,
            "y1": down + 0.46,
            "line": {"width": 0},
            "fillcolor": _fill(drawing, cell),
        }
        for across, down, line, _, cell in _placed(drawing)
        if line.kind != "total"
    ]


def _selection(drawing: Drawing, selected: str | None) -> list[dict[str, object]]:
    return [
        {
            "type": "rect",
            "x0": across - 0.48,
            "x1": across + 0.48,
            "y0": down - 0.46,
            "y1": down + 0.46,
            "line": {"width": 3, "color": drawing.tokens.ink},
        }
        for across, down, line, column, _ in _placed(drawing)
        if cell_code(line, column) == selected
    ]


def _texts(drawing: Drawing) -> go.Scatter:
    points = list(_placed(drawing))
    return go.Scatter(
        x=[across for across, *_ in points],
        y=[down for _, down, *_ in points],
        mode="text",
        text=[_text(drawing, line, cell) for _, _, line, _, cell in points],
        textfont={"size": 15, "color": [_ink(drawing, line, cell) for _, _, line, _, cell in points]},
        hoverinfo="skip",
    )


def _text(drawing: Drawing, line: Line, cell: Cell) -> str:
    shown = value(cell, drawing.measure)
    text = number(shown, 0) + ("%" if drawing.measure == "share" else "") if cell.overdue_count else "·"
    never = f" +{cell.never_contacted_count}" if cell.never_contacted_count and drawing.measure == "count" else ""
    return f"<b>{text}{never}</b>" if line.kind == "total" else text + never


def _ink(drawing: Drawing, line: Line, cell: Cell) -> str:
    return drawing.tokens.ink if line.kind == "total" else drawing.tokens.label_ink(_fill(drawing, cell))


def _squares(drawing: Drawing, row_height: int) -> go.Scatter:
    count = ceil(WIDTH / len(drawing.shown.columns) / row_height)  # so many side by side cover a cell that is wider than high
    asides = [(place + 0.5) / count - 0.5 for place in range(count)]
    points = [(across + aside, down, line, column) for across, down, line, column, _ in _placed(drawing) for aside in asides]
    marker = {"size": row_height - 4, "symbol": "square", "color": drawing.tokens.ink, "opacity": 0.004}
    return go.Scatter(
        x=[across for across, *_ in points],
        y=[down for _, down, *_ in points],
        mode="markers",
        marker=marker,
        selected={"marker": {"opacity": 0.004}},
        unselected={"marker": {"opacity": 0.004}},
        customdata=[cell_code(line, column) for _, _, line, column in points],
        hovertext=[charts.escaped(line_name(line, drawing.axes, drawing.formats.t)) for _, _, line, _ in points],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _column_labels(drawing: Drawing) -> list[tuple[str, bool]]:
    columns, formats = drawing.shown.columns, drawing.formats
    if drawing.axes[1] != "week":
        return [(grade_name(column.key, formats.t), False) for column in columns]
    days = [column.as_of for column in columns]
    labels = [_week_label(formats, day, before) for before, day in pairwise([None, *days]) if day is not None]
    return [*((label, False) for label in labels[:-1]), (formats.short_day(days[-1]), True)]


def _week_label(formats: Formats, day: date, before: date | None) -> str:
    """The first of a month's carries its name, the others the day alone."""
    is_first = before is None or (before.year, before.month) != (day.year, day.month)
    return formats.short_day(day) if is_first else str(day.day)


def line_name(line: Line, axes: Axes, t: Translator) -> str:
    """The name of a line in full."""
    if line.kind == "total":
        return t("follow_ups.total")
    if line.kind == "rest":
        return t("follow_ups.rest." + axes[0], count=len(line.keys))
    return line.shown or t("follow_ups.unassigned")


def grade_name(grade: str | None, t: Translator) -> str:
    return t("follow_ups.no_grade") if grade is None else t("follow_ups.grade", grade=grade)
