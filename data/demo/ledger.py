"""What orders lead to: signed contracts and payments."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from data.demo.days import FIRST, workdays
from data.demo.orders import Contract, Order
from data.demo.people import BY_NAME


@dataclass(frozen=True)
class Payment:
    """One payment; order or contract number may be unknown to the bank (empty)."""

    order_id: str
    contract_no: str
    customer_id: str
    paid_on: date
    cents: int


def contracts(random: Random, orders: list[Order]) -> list[Contract]:
    """The ledger in order of signing: each covers one to four orders of a customer within about a quarter."""
    running: dict[str, Contract] = {}
    found: list[Contract] = []
    for order in orders:
        key = order.customer.customer_id
        contract = running.get(key)
        if order.cents > 0 and (contract is None or _is_used_up(random, contract, order)):
            contract = running[key] = _sign(random, order)
            found.append(contract)
        if contract is not None and random.random() > 0.006 and contract.cents + order.cents > 0:
            contract.orders += 1
            contract.cents += order.cents
            order.contract = contract
    found.sort(key=lambda contract: (contract.signed_on, contract.customer.customer_id, contract.cents))
    for place, contract in enumerate(found, start=1):
        contract.contract_no = f"HT{contract.signed_on:%y%m}{place:05d}"
        contract.cents += random.choice((-500_000, 1_200_000)) if random.random() < 0.004 else 0
    return found


def _is_used_up(random: Random, contract: Contract, order: Order) -> bool:
    return contract.orders >= 4 or (order.ordered_on - contract.signed_on).days > 100 or random.random() < 0.18


def _sign(random: Random, order: Order) -> Contract:
    days = workdays(max(order.ordered_on - timedelta(random.randint(0, 12)), FIRST), order.ordered_on)
    day = days[0] if days else order.ordered_on
    return Contract(order.customer, day, "" if random.random() < 0.04 else order.customer.owner(day))


def payments(random: Random, orders: list[Order]) -> list[Payment]:
    """What came in, in order of day: a deposit from some, the rest around the due day, later from slow payers."""
    found = []
    for order in orders:
        if order.cents > 0:
            found += _payments_of(random, order)
    return sorted(found, key=lambda one: (one.paid_on, one.customer_id, one.order_id, one.cents))


def _payments_of(random: Random, order: Order) -> list[Payment]:
    parts = [(order.due_on + timedelta(_delay(random, order)), order.cents)]
    if random.random() < 0.45:
        deposit = round(order.cents * random.choice((0.3, 0.3, 0.5)) / 1000) * 1000
        parts = [(order.ordered_on + timedelta(random.randint(0, 9)), deposit), (parts[0][0], order.cents - deposit)]
    if random.random() < 0.012:
        parts = parts[:-1]
    names_order, has_contract = random.random() > 0.02, bool(order.contract_no)
    return [
        Payment(
            order.order_id if names_order or not has_contract else "",
            order.contract_no,
            order.customer.customer_id,
            next(iter(workdays(day, day + timedelta(12))), day),
            cents,
        )
        for day, cents in parts
    ]


def _delay(random: Random, order: Order) -> int:
    """Days after the due day; slow payers are slow since autumn, and this year everybody pays later."""
    usual = BY_NAME[order.owner].habits.pays_late_days
    late = usual if usual < 10 or order.ordered_on > date(2025, 11, 15) else 8
    late += 9 if order.ordered_on > date(2026, 1, 10) else 0
    return max(round(random.gauss(late, 6 + late / 2)), -8)
