"""The quarterly summary as a list in the template's columns, with each month's sales and growth; and the template's own sheet."""

from datetime import date
from decimal import Decimal
from typing import Literal

import streamlit as st

from analytics import quarterly
from analytics.periods import Period, month_of
from analytics.quarterly import Line
from analytics.queries import Query
from pages._ui import blocks, codes, judgements, quarterly_choice, quarterly_exports, quarterly_tiles, session, tables
from pages._ui import quarterly_links as links
from pages._ui.formats import ABSENT, UNITS, Formats
from pages._ui.quarterly_facts import Found
from pages._ui.tables import Column
from pages._ui.tokens import MARKS

Shown = Literal["name", "target", "actual", "attainment", "growth", "month", "mom", "top", "problem", "strategy", "owner"]

MOST_ROWS = 20
BEFORE_MONTHS: tuple[Shown, ...] = ("name", "target", "actual", "attainment", "growth")
AFTER_MONTHS: tuple[Shown, ...] = ("top", "problem", "strategy", "owner")
WIDTHS = {"name": 160, "month": 78, "top": 236, "problem": 240, "strategy": 240}
TEXT_WIDTH = 84
_FIGURES: dict[Shown, str] = {
    "target": "target",
    "actual": "actual",
    "attainment": "attainment",
    "growth": "growth",
    "month": "actual",
    "mom": "growth",
}
_ROUND = "list_round"


def show(found: Found, formats: Formats) -> None:
    """All cells and totals of the quarter, none folded; a click on a figure explains it, on anything else opens the cell."""
    t = formats.t
    lines = session.read(_lines, found.quarter, found.as_of)
    columns = _columns(found.quarter)
    open_months = {month.month for line in lines[:1] for month in line.months if month.is_partial}
    title = t("quarterly.list", quarter=formats.period(found.quarter))
    with st.container(border=True, key="panel_list"):
        with st.container(horizontal=True, vertical_alignment="center", key="title_list"):
            blocks.panel_title(title, t("quarterly.list_hint"))
            quarterly_exports.template(found, formats)
            quarterly_exports.report(found, formats, key="list")
        tables.show(
            [_column(kind, month, "*" if month in open_months else "", formats) for kind, month in columns],
            [_cells(line, formats) for line in lines],
            key=f"list_{st.session_state.get(_ROUND, 0)}",
            alt=title,
            most=MOST_ROWS,
            on_click=lambda row, column: _clicked(lines[row], *columns[column]),
        )


def _lines(query: Query, quarter: Period, as_of: date) -> tuple[Line, ...]:
    return quarterly.table(query, quarter, as_of)


def _columns(quarter: Period) -> list[tuple[Shown, date | None]]:
    """What stands in each column, and of which month."""
    months: list[tuple[Shown, date | None]] = [(kind, month) for month in quarter.months for kind in ("month", "mom")]
    return [*((kind, None) for kind in BEFORE_MONTHS), *months, *((kind, None) for kind in AFTER_MONTHS)]


def _column(kind: Shown, month: date | None, star: str, formats: Formats) -> Column:
    label = formats.t("quarterly.column." + kind) if kind != "month" or month is None else formats.short_month(month) + star
    is_text = kind in ("name", *AFTER_MONTHS)
    return Column(label, WIDTHS.get(kind, TEXT_WIDTH), "text" if is_text else "number")


def _cells(line: Line, formats: Formats) -> list[str]:
    """A row in the order of `_columns`."""
    row, note, state = line.sales, line.note, judgements.state_of(line.sales)
    months = [
        text
        for one in line.months
        for text in (_money(one.actual, formats), formats.growth(one.growth.pct, one.growth.change, one.actual))
    ]
    return [
        quarterly_choice.name(line.place, row.region, row.product_line),
        _money(row.base.target, formats),
        _money(row.actual, formats),
        (f"{MARKS[state]} " if state else "") + quarterly_tiles.attainment(row, formats),
        judgements.growth(row.growth, row, formats) if row.growth else ABSENT,
        *months,
        formats.t("quarterly.and").join(buyer.customer_name or buyer.customer_id for buyer in line.top) or ABSENT,
        *((note.problem or "", note.strategy or "", note.owner or "") if note else ("", "", "")),
    ]


def _money(amount: Decimal | None, formats: Formats) -> str:
    """An amount of a column: never both 亿 and 万 in it."""
    largest, smaller, *_ = UNITS[formats.t.language]
    is_large = amount is not None and formats.unit([amount]) == largest
    return formats.money(amount, unit=smaller if is_large else None)


def _clicked(line: Line, kind: Shown, month: date | None) -> None:
    """Explains the figure, or opens the cell beside the matrix; the table gets a new key, else it would keep the click."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    if kind in _FIGURES:
        links.open_explained(links.asked(_FIGURES[kind], line.place, month_of(month) if month else line.quarter))
    else:
        quarterly_choice.open_cell(line.place)
        codes.put("view", None)
