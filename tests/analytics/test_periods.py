"""Periods, working days and what growth compares (definitions §2, §3)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.periods import (
    Compared,
    PeriodError,
    Window,
    Workdays,
    add_months,
    compared_windows,
    elapsed_workdays,
    is_pace_known,
    is_partial,
    month_of,
    parse,
    quarter_of,
    same_day_a_year_before,
    span,
    year_of,
)

PLAIN = Workdays()
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
FISCAL_MONTHS = st.integers(1, 12)


def day(text: str) -> date:
    return date.fromisoformat(text)


def window(begin: str, end: str) -> Window:
    return Window(day(begin), day(end))


@pytest.mark.parametrize(
    ("code", "fiscal_month", "kind", "begin", "end"),
    [
        ("2024-03", 1, "month", "2024-03-01", "2024-04-01"),
        ("2024-12", 1, "month", "2024-12-01", "2025-01-01"),
        ("2024-03", 4, "month", "2024-03-01", "2024-04-01"),
        ("2024Q1", 1, "quarter", "2024-01-01", "2024-04-01"),
        ("2024Q4", 1, "quarter", "2024-10-01", "2025-01-01"),
        ("2024Q1", 4, "quarter", "2024-04-01", "2024-07-01"),
        ("2024Q4", 4, "quarter", "2025-01-01", "2025-04-01"),
        ("2024Q2", 12, "quarter", "2025-03-01", "2025-06-01"),
        ("2024", 1, "year", "2024-01-01", "2025-01-01"),
        ("2024", 4, "year", "2024-04-01", "2025-04-01"),
        ("2023-05..2024-03", 1, "span", "2023-05-01", "2024-04-01"),
        ("2024-03..2024-03", 1, "span", "2024-03-01", "2024-04-01"),
    ],
)
def test_a_code_is_a_period(code: str, fiscal_month: int, kind: str, begin: str, end: str) -> None:
    period = parse(code, fiscal_month)
    assert (period.kind, period.window, period.code) == (kind, window(begin, end), code)


@pytest.mark.parametrize(
    "code",
    [
        *("", "2024-00", "2024-13", "2024-3", "24-03", "2024Q0", "2024Q5", "2024q1", "2024-Q1", "2024/03", "20240", "0999"),
        *(
            "３024",
            "２０２４",
            "2024-03-01",
            " 2024",
            "2024\n",
            "2024..2025",
            "2024-03..",
            "..2024-03",
            "2024-01..2024-02..2024-03",
        ),
    ],
)
def test_another_text_is_no_period(code: str) -> None:
    with pytest.raises(PeriodError) as caught:
        parse(code)
    assert (caught.value.code, caught.value.value) == ("not_a_period", code)


def test_a_span_runs_forward() -> None:
    with pytest.raises(PeriodError, match=r"span_reversed: 2024-03\.\.2024-02"):
        parse("2024-03..2024-02")


@pytest.mark.parametrize(
    ("code", "fiscal_month", "previous", "year_before"),
    [
        ("2024-03", 1, "2024-02", "2023-03"),
        ("2024-01", 1, "2023-12", "2023-01"),
        ("2024Q2", 1, "2024Q1", "2023Q2"),
        ("2024Q1", 1, "2023Q4", "2023Q1"),
        ("2024Q1", 4, "2023Q4", "2023Q1"),
        ("2024Q4", 4, "2024Q3", "2023Q4"),
        ("2024", 1, "2023", "2023"),
        ("2024", 7, "2023", "2023"),
    ],
)
def test_the_period_before_and_a_year_before(code: str, fiscal_month: int, previous: str, year_before: str) -> None:
    period = parse(code, fiscal_month)
    assert period.previous() == parse(previous, fiscal_month)
    assert period.year_before() == parse(year_before, fiscal_month)


def test_a_span_has_a_year_before_and_no_previous() -> None:
    period = span(day("2023-05-20"), day("2024-03-01"))
    assert period.year_before() == parse("2022-05..2023-03")
    with pytest.raises(PeriodError, match="span_without_previous"):
        period.previous()


def test_months_of_a_period() -> None:
    assert parse("2024Q4", 4).months == (day("2025-01-01"), day("2025-02-01"), day("2025-03-01"))
    assert parse("2024-02").months == (day("2024-02-01"),)
    assert len(parse("2024", 4).months) == 12
    assert len(parse("2023-05..2024-03").months) == 11


@pytest.mark.parametrize(
    ("a_day", "fiscal_month", "quarter", "year"),
    [
        ("2024-03-31", 1, "2024Q1", "2024"),
        ("2024-03-31", 4, "2023Q4", "2023"),
        ("2024-04-01", 4, "2024Q1", "2024"),
        ("2024-12-31", 12, "2024Q1", "2024"),
        ("2024-11-30", 12, "2023Q4", "2023"),
    ],
)
def test_a_fiscal_year_is_named_by_the_year_it_begins_in(a_day: str, fiscal_month: int, quarter: str, year: str) -> None:
    assert quarter_of(day(a_day), fiscal_month).code == quarter
    assert year_of(day(a_day), fiscal_month).code == year


@given(DAYS, FISCAL_MONTHS)
def test_a_day_lies_in_its_periods_and_codes_read_back(a_day: date, fiscal_month: int) -> None:
    for period in (month_of(a_day), quarter_of(a_day, fiscal_month), year_of(a_day, fiscal_month)):
        assert a_day in period.window
        assert parse(period.code, fiscal_month) == period
        assert period.previous().end == period.begin
        assert period.year_before().begin == add_months(period.begin, -12)
        assert parse(period.year_before().code, fiscal_month) == period.year_before()


def test_a_window_ends_before_its_end() -> None:
    march = window("2024-03-01", "2024-04-01")
    assert day("2024-03-01") in march
    assert day("2024-04-01") not in march
    assert march.days == 31


HOLIDAY = Workdays(
    holidays=frozenset({day("2024-05-01"), day("2024-05-02"), day("2024-05-04"), day("2024-05-11")}),
    extra_workdays=frozenset({day("2024-05-11"), day("2024-05-13")}),
)


@pytest.mark.parametrize(
    ("a_day", "is_workday"),
    [
        ("2024-04-30", True),
        ("2024-05-01", False),
        ("2024-05-04", False),  # a Saturday, and a holiday too
        ("2024-05-05", False),
        ("2024-05-11", True),  # a Saturday in both lists
        ("2024-05-13", True),  # a Monday that needs no extra
    ],
)
def test_holidays_and_extra_workdays(a_day: str, is_workday: bool) -> None:
    assert HOLIDAY.is_workday(day(a_day)) is is_workday


def test_workdays_of_a_month() -> None:
    assert PLAIN.count(window("2024-03-01", "2024-04-01")) == 21
    assert HOLIDAY.count(window("2024-05-01", "2024-06-01")) == 23 - 2 + 1
    assert PLAIN.count(window("2024-03-09", "2024-03-11")) == 0
    assert PLAIN.count(window("2024-04-01", "2024-03-01")) == 0


@given(
    st.dates(date(2024, 1, 1), date(2024, 3, 1)),
    st.integers(-3, 60),
    st.frozensets(st.dates(date(2024, 1, 1), date(2024, 4, 1))),
    st.frozensets(st.dates(date(2024, 1, 1), date(2024, 4, 1))),
)
def test_the_count_is_that_of_the_days(begin: date, days: int, holidays: frozenset[date], extra: frozenset[date]) -> None:
    workdays = Workdays(holidays, extra)
    one_by_one = sum(workdays.is_workday(begin + timedelta(days=n)) for n in range(days))
    assert workdays.count(Window(begin, begin + timedelta(days=days))) == one_by_one


@pytest.mark.parametrize(
    ("code", "as_of", "workdays", "partial"),
    [
        ("2024-03", "2024-03-28", PLAIN, True),  # Friday 29 March is to come
        ("2024-03", "2024-03-29", PLAIN, False),  # only a weekend is
        ("2024-03", "2024-03-31", PLAIN, False),
        ("2024-03", "2024-05-01", PLAIN, False),
        ("2024-03", "2024-02-01", PLAIN, True),
        ("2024-03", "2024-03-28", Workdays(holidays=frozenset({day("2024-03-29")})), False),
        ("2024-03", "2024-03-29", Workdays(extra_workdays=frozenset({day("2024-03-31")})), True),
        ("2024Q1", "2024-03-29", PLAIN, False),
        ("2024", "2024-03-29", PLAIN, True),
    ],
)
def test_partial_is_a_working_day_to_come(code: str, as_of: str, workdays: Workdays, partial: bool) -> None:
    assert is_partial(parse(code), day(as_of), workdays) is partial


@pytest.mark.parametrize(
    ("code", "as_of", "this", "previous", "year_before"),
    [
        # whole with whole, whatever their lengths
        *[
            (
                "2024-03",
                as_of,
                ("2024-03-01", end),
                ("2024-02-01", "2024-03-01"),
                ("2023-03-01", "2023-04-01"),
            )
            for as_of, end in [("2024-03-29", "2024-03-30"), ("2024-03-31", "2024-04-01"), ("2025-01-01", "2024-04-01")]
        ],
        (
            "2024-03",
            "2024-03-12",
            ("2024-03-01", "2024-03-13"),
            ("2024-02-01", "2024-02-13"),
            ("2023-03-01", "2023-03-13"),
        ),
        # 30 days have gone, February has 28: at most its length
        (
            "2023-03",
            "2023-03-30",
            ("2023-03-01", "2023-03-31"),
            ("2023-02-01", "2023-03-01"),
            ("2022-03-01", "2022-03-31"),
        ),
        # 60 days of the quarter, 60 of the one before; 29 February → 28 February
        (
            "2024Q1",
            "2024-02-29",
            ("2024-01-01", "2024-03-01"),
            ("2023-10-01", "2023-11-30"),
            ("2023-01-01", "2023-03-01"),
        ),
        # same calendar date, though a leap day lies before
        (
            "2024",
            "2024-03-15",
            ("2024-01-01", "2024-03-16"),
            ("2023-01-01", "2023-03-17"),
            ("2023-01-01", "2023-03-16"),
        ),
        # 27 February 2025 of a month that had 29 days a year before
        (
            "2025-02",
            "2025-02-27",
            ("2025-02-01", "2025-02-28"),
            ("2025-01-01", "2025-01-28"),
            ("2024-02-01", "2024-02-28"),
        ),
        # nothing of it has begun
        (
            "2024-03",
            "2024-02-10",
            ("2024-03-01", "2024-03-01"),
            ("2024-02-01", "2024-02-01"),
            ("2023-03-01", "2023-03-01"),
        ),
    ],
)
def test_growth_compares_like_with_like(
    code: str, as_of: str, this: tuple[str, str], previous: tuple[str, str], year_before: tuple[str, str]
) -> None:
    assert compared_windows(parse(code), day(as_of), PLAIN) == Compared(window(*this), window(*previous), window(*year_before))


def test_a_span_compares_with_the_year_before_only() -> None:
    compared = compared_windows(parse("2024-02..2024-03"), day("2024-03-12"), PLAIN)
    assert compared == Compared(window("2024-02-01", "2024-03-13"), None, window("2023-02-01", "2023-03-13"))


@pytest.mark.parametrize(
    ("a_day", "before"), [("2024-02-29", "2023-02-28"), ("2025-02-28", "2024-02-28"), ("2024-12-31", "2023-12-31")]
)
def test_the_same_day_a_year_before(a_day: str, before: str) -> None:
    assert same_day_a_year_before(day(a_day)) == day(before)


@given(DAYS, FISCAL_MONTHS, DAYS)
def test_compared_windows_are_no_longer_than_their_periods(a_day: date, fiscal_month: int, as_of: date) -> None:
    for period in (month_of(a_day), quarter_of(a_day, fiscal_month), year_of(a_day, fiscal_month)):
        compared = compared_windows(period, as_of, PLAIN)
        assert compared.previous is not None
        assert 0 <= compared.this.days <= period.window.days
        assert 0 <= compared.previous.days <= period.previous().window.days
        assert 0 <= compared.year_before.days <= period.year_before().window.days
        if is_partial(period, as_of, PLAIN):
            assert compared.previous.days == min(compared.this.days, period.previous().window.days)


def test_elapsed_workdays_count_the_as_of_day() -> None:
    march = parse("2024-03")
    assert elapsed_workdays(march, day("2024-02-29"), PLAIN) == 0
    assert elapsed_workdays(march, day("2024-03-01"), PLAIN) == 1
    assert elapsed_workdays(march, day("2024-03-03"), PLAIN) == 1
    assert elapsed_workdays(march, day("2024-03-04"), PLAIN) == 2
    assert elapsed_workdays(march, day("2024-12-31"), PLAIN) == 21


def test_elapsed_workdays_leave_out_missing_months() -> None:
    quarter = parse("2024Q1")
    assert elapsed_workdays(quarter, day("2024-03-04"), PLAIN) == 23 + 21 + 2
    assert elapsed_workdays(quarter, day("2024-03-04"), PLAIN, {day("2024-02-01")}) == 23 + 2


@pytest.mark.parametrize(
    ("elapsed", "all_workdays", "is_known"),
    [
        (4, 20, False),
        (5, 20, True),
        (5, 25, True),
        (5, 26, False),
        (12, 64, False),
        (13, 65, True),
        (4, 4, False),
        (0, 0, False),
    ],
)
def test_the_pace_needs_five_working_days_and_a_fifth(elapsed: int, all_workdays: int, is_known: bool) -> None:
    assert is_pace_known(elapsed, all_workdays) is is_known
