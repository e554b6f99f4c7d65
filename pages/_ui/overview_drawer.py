"""The Overview's drawer: a whole list, or the sales rows behind one of its rows, as `open=` in the URL says."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import streamlit as st

from analytics import sales_rows
from analytics.reports import Report
from analytics.sales import SalesRow
from analytics.sales_rows import SalesLine, Selection
from pages._ui import blocks, codes, overview_below, overview_tables, session, tables
from pages._ui.formats import ABSENT, Formats
from pages._ui.judgements import gap_of, growth
from pages._ui.overview_facts import Below, Found
from pages._ui.tables import Column

WIDTH = 820
MOST_ROWS = 23
DOWNLOADED = (
    *("ordered_on", "order_id", "customer_id", "customer_name", "owner", "department", "region", "product_line", "amount"),
    *("import_id", "line"),
)


def show(found: Found, below: Below, formats: Formats) -> None:
    """Opens what the URL names, if it is there; closing it clears the URL."""
    packed = codes.here("open")
    if packed is None:
        return
    kind, *keys = codes.unpack(packed)
    if kind in overview_below.KINDS:
        _open(formats.t(f"overview.drawer.{kind}"), lambda: overview_below.everything(below, str(kind), formats))
    elif kind in overview_tables.KINDS:
        _open(formats.t(f"overview.drawer.{kind}"), lambda: overview_tables.show(found, str(kind), formats))
    elif kind == "owner" and len(keys) == 1:
        _open_rows(found, (("owner", keys[0]), *_in_department(found)), formats)
    elif kind == "unit" and len(keys) == 2:
        _open_rows(found, (("region", keys[0]), ("product_line", keys[1]), *_in_department(found)), formats)


def _in_department(found: Found) -> Selection:
    return () if found.department is None else (("department", found.department),)


def _open(title: str, content: Callable[[], None]) -> None:
    st.dialog(blocks.as_markdown(title), position="right", width=WIDTH, on_dismiss=_closed)(content)()


def _closed() -> None:
    codes.put_here("open", None)


def _open_rows(found: Found, selection: Selection, formats: Formats) -> None:
    lines = session.read(sales_rows.table, selection, found.period, found.as_of)
    total = sum((line.amount for line in lines), start=Decimal(0))
    names = {"name": _name(selection, lines, formats), "period": formats.period(found.period)}
    title = formats.t("overview.drawer.rows", **names, amount=formats.money(total))
    _open(title, lambda: _rows(lines, total, _row_of(found, selection), formats))


def _row_of(found: Found, selection: Selection) -> SalesRow | None:
    """The figures of the selection, where one of the lists has them."""
    rows = [*(shortfall.row for shortfall in found.people), *found.units.worst, *found.units.best]
    return next((row for row in rows if row.keys == tuple(key for _, key in selection)), None)


def _name(selection: Selection, lines: Sequence[SalesLine], formats: Formats) -> str:
    """The names of the keys as shown, from the rows; of none the codes."""
    names = [getattr(lines[0], key) if lines else code for key, code in selection if key != "department"]
    return " × ".join(name or formats.t("overview.unassigned") for name in names)


def _rows(lines: Sequence[SalesLine], total: Decimal, row: SalesRow | None, formats: Formats) -> None:
    t = formats.t
    if row is not None:
        blocks.show(blocks.span(_summary(row, formats), "m"))
    columns = [
        *(
            Column(t("overview.column.day"), 88),
            Column(t("overview.column.order"), 138),
            Column(t("overview.column.customer"), 160),
        ),
        *(Column(t("overview.column.region"), 70), Column(t("overview.column.product_line"), 90)),
        *(Column(t("overview.column.amount"), 104, "number"), Column(t("overview.column.source"), 100)),
    ]
    cells = [
        [
            *(formats.short_day(line.ordered_on), line.order_id, line.customer_name or line.customer_id),
            *(line.region or ABSENT, line.product_line or ABSENT, formats.exact(line.amount)),
            t("overview.source", number=line.import_id, line=line.line),
        ]
        for line in lines
    ]
    if lines:
        tables.show(columns, cells, key="sales_rows", alt=t("overview.drawer.rows_alt"), most=MOST_ROWS)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="drawer_foot"):
        report = Report("sales_rows", DOWNLOADED, [tuple(getattr(line, column) for column in DOWNLOADED) for line in lines])
        tables.download(report, key="rows", label=t("overview.drawer.download", count=len(lines)))
        foot = t("overview.drawer.foot", count=len(lines), amount=formats.exact(total))
        blocks.show(blocks.span(foot, "m s"), width="content")
    if lines:
        blocks.show(blocks.span(t("overview.drawer.sources", files=_files(lines, formats)), "m s"))


def _summary(row: SalesRow, formats: Formats) -> str:
    base = row.base
    return formats.t(
        "overview.drawer.figures",
        target=formats.money(base.target),
        attained=formats.pct(base.attainment_pct),
        landing=formats.pct(base.landing_pct),
        gap=formats.money(gap_of(row), sign=True),
        growth=growth(row.growth_yoy, row, formats),
    )


def _files(lines: Sequence[SalesLine], formats: Formats) -> str:
    files = session.files()
    numbers = sorted({line.import_id for line in lines})
    return " · ".join(formats.t("overview.source_file", number=number, file=files[number]) for number in numbers)
