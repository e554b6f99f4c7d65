"""Record checks: whether follow-ups were written down in time, completely and to the point (definitions §5)."""

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import groupby

import pyarrow as pa

from analytics import numbers, people, promises
from analytics.people import People
from analytics.periods import Period, Window, span
from analytics.queries import Query

PersonMonth = tuple[str | None, date]
LEAST_WIDTH = 20
# Punctuation, symbols, blanks and invisible characters: what a stock phrase is compared without.
_IGNORED = r"[\p{P}\p{S}\p{Z}\p{C}]"

_READ_DAYS = pa.schema([("next_step", pa.string()), ("day", pa.date32()), ("promised_on", pa.date32())])
_PHRASES = pa.schema([("month", pa.date32()), ("phrase", pa.string())])


@dataclass(frozen=True)
class Record:
    """A follow-up with its checks, each passed, failed, or None where it does not apply.

    `passed_pct`: the share of passed ones, None when none applies. `owner` None is *unassigned*; `owner_key` as a code;
    `promised_on`: the next step's day, typed or read from the text.
    """

    customer_id: str
    owner: str | None
    followed_up_at: datetime
    method: str
    on_time: bool | None
    is_complete: bool | None
    is_specific: bool | None
    next_step_in_order: bool | None
    passed_pct: Decimal | None
    promised_on: date | None
    owner_key: str | None
    import_id: int
    line: int


@dataclass(frozen=True)
class Mean:
    """The sum of exact values and their number."""

    total: Fraction = Fraction(0)
    count: int = 0

    def __add__(self, other: "Mean") -> "Mean":
        return Mean(self.total + other.total, self.count + other.count)

    @property
    def exact(self) -> Fraction | None:
        return self.total / self.count if self.count else None

    @property
    def value(self) -> Decimal | None:
        """With nine decimals, half-up."""
        return numbers.ratio(self.total, self.count)


def table(query: Query, period: Period, as_of: date) -> tuple[Record, ...]:
    """The follow-ups of the period up to the as-of day, by customer id and time."""
    who = people.load(query)
    rows = checks(query, period.window, as_of).to_pylist()
    rows.sort(key=lambda row: (row["customer_id"], row["followed_up_at"], row["import_id"], row["place"]))
    return tuple(
        Record(
            customer_id=row["customer_id"],
            owner=who.show("owner", who.person(row["owner_key"])),
            followed_up_at=row["followed_up_at"],
            method=row["method"],
            on_time=row["on_time"],
            is_complete=row["is_complete"],
            is_specific=row["is_specific"],
            next_step_in_order=row["next_step_in_order"],
            passed_pct=numbers.ratio_pct(row["passed_count"], row["check_count"]),
            promised_on=row["promised_on"],
            owner_key=who.person(row["owner_key"]),
            import_id=row["import_id"],
            line=row["line"],
        )
        for row in rows
    )


def checks(query: Query, window: Window, as_of: date) -> pa.Table:
    """One row per follow-up of the window up to the as-of day: its checks by the policy of its day (`sql/record_checks.sql`)."""
    months = span(window.begin, window.end - date.resolution).months
    phrases = [(month, phrase) for month in months for phrase in query.policies.at(month).stock_phrases]
    read = [
        (row["next_step"], row["day"], found)
        for row in query("record_texts", begin_on=window.begin, end_on=window.end, as_of=as_of).to_pylist()
        if (found := promises.read_day(row["next_step"], row["day"])) is not None
    ]
    tables = {"read_days": _table(read, _READ_DAYS), "stock_phrases": _table(phrases, _PHRASES)}
    return query(
        "record_checks",
        tables,
        begin_on=window.begin,
        end_on=window.end,
        as_of=as_of,
        least_width=LEAST_WIDTH,
        not_wide=_not_wide(),
        ignored=_IGNORED,
    )


def shares(query: Query, who: People, window: Window, as_of: date) -> dict[PersonMonth, Mean]:
    """The share of passed checks in percent over each person-month's follow-ups; nobody under None (definitions §3)."""
    found: defaultdict[PersonMonth, Mean] = defaultdict(Mean)
    rows = query("record_shares", {"checks": checks(query, window, as_of)}).to_pylist()
    for row in rows:
        share = Fraction(100 * row["passed_count"], row["check_count"])
        found[who.person(row["owner_key"]), row["month"]] += Mean(share * row["record_count"], row["record_count"])
    return dict(found)


@cache
def _not_wide() -> str:
    """A pattern of each character that counts one column: not wide, not full-width."""
    wide = [sign for sign in range(sys.maxunicode + 1) if unicodedata.east_asian_width(chr(sign)) in "WF"]
    runs = [list(run) for _, run in groupby(enumerate(wide), key=lambda pair: pair[1] - pair[0])]
    return "[^" + "".join(f"\\x{{{run[0][1]:X}}}-\\x{{{run[-1][1]:X}}}" for run in runs) + "]"


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in schema]
    return pa.table(columns, schema=schema)
