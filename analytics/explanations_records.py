"""Record compliance, records and long calls explained, down to each follow-up and its checks (definitions §3, §5)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from analytics import explanations_rows as rows
from analytics import long_calls
from analytics.explanations_marks import marks, person_months
from analytics.explanations_parts import Asked, Caveat, Evidence, Explanation, Term
from analytics.explanations_sales import Maker, built
from analytics.explanations_scorecards import holds, of_card
from analytics.explanations_sources import Sources, narrowed, scope_of
from analytics.periods import Period
from analytics.reports import Cell
from analytics.scorecards import Scorecard

PersonMonth = tuple[str | None, date]


def _compliance(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    """The mean over person-months: the process score if given, else the mean of the follow-ups' shares of passed checks."""
    assessed = marks(sources, asked, card, "process")
    given = {place: mean.exact for place, mean in person_months(assessed, "process").items()}
    checked = checks(sources, asked, card.period)
    shares = _shares(checked)
    months = {place: mean for place, mean in shares.items() if place not in given} | given
    exact = [mean for mean in months.values() if mean is not None]
    used = checked.filter(pa.array([place not in given for place in _places(checked)], pa.bool_()))
    terms = Term("sum_of_means", sum(exact, Fraction(0)), "pct"), Term("person_months", len(exact), "count")
    if len(exact) == 1 and not given:  # one person-month: the mean over its records
        count = used.num_rows
        terms = Term("sum_of_shares", exact[0] * count, "pct"), Term("records", count, "count")
    evidence = []
    if used.num_rows:
        evidence.append(rows.records_of(sources, "records", used))
    if assessed.num_rows:
        report = rows.laid(sources, "assessments", assessed, ("month", "owner", "process", *rows.SOURCE))
        evidence.append(Evidence("process_scores", report))
    caveats = [Caveat("process_given", (("count", assessed.num_rows),))] if assessed.num_rows else []
    if card.compliance_pct is None:
        caveats.append(Caveat("none_given"))
    return built(asked, card.compliance_pct, "mean", terms, tuple(caveats), tuple(evidence))


def checks(sources: Sources, asked: Asked, period: Period) -> pa.Table:
    """The follow-ups of the scope to which a check applies."""
    table = narrowed(sources.checks(period.window), scope_of(asked).chosen)
    return table.filter(pc.greater(table["check_count"], 0))


def _places(table: pa.Table) -> list[PersonMonth]:
    return list(zip(table["owner_key"].to_pylist(), table["month"].to_pylist(), strict=True))


def _shares(table: pa.Table) -> dict[PersonMonth, Fraction]:
    """Per person-month the mean share of passed checks, in percent."""
    found: defaultdict[PersonMonth, list[Fraction]] = defaultdict(list)
    passed, counted = table["passed_count"].to_pylist(), table["check_count"].to_pylist()
    for place, won, count in zip(_places(table), passed, counted, strict=True):
        found[place].append(Fraction(100 * won, count))
    return {place: sum(shares, Fraction(0)) / len(shares) for place, shares in found.items()}


def _records(sources: Sources, asked: Asked, period: Period) -> Explanation:
    """All follow-ups of the period, or those with a failed check, each with its checks."""
    table = narrowed(sources.checks(period.window), scope_of(asked).chosen)
    if asked.figure == "records_failed":
        table = table.filter(pc.less(table["passed_count"], table["check_count"]))
    is_loaded = sources.months.is_any("follow_ups", period.months, sources.as_of)
    if not is_loaded:
        return built(asked, None, "rows", (), (Caveat("not_loaded_follow_ups"),))
    return built(asked, table.num_rows, "rows", (), (), (rows.records_of(sources, asked.figure, table),))


def _long_calls(sources: Sources, asked: Asked, period: Period) -> Explanation:
    scope = scope_of(asked)
    if not sources.months.is_any("follow_ups", period.months, sources.as_of):
        return built(asked, None, "rows", (), (Caveat("not_loaded_follow_ups"),))
    columns = ("followed_up_at", "customer_id", "customer_name", "owner", "method", "duration_minutes", "limit_minutes")
    found: list[tuple[Cell, ...]] = [
        tuple(getattr(call, column) for column in (*columns, *rows.SOURCE))
        for call in long_calls.table(sources.query, period, sources.as_of)
        if holds(sources, scope, call.owner_key, call.followed_up_at.date().replace(day=1))
    ]
    return built(asked, len(found), "rows", (), (), (Evidence("long_calls", rows.listed("long_calls", columns, found)),))


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {"compliance": of_card(_compliance), "records": _records, "records_failed": _records, "long_calls": _long_calls}
)
