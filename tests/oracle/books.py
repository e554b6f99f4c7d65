"""What is loaded: the rows that hold after a list of imports (definitions §1), and how names are compared and shown."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from tests.oracle.calendar import first_of, shift
from tests.oracle.policy import Change, Policy, policy_at

Cell = str | Decimal | int | date | datetime | bool | None

COLUMNS = {
    "follow_ups": "record_id customer_id customer_name industry contact phone grade first_contact_on followed_up_at "
    "logged_at method duration_minutes with_executive objective content next_step next_step_on stage owner",
    "customers": "customer_id name industry region contact phone pain_points budget_range decision_chain value potential "
    "grade stage owner first_contact_on reviewed_on",
    "sales": "order_id line_no contract_no ordered_on customer_id customer_name owner region product_line amount due_on",
    "payments": "payment_id order_id contract_no customer_id paid_on amount",
    "contracts": "contract_no customer_id signed_on amount owner",
    "targets": "month owner region product_line base_amount challenge_amount new_customers visits revenue_per_customer "
    "repurchase_rate",
    "assessments": "month owner satisfaction process teamwork",
    "staff": "owner employee_id aliases department manager role region email joined_on left_on",
}
NUMBERED_BY = {"follow_ups": "record_id", "payments": "payment_id", "sales": "line_no"}
THIRDS = ("base_amount", "challenge_amount", "new_customers", "visits")
FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Import:
    """One accepted file. `empty_month` is the answer to a file of headers only. A row may give `quarter` for `month`.

    `columns`: columns that the file had although none of its rows fills them.
    """

    dataset: str
    rows: tuple[Mapping[str, Cell], ...] = ()
    empty_month: date | None = None
    columns: tuple[str, ...] = ()

    def has(self, column: str) -> bool:
        return column in self.columns or any(row.get(column) not in (None, "") for row in self.rows)


@dataclass(frozen=True)
class Note:
    """What was typed about one region × product line in the quarter that begins on a day; None is *unassigned*, or no text."""

    region: str | None
    product_line: str | None
    begin_on: date
    problem: str | None = None
    strategy: str | None = None
    owner: str | None = None


@dataclass(frozen=True)
class Company:
    """Everything that was imported and everything that was typed, each in order."""

    imports: tuple[Import, ...]
    changes: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row that holds: its cells, and where it stands in the order of import and the row order of that import."""

    cells: Mapping[str, Cell] = field(hash=False)
    import_no: int
    place: int

    def __getitem__(self, column: str):
        value = self.cells.get(column)
        return None if value == "" else value

    @property
    def order(self) -> tuple[int, int]:
        return self.import_no, self.place


def key(name: str | None) -> str | None:
    """A name as it is compared: width, case, blanks and invisible characters do not count (bad-input 62)."""
    if name is None:
        return None
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    seen = [sign for sign in folded if unicodedata.category(sign)[0] not in "ZC"]
    return "".join(seen) or None


def moment(value: date | datetime) -> datetime:
    """A date alone is 00:00."""
    return value if isinstance(value, datetime) else datetime.combine(value, time())


