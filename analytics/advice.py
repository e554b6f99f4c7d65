"""Advice: the parts that cost a score most, each with the facts of the rule that applies (definitions §4, Advice).

A rule gives a code and its values; the sentence is made where it is shown.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from analytics import numbers, open_orders, people, records, scorecard_books, scores
from analytics.open_orders import OpenOrder
from analytics.periods import Period
from analytics.person_months import Group
from analytics.queries import Query
from analytics.scorecards import Scorecard
from analytics.scores import Band, Figure, Part, PartName

Value = Decimal | int | str
Values = Mapping[str, Value]
Code = Literal[
    "sales_short",
    "sales_short_partial",
    "collection_old_orders",
    "collection_short",
    "new_customers_short",
    "visits_short",
    "revenue_per_customer_short",
    "satisfaction_low",
    "teamwork_low",
    "process_low",
    "records_late",
    "records_incomplete",
    "records_unspecific",
    "records_disordered",
]

OLD_DAYS = 60


@dataclass(frozen=True)
class Advice:
    """What a part loses and what would close it.

    `code` names the rule and its sentence, `values` fill it in: amounts, counts, percentages of the card's own figures.
    """

    part: PartName
    points_lost: Fraction
    code: Code
    values: Values


@dataclass(frozen=True)
class Step:
    """What would lift a score into the next band: `points` more, which `amount` more sold or collected brings."""

    band: Band
    points: Decimal
    part: Literal["sales", "collection"]
    amount: Decimal


@dataclass(frozen=True)
class Failures:
    """How many of a group's records fail each check; `weekdays`: how many late ones were written on each weekday, 0 Monday."""

    record_count: int
    late_count: int
    incomplete_count: int
    unspecific_count: int
    disordered_count: int
    weekdays: Mapping[int, int]


NO_FAILURES = Failures(0, 0, 0, 0, 0, {})


class Evidence:
    """What the rules look up, read once for all cards of a period when a rule first asks."""

    def __init__(self, query: Query, by: scorecard_books.By, period: Period, as_of: date) -> None:
        self._query, self._period, self._as_of = query, period, as_of
        self._who = people.load(query)
        self._group = scorecard_books.grouping(self._who, by, as_of)

    @cached_property
    def failures(self) -> Mapping[Group, Failures]:
        """The failed checks of each group's records in the period up to the as-of day."""
        checks = {"checks": records.checks(self._query, self._period.window, self._as_of)}
        rows: defaultdict[Group, list[Mapping[str, Any]]] = defaultdict(list)
        for row in self._query("record_failures", checks, monday=date(1, 1, 1)).to_pylist():
            rows[self._group(self._who.person(row["owner_key"]), row["month"])].append(row)
        return {group: _failures(found) for group, found in rows.items()}

    @cached_property
    def old_orders(self) -> Mapping[Group, tuple[OpenOrder, ...]]:
        """Each group's open orders more than 60 days past due on the period's last day, or the as-of day if sooner."""
        day = min(self._as_of, self._period.end - date.resolution)
        found: defaultdict[Group, list[OpenOrder]] = defaultdict(list)
        for order in open_orders.table(self._query, self._who, day):
            if order.age_days > OLD_DAYS:
                found[self._group(order.person, day.replace(day=1))].append(order)
        return {group: tuple(orders) for group, orders in found.items()}


def advise(query: Query, card: Scorecard, as_of: date) -> tuple[Advice, ...]:
    """At most two pieces of advice on a card, the costliest part first; none without a score."""
    return advise_all(query, (card,), as_of)[0]


def advise_all(
    query: Query, cards: Sequence[Scorecard], as_of: date, evidence: Evidence | None = None
) -> tuple[tuple[Advice, ...], ...]:
    """The advice on each of these cards, which are of one table; `evidence` of their period, where it is read already."""
    if not cards:
        return ()
    evidence = evidence or Evidence(query, cards[0].by, cards[0].period, as_of)
    return tuple(_advice(evidence, card) for card in cards)


def next_step(query: Query, card: Scorecard) -> Step | None:
    """The amount that would have made the next band, by the costliest of sales and collection that has the points to give."""
    if card.score is None or card.score.value is None or card.score.exact is None:
        return None
    policy = query.policies.at(card.period.end - date.resolution)
    above = scores.next_band(policy, card.score.value)
    if above is None:
        return None
    band, points = above
    missing = Fraction(card.score.value + points) - card.score.exact
    for part in card.score.costliest:
        base = _base(card, part.name)
        if base is None or part.full_points is None or (part.points_lost or 0) < missing:
            continue
        amount = numbers.half_up(missing / part.full_points * Fraction(base), 4)
        return Step(band, points, "sales" if part.name == "sales" else "collection", amount)
    return None


