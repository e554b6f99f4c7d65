"""Orders that are not paid in full (definitions §7, Sales vs payments)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analytics.people import People
from analytics.queries import Query


@dataclass(frozen=True)
class OpenOrder:
    """An order with more than 0.01 open; `age_days` since its due day, else since it was ordered; `person` None is nobody."""

    order_id: str
    customer_id: str
    ordered_on: date
    person: str | None
    amount: Decimal
    open_amount: Decimal
    age_days: int


def table(query: Query, who: People, as_of: date) -> tuple[OpenOrder, ...]:
    """All open orders as of a day, the oldest first."""
    found = (
        OpenOrder(
            order_id=row["order_id"],
            customer_id=row["customer_id"],
            ordered_on=row["ordered_on"],
            person=who.person(row["owner_key"]),
            amount=row["amount"],
            open_amount=row["open_amount"],
            age_days=(as_of - row["due_on"]).days,
        )
        for row in query("open_orders", as_of=as_of).to_pylist()
    )
    return tuple(sorted(found, key=lambda one: (-one.age_days, one.customer_id, one.order_id)))
