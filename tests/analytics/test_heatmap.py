"""Overdue customers by two keys (definitions §5, Overdue heatmap)."""

import pytest

from analytics import heatmap, periods
from analytics.heatmap import Key
from tests.analytics.rows import day, store

MONDAY, WEDNESDAY, SUNDAY = "2024-03-18", "2024-03-20", "2024-03-24"


def touch(customer: str, at: str, grade: str | None = "A", owner: str | None = "Ann", **more: object) -> dict:
    return {"customer_id": customer, "followed_up_at": at, "method": "call", "grade": grade, "owner": owner, **more}


QUERY = store(
    follow_ups=[
        touch("c1", "2024-03-01"),  # due 8 March
        touch("c2", "2024-03-10"),  # due 17 March
        touch("c3", "2024-03-19"),
        touch("c4", "2024-01-01", stage="lost"),
        touch("c5", "2024-03-01", "C", owner="Bob"),
        touch("c6", "2024-03-01", None, owner=None),
    ],
    customers=[{"customer_id": "c1", "region": "North"}, {"customer_id": "c7", "grade": "A", "owner": "Ann"}],
    staff=[{"owner": "Ann", "department": "East"}],
)


def cells(by: tuple[Key, ...], as_of: str = WEDNESDAY, period: str | None = None) -> dict:
    found = heatmap.cells(QUERY, by, day(as_of), periods.parse(period) if period else None)
    return {cell.shown: (cell.active_count, cell.overdue_count, cell.longest_days, cell.never_contacted_count) for cell in found}


def test_owner_by_grade_without_closed_customers() -> None:
    assert cells(("owner", "grade")) == {("Ann", "A"): (4, 2, 20 - 8, 1), ("Bob", "C"): (1, 0, 0, 0), (None, None): (1, 0, 0, 0)}


def test_a_share_is_of_the_active_customers() -> None:
    cell = heatmap.cells(QUERY, ("owner", "grade"), day(WEDNESDAY))[0]
    assert cell.overdue_pct == 2 * 100 / 4
    assert (cell.keys, cell.as_of) == (("ann", "A"), day(WEDNESDAY))


def test_region_and_department() -> None:
    assert cells(("region", "grade")) == {
        ("North", "A"): (1, 1, 12, 0),
        (None, "A"): (3, 1, 3, 1),
        (None, "C"): (1, 0, 0, 0),
        (None, None): (1, 0, 0, 0),
    }
    assert cells(("department", "owner")) == {
        ("East", "Ann"): (4, 2, 12, 1),
        (None, "Bob"): (1, 0, 0, 0),
        (None, None): (1, 0, 0, 0),
    }


def test_weeks_are_named_by_their_monday_and_stand_for_their_sunday_or_the_as_of_day() -> None:
    found = cells(("grade", "week"), period="2024-03")
    assert {week: value for (grade, week), value in found.items() if grade == "A"} == {
        "2024-02-26": (2, 0, 0, 1),  # as of Sunday 3 March
        "2024-03-04": (3, 1, 10 - 8, 1),
        "2024-03-11": (3, 1, 17 - 8, 1),
        "2024-03-18": (4, 2, 20 - 8, 1),  # as of Wednesday
    }


def test_the_last_twelve_weeks_are_shown_by_default() -> None:
    days = heatmap.week_days(day(WEDNESDAY))
    assert (len(days), days[0], days[-2:]) == (12, day("2024-01-07"), (day("2024-03-17"), day(WEDNESDAY)))
    assert heatmap.week_days(day(SUNDAY))[-1] == day(SUNDAY)


@pytest.mark.parametrize(
    ("as_of", "period", "first", "last", "number"),
    [
        (WEDNESDAY, "2024-03", "2024-03-03", WEDNESDAY, 4),
        ("2024-04-02", "2024-03", "2024-03-03", "2024-03-31", 5),  # the as-of day of the last week lies in April
        (WEDNESDAY, "2024-02", "2024-02-04", "2024-02-25", 4),
        (MONDAY, "2024-03", "2024-03-03", MONDAY, 4),
    ],
)
def test_a_period_takes_the_weeks_whose_day_lies_in_it(as_of: str, period: str, first: str, last: str, number: int) -> None:
    days = heatmap.week_days(day(as_of), periods.parse(period))
    assert (days[0], days[-1], len(days)) == (day(first), day(last), number)


def test_a_period_after_the_as_of_day_has_no_week() -> None:
    assert heatmap.cells(QUERY, ("owner", "week"), day(WEDNESDAY), periods.parse("2024-05")) == ()


@pytest.mark.parametrize("by", [("owner", "grade"), ("region", "grade"), ("department", "week"), ("owner", "week")])
def test_a_cell_opens_as_many_customers_as_it_counts(by: tuple[Key, ...]) -> None:
    as_of = day(WEDNESDAY)
    for cell in heatmap.cells(QUERY, by, as_of):
        assert len(heatmap.customers(QUERY, by, cell.keys, as_of)) == cell.overdue_count
        assert len(heatmap.customers(QUERY, by, cell.keys, as_of, "never_contacted")) == cell.never_contacted_count
        assert len(heatmap.customers(QUERY, by, cell.keys, as_of, "active")) == cell.active_count


def test_the_most_overdue_customer_comes_first() -> None:
    found = heatmap.customers(QUERY, ("owner", "week"), ("ann", "2024-03-18"), day(WEDNESDAY))
    assert [(customer.customer_id, customer.overdue_days) for customer in found] == [("c1", 12), ("c2", 3)]


def test_a_cell_of_a_past_week_opens_as_of_its_sunday() -> None:
    (customer,) = heatmap.customers(QUERY, ("owner", "week"), ("ann", "2024-03-11"), day(WEDNESDAY))
    assert (customer.customer_id, customer.overdue_days) == ("c1", 17 - 8)


def test_no_keys_open_the_whole_company() -> None:
    assert len(heatmap.customers(QUERY, (), (), day(WEDNESDAY), "active")) == 6
