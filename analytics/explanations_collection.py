"""Collection explained in its three bases: the payments, and what they are held against (definitions §3, Collection rate)."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from analytics import explanations_rows as rows
from analytics import numbers
from analytics.explanations_parts import Asked, Caveat, Evidence, Explanation, Term
from analytics.explanations_sales import Maker, built, period_caveats
from analytics.explanations_scorecards import missing, of_card
from analytics.explanations_sources import Sources, narrowed, scope_of
from analytics.scorecards import Scorecard


def _collection(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    found = card.collection
    evidence = (*_paid(sources, asked, card), *_base(sources, asked, card))
    terms = (
        Term("collection_paid", found.paid_amount, "amount", replace(asked, figure="collection_paid")),
        Term("collection_base", found.base_amount, "amount", replace(asked, figure="collection_base")),
    )
    caveats = [*_collection_caveats(sources, card)]
    if found.base_amount is not None and found.base_amount <= 0:
        caveats.append(Caveat("no_base"))
    return built(asked, found.pct, "share", terms, tuple(caveats), evidence)


def _collection_caveats(sources: Sources, card: Scorecard) -> tuple[Caveat, ...]:
    return (Caveat("basis_" + card.collection.basis), *period_caveats(card.sales, sources), *_payments_missing(sources, card))


def _payments_missing(sources: Sources, card: Scorecard) -> tuple[Caveat, ...]:
    return tuple(caveat for caveat in missing(sources, card, "payments") if caveat.code != "partial")


def _paid(sources: Sources, asked: Asked, card: Scorecard) -> tuple[Evidence, ...]:
    if card.collection.paid_amount is None:
        return ()
    table = rows.payments(sources, scope_of(asked), card.period, card.collection.basis)
    return (rows.payments_of(sources, "collection_paid", table),)


def _base(sources: Sources, asked: Asked, card: Scorecard) -> tuple[Evidence, ...]:
    if card.collection.base_amount is None:
        return ()
    scope, window = scope_of(asked), card.period.window
    if card.collection.basis == "due":
        return (rows.due_of(sources, "collection_base", narrowed(sources.table("due", window), scope.chosen)),)
    return (rows.sales_of(sources, "collection_base", rows.sales(sources, scope, window)),)


def _collection_paid(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    found = _paid(sources, asked, card)
    return built(asked, card.collection.paid_amount, "rows", (), _collection_caveats(sources, card), found)


def _collection_base(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    found = _base(sources, asked, card)
    return built(asked, card.collection.base_amount, "rows", (), _collection_caveats(sources, card), found)


def _collection_attainment(_: Sources, asked: Asked, card: Scorecard) -> Explanation:
    terms = (
        Term("collection", card.collection.pct, "pct", replace(asked, figure="collection")),
        Term("collection_target", card.collection_target_pct, "pct"),
    )
    return built(asked, numbers.ratio_pct(card.collection.pct, card.collection_target_pct), "share", terms)


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "collection": of_card(_collection),
        "collection_paid": of_card(_collection_paid),
        "collection_base": of_card(_collection_base),
        "collection_attainment": of_card(_collection_attainment),
    }
)
