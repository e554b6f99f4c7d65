"""Long calls: follow-ups from afar that took too long (definitions §5)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa

from analytics import people
from analytics.periods import Period
from analytics.queries import Query

_LIMITS = pa.schema([("month", pa.date32()), ("limit_minutes", pa.int64())])


@dataclass(frozen=True)
class LongCall:
    """A follow-up that is no visit and took more than `limit_minutes`; `owner` None is *unassigned*, `owner_key` a code."""

    customer_id: str
    customer_name: str | None
    owner: str | None
    followed_up_at: datetime
    method: str
    duration_minutes: Decimal
    limit_minutes: int
    owner_key: str | None
    import_id: int
    line: int


def table(query: Query, period: Period, as_of: date) -> tuple[LongCall, ...]:
    """The long calls of the period up to the as-of day, by customer id and time, by the policy of each one's day."""
    limits = {month: query.policies.at(month).call_limit_minutes for month in period.months}
    tables = {"limits": pa.table([list(limits), list(limits.values())], schema=_LIMITS)}
    rows = query("long_calls", tables, begin_on=period.begin, end_on=period.end, as_of=as_of).to_pylist()
    who = people.load(query)
    names = {row["customer_id"]: row["customer_name"] for row in query("customer_names", as_of=as_of).to_pylist()}
    return tuple(
        LongCall(
            customer_id=row["customer_id"],
            customer_name=names.get(row["customer_id"]),
            owner=who.show("owner", who.person(row["owner_key"])),
            followed_up_at=row["followed_up_at"],
            method=row["method"],
            duration_minutes=row["duration_minutes"],
            limit_minutes=row["limit_minutes"],
            owner_key=who.person(row["owner_key"]),
            import_id=row["import_id"],
            line=row["line"],
        )
        for row in rows
    )
