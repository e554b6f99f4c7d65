"""Sales and targets explained: actual, targets, growth, top customers, of anybody and any cell (definitions §2, §3, §6)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

import pyarrow as pa

from analytics import explanations_rows as rows
from analytics import quarterly
from analytics.explanations_parts import Asked, Caveat, Evidence, Explanation, Formula, Number, Term
from analytics.explanations_sources import Scope, Sources, scope_of
from analytics.glossary import BY_CODE, Unit
from analytics.periods import Period, Window
from analytics.sales import Growth, SalesRow, Tier

Maker = Callable[[Sources, Asked, Period], Explanation | None]
TierName = Literal["base", "challenge"]
AMOUNTS: Mapping[TierName, str] = MappingProxyType({"base": "base_amount", "challenge": "challenge_amount"})


def built(
    asked: Asked,
    value: Number | None,
    formula: Formula,
    terms: tuple[Term, ...] = (),
    caveats: tuple[Caveat, ...] = (),
    evidence: tuple[Evidence, ...] = (),
    unit: Unit | None = None,
) -> Explanation:
    """An explanation in the unit of the figure; an absent figure has no terms."""
    shown = unit or BY_CODE[asked.figure].unit
    return Explanation(asked, (), value, shown, formula, terms if value is not None else (), caveats, evidence)


def period_caveats(row: SalesRow, sources: Sources) -> tuple[Caveat, ...]:
    """Partial, months missing, nothing loaded."""
    found = []
    if row.is_partial:
        bucket = sources.bucket(row.period)
        gone = ("done", bucket.elapsed_workdays), ("all", bucket.workdays)
        found.append(Caveat("partial", (("day", sources.as_of), *gone)))
    if row.actual is None:
        found.append(Caveat("not_loaded"))
    elif row.missing_months:
        found.append(Caveat("missing", (("months", row.missing_months),)))
    return tuple(found)


def actual(sources: Sources, asked: Asked, period: Period) -> Explanation:
    scope = scope_of(asked)
    row = sources.row(scope, period)
    found = rows.sales_of(sources, "actual", rows.sales(sources, scope, period.window))
    return built(asked, row.actual, "rows", (), period_caveats(row, sources), (found,) if row.actual is not None else ())


def tier_of(row: SalesRow, tier: TierName) -> Tier:
    return row.base if tier == "base" else row.challenge


def orders(sources: Sources, asked: Asked, period: Period) -> Explanation:
    """Orders: one row per order, with the import and line of its first one."""
    scope = scope_of(asked)
    row = sources.row(scope, period)
    found: dict[tuple[str, str, date], tuple[Decimal, int, int]] = {}
    for one in rows.sales(sources, scope, period.window).to_pylist():
        place = one["order_id"], one["customer_id"], one["ordered_on"]
        amount = found[place][0] if place in found else Decimal(0)
        found[place] = (amount + one["amount"], one["import_id"], one["line"])
    columns = ("order_id", "customer_id", "ordered_on", "customer_name", "amount")
    listed = [(*place, sources.names.get(place[1]), amount, import_id, line) for place, (amount, import_id, line) in found.items()]
    evidence = Evidence("orders", rows.listed("orders", columns, listed))
    return built(
        asked, row.order_count, "rows", (), period_caveats(row, sources), (evidence,) if row.order_count is not None else ()
    )


def _target(tier: TierName) -> Maker:
    def explain(sources: Sources, asked: Asked, period: Period) -> Explanation:
        scope = scope_of(asked)
        row = sources.row(scope, period)
        table = rows.targets(sources, scope, period, AMOUNTS[tier])
        found = rows.targets_of(sources, asked.figure, table, AMOUNTS[tier])
        value = tier_of(row, tier).target
        caveats = target_caveats(tier_of(row, tier), period, set(table["month"].to_pylist()))
        return built(asked, value, "rows", (), caveats, (found,) if value is not None else ())

    return explain


def target_caveats(tier: Tier, period: Period, months: set[date]) -> tuple[Caveat, ...]:
    """No target, a target of 0, months without one."""
    if tier.state == "none":
        return (Caveat("no_target"),)
    if tier.state == "zero":
        return (Caveat("zero_target"),)
    lacking = tuple(month for month in period.months if month not in months)
    return (Caveat("incomplete_target", (("months", lacking),)),) if lacking else ()


def outside_targets(sources: Sources, asked: Asked, period: Period) -> Explanation:
    """The sales rows of person-months (or region × product line × month) without a target row."""
    scope = scope_of(asked)
    row = sources.row(scope, period)
    planned = rows.targets(sources, replace(scope, by=(), keys=()), period, "base_amount").to_pylist()
    people = {(one["month"], one["owner_key"]) for one in planned if one["owner_key"] is not None}
    cells = {(one["month"], one["region_key"], one["product_line_key"]) for one in planned if one["owner_key"] is None}
    table = rows.sales(sources, scope, period.window)
    lines = table.select(["ordered_on", "owner_key", "region_key", "product_line_key"]).to_pylist()
    outside = [
        place
        for place, line in enumerate(lines)
        if (month := line["ordered_on"].replace(day=1), line["owner_key"]) not in people
        and (month, line["region_key"], line["product_line_key"]) not in cells
    ]
    found = rows.sales_of(sources, asked.figure, table.take(pa.array(outside, pa.int64())))
    value = row.outside_amount
    return built(asked, value, "rows", (), period_caveats(row, sources), (found,) if value is not None else ())


def growth(sources: Sources, asked: Asked, period: Period) -> Explanation | None:
    """MoM, QoQ or YoY: the percentage, else the change (definitions §3, Growth %)."""
    scope = scope_of(asked)
    row, compared = sources.row(scope, period), sources.bucket(period).compared
    is_yearly = asked.figure == "growth_yoy"
    found, before = (row.growth_yoy, compared.year_before) if is_yearly else (row.growth, compared.previous)
    if found is None or before is None:
        return None
    caveats = tuple(_growth_caveats(found, row, sources, before))
    if found.change is None or row.actual is None:
        return built(asked, None, "growth", (), caveats)
    this = Term("actual", row.actual, "amount", replace(asked, figure="actual"))
    earlier = Term("before", row.actual - found.change, "amount")
    evidence = (
        rows.sales_of(sources, "actual", rows.sales(sources, scope, period.window)),
        rows.sales_of(sources, "before", rows.sales(sources, scope, before)),
    )
    if found.pct is None:
        return built(asked, found.change, "difference", (this, earlier), caveats, evidence, "amount")
    return built(asked, found.pct, "growth", (this, earlier), caveats, evidence)


def _growth_caveats(found: Growth, row: SalesRow, sources: Sources, before: Window) -> Iterator[Caveat]:
    yield from period_caveats(row, sources)
    if before.end > before.begin:
        yield Caveat("compared_with", (("begin", before.begin), ("end", before.end - date.resolution)))
    if found.state != "value":
        yield Caveat("growth_" + found.state)


def share_of_growth(sources: Sources, asked: Asked, period: Period) -> Explanation | None:
    """A cell's change on the quarter before ÷ that of the company."""
    if asked.by != "cell" or period.kind != "quarter":
        return None
    line = sources.lines(period).get(quarterly.Place(*asked.keys[:2]))
    company = sources.lines(period).get(quarterly.COMPANY)
    if line is None or company is None:
        return None
    changes = [one.sales.growth.change if one.sales.growth else None for one in (line, company)]
    everywhere = replace(asked, figure="growth", keys=(quarterly.ALL, quarterly.ALL))
    terms = (
        Term("change", changes[0], "amount", replace(asked, figure="growth")),
        Term("company_change", changes[1], "amount", everywhere),
    )
    value = line.share_of_growth_pct
    caveats = () if value is not None else (Caveat("no_company_change"),)
    return built(asked, value, "share", terms, (*period_caveats(line.sales, sources), *caveats))


