"""Tables of the page Imports: what a file changes by month, changed cells, rejected rows, notes."""

import csv
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import streamlit as st

from analytics.comparison import Comparison, MonthChange
from analytics.exports import tables as exports
from analytics.importer import rejects
from analytics.importer.checked import Checked, Problem
from analytics.messages import problem_sentence
from analytics.reports import Cell, Report
from analytics.texts import Translator
from pages._ui import blocks, import_words, pictures, tables, tokens
from pages._ui.formats import ABSENT, Formats

SHORT = 8
BAR_WIDTH, BAR_HEIGHT = 200, 10
LIST_BAR_HEIGHT = tables.ROW_HEIGHT - 8


def titled(title: str, right: blocks.Text = "", report: Report | None = None) -> None:
    """A panel's title, a word at its right, and the download of its table."""
    if report is None:
        blocks.panel_title(title, right)
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"title_{report.name}"):
        blocks.panel_title(title, right)
        tables.download(report, key=report.name)


def months(compared: Comparison, formats: Formats) -> None:
    """Per month: rows, what is added and changed, the sum before and after, and by how much; with a bar where there is a sum."""
    t = formats.t
    names = ("month", "rows", "added", "changed", "before", "after", "change")
    header = [t("imports.months." + name) for name in names]
    titled(t("imports.months.title"), report=_months_report(compared))
    has_sum = any(month.amount_after is not None for month in compared.months)
    rows = [_month_row(month, compared, formats) for month in compared.months]
    width = 7 if has_sum else 4
    if len(rows) > SHORT:
        columns = [tables.Column(label, 90, "number" if place else "text") for place, label in enumerate(header[:width])]
        pictured = [_picture(month, compared, LIST_BAR_HEIGHT) for month in compared.months] if has_sum else []
        text = [[*row[:width], *([pictured[place]] if pictured else [])] for place, row in enumerate(rows)]
        columns += [tables.Column("", BAR_WIDTH + 16, "image")] if pictured else []
        tables.show(columns, text, key="imports_months", alt=t("imports.months.title"), most=SHORT)
        return
    total = _total_row(compared, formats)[:width] if len(rows) > 1 else ()
    bars = [_bar(month, compared) for month in compared.months] if has_sum else []
    shown: list[list[blocks.Text]] = [[*_weighed(row[:width]), *([bars[place]] if bars else [])] for place, row in enumerate(rows)]
    last = [""] if bars else []
    blocks.table(
        [*header[:width], *last], shown, right=tuple(range(1, width + 1)), total=[*map(blocks.bold, total), *last] if total else ()
    )


def _weighed(row: Sequence[str]) -> list[blocks.Text]:
    """What will be is bold; what becomes less is rust."""
    cells: list[blocks.Text] = list(row)
    if len(cells) > 6:
        cells[5] = blocks.bold(cells[5])
        cells[6] = blocks.span(cells[6], "warn") if row[6].startswith("−") else cells[6]
    return cells


def _month_row(month: MonthChange, compared: Comparison, formats: Formats) -> list[str]:
    unit = formats.unit([m.amount_after for m in compared.months])
    change = None if month.amount_after is None or month.amount_before is None else month.amount_after - month.amount_before
    return [
        f"{month.month:%Y-%m}" if month.month else formats.t("imports.months.whole"),
        formats.count(month.rows_before) if month.rows_before else ABSENT,
        formats.count(month.added, sign=True) if month.added else ABSENT,
        formats.count(month.changed) if month.changed else ABSENT,
        formats.money(month.amount_before, unit=unit) if month.rows_before else ABSENT,
        formats.money(month.amount_after, unit=unit),
        formats.money(change, unit=unit, sign=True),
    ]


def _total_row(compared: Comparison, formats: Formats) -> list[str]:
    every = compared.months
    unit = formats.unit([month.amount_after for month in every])
    before = [month.amount_before for month in every if month.amount_before is not None]
    after = [month.amount_after for month in every if month.amount_after is not None]
    return [
        formats.t("imports.months.total"),
        formats.count(sum(month.rows_before for month in every)),
        formats.count(sum(month.added for month in every), sign=True),
        formats.count(sum(month.changed for month in every)),
        formats.money(sum(before, Decimal(0)) if before else None, unit=unit),
        formats.money(sum(after, Decimal(0)) if after else None, unit=unit),
        formats.money(compared.amount_change, unit=unit, sign=True),
    ]


