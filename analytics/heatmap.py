"""Where customers are overdue: counts by two keys, and the customers of one cell (definitions §5, Overdue heatmap)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

from analytics import follow_ups, numbers, people
from analytics.follow_ups import Customer
from analytics.people import People
from analytics.periods import Period
from analytics.queries import Query

Key = Literal["owner", "department", "region", "grade", "week"]
Choice = Literal["overdue", "never_contacted", "active"]

KEYS: tuple[Key, ...] = ("owner", "department", "region", "grade", "week")
DEFAULT_WEEKS = 12
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Cell:
    """The active customers (all but closed) of one value of each key.

    `keys` as codes, in the order asked for: name keys, grades, ISO dates of Mondays; None is *unassigned* or no grade. `shown`:
    the same with names. `as_of`: the day it stands for. `longest_days`: of the overdue ones, 0 without any.
    """

    keys: tuple[str | None, ...]
    shown: tuple[str | None, ...]
    as_of: date
    active_count: int
    overdue_count: int
    overdue_pct: Decimal | None
    longest_days: int
    never_contacted_count: int


def cells(query: Query, by: tuple[Key, ...], as_of: date, period: Period | None = None) -> tuple[Cell, ...]:
    """One cell per value of the keys that has active customers, in the order of the keys as shown, None last.

    With `week` among the keys: as of each Sunday (the as-of day in its own week) in the period, without a period the last 12.
    """
    return on_days(query, by, week_days(as_of, period) if "week" in by else (as_of,))


def on_days(query: Query, by: tuple[Key, ...], days: tuple[date, ...]) -> tuple[Cell, ...]:
    """The cells as of these days; several days need `week` among the keys."""
    if not days:
        return ()
    who = people.load(query, [kind for kind in follow_ups.SHOWN if kind in by])
    flags = {f"by_{key}": key in by for key in KEYS}
    rows = query("heatmap", {"states": follow_ups.states(query, who, days)}, **flags).to_pylist()
    found = [_cell(row, by, who, days[0]) for row in rows]
    return tuple(sorted(found, key=lambda cell: [(value is None, value or "") for value in cell.shown]))


def customers(
    query: Query, by: tuple[Key, ...], keys: tuple[str | None, ...], as_of: date, choice: Choice = "overdue"
) -> tuple[Customer, ...]:
    """The customers of one cell, as many as it counts, most overdue first; a cell of a week as of that week's day.

    `keys` as in Cell.keys; none: of the whole company.
    """
    wanted = dict(zip(by, keys, strict=True))
    day = min(as_of, date.fromisoformat(wanted.pop("week") or "") + 6 * _DAY) if "week" in wanted else as_of
    who = people.load(query, follow_ups.SHOWN)
    columns = {key: f"{key}_key" if key in follow_ups.SHOWN else key for key in wanted}
    rows = [
        row
        for row in follow_ups.states(query, who, (day,), with_texts=True).to_pylist()
        if _is_chosen(row, choice) and all(row[columns[key]] == value for key, value in wanted.items())
    ]
    rows.sort(key=lambda row: (-row["overdue_days"], row["customer_id"]))
    return follow_ups.customers(query, who, rows, day)


def week_days(as_of: date, period: Period | None = None) -> tuple[date, ...]:
    """The as-of days of week columns: each Sunday, the as-of day in its own week; those in the period, else the last 12."""
    sunday = monday_of(as_of) + 6 * _DAY
    first = sunday - (DEFAULT_WEEKS - 1) * _WEEK if period is None else monday_of(period.begin) + 6 * _DAY
    days = [min(first + number * _WEEK, as_of) for number in range((sunday - first).days // 7 + 1)]
    return tuple(days if period is None else (day for day in days if day in period.window))


def monday_of(day: date) -> date:
    """The Monday that names the day's week (definitions §2)."""
    return day - timedelta(days=day.weekday())


def _is_chosen(row: Mapping[str, Any], choice: Choice) -> bool:
    return bool(row["state"] != "closed" if choice == "active" else row["state"] == choice)


def _cell(row: Mapping[str, Any], by: tuple[Key, ...], who: People, as_of: date) -> Cell:
    named: dict[str, people.Kind] = {kind: kind for kind in follow_ups.SHOWN}
    codes = {**row, "week": None if row["week"] is None else monday_of(row["week"]).isoformat()}
    return Cell(
        keys=tuple(codes[key] for key in by),
        shown=tuple(codes[key] if key not in named else who.show(named[key], codes[key]) for key in by),
        as_of=row["week"] or as_of,
        active_count=row["active_count"],
        overdue_count=row["overdue_count"],
        overdue_pct=numbers.ratio_pct(row["overdue_count"], row["active_count"]),
        longest_days=row["longest_days"],
        never_contacted_count=row["never_contacted_count"],
    )
