"""The report `quarterly` (design), straight from definitions §6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.oracle.books import Books, Cell, Note, key, total
from tests.oracle.calendar import (
    Period,
    is_partial,
    month_period,
    previous_window,
    quarter_period,
    year_before_window,
)
from tests.oracle.sales import Figures, Group, Refused, growth, loaded_months, months_up_to, period_of, ratio_pct
from tests.oracle.scorecards import first_shown

ALL = "*"
PLACES = range(3)
QUARTERLY_COLUMNS = (
    *("region", "product_line", "quarter", "target", "target_state", "actual", "attainment_pct", "gap", "outside_targets"),
    *("qoq_pct", "qoq_change", "yoy_pct", "yoy_change", "partial", "months_missing", "month_1", "month_2", "month_3"),
    *("mom_1_pct", "mom_2_pct", "mom_3_pct", "top_1", "top_2", "top_3", "top_1_id", "top_2_id", "top_3_id"),
    *("top_1_amount", "top_2_amount", "top_3_amount", "top_1_share_pct", "top_2_share_pct", "top_3_share_pct"),
    *("share_of_growth_pct", "problem", "strategy", "owner"),
)


@dataclass(frozen=True)
class Place:
    """A cell, or a total over the keys that are `*`; None is *unassigned*."""

    region: str | None
    product_line: str | None

    @property
    def given(self) -> dict[str, str | None]:
        return {name: value for name, value in vars(self).items() if value != ALL}


class PlanGroup(Group):
    """Sales and region × product-line targets of a place; totals sum their own rows, whatever owner rows there are."""

    def __init__(self, figures: Figures, place: Place) -> None:
        super().__init__(figures, tuple(place.given), tuple(place.given.values()))
        self.view = "plan"
        targets = [target for target in figures.targets if not target.is_by_owner]
        self.targets = [one for one in targets if all(one.keys[name] == value for name, value in place.given.items())]


def cells_of(figures: Figures, quarter: Period) -> list[Place]:
    """Places with a sale or a target in the quarter, or a sale anywhere in the quarter before or a year before."""
    windows = [quarter, quarter.moved(-3), quarter.moved(-12)]
    found = [one for one in figures.sales if any(window.begin <= one.day < window.end for window in windows)]
    targets = [one for one in figures.targets if not one.is_by_owner and one.month in quarter.months()]
    return list({Place(one.keys["region"], one.keys["product_line"]): None for one in [*found, *targets]})


def with_totals(cells: list[Place]) -> list[Place]:
    """The cells, a total of each region and each product line, the company's; no total of nothing."""
    regions = [Place(cell.region, ALL) for cell in cells]
    lines = [Place(ALL, cell.product_line) for cell in cells]
    return list(dict.fromkeys([*cells, *regions, *lines, *([Place(ALL, ALL)] if cells else [])]))


def month_figures(group: Group, quarter: Period) -> tuple[list[Cell], list[Cell]]:
    """Each month's sales and MoM; empty after D or where not loaded."""
    figures, amounts, steps = group.figures, [], []
    for month in quarter.months():
        period = month_period(month)
        is_there = bool(loaded_months(figures, period))
        amounts.append(group.actual([month]) if is_there else None)
        before = previous_window(period, figures.as_of, figures.policy)
        steps.append(growth(group, period, before)[0] if is_there else None)
    return amounts, steps


def top_customers(group: Group, quarter: Period) -> list[tuple[str, Decimal]]:
    """The three with most sales above 0, of equals the smaller id."""
    sales = group.sales_in(quarter.begin, quarter.end)
    amounts = {one.customer_id: total(sale.amount for sale in sales if sale.customer_id == one.customer_id) for one in sales}
    bought = [(customer_id, amount) for customer_id, amount in amounts.items() if amount > 0]
    return sorted(bought, key=lambda one: (-one[1], one[0]))[: len(PLACES)]


def top_cells(group: Group, quarter: Period, actual: Decimal | None) -> list[Cell]:
    """Names, ids, amounts, shares."""
    books, as_of = group.figures.books, group.figures.as_of
    top = top_customers(group, quarter)
    found = [
        [books.customer_name(customer_id, as_of) or customer_id for customer_id, _ in top],
        [customer_id for customer_id, _ in top],
        [amount for _, amount in top],
        [ratio_pct(amount, actual) if actual is not None and actual > 0 else None for _, amount in top],
    ]
    return [cells[place] if place < len(cells) else None for cells in found for place in PLACES]


def note_of(books: Books, place: Place, quarter: Period) -> Note | None:
    """The newest note on a cell in the quarter."""
    found = None
    for note in books.company.notes:
        if (key(note.region), key(note.product_line), note.begin_on) == (place.region, place.product_line, quarter.begin):
            found = note
    return found


def line(figures: Figures, place: Place, quarter: Period, company_change: Decimal | None) -> tuple[Cell, ...]:
    books, as_of, policy = figures.books, figures.as_of, figures.policy
    group = PlanGroup(figures, place)
    state = group.target_state(quarter)
    loaded = loaded_months(figures, quarter)
    actual = total(sale.amount for sale in group.sales_in(quarter.begin, quarter.end)) if loaded else None
    qoq = growth(group, quarter, previous_window(quarter, as_of, policy))
    months, steps = month_figures(group, quarter)
    share = ratio_pct(qoq[1], company_change) if qoq[1] is not None and company_change else None
    note = note_of(books, place, quarter)
    return (
        shown(books.regions, place.region),
        shown(books.product_lines, place.product_line),
        *(quarter.code, None if state == "none" else group.target(quarter.months()), state, actual),
        *(group.attainment_pct(quarter), group.gap(quarter), group.outside_targets(quarter), *qoq),
        *growth(group, quarter, year_before_window(quarter, as_of, policy)),
        *(is_partial(quarter, as_of, policy), len(months_up_to(quarter, as_of)) - len(loaded)),
        *(*months, *steps, *top_cells(group, quarter, actual), share),
        *((note.problem, note.strategy, note.owner) if note else (None, None, None)),
    )


def shown(names: dict[str, str], name: str | None) -> str | None:
    return name if name in (None, ALL) else names[name]


def quarterly_report(books: Books, code: str | None, as_of: date) -> list[tuple[Cell, ...]]:
    """One row per cell and total of each quarter of the period."""
    period = period_of(books, code, as_of, set()) if code else quarter_period(first_shown(books, as_of), books.policy.fiscal_month)
    if period.kind == "month":
        raise Refused("a quarter is longer than the period")
    figures, rows = Figures(books, as_of), []
    for begin in period.months()[::3]:
        quarter = quarter_period(begin, period.fiscal_month)
        company = PlanGroup(figures, Place(ALL, ALL))
        change = growth(company, quarter, previous_window(quarter, as_of, figures.policy))[1]
        rows += [line(figures, place, quarter, change) for place in with_totals(cells_of(figures, quarter))]
    return rows
