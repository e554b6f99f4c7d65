"""Which advice a score gets, and with which figures (definitions §4, Advice)."""

from decimal import Decimal
from fractions import Fraction

from analytics import advice, periods, scorecards
from analytics.advice import Advice
from analytics.queries import DatabaseQuery
from analytics.scorecards import By, Scorecard
from tests.analytics import rows
from tests.analytics.rows import day

Cells = dict[str, object]
MARCH = periods.parse("2024-03")
END = day("2024-03-31")
GOOD = {"content": "采购部确认二期预算已批准", "next_step": "送合同", "next_step_on": "2024-12-31", "stage": "lead"}


def sale(order: str, on: str, amount: object, **cells: object) -> Cells:
    return {"order_id": order, "customer_id": "C1", "ordered_on": on, "owner": "张三", "amount": amount, **cells}


def target(base: object, **cells: object) -> Cells:
    return {"month": "2024-03", "owner": "张三", "base_amount": base, **cells}


def paid(number: str, amount: object, order: str = "O1") -> Cells:
    return {"payment_id": number, "paid_on": "2024-03-20", "amount": amount, "order_id": order}


def mark(**scores: object) -> Cells:
    return {"month": "2024-03", "owner": "张三", **scores}


def touch(on: str, logged: str, **cells: object) -> Cells:
    return {"customer_id": "C1", "owner": "张三", "followed_up_at": on, "logged_at": logged, "method": "call", **GOOD, **cells}


def card(query: DatabaseQuery, by: By = "owner") -> Scorecard:
    return scorecards.table(query, by, MARCH, END)[0]


def given(query: DatabaseQuery, by: By = "owner") -> tuple[Advice, ...]:
    return advice.advise(query, card(query, by), END)


def test_the_two_parts_that_lose_most() -> None:
    query = rows.store(
        sales=[sale("O1", "2024-03-05", 900)],
        targets=[target(1000, visits=4)],
        payments=[paid("P1", 450)],
        follow_ups=[touch("2024-03-05", "2024-03-05", method="visit")],
        assessments=[mark(satisfaction=85, process=95, teamwork=90)],
    )
    first, second = given(query)
    assert (first.part, first.points_lost, first.code) == ("collection", 10, "collection_short")
    assert first.values == {"collection_pct": 50, "target_pct": 100, "missing_amount": 450}
    assert (second.part, second.points_lost, second.code) == ("other", Fraction(75, 10), "visits_short")
    assert second.values == {"value": 1, "target": 4, "missing": 3}


def test_old_orders_are_named_with_their_share_of_what_is_missing() -> None:
    query = rows.store(
        sales=[
            sale("O1", "2024-03-05", 1000),
            sale("A", "2023-12-01", 100, due_on="2024-01-30"),  # 61 days
            sale("B", "2023-12-01", 150, due_on="2024-01-31"),  # 60 days
            sale("C", "2023-12-02", 50),
            sale("D", "2023-12-02", 70, owner="李四"),
        ],
        targets=[target(1000)],
        payments=[paid("P1", 680)],
        assessments=[mark(satisfaction=100)],
    )
    [found] = given(query)
    assert found.code == "collection_old_orders"
    assert found.values == {
        "collection_pct": 68,
        "target_pct": 100,
        "missing_amount": 320,
        "count": 2,
        "days": 60,
        "open_amount": 100 + 50,
        "share_pct": Decimal("46.875"),
    }
    assert [order.order_id for order in advice.old_orders(query, card(query), END)] == ["C", "A"]
    [whole] = given(query, "company")
    assert whole.values["count"] == 3


def test_sales_that_are_short_and_of_a_partial_period_with_what_is_needed_per_day() -> None:
    query = rows.store(sales=[sale("O1", "2024-03-05", 600)], targets=[target(1000)], assessments=[mark(satisfaction=100)])
    [found] = given(query)
    assert (found.code, found.values) == ("sales_short", {"attainment_pct": 60, "missing_amount": 400})
    as_of = day("2024-03-27")  # two working days left
    [partial] = advice.advise(query, scorecards.table(query, "owner", MARCH, as_of)[0], as_of)
    assert partial.code == "sales_short_partial"
    assert partial.values["needed_per_workday"] == 400 / 2


def qualitative(**cells: object) -> Advice:
    query = rows.store(sales=[sale("O1", "2024-03-05", 100)], targets=[target(100)], **cells)
    [found] = given(query)
    return found


def test_the_lowest_qualitative_figure_is_named() -> None:
    assert qualitative(assessments=[mark(satisfaction=70, teamwork=80)]).code == "satisfaction_low"
    found = qualitative(assessments=[mark(satisfaction=90, teamwork=80, process=85)])
    assert (found.code, found.values) == ("teamwork_low", {"value": 80})
    assert qualitative(assessments=[mark(process=60)]).code == "process_low"


def test_compliance_names_the_check_that_fails_most() -> None:
    late = qualitative(
        follow_ups=[
            touch("2024-03-04 09:00", "2024-03-08 18:00"),  # a Friday
            touch("2024-03-05 09:00", "2024-03-08 18:05"),
            touch("2024-03-06 09:00", "2024-03-11 18:05"),  # a Monday
            touch("2024-03-08 09:00", "2024-03-08 10:00"),
            touch("2024-03-08 11:00", "2024-03-08 12:00", content="已跟进"),
        ]
    )
    assert late.code == "records_late"
    assert late.values == {"value": 80, "count": 3, "record_count": 5, "weekday": 4, "weekday_count": 2}
    vague = qualitative(follow_ups=[touch("2024-03-04 09:00", "2024-03-04 10:00", content="已跟进")])
    assert (vague.code, vague.values) == ("records_unspecific", {"value": 75, "count": 1, "record_count": 1})
    assert qualitative(follow_ups=[touch("2024-03-04", "2024-03-04", stage=None)]).code == "records_incomplete"
    assert qualitative(follow_ups=[touch("2024-03-04", "2024-03-04", next_step_on="2024-03-01")]).code == "records_disordered"


def test_no_score_no_advice() -> None:
    query = rows.store(sales=[sale("O1", "2024-03-05", 100, owner=None)])
    assert given(query) == ()
    assert given(rows.store(sales=[sale("O1", "2024-03-05", 50)], targets=[target(100)])) == ()


def test_what_would_have_made_the_next_band() -> None:
    query = rows.store(
        sales=[sale("O1", "2024-03-05", 1000)],
        targets=[target(1000)],
        payments=[paid("P1", 680)],
        assessments=[mark(satisfaction=80)],
    )
    found = card(query)
    score = found.score
    assert score is not None
    assert score.exact == Fraction(4000 + 2000 * Fraction(68, 100) + 2400, 90)
    assert score.value == Decimal("86.2")
    step = advice.next_step(query, found)
    assert step is not None
    assert (step.band, step.points, step.part) == ("excellent", Decimal("3.8"), "collection")
    # 90 × 90 = 4,000 + 2,400 + 2,000 × 85 %: another 17 % of 1,000
    assert step.amount == 170


def test_no_next_band_above_excellent_or_without_money_to_bring_it() -> None:
    best = rows.store(sales=[sale("O1", "2024-03-05", 100)], targets=[target(100)], assessments=[mark(satisfaction=90)])
    assert advice.next_step(best, card(best)) is None
    words = rows.store(sales=[sale("O1", "2024-03-05", 100)], targets=[target(100)], assessments=[mark(satisfaction=50)])
    assert advice.next_step(words, card(words)) is None
