"""Record checks and long calls (definitions §5), the reports `records` and `long_calls` (design)."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.oracle.books import Books, Cell, Row, day_of, moment
from tests.oracle.calendar import DAY, Period
from tests.oracle.follow_ups import promise, touched_on
from tests.oracle.people import People
from tests.oracle.sales import half_up_nine, period_of

RECORDS_COLUMNS = (
    *("customer_id", "owner", "followed_up_at", "method", "on_time", "is_complete", "is_specific", "next_step_in_order"),
    "passed_pct",
)
LONG_CALLS_COLUMNS = ("customer_id", "customer_name", "owner", "followed_up_at", "method", "duration_minutes")
LEAST_WIDTH = 20

Checks = tuple[bool | None, bool | None, bool | None, bool | None]


def has_column(books: Books, row: Row, column: str) -> bool:
    """Whether the file that a row came from had the column."""
    return books.company.imports[row.import_no - 1].has(column)


def on_time(row: Row) -> bool | None:
    """Not later than 24 hours after; a date alone ends at 24:00, logged with a date alone: the day after at the latest."""
    logged, happened = row["logged_at"], row["followed_up_at"]
    if logged is None:
        return None
    if not isinstance(logged, datetime):
        return logged <= day_of(happened) + DAY
    begin = happened if isinstance(happened, datetime) else moment(happened + DAY)
    return logged <= begin + timedelta(hours=24)


def is_complete(books: Books, row: Row) -> bool | None:
    """Content, next step, its day and stage, those that the file had a column for."""
    filled = {column: row[column] is not None for column in ("content", "next_step", "stage")}
    wanted = [is_filled for column, is_filled in filled.items() if has_column(books, row, column)]
    if has_column(books, row, "next_step") or has_column(books, row, "next_step_on"):
        wanted.append(promise(row)[0] is not None)
    return all(wanted) if wanted else None


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def bare(text: str) -> str:
    """A text without case, blanks and punctuation."""
    return "".join(sign for sign in text.casefold() if unicodedata.category(sign)[0] not in "ZCP")


def is_specific(books: Books, row: Row) -> bool | None:
    """At least 20 columns wide and not merely a stock phrase of the day's policy."""
    if not has_column(books, row, "content"):
        return None
    content = row["content"] or ""
    phrases = {bare(phrase) for phrase in books.policy_at(touched_on(row)).stock_phrases}
    return width(content) >= LEAST_WIDTH and bare(content) not in phrases


def next_step_in_order(row: Row) -> bool | None:
    day = promise(row)[0]
    return None if day is None else day >= touched_on(row)


def checks(books: Books, row: Row) -> Checks:
    """On time, complete, specific, next step in order; None where a check is left out."""
    return on_time(row), is_complete(books, row), is_specific(books, row), next_step_in_order(row)


def passed_share(found: Checks) -> Fraction | None:
    """Passed checks in percent of those that apply."""
    made = [one for one in found if one is not None]
    return Fraction(sum(made), len(made)) * 100 if made else None


def follow_ups_in(books: Books, period: Period, as_of: date) -> list[Row]:
    rows = books.rows("follow_ups")
    return [row for row in rows if period.begin <= touched_on(row) < period.end and touched_on(row) <= as_of]


def records_report(books: Books, code: str | None, as_of: date) -> list[tuple[Cell, ...]]:
    """One row per follow-up of the period."""
    period = period_of(books, code, as_of, books.loaded_follow_ups)
    people, rows = People(books), []
    for row in follow_ups_in(books, period, as_of) if period else []:
        found = checks(books, row)
        owner = people.shown(people.person(row["owner"]))
        share = half_up_nine(passed_share(found))
        rows.append((row["customer_id"], owner, moment(row["followed_up_at"]), row["method"], *found, share))
    return rows


def is_long(books: Books, row: Row) -> bool:
    """Over the minutes of its day's policy and not a visit."""
    minutes: Decimal | None = row["duration_minutes"]
    limit = books.policy_at(touched_on(row)).call_limit_minutes
    return minutes is not None and minutes > limit and row["method"] != "visit"


def long_calls_report(books: Books, code: str | None, as_of: date) -> list[tuple[Cell, ...]]:
    """One row per long call of the period."""
    period = period_of(books, code, as_of, books.loaded_follow_ups)
    people = People(books)
    return [
        (
            *(row["customer_id"], books.customer_name(row["customer_id"], as_of), people.shown(people.person(row["owner"]))),
            *(moment(row["followed_up_at"]), row["method"], row["duration_minutes"]),
        )
        for row in (follow_ups_in(books, period, as_of) if period else [])
        if is_long(books, row)
    ]
