"""Which months are loaded, up to when the data go, and the period first shown (definitions §2)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from analytics import periods
from analytics.periods import Period, Window
from analytics.queries import Query

Shown = Literal["month", "quarter", "year"]

# Of these a gap between the first and the last row is no missing month.
_WITHOUT_GAPS = ("contracts", "payments")


@dataclass(frozen=True)
class Loaded:
    """`months`: per dataset the first days of its loaded months; a dataset without any is not there."""

    months: Mapping[str, frozenset[date]]

    def of(self, dataset: str) -> frozenset[date]:
        """First days of the loaded months of a dataset."""
        return self.months.get(dataset, frozenset())

    def missing(self, dataset: str, months: Iterable[date], as_of: date) -> tuple[date, ...]:
        """Which of these months up to the as-of day are not loaded."""
        there = self.of(dataset)
        return tuple(month for month in months if month <= as_of and month not in there)

    def is_any(self, dataset: str, months: Iterable[date], as_of: date) -> bool:
        """Whether one of these months up to the as-of day is loaded; if not, the period is *not loaded*."""
        there = self.of(dataset)
        return any(month <= as_of and month in there for month in months)

    def covers(self, dataset: str, window: Window) -> bool:
        """Whether every month that the window touches is loaded, as growth needs it; False for an empty window."""
        if window.end <= window.begin:
            return False
        touched = periods.span(window.begin, window.end - timedelta(days=1)).months
        return self.of(dataset).issuperset(touched)


def load(query: Query) -> Loaded:
    """The loaded months of all datasets, whatever the as-of day (definitions §2, "Loaded")."""
    found: defaultdict[str, set[date]] = defaultdict(set)
    for row in query("loaded_months").to_pylist():
        found[row["dataset"]].add(row["month"])
    for dataset in found.keys() & set(_WITHOUT_GAPS):
        found[dataset].update(periods.span(min(found[dataset]), max(found[dataset])).months)
    return Loaded({dataset: frozenset(months) for dataset, months in found.items()})


def data_as_of(query: Query) -> date | None:
    """The newest follow-up, order, payment or signature in the loaded data; None without any of these (definitions §2)."""
    newest = [row["last_on"] for row in query("loaded_newest", as_of=date.max).to_pylist()]
    return max(newest, default=None)


def freshness(query: Query, as_of: date) -> Mapping[str, date]:
    """Per dataset of dated events the newest day up to the as-of day; without such a day the dataset is not there."""
    rows = query("loaded_newest", as_of=as_of).to_pylist()
    return {row["dataset"]: row["newest_on"] for row in rows if row["newest_on"] is not None}


def first_shown(query: Query, as_of: date, kind: Shown = "month") -> Period:
    """The newest month ≤ the as-of day with loaded sales, else that day's; or its quarter or year (definitions §2)."""
    month = max((month for month in load(query).of("sales") if month <= as_of), default=as_of)
    if kind == "month":
        return periods.month_of(month)
    find = periods.quarter_of if kind == "quarter" else periods.year_of
    return find(month, query.policy.fiscal_month)


def loaded_span(query: Query, dataset: str, as_of: date) -> Period | None:
    """From the first to the last month up to the as-of day that is loaded in a dataset; None when none is (design, reports)."""
    months = sorted(month for month in load(query).of(dataset) if month <= as_of)
    return periods.span(months[0], months[-1]) if months else None


def row_counts(query: Query) -> Mapping[str, Mapping[date | None, int]]:
    """Per dataset its current rows by month; master data stand under None. A dataset without rows is not there."""
    found: defaultdict[str, dict[date | None, int]] = defaultdict(dict)
    for row in query("loaded_rows").to_pylist():
        found[row["dataset"]][row["month"]] = row["row_count"]
    return dict(found)
