"""Exact rounding and ratios (definitions §1, §4)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.numbers import Exact, half_up, plain, ratio, ratio_pct, without_trailing_zeros

AMOUNTS = st.decimals(min_value=Decimal("-1e13"), max_value=Decimal("1e13"), places=4)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Decimal("89.95"), 1, "90.0"),
        (Decimal("89.949999999"), 1, "89.9"),
        (Decimal("551.0400000000001"), 4, "551.0400"),
        (Decimal("0.00005"), 4, "0.0001"),
        (Decimal("-2.5"), 0, "-3"),
        (Decimal("12345678901234567890123456789.125"), 2, "12345678901234567890123456789.13"),
        (Fraction(1, 3), 4, "0.3333"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(1, 8), 2, "0.13"),
        (7, 2, "7.00"),
    ],
)
def test_a_tie_goes_away_from_zero(value: Exact, places: int, rounded: str) -> None:
    assert str(half_up(value, places)) == rounded


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [
        (550000, 500000, "110"),
        (360000, 450000, "80"),
        (Decimal("0.0000"), 450000, "0"),
        (1, 3, "33.333333333"),
        (2, 3, "66.666666667"),
        (-2, 3, "-66.666666667"),
        (1, -8, "-12.5"),
        (Decimal("129.6960"), Decimal("1000.0000"), "12.9696"),
        (1, 200000000000, "0.000000001"),  # 0.0000000005 %, a tie
        (Fraction(1, 3), Fraction(2, 3), "50"),
    ],
)
def test_a_ratio_is_exact_to_nine_decimals(numerator: Exact, denominator: Exact, percent: str) -> None:
    result = ratio_pct(numerator, denominator)
    assert result is not None
    assert format(result, "f") == percent


@pytest.mark.parametrize(("numerator", "denominator"), [(None, 1), (1, None), (1, 0), (1, Decimal("0.0000")), (0, 0)])
def test_a_ratio_of_nothing_is_absent(numerator: Exact | None, denominator: Exact | None) -> None:
    assert ratio_pct(numerator, denominator) is None
    assert ratio(numerator, denominator) is None


def test_a_ratio_is_no_percentage() -> None:
    assert ratio(Decimal("1000.0000"), 8) == Decimal(125)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("110.00"), "110"),
        (Decimal("551.0400"), "551.04"),
        (Decimal("16068954.1250"), "16068954.125"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0000"), "0"),
        (Decimal("-0.0"), "0"),
        (Decimal("1E-9"), "0.000000001"),
        (Decimal(-120), "-120"),
        (12, "12"),
    ],
)
def test_a_number_prints_plainly(value: Decimal | int, text: str) -> None:
    assert plain(value) == text


@given(AMOUNTS)
def test_trailing_zeros_do_not_change_the_number(value: Decimal) -> None:
    assert without_trailing_zeros(value) == value
    assert Decimal(plain(value)) == value


@given(AMOUNTS, AMOUNTS.filter(bool))
def test_a_ratio_is_within_half_of_the_last_place(numerator: Decimal, denominator: Decimal) -> None:
    percent = ratio_pct(numerator, denominator)
    assert percent is not None
    assert abs(Fraction(percent) - Fraction(numerator) * 100 / Fraction(denominator)) <= Fraction(1, 2 * 10**9)
