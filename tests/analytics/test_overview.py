"""What the Overview shows is made of the reports' own figures (definitions §3, §5)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from analytics import overview, periods, sales
from analytics.overview import PlanViews
from tests.analytics.rows import day, store

FEBRUARY, QUARTER = periods.parse("2024-02"), periods.parse("2024Q1")
MIDDLE = day("2024-02-14")


def sale(number: int, on: str, amount: int, owner: str = "Ann", **more: object) -> dict:
    return {"order_id": f"O{number}", "ordered_on": on, "customer_id": "c1", "owner": owner, "amount": amount, **more}


def touch(customer: str, at: str, grade: str = "A", owner: str = "Ann") -> dict:
    return {"customer_id": customer, "followed_up_at": at, "method": "call", "grade": grade, "owner": owner}


QUERY = store(
    staff=[{"owner": "Ann", "department": "East"}, {"owner": "Bob", "department": "West"}, {"owner": "Cy", "department": "East"}],
    sales=[
        *(sale(1, "2023-02-10", 80, region="North"), sale(2, "2024-01-10", 70), sale(3, "2024-02-01", 30, region="North")),
        *(sale(4, "2024-02-14", 20, "Bob", region="South"), sale(5, "2024-02-15", 500), sale(6, "2023-02-11", 5, region="South")),
    ],
    targets=[
        *({"month": "2024-02", "owner": "Ann", "base_amount": 210, "challenge_amount": 420},),
        *({"month": "2024-02", "owner": "Bob", "base_amount": 21}, {"month": "2024-02", "owner": "Cy", "base_amount": 42}),
        *({"month": "2024-02", "region": "North", "product_line": "Cloud", "base_amount": 200},),
    ],
    follow_ups=[
        touch("c1", "2024-01-20"),
        touch("c2", "2024-02-07", owner="Bob"),
        touch("c3", "2024-01-01", "B"),
        touch("c4", "2024-02-04"),
    ],
)


def test_the_course_adds_up_day_by_day_until_the_as_of_day() -> None:
    days = {one.on: one.actual for one in overview.course(QUERY, FEBRUARY, MIDDLE)}
    assert len(days) == 29
    assert [days[day(f"2024-02-{number}")] for number in ("01", "13", "14", "15", "29")] == [30, 30, 30 + 20, None, None]


@pytest.mark.parametrize("department", [None, "east", "west"])
@pytest.mark.parametrize("period", [FEBRUARY, QUARTER])
def test_on_the_as_of_day_the_course_is_the_total(period: periods.Period, department: str | None) -> None:
    total = sales.total(QUERY, period, MIDDLE, department)
    (now,) = (one for one in overview.course(QUERY, period, MIDDLE, department) if one.on == MIDDLE)
    assert (now.actual, now.base_plan, now.challenge_plan) == (total.actual, total.base.plan_amount, total.challenge.plan_amount)


def test_a_plan_line_rests_on_days_off_and_ends_at_the_target() -> None:
    plan = {one.on: one.base_plan for one in overview.course(QUERY, FEBRUARY, MIDDLE)}
    friday = day("2024-02-09")
    assert plan[friday] == plan[friday + timedelta(days=2)] == (210 + 21 + 42) * Decimal(7) / 21
    assert plan[day("2024-02-29")] == 210 + 21 + 42


def test_without_loaded_sales_or_a_begun_target_there_is_no_line() -> None:
    march = periods.parse("2024-03")
    assert {one.actual for one in overview.course(store(), march, day("2024-03-31"))} == {None}
    assert {one.base_plan for one in overview.course(QUERY, march, day("2024-03-31"))} == {None}


def test_twelve_months_end_with_the_period_or_the_as_of_day() -> None:
    rows = overview.last_months(QUERY, QUARTER, MIDDLE)
    assert (len(rows), rows[0].period.code, rows[-1].period.code) == (12, "2023-03", "2024-02")
    assert [row.actual for row in rows[-3:]] == [None, 70, 30 + 20]
    assert overview.last_months(QUERY, periods.parse("2023-02"), MIDDLE)[-1].period.code == "2023-02"


@pytest.mark.parametrize(
    ("code", "as_of", "actual"), [("2024-02", "2024-02-14", 120), ("2024-01", "2024-02-14", 70), ("2024Q1", "2024-02-29", 620)]
)
def test_year_to_date_ends_with_the_period(code: str, as_of: str, actual: int) -> None:
    row = overview.year_to_date(QUERY, periods.parse(code), day(as_of))
    assert (row.period.code, row.actual) == ("2024", actual)


def test_the_largest_shortfall_comes_first_by_landing_where_it_is_known() -> None:
    found = [(one.row.owner, one.amount) for one in overview.shortfalls(QUERY, ("owner",), FEBRUARY, MIDDLE)]
    # 10 of 21 working days have gone
    assert found == [("Ann", Decimal(30 * 21) / 10 - 210), ("Cy", -42)]
    early = overview.shortfalls(QUERY, ("owner",), FEBRUARY, day("2024-02-02"))
    assert [(one.row.owner, one.amount) for one in early] == [("Ann", 30 - 210), ("Cy", -42), ("Bob", -21)]


def test_shortfalls_of_one_department() -> None:
    found = overview.shortfalls(QUERY, ("owner",), FEBRUARY, day("2024-02-02"), "west")
    assert [(one.row.owner, one.amount) for one in found] == [("Bob", -21)]


def test_neglected_a_customers_by_owner_and_by_name() -> None:
    as_of = day("2024-02-15")
    owners = [(one.owner, len(one.customers), one.longest_days) for one in overview.neglected_by_owner(QUERY, as_of)]
    assert owners == [("Ann", 2, 15 + 31 - 27), ("Bob", 1, 1)]
    assert [customer.customer_id for customer in overview.neglected(QUERY, as_of)] == ["c1", "c4", "c2"]
    assert [one.owner for one in overview.neglected_by_owner(QUERY, as_of, "west")] == ["Bob"]


def test_what_neglected_customers_bought() -> None:
    (ann, bob) = overview.neglected_by_owner(QUERY, day("2024-02-15"))
    assert (ann.owner_key, ann.sales_12m, bob.sales_12m) == ("ann", 70 + 30 + 20 + 500, 0)
    (stranger,) = overview.neglected_by_owner(store(follow_ups=[touch("c1", "2024-01-20")]), day("2024-02-15"))
    assert stranger.sales_12m is None


def test_overdue_now_and_on_the_last_sunday_before() -> None:
    found = overview.overdue(QUERY, day("2024-02-15"))
    assert (found.count, found.a_count, found.active_count, found.sunday) == (4, 3, 4, day("2024-02-11"))
    assert found.change == 4 - 2
    assert overview.overdue(QUERY, day("2024-02-18")).sunday == day("2024-02-11")
    assert overview.overdue(QUERY, day("2024-02-15"), "west").count == 1
    assert overview.overdue(QUERY, day("2024-02-15"), grade="B").count == 1


def test_the_two_views_of_the_plan_are_compared_over_months_that_have_both() -> None:
    views = overview.plan_views(QUERY, QUARTER)
    assert views == PlanViews(Decimal(210 + 21 + 42), Decimal(200))
    assert views is not None
    assert views.difference == 73
    assert overview.plan_views(QUERY, periods.parse("2024-01")) is None


def test_sales_of_nobody_and_of_people_without_a_staff_row_are_unassigned() -> None:
    query = store(
        staff=[{"owner": "Ann", "department": "East"}],
        sales=[sale(1, "2024-02-01", 60), sale(2, "2024-02-02", 30, "Zoe"), {**sale(3, "2024-02-03", 10), "owner": None}],
    )
    assert overview.unassigned_pct(query, FEBRUARY, day("2024-02-29")) == 40
    assert overview.unassigned_pct(query, QUARTER.previous(), day("2024-02-29")) is None
