"""What a quarter's totals say beyond themselves: a product line that goes on falling, a region that hangs on one customer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analytics import periods, sales
from analytics.periods import Period
from analytics.quarterly import Line
from analytics.queries import Query
from analytics.sales import SalesRow

FALLING_QUARTERS = 3
CONCENTRATED_PCT = Decimal(30)


@dataclass(frozen=True)
class Falling:
    """A product line whose sales fell on the quarter before in each of the last so many quarters; `row` is the newest."""

    row: SalesRow
    quarters: int


def falling(query: Query, quarter: Period, as_of: date) -> Falling | None:
    """The product line that lost most in this quarter among those that go on falling; None without one, or without data."""
    first = quarter
    for _ in range(FALLING_QUARTERS - 1):
        first = first.previous()
    span = periods.span(first.begin, quarter.months[-1])
    rows: defaultdict[str, list[SalesRow]] = defaultdict(list)
    for row in sales.table(query, ("quarter", "product_line"), span, as_of, view="region"):
        if row.keys[1] is not None and _change(row) < 0:
            rows[row.keys[1]].append(row)
    newest = [max(fell, key=lambda row: row.period.begin) for fell in rows.values() if len(fell) == FALLING_QUARTERS]
    worst = min(newest, key=lambda row: (_change(row), row.product_line or ""), default=None)
    return None if worst is None else Falling(worst, FALLING_QUARTERS)


def concentrated(regions: Iterable[Line]) -> Line | None:
    """The largest region of which one customer makes up `CONCENTRATED_PCT` or more; None without one."""
    found = [line for line in regions if line.place.region is not None and _top_pct(line) >= CONCENTRATED_PCT]
    return max(found, key=lambda line: (line.sales.actual or sales.ZERO, line.sales.region or ""), default=None)


def _change(row: SalesRow) -> Decimal:
    change = row.growth.change if row.growth else None
    return change or sales.ZERO


def _top_pct(line: Line) -> Decimal:
    share = line.top[0].share_pct if line.top else None
    return share or sales.ZERO
