"""Exact rounding and ratios of amounts and counts; never a float."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

Exact = Decimal | Fraction | int

RATIO_PLACES = 9
_WIDE = Context(prec=200, rounding=ROUND_HALF_UP)


def half_up(value: Exact, places: int) -> Decimal:
    """`value` with exactly `places` decimals; a tie goes away from zero (definitions §1, §4)."""
    if isinstance(value, Fraction):
        return _rounded(value.numerator, value.denominator, places)
    return Decimal(value).quantize(Decimal(1).scaleb(-places), context=_WIDE)


def ratio(numerator: Exact | None, denominator: Exact | None) -> Decimal | None:
    """numerator ÷ denominator, rounded once, half-up, at nine decimals, without trailing zeros.

    None when either is absent or the denominator is 0. The caller decides about negative
    denominators (definitions §3).
    """
    return _quotient(numerator, denominator, 1)


def ratio_pct(numerator: Exact | None, denominator: Exact | None) -> Decimal | None:
    """numerator ÷ denominator in percent (110 = 110 %), else as `ratio`."""
    return _quotient(numerator, denominator, 100)


def without_trailing_zeros(value: Decimal) -> Decimal:
    """The same number with the fewest digits and no exponent: 110.00 → 110, 0.0 → 0."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1), context=_WIDE) + 0
    return value.normalize(_WIDE)


def plain(value: Decimal | int) -> str:
    """The number as reports print it: all its digits, no exponent, no trailing zeros."""
    return format(without_trailing_zeros(Decimal(value)), "f")


def _quotient(numerator: Exact | None, denominator: Exact | None, times: int) -> Decimal | None:
    if numerator is None or denominator is None or denominator == 0:
        return None
    above, above_parts = numerator.as_integer_ratio()
    below, below_parts = denominator.as_integer_ratio()
    rounded = _rounded(times * above * below_parts, below * above_parts, RATIO_PLACES)
    return without_trailing_zeros(rounded)


def _rounded(numerator: int, denominator: int, places: int) -> Decimal:
    scaled, parts = abs(numerator) * 10**places, abs(denominator)
    whole, rest = divmod(scaled, parts)
    digits = whole + (2 * rest >= parts)
    is_negative = (numerator < 0) != (denominator < 0)
    return Decimal(-digits if is_negative else digits).scaleb(-places, _WIDE)
