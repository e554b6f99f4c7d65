"""Plain files in the formats that real systems export."""

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from data.demo.tables import Row, Table


def write_csv(path: Path, table: Table, encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows(table.rows)
    path.write_bytes(buffer.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, table: Table) -> Path:
    """All cells as text; the fixed time of creation keeps the bytes the same at each run."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2026, 3, 25)})
        sheet = book.add_worksheet("Sheet1")
        for place, row in enumerate([table.header, *table.rows]):
            sheet.write_row(place, 0, row)
    return path


def write_parquet(path: Path, table: Table) -> Path:
    columns = [pa.array(column, pa.string()) for column in zip(*table.rows, strict=True)]
    pq.write_table(pa.table(columns, names=list(table.header)), path)
    return path


def with_lines(table: Table, lines: Mapping[int, Row]) -> Table:
    """The table with more rows put in before the given places."""
    rows = list(table.rows)
    for place in sorted(lines, reverse=True):
        rows.insert(place, lines[place])
    return Table(table.header, rows)


def with_cells(table: Table, cells: Mapping[int, Mapping[str, str]]) -> Table:
    """The table with cells exchanged in the rows at the given places, named by header without its unit."""
    rows = list(table.rows)
    for place, new in cells.items():
        rows[place] = altered(table, place, new)
    return Table(table.header, rows)


def altered(table: Table, place: int, new: Mapping[str, str]) -> Row:
    """The row at `place` with some cells exchanged."""
    names = [name.split("(")[0] for name in table.header]
    if not set(new) <= set(names):
        raise KeyError(*set(new) - set(names))
    return tuple(new.get(name, cell) for name, cell in zip(names, table.rows[place], strict=True))
