"""Means over person-months explained: satisfaction, teamwork and targets that are means (definitions §3)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from analytics import explanations_rows as rows
from analytics.explanations_parts import Asked, Caveat, Evidence, Explanation, Term
from analytics.explanations_sales import Maker, built
from analytics.explanations_scorecards import CardMaker, of_card
from analytics.explanations_sources import Sources, narrowed, scope_of
from analytics.records import Mean
from analytics.scorecards import Scorecard


def _mean_target(column: str, pick: Callable[[Scorecard], Decimal | None]) -> CardMaker:
    """The mean over person-months of the targets given (owner rows only)."""

    def explain(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
        scope = replace(scope_of(asked), view="owner")
        table = rows.targets(sources, scope, card.period, column)
        evidence = replace(rows.targets_of(sources, "person_months", table, column), column=None, is_list=True)
        return _meant(asked, pick(card), person_months(table, column), evidence)

    return explain


def _mark(column: Literal["satisfaction", "teamwork"], pick: Callable[[Scorecard], Decimal | None]) -> CardMaker:
    """The mean over person-months with an assessment."""

    def explain(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
        table = marks(sources, asked, card, column)
        report = rows.laid(sources, "assessments", table, ("month", "owner", column, *rows.SOURCE))
        return _meant(asked, pick(card), person_months(table, column), Evidence("person_months", report, None, is_list=True))

    return explain


def marks(sources: Sources, asked: Asked, card: Scorecard, column: str) -> pa.Table:
    """The assessments that have a score there."""
    table = narrowed(sources.table("assessments", card.period.window), scope_of(asked).chosen)
    return table.filter(pc.is_valid(table[column]))


def _meant(asked: Asked, value: Decimal | None, months: Mapping[tuple[str | None, date], Mean], evidence: Evidence) -> Explanation:
    means = [mean.exact for mean in months.values() if mean.exact is not None]
    unit = evidence_unit(asked)
    terms = Term("sum_of_means", sum(means, Fraction(0)), unit), Term("person_months", len(means), "count")
    none = () if value is not None else (Caveat("none_given"),)
    return built(asked, value, "mean", terms, none, (evidence,) if value is not None else ())


def evidence_unit(asked: Asked) -> Literal["amount", "pct", "points"]:
    """In what a mean adds up."""
    if asked.figure == "revenue_per_customer_target":
        return "amount"
    return "pct" if asked.figure == "repurchase_target" else "points"


def person_months(table: pa.Table, column: str) -> dict[tuple[str | None, date], Mean]:
    """The mean of each person-month's rows."""
    found: dict[tuple[str | None, date], Mean] = {}
    for row in table.select(["owner_key", "month", column]).to_pylist():
        place = row["owner_key"], row["month"]
        found[place] = found.get(place, Mean()) + Mean(Fraction(row[column]), 1)
    return found


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "satisfaction": of_card(_mark("satisfaction", lambda card: card.satisfaction)),
        "teamwork": of_card(_mark("teamwork", lambda card: card.teamwork)),
        "revenue_per_customer_target": of_card(_mean_target("revenue_per_customer", lambda card: card.revenue_per_customer_target)),
        "repurchase_target": of_card(_mean_target("repurchase_rate", lambda card: card.repurchase_target_pct)),
    }
)
