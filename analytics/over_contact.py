"""Customers who were touched again too soon (definitions §5, Over-contact)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from analytics import people, promises
from analytics.periods import Period
from analytics.policy import GRADES
from analytics.queries import Query

_GAPS = pa.schema([("begin_on", pa.date32()), ("end_on", pa.date32()), ("grade", pa.string()), ("minimum_days", pa.int64())])


@dataclass(frozen=True)
class Touch:
    """A touch fewer than `minimum_days` after the customer's touch before, which nobody had promised for that day.

    `grade` as of the later day; `owner` of its first record, None when *unassigned*; `owner_key` as a code.
    """

    customer_id: str
    customer_name: str | None
    owner: str | None
    grade: str
    previous_on: date
    followed_up_at: datetime
    gap_days: int
    minimum_days: int
    owner_key: str | None


def table(query: Query, period: Period, as_of: date) -> tuple[Touch, ...]:
    """The later touches of the period up to the as-of day, by customer id and time, each by the policy of its day."""
    days = {"begin_on": period.begin, "end_on": period.end}
    rows = query("over_contact", {"gaps": _gaps(query, period)}, as_of=as_of, **days).to_pylist()
    promised = {_place(row) for row in rows if _is_promised(row)}
    soon = {_place(row): row for row in rows if _place(row) not in promised}
    who = people.load(query, ["owner"])
    names = {row["customer_id"]: row["customer_name"] for row in query("customer_names", as_of=as_of).to_pylist()}
    return tuple(
        Touch(
            customer_id=row["customer_id"],
            customer_name=names.get(row["customer_id"]),
            owner=who.show("owner", who.person(row["owner_key"])),
            grade=row["grade"],
            previous_on=row["previous_on"],
            followed_up_at=row["followed_up_at"],
            gap_days=row["gap_days"],
            minimum_days=row["minimum_days"],
            owner_key=who.person(row["owner_key"]),
        )
        for _, row in sorted(soon.items())
    )


def _gaps(query: Query, period: Period) -> pa.Table:
    """The minimum days by grade on the days of each policy of the period."""
    rows = [
        (spell.begin, spell.end, grade, spell.policy.gap_days(grade))
        for spell in query.policies.spells(period.window)
        for grade in GRADES
    ]
    return pa.table([list(column) for column in zip(*rows, strict=True)], schema=_GAPS)


def _place(row: Mapping[str, Any]) -> tuple[str, datetime]:
    return row["customer_id"], row["followed_up_at"]


def _is_promised(row: Mapping[str, Any]) -> bool:
    """Whether the words of a record of the earlier day promise the later day."""
    promise = promises.promised_on(None, row["next_step"], row["previous_on"])
    return promise is not None and promise.on == row["followed_up_at"].date()
