"""A sheet to print: typed columns in a given order, as csv and as xlsx on A4 landscape."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from analytics import numbers
from analytics.exports import tables
from analytics.reports import Cell, Report, ReportError, Row
from analytics.texts import Language, translator

Kind = Literal["text", "long_text", "amount", "count", "points", "score", "percent", "growth"]

FONT = "Microsoft YaHei"
A4 = 9
_FORMATS: Mapping[Kind, str] = MappingProxyType(
    {
        "text": "General",
        "long_text": "General",
        "amount": "#,##0.00",
        "count": "#,##0",
        "points": "0.0",
        "score": "0.0",
        "percent": "0.0",
        "growth": '0.0"%"',
    }
)
_PROVISIONAL = '0.0"*"'
_WIDTHS: Mapping[Kind, int] = MappingProxyType(
    {"text": 14, "long_text": 40, "amount": 17, "count": 12, "points": 12, "score": 12, "percent": 11, "growth": 13}
)


@dataclass(frozen=True)
class Column:
    """A column: its header and what its cells are."""

    header: str
    kind: Kind


@dataclass(frozen=True)
class Sheet:
    """A filled table. `language`: that of its words, whatever the reader's. `file_stem`: a name for the file without its ending.

    `provisional_rows`: the places of rows whose score is provisional.
    """

    title: str
    columns: tuple[Column, ...]
    rows: list[Row]
    as_of: date
    file_stem: str
    language: Language = "zh"
    company_name: str = ""
    provisional_rows: frozenset[int] = frozenset()


def to_csv(sheet: Sheet) -> bytes:
    """UTF-8 with BOM, CRLF; growth with its sign of percent, as in the template."""
    kinds = [column.kind for column in sheet.columns]
    rows: list[Row] = [tuple(_csv_cell(cell, kind) for cell, kind in zip(row, kinds, strict=True)) for row in sheet.rows]
    return tables.to_csv(Report(sheet.title, tuple(column.header for column in sheet.columns), rows))


def to_xlsx(sheet: Sheet) -> bytes:
    """One sheet to print: numbers with formats (a provisional score with a star), header kept in view, A4 landscape, one page wide.

    ReportError `too_many_rows` when the sheet cannot hold them all.
    """
    if len(sheet.rows) > tables.XLSX_ROWS:
        raise ReportError("too_many_rows", count=len(sheet.rows), most=tables.XLSX_ROWS)
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    book.set_properties({"title": sheet.title, "created": datetime(2000, 1, 1)})  # equal tables are equal files
    page = book.add_worksheet(sheet.title)
    _fill(book, page, sheet)
    _set_page(page, sheet)
    book.close()
    return content.getvalue()


WRITERS: Mapping[str, Callable[[Sheet], bytes]] = MappingProxyType({"csv": to_csv, "xlsx": to_xlsx})


def _fill(book: Workbook, page: Worksheet, sheet: Sheet) -> None:
    text = {"font_name": FONT, "font_size": 10, "text_wrap": True, "border": 1}
    header = book.add_format({**text, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EEF1F6"})
    forms = {kind: book.add_format({**text, "valign": "top", "num_format": code}) for kind, code in _FORMATS.items()}
    starred = book.add_format({**text, "valign": "top", "num_format": _PROVISIONAL})
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.header, header)
        page.set_column(place, place, _WIDTHS[column.kind])
    for line, row in enumerate(sheet.rows):
        for place, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            is_starred = column.kind == "score" and line in sheet.provisional_rows
            tables.write_cell(page, line + 1, place, cell, starred if is_starred else forms[column.kind])


def _set_page(page: Worksheet, sheet: Sheet) -> None:
    t = translator(sheet.language)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.set_row(0, 32)
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    title = f'&C&"{FONT},Bold"&14{sheet.title}&R&"{FONT},Regular"&9{t("template.as_of", day=sheet.as_of)}'
    company = sheet.company_name.replace("&", "&&")[:60]
    page.set_header(f'&L&"{FONT},Regular"&9 {company}{title}')
    page.set_footer("&C&P / &N")


def _csv_cell(cell: Cell, kind: Kind) -> Cell:
    return f"{numbers.plain(cell)}%" if kind == "growth" and isinstance(cell, Decimal) else cell
