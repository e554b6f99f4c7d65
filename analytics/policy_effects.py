"""Which figures a policy change reaches, and in which loaded months (definitions §4, effective-dated)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from analytics import loaded
from analytics.policies import Policies
from analytics.queries import Query

Reach = Literal["scores", "collection", "states", "touches", "calls", "records", "workdays", "quarters", "imports", "words"]

REACHES: Mapping[str, Reach] = MappingProxyType(
    {
        **dict.fromkeys(("weight_sales", "weight_collection", "weight_other", "weight_qualitative", "cap"), "scores"),
        **dict.fromkeys(("band_excellent", "band_good", "band_needs_improvement", "collection_target_pct"), "scores"),
        "collection": "collection",
        **dict.fromkeys(("cadence_days_a", "cadence_days_b", "cadence_days_c", "closed_stages"), "states"),
        **dict.fromkeys(("gap_days_a", "gap_days_b", "gap_days_c"), "touches"),
        "call_limit_minutes": "calls",
        "stock_phrases": "records",
        **dict.fromkeys(("holidays", "extra_workdays"), "workdays"),
        "fiscal_month": "quarters",
        "timezone": "imports",
        **dict.fromkeys(("company_name", "currency"), "words"),
    }
)
_WITHOUT_FIGURES: tuple[Reach, ...] = ("quarters", "imports", "words")
_DATASETS = ("sales", "follow_ups", "targets", "assessments")


@dataclass(frozen=True)
class Effect:
    """What a change of some fields reaches.

    `months`: first days of the loaded months up to the as-of day whose figures change, oldest first; none where only quarters and
    years (`quarters`), later imports (`imports`) or names (`words`) do. `until`: the first day on which later changes of all these
    fields hold instead; None when the change holds for good.
    """

    reach: Reach
    names: tuple[str, ...]
    months: tuple[date, ...]
    until: date | None


def of(query: Query, names: Sequence[str], since: date | None, as_of: date) -> tuple[Effect, ...]:
    """The effects of changing these fields from a month on (None: fields that are not dated), in the order of the fields."""
    months = _loaded(query, as_of)
    grouped: dict[Reach, list[str]] = {}
    for name in names:
        grouped.setdefault(REACHES[name], []).append(name)
    return tuple(_effect(query.policies, reach, tuple(group), since, months) for reach, group in grouped.items())


def _effect(held: Policies, reach: Reach, names: tuple[str, ...], since: date | None, months: Sequence[date]) -> Effect:
    ends = [None if since is None else held.next_change(name, since) for name in names]
    until = None if None in ends else max(end for end in ends if end is not None)
    reached = [month for month in months if (since or date.min) <= month < (until or date.max)]
    return Effect(reach, names, () if reach in _WITHOUT_FIGURES else tuple(reached), until)


def _loaded(query: Query, as_of: date) -> list[date]:
    found = loaded.load(query)
    return sorted({month for name in _DATASETS for month in found.of(name) if month <= as_of})
