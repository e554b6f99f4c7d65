"""The follow-ups of one person in a period, each with its texts and its record checks (definitions §5, Record checks)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

import pyarrow as pa

from analytics import follow_ups, people, records
from analytics.periods import Period
from analytics.queries import Query

Check = Literal["on_time", "is_complete", "is_specific", "next_step_in_order"]

CHECKS: tuple[Check, ...] = ("on_time", "is_complete", "is_specific", "next_step_in_order")
_NAMES = pa.schema([("name_key", pa.string())])


@dataclass(frozen=True)
class PersonRecord:
    """A follow-up as it was written down; checks passed, failed, or None where they do not apply.

    `grade`: the customer's as of the day asked; `promised_on`: the next step's day, typed or read from the text.
    """

    customer_id: str
    customer_name: str | None
    grade: str | None
    followed_up_at: datetime
    has_time: bool
    logged_at: datetime | None
    method: str
    duration_minutes: Decimal | None
    content: str | None
    next_step: str | None
    promised_on: date | None
    stage: str | None
    on_time: bool | None
    is_complete: bool | None
    is_specific: bool | None
    next_step_in_order: bool | None
    import_id: int
    line: int

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that it does not pass."""
        return tuple(check for check in CHECKS if getattr(self, check) is False)


def table(query: Query, person: str | None, period: Period, as_of: date) -> tuple[PersonRecord, ...]:
    """The follow-ups of a person (key; None: nobody's) in the period up to the as-of day, the newest first."""
    who = people.load(query)
    keys = [person, *(key for key, whose in who.names.items() if whose == person)]
    tables = {"checks": records.checks(query, period.window, as_of), "names": pa.table([keys], schema=_NAMES)}
    rows = query("person_records", tables).to_pylist()
    rows.sort(key=lambda row: (row["followed_up_at"], row["import_id"], row["place"]), reverse=True)
    grades = {customer.customer_id: customer for customer in follow_ups.table(query, as_of)} if rows else {}
    found = []
    for row in rows:
        customer = grades.get(row["customer_id"])
        found.append(
            PersonRecord(
                customer_id=row["customer_id"],
                customer_name=customer.customer_name if customer else None,
                grade=customer.grade if customer else None,
                followed_up_at=row["followed_up_at"],
                has_time=bool(row["followed_up_at_has_time"]),
                logged_at=row["logged_at"],
                method=row["method"],
                duration_minutes=row["duration_minutes"],
                content=row["content"],
                next_step=row["next_step"],
                promised_on=row["promised_on"],
                stage=row["stage"],
                on_time=row["on_time"],
                is_complete=row["is_complete"],
                is_specific=row["is_specific"],
                next_step_in_order=row["next_step_in_order"],
                import_id=row["import_id"],
                line=row["line"],
            )
        )
    return tuple(found)
