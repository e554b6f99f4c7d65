"""The Overview's figures of the company or a department: targets, change, twelve months (definitions §3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analytics import loaded, overview, periods, scorecard_lines, scorecards
from analytics.periods import Period
from analytics.queries import Query
from analytics.scorecard_lines import Code, Line
from analytics.scorecards import By, Scorecard


@dataclass(frozen=True)
class Figures:
    """The card of the company, or of one department, in a period; `lines`: its figures.

    Their `course` is that of the twelve months up to the period's last month ≤ the as-of day, whatever the period's length.
    """

    card: Scorecard
    lines: Mapping[Code, Line]


def load(query: Query, period: Period, as_of: date, department: str | None = None) -> Figures | None:
    """The figures of a period; None for a department that has none."""
    by: By = "company" if department is None else "department"
    only = None if department is None else (department,)
    month = periods.month_of(overview.last_month(period, as_of))
    course = scorecards.course(query, by, month, as_of, overview.COURSE_MONTHS, only)
    now = course[-1] if period == month else scorecards.tables(query, by, (period,), as_of, only)[0]
    card = next((one for one in now if one.key == department), None)
    if card is None:
        return None
    before = scorecards.before(query, by, period, as_of) if period.kind != "year" else ()
    year_before = scorecards.a_year_before(query, by, period, as_of) if period.kind == "year" else ()
    earlier = scorecard_lines.earlier(card, before, year_before, course)
    compared = periods.compared_windows(period, as_of, query.policy.workdays)
    found = scorecard_lines.lines(card, earlier, loaded.load(query), compared)
    return Figures(card, {line.code: line for line in found})
