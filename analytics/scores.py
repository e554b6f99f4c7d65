"""The composite score: parts, points, bands and ranks, in exact fractions and without a query (definitions §4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from analytics import numbers
from analytics.policy import Policy

PartName = Literal["sales", "collection", "other", "qualitative"]
Band = Literal["excellent", "good", "needs_improvement", "unsatisfactory"]

PARTS: tuple[PartName, ...] = ("sales", "collection", "other", "qualitative")
SCORE_PLACES = 1
LEAST_COVERED_PCT = 50
FULL = 100


@dataclass(frozen=True)
class Figure:
    """A figure that a part is made of.

    `code`: the column of the scorecard that shows it. `value` against `target` in its own unit (a score of 0–100 has no
    target), `pct` what that is in percent before it is held between 0 and the cap; None: left out of the part.
    """

    code: str
    value: Decimal | None
    target: Decimal | None
    pct: Decimal | None


@dataclass(frozen=True)
class Part:
    """A part of the score with its arithmetic.

    `weight`: the policy's. `pct`: the mean of its figures, each held between 0 and the cap; None when none is there.
    `full_points`: the weight scaled to 100 over the parts that are there. `points_won` + `points_lost` = `full_points`; a part
    above 100 loses less than 0. All three are None for a part left out, and for all parts when there is no score.
    """

    name: PartName
    weight: Decimal
    figures: tuple[Figure, ...]
    pct: Fraction | None
    full_points: Fraction | None
    points_won: Fraction | None

    @property
    def points_lost(self) -> Fraction | None:
        if self.full_points is None or self.points_won is None:
            return None
        return self.full_points - self.points_won


@dataclass(frozen=True)
class Score:
    """A composite score, 0 to 100.

    `value`: with one decimal, as it is shown, banded and ranked; None under 50 % covered. `exact`: before its rounding, the sum of
    the parts' points won. `covered_pct`: the share of weight of the parts that are there; `is_provisional` below 100 of it.
    """

    value: Decimal | None
    exact: Fraction | None
    covered_pct: Decimal
    is_provisional: bool
    band: Band | None
    parts: tuple[Part, ...]

    @property
    def costliest(self) -> tuple[Part, ...]:
        """The parts that lose points, the most first, at most two (definitions §4, Advice)."""
        losing = [part for part in self.parts if (part.points_lost or 0) > 0]
        return tuple(sorted(losing, key=lambda part: -(part.points_lost or 0))[:2])


def compose(policy: Policy, figures: Mapping[PartName, Sequence[Figure]]) -> Score:
    """The score of these figures by the policy of the period's last day."""
    weights = _weights(policy)
    pcts = {name: _part_pct(figures.get(name, ()), policy.cap) for name in PARTS}
    covered = sum((Fraction(weights[name]) for name in PARTS if pcts[name] is not None), Fraction(0))
    share = covered / Fraction(sum(weights.values()))
    is_scored = share * 100 >= LEAST_COVERED_PCT
    there = {name: pct for name, pct in pcts.items() if pct is not None and is_scored}
    points = _cut({name: Fraction(weights[name]) * pct / covered for name, pct in there.items()})
    exact = sum(points.values(), Fraction(0)) if is_scored else None
    value = None if exact is None else rounded(exact)
    return Score(
        value=value,
        exact=exact,
        covered_pct=numbers.without_trailing_zeros(numbers.half_up(share * 100, numbers.RATIO_PLACES)),
        is_provisional=share < 1,
        band=None if value is None else band(policy, value),
        parts=tuple(
            Part(
                name=name,
                weight=weights[name],
                figures=tuple(figures.get(name, ())),
                pct=pcts[name],
                full_points=Fraction(weights[name]) * FULL / covered if name in points else None,
                points_won=points.get(name),
            )
            for name in PARTS
        ),
    )


def rounded(exact: Fraction) -> Decimal:
    """The score as shown: half-up at one decimal; what is not exact at nine decimals is rounded there first."""
    return numbers.half_up(numbers.half_up(exact, numbers.RATIO_PLACES), SCORE_PLACES)


def band(policy: Policy, value: Decimal) -> Band:
    """The band of a score as shown."""
    if value >= policy.band_excellent:
        return "excellent"
    if value >= policy.band_good:
        return "good"
    return "needs_improvement" if value >= policy.band_needs_improvement else "unsatisfactory"


def next_band(policy: Policy, value: Decimal) -> tuple[Band, Decimal] | None:
    """The band above and the points, as shown, that are missing to it; None in the highest."""
    steps: tuple[tuple[Band, Decimal], ...] = (
        ("needs_improvement", policy.band_needs_improvement),
        ("good", policy.band_good),
        ("excellent", policy.band_excellent),
    )
    return next(((name, least - value) for name, least in steps if value < least), None)


def ranks(values: Iterable[Decimal | None]) -> list[int | None]:
    """The rank of each value, the highest first; ties share one, None has none (definitions §3, Rank)."""
    listed = list(values)
    ordered = sorted((value for value in listed if value is not None), reverse=True)
    first = {value: place for place, value in reversed(list(enumerate(ordered, 1)))}
    return [None if value is None else first[value] for value in listed]


def _weights(policy: Policy) -> dict[PartName, Decimal]:
    return {
        "sales": policy.weight_sales,
        "collection": policy.weight_collection,
        "other": policy.weight_other,
        "qualitative": policy.weight_qualitative,
    }


def _part_pct(figures: Iterable[Figure], cap: Decimal) -> Fraction | None:
    held = [Fraction(min(max(figure.pct, Decimal(0)), cap)) for figure in figures if figure.pct is not None]
    return sum(held, Fraction(0)) / len(held) if held else None


def _cut(points: Mapping[PartName, Fraction]) -> dict[PartName, Fraction]:
    """A total above 100 is cut; each part gives its share, so that points still add up to the score."""
    total = sum(points.values(), Fraction(0))
    return {name: won * FULL / total if total > FULL else won for name, won in points.items()}
