"""A text file in blocks of columns, with the physical line of each row (bad-input 8 to 12)."""

import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from analytics.importer.checked import Refused
from analytics.importer.decode import TextFile
from analytics.importer.headers import clean_headers, recognised
from analytics.importer.quotes import open_quote_line

BLOCK = 1 << 24
DELIMITERS = (",", ";", "\t", "|")
HEADER_SEARCHED = 20

csv.field_size_limit(2 * BLOCK)  # longer cells end a row's reading otherwise; they are rejected by name later


@dataclass(frozen=True)
class Block:
    """Some rows: one text array per column of the upload, and the physical line of each row."""

    columns: tuple[pa.Array, ...]
    lines: pa.Array

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(frozen=True)
class Ragged:
    """A line with too many or too few fields: rejected; `is_cut` for a half line at the end of the file (bad-input 12, 16)."""

    line: int
    cells: tuple[str, ...]
    is_cut: bool


@dataclass
class Rows:
    """One reading of a file, block by block; `ragged` is complete when the last block has been read."""

    blocks: Iterator[Block]
    ragged: list[Ragged] = field(default_factory=list)


class Source(Protocol):
    """A file of any container as text; `rows` reads it from the start, as often as needed."""

    @property
    def headers(self) -> tuple[str, ...]: ...

    @property
    def header_line(self) -> int: ...

    @property
    def encoding(self) -> str | None: ...

    @property
    def delimiter(self) -> str | None: ...

    @property
    def is_workbook(self) -> bool: ...

    @property
    def hidden_rows(self) -> int: ...

    def rows(self) -> Rows: ...


@dataclass(frozen=True)
class CsvSource:
    """Delimited text whose first row is the header; `header_lines` are the lines that it takes."""

    text: TextFile
    headers: tuple[str, ...]
    delimiter: str
    header_lines: int
    header_line: int = 1
    is_workbook: bool = False
    hidden_rows: int = 0

    @property
    def encoding(self) -> str:
        return self.text.encoding

    def rows(self) -> Rows:
        rows = Rows(iter(()))
        rows.blocks = _Reading(self, rows.ragged).blocks()
        return rows


def csv_source(text: TextFile) -> CsvSource:
    """The file under the delimiter with which most headers are known (bad-input, rules for all: no sniffing).

    Refused `header_not_first` when a later row is the header, `unclosed_quote` for a quote that is never closed in it.
    """
    with text.open() as file:
        start = file.read(1 << 20).decode("utf-8", errors="ignore")  # cut inside a character only at its end
    first = {delimiter: _first_rows(start, delimiter) for delimiter in DELIMITERS}
    known = {delimiter: recognised(rows[0][1]) if rows else 0 for delimiter, rows in first.items()}
    delimiter = max(DELIMITERS, key=lambda one: known[one])
    if known[delimiter] < 2:
        _refuse_later_header(first)
        if not known[delimiter]:
            delimiter = max(DELIMITERS, key=lambda one: len(first[one][0][1]))
    lines, header = first[delimiter][0]
    if line := open_quote_line(itertools.islice(io.StringIO(start, newline=""), lines), 1, delimiter):
        raise Refused("unclosed_quote", line=line)
    return CsvSource(text, clean_headers(header), delimiter, lines)