def day_of(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def half_up(value: Decimal) -> Decimal:
    return value.quantize(FOUR_PLACES, rounding=ROUND_HALF_UP)


def month_rows(row: Mapping[str, Cell]) -> list[dict[str, Cell]]:
    """The rows that a targets row stands for: itself, or the three months of its quarter."""
    quarter = row.get("quarter")
    if not quarter:
        return [dict(row)]
    first = date(int(quarter[:4]), int(quarter[5:]) * 3 - 2, 1)
    months = [{**row, "quarter": None, "month": shift(first, number)} for number in range(3)]
    for column in THIRDS:
        if row.get(column) is None:
            continue
        third = half_up(row[column] / 3)
        months[0][column] = months[1][column] = third
        months[2][column] = row[column] - 2 * third
    return months


def as_text(value: Cell) -> tuple[int, str]:
    """A cell as text as stored, empty first."""
    if value is None or value == "":
        return 0, ""
    if isinstance(value, Decimal):
        return 1, str(half_up(value))
    if isinstance(value, bool):
        return 1, str(value).lower()
    return 1, str(moment(value)) if isinstance(value, datetime) else str(value)


def row_order(dataset: str, row: Mapping[str, Cell]) -> tuple:
    """Sorts the rows of one import (definitions §1, *Row order*)."""
    columns = tuple(as_text(row.get(column)) for column in COLUMNS[dataset].split())
    given = row.get(NUMBERED_BY.get(dataset, ""))
    if given in (None, ""):
        return (0, 0, "", columns)
    return (1, given, "", columns) if dataset == "sales" else (1, 0, given, columns)


def natural_key(dataset: str, row: Mapping[str, Cell]) -> tuple[tuple, bool]:
    """The natural key of a row, and whether the n-th such row is a row of its own."""
    owner, number = key(row.get("owner")), row.get(NUMBERED_BY.get(dataset, ""))
    natural: tuple
    if dataset == "follow_ups":
        natural = ("id", number) if number else (row["customer_id"], owner, moment(row["followed_up_at"]), row["method"])
    elif dataset == "sales":
        natural = ("line", row["order_id"], number) if number else (row["order_id"], row["customer_id"], row["ordered_on"])
    elif dataset == "targets":
        natural = (row["month"], owner, key(row.get("region")), key(row.get("product_line")))
    elif dataset == "assessments":
        natural = (row["month"], owner)
    elif dataset == "staff":
        natural = (key(row.get("employee_id")) or (owner,), row.get("joined_on"))
    else:
        natural = (row["contract_no" if dataset == "contracts" else "payment_id" if dataset == "payments" else "customer_id"],)
    return natural, dataset in ("follow_ups", "sales") and not number


class Books:
    """The current rows per dataset, in order of import and row order, and which months are loaded."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self._current: dict[str, dict[tuple, Row]] = {dataset: {} for dataset in COLUMNS}
        self._empty: dict[str, set[date]] = {dataset: set() for dataset in COLUMNS}
        for number, one in enumerate(company.imports, start=1):
            self._take(number, one)

    def _take(self, number: int, one: Import) -> None:
        rows = [made for row in one.rows for made in (month_rows(row) if one.dataset == "targets" else [dict(row)])]
        seen: Counter[tuple] = Counter()
        for place, row in enumerate(sorted(rows, key=lambda row: row_order(one.dataset, row)), start=1):
            natural, is_numbered = natural_key(one.dataset, row)
            seen[natural] += 1
            nth = seen[natural] if is_numbered else 1
            self._current[one.dataset][natural, nth] = Row(row, number, place)
        if one.empty_month is not None:
            self._empty[one.dataset].add(one.empty_month)

    def policy_at(self, day: date) -> Policy:
        return policy_at(self.company.changes, day)

    @cached_property
    def policy(self) -> Policy:
        """For what is not dated: fiscal month and working days."""
        return self.policy_at(date.max)

    @cached_property
    def _ordered(self) -> dict[str, list[Row]]:
        return {dataset: sorted(rows.values(), key=lambda row: row.order) for dataset, rows in self._current.items()}

    def rows(self, dataset: str) -> list[Row]:
        return self._ordered[dataset]

    @cached_property
    def profiles(self) -> dict[str, Row]:
        return {row["customer_id"]: row for row in self.rows("customers")}

    @cached_property
    def loaded_sales(self) -> set[date]:
        """First days of the months of `sales` that are loaded (definitions §2)."""
        return {first_of(row["ordered_on"]) for row in self.rows("sales")} | self._empty["sales"]

    @cached_property
    def loaded_follow_ups(self) -> set[date]:
        days = {first_of(day_of(row["followed_up_at"])) for row in self.rows("follow_ups")}
        return days | self._empty["follow_ups"]

    def default_as_of(self) -> date | None:
        """The newest event in the loaded data (definitions §2)."""
        found = [day_of(row["followed_up_at"]) for row in self.rows("follow_ups")]
        for dataset, column in (("sales", "ordered_on"), ("payments", "paid_on"), ("contracts", "signed_on")):
            found += [row[column] for row in self.rows(dataset)]
        return max(found, default=None)

    def first_spelling(self, column: str, *datasets: str) -> dict[str, str]:
        """Per key of a name column, the name as first imported into any of the datasets."""
        shown: dict[str, str] = {}
        rows = [row for dataset in datasets for row in self.rows(dataset)]
        for row in sorted(rows, key=lambda row: row.order):
            if row[column] is not None:
                shown.setdefault(key(row[column]), row[column])
        return shown

    @cached_property
    def regions(self) -> dict[str, str]:
        """How a region is shown: as in `customers`, then `staff`, else as first imported."""
        return {
            **self.first_spelling("region", "sales", "targets"),
            **self.first_spelling("region", "staff"),
            **self.first_spelling("region", "customers"),
        }

    @cached_property
    def product_lines(self) -> dict[str, str]:
        return self.first_spelling("product_line", "sales", "targets")

    @cached_property
    def departments(self) -> dict[str, str]:
        return self.first_spelling("department", "staff")

    def customer_region(self, customer_id: str) -> str | None:
        profile = self.profiles.get(customer_id)
        return key(profile["region"]) if profile else None

    def customer_name(self, customer_id: str, as_of: date) -> str | None:
        """The profile's, else that of the newest row up to the day that has one."""
        profile = self.profiles.get(customer_id)
        if profile and profile["name"]:
            return profile["name"]
        named = [
            (newness(row), row["customer_name"])
            for row in [*self.rows("follow_ups"), *self.rows("sales")]
            if row["customer_id"] == customer_id and row["customer_name"] and event_day(row) <= as_of
        ]
        return max(named)[1] if named else None


def event_day(row: Row) -> date:
    return day_of(row["followed_up_at"] or row["ordered_on"])


def newness(row: Row) -> tuple:
    """Newest is largest: by the moment, then logged_at (none is older), order of import, row order (definitions §5)."""
    logged = row["logged_at"]
    happened = moment(row["followed_up_at"] or row["ordered_on"])
    return happened, logged is not None, moment(logged) if logged else happened, row.order


def total(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))
