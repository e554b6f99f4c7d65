"""Encodings and containers (bad-input 1 to 7, 14, 85 to 88, 95)."""

import gzip
from pathlib import Path

import pytest

from tests.importer.files import DATA, check, sales

MESSY = DATA / "messy"


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"),
    [
        ("utf8_mark.csv", "UTF-8", ","),  # 1
        ("gbk.csv", "GB18030", ","),  # 2
        ("utf16_mark_tab.txt", "UTF-16 LE", "\t"),  # 4
        ("utf16_no_mark.csv", "UTF-16 LE", ","),  # 5
    ],
)
def test_the_same_rows_in_every_encoding(tmp_path: Path, name: str, encoding: str, delimiter: str) -> None:
    found = check(tmp_path, MESSY / name)
    assert (found.checked.encoding, found.checked.delimiter) == (encoding, delimiter)
    assert found.column("customer_name") == ["甲科技", "乙制造"]
    assert found.column("content") == ["功能清单已逐条确认", "价格,要再谈"]
    assert found.column("line") == [2, 3]


def test_characters_of_four_bytes_survive(tmp_path: Path) -> None:
    """Class 3."""
    found = check(tmp_path, MESSY / "gb18030_four_bytes.csv")
    assert (found.column("customer_name"), found.column("content")) == (["𠮷野家"], ["㐂寿司的联系人是𠮷田"])


@pytest.mark.parametrize(("name", "line"), [("utf8_with_gbk_line.csv", 3), ("gbk_with_utf8_line.csv", 3)])
def test_lines_pasted_from_another_encoding_refuse_the_file(tmp_path: Path, name: str, line: int) -> None:
    """Class 6."""
    found = check(tmp_path, MESSY / name)
    assert found.error == "mixed_encodings"
    assert found.checked.error is not None
    assert found.checked.error.values["line"] == line


@pytest.mark.parametrize("name", ["big5.csv", "shift_jis.csv"])
def test_other_encodings_are_refused(tmp_path: Path, name: str) -> None:
    """Class 7: Big5 decodes as GB18030 without error, so that the header tells."""
    assert check(tmp_path, MESSY / name).error in {"unknown_encoding", "header_not_recognised", "missing_column"}


def test_the_first_bad_byte_is_named(tmp_path: Path) -> None:
    found = check(tmp_path, sales("S1,2024-03-01,C1,a,1", "S2,2024-03-01,C1,b").encode() + b"\xff\xff,5\n")
    assert found.error == "unknown_encoding"
    assert found.checked.error is not None
    assert found.checked.error.values["line"] == 4


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n \n", b"\xff\xfe"])
def test_an_empty_file_says_so(tmp_path: Path, content: bytes) -> None:
    """Class 14."""
    assert check(tmp_path, content).error == "empty_file"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_line_end(tmp_path: Path, end: str) -> None:
    """Class 9."""
    found = check(tmp_path, sales("S1,2024-03-01,C1,张三,1", "S2,2024-03-02,C1,张三,2").replace("\n", end))
    assert [(row["order_id"], row["line"]) for row in found.rows] == [("S1", 2), ("S2", 3)]


def test_mixed_line_ends(tmp_path: Path) -> None:
    """Class 9."""
    found = check(
        tmp_path, "order_id,ordered_on,customer_id,owner,amount\r\nS1,2024-03-01,C1,a,1\nS2,2024-03-02,C1,a,2\rS3,2024-03-02,C1,a,2"
    )
    assert [(row["order_id"], row["line"]) for row in found.rows] == [("S1", 2), ("S2", 3), ("S3", 4)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "archive"),  # 95
        (b"PK\x03\x04" + bytes(40), "workbook_damaged"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html"),  # 85
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xls_file"),  # 86, later
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),  # 88
        (b"PAR1" + bytes(100), "parquet_damaged"),  # 82
    ],
)
def test_the_first_bytes_tell_the_container(tmp_path: Path, content: bytes, code: str) -> None:
    found = check(tmp_path, content)
    assert found.error == code
    assert found.sentence
