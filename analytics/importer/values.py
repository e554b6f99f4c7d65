"""One cell's text to its value: the slow, obvious parsers (bad-input 30 to 60); anything they do not know is rejected.

The fast paths of `parse` only take texts that these parsers read to the same value.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType
from zoneinfo import ZoneInfo

from analytics.importer.checked import Refused, Scalar

MISSING = frozenset({"", "-", "--", "—", "——", "#n/a", "n/a", "null", "无"})
FORMULA_ERRORS = frozenset({"#ref!", "#div/0!", "#value!", "#name?", "#null!", "#num!", "#spill!", "#calc!"})
EARLIEST = date(2000, 1, 1)

NOT_COMPUTED = "#NOT_COMPUTED!"  # stands where a workbook holds a formula without a value

_INVISIBLE = "\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_INVISIBLE_CHARACTERS = re.compile(f"[{_INVISIBLE}]")
_BLANK_ENDS = re.compile(r"^[\s\u00a0\u3000\u200c\u200d]+|[\s\u00a0\u3000\u200c\u200d]+$")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "|")
_NUMBER = re.compile(r"[-+]?[0-9][0-9,.]*%?")
_ESCAPED = re.compile(r"'(?=[=+\-@\t\r＝|])")
_WIDE = Context(prec=200, rounding=ROUND_HALF_UP)
_FOUR_PLACES = Decimal("0.0001")
_LARGEST = Decimal(10) ** 14


class BadCell(ValueError):
    """The row is rejected for this cell; `code` names the sentence, `values` fill it in."""

    def __init__(self, code: str, **values: Scalar) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def clean_text(text: str) -> str:
    """Without invisible characters, and without blanks at either end (bad-input 61); `'` before `=+-@` is an export's escape.

    BadCell `control_character` for NUL and its kind (bad-input 13).
    """
    visible = _INVISIBLE_CHARACTERS.sub("", text)
    if _CONTROLS.search(visible):
        raise BadCell("control_character")
    cleaned = _BLANK_ENDS.sub("", visible)
    return _BLANK_ENDS.sub("", cleaned[1:]) if _ESCAPED.match(cleaned) else cleaned


def escape_formula(text: str) -> str:
    """The text as an export may write it: one that a spreadsheet would take for a formula gets a `'` before it, a number
    does not (bad-input 73)."""
    is_formula = text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula or _ESCAPED.match(text) else text


_TOTAL = re.compile(
    r"(?:本[月页季年])?(?:小计|合计|总计|累计|合計|總計|小計)|(?:grand|sub)?[- ]?totals?"
    r"|(?:制表|审核|审批|复核|打印)(?:人|日期|时间)?|第[0-9 ]+页.*|共[0-9 ]+页.*|page [0-9]+.*",
)


def refuse_total(cleaned: str, value: str) -> None:
    """Refused `total_row` for a label of a total or a footer where an id, name or day is expected (bad-input 21, 22)."""
    label = re.split("[:\uff1a]", cleaned.casefold(), maxsplit=1)[0].strip()
    if len(label) <= 20 and _TOTAL.fullmatch(label):
        raise Refused("total_row", value=value)


def is_missing(cleaned: str) -> bool:
    """Whether the word stands for nothing (bad-input 37); an id or region `NA` is a word."""
    return cleaned.casefold() in MISSING


def refuse_formula_error(cleaned: str) -> None:
    if cleaned == NOT_COMPUTED:
        raise BadCell("formula_without_value")
    if cleaned.startswith("#") and cleaned.casefold() in FORMULA_ERRORS:
        raise BadCell("formula_error")


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


def fold_number(text: str) -> str:
    """Half-width, folded, with the plain minus sign (bad-input 34)."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\u2212", "-").replace("\u2013", "-").strip()


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


