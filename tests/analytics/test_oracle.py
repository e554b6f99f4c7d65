"""Every cell of every report against the slow oracle, on drawn companies whose files the product itself has read.

Every eighth company is imported file by file, the others are built in one go from the accepted rows, which is faster.
`ORACLE_COMPANIES` says how many companies (`make oracle N=…`), `ORACLE_FIRST` the number of the first; a number always gives
the same company. A failing one is shown as drawn; with `ORACLE_SHRINK=1` it is first made as small as it gets.
"""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from itertools import combinations, permutations
from pathlib import Path

import pytest

from analytics import periods, queries, reports, sales
from analytics.queries import Query
from tests import oracle
from tests.analytics.exact_sums import broken_quarterly_sums, broken_scorecard_sums
from tests.companies import Case, case
from tests.companies_shrink import shrunk
from tests.companies_store import imported, rebuilt
from tests.oracle.calendar import month_code, parse, quarter_code, shift
from tests.oracle.pace import Pace, pace
from tests.oracle.quarterly import ALL
from tests.oracle.sales import Figures, grain

COMPANIES = int(os.environ.get("ORACLE_COMPANIES", "60"))
CHUNK = 10
FIRST = int(os.environ.get("ORACLE_FIRST", "20240301"))
IS_SHRUNK = bool(os.environ.get("ORACLE_SHRINK"))

SALES_KEYS = ("month", "quarter", "owner", "region", "product_line", "department", "customer")
SALES_BY = ((), *[by for size in (1, 2, 3) for by in combinations(SALES_KEYS, size)], SALES_KEYS, SALES_KEYS[::-1])
PACE_BY = ((), ("department",), ("owner",), ("region", "product_line"), ("product_line",))
PACE_PERIODS = (month_code, quarter_code, lambda day: str(day.year))
PACE = tuple(field.name for field in fields(Pace))
FIRST_FIGURE = {
    "sales": "actual",
    "heatmap": "active",
    "follow_ups": "customer_name",
    "scorecards": "target",
    "quarterly": "target",
}
LISTS = ("records", "over_contact", "long_calls")
SCORECARDS_BY = (("owner",), ("department",), (), ("company",))
HEATMAP_BY = ((), *permutations(("owner", "department", "region", "grade", "week"), 2))


@dataclass(frozen=True)
class Question:
    """The arguments of one report."""

    name: str
    by: tuple[str, ...] = ()
    period: str | None = None
    as_of: date | None = None


def chunks() -> list[range]:
    end = FIRST + COMPANIES
    return [range(start, min(start + CHUNK, end)) for start in range(FIRST, end, CHUNK)]


def periods_near(day: date) -> list[str | None]:
    """The default span, and periods before, around and after a day."""
    month = day.replace(day=1)
    near = [month, shift(month, -1), shift(month, 1), shift(month, -12)]
    codes = [code(one) for code in (month_code, quarter_code) for one in near]
    return [None, *codes, str(day.year), None, str(day.year - 1), quarter_code(shift(month, 3))]


def periods_around(day: date) -> list[str | None]:
    """Mostly those that a day lies in, then those before it, the default and the next."""
    month, quarter, year = month_code(day), quarter_code(day), str(day.year)
    before, after = (month_code(shift(day.replace(day=1), number)) for number in (-1, 1))
    quarter_before = quarter_code(shift(day.replace(day=1), -3))
    return [month, quarter, before, year, None, quarter_before, month, quarter, before, after, str(day.year - 1)]


def questions(case: Case) -> Iterator[Question]:
    """Each as-of day with some of the reports; reports, keys and periods rotate from company to company."""
    for place, as_of in enumerate(case.as_of):
        turn = case.number * len(case.as_of) + place
        near, around = periods_near(as_of or date(2024, 6, 30)), periods_around(as_of or date(2024, 6, 30))
        by, period = SALES_BY[turn % len(SALES_BY)], near[turn * 5 % len(near)]
        is_too_short = "quarter" in by and period is not None and "-" in period
        yield Question("sales", by, None if is_too_short and turn % 4 else period, as_of)
        by = HEATMAP_BY[turn % len(HEATMAP_BY)]
        weeks = near[turn % len(near)] if "week" in by else None
        yield Question("follow_ups", (), None, as_of) if place else Question("heatmap", by, weeks, as_of)
        yield Question(LISTS[turn % len(LISTS)], (), around[turn * 5 % len(around)], as_of)
        yield Question("scorecards", SCORECARDS_BY[turn % len(SCORECARDS_BY)], around[turn % len(around)], as_of)
        if place == case.number % 2:
            yield Question("quarterly", (), quarterly_period(around, turn), as_of)


def quarterly_period(codes: Sequence[str | None], turn: int) -> str | None:
    """A quarter, a year, the default; rarely a month, which is refused."""
    wide = [code for code in codes if code is None or "-" not in code]
    return wide[turn % len(wide)] if turn % 9 else codes[0]


def key_places(name: str, columns: Sequence[str]) -> list[int]:
    """Where the cells stand that tell a row of a report from the others."""
    return list(range(columns.index(FIRST_FIGURE[name])))


def by_key(name: str, columns: Sequence[str], rows: Sequence[tuple]) -> dict[tuple, tuple]:
    places = key_places(name, columns)
    found = {tuple(row[place] for place in places): row for row in rows}
    assert len(found) == len(rows), (name, "two rows of one key", rows)
    return found


