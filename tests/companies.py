"""Hypothesis draws small, nasty companies that the import accepts: every edge of the definitions, a few dozen rows.

Each row is a handful of drawn bytes; a `Dice` turns them into cells, 0 always into the plainest choice, so that a
failing company shrinks to few, plain rows.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from hypothesis import strategies as st

from tests.companies_texts import next_step
from tests.oracle.books import COLUMNS, Cell, Company, Import, key, month_rows
from tests.oracle.calendar import last_of, month_code, quarter_code, shift

Choice = TypeVar("Choice")
Row = dict[str, Cell]

TODAY = date(2030, 1, 15)
REQUIRED = {
    "follow_ups": ("customer_id", "followed_up_at", "method", "owner"),
    "customers": ("customer_id",),
    "sales": ("order_id", "ordered_on", "customer_id", "owner", "amount"),
    "payments": ("payment_id", "paid_on", "amount"),
    "contracts": ("contract_no", "customer_id", "signed_on", "amount"),
    "targets": ("base_amount",),
    "assessments": ("month", "owner"),
    "staff": ("owner",),
}

NAMES = ("张三", "李四", "Li Na", "王 五", "Ann Lee", "陈静", "Zoë Å", "赵六", "Ken")
ALIASES = ("小张", "老李", "Nana", "小王", "A. Lee", "阿静", "Zo", "六哥", "kk")
DEPARTMENTS = ("销售一部", "销售二部", "Sales East", None)
REGIONS = ("华东", "华南", "North", None)
PRODUCT_LINES = ("软件", "Cloud Services", "硬件", None)
AMOUNTS = ("100", "-100", "250.5", "0", "0.0001", "1234567.8901", "-0.01", "33.3333", "99.995", "40000", "-5000.25")
BASES = ("100", "0", "250.01", "90000", "1234567.89", "0.01")
METHODS = ("visit", "call", "wechat", "email", "other", "call", "visit")
GRADES = (None, "A", "B", "C", None, "A")
STAGES = (None, None, "lead", "won", "lost", "paused", "试用中", None, "negotiation")
LEVELS = (None, "high", "low", "medium", "high", "low")
GAPS = (7, 1, 2, 0, 3, 6, 8, 14, 15, 13, 30, 31, 29, 45, 1, 2)
TIMES = (None, time(9, 0), time(14, 30), time(23, 59), time(9, 0), None)
STARTS = (
    date(2024, 1, 1),
    date(2023, 1, 1),
    date(2023, 11, 1),
    date(2023, 2, 1),
    date(2024, 2, 1),
    date(2022, 12, 1),
    date(2024, 10, 1),
)
COUNTS = (0, 0, 1, 0, 0, 0, 2, 0)
MONTHS = (4, 14, 5, 16, 6, 19, 13, 26)


class Dice:
    """Turns drawn bytes into choices; when they are used up, everything is the first choice."""

    def __init__(self, drawn: bytes) -> None:
        self._drawn = iter(drawn)

    def number(self, below: int) -> int:
        return next(self._drawn, 0) % below

    def of(self, choices: Sequence[Choice]) -> Choice:
        return choices[self.number(len(choices))]

    def one_in(self, count: int) -> bool:
        return self.number(count) == count - 1


def wide(text: str) -> str:
    """ASCII letters and digits in full width."""
    return "".join(chr(ord(sign) + 0xFEE0) if sign.isascii() and sign.isalnum() else sign for sign in text)


def spelling(name: str | None, dice: Dice) -> str | None:
    """The same name, sometimes in another width, case or with other blanks."""
    if name is None:
        return None
    ways: tuple[Callable[[str], str], ...] = (str, str, str, str.upper, str.lower, wide, lambda text: text.replace(" ", ""))
    return dice.of((*ways, lambda text: f"{text[0]} {text[1:]}"))(name)


@dataclass(frozen=True)
class Person:
    """What facts can call somebody, and the stays in staff."""

    words: tuple[str, ...]
    stays: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Frame:
    """What all rows of one company share."""

    begin: date
    month_count: int
    people: tuple[Person, ...]
    customer_count: int
    has_record_ids: bool
    has_line_numbers: bool
    knows_executives: bool

    @property
    def end(self) -> date:
        return shift(self.begin, self.month_count)

    @property
    def months(self) -> list[date]:
        return [shift(self.begin, number) for number in range(self.month_count)]

    def day(self, dice: Dice) -> date:
        """A day of the company's months, often a first or last one, mostly in the last half year."""
        month = dice.of(dice.of((self.months[-6:], self.months[-3:], self.months)))
        return dice.of((month, last_of(month), month + timedelta(days=14), month + timedelta(days=dice.number(28))))

    def owner(self, dice: Dice, *, may_be_empty: bool = True) -> str | None:
        if may_be_empty and dice.one_in(12):
            return None
        return spelling(dice.of(dice.of(self.people).words), dice)

    def customer(self, dice: Dice) -> str:
        """Few customers have most of the rows."""
        return f"C{min(dice.number(self.customer_count), dice.number(self.customer_count)):03}"


