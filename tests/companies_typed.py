"""What people type, as drawn: policy changes from a month on, and notes on cells of a quarter."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.companies_dice import PRODUCT_LINES, REGIONS, Dice, Frame, spelling
from tests.oracle.books import Note
from tests.oracle.calendar import quarter_start
from tests.oracle.policy import Change

WEIGHTS = ("weight_sales", "weight_collection", "weight_other", "weight_qualitative")
BANDS = ("band_excellent", "band_good", "band_needs_improvement")


def decimals(names: tuple[str, ...], *values: str) -> dict[str, Any]:
    return {name: Decimal(value) for name, value in zip(names, values, strict=True)}


DATED: tuple[dict[str, Any], ...] = (
    {"collection": "due"},
    {"collection": "cohort"},
    decimals(WEIGHTS, "50", "0", "25", "25"),
    decimals(WEIGHTS, "0", "33.3", "33.3", "33.4"),
    decimals(WEIGHTS, "50", "50", "10", "40"),
    {"cap": Decimal(120)},
    {"cap": Decimal(200), "collection_target_pct": Decimal(80)},
    decimals(BANDS, "95", "70", "50.5"),
    {"cadence_days_a": 5, "cadence_days_b": 20, "gap_days_a": 4},
    {"cadence_days_c": 45, "gap_days_b": 1, "gap_days_c": 31},
    {"call_limit_minutes": 20},
    {"call_limit_minutes": 60, "closed_stages": ("lost", "试用中")},
    {"closed_stages": ("won",), "stock_phrases": ("确认了功能清单和交付时间", "send the new price list")},
    {"collection": "cash", "cap": Decimal(100)},
)


def change(drawn: bytes, frame: Frame) -> Change:
    """From one of the last months on, sometimes from one before or after all; a tenth is not dated, a sixth taken back."""
    dice = Dice(drawn)
    is_taken_back = dice.one_in(6)
    if dice.one_in(10):
        return Change(None, not_dated(dice, frame), is_taken_back)
    months = (*frame.months[-6:], frame.begin, date(2019, 1, 1), date(2029, 1, 1))
    return Change(dice.of(months), dice.of(DATED), is_taken_back)


def basis(drawn: bytes, frame: Frame) -> list[Change]:
    """Often one of the other two bases of the collection rate, for all months or the later ones."""
    dice = Dice(drawn)
    chosen = dice.of((None, "cohort", "due"))
    return [Change(dice.of((frame.begin, frame.begin, frame.months[-2])), {"collection": chosen})] if chosen else []


def not_dated(dice: Dice, frame: Frame) -> dict[str, Any]:
    """Another fiscal year, or a week off and a Saturday worked."""
    if dice.one_in(2):
        return {"fiscal_month": dice.of((4, 7, 12, 2))}
    month = dice.of(frame.months[-4:])
    off = [month + timedelta(days=number) for number in range(dice.of((7, 20)))]
    saturdays = [month + timedelta(days=number) for number in range(20, 28) if (month + timedelta(days=number)).weekday() == 5]
    return {"holidays": frozenset(off), "extra_workdays": frozenset(saturdays)}


def note(drawn: bytes, frame: Frame, fiscal_month: int) -> Note:
    """On a cell of one of the last quarters, sometimes with texts taken out again."""
    dice = Dice(drawn)
    month = dice.of(frame.months[-6:])
    texts = [dice.of((None, f"{word}{dice.number(5)}", f"{word}\n第二行")) for word in ("问题", "strategy ", "张三")]
    region, line = spelling(dice.of(REGIONS), dice), spelling(dice.of(PRODUCT_LINES), dice)
    return Note(region, line, quarter_start(month, fiscal_month), *texts)
