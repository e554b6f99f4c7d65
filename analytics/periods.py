"""Months, quarters, years and working days (definitions §2); "today" is always an argument."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

PACE_LEAST_WORKDAYS = 5
PACE_LEAST_PCT = 20

Kind = Literal["month", "quarter", "year", "span"]

_DAY = timedelta(days=1)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_CODE = re.compile(
    r"(?P<year>[12][0-9]{3})(?:-(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4]))?",
    re.ASCII,
)
_SPAN = ".."


class PeriodError(ValueError):
    """A period that cannot be; `code` names the text that says so, `value` what was given.

    Codes: `not_a_period`, `span_reversed`, `span_without_previous`.
    """

    def __init__(self, code: str, value: str) -> None:
        super().__init__(f"{code}: {value}")
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `begin` to before `end` (exclusive); empty when both are equal."""

    begin: date
    end: date

    @property
    def days(self) -> int:
        """Calendar days."""
        return (self.end - self.begin).days

    def __contains__(self, day: date) -> bool:
        return self.begin <= day < self.end


@dataclass(frozen=True, slots=True)
class Period:
    """A month, fiscal quarter, fiscal year or span of months, [begin, end) (definitions §2).

    `code` is its name in reports and URLs: `2024-03`, `2024Q1`, `2024`, `2023-05..2024-03`; a
    fiscal year and its quarters are named by the calendar year in which that year begins.
    """

    kind: Kind
    begin: date
    end: date
    code: str

    @property
    def window(self) -> Window:
        """All days of the period."""
        return Window(self.begin, self.end)

    @property
    def months(self) -> tuple[date, ...]:
        """First days of its months, in order."""
        return tuple(add_months(self.begin, n) for n in range(_months_between(self.begin, self.end)))

    def previous(self) -> "Period":
        """The period of the same kind just before; PeriodError for a span."""
        if self.kind == "span":
            raise PeriodError("span_without_previous", self.code)
        return self._shifted(-_MONTHS[self.kind])

    def year_before(self) -> "Period":
        """The same period twelve months earlier."""
        return self._shifted(-12)

    def _shifted(self, months: int) -> "Period":
        begin, end = add_months(self.begin, months), add_months(self.end, months)
        if self.kind == "span":
            return span(begin, end - _DAY)
        return Period(self.kind, begin, end, self._shifted_code(months, begin))

    def _shifted_code(self, months: int, begin: date) -> str:
        year = int(self.code[:4])
        if self.kind == "month":
            return _month_code(begin)
        if self.kind == "year":
            return f"{year + months // 12:04}"
        quarters = year * 4 + int(self.code[5]) - 1 + months // 3
        return f"{quarters // 4:04}Q{quarters % 4 + 1}"


@dataclass(frozen=True, slots=True)
class Workdays:
    """Which days are worked: Mon–Fri, less `holidays`, plus `extra_workdays` (definitions §2).

    A day in both sets is worked.
    """

    holidays: frozenset[date] = frozenset()
    extra_workdays: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked."""
        return day in self.extra_workdays or (day.weekday() < 5 and day not in self.holidays)

    def count(self, window: Window) -> int:
        """Working days of the window, from 0."""
        if window.end <= window.begin:
            return 0
        weekdays = _weekdays_before(window.end) - _weekdays_before(window.begin)
        lost = sum(d in window and d.weekday() < 5 for d in self.holidays - self.extra_workdays)
        won = sum(d in window and d.weekday() >= 5 for d in self.extra_workdays)
        return weekdays - lost + won


@dataclass(frozen=True, slots=True)
class Compared:
    """The windows that growth compares, like with like (definitions §2).

    `this` ends with the as-of day at the latest; `previous` is None for a span.
    """

    this: Window
    previous: Window | None
    year_before: Window


def add_months(first: date, months: int) -> date:
    """The first day of the month so many months after (before, if negative) that of `first`."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)


