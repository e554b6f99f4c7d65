"""The facts of each person and month besides sales, and their sums over groups and periods (definitions §3)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from analytics import collection, credit, new_customers, periods, records
from analytics.collection import PersonMonth, Receipts
from analytics.people import People
from analytics.periods import Window
from analytics.policy import CollectionBasis
from analytics.queries import Query
from analytics.records import Mean

Group = tuple[str | None, ...]
Grouping = Callable[[str | None, date], Group]


NO_MEAN = Mean()


@dataclass(frozen=True)
class MonthFacts:
    """Sums over person-months: counts, targets (None without any), means of those person-months that have a value."""

    visits: int = 0
    new_customers: int = 0
    visits_target: Decimal | None = None
    new_customers_target: Decimal | None = None
    revenue_per_customer_target: Mean = NO_MEAN
    repurchase_target: Mean = NO_MEAN
    satisfaction: Mean = NO_MEAN
    compliance: Mean = NO_MEAN
    teamwork: Mean = NO_MEAN

    def __add__(self, other: "MonthFacts") -> "MonthFacts":
        return MonthFacts(
            self.visits + other.visits,
            self.new_customers + other.new_customers,
            _sum(self.visits_target, other.visits_target),
            _sum(self.new_customers_target, other.new_customers_target),
            self.revenue_per_customer_target + other.revenue_per_customer_target,
            self.repurchase_target + other.repurchase_target,
            self.satisfaction + other.satisfaction,
            self.compliance + other.compliance,
            self.teamwork + other.teamwork,
        )


@dataclass(frozen=True)
class Facts:
    """Facts of a window of whole months up to a day.

    `months`: by person (None: nobody) and month. `company_targets`: targets of months without owner rows, which only the company
    has (definitions §3, Targets, (3)). `standing`: who stands in a month's scorecards for another reason than a sale.
    """

    months: Mapping[PersonMonth, MonthFacts]
    company_targets: Mapping[date, MonthFacts]
    receipts: Receipts
    standing: Mapping[date, Set[str | None]]

    def by_group(self, group: Grouping) -> dict[Group, dict[date, MonthFacts]]:
        """The facts per group and month; the company, the group without keys, has its own targets besides."""
        found: defaultdict[Group, dict[date, MonthFacts]] = defaultdict(dict)
        for (person, month), facts in self.months.items():
            months = found[group(person, month)]
            months[month] = months[month] + facts if month in months else facts
        for month, facts in self.company_targets.items():
            if group(None, month) == ():
                found[()][month] = found[()].get(month, MonthFacts()) + facts
        return dict(found)


def load(query: Query, who: People, window: Window, as_of: date, bases: frozenset[CollectionBasis]) -> Facts:
    """All facts of the window; `bases`: the bases of collection that will be asked for."""
    owners = credit.contract_owners(query, as_of)
    targets = query("target_sums", begin_on=window.begin, end_on=window.end).to_pylist()
    months: defaultdict[PersonMonth, MonthFacts] = defaultdict(MonthFacts)
    for place, sums in _summed(who, (row for row in targets if row["owner_key"] is not None)).items():
        months[place] = _targets(sums)
    for row in query("visit_counts", begin_on=window.begin, end_on=window.end, as_of=as_of).to_pylist():
        place = who.person(row["owner_key"]), row["month"]
        months[place] += MonthFacts(visits=row["visit_count"])
    for place, count in new_customers.counts(query, who, window, as_of, owners).items():
        months[place] += MonthFacts(new_customers=count)
    for place, facts in _opinions(query, who, window, as_of).items():
        months[place] += facts
    shared = {row["month"]: _targets(row) for row in targets if row["owner_key"] is None}
    only_counts = {
        month: replace(facts, revenue_per_customer_target=NO_MEAN, repurchase_target=NO_MEAN) for month, facts in shared.items()
    }
    receipts = collection.receipts(query, who, window, as_of, bases, owners)
    return Facts(dict(months), only_counts, receipts, _standing(who, months, receipts, window, as_of))


def _standing(
    who: People, months: Iterable[PersonMonth], receipts: Receipts, window: Window, as_of: date
) -> dict[date, set[str | None]]:
    """Per month everybody with a row in it, and the sales staff of a day in it up to the as-of day (definitions §3)."""
    there: defaultdict[date, set[str | None]] = defaultdict(set)
    for person, month in months:
        there[month].add(person)
    for one in receipts.payments:
        there[one.paid_month].add(one.person)
    until = min(window.end - date.resolution, as_of)
    for person, stays in who.stays.items():
        for stay in stays:
            first, last = max(stay.begin, window.begin), min(stay.end, until)
            for month in periods.span(first, last).months if stay.role == "sales" and first <= last else ():
                there[month].add(person)
    return dict(there)


def _opinions(query: Query, who: People, window: Window, as_of: date) -> dict[PersonMonth, MonthFacts]:
    """Satisfaction, teamwork, and compliance: the process score if given, else the record checks."""
    rows = query("assessment_sums", begin_on=window.begin, end_on=window.end, as_of=as_of).to_pylist()
    found = {place: MonthFacts(compliance=share) for place, share in _one_each(records.shares(query, who, window, as_of)).items()}
    for place, sums in _summed(who, rows).items():
        process = _mean(sums, "process")
        found[place] = MonthFacts(
            satisfaction=_mean(sums, "satisfaction"),
            teamwork=_mean(sums, "teamwork"),
            compliance=process if process.count else found.get(place, MonthFacts()).compliance,
        )
    return found


def _summed(who: People, rows: Iterable[Mapping[str, Any]]) -> dict[PersonMonth, dict[str, Any]]:
    """Rows of one person-month under alias and name as one: all figures add (definitions §1)."""
    found: dict[PersonMonth, dict[str, Any]] = {}
    for row in rows:
        place = who.person(row["owner_key"]), row["month"]
        held = found.get(place)
        figures = {name: value for name, value in row.items() if name not in ("owner_key", "month")}
        found[place] = figures if held is None else {name: _sum(held[name], value) for name, value in figures.items()}
    return found


def _targets(sums: Mapping[str, Any]) -> MonthFacts:
    return MonthFacts(
        visits_target=sums["visits"],
        new_customers_target=sums["new_customers"],
        revenue_per_customer_target=_mean(sums, "revenue"),
        repurchase_target=_mean(sums, "repurchase"),
    )


def _mean(sums: Mapping[str, Any], name: str) -> Mean:
    """One value for the person-month: the mean of its rows."""
    count = sums[f"{name}_count"]
    return Mean(Fraction(sums[f"{name}_sum"]) / count, 1) if count else NO_MEAN


def _one_each(shares: Mapping[PersonMonth, Mean]) -> dict[PersonMonth, Mean]:
    return {place: Mean(share.exact, 1) for place, share in shares.items() if share.exact is not None}


def _sum(one: Any, other: Any) -> Any:
    if one is None:
        return other
    return one if other is None else one + other
