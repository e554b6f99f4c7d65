"""The overdue heatmap as a reader sees it: worst line first, small lines folded, a total (definitions §5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from analytics import heatmap, numbers
from analytics.follow_ups import Customer
from analytics.heatmap import Cell, Key
from analytics.queries import Query

Axes = tuple[Key, Key]
Measure = Literal["count", "share", "days"]
LineKind = Literal["one", "rest", "total"]

MEASURES: tuple[Measure, ...] = ("count", "share", "days")
MOST_LINES = 16


@dataclass(frozen=True)
class Column:
    """A grade, or a week as of its day; `key` None is no grade."""

    key: str | None
    as_of: date


@dataclass(frozen=True)
class Line:
    """One owner, region or department, all folded ones, or everybody.

    `keys`: whom it stands for (None is *unassigned*); `shown`: the name of one; `cells` as the columns, None where nobody is
    active.
    """

    kind: LineKind
    keys: tuple[str | None, ...]
    shown: str | None
    cells: tuple[Cell | None, ...]

    @property
    def key(self) -> str | None:
        """The key of a line of one; None of all others."""
        return self.keys[0] if self.kind == "one" else None


@dataclass(frozen=True)
class OverdueMap:
    """`lines`: the worst first, by the newest week or by all grades, then the folded ones as one, then the total."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    def cell(self, kind: str | None, key: str | None, column: str | None) -> tuple[Line, Cell] | None:
        """The line and the cell of that name; None where the map has no such cell."""
        for line in self.lines:
            if (line.kind, line.key) == (kind, key):
                cells = (cell for place, cell in zip(self.columns, line.cells, strict=True) if place.key == column)
                return next(((line, cell) for cell in cells if cell is not None), None)
        return None


def value(cell: Cell, measure: Measure) -> Decimal | int:
    """What a cell shows: overdue customers, their share of the active ones in percent, or their longest overdue days."""
    if measure == "share":
        return cell.overdue_pct or Decimal(0)
    return cell.overdue_count if measure == "count" else cell.longest_days


def load(query: Query, axes: Axes, as_of: date, measure: Measure = "count", grade: str | None = None) -> OverdueMap | None:
    """The map of two keys, the second a grade or the week; None without active customers.

    `measure` sorts the lines; `grade` narrows everything to one grade.
    """
    found = _cells(query, axes, as_of, grade)
    if not found:
        return None
    places = sorted({cell.keys[1]: cell.as_of for cell in found}.items(), key=lambda place: (place[0] is None, place[0] or ""))
    columns = tuple(Column(key, day) for key, day in places)
    lines = sorted(_lines(found, columns), key=lambda line: _place(line, axes, measure))
    is_folded = len(lines) > MOST_LINES
    kept, folded = (lines[: MOST_LINES - 1], lines[MOST_LINES - 1 :]) if is_folded else (lines, [])
    rest = [_merged("rest", folded)] if folded else []
    return OverdueMap(columns, (*kept, *rest, _merged("total", lines)))


def customers(
    query: Query, axes: Axes, keys: tuple[str | None, ...], column: str | None, as_of: date, grade: str | None = None
) -> tuple[Customer, ...]:
    """The overdue customers of one cell, as many as it counts, most overdue first; `keys` as in Line, `column` as in Column."""
    by: tuple[Key, ...] = (axes[1],)
    values: tuple[str | None, ...] = (column,)
    if grade is not None and axes[1] != "grade":
        by, values = (axes[1], "grade"), (column, grade)
    found = heatmap.customers(query, by, values, as_of)
    return tuple(customer for customer in found if getattr(customer, f"{axes[0]}_key") in keys)


def _cells(query: Query, axes: Axes, as_of: date, grade: str | None) -> list[Cell]:
    """Cells of the two keys; where a third one narrows them, it is left out again."""
    if grade is None or axes[1] == "grade":
        found = heatmap.cells(query, axes, as_of)
        return [cell for cell in found if grade is None or cell.keys[1] == grade]
    return [cell for cell in heatmap.cells(query, (*axes, "grade"), as_of) if cell.keys[2] == grade]


def _lines(found: Iterable[Cell], columns: tuple[Column, ...]) -> list[Line]:
    by_line: dict[str | None, dict[str | None, Cell]] = {}
    names: dict[str | None, str | None] = {}
    for cell in found:
        by_line.setdefault(cell.keys[0], {})[cell.keys[1]] = cell
        names[cell.keys[0]] = cell.shown[0]
    return [Line("one", (key,), names[key], tuple(cells.get(column.key) for column in columns)) for key, cells in by_line.items()]


def _place(line: Line, axes: Axes, measure: Measure) -> tuple[Decimal | int, int, bool, str]:
    """Sorts the worst first: by the newest week, or by all grades together."""
    judged = line.cells[-1] if axes[1] == "week" else together(line.cells)
    if judged is None:
        return 1, 0, line.key is None, line.shown or ""
    return -value(judged, measure), -judged.overdue_count, line.key is None, line.shown or ""


def together(cells: Iterable[Cell | None]) -> Cell | None:
    """Several cells of one day as one: sums, the ratio of sums, the longest days; None of none."""
    there = [cell for cell in cells if cell is not None]
    if not there:
        return None
    active, overdue = (sum(getattr(cell, name) for cell in there) for name in ("active_count", "overdue_count"))
    return Cell(
        keys=(None, there[0].keys[1]),
        shown=(None, there[0].shown[1]),
        as_of=there[0].as_of,
        active_count=active,
        overdue_count=overdue,
        overdue_pct=numbers.ratio_pct(overdue, active),
        longest_days=max(cell.longest_days for cell in there),
        never_contacted_count=sum(cell.never_contacted_count for cell in there),
    )


def _merged(kind: LineKind, lines: list[Line]) -> Line:
    cells = tuple(together(cells) for cells in zip(*(line.cells for line in lines), strict=True))
    return Line(kind, tuple(line.keys[0] for line in lines), None, cells)
