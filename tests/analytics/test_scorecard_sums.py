"""What must add up in the scorecards of any company (definitions §3, §4), on drawn ones."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from analytics import periods, scorecards, scores
from analytics.policy import CollectionBasis
from analytics.queries import DatabaseQuery
from analytics.scorecards import By, Scorecard
from tests.analytics import rows
from tests.analytics.rows import day
from tests.analytics.typed import change

SEEDS = 12
OWNERS = ("甲", "乙", "丙", "小甲", "外", None)
PERIODS = ("2024-02", "2024-03", "2024Q1", "2024")
DAYS = ("2024-02-14", "2024-03-31", "2024-05-02")
BASES: tuple[CollectionBasis, ...] = ("cash", "due", "cohort")
Cells = dict[str, object]


def drawn(seed: int) -> DatabaseQuery:
    draw = random.Random(seed)

    def on() -> str:
        return f"2024-{draw.randint(1, 4):02}-{draw.randint(1, 28):02}"

    def amount() -> object:
        return draw.choice(("100", "-30", "0", "33.3333", "1234.5", "0.0001"))

    def sale(place: int) -> Cells:
        order = {"order_id": f"O{place % 14}", "line_no": place, "ordered_on": on(), "amount": amount(), "due_on": on()}
        return order | {
            "customer_id": f"C{draw.randint(1, 4)}",
            "owner": draw.choice(OWNERS),
            "contract_no": f"K{draw.randint(1, 4)}",
        }

    def payment(place: int) -> Cells:
        named = draw.choice(({"order_id": f"O{draw.randint(0, 16)}"}, {"contract_no": f"K{draw.randint(1, 6)}"}, {}))
        return {"payment_id": f"P{place}", "paid_on": on(), "amount": amount(), **named}

    def touch(_: int) -> Cells:
        texts = {
            "content": draw.choice(("已跟进", "采购部确认二期预算已批准", None)),
            "next_step": draw.choice(("3天后", "再谈", None)),
        }
        moment = {"followed_up_at": on(), "logged_at": draw.choice((on(), None)), "method": draw.choice(("visit", "call"))}
        return {"customer_id": "C1", "owner": draw.choice(OWNERS), **moment, **texts}

    def contract(place: int) -> Cells:
        return {
            "contract_no": f"K{place}",
            "customer_id": f"C{place % 4}",
            "signed_on": on(),
            "amount": 1,
            "owner": draw.choice(OWNERS),
        }

    def target(month: int, owner: str) -> Cells:
        counts = {"visits": draw.choice((None, 0, 2)), "new_customers": draw.choice((None, 1)), "revenue_per_customer": 50}
        return {"month": f"2024-{month:02}", "owner": owner, "base_amount": draw.choice((0, 100, 250)), **counts}

    def mark(month: int, owner: str) -> Cells:
        given = {name: draw.choice((None, 60, "88.5", 100)) for name in ("satisfaction", "process", "teamwork")}
        return {"month": f"2024-{month:02}", "owner": owner, **given}

    places = [(month, owner) for month in range(1, 7) for owner in ("甲", "乙", "小甲", "外") if draw.random() < 0.5]
    moved = f"2024-{draw.randint(2, 3):02}-15"
    return rows.store(
        typed=(change(1, "2024-01", collection=draw.choice(BASES), cap=draw.choice(("100", "120"))),),
        sales=[sale(place) for place in range(25)],
        payments=[payment(place) for place in range(15)],
        follow_ups=[touch(place) for place in range(20)],
        contracts=[contract(place) for place in range(draw.choice((0, 5)))],
        targets=[target(*place) for place in places],
        assessments=[mark(*place) for place in places if draw.random() < 0.7],
        customers=[{"customer_id": "C1", "owner": "乙"}, {"customer_id": "C2"}],
        staff=[
            {"owner": "甲", "aliases": "小甲", "department": "一部", "left_on": moved},
            {"owner": "甲", "aliases": "小甲", "department": "二部", "joined_on": moved.replace("15", "16")},
            {"owner": "乙", "department": "一部"},
            {"owner": "丙", "department": None, "role": "经理"},
        ],
    )


def cards(query: DatabaseQuery, by: By, code: str, as_of: str) -> tuple[Scorecard, ...]:
    return scorecards.table(query, by, periods.parse(code), day(as_of))


def added(found: tuple[Scorecard, ...]) -> tuple[Decimal | int, ...]:
    """The figures that add up, summed."""
    return (
        sum(card.sales.actual or 0 for card in found),
        sum(card.sales.base.target or 0 for card in found),
        sum(card.sales.outside_amount or 0 for card in found),
        sum(card.visits.actual or 0 for card in found),
        sum(card.visits.target or 0 for card in found),
        sum(card.new_customers.actual or 0 for card in found),
        sum(card.new_customers.target or 0 for card in found),
    )


@pytest.mark.parametrize("seed", range(SEEDS))
def test_people_and_departments_add_up_to_the_company_and_points_to_the_score(seed: int) -> None:
    query = drawn(seed)
    draw = random.Random(seed)
    code, as_of = draw.choice(PERIODS), draw.choice(DAYS)
    people, departments, [company] = (cards(query, by, code, as_of) for by in scorecards.BYS)
    assert added(people) == added(departments) == added((company,))
    if company.collection.basis == "cash":
        paid = [sum(card.collection.paid_amount or 0 for card in found) for found in (people, departments)]
        assert paid == [company.collection.paid_amount or 0] * 2
    for card in (*people, *departments, company):
        assert_score_adds_up(card)
    assert_ranked(people)
    assert_ranked(departments)


def assert_score_adds_up(card: Scorecard) -> None:
    score = card.score
    if score is None:
        assert (card.by, card.key) == ("owner", None)
        return
    assert score.is_provisional == (score.covered_pct < 100)
    assert (score.value is None) == (score.covered_pct < 50)
    if score.exact is None or score.value is None:
        assert [part.points_won for part in score.parts] == [None] * 4
        return
    assert sum((part.points_won or Fraction(0) for part in score.parts), Fraction(0)) == score.exact
    assert sum((part.full_points or Fraction(0) for part in score.parts), Fraction(0)) == 100
    assert score.value == scores.rounded(score.exact)
    assert 0 <= score.value <= 100


def assert_ranked(found: tuple[Scorecard, ...]) -> None:
    """A rank is one more than the number of better ones."""
    for card in found:
        if card.score is None or card.score.value is None:
            assert (card.rank, card.rank_in_department) == (None, None)
            continue
        values = [(other.score.value, other.department_key) for other in found if other.score and other.score.value is not None]
        assert card.rank == 1 + sum(value > card.score.value for value, _ in values)
        if card.by == "owner":
            inside = [value for value, department in values if department == card.department_key]
            assert card.rank_in_department == 1 + sum(value > card.score.value for value in inside)
