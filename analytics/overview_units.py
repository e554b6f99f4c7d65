"""Region × product line, the furthest behind and the furthest ahead (definitions §3)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from analytics import sales
from analytics.periods import Period
from analytics.queries import Query
from analytics.sales import Key, SalesRow

By = Literal["target", "year_before"]

UNIT: tuple[Key, ...] = ("region", "product_line")


@dataclass(frozen=True)
class Units:
    """`by`: the base target or, where no target can apply or none is there, the sales of the year before (like with like).

    `worst`: those behind, the most in money first; `best`: those ahead, likewise. A cell at its target is neither.
    """

    by: By
    worst: tuple[SalesRow, ...]
    best: tuple[SalesRow, ...]

    def amount(self, row: SalesRow) -> Decimal | None:
        """What the cells are sorted by: landing, where known, else actual, less base target; or the change on the year before."""
        return _ahead_of_target(row) if self.by == "target" else row.growth_yoy.change


def load(query: Query, period: Period, as_of: date, department: str | None = None) -> Units:
    """The cells of the company, or the sales of a department's people in them, which have no target there."""
    by = UNIT if department is None else (*UNIT, "department")
    every = sales.table(query, by, period, as_of)
    rows = [row for row in every if department is None or row.keys[-1] == department]
    if any(row.base.target is not None for row in rows):
        return Units("target", *_ends(rows, _ahead_of_target))
    return Units("year_before", *_ends(rows, lambda row: row.growth_yoy.change))


def _ends(
    rows: Iterable[SalesRow], amount: Callable[[SalesRow], Decimal | None]
) -> tuple[tuple[SalesRow, ...], tuple[SalesRow, ...]]:
    found = sorted(((value, row) for row in rows if (value := amount(row)) is not None), key=lambda pair: pair[0])
    worst = tuple(row for value, row in found if value < 0)
    return worst, tuple(row for value, row in reversed(found) if value > 0)


def _ahead_of_target(row: SalesRow) -> Decimal | None:
    return row.base.gap if row.base.landing_gap is None else row.base.landing_gap
