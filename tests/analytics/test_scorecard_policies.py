"""Scorecards by the policy of the period's last day, record checks and long calls by that of the follow-up's (definitions §4)."""

from decimal import Decimal

import pytest

from analytics import periods, reports, scorecards
from analytics.queries import DatabaseQuery
from analytics.scorecards import Scorecard
from tests.analytics import rows
from tests.analytics.rows import day
from tests.analytics.typed import change


def store(*changes: tuple[str, dict[str, str]]) -> DatabaseQuery:
    """A person in June and July, 80 sold and 60 collected of 100 in each."""
    months = ("2024-06", "2024-07")
    typed = tuple(change(number, month, **texts) for number, (month, texts) in enumerate(changes, 1))
    sales = [
        {
            "order_id": month,
            "customer_id": "C1",
            "owner": "张三",
            "ordered_on": f"{month}-05",
            "due_on": f"{month}-25",
            "amount": 80,
        }
        for month in months
    ]
    late = {"order_id": "2024-06", "paid_on": "2024-07-10", "payment_id": "late", "amount": 20}
    return rows.store(
        typed=typed,
        sales=[*sales, sales[0] | {"order_id": "May", "ordered_on": "2024-05-20", "due_on": "2024-06-25", "amount": 40}],
        payments=[*({"payment_id": m, "order_id": m, "paid_on": f"{m}-20", "amount": 60} for m in months), late],
        targets=[{"month": month, "owner": "张三", "base_amount": 100} for month in months],
        assessments=[{"month": month, "owner": "张三", "satisfaction": 90} for month in months],
    )


def card(query: DatabaseQuery, code: str) -> Scorecard:
    [found] = scorecards.table(query, "owner", periods.parse(code), day("2024-07-31"))
    return found


def score(query: DatabaseQuery, code: str) -> tuple[Decimal | None, str | None]:
    found = card(query, code).score
    assert found is not None
    return found.value, found.band


def test_a_change_from_july_leaves_june_as_it_was() -> None:
    before, after = store(), store(("2024-07", {"weight_sales": "0", "band_good": "85", "collection_target_pct": "50"}))
    assert score(after, "2024-06") == score(before, "2024-06")
    collected = Decimal(60 + 20) / 80 * 100  # both payments of July
    assert card(after, "2024-07").collection.pct == collected
    assert card(after, "2024-07").collection_target_pct == 50
    assert score(after, "2024-07") == (94, "excellent")  # (20 × 100 + 30 × 90) ÷ 50
    assert score(after, "2024Q3") == score(after, "2024-07")
    assert score(before, "2024-07") == (Decimal("87.8"), "good")  # (40 × 80 + 20 × 100 + 30 × 90) ÷ 90


def test_bands_go_by_the_periods_last_day() -> None:
    query = store(("2024-07", {"band_excellent": "95", "band_good": "88"}))
    assert score(query, "2024-07") == (Decimal("87.8"), "needs_improvement")


@pytest.mark.parametrize(
    ("basis", "june", "july"),
    [
        ("cash", (60, 80), (60 + 20, 80)),
        ("due", (60, 80 + 40), (60 + 20, 80)),
        ("cohort", (60, 80), (60, 80)),
    ],
)
def test_three_bases_of_collection(basis: str, june: tuple[int, int], july: tuple[int, int]) -> None:
    query = store(("2024-01", {"collection": basis}))
    for code, expected in (("2024-06", june), ("2024-07", july)):
        found = card(query, code).collection
        assert (found.basis, found.paid_amount, found.base_amount) == (basis, *expected)


def test_a_cohort_takes_what_was_paid_for_its_orders_by_its_end() -> None:
    found = card(store(("2024-01", {"collection": "cohort"})), "2024").collection
    assert (found.paid_amount, found.base_amount) == (60 + 60 + 20, 80 + 80 + 40)


def test_a_course_has_the_basis_of_each_period() -> None:
    query = store(("2024-07", {"collection": "due"}))
    course = scorecards.course(query, "owner", periods.parse("2024-07"), day("2024-07-31"), count=2)
    assert [table[0].collection.basis for table in course] == ["cash", "due"]
    assert [table[0] for table in course] == [card(query, "2024-06"), card(query, "2024-07")]


def test_a_cap_of_120_from_july() -> None:
    query = store(("2024-07", {"cap": "120", "collection_target_pct": "90"}))
    # July: 100 % collected of 90 %, 111.1 %; (40 × 80 + 20 × 111.1 + 30 × 90) ÷ 90
    assert score(query, "2024-07") == (Decimal("90.2"), "excellent")
    assert score(query, "2024-06") == score(store(), "2024-06")


def touch(on: str, content: str, minutes: int) -> dict[str, object]:
    row: dict[str, object] = {"customer_id": "C1", "owner": "张三", "followed_up_at": on, "method": "call"}
    return row | {"content": content, "duration_minutes": minutes}


def test_stock_phrases_and_the_longest_call_go_by_the_day_of_the_follow_up() -> None:
    phrase = "客户正在内部讨论方案和预算"
    query = rows.store(
        typed=(change(1, "2024-07", stock_phrases=f"已跟进,{phrase}", call_limit_minutes="10"),),
        follow_ups=[touch("2024-06-30", phrase, 20), touch("2024-07-01", f"{phrase}。", 20)],
    )
    assert [row[6] for row in reports.run(query, "records", period="2024").rows] == [True, False]
    assert [row[3].date() for row in reports.run(query, "long_calls", period="2024").rows] == [day("2024-07-01")]