def _months_report(compared: Comparison) -> Report:
    columns = ("month", "rows_before", "rows_after", "added", "changed", "amount_before", "amount_after")
    rows: list[tuple[Cell, ...]] = [
        (m.month and f"{m.month:%Y-%m}", m.rows_before, m.rows_after, m.added, m.changed, m.amount_before, m.amount_after)
        for m in compared.months
    ]
    return Report("import_months", columns, rows)


def _bar(month: MonthChange, compared: Comparison) -> blocks.Html:
    source = _picture(month, compared, BAR_HEIGHT)
    return blocks.Html(f'<img class="opt" alt="" src="{source}" width="{BAR_WIDTH}" height="{BAR_HEIGHT}">')


def _picture(month: MonthChange, compared: Comparison, height: int) -> str:
    """What stays in grey, what comes in blue, what goes in rust; on the scale of the largest month."""
    colours = tokens.tokens()
    before, after = (max(float(amount or 0), 0.0) for amount in (month.amount_before, month.amount_after))
    most = max((float(max(m.amount_before or 0, m.amount_after or 0)) for m in compared.months), default=0.0)
    scale = BAR_WIDTH / most if most > 0 else 0.0
    top, stays = (height - BAR_HEIGHT) // 2, min(before, after) * scale
    moves, fill = abs(after - before) * scale, colours.base if after > before else colours.behind
    parts = ((0.0, float(BAR_WIDTH), colours.soft), (0.0, stays, colours.ghost), (stays, moves, fill))
    shapes = "".join(
        f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="{BAR_HEIGHT}" rx="2" fill="{colour}"/>'
        for x, width, colour in parts
    )
    return pictures.picture(shapes, BAR_WIDTH, height)


def rejected(checked: Checked, path: Path, formats: Formats) -> None:
    """The rejected rows, the first of them shown, all of them to download in the upload's own columns."""
    t = formats.t
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="title_rejects"):
        shown, all_of = len({problem.line for problem in checked.rejects_sample}), checked.rejected
        right = t("imports.rejects.first", count=shown) if shown < all_of else ""
        blocks.panel_title(t("imports.rejects.title", count=all_of), right)
        rejects_download(path, "preview", t)
    columns = [
        tables.Column(t("imports.rejects.line"), 70, "number"),
        tables.Column(t("imports.rejects.column"), 130),
        tables.Column(t("imports.rejects.value"), 170),
        tables.Column(t("imports.rejects.why")),
    ]
    rows = [[str(p.line), p.column or ABSENT, _value(p, t), why(p, t)] for p in checked.rejects_sample]
    tables.show(columns, rows, key="imports_rejects", alt=t("imports.rejects.title", count=all_of), most=8)


def _value(problem: Problem, t: Translator) -> str:
    return problem.value or (t("imports.rejects.empty") if problem.column else ABSENT)


def why(problem: Problem, t: Translator) -> str:
    """The reason without the line, column and value that stand beside it."""
    sentence = problem_sentence(problem, t)
    beside = t("imports.rejects.beside", line=problem.line, column=problem.column)
    for known in (beside, t("imports.rejects.beside_line", line=problem.line), f"“{problem.value}”", f'"{problem.value}"'):
        sentence = sentence.removeprefix(known).lstrip("：:，, ")
    return sentence


def rejects_download(path: Path, key: str, t: Translator, label: str | None = None) -> None:
    """Rejected rows in the upload's own columns plus the reason, made at the click."""
    with st.popover(label or t("imports.rejects.download"), key=f"download_rejects_{key}", type="tertiary"):
        for kind, make in (("xlsx", _rejects_xlsx), ("csv", rejects.download)):
            st.download_button(
                t("frame.download_" + kind),
                _maker(make, path, t),
                file_name=f"rejects.{kind}",
                key=f"download_rejects_{key}_{kind}",
                on_click="ignore",
                type="tertiary",
            )


def _maker(make: Callable[[Path, Translator], bytes], path: Path, t: Translator) -> Callable[[], bytes]:
    return lambda: make(path, t)


def _rejects_xlsx(path: Path, t: Translator) -> bytes:
    header, *rows = csv.reader(io.StringIO(rejects.download(path, t).decode("utf-8-sig"), newline=""))
    return exports.to_xlsx(Report("rejects", tuple(header), [tuple(row) for row in rows]))


def notes(warnings: Sequence[Problem], formats: Formats) -> None:
    """What was accepted and yet deserves a look."""
    blocks.panel_title(formats.t("imports.notes.title", count=len(warnings)))
    rows = [[blocks.span(import_words.capital(problem_sentence(problem, formats.t)), "way")] for problem in warnings[:SHORT]]
    blocks.table([], rows)
