"""Periods, working days and compared windows (definitions §2), written as plainly as possible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Policy:
    """The policy values of definitions that the reports due now use; calendar years are fiscal years."""

    cadence_days: tuple[int, int, int] = (7, 14, 30)
    gap_days: tuple[int, int, int] = (3, 7, 15)
    closed_stages: frozenset[str] = frozenset({"lost", "paused"})
    holidays: frozenset[date] = frozenset()
    extra_workdays: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        if day in self.extra_workdays:
            return True
        return day.weekday() < 5 and day not in self.holidays


@dataclass(frozen=True)
class Period:
    """The months from `begin` (a first day) up to `end` (exclusive, a first day); kind month, quarter, year or span."""

    kind: str
    begin: date
    end: date

    @property
    def code(self) -> str:
        if self.kind == "month":
            return month_code(self.begin)
        if self.kind == "quarter":
            return quarter_code(self.begin)
        return str(self.begin.year)

    def months(self) -> list[date]:
        found = []
        month = self.begin
        while month < self.end:
            found.append(month)
            month = shift(month, 1)
        return found

    def moved(self, months: int) -> Period:
        return Period(self.kind, shift(self.begin, months), shift(self.end, months))


def days(begin: date, end: date) -> list[date]:
    """The days of [begin, end)."""
    return [begin + DAY * number for number in range((end - begin).days)]


def first_of(day: date) -> date:
    return day.replace(day=1)


def shift(first: date, months: int) -> date:
    """The first day of the month so many months after that of `first`."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def last_of(month: date) -> date:
    return shift(month, 1) - DAY


def quarter_start(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def month_code(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def quarter_code(day: date) -> str:
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def month_period(day: date) -> Period:
    return Period("month", first_of(day), shift(first_of(day), 1))


def quarter_period(day: date) -> Period:
    return Period("quarter", quarter_start(day), shift(quarter_start(day), 3))


def parse(code: str) -> Period:
    """`2024-03`, `2024Q1` or `2024`."""
    year = int(code[:4])
    if "Q" in code:
        return quarter_period(date(year, int(code[5:]) * 3, 1))
    if "-" in code:
        return month_period(date(year, int(code[5:]), 1))
    return Period("year", date(year, 1, 1), date(year + 1, 1, 1))


def year_earlier(day: date) -> date:
    """The same calendar date a year before; 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def is_partial(period: Period, as_of: date, policy: Policy) -> bool:
    """Whether a working day of the period lies after the as-of date (definitions §2)."""
    return any(day > as_of and policy.is_workday(day) for day in days(period.begin, period.end))


def this_window(period: Period, as_of: date) -> tuple[date, date]:
    return period.begin, max(period.begin, min(period.end, as_of + DAY))


def previous_window(period: Period, as_of: date, policy: Policy) -> tuple[date, date]:
    """What MoM (a month) and QoQ (a quarter) compare with: as many days of the previous period as have elapsed, or all."""
    before = period.moved(-len(period.months()))
    if not is_partial(period, as_of, policy):
        return before.begin, before.end
    elapsed = (as_of - period.begin).days + 1
    return before.begin, max(before.begin, min(before.end, before.begin + elapsed * DAY))


def year_before_window(period: Period, as_of: date, policy: Policy) -> tuple[date, date]:
    """What YoY compares with: up to the same calendar date a year before, or all of that period."""
    before = period.moved(-12)
    if not is_partial(period, as_of, policy):
        return before.begin, before.end
    return before.begin, max(before.begin, min(before.end, year_earlier(as_of) + DAY))


def months_touched(begin: date, end: date) -> list[date]:
    """First days of the months that [begin, end) has a day of."""
    return sorted({first_of(day) for day in days(begin, end)})
