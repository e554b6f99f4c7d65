"""Where a period lands (definitions §3, *Pace / landing*), for the Overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.calendar import Period, days, is_partial, shift
from tests.oracle.sales import Group, loaded_months, months_up_to

SHARE_NEEDED = Fraction(1, 5)
DAYS_NEEDED = 5


@dataclass(frozen=True)
class Pace:
    """Exact amounts; `landing_attainment` is a share of 1."""

    landing: Fraction | None
    landing_attainment: Fraction | None
    plan_line: Fraction | None
    needed_per_day: Fraction | None


def workdays(group: Group, months: list[date]) -> tuple[int, int]:
    """Working days of some months: those elapsed (D counts) and all."""
    figures = group.figures
    every = [day for month in months for day in days(month, shift(month, 1)) if figures.policy.is_workday(day)]
    return sum(day <= figures.as_of for day in every), len(every)


def landing_of(group: Group, period: Period, months: list[date]) -> Fraction | None:
    """The actual of some months over the elapsed share of their working days; the actual itself if nothing is left."""
    actual = Fraction(group.actual(months))
    if not is_partial(period, group.figures.as_of, group.figures.policy):
        return actual
    elapsed, every = workdays(group, period.months())
    if elapsed < DAYS_NEEDED or Fraction(elapsed, every) < SHARE_NEEDED:
        return None
    elapsed, every = workdays(group, months)
    return actual * every / elapsed if elapsed else None


def pace(group: Group, period: Period) -> Pace:
    """The four figures of a group in a period; absent where definitions say so."""
    as_of = group.figures.as_of
    loaded = loaded_months(group.figures, period)
    later = [month for month in period.months() if month not in months_up_to(period, as_of)]
    landing = landing_of(group, period, loaded + later) if loaded else None
    compared = group.compared_months(period)
    target, actual = Fraction(group.target(compared)), Fraction(group.actual(compared))
    compared_landing = landing_of(group, period, compared) if compared else None
    attainment = compared_landing / target if compared_landing is not None and target else None
    elapsed, every = workdays(group, period.months())
    plan = None
    if group.months_with_target(period):
        plan = Fraction(group.target(period.months())) * elapsed / every
    needed = None
    if compared and every > elapsed:
        needed = max(Fraction(0), target - actual) / (every - elapsed)
    return Pace(landing, attainment, plan, needed)
