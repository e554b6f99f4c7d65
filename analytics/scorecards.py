"""Scorecards: all figures of a person, a department or the company in a period, with score, band and rank (definitions §3, §4)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

import pyarrow as pa

from analytics import loaded, new_customers, numbers, people, periods, person_months, sales, scores
from analytics.collection import Collection
from analytics.loaded import Loaded
from analytics.people import People
from analytics.periods import Period, Window
from analytics.person_months import Facts, Group, Grouping, MonthFacts
from analytics.policy import Policy
from analytics.queries import Query
from analytics.sales import SalesRow
from analytics.scores import Figure, PartName, Score

By = Literal["owner", "department", "company"]

BYS: tuple[By, ...] = ("owner", "department", "company")
COURSE_PERIODS = 12
_KEYS: Mapping[By, tuple[sales.Key, ...]] = {"owner": ("owner",), "department": ("department",), "company": ()}
_WINDOWS = pa.schema([("bucket", pa.string()), ("begin_on", pa.date32()), ("end_on", pa.date32())])


@dataclass(frozen=True)
class Count:
    """A counted figure against its target.

    `actual`: None when not loaded. `target`: of all months of the period, None without any. `pct` takes the months that have a
    target and, up to the as-of day, whose data are loaded (`compared_actual` of `compared_target`); None when none of them has
    begun, or with a target of 0 (definitions §4).
    """

    actual: int | None = None
    target: Decimal | None = None
    compared_actual: int | None = None
    compared_target: Decimal | None = None

    @property
    def pct(self) -> Decimal | None:
        return numbers.ratio_pct(self.compared_actual, self.compared_target)


@dataclass(frozen=True)
class Scorecard:
    """One person, department or the company in one period (design, report `scorecards`).

    `key`: the person or department as a code, None for nobody's rows, the department *unassigned* and the company. `owner`,
    `department` as shown; a person's department is that of the period's last month up to the as-of day. `sales`: target,
    actual, attainment, gap, landing, growth. `score`: None for nobody's row only. `rank`: among all people or all departments;
    `rank_in_department` for people; None without a score. `is_history_start`: the period holds the first loaded month, so new
    customers may be old ones. `revenue_per_head`, `head_count`: departments and company.
    """

    by: By
    key: str | None
    owner: str | None
    department: str | None
    department_key: str | None
    sales: SalesRow
    new_customers: Count
    visits: Count
    collection: Collection
    collection_target_pct: Decimal
    revenue_per_customer: Decimal | None
    revenue_per_customer_target: Decimal | None
    repurchase_pct: Decimal | None
    repurchase_target_pct: Decimal | None
    satisfaction: Decimal | None
    compliance_pct: Decimal | None
    teamwork: Decimal | None
    score: Score | None
    rank: int | None
    rank_in_department: int | None
    head_count: int | None
    revenue_per_head: Decimal | None
    is_history_start: bool

    @property
    def period(self) -> Period:
        return self.sales.period

    @property
    def group(self) -> Group:
        """The key as `grouping` gives it."""
        return () if self.by == "company" else (self.key,)


@dataclass(frozen=True)
class _Books:
    """All that the cards of some periods are made of."""

    by: By
    as_of: date
    who: People
    months: Loaded
    facts: Facts
    by_group: Mapping[Group, Mapping[date, MonthFacts]]
    group: Grouping
    returning: Mapping[tuple[str, Group], int]
    sold: Mapping[str, Mapping[Group, SalesRow]]


def table(query: Query, by: By, period: Period, as_of: date) -> tuple[Scorecard, ...]:
    """Everybody who stands in the scorecards of the period, or its departments, or the company; by name, None last (§3)."""
    return tables(query, by, (period,), as_of)[0]


def one(query: Query, person: str | None, period: Period, as_of: date) -> Scorecard | None:
    """The scorecard of one person, None for somebody who does not stand in that period's scorecards (definitions §3)."""
    return next((card for card in table(query, "owner", period, as_of) if card.key == person), None)


def course(query: Query, by: By, period: Period, as_of: date, count: int = COURSE_PERIODS) -> tuple[tuple[Scorecard, ...], ...]:
    """The tables of so many periods up to this one, oldest first."""
    found = [period]
    while len(found) < count:
        found.insert(0, found[0].previous())
    return tables(query, by, tuple(found), as_of)


def before(query: Query, by: By, period: Period, as_of: date) -> tuple[Scorecard, ...]:
    """The table of the previous period, up to as many days as have gone of this one if it is partial (definitions §2)."""
    window = periods.compared_windows(period, as_of, query.policy.workdays).previous
    if window is None or window.end <= window.begin:
        return ()
    return table(query, by, period.previous(), window.end - date.resolution)


def a_year_before(query: Query, by: By, period: Period, as_of: date) -> tuple[Scorecard, ...]:
    """The table of the same period a year before, up to the same calendar day if this one is partial (definitions §2)."""
    window = periods.compared_windows(period, as_of, query.policy.workdays).year_before
    if window.end <= window.begin:
        return ()
    return table(query, by, period.year_before(), window.end - date.resolution)


