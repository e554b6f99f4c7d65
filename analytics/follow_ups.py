"""Follow-up discipline: how each customer stands on a day (definitions §5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

import pyarrow as pa

from analytics import loaded, people, periods, promises
from analytics.people import People
from analytics.policy import GRADES, Policy
from analytics.queries import Query

State = Literal["closed", "never_contacted", "no_grade", "overdue", "ok"]

# The names that customers are shown with.
SHOWN: tuple[people.Kind, ...] = ("owner", "department", "region")

_DAYS = pa.schema(
    [
        *(("as_of", pa.date32()), ("month_begin", pa.date32()), ("month_days", pa.int64())),
        *(("quarter_begin", pa.date32()), ("quarter_days", pa.int64())),
        *((f"cadence_days_{grade.lower()}", pa.int64()) for grade in GRADES),
    ]
)
_CLOSED = pa.schema([("as_of", pa.date32()), ("stage", pa.string())])
_STAYS = pa.schema([("as_of", pa.date32()), ("person", pa.string()), ("department_key", pa.string())])


@dataclass(frozen=True)
class Customer:
    """A customer as of a day (definitions §5, report `follow_ups`).

    `due_on` and `overdue_days` are None when closed, `due_on` also when it cannot be told. `broken_promise_on`: the day that
    the latest follow-up promised and that has gone by; `promise_from_text` when it was read from the words.

    For the pages: `contact`, `phone` (the profile's, else the newest noted), `next_step` and `promised_on` of the latest
    follow-up, `sales_12m` (a year up to the day; None when no month of it is loaded), `owner_key` … as codes.
    """

    customer_id: str
    customer_name: str | None
    owner: str | None
    department: str | None
    region: str | None
    grade: str | None
    stage: str | None
    first_contact_on: date | None
    last_contact_on: date | None
    last_qualifying_on: date | None
    due_on: date | None
    overdue_days: int | None
    state: State
    broken_promise_on: date | None
    promise_from_text: bool
    missed_executive: bool
    missed_visit: bool
    contact: str | None
    phone: str | None
    next_step: str | None
    promised_on: date | None
    sales_12m: Decimal | None
    owner_key: str | None
    department_key: str | None
    region_key: str | None


def table(query: Query, as_of: date) -> tuple[Customer, ...]:
    """All customers that exist on the as-of day, by id."""
    who = people.load(query, SHOWN)
    rows = states(query, who, (as_of,), with_texts=True).to_pylist()
    return customers(query, who, sorted(rows, key=lambda row: str(row["customer_id"])), as_of)


def states(query: Query, who: People, days: Sequence[date], *, with_texts: bool = False) -> pa.Table:
    """One row per as-of day and customer that exists on it, with keys instead of names (see `sql/follow_up_states.sql`).

    Each day's state goes by the policy of that day (definitions §4).
    `with_texts`: with the latest next step and, where the profile has none, contact and phone as noted.
    """
    policies = {day: query.policies.at(day) for day in days}
    calendar = _table([_day(day, policy) for day, policy in policies.items()], _DAYS)
    reach = query("follow_up_reach", {"days": calendar}, with_texts=with_texts, first_as_of=min(days), last_as_of=max(days))
    stays = [(day, person, who.department(person, day)) for day in days for person in who.stays]
    tables = {
        "reach": reach,
        "days": calendar,
        "closed_stages": _table([(day, stage) for day, policy in policies.items() for stage in policy.closed_stages], _CLOSED),
        "stays": _table(stays, _STAYS),
        "people": who.names_table(),
    }
    return query("follow_up_states", tables)


def customers(query: Query, who: People, rows: Iterable[Mapping[str, Any]], as_of: date) -> tuple[Customer, ...]:
    """The customers of these rows of `states`, all of one as-of day and with texts, in the order given."""
    sales_after = periods.same_day_a_year_before(as_of)
    sold = {row["customer_id"]: row["amount"] for row in query("follow_up_sales", as_of=as_of, sales_after=sales_after).to_pylist()}
    names = {row["customer_id"]: row["customer_name"] for row in query("customer_names", as_of=as_of).to_pylist()}
    year = periods.span(sales_after + timedelta(days=1), as_of)
    has_sales = loaded.load(query).is_any("sales", year.months, as_of)
    return tuple(
        _customer(row, names.get(row["customer_id"]), who, sold.get(row["customer_id"], Decimal(0)) if has_sales else None)
        for row in rows
    )


def _customer(row: Mapping[str, Any], name: str | None, who: People, sales_12m: Decimal | None) -> Customer:
    is_closed = row["state"] == "closed"
    promise = _promise(row)
    is_broken = promise is not None and not is_closed and row["last_contact_on"] < promise.on < row["as_of"]
    return Customer(
        customer_id=row["customer_id"],
        customer_name=name,
        owner=who.show("owner", row["owner_key"]),
        department=who.show("department", row["department_key"]),
        region=who.show("region", row["region_key"]),
        grade=row["grade"],
        stage=row["stage"],
        first_contact_on=row["first_contact_on"],
        last_contact_on=row["last_contact_on"],
        last_qualifying_on=row["last_qualifying_on"],
        due_on=None if is_closed else _due(row),
        overdue_days=None if is_closed else row["overdue_days"],
        state=row["state"],
        broken_promise_on=promise.on if promise and is_broken else None,
        promise_from_text=promise.from_text if promise and is_broken else False,
        missed_executive=row["missed_executive"],
        missed_visit=row["missed_visit"],
        contact=row["contact"],
        phone=row["phone"],
        next_step=row["next_step"],
        promised_on=promise.on if promise else None,
        sales_12m=sales_12m,
        owner_key=row["owner_key"],
        department_key=row["department_key"],
        region_key=row["region_key"],
    )


def _promise(row: Mapping[str, Any]) -> promises.Promise | None:
    if row["last_contact_on"] is None:
        return None
    return promises.promised_on(row["next_step_on"], row["next_step"], row["last_contact_on"])


def _due(row: Mapping[str, Any]) -> date | None:
    """The last qualifying follow-up, else the first contact, + cadence; None without either or without a grade."""
    since: date | None = row["last_qualifying_on"] or row["first_contact_on"]
    if since is None or row["cadence_days"] is None:
        return None
    return since + timedelta(days=row["cadence_days"])


def _day(day: date, policy: Policy) -> tuple[date | int, ...]:
    """An as-of day with its month and quarter of the calendar, never the fiscal one, and its cadences (definitions §5)."""
    month, quarter = periods.month_of(day), periods.quarter_of(day)
    cadences = (policy.cadence_days(grade) for grade in GRADES)
    return (day, month.begin, month.window.days, quarter.begin, quarter.window.days, *cadences)


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in schema]
    return pa.table(columns, schema=schema)
