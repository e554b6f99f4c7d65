"""The promised day of a follow-up: typed, or read from the words of its next step (definitions §5).

Chinese has no blanks between words, so each form says which words before or after it make it part
of another one. Where a clause of the definitions names no words, the lists hold those that real
notes contain: house numbers, measure words, place names.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Promise:
    """A promised day; `from_text` when it was read from the words of the next step."""

    on: date
    from_text: bool


def promised_on(next_step_on: date | None, next_step: str | None, followed_up_on: date) -> Promise | None:
    """The day promised at a follow-up: the typed one, else the first written in `next_step`; else None.

    It may lie on or before the follow-up's day: whether it is broken is not judged here.
    """
    if next_step_on is not None:
        return Promise(next_step_on, from_text=False)
    day = read_day(next_step, followed_up_on) if next_step else None
    return None if day is None else Promise(day, from_text=True)


def read_day(text: str, followed_up_on: date) -> date | None:
    """The first day that is written in the text, in the forms of definitions §5 "Broken promise".

    None when there is none. Forms without a year, weekdays and distances count from
    `followed_up_on`; a day that does not exist is passed over.
    """
    for found, rule in _forms_in(text):
        day = rule(found, followed_up_on)
        if day is not None:
            return day
    return None


Rule = Callable[[re.Match[str], date], date | None]


@dataclass(frozen=True)
class _Form:
    pattern: re.Pattern[str]
    not_after: re.Pattern[str]
    rule: Rule


@lru_cache(maxsize=4096)
def _forms_in(text: str) -> tuple[tuple[re.Match[str], Rule], ...]:
    """Each form in the text, first to last, with the rule that makes a day of it.

    Of forms that begin together the earlier in the table stands; none begins inside another, so
    that a rejected 2月30日 leaves no 30日.
    """
    plain = text.translate(_HALF_WIDTH)
    if not _HINT.search(plain):
        return ()
    matches = [(found, form) for form in _FORMS for found in form.pattern.finditer(plain)]
    matches.sort(key=lambda match: match[0].start())
    forms, end = [], 0
    for found, form in matches:
        if found.start() < end:
            continue
        end = found.end()
        before = plain[max(0, found.start() - _LONGEST_BEFORE) : found.start()]
        if not form.not_after.search(before):
            forms.append((found, form.rule))
    return tuple(forms)


def _dated(found: re.Match[str], start: date) -> date | None:
    """Year, month and day; without a year that of the start, or the next if the day lies before it."""
    month, day = _month_number(found["month"]), _number(found["day"])
    if found["year"]:
        return _real_day(_year(found["year"]), month, day)
    return _real_day(start.year + ((month, day) < (start.month, start.day)), month, day)


def _day_of_month(found: re.Match[str], start: date) -> date | None:
    """The next such day of a month after the start; a month too short for it is left out."""
    day = _number(found["day"])
    months = (start.year * 12 + start.month - 1 + ahead for ahead in range(3))
    days = (_real_day(month // 12, month % 12 + 1, day) for month in months)
    return next((real for real in days if real and real > start), None)


def _days_ahead(found: re.Match[str], start: date) -> date | None:
    return _later(start, _number(found["count"]))


def _weeks_ahead(found: re.Match[str], start: date) -> date | None:
    return _later(start, 7 * _number(found["count"]))


def _tomorrow(_: re.Match[str], start: date) -> date | None:
    return _later(start, 1)


def _day_after_tomorrow(_: re.Match[str], start: date) -> date | None:
    return _later(start, 2)


def _weekday(found: re.Match[str], start: date) -> date | None:
    """The next such weekday after the start."""
    return _later(start, (_WEEKDAYS[found["weekday"].lower()] - start.weekday() - 1) % 7 + 1)


def _weekday_of_next_week(found: re.Match[str], start: date) -> date | None:
    """That weekday of the week after the start's; weeks begin on Monday."""
    return _later(start, 7 - start.weekday() + _WEEKDAYS[found["weekday"].lower()])


def _month_end(_: re.Match[str], start: date) -> date | None:
    return start.replace(day=monthrange(start.year, start.month)[1])


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _later(start: date, days: int) -> date | None:
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def _number(digits: str) -> int:
    """12 of `12` and of `十二`."""
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    return (10 * _NUMERALS.get(tens, 1) if ten else 0) + _NUMERALS.get(ones, 0)


def _year(digits: str) -> int:
    """2024 of `2024` and of `二〇二四`."""
    return int("".join(str(_NUMERALS.get(digit, digit)) for digit in digits))


def _month_number(name: str) -> int:
    """3 of `3`, `三`, `March` and `Mar`."""
    return _MONTHS.get(name[:3].lower()) or _number(name)


