"""Makes a failing company small: whole files, then rows, then what was typed are left out for as long as it still fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.companies import Case
from tests.oracle.books import Company


def shrunk(case: Case, fails: Callable[[Case], bool]) -> Case:
    """A case that fails as well and of which nothing more can be left out."""
    while True:
        smaller = next((one for one in smaller_cases(case) if fails(one)), None)
        if smaller is None:
            return case
        case = smaller


def smaller_cases(case: Case) -> Iterator[Case]:
    """The case with one thing less: a day, a file, half of a file's rows, a row, a change, a note."""
    for day in case.as_of if len(case.as_of) > 1 else ():
        yield replace(case, as_of=(day,))
    for company in smaller_companies(case.company):
        yield replace(case, company=company)


def smaller_companies(company: Company) -> Iterator[Company]:
    for place in range(len(company.imports)):
        yield replace(company, imports=without(company.imports, place))
    for place in range(len(company.changes)):
        yield replace(company, changes=without(company.changes, place))
    for place in range(len(company.notes)):
        yield replace(company, notes=without(company.notes, place))
    for place, one in enumerate(company.imports):
        half = len(one.rows) // 2
        parts = [one.rows[half:], one.rows[:half], *(without(one.rows, row) for row in range(len(one.rows)))]
        for rows in parts if len(one.rows) > 1 else []:
            yield replace(company, imports=(*company.imports[:place], replace(one, rows=rows), *company.imports[place + 1 :]))


def without(things: tuple, place: int) -> tuple:
    return things[:place] + things[place + 1 :]
