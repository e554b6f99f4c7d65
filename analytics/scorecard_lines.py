"""The figures of one scorecard: against their targets and earlier periods, with their course (definitions §3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from analytics import new_customers, numbers, sales
from analytics.loaded import Loaded
from analytics.periods import Compared, Window
from analytics.sales import NO_DATA, Growth
from analytics.scorecards import Scorecard

Unit = Literal["money", "count", "pct", "points"]
Code = Literal[
    "actual",
    "collection",
    "new_customers",
    "visits",
    "revenue_per_customer",
    "repurchase",
    "satisfaction",
    "compliance",
    "teamwork",
]

Target = tuple[Decimal | None, Decimal | None]  # the target, and what of it is reached in percent

ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One figure of a card.

    `pct`: what of the target is reached, in percent. Challenge and landing: sales only. `change` on the period before (None for a
    year, where it is that on the year before), `change_yoy` on the year before: of money and counts in percent, of rates (`pct`)
    and marks (`points`) the difference, without a percentage. `course`: the value in each of the last periods, oldest first.
    """

    code: Code
    unit: Unit
    value: Decimal | None
    target: Decimal | None
    pct: Decimal | None
    change: Growth | None
    change_yoy: Growth
    course: tuple[Decimal | None, ...]
    challenge: Decimal | None = None
    landing: Decimal | None = None


@dataclass(frozen=True)
class Earlier:
    """One's cards of the period before, of the year before, and of the last periods, oldest first; None where one was not there."""

    before: Scorecard | None
    year_before: Scorecard | None
    course: tuple[Scorecard | None, ...]


def _none(_card: Scorecard) -> Target:
    return None, None


@dataclass(frozen=True)
class _Kind:
    """How a figure is found on a card, the datasets it needs (one of each group), and its target with what of it is reached."""

    code: Code
    unit: Unit
    value: Callable[[Scorecard], Decimal | None]
    needs: tuple[tuple[str, ...], ...]
    target: Callable[[Scorecard], Target] = _none


def _counted(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _reached(value: Decimal | None, target: Decimal | None) -> Target:
    return target, numbers.ratio_pct(value, target) if target is not None and target > 0 else None


_KINDS = (
    _Kind(
        "actual",
        "money",
        lambda card: card.sales.actual,
        (("sales",),),
        lambda card: (card.sales.base.target, card.sales.base.attainment_pct),
    ),
    _Kind(
        "collection",
        "pct",
        lambda card: card.collection.pct,
        (("sales",), ("payments",)),
        lambda card: _reached(card.collection.pct, card.collection_target_pct),
    ),
    _Kind(
        "new_customers",
        "count",
        lambda card: _counted(card.new_customers.actual),
        (("contracts",),),
        lambda card: (card.new_customers.target, card.new_customers.pct),
    ),
    _Kind(
        "visits",
        "count",
        lambda card: _counted(card.visits.actual),
        (("follow_ups",),),
        lambda card: (card.visits.target, card.visits.pct),
    ),
    _Kind(
        "revenue_per_customer",
        "money",
        lambda card: card.revenue_per_customer,
        (("sales",),),
        lambda card: _reached(card.revenue_per_customer, card.revenue_per_customer_target),
    ),
    _Kind(
        "repurchase",
        "pct",
        lambda card: card.repurchase_pct,
        (("sales",),),
        lambda card: _reached(card.repurchase_pct, card.repurchase_target_pct),
    ),
    _Kind("satisfaction", "points", lambda card: card.satisfaction, (("assessments",),)),
    _Kind("compliance", "pct", lambda card: card.compliance_pct, (("assessments", "follow_ups"),)),
    _Kind("teamwork", "points", lambda card: card.teamwork, (("assessments",),)),
)


def lines(card: Scorecard, earlier: Earlier, months: Loaded, compared: Compared) -> tuple[Line, ...]:
    """All figures of a card, in the order of the score's parts; `compared`: the windows that growth compares (definitions §2)."""
    found = []
    for kind in _KINDS:
        is_known = _known(kind, months, compared.this)
        change = _change(kind, card, earlier.before, is_known and _known(kind, months, compared.previous))
        change_yoy = _change(kind, card, earlier.year_before, is_known and _known(kind, months, compared.year_before))
        if kind.code == "actual":
            change, change_yoy = card.sales.growth or NO_DATA, card.sales.growth_yoy
        course = tuple(None if one is None else kind.value(one) for one in earlier.course)
        found.append(_line(kind, card, None if card.period.kind == "year" else change, change_yoy, course))
    return tuple(found)


def earlier(
    card: Scorecard, before: Sequence[Scorecard], year_before: Sequence[Scorecard], course: Sequence[Sequence[Scorecard]]
) -> Earlier:
    """The card's own in the tables of `scorecards.before`, `a_year_before` and `course`."""

    def own(cards: Sequence[Scorecard]) -> Scorecard | None:
        return next((one for one in cards if one.key == card.key), None)

    return Earlier(own(before), own(year_before), tuple(map(own, course)))


def _line(kind: _Kind, card: Scorecard, change: Growth | None, change_yoy: Growth, course: tuple[Decimal | None, ...]) -> Line:
    target, pct = kind.target(card)
    is_sales = kind.code == "actual"
    return Line(
        code=kind.code,
        unit=kind.unit,
        value=kind.value(card),
        target=target,
        pct=pct,
        change=change,
        change_yoy=change_yoy,
        course=course,
        challenge=card.sales.challenge.target if is_sales else None,
        landing=card.sales.landing_amount if is_sales and card.sales.is_partial else None,
    )


def _known(kind: _Kind, months: Loaded, window: Window | None) -> bool:
    """Whether every month of a window is loaded in what the figure needs (definitions §2, Loaded)."""
    if window is None:
        return False
    needs = ((new_customers.source(months),),) if kind.code == "new_customers" else kind.needs
    return all(any(months.covers(dataset, window) for dataset in group) for group in needs)


def _change(kind: _Kind, card: Scorecard, other: Scorecard | None, is_known: bool) -> Growth:
    """Of money and counts in percent, of rates and marks the difference; whoever was not there had none of what is counted."""
    this, before = kind.value(card), kind.value(other) if other else None
    if before is None and kind.unit == "count" and is_known:
        before = ZERO
    if this is None or before is None or not is_known:
        return NO_DATA
    if kind.unit in ("money", "count"):
        return sales.grow(this, before, is_known=True)
    return Growth(None, this - before, "value")