def tables(query: Query, by: By, asked: Sequence[Period], as_of: date) -> tuple[tuple[Scorecard, ...], ...]:
    """The table of each of these periods, which are of one kind and follow each other; facts are read once for all."""
    who = people.load(query)
    books = _books(query, who, by, asked, as_of)
    has_staff = bool(who.stays)
    heads = None if has_staff or by == "owner" else _sellers(query, asked, as_of)
    return tuple(_table(query, books, period, heads) for period in asked)


def _table(query: Query, books: _Books, period: Period, sellers: Mapping[str, int] | None) -> tuple[Scorecard, ...]:
    policy = query.policies.at(period.end - date.resolution)
    standing = {books.group(*place) for place in books.facts.standing(books.who, period, books.as_of)}
    rows = books.sold[period.code]
    there = [group for group, row in rows.items() if group in standing or _has_sales(row) or books.by == "company"]
    paid = books.facts.receipts.paid(policy.collection, period, books.group)
    due = books.facts.receipts.due_in(period, books.group)
    cards = [_card(books, policy, rows[group], group, paid.get(group), due.get(group), sellers) for group in there]
    return _ranked(sorted(cards, key=_order))


def _card(
    books: _Books,
    policy: Policy,
    row: SalesRow,
    group: Group,
    paid: Decimal | None,
    due: Decimal | None,
    sellers: Mapping[str, int] | None,
) -> Scorecard:
    period = row.period
    months = books.by_group.get(group, {})
    total = sum((facts for month, facts in months.items() if month in period.window), MonthFacts())
    has_past = any(month < period.begin for month in books.months.of("sales"))
    returning = books.returning.get((period.code, group), 0)
    heads = None if books.by == "owner" else _head_count(books, period, group, sellers)
    card = Scorecard(
        by=books.by,
        key=group[0] if group else None,
        owner=row.owner,
        department=row.department,
        department_key=_department_key(books, period, group),
        sales=row,
        new_customers=_count(books, period, months, "new_customers", new_customers.source(books.months)),
        visits=_count(books, period, months, "visits", "follow_ups"),
        collection=_collection(books, policy, row, paid, due),
        collection_target_pct=policy.collection_target_pct,
        revenue_per_customer=numbers.ratio(row.actual, row.buyer_count),
        revenue_per_customer_target=total.revenue_per_customer_target.value if period.kind == "month" else None,
        repurchase_pct=numbers.ratio_pct(returning, row.buyer_count) if has_past else None,
        repurchase_target_pct=total.repurchase_target.value,
        satisfaction=total.satisfaction.value,
        compliance_pct=total.compliance.value,
        teamwork=total.teamwork.value,
        score=None,
        rank=None,
        rank_in_department=None,
        head_count=heads,
        revenue_per_head=numbers.ratio(row.actual, heads),
        is_history_start=new_customers.is_history_start(books.months, period),
    )
    is_nobody = books.by == "owner" and card.key is None
    return card if is_nobody else replace(card, score=scores.compose(policy, figures(card)))


def figures(card: Scorecard) -> dict[PartName, tuple[Figure, ...]]:
    """The figures of each part of a card's score (definitions §4)."""
    attainment = card.sales.base.attainment_pct
    rate, wanted = card.collection.pct, card.collection_target_pct
    per_customer, per_customer_target = card.revenue_per_customer, card.revenue_per_customer_target
    is_positive = per_customer_target is not None and per_customer_target > 0
    other = [
        Figure(name, None if count.compared_actual is None else Decimal(count.compared_actual), count.compared_target, count.pct)
        for name, count in (("new_customers", card.new_customers), ("visits", card.visits))
    ]
    per_customer_pct = numbers.ratio_pct(per_customer, per_customer_target) if is_positive else None
    marks = {"satisfaction": card.satisfaction, "compliance_pct": card.compliance_pct, "teamwork": card.teamwork}
    return {
        "sales": (Figure("attainment_pct", attainment, Decimal(100), attainment),),
        "collection": (Figure("collection_pct", rate, wanted, numbers.ratio_pct(rate, wanted)),),
        "other": (*other, Figure("revenue_per_customer", per_customer, per_customer_target, per_customer_pct)),
        "qualitative": tuple(Figure(name, mark, None, mark) for name, mark in marks.items()),
    }


