"""A workbook: a look at its directory, then its rows as a child process unpacked them (bad-input 85 to 92)."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from analytics.importer.checked import Refused
from analytics.importer.decode import RawFile
from analytics.importer.headers import clean_headers, recognised
from analytics.importer.read import HEADER_SEARCHED, Block, Rows, is_header
from analytics.importer.workbook import SECONDS

MOST_UNPACKED = 200 << 20
MOST_RATIO = 100
SHEET = "sheet.arrow"


@dataclass(frozen=True)
class WorkbookSource:
    """The unpacked sheet of a workbook."""

    path: Path
    headers: tuple[str, ...]
    hidden_rows: int
    header_line: int = 1
    encoding: str | None = None
    delimiter: str | None = None
    is_workbook: bool = True

    def rows(self) -> Rows:
        return Rows(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        with pa.memory_map(str(self.path)) as file, pa.ipc.open_file(file) as reader:
            for number in range(reader.num_record_batches):
                lines, *columns = reader.get_batch(number).columns
                yield Block(tuple(columns), lines)


def workbook_source(raw: RawFile, work: Path) -> WorkbookSource:
    """Unpacks the workbook into `work`; Refused for what is no plain workbook with one sheet and its header on top."""
    _look_inside(raw.path)
    found = _unpack(raw.path, work / SHEET)
    source = WorkbookSource(work / SHEET, clean_headers(found["header"]), found["hidden"])
    _refuse_later_header(source)
    return source


def refuse_ole(raw: RawFile) -> Refused:
    """What to say of an old container: a workbook with a password, or .xls."""
    is_locked = "EncryptedPackage".encode("utf-16-le") in raw.path.read_bytes()
    return Refused("password" if is_locked else "xls_file")


def _look_inside(path: Path) -> None:
    """Refuses by the zip directory alone: other archives, macros, bombs (bad-input 87, 89, 95), and XML with entities (90)."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if "xl/vbaProject.bin" in names or "xl/workbook.bin" in names:
                raise Refused("macro_workbook")
            if "xl/workbook.xml" not in names:
                raise Refused("archive")
            _refuse_bomb(entries)
            for entry in entries:
                _refuse_entities(archive, entry)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as problem:
        raise Refused("workbook_damaged", reason=type(problem).__name__) from problem


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise Refused("workbook_too_large", reason=f"{unpacked >> 20} MB")
    for entry in entries:
        if entry.file_size > 1 << 20 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise Refused("workbook_too_large", reason=f"1 : {entry.file_size // max(entry.compress_size, 1)}")


def _refuse_entities(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.filename.endswith((".xml", ".rels")):
        with archive.open(entry) as file:
            start = file.read(4096)
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            raise Refused("workbook_damaged", reason="DOCTYPE")


def _unpack(path: Path, target: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "analytics.importer.workbook", str(path), str(target)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=2 * SECONDS, check=True, cwd=Path(__file__).parents[2])
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as problem:
        raise Refused("workbook_too_large", reason=type(problem).__name__) from problem
    found: dict[str, Any] = json.loads(done.stdout)
    if "refused" in found:
        raise Refused(found["refused"], **found["values"])
    return found


def _refuse_later_header(source: WorkbookSource) -> None:
    if recognised(source.headers) >= 2:
        return
    for block in source.rows().blocks:
        for place in range(min(len(block), HEADER_SEARCHED - 1)):
            if is_header([column[place].as_py() for column in block.columns]):
                raise Refused("header_not_first", line=block.lines[place].as_py())
        return
