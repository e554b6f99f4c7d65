"""Tables as files: exact, and never a formula (bad-input 73)."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal

import pytest
import python_calamine

from analytics.exports import tables
from analytics.reports import Cell, Report, ReportError

DANGEROUS = ["=1+1", "+1", "-1", "@x", "|x", "\t=1", "\r=1", "＝1", "－1", " =1", "\u3000@x"]
ROW: tuple[Cell, ...] = ("甲", 3, Decimal("1234.5000"), True, date(2024, 3, 8), datetime(2024, 3, 8, 14, 30), None)
REPORT = Report("sales", ("name", "count", "amount", "flag", "day", "at", "nothing"), [ROW])


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> list[list[object]]:
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python()]


def test_csv_prints_what_reports_print() -> None:
    content = tables.to_csv(REPORT)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    assert read_csv(content)[1] == ["甲", "3", "1234.5", "true", "2024-03-08", "2024-03-08T14:30", ""]


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_escapes_what_a_spreadsheet_could_run_in_cells_and_headers(text: str) -> None:
    assert read_csv(tables.to_csv(Report("x", (text,), [(text,)]))) == [[f"'{text}"], [f"'{text}"]]


@pytest.mark.parametrize("text", ["甲", "a=b", "1-2", "", "  ", "'quoted'", "A\nB"])
def test_csv_leaves_other_texts_alone(text: str) -> None:
    assert read_csv(tables.to_csv(Report("x", ("h", "i"), [(text, "end")])))[1] == [text, "end"]


def test_a_negative_number_is_no_text() -> None:
    assert read_csv(tables.to_csv(Report("x", ("h",), [(Decimal("-5.10"),), (-3,)])))[1:] == [["-5.1"], ["-3"]]


def test_json_is_one_array_of_objects_with_exact_numbers() -> None:
    content = tables.to_json(Report("x", ("amount", "rate", "at"), [(Decimal("16068954.1250"), Decimal("0.000000001"), ROW[5])]))
    assert b"16068954.125," in content
    assert json.loads(content, parse_float=Decimal) == [
        {"amount": Decimal("16068954.125"), "rate": Decimal("0.000000001"), "at": "2024-03-08T14:30"}
    ]
    assert json.loads(tables.to_json(REPORT))[0] | {"amount": 0} == {
        "name": "甲",
        "count": 3,
        "amount": 0,
        "flag": True,
        "day": "2024-03-08",
        "at": "2024-03-08T14:30",
        "nothing": None,
    }


def test_json_of_no_rows_is_an_empty_array() -> None:
    assert json.loads(tables.to_json(Report("x", ("a",), []))) == []


def test_xlsx_holds_numbers_days_and_texts() -> None:
    header, row = read_xlsx(tables.to_xlsx(REPORT))
    assert header == list(REPORT.columns)
    assert row == ["甲", 3.0, 1234.5, True, date(2024, 3, 8), datetime(2024, 3, 8, 14, 30), ""]


@pytest.mark.parametrize("text", [*DANGEROUS[:5], "https://example.com", "123"])
def test_xlsx_keeps_texts_as_text(text: str) -> None:
    assert read_xlsx(tables.to_xlsx(Report("x", (text,), [(text,)]))) == [[text], [text]]


def test_xlsx_writes_numbers_that_it_cannot_hold_as_text() -> None:
    numbers = [(Decimal("12345678901234.5678"),), (Decimal(123456789012345),)]
    assert read_xlsx(tables.to_xlsx(Report("x", ("h",), [*numbers])))[1:] == [["12345678901234.5678"], [123456789012345.0]]


@pytest.mark.parametrize(("name", "sheet"), [("销售 [a]/b:*?\\", "销售  a  b"), ("x" * 40, "x" * 31), ("''", "report")])
def test_xlsx_sheets_have_names_that_a_workbook_takes(name: str, sheet: str) -> None:
    content = tables.to_xlsx(Report(name, ("h",), []))
    assert python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names[0].strip() == sheet


def test_equal_tables_are_equal_files() -> None:
    assert tables.to_xlsx(REPORT) == tables.to_xlsx(REPORT)


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "XLSX_ROWS", 1)
    with pytest.raises(ReportError) as caught:
        tables.to_xlsx(Report("x", ("h",), [("a",), ("b",)]))
    assert caught.value.code == "too_many_rows"


def test_a_moment_with_seconds_keeps_them() -> None:
    assert tables.printed(datetime(2024, 3, 8, 14, 30, 5)) == "2024-03-08T14:30:05"
    assert tables.printed(False) == "false"
    assert tables.printed(None) == ""
