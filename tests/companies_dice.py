"""What the drawn companies are made of: the dice, the names, and the frame that all rows of one company share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from tests.oracle.books import Cell
from tests.oracle.calendar import last_of, shift

Choice = TypeVar("Choice")
Row = dict[str, Cell]

NAMES = ("张三", "李四", "Li Na", "王 五", "Ann Lee", "陈静", "Zoë Å", "赵六", "Ken")
ALIASES = ("小张", "老李", "Nana", "小王", "A. Lee", "阿静", "Zo", "六哥", "kk")
DEPARTMENTS = ("销售一部", "销售二部", "Sales East", None)
REGIONS = ("华东", "华南", "North", None)
PRODUCT_LINES = ("软件", "Cloud Services", "硬件", None)
GAPS = (7, 1, 2, 0, 3, 6, 8, 14, 15, 13, 30, 31, 29, 45, 1, 2)


class Dice:
    """Turns drawn bytes into choices; when they are used up, everything is the first choice."""

    def __init__(self, drawn: bytes) -> None:
        self._drawn = iter(drawn)

    def number(self, below: int) -> int:
        return next(self._drawn, 0) % below

    def of(self, choices: Sequence[Choice]) -> Choice:
        return choices[self.number(len(choices))]

    def one_in(self, count: int) -> bool:
        return self.number(count) == count - 1


def wide(text: str) -> str:
    """ASCII letters and digits in full width."""
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalnum() else sign for sign in text)


def spelling(name: str | None, dice: Dice) -> str | None:
    """The same name, sometimes in another width, case or with other blanks."""
    if name is None:
        return None
    ways: tuple[Callable[[str], str], ...] = (str, str, str, str.upper, str.lower, wide, lambda text: text.replace(" ", ""))
    return dice.of((*ways, lambda text: f"{text[0]} {text[1:]}"))(name)


@dataclass(frozen=True)
class Person:
    """What facts can call somebody, and the stays in staff."""

    words: tuple[str, ...]
    stays: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Frame:
    """What all rows of one company share."""

    begin: date
    month_count: int
    people: tuple[Person, ...]
    customer_count: int
    has_record_ids: bool
    has_line_numbers: bool
    knows_executives: bool

    @property
    def end(self) -> date:
        return shift(self.begin, self.month_count)

    @property
    def months(self) -> list[date]:
        return [shift(self.begin, number) for number in range(self.month_count)]

    def day(self, dice: Dice) -> date:
        """A day of the company's months, often a first or last one, mostly in the last half year."""
        month = dice.of(dice.of((self.months[-6:], self.months[-3:], self.months)))
        return dice.of((month, last_of(month), month + timedelta(days=14), month + timedelta(days=dice.number(28))))

    def owner(self, dice: Dice, *, may_be_empty: bool = True) -> str | None:
        if may_be_empty and dice.one_in(12):
            return None
        return spelling(dice.of(dice.of(self.people).words), dice)

    def customer(self, dice: Dice) -> str:
        """Few customers have most of the rows."""
        return f"C{min(dice.number(self.customer_count), dice.number(self.customer_count)):03}"
