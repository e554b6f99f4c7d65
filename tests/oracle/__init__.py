"""The slow, obvious second implementation of the figures: plain Python, exact, no line shared with the product.

`report` computes what `python -m analytics report` prints, from a `Company`, straight from the definitions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.oracle.books import Books, Cell, Company, Import, Note
from tests.oracle.follow_ups import (
    FOLLOW_UPS_COLUMNS,
    HEATMAP_FIGURES,
    OVER_CONTACT_COLUMNS,
    follow_ups_report,
    heatmap_report,
    over_contact_report,
)
from tests.oracle.policy import Change, Policy
from tests.oracle.quarterly import QUARTERLY_COLUMNS, quarterly_report
from tests.oracle.records import LONG_CALLS_COLUMNS, RECORDS_COLUMNS, long_calls_report, records_report
from tests.oracle.sales import Refused, columns, period_of, sales_report
from tests.oracle.scorecards import SCORECARDS_COLUMNS, scorecards_report

__all__ = ["Books", "Cell", "Change", "Company", "Import", "Note", "Policy", "Refused", "Table", "report"]


@dataclass(frozen=True)
class Table:
    """A report: its columns, and rows in no particular order."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def report(books: Books, name: str, by: tuple[str, ...] = (), period: str | None = None, as_of: date | None = None) -> Table:
    """One report as of a day, by default the newest event; raises Refused for wrong arguments."""
    day = as_of or books.default_as_of()
    if day is None:
        raise Refused("nothing is loaded: no as-of date")
    return REPORTS[name](books, by, period, day)


def _sales(books: Books, by: tuple[str, ...], period: str | None, day: date) -> Table:
    span = period_of(books, period, day, books.loaded_sales)
    return Table(columns(by or ("month",), span), sales_report(books, by, period, day))


def _heatmap(books: Books, by: tuple[str, ...], period: str | None, day: date) -> Table:
    return Table((*(by or ("owner", "grade")), *HEATMAP_FIGURES), heatmap_report(books, by, period, day))


REPORTS: dict[str, Callable[[Books, tuple[str, ...], str | None, date], Table]] = {
    "sales": _sales,
    "heatmap": _heatmap,
    "follow_ups": lambda books, _, __, day: Table(FOLLOW_UPS_COLUMNS, follow_ups_report(books, day)),
    "over_contact": lambda books, _, period, day: Table(OVER_CONTACT_COLUMNS, over_contact_report(books, period, day)),
    "records": lambda books, _, period, day: Table(RECORDS_COLUMNS, records_report(books, period, day)),
    "long_calls": lambda books, _, period, day: Table(LONG_CALLS_COLUMNS, long_calls_report(books, period, day)),
    "scorecards": lambda books, by, period, day: Table(
        SCORECARDS_COLUMNS, scorecards_report(books, (by or ("owner",))[0], period, day)
    ),
    "quarterly": lambda books, _, period, day: Table(QUARTERLY_COLUMNS, quarterly_report(books, period, day)),
}