def failures(query: Query, card: Scorecard, as_of: date) -> Failures:
    """The failed checks of the card's records in its period up to the as-of day."""
    return Evidence(query, card.by, card.period, as_of).failures.get(card.group, NO_FAILURES)


def old_orders(query: Query, card: Scorecard, as_of: date) -> tuple[OpenOrder, ...]:
    """The card's open orders more than 60 days past due on the period's last day, or the as-of day if sooner."""
    return Evidence(query, card.by, card.period, as_of).old_orders.get(card.group, ())


def _failures(rows: Sequence[Mapping[str, Any]]) -> Failures:
    counts = {field.name: sum(row[field.name] for row in rows) for field in fields(Failures) if field.name != "weekdays"}
    weekdays: Counter[int] = Counter()
    for row in rows:
        if row["weekday"] is not None:
            weekdays[row["weekday"]] += row["late_count"]
    return Failures(**counts, weekdays=dict(+weekdays))


def _advice(evidence: Evidence, card: Scorecard) -> tuple[Advice, ...]:
    found = []
    for part in card.score.costliest if card.score else ():
        code, values = _rule(evidence, card, part)
        found.append(Advice(part.name, part.points_lost or Fraction(0), code, values))
    return tuple(found)


def _rule(evidence: Evidence, card: Scorecard, part: Part) -> tuple[Code, Values]:
    if part.name == "sales":
        return _sales(card)
    if part.name == "collection":
        return _collection(evidence, card)
    figure = min((figure for figure in part.figures if figure.pct is not None), key=lambda figure: figure.pct or Decimal(0))
    return _other(figure) if part.name == "other" else _qualitative(evidence, card, figure)


def _sales(card: Scorecard) -> tuple[Code, Values]:
    base = card.sales.base
    values: dict[str, Value] = {"attainment_pct": base.attainment_pct or Decimal(0), "missing_amount": -(base.gap or Decimal(0))}
    if card.sales.is_partial and base.needed_per_workday:
        return "sales_short_partial", values | {"needed_per_workday": base.needed_per_workday}
    return "sales_short", values


def _collection(evidence: Evidence, card: Scorecard) -> tuple[Code, Values]:
    found = card.collection
    wanted = Fraction(found.base_amount or 0) * Fraction(card.collection_target_pct) / 100
    missing = numbers.half_up(wanted - Fraction(found.paid_amount or 0), 4)
    values: dict[str, Value] = {
        "collection_pct": found.pct or Decimal(0),
        "target_pct": card.collection_target_pct,
        "missing_amount": missing,
    }
    orders = evidence.old_orders.get(card.group, ())
    if not orders:
        return "collection_short", values
    open_amount = sum((order.open_amount for order in orders), Decimal(0))
    share = min(numbers.ratio_pct(open_amount, missing) or Decimal(0), Decimal(100))
    return "collection_old_orders", values | {
        "count": len(orders),
        "days": OLD_DAYS,
        "open_amount": open_amount,
        "share_pct": share,
    }


def _other(figure: Figure) -> tuple[Code, Values]:
    codes: dict[str, Code] = {
        "new_customers": "new_customers_short",
        "visits": "visits_short",
        "revenue_per_customer": "revenue_per_customer_short",
    }
    value, target = figure.value or Decimal(0), figure.target or Decimal(0)
    return codes[figure.code], {"value": value, "target": target, "missing": target - value}


def _qualitative(evidence: Evidence, card: Scorecard, figure: Figure) -> tuple[Code, Values]:
    values: dict[str, Value] = {"value": figure.value or Decimal(0)}
    if figure.code != "compliance_pct":
        return ("satisfaction_low" if figure.code == "satisfaction" else "teamwork_low"), values
    found = evidence.failures.get(card.group, NO_FAILURES)
    counts: dict[Code, int] = {
        "records_late": found.late_count,
        "records_incomplete": found.incomplete_count,
        "records_unspecific": found.unspecific_count,
        "records_disordered": found.disordered_count,
    }
    code = max(counts, key=lambda name: counts[name])
    if counts[code] == 0:
        return "process_low", values
    values |= {"count": counts[code], "record_count": found.record_count}
    if code == "records_late":
        weekday = max(sorted(found.weekdays), key=lambda day: found.weekdays[day])
        values |= {"weekday": weekday, "weekday_count": found.weekdays[weekday]}
    return code, values


def _base(card: Scorecard, part: PartName) -> Decimal | None:
    """The amount that makes the whole of a part, where money makes it."""
    if part == "sales":
        return card.sales.base.compared_target
    if part == "collection" and card.collection.base_amount is not None:
        return card.collection.base_amount * card.collection_target_pct / 100
    return None
