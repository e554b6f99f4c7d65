"""Who is who, and the department of the time (definitions §1 aliases and names, §3 *Department*)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import combinations

from tests.oracle.books import Books, Row, key
from tests.oracle.calendar import last_of

WITH_OWNER = ("follow_ups", "customers", "sales", "contracts", "targets", "assessments")


def aliases(stay: Row) -> list[str]:
    return [alias.strip() for alias in (stay["aliases"] or "").replace("、", ";").split(";") if alias.strip()]


def overlap(one: Row, other: Row) -> bool:
    """Whether two stays share a day; the last day belongs to the stay, an empty first day means since ever."""
    starts = [stay["joined_on"] or date.min for stay in (one, other)]
    ends = [stay["left_on"] or date.max for stay in (one, other)]
    return max(starts) <= min(ends)


class People:
    """Resolves names as written to people; a person is known by a key, or by (key of the name, key of the id)."""

    def __init__(self, books: Books) -> None:
        self._stays: dict[object, list[Row]] = defaultdict(list)
        self._stands_for: dict[str, object] = {}
        self._of_stay: dict[tuple[int, int], object] = {}
        self._shown: dict[object, str] = books.first_spelling("owner", *WITH_OWNER)
        self._shown |= books.first_spelling("owner", "staff")
        by_name: dict[str, list[Row]] = defaultdict(list)
        for stay in books.rows("staff"):
            by_name[key(stay["owner"])].append(stay)
        self._names = set(by_name)
        for name, stays in by_name.items():
            is_shared = any(overlap(one, other) for one, other in combinations(stays, 2))
            for stay in stays:
                self._add(name, stay, is_shared)

    def _add(self, name: str, stay: Row, is_shared: bool) -> None:
        number = stay["employee_id"]
        person: object = (name, key(number)) if is_shared else name
        self._of_stay[stay.order] = person
        if is_shared:
            self._shown.setdefault(person, f"{stay['owner']} ({number})")
        self._stays[person].append(stay)
        for alias in aliases(stay) + ([number] if number else []):
            self._stands_for[key(alias)] = person

    def person(self, written: str | None) -> object | None:
        """The person that a name as written means; None for nobody."""
        name = key(written)
        if name is None or name in self._names:
            return name
        return self._stands_for.get(name, name)

    def of_stay(self, stay: Row) -> object:
        """The person whose stay a row of staff is."""
        return self._of_stay[stay.order]

    def shown(self, person: object | None) -> str | None:
        return None if person is None else self._shown[person]

    def department(self, person: object | None, month: date, as_of: date) -> str | None:
        """Key of the person's department in a month, seen from a day; None is unassigned."""
        stays = self._stays.get(person, [])
        if not stays:
            return None
        day = min(last_of(month), as_of)
        in_time = sorted(stays, key=lambda stay: stay["joined_on"] or date.min)
        begun = [stay for stay in in_time if (stay["joined_on"] or date.min) <= day]
        covering = [stay for stay in begun if day <= (stay["left_on"] or date.max)]
        return key((covering or begun[-1:] or in_time)[0]["department"])
