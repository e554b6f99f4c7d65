"""Collection: what was paid against what was sold, in three bases (definitions §3, Collection rate)."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

import pyarrow as pa

from analytics import credit, numbers
from analytics.people import People
from analytics.periods import Period, Window
from analytics.policy import CollectionBasis
from analytics.queries import Query

Group = TypeVar("Group")
PersonMonth = tuple[str | None, date]


@dataclass(frozen=True)
class Collection:
    """What came in of a period.

    `paid_amount` against `base_amount`: payments of the period against its sales (`cash`) or against what is due in it (`due`), or
    payments up to its end against its own orders (`cohort`). `pct`: None when the base is 0 or less; all three are None when
    the period's sales or payments are not loaded.
    """

    basis: CollectionBasis
    paid_amount: Decimal | None = None
    base_amount: Decimal | None = None

    @property
    def pct(self) -> Decimal | None:
        if self.base_amount is None or self.base_amount <= 0:
            return None
        return numbers.ratio_pct(self.paid_amount, self.base_amount)


@dataclass(frozen=True)
class Payments:
    """Payments of one person, of one month paid and one month of their order; no order month: without an order."""

    person: str | None
    paid_month: date
    order_month: date | None
    amount: Decimal


@dataclass(frozen=True)
class Receipts:
    """All that collection needs of a window of months: payments by person and months, sales by person and month due."""

    payments: tuple[Payments, ...]
    due: Mapping[PersonMonth, Decimal]

    def paid(self, basis: CollectionBasis, period: Period, group: Callable[[str | None, date], Group]) -> dict[Group, Decimal]:
        """What was paid per group of person-months (the month paid)."""
        sums: defaultdict[Group, Decimal] = defaultdict(Decimal)
        for one in self.payments:
            if _counts(one, basis, period):
                sums[group(one.person, one.paid_month)] += one.amount
        return dict(sums)

    def due_in(self, period: Period, group: Callable[[str | None, date], Group]) -> dict[Group, Decimal]:
        """What is due per group of person-months (the month due)."""
        sums: defaultdict[Group, Decimal] = defaultdict(Decimal)
        for (person, month), amount in self.due.items():
            if month in period.window:
                sums[group(person, month)] += amount
        return dict(sums)


def receipts(
    query: Query,
    who: People,
    window: Window,
    as_of: date,
    bases: frozenset[CollectionBasis],
    owners: pa.Table | None = None,
) -> Receipts:
    """The receipts of a window of whole months up to the as-of day; orders of the window may have been paid before it.

    `bases`: those that will be asked for. `owners`: the contract owners of that day, if known already.
    """
    paid_window = Window(credit.EARLIEST, window.end) if "cohort" in bases else window
    credited = {"credits": credit.payments(query, paid_window, as_of, owners)}
    paid = tuple(
        Payments(who.person(row["owner_key"]), row["paid_month"], row["order_month"], row["amount"])
        for row in query("collection_payments", credited).to_pylist()
    )
    due: defaultdict[PersonMonth, Decimal] = defaultdict(Decimal)
    if "due" in bases:
        for row in query("collection_due", begin_on=window.begin, end_on=window.end, as_of=as_of).to_pylist():
            due[who.person(row["owner_key"]), row["month"]] += row["amount"]
    return Receipts(paid, dict(due))


def _counts(one: Payments, basis: CollectionBasis, period: Period) -> bool:
    if basis != "cohort":
        return one.paid_month in period.window
    return one.order_month is not None and one.order_month in period.window and one.paid_month < period.end
