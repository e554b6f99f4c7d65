"""Where a period lands (definitions §3, *Pace / landing*), for the Overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.oracle.calendar import Period, days, is_partial, shift
from tests.oracle.sales import Group, half_up_nine, loaded_months

SHARE_NEEDED = Fraction(1, 5)
DAYS_NEEDED = 5


@dataclass(frozen=True)
class Pace:
    """Amounts and percentages; None where definitions say absent. `challenge_pct`: challenge attainment."""

    landing: Decimal | None
    landing_pct: Decimal | None = None
    gap: Decimal | None = None
    plan_line: Decimal | None = None
    needed_per_day: Decimal | None = None
    challenge_pct: Decimal | None = None


def workdays(group: Group, months: list[date]) -> tuple[int, int]:
    """Working days of some months: those elapsed (D counts) and all."""
    figures = group.figures
    every = [day for month in months for day in days(month, shift(month, 1)) if figures.policy.is_workday(day)]
    return sum(day <= figures.as_of for day in every), len(every)


def landing_of(group: Group, period: Period, months: list[date]) -> Fraction | None:
    """The actual of some months of the period over the elapsed share of their working days; the actual of a whole period."""
    actual = Fraction(group.actual(months))
    if not is_partial(period, group.figures.as_of, group.figures.policy):
        return actual
    elapsed, every = workdays(group, months)
    if elapsed < DAYS_NEEDED or Fraction(elapsed, every) < SHARE_NEEDED:
        return None
    return actual * every / elapsed


def pace(group: Group, period: Period) -> Pace:
    """The figures of a group in a period: the landing of all its sales, the others over the compared months."""
    loaded = loaded_months(group.figures, period)
    later = [month for month in period.months() if month > group.figures.as_of]
    landing = landing_of(group, period, loaded + later) if loaded else None
    compared = group.compared_months(period)
    if not compared:
        return Pace(half_up_nine(landing))
    target, actual = Fraction(group.target(compared)), Fraction(group.actual(compared))
    compared_landing = landing_of(group, period, compared)
    is_known = compared_landing is not None and target
    elapsed, every = workdays(group, compared)
    left = workdays(group, period.months())[1] - workdays(group, period.months())[0]
    return Pace(
        landing=half_up_nine(landing),
        landing_pct=half_up_nine(compared_landing / target * 100) if is_known else None,
        gap=group.gap(period),
        plan_line=half_up_nine(target * elapsed / every),
        needed_per_day=half_up_nine(max(Fraction(0), target - actual) / left) if left else None,
        challenge_pct=group.challenge_attainment_pct(period),
    )
