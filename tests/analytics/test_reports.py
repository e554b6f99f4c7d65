"""Reports by name: arguments, columns, order of rows (design "Reports and their columns")."""

from pathlib import Path

import polib
import pytest

from analytics import reports
from analytics.reports import ReportError
from tests.analytics.rows import day, store

SALE = {"order_id": "1", "customer_id": "c1", "owner": "Ann", "amount": 5}
TOUCH = {"customer_id": "c1", "method": "call", "grade": "A", "owner": "Ann"}
QUERY = store(
    sales=[
        {**SALE, "ordered_on": "2024-02-10", "region": "South"},
        {**SALE, "ordered_on": "2024-03-10", "owner": None},
        {**SALE, "ordered_on": "2024-03-11", "customer_name": "甲", "region": "North"},
    ],
    follow_ups=[{**TOUCH, "followed_up_at": f"2024-03-{on}"} for on in ("01", "02")],
)
FIGURES = ("actual", "orders", "customers", "target", "target_state", "attainment_pct", "outside_targets")
ENDING = ("yoy_pct", "yoy_change", "partial", "months_missing")


@pytest.mark.parametrize(
    ("by", "period", "keys", "growth"),
    [
        ((), None, ("month",), ("mom_pct", "mom_change")),
        (("quarter",), "2024", ("quarter",), ("qoq_pct", "qoq_change")),
        (("quarter", "month"), "2024", ("quarter", "month"), ("mom_pct", "mom_change")),
        (("owner",), "2024-03", ("owner",), ("mom_pct", "mom_change")),
        (("owner",), "2024Q1", ("owner",), ("qoq_pct", "qoq_change")),
        (("owner",), "2024", ("owner",), ()),
        (("region", "customer"), None, ("region", "customer_id", "customer_name"), ()),
    ],
)
def test_columns_of_sales(by: tuple[str, ...], period: str | None, keys: tuple[str, ...], growth: tuple[str, ...]) -> None:
    assert reports.run(QUERY, "sales", by=by, period=period).columns == (*keys, *FIGURES, *growth, *ENDING)


def test_rows_stand_in_the_order_of_their_keys_unassigned_last() -> None:
    report = reports.run(QUERY, "sales", by=("month", "owner"))
    assert [row[:3] for row in report.rows] == [("2024-02", "Ann", 5), ("2024-03", "Ann", 5), ("2024-03", None, 5)]
    assert report.name == "sales"


def test_a_customer_is_named() -> None:
    assert reports.run(QUERY, "sales", by=("customer",)).rows[0][:3] == ("c1", "甲", 5 + 5 + 5)


def test_the_default_period_is_that_of_the_reports_own_dataset() -> None:
    assert [row[0] for row in reports.run(QUERY, "sales").rows] == ["2024-02", "2024-03"]
    assert reports.run(QUERY, "sales", as_of=day("2024-01-31")).rows == []
    assert len(reports.run(QUERY, "over_contact").rows) == 1
    assert reports.run(QUERY, "over_contact", as_of=day("2024-02-29")).rows == []


def test_the_other_reports() -> None:
    follow_ups = reports.run(QUERY, "follow_ups")
    assert follow_ups.columns[:3] + follow_ups.columns[-3:] == (
        *("customer_id", "customer_name", "owner"),
        *("promise_from_text", "missed_executive", "missed_visit"),
    )
    assert reports.run(QUERY, "heatmap").rows == [("Ann", "A", 1, 1, 100, 2, 0)]
    assert reports.run(QUERY, "heatmap", by=("week", "owner"), period="2024-02").rows == []


@pytest.mark.parametrize(
    ("code", "name", "arguments"),
    [
        ("unknown_report", "profit", {}),
        ("unknown_key", "sales", {"by": ("week",)}),
        ("repeated_key", "sales", {"by": ("owner", "owner")}),
        ("key_count", "heatmap", {"by": ("owner",)}),
        ("no_keys", "follow_ups", {"by": ("owner",)}),
        ("no_period", "follow_ups", {"period": "2024-03"}),
        ("no_period", "heatmap", {"period": "2024-03"}),
        ("not_a_period", "sales", {"period": "March"}),
        ("key_longer_than_period", "sales", {"by": ("quarter",), "period": "2024-03"}),
    ],
)
def test_wrong_arguments_are_refused(code: str, name: str, arguments: dict) -> None:
    with pytest.raises(ReportError) as caught:
        reports.run(QUERY, name, **arguments)
    assert caught.value.code == code


def test_without_any_event_a_report_needs_its_day() -> None:
    with pytest.raises(ReportError) as caught:
        reports.run(store(), "follow_ups")
    assert caught.value.code == "no_as_of"
    assert reports.run(store(), "follow_ups", as_of=day("2024-03-31")).rows == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_error_has_a_sentence(language: str) -> None:
    catalogue = Path(reports.__file__).parent / "locale" / language / "report.po"
    texts = {entry.msgid.removeprefix("report.error.") for entry in polib.pofile(str(catalogue))}
    assert reports.ReportError.__doc__ is not None
    assert all(f"`{code}`" in reports.ReportError.__doc__ for code in texts)