def stay(name: str, dice: Dice, joined: date | None, left: date | None, number: str | None, alias: str | None) -> Row:
    return {
        "owner": spelling(name, dice),
        "employee_id": number,
        "aliases": alias,
        "department": spelling(dice.of(DEPARTMENTS), dice),
        "role": dice.of((None, "sales", "经理")),
        "region": spelling(dice.of(REGIONS), dice),
        "joined_on": joined,
        "left_on": left,
    }


def person(place: int, drawn: bytes, begin: date) -> list[Person]:
    """One person with her stays, or two people of one name."""
    dice = Dice(drawn)
    name, alias = NAMES[place], dice.of((ALIASES[place], f"{ALIASES[place]};{ALIASES[place]}儿", None))
    number = dice.of((None, f"E{place:02}"))
    kind = dice.number(9)
    turn = begin + timedelta(days=dice.of((0, 30, 31, 45, 90, 150, -1, 300)))
    words = (name, *(alias or name).split(";"), number or name, name)
    if kind == 0:
        return [Person(words, (stay(name, dice, None, None, number, alias),))]
    if kind == 1:
        return [Person((name,))]
    if kind in (2, 3):  # moves, with a gap or without
        gap = timedelta(days=dice.of((1, 1, 20)))
        other = f"F{place:02}" if number and dice.one_in(3) else number
        joined = dice.of((None, begin - timedelta(days=400), turn - timedelta(days=20)))
        first = stay(name, dice, joined, turn, number, alias)
        last = stay(name, dice, turn + gap, dice.of((None, turn + timedelta(days=60))), other, None)
        return [Person((*words, other or name), (first, last))]
    if kind == 4:
        return [Person(words, (stay(name, dice, dice.of((None, date(2020, 5, 1))), turn, number, alias),))]
    if kind in (5, 6):
        return [Person(words, (stay(name, dice, turn, dice.of((None, turn)), number, alias),))]
    return namesakes(place, dice, turn)


def namesakes(place: int, dice: Dice, turn: date) -> list[Person]:
    """Two people of one name, whose stays overlap and whose facts name id, alias or, in vain, the bare name."""
    name, alias = NAMES[place], ALIASES[place]
    first = stay(name, dice, None, dice.of((None, turn)), f"E{place:02}", alias)
    second = stay(name, dice, dice.of((turn, turn - timedelta(days=200))), None, f"G{place:02}", None)
    return [Person((f"E{place:02}", alias, name), (first,)), Person((f"G{place:02}", f"g{place:02}", name), (second,))]


def sale(place: int, drawn: bytes, frame: Frame, lines: dict[str, int]) -> Row:
    dice = Dice(drawn)
    order_id = f"O{dice.number(10):02}"
    lines[order_id] = lines.get(order_id, 0) + 1
    ordered_on = frame.day(dice)
    customer_id = frame.customer(dice)
    return {
        "order_id": order_id,
        "line_no": lines[order_id] if frame.has_line_numbers else None,
        "contract_no": dice.of((None, "K1", "K2")),
        "ordered_on": ordered_on,
        "customer_id": customer_id,
        "customer_name": dice.of((None, f"名称{place % 7}", f"Name {place % 5}")),
        "owner": frame.owner(dice),
        "region": spelling(dice.of((None, *REGIONS)), dice),
        "product_line": spelling(dice.of(PRODUCT_LINES), dice),
        "amount": Decimal(dice.of(AMOUNTS)),
        "due_on": dice.of((None, ordered_on, ordered_on + timedelta(days=30))),
    }


