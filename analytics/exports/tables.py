"""Any table as csv, json or xlsx: exact numbers, no formula ever (bad-input 73)."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analytics import numbers
from analytics.reports import Cell, Report, ReportError

BOM = "\ufeff"
XLSX_ROWS = 1_048_575  # without the header
_SHEET_NAME_LENGTH = 31
# Characters that make a spreadsheet take a text for a formula, a link or a second cell, in either width.
_DANGEROUS = frozenset("=+-@|\t\r\n＝＋－＠｜")
_NEGATIVE_PERCENT = re.compile(r"-[0-9]+(\.[0-9]+)?%")
_WIDTHS = {"least": 8, "most": 40}


def to_csv(report: Report) -> bytes:
    """UTF-8 with BOM, CRLF; absent cells are empty, texts that a spreadsheet could run begin with an apostrophe."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([_safe(column) for column in report.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in report.rows)
    return (BOM + text.getvalue()).encode()


def to_json(report: Report) -> bytes:
    """One array of objects, one to a line; numbers with all their digits, flags as booleans, absent cells null, days as text."""
    columns = [json.dumps(column, ensure_ascii=False) for column in report.columns]
    objects = (
        "{" + ", ".join(f"{column}: {_json_cell(cell)}" for column, cell in zip(columns, row, strict=True)) + "}"
        for row in report.rows
    )
    return ("[" + ",\n".join(objects) + "]\n").encode()


def to_xlsx(report: Report) -> bytes:
    """One sheet: texts as text, numbers that a spreadsheet cannot hold exactly as text, days as days, the header kept in view.

    ReportError `too_many_rows` when the sheet cannot hold them all.
    """
    if len(report.rows) > XLSX_ROWS:
        raise ReportError("too_many_rows", count=len(report.rows), most=XLSX_ROWS)
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})  # equal tables are equal files
    sheet = book.add_worksheet(_sheet_name(report.name))
    header = book.add_format({"bold": True, "bottom": 1})
    formats = {kind: book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
    for place, column in enumerate(report.columns):
        sheet.write_string(0, place, column, header)
        sheet.set_column(place, place, _width(report, place))
    for line, row in enumerate(report.rows, 1):
        for place, cell in enumerate(row):
            write_cell(sheet, line, place, cell, formats.get(type(cell)))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(report.rows), max(len(report.columns) - 1, 0))
    book.close()
    return content.getvalue()


WRITERS: Mapping[str, Callable[[Report], bytes]] = MappingProxyType({"csv": to_csv, "json": to_json, "xlsx": to_xlsx})

_FORMATS: Mapping[type, str] = MappingProxyType(
    {int: "#,##0", Decimal: "#,##0.00", date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}
)


def printed(cell: Cell) -> str:
    """A cell as reports print it: `true`, `2024-03-08`, `2024-03-08T14:30`, numbers with all their digits; absent is empty."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds" if cell.second else "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, str) else numbers.plain(cell)


def _safe(text: str) -> str:
    if _NEGATIVE_PERCENT.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" \u3000\u00a0")[:1] in _DANGEROUS and text.strip(" \u3000\u00a0") else text


def _csv_cell(cell: Cell) -> str:
    return _safe(cell) if isinstance(cell, str) else printed(cell)


def _json_cell(cell: Cell) -> str:
    if cell is None:
        return "null"
    is_text = isinstance(cell, (str, date))
    return json.dumps(printed(cell), ensure_ascii=False) if is_text else printed(cell)


def write_cell(sheet: Worksheet, line: int, place: int, cell: Cell, form: Format | None) -> None:
    """One cell of a workbook: texts as text whatever they begin with, numbers that it cannot hold exactly as text too."""
    if isinstance(cell, bool):
        sheet.write_boolean(line, place, cell, form)
    elif isinstance(cell, (int, Decimal)) and _is_exact_in_sheet(cell):
        sheet.write_number(line, place, float(cell), form)
    elif isinstance(cell, date):
        sheet.write_datetime(line, place, cell, form)
    elif cell is not None:
        sheet.write_string(line, place, printed(cell), form)
    elif form is not None:
        sheet.write_blank(line, place, None, form)


def _is_exact_in_sheet(number: int | Decimal) -> bool:
    """A spreadsheet holds 15 digits for sure."""
    return len(Decimal(numbers.plain(number)).as_tuple().digits) <= 15


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", name).strip("'")[:_SHEET_NAME_LENGTH] or "report"


def _width(report: Report, place: int) -> int:
    """Wide enough for the header and the first rows; East Asian characters take two places."""
    shown: list[Any] = [report.columns[place], *(printed(row[place]) for row in report.rows[:100])]
    longest = max(sum(1 if character < "\u1100" else 2 for character in text) for text in shown)
    return min(max(longest + 2, _WIDTHS["least"]), _WIDTHS["most"])
