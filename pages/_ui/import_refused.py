"""A refused file: which columns it needs and has, why it stops, and the ways on."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analytics.importer.checked import Checked
from analytics.importer.columns import DATASETS, Column, Dataset, header_key
from pages._ui import blocks, import_formats, import_history, import_tables, import_words, panels, tables
from pages._ui.formats import ABSENT, Formats

READ_BYTES = 65_536
VALUES_SHOWN = 3


@dataclass(frozen=True)
class Line:
    """One line of the columns table: `mark` ✓ recognised, ✕ missing, – not used."""

    mark: str
    column: Column | None
    header: str | None
    values: str


def show(checked: Checked, formats: Formats) -> None:
    left, right = panels.row("refused", (62, 38))
    with left:
        if checked.rejected:
            with st.container(border=True, key="panel_rejects"):
                import_tables.rejected(checked, checked.stage / "rejects.parquet", formats)
        dataset = _dataset(checked)
        if dataset is not None and not checked.rejected:
            _columns(checked, dataset, formats)
        if dataset is None:
            _reason(checked, formats)
    with right:
        _ways(checked, dataset, formats, with_reason=dataset is not None)


def _dataset(checked: Checked) -> Dataset | None:
    assert checked.error is not None
    name = checked.dataset or checked.error.values.get("dataset")
    return DATASETS.get(str(name))


def _columns(checked: Checked, dataset: Dataset, formats: Formats) -> None:
    t = formats.t
    names = ("mark", "column", "need", "header", "values")
    widths = (40, 230, 80, 150, None)
    columns = [
        tables.Column(t("imports.refused." + name) if name != "mark" else "", width)
        for name, width in zip(names, widths, strict=True)
    ]
    rows = [_row(line, formats) for line in lines(checked, dataset)]
    with st.container(border=True, key="panel_columns"):
        blocks.panel_title(t("imports.refused.columns"), t("imports.refused.key"))
        tables.show(columns, rows, key="imports_columns", alt=t("imports.refused.columns"), most=14)


def _row(line: Line, formats: Formats) -> list[str]:
    t = formats.t
    column = f"{line.column.name} · {line.column.aliases[0]}" if line.column else t("imports.refused.not_needed")
    need = t("imports.formats.required") if line.column and line.column.is_required else ""
    return [line.mark, column, need, line.header or ABSENT, line.values]


def lines(checked: Checked, dataset: Dataset) -> list[Line]:
    """Missing columns first, then those recognised, then the headers that stand for nothing."""
    headers, values = first_values(checked)
    by_key = {header_key(header): place for place, header in reversed(list(enumerate(headers))) if header}
    found = {
        column.name: next((by_key[key] for key in sorted(column.header_keys) if key in by_key), None) for column in dataset.columns
    }
    missing = dataset.missing([name for name, place in found.items() if place is not None])
    listed = [Line("✕", dataset.column(name), None, "") for name in missing]
    known = sorted(dataset.columns, key=lambda column: not column.is_required)
    places = [(column, found[column.name]) for column in known]
    listed += [Line("✓", column, headers[place], values[place]) for column, place in places if place is not None]
    used = {place for _, place in places}
    return listed + [Line("–", None, header, values[place]) for place, header in enumerate(headers) if place not in used]


def first_values(checked: Checked) -> tuple[Sequence[str], Sequence[str]]:
    """Headers and the first values under each; of a text file only, else headers as far as the check kept them."""
    path = checked.stage / f"raw{checked.extension}"
    if checked.encoding is None or checked.extension != ".csv":
        headers = [header for header, _ in checked.mapping]
        return headers, [""] * len(headers)
    with path.open("rb") as file:
        start = file.read(READ_BYTES)
    text = start.decode(_CODECS.get(checked.encoding, "utf-8-sig"), errors="ignore").lstrip("\ufeff")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=checked.delimiter or ",")
    try:
        headers, *some = [row for row, _ in zip(rows, range(VALUES_SHOWN + 1), strict=False)]
    except (csv.Error, ValueError):
        return [], []
    columns = [[row[place] for row in some if place < len(row) and row[place]] for place in range(len(headers))]
    return headers, [", ".join(value[:30] for value in column) for column in columns]


_CODECS = {"UTF-16 LE": "utf-16-le", "UTF-16 BE": "utf-16-be", "GB18030": "gb18030"}


def _reason(checked: Checked, formats: Formats) -> None:
    with st.container(border=True, key="panel_reason"):
        blocks.panel_title(formats.t("imports.refused.why"))
        blocks.show(import_words.refused_reason(checked, formats))


def _ways(checked: Checked, dataset: Dataset | None, formats: Formats, *, with_reason: bool) -> None:
    t = formats.t
    assert checked.error is not None
    with st.container(border=True, key="panel_ways"):
        if with_reason:
            blocks.panel_title(t("imports.refused.why"))
            blocks.show(import_words.refused_reason(checked, formats))
        blocks.panel_title(t("imports.refused.ways"))
        is_missing = checked.error.code == "missing_column"
        ways = ["rename", "map"] if is_missing else ["rejects"] if checked.rejected else ["again"]
        rows = [
            [blocks.bold(str(number)), blocks.Html(f'<span class="way">{blocks.html(_way(way, checked, formats))}</span>')]
            for number, way in enumerate(ways, 1)
        ]
        blocks.table([], rows)
        if dataset is not None:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                blocks.show(blocks.joined(blocks.bold(str(len(ways) + 1)), t("imports.refused.way.template"), by="&emsp;"))
                import_formats.template(dataset.name, t.language, "csv", t("imports.template"), place="refused")
        blocks.panel_title(t("imports.refused.unchanged"))
        blocks.show(blocks.span(_unchanged(formats), "m s"))


def _way(way: str, checked: Checked, formats: Formats) -> str:
    assert checked.error is not None
    columns = str(checked.error.values.get("columns", ""))
    column = columns.rpartition("(")[2].rstrip(")")
    return formats.t("imports.refused.way." + way, columns=columns, column=column, file=checked.file)


def _unchanged(formats: Formats) -> str:
    newest = next(iter(import_history.records()), None)
    if newest is None:
        return formats.t("imports.refused.still_empty")
    at = import_history.local(newest.at)
    return formats.t("imports.refused.as_after", at=f"{formats.day(at.date())} {at:%H:%M}")
