"""What is loaded in the own store: dataset × month, and how fresh it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from analytics import loaded, periods
from analytics.importer.columns import DATASETS
from analytics.loaded import Loaded
from analytics.queries import Query
from analytics.reports import Cell, Report
from pages._ui import blocks, import_tables, import_words, session
from pages._ui.formats import ABSENT, Formats

SHORT, LONG = 12, 36
COUNTED = 24  # so many months across the page leave room for the number of rows in each cell
MASTERS = ("customers", "staff")

Months = Sequence[date | None]


@dataclass(frozen=True)
class Held:
    """Current rows by dataset and month (None for master data), and the loaded months."""

    counts: Mapping[str, Mapping[date | None, int]]
    loaded: Loaded

    def months(self, dataset: str) -> frozenset[date]:
        """The months that are loaded, or hold rows where the dataset has no notion of loaded."""
        return self.loaded.of(dataset) | {month for month in self.counts.get(dataset, {}) if month}

    @property
    def every(self) -> list[date]:
        return sorted({month for name in DATASETS for month in self.months(name)})


def _gather(query: Query) -> Held:
    return Held(loaded.row_counts(query), loaded.load(query))


def own() -> Held:
    """Of the own store; nothing while the demo company is shown in its place."""
    return Held({}, Loaded({})) if session.shown().is_demo else session.read(_gather)


def answer(formats: Formats) -> str:
    """From which to which month, and which datasets with months lack the newest month that has sales or follow-ups."""
    held = own()
    if not held.every:
        return formats.t("imports.answer.loaded_none")
    begin, end = held.every[0], max(held.months("sales") | held.months("follow_ups"), default=held.every[-1])
    months = len([month for month in held.every if month <= end])
    sentence = formats.t("imports.answer.loaded", begin=formats.month(begin), end=formats.month(end), count=months)
    lacking = [name for name in DATASETS if name not in MASTERS and held.months(name) and end not in held.months(name)]
    if not lacking:
        return sentence
    named = formats.t("imports.list_comma").join(import_words.dataset_word(name, formats) for name in lacking)
    return sentence + formats.t("imports.answer.lacking", month=formats.month(end), datasets=named)


def freshness_line(formats: Formats) -> str:
    """Sales to 31 Mar, payments to 28 Mar; empty without own data."""
    shown = session.shown()
    found = {} if shown.is_demo or shown.is_empty else session.read(loaded.freshness, date.max)
    return formats.t("imports.list_comma").join(
        formats.t("imports.fresh", dataset=formats.t("dataset." + name), day=formats.short_day(day)) for name, day in found.items()
    )


def panel(formats: Formats, touched: Mapping[str, Months], *, is_main: bool = False, is_wide: bool = False) -> None:
    """The grid of the last months; those that an open preview touches are outlined.

    The main one goes further back and says how many rows there are, across the whole page in each cell.
    """
    t, held = formats.t, own()
    grid = Grid(held, touched, formats, is_main=is_main, is_wide=is_wide)
    with st.container(border=True, key="panel_loaded"):
        key = [t("imports.loaded.key_touched")] if touched else []
        right = blocks.joined(*key, t("imports.loaded.key_missing"), by=" &nbsp; ")
        import_tables.titled(t("imports.loaded.title"), right, _report(held) if is_main else None)
        if grid.months or held.counts:
            blocks.show(grid.drawn())
        else:
            blocks.show(blocks.span(t("imports.loaded.none"), "m s"))


@dataclass(frozen=True)
class Grid:
    held: Held
    touched: Mapping[str, Months]
    formats: Formats
    is_main: bool
    is_wide: bool

    @property
    def months(self) -> Sequence[date]:
        """Up to the newest month that is loaded or touched, without a gap."""
        found = self.held.every + [month for months in self.touched.values() for month in months if month]
        return periods.span(min(found), max(found)).months[-(LONG if self.is_main else SHORT) :] if found else ()

    def drawn(self) -> blocks.Html:
        lines = "".join(self._line(name) for name in DATASETS)
        return blocks.Html(f'<div class="months{" wide" * self.is_main}">{self._head()}{lines}</div>')

    def _head(self) -> str:
        rows = blocks.html(self.formats.t("imports.loaded.rows"))
        return self._div("", rows, (self._month(place, month) for place, month in enumerate(self.months)))

    def _month(self, place: int, month: date) -> str:
        year = f"<b>{month.year}</b>" if self.is_main and (not place or month.month == 1) else ""
        return f"<span>{year}{month.month}</span>"

    def _line(self, name: str) -> str:
        total = sum(self.held.counts.get(name, {}).values())
        rows = self.formats.count(total) if total else ABSENT
        return self._div(blocks.html(self.formats.t("dataset." + name)), rows, (self._cell(name, month) for month in self.months))

    def _div(self, label: str, rows: str, cells: Iterable[str]) -> str:
        beside = f'<span class="n">{rows}</span>' if self.is_main else ""
        return f"<div><em>{label}</em>{beside}{''.join(cells)}</div>"

    def _cell(self, name: str, month: date) -> str:
        counts, touched = self.held.counts.get(name, {}), self.touched.get(name, ())
        count = counts.get(month, 0)
        is_there = bool(counts) if name in MASTERS else month in self.held.months(name)
        is_touched = month in touched or None in touched
        words = self.formats.t(
            "imports.loaded.cell", month=f"{month:%Y-%m}", dataset=self.formats.t("dataset." + name), count=count
        )
        css = ("on" if is_there else "off") + " now" * is_touched
        return f'<i class="{css}" title="{blocks.html(words)}">{self._label(count, is_there=is_there, is_touched=is_touched)}</i>'

    def _label(self, count: int, *, is_there: bool, is_touched: bool) -> str:
        if not is_there:
            return "" if is_touched else ABSENT
        return self.formats.count(count) if self.is_wide and count and len(self.months) <= COUNTED else ""


def _report(held: Held) -> Report:
    rows: list[tuple[Cell, ...]] = [
        (name, month and f"{month:%Y-%m}", count) for name, found in held.counts.items() for month, count in found.items()
    ]
    return Report("loaded", ("dataset", "month", "rows"), rows)
