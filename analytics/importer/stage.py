"""The files of a stage folder: accepted rows, and rejected lines with the upload's own columns."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.importer.checked import Problem
from analytics.importer.columns import Dataset, Kind
from analytics.importer.headers import Layout
from analytics.importer.read import Block, Source

ROW_GROUP = 122_880
UPLOAD = "upload:"

_FEW_VALUES = frozenset({Kind.NAME, Kind.DAY, Kind.MONTH, Kind.CODE, Kind.OPEN_CODE})
_REJECT_FIELDS = [("line", pa.int64()), ("codes", pa.string()), ("problems", pa.string())]


def write_accepted(table: pa.Table, dataset: Dataset, folder: Path) -> None:
    """Typed rows as Parquet; columns with few values by dictionary, no statistics (measured: half the time)."""
    few = [column.name for column in dataset.stored_columns if column.kind in _FEW_VALUES]
    few += [f"{column.name}_key" for column in dataset.stored_columns if column.is_keyed]
    path = folder / "accepted.parquet"
    pq.write_table(table, path, compression="snappy", row_group_size=ROW_GROUP, use_dictionary=few, write_statistics=False)


def write_no_rejects(folder: Path) -> None:
    pq.write_table(pa.schema(_REJECT_FIELDS).empty_table(), folder / "rejects.parquet")


def write_rejects(source: Source, layout: Layout, problems: Mapping[int, Sequence[Problem]], folder: Path) -> None:
    """One row per rejected line: codes and reasons, and the upload's own cells as text, found by reading the file again."""
    positions = _own_columns(layout)
    cells = _cells_of(source, pa.array(sorted(problems), pa.int64()))
    rows = []
    for line in sorted(problems):
        reasons = [_reason(problem) for problem in problems[line]]
        codes = ",".join(dict.fromkeys(problem.code for problem in problems[line]))
        row = {"line": line, "codes": codes, "problems": json.dumps(reasons, ensure_ascii=False)}
        rows.append(row | {name: _cell(cells[line], position, layout) for name, position in positions.items()})
    schema = pa.schema([*_REJECT_FIELDS, *((name, pa.string()) for name in positions)])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / "rejects.parquet", compression="snappy")


def _reason(problem: Problem) -> dict[str, object]:
    plain = asdict(problem)
    return {name: plain[name] for name in ("code", "column", "value", "values")}


def _own_columns(layout: Layout) -> dict[str, int]:
    skipped = {*layout.nameless, *(second for second, _ in layout.twins)}
    return {UPLOAD + header: place for place, header in enumerate(layout.headers) if place not in skipped}


def _cells_of(source: Source, lines: pa.Array) -> dict[int, Sequence[str]]:
    rows = source.rows()
    found: dict[int, Sequence[str]] = {}
    for block in rows.blocks:
        found |= _picked(block, lines)
    return found | {ragged.line: ragged.cells for ragged in rows.ragged}


def _picked(block: Block, lines: pa.Array) -> dict[int, Sequence[str]]:
    mask = pc.is_in(block.lines, lines)
    columns = [column.filter(mask).to_pylist() for column in block.columns]
    return dict(zip(block.lines.filter(mask).to_pylist(), zip(*columns, strict=True), strict=True))


def _cell(cells: Sequence[str], position: int, layout: Layout) -> str:
    """A cell of a line; what a line has too much stands in its last column, so that nothing is lost."""
    if position == len(layout.headers) - 1 and len(cells) > len(layout.headers):
        return " | ".join(cells[position:])
    return cells[position] if position < len(cells) else ""
