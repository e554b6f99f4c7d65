"""Which customers need somebody to act, as six counts with their lists (definitions §5)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from analytics import follow_ups, heatmap, over_contact, periods
from analytics.follow_ups import Customer
from analytics.heatmap import Key
from analytics.over_contact import Touch
from analytics.periods import Period
from analytics.queries import Query

Kind = Literal["overdue", "promise", "executive", "visit", "over_contact", "never_contacted"]

KINDS: tuple[Kind, ...] = ("overdue", "promise", "executive", "visit", "over_contact", "never_contacted")
NARROWING: tuple[Key, ...] = ("grade", "department")


@dataclass(frozen=True)
class Attention:
    """The lists as of a day, each the most pressing first; `touches` are the over-contacts of `month`, the newest first.

    `overdue_weeks`: overdue customers as of the last 12 Sundays and the day itself, None where nobody was active.
    `overdue_change`: against the last Sunday before the day (definitions §3), None where nobody was active then.
    """

    as_of: date
    month: Period
    customer_count: int
    overdue: tuple[Customer, ...]
    promise: tuple[Customer, ...]
    executive: tuple[Customer, ...]
    visit: tuple[Customer, ...]
    never_contacted: tuple[Customer, ...]
    touches: tuple[Touch, ...]
    overdue_weeks: tuple[int | None, ...]

    @property
    def overdue_change(self) -> int | None:
        *_, before, _now = (None, *self.overdue_weeks)
        return None if before is None else len(self.overdue) - before

    def customers(self, kind: Kind) -> tuple[Customer, ...]:
        """The list of a kind; of over-contact there are touches instead."""
        lists = {
            "overdue": self.overdue,
            "promise": self.promise,
            "executive": self.executive,
            "visit": self.visit,
            "never_contacted": self.never_contacted,
        }
        return lists.get(kind, ())

    def count(self, kind: Kind) -> int:
        return len(self.touches) if kind == "over_contact" else len(self.customers(kind))


def load(query: Query, as_of: date, grade: str | None = None, department: str | None = None) -> Attention:
    """All lists as of a day, narrowed to customers of a grade and of owners in a department (by its key)."""
    month = periods.month_of(as_of)
    chosen = [
        customer
        for customer in follow_ups.table(query, as_of)
        if (grade is None or customer.grade == grade) and (department is None or customer.department_key == department)
    ]
    ids = {customer.customer_id for customer in chosen}
    touches = over_contact.table(query, month, as_of)
    return Attention(
        as_of=as_of,
        month=month,
        customer_count=len(chosen),
        overdue=_sorted((c for c in chosen if c.state == "overdue"), lambda c: -(c.overdue_days or 0)),
        promise=_sorted((c for c in chosen if c.broken_promise_on), lambda c: (c.broken_promise_on or as_of).toordinal()),
        executive=_sorted((c for c in chosen if c.missed_executive), _largest),
        visit=_sorted((c for c in chosen if c.missed_visit), _largest),
        never_contacted=_sorted((c for c in chosen if c.state == "never_contacted"), _oldest),
        touches=tuple(sorted((touch for touch in touches if touch.customer_id in ids), key=_newest)),
        overdue_weeks=_weeks(query, as_of, grade, department),
    )


def _sorted(customers: Iterable[Customer], order: Callable[[Customer], Decimal | int]) -> tuple[Customer, ...]:
    return tuple(sorted(customers, key=lambda customer: (order(customer), customer.customer_id)))


def _largest(customer: Customer) -> Decimal:
    return -(customer.sales_12m or Decimal(0))


def _oldest(customer: Customer) -> int:
    return (customer.first_contact_on or date.max).toordinal()


def _newest(touch: Touch) -> tuple[int, str]:
    return -touch.followed_up_at.toordinal(), touch.customer_id


def _weeks(query: Query, as_of: date, grade: str | None, department: str | None) -> tuple[int | None, ...]:
    chosen = {key: value for key, value in (("grade", grade), ("department", department)) if value is not None}
    by: tuple[Key, ...] = ("week", *(key for key in NARROWING if key in chosen))
    counts = {
        cell.as_of: cell.overdue_count
        for cell in heatmap.cells(query, by, as_of)
        if all(cell.keys[by.index(key)] == chosen[key] for key in chosen)
    }
    return tuple(counts.get(day) for day in heatmap.week_days(as_of))
