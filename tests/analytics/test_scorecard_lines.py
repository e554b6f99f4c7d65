"""The figures of one card against targets and earlier periods (definitions §2, §3)."""

from decimal import Decimal

from analytics import loaded, periods, person_review, scorecard_lines, scorecards
from analytics.queries import DatabaseQuery
from analytics.sales import NO_DATA, Growth
from analytics.scorecard_lines import Code, Line
from tests.analytics import rows
from tests.analytics.rows import day
from tests.analytics.test_scorecards import mark, paid, sale, target, touch


def lines(query: DatabaseQuery, code: str = "2024-03", as_of: str = "2024-03-31", person: str = "张三") -> dict[Code, Line]:
    period = periods.parse(code)
    review = person_review.load(query, period, day(as_of), (person,))[person]
    compared = periods.compared_windows(period, day(as_of), query.policy.workdays)
    return {line.code: line for line in scorecard_lines.lines(review.card, review.earlier, loaded.load(query), compared)}


def two_months() -> DatabaseQuery:
    return rows.store(
        sales=[sale("S1", "2024-02-05", 200), sale("S2", "2024-03-05", 300), sale("S3", "2024-03-06", 50, customer="C2")],
        payments=[paid("P1", "2024-02-20", 100, "S1"), paid("P2", "2024-03-20", 280, "S2")],
        targets=[target("2024-03", "张三", 700, challenge_amount=800, visits=4, new_customers=2, revenue_per_customer=100)],
        follow_ups=[touch("2024-02-05 10:00"), touch("2024-03-05 10:00"), touch("2024-03-06 10:00"), touch("2024-03-07 10:00")],
        assessments=[mark("2024-02", "张三", satisfaction=80, teamwork=70), mark("2024-03", "张三", satisfaction="85.5")],
    )


def test_amounts_and_counts_change_in_percent_rates_and_marks_by_their_difference() -> None:
    found = lines(two_months())
    assert found["actual"].change == Growth(Decimal(75), Decimal(150), "value")  # 350 on 200
    assert found["visits"].change == Growth(Decimal(200), Decimal(2), "value")  # 3 on 1
    assert found["collection"].change == Growth(None, Decimal(80) - Decimal(50), "value")  # 280 of 350, 100 of 200
    assert found["satisfaction"].change == Growth(None, Decimal("5.5"), "value")
    assert found["teamwork"].change == NO_DATA


def test_what_of_the_target_is_reached() -> None:
    found = lines(two_months())
    reached = {code: (line.target, line.pct) for code, line in found.items()}
    assert reached["actual"] == (700, Decimal(50))
    assert found["actual"].challenge == 800
    assert reached["collection"] == (100, Decimal(80))
    assert reached["visits"] == (4, Decimal(75))
    assert reached["revenue_per_customer"] == (100, Decimal(175))  # 350 of 2 buyers
    assert reached["repurchase"] == reached["compliance"] == reached["teamwork"] == (None, None)


def test_changes_need_every_month_of_both_windows() -> None:
    found = lines(
        rows.store(sales=[sale("S1", "2024-03-05", 300)], follow_ups=[touch("2024-02-05 10:00"), touch("2024-03-05 10:00")])
    )
    assert found["actual"].change == found["collection"].change == found["revenue_per_customer"].change == NO_DATA
    assert found["visits"].change == Growth(Decimal(0), Decimal(0), "value")
    assert {line.change_yoy for line in found.values()} == {NO_DATA}


def test_who_was_not_there_before_had_none_of_what_is_counted() -> None:
    store = rows.store(follow_ups=[touch("2024-02-05 10:00", "李四"), touch("2024-03-05 10:00")])
    assert lines(store)["visits"].change == Growth(None, Decimal(1), "new")


def test_a_partial_month_compares_as_many_days() -> None:
    touches = [touch("2024-02-05 10:00"), touch("2024-02-20 10:00"), touch("2024-03-05 10:00")]
    found = lines(rows.store(follow_ups=touches, sales=[sale("S1", "2024-03-05", 300)]), as_of="2024-03-11")
    assert found["visits"].change == Growth(Decimal(0), Decimal(0), "value")  # 1 until 11 March, 1 until 11 February
    assert found["actual"].landing == 300 * 21 / 7  # 7 of 21 working days have gone


def test_a_year_is_compared_with_the_year_before_only() -> None:
    found = lines(two_months(), "2024", "2024-12-31")
    assert {line.change for line in found.values()} == {None}


def test_the_course_has_twelve_periods_with_gaps() -> None:
    course = lines(two_months())["actual"].course
    assert len(course) == scorecards.COURSE_PERIODS == 12
    assert course[-2:] == (200, 350)
    assert set(course[:-2]) == {None}
