"""What the Overview shows: course against plan, months, year to date, shortfalls, neglected customers (definitions §3, §5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from analytics import heatmap, loaded, numbers, people, periods, sales
from analytics.follow_ups import Customer
from analytics.heatmap import Cell
from analytics.periods import Period, Window
from analytics.queries import Query
from analytics.sales import Key, SalesRow

_DAY = timedelta(days=1)
COURSE_MONTHS = 12


@dataclass(frozen=True)
class CourseDay:
    """The end of one day of the period: sales so far, and where an even course to each target would stand.

    `actual` is None after the as-of day and when the period is not loaded; a plan is None as `Tier.plan_amount` is, which it
    equals on the as-of day.
    """

    on: date
    actual: Decimal | None
    base_plan: Decimal | None
    challenge_plan: Decimal | None


@dataclass(frozen=True)
class Shortfall:
    """Who or what stays behind: `amount`, below 0, is its landing, where known, else its actual, less the base target."""

    row: SalesRow
    amount: Decimal


@dataclass(frozen=True)
class Overdue:
    """Overdue customers as of a day, those of grade A, and the change on the last Sunday before it."""

    count: int
    a_count: int
    active_count: int
    change: int
    sunday: date


@dataclass(frozen=True)
class Neglect:
    """The overdue A customers of one owner (None is *unassigned*), most overdue first."""

    owner: str | None
    owner_key: str | None
    customers: tuple[Customer, ...]

    @property
    def longest_days(self) -> int:
        return self.customers[0].overdue_days or 0

    @property
    def sales_12m(self) -> Decimal | None:
        """None when no month of it is loaded."""
        amounts = [customer.sales_12m for customer in self.customers if customer.sales_12m is not None]
        return sum(amounts, sales.ZERO) if amounts else None


@dataclass(frozen=True)
class PlanViews:
    """The base targets of the months that have both views: by owner, and by region × product line."""

    owner_amount: Decimal
    region_amount: Decimal

    @property
    def difference(self) -> Decimal:
        return self.owner_amount - self.region_amount


def course(query: Query, period: Period, as_of: date, department: str | None = None) -> tuple[CourseDay, ...]:
    """Each day of the period, of the company or of the department of that key (definitions §3, Pace)."""
    months = sales.each(query, "month", period, as_of, department)
    days = [period.begin + n * _DAY for n in range((period.end - period.begin).days)]
    actual = _actual(query, period, as_of, department, days)
    base = _plan(query, days, as_of, [(row, row.base.target) for row in months])
    challenge = _plan(query, days, as_of, [(row, row.challenge.target) for row in months])
    return tuple(map(CourseDay, days, actual, base, challenge))


def last_months(query: Query, period: Period, as_of: date, department: str | None = None) -> tuple[SalesRow, ...]:
    """Twelve months up to the period's last month ≤ the as-of day, oldest first, none left out."""
    last = last_month(period, as_of)
    span = periods.span(periods.add_months(last, 1 - COURSE_MONTHS), last)
    return sales.each(query, "month", span, as_of, department)


def year_to_date(query: Query, period: Period, as_of: date, department: str | None = None) -> SalesRow:
    """The fiscal year of the period's last month ≤ the as-of day, as of `year_day`."""
    year = periods.year_of(last_month(period, as_of), query.policy.fiscal_month)
    return sales.total(query, year, year_day(period, as_of), department)


def year_day(period: Period, as_of: date) -> date:
    """The day that the year to date goes up to: the end of the period's last month, or the as-of day, if sooner."""
    return min(as_of, periods.month_of(last_month(period, as_of)).end - _DAY)


def shortfalls(
    query: Query, by: tuple[Key, ...], period: Period, as_of: date, department: str | None = None
) -> tuple[Shortfall, ...]:
    """Rows of these keys behind their base target, the largest shortfall in money first.

    `department` narrows rows by owner to the person-months in it.
    """
    rows = sales.table(query, by if department is None else (*by, "department"), period, as_of)
    found = [
        Shortfall(row, amount)
        for row in rows
        if (department is None or row.keys[-1] == department) and (amount := _shortfall(row)) is not None and amount < 0
    ]
    return tuple(sorted(found, key=lambda shortfall: shortfall.amount))


