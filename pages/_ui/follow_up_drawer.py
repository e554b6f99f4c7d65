"""The drawer of one cell of the overdue map: its customers, as many as it counts, most overdue first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import streamlit as st

from analytics import explanations_customers, explanations_rows, overdue_map
from analytics.explanations_customers import Place
from analytics.follow_ups import Customer
from analytics.heatmap import Cell
from analytics.overdue_map import Line, OverdueMap
from pages._ui import (
    blocks,
    codes,
    explain,
    follow_up_choice,
    follow_up_lists,
    follow_up_panels,
    heatmap_chart,
    session,
    tables,
    tokens,
)
from pages._ui.follow_up_choice import Choice
from pages._ui.follow_up_lists import Lists
from pages._ui.formats import Formats

WIDTH = 1060
MOST_ROWS = 21


def show(shown: OverdueMap, choice: Choice, as_of: date, formats: Formats) -> None:
    """Opens the drawer of the cell that the URL names; nothing without such a cell. Closing it clears the URL."""
    opened = follow_up_choice.open_cell(shown)
    if opened is None:
        return
    line, cell = opened
    customers = session.read(overdue_map.customers, choice.axes, line.keys, cell.keys[1], as_of, choice.grade)
    title = blocks.as_markdown(_title(line, cell, choice, formats))
    draw = st.dialog(title, position="right", width=WIDTH, on_dismiss=_closed)(_content)
    places = session.read(explanations_customers.sources_of, customers, cell.as_of)
    draw(customers, places, cell, line, choice, formats)


def _closed() -> None:
    codes.put_here("cell", None)
    follow_up_panels.forget_click()


def _content(
    customers: Sequence[Customer], places: Mapping[str, Place], cell: Cell, line: Line, choice: Choice, formats: Formats
) -> None:
    if explain.is_open():  # a click in the list: the figure's drawer takes the place of this one
        st.rerun()
    t, files = formats.t, session.files()
    blocks.show(t("glossary.is.overdue"))
    blocks.show(blocks.span(_summary(customers, cell, formats), "m"))
    if customers:
        has_owner = choice.axes[0] != "owner" or line.kind != "one"
        Lists(formats, tokens.tokens()).cell(customers, places, files, has_owner=has_owner, most=MOST_ROWS)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="drawer_foot"):
        label = t("follow_ups.drawer_download", count=len(customers))
        report = follow_up_lists.report("overdue", customers, places)
        tables.download(explanations_rows.with_files(report, files), key="cell", label=label)
        foot = t("follow_ups.drawer_foot", count=len(customers), cell=formats.count(cell.overdue_count))
        blocks.show(blocks.span(foot, "m s"), width="content")


def _title(line: Line, cell: Cell, choice: Choice, formats: Formats) -> str:
    column = formats.short_day(cell.as_of) if choice.axes[1] == "week" else heatmap_chart.grade_name(cell.keys[1], formats.t)
    name = heatmap_chart.line_name(line, choice.axes, formats.t)
    return formats.t("follow_ups.drawer_title", name=name, column=column, count=cell.overdue_count)


def _summary(customers: Sequence[Customer], cell: Cell, formats: Formats) -> str:
    """How many of each grade, their sales of twelve months, and how many more were never contacted."""
    t = formats.t
    grades = sorted(Counter(customer.grade for customer in customers if customer.grade is not None).items())
    parts = [t("follow_ups.drawer_grades", grade=grade, count=count) for grade, count in grades]
    sales = [customer.sales_12m for customer in customers if customer.sales_12m is not None]
    if sales:
        parts.append(t("follow_ups.drawer_sales", sales=formats.money(sum(sales, start=Decimal(0)))))
    if cell.never_contacted_count:
        parts.append(t("follow_ups.drawer_never", count=cell.never_contacted_count))
    return " · ".join(parts)
