"""All that the Overview draws, read at once."""

from dataclasses import dataclass
from datetime import date

from analytics import (
    buckets,
    heatmap,
    loaded,
    movements,
    moves,
    overview,
    overview_agreements,
    overview_units,
    periods,
    sales,
)
from analytics.movements import Movement
from analytics.moves import Moves
from analytics.overview import CourseDay, Neglect, Overdue, PlanViews, Shortfall
from analytics.overview_agreements import Open
from analytics.overview_units import Units
from analytics.periods import Period
from analytics.queries import Query
from analytics.sales import SalesRow


@dataclass(frozen=True)
class Progress:
    """Working days gone and all, without months not loaded; `left` after the as-of day; calendar days gone."""

    done: int
    all: int
    left: int
    days: int


@dataclass(frozen=True)
class Found:
    """The figures of one period, of the company or of one department (by its key).

    `teams`: departments, or with a department its people. `units`: region × product line.
    `newest_loaded`: the last month with sales up to the as-of day. `moves`: none of the company.
    """

    period: Period
    as_of: date
    department: str | None
    row: SalesRow
    progress: Progress
    year: SalesRow
    course: tuple[CourseDay, ...]
    months: tuple[SalesRow, ...]
    teams: tuple[SalesRow, ...]
    people: tuple[Shortfall, ...]
    units: Units
    neglected: tuple[Neglect, ...]
    overdue: Overdue
    overdue_weeks: tuple[int | None, ...]
    views: PlanViews | None
    newest_loaded: Period | None
    moves: Moves


def gather(query: Query, period: Period, as_of: date, department: str | None) -> Found:
    """Reads what stands above the fold, for one period; the strip's other figures come from `overview_lines`."""
    return Found(
        period=period,
        as_of=as_of,
        department=department,
        row=sales.total(query, period, as_of, department),
        progress=_progress(query, period, as_of),
        year=overview.year_to_date(query, period, as_of, department),
        course=overview.course(query, period, as_of, department),
        months=overview.last_months(query, period, as_of, department),
        teams=_teams(query, period, as_of, department),
        people=overview.shortfalls(query, ("owner",), period, as_of, department),
        units=overview_units.load(query, period, as_of, department),
        neglected=overview.neglected_by_owner(query, as_of, department),
        overdue=overview.overdue(query, as_of, department),
        overdue_weeks=_weeks(query, as_of, department),
        views=overview.plan_views(query, period) if department is None else None,
        newest_loaded=_newest_loaded(query, as_of),
        moves=Moves() if department is None else moves.load(query, department, period, as_of),
    )


@dataclass(frozen=True)
class Below:
    """What stands below the fold: whose score moved, and what was agreed and is open."""

    movements: tuple[Movement, ...]
    agreements: tuple[Open, ...]


def gather_below(query: Query, period: Period, as_of: date, department: str | None) -> Below:
    """Reads it apart, so that nobody waits for it who looks at the first screen."""
    return Below(
        movements=movements.load(query, period, as_of, department), agreements=overview_agreements.load(query, as_of, department)
    )


def _progress(query: Query, period: Period, as_of: date) -> Progress:
    (bucket,) = buckets.buckets(query, None, period, as_of)
    return Progress(bucket.elapsed_workdays, bucket.workdays, bucket.left_workdays, bucket.compared.this.days)


def _teams(query: Query, period: Period, as_of: date, department: str | None) -> tuple[SalesRow, ...]:
    if department is None:
        return sales.table(query, ("department",), period, as_of)
    return tuple(row for row in sales.table(query, ("owner", "department"), period, as_of) if row.keys[1] == department)


def _weeks(query: Query, as_of: date, department: str | None) -> tuple[int | None, ...]:
    by: tuple[heatmap.Key, ...] = ("week",) if department is None else ("week", "department")
    cells = [cell for cell in heatmap.cells(query, by, as_of) if department is None or cell.keys[1] == department]
    counts = {cell.as_of: cell.overdue_count for cell in cells}
    return tuple(counts.get(day) for day in heatmap.week_days(as_of))


def _newest_loaded(query: Query, as_of: date) -> Period | None:
    months = [month for month in loaded.load(query).of("sales") if month <= as_of]
    return periods.month_of(max(months)) if months else None
