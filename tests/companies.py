"""Small, nasty companies that the import accepts: every edge of the definitions, some hundred rows, the same for a number.

Each row is a handful of drawn bytes; a `Dice` turns them into cells.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.companies_dice import GAPS, NAMES, Dice, Frame, Person, Row
from tests.companies_files import empty_months, files
from tests.companies_money import contract, payment
from tests.companies_people import person
from tests.companies_plans import assessment, assessment_file, target_files, targets_of
from tests.companies_rows import follow_up, profile, sale
from tests.companies_steady import steady_assessments, steady_payments, steady_sales, steady_targets
from tests.companies_typed import basis, change, note
from tests.oracle.books import Company, Import
from tests.oracle.calendar import last_of
from tests.oracle.policy import policy_at

TODAY = date(2030, 1, 15)
STARTS = (
    date(2024, 1, 1),
    date(2023, 1, 1),
    date(2023, 11, 1),
    date(2023, 2, 1),
    date(2024, 2, 1),
    date(2022, 12, 1),
    date(2024, 10, 1),
)
MONTHS = (4, 14, 5, 16, 6, 19, 13, 26)


@dataclass(frozen=True)
class Case:
    """A company, the as-of days it is looked at (None: the default), and its number, which rotates the arguments."""

    company: Company
    as_of: tuple[date | None, ...]
    number: int

    def __repr__(self) -> str:
        lines = [f"as of {', '.join(map(str, self.as_of))}; company {self.number}"]
        for number, one in enumerate(self.company.imports, start=1):
            lines.append(f"import {number}: {one.dataset} {one.empty_month or ''}")
            lines += ["  " + ", ".join(f"{name}={cell}" for name, cell in row.items() if cell is not None) for row in one.rows]
        lines += [str(one) for one in (*self.company.changes, *self.company.notes)]
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


@dataclass(frozen=True)
class Drawn:
    """The bytes that a company is made of."""

    head: bytes
    people: list[bytes]
    sales: list[bytes]
    touches: list[bytes]
    profiles: list[bytes]
    targets: list[bytes]
    contracts: list[bytes]
    payments: list[bytes]
    assessments: list[bytes]
    changes: list[bytes]
    notes: list[bytes]
    rest: bytes


def rows_of(chance: random.Random, size: int, most: int) -> list[bytes]:
    """Bytes of a few rows, or of many."""
    least, most = chance.choice(((0, 4), (most // 3, most), (most // 2, most)))
    return [chance.randbytes(size) for _ in range(chance.randint(least, most))]


def drawn_for(number: int) -> Drawn:
    """The bytes of company `number`."""
    chance = random.Random(number)
    return Drawn(
        head=chance.randbytes(8),
        people=[chance.randbytes(24) for _ in range(chance.randint(1, len(NAMES)))],
        sales=rows_of(chance, 20, 45),
        touches=rows_of(chance, 40, 60),
        profiles=rows_of(chance, 20, 20),
        targets=rows_of(chance, 20, 12),
        contracts=rows_of(chance, 10, 9),
        payments=rows_of(chance, 12, 18),
        assessments=rows_of(chance, 12, 15),
        changes=rows_of(chance, 8, 5),
        notes=rows_of(chance, 12, 6),
        rest=chance.randbytes(342),
    )


def framed(drawn: Drawn, people: Sequence[Person]) -> Frame:
    dice = Dice(drawn.head)
    begin, month_count = dice.of(STARTS), dice.of(MONTHS)
    flags = [not dice.one_in(2) for _ in range(3)]
    outsider = Person(("外聘顾问", "Guest"))
    return Frame(begin, month_count, (*people, outsider), max(len(drawn.profiles), 3) + 2, flags[0], flags[1], not dice.one_in(4))


def imports_of(drawn: Drawn, frame: Frame, staff: list[Row], sales: list[Row], touches: list[Row]) -> list[Import]:
    """All files, in an order that mixes the datasets."""
    rest = drawn.rest
    profiles = [profile(place, one, frame) for place, one in enumerate(drawn.profiles) if place % 4 != 3]
    contracts = [contract(number, one, frame) for number, one in enumerate(drawn.contracts)]
    payments = [payment(place, one, frame, sales) for place, one in enumerate(drawn.payments)] + steady_payments(
        rest[260:300], sales
    )
    assessments = [assessment(one, frame) for one in drawn.assessments] + steady_assessments(rest[300:320], frame)
    targets = [steady_targets(rest[320:340], frame), *(targets_of(one, frame) for one in drawn.targets)]
    imports = [
        *files("sales", sales, rest[40:100]),
        *files("follow_ups", touches, rest[60:140]),
        *files("customers", profiles, rest[100:140]),
        *files("staff", staff, rest[140:160]),
        *target_files(row for rows in targets for row in rows),
        *files("contracts", contracts, rest[160:175]),
        *files("payments", payments, rest[175:200]),
        *([assessment_file(assessments)] if assessments else []),
        *empty_months(rest[200:205], frame, sales, touches),
    ]
    ordered = sorted(enumerate(imports), key=lambda pair: (rest[205 + pair[0]] % 4, pair[0]))
    return [one for _, one in ordered]


def case(number: int) -> Case:
    """Company `number` and the days it is looked at."""
    drawn = drawn_for(number)
    begin = Dice(drawn.head).of(STARTS)
    people = [one for place, bytes_ in enumerate(drawn.people) for one in person(place, bytes_, begin)]
    frame = framed(drawn, people)
    lines: dict[str, int] = {}
    last: dict[str, date] = {}
    sales = [sale(place, one, frame, lines) for place, one in enumerate(drawn.sales)] + steady_sales(drawn.rest[:40], frame)
    touches = [follow_up(place, one, frame, last) for place, one in enumerate(drawn.touches)]
    staff = [row for one in people for row in one.stays]
    changes = (*basis(drawn.rest[340:], frame), *(change(one, frame) for one in drawn.changes))
    fiscal_month = policy_at(changes, date.max).fiscal_month
    notes = tuple(note(one, frame, fiscal_month) for one in drawn.notes)
    company = Company(tuple(imports_of(drawn, frame, staff, sales, touches)), changes, notes)
    return Case(company, tuple(as_of_days(drawn.rest[230:], frame, touches)), number)
