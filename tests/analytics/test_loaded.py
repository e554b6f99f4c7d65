"""Which months are loaded, and up to when the data go (definitions §2)."""

import pytest

from analytics import loaded, periods
from analytics.periods import Window
from tests.analytics.rows import day, store


def sale(on: str, **more: object) -> dict:
    return {"order_id": on, "ordered_on": on, "customer_id": "c", "owner": "Ann", "amount": 1, **more}


def touch(on: str) -> dict:
    return {"customer_id": "c", "followed_up_at": on, "method": "call", "owner": "Ann"}


def codes(months: object) -> list[str]:
    return [f"{month:%Y-%m}" for month in sorted(months)]  # type: ignore[call-overload]


def test_a_row_or_a_confirmed_empty_file_loads_its_month() -> None:
    months = loaded.load(store(sales=[sale("2024-01-31"), sale("2024-03-01")], empty_months=[("sales", "2024-02")]))
    assert codes(months.of("sales")) == ["2024-01", "2024-02", "2024-03"]
    assert months.of("follow_ups") == frozenset()


def test_a_month_of_assessments_is_loaded_by_a_row() -> None:
    months = loaded.load(store(assessments=[{"month": "2024-02", "owner": "Ann"}]))
    assert codes(months.of("assessments")) == ["2024-02"]


def test_contracts_and_payments_are_loaded_from_their_first_to_their_last_row() -> None:
    paid = [{"payment_id": on, "paid_on": on, "amount": 1} for on in ("2023-12-31", "2024-03-01")]
    signed = [{"contract_no": "k", "customer_id": "c", "signed_on": "2024-02-10", "amount": 1}]
    months = loaded.load(store(payments=paid, contracts=signed, empty_months=[("payments", "2024-06")]))
    assert codes(months.of("payments")) == ["2023-12", "2024-01", "2024-02", "2024-03"]
    assert codes(months.of("contracts")) == ["2024-02"]


def test_missing_months_are_those_up_to_the_as_of_day() -> None:
    months = loaded.load(store(sales=[sale("2024-02-10")]))
    quarter = periods.parse("2024Q1").months
    assert codes(months.missing("sales", quarter, day("2024-02-29"))) == ["2024-01"]
    assert codes(months.missing("sales", quarter, day("2024-03-01"))) == ["2024-01", "2024-03"]


def test_a_period_is_loaded_when_a_month_of_it_up_to_the_as_of_day_is() -> None:
    months = loaded.load(store(sales=[sale("2024-02-10")]))
    quarter = periods.parse("2024Q1").months
    assert not months.is_any("sales", quarter, day("2024-01-31"))
    assert months.is_any("sales", quarter, day("2024-02-01"))


@pytest.mark.parametrize(
    ("begin", "end", "is_covered"),
    [("2024-01-31", "2024-02-02", True), ("2024-02-01", "2024-03-02", False), ("2024-02-01", "2024-02-01", False)],
)
def test_growth_needs_every_month_that_a_window_touches(begin: str, end: str, is_covered: bool) -> None:
    months = loaded.load(store(sales=[sale("2024-01-31"), sale("2024-02-10")]))
    assert months.covers("sales", Window(day(begin), day(end))) is is_covered


def test_the_data_go_to_the_newest_event_of_any_kind() -> None:
    paid = [{"payment_id": "1", "paid_on": "2024-05-02", "amount": 1}]
    query = store(sales=[sale("2024-04-30")], follow_ups=[touch("2024-05-01T18:00")], payments=paid)
    assert loaded.data_as_of(query) == day("2024-05-02")
    assert loaded.freshness(query, day("2024-05-01")) == {"follow_ups": day("2024-05-01"), "sales": day("2024-04-30")}


def test_without_events_there_is_no_day() -> None:
    assert loaded.data_as_of(store(targets=[{"month": "2024-01", "owner": "Ann", "base_amount": 1}])) is None


@pytest.mark.parametrize(
    ("as_of", "kind", "code"),
    [
        ("2024-03-15", "month", "2024-02"),  # March has no sales
        ("2024-03-15", "quarter", "2024Q1"),
        ("2024-03-15", "year", "2024"),
        ("2023-12-31", "month", "2023-12"),  # nothing yet: the month of the day
    ],
)
def test_the_period_first_shown_is_the_newest_with_sales(as_of: str, kind: loaded.Shown, code: str) -> None:
    query = store(sales=[sale("2024-01-05"), sale("2024-02-05")])
    assert loaded.first_shown(query, day(as_of), kind).code == code


def test_a_default_span_goes_from_the_first_to_the_last_loaded_month() -> None:
    query = store(sales=[sale("2023-11-05"), sale("2024-02-05"), sale("2024-05-01")])
    span = loaded.loaded_span(query, "sales", day("2024-04-30"))
    assert span is not None
    assert span.code == "2023-11..2024-02"
    assert loaded.loaded_span(query, "sales", day("2023-10-31")) is None


def test_rows_are_counted_by_dataset_and_month() -> None:
    query = store(sales=[sale("2024-02-05"), sale("2024-02-06"), sale("2024-03-01")], customers=[{"customer_id": "c"}])
    assert loaded.row_counts(query) == {
        "sales": {day("2024-02-01"): 2, day("2024-03-01"): 1},
        "customers": {None: 1},
    }
