"""Who came to a department from another one, or left it for another, since a year before (definitions §3, Department)."""

from dataclasses import dataclass
from datetime import date

from analytics import people
from analytics.people import Kind, People
from analytics.periods import Period
from analytics.queries import Query

_KINDS: tuple[Kind, ...] = ("owner",)


@dataclass(frozen=True)
class Moves:
    """Names as shown, in order; nobody who was hired or left the company in between."""

    came: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def load(query: Query, department: str, period: Period, as_of: date) -> Moves:
    """The moves to and from a department, by its key, in the year up to the period's last month, or to the as-of day if sooner."""
    who = people.load(query, _KINDS)
    before, now = period.year_before().end - date.resolution, min(as_of, period.end - date.resolution)
    moved = [person for person in who.stays if _has_moved(who, person, before, now)]
    return Moves(
        came=_names(who, [person for person in moved if who.department(person, now) == department]),
        left=_names(who, [person for person in moved if who.department(person, before) == department]),
    )


def _has_moved(who: People, person: str, before: date, now: date) -> bool:
    is_there = all(any(stay.begin <= day <= stay.end for stay in who.stays[person]) for day in (before, now))
    return is_there and who.department(person, before) != who.department(person, now)


def _names(who: People, persons: list[str]) -> tuple[str, ...]:
    return tuple(sorted(who.show("owner", person) or "" for person in persons))
