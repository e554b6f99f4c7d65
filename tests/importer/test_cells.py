"""Cells of whole files: what is accepted, normalised, rejected or refused, by class of bad-input."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.importer.cells import CellParser, Rules
from analytics.importer.checked import Refused
from analytics.importer.columns import DATASETS, Column, Kind
from analytics.importer.days import Moment
from analytics.importer.found import Found
from analytics.importer.headers import Field
from analytics.importer.parse import ColumnReader
from analytics.policy import DEFAULT
from tests.importer.files import FOLLOW_UPS, TODAY, among_good, check, lines, sales

RULES = Rules(DEFAULT, TODAY)

FOLLOW_UP_HEADER = FOLLOW_UPS + (",phone,grade,with_executive,duration_minutes,content,next_step,next_step_on,stage,objective")


def follow_up(**cells: str) -> str:
    values = {"customer_id": "C1", "followed_up_at": "2024-03-01", "method": "call", "owner": "张三"} | cells
    return ",".join(values.get(name, "") for name in FOLLOW_UP_HEADER.split(","))


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("customer_id", "", "missing_value"),  # 37
        ("customer_id", "-", "missing_value"),
        ("customer_id", "#N/A", "missing_value"),
        ("customer_id", "NULL", "missing_value"),
        ("customer_id", "无", "missing_value"),
        ("customer_id", "\u3000", "missing_value"),
        ("customer_id", "C\x001", "control_character"),  # 13
        ("customer_id", "#REF!", "formula_error"),  # 38
        ("customer_id", "1.38E+10", "rewritten_by_excel"),  # 58
        ("customer_id", "C" * 257, "too_long"),  # 29
        ("phone", "1.38E+10", "rewritten_by_excel"),
        ("followed_up_at", "2024-05-01", "in_future"),  # 52
        ("followed_up_at", "1900-01-00", "before_2000"),  # 53
        ("followed_up_at", "24-3-8", "two_digit_year"),  # 50
        ("followed_up_at", "3月8日", "no_year"),  # 47
        ("followed_up_at", "2024-02-30", "no_such_day"),  # 51
        ("next_step_on", "2025-05-02", "too_far_ahead"),
        ("method", "抖音", "unknown_word"),  # 69
        ("grade", "A+", "unknown_word"),  # 68
        ("grade", "D", "unknown_word"),
        ("with_executive", "maybe", "not_yes_or_no"),
        ("duration_minutes", "-5", "negative"),
        ("duration_minutes", "约30", "not_a_number"),  # 45
        ("content", "长" * 4001, "too_long"),  # 29
        ("content", "#VALUE!", "formula_error"),
        ("stage", "x" * 257, "too_long"),
    ],
)
def test_rejected_cells(tmp_path: Path, column: str, text: str, code: str) -> None:
    good = [follow_up() for _ in range(60)]
    found = check(tmp_path, lines(FOLLOW_UP_HEADER, *good, follow_up(**{column: text})))
    assert found.rejects == [(62, code)]
    assert found.checked.rejects_sample[0].column == column
    assert found.checked.accepted == 60


@pytest.mark.parametrize(
    ("column", "text", "stored"),
    [
        ("customer_id", "000123", "000123"),  # 57
        ("customer_id", " C1\u00a0", "C1"),  # 61
        ("customer_id", "\u200bC\ufeff1", "C1"),
        ("customer_id", "Ｃ００１", "C001"),  # 34
        ("customer_id", "NA", "NA"),  # 37
        ("customer_id", "1E5", "1E5"),
        ("customer_id", "0123456789012345000", "0123456789012345000"),  # 59: only a workbook loses digits
        ("owner", "Ｏ'Neil （North）", "Ｏ'Neil （North）"),  # 62
        ("phone", "+86 138-0000-0001", "+8613800000001"),  # 60
        ("phone", "N/A", None),
        ("grade", "A级", "A"),  # 68
        ("grade", "ａ", "A"),
        ("grade", "乙", "B"),
        ("grade", "A 类", "A"),
        ("method", "上门", "visit"),  # 69
        ("method", "E-Mail", "email"),
        ("with_executive", "是", True),
        ("with_executive", "0", False),
        ("duration_minutes", "30分钟", Decimal("30.0000")),
        ("duration_minutes", "１０３０", Decimal("1030.0000")),
        ("followed_up_at", "2024-04-30 23:59", datetime(2024, 4, 30, 23, 59)),  # 52: today is no future
        ("next_step_on", "2025-05-01", date(2025, 5, 1)),  # 366 days ahead
        ("next_step_on", "--", None),  # 37
        ("content", "无", "无"),
        ("next_step", "-", "-"),
        ("objective", "无", None),
        ("content", "<script>alert(1)</script>", "<script>alert(1)</script>"),  # 71
        ("content", "[a](b) $x$ :smile:", "[a](b) $x$ :smile:"),  # 72
        ("content", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),  # 73
        ("content", "@SUM", "@SUM"),
        ("content", "'; drop table sales; --", "'; drop table sales; --"),  # 74
        ("content", "长" * 4000, "长" * 4000),  # 29
        ("stage", "成交", "won"),
        ("stage", "观望", "观望"),
    ],
)
def test_accepted_cells(tmp_path: Path, column: str, text: str, stored: Any) -> None:
    found = check(tmp_path, lines(FOLLOW_UP_HEADER, follow_up(**{column: text})))
    assert found.rejects == []
    assert found.column(column) == [stored]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", None),
        ('"1,234,567.80"', "1234567.80"),
        ("12.5万", "125000"),
        ("(500.00)", "-500"),
        ("551.0400000000001", "551.04"),
        ("¥5", "5"),
    ],
)
def test_amounts_beside_plain_ones(tmp_path: Path, text: str, value: str | None) -> None:
    """Classes 30 to 41: the fast path and the slow one in one column."""
    found = check(tmp_path, among_good([f"S1,2024-03-01,C1,张三,{text}"]))
    if value is None:
        assert found.rejects == [(102, "too_many_fields")]
    else:
        assert found.column("amount")[-1] == Decimal(value)


@pytest.mark.parametrize(
    ("header", "rows", "code"),
    [
        ("ordered_on", ["2024-03-01", "03/04/2024"], "ambiguous_date"),  # 49
        ("ordered_on", ["2024-03-01", "45359"], "excel_serial"),  # 48
    ],
)
def test_a_column_that_is_unclear_refuses_the_file(tmp_path: Path, header: str, rows: list[str], code: str) -> None:
    found = check(tmp_path, sales(*(f"S{number},{day},C1,张三,1" for number, day in enumerate(rows))))
    assert found.error == code
    assert f"第 3 行「{header}」" in found.sentence
    assert rows[-1] in found.sentence


@pytest.mark.parametrize(
    "row",
    [
        "合计,,,,6",  # 21
        ",合计,,,6",
        ",,,总计：,6",
        "本月合计,2024-03-31,C1,张三,6",
        "Grand Total,,,,6",
        "SUBTOTAL,,,,6",
        "制表人：李四,,,,",  # 22
        "第 1 页,,,,",
        "Page 1 of 3,,,,",
    ],
)
def test_totals_and_footers_are_named_not_read(tmp_path: Path, row: str) -> None:
    found = check(tmp_path, sales("S1,2024-03-01,C1,张三,6", row))
    assert (found.error, "第 3 行" in found.sentence) == ("total_row", True)


def test_a_customer_may_be_called_total(tmp_path: Path) -> None:
    found = check(tmp_path, lines("customer_id,name", "TOTAL1,Total", "C2,合计软件"))
    assert found.column("name") == ["Total", "合计软件"]


def test_two_clear_formats_in_one_column(tmp_path: Path) -> None:
    """Class 55."""
    found = check(tmp_path, sales("S1,2024/3/8,C1,a,1", "S2,20240309,C1,a,1", "S3,25/03/2024,C1,a,1"))
    assert found.column("ordered_on") == [date(2024, 3, 8), date(2024, 3, 9), date(2024, 3, 25)]


@pytest.mark.parametrize(
    ("rates", "code"),
    [
        (["35", "40"], None),  # 35
        (["35%", "0.5%"], None),
        (["0", "35"], None),
        (["35", "35%"], "rate_unit"),
        (["0.35", "35"], "rate_unit"),
        (["0.35", "0.4"], "rate_unit"),
    ],
)
def test_one_meaning_of_percentages_per_column(tmp_path: Path, rates: list[str], code: str | None) -> None:
    rows = [f"2024-0{number},张三,100,{rate}" for number, rate in enumerate(rates, 1)]
    found = check(tmp_path, lines("month,owner,base_amount,repurchase_rate", *rows))
    assert found.error == code


def test_the_day_of_a_moment_with_a_zone(tmp_path: Path) -> None:
    """Class 54, at a month's edge."""
    found = check(tmp_path, sales("S1,2024-03-31T16:30Z,C1,张三,1", "S2,2024-03-31T15:30Z,C1,张三,1"))
    assert found.column("ordered_on") == [date(2024, 4, 1), date(2024, 3, 31)]


