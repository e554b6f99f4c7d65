"""Numbers as text to exact decimals: the slow, obvious parsers (bad-input 30 to 45).

The fast paths of `parse` only take texts that these read to the same value; what they do not know is rejected.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType

from analytics.importer.checked import Refused
from analytics.importer.values import BadCell, fold_number

_WIDE = Context(prec=200, rounding=ROUND_HALF_UP)
_FOUR_PLACES = Decimal("0.0001")
_LARGEST = Decimal(10) ** 14

_SYMBOLS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "CNY": ("人民币", "cny", "rmb", "¥", "元", "圆"),
        "USD": ("us$", "usd", "美元", "$"),
        "EUR": ("eur", "欧元", "€"),
        "GBP": ("gbp", "英镑", "£"),
        "HKD": ("hk$", "hkd", "港币", "港元"),
        "JPY": ("jpy", "日元", "円", "¥"),
        "TWD": ("nt$", "twd", "新台币"),
        "KRW": ("krw", "韩元", "₩"),
        "SGD": ("s$", "sgd", "新加坡元"),
    }
)
_FACTORS = MappingProxyType({"千": 1_000, "万": 10_000, "百万": 1_000_000, "亿": 100_000_000})
_UNIT = re.compile(r"(?<=[0-9.])\s*(百万|千|万|亿)$")
_PLAIN = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)?(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Number:
    """An exact number; whether the cell named a unit of its own (万, 亿) and whether it was rounded to four decimals."""

    value: Decimal
    has_unit: bool
    is_rounded: bool


def parse_amount(text: str, currency: str, factor: Decimal = Decimal(1)) -> Number:
    """An amount in the policy's currency times its header's factor (bad-input 30 to 41)."""
    folded = fold_number(text)
    if "%" in folded:
        raise BadCell("percent_in_amount")
    digits, is_negative = _without_sign(folded)
    digits, is_negative_inside = _without_sign(_without_currency(digits, currency))
    if is_negative and is_negative_inside:
        raise BadCell("not_a_number")
    unit = _UNIT.search(digits)
    own = Decimal(_FACTORS[unit[1]]) if unit else Decimal(1)
    if unit and factor != 1:
        raise Refused("unit_twice", value=text)
    exact = _digits(digits[: unit.start()] if unit else digits) * own * factor
    return _stored(-exact if is_negative or is_negative_inside else exact, has_unit=unit is not None)


def parse_number(text: str, factor: Decimal = Decimal(1)) -> Number:
    """A plain number without currency or unit, times its header's factor."""
    digits, is_negative = _without_sign(fold_number(text))
    exact = _digits(digits) * factor
    return _stored(-exact if is_negative else exact, has_unit=False)


def _stored(exact: Decimal, *, has_unit: bool) -> Number:
    rounded = exact.quantize(_FOUR_PLACES, context=_WIDE)
    if abs(rounded) >= _LARGEST:
        raise BadCell("number_too_large")
    return Number(rounded + 0, has_unit, is_rounded=rounded != exact)


def _without_sign(text: str) -> tuple[str, bool]:
    if len(text) > 2 and text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text.endswith("-"):
        return text[:-1].strip(), True
    if text[:1] in {"-", "+"}:
        return text[1:].strip(), text.startswith("-")
    return text, False


def symbols_of(currency: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How the currency is written, folded, and how others are."""
    own = _SYMBOLS.get(currency, (currency.casefold(),))
    return own, tuple(symbol for symbols in _SYMBOLS.values() for symbol in symbols if symbol not in own)


def _without_currency(text: str, currency: str) -> str:
    own, foreign = symbols_of(currency)
    for symbol in sorted((*own, *foreign), key=len, reverse=True):
        if text.startswith(symbol) or text.endswith(symbol):
            if symbol in foreign:
                raise BadCell("other_currency", currency=currency)
            return text.removeprefix(symbol).removesuffix(symbol).strip()
    return text


def _digits(text: str) -> Decimal:
    if len(text) <= 60 and text.strip(".") and _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if re.fullmatch(r"[0-9]{15,}(\.[0-9]*)?", text):
        raise BadCell("number_too_large")
    if re.fullmatch(r"[0-9.,]*,[0-9.,]*", text):
        raise BadCell("bad_grouping")
    raise BadCell("not_a_number")
