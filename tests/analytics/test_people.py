"""Who is who, and in which department when (definitions §1, §3)."""

from datetime import date

import pytest

from analytics import people
from analytics.periods import Window
from tests.analytics.rows import day, store


def stay(owner: str, department: str | None = None, joined: str | None = None, left: str | None = None, **more: object) -> dict:
    return {"owner": owner, "department": department, "joined_on": joined, "left_on": left, **more}


def test_an_alias_and_an_employee_id_stand_for_their_owner() -> None:
    who = people.load(store(staff=[stay("Ann Lee", aliases="A. Lee;小李", employee_id="E1")]))
    assert [who.person(key) for key in ("a.lee", "小李", "e1", "annlee")] == ["annlee"] * 4


def test_a_name_goes_before_an_alias_and_an_alias_before_an_id() -> None:
    who = people.load(store(staff=[stay("Ann", aliases="Bob;X1"), stay("Bob", employee_id="X1")]))
    assert who.person("bob") == "bob"
    assert who.person("x1") == "ann"


def test_nobody_and_strangers_stay_as_they_are() -> None:
    who = people.load(store(staff=[stay("Ann")]))
    assert who.person(None) is None
    assert who.person("guest") == "guest"
    assert who.department("guest", day("2024-01-01")) is None
    assert who.department(None, day("2024-01-01")) is None


@pytest.mark.parametrize(("left", "persons"), [("2024-01-31", 2), ("2023-12-31", 1)])
def test_two_ids_of_one_name_are_two_people_only_when_their_stays_overlap(left: str, persons: int) -> None:
    staff = [stay("Ann", "East", None, left, employee_id="E1"), stay("Ann", "West", "2024-01-31", employee_id="E2")]
    who = people.load(store(staff=staff))
    assert len({who.person("e1"), who.person("e2")}) == persons
    assert who.person("ann") == "ann"


def test_people_of_one_name_are_shown_with_their_ids_and_the_bare_name_has_no_department() -> None:
    staff = [stay("Ann", "East", employee_id="E1", aliases="Annie"), stay("ANN", "West", employee_id="E2")]
    who = people.load(store(staff=staff))
    assert who.show("owner", who.person("annie")) == "Ann (E1)"
    assert who.show("owner", who.person("e2")) == "ANN (E2)"
    assert who.show("owner", "ann") == "Ann"
    assert who.department("ann", day("2024-01-01")) is None
    assert who.department(who.person("e2"), day("2024-01-01")) == "west"


def test_one_of_two_people_without_id_stays_under_the_bare_name() -> None:
    staff = [stay("Ann", "East", employee_id="E1"), stay("Ann", "West", employee_id="E2"), stay("Ann", "North", "2030-01-01")]
    assert "ann" not in people.load(store(staff=staff)).stays


@pytest.mark.parametrize(
    ("on", "department"),
    [
        ("2022-12-31", "east"),  # before every stay: the first
        ("2023-01-01", "east"),
        ("2024-01-31", "east"),  # the last day of the first stay
        ("2024-02-15", "east"),  # between two stays: the last one that began before
        ("2024-03-01", "west"),
        ("2025-01-01", "west"),  # after the last stay
    ],
)
def test_the_department_of_a_day(on: str, department: str) -> None:
    staff = [stay("Ann", "West", "2024-03-01", "2024-12-31"), stay("Ann", "East", "2023-01-01", "2024-01-31")]
    assert people.load(store(staff=staff)).department("ann", day(on)) == department


def months_of(staff: list[dict], as_of: str, begin: str = "2024-01-01", end: str = "2024-05-01") -> list[tuple]:
    table = people.load(store(staff=staff)).departments_table(Window(day(begin), day(end)), day(as_of))
    return sorted(tuple(row.values()) for row in table.to_pylist())


def test_a_month_takes_the_stay_that_covers_its_last_day() -> None:
    moved = [stay("Ann", "East", None, "2024-02-28"), stay("Ann", "West", "2024-02-29")]
    assert months_of(moved, as_of="2024-04-30") == [
        ("ann", date(2024, 1, 1), date(2024, 2, 1), "east"),
        ("ann", date(2024, 2, 1), date(2024, 5, 1), "west"),
    ]


def test_the_month_of_the_as_of_day_and_later_ones_take_the_stay_of_that_day() -> None:
    moved = [stay("Ann", "East", None, "2024-02-28"), stay("Ann", "West", "2024-02-29")]
    assert months_of(moved, as_of="2024-02-28") == [("ann", date(2024, 1, 1), date(2024, 5, 1), "east")]


def test_who_never_moved_has_one_run() -> None:
    assert months_of([stay("Ann", None)], as_of="2024-02-28") == [("ann", date(2024, 1, 1), date(2024, 5, 1), None)]
    assert months_of([], as_of="2024-02-28") == []


def test_a_region_is_shown_as_in_customers_then_staff_then_as_first_imported() -> None:
    sale = {"order_id": "1", "ordered_on": "2024-01-05", "customer_id": "c", "amount": 1}
    who = people.load(
        store(
            customers=[{"customer_id": "c", "region": "North  A", "import_id": 3}],
            staff=[{"owner": "Ann", "region": "NORTH A", "import_id": 2}, {"owner": "Bob", "region": "South", "import_id": 2}],
            sales=[
                {**sale, "region": "north a", "product_line": "cloud", "import_id": 5, "place": 2},
                {**sale, "region": "SOUTH", "product_line": "Cloud", "import_id": 5, "place": 1},
                {**sale, "region": "East", "import_id": 4},
            ],
            targets=[{"month": "2024-01", "region": "EAST", "product_line": "CLOUD", "base_amount": 1, "import_id": 6}],
        )
    )
    assert [who.show("region", key) for key in ("northa", "south", "east", None)] == ["North  A", "South", "East", None]
    assert who.show("product_line", "cloud") == "Cloud"


def test_an_owner_without_staff_row_is_shown_as_first_imported_anywhere() -> None:
    touch = {"customer_id": "c", "followed_up_at": "2024-01-05", "method": "call"}
    who = people.load(
        store(
            follow_ups=[{**touch, "owner": "ann lee", "import_id": 4}],
            contracts=[{"contract_no": "k", "customer_id": "c", "signed_on": "2024-01-01", "owner": "Ann LEE", "import_id": 2}],
            assessments=[{"month": "2024-01", "owner": "ANN LEE", "import_id": 3}],
        )
    )
    assert who.show("owner", "annlee") == "Ann LEE"
