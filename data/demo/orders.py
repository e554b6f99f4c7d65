"""Orders of the demo company, their lines and returns."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from data.demo import plan
from data.demo.customers import PRODUCT_LINES, SAVIOUR, Customer
from data.demo.days import AS_OF, FIRST, month_end, months, workdays
from data.demo.people import BY_NAME, NEWCOMER

# What the newcomer sells in the first month, before there is a target.
_NEWCOMER_START = 426_000
_BUYS = {"A": 1.9, "B": 0.72, "C": 0.24}
# Large orders of the one customer that saves its region: day and amount in CNY.
SAVIOUR_ORDERS = (
    (date(2025, 11, 20), 118_000),
    (date(2026, 1, 14), 388_000),
    (date(2026, 2, 11), 465_000),
    (date(2026, 3, 5), 246_000),
    (date(2026, 3, 18), 352_000),
)


@dataclass
class Contract:
    """One signed contract; `cents` is its amount as signed."""

    customer: Customer
    signed_on: date
    owner: str
    contract_no: str = ""
    cents: int = 0
    orders: int = 0


@dataclass
class Order:
    """One order; `lines` are (line number, product line, amount in cents), a return has negative ones."""

    customer: Customer
    ordered_on: date
    owner: str
    cents: int
    due_on: date
    order_id: str = ""
    contract: Contract | None = None
    lines: list[tuple[int, str, int]] = field(default_factory=list)

    @property
    def contract_no(self) -> str:
        return self.contract.contract_no if self.contract else ""


def make(random: Random, line_random: Random, customers: list[Customer]) -> list[Order]:
    """All orders in order of day, numbered, with lines; each customer's days of order are noted on it."""
    found = [order for window in _windows() for order in _orders_of(random, customers, *window)]
    found += _returns(random, found)
    found.sort(key=lambda order: (order.ordered_on, order.customer.customer_id, order.cents))
    serial: dict[str, int] = defaultdict(int)
    for order in found:
        month = f"{order.ordered_on:%y%m}"
        serial[month] += 1
        prefix = "SO" if order.cents > 0 else "RT"
        order.order_id = f"{prefix}{month}-{serial[month]:04d}"
        order.lines = _lines(line_random, order)
        if order.cents > 0:
            order.customer.order_days.append(order.ordered_on)
    return found


def _windows() -> list[tuple[date, date, float]]:
    """Begin, end and share of the month's intended sales; the last open month is cut at its as-of day."""
    cut = AS_OF.replace(day=1)
    whole = [(month, month_end(month), 1.0) for month in months() if month != cut]
    done = len(workdays(cut, AS_OF)) / len(workdays(cut, month_end(cut)))
    return sorted([*whole, (cut, AS_OF, done), (AS_OF + timedelta(1), month_end(cut), 1 - done)])


def _orders_of(random: Random, customers: list[Customer], begin: date, end: date, share: float) -> list[Order]:
    month = begin.replace(day=1)
    bases = plan.base_by_person(month)
    drafts: dict[str, list[tuple[Customer, date, float]]] = defaultdict(list)
    for customer in customers:
        for day in _days(random, customer, begin, end, share):
            weight = customer.size * random.lognormvariate(0, 0.55) + 0.15
            drafts[customer.owner(day)].append((customer, day, weight))
    found = []
    for name, wanted in drafts.items():
        base = bases.get(name, _NEWCOMER_START if name == NEWCOMER else 0)
        amount = base * share * plan.attainment(random, BY_NAME[name], month)
        fixed = _saviour_orders(wanted, begin, end)
        left = amount - sum(order.cents for order in fixed) / 100
        unit = max(left, 0.2 * amount) / sum(weight for _, _, weight in wanted)
        found += fixed + [_order(random, customer, day, name, weight * unit) for customer, day, weight in wanted]
    return found


def _days(random: Random, customer: Customer, begin: date, end: date, share: float) -> list[date]:
    """The days of a window on which a customer orders; the first order is certain."""
    first = customer.first_order_on
    if first is None or first > end:
        return []
    open_days = workdays(max(begin, first), min(end, customer.closed[0] if customer.closed else end))
    if not open_days:
        return []
    expected = _BUYS[customer.grade(begin)] * share * len(open_days) / len(workdays(begin, end))
    count = int(expected) + (random.random() < expected % 1)
    chosen = [random.choice(open_days) for _ in range(count + random.choice((-1, 0, 0, 1)) * (count > 1))]
    return ([first] if begin <= first <= end else []) + chosen


def _order(random: Random, customer: Customer, day: date, owner: str, amount: float) -> Order:
    cents = max(round(amount / 10), 80) * 1000
    if random.random() < 0.2:
        cents -= random.randint(1, 999)
    return Order(customer, day, owner, cents, day + timedelta(customer.terms_days))


def _saviour_orders(wanted: list[tuple[Customer, date, float]], begin: date, end: date) -> list[Order]:
    customer = next((customer for customer, _, _ in wanted if customer.name == SAVIOUR), None)
    if customer is None:
        return []
    return [
        Order(customer, day, customer.owner(day), amount * 100, day + timedelta(30))
        for day, amount in SAVIOUR_ORDERS
        if begin <= day <= end
    ]


def _returns(random: Random, orders: list[Order]) -> list[Order]:
    found = []
    for order in random.sample(orders, len(orders) // 130):
        day = order.ordered_on + timedelta(random.randint(5, 25))
        days = workdays(day, day + timedelta(4))
        if days:
            cents = -round(order.cents * random.choice((0.1, 0.2, 0.3, 0.5)) / 1000) * 1000 or -1000
            found.append(Order(order.customer, days[0], order.owner, cents, days[0] + timedelta(30)))
    return found


def mix(customer: Customer, day: date) -> tuple[float, ...]:
    """Weights of the product lines: hardware declines, most of all in 华北, cloud subscriptions grow."""
    age = min((day - FIRST).days / 540, 1.0)
    hardware = (0.49 - 0.16 * age - 0.19 * age**2) if customer.region == "华北" else (0.38 - 0.09 * age - 0.10 * age**2)
    weights = (0.38 + 0.05 * age, hardware, 0.18, 0.09 + 0.08 * age)
    return tuple(weight * taste for weight, taste in zip(weights, customer.tastes, strict=True))


def _lines(random: Random, order: Order) -> list[tuple[int, str, int]]:
    count = random.choice((1, 1, 1, 2, 2, 3)) if order.cents > 0 else 1
    if order.customer.name == SAVIOUR:
        count += 4
    wanted = random.choices(PRODUCT_LINES, mix(order.customer, order.ordered_on), k=count)
    lines, left = [], order.cents
    for place, product_line in enumerate(sorted(set(wanted), key=wanted.index), start=1):
        last = place == len(set(wanted))
        cents = left if last else round(left * random.uniform(0.35, 0.7) / 1000) * 1000
        left -= cents
        lines.append((place, product_line, cents))
    return lines