def follow_up(place: int, drawn: bytes, frame: Frame, last: dict[str, date]) -> Row:
    """The next touch of a customer, a gap after the one before it in the drawn order."""
    dice = Dice(drawn)
    customer_id = frame.customer(dice)
    gap = timedelta(days=dice.of(GAPS))
    first = frame.day(dice)
    day = last[customer_id] + gap if customer_id in last and last[customer_id] + gap < frame.end else first
    last[customer_id] = day
    clock = dice.of(TIMES)
    at = datetime.combine(day, clock) if clock else day
    typed = dice.of((None, None, None, day + timedelta(days=dice.of(GAPS)), day - timedelta(days=1)))
    return {
        "record_id": f"R{place:03}" if frame.has_record_ids else None,
        "customer_id": customer_id,
        "customer_name": dice.of((None, None, f"叫法{place % 5}")),
        "grade": dice.of(GRADES),
        "first_contact_on": dice.of((None, None, None, None, day, day - timedelta(days=40), day + timedelta(days=3))),
        "followed_up_at": at,
        "logged_at": dice.of((None, datetime.combine(day, time(18, 0)), day + timedelta(days=1), day)),
        "method": dice.of(METHODS),
        "with_executive": dice.of((None, True, False, False)) if frame.knows_executives else None,
        "content": dice.of((None, "确认功能清单", "已跟进")),
        "next_step": next_step(day, dice.of, dice.of(GAPS)),
        "next_step_on": typed,
        "stage": dice.of(STAGES),
        "owner": frame.owner(dice),
    }


def profile(place: int, drawn: bytes, frame: Frame) -> Row:
    dice = Dice(drawn)
    return {
        "customer_id": f"C{place:03}",
        "name": dice.of((f"客户{place}", None, f"Client {place}")),
        "region": spelling(dice.of(REGIONS), dice),
        "value": dice.of(LEVELS),
        "potential": dice.of(LEVELS),
        "grade": dice.of(GRADES),
        "stage": dice.of(STAGES),
        "owner": frame.owner(dice),
        "first_contact_on": dice.of((None, frame.day(dice), frame.begin - timedelta(days=20), frame.end)),
    }


def targets_of(drawn: bytes, frame: Frame) -> list[Row]:
    """A quarter, or some months in a row, of an owner or of a region and product line."""
    dice = Dice(drawn)
    start = frame.months.index(dice.of(dice.of((frame.months[-5:], frame.months))))
    base = Decimal(dice.of(BASES))
    row: Row = {"base_amount": base, "challenge_amount": dice.of((None, base, base + 10, base * 2))}
    if dice.number(5) < 3:
        row |= {"owner": frame.owner(dice, may_be_empty=False)}
    else:
        region, line = (dice.of([name for name in names if name]) for names in (REGIONS, PRODUCT_LINES))
        row |= {"region": spelling(region, dice), "product_line": spelling(line, dice)}
    if dice.one_in(5):
        return [{"quarter": quarter_code(frame.months[start]), **row}]
    return [{"month": shift(frame.months[start], number), **row} for number in range(dice.of((1, 2, 5)))]


def target_identities(row: Row) -> set[tuple[Cell, ...]]:
    return {(one["month"], key(one.get("owner")), key(one.get("region")), key(one.get("product_line"))) for one in month_rows(row)}


def target_files(rows: Iterable[Row]) -> list[Import]:
    """Months and quarters in files of their own, each natural key once in a file."""
    found: list[tuple[bool, list[Row], set[tuple[Cell, ...]]]] = []
    for row in rows:
        is_quarter, identities = "quarter" in row, target_identities(row)
        free = [one for one in found if one[0] == is_quarter and not one[2] & identities]
        if free:
            free[0][1].append(row)
            free[0][2].update(identities)
        elif len(found) < 2:
            found.append((is_quarter, [row], identities))
    return [Import("targets", tuple(held)) for _, held, _ in found]


def corrected(row: Row, dice: Dice, dataset: str) -> Row:
    """The same natural key with other cells."""
    if dataset == "sales":
        moved = {"ordered_on": row["ordered_on"] + timedelta(days=dice.of((0, 31, -40))), "due_on": None}
        return row | {"amount": Decimal(dice.of(AMOUNTS)) + 1} | (moved if row["line_no"] else {})
    if dataset == "customers":
        return row | {"grade": dice.of(GRADES), "region": spelling(dice.of(REGIONS), dice), "stage": dice.of(STAGES)}
    if dataset == "staff":
        return row | {"department": spelling(dice.of(DEPARTMENTS), dice), "region": None}
    return row | {"grade": dice.of(GRADES), "stage": dice.of(STAGES), "next_step_on": None, "next_step": "3天后回访"}


