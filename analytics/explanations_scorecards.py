"""Figures of scorecards explained: new customers, buyers, visits and their targets (definitions §3)."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

import pyarrow.compute as pc

from analytics import explanations_rows as rows
from analytics import new_customers, numbers, scorecard_books
from analytics.explanations_parts import Asked, Caveat, Evidence, Explanation, Term
from analytics.explanations_sales import Maker, built, period_caveats
from analytics.explanations_sources import Scope, Sources, narrowed, scope_of
from analytics.periods import Period
from analytics.reports import Cell
from analytics.scorecards import Count, Scorecard

CountName = Literal["new_customers", "visits"]
CardMaker = Callable[[Sources, Asked, Scorecard], Explanation | None]


def of_card(make: CardMaker) -> Maker:
    """Explains a figure of a scorecard; nothing where none stands."""

    def explain(sources: Sources, asked: Asked, period: Period) -> Explanation | None:
        card = sources.card(scope_of(asked), period)
        return None if card is None else make(sources, asked, card)

    return explain


def holds(sources: Sources, scope: Scope, person: str | None, month: date) -> bool:
    """Whether a person's month counts for the scope."""
    of: dict[str, str | None] = {"owner": person}
    if "department" in scope.by:
        of["department"] = scorecard_books.grouping(sources.who, "department", sources.as_of)(person, month)[0]
    return all(of.get(key) == value for key, value in scope.chosen.items())


