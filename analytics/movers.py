"""Who changed place between two periods' scorecards, and the part of the score behind it (definitions §3, §4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analytics import numbers
from analytics.scorecards import Scorecard
from analytics.scores import Part, PartName

MOST = 2


@dataclass(frozen=True)
class Mover:
    """Who changed place, and the part behind it: whose points changed most in that direction.

    `change`: of attainment and collection in percentage points, of the other parts in points of the part (0–100); without a
    `part` (none went that way) that of the score.
    """

    key: str | None
    name: str | None
    moved: int
    part: PartName | None
    change: Decimal


def rank(card: Scorecard, department: str | None) -> int | None:
    """In the company, or in the department that is looked at."""
    return card.rank if department is None else card.rank_in_department


def table(cards: Sequence[Scorecard], before: Mapping[str | None, Scorecard], department: str | None) -> tuple[Mover, ...]:
    """At most two of each direction; of equals the better rank first."""
    moved: list[tuple[int, int, Scorecard, Scorecard]] = []
    for card in cards:
        then = before.get(card.key)
        now_rank, then_rank = rank(card, department), rank(then, department) if then else None
        if then is not None and now_rank is not None and then_rank is not None and then_rank != now_rank:
            moved.append((then_rank - now_rank, now_rank, card, then))
    moved.sort(key=lambda each: (-each[0], each[1]))
    up = [each for each in moved if each[0] > 0][:MOST]
    down = sorted((each for each in moved if each[0] < 0), key=lambda each: each[:2])[:MOST]
    return tuple(_mover(places, card, then) for places, _, card, then in (*up, *down))


def _mover(places: int, card: Scorecard, before: Scorecard) -> Mover:
    """The part whose points changed most the way the person moved."""
    way = 1 if places > 0 else -1
    pairs = zip(_parts(card), _parts(before), strict=True)
    there = [(now, then) for now, then in pairs if now.points_won is not None and then.points_won is not None]
    changes = [((now.points_won or 0) - (then.points_won or 0), now, then) for now, then in there]
    changed = [each for each in changes if each[0] * way > 0]
    if changed:
        _, now, then = max(changed, key=lambda each: each[0] * way)
        return Mover(card.key, card.owner, places, now.name, _rate(now) - _rate(then))
    return Mover(card.key, card.owner, places, None, _value(card) - _value(before))


def _parts(card: Scorecard) -> tuple[Part, ...]:
    return card.score.parts if card.score is not None else ()


def _value(card: Scorecard) -> Decimal:
    return (card.score.value if card.score else None) or Decimal(0)


def _rate(part: Part) -> Decimal:
    """The rate itself where the part is one figure, else the part's mean."""
    if len(part.figures) == 1 and part.figures[0].value is not None:
        return part.figures[0].value
    return numbers.half_up(part.pct or 0, numbers.RATIO_PLACES)
