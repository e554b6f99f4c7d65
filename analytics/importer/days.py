"""Days, moments, months and quarters as text to dates (bad-input 46 to 55)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from types import MappingProxyType
from zoneinfo import ZoneInfo

from analytics.importer.checked import Refused
from analytics.importer.values import BadCell

EARLIEST = date(2000, 1, 1)

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