_NUMERALS = {digit: at for at, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {name[:3]: at for at, name in enumerate(_ENGLISH_MONTHS, 1)}
_WEEKDAYS = {
    **{word: at for at, word in enumerate(_ENGLISH_WEEKDAYS)},
    **{word: at for at, word in enumerate("一二三四五六日")},
    **{word: at for at, word in enumerate("123456")},
    "天": 6,
}

_HALF_WIDTH = {code + 0xFEE0: code for code in (*range(0x30, 0x3A), *b"-./", *range(0x41, 0x5B), *range(0x61, 0x7B))}
_HINT = re.compile(r"[日号天周月期拜]|[0-9][-/][0-9]|day|morrow|week|month|" + "|".join(_MONTHS), re.ASCII | re.IGNORECASE)
_LONGEST_BEFORE = 12

_BLANKS = r"[ \t\u00a0\u3000]*"
_BLANK = r"[ \t\u00a0\u3000]+"
_NUMERAL = "〇零一二两三四五六七八九十"
# A number begins where no other number or word goes on: not the 1 of V2.3.1, the 4 of 3/4, the 12 of HT-12.
_NOT_IN_NUMBER = r"(?<![0-9A-Za-z_#№+])(?<![0-9][./:·])(?<![A-Za-z]-)"
_HAN_NUMBER = rf"(?<![{_NUMERAL}百千万亿几数])(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_NUMBER = rf"(?:{_NOT_IN_NUMBER}[0-9]{{1,2}}|{_HAN_NUMBER})"
_COUNT = rf"(?:{_NOT_IN_NUMBER}(?:[0-9]{{1,2}}|(?<![0-9],)[0-9]{{3,4}})|{_HAN_NUMBER})"
_YEAR = rf"{_NOT_IN_NUMBER}[0-9]{{4}}"
_HAN_YEAR = rf"(?:{_YEAR}|[〇零一二三四五六七八九]{{4}})"
_WORD_BEGINS = r"(?<![A-Za-z0-9_])(?<![A-Za-z]-)"
_WORD_ENDS = r"(?![0-9A-Za-z_])"

_LINE = r"线(?![上下](?:会|沟|交|演|洽|培|汇|拜|面|见))"
_DAY = rf"日(?!元(?!旦|宵)|圆|游|均|本|{_LINE})"
_NUMBERED_THINGS = (
    rf"楼|{_LINE}|院(?!方|长)|店|厅|门(?!店)|机(?!场|器)|库|仓|车(?!展)|厂(?!家|商)|房|馆|室|桌|台(?!州|湾|北)|柜|幢|栋|窗|井|炉"
    r"|站|口(?!头)|码|位|文(?!化|旅)|单(?!独|位)|铺|塔|梯|棚|泵|罐|池|船|桥|街|弄|巷|座|墙|床|锅|钢(?!厂)|字(?!节)|箱|矿|桩|墩"
    r"|电[梯池机站]|[汽柴]?油|公[路馆寓]|高炉|航站|展[厅馆位台]|会(?:议|客)室|办公[室楼]|生?产线|工[厂地程位段]|变[压电]|宿舍"
    r"|别墅|商铺|区(?!域)|路(?!演|过)|地块|园区"
)
_DAY_NUMBER = rf"号(?!{_NUMBERED_THINGS})"
_WITHIN = rf"(?!{_BLANKS}(?:内(?!部)|[以之]内))"
_WEEK = "(?:周|星期|礼拜)"
# 下周一起 is "together next week", 下周三亚 "in Sanya next week", 一周三次 "three times a week".
_WEEKDAY = (
    r"(?P<weekday>一(?![起定直些并般样共旦律致切一]|同(?!事))|二|三(?![亚星峡]|方[会协合面签])|四(?![川季])|五(?![金粮])|六(?![安福])"
    r"|日(?![均本常程元化]|报(?!价|告))|天(?![津气天猫然])|[1-6](?![0-9号日月周年点时.:/%]))"
    r"(?![个次位楼]|家(?!访)|场(?!地)|批(?!复|准)|天(?!气))"
)
_ENGLISH_WEEKDAY = rf"(?P<weekday>{'|'.join(_ENGLISH_WEEKDAYS)}){_WORD_ENDS}"
_ENGLISH_MONTH = "(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _ENGLISH_MONTHS) + ")"
_ENGLISH_YEAR = rf"(?:(?:{_BLANKS},{_BLANKS}|{_BLANK})(?P<year>(?:19|20)[0-9]{{2}}){_WORD_ENDS})?"

# What before a form makes it none; of 8-10日 and 3至5天后 the first number has no unit, so neither is read.
_IN_RANGE = rf"月{_BLANKS}[0-9]{{1,2}}{_BLANKS}[、,，和及]|第|no\.|[0-9{_NUMERAL}]{_BLANKS}[-–—~～至到]"
_IN_DATE = rf"年|月|月份|{_IN_RANGE}"
_IN_PERIOD = rf"近|未来|连续|为期|{_IN_DATE}"


