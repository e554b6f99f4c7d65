"""Workbooks (bad-input 48, 59, 85 to 93)."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from analytics.importer import workbook
from analytics.importer.checked import Refused
from tests.importer.files import FOLLOW_UPS, SALES, Found, check


def saved(fill: Callable[[Worksheet], None], path: Path) -> Path:
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    fill(book.active)
    book.save(path)
    return path


def with_rows(*rows: list[Any], header: str = SALES) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        sheet.append(header.split(","))
        for row in rows:
            sheet.append(row)

    return fill


def checked(tmp_path: Path, *rows: list[Any], header: str = SALES) -> Found:
    return check(tmp_path, saved(with_rows(*rows, header=header), tmp_path / "a.xlsx"))


def repacked(path: Path, change: Callable[[str, bytes], bytes], *, more: dict[str, bytes] | None = None) -> Path:
    """The workbook with its parts changed."""
    content = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(name, source.read(name)))
        for name, part in (more or {}).items():
            target.writestr(name, part)
    path.write_bytes(content.getvalue())
    return path


def good(number: int) -> list[Any]:
    return [f"G{number}", date(2024, 3, 1), "C1", "张三", 1000]


def test_typed_cells_are_read(tmp_path: Path) -> None:
    found = checked(
        tmp_path, ["S1", date(2024, 3, 8), "C1", "张三", 129.696], [1001, datetime(2024, 3, 9), 13800000001, "李四", "1,234.50"]
    )
    assert [tuple(row[name] for name in (*SALES.split(","), "line")) for row in found.rows] == [
        ("S1", date(2024, 3, 8), "C1", "张三", Decimal("129.696"), 2),
        ("1001", date(2024, 3, 9), "13800000001", "李四", Decimal("1234.5"), 3),
    ]
    assert (found.checked.encoding, found.checked.extension) == (None, ".xlsx")


def test_moments_and_flags(tmp_path: Path) -> None:
    rows = (["C1", datetime(2024, 3, 8, 14, 30), "面谈", "张三", True], ["C1", date(2024, 3, 9), "电话", "张三", False])
    found = checked(tmp_path, *rows, header=FOLLOW_UPS + ",with_executive")
    assert found.column("followed_up_at") == [datetime(2024, 3, 8, 14, 30), datetime(2024, 3, 9)]
    assert found.column("followed_up_at_has_time") == [True, False]
    assert found.column("with_executive") == [True, False]


def test_a_serial_number_in_a_text_cell_is_unclear(tmp_path: Path) -> None:
    """Class 48."""
    assert checked(tmp_path, ["S1", 45359, "C1", "张三", 1]).error == "excel_serial"


def test_dates_since_1904(tmp_path: Path) -> None:
    """Class 48: the flag is honoured."""
    path = saved(with_rows(["S1", date(2024, 3, 8), "C1", "张三", 1]), tmp_path / "a.xlsx")

    def since_1904(name: str, part: bytes) -> bytes:
        return part.replace(b"<workbookPr />", b'<workbookPr date1904="1" />') if name == "xl/workbook.xml" else part

    assert check(tmp_path, repacked(path, since_1904)).error == "too_many_rejects"  # four years on: 2028, in the future


def test_a_long_id_that_lost_its_digits(tmp_path: Path) -> None:
    """Class 59."""
    found = checked(
        tmp_path,
        *(good(number) for number in range(100)),
        [123456789012345000, date(2024, 3, 8), "C1", "张三", 1],
        ["1234567890123000", date(2024, 3, 8), "C1", "张三", 1],
    )
    assert found.rejects == [(102, "digits_lost"), (103, "digits_lost")]


def test_errors_and_formulas_without_a_value(tmp_path: Path) -> None:
    """Classes 38 and 91: the reader of workbooks shows them as empty cells."""

    def fill(sheet: Worksheet) -> None:
        with_rows(*(good(number) for number in range(200)))(sheet)
        sheet.append(["S1", date(2024, 3, 8), "C1", "#REF!", 1])
        sheet.cell(202, 4).data_type = "e"
        sheet.append(["S2", date(2024, 3, 8), "C1", "张三", "=1+1"])
        sheet.append(["S3", date(2024, 3, 8), "C1", "#N/A", 1])
        sheet.cell(204, 4).data_type = "e"

    found = check(tmp_path, saved(fill, tmp_path / "a.xlsx"))
    assert found.rejects == [(202, "formula_error"), (203, "formula_without_value")]
    assert found.rows[-1]["owner"] is None


def test_a_formula_with_its_value(tmp_path: Path) -> None:
    path = saved(with_rows(["S1", date(2024, 3, 8), "C1", "张三", "=1+1"]), tmp_path / "a.xlsx")
    found = check(tmp_path, repacked(path, lambda _, part: part.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")))
    assert found.column("amount") == [2]


def test_a_cell_without_reference_that_holds_an_error(tmp_path: Path) -> None:
    path = saved(with_rows(["S1", date(2024, 3, 8), "C1", "张三", "=1+1"]), tmp_path / "a.xlsx")
    found = check(tmp_path, repacked(path, lambda _, part: re.sub(rb'<c r="[A-Z]+[0-9]+"', b"<c", part)))
    assert found.error == "workbook_damaged"


def test_hidden_rows_are_imported_and_counted(tmp_path: Path) -> None:
    """Class 92."""

    def fill(sheet: Worksheet) -> None:
        with_rows(good(1), good(2))(sheet)
        sheet.row_dimensions[3].hidden = True

    found = check(tmp_path, saved(fill, tmp_path / "a.xlsx"))
    assert (found.checked.accepted, found.warnings) == (2, {"hidden_rows": 1})


def test_several_sheets_with_data_are_named(tmp_path: Path) -> None:
    """Class 92; empty ones do not count."""
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    with_rows(good(1))(book.active)
    other = book.create_sheet("二月")
    book.save(tmp_path / "a.xlsx")
    assert check(tmp_path, tmp_path / "a.xlsx").checked.accepted == 1
    other.append(["x"])
    book.save(tmp_path / "b.xlsx")
    found = check(tmp_path, tmp_path / "b.xlsx")
    assert (found.error, "Sheet, 二月" in found.sentence) == ("several_sheets", True)


def test_merged_cells_are_refused(tmp_path: Path) -> None:
    """Class 19, later: nothing is filled down."""

    def fill(sheet: Worksheet) -> None:
        with_rows(good(1), good(2))(sheet)
        sheet.merge_cells("D2:D3")

    found = check(tmp_path, saved(fill, tmp_path / "a.xlsx"))
    assert (found.error, "D2" in found.sentence) == ("merged_cells", True)


def test_a_strict_open_xml_workbook(tmp_path: Path) -> None:
    """As Excel saves it on demand: other namespaces."""
    path = saved(with_rows(good(1)), tmp_path / "a.xlsx")

    def strict(_: str, part: bytes) -> bytes:
        part = part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        )
        old = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        return part.replace(old, b"http://purl.oclc.org/ooxml/officeDocument/relationships")

    assert check(tmp_path, repacked(path, strict)).column("order_id") == ["G1"]


def test_a_header_further_down_is_named(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["销售明细"])
        with_rows(good(1))(sheet)

    assert check(tmp_path, saved(fill, tmp_path / "a.xlsx")).error == "header_not_first"
    assert checked(tmp_path, ["x", "y"], header="a,b").error == "header_not_recognised"


def test_blank_rows_and_columns_keep_their_place(tmp_path: Path) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["", *SALES.split(",")])
        sheet.append([])
        sheet.append([None, *good(1)])

    found = check(tmp_path, saved(fill, tmp_path / "a.xlsx"))
    assert (found.column("line"), found.checked.excluded) == ([3], 1)


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert check(tmp_path, saved(lambda sheet: None, tmp_path / "a.xlsx")).error == "empty_file"


@pytest.mark.parametrize(("part", "code"), [("xl/vbaProject.bin", "macro_workbook"), ("xl/workbook.bin", "macro_workbook")])
def test_macros_and_binary_workbooks(tmp_path: Path, part: str, code: str) -> None:
    """Class 87."""
    path = saved(with_rows(good(1)), tmp_path / "a.xlsx")
    assert check(tmp_path, repacked(path, lambda _, content: content, more={part: b"x"})).error == code


def test_any_other_archive(tmp_path: Path) -> None:
    """Class 95."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.csv", "x")
    assert check(tmp_path, tmp_path / "a.zip").error == "archive"


