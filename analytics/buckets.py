"""A period as it stands on a day: what is compared with what, what is missing, how much of it has gone (definitions §2, §3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pyarrow as pa

from analytics import loaded, periods
from analytics.loaded import Loaded
from analytics.periods import Compared, Period, Window, Workdays
from analytics.queries import Query

Step = Literal["month", "quarter"]

_WINDOWS = pa.schema(
    [("bucket", pa.string()), ("kind", pa.string()), ("begin_on", pa.date32()), ("end_on", pa.date32())],
)
_CUT_MONTHS = pa.schema([("month", pa.date32())])
_MONTHS = pa.schema(
    [
        ("bucket", pa.string()),
        ("month", pa.date32()),
        ("is_begun", pa.bool_()),
        ("is_compared", pa.bool_()),
        ("elapsed_workdays", pa.int64()),
        ("workdays", pa.int64()),
    ],
)


@dataclass(frozen=True)
class Bucket:
    """A period as it stands on the as-of day: what is compared, what is missing, how many working days have gone.

    `elapsed_workdays` and `workdays` leave out the missing months (definitions §3, Pace); `left_workdays` lie after the day.
    """

    period: Period
    quarter_code: str
    compared: Compared
    is_partial: bool
    is_loaded: bool
    missing_months: tuple[date, ...]
    elapsed_workdays: int
    workdays: int
    left_workdays: int
    is_growth_known: bool
    is_growth_yoy_known: bool


def buckets(query: Query, step: Step | None, period: Period, as_of: date) -> tuple[Bucket, ...]:
    """The period itself, or each month of it, or each quarter that it touches, as it stands on the as-of day."""
    found = [period]
    if step == "month":
        found = [periods.month_of(month) for month in period.months]
    elif step == "quarter":
        found = list(dict.fromkeys(periods.quarter_of(month, query.policy.fiscal_month) for month in period.months))
    months = loaded.load(query)
    return tuple(_bucket(query, months, each, as_of) for each in found)


def all_days(calendar: Iterable[Bucket]) -> Window:
    """From the first to the last day that any of the periods holds or is compared with."""
    windows = [
        window for bucket in calendar for window in (bucket.period.window, bucket.compared.previous, bucket.compared.year_before)
    ]
    found = [window for window in windows if window is not None]
    return Window(min(window.begin for window in found), max(window.end for window in found))


def windows_table(calendar: Iterable[Bucket]) -> pa.Table:
    """One row per period and window: `this`, `previous`, `year_before`, [begin, end)."""
    rows = []
    for bucket in calendar:
        compared = bucket.compared
        kinds = {"this": compared.this, "previous": compared.previous, "year_before": compared.year_before}
        rows += [(bucket.period.code, kind, window.begin, window.end) for kind, window in kinds.items() if window is not None]
    return pa.table([list(column) for column in zip(*rows, strict=True)], schema=_WINDOWS)


def cut_months(calendar: Iterable[Bucket], as_of: date, *, is_all: bool = False) -> pa.Table:
    """The months that a window holds in part, and that of the as-of day; `is_all`: every month of every window."""
    found = {as_of.replace(day=1)}
    for bucket in calendar:
        for window in (bucket.compared.this, bucket.compared.previous, bucket.compared.year_before):
            if window is not None and window.begin < window.end:
                found.update(month for month in _months_of(window) if is_all or not _holds(window, month))
    return pa.table([sorted(found)], schema=_CUT_MONTHS)


def months_table(query: Query, calendar: Iterable[Bucket], as_of: date) -> pa.Table:
    """The months of each period: whether begun, whether compared if it has a target, its working days gone and all."""
    workdays = query.policy.workdays
    rows = [
        (
            bucket.period.code,
            month,
            month <= as_of,
            month not in bucket.missing_months,
            periods.elapsed_workdays(periods.month_of(month), as_of, workdays),
            _month_workdays(month, workdays),
        )
        for bucket in calendar
        for month in bucket.period.months
    ]
    return pa.table([list(column) for column in zip(*rows, strict=True)], schema=_MONTHS)


def _months_of(window: Window) -> tuple[date, ...]:
    return periods.span(window.begin, window.end - timedelta(days=1)).months


def _holds(window: Window, month: date) -> bool:
    whole = periods.month_of(month).window
    return window.begin <= whole.begin and whole.end <= window.end


def _bucket(query: Query, months: Loaded, period: Period, as_of: date) -> Bucket:
    workdays = query.policy.workdays
    compared = periods.compared_windows(period, as_of, workdays)
    missing = months.missing("sales", period.months, as_of)
    is_loaded = months.is_any("sales", period.months, as_of)
    is_known = is_loaded and months.covers("sales", compared.this)
    previous = compared.previous
    return Bucket(
        period=period,
        quarter_code=periods.quarter_of(period.begin, query.policy.fiscal_month).code,
        compared=compared,
        is_partial=periods.is_partial(period, as_of, workdays),
        is_loaded=is_loaded,
        missing_months=missing,
        elapsed_workdays=periods.elapsed_workdays(period, as_of, workdays, missing),
        workdays=sum(_month_workdays(month, workdays) for month in period.months if month not in missing),
        left_workdays=workdays.count(Window(max(period.begin, as_of + timedelta(days=1)), period.end)),
        is_growth_known=is_known and previous is not None and months.covers("sales", previous),
        is_growth_yoy_known=is_known and months.covers("sales", compared.year_before),
    )


def _month_workdays(month: date, workdays: Workdays) -> int:
    return workdays.count(periods.month_of(month).window)