def neglected_by_owner(query: Query, as_of: date, department: str | None = None) -> tuple[Neglect, ...]:
    """Per owner the overdue A customers, the most customers first; of a department's people (definitions §5)."""
    by_owner: dict[str | None, list[Customer]] = {}
    for customer in neglected(query, as_of, department):
        by_owner.setdefault(customer.owner_key, []).append(customer)
    found = [Neglect(customers[0].owner, key, tuple(customers)) for key, customers in by_owner.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.customers), -one.longest_days, one.owner or "")))


def neglected(query: Query, as_of: date, department: str | None = None) -> tuple[Customer, ...]:
    """Overdue A customers, most overdue first."""
    if department is None:
        return heatmap.customers(query, ("grade",), ("A",), as_of)
    return heatmap.customers(query, ("department", "grade"), (department, "A"), as_of)


def overdue(query: Query, as_of: date, department: str | None = None, grade: str | None = None) -> Overdue:
    """Overdue customers now and on the last Sunday before (definitions §3, Overdue vs last week), of a department, of a grade."""
    sunday = as_of - timedelta(days=as_of.weekday() + 1)
    cells = heatmap.on_days(query, ("department", "grade", "week"), (sunday, as_of))
    wanted = [
        cell for cell in cells if (department is None or cell.keys[0] == department) and (grade is None or cell.keys[1] == grade)
    ]
    now = [cell for cell in wanted if cell.as_of == as_of]
    count = _count(now)
    return Overdue(
        count=count,
        a_count=_count(cell for cell in now if cell.keys[1] == "A"),
        active_count=sum(cell.active_count for cell in now),
        change=count - _count(cell for cell in wanted if cell.as_of == sunday),
        sunday=sunday,
    )


def unassigned_pct(query: Query, period: Period, as_of: date) -> Decimal | None:
    """What part of the sales stands under no department, in percent (definitions §1: a total is never short).

    That is the part of rows without an owner, or whose owner has no row in `staff`. None without sales above 0.
    """
    rows = sales.table(query, ("department",), period, as_of)
    actual = sum((row.actual or sales.ZERO for row in rows), sales.ZERO)
    unassigned = sum((row.actual or sales.ZERO for row in rows if row.department is None), sales.ZERO)
    return numbers.ratio_pct(unassigned, actual) if actual > 0 else None


def plan_views(query: Query, period: Period) -> PlanViews | None:
    """By how much the two views of the plan differ, over the months that have both; None without such a month (definitions §3)."""
    rows = query("overview_plans", begin_on=period.begin, end_on=period.end).to_pylist()
    if not rows:
        return None
    return PlanViews(sum(row["owner_amount"] for row in rows), sum(row["region_amount"] for row in rows))


def last_month(period: Period, as_of: date) -> date:
    """The first day of the period's last month ≤ the as-of day; of a period that begins later its first month's."""
    return max(period.begin, min(periods.month_of(as_of).begin, period.months[-1]))


def _actual(query: Query, period: Period, as_of: date, department: str | None, days: list[date]) -> list[Decimal | None]:
    until = min(period.end, as_of + _DAY)
    if not loaded.load(query).is_any("sales", period.months, as_of):
        return [None] * len(days)
    who = people.load(query, ())
    tables = {"people": who.names_table(), "departments": who.departments_table(Window(period.begin, period.end), as_of)}
    rows = query("overview_days", tables, begin_on=period.begin, end_on=until, department=department).to_pylist()
    sold = {row["ordered_on"]: row["amount"] for row in rows}
    so_far = accumulate((sold.get(day, sales.ZERO) for day in days), initial=sales.ZERO)
    return [amount if day < until else None for day, amount in zip(days, list(so_far)[1:], strict=True)]


def _plan(query: Query, days: list[date], as_of: date, months: list[tuple[SalesRow, Decimal | None]]) -> list[Decimal | None]:
    """The target of the compared months × their working days gone ÷ all of them, at the end of each day."""
    workdays = query.policy.workdays
    compared = {row.period.begin: target for row, target in months if target is not None and not row.missing_months}
    planned = sum(compared.values(), sales.ZERO)
    gone = list(accumulate(workdays.is_workday(day) and day.replace(day=1) in compared for day in days))
    if not any(month <= as_of for month in compared):
        return [None] * len(days)
    return [numbers.ratio(planned * elapsed, gone[-1]) for elapsed in gone]


def _shortfall(row: SalesRow) -> Decimal | None:
    return row.base.gap if row.base.landing_gap is None else row.base.landing_gap


def _count(cells: Iterable[Cell]) -> int:
    return sum(cell.overdue_count for cell in cells)
