"""What the company plans and what its people reach: targets in both views, attainment by person and month."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import NamedTuple

from data.demo.days import AS_OF, months
from data.demo.people import DEPARTMENTS, JOINED_ON, NEWCOMER, PEOPLE, STAR, Person

# Base target of the company by month, from October 2024 to April 2026, in 10,000 CNY.
_BASES = (1820, 1900, 2180, 1780, 1700, 2040, 1960, 2000, 2150, 1980, 1960, 2120, 1990, 2060, 2340, 2180, 2144, 2300, 2200)
COMPANY_BASE = dict(zip(months(), _BASES, strict=True))
CHALLENGE = 1.15
_VIEWS_DIFFER_IN = date(2025, 12, 1)


class OwnerTarget(NamedTuple):
    """A row of the owners' view; amounts in CNY, `repurchase_rate` in percent."""

    month: date
    owner: str
    base: int
    challenge: int
    new_customers: int
    visits: int
    revenue_per_customer: int
    repurchase_rate: int


class CellTarget(NamedTuple):
    """A row of the region × product line view; amounts in CNY."""

    month: date
    region: str
    product_line: str
    base: int
    challenge: int


def has_target(person: Person, month: date) -> bool:
    """Whoever works on the month's first day and is not in the first month; the newcomer from March on."""
    if person.name == NEWCOMER:
        return month > JOINED_ON
    return person.works_in(month) in DEPARTMENTS


def base_by_person(month: date) -> dict[str, int]:
    """Base target of each person of the month, in whole thousands of CNY."""
    people = [person for person in PEOPLE if has_target(person, month)]
    unit = COMPANY_BASE[month] * 10 / sum(person.weight for person in people)
    return {person.name: _thousands(person.weight * unit * 1000) for person in people}


def attainment(random: Random, person: Person, month: date) -> float:
    """What a person reaches of the base target: the skill, spread over time, with the luck of the month."""
    age = (AS_OF.year - month.year) * 12 + AS_OF.month - month.month
    spread = 1.0 if age <= 2 else max(0.45, 1.0 - 0.05 * age)
    luck = random.gauss(0, 0.035 if age <= 0 else 0.075)
    found = 1.0 + (person.skill - 1.0) * spread + luck - 0.004
    return max(found, 1.16) if person.name == STAR else found


def owner_targets(random: Random) -> list[OwnerTarget]:
    """The owners' view, by month."""
    return [
        OwnerTarget(month, name, base, _challenge(base), 2, 20 + 2 * random.randint(0, 3), _thousands(base / 19), 85)
        for month in months()
        for name, base in base_by_person(month).items()
    ]


def cell_targets(history: Mapping[tuple[str, str], int]) -> list[CellTarget]:
    """The region × product line view, by month.

    It follows the shares of `history`, the sales of the first year; its sum is the owners' sum, but in one month.
    """
    shares = {cell: amount * _outlook(*cell) for cell, amount in sorted(history.items())}
    rows = []
    for month in months():
        whole = left = sum(base_by_person(month).values()) + (200_000 if month == _VIEWS_DIFFER_IN else 0)
        *cells, last = shares
        for cell in cells:
            base = _thousands(whole * shares[cell] / sum(shares.values()))
            left -= base
            rows.append(CellTarget(month, *cell, base, _challenge(base)))
        rows.append(CellTarget(month, *last, left, _challenge(left)))
    return rows


def _outlook(region: str, product_line: str) -> float:
    return {"硬件": 0.92, "云订阅": 1.3}.get(product_line, 1.0) * (0.97 if region == "西南" else 1.0)


def _challenge(base: int) -> int:
    return _thousands(base * CHALLENGE)


def _thousands(amount: float) -> int:
    return round(amount / 1000) * 1000
