"""Whose score moved since the period before, over which bands, and the part behind it (definitions §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import get_args

from analytics import numbers, scorecards
from analytics.periods import Period
from analytics.queries import Query
from analytics.scorecards import Scorecard
from analytics.scores import Band, Part, PartName, Score

BANDS: tuple[Band, ...] = get_args(Band)


@dataclass(frozen=True)
class Movement:
    """One person's score in the period and in the one before, up to as many days where this one is partial.

    `part`: the one whose points won changed most in the direction of the score, `part_points` by how many; None without a change,
    or where none of the parts there in both went that way. `is_provisional`: one of the two scores is.
    """

    key: str | None
    name: str | None
    department: str | None
    department_key: str | None
    score: Decimal
    score_before: Decimal
    band: Band
    band_before: Band
    part: PartName | None
    part_points: Decimal | None
    is_provisional: bool

    @property
    def change(self) -> Decimal:
        """Points gained, lost ones below 0, as the two scores are shown."""
        return self.score - self.score_before

    @property
    def bands(self) -> int:
        """Bands gained, lost ones below 0."""
        return BANDS.index(self.band_before) - BANDS.index(self.band)


def load(query: Query, period: Period, as_of: date, department: str | None = None) -> tuple[Movement, ...]:
    """Everybody with a score in both periods, the largest gain first; of a department those in it in the period's last month."""
    now = scorecards.table(query, "owner", period, as_of)
    before = {card.key: card for card in scorecards.before(query, "owner", period, as_of)}
    asked = [card for card in now if department is None or card.department_key == department]
    found = [movement for card in asked if (movement := _movement(card, before.get(card.key))) is not None]
    return tuple(sorted(found, key=lambda one: (-one.change, one.name or "", one.key or "")))


def extremes(found: Sequence[Movement], most: int) -> tuple[Movement, ...]:
    """At most so many of those whose score changed, the larger ones of both directions by turns, the largest gain first."""
    ups, downs = [one for one in found if one.change > 0], [one for one in reversed(found) if one.change < 0]
    up_count = min(len(ups), max(most // 2, most - len(downs)))
    return (*ups[:up_count], *reversed(downs[: most - up_count]))


def _movement(card: Scorecard, before: Scorecard | None) -> Movement | None:
    score, then = card.score, before.score if before is not None else None
    if score is None or then is None or score.value is None or then.value is None or score.band is None or then.band is None:
        return None
    part, points = _behind(score, then, score.value - then.value)
    return Movement(
        key=card.key,
        name=card.owner,
        department=card.department,
        department_key=card.department_key,
        score=score.value,
        score_before=then.value,
        band=score.band,
        band_before=then.band,
        part=part,
        part_points=points,
        is_provisional=score.is_provisional or then.is_provisional,
    )


def _behind(score: Score, before: Score, change: Decimal) -> tuple[PartName | None, Decimal | None]:
    way = (change > 0) - (change < 0)
    moved = [
        (way * points, now.name) for now, then in zip(score.parts, before.parts, strict=True) if (points := _points(now, then))
    ]
    most, part = max(moved, default=(Decimal(0), None), key=lambda each: each[0])
    return (part, way * most) if most > 0 else (None, None)


def _points(now: Part, then: Part) -> Decimal | None:
    """By how much the points won changed; None where the part is absent in one of the two."""
    if now.points_won is None or then.points_won is None:
        return None
    return numbers.half_up(now.points_won - then.points_won, numbers.RATIO_PLACES)
