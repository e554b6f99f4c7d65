"""A refused file: which columns it needs and has, why it stops, and the ways on."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analytics.importer.checked import Checked
from analytics.importer.columns import DATASETS, Column, Dataset, header_key
from analytics.reports import Cell, Report
from pages._ui import blocks, import_formats, import_history, import_tables, import_words, panels, tables
from pages._ui.formats import ABSENT, Formats

READ_BYTES = 65_536
VALUES_SHOWN = 3
FILE_COLUMNS = ("state", "column", "is_required", "header", "values")
CODECS = {"UTF-16 LE": "utf-16-le", "UTF-16 BE": "utf-16-be", "GB18030": "gb18030"}


@dataclass(frozen=True)
class Line:
    """One line of the columns table: `mark` ✓ recognised, ✕ missing, – not used."""

    mark: str
    column: Column | None
    header: str | None
    values: str


@dataclass(frozen=True)
class Refusal:
    """A refused file as the page shows it; `lines` is empty where its columns are not the reason."""

    checked: Checked
    dataset: Dataset | None
    lines: Sequence[Line]

    @property
    def code(self) -> str:
        return self.checked.error.code if self.checked.error else ""

    @property
    def missing(self) -> list[str]:
        return [line.column.name for line in self.lines if line.mark == "✕" and line.column]

    def answer(self, formats: Formats) -> str:
        known = sum(line.mark == "✓" for line in self.lines)
        return import_words.refused_answer(self.checked, self.missing, known, formats)


def refusal(checked: Checked) -> Refusal:
    error = checked.error
    assert error is not None
    dataset = DATASETS.get(str(checked.dataset or error.values.get("dataset")))
    is_of_columns = dataset is not None and any(word in error.code for word in ("column", "header"))
    return Refusal(checked, dataset, lines(checked, dataset) if dataset and is_of_columns else ())


def show(refused: Refusal, formats: Formats) -> None:
    left, right = panels.row("refused", (62, 38))
    with left:
        if refused.lines:
            _columns(refused, formats)
        elif refused.checked.rejected or refused.checked.rejects_sample:
            with st.container(border=True, key="panel_rejects"):
                import_tables.rejected(refused.checked, refused.checked.stage / "rejects.parquet", formats)
        else:
            _reason(refused, formats)
    with right:
        _ways(refused, formats)


def _columns(refused: Refusal, formats: Formats) -> None:
    t = formats.t
    names = (("column", 240), ("need", 80), ("header", 160), ("values", None))
    columns = [
        tables.Column("", 44),
        *(tables.Column(t("imports.refused." + name) if name != "need" else "", width) for name, width in names),
    ]
    rows = [_row(line, refused, formats) for line in refused.lines]
    with st.container(border=True, key="panel_columns"):
        report = Report("file_columns", FILE_COLUMNS, [_cells(line) for line in refused.lines])
        import_tables.titled(t("imports.refused.columns"), t("imports.refused.key"), report)
        tables.show(columns, rows, key="imports_columns", alt=t("imports.refused.columns"), most=14)


def _row(line: Line, refused: Refusal, formats: Formats) -> list[str]:
    t = formats.t
    column = f"{line.column.name} · {line.column.aliases[0]}" if line.column else t("imports.refused.not_needed")
    need = t("imports.formats.required") if line.column and line.column.is_required else ""
    nearest = str(refused.checked.error.values.get("nearest", ABSENT)) if refused.checked.error else ABSENT
    is_closest = line.mark == "✕" and nearest != ABSENT
    values = t("imports.refused.closest", header=nearest) if is_closest else line.values
    return [line.mark, column, need, line.header or ABSENT, values]


def _cells(line: Line) -> tuple[Cell, ...]:
    state = {"✓": "recognised", "✕": "missing", "–": "not used"}[line.mark]
    column = (line.column.name, line.column.is_required) if line.column else (None, None)
    return (state, *column, line.header, line.values)


def lines(checked: Checked, dataset: Dataset) -> list[Line]:
    """Missing columns first, then those recognised, then the headers that stand for nothing."""
    headers, values = first_values(checked)
    by_key = {header_key(header): place for place, header in reversed(list(enumerate(headers))) if header}
    keys = {column.name: [key for key in column.header_keys if key in by_key] for column in dataset.columns}
    found = {name: by_key[known[0]] for name, known in keys.items() if known}
    ordered = sorted(dataset.columns, key=lambda column: not column.is_required)
    return [
        *(Line("✕", dataset.column(name), None, "") for name in dataset.missing(found)),
        *(Line("✓", c, headers[found[c.name]], values[found[c.name]]) for c in ordered if c.name in found),
        *(Line("–", None, header, values[place]) for place, header in enumerate(headers) if place not in found.values()),
    ]


def first_values(checked: Checked) -> tuple[Sequence[str], Sequence[str]]:
    """Headers and the first values under each of a text file; of another one the headers that the check kept."""
    path = checked.stage / f"raw{checked.extension}"
    if checked.encoding is None or checked.extension != ".csv":
        headers = [header for header, _ in checked.mapping]
        return headers, [""] * len(headers)
    with path.open("rb") as file:
        text = file.read(READ_BYTES).decode(CODECS.get(checked.encoding, "utf-8"), errors="ignore")  # cut in its last character
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=checked.delimiter or ",")
    try:
        headers, *some = [row for row, _ in zip(rows, range(VALUES_SHOWN + 1), strict=False)]
    except (csv.Error, ValueError):
        return [], []
    columns = [[row[place] for row in some if place < len(row) and row[place]] for place in range(len(headers))]
    return headers, [", ".join(value[:30] for value in column) for column in columns]


def _reason(refused: Refusal, formats: Formats) -> None:
    with st.container(border=True, key="panel_reason"):
        blocks.panel_title(formats.t("imports.refused.why"))
        blocks.show(import_words.refused_reason(refused.checked, refused.missing, formats))


def _ways(refused: Refusal, formats: Formats) -> None:
    t, checked = formats.t, refused.checked
    with st.container(border=True, key="panel_ways"):
        if refused.lines or checked.rejects_sample:
            blocks.panel_title(t("imports.refused.why"))
            blocks.show(import_words.refused_reason(checked, refused.missing, formats))
        blocks.panel_title(t("imports.refused.ways"))
        ways = ["rename", "map"] if refused.code == "missing_column" else ["rejects"] if checked.rejects_sample else ["again"]
        with st.container(gap=None, key="rows_ways"):
            for number, way in enumerate(ways, 1):
                _line(number, _way(way, refused, formats), formats)
            if refused.dataset is not None:
                _line(len(ways) + 1, t("imports.refused.way.template"), formats, template=refused.dataset.name)
        blocks.panel_title(t("imports.refused.unchanged"))
        blocks.show(blocks.span(_unchanged(formats), "m"))


def _line(number: int, words: str, formats: Formats, *, template: str | None = None) -> None:
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key=f"line_way_{number}"):
        blocks.show(blocks.Html(f'<div class="line way"><b>{number}</b><span>{blocks.html(words)}</span></div>'))
        if template is not None:
            import_formats.template(template, formats.t.language, "csv", formats.t("imports.template"), place="refused")


def _way(way: str, refused: Refusal, formats: Formats) -> str:
    names = refused.missing
    columns = [f"{refused.dataset.column(name).aliases[0]} / {name}" for name in names] if refused.dataset else []
    joined = formats.t("imports.list_comma").join(columns)
    return formats.t("imports.refused.way." + way, columns=joined, column=names[0] if names else "", file=refused.checked.file)


def _unchanged(formats: Formats) -> str:
    newest = next(iter(import_history.records()), None)
    if newest is None:
        return formats.t("imports.refused.still_empty")
    at = import_history.local(newest.at)
    return formats.t("imports.refused.as_after", at=f"{formats.day(at.date())} {at:%H:%M}")