def _first_rows(start: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The first rows, each with the line at which it ends."""
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, row) for row in itertools.islice(reader, HEADER_SEARCHED)]
    except csv.Error:
        return [(1, start.split("\n", 1)[0].split(delimiter))]


def _refuse_later_header(first: dict[str, list[tuple[int, list[str]]]]) -> None:
    """Title rows above the header are not skipped: which row it is must be certain."""
    for rows in first.values():
        for line, row in rows[1:]:
            if is_header(row):
                raise Refused("header_not_first", line=line)


def is_header(row: Sequence[str]) -> bool:
    """Whether at least 60 % of the filled cells are known headers, of three or more."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) >= 3 and recognised(row) * 10 >= 6 * len(filled)


class _Reading:
    """One pass over the data lines. Arrow numbers records; lines are counted from them and the line ends inside quotes."""

    def __init__(self, source: CsvSource, ragged: list[Ragged]) -> None:
        self._source = source
        self._ragged = ragged
        self._invalid: dict[int, arrow_csv.InvalidRow] = {}
        self._record = 0
        self._line = source.header_lines
        self._last_line = source.header_lines + 1

    def blocks(self) -> Iterator[Block]:
        with self._source.text.open() as file:
            for _ in range(self._source.header_lines):
                file.readline()
            try:
                for batch in self._batches(file):
                    yield Block(tuple(batch.columns), self._lines(batch))
            except pa.ArrowInvalid as problem:
                raise self._unreadable(problem) from problem
        self._lines_of_rest()
        self._refuse_open_end()

    def _batches(self, file: io.BufferedReader) -> Iterator[pa.RecordBatch]:
        names = [str(position) for position in range(len(self._source.headers))]
        if not file.peek(1):
            return
        reader = arrow_csv.open_csv(
            pa.PythonFile(file, mode="r"),
            read_options=arrow_csv.ReadOptions(use_threads=False, block_size=BLOCK, column_names=names),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self._source.delimiter,
                quote_char='"' if self._source.text.has_quotes else False,
                double_quote=True,
                newlines_in_values=self._source.text.has_quotes,
                ignore_empty_lines=False,
                invalid_row_handler=self._set_aside,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
        yield from reader

    def _set_aside(self, row: arrow_csv.InvalidRow) -> str:
        self._invalid[row.number] = row
        return "skip"

    def _lines(self, batch: pa.RecordBatch) -> pa.Array:
        inner = _inner_line_ends(batch) if self._source.text.has_quotes else None
        first = self._record + 1
        if inner is None and not (self._invalid and any(number in self._invalid for number in range(first, first + len(batch)))):
            begin = self._line + 1
            self._last_line = self._line + len(batch)
            self._record += len(batch)
            self._line += len(batch)
            return pa.arange(begin, begin + len(batch))
        return pa.array([self._next_line(count) for count in inner or itertools.repeat(0, len(batch))], pa.int64())

    def _next_line(self, inner: int) -> int:
        self._pass_invalid()
        self._last_line = line = self._line + 1
        self._record += 1
        self._line += 1 + inner
        return line

    def _pass_invalid(self) -> None:
        while (row := self._invalid.pop(self._record + 1, None)) is not None:
            cells = next(csv.reader(io.StringIO(row.text, newline=""), delimiter=self._source.delimiter), [])
            self._last_line = self._line + 1
            self._ragged.append(Ragged(self._last_line, tuple(cells), is_cut=False))
            self._record += 1
            self._line += 1 + row.text.count("\n")

    def _lines_of_rest(self) -> None:
        self._pass_invalid()
        if self._ragged and self._ragged[-1].line == self._line and not self._source.text.ends_with_newline:
            last = self._ragged.pop()
            is_short = len(last.cells) < len(self._source.headers)
            self._ragged.append(Ragged(last.line, last.cells, is_cut=is_short))

    def _refuse_open_end(self) -> None:
        if self._source.text.has_quotes and (line := self._open_line(self._last_line)):
            raise Refused("unclosed_quote", line=line)

    def _open_line(self, first: int) -> int | None:
        """The line from `first` on at which a quote opens that the end of the file does not close."""
        with self._source.text.open() as file:
            lines = (line.decode("utf-8") for line in itertools.islice(file, first - 1, None))
            return open_quote_line(lines, first, self._source.delimiter)

    def _unreadable(self, problem: pa.ArrowInvalid) -> Refused:
        """A record longer than a block, nearly always because its quote is never closed."""
        line = self._open_line(self._source.header_lines + 1) if self._source.text.has_quotes else None
        return Refused("unclosed_quote", line=line) if line else Refused("unreadable_text", reason=str(problem)[:200])


def _inner_line_ends(batch: pa.RecordBatch) -> list[int] | None:
    """Per row the line ends inside its cells; None when there are none in the whole block."""
    total = None
    for column in batch.columns:
        if b"\n" in _content(column):
            counts = pc.count_substring(column, "\n")
            total = counts if total is None else pc.add(total, counts)
    found: list[int] | None = None if total is None else total.to_pylist()
    return found


def _content(column: pa.Array) -> bytes:
    content = column.buffers()[2]
    return content.to_pybytes() if content is not None else b""
