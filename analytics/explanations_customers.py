"""Follow-up states explained: the customers that a count counts, each with the contact that decides (definitions §5)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Literal

import pyarrow as pa

from analytics import numbers, over_contact, periods
from analytics.explanations_parts import Asked, Caveat, Evidence, Explanation, Rows, Term
from analytics.explanations_rows import laid, listed, sales_of
from analytics.explanations_sales import built
from analytics.explanations_scorecards import holds
from analytics.explanations_sources import Sources, narrowed, scope_of
from analytics.follow_ups import Customer
from analytics.over_contact import Touch
from analytics.periods import Period, Window, month_of
from analytics.policy import QUALIFYING_METHODS
from analytics.queries import Query
from analytics.reports import Cell

Choose = Callable[[Customer], bool]
Maker = Callable[[Sources, Asked, Period | None], Explanation | None]
Place = tuple[int | None, int | None]
Contact = Literal["qualifying", "last", "profile"]

STATES: Mapping[str, Choose] = MappingProxyType(
    {
        "overdue": lambda customer: customer.state == "overdue",
        "overdue_a": lambda customer: customer.state == "overdue" and customer.grade == "A",
        "never_contacted": lambda customer: customer.state == "never_contacted",
        "broken_promise": lambda customer: customer.broken_promise_on is not None,
        "missed_executive": lambda customer: customer.missed_executive,
        "missed_visit": lambda customer: customer.missed_visit,
        "active": lambda customer: customer.state != "closed",
    }
)
_GRADED = pa.schema([("customer_id", pa.string()), ("grade", pa.string())])
_QUALIFYING = pa.schema([("grade", pa.string()), ("method", pa.string())])
_TOUCHES = pa.schema([("customer_id", pa.string()), ("day", pa.date32()), ("previous_on", pa.date32())])
_CUSTOMER = (
    *("customer_id", "customer_name", "owner", "grade", "stage", "last_contact_on", "last_qualifying_on", "due_on"),
    *("overdue_days", "next_step", "broken_promise_on"),
)
_CONTACT = ("followed_up_at", "owner", "method", "content", "next_step", "next_step_on", "import_id", "line")
_DAY = timedelta(days=1)
_TOUCH = ("customer_id", "customer_name", "owner", "grade", "previous_on", "followed_up_at", "gap_days", "minimum_days")


def sources_of(query: Query, found: Iterable[Customer], as_of: date) -> dict[str, Place]:
    """Import and line per customer: of the last contact that counts for its grade, else of the profile."""
    return {customer_id: _place(row, "qualifying") for customer_id, row in _contacts(query, found, as_of).items()}


def _contacts(query: Query, found: Iterable[Customer], as_of: date) -> dict[str, Mapping[str, Any]]:
    rows = [(customer.customer_id, customer.grade) for customer in found]
    qualifying = [(grade, method) for grade, methods in QUALIFYING_METHODS.items() for method in methods]
    tables = {"graded": _table(rows, _GRADED), "qualifying": _table(qualifying, _QUALIFYING)}
    return {row["customer_id"]: row for row in query("explanations_contacts", tables, as_of=as_of).to_pylist()}


def _place(row: Mapping[str, Any], kind: Contact) -> Place:
    """The first that there is: of the last contact that counts (or the last one at all), of the profile, of the last contact."""
    found: tuple[Contact, ...] = (kind, "profile", "last")
    places = ((row[f"{one}_import_id"], row[f"{one}_line"]) for one in found)
    return next((place for place in places if place[0] is not None), (None, None))


def touch_sources(query: Query, found: Iterable[Touch]) -> dict[tuple[str, date], tuple[Place, Place]]:
    """Import and line of both touches, the earlier one first, by customer and later day."""
    rows = [(touch.customer_id, touch.followed_up_at.date(), touch.previous_on) for touch in found]
    return {
        (row["customer_id"], row["day"]): (
            (row["previous_import_id"], row["previous_line"]),
            (row["import_id"], row["line"]),
        )
        for row in query("explanations_touches", {"touches": _table(rows, _TOUCHES)}).to_pylist()
    }


def explain_state(sources: Sources, asked: Asked) -> Explanation:
    """A count of customers in one state."""
    found = chosen(sources, asked, STATES[asked.figure])
    evidence = Evidence(asked.figure, customers_report(sources, found, is_latest=asked.figure == "broken_promise"))
    return built(asked, len(found), "rows", (), (), (evidence,))


def chosen(sources: Sources, asked: Asked, choose: Choose) -> list[Customer]:
    """The customers of whom is asked for, most overdue first."""
    scope = scope_of(asked)
    wanted = {"grade": asked.keys[0]} if asked.by == "grade" else {f"{key}_key": value for key, value in scope.chosen.items()}
    found = [
        customer
        for customer in sources.customers()
        if choose(customer) and all(getattr(customer, name) == value for name, value in wanted.items())
    ]
    return sorted(found, key=lambda customer: (-(customer.overdue_days or 0), customer.customer_id))


def customers_report(sources: Sources, found: Iterable[Customer], *, is_latest: bool = False) -> Rows:
    customers = list(found)
    contacts = sources.known_of("contacts", customers, lambda missing: _contacts(sources.query, missing, sources.as_of))
    kind: Contact = "last" if is_latest else "qualifying"
    rows: list[tuple[Cell, ...]] = [
        (*(getattr(customer, column) for column in _CUSTOMER), *_place(contacts[customer.customer_id], kind))
        for customer in customers
    ]
    return listed("customers", _CUSTOMER, rows)


def overdue_change(sources: Sources, asked: Asked) -> Explanation:
    """As of the day less as of the last Sunday before it (definitions §3)."""
    sunday = sources.as_of - timedelta(days=sources.as_of.weekday() + 1)
    now = explain_state(sources, replace(asked, figure="overdue"))
    before = explain_state(sources.on(sunday), replace(asked, figure="overdue", as_of=sunday))
    terms = Term("overdue", now.value, "count", now.asked), Term("overdue_before", before.value, "count", before.asked)
    evidence = (now.evidence[0], replace(before.evidence[0], term="overdue_before"))
    value = now.evidence[0].count - before.evidence[0].count
    return built(asked, value, "difference", terms, (Caveat("sunday", (("day", sunday),)),), evidence)


def overdue_share(sources: Sources, asked: Asked) -> Explanation:
    """Overdue ÷ active customers."""
    overdue, active = chosen(sources, asked, STATES["overdue"]), chosen(sources, asked, STATES["active"])
    terms = Term("overdue", len(overdue), "count", replace(asked, figure="overdue")), Term("active", len(active), "count")
    evidence = (
        Evidence("overdue", customers_report(sources, overdue)),
        Evidence("active", customers_report(sources, active)),
    )
    return built(asked, numbers.ratio_pct(len(overdue), len(active)), "share", terms, (), evidence)


def touches(sources: Sources, asked: Asked) -> Explanation:
    """Over-contacts of the period (without one: of the day's month): both touches with where they were imported."""
    period, scope = asked.period or month_of(sources.as_of), scope_of(asked)
    ids = (
        {customer.customer_id for customer in sources.customers() if customer.grade == asked.keys[0]}
        if asked.by == "grade"
        else None
    )
    found = [
        touch
        for touch in over_contact.table(sources.query, period, sources.as_of)
        if (touch.customer_id in ids if ids is not None else holds(sources, scope, touch.owner_key, _month(touch)))
    ]
    places = touch_sources(sources.query, found)
    rows: list[tuple[Cell, ...]] = []
    for touch in found:
        before, after = places[touch.customer_id, touch.followed_up_at.date()]
        rows.append((*(getattr(touch, column) for column in _TOUCH), *before, *after))
    columns = (*_TOUCH, "previous_import_id", "previous_line")
    return built(asked, len(found), "rows", (), (), (Evidence("over_contact", listed("over_contact", columns, rows)),))


def sales_12m(sources: Sources, asked: Asked) -> Explanation | None:
    """The sales rows of a customer in the year up to the day (design, report `customers`)."""
    customer = next((one for one in sources.customers() if (one.customer_id,) == asked.keys), None)
    if customer is None:
        return None
    window = Window(periods.same_day_a_year_before(sources.as_of) + _DAY, sources.as_of + _DAY)
    found = sales_of(sources, asked.figure, narrowed(sources.sales(window), scope_of(asked).chosen))
    if customer.sales_12m is None:
        return built(asked, None, "rows", (), (Caveat("not_loaded"),))
    return built(asked, customer.sales_12m, "rows", (), (), (found,))


def contacts(sources: Sources, asked: Asked) -> Explanation | None:
    """All follow-ups of a customer up to the day, the newest first."""
    if not any((one.customer_id,) == asked.keys for one in sources.customers()):
        return None
    table = sources.query("explanations_contacts_of", customer=asked.keys[0], as_of=sources.as_of)
    persons = pa.array([sources.who.person(key) for key in table["owner_key"].to_pylist()], pa.string())
    placed = table.set_column(table.column_names.index("owner_key"), "owner_key", persons)
    return built(asked, placed.num_rows, "rows", (), (), (Evidence("contacts", laid(sources, "contacts", placed, _CONTACT)),))


def _month(touch: Touch) -> date:
    return touch.followed_up_at.date().replace(day=1)


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    return pa.table([list(column) for column in zip(*rows, strict=True)] or [[] for _ in schema], schema=schema)


def _of_period(make: Callable[[Sources, Asked], Explanation | None]) -> Maker:
    return lambda sources, asked, _period: make(sources, asked)


OF_A_CUSTOMER = ("sales_12m", "contacts")
MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        **{code: _of_period(explain_state) for code in STATES if code != "active"},
        "overdue_change": _of_period(overdue_change),
        "overdue_share": _of_period(overdue_share),
        "over_contact": _of_period(touches),
        "sales_12m": _of_period(sales_12m),
        "contacts": _of_period(contacts),
    }
)
