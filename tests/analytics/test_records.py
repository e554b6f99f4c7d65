"""Record checks at their boundaries (definitions §5)."""

import pyarrow as pa
import pytest

from analytics import people, periods, queries, records, reports, schema
from analytics.queries import DatabaseQuery
from analytics.records import Record
from tests.analytics import rows
from tests.analytics.rows import day

MARCH = periods.parse("2024-03")
GOOD = {
    "customer_id": "C1",
    "owner": "张三",
    "followed_up_at": "2024-03-05 10:00",
    "logged_at": "2024-03-05 18:00",
    "method": "call",
    "content": "采购部确认二期预算已批,法务在审合同",
    "next_step": "送合同",
    "next_step_on": "2024-03-08",
    "stage": "negotiation",
}


def record(**cells: object) -> Record:
    """The one record of a follow-up that passes all checks but for these cells."""
    [found] = records.table(rows.store(follow_ups=[GOOD | cells]), MARCH, day("2024-03-31"))
    return found


def without(columns: set[str], **cells: object) -> Record:
    """The same, from a file that did not have these columns."""
    tables = {
        "follow_ups": rows.table("follow_ups", [{key: value for key, value in (GOOD | cells).items() if key not in columns}]),
        "import_columns": pa.table(
            [[1] * len(GOOD), [name if name not in columns else "customer_id" for name in GOOD]], schema=schema.IMPORT_COLUMNS
        ),
    }
    [found] = records.table(queries.memory(tables), MARCH, day("2024-03-31"))
    return found


def test_a_good_record_passes_all_four() -> None:
    found = record()
    assert (found.on_time, found.is_complete, found.is_specific, found.next_step_in_order) == (True, True, True, True)
    assert found.passed_pct == 100


@pytest.mark.parametrize(
    ("followed_up_at", "logged_at", "on_time"),
    [
        ("2024-03-05 10:00", "2024-03-06 10:00", True),
        ("2024-03-05 10:00", "2024-03-06 10:00:01", False),
        ("2024-03-05 10:00", "2024-03-05 09:00", True),
        ("2024-03-05", "2024-03-07 00:00", True),  # the day ends at 24:00 of the 5th
        ("2024-03-05", "2024-03-07 00:01", False),
        ("2024-03-05 10:00", "2024-03-06", True),
        ("2024-03-05 10:00", "2024-03-07", False),
        ("2024-03-05", "2024-03-06", True),
        ("2024-03-05", "2024-03-07", False),
        ("2024-03-05 10:00", None, None),
    ],
)
def test_logged_within_24_hours(followed_up_at: str, logged_at: str | None, on_time: bool | None) -> None:
    assert record(followed_up_at=followed_up_at, logged_at=logged_at).on_time is on_time


@pytest.mark.parametrize("column", ["content", "next_step", "stage"])
def test_an_empty_cell_makes_it_incomplete(column: str) -> None:
    assert record(**{column: None}).is_complete is False


@pytest.mark.parametrize(
    ("next_step", "next_step_on", "is_complete", "in_order"),
    [
        ("3月8日送合同", None, True, True),
        ("送合同", None, False, None),
        ("送合同", "2024-03-05", True, True),
        ("送合同", "2024-03-04", True, False),
        ("2024-03-01送合同", None, True, False),
        (None, None, False, None),
    ],
)
def test_the_next_step_has_a_day_not_before_the_follow_up(
    next_step: str | None, next_step_on: str | None, is_complete: bool, in_order: bool | None
) -> None:
    found = record(next_step=next_step, next_step_on=next_step_on)
    assert (found.is_complete, found.next_step_in_order) == (is_complete, in_order)


@pytest.mark.parametrize(
    ("content", "is_specific"),
    [
        ("客" * 10, True),
        ("客" * 9 + "a", False),  # 19 columns
        ("客" * 9 + "ab", True),
        ("Ａ" * 10, True),  # full-width letters count two
        ("a" * 20, True),
        ("a" * 19, False),
        ("é" * 20, True),
        ("ア" * 9 + "ｱ", False),  # a half-width katakana counts one
        ("🤝" * 10, True),
        (None, False),
        ("已跟进" + "。" * 20, False),
        ("客户考虑中 … … … … … … …", False),
        ("Will   FOLLOW up !!!!!!!!!!!!!", False),
        ("Will follow up with the CFO", True),
    ],
)
def test_specific_is_20_columns_and_no_stock_phrase(content: str | None, is_specific: bool) -> None:
    assert record(content=content).is_specific is is_specific


def test_a_column_that_the_file_did_not_have_is_left_aside() -> None:
    assert without({"stage"}).is_complete is True
    assert without({"stage"}, content=None).is_complete is False
    assert without({"next_step", "next_step_on"}).is_complete is True


def test_the_day_is_left_aside_only_when_the_file_has_neither_column() -> None:
    assert without({"next_step_on"}).is_complete is False
    assert without({"next_step_on"}, next_step="3月8日送合同").is_complete is True
    assert without({"next_step"}).is_complete is True
    assert without({"next_step"}, next_step_on=None).is_complete is False


def test_a_check_whose_columns_the_file_did_not_have_is_left_out() -> None:
    found = without({"content", "next_step", "next_step_on", "stage"})
    assert (found.is_complete, found.is_specific, found.next_step_in_order) == (None, None, None)
    assert found.passed_pct == 100
    assert without({"content", "next_step", "next_step_on", "stage"}, logged_at=None).passed_pct is None


def test_the_share_is_over_the_checks_that_apply() -> None:
    assert record(content="已跟进", stage=None).passed_pct == 100 * 2 / 4
    found = record(content="已跟进", logged_at=None)
    assert (found.on_time, found.is_complete, found.is_specific, found.next_step_in_order) == (None, True, False, True)
    assert str(found.passed_pct) == "66.666666667"


def store() -> DatabaseQuery:
    return rows.store(
        follow_ups=[
            GOOD,
            GOOD | {"content": "已跟进"},
            GOOD | {"owner": "老张", "content": "已跟进", "logged_at": None},
            GOOD | {"owner": None, "followed_up_at": "2024-03-06"},
            GOOD | {"followed_up_at": "2024-04-01 09:00"},
            GOOD | {"followed_up_at": "2024-02-29 23:59"},
        ],
        staff=[{"owner": "张三", "aliases": "老张"}],
    )


def test_shares_per_person_and_month_under_name_and_alias() -> None:
    query = store()
    found = records.shares(query, people.load(query), MARCH.window, day("2024-03-31"))
    assert set(found) == {("张三", day("2024-03-01")), (None, day("2024-03-01"))}
    mean = found["张三", day("2024-03-01")]
    assert mean.count == 3
    assert mean.total == 100 + 75 + records.Fraction(200, 3)


def test_the_report_lists_the_period_up_to_the_day() -> None:
    report = reports.run(store(), "records", period="2024-03", as_of=day("2024-03-05"))
    assert report.columns[4:] == ("on_time", "is_complete", "is_specific", "next_step_in_order", "passed_pct")
    assert [row[1] for row in report.rows] == ["张三"] * 3
    assert [len(reports.run(store(), "records").rows), len(reports.run(rows.store(), "records", as_of=day("2024-03-05")).rows)] == [
        6,
        0,
    ]
