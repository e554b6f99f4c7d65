"""The day promised in a free text (definitions §5, *Broken promise*), found by trying every form at every place."""

from __future__ import annotations

from datetime import date, timedelta

from tests.oracle.calendar import first_of, last_of, shift

HAN_DIGITS = dict(zip("一二三四五六七八九两", "1234567892", strict=True))
WIDE_DIGITS = {chr(0xFF10 + number): str(number) for number in range(10)}
WEEKDAYS_HAN = {"1": 0, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "日": 6, "天": 6}
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
MONTH_NUMBERS = {name: place for place, name in enumerate(MONTHS, start=1)}
MONTH_NUMBERS |= {name[:3]: place for name, place in MONTH_NUMBERS.items()}
NOT_BEFORE = ("本", "这", "下个", "下月", "每")
OTHER_WORDS = ("楼", "线")


class Reader:
    """One place of the text; each `take` moves on and tells what was there, or None."""

    def __init__(self, text: str, place: int) -> None:
        self.text, self.place = text, place

    def take(self, *words: str) -> str | None:
        for word in words:
            if self.text.startswith(word, self.place):
                self.place += len(word)
                return word
        return None

    def number(self, most: int) -> int | None:
        """A whole run of at most so many digits."""
        end = self.place
        while end < len(self.text) and self.text[end].isdigit():
            end += 1
        digits = self.text[self.place : end]
        if not digits or len(digits) > most:
            return None
        self.place = end
        return int(digits)

    def word(self, words: list[str]) -> str | None:
        """A whole Latin word out of a list."""
        found = self.take(*sorted(words, key=len, reverse=True))
        return found if found and not self.is_latin(self.place) else None

    def is_latin(self, place: int) -> bool:
        """Whether a Latin letter or a digit stands there."""
        return 0 <= place < len(self.text) and self.text[place].isascii() and self.text[place].isalnum()


def real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def without_year(month: int, day: int, said_on: date) -> date | None:
    year = said_on.year + ((month, day) < (said_on.month, said_on.day))
    return real_day(year, month, day)


def han_date(reader: Reader, said_on: date) -> date | None:
    """`[2024年]3月12日/号`"""
    year = None
    number = reader.number(4)
    if number is not None and number >= 1000 and reader.take("年"):
        year, number = number, reader.number(2)
    if number is None or not reader.take("月"):
        return None
    day = reader.number(2)
    if day is None or not reader.take("日", "号") or reader.take(*OTHER_WORDS):
        return None
    return without_year(number, day, said_on) if year is None else real_day(year, number, day)


def figures_date(reader: Reader, said_on: date) -> date | None:
    """`2024-03-12`, `2024/3/12`"""
    year = reader.number(4)
    sign = reader.take("-", "/")
    if year is None or year < 1000 or sign is None:
        return None
    month = reader.number(2)
    if month is None or not reader.take(sign):
        return None
    day = reader.number(2)
    if day is None or reader.is_latin(reader.place) or reader.take("-", "/", "."):
        return None
    return real_day(year, month, day)


def day_first(reader: Reader, said_on: date) -> date | None:
    """`12 March [2024]`"""
    day = reader.number(2)
    if day is None or not reader.take(" "):
        return None
    month = reader.word(list(MONTH_NUMBERS))
    if month is None:
        return None
    ahead = Reader(reader.text, reader.place)
    year = ahead.number(4) if ahead.take(" ") else None
    if year is not None and year >= 1000 and not ahead.is_latin(ahead.place):
        return real_day(year, MONTH_NUMBERS[month], day)
    return without_year(MONTH_NUMBERS[month], day, said_on)


def month_first(reader: Reader, said_on: date) -> date | None:
    """`March 12[, 2024]`"""
    month = reader.word(list(MONTH_NUMBERS))
    day = reader.number(2) if month and reader.take(" ") else None
    if month is None or day is None or reader.is_latin(reader.place):
        return None
    ahead = Reader(reader.text, reader.place)
    year = ahead.number(4) if ahead.take(", ") else None
    if year is not None and year >= 1000 and not ahead.is_latin(ahead.place):
        return real_day(year, MONTH_NUMBERS[month], day)
    return without_year(MONTH_NUMBERS[month], day, said_on)