def test_bombs_are_refused_by_the_directory(tmp_path: Path) -> None:
    """Class 89: more than 100 times its size, or more than 200 MB."""
    path = saved(with_rows(good(1)), tmp_path / "a.xlsx")
    found = check(tmp_path, repacked(path, lambda _, content: content, more={"xl/media/x.bin": bytes(3 << 20)}))
    assert (found.error, "1 : " in found.sentence) == ("workbook_too_large", True)
    found = check(tmp_path, repacked(path, lambda _, content: content, more={"xl/media/y.bin": bytes(201 << 20)}))
    assert (found.error, "MB" in found.sentence) == ("workbook_too_large", True)


def test_a_cell_in_the_last_column(tmp_path: Path) -> None:
    """Class 89: a few kilobytes that would take hundreds of gigabytes, or just too many columns."""

    def fill(sheet: Worksheet) -> None:
        with_rows(good(1))(sheet)
        sheet["XFD1048576"] = 1

    assert check(tmp_path, saved(fill, tmp_path / "a.xlsx")).error in {"workbook_too_large", "workbook_damaged"}
    wide = saved(lambda sheet: sheet.append(["x"] * 201), tmp_path / "b.xlsx")
    assert check(tmp_path, wide).error == "workbook_too_large"


def test_entities_are_refused(tmp_path: Path) -> None:
    """Class 90."""
    path = saved(with_rows(good(1)), tmp_path / "a.xlsx")
    found = check(tmp_path, repacked(path, lambda _, part: b'<!DOCTYPE x [<!ENTITY a "b">]>' + part))
    assert found.error == "workbook_damaged"


