"""Long calls (definitions §5)."""

from analytics import reports
from tests.analytics import rows
from tests.analytics.rows import day


def call(minutes: object, method: str = "call", at: str = "2024-03-05 10:00", **cells: object) -> dict[str, object]:
    return {"customer_id": "C1", "owner": "张三", "followed_up_at": at, "method": method, "duration_minutes": minutes, **cells}


def test_over_30_minutes_and_not_a_visit() -> None:
    query = rows.store(
        follow_ups=[
            call(30, customer_name="珩帆仪器"),
            call("30.5"),
            call(45, "wechat", owner=None),
            call(120, "visit"),
            call(None),
            call(60, at="2024-04-01"),
        ]
    )
    report = reports.run(query, "long_calls", period="2024-03", as_of=day("2024-03-31"))
    assert report.columns == ("customer_id", "customer_name", "owner", "followed_up_at", "method", "duration_minutes")
    assert [(row[1], row[2], row[4], row[5]) for row in report.rows] == [
        ("珩帆仪器", "张三", "call", rows.Decimal("30.5")),
        ("珩帆仪器", None, "wechat", 45),
    ]
    assert len(reports.run(query, "long_calls").rows) == 3
    assert reports.run(rows.store(), "long_calls", as_of=day("2024-03-31")).rows == []
