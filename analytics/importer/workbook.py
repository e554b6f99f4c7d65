"""The child process that unpacks a workbook: its only sheet with data becomes an Arrow file of texts.

It runs under limits of memory and time, because a small workbook can unpack to hundreds of megabytes or end the
process (bad-input, rules for all). `python -m analytics.importer.workbook WORKBOOK TARGET`; the outcome is one line of
JSON on stdout.
"""

import itertools
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import resource

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from analytics.importer.checked import Refused
from analytics.importer.headers import column_letter
from analytics.importer.values import NOT_COMPUTED

MEMORY = 4 << 30
SECONDS = 120
BATCH = 20_000
MOST_COLUMNS = 200
MOST_ROWS = 1_048_576

Marks = dict[tuple[int, int], str]

_CELL = re.compile(rb"<(?:\w+:)?c\b((?:[^>]*[^/>])?)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_HAS_MARKS = re.compile(rb't="e"|<(?:\w+:)?f\b')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_ERROR_TYPE = re.compile(rb'\bt="e"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"')
_REFERENCE = re.compile(rb'\br="([A-Z]+)([0-9]+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</(?:\w+:)?v>")


def main(source: str, target: str) -> int:
    """Prints what was found as JSON; 0 also when the workbook is refused."""
    limit_resources()
    try:
        found: dict[str, Any] = unpack(Path(source), Path(target))
    except Refused as refusal:
        found = {"refused": refusal.code, "values": refusal.values}
    except (CalamineError, zipfile.BadZipFile, KeyError, UnicodeDecodeError, EOFError) as problem:
        found = {"refused": "workbook_damaged", "values": {"reason": f"{type(problem).__name__}"}}
    sys.stdout.write(json.dumps(found))
    return 0


def limit_resources() -> None:
    """Limits of memory and processor time, where the system has them."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def unpack(source: Path, target: Path) -> dict[str, Any]:
    """Writes the rows of the sheet as texts: column `line` and one per column of the sheet; hidden rows are counted."""
    book = CalamineWorkbook.from_path(str(source))
    position, sheet = _only_sheet(book)
    if sheet.end is None:
        raise Refused("empty_file")
    width = sheet.end[1] + 1
    if width > MOST_COLUMNS or sheet.end[0] >= MOST_ROWS:
        raise Refused("workbook_too_large", reason=f"{sheet.end[0] + 1} × {width}")
    if merged := sheet.merged_cell_ranges:
        (row, column), _ = merged[0]
        raise Refused("merged_cells", cell=f"{column_letter(column)}{row + 1}")
    content = _sheet_content(source, position)
    marks = _marks(content)
    rows = _text_rows(sheet, width, marks)
    header = next(rows)
    _write(rows, width, target)
    return {"header": header, "hidden": len(_HIDDEN_ROW.findall(content))}


def _only_sheet(book: CalamineWorkbook) -> tuple[int, CalamineSheet]:
    """The one sheet that holds anything; Refused `several_sheets` when there are more, hidden ones included (bad-input 92)."""
    sheets = [book.get_sheet_by_index(position) for position in range(len(book.sheet_names))]
    filled = [(position, sheet) for position, sheet in enumerate(sheets) if sheet.end is not None]
    if len(filled) > 1:
        raise Refused("several_sheets", sheets=", ".join(sheet.name for _, sheet in filled))
    if not filled:
        raise Refused("empty_file")
    return filled[0]


def _sheet_content(source: Path, position: int) -> bytes:
    with zipfile.ZipFile(source) as archive:
        return archive.read(_sheet_paths(archive)[position])


def _sheet_paths(archive: zipfile.ZipFile) -> list[str]:
    relations = dict(_relation(tag) for tag in re.findall(rb"<Relationship\b[^>]*>", archive.read("xl/_rels/workbook.xml.rels")))
    sheets = re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", archive.read("xl/workbook.xml"))
    targets = [relations[_attribute(rb"\w+:id", tag)] for tag in sheets]
    return [target.lstrip("/") if target.startswith("/") else f"xl/{target}" for target in targets]


def _relation(tag: bytes) -> tuple[str, str]:
    return _attribute(b"Id", tag), _attribute(b"Target", tag)


def _attribute(name: bytes, tag: bytes) -> str:
    found = re.search(rb"\b" + name + rb'="([^"]*)"', tag)
    if found is None:
        raise KeyError(name)
    return found[1].decode("utf-8")


def _marks(content: bytes) -> Marks:
    """Cells that the reader of workbooks leaves empty although they hold something: errors and formulas not computed
    (bad-input 38, 91)."""
    if not _HAS_MARKS.search(content):
        return {}
    marks = {}
    for attributes, inner in _CELL.findall(content):
        value = _VALUE.search(inner)
        if _ERROR_TYPE.search(attributes):
            marks[_place(attributes)] = value[1].decode("utf-8") if value else NOT_COMPUTED
        elif value is None and _FORMULA.search(inner) and b't="str"' not in attributes:
            marks[_place(attributes)] = NOT_COMPUTED
    return marks


def _place(attributes: bytes) -> tuple[int, int]:
    found = _REFERENCE.search(attributes)
    if found is None:
        raise Refused("workbook_damaged", reason="cell without reference")
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _text_rows(sheet: CalamineSheet, width: int, marks: Marks) -> Iterator[list[str]]:
    """Every row from the first of the sheet on, each as wide as the sheet."""
    assert sheet.start is not None
    left = [""] * sheet.start[1]
    for _ in range(sheet.start[0]):
        yield [""] * width
    marked = {row for row, _ in marks}
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), sheet.start[0]):
        texts = left + [_text(value) for value in row]
        if number in marked:
            texts = [marks.get((number, column), text) for column, text in enumerate(texts)]
        yield texts


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | int):
        text = format(Decimal(repr(value)), "f")
        return text.removesuffix(".0")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _write(rows: Iterator[list[str]], width: int, target: Path) -> None:
    schema = pa.schema([("line", pa.int64()), *((str(column), pa.string()) for column in range(width))])
    numbered = enumerate(rows, 2)
    with pa.OSFile(str(target), "wb") as file, pa.ipc.new_file(file, schema) as writer:
        while batch := list(itertools.islice(numbered, BATCH)):
            columns = [pa.array(texts, pa.string()) for texts in zip(*(row for _, row in batch), strict=True)]
            lines = pa.array([line for line, _ in batch], pa.int64())
            writer.write_batch(pa.record_batch([lines, *columns], schema=schema))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