def _books(query: Query, who: People, by: By, asked: Sequence[Period], as_of: date) -> _Books:
    window = Window(asked[0].begin, asked[-1].end)
    bases = frozenset(query.policies.at(period.end - date.resolution).collection for period in asked)
    facts = person_months.load(query, who, window, as_of, bases)
    group = grouping(who, by, as_of)
    standing = {group(*place) for period in asked for place in facts.standing(who, period, as_of)} | (
        {()} if by == "company" else set()
    )
    return _Books(
        by=by,
        as_of=as_of,
        who=who,
        months=loaded.load(query),
        facts=facts,
        by_group=facts.by_group(group),
        group=group,
        returning=_returning(query, who, by, asked, as_of),
        sold=_sold(query, by, asked, as_of, standing),
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
    query: Query, by: By, asked: Sequence[Period], as_of: date, standing: Iterable[Group]
) -> dict[str, dict[Group, SalesRow]]:
    """The sales rows of each period by group, also of those who stand there for another reason."""
    keys = _KEYS[by]
    also = [dict(zip(keys, group, strict=True)) for group in standing]
    found: defaultdict[str, dict[Group, SalesRow]] = defaultdict(dict)
    kind = asked[0].kind
    if len(asked) > 1 and kind in sales.TIME_KEYS:
        time: tuple[sales.Key, ...] = ("month",) if kind == "month" else ("quarter",)
        span = periods.span(asked[0].begin, asked[-1].end - date.resolution)
        for row in sales.table(query, (*time, *keys), span, as_of, also):
            found[row.period.code][row.keys[1:]] = replace(row, keys=row.keys[1:])
        return dict(found)
    for period in asked:
        found[period.code] = {row.keys: row for row in sales.table(query, keys, period, as_of, also)}
    return dict(found)


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
    keys = [f"{key}_key" for key in _KEYS[by]]
    return {(row["bucket"], tuple(row[key] for key in keys)): row["returning_count"] for row in found}


def _sellers(query: Query, asked: Sequence[Period], as_of: date) -> dict[str, int]:
    """Without staff: how many people have a target or a sale in each period (definitions §3, Revenue per head)."""
    return {period.code: sum(row.keys != (None,) for row in sales.table(query, ("owner",), period, as_of)) for period in asked}


def _head_count(books: _Books, period: Period, group: Group, sellers: Mapping[str, int] | None) -> int:
    """People with a stay (in the department) on a day of the period up to the as-of day, whatever their role."""
    if sellers is not None:
        return sellers[period.code]
    until = min(period.end, books.as_of + date.resolution)
    return sum(
        any(stay.begin < until and stay.end >= period.begin and (not group or stay.department_key == group[0]) for stay in stays)
        for stays in books.who.stays.values()
    )


def _department_key(books: _Books, period: Period, group: Group) -> str | None:
    if books.by == "owner":
        return books.who.department(group[0], min(books.as_of, period.end - date.resolution))
    return group[0] if group else None


def _count(
    books: _Books,
    period: Period,
    months: Mapping[date, MonthFacts],
    name: Literal["new_customers", "visits"],
    dataset: str,
) -> Count:
    there, as_of = books.months.of(dataset), books.as_of
    inside = {month: facts for month, facts in months.items() if month in period.window}
    targets = {month: getattr(facts, f"{name}_target") for month, facts in inside.items()}
    targets = {month: target for month, target in targets.items() if target is not None}
    compared = [month for month in targets if month > as_of or month in there]
    is_begun = any(month <= as_of for month in compared)
    return Count(
        actual=sum(getattr(facts, name) for facts in inside.values())
        if books.months.is_any(dataset, period.months, as_of)
        else None,
        target=sum(targets.values(), Decimal(0)) if targets else None,
        compared_actual=sum(getattr(inside[month], name) for month in compared) if is_begun else None,
        compared_target=sum((targets[month] for month in compared), Decimal(0)) if is_begun else None,
    )


def _collection(books: _Books, policy: Policy, row: SalesRow, paid: Decimal | None, due: Decimal | None) -> Collection:
    is_loaded = row.actual is not None and books.months.is_any("payments", row.period.months, books.as_of)
    if not is_loaded:
        return Collection(policy.collection)
    base = due or Decimal(0) if policy.collection == "due" else row.actual
    return Collection(policy.collection, paid or Decimal(0), base)


def _ranked(cards: Sequence[Scorecard]) -> tuple[Scorecard, ...]:
    if not cards or cards[0].by == "company":
        return tuple(cards)
    values = [None if card.score is None else card.score.value for card in cards]
    found = [replace(card, rank=rank) for card, rank in zip(cards, scores.ranks(values), strict=True)]
    if cards[0].by == "department":
        return tuple(found)
    places: defaultdict[str | None, list[int]] = defaultdict(list)
    for place, card in enumerate(found):
        places[card.department_key].append(place)
    for inside in places.values():
        for place, rank in zip(inside, scores.ranks([values[place] for place in inside]), strict=True):
            found[place] = replace(found[place], rank_in_department=rank)
    return tuple(found)


def _has_sales(row: SalesRow) -> bool:
    return bool(row.order_count) or row.base.target is not None


def _order(card: Scorecard) -> tuple[bool, str, str]:
    name = card.department if card.by == "department" else card.owner
    return (name is None, name or "", card.key or "")
