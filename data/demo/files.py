"""Plain files in the formats that real systems export."""

import csv
import io
from datetime import UTC, datetime
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
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": datetime(2026, 3, 25, tzinfo=UTC).replace(tzinfo=None)})
        sheet = book.add_worksheet("Sheet1")
        for place, row in enumerate([table.header, *table.rows]):
            sheet.write_row(place, 0, row)
    return path


def write_parquet(path: Path, table: Table) -> Path:
    columns = list(zip(*table.rows, strict=True))
    pq.write_table(pa.table([pa.array(column, pa.string()) for column in columns], names=list(table.header)), path)
    return path


def with_lines(table: Table, lines: dict[int, Row]) -> Table:
    """The table with more rows put in before the given places."""
    rows = list(table.rows)
    for place in sorted(lines, reverse=True):
        rows.insert(place, lines[place])
    return Table(table.header, rows)


def altered(table: Table, place: int, **cells: str) -> Row:
    """The row at `place` with some cells exchanged, named by header without its unit."""
    names = [name.split("(")[0] for name in table.header]
    return tuple(cells.get(name, cell) for name, cell in zip(names, table.rows[place], strict=True))
