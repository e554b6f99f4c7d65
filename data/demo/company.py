"""The demo company as a whole: made once, from a fixed seed, read by the demo's files and by the samples."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from random import Random

from data.demo import contacts, customers, orders, plan

_SEED = "sales review demo"
_HISTORY_ENDS_ON = date(2025, 9, 30)


@dataclass(frozen=True)
class Company:
    """Everything that happens until 30 April 2026, each list in order of time."""

    customers: list[customers.Customer]
    orders: list[orders.Order]
    contracts: list[orders.Contract]
    payments: list[orders.Payment]
    contacts: list[contacts.Contact]
    owner_targets: list[tuple[object, ...]]
    cell_targets: list[tuple[object, ...]]


def make() -> Company:
    """The same company at each call."""
    people = customers.make(_random("customers"))
    sold = orders.make(_random("orders"), people)
    return Company(
        people,
        sold,
        orders.contracts(_random("contracts"), sold),
        orders.payments(_random("payments"), sold),
        contacts.make(_random("contacts"), people),
        plan.owner_targets(_random("targets")),
        plan.cell_targets(_history(sold)),
    )


def _random(topic: str) -> Random:
    """One stream per topic, so that a change of one leaves the others as they are."""
    return Random(f"{_SEED}: {topic}")


def _history(sold: list[orders.Order]) -> dict[tuple[str, str], int]:
    """Sales in cents of the first year by region and product line."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for order in sold:
        if order.ordered_on <= _HISTORY_ENDS_ON:
            for _, product_line, cents in order.lines:
                found[order.customer.region, product_line] += cents
    return dict(found)
