"""Amounts, rates, changes and dates as a reader sees them."""

from datetime import date
from decimal import Decimal

import pytest

from analytics.periods import parse, span
from analytics.texts import translator
from pages._ui.formats import Formats, number

ZH, EN = Formats(translator("zh")), Formats(translator("en"))


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        ("0", "0", "¥0"),
        ("999.5", "1,000", "¥1K"),
        ("9999.4", "9,999", "¥10K"),
        ("9999.5", "1.0万", "¥10K"),
        ("17428000", "1,742.8万", "¥17.43M"),
        ("999499", "99.9万", "¥999K"),
        ("999500", "100.0万", "¥1.00M"),
        ("99999499", "9,999.9万", "¥100.00M"),
        ("99999500", "1.00亿", "¥100.00M"),
        ("123000000", "1.23亿", "¥123.00M"),
        ("999995000", "10.00亿", "¥1.00B"),
        ("-349000", "−34.9万", "−¥349K"),
        ("-0.4", "0", "¥0"),
    ],
)
def test_money_changes_its_unit_where_the_rounded_number_does(amount: str, zh: str, en: str) -> None:
    assert (ZH.money(Decimal(amount)), EN.money(Decimal(amount))) == (zh, en)


def test_a_tie_is_rounded_away_from_zero() -> None:
    assert [number(Decimal(text), 1) for text in ("0.25", "0.35", "-0.25")] == ["0.3", "0.4", "−0.3"]


def test_plus_stands_on_differences_only_above_zero() -> None:
    assert [ZH.money(Decimal(n), sign=True) for n in (4412000, -14000, 0)] == ["+441.2万", "−1.4万", "0"]


def test_a_column_has_one_unit() -> None:
    amounts = [Decimal(120000000), Decimal(4000000), None]
    unit = ZH.unit(amounts)
    assert [ZH.money(amount, unit=unit) for amount in amounts] == ["1.20亿", "0.04亿", "–"]
    assert (ZH.unit_name(unit), EN.unit_name(EN.unit(amounts))) == ("亿元", "¥M")


def test_what_is_there_is_never_0_in_the_unit_of_its_column() -> None:
    unit = EN.unit([Decimal(2_000_000)])
    assert [EN.money(Decimal(amount), unit=unit) for amount in (5_000, 4_999, -4_999, 0)] == ["¥0.01M", "¥5K", "−¥5K", "¥0.00M"]


def test_another_currency_has_its_sign() -> None:
    assert Formats(translator("en"), "EUR").money(Decimal(806000)) == "€806K"


@pytest.mark.parametrize(
    ("pct", "change", "this", "shown"),
    [
        ("9.44", "100", "1200", "▲ 9.4%"),
        ("-28.35", "-482000", "1214000", "▼ 28.4%"),
        ("0.04", "1", "2500", "＝ 0.0%"),
        (None, "120000", "120000", "+12.0万 新增"),  # nothing before
        (None, "120000", "20000", "▲ 12.0万"),  # less than nothing before
        (None, "0", "0", "–"),  # nothing in both
        (None, None, "5", "–"),  # no data
    ],
)
def test_growth_says_why_there_is_no_percentage(pct: str | None, change: str | None, this: str, shown: str) -> None:
    values = [None if text is None else Decimal(text) for text in (pct, change, this)]
    assert ZH.growth(*values) == shown


def test_rates_change_in_points() -> None:
    assert (ZH.pp(Decimal("-4.65")), EN.pp(Decimal("-4.65"))) == ("▼ 4.7 个百分点", "▼ 4.7 pp")


def test_days_and_months() -> None:
    day = date(2026, 3, 4)
    assert (ZH.day(day), EN.day(day)) == ("2026-03-04", "4 Mar 2026")
    assert (ZH.short_day(day), EN.short_day(day)) == ("3月4日", "4 Mar")
    assert (ZH.month(day), EN.month(day)) == ("2026年3月", "March 2026")


@pytest.mark.parametrize(
    ("code", "zh", "en", "short_zh", "short_en"),
    [
        ("2026-03", "2026年3月", "March 2026", "3月", "March"),
        ("2026Q1", "2026年 第一季度", "Q1 2026", "一季度", "Q1"),
        ("2026", "2026年", "2026", "2026年", "2026"),
    ],
)
def test_periods(code: str, zh: str, en: str, short_zh: str, short_en: str) -> None:
    period = parse(code)
    assert (ZH.period(period), EN.period(period)) == (zh, en)
    assert (ZH.short_period(period), EN.short_period(period)) == (short_zh, short_en)


def test_a_span_names_its_ends() -> None:
    assert EN.period(span(date(2025, 11, 1), date(2026, 2, 1))) == "November 2025 – February 2026"


def test_an_absent_figure_is_a_dash() -> None:
    absent = [ZH.money(None), ZH.pct(None), ZH.pp(None), ZH.count(None), ZH.day(None), ZH.short_day(None), ZH.exact(None)]
    assert set(absent) == {"–"}


@pytest.mark.parametrize(("part", "shown"), [("0", "0.0%"), ("0.049", "<0.1%"), ("0.05", "0.1%"), ("40", "40.0%")])
def test_a_part_that_is_there_is_never_zero(part: str, shown: str) -> None:
    assert ZH.part_pct(Decimal(part)) == shown
