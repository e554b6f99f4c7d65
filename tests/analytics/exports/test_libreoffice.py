"""The template's sheets as LibreOffice opens them: nothing to repair, and the values that the file was given."""

import csv
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from analytics.exports import sheets, templates
from analytics.exports.sheets import Sheet
from tests.analytics.exports.test_templates import END, company, note, quarter

OFFICE_SECONDS = 120
CSV_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"  # commas, quotes, UTF-8, cells as formatted


def convert(source: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it after opening it, in a profile of its own so that tests can run side by side."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "saved"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=OFFICE_SECONDS)
    return folder / "saved" / f"{source.stem}.{kind.split(':', maxsplit=1)[0]}"


def cells(path: Path) -> Iterator[list[object]]:
    page = openpyxl.load_workbook(path).active
    assert page is not None
    for row in page.iter_rows(values_only=True):
        yield [Decimal(str(cell)) if isinstance(cell, (int, float)) else cell for cell in row]


@pytest.fixture(params=["scorecards", "quarterly"])
def sheet(request: pytest.FixtureRequest) -> Sheet:
    if request.param == "scorecards":
        return templates.build(company(), "scorecards", "2024-03", END)
    texts = {"problem": "几家客户回款拖长", "strategy": "试行\n预付款折扣", "owner": "王五"}
    return templates.build(quarter(note("华东区", "软件产品", **texts)), "quarterly", "2024Q1", END)


def test_a_sheet_goes_through_libreoffice_unchanged(sheet: Sheet, tmp_path: Path) -> None:
    source = tmp_path / "sheet.xlsx"
    source.write_bytes(sheets.to_xlsx(sheet))
    saved = convert(source, "ods", tmp_path)
    header, *rows = cells(convert(saved, "xlsx", tmp_path))
    assert header == [column.header for column in sheet.columns]
    assert rows == [list(row) for row in sheet.rows]
    assert any(isinstance(cell, Decimal) for row in rows for cell in row)


def test_a_reader_sees_the_numbers_as_the_page_shows_them(tmp_path: Path) -> None:
    source = tmp_path / "sheet.xlsx"
    source.write_bytes(sheets.to_xlsx(templates.build(quarter(), "quarterly", "2024Q1", END)))
    rows = list(csv.reader(convert(source, CSV_AS_SHOWN, tmp_path).read_text(encoding="utf-8").splitlines()))
    assert rows[2][:6] == ["2024年Q1", "华南区-硬件产品", "1,200,000.00", "960,000.00", "80.0", "-5.0%"]
