"""Periods, working days and compared windows (definitions §2), written as plainly as possible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.policy import Policy

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The months from `begin` (a first day) up to `end` (exclusive, a first day); kind month, quarter, year or span."""

    kind: str
    begin: date
    end: date
    fiscal_month: int = 1

    @property
    def code(self) -> str:
        if self.kind == "month":
            return month_code(self.begin)
        if self.kind == "quarter":
            return quarter_code(self.begin, self.fiscal_month)
        return str(self.begin.year)

    def months(self) -> list[date]:
        found = []
        month = self.begin
        while month < self.end:
            found.append(month)
            month = shift(month, 1)
        return found

    def moved(self, months: int) -> Period:
        return Period(self.kind, shift(self.begin, months), shift(self.end, months), self.fiscal_month)


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


def quarter_start(day: date, fiscal_month: int = 1) -> date:
    """The first day of the quarter of a day, in years that begin with a month."""
    return shift(first_of(day), -((day.month - fiscal_month) % 3))


def year_start(day: date, fiscal_month: int = 1) -> date:
    return shift(first_of(day), -((day.month - fiscal_month) % 12))


def month_code(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def quarter_code(day: date, fiscal_month: int = 1) -> str:
    """The quarter of a day; a fiscal year is named by the calendar year it begins in."""
    year, number = year_start(day, fiscal_month).year, (day.month - fiscal_month) % 12 // 3 + 1
    return f"{year}Q{number}"


def month_period(day: date, fiscal_month: int = 1) -> Period:
    return Period("month", first_of(day), shift(first_of(day), 1), fiscal_month)


def quarter_period(day: date, fiscal_month: int = 1) -> Period:
    begin = quarter_start(day, fiscal_month)
    return Period("quarter", begin, shift(begin, 3), fiscal_month)


def parse(code: str, fiscal_month: int = 1) -> Period:
    """`2024-03`, `2024Q1` or `2024`."""
    year = int(code[:4])
    begin = date(year, fiscal_month, 1)
    if "Q" in code:
        return quarter_period(shift(begin, int(code[5:]) * 3 - 3), fiscal_month)
    if "-" in code:
        return month_period(date(year, int(code[5:]), 1), fiscal_month)
    return Period("year", begin, shift(begin, 12), fiscal_month)


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
