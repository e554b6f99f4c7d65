"""An empty file per dataset and language, to fill in and upload."""

import csv
import io

import xlsxwriter

from analytics.importer.columns import DATASETS, Kind
from analytics.texts import Language


def template(dataset: str, language: Language, kind: str = "csv") -> bytes:
    """The headers of the dataset as `csv` (UTF-8 with mark) or `xlsx`: the main Chinese alias of each column, or its name.

    A target's quarter is left out: it stands in place of the month.
    """
    columns = [column for column in DATASETS[dataset].columns if column.kind is not Kind.QUARTER]
    headers = [column.aliases[0] if language == "zh" else column.name for column in columns]
    return _workbook(headers) if kind == "xlsx" else _text(headers)


def _text(headers: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(headers)
    return text.getvalue().encode("utf-8-sig")


def _workbook(headers: list[str]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, headers, book.add_format({"bold": True}))
        sheet.set_column(0, len(headers) - 1, 16)
        sheet.freeze_panes(1, 0)
    return content.getvalue()
