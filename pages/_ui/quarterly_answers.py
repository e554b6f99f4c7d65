"""The sentence that answers the quarterly page and the line below it, by named rules from the page's own figures."""

from collections.abc import Iterator
from typing import Literal

from analytics import quarterly_trends
from analytics.quarterly import Line
from analytics.sales import SalesRow
from pages._ui import blocks, codes, judgements, quarterly_tiles
from pages._ui.formats import Formats
from pages._ui.quarterly_facts import Found

CompanyRule = Literal["nothing_there", "not_loaded", "no_target", "zero_target", "target_later", "lands", "too_early", "ended"]
CellRule = Literal["lands_short", "short", "fell", "all_reached", "nothing"]


def company_rule(row: SalesRow) -> CompanyRule:
    """The first that holds.

    `nothing_there`: neither sales loaded nor a target. `not_loaded`: no month of the quarter is. `no_target`, `zero_target`: no
    base target, or one of 0. `target_later`: only months that cannot be compared yet have one. `lands`: open, with a landing.
    `too_early`: open, without one yet. `ended`.
    """
    if row.actual is None:
        return "nothing_there" if row.base.target is None else "not_loaded"
    if row.base.state in ("none", "zero"):
        return "no_target" if row.base.state == "none" else "zero_target"
    if row.base.gap is None:
        return "target_later"
    if row.is_partial:
        return "lands" if judgements.is_by_landing(row) else "too_early"
    return "ended"


def cell_rule(found: Found) -> CellRule:
    """The first that holds.

    `lands_short`: the worst cell misses base at its pace. `short`: it misses base as of D. `fell`: without any cell behind a
    target, the cell that lost most on the quarter before. `all_reached`: every cell with a target reaches it. `nothing`: neither
    targets nor a fall, or nothing loaded.
    """
    if found.matrix is None or found.matrix.company.sales.actual is None:
        return "nothing"
    worst, first = found.matrix.worst, found.matrix.first.sales
    if worst is not None:
        return "lands_short" if worst.sales.base.landing_gap is not None and worst.sales.is_partial else "short"
    if found.matrix.company.sales.base.gap is not None:
        return "all_reached"
    return "fell" if first.growth and first.growth.change is not None and first.growth.change < 0 else "nothing"


def sentence(found: Found, formats: Formats) -> str:
    """The answer in words; ⟦…⟧ marks the cell to talk about."""
    t, matrix = formats.t, found.matrix
    quarter = formats.short_period(found.quarter)
    if matrix is None:
        return t("quarterly.answer.nothing_there", quarter=quarter)
    row = matrix.company.sales
    first = t(
        "quarterly.answer." + company_rule(row),
        quarter=quarter,
        actual=formats.money(row.actual),
        target=formats.money(row.base.target),
        attained=formats.pct(row.base.attainment_pct),
        landing=formats.pct(row.base.landing_pct),
    )
    rule = cell_rule(found)
    return first if rule == "nothing" else first + t("quarterly.answer.between") + _cell(matrix.first, rule, found, formats)


def _cell(line: Line, rule: CellRule, found: Found, formats: Formats) -> str:
    row = line.sales
    gap, change = judgements.gap_of(row), row.growth.change if row.growth else None
    return formats.t(
        "quarterly.answer.cell." + rule,
        cell=quarterly_tiles.name(line, found.matrix, formats.t) if found.matrix else "",
        pct=formats.pct(judgements.pct_of(row)),
        gap=formats.money(None if gap is None else abs(gap)),
        growth=judgements.growth(row.growth, row, formats) if row.growth else "",
        change=formats.money(None if change is None else abs(change)),
    )


def below(found: Found, formats: Formats) -> blocks.Text:
    """What is partial and compared with what, what is missing, outside targets, or differs; a link to the newest quarter."""
    remarks = formats.t("quarterly.between").join(_remarks(found, formats))
    newest = found.newest_loaded
    is_empty = found.company is None or found.company.actual is None
    if not is_empty or newest is None or newest == found.quarter:
        return remarks
    words = formats.t("quarterly.remark.newest", quarter=formats.period(newest))
    return blocks.joined(remarks, blocks.link(words, codes.href("quarterly", period=newest.code)))


def _remarks(found: Found, formats: Formats) -> Iterator[str]:
    t, row = formats.t, found.company
    if row is None or row.actual is None:
        yield t("quarterly.remark.not_loaded")
        return
    if row.is_partial:
        days, before = found.compared.this.days, found.quarter.previous()
        quarters = {"before": formats.short_period(before), "all": found.quarter.window.days}
        yield t("quarterly.remark.partial", count=days, **quarters)
    if row.missing_months:
        months = t("quarterly.and").join(formats.short_month(month) for month in row.missing_months)
        yield t("quarterly.remark.missing", months=months)
    if row.base.state == "incomplete":
        yield t("quarterly.remark.incomplete_target")
    if row.outside_amount and row.base.target is not None:
        yield t("quarterly.remark.outside", amount=formats.money(row.outside_amount))
    if found.views is not None and found.views.difference:
        yield t("quarterly.remark.views", amount=formats.money(abs(found.views.difference)))
    if row.growth is not None and row.growth.state == "no_data":
        yield t("quarterly.remark.no_growth", before=formats.period(found.quarter.previous()))
    yield from _trends(found, formats)


def _trends(found: Found, formats: Formats) -> Iterator[str]:
    """What goes on falling, and where one customer carries a region."""
    t = formats.t
    if found.falling is not None:
        yield t("quarterly.remark.falling", name=found.falling.row.product_line, count=found.falling.quarters)
    region = quarterly_trends.concentrated(found.matrix.regions) if found.matrix else None
    if region is not None:
        yield t("quarterly.remark.concentrated", name=region.sales.region, pct=formats.pct(region.top[0].share_pct))
