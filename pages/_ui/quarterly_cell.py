"""One cell or total of the quarterly summary beside the matrix: sentence, months, top customers, why it changed, notes."""

from decimal import Decimal

import streamlit as st

from analytics.periods import Period, month_of
from analytics.quarterly import Line, MonthSales
from pages._ui import (
    blocks,
    charts,
    judgements,
    pictures,
    quarterly_cell_charts,
    quarterly_drawer,
    quarterly_notes,
    quarterly_tiles,
    tokens,
)
from pages._ui import quarterly_links as links
from pages._ui.formats import ABSENT, Formats
from pages._ui.quarterly_facts import Details, Found
from pages._ui.tokens import MARKS

BAR_WIDTH = 250
_BAR_HEIGHT = 20


def show(line: Line, details: Details, found: Found, formats: Formats) -> None:
    """The panel of the cell that is open."""
    with st.container(border=True, key="panel_cell", height="stretch", gap="xsmall"):
        _head(line, found, formats)
        _months(line, formats)
        _customers(line, found, formats)
        _bridge(line, details, found, formats)
        quarterly_notes.show(line, details, formats)


def _head(line: Line, found: Found, formats: Formats) -> None:
    """Its name, its orders, and in a line how it stands."""
    t, row = formats.t, line.sales
    name = quarterly_tiles.name(line, found.matrix, t) if found.matrix else ""
    orders = t("quarterly.orders", count=row.order_count) if row.order_count else ""
    blocks.heading(name, links.opening(orders, "orders", line.place, found.quarter) if orders else "")
    blocks.show(blocks.span(blocks.joined(*_summary(line, found.quarter, formats), by="&ensp;"), "m"))


def _summary(line: Line, quarter: Period, formats: Formats) -> list[blocks.Text]:
    t, row = formats.t, line.sales
    state, pct = judgements.state_of(row), quarterly_tiles.attainment(row, formats)

    def figure(text: str, code: str) -> blocks.Text:
        return links.figure(text, code, line.place, quarter)

    parts = [figure(f"{MARKS[state]} {pct}" if state else pct, "attainment"), figure(formats.money(row.actual), "actual")]
    if row.base.target is not None:
        parts[1] = blocks.joined(parts[1], "/", figure(formats.money(row.base.target), "target"))
    if row.base.gap is not None:
        parts.append(figure(t("quarterly.gap", gap=formats.money(row.base.gap, sign=True)), "gap"))
    if row.challenge.attainment_pct is not None:
        parts.append(figure(t("quarterly.challenge", pct=formats.pct(row.challenge.attainment_pct)), "challenge_attainment"))
    lands = quarterly_tiles.landing(row, formats)
    if lands is not None:
        parts.append(figure(lands, "landing_attainment"))
    parts.append(figure(quarterly_tiles.growth(line, "qoq", formats), "growth"))
    parts.append(figure(quarterly_tiles.growth(line, "yoy", formats), "growth_yoy"))
    share = _share(line, formats)
    if share is not None and line.place.kind != "company":
        parts.append(figure(share, "share_of_growth"))
    return parts


def _share(line: Line, formats: Formats) -> str | None:
    """The part of the company's growth, or of its decline, that the cell has; None where it is absent."""
    share, growth = line.share_of_growth_pct, line.sales.growth
    if share is None or growth is None or growth.change is None:
        return None
    has_fallen = (growth.change < 0) == (share > 0)  # the company's own change
    key = ("offsets" if share < 0 else "share_of") + ("_decline" if has_fallen else "_growth")
    return formats.t("quarterly." + key, pct=formats.pct(abs(share)))


def _months(line: Line, formats: Formats) -> None:
    """A bar for each month with its amount and growth."""
    t = formats.t
    amounts = [month.actual for month in line.months]
    most = max((abs(amount) for amount in amounts if amount is not None), default=Decimal(0)) or Decimal(1)
    is_open = any(month.is_partial for month in line.months)
    blocks.panel_title(t("quarterly.months"), t("quarterly.months_open") if is_open else "")
    blocks.lines([_month(month, line, most, formats) for month in line.months], "months3")


