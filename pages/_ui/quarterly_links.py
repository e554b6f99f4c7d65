"""Figures of the quarterly page that open their explanation."""

from datetime import date, timedelta

from analytics.explanations import Asked
from analytics.periods import Period
from analytics.quarterly import Place
from pages._ui import blocks, codes, explain, quarterly_choice
from pages._ui.quarterly_facts import Found


def asked(figure: str, place: Place, period: Period, *more: str, as_of: date | None = None) -> Asked:
    """A figure of a cell or total; `more`: the customer of `top_customer`; `as_of`: another day than the page's."""
    return Asked(figure, "cell", (place.region, place.product_line, *more), period, as_of)


def figure(text: blocks.Text, figure: str, place: Place, period: Period, *more: str) -> blocks.Text:
    """A figure as a link that looks like text."""
    return blocks.row_link(text, _href(asked(figure, place, period, *more)))


def opening(text: blocks.Text, figure: str, place: Place, period: Period) -> blocks.Text:
    """A link that says so."""
    return blocks.link(text, _href(asked(figure, place, period)))


def year_day(found: Found) -> date:
    """The day as of which the year so far is computed."""
    return min(found.as_of, found.quarter.end - timedelta(days=1))


def year_href(figure: str, place: Place, year: Period, found: Found) -> str:
    """What a figure of the year so far opens."""
    day = year_day(found)
    return _href(asked(figure, place, year, as_of=None if day == found.as_of else day))


def open_explained(what: Asked) -> None:
    """Explains what was clicked in a table or picture; the cell beside the matrix stays."""
    cell = codes.here("cell")
    explain.open(what)
    codes.put_here("cell", cell)


def _href(what: Asked) -> str:
    return explain.href("quarterly", what, **quarterly_choice.kept())