def _new_customers(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    source = new_customers.source(sources.months)
    caveats = [Caveat("basis_" + source), *missing(sources, card, source)]
    if card.is_history_start:
        caveats.append(Caveat("history_start"))
    value = card.new_customers.actual
    found = (_new_rows(sources, asked, card.period, card.period.months),) if value is not None else ()
    return built(asked, value, "rows", (), tuple(caveats), found)


def _new_rows(sources: Sources, asked: Asked, period: Period, months: tuple[date, ...]) -> Evidence:
    scope = scope_of(asked)
    columns = ("customer_id", "customer_name", "begun_on", "contract_no", "order_id", "owner")
    found: list[tuple[Cell, ...]] = [
        (
            *(one.customer_id, sources.names.get(one.customer_id), one.begun_on, one.contract_no, one.order_id),
            *(sources.who.show("owner", one.person), one.import_id, one.line),
        )
        for one in sources.new_customers(period)
        if one.begun_on.replace(day=1) in months and holds(sources, scope, one.person, one.begun_on.replace(day=1))
    ]
    return Evidence("new_customers", rows.listed("new_customers", columns, found))


def _visits(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    value = card.visits.actual
    found = (_visit_rows(sources, asked, card.period, card.period.months),) if value is not None else ()
    return built(asked, value, "rows", (), missing(sources, card, "follow_ups"), found)


def _visit_rows(sources: Sources, asked: Asked, period: Period, months: tuple[date, ...]) -> Evidence:
    table = narrowed(sources.table("follow_ups", period.window), scope_of(asked).chosen)
    return rows.follow_ups_of(sources, "visits", rows.of_month(table.filter(pc.equal(table["method"], "visit")), months))


def missing(sources: Sources, card: Scorecard, dataset: str) -> tuple[Caveat, ...]:
    """Partial, or months of another dataset than sales not loaded."""
    found = [caveat for caveat in period_caveats(card.sales, sources) if caveat.code == "partial"]
    months = sources.months.missing(dataset, card.period.months, sources.as_of)
    if not sources.months.is_any(dataset, card.period.months, sources.as_of):
        found.append(Caveat("not_loaded_" + dataset))
    elif months:
        found.append(Caveat("missing", (("months", months),)))
    return tuple(found)


def _count_target(name: CountName) -> CardMaker:
    def explain(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
        value = _count(card, name).target
        table = rows.targets(sources, scope_of(asked), card.period, name)
        found = (rows.targets_of(sources, asked.figure, table, name),) if value is not None else ()
        return built(asked, value, "rows", (), () if value is not None else (Caveat("no_target"),), found)

    return explain


def _count_attainment(name: CountName) -> CardMaker:
    """Over the months with a target and, up to the day, with data (definitions §4)."""

    def explain(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
        count = _count(card, name)
        there = sources.months.of(new_customers.source(sources.months) if name == "new_customers" else "follow_ups")
        table = rows.targets(sources, scope_of(asked), card.period, name)
        months = tuple(month for month in sorted(set(table["month"].to_pylist())) if month > sources.as_of or month in there)
        terms = (
            Term(name, count.compared_actual, "count", replace(asked, figure=name)),
            Term(f"{name}_target", count.compared_target, "number", replace(asked, figure=f"{name}_target")),
        )
        actual_rows = (_new_rows if name == "new_customers" else _visit_rows)(sources, asked, card.period, months)
        evidence = actual_rows, rows.targets_of(sources, f"{name}_target", rows.of_month(table, months), name)
        caveats = (Caveat("compared", (("months", months),)),) if months != card.period.months else ()
        return built(asked, count.pct, "share", terms, caveats, evidence if count.compared_target is not None else ())

    return explain


def _count(card: Scorecard, name: CountName) -> Count:
    return card.new_customers if name == "new_customers" else card.visits


def _buyers(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    value = card.sales.buyer_count
    found = (_buyer_rows(sources, asked, card.period),) if value is not None else ()
    return built(asked, value, "rows", (), period_caveats(card.sales, sources), found)


def _buyer_rows(sources: Sources, asked: Asked, period: Period) -> Evidence:
    """One row per buyer: its first purchase in the period, and what it bought."""
    bought: dict[str, list[dict[str, Cell]]] = defaultdict(list)
    for one in reversed(rows.sales(sources, scope_of(asked), period.window).to_pylist()):
        if one["amount"] > 0:
            bought[one["customer_id"]].append(one)
    columns = ("customer_id", "customer_name", "ordered_on", "order_id", "amount")
    found: list[tuple[Cell, ...]] = []
    for customer, lines in sorted(bought.items()):
        first = lines[0]
        amount = sum((line["amount"] for line in lines if isinstance(line["amount"], Decimal)), Decimal(0))
        source = (first["import_id"], first["line"])
        found.append((customer, sources.names.get(customer), first["ordered_on"], first["order_id"], amount, *source))
    return Evidence("buyers", rows.listed("buyers", columns, found))


def _revenue_per_customer(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    terms = (
        Term("actual", card.sales.actual, "amount", replace(asked, figure="actual")),
        Term("buyers", card.sales.buyer_count, "count", replace(asked, figure="buyers")),
    )
    caveats = list(period_caveats(card.sales, sources))
    if card.sales.buyer_count == 0:
        caveats.append(Caveat("no_buyers"))
    found = rows.sales_of(sources, "actual", rows.sales(sources, scope_of(asked), card.period.window))
    evidence = (found, _buyer_rows(sources, asked, card.period)) if card.sales.actual is not None else ()
    return built(asked, card.revenue_per_customer, "quotient", terms, tuple(caveats), evidence)


def _repurchase(sources: Sources, asked: Asked, card: Scorecard) -> Explanation:
    """Buyers of the period who bought before it, each with the first purchase before."""
    buyers = _buyer_rows(sources, asked, card.period)
    earlier = sources.earlier(card.period.begin)
    found: list[tuple[Cell, ...]] = [
        (row[0], row[1], *(earlier[str(row[0])][name] for name in ("ordered_on", "order_id", "amount", "import_id", "line")))
        for row in buyers.report.rows
        if str(row[0]) in earlier
    ]
    columns = ("customer_id", "customer_name", "ordered_on", "order_id", "amount")
    evidence = Evidence("returning", rows.listed("returning", columns, found)), buyers
    terms = Term("returning", len(found), "count"), Term("buyers", card.sales.buyer_count, "count", replace(asked, figure="buyers"))
    caveats = list(period_caveats(card.sales, sources))
    if card.repurchase_pct is None and card.sales.actual is not None:
        caveats.append(Caveat("no_buyers" if card.sales.buyer_count == 0 else "no_past"))
    return built(asked, card.repurchase_pct, "share", terms, tuple(caveats), evidence if card.sales.actual is not None else ())


def _revenue_attainment(_: Sources, asked: Asked, card: Scorecard) -> Explanation:
    target = card.revenue_per_customer_target
    value = numbers.ratio_pct(card.revenue_per_customer, target) if target is not None and target > 0 else None
    terms = (
        Term("revenue_per_customer", card.revenue_per_customer, "amount", replace(asked, figure="revenue_per_customer")),
        Term("revenue_per_customer_target", target, "amount", replace(asked, figure="revenue_per_customer_target")),
    )
    return built(asked, value, "share", terms, () if target else (Caveat("no_target"),))


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        code: of_card(make)
        for code, make in {
            "new_customers": _new_customers,
            "new_customers_target": _count_target("new_customers"),
            "new_customers_attainment": _count_attainment("new_customers"),
            "visits": _visits,
            "visits_target": _count_target("visits"),
            "visits_attainment": _count_attainment("visits"),
            "buyers": _buyers,
            "revenue_per_customer": _revenue_per_customer,
            "revenue_per_customer_attainment": _revenue_attainment,
            "repurchase": _repurchase,
        }.items()
    }
)
