"""What is loaded in the own store: dataset × month, and how fresh it is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from analytics import loaded, periods
from analytics.importer.columns import DATASETS
from analytics.queries import Query
from analytics.reports import Report
from pages._ui import blocks, import_tables, session
from pages._ui.formats import ABSENT, Formats

SHORT, LONG = 12, 36

Counts = Mapping[str, Mapping[date | None, int]]


def _gather(query: Query) -> tuple[Counts, loaded.Loaded]:
    return loaded.row_counts(query), loaded.load(query)


def own() -> tuple[Counts, loaded.Loaded]:
    """Rows by dataset and month, and the loaded months; nothing while the demo company is shown."""
    if session.shown().is_demo:
        return {}, loaded.Loaded({})
    return session.read(_gather)


def months_of(counts: Counts, more: Iterable[date | None], most: int) -> tuple[date, ...]:
    """The newest `most` months up to the last one with rows or among `more`, without a gap."""
    found = [month for rows in counts.values() for month in rows if month] + [month for month in more if month]
    if not found:
        return ()
    return periods.span(min(found), max(found)).months[-most:]


def panel(formats: Formats, touched: Mapping[str, Sequence[date | None]], *, most: int = SHORT, is_main: bool = False) -> None:
    """The grid; months that an open preview touches are outlined."""
    t = formats.t
    counts, known = own()
    months = months_of(counts, (month for found in touched.values() for month in found), most)
    with st.container(border=True, key="panel_loaded"):
        key = [t("imports.loaded.key_touched")] if touched else []
        right = blocks.joined(*key, t("imports.loaded.key_missing"), by=" &nbsp; ")
        import_tables.titled(t("imports.loaded.title"), right, _report(counts) if is_main else None)
        if not months and not counts:
            blocks.show(blocks.span(t("imports.loaded.none"), "m s"))
            return
        lines = [_line(name, months, counts, known, touched.get(name, ()), formats) for name in DATASETS]
        blocks.show(
            blocks.Html(f'<div class="months{" wide" * is_main}">{_head(months, formats, is_main=is_main)}{"".join(lines)}</div>')
        )


def _head(months: Sequence[date], formats: Formats, *, is_main: bool) -> str:
    def label(place: int, month: date) -> str:
        year = f"<b>{month.year}</b>" if is_main and (not place or month.month == 1) else ""
        return f"<span>{year}{month.month}</span>"

    rows = f'<span class="m n">{blocks.html(formats.t("imports.loaded.rows"))}</span>' if is_main else ""
    return f"<div><em></em>{rows}{''.join(label(place, month) for place, month in enumerate(months))}</div>"


def _line(
    name: str, months: Sequence[date], counts: Counts, known: loaded.Loaded, touched: Sequence[date | None], formats: Formats
) -> str:
    found, is_master = counts.get(name, {}), name in {"customers", "staff"}
    there = set(months) if is_master and found else known.of(name) | {month for month in found if month}
    whole = None in touched
    cells = [_cell(name, month, month in there, whole or month in touched, found, formats) for month in months]
    rows = f'<span class="n">{formats.count(sum(found.values())) if found else ABSENT}</span>'
    return f"<div><em>{blocks.html(formats.t('dataset.' + name))}</em>{rows}{''.join(cells)}</div>"


def _cell(name: str, month: date, is_there: bool, is_touched: bool, found: Mapping[date | None, int], formats: Formats) -> str:
    count = found.get(month, found.get(None, 0))
    words = formats.t("imports.loaded.cell", month=f"{month:%Y-%m}", dataset=formats.t("dataset." + name), count=count)
    css = ("on" if is_there else "off") + " now" * is_touched
    return f'<i class="{css}" title="{blocks.html(words)}">{"" if is_there or is_touched else ABSENT}</i>'


def _report(counts: Counts) -> Report:
    rows = [(name, month and f"{month:%Y-%m}", count) for name, found in counts.items() for month, count in found.items()]
    return Report("loaded", ("dataset", "month", "rows"), rows)


def freshness() -> Mapping[str, date]:
    """The newest day of each dataset of dated events; nothing without own data."""
    shown = session.shown()
    return {} if shown.is_demo or shown.is_empty else session.read(loaded.freshness, date.max)


def freshness_line(formats: Formats) -> str:
    """Sales to 31 Mar, payments to 28 Mar."""
    found = freshness()
    return formats.t("imports.list_comma").join(
        formats.t("imports.fresh", dataset=formats.t("dataset." + name), day=formats.short_day(day)) for name, day in found.items()
    )
