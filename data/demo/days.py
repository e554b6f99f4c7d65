"""The calendar that the demo company lives by: working days, public holidays, months."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

FIRST = date(2024, 10, 1)
AS_OF = date(2026, 3, 24)
LAST = date(2026, 4, 30)

_HOLIDAYS = (
    (date(2024, 10, 1), 7),
    (date(2025, 1, 1), 1),
    (date(2025, 1, 28), 8),
    (date(2025, 4, 4), 3),
    (date(2025, 5, 1), 5),
    (date(2025, 5, 31), 3),
    (date(2025, 10, 1), 8),
    (date(2026, 1, 1), 3),
    (date(2026, 2, 15), 9),
    (date(2026, 4, 4), 3),
)
HOLIDAYS = frozenset(first + timedelta(n) for first, length in _HOLIDAYS for n in range(length))


def days(begin: date, end: date) -> Iterator[date]:
    """Each day from `begin` to `end`, both included."""
    return (begin + timedelta(n) for n in range((end - begin).days + 1))


def is_workday(day: date) -> bool:
    """Monday to Friday and no public holiday."""
    return day.weekday() < 5 and day not in HOLIDAYS


WORKDAYS = tuple(day for day in days(FIRST, LAST) if is_workday(day))


def workdays(begin: date, end: date) -> tuple[date, ...]:
    """The working days from `begin` to `end`, both included."""
    return WORKDAYS[bisect_left(WORKDAYS, begin) : bisect_right(WORKDAYS, end)]


def workday_from(day: date) -> date:
    """The first working day on or after `day`; `day` itself past the calendar's end."""
    place = bisect_left(WORKDAYS, day)
    return WORKDAYS[place] if place < len(WORKDAYS) else day


def next_month(month: date) -> date:
    """The first day of the month after `month`."""
    return (month.replace(day=1) + timedelta(32)).replace(day=1)


def month_end(month: date) -> date:
    """The last day of the month of `month`."""
    return next_month(month) - timedelta(1)


def months(begin: date = FIRST, end: date = LAST) -> tuple[date, ...]:
    """The first days of the months from that of `begin` to that of `end`."""
    found = []
    month = begin.replace(day=1)
    while month <= end:
        found.append(month)
        month = next_month(month)
    return tuple(found)