def test_whether_a_time_was_given(tmp_path: Path) -> None:
    header = FOLLOW_UPS + ",logged_at"
    found = check(tmp_path, lines(header, "C1,2024-03-01,call,a,2024-03-01 00:00", "C1,2024-03-01 09:30,call,a,"))
    assert found.column("followed_up_at") == [datetime(2024, 3, 1), datetime(2024, 3, 1, 9, 30)]
    assert found.column("followed_up_at_has_time") == [False, True]
    assert found.column("logged_at_has_time") == [True, None]


def test_names_have_keys(tmp_path: Path) -> None:
    """Class 62."""
    found = check(tmp_path, sales("S1,2024-03-01,C1,ＡＢＣ （甲）,1", "S2,2024-03-01,C1,abc(甲),1", "S3,2024-03-01,C1,,1"))
    assert found.column("owner_key") == ["abc(甲)", "abc(甲)", None]
    assert found.column("owner") == ["ＡＢＣ （甲）", "abc(甲)", None]


def test_what_is_only_worth_a_note(tmp_path: Path) -> None:
    """Classes 41, 60, 61, 69, 70 and an empty owner: accepted, counted, the first one named."""
    rows = [
        follow_up(owner="", phone="12345", duration_minutes="30.00001"),
        follow_up(customer_id=" C2 ", phone="see card", duration_minutes="45"),
        follow_up(method="visit", duration_minutes="90", content="已跟进。"),
        follow_up(content="Follow up!"),
    ]
    found = check(tmp_path, lines(FOLLOW_UP_HEADER, *rows))
    assert found.warnings == {
        "blanks_removed": 1,
        "long_call": 1,
        "owner_empty": 1,
        "phone_invalid": 2,
        "rounded": 1,
        "stock_phrase": 2,
    }
    assert found.checked.accepted == 4
    assert found.warning("phone_invalid").value == "***45"
    assert found.warning("long_call").line == 3


