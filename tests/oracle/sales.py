"""The report `sales` (design) and the pace of the Overview, straight from definitions §2 and §3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.oracle.books import Books, Cell, Row, key, total
from tests.oracle.calendar import (
    Period,
    first_of,
    is_partial,
    month_code,
    month_period,
    months_touched,
    parse,
    previous_window,
    quarter_code,
    quarter_period,
    shift,
    this_window,
    year_before_window,
)
from tests.oracle.people import People

TIME = ("month", "quarter")
PLAN_KEYS = {"region", "product_line"}
OWNER_KEYS = {"owner", "department"}
Names = tuple[object, ...]


class Refused(ValueError):
    """Wrong arguments."""


@dataclass(frozen=True)
class Sale:
    """A sales row up to the as-of day, with everything that a key can be."""

    day: date
    customer_id: str
    order: tuple[object, ...]
    amount: Decimal
    keys: dict[str, object]

    @property
    def month(self) -> date:
        return first_of(self.day)


@dataclass(frozen=True)
class Target:
    month: date
    base: Decimal
    challenge: Decimal | None
    is_by_owner: bool
    keys: dict[str, object]
    row: Row


def half_up_nine(exact: Fraction | None) -> Decimal | None:
    """Half-up at nine decimals; absent stays absent."""
    if exact is None:
        return None
    whole, rest = divmod(abs(exact) * 10**9, 1)
    whole += rest >= Fraction(1, 2)
    return Decimal(f"{-whole if exact < 0 else whole}e-9")


def ratio_pct(numerator: Decimal, denominator: Decimal | int) -> Decimal:
    """In percent, rounded half-up at nine decimals."""
    return half_up_nine(Fraction(numerator) / Fraction(denominator) * 100)


def time_keys(day: date, fiscal_month: int) -> dict[str, object]:
    return {"month": month_code(day), "quarter": quarter_code(day, fiscal_month)}


class Figures:
    """All sales up to D and all targets, at the grain of their smallest parts."""

    def __init__(self, books: Books, as_of: date) -> None:
        self.books, self.as_of, self.policy = books, as_of, books.policy
        self.people = People(books)
        self.sales = [self._sale(row) for row in books.rows("sales") if row["ordered_on"] <= as_of]
        self.targets = [self._target(row) for row in books.rows("targets")]

    def _sale(self, row: Row) -> Sale:
        month = first_of(row["ordered_on"])
        owner = self.people.person(row["owner"])
        keys = {
            **time_keys(month, self.policy.fiscal_month),
            "owner": owner,
            "department": self.people.department(owner, month, self.as_of),
            "region": key(row["region"]) or self.books.customer_region(row["customer_id"]),
            "product_line": key(row["product_line"]),
            "customer": row["customer_id"],
        }
        order = (row["order_id"], row["customer_id"], row["ordered_on"])
        return Sale(row["ordered_on"], row["customer_id"], order, row["amount"], keys)

    def _target(self, row: Row) -> Target:
        owner = self.people.person(row["owner"])
        keys = {
            **time_keys(row["month"], self.policy.fiscal_month),
            "owner": owner,
            "department": self.people.department(owner, row["month"], self.as_of),
            "region": key(row["region"]),
            "product_line": key(row["product_line"]),
        }
        return Target(row["month"], row["base_amount"], row["challenge_amount"], owner is not None, keys, row)

    def is_loaded(self, month: date) -> bool:
        return month in self.books.loaded_sales


class Group:
    """Sales and targets of some keys (all but time keys) with some values, in the view that the keys take (§3 *Targets*)."""

    def __init__(self, figures: Figures, keys: tuple[str, ...], names: Names) -> None:
        self.figures, self.keys = figures, keys
        self.view = target_view(keys)
        self.sales = [sale for sale in figures.sales if self._names(sale.keys) == names]
        self.targets = [target for target in in_view(figures, self.view) if self._names(target.keys) == names]

    def _names(self, keys: dict[str, object]) -> Names:
        return tuple(keys.get(one) for one in self.keys)

    def sales_in(self, begin: date, end: date) -> list[Sale]:
        return [sale for sale in self.sales if begin <= sale.day < end]

    def actual(self, months: list[date]) -> Decimal:
        return total(sale.amount for sale in self.sales if sale.month in months)

    def target(self, months: list[date]) -> Decimal:
        return total(target.base for target in self.targets if target.month in months)

    def months_with_target(self, period: Period, *, challenge: bool = False) -> list[date]:
        given = {one.month for one in self.targets if not challenge or one.challenge is not None}
        return [month for month in period.months() if month in given]

    def target_state(self, period: Period) -> str:
        months = self.months_with_target(period)
        if not months:
            return "none"
        if self.target(months) == 0:
            return "zero"
        return "whole" if months == period.months() else "incomplete"

    def compared_months(self, period: Period, *, challenge: bool = False) -> list[date]:
        """Months with a target whose sales are loaded or that begin after D; none when none begins by D."""
        as_of = self.figures.as_of
        months = [
            month
            for month in self.months_with_target(period, challenge=challenge)
            if month > as_of or self.figures.is_loaded(month)
        ]
        return months if any(month <= as_of for month in months) else []

    def attainment_pct(self, period: Period) -> Decimal | None:
        months = self.compared_months(period)
        target = self.target(months)
        return ratio_pct(self.actual(months), target) if months and target else None

    def challenge_attainment_pct(self, period: Period) -> Decimal | None:
        months = self.compared_months(period, challenge=True)
        target = total(one.challenge or Decimal(0) for one in self.targets if one.month in months)
        return ratio_pct(self.actual(months), target) if months and target else None

    def gap(self, period: Period) -> Decimal | None:
        months = self.compared_months(period)
        return self.actual(months) - self.target(months) if months else None

    def outside_targets(self, period: Period) -> Decimal | None:
        if self.view == "none" or not loaded_months(self.figures, period):
            return None
        sales = self.sales_in(period.begin, period.end)
        return total(sale.amount for sale in sales if not has_target(self.figures, self.view, sale))


def target_view(keys: tuple[str, ...]) -> str:
    """Which target rows a grain takes: `plan` (region × product line), `owner`, `company` (month by month) or `none`."""
    has_plan, has_owner = PLAN_KEYS & set(keys), OWNER_KEYS & set(keys)
    if "customer" in keys or (has_plan and has_owner):
        return "none"
    if has_plan:
        return "plan"
    return "owner" if has_owner else "company"


def month_view(figures: Figures, view: str, month: date) -> str:
    """`plan` or `owner`: for the company, the owner rows of a month, or the others where it has no owner row."""
    if view != "company":
        return view
    return "owner" if any(one.is_by_owner for one in figures.targets if one.month == month) else "plan"


def in_view(figures: Figures, view: str) -> list[Target]:
    return [
        target
        for target in figures.targets
        if month_view(figures, view, target.month) == ("owner" if target.is_by_owner else "plan")
    ]


def has_target(figures: Figures, view: str, sale: Sale) -> bool:
    """Whether the person-month, or the region × product line × month, of a sale has a target row."""
    view = month_view(figures, view, sale.month)
    keys = ("month", "owner") if view == "owner" else ("month", "region", "product_line")
    if any(sale.keys[one] is None for one in keys):
        return False
    return any(
        target.is_by_owner == (view == "owner") and all(target.keys[one] == sale.keys[one] for one in keys)
        for target in figures.targets
    )


def months_up_to(period: Period, as_of: date) -> list[date]:
    return [month for month in period.months() if month <= as_of]


def loaded_months(figures: Figures, period: Period) -> list[date]:
    return [month for month in months_up_to(period, figures.as_of) if figures.is_loaded(month)]


def growth(group: Group, period: Period, before: tuple[date, date]) -> tuple[Decimal | None, Decimal | None]:
    """Percentage and change against an earlier window; both absent without every month of both windows."""
    figures = group.figures
    this = this_window(period, figures.as_of)
    months = months_touched(*this), months_touched(*before)
    if not months[0] or not all(figures.is_loaded(month) for month in months[0] + months[1]):
        return None, None
    now, then = (total(sale.amount for sale in group.sales_in(*window)) for window in (this, before))
    return (ratio_pct(now - then, then) if then > 0 else None), now - then


def period_of(books: Books, code: str | None, as_of: date, loaded: set[date]) -> Period | None:
    """The period asked for; without one, from the first to the last loaded month up to D."""
    fiscal_month = books.policy.fiscal_month
    if code is not None:
        return parse(code, fiscal_month)
    months = [month for month in loaded if month <= as_of]
    return Period("span", min(months), shift(max(months), 1), fiscal_month) if months else None


def row_periods(by: tuple[str, ...], period: Period) -> list[Period]:
    if "month" in by:
        return [month_period(month, period.fiscal_month) for month in period.months()]
    if "quarter" in by:
        quarters = {quarter_period(month, period.fiscal_month) for month in period.months()}
        return sorted(quarters, key=lambda one: one.begin)
    return [period]


def step_of(by: tuple[str, ...], period: Period | None) -> str | None:
    """Which growth against the period before stands in the report: `mom`, `qoq` or none."""
    kind = "month" if "month" in by else "quarter" if "quarter" in by else period.kind if period else "span"
    return {"month": "mom", "quarter": "qoq"}.get(kind)


def columns(by: tuple[str, ...], period: Period | None) -> tuple[str, ...]:
    step = step_of(by, period)
    keys = [column for one in by for column in (("customer_id", "customer_name") if one == "customer" else (one,))]
    figures = ["actual", "orders", "customers", "target", "target_state", "attainment_pct", "outside_targets"]
    steps = [f"{step}_pct", f"{step}_change"] if step else []
    return (*keys, *figures, *steps, "yoy_pct", "yoy_change", "partial", "months_missing")


def key_cells(figures: Figures, by: tuple[str, ...], names: dict[str, object], period: Period) -> list[Cell]:
    books, cells = figures.books, []
    shown = {"region": books.regions, "product_line": books.product_lines, "department": books.departments}
    for one in by:
        if one in TIME:
            cells.append(time_keys(period.begin, period.fiscal_month)[one])
        elif one == "owner":
            cells.append(figures.people.shown(names[one]))
        elif one == "customer":
            cells += [names[one], books.customer_name(names[one], figures.as_of)]
        else:
            cells.append(None if names[one] is None else shown[one][names[one]])
    return cells


def figure_cells(group: Group, period: Period, step: str | None) -> list[Cell]:
    figures = group.figures
    policy, as_of = figures.policy, figures.as_of
    is_loaded = bool(loaded_months(figures, period))
    sales = group.sales_in(period.begin, period.end)
    state = group.target_state(period)
    cells: list[Cell] = [None, None, None]
    if is_loaded:
        buyers = {sale.customer_id for sale in sales if sale.amount > 0}
        cells = [total(sale.amount for sale in sales), len({sale.order for sale in sales}), len(buyers)]
    cells += [None if state == "none" else group.target(period.months()), state]
    cells += [group.attainment_pct(period), group.outside_targets(period)]
    if step:
        cells += growth(group, period, previous_window(period, as_of, policy))
    cells += growth(group, period, year_before_window(period, as_of, policy))
    missing = len(months_up_to(period, as_of)) - len(loaded_months(figures, period))
    return [*cells, is_partial(period, as_of, policy), missing]


def sales_report(books: Books, by: tuple[str, ...], code: str | None, as_of: date) -> list[tuple[Cell, ...]]:
    """One row per combination of the keys in which a sale up to D or a target is."""
    by = by or ("month",)
    period = period_of(books, code, as_of, books.loaded_sales)
    if period is None:
        return []
    if "quarter" in by and period.kind == "month":
        raise Refused("a quarter is longer than the period")
    step = step_of(by, period)
    return [tuple(cells + figure_cells(group, one, step)) for cells, group, one in grain(Figures(books, as_of), by, period)]


def grain(figures: Figures, by: tuple[str, ...], period: Period) -> Iterator[tuple[list[Cell], Group, Period]]:
    """Each row of the report: its keys as shown, what it counts, its period."""
    keys = tuple(one for one in by if one not in TIME)
    for row_period in row_periods(by, period):
        for names in groups(figures, keys, row_period):
            shown = key_cells(figures, by, dict(zip(keys, names, strict=True)), row_period)
            yield shown, Group(figures, keys, names), row_period


def groups(figures: Figures, keys: tuple[str, ...], period: Period) -> list[Names]:
    """The combinations of the keys in which a sale or a target of the period is."""
    sales = [one for one in figures.sales if period.begin <= one.day < period.end]
    targets = [one for one in in_view(figures, target_view(keys)) if one.month in period.months()]
    found = {tuple(one.keys.get(name) for name in keys): None for one in [*sales, *targets]}
    return list(found)
