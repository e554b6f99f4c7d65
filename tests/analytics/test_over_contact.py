"""Touches that came too soon (definitions §5, Over-contact)."""

from datetime import datetime, timedelta

import pytest

from analytics import over_contact, periods
from tests.analytics.rows import day, store


def touch(at: str, grade: str | None = "A", **more: object) -> dict:
    return {"customer_id": "c1", "followed_up_at": at, "method": "call", "grade": grade, "owner": "Ann", **more}


def found(*touches: dict, period: str = "2024", as_of: str = "2024-12-31", **datasets: list[dict]) -> list[tuple]:
    query = store(follow_ups=touches, **datasets)
    return [
        (str(one.previous_on), str(one.followed_up_at.date()))
        for one in over_contact.table(query, periods.parse(period), day(as_of))
    ]


@pytest.mark.parametrize(("grade", "minimum"), [("A", 3), ("B", 7), ("C", 15)])
def test_fewer_days_than_the_minimum_are_too_soon(grade: str, minimum: int) -> None:
    first = day("2024-03-01")
    enough, soon = (str(first + timedelta(days=days)) for days in (minimum, minimum - 1))
    assert found(touch(str(first), grade), touch(enough, grade)) == []
    assert found(touch(str(first), grade), touch(soon, grade)) == [(str(first), soon)]


def test_a_touch_says_all_of_itself() -> None:
    rows = [
        touch("2024-03-01T16:00", customer_name="甲"),
        touch("2024-03-03T09:30", owner="Annie"),
        touch("2024-03-03T11:00", owner="Bob"),
    ]
    query = store(follow_ups=rows, staff=[{"owner": "Ann", "aliases": "Annie"}])
    (one,) = over_contact.table(query, periods.parse("2024-03"), day("2024-03-31"))
    assert (one.customer_name, one.owner, one.owner_key, one.grade) == ("甲", "Ann", "ann", "A")
    assert (one.followed_up_at, one.gap_days, one.minimum_days) == (datetime(2024, 3, 3, 9, 30), 2, 3)


def test_a_touch_of_nobody() -> None:
    query = store(follow_ups=[touch("2024-03-01"), touch("2024-03-02", owner=None), touch("2024-03-02T10:00")])
    (one,) = over_contact.table(query, periods.parse("2024-03"), day("2024-03-31"))
    assert one.owner is None


def test_records_of_one_day_are_one_touch() -> None:
    assert found(touch("2024-03-01T09:00"), touch("2024-03-01T15:00")) == []


def test_it_is_judged_by_the_grade_of_the_later_day() -> None:
    # five days: too soon for B, all right for A; a record later on that very day still counts
    assert found(touch("2024-03-01", "A"), touch("2024-03-06T09:00", None), touch("2024-03-06T18:00", "B")) == [
        ("2024-03-01", "2024-03-06")
    ]
    assert found(touch("2024-03-01", "B"), touch("2024-03-06", "A")) == []
    assert found(touch("2024-03-01", "A"), touch("2024-03-06", None), touch("2024-04-20", "B")) == []


def test_the_grade_may_come_from_the_profile_and_without_one_nothing_is_too_soon() -> None:
    rows = touch("2024-03-01", None), touch("2024-03-02", None)
    assert found(*rows) == []
    assert found(*rows, customers=[{"customer_id": "c1", "grade": "C"}]) == [("2024-03-01", "2024-03-02")]


def test_the_later_touch_belongs_to_the_period() -> None:
    rows = touch("2024-02-29"), touch("2024-03-01")
    assert found(*rows, period="2024-02") == []
    assert found(*rows, period="2024-03") == [("2024-02-29", "2024-03-01")]
    assert found(*rows, period="2024-03", as_of="2024-02-29") == []


def test_a_promised_day_is_no_over_contact() -> None:
    assert found(touch("2024-03-01", next_step_on="2024-03-02"), touch("2024-03-02")) == []
    assert found(touch("2024-03-01", next_step="明天再打"), touch("2024-03-02")) == []
    assert found(touch("2024-03-01", next_step="后天再打"), touch("2024-03-02")) == [("2024-03-01", "2024-03-02")]


def test_a_typed_day_goes_before_the_words() -> None:
    rows = touch("2024-03-01", next_step="明天再打", next_step_on="2024-03-08"), touch("2024-03-02")
    assert found(*rows) == [("2024-03-01", "2024-03-02")]


def test_any_record_of_the_earlier_day_may_promise() -> None:
    rows = touch("2024-03-01T09:00", next_step="后天"), touch("2024-03-01T15:00", next_step="明天"), touch("2024-03-02")
    assert found(*rows) == []
