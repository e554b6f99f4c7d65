"""Which customers need somebody to act, as six counts with their lists (definitions §5)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from analytics import follow_ups, over_contact, overview, periods, sales
from analytics.follow_ups import Customer
from analytics.over_contact import Touch
from analytics.periods import Period
from analytics.queries import Query

Kind = Literal["overdue", "promise", "executive", "visit", "over_contact", "never_contacted"]

KINDS: tuple[Kind, ...] = ("overdue", "promise", "executive", "visit", "over_contact", "never_contacted")


@dataclass(frozen=True)
class Attention:
    """The lists as of a day, each the most pressing first.

    `touches`: the over-contacts of `month`, the newest first. `overdue_change`: against the last Sunday before
    the day (definitions §3). `top_seller`: the owner who has sold most in `month` so far, None without sales.
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
    overdue_change: int
    top_seller: str | None

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
        overdue_change=overview.overdue(query, as_of, department, grade).change,
        top_seller=_top_seller(query, month, as_of),
    )


def _top_seller(query: Query, month: Period, as_of: date) -> str | None:
    sold = [(row.actual, row.owner) for row in sales.table(query, ("owner",), month, as_of) if row.actual and row.owner]
    amount, owner = min(sold, key=lambda pair: (-pair[0], pair[1]), default=(Decimal(0), None))
    return owner if amount > 0 else None


def _sorted(customers: Iterable[Customer], order: Callable[[Customer], Decimal | int]) -> tuple[Customer, ...]:
    return tuple(sorted(customers, key=lambda customer: (order(customer), customer.customer_id)))


def _largest(customer: Customer) -> Decimal:
    return -(customer.sales_12m or Decimal(0))


def _oldest(customer: Customer) -> int:
    return (customer.first_contact_on or date.max).toordinal()


def _newest(touch: Touch) -> tuple[int, str]:
    return -touch.followed_up_at.toordinal(), touch.customer_id
