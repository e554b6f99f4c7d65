"""Scorecards: all figures of a person, a department or the company in a period, with score, band and rank (definitions §3, §4)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from analytics import new_customers, numbers, periods, scorecard_books, scores
from analytics.collection import Collection as Collected
from analytics.periods import Period
from analytics.person_months import Group, MonthFacts
from analytics.policy import Policy
from analytics.queries import Query
from analytics.sales import SalesRow
from analytics.scorecard_books import Books
from analytics.scores import Figure, PartName, Score

By = scorecard_books.By

BYS: tuple[By, ...] = ("owner", "department", "company")
COURSE_PERIODS = 12


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
    collection: Collected
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


def table(query: Query, by: By, period: Period, as_of: date) -> tuple[Scorecard, ...]:
    """Everybody who stands in the scorecards of the period, or its departments, or the company; by name, None last (§3)."""
    return tables(query, by, (period,), as_of)[0]


def one(query: Query, person: str | None, period: Period, as_of: date) -> Scorecard | None:
    """The scorecard of one person, None for somebody who does not stand in that period's scorecards (definitions §3)."""
    return next((card for card in table(query, "owner", period, as_of) if card.key == person), None)


def course(
    query: Query,
    by: By,
    period: Period,
    as_of: date,
    count: int = COURSE_PERIODS,
    only: Collection[str | None] | None = None,
) -> tuple[tuple[Scorecard, ...], ...]:
    """The tables of so many periods up to this one, oldest first; `only` as in `tables`."""
    found = [period]
    while len(found) < count:
        found.insert(0, found[0].previous())
    return tables(query, by, tuple(found), as_of, only)


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


def tables(
    query: Query, by: By, asked: Sequence[Period], as_of: date, only: Collection[str | None] | None = None
) -> tuple[tuple[Scorecard, ...], ...]:
    """The table of each of these periods, which are of one kind and follow each other; facts are read once for all.

    `only`: the cards of these people or departments (keys), without ranks, which would need all.
    """
    books = scorecard_books.load(query, by, asked, as_of, only)
    found = (_cards(query, books, period) for period in asked)
    return tuple(cards if only is not None else _ranked(cards) for cards in found)


def _cards(query: Query, books: Books, period: Period) -> tuple[Scorecard, ...]:
    policy = query.policies.at(period.end - date.resolution)
    paid = books.facts.receipts.paid(policy.collection, period, books.group)
    due = books.facts.receipts.due_in(period, books.group)
    cards = [_card(books, policy, row, group, paid.get(group), due.get(group)) for group, row in books.standing(period)]
    return tuple(sorted(cards, key=_order))


def _card(
    books: Books,
    policy: Policy,
    row: SalesRow,
    group: Group,
    paid: Decimal | None,
    due: Decimal | None,
) -> Scorecard:
    period = row.period
    months = books.months_of(group, period)
    total = sum(months.values(), MonthFacts())
    has_past = any(month < period.begin for month in books.months.of("sales"))
    returning = books.returning.get((period.code, group), 0)
    heads = books.head_count(period, group)
    card = Scorecard(
        by=books.by,
        key=group[0] if group else None,
        owner=row.owner,
        department=row.department,
        department_key=books.department_key(period, group),
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


def _count(
    books: Books,
    period: Period,
    months: Mapping[date, MonthFacts],
    name: Literal["new_customers", "visits"],
    dataset: str,
) -> Count:
    there, as_of = books.months.of(dataset), books.as_of
    counted = {month: facts.visits if name == "visits" else facts.new_customers for month, facts in months.items()}
    planned = {month: facts.visits_target if name == "visits" else facts.new_customers_target for month, facts in months.items()}
    targets = {month: target for month, target in planned.items() if target is not None}
    compared = [month for month in targets if month > as_of or month in there]
    is_begun = any(month <= as_of for month in compared)
    return Count(
        actual=sum(counted.values()) if books.months.is_any(dataset, period.months, as_of) else None,
        target=sum(targets.values(), Decimal(0)) if targets else None,
        compared_actual=sum(counted[month] for month in compared) if is_begun else None,
        compared_target=sum((targets[month] for month in compared), Decimal(0)) if is_begun else None,
    )


def _collection(books: Books, policy: Policy, row: SalesRow, paid: Decimal | None, due: Decimal | None) -> Collected:
    is_loaded = row.actual is not None and books.months.is_any("payments", row.period.months, books.as_of)
    if not is_loaded:
        return Collected(policy.collection)
    base = due or Decimal(0) if policy.collection == "due" else row.actual
    return Collected(policy.collection, paid or Decimal(0), base)


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


def _order(card: Scorecard) -> tuple[bool, str, str]:
    name = card.department if card.by == "department" else card.owner
    return (name is None, name or "", card.key or "")
