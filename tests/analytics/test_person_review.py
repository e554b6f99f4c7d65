"""What the review of a person needs, read for all at once and for one (definitions §3 to §5)."""

import pytest

from analytics import periods, person_review, scorecards
from analytics.queries import DatabaseQuery
from tests.analytics import rows
from tests.analytics.rows import day
from tests.analytics.test_scorecards import paid, sale, target, touch

MARCH = periods.parse("2024-03")
END = day("2024-03-31")


@pytest.fixture
def company() -> DatabaseQuery:
    return rows.store(
        customers=[{"customer_id": "C1", "name": "联创", "grade": "A"}, {"customer_id": "C2", "grade": "A"}],
        sales=[
            sale("S0", "2023-12-05", 90),
            sale("S1", "2024-02-05", 200),
            sale("S2", "2024-03-05", 300),
            sale("S3", "2024-03-06", 50, "李四", "C2"),
        ],
        payments=[paid("P1", "2024-03-20", 100, "S2")],
        targets=[target("2024-03", "张三", 600), target("2024-03", "李四", 50)],
        follow_ups=[touch("2024-03-05 10:00"), touch("2024-03-20 10:00", "李四", customer_id="C2")],
    )


def test_one_person_alone_is_as_among_all(company: DatabaseQuery) -> None:
    together = person_review.load(company, MARCH, END)
    assert set(together) == {"张三", "李四"}
    for person, review in together.items():
        alone = person_review.load(company, MARCH, END, (person,))[person]
        assert (alone.card.score, alone.advice, alone.step) == (review.card.score, review.advice, review.step)
        assert (alone.overdue, alone.orders, alone.order_names) == (review.overdue, review.orders, review.order_names)


def test_orders_over_60_days_and_overdue_customers_are_the_persons_own(company: DatabaseQuery) -> None:
    found = person_review.load(company, MARCH, END)
    assert [(one.order_id, one.age_days) for one in found["张三"].orders] == [("S0", 26 + 31 + 29 + 31)]
    assert found["张三"].order_names == {"C1": "联创"}
    assert found["李四"].orders == ()
    assert [(one.customer_id, one.overdue_days) for one in found["张三"].overdue] == [("C1", 26 - 7)]
    assert [(one.customer_id, one.overdue_days) for one in found["李四"].overdue] == [("C2", 11 - 7)]


def test_earlier_cards_are_those_of_the_scorecards(company: DatabaseQuery) -> None:
    earlier = person_review.load(company, MARCH, END)["张三"].earlier
    (before,) = scorecards.before(company, "owner", MARCH, END)
    assert earlier.before is not None
    assert earlier.before.sales == before.sales
    assert earlier.year_before is None
    assert [card.sales.actual if card else None for card in earlier.course[-4:]] == [90, None, 200, 300]


def test_nobody_stands_there_who_has_no_row(company: DatabaseQuery) -> None:
    assert person_review.load(company, MARCH, END, ("王五",)) == {}
