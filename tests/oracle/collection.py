"""The collection rate in its three bases (definitions §3)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.oracle import loaded
from tests.oracle.books import Books, total
from tests.oracle.calendar import Period
from tests.oracle.credit import Credited
from tests.oracle.sales import Group


def paid(payments: list[Credited], period: Period, basis: str) -> list[Credited]:
    """The payments that count: those of the period; for `cohort` those up to its end against its own orders."""
    if basis == "cohort":
        return [one for one in payments if one.order and period.begin <= one.order[2] < period.end and one.day < period.end]
    return [one for one in payments if period.begin <= one.day < period.end]


def owed(due: list[Credited], group: Group, period: Period, basis: str) -> Fraction:
    """What is to be paid: the sales of the period, or for `due` those that fall due in it, of whoever it is in that month."""
    if basis == "due":
        return Fraction(total(one.amount for one in due if period.begin <= one.day < period.end))
    return Fraction(total(sale.amount for sale in group.sales_in(period.begin, period.end)))


def is_known(books: Books, period: Period, as_of: date) -> bool:
    """Whether some month up to D has sales and some has payments loaded."""
    return all(loaded.is_any_loaded(period, as_of, known) for known in (loaded.sales(books), loaded.payments(books)))


def rate(payments: list[Credited], due: list[Credited], group: Group, period: Period, basis: str) -> Fraction | None:
    """In percent; absent where nothing is owed, or where the period's sales or payments are not loaded."""
    amount = owed(due, group, period, basis)
    if amount <= 0 or not is_known(group.figures.books, period, group.figures.as_of):
        return None
    return Fraction(total(one.amount for one in paid(payments, period, basis))) / amount * 100
