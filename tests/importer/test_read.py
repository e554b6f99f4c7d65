"""Delimited text: rows, physical lines, quotes (bad-input 8 to 12, 16, 20)."""

import csv
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.importer import read
from analytics.importer.checked import Refused
from analytics.importer.decode import TextFile
from analytics.importer.quotes import open_quote_line
from analytics.importer.read import CsvSource
from tests.importer.files import among_good, check, lines, sales


def as_read(path: Path, text: str) -> list[tuple[int, list[str]]]:
    """Line and cells of each row under a header of three columns, as the product reads them."""
    path.write_text("x,y,z\n" + text, encoding="utf-8", newline="")
    source = CsvSource(TextFile(path, "UTF-8", 0, False, '"' in text, text.endswith("\n")), ("x", "y", "z"), ",", 1)
    rows = source.rows()
    found = []
    for block in rows.blocks:
        columns = [column.to_pylist() for column in block.columns]
        found += [(line, list(cells)) for line, cells in zip(block.lines.to_pylist(), zip(*columns, strict=True), strict=True)]
    return sorted(found + [(ragged.line, list(ragged.cells)) for ragged in rows.ragged])


def by_the_csv_module(text: str) -> list[tuple[int, list[str]]]:
    """The same rows as Python's own reader sees them; an empty line is a row of nothing."""
    reader = csv.reader(io.StringIO(text, newline=""))
    found, line = [], 2
    for row in reader:
        found.append((line, row or ["", "", ""]))
        line = reader.line_num + 2
    return found


@settings(deadline=None)
@given(st.lists(st.sampled_from(["a", "b,", ",", "\n", '"', '""', "x,y,z\n", '"p,q"', " ", "é"]), max_size=30).map("".join))
def test_rows_and_lines_are_those_of_the_csv_module(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """With and without quotes; only a quote that is never closed is refused, where the csv module takes the rest as a cell."""
    path = tmp_path_factory.mktemp("read") / "a.csv"
    body = "1,2,3\n" + text
    if open_quote_line(io.StringIO(body, newline=""), 2, ","):
        with pytest.raises(Refused, match="unclosed_quote"):
            as_read(path, body)
    else:
        assert as_read(path, body) == by_the_csv_module(body)


def test_rows_over_many_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "BLOCK", 64)
    text = "".join(f'{number},"a\nb",c\n{number},short\n\n' for number in range(50))
    assert as_read(tmp_path / "a.csv", text) == by_the_csv_module(text)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_under_which_headers_are_known(tmp_path: Path, delimiter: str) -> None:
    """Class 8."""
    found = check(tmp_path, sales("S1,2024-03-01,C1,张三,1").replace(",", delimiter))
    assert (found.checked.delimiter, found.column("order_id")) == (delimiter, ["S1"])


def test_a_line_end_inside_quotes_is_text(tmp_path: Path) -> None:
    """Class 10: the lines after it keep their physical numbers."""
    text = 'customer_id,followed_up_at,method,owner,content\nC1,2024-03-01,call,张三,"one\ntwo"\nC2,2024-03-01,call,张三,three\n'
    found = check(tmp_path, text)
    assert [(row["line"], row["content"]) for row in found.rows] == [(2, "one\ntwo"), (4, "three")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (sales("S1,2024-03-01,C1,张三,1", 'S2,2024-03-01,"C1,张三,1', "S3,2024-03-01,C1,张三,1"), 3),
        (sales("S1,2024-03-01,C1,张三,1", 'S2,2024-03-01,C1,5" 张三,1', 'S3,2024-03-01,"C1,张三,1'), 4),
        ('order_id,"ordered_on,customer_id,owner,amount\nS1,2024-03-01,C1,a,1\n', 1),
    ],
)
def test_an_unclosed_quote_names_its_line(tmp_path: Path, text: str, line: int) -> None:
    """Class 11."""
    found = check(tmp_path, text)
    assert found.error == "unclosed_quote"
    assert found.sentence.startswith(f"第 {line} 行的引号没有闭合")


def test_an_unclosed_quote_longer_than_a_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "BLOCK", 64)
    found = check(tmp_path, sales('S1,2024-03-01,"C1,张三,1', *["S2,2024-03-01,C1,张三,1"] * 20))
    assert found.error == "unclosed_quote"


def test_rows_of_another_width_are_rejected(tmp_path: Path) -> None:
    """Class 12."""
    found = check(tmp_path, among_good(["S1,2024-03-01,C1,张三,1,2", "S2,2024-03-01,C1"]))
    assert found.rejects == [(102, "too_many_fields"), (103, "too_few_fields")]
    assert found.checked.rejects_sample[0].values == {"got": 6, "want": 5}


def test_half_a_last_line_is_rejected(tmp_path: Path) -> None:
    """Class 16."""
    found = check(tmp_path, among_good(["S1,2024-03"]).rstrip("\n"))
    assert found.rejects == [(102, "cut_line")]


def test_blank_lines_are_counted(tmp_path: Path) -> None:
    """Class 20: an empty line, one of delimiters only, one of blanks."""
    found = check(tmp_path, sales("S1,2024-03-01,C1,张三,1", "", ",,,,", " ,\u3000,,,", "  ", "S2,2024-03-01,C1,张三,1"))
    checked = found.checked
    assert (checked.rows_read, checked.excluded, checked.accepted, checked.rejected) == (6, 4, 2, 0)
    assert found.column("line") == [2, 7]


def test_lines_add_up(tmp_path: Path) -> None:
    """Read = accepted + rejected + excluded."""
    found = check(tmp_path, among_good(["", "S1,2024-03-01,C1,张三,x", "S2,2024-03-01"], count=150))
    checked = found.checked
    assert checked.rows_read == 153 == checked.accepted + checked.rejected + checked.excluded
    assert (checked.rejected, checked.excluded) == (2, 1)


def test_an_open_quote_is_told_from_a_quote_inside_a_cell() -> None:
    assert open_quote_line(['a,5" b,c\n', 'd,"e\n'], 7, ",") == 8
    assert open_quote_line(['a,"b""c"\n'], 7, ",") is None
    assert open_quote_line(['a,"b\n', 'c"d,e\n'], 7, ",") is None


def test_a_block_knows_its_length() -> None:
    assert len(read.Block((pa.array(["a"]),), pa.array([2]))) == 1
    assert lines("a") == "a\n"
