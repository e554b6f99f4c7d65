"""The reports `follow_ups`, `heatmap` and `over_contact` (design), straight from definitions §5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from tests.oracle.books import Books, Cell, Row, day_of, moment, newness
from tests.oracle.calendar import DAY, first_of, quarter_start, shift
from tests.oracle.people import People
from tests.oracle.policy import Policy
from tests.oracle.sales import period_of, ratio_pct
from tests.oracle.text_days import promised_day

QUALIFYING = {"A": {"visit", "call"}, "B": {"visit", "call", "wechat"}}
MATRIX = {("high", "high"): "A", ("low", "low"): "C"}
HEATMAP_KEYS = ("owner", "department", "region", "grade", "week")
WEEKS_SHOWN = 12

FOLLOW_UPS_COLUMNS = (
    *("customer_id", "customer_name", "owner", "department", "region", "grade", "stage", "first_contact_on"),
    *("last_contact_on", "last_qualifying_on", "due_on", "overdue_days", "state", "broken_promise_on"),
    *("promise_from_text", "missed_executive", "missed_visit"),
)
HEATMAP_FIGURES = ("active", "overdue", "overdue_pct", "max_overdue_days", "never_contacted")
OVER_CONTACT_COLUMNS = (
    *("customer_id", "customer_name", "owner", "grade", "previous_on", "followed_up_at", "gap_days", "minimum_days"),
)


def touched_on(row: Row) -> date:
    return day_of(row["followed_up_at"])


def promise(row: Row) -> tuple[date | None, bool]:
    """The promised day of a follow-up and whether it was read from text."""
    if row["next_step_on"]:
        return row["next_step_on"], False
    return promised_day(row["next_step"], touched_on(row)), True


@dataclass(frozen=True)
class Customer:
    """One customer as of one day."""

    books: Books
    customer_id: str
    as_of: date
    all_touches: tuple[Row, ...]

    @cached_property
    def policy(self) -> Policy:
        """A state goes by the policy of its day."""
        return self.books.policy_at(self.as_of)

    @cached_property
    def profile(self) -> Row | None:
        return self.books.profiles.get(self.customer_id)

    @cached_property
    def touches(self) -> list[Row]:
        """Follow-ups up to the day, oldest first."""
        return sorted((row for row in self.all_touches if touched_on(row) <= self.as_of), key=newness)

    @cached_property
    def first_contact_on(self) -> date | None:
        days = [touched_on(row) for row in self.all_touches] + [row["first_contact_on"] for row in self.all_touches]
        days.append(self.profile["first_contact_on"] if self.profile else None)
        return min((day for day in days if day), default=None)

    @property
    def exists(self) -> bool:
        return self.first_contact_on is None or self.first_contact_on <= self.as_of

    def newest(self, column: str) -> Cell:
        """What the newest follow-up that has it says, else the profile."""
        for row in reversed(self.touches):
            if row[column] is not None:
                return row[column]
        return self.profile[column] if self.profile else None

    @cached_property
    def grade(self) -> str | None:
        found = self.newest("grade")
        if found or not self.profile or not self.profile["value"] or not self.profile["potential"]:
            return found
        return MATRIX.get((self.profile["value"], self.profile["potential"]), "B")

    @property
    def is_closed(self) -> bool:
        return self.newest("stage") in self.policy.closed_stages

    @cached_property
    def last_qualifying_on(self) -> date | None:
        if self.grade is None:
            return None
        methods = QUALIFYING.get(self.grade)
        days = [touched_on(row) for row in self.touches if methods is None or row["method"] in methods]
        return max(days, default=None)

    @property
    def due_on(self) -> date | None:
        start = self.last_qualifying_on or self.first_contact_on
        if self.grade is None or start is None:
            return None
        return start + timedelta(days=self.policy.cadence_days(self.grade))

    @property
    def state(self) -> str:
        if self.is_closed:
            return "closed"
        if not self.touches:
            return "never_contacted"
        if self.due_on is None:
            return "no_grade"
        return "overdue" if self.due_on < self.as_of else "ok"

    @property
    def overdue_days(self) -> int:
        return (self.as_of - self.due_on).days if self.state == "overdue" and self.due_on else 0

    def broken_promise(self) -> tuple[date | None, bool]:
        """The broken promised day and whether it was read from text."""
        if not self.touches or self.is_closed:
            return None, False
        day, is_read = promise(self.touches[-1])
        if day is None or not touched_on(self.touches[-1]) < day < self.as_of:
            return None, False
        return day, is_read

    def is_missed(self, grade: str, begin: date, end: date, wanted: list[Row]) -> bool:
        """Whether more than half of [begin, end), seen from the first contact on, has passed without a wanted touch."""
        if self.state in ("closed", "never_contacted") or self.grade != grade or self.first_contact_on is None:
            return False
        if any(begin <= touched_on(row) < end for row in wanted):
            return False
        start = max(begin, self.first_contact_on)
        return 2 * ((self.as_of - start).days + 1) > (end - begin).days

    @property
    def missed_executive(self) -> bool:
        begin = first_of(self.as_of)
        is_known = any(row["with_executive"] is not None for row in self.books.rows("follow_ups"))
        met = [row for row in self.touches if row["with_executive"]]
        return is_known and self.is_missed("A", begin, shift(begin, 1), met)

    @property
    def missed_visit(self) -> bool:
        begin = quarter_start(self.as_of)
        visits = [row for row in self.touches if row["method"] == "visit"]
        return self.is_missed("B", begin, shift(begin, 3), visits)


def customer_as_of(books: Books, customer_id: str, as_of: date) -> Customer:
    touches = tuple(row for row in books.rows("follow_ups") if row["customer_id"] == customer_id)
    return Customer(books, customer_id, as_of, touches)


def customers_as_of(books: Books, as_of: date) -> list[Customer]:
    """All customers of `customers` and `follow_ups` that exist on a day."""
    found = {row["customer_id"]: None for dataset in ("customers", "follow_ups") for row in books.rows(dataset)}
    return [one for one in (customer_as_of(books, customer_id, as_of) for customer_id in sorted(found)) if one.exists]


def key_values(books: Books, people: People, one: Customer) -> dict[str, object]:
    owner = people.person(one.newest("owner"))
    return {
        "owner": owner,
        "department": people.department(owner, first_of(one.as_of), one.as_of),
        "region": books.customer_region(one.customer_id),
        "grade": one.grade,
        "week": (one.as_of - timedelta(days=one.as_of.weekday())).isoformat(),
    }


def shown(books: Books, people: People, name: str, value: object) -> Cell:
    if value is None or name in ("grade", "week"):
        return value
    if name == "owner":
        return people.shown(value)
    return {"department": books.departments, "region": books.regions}[name][value]


def follow_ups_report(books: Books, as_of: date) -> list[tuple[Cell, ...]]:
    """One row per customer that exists as of the day."""
    people = People(books)
    return [follow_ups_row(books, people, one) for one in customers_as_of(books, as_of)]


def follow_ups_row(books: Books, people: People, one: Customer) -> tuple[Cell, ...]:
    values = key_values(books, people, one)
    names = [shown(books, people, name, values[name]) for name in ("owner", "department", "region", "grade")]
    last_on = max((touched_on(row) for row in one.touches), default=None)
    due_on, overdue_days = (None, None) if one.is_closed else (one.due_on, one.overdue_days)
    return (
        *(one.customer_id, books.customer_name(one.customer_id, one.as_of), *names, one.newest("stage")),
        *(one.first_contact_on, last_on, one.last_qualifying_on, due_on, overdue_days, one.state),
        *(*one.broken_promise(), one.missed_executive, one.missed_visit),
    )


def week_days(books: Books, code: str | None, as_of: date) -> list[date]:
    """The as-of days of the week columns: Sundays, and D in its week; those of the period, else the last twelve."""
    sunday = as_of + timedelta(days=6 - as_of.weekday())
    if code is None:
        return [min(as_of, sunday - timedelta(weeks=back)) for back in range(WEEKS_SHOWN)]
    period = period_of(books, code, as_of, set())
    every = [period.begin + DAY * number for number in range((period.end - period.begin).days)]
    return [day for day in every if day == as_of or (day < as_of and day.weekday() == 6)]


def heatmap_report(books: Books, by: tuple[str, ...], code: str | None, as_of: date) -> list[tuple[Cell, ...]]:
    """One row per cell with an active customer."""
    by = by or ("owner", "grade")
    people = People(books)
    cells: dict[tuple[object, ...], list[Customer]] = {}
    for day in week_days(books, code, as_of) if "week" in by else [as_of]:
        for one in customers_as_of(books, day):
            values = key_values(books, people, one)
            cells.setdefault(tuple(values[name] for name in by), []).append(one)
    rows = []
    for values, customers in cells.items():
        active = [one for one in customers if not one.is_closed]
        if active:
            names = [shown(books, people, name, value) for name, value in zip(by, values, strict=True)]
            rows.append((*names, *heatmap_figures(active)))
    return rows


def heatmap_figures(active: list[Customer]) -> tuple[Cell, ...]:
    overdue = [one for one in active if one.state == "overdue"]
    never = [one for one in active if one.state == "never_contacted"]
    longest = max((one.overdue_days for one in overdue), default=0)
    return len(active), len(overdue), ratio_pct(Decimal(len(overdue)), len(active)), longest, len(never)


def over_contact_report(books: Books, code: str | None, as_of: date) -> list[tuple[Cell, ...]]:
    """One row per touch that came fewer than the minimum days after the one just before it."""
    period = period_of(books, code, as_of, books.loaded_follow_ups)
    if period is None:
        return []
    people = People(books)
    rows = []
    for customer in customers_as_of(books, as_of):
        days = sorted({touched_on(row) for row in customer.touches})
        for earlier, later in pairwise(days):
            if period.begin <= later < period.end:
                rows += over_contact_rows(books, people, customer, earlier, later)
    return rows


def over_contact_rows(books: Books, people: People, customer: Customer, earlier: date, later: date) -> list[tuple[Cell, ...]]:
    """The one row of a pair of neighbouring days with a touch, or none."""
    grade = customer_as_of(books, customer.customer_id, later).grade
    minimum = books.policy_at(later).gap_days(grade) if grade else 0
    gap = (later - earlier).days
    is_promised = any(promise(row)[0] == later for row in customer.touches if touched_on(row) == earlier)
    if gap >= minimum or is_promised:
        return []
    first = next(row for row in customer.touches if touched_on(row) == later)
    name = books.customer_name(customer.customer_id, customer.as_of)
    owner = people.shown(people.person(first["owner"]))
    return [(customer.customer_id, name, owner, grade, earlier, moment(first["followed_up_at"]), gap, minimum)]
