"""The rules that hold on a day (definitions, each chapter; *effective-dated* in §4): defaults, and changes from a month on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

STOCK_PHRASES = (
    "客户有兴趣,有意向,再联系,已跟进,跟进中,继续跟进,保持联系,持续跟进,待跟进,无,暂无,正常,沟通顺利,已沟通,已联系,已拜访,电话沟通,"
    "客户考虑中,等客户回复,interested,follow up,followed up,will follow up,keep in touch,contacted,no news,ok,done,as usual"
)


@dataclass(frozen=True)
class Policy:
    """The policy values that figures depend on, by the names of the design."""

    weight_sales: Decimal = Decimal(40)
    weight_collection: Decimal = Decimal(20)
    weight_other: Decimal = Decimal(10)
    weight_qualitative: Decimal = Decimal(30)
    cap: Decimal = Decimal(100)
    band_excellent: Decimal = Decimal(90)
    band_good: Decimal = Decimal(80)
    band_needs_improvement: Decimal = Decimal(60)
    collection: str = "cash"
    collection_target_pct: Decimal = Decimal(100)
    cadence_days_a: int = 7
    cadence_days_b: int = 14
    cadence_days_c: int = 30
    gap_days_a: int = 3
    gap_days_b: int = 7
    gap_days_c: int = 15
    call_limit_minutes: int = 30
    closed_stages: tuple[str, ...] = ("lost", "paused")
    stock_phrases: tuple[str, ...] = tuple(STOCK_PHRASES.split(","))
    fiscal_month: int = 1
    holidays: frozenset[date] = frozenset()
    extra_workdays: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        if day in self.extra_workdays:
            return True
        return day.weekday() < 5 and day not in self.holidays

    def cadence_days(self, grade: str) -> int:
        return {"A": self.cadence_days_a, "B": self.cadence_days_b, "C": self.cadence_days_c}[grade]

    def gap_days(self, grade: str) -> int:
        return {"A": self.gap_days_a, "B": self.gap_days_b, "C": self.gap_days_c}[grade]


@dataclass(frozen=True)
class Change:
    """What somebody set: from the first day of a month on, or (`since` None) for all days. One taken back counts for nothing."""

    since: date | None
    values: Mapping[str, Any] = field(hash=False)
    is_taken_back: bool = False


def policy_at(changes: Sequence[Change], day: date) -> Policy:
    """Per field the value from the latest month not after the day; of two from one month the one set last."""
    held = [one for one in changes if not one.is_taken_back and (one.since is None or one.since <= day)]
    policy = Policy()
    for one in sorted(held, key=lambda one: one.since or date.min):
        policy = replace(policy, **one.values)
    return policy