def test_a_damaged_workbook(tmp_path: Path) -> None:
    path = saved(with_rows(good(1)), tmp_path / "a.xlsx")
    assert check(tmp_path, repacked(path, lambda name, part: part[:200] if "sheet1" in name else part)).error == "workbook_damaged"
    content = path.read_bytes()
    assert check(tmp_path, content[: len(content) // 2]).error == "workbook_damaged"


class TestUnpacking:
    """What the child process does, in this one."""

    def test_rows_and_marks(self, tmp_path: Path) -> None:
        path = saved(with_rows(good(1)), tmp_path / "a.xlsx")
        assert workbook.unpack(path, tmp_path / "out.arrow") == {"header": SALES.split(","), "hidden": 0}

    def test_refusals(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="empty_file"):
            workbook.unpack(saved(lambda sheet: None, tmp_path / "a.xlsx"), tmp_path / "out.arrow")
        with pytest.raises(Refused, match="workbook_too_large"):
            workbook.unpack(saved(lambda sheet: sheet.append(["x"] * 201), tmp_path / "b.xlsx"), tmp_path / "out.arrow")

    def test_the_outcome_is_printed(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workbook, "limit_resources", lambda: None)
        path = saved(lambda sheet: None, tmp_path / "a.xlsx")
        assert workbook.main(str(path), str(tmp_path / "out.arrow")) == 0
        assert "empty_file" in capsys.readouterr().out
        path.write_bytes(b"PK no workbook")
        assert workbook.main(str(path), str(tmp_path / "out.arrow")) == 0
        assert "workbook_damaged" in capsys.readouterr().out