def _month(month: MonthSales, line: Line, most: Decimal, formats: Formats) -> list[blocks.Text]:
    t, period = formats.t, month_of(month.month)
    name = formats.short_month(month.month) + ("*" if month.is_partial else "")
    if month.actual is None:
        return [name, blocks.span(t("quarterly.month_absent"), "m s"), ABSENT, ABSENT]
    growth = formats.growth(month.growth.pct, month.growth.change, month.actual)
    falls = month.growth.change is not None and month.growth.change < 0
    bar = _bar(month.actual / most, is_open=month.is_partial)
    return [
        name,
        blocks.image(bar, name),
        blocks.bold(links.figure(formats.money(month.actual), "actual", line.place, period)),
        links.figure(blocks.span(growth, "warn") if falls else growth, "growth", line.place, period),
    ]


def _bar(share: Decimal, *, is_open: bool = False, width: int = BAR_WIDTH) -> str:
    """A bar from the left; of an amount below 0 in the colour of what is lost; of an open month hatched."""
    colours = tokens.tokens()
    fill = colours.base if share >= 0 else colours.behind
    box = f'width="{float(abs(share)) * width:.1f}" height="{_BAR_HEIGHT}" rx="1"'
    drawn = f'<rect {box} fill="{fill}"/>'
    if is_open:
        line = f'<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="{colours.page}" stroke-width="1.6"/>'
        hatch = f'<pattern id="h" width="8" height="8" patternUnits="userSpaceOnUse">{line}</pattern>'
        drawn = f'{hatch}{drawn}<rect {box} fill="url(#h)"/>'
    return pictures.picture(drawn, width, _BAR_HEIGHT)


def _track(share: Decimal) -> str:
    """A share as a bar on its whole."""
    colours, width = tokens.tokens(), 180
    whole = f'<rect y="5" width="{width}" height="8" rx="2" fill="{colours.soft}"/>'
    return pictures.picture(
        f'{whole}<rect y="4" width="{float(share) * width:.1f}" height="10" rx="2" fill="{colours.base}"/>', width, 18
    )


def _customers(line: Line, found: Found, formats: Formats) -> None:
    """The three largest customers with their share."""
    t = formats.t
    blocks.panel_title(t("quarterly.top"), t("quarterly.top_share." + ("cell" if line.place.kind == "cell" else "total")))
    if not line.top:
        blocks.show(blocks.span(t("quarterly.no_customers"), "m s"))
        return
    rows: list[list[blocks.Text]] = []
    for buyer in line.top:
        share = buyer.share_pct
        values = [formats.money(buyer.amount), formats.pct(share)]
        figures = [links.figure(text, "top_customer", line.place, found.quarter, buyer.customer_id) for text in values]
        part = min(share / 100, Decimal(1)) if share is not None else Decimal(0)
        bar = _track(part)
        rows.append([buyer.customer_name or buyer.customer_id, blocks.image(bar, ""), figures[0], blocks.bold(figures[1])])
    blocks.lines(rows, "top3")


def _bridge(line: Line, details: Details, found: Found, formats: Formats) -> None:
    """Why it changed; nothing where growth has no data."""
    t, bridge = formats.t, details.bridge
    if bridge is None:
        blocks.panel_title(t("quarterly.why"))
        blocks.show(blocks.span(t("quarterly.no_bridge"), "m s"))
        return
    names = formats.short_period(found.quarter.previous()), formats.short_period(found.quarter)
    unit = formats.unit_name(formats.unit([bridge.before, bridge.actual]))
    is_open = found.company is not None and found.company.is_partial
    words = t("quarterly.why_open", unit=unit, count=found.compared.this.days) if is_open else t("quarterly.why_whole", unit=unit)
    title = t("quarterly.why_between", before=names[0], now=names[1])
    blocks.panel_title(title, words)
    key = quarterly_drawer.chart_key()
    figure = quarterly_cell_charts.bridge(bridge, names, formats, tokens.tokens())
    charts.show(figure, key=key, alt=title, on_select=lambda: quarterly_drawer.clicked(key, line, found))
