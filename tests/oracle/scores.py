"""The composite score (definitions §4), in exact fractions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tests.oracle.policy import Policy
from tests.oracle.sales import half_up_nine

PARTS = ("sales", "collection", "other", "qualitative")
LEAST_COVERED = 50


@dataclass(frozen=True)
class Score:
    """`value` with one decimal, `exact` before its rounding; both and the band None under half of the weight."""

    value: Decimal | None
    exact: Fraction | None
    covered_pct: Decimal | None
    is_provisional: bool
    band: str | None


NO_SCORE = Score(None, None, None, False, None)


def mean(values: list[Fraction | None]) -> Fraction | None:
    """The mean of those that are there; none without one."""
    there = [value for value in values if value is not None]
    return sum(there, Fraction(0)) / len(there) if there else None


def held(value: Fraction | None, policy: Policy) -> Fraction | None:
    """Between 0 and the cap; absent stays absent."""
    return None if value is None else max(Fraction(0), min(Fraction(policy.cap), value))


def one_decimal(exact: Fraction) -> Decimal:
    """Half-up; an endless quotient first at nine decimals. A score is never below 0."""
    nine = half_up_nine(exact)
    tenths = int(Fraction(nine) * 10 + Fraction(1, 2))
    return Decimal(tenths) / 10


def band(value: Decimal, policy: Policy) -> str:
    if value >= policy.band_excellent:
        return "excellent"
    if value >= policy.band_good:
        return "good"
    return "needs_improvement" if value >= policy.band_needs_improvement else "unsatisfactory"


def score(parts: Mapping[str, Fraction | None], policy: Policy) -> Score:
    """From the score of each part (not yet held), None for a part without data or target."""
    weights = {name: Fraction(getattr(policy, f"weight_{name}")) for name in PARTS}
    points = {name: held(parts[name], policy) for name in PARTS}
    covered = sum((weights[name] for name in PARTS if points[name] is not None), Fraction(0))
    share = covered / sum(weights.values()) * 100
    is_provisional = share < 100  # a part that weighs nothing may be left out
    if share < LEAST_COVERED:
        return Score(None, None, half_up_nine(share), is_provisional, None)
    won = sum((weights[name] * points[name] for name in PARTS if points[name] is not None), Fraction(0))
    exact = min(Fraction(100), won / covered)
    value = one_decimal(exact)
    return Score(value, exact, half_up_nine(share), is_provisional, band(value, policy))