def is_same(one: object, other: object) -> bool:
    """Equal in value and in what it is: a number, a flag, a day, a moment, a text or nothing."""
    kinds = [type(cell) if isinstance(cell, (bool, date, str, type(None))) else "number" for cell in (one, other)]
    return kinds[0] == kinds[1] and one == other


def differences(query: Query, books: oracle.Books, asked: Question) -> list[str]:
    """One line per cell, row or column that differs between the product and the oracle."""
    arguments = {"by": asked.by, "period": asked.period, "as_of": asked.as_of}
    try:
        expected = oracle.report(books, asked.name, **arguments)
    except oracle.Refused:
        with pytest.raises(reports.ReportError):
            reports.run(query, asked.name, **arguments)
        return []
    got = reports.run(query, asked.name, **arguments)
    if tuple(got.columns) != expected.columns:
        return [f"{asked}: columns {got.columns}, oracle {expected.columns}"]
    compare = list_differences if asked.name in LISTS else row_differences
    return [f"{asked}: {line}" for line in compare(asked.name, got.columns, got.rows, expected.rows)]


def list_differences(_name: str, _columns: Sequence[str], got: Sequence[tuple], expected: Sequence[tuple]) -> list[str]:
    """One line per row that stands more often on one side."""
    ours, theirs = (Counter(tuple((type(cell) is bool, cell) for cell in row) for row in rows) for rows in (got, expected))
    found = [f"only in the product: {row}" for row in (ours - theirs).elements()]
    return found + [f"only in the oracle: {row}" for row in (theirs - ours).elements()]


def row_place(key: tuple) -> list[tuple[int, object]]:
    """Rows go by their keys, *unassigned* after the names and a total last."""
    return [(2 if cell == ALL else cell is None, cell or "") for cell in key]


def row_differences(name: str, columns: Sequence[str], got: Sequence[tuple], expected: Sequence[tuple]) -> list[str]:
    ours, theirs = (by_key(name, columns, rows) for rows in (got, expected))
    assert list(ours) == sorted(ours, key=row_place), (name, "order", list(ours))
    found = [f"row {key} only in the product: {ours[key]}" for key in ours.keys() - theirs.keys()]
    found += [f"row {key} only in the oracle: {theirs[key]}" for key in theirs.keys() - ours.keys()]
    for key in ours.keys() & theirs.keys():
        for column, one, other in zip(columns, ours[key], theirs[key], strict=True):
            if not is_same(one, other):
                found.append(f"row {key}, {column}: product {one!r}, oracle {other!r}")
    return found


def pace_differences(query: Query, books: oracle.Books, by: tuple[str, ...], code: str, as_of: date) -> list[str]:
    """One line per figure of the Overview's pace (definitions §3) that differs, in the rows of one grain and period."""
    rows = sales.table(query, by, periods.parse(code), as_of)
    ours = {sales.shown_keys(row, by): row for row in rows}
    theirs = {tuple(cells): pace(group, period) for cells, group, period in grain(Figures(books, as_of), by, parse(code))}
    found = [f"pace by {by} of {code} as of {as_of}: rows {set(ours) ^ set(theirs)}"] if ours.keys() != theirs.keys() else []
    for key in ours.keys() & theirs.keys():
        row, base = ours[key], ours[key].base
        got = (row.landing_amount, base.landing_pct, base.gap, base.plan_amount, base.needed_per_workday)
        for name, one, other in zip(PACE, (*got, row.challenge.attainment_pct), astuple(theirs[key]), strict=True):
            if not is_same(one, other):
                found.append(f"pace by {by} of {code} as of {as_of}: {key}, {name}: product {one!r}, oracle {other!r}")
    return found


def all_differences(query: Query, case: Case) -> list[str]:
    books = oracle.Books(case.company)
    found = [line for asked in questions(case) for line in differences(query, books, asked)]
    day = case.as_of[0] or books.default_as_of()
    if day is not None:
        by, code = PACE_BY[case.number % len(PACE_BY)], PACE_PERIODS[case.number % len(PACE_PERIODS)]
        found += pace_differences(query, books, by, code(day), day)
        around = periods_around(day)
        code = around[case.number * 5 % len(around)] or around[0]
        period = periods.parse(code, query.policy.fiscal_month)
        found += broken_scorecard_sums(query, period, day) + broken_quarterly_sums(query, period, day)
    return found


def differences_of(case: Case) -> list[str]:
    """All differences of one company, read in by the product."""
    with tempfile.TemporaryDirectory() as folder:
        if case.number % 8 == 1:
            return all_differences(imported(case.company, Path(folder)), case)
        with rebuilt(case.company, Path(folder)) as query:
            return all_differences(query, case)


@pytest.mark.no_cover  # the tests by hand cover the same lines; tracing would double the time
@pytest.mark.parametrize("numbers", chunks(), ids=lambda numbers: str(numbers.start))
def test_every_cell_equals_the_oracle(numbers: range, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "THREADS", "1")  # companies are small, tests run side by side
    for number in numbers:
        drawn = case(number)
        found = differences_of(drawn)
        if found and IS_SHRUNK:
            drawn = shrunk(drawn, lambda one: bool(differences_of(one)))
            found = differences_of(drawn)
        assert not found, "\n".join([*found[:20], f"{len(found)} differences", repr(drawn)])
