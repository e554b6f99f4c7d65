"""Who is who: names, aliases and employee ids, department of the time, spellings that are shown (definitions §1, §3)."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, groupby
from typing import Any, Literal, get_args

import pyarrow as pa

from analytics import periods
from analytics.periods import Window
from analytics.queries import Query

Kind = Literal["owner", "department", "region", "product_line"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_NAMES = pa.schema([("name_key", pa.string()), ("person", pa.string())])
_DEPARTMENTS = pa.schema(
    [("person", pa.string()), ("begin_month", pa.date32()), ("end_month", pa.date32()), ("department_key", pa.string())]
)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stay:
    """A person's time in a department: `joined_on` to `left_on`, both included; None is since ever, or until now.

    `role`: `sales`, or another word as written. `import_id`, `line`: where it was imported.
    """

    department_key: str | None
    joined_on: date | None
    left_on: date | None
    role: str = "sales"
    import_id: int = field(default=0, compare=False)
    line: int = field(default=0, compare=False)

    @property
    def begin(self) -> date:
        return self.joined_on or date.min

    @property
    def end(self) -> date:
        """The last day."""
        return self.left_on or date.max


@dataclass(frozen=True)
class People:
    """The people of the company and the spellings of names.

    A *person* is the key of a name, or `key (id key)` for people of one name at the same time; keys have no blanks, so
    the two never meet. `names` gives the person of each alias and employee id (all other keys are persons themselves),
    `stays` those of each person on staff in order, `shown` the spelling by kind (owner, department, region,
    product_line) and key.
    """

    names: Mapping[str, str]
    stays: Mapping[str, tuple[Stay, ...]]
    shown: Mapping[tuple[str, str], str]

    def show(self, kind: Kind, key: str | None) -> str | None:
        """The spelling of a key; None, *unassigned*, stays None."""
        return None if key is None else self.shown[kind, key]

    def person(self, name_key: str | None) -> str | None:
        """Whom a key of a name, alias or employee id stands for; None stays None."""
        return None if name_key is None else self.names.get(name_key, name_key)

    def department(self, person: str | None, on: date) -> str | None:
        """The key of the person's department on a day: the stay that covers it, else the last begun before, else the first."""
        stays = self.stays.get(person or "", ())
        begun = [stay for stay in stays if stay.begin <= on]
        covering = [stay for stay in begun if on <= stay.end]
        chosen = (covering or begun)[-1:] or stays[:1]
        return chosen[0].department_key if chosen else None

    def names_table(self) -> pa.Table:
        """One row per alias and employee id: `name_key` as written, `person`."""
        return pa.table([list(self.names), list(self.names.values())], schema=_NAMES)

    def departments_table(self, window: Window, as_of: date) -> pa.Table:
        """The department in each month of the window, as of a day; one row per person and run of months [begin, end).

        The stay is that of the month's last day, of the as-of day in its own and any later month (definitions §3).
        """
        months = periods.span(window.begin, window.end - _DAY).months
        rows: list[tuple[str, date, date, str | None]] = []
        for person, stays in self.stays.items():
            if len(stays) == 1:
                rows.append((person, months[0], window.end, stays[0].department_key))
                continue
            by_month = ((month, self.department(person, min(periods.month_of(month).end - _DAY, as_of))) for month in months)
            for department, run in groupby(by_month, key=lambda pair: pair[1]):
                run_months = [month for month, _ in run]
                rows.append((person, run_months[0], periods.add_months(run_months[-1], 1), department))
        return pa.table([list(column) for column in zip(*rows, strict=True)] or [[], [], [], []], schema=_DEPARTMENTS)


def load(query: Query, kinds: Collection[Kind] = KINDS) -> People:
    """Names, stays and spellings as the newest master data have them, whatever the as-of day (definitions §2).

    `kinds`: of which names the spellings are needed.
    """
    rows = query("people_staff").to_pylist()
    shared = _shared_names(rows)
    shown = _spellings(query, kinds) if kinds else {}
    stays: defaultdict[str, list[Stay]] = defaultdict(list)
    for row in rows:
        person = _person(row, shared)
        if person != row["owner_key"]:
            shown.setdefault(("owner", person), f"{row['owner']} ({row['employee_id']})")
        elif row["owner_key"] in shared:
            continue
        source = row["import_id"], row["line"]
        stays[person].append(Stay(row["department_key"], row["joined_on"], row["left_on"], row["role"] or "sales", *source))
    ordered = {person: tuple(sorted(found, key=lambda stay: stay.begin)) for person, found in stays.items()}
    return People(_names(rows, shared), ordered, shown)


def _spellings(query: Query, kinds: Collection[Kind]) -> dict[tuple[str, str], str]:
    rows = query(
        "people_spellings",
        with_owner="owner" in kinds,
        with_department="department" in kinds,
        with_region="region" in kinds,
        with_product_line="product_line" in kinds,
    )
    return {(row["kind"], row["name_key"]): row["name"] for row in rows.to_pylist()}


def _shared_names(rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """Keys of names that two employee ids bear on the same day: two people (definitions §1)."""
    by_name: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["employee_id_key"] is not None:
            by_name[row["owner_key"]].append(row)
    return frozenset(name for name, stays in by_name.items() if any(_are_two_people(*pair) for pair in combinations(stays, 2)))


def _are_two_people(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    first, second = (Stay(None, row["joined_on"], row["left_on"]) for row in (one, other))
    is_overlap = first.begin <= second.end and second.begin <= first.end
    return is_overlap and one["employee_id_key"] != other["employee_id_key"]


def _person(row: Mapping[str, Any], shared: frozenset[str]) -> str:
    name: str = row["owner_key"]
    is_shared = name in shared and row["employee_id_key"] is not None
    return f"{name} ({row['employee_id_key']})" if is_shared else name


def _names(rows: Sequence[Mapping[str, Any]], shared: frozenset[str]) -> dict[str, str]:
    """The person of each alias and employee id; a name goes before an alias, an alias before an id, earlier rows before later."""
    names = {row["owner_key"]: row["owner_key"] for row in rows}
    for row in rows:
        for alias in filter(None, (row["aliases_key"] or "").split(";")):
            names.setdefault(alias, _person(row, shared))
    for row in rows:
        if row["employee_id_key"] is not None:
            names.setdefault(row["employee_id_key"], _person(row, shared))
    return {name: person for name, person in names.items() if name != person}