def test_phones_in_messages_are_masked(tmp_path: Path) -> None:
    found = check(tmp_path, lines(FOLLOW_UP_HEADER, *[follow_up() for _ in range(60)], follow_up(phone="1380000\x001234")))
    assert found.checked.rejects_sample[0].value == "138****\x001234"


def kinds() -> list[Column]:
    """One column of each kind of cell, of all datasets."""
    columns = [column for dataset in DATASETS.values() for column in dataset.columns]
    return [next(column for column in columns if column.kind is kind) for kind in Kind]


PIECES = st.sampled_from(
    [*"0123456789.,-+%()/ :年月日TZaA'#无万¥Ｅ　", "2024", "-03", "-08", "00", "\u200b", "\x00", "C1", "NULL", "e+", "999"]
)
TEXTS = st.lists(st.lists(PIECES, max_size=8).map("".join), max_size=12)


@pytest.mark.parametrize("column", kinds(), ids=lambda column: column.kind.value)
@settings(max_examples=60, deadline=None)
@given(texts=TEXTS, factor=st.sampled_from([1, 1, 10_000]))
def test_columns_are_read_as_their_cells_are(column: Column, texts: list[str], factor: int) -> None:
    """The fast paths and the slow parsers agree on every text."""
    field = Field(column, 0, column.name, Decimal(factor))
    parser, found = CellParser(field, RULES), Found()
    try:
        cells = [parser(text) for text in texts]
    except Refused as refusal:
        with pytest.raises(Refused, match=refusal.code):
            _read(field, texts, found)
        return
    values = _read(field, texts, found)
    assert values == [cell.value.at if isinstance(cell.value, Moment) else cell.value for cell in cells]
    bad = {line: cell.problem.code for line, cell in enumerate(cells, 2) if cell.problem}
    assert {line: problems[0].code for line, problems in found.problems.items()} == bad
    assert sum(note.count for note in found.notes.values()) == sum(cell.note is not None for cell in cells)


def _read(field: Field, texts: list[str], found: Found) -> list[Any]:
    lines_of = pa.arange(2, 2 + len(texts))
    return list(ColumnReader(field, RULES, found).read(pa.array(texts, pa.string()), lines_of)[field.column.name].to_pylist())
