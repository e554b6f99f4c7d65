"""The demo company as a whole: made once, from a fixed seed, read by the demo's files and by the samples."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from random import Random

from data.demo import contacts, customers, ledger, orders, plan
from data.demo.customers import Customer
from data.demo.ledger import Payment
from data.demo.orders import Contract, Order
from data.demo.records import Contact

_SEED = "sales review demo"
_HISTORY_ENDS_ON = date(2025, 9, 30)


@dataclass(frozen=True)
class Company:
    """Everything that happens until 30 April 2026, each list in order of time."""

    customers: list[Customer]
    orders: list[Order]
    contracts: list[Contract]
    payments: list[Payment]
    contacts: list[Contact]
    owner_targets: list[plan.OwnerTarget]
    cell_targets: list[plan.CellTarget]


def make() -> Company:
    """The same company at each call."""
    people = customers.make(_random("customers"))
    sold = orders.make(_random("orders 3"), _random("order lines 104"), people)
    return Company(
        people,
        sold,
        ledger.contracts(_random("contracts"), sold),
        ledger.payments(_random("payments"), sold),
        contacts.make(_random("contacts 9"), people),
        plan.owner_targets(_random("targets")),
        plan.cell_targets(_history(sold)),
    )


def _random(topic: str) -> Random:
    """One stream per topic, so that a change of one leaves the others as they are."""
    return Random(f"{_SEED}: {topic}")


def _history(sold: list[Order]) -> dict[tuple[str, str], int]:
    """Sales in cents of the first year by region and product line."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for order in sold:
        if order.ordered_on <= _HISTORY_ENDS_ON:
            for _, product_line, cents in order.lines:
                found[order.customer.region, product_line] += cents
    return dict(found)
