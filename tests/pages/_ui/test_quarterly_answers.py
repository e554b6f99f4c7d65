"""Which sentence answers the quarterly page: the rules, on their boundaries."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analytics import periods, quarterly_matrix
from analytics.periods import Workdays
from analytics.quarterly import COMPANY, Line, Place
from analytics.sales import NO_DATA, Growth, SalesRow, TargetState, Tier
from pages._ui import quarterly_answers
from pages._ui.quarterly_facts import Found

QUARTER = periods.quarter_of(date(2024, 3, 1))
CELL = Place("east", "cloud")
TOTALS = (Place("east"), Place(product_line="cloud"), COMPANY)


def tier(target: int | None = 100, gap: int | None = None, landing_gap: int | None = None, state: TargetState = "whole") -> Tier:
    amounts = {"target": target, "gap": gap, "landing_gap": landing_gap}
    landing = None if landing_gap is None or target is None else Decimal(100 + landing_gap)
    return Tier(
        state=state, landing_pct=landing, **{name: None if each is None else Decimal(each) for name, each in amounts.items()}
    )


def row(base: Tier, *, actual: int | None = 50, is_partial: bool = True, change: int | None = None) -> SalesRow:
    return SalesRow(
        period=QUARTER,
        keys=(),
        actual=None if actual is None else Decimal(actual),
        order_count=1,
        buyer_count=1,
        base=base,
        challenge=Tier(),
        outside_amount=None,
        landing_amount=None,
        growth=NO_DATA if change is None else Growth(Decimal(change), Decimal(change), "value"),
        growth_yoy=NO_DATA,
        is_partial=is_partial,
        missing_months=(),
    )


def found(sales: SalesRow) -> Found:
    """A company of one cell."""
    lines = [Line(place, replace(sales, keys=(place.region, place.product_line)), (), (), None, None) for place in (CELL, *TOTALS)]
    compared = periods.compared_windows(QUARTER, date(2024, 3, 1), Workdays(frozenset(), frozenset()))
    return Found(QUARTER, date(2024, 3, 1), quarterly_matrix.fold(lines), compared, None, None, None)


@pytest.mark.parametrize(
    ("rule", "sales"),
    [
        ("nothing_there", row(Tier(), actual=None)),
        ("not_loaded", row(tier(), actual=None)),
        ("no_target", row(Tier())),
        ("zero_target", row(tier(0, gap=50, state="zero"))),
        ("target_later", row(tier())),
        ("too_early", row(tier(gap=-50))),
        ("lands", row(tier(gap=-50, landing_gap=-1))),
        ("ended", row(tier(gap=-1, landing_gap=-1), is_partial=False)),
    ],
)
def test_the_company(rule: str, sales: SalesRow) -> None:
    assert quarterly_answers.company_rule(sales) == rule


@pytest.mark.parametrize(
    ("rule", "sales"),
    [
        ("nothing", row(tier(), actual=None)),
        ("lands_short", row(tier(gap=-50, landing_gap=-1))),
        ("all_reached", row(tier(gap=-50, landing_gap=0))),
        ("short", row(tier(gap=-50))),
        ("short", row(tier(gap=-1, landing_gap=-1), is_partial=False)),
        ("all_reached", row(tier(gap=0, landing_gap=0), is_partial=False)),
        ("fell", row(Tier(), change=-1)),
        ("nothing", row(Tier(), change=0)),
        ("nothing", row(Tier())),
    ],
)
def test_the_cell(rule: str, sales: SalesRow) -> None:
    assert quarterly_answers.cell_rule(found(sales)) == rule
