"""Which sentence answers the Overview: the rules, on their boundaries."""

from datetime import date
from decimal import Decimal

import pytest

from analytics import periods
from analytics.sales import NO_DATA, SalesRow, TargetState, Tier
from pages._ui import overview_answers


def tier(target: int | None = 100, gap: int | None = None, landing_gap: int | None = None, state: TargetState = "whole") -> Tier:
    amounts = {"target": target, "gap": gap, "landing_gap": landing_gap}
    return Tier(state=state, **{name: None if amount is None else Decimal(amount) for name, amount in amounts.items()})


def row(base: Tier, challenge: Tier | None = None, *, actual: int | None = 50, is_partial: bool = True) -> SalesRow:
    return SalesRow(
        period=periods.month_of(date(2024, 3, 1)),
        keys=(),
        actual=None if actual is None else Decimal(actual),
        order_count=1,
        buyer_count=1,
        base=base,
        challenge=challenge or Tier(),
        outside_amount=None,
        landing_amount=None,
        growth=NO_DATA,
        growth_yoy=NO_DATA,
        is_partial=is_partial,
        missing_months=(),
    )


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("not_loaded", row(tier(), actual=None)),
        ("no_target", row(Tier())),
        ("zero_target", row(tier(0, gap=50, state="zero"))),
        ("target_later", row(tier())),
        ("reached", row(tier(gap=0, landing_gap=30))),
        ("too_early", row(tier(gap=-50))),
        ("lands_short", row(tier(gap=-50, landing_gap=-1))),
        ("lands_base", row(tier(gap=-50, landing_gap=0))),
        ("lands_base", row(tier(gap=-50, landing_gap=5), tier(110, gap=-60, landing_gap=-5))),
        ("lands_challenge", row(tier(gap=-50, landing_gap=10), tier(110, gap=-60, landing_gap=0))),
        ("ended_short", row(tier(gap=-1, landing_gap=-1), is_partial=False)),
        ("ended_base", row(tier(gap=0, landing_gap=0), is_partial=False)),
        ("ended_base", row(tier(gap=5, landing_gap=5), tier(110, gap=-5), is_partial=False)),
        ("ended_challenge", row(tier(gap=10, landing_gap=10), tier(110, gap=0), is_partial=False)),
    ],
)
def test_the_rule_that_holds(rule: str, found: SalesRow) -> None:
    assert overview_answers.rule(found) == rule
