"""One cell's text to its value, by class of bad-input."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from analytics.importer import amounts, days, phones, values
from analytics.importer.checked import Refused
from analytics.importer.values import BadCell

SHANGHAI = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567.80", "1234567.80"),  # 30
        ("¥1,234.5", "1234.5"),  # 32
        ("￥ 1234", "1234"),
        ("1234元", "1234"),
        ("CNY 1234.50", "1234.50"),
        ("1234 rmb", "1234"),
        ("12.5万", "125000"),  # 33
        ("1.2亿", "120000000"),
        ("3万元", "30000"),
        ("１２３．５", "123.5"),  # 34
        ("−500", "-500"),
        ("－500", "-500"),
        ("(500.00)", "-500"),  # 36
        ("（500）", "-500"),
        ("-500", "-500"),
        ("500-", "-500"),
        ("+500", "500"),
        ("-¥500", "-500"),
        ("¥-500", "-500"),
        ("129.696", "129.696"),  # 41
        ("551.0400000000001", "551.0400"),
        ("0.00005", "0.0001"),
        ("-0.00005", "-0.0001"),
        ("-0", "0"),
        (".5", "0.5"),
        ("99999999999999.9999", "99999999999999.9999"),
    ],
)
def test_amounts(text: str, value: str) -> None:
    assert amounts.parse_amount(text, "CNY").value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,23", "bad_grouping"),  # 31
        ("1.234,56", "bad_grouping"),
        ("12,34,567", "bad_grouping"),
        ("1 234", "not_a_number"),
        ("$5", "other_currency"),  # 32
        ("5 USD", "other_currency"),
        ("€5", "other_currency"),
        ("5日元", "other_currency"),
        ("5港元", "other_currency"),
        ("35%", "percent_in_amount"),  # 35
        ("NaN", "not_a_number"),  # 39
        ("Infinity", "not_a_number"),
        ("1e400", "not_a_number"),
        ("0x10", "not_a_number"),  # 40
        ("1_000", "not_a_number"),
        ("1e3", "not_a_number"),
        ("约5000", "not_a_number"),  # 45
        ("一千二百", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("5.", "not_a_number"),
        (".", "not_a_number"),
        ("--5", "not_a_number"),
        ("(-5)", "not_a_number"),
        ("万", "not_a_number"),
        ("NA", "not_a_number"),
        ("100000000000000", "number_too_large"),
        ("9" * 70, "number_too_large"),
        ("٣", "not_a_number"),  # digits of another script
    ],
)
def test_what_is_no_amount(text: str, code: str) -> None:
    with pytest.raises(BadCell) as caught:
        amounts.parse_amount(text, "CNY")
    assert caught.value.code == code


def test_rounding_is_told() -> None:
    """Class 41: half-up to four decimals, counted."""
    assert amounts.parse_amount("1.00005", "CNY") == amounts.Number(Decimal("1.0001"), False, True)
    assert amounts.parse_amount("1.0000", "CNY") == amounts.Number(Decimal("1.0000"), False, False)


def test_a_unit_in_header_and_cell_is_unclear() -> None:
    """Class 33."""
    assert amounts.parse_amount("12.5", "CNY", Decimal(10_000)).value == 125_000
    with pytest.raises(Refused, match="unit_twice"):
        amounts.parse_amount("12.5万", "CNY", Decimal(10_000))


def test_the_policys_currency_decides_what_is_foreign() -> None:
    assert amounts.parse_amount("$5", "USD").value == 5
    assert amounts.parse_amount("5us$", "USD").value == 5
    with pytest.raises(BadCell, match="other_currency"):
        amounts.parse_amount("5元", "USD")
    assert amounts.parse_amount("CHF 5", "CHF").value == 5


@pytest.mark.parametrize(
    "text",
    [
        "2024/3/8",
        "2024-3-8",
        "2024.3.8",
        "20240308",
        "2024-03-08",
        "2024年3月8日",
        "2024 年 3 月 8 日",
        "２０２４-０３-０８",
        "2024年03月08号",
    ],
)
def test_days(text: str) -> None:
    """Classes 46 and 47."""
    assert days.parse_moment(text, SHANGHAI) == days.Moment(datetime(2024, 3, 8), False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3月8日", "no_year"),  # 47
        ("3/8", "no_year"),
        ("24-3-8", "two_digit_year"),  # 50
        ("03-01-17", "two_digit_year"),
        ("24年3月8日", "two_digit_year"),
        ("2024-02-30", "no_such_day"),  # 51
        ("2023-02-29", "no_such_day"),
        ("0000-00-00", "no_such_day"),
        ("2024-13-01", "no_such_day"),
        ("1900-01-00", "before_2000"),  # 53
        ("1999-12-31", "before_2000"),
        ("2024-03-08 25:00", "no_such_time"),
        ("2024-03-08 14:60", "no_such_time"),
        ("2024-03-08T14:30+19:00", "no_such_time"),
        ("2024-3/8", "not_a_date"),
        ("next week", "not_a_date"),
        ("2024-03", "not_a_date"),
        ("202403081", "not_a_date"),
        ("123", "not_a_date"),
    ],
)
def test_what_is_no_day(text: str, code: str) -> None:
    with pytest.raises(BadCell) as caught:
        days.parse_moment(text, SHANGHAI)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "code"), [("03/04/2024", "ambiguous_date"), ("3-4-2024", "ambiguous_date"), ("45359", "excel_serial")]
)
def test_what_only_the_column_can_tell(text: str, code: str) -> None:
    """Classes 48 and 49."""
    with pytest.raises(Refused, match=code):
        days.parse_moment(text, SHANGHAI)


@pytest.mark.parametrize(
    ("text", "day"), [("25/04/2024", date(2024, 4, 25)), ("04/25/2024", date(2024, 4, 25)), ("04/04/2024", date(2024, 4, 4))]
)
def test_a_day_written_last_that_can_be_read_one_way(text: str, day: date) -> None:
    """Class 55."""
    assert days.parse_moment(text, SHANGHAI).at.date() == day


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2024-03-08 14:30", datetime(2024, 3, 8, 14, 30)),
        ("2024/3/8 9:05:07", datetime(2024, 3, 8, 9, 5, 7)),
        ("2024-03-08T14:30:00.5", datetime(2024, 3, 8, 14, 30, 0, 500_000)),
        ("20240308 14:30", datetime(2024, 3, 8, 14, 30)),
        ("2024年3月8日 14:30", datetime(2024, 3, 8, 14, 30)),
        ("2024-03-31T16:30Z", datetime(2024, 4, 1, 0, 30)),  # 54: the next month in Shanghai
        ("2024-03-31T15:59:59Z", datetime(2024, 3, 31, 23, 59, 59)),
        ("2024-03-31T16:30+08:00", datetime(2024, 3, 31, 16, 30)),
        ("2024-04-01 00:10 +0900", datetime(2024, 3, 31, 23, 10)),
        ("2024-03-31T20:00-05:00", datetime(2024, 4, 1, 9)),
    ],
)
def test_moments_in_business_time(text: str, at: datetime) -> None:
    assert days.parse_moment(text, SHANGHAI) == days.Moment(at, True)


@pytest.mark.parametrize(
    "text", ["2024-03", "2024/3", "202403", "2024年3月", "2024年03月份", "2024-03-31", "2024/3/8", "20240308", "2024.3"]
)
def test_months(text: str) -> None:
    """Class 46a."""
    assert days.parse_month(text, SHANGHAI) == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("March", "not_a_month"),
        ("2024-13", "not_a_month"),
        ("3月", "not_a_month"),
        ("2024", "not_a_month"),
        ("1999-12", "before_2000"),
        ("2024-02-30", "no_such_day"),
    ],
)
def test_what_is_no_month(text: str, code: str) -> None:
    with pytest.raises(BadCell) as caught:
        days.parse_month(text, SHANGHAI)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "text", ["2024Q1", "2024-Q1", "2024年Q1", "2024年1季度", "2024年第一季度", "2024q1", "２０２４Ｑ１", "2024年一季度"]
)
def test_quarters(text: str) -> None:
    """Class 46a."""
    assert days.parse_quarter(text) == (2024, 1)


@pytest.mark.parametrize("text", ["2024Q5", "Q1", "2024-03", "1999Q1", "first"])
def test_what_is_no_quarter(text: str) -> None:
    with pytest.raises(BadCell):
        days.parse_quarter(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13800000001", "+8613800000001"),  # 60
        ("+86 138-0000-0001", "+8613800000001"),
        ("0086 138 0000 0001", "+8613800000001"),
        ("86-13800000001", "+8613800000001"),
        ("(021) 5555 6666", "021-55556666"),
        ("021-55556666", "021-55556666"),
        ("02155556666", "021-55556666"),
        ("0755-26668888转801", "0755-26668888-801"),
        ("0755-26668888-801", "0755-26668888-801"),
        ("+86 10 5555 6666", "010-55556666"),
        ("55556666", "55556666"),
        ("400-820-8820", "400-820-8820"),
        ("+44 20 7946 0958", "+442079460958"),
        ("12345", None),
        ("see card", None),
        ("1380000000", None),
    ],
)
def test_phones(text: str, number: str | None) -> None:
    assert phones.parse_phone(text) == number


@pytest.mark.parametrize("text", ["1.38E+10", "1.38e+10", "1E+10"])
def test_a_number_that_excel_rewrote_is_lost(text: str) -> None:
    """Class 58."""
    with pytest.raises(BadCell, match="rewritten_by_excel"):
        phones.parse_phone(text)


def test_phones_are_masked() -> None:
    assert phones.mask_phone("13800000001") == "138****0001"
    assert phones.mask_phone("+86 138-0000-0001") == "+86 1**-****-0001"
    assert phones.mask_phone("12345") == "***45"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a b ", "a b"),  # 61
        ("\u00a0a\u3000", "a"),
        ("\ufeffa\u200b", "a"),
        ("a\u202eb", "ab"),
        ("a\u200b", "a"),
        ("'=1+1", "=1+1"),  # 73: the escape of an export
        ("'quoted'", "'quoted'"),
        ("=1+1", "=1+1"),
        ("一\n二", "一\n二"),
        ("👨\u200d👩", "👨\u200d👩"),
    ],
)
def test_cleaning(text: str, cleaned: str) -> None:
    assert values.clean_text(text) == cleaned


@pytest.mark.parametrize("text", ["a\x00b", "a\x07", "\x1f", "a\x85b"])
def test_control_characters(text: str) -> None:
    """Class 13."""
    with pytest.raises(BadCell, match="control_character"):
        values.clean_text(text)


@pytest.mark.parametrize("text", ["=1", "+a", "-a", "@a", "\ta", "＝a", "|a", "-", "-1-2"])
def test_formulas_are_escaped_and_read_back(text: str) -> None:
    """Class 73."""
    assert values.escape_formula(text) == f"'{text}"
    assert values.clean_text(values.escape_formula(text)) == values.clean_text(text)


@pytest.mark.parametrize("text", ["-500", "-1,234.50", "+5", "-35%", "a", "", "'a"])
def test_numbers_and_words_are_not(text: str) -> None:
    assert values.escape_formula(text) == text


def test_yes_and_no() -> None:
    assert [values.parse_flag(word) for word in ("是", "YES", "y", "True", "1", "否", "no", "N", "false", "0")] == [True] * 5 + [
        False
    ] * 5
    with pytest.raises(BadCell, match="not_yes_or_no"):
        values.parse_flag("maybe")
