"""What explanations read, each dataset once: rows with the import and line they came from (definitions §7, last line)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from analytics import (
    buckets,
    credit,
    follow_ups,
    loaded,
    new_customers,
    people,
    quarterly,
    records,
    sales,
    scorecard_books,
    scorecards,
)
from analytics.buckets import Bucket
from analytics.explanations_parts import Asked
from analytics.follow_ups import Customer
from analytics.loaded import Loaded
from analytics.new_customers import NewCustomer
from analytics.people import People
from analytics.periods import Period, Window
from analytics.queries import Query
from analytics.sales import Key, SalesRow, View
from analytics.scorecards import Scorecard

Held = TypeVar("Held")
COLUMNS: Mapping[Key, str] = {
    "owner": "owner_key",
    "department": "department_key",
    "region": "region_key",
    "product_line": "product_line_key",
    "customer": "customer_id",
}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Scope:
    """Whose rows: `by` and `keys` as `sales.table` takes them; `cards`: of which scorecards, None where there are none."""

    by: tuple[Key, ...]
    keys: tuple[str | None, ...]
    view: View | None
    cards: scorecards.By | None

    @property
    def chosen(self) -> dict[Key, str | None]:
        return dict(zip(self.by, self.keys, strict=True))


_SCOPES: Mapping[str, tuple[tuple[Key, ...], View | None, scorecards.By | None]] = MappingProxyType(
    {
        "company": ((), "either", "company"),
        "department": (("department",), "owner", "department"),
        "owner": (("owner",), "owner", "owner"),
        "unit": (("region", "product_line", "department"), None, None),
        "customer": (("customer",), None, None),
        "grade": ((), None, None),  # narrows customers, not rows
    }
)


def scope_of(asked: Asked) -> Scope:
    """The rows that a figure is about."""
    if asked.by == "cell":
        place = quarterly.Place(*asked.keys[:2])
        return Scope(place.by, tuple(place.keys.values()), "region", None)
    if asked.by == "owner" and len(asked.keys) == 2:
        return Scope(("owner", "department"), asked.keys, "owner", None)
    by, view, cards = _SCOPES[asked.by]
    return Scope(by, asked.keys[: len(by)], view, cards)


@dataclass(frozen=True)
class Sources:
    """Everything of one state of the store up to one day; tables have persons as `owner_key` and `department_key` of the month."""

    query: Query
    as_of: date
    _held: dict[object, Any] = field(default_factory=dict, repr=False, compare=False)

    def _once(self, key: object, make: Callable[[], Held]) -> Held:
        if key not in self._held:
            self._held[key] = make()
        found: Held = self._held[key]
        return found

    def known_of(
        self, name: str, customers: Iterable[Customer], read: Callable[[list[Customer]], Mapping[str, Held]]
    ) -> Mapping[str, Held]:
        """What `read` gives per customer, read for those only that are not known yet."""
        known: dict[str, Held] = self._once(name, dict)
        missing = [customer for customer in customers if customer.customer_id not in known]
        if missing:
            known.update(read(missing))
        return known

    @cached_property
    def who(self) -> People:
        return people.load(self.query)

    @cached_property
    def months(self) -> Loaded:
        return loaded.load(self.query)

    @cached_property
    def names(self) -> dict[str, str]:
        rows = self.query("customer_names", as_of=self.as_of).to_pylist()
        return {row["customer_id"]: row["customer_name"] for row in rows}

    def on(self, as_of: date) -> "Sources":
        """The same as of another day."""
        return self if as_of == self.as_of else self._once(("on", as_of), lambda: Sources(self.query, as_of))

    def bucket(self, period: Period) -> Bucket:
        return self._once(("bucket", period), lambda: buckets.buckets(self.query, None, period, self.as_of)[0])

    def row(self, scope: Scope, period: Period) -> SalesRow:
        """The sales figures of the scope, also where nothing is there."""
        arguments = (self.query, scope.by, period, self.as_of)
        rows = self._once(("rows", scope.by, scope.view, period), lambda: self._rows(scope, period))
        if scope.keys not in rows:
            [rows[scope.keys]] = sales.table(*arguments, also=[scope.chosen], view=scope.view, only=[scope.chosen])
        return rows[scope.keys]

    def _rows(self, scope: Scope, period: Period) -> dict[tuple[str | None, ...], SalesRow]:
        """The sales figures of all scopes of that kind: those of the scorecards or of the quarterly summary if these are read."""
        if ("cards", scope.cards, period) in self._held:
            return {card.group: card.sales for card in self.cards(scope.cards or "company", period)}
        if scope.view == "region" and ("lines", period) in self._held:
            lines = [line for line in self.lines(period).values() if line.place.by == scope.by]
            return {tuple(line.place.keys.values()): line.sales for line in lines}
        return {row.keys: row for row in sales.table(self.query, scope.by, period, self.as_of, view=scope.view)}

    def cards(self, by: scorecards.By, period: Period) -> tuple[Scorecard, ...]:
        return self._once(("cards", by, period), lambda: scorecards.table(self.query, by, period, self.as_of))

    def card(self, scope: Scope, period: Period) -> Scorecard | None:
        """The scorecard of the scope; None for whom none stands."""
        if scope.cards is None:
            return None
        found = self._once(
            ("by_key", scope.cards, period), lambda: {card.key: card for card in self.cards(scope.cards or "company", period)}
        )
        return found.get(scope.keys[0] if scope.keys else None)

    def lines(self, period: Period) -> Mapping[quarterly.Place, quarterly.Line]:
        """The cells and totals of a quarter."""
        return self._once(("lines", period), lambda: {line.place: line for line in quarterly.table(self.query, period, self.as_of)})

    def customers(self) -> tuple[Customer, ...]:
        return self._once("customers", lambda: follow_ups.table(self.query, self.as_of))

    def new_customers(self, period: Period) -> tuple[NewCustomer, ...]:
        return self._once(
            ("new", period), lambda: new_customers.table(self.query, self.who, period.window, self.as_of, self.contract_owners)
        )

    @cached_property
    def contract_owners(self) -> pa.Table:
        return credit.contract_owners(self.query, self.as_of)

    def sales(self, window: Window) -> pa.Table:
        """The sales rows of a window up to the as-of day, newest first."""
        return self._once(("sales", window), lambda: self._sales(window))

    def _sales(self, window: Window) -> pa.Table:
        end = max(window.begin, min(window.end, self.as_of + _DAY))
        days = Window(window.begin, max(end, window.begin + _DAY))
        tables = {"people": self.who.names_table(), "departments": self.who.departments_table(days, self.as_of)}
        return self.query("explanations_sales", tables, begin_on=window.begin, end_on=end)

    def earlier(self, day: date) -> Mapping[str, Mapping[str, Any]]:
        """Per customer the first purchase on a day before that one."""
        return self._once(("earlier", day), lambda: self._earlier(day))

    def _earlier(self, day: date) -> Mapping[str, Mapping[str, Any]]:
        rows = self.query("explanations_earlier", begin_on=day, as_of=self.as_of).to_pylist()
        return {row["customer_id"]: row for row in rows}

    def payments(self, window: Window) -> pa.Table:
        """Payments, the month paid as `month`, with `ordered_on` of their order."""
        return self._once(("payments", window), lambda: self._payments(window))

    def _payments(self, window: Window) -> pa.Table:
        found = credit.payments(self.query, window, self.as_of, self.contract_owners)
        months = pa.array([day.replace(day=1) for day in found["paid_on"].to_pylist()], pa.date32())
        return self._placed(found.append_column("month", months))

    def checks(self, window: Window) -> pa.Table:
        """Follow-ups with their record checks."""
        return self._once(("checks", window), lambda: self._placed(records.checks(self.query, window, self.as_of)))

    def table(self, name: str, window: Window) -> pa.Table:
        """The rows of `sql/explanations_<name>.sql` of a window, which has a `month` and an `owner_key`."""
        return self._once((name, window), lambda: self._placed(self._read(name, window)))

    def _read(self, name: str, window: Window) -> pa.Table:
        parameters: dict[str, Any] = {"begin_on": window.begin, "end_on": window.end, "as_of": self.as_of}
        if name == "targets":  # plans, whatever the day
            del parameters["as_of"]
        return self.query("explanations_" + name, **parameters)

    def _placed(self, table: pa.Table) -> pa.Table:
        """With the person instead of the owner as written, and the department of the person in the month."""
        group = scorecard_books.grouping(self.who, "department", self.as_of)
        persons = [self.who.person(key) for key in table["owner_key"].to_pylist()]
        places = list(zip(persons, table["month"].to_pylist(), strict=True))
        departments = {place: group(*place)[0] for place in set(places)}
        placed = table.set_column(table.column_names.index("owner_key"), "owner_key", pa.array(persons, pa.string()))
        return placed.append_column("department_key", pa.array([departments[place] for place in places], pa.string()))


def narrowed(table: pa.Table, chosen: Mapping[Key, str | None]) -> pa.Table:
    """The rows with these keys; None is *unassigned*."""
    for key, value in chosen.items():
        cells = table[COLUMNS[key]]
        table = table.filter(pc.is_null(cells) if value is None else pc.equal(cells, value))
    return table