_TIME = (
    r"(?:(?:\s+|[tT])(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"\s*(?P<zone>[zZ]|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_YEAR_FIRST = re.compile(
    r"(?:(?P<y1>[0-9]{4})(?P<separator>[-/.])(?P<m1>[0-9]{1,2})(?P=separator)(?P<d1>[0-9]{1,2})"
    r"|(?P<y2>[0-9]{4})(?P<m2>[0-9]{2})(?P<d2>[0-9]{2})"
    r"|(?P<y3>[0-9]{4})\s*年\s*(?P<m3>[0-9]{1,2})\s*月\s*(?P<d3>[0-9]{1,2})\s*[日号])" + _TIME
)
_YEAR_LAST = re.compile(r"(?P<first>[0-9]{1,2})([-/.])(?P<second_number>[0-9]{1,2})\2(?P<year>[0-9]{4})" + _TIME)
_TWO_DIGIT_YEAR = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{1,2}" + _TIME + r"|[0-9]{2}年.*")
_NO_YEAR = re.compile(r"[0-9]{1,2}\s*月\s*[0-9]{1,2}\s*[日号]?.*|[0-9]{1,2}[-/.][0-9]{1,2}")
_SERIAL = re.compile(r"[2-7][0-9]{4}(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Moment:
    """A local moment of business; `has_time` is False for a date alone (00:00)."""

    at: datetime
    has_time: bool


def parse_moment(text: str, zone: str) -> Moment:
    """A day with or without a time (bad-input 46 to 55); a time with a zone is turned into business time.

    Refused `ambiguous_date` for 03/04/2024 and `excel_serial` for 45359: the whole column is unclear, not one cell.
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    if match := _YEAR_FIRST.fullmatch(folded):
        parts = [match[f"{part}{form}"] for form in "123" for part in "ymd" if match[f"y{form}"]]
        return _moment(_day(*map(int, parts)), match, zone)
    if match := _YEAR_LAST.fullmatch(folded):
        return _moment(_year_last(match, text), match, zone)
    raise _unknown_day(folded)


def _year_last(match: re.Match[str], text: str) -> date:
    first, second, year = int(match["first"]), int(match["second_number"]), int(match["year"])
    if first <= 12 and second <= 12 and first != second:
        raise Refused("ambiguous_date", value=text)
    return _day(year, second, first) if first > 12 else _day(year, first, second)


def _unknown_day(folded: str) -> ValueError:
    if _SERIAL.fullmatch(folded):
        return Refused("excel_serial", value=folded)
    if _TWO_DIGIT_YEAR.fullmatch(folded):
        return BadCell("two_digit_year")
    return BadCell("no_year" if _NO_YEAR.fullmatch(folded) else "not_a_date")


def _day(year: int, month: int, day: int) -> date:
    if 0 < year < EARLIEST.year:
        raise BadCell("before_2000")
    try:
        return date(year, month, day)
    except ValueError as problem:
        raise BadCell("no_such_day") from problem


def _moment(day: date, match: re.Match[str], zone: str) -> Moment:
    if match["hour"] is None:
        return Moment(datetime.combine(day, time()), has_time=False)
    microsecond = int((match["fraction"] or "").ljust(6, "0")[:6])
    try:
        clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0), microsecond)
    except ValueError as problem:
        raise BadCell("no_such_time") from problem
    at = datetime.combine(day, clock)
    if match["zone"]:
        at = at.replace(tzinfo=_offset(match["zone"])).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return Moment(at, has_time=True)


def _offset(zone: str) -> timezone:
    if zone in "zZ":
        return UTC
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours > 14 or minutes > 59:
        raise BadCell("no_such_time")
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if zone.startswith("-") else away)


_MONTH = re.compile(
    r"(?P<year>[0-9]{4})(?:[-/.]?(?P<month>[0-9]{2})|[-/.](?P<short>[0-9])|\s*年\s*(?P<han>[0-9]{1,2})\s*月(?:份)?)"
)
_QUARTER = re.compile(r"(?P<year>[0-9]{4})\s*(?:[-/年]?\s*[qQ]\s*(?P<number>[1-4])|年?\s*第?(?P<han>[1-4一二三四])\s*季度?)")
_HAN_NUMBERS = MappingProxyType({"一": 1, "二": 2, "三": 3, "四": 4})


def parse_month(text: str, zone: str) -> date:
    """The first day of a month, written as such or as any day in it (bad-input 46a)."""
    folded = unicodedata.normalize("NFKC", text).strip()
    match = _MONTH.fullmatch(folded)
    if match is None:
        try:
            return parse_moment(text, zone).at.date().replace(day=1)
        except BadCell as problem:
            raise BadCell("not_a_month" if problem.code in {"not_a_date", "no_year"} else problem.code) from problem
    month = int(match["month"] or match["short"] or match["han"])
    if not 1 <= month <= 12:
        raise BadCell("not_a_month")
    return _day(int(match["year"]), month, 1)


def parse_quarter(text: str) -> tuple[int, int]:
    """A fiscal year and its quarter, 1 to 4 (bad-input 46a)."""
    match = _QUARTER.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise BadCell("not_a_quarter")
    number = match["number"] or match["han"]
    year = int(match["year"])
    if year < EARLIEST.year:
        raise BadCell("before_2000")
    return year, _HAN_NUMBERS.get(number) or int(number)


_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_LANDLINE = re.compile(r"(?:(?:\+?86|0086)?-?0?(10|2[0-9]|[3-9][0-9]{2})-?)?([2-9][0-9]{6,7})")
_SERVICE = re.compile(r"([48]00)-?([0-9]{3})-?([0-9]{4})")
_ABROAD = re.compile(r"(?:\+|00)([1-9][0-9]{6,14})")
_EXTENSION = re.compile(r"(?:转|ext\.?|x|#|分机)\s*([0-9]{1,6})$|(?<=[0-9]{7})-([0-9]{1,4})$")
_REWRITTEN = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{1,3}")


def parse_phone(text: str) -> str | None:
    """E.164 (+8613800000001) or a landline (021-55556666, with -extension); None when it is no number (bad-input 60)."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    refuse_rewritten(folded)
    extension = _EXTENSION.search(folded)
    main = folded[: extension.start()] if extension else folded
    end = f"-{extension[1] or extension[2]}" if extension else ""
    compact = re.sub(r"[\s()\u2010-\u2015.]+", "", main)
    if match := _MOBILE.fullmatch(compact.replace("-", "")):
        return f"+86{match[1]}"
    if match := _SERVICE.fullmatch(compact):
        return "-".join(match.groups())
    if (match := _ABROAD.fullmatch(compact.replace("-", ""))) and not match[1].startswith("86"):
        return f"+{match[1]}"
    if match := _LANDLINE.fullmatch(compact):
        area = f"0{match[1]}-" if match[1] else ""
        return f"{area}{match[2]}{end}"
    return None


def refuse_rewritten(text: str) -> None:
    """BadCell for a number that Excel turned into 1.38E+10: its digits are gone (bad-input 58)."""
    if _REWRITTEN.fullmatch(text):
        raise BadCell("rewritten_by_excel")


def mask_phone(text: str) -> str:
    """A phone number as messages may show it: its last four digits and the first three, the rest hidden."""
    digits = [place for place, character in enumerate(text) if character.isdigit()]
    hidden = set(digits[3:-4] if len(digits) > 7 else digits[:-2])
    return "".join("*" if place in hidden else character for place, character in enumerate(text))


_YES = frozenset({"是", "yes", "y", "true", "1", "1.0"})
_NO = frozenset({"否", "no", "n", "false", "0", "0.0"})


def parse_flag(text: str) -> bool:
    folded = fold_number(text)
    if folded in _YES or folded in _NO:
        return folded in _YES
    raise BadCell("not_yes_or_no")