def same_day_a_year_before(day: date) -> date:
    """The same calendar date one year earlier; of 29 February the 28th (definitions §2)."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def month_of(day: date) -> Period:
    """The month that holds the day."""
    begin = day.replace(day=1)
    return Period("month", begin, add_months(begin, 1), _month_code(begin))


def quarter_of(day: date, fiscal_month: int = 1) -> Period:
    """The quarter that holds the day, of fiscal years that begin in `fiscal_month` (1–12)."""
    year = year_of(day, fiscal_month)
    number = _months_between(year.begin, day) // 3
    begin = add_months(year.begin, 3 * number)
    return Period("quarter", begin, add_months(begin, 3), f"{year.code}Q{number + 1}")


def year_of(day: date, fiscal_month: int = 1) -> Period:
    """The fiscal year that holds the day, named by the calendar year it begins in."""
    begin = date(day.year - (day.month < fiscal_month), fiscal_month, 1)
    return Period("year", begin, add_months(begin, 12), f"{begin.year:04}")


def span(first_month: date, last_month: date) -> Period:
    """The months from that of one day to that of the other, both included."""
    first, last = month_of(first_month), month_of(last_month)
    code = f"{first.code}{_SPAN}{last.code}"
    if last.begin < first.begin:
        raise PeriodError("span_reversed", code)
    return Period("span", first.begin, last.end, code)


def parse(code: str, fiscal_month: int = 1) -> Period:
    """The period of that code; PeriodError for any other text.

    Codes are `2024-03`, `2024Q1`, `2024` and spans of months `2023-05..2024-03`; quarters and
    years are fiscal, years run from 1000 to 2999.
    """
    first, is_span, last = code.partition(_SPAN)
    if is_span:
        ends = [_CODE.fullmatch(end) for end in (first, last)]
        if not all(end and end["month"] for end in ends):
            raise PeriodError("not_a_period", code)
        return span(parse(first).begin, parse(last).begin)
    found = _CODE.fullmatch(code)
    if found is None:
        raise PeriodError("not_a_period", code)
    year = int(found["year"])
    if found["month"]:
        return month_of(date(year, int(found["month"]), 1))
    begin = date(year, fiscal_month, 1)
    if found["quarter"]:
        return quarter_of(add_months(begin, 3 * int(found["quarter"]) - 3), fiscal_month)
    return year_of(begin, fiscal_month)


def is_partial(period: Period, as_of: date, workdays: Workdays) -> bool:
    """Whether a working day of the period lies after the as-of day (definitions §2)."""
    return workdays.count(Window(max(period.begin, as_of + _DAY), period.end)) > 0


def compared_windows(period: Period, as_of: date, workdays: Workdays) -> Compared:
    """What growth compares: a whole period with whole ones, a partial one like with like.

    Partial: the previous period up to the same number of elapsed calendar days (at most its
    length), the year before up to the same calendar date (definitions §2). All three are empty
    for a period that begins after the as-of day.
    """
    this = Window(period.begin, max(period.begin, min(period.end, as_of + _DAY)))
    previous = None if period.kind == "span" else period.previous().window
    year_before = period.year_before().window
    if not is_partial(period, as_of, workdays):
        return Compared(this, previous, year_before)
    if previous is not None:
        elapsed = min(this.days, previous.days)
        previous = Window(previous.begin, previous.begin + timedelta(days=elapsed))
    last = same_day_a_year_before(as_of) + _DAY
    return Compared(
        this,
        previous,
        Window(year_before.begin, max(year_before.begin, min(year_before.end, last))),
    )


def elapsed_workdays(
    period: Period,
    as_of: date,
    workdays: Workdays,
    missing_months: Collection[date] = (),
) -> int:
    """Working days of the period up to the as-of day, which counts as elapsed (definitions §3).

    Days of `missing_months` (first days of months that are not loaded) do not count.
    """
    until = min(period.end, as_of + _DAY)
    return sum(
        workdays.count(Window(month, min(until, add_months(month, 1)))) for month in period.months if month not in missing_months
    )


def is_pace_known(elapsed_workdays: int, all_workdays: int) -> bool:
    """Whether enough of a partial period has gone for a landing: both 5 working days and 20 %.

    Definitions §3, "Pace / landing"; of a period without working days nothing is ever known.
    """
    return elapsed_workdays >= PACE_LEAST_WORKDAYS and elapsed_workdays * 100 >= all_workdays * PACE_LEAST_PCT


def _month_code(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _months_between(begin: date, end: date) -> int:
    return (end.year - begin.year) * 12 + end.month - begin.month


def _weekdays_before(day: date) -> int:
    """Mondays to Fridays from day 1 of the calendar, a Monday, to before `day`."""
    weeks, rest = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(rest, 5)
