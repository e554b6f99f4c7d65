"""Which months of a dataset are loaded (definitions §2, *Loaded*)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.oracle.books import Books
from tests.oracle.calendar import Period, first_of

IsLoaded = Callable[[date], bool]


def between(books: Books, dataset: str, column: str) -> IsLoaded:
    """Of contracts and payments: the months from that of the first to that of the last row, whatever D."""
    months = [first_of(row[column]) for row in books.rows(dataset)]
    return lambda month: bool(months) and min(months) <= month <= max(months)


def sales(books: Books) -> IsLoaded:
    return lambda month: month in books.loaded_sales


def follow_ups(books: Books) -> IsLoaded:
    return lambda month: month in books.loaded_follow_ups


def payments(books: Books) -> IsLoaded:
    return between(books, "payments", "paid_on")


def new_customers(books: Books) -> IsLoaded:
    """The months of contracts; where none at all are imported, those of the sales that stand for them."""
    return between(books, "contracts", "signed_on") if books.rows("contracts") else sales(books)


def is_any_loaded(period: Period, as_of: date, is_loaded: IsLoaded) -> bool:
    """Whether some month of the period up to D is loaded; else what needs it is absent."""
    return any(is_loaded(month) for month in period.months() if month <= as_of)