def files(dataset: str, rows: Sequence[Row], drawn: bytes) -> list[Import]:
    """One to three imports of a dataset: rows spread over them, some a second time with corrections."""
    dice = Dice(drawn)
    count = dice.of((1, 2, 1, 3, 2, 1)) if dataset in ("sales", "follow_ups") else dice.of((1, 1, 2, 1, 1))
    parts: list[list[Row]] = [[] for _ in range(count)]
    for place, row in enumerate(rows):
        home = place % count if dice.one_in(2) else 0
        parts[home].append(row)
        if home + 1 < count and dice.one_in(4):
            parts[home + 1].append(corrected(row, dice, dataset))
    return [Import(dataset, tuple(part)) for part in parts if part]


def small_files(drawn: bytes, frame: Frame) -> list[Import]:
    """Contracts, payments and assessments: they move the default D and spell names for the first time."""
    dice = Dice(drawn)
    contracts = tuple(
        {
            "contract_no": f"K{number}",
            "customer_id": frame.customer(dice),
            "signed_on": frame.day(dice),
            "amount": Decimal(500),
            "owner": frame.owner(dice),
        }
        for number in range(dice.of(COUNTS))
    )
    payments = tuple(
        {"payment_id": f"P{number}", "order_id": "O01", "paid_on": frame.day(dice), "amount": Decimal(50)}
        for number in range(dice.of(COUNTS))
    )
    names = {frame.owner(dice, may_be_empty=False): None for _ in range(dice.of(COUNTS))}
    distinct = {key(name): name for name in names}
    assessments = tuple({"month": frame.begin, "owner": name, "satisfaction": Decimal(90)} for name in distinct.values())
    found = (("contracts", contracts), ("payments", payments), ("assessments", assessments))
    return [Import(dataset, rows) for dataset, rows in found if rows]


def empty_months(drawn: bytes, frame: Frame, sales: Sequence[Row], touches: Sequence[Row]) -> list[Import]:
    """Files of headers only, with the answer which month they are of."""
    dice = Dice(drawn)
    dates = {"sales": [row["ordered_on"] for row in sales], "follow_ups": [row["followed_up_at"] for row in touches]}
    found = []
    for dataset in ("sales", "follow_ups"):
        covered = {month_code(day) for day in dates[dataset]}
        free = [month for month in frame.months if month_code(month) not in covered]
        if free and dice.one_in(2):
            found.append(Import(dataset, (), dice.of(free)))
    return found


def one_sale_a_month(frame: Frame, drawn: bytes) -> list[Row]:
    """Keeps most months loaded, so that growth exists; the drawn holes stay empty."""
    dice = Dice(drawn)
    if dice.one_in(4):
        return []
    owner = frame.people[0].words[0]
    return [
        {
            "order_id": f"M{month_code(month)}",
            "line_no": 1 if frame.has_line_numbers else None,
            "ordered_on": month,
            "customer_id": "C000",
            "owner": owner,
            "region": "华东",
            "product_line": "软件",
            "amount": Decimal(80),
        }
        for month in frame.months
        if not dice.one_in(12)
    ]


@dataclass(frozen=True)
class Case:
    """A company, the as-of days it is looked at (None: the default), and a number that rotates the arguments."""

    company: Company
    as_of: tuple[date | None, ...]
    turn: int

    def __repr__(self) -> str:
        lines = [f"as of {', '.join(map(str, self.as_of))}; turn {self.turn}"]
        for number, one in enumerate(self.company.imports, start=1):
            lines.append(f"import {number}: {one.dataset} {one.empty_month or ''}")
            lines += ["  " + ", ".join(f"{name}={cell}" for name, cell in row.items() if cell is not None) for row in one.rows]
        return "\n".join(lines)


def last_workday(month: date) -> date:
    return last_of(month) - timedelta(days=max(0, last_of(month).weekday() - 4))


def as_of_day(dice: Dice, frame: Frame, touches: Sequence[Row]) -> date | None:
    """Inside, on edges, on weekends, a cadence or a promise after a touch, before and after everything, or the default."""
    month = dice.of(frame.months[-5:])
    near = month + timedelta(days=dice.number(31))
    touch = dice.of(touches) if touches else {"followed_up_at": near}
    at = touch["followed_up_at"]
    after = (at.date() if isinstance(at, datetime) else at) + timedelta(days=dice.of(GAPS))
    promised = touch.get("next_step_on") or after
    outside = dice.of((frame.begin - timedelta(days=500), frame.end + timedelta(days=70), frame.end + timedelta(days=400)))
    leap = next((last_of(one) for one in reversed(frame.months) if one.month == 2), last_workday(month))
    edge = dice.of((last_of(month), last_workday(month), month + timedelta(days=14), month, leap))
    return dice.of((near, after, edge, promised, edge, after, None, near, edge, outside))


