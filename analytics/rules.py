"""Which policy holds on a day (definitions §4, effective-dated)."""

from collections.abc import Iterable, Mapping
from datetime import date

from analytics.policy import Policy
from analytics.queries import Query


def at(query: Query, day: date) -> Policy:
    """The policy of that day."""
    return query.policies.at(day)


def by_month(query: Query, months: Iterable[date]) -> Mapping[date, Policy]:
    """The policy of each month, given by its first day; a change takes effect from a month on."""
    return {month: at(query, month) for month in months}