def top_customer(sources: Sources, asked: Asked, period: Period) -> Explanation | None:
    """One of the largest customers of a cell or total: its amount ÷ the actual."""
    if len(asked.keys) != 3 or period.kind != "quarter":
        return None
    line = sources.lines(period).get(quarterly.Place(*asked.keys[:2]))
    buyer = next((one for one in line.top if one.customer_id == asked.keys[-1]), None) if line else None
    if line is None or buyer is None:
        return None
    scope = scope_of(asked)
    narrow = Scope((*scope.by, "customer"), (*scope.keys, buyer.customer_id), None, None)
    found = rows.sales_of(sources, "customer_amount", rows.sales(sources, narrow, period.window))
    everything = replace(asked, figure="actual", keys=asked.keys[:2])
    terms = Term("customer_amount", buyer.amount, "amount"), Term("actual", line.sales.actual, "amount", everything)
    caveats = period_caveats(line.sales, sources)
    if buyer.share_pct is None:
        return built(asked, buyer.amount, "same", terms[:1], (*caveats, Caveat("no_share")), (found,), "amount")
    return built(asked, buyer.share_pct, "share", terms, caveats, (found,))


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "actual": actual,
        "orders": orders,
        "target": _target("base"),
        "challenge_target": _target("challenge"),
        "outside_targets": outside_targets,
        "growth": growth,
        "growth_yoy": growth,
        "share_of_growth": share_of_growth,
        "top_customer": top_customer,
    }
)
