"""How every figure of every page explains itself: its formula with numbers, what is missing, its rows (definitions §7)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from analytics import (
    explanations_collection,
    explanations_customers,
    explanations_marks,
    explanations_pace,
    explanations_records,
    explanations_sales,
    explanations_scorecards,
    explanations_scores,
    quarterly,
)
from analytics.explanations_parts import BYS, Asked, By, Caveat, CaveatValue, Evidence, Explanation, Number, Term
from analytics.explanations_sales import Maker
from analytics.explanations_sources import Sources, scope_of
from analytics.people import KINDS
from analytics.queries import Query

__all__ = [
    "BYS",
    "Asked",
    "By",
    "Caveat",
    "CaveatValue",
    "Evidence",
    "Explanation",
    "Number",
    "Term",
    "explain",
    "explain_from",
]

_KEY_COUNTS = {"company": (0,), "department": (1,), "owner": (1, 2), "cell": (2, 3), "unit": (3,), "grade": (1,), "customer": (1,)}
_OF_SALES_ONLY = ("cell", "unit")
_OF_PERIODS: Mapping[str, Maker] = MappingProxyType(
    {
        **explanations_sales.MAKERS,
        **explanations_pace.MAKERS,
        **explanations_scorecards.MAKERS,
        **explanations_collection.MAKERS,
        **explanations_marks.MAKERS,
        **explanations_scores.MAKERS,
        **explanations_records.MAKERS,
    }
)


def explain(query: Query, asked: Asked, as_of: date) -> Explanation | None:
    """Why a figure is what it is on a day; None for a figure that nobody shows of whom or of what is asked."""
    return explain_from(Sources(query, as_of), asked)


def explain_from(sources: Sources, asked: Asked) -> Explanation | None:
    """Likewise, from sources that are read once for many figures."""
    if len(asked.keys) not in _KEY_COUNTS.get(asked.by, ()) or not _is_known(sources, asked):
        return None
    day = sources.on(asked.as_of or sources.as_of)
    if (asked.by == "customer") != (asked.figure in explanations_customers.OF_A_CUSTOMER):
        return None
    if asked.figure in explanations_customers.MAKERS and asked.by not in _OF_SALES_ONLY:
        found = explanations_customers.MAKERS[asked.figure](day, asked, asked.period)
    elif asked.figure in _OF_PERIODS and asked.period is not None and asked.by != "grade" and not _is_of_people_only(asked):
        found = _OF_PERIODS[asked.figure](day, asked, asked.period)
    else:
        return None
    return None if found is None else replace(found, shown=_shown(sources, asked))


def _is_of_people_only(asked: Asked) -> bool:
    """Whether a cell is asked for what only people have."""
    return asked.by in _OF_SALES_ONLY and asked.figure in explanations_records.MAKERS


def _is_known(sources: Sources, asked: Asked) -> bool:
    """Whether the store knows these keys: codes from a URL may be anything."""
    known = sources.who.shown
    return all(key is None or key == quarterly.ALL or (kind, key) in known for kind, key in _kinds(asked))


def _kinds(asked: Asked) -> list[tuple[str, str | None]]:
    return [(kind, key) for kind, key in scope_of(asked).chosen.items() if kind in KINDS]


def _shown(sources: Sources, asked: Asked) -> tuple[str | None, ...]:
    """The names of the keys; a grade and a customer as they are."""
    if asked.by in ("company", "grade"):
        return asked.keys
    kinds = {
        "department": ("department",),
        "owner": ("owner", "department"),
        "cell": ("region", "product_line", "customer"),
        "unit": ("region", "product_line", "department"),
        "customer": ("customer",),
    }
    return tuple(_name(sources, kind, key) for kind, key in zip(kinds[asked.by], asked.keys, strict=False))


def _name(sources: Sources, kind: str, key: str | None) -> str | None:
    if key in (None, quarterly.ALL):
        return key
    return sources.names.get(key or "", key) if kind == "customer" else sources.who.shown.get((kind, key or ""), key)
