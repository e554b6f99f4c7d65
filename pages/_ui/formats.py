"""Amounts, rates, changes and dates as a reader sees them: half-up, U+2212 for minus, an absent one "–"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import get_currency_symbol

from analytics.numbers import half_up
from analytics.periods import Period
from analytics.texts import Translator

ABSENT = "–"


@dataclass(frozen=True)
class Unit:
    """What amounts are shown in: divided by `size`, with `places` decimals and the letter or word behind."""

    size: int
    places: int
    suffix: str


UNITS = {
    "zh": (Unit(10**8, 2, "亿"), Unit(10**4, 1, "万"), Unit(1, 0, "")),
    "en": (Unit(10**9, 2, "B"), Unit(10**6, 2, "M"), Unit(10**3, 0, "K"), Unit(1, 0, "")),
}


def number(value: Decimal | int, places: int = 0, *, sign: bool = False) -> str:
    """1,234.5; with `sign` a plus before what is above 0."""
    rounded = half_up(value, places)
    if not rounded:
        rounded = abs(rounded)
    text = f"{rounded:,.{places}f}".replace("-", "−")
    return f"+{text}" if sign and rounded > 0 else text


@dataclass(frozen=True)
class Formats:
    """Formats of one language and currency; every value may be None, which shows as "–"."""

    t: Translator
    currency: str = "CNY"

    @property
    def symbol(self) -> str:
        """The currency's sign as a prefix; none for yuan in Chinese."""
        if self.currency == "CNY":
            return "" if self.t.language == "zh" else "¥"
        return get_currency_symbol(self.currency, locale=self.t.language)

    def unit(self, amounts: Iterable[Decimal | None]) -> Unit:
        """One unit for an axis or a column: that of its largest amount."""
        largest = max((abs(amount) for amount in amounts if amount is not None), default=Decimal(0))
        *above, whole = UNITS[self.t.language]
        for unit, smaller in zip(above, [*above[1:], whole], strict=True):
            if half_up(largest / smaller.size, smaller.places) >= unit.size // smaller.size:
                return unit
        return whole

    def unit_name(self, unit: Unit) -> str:
        """The unit as a panel title names it: 万元, ¥M."""
        if self.t.language == "zh":
            return unit.suffix + ("元" if self.currency == "CNY" else f" {self.currency}")
        return self.symbol + unit.suffix

    def money(self, amount: Decimal | None, *, unit: Unit | None = None, sign: bool = False) -> str:
        """1,742.8万 or ¥17.43M; in `unit` where a column shares one, unless that would make it 0."""
        if amount is None:
            return ABSENT
        is_shared = unit is not None and (not amount or bool(half_up(amount / unit.size, unit.places)))
        chosen = unit if unit is not None and is_shared else self.unit([amount])
        text = number(amount / chosen.size, chosen.places, sign=sign)
        mark, digits = (text[0], text[1:]) if text[0] in "−+" else ("", text)
        return f"{mark}{self.symbol}{digits}{chosen.suffix}"

    def exact(self, amount: Decimal | None) -> str:
        """Two decimals, for lists of single rows."""
        return ABSENT if amount is None else number(amount, 2)

    def count(self, value: Decimal | int | None, *, sign: bool = False) -> str:
        return ABSENT if value is None else number(value, sign=sign)

    def pct(self, value: Decimal | None) -> str:
        return ABSENT if value is None else f"{number(value, 1)}%"

    def part_pct(self, value: Decimal) -> str:
        """A part that is there, however small: never 0.0%."""
        least = Decimal("0.1")
        return self.pct(value) if half_up(value, 1) or not value else f"<{self.pct(least)}"

    def pp(self, change: Decimal | None) -> str:
        """A rate's change with its arrow: ▼ 4.7 个百分点, ▼ 4.7 pp."""
        if change is None:
            return ABSENT
        return f"{_arrow(half_up(change, 1))} {number(abs(change), 1)} {self.t('format.pp')}"

    def change(self, value: Decimal | None, *, money: bool = False) -> str:
        """An absolute change with its arrow."""
        if value is None:
            return ABSENT
        return f"{_arrow(value)} {self.money(abs(value)) if money else self.count(abs(value))}"

    def growth(self, pct: Decimal | None, change: Decimal | None, this: Decimal | None = None, *, money: bool = True) -> str:
        """▲ 9.4%; without a percentage (definitions §3) the change: with "new" where it is all of `this`, else an arrow.

        `change` None is no data, "–"; so is a change of 0 without a percentage (both windows 0).
        """
        if change is None or (pct is None and not change):
            return ABSENT
        if pct is not None:
            rounded = half_up(pct, 1)
            return f"{_arrow(rounded)} {number(abs(rounded), 1)}%"
        if change == this:
            return self.t("format.new", change=self.money(change, sign=True) if money else self.count(change, sign=True))
        return self.change(change, money=money)

    def day(self, day: date | None) -> str:
        """2026-03-24, 24 Mar 2026."""
        if day is None:
            return ABSENT
        return day.isoformat() if self.t.language == "zh" else f"{day.day} {_english(day, 'MMM yyyy')}"

    def short_day(self, day: date | None) -> str:
        """3月24日, 24 Mar."""
        if day is None:
            return ABSENT
        return f"{day.month}月{day.day}日" if self.t.language == "zh" else f"{day.day} {_english(day, 'MMM')}"

    def month(self, first: date) -> str:
        """2026年3月, March 2026."""
        return f"{first.year}年{first.month}月" if self.t.language == "zh" else _english(first, "MMMM yyyy")

    def short_month(self, first: date) -> str:
        """3月, Mar."""
        return f"{first.month}月" if self.t.language == "zh" else _english(first, "MMM")

    def period(self, period: Period) -> str:
        """2026年3月, 2026年 第一季度, 2026年; March 2026, Q1 2026, 2026."""
        if period.kind == "month":
            return self.month(period.begin)
        if period.kind == "quarter":
            year, quarter = period.code.split("Q")
            return self.t("format.quarter", year=year, quarter=self.t("format.quarter_" + quarter))
        if period.kind == "year":
            return self.t("format.year", year=period.code)
        return f"{self.month(period.months[0])} {ABSENT} {self.month(period.months[-1])}"

    def short_period(self, period: Period) -> str:
        """As a sentence names it beside today's: 3月, 一季度, 2026年; March, Q1, 2026."""
        if period.kind == "month":
            return self.short_month(period.begin) if self.t.language == "zh" else _english(period.begin, "MMMM")
        if period.kind == "quarter":
            return self.t("format.short_quarter_" + period.code[-1])
        return self.period(period)


def _arrow(value: Decimal) -> str:
    return "▲" if value > 0 else "▼" if value < 0 else "＝"


def _english(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale="en")
