"""One cell or total of the quarterly summary opened: why it changed, eight quarters, year to date (definitions §6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

import pyarrow as pa

from analytics import buckets, periods, sales
from analytics.periods import Period, Window
from analytics.quarterly import Place
from analytics.queries import Query
from analytics.sales import Key, SalesRow

StepName = Literal["new", "lost", "more", "less", "returns"]

COURSE_QUARTERS = 8
STEPS: tuple[StepName, ...] = ("new", "lost", "more", "less", "returns")
_WINDOWS = pa.schema([("kind", pa.string()), ("begin_on", pa.date32()), ("end_on", pa.date32())])


@dataclass(frozen=True)
class CustomerChange:
    """What one customer adds to a step, below 0 where it takes away."""

    customer_id: str
    customer_name: str | None
    amount: Decimal


@dataclass(frozen=True)
class Step:
    """One reason why the quarter differs: `amount` is the sum over `customers`, the largest change first."""

    name: StepName
    amount: Decimal
    customers: tuple[CustomerChange, ...]


@dataclass(frozen=True)
class Bridge:
    """From the quarter before (like with like) to this one: `before` + all steps = `actual`.

    By what customers bought in the two windows (rows above 0): `new` bought only in this one, `lost` only in the one before, `more`
    and `less` in both; `returns` is the change of rows of 0 or less.
    """

    before: Decimal
    steps: tuple[Step, ...]
    actual: Decimal


def bridge(query: Query, quarter: Period, place: Place, as_of: date) -> Bridge | None:
    """Why a cell or total changed; None where growth has no data."""
    [bucket] = buckets.buckets(query, None, quarter, as_of)
    if not bucket.is_growth_known or bucket.compared.previous is None:
        return None
    tables = {"windows": _windows({"this": bucket.compared.this, "previous": bucket.compared.previous})}
    rows = query("quarterly_customers", tables, as_of=as_of, **_narrow(place)).to_pylist()
    names = _names(query, as_of)
    steps = tuple(_step(name, rows, names) for name in STEPS)
    before = sum((row["bought_before"] + row["returned_before"] for row in rows), sales.ZERO)
    return Bridge(before, steps, sum((row["bought"] + row["returned"] for row in rows), sales.ZERO))


def course(query: Query, quarter: Period, place: Place, as_of: date, count: int = COURSE_QUARTERS) -> tuple[SalesRow, ...]:
    """A cell or total in so many quarters up to this one, oldest first, none left out."""
    first = quarter
    for _ in range(count - 1):
        first = first.previous()
    span = periods.span(first.begin, quarter.months[-1])
    return _only(query, ("quarter", *place.by), span, as_of, place)


def year_to_date(query: Query, quarter: Period, place: Place, as_of: date) -> SalesRow:
    """A cell or total in the fiscal year of the quarter, as of the quarter's end or the as-of day, if sooner."""
    day = min(as_of, quarter.end - timedelta(days=1))
    [row] = _only(query, place.by, periods.year_of(quarter.begin, query.policy.fiscal_month), day, place)
    return row


def _only(query: Query, by: tuple[Key, ...], period: Period, as_of: date, place: Place) -> tuple[SalesRow, ...]:
    rows = sales.table(query, by, period, as_of, [place.keys], view="region", only=[place.keys])
    return tuple(sorted(rows, key=lambda row: row.period.begin))


def _step(name: StepName, rows: list[Mapping[str, Any]], names: Mapping[str, str]) -> Step:
    changes = [(row["customer_id"], _change(name, row)) for row in rows]
    there = sorted(((one, amount) for one, amount in changes if amount), key=lambda pair: (-abs(pair[1]), pair[0]))
    customers = tuple(CustomerChange(one, names.get(one), amount) for one, amount in there)
    return Step(name, sum((amount for _, amount in there), sales.ZERO), customers)


def _change(name: StepName, row: Mapping[str, Any]) -> Decimal:
    if name == "returns":
        returned: Decimal = row["returned"] - row["returned_before"]
        return returned
    now, before = row["bought"], row["bought_before"]
    found: StepName = "new" if not before else "lost" if not now else "more" if now > before else "less"
    change: Decimal = now - before
    return change if found == name else sales.ZERO


def _windows(windows: Mapping[str, Window]) -> pa.Table:
    begins, ends = [window.begin for window in windows.values()], [window.end for window in windows.values()]
    return pa.table([list(windows), begins, ends], schema=_WINDOWS)


def _narrow(place: Place) -> dict[str, object]:
    keys = place.keys
    return {
        "by_region": "region" in keys,
        "region": keys.get("region"),
        "by_product_line": "product_line" in keys,
        "product_line": keys.get("product_line"),
    }


def _names(query: Query, as_of: date) -> dict[str, str]:
    return {row["customer_id"]: row["customer_name"] for row in query("customer_names", as_of=as_of).to_pylist()}