def as_of_days(drawn: bytes, frame: Frame, touches: Sequence[Row]) -> list[date | None]:
    dice = Dice(drawn)
    return [as_of_day(dice, frame, touches) for _ in range(2)]


def rows_of(size: int, most: int) -> st.SearchStrategy[list[bytes]]:
    """A few rows, or many."""
    row = st.binary(min_size=size, max_size=size)
    return st.one_of(st.lists(row, max_size=6), *[st.lists(row, min_size=most // 3, max_size=most)] * 2)


DRAWN = st.tuples(
    st.binary(min_size=8, max_size=8),
    st.lists(st.binary(min_size=24, max_size=24), min_size=1, max_size=len(NAMES)),
    rows_of(20, 45),
    rows_of(36, 60),
    rows_of(20, 20),
    rows_of(14, 12),
    st.binary(min_size=260, max_size=260),
)


def build(drawn: tuple[bytes, list[bytes], list[bytes], list[bytes], list[bytes], list[bytes], bytes]) -> Case:
    """The company that the drawn bytes stand for."""
    head, people, sales, touches, profiles, targets, rest = drawn
    dice = Dice(head)
    begin, month_count = dice.of(STARTS), dice.of(MONTHS)
    found = [one for place, bytes_ in enumerate(people) for one in person(place, bytes_, begin)]
    outsider = Person(("外聘顾问", "Guest"))
    flags = [not dice.one_in(2) for _ in range(3)]
    frame = Frame(begin, month_count, (*found, outsider), max(len(profiles), 3) + 2, flags[0], flags[1], not dice.one_in(4))
    lines: dict[str, int] = {}
    last: dict[str, date] = {}
    sale_rows = [sale(place, one, frame, lines) for place, one in enumerate(sales)] + one_sale_a_month(frame, rest[:40])
    touch_rows = [follow_up(place, one, frame, last) for place, one in enumerate(touches)]
    profile_rows = [profile(place, one, frame) for place, one in enumerate(profiles) if place % 4 != 3]
    imports = [
        *files("sales", sale_rows, rest[40:100]),
        *files("follow_ups", touch_rows, rest[60:140]),
        *files("customers", profile_rows, rest[100:140]),
        *files("staff", [row for one in found for row in one.stays], rest[140:160]),
        *target_files(row for one in targets for row in targets_of(one, frame)),
        *small_files(rest[160:200], frame),
        *empty_months(rest[200:205], frame, sale_rows, touch_rows),
    ]
    ordered = sorted(enumerate(imports), key=lambda pair: (rest[205 + pair[0]] % 4, pair[0]))
    return Case(Company(tuple(one for _, one in ordered)), tuple(as_of_days(rest[230:], frame, touch_rows)), rest[259])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Companies with as-of days, deterministic for a seed."""
    return build(draw(DRAWN))


def as_written(cell: Cell) -> str:
    """A cell as an export writes it: ISO dates, yes and no, plain numbers."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def headers(one: Import) -> list[str]:
    """The columns that a file has: required ones and those with a cell."""
    filled = {name for row in one.rows for name, cell in row.items() if cell is not None}
    if one.dataset == "targets" and not filled & {"owner", "region"}:
        filled.add("owner")
    wanted = filled | set(REQUIRED[one.dataset])
    return [name for name in ["quarter", *COLUMNS[one.dataset].split()] if name in wanted]


def write_csv(one: Import, path: Path) -> None:
    """The import as a file that the product reads: canonical headers, UTF-8, comma."""
    names = headers(one)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([as_written(row.get(name)) for name in names] for row in one.rows)


def write_all(company: Company, folder: Path) -> list[tuple[Import, Path]]:
    """Every import as a CSV file, in order."""
    written = []
    for number, one in enumerate(company.imports, start=1):
        path = folder / f"{number:02}-{one.dataset}.csv"
        write_csv(one, path)
        written.append((one, path))
    return written


__all__ = ["TODAY", "Case", "cases", "write_all", "write_csv"]