def _form(rule: Rule, pattern: str, not_after: str = "(?!)") -> _Form:
    """A form, with what may not stand before it besides 本, 这, 下个, 下月 and 每."""
    flags = re.ASCII | re.IGNORECASE
    before = rf"(?:[本这每]|下个|下月|{not_after}){_BLANKS}\Z"
    return _Form(re.compile(pattern, flags), re.compile(before, flags), rule)


_FORMS = (
    _form(  # [2024年]3月12日/号
        _dated,
        rf"(?:(?P<year>{_HAN_YEAR}){_BLANKS}年{_BLANKS})?"
        rf"(?P<month>{_NUMBER}){_BLANKS}月{_BLANKS}(?P<day>{_NUMBER}){_BLANKS}(?:{_DAY}|{_DAY_NUMBER})",
        not_after=rf"年|{_IN_RANGE}",
    ),
    _form(  # 2024-03-12
        _dated,
        rf"(?P<year>{_YEAR})-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}})(?![0-9A-Za-z_]|-[0-9A-Za-z]|[.:][0-9])",
        not_after=_IN_RANGE,
    ),
    _form(  # 2024/3/12
        _dated,
        rf"(?P<year>{_YEAR})/(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}})(?![0-9A-Za-z_]|[/.:][0-9])",
        not_after=_IN_RANGE,
    ),
    _form(  # 12 March [2024]
        _dated,
        rf"(?P<day>{_NOT_IN_NUMBER}[0-9]{{1,2}}){_BLANK}{_ENGLISH_MONTH}{_WORD_ENDS}{_ENGLISH_YEAR}",
        not_after=_IN_RANGE,
    ),
    _form(  # March 12[, 2024]
        _dated,
        rf"{_WORD_BEGINS}{_ENGLISH_MONTH}{_BLANK}"
        rf"(?P<day>[0-9]{{1,2}})(?![0-9A-Za-z_]|[./:][0-9]|,[0-9]{{3}}(?![0-9])){_ENGLISH_YEAR}",
    ),
    _form(  # 3天后, 3日后
        _days_ahead,
        rf"(?P<count>{_COUNT}){_BLANKS}[天日]{_BLANKS}后",
        not_after=rf"周|星期|礼拜|{_IN_DATE}",
    ),
    _form(_days_ahead, rf"{_WORD_BEGINS}in{_BLANK}(?P<count>[0-9]{{1,4}}){_BLANK}days?{_WORD_ENDS}"),
    _form(  # 2周后
        _weeks_ahead,
        rf"(?P<count>{_COUNT}){_BLANKS}{_WEEK}{_BLANKS}后",
        not_after=_IN_DATE,
    ),
    _form(_weeks_ahead, rf"{_WORD_BEGINS}in{_BLANK}(?P<count>[0-9]{{1,4}}){_BLANK}weeks?{_WORD_ENDS}"),
    _form(  # 12日
        _day_of_month,
        rf"(?P<day>{_NUMBER}){_BLANKS}{_DAY}{_WITHIN}",
        not_after=_IN_PERIOD,
    ),
    _form(  # 12号
        _day_of_month,
        rf"(?P<day>{_NUMBER}){_BLANKS}{_DAY_NUMBER}{_WITHIN}",
        not_after=rf"[路街巷弄]|大道|胡同|编号|型号|工号|单号|{_IN_DATE}",
    ),
    _form(_tomorrow, r"明天(?!数|然气)", not_after="[证声阐注申表透照标]"),
    _form(_tomorrow, rf"{_WORD_BEGINS}tomorrow{_WORD_ENDS}", not_after=rf"day{_BLANK}after"),
    _form(  # 后天
        _day_after_tomorrow,
        r"后天(?![性气津]|天(?![气津]))",
        not_after="[大然以之今最前先背随此往]",
    ),
    _form(  # 下周三
        _weekday_of_next_week,
        rf"下{_WEEK}{_WEEKDAY}",
        not_after="[上下]",
    ),
    _form(  # 周三
        _weekday,
        rf"(?<![0-9{_NUMERAL}几]){_WEEK}{_WEEKDAY}",
        not_after="[上下个那逢隔双]",
    ),
    _form(_weekday_of_next_week, rf"{_WORD_BEGINS}next{_BLANK}{_ENGLISH_WEEKDAY}", not_after="next"),
    _form(_weekday, rf"{_WORD_BEGINS}on{_BLANK}{_ENGLISH_WEEKDAY}"),
    _form(  # 月底
        _month_end,
        r"本?月底(?![薪线牌层]|部(?!门))",
        not_after=rf"[0-9{_NUMERAL}个上下那当次隔半各同该月元正腊闰冬]",
    ),
    _form(_month_end, _BLANK.join((rf"{_WORD_BEGINS}end", "of", "the", rf"month{_WORD_ENDS}"))),
)
