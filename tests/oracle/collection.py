"""The collection rate in its three bases (definitions §3)."""

from __future__ import annotations

from fractions import Fraction

from tests.oracle import loaded
from tests.oracle.books import total
from tests.oracle.calendar import Period
from tests.oracle.credit import Credited
from tests.oracle.sales import Group


def paid(payments: list[Credited], group: Group, period: Period, basis: str) -> list[Credited]:
    """The payments that count: those of the period; for `cohort` those up to its end against its own orders."""
    if basis == "cohort":
        return [one for one in payments if one.order and period.begin <= one.order[2] < period.end and one.day < period.end]
    return [one for one in payments if period.begin <= one.day < period.end]


def owed(group: Group, period: Period, basis: str) -> Fraction | None:
    """What is to be paid: the sales of the period, or for `due` those with their day in it; None without data."""
    if basis == "due":
        return Fraction(total(sale.amount for sale in group.sales if sale.due_on and period.begin <= sale.due_on < period.end))
    if not loaded.is_any_loaded(period, group.figures.as_of, loaded.sales(group.figures.books)):
        return None
    return Fraction(total(sale.amount for sale in group.sales_in(period.begin, period.end)))


def rate(payments: list[Credited], group: Group, period: Period, basis: str) -> Fraction | None:
    """In percent; absent where nothing is owed or payments are not loaded."""
    figures = group.figures
    amount = owed(group, period, basis)
    if amount is None or amount <= 0 or not loaded.is_any_loaded(period, figures.as_of, loaded.payments(figures.books)):
        return None
    return Fraction(total(one.amount for one in paid(payments, group, period, basis))) / amount * 100
