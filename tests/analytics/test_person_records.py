"""The follow-ups of one person with their checks (definitions §5, Record checks)."""

from analytics import periods, person_records, records
from tests.analytics import rows
from tests.analytics.rows import day
from tests.analytics.test_records import GOOD

MARCH = periods.parse("2024-03")


def test_the_records_of_a_person_stand_newest_first_up_to_the_day_also_under_an_alias() -> None:
    store = rows.store(
        staff=[{"owner": "张三", "aliases": "老张"}],
        customers=[{"customer_id": "C1", "name": "联创", "grade": "A"}],
        follow_ups=[
            GOOD,
            GOOD | {"owner": "老张", "followed_up_at": "2024-03-20 09:00"},
            GOOD | {"owner": "李四"},
            GOOD | {"owner": None},
            GOOD | {"followed_up_at": "2024-03-26 09:00"},
            GOOD | {"followed_up_at": "2024-02-29 09:00"},
        ],
    )
    found = person_records.table(store, "张三", MARCH, day("2024-03-25"))
    assert [(one.followed_up_at.day, one.customer_name, one.grade, one.line) for one in found] == [
        (20, "联创", "A", 2),
        (5, "联创", "A", 1),
    ]
    assert [one.line for one in person_records.table(store, None, MARCH, day("2024-03-25"))] == [4]


def test_failed_checks_are_those_of_the_report() -> None:
    late = GOOD | {"logged_at": "2024-03-09 18:00", "content": "再联系", "next_step_on": "2024-03-01"}
    store = rows.store(follow_ups=[late, GOOD | {"logged_at": None}])
    first, second = person_records.table(store, "张三", MARCH, day("2024-03-31"))
    assert (second.failed, first.failed) == (("on_time", "is_specific", "next_step_in_order"), ())
    assert first.on_time is None
    report = records.table(store, MARCH, day("2024-03-31"))
    assert [one.is_specific for one in report] == [second.is_specific, first.is_specific]
