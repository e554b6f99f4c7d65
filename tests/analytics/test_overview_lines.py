"""The Overview's figures: of the company or a department, with target, growth and twelve months (definitions §3)."""

from decimal import Decimal

from analytics import overview_lines, periods
from tests.analytics.rows import day, store

END = day("2024-03-31")
QUERY = store(
    staff=[{"owner": "Ann", "department": "East"}, {"owner": "Bob", "department": "West"}],
    sales=[
        {"order_id": "O1", "ordered_on": "2024-02-05", "customer_id": "c1", "owner": "Ann", "amount": 200},
        {"order_id": "O2", "ordered_on": "2024-03-05", "customer_id": "c2", "owner": "Ann", "amount": 300},
        {"order_id": "O3", "ordered_on": "2024-03-20", "customer_id": "c3", "owner": "Bob", "amount": 100},
    ],
    payments=[
        {"payment_id": "P1", "paid_on": "2024-02-07", "amount": 150, "order_id": "O1"},
        {"payment_id": "P2", "paid_on": "2024-03-07", "amount": 200, "order_id": "O2"},
    ],
    follow_ups=[
        {"customer_id": "c1", "owner": "Ann", "followed_up_at": at, "method": "visit"}
        for at in ("2024-02-01", "2024-03-01", "2024-03-02")
    ],
    targets=[{"month": "2024-03", "owner": "Ann", "base_amount": 400, "visits": 5}],
)


def test_the_company_in_a_month() -> None:
    found = overview_lines.load(QUERY, periods.parse("2024-03"), END)
    assert found is not None
    collection, visits, per_customer = (found.lines[code] for code in ("collection", "visits", "revenue_per_customer"))
    assert collection.value == Decimal(200 * 100) / 400 == 50
    assert collection.change is not None
    assert collection.change.change == 50 - Decimal(150 * 100) / 200  # percentage points
    assert (visits.value, visits.target, visits.course[-2:]) == (2, 5, (1, 2))
    assert visits.change is not None
    assert visits.change.pct == (2 - 1) * 100
    assert per_customer.value == Decimal(300 + 100) / 2
    assert len(visits.course) == 12
    assert visits.course[0] is None


def test_a_department_and_one_that_is_not_there() -> None:
    found = overview_lines.load(QUERY, periods.parse("2024-03"), END, "west")
    assert found is not None
    assert (found.card.department, found.lines["actual"].value, found.lines["visits"].value) == ("West", 100, 0)
    assert overview_lines.load(QUERY, periods.parse("2024-03"), END, "south") is None


def test_a_quarter_keeps_the_course_of_months() -> None:
    found = overview_lines.load(QUERY, periods.parse("2024Q1"), END)
    assert found is not None
    assert found.lines["actual"].value == 200 + 300 + 100
    assert found.lines["actual"].course[-2:] == (200, 300 + 100)


def test_a_year_grows_on_the_year_before() -> None:
    found = overview_lines.load(QUERY, periods.parse("2024"), END)
    assert found is not None
    assert found.lines["visits"].change is None
    assert found.lines["visits"].change_yoy.state == "no_data"