def bare_day(reader: Reader, said_on: date) -> date | None:
    """`12日/号`: the next such day after the follow-up's."""
    if reader.text[max(0, reader.place - 1) : reader.place] == "月":
        return None
    day = reader.number(2)
    sign = reader.take("日", "号") if day is not None else None
    if sign is None or reader.take(*OTHER_WORDS) or (sign == "日" and reader.take("内", "后")):
        return None
    for ahead in range(3):
        month = shift(first_of(said_on), ahead)
        found = real_day(month.year, month.month, day)
        if found and found > said_on:
            return found
    return None


def days_ahead(reader: Reader, said_on: date) -> date | None:
    """`3天后`, `3日后`, `2周后`"""
    number = reader.number(3)
    unit = reader.take("天后", "日后", "周后")
    if number is None or unit is None:
        return None
    return said_on + timedelta(days=number * (7 if unit == "周后" else 1))


def in_days(reader: Reader, said_on: date) -> date | None:
    """`in 3 days`, `in 2 weeks`"""
    number = reader.number(3) if reader.take("in ") else None
    unit = reader.word(["days", "weeks"]) if number is not None and reader.take(" ") else None
    if number is None or unit is None:
        return None
    return said_on + timedelta(days=number * (7 if unit == "weeks" else 1))


def near_day(reader: Reader, said_on: date) -> date | None:
    """`明天`, `后天`, `tomorrow`"""
    before = reader.text[: reader.place]
    if reader.take("明天"):
        return said_on + timedelta(days=1)
    if not before.endswith("大") and reader.take("后天"):
        return said_on + timedelta(days=2)
    if not before.rstrip().endswith("after") and reader.word(["tomorrow"]):
        return said_on + timedelta(days=1)
    return None


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weekday(reader: Reader, said_on: date) -> date | None:
    """`周三`, `on Wednesday`, `下周三`, `next Wednesday`"""
    before = reader.text[: reader.place]
    if before.endswith(("上", "每", "下", "个")):
        return None
    is_next = bool(reader.take("下"))
    if reader.take("周"):
        name = reader.take(*WEEKDAYS_HAN)
        wanted = WEEKDAYS_HAN.get(name or "")
    else:
        lead = None if is_next else reader.take("on ", "next ")
        is_next = lead == "next "
        name = reader.word(WEEKDAYS) if lead else None
        wanted = WEEKDAYS.index(name) if name else None
    if wanted is None:
        return None
    if is_next:
        return monday(said_on) + timedelta(days=7 + wanted)
    return said_on + timedelta(days=(wanted - said_on.weekday() - 1) % 7 + 1)


def month_end(reader: Reader, said_on: date) -> date | None:
    """`月底`, `本月底`, `end of the month`"""
    before = reader.text[: reader.place]
    if reader.take("本月底"):
        return last_of(first_of(said_on))
    if reader.take("月底"):
        is_other = before[-1:].isdigit() or before.endswith(("下", "上", "每", "个", "十", "本"))
        return None if is_other else last_of(first_of(said_on))
    return last_of(first_of(said_on)) if reader.take("end of ") and reader.take("the ") and reader.word(["month"]) else None


FORMS = [
    *(han_date, figures_date, day_first, month_first, bare_day),
    *(days_ahead, in_days, near_day, weekday, month_end),
]


def is_inside(text: str, place: int) -> bool:
    """Whether what starts here is the rest of another word or number."""
    before = text[:place]
    if before.endswith(NOT_BEFORE):
        return True
    sign, last = text[place], before[-1:]
    if sign.isdigit():
        is_joined = last in tuple("./-") and before[-2:-1].isascii() and before[-2:-1].isalnum()
        return is_joined or last in tuple("年十") or last.isdigit() or (last.isascii() and last.isalpha())
    if sign in "周下":
        return last.isdigit()
    return sign.isascii() and sign.isalpha() and last.isascii() and last.isalnum()


def promised_day(text: str | None, said_on: date) -> date | None:
    """The day that a next step names, read as of the follow-up's day; None if it names none."""
    plain = (text or "").lower().replace("星期", "周").replace("礼拜", "周")
    plain = "".join(HAN_DIGITS.get(sign, WIDE_DIGITS.get(sign, sign)) for sign in plain)
    for place in range(len(plain)):
        if is_inside(plain, place):
            continue
        for form in FORMS:
            found = form(Reader(plain, place), said_on)
            if found:
                return found
    return None
