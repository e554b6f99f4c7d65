"""What scorecards of some periods are made of, read once for all of them (definitions §3)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pyarrow as pa

from analytics import loaded, people, periods, person_months, sales
from analytics.loaded import Loaded
from analytics.people import People
from analytics.periods import Period, Window
from analytics.person_months import Facts, Group, Grouping, MonthFacts
from analytics.queries import Query
from analytics.sales import SalesRow

By = Literal["owner", "department", "company"]

KEYS: Mapping[By, tuple[sales.Key, ...]] = {"owner": ("owner",), "department": ("department",), "company": ()}
_WINDOWS = pa.schema([("bucket", pa.string()), ("begin_on", pa.date32()), ("end_on", pa.date32())])


@dataclass(frozen=True)
class Books:
    """The facts by group: a person, a department, or the company, the group without a key.

    `by_group`: by month. `sold`: by the period's code, there for all who stand in one of the periods. `returning`: buyers who
    had bought before, by the period's code and group. `sellers`: people with a target or a sale by the period's code, where
    there is no staff to count and heads are asked for.
    """

    by: By
    as_of: date
    who: People
    months: Loaded
    facts: Facts
    by_group: Mapping[Group, Mapping[date, MonthFacts]]
    group: Grouping
    returning: Mapping[tuple[str, Group], int]
    sold: Mapping[str, Mapping[Group, SalesRow]]
    sellers: Mapping[str, int]

    def standing(self, period: Period) -> list[tuple[Group, SalesRow]]:
        """The groups that stand in the scorecards of the period (definitions §3), with their sales."""
        there = {self.group(person, month) for month in period.months for person in self.facts.standing.get(month, ())}
        rows = self.sold[period.code].items()
        return [(group, row) for group, row in rows if group in there or _has_row(row) or self.by == "company"]

    def months_of(self, group: Group, period: Period) -> dict[date, MonthFacts]:
        """The group's facts in the months of the period that have any."""
        found = self.by_group.get(group, {})
        return {month: found[month] for month in period.months if month in found}

    def department_key(self, period: Period, group: Group) -> str | None:
        """The department; a person's is that of the period's last month up to the as-of day."""
        if self.by == "owner":
            return self.who.department(group[0], min(self.as_of, period.end - date.resolution))
        return group[0] if group else None

    def head_count(self, period: Period, group: Group) -> int | None:
        """People with a stay (in the department) on a day of the period up to the as-of day, whatever their role."""
        if self.by == "owner":
            return None
        if not self.who.stays:
            return self.sellers[period.code]
        until = min(period.end - date.resolution, self.as_of)
        return sum(
            any(
                max(stay.begin, period.begin) <= min(stay.end, until) and (not group or stay.department_key == group[0])
                for stay in stays
            )
            for stays in self.who.stays.values()
        )


def load(query: Query, by: By, asked: Sequence[Period], as_of: date, only: Collection[str | None] | None = None) -> Books:
    """The books of periods of one kind that follow each other; `only`: of these people or departments."""
    who = people.load(query)
    window = Window(asked[0].begin, asked[-1].end)
    bases = frozenset(query.policies.at(period.end - date.resolution).collection for period in asked)
    facts = person_months.load(query, who, window, as_of, bases)
    group = grouping(who, by, as_of)
    standing = {group(person, month) for month, there in facts.standing.items() if month in window for person in there}
    if by == "company":
        standing.add(())
    return Books(
        by=by,
        as_of=as_of,
        who=who,
        months=loaded.load(query),
        facts=facts,
        by_group=facts.by_group(group),
        group=group,
        returning=_returning(query, who, by, asked, as_of),
        sold=_sold(query, by, asked, as_of, standing, only),
        sellers={} if who.stays or by == "owner" else _sellers(query, asked, as_of),
    )


def grouping(who: People, by: By, as_of: date) -> Grouping:
    """The group that a person-month belongs to: the person, the department of the time, or the one group of the company."""

    def group(person: str | None, month: date) -> Group:
        if by == "company":
            return ()
        if by == "owner":
            return (person,)
        return (who.department(person, min(periods.month_of(month).end - date.resolution, as_of)),)

    return group


def _sold(
    query: Query, by: By, asked: Sequence[Period], as_of: date, standing: Iterable[Group], only: Collection[str | None] | None
) -> dict[str, dict[Group, SalesRow]]:
    """The sales rows of each period by group, also of those who stand there for another reason."""
    keys = KEYS[by]
    also = [dict(zip(keys, group, strict=True)) for group in standing]
    wanted = None if only is None else [dict.fromkeys(keys, key) for key in only]
    found: defaultdict[str, dict[Group, SalesRow]] = defaultdict(dict)
    for time, span in _spans(asked):
        for row in sales.table(query, (*time, *keys), span, as_of, also, only=wanted):
            group = row.keys[len(time) :]
            found[row.period.code][group] = replace(row, keys=group)
    return found


def _spans(asked: Sequence[Period]) -> list[tuple[tuple[sales.Key, ...], Period]]:
    """Months and quarters that follow each other are read together."""
    kind = asked[0].kind
    if len(asked) > 1 and kind in sales.TIME_KEYS:
        time: sales.Key = "month" if kind == "month" else "quarter"
        return [((time,), periods.span(asked[0].begin, asked[-1].end - date.resolution))]
    return [((), period) for period in asked]


def _returning(query: Query, who: People, by: By, asked: Sequence[Period], as_of: date) -> dict[tuple[str, Group], int]:
    """Per period and group the buyers who had bought before."""
    ends = [(period, min(period.end, as_of + date.resolution)) for period in asked]
    rows = [(period.code, period.begin, end) for period, end in ends if end > period.begin]
    if not rows:
        return {}
    tables = {
        "windows": pa.table([list(column) for column in zip(*rows, strict=True)], schema=_WINDOWS),
        "people": who.names_table(),
        "departments": who.departments_table(Window(asked[0].begin, asked[-1].end), as_of),
    }
    flags = {"by_owner": by == "owner", "by_department": by == "department"}
    found = query("repurchases", tables, as_of=as_of, **flags).to_pylist()
    keys = [f"{key}_key" for key in KEYS[by]]
    return {(row["bucket"], tuple(row[key] for key in keys)): row["returning_count"] for row in found}


def _sellers(query: Query, asked: Sequence[Period], as_of: date) -> dict[str, int]:
    """How many people have a target or a sale in each period (definitions §3, Revenue per head)."""
    return {period.code: sum(row.keys != (None,) for row in sales.table(query, ("owner",), period, as_of)) for period in asked}


def _has_row(row: SalesRow) -> bool:
    return bool(row.order_count) or row.base.target is not None
