"""The overdue heatmap as a reader sees it: order, folded lines, total, and the customers of each cell."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from analytics import overdue_map
from analytics.overdue_map import MEASURES, Axes, Line, Measure, OverdueMap
from analytics.policy import GRADES
from analytics.queries import Query
from tests.analytics.rows import day, store

SUNDAY = day("2024-03-24")


def touch(customer: str, on: str, grade: str, owner: str) -> dict:
    return {"customer_id": customer, "followed_up_at": on, "method": "call", "grade": grade, "owner": owner}


QUERY = store(
    follow_ups=[
        touch("c1", "2024-03-10", "A", "Ann"),  # due 17 March: 7 days over
        touch("c2", "2024-03-16", "A", "Ann"),  # due 23 March: 1 day over
        touch("c3", "2024-03-20", "A", "Ann"),
        touch("c4", "2024-03-01", "A", "Bob"),  # due 8 March: 16 days over
        touch("c5", "2024-03-20", "B", "Bob"),
        touch("c6", "2024-03-20", "C", "Cy"),
    ],
    customers=[{"customer_id": "c7", "grade": "A", "owner": "Cy"}],
)
MANY = store(
    follow_ups=[touch(f"c{n}-{k}", "2024-03-10", "A", f"P{n:02}") for n in range(20) for k in range(20 - n)],
)


def shown(
    query: Query = QUERY, axes: Axes = ("owner", "grade"), measure: Measure = "count", grade: str | None = None
) -> OverdueMap:
    found = overdue_map.load(query, axes, SUNDAY, measure, grade)
    assert found is not None
    return found


def names(found: OverdueMap) -> list[str | None]:
    return [line.shown for line in found.lines if line.kind == "one"]


def line(found: OverdueMap, kind: str) -> Line:
    return next(line for line in found.lines if line.kind == kind)


@pytest.mark.parametrize(
    ("measure", "order"),
    [("count", ["Ann", "Bob", "Cy"]), ("share", ["Ann", "Bob", "Cy"]), ("days", ["Bob", "Ann", "Cy"])],
)
def test_the_worst_line_stands_first_by_what_is_shown(measure: Measure, order: list[str]) -> None:
    assert names(shown(measure=measure)) == order


def test_by_week_the_newest_week_decides() -> None:
    found = shown(axes=("owner", "week"))
    assert names(found) == ["Ann", "Bob", "Cy"]
    assert [column.as_of for column in found.columns][-1] == SUNDAY


def test_a_cell_shows_the_count_the_share_or_the_longest_days() -> None:
    found = shown()
    hit = found.cell("one", "ann", "A")
    assert hit is not None
    assert [overdue_map.value(hit[1], measure) for measure in MEASURES] == [2, Decimal("66.666666667"), 7]


def test_the_total_is_the_ratio_of_sums_and_the_longest_of_all() -> None:
    total = line(shown(), "total").cells[0]  # grade A: c1 to c4 and c7, three of them overdue
    assert total is not None
    assert (total.active_count, total.overdue_count, total.overdue_pct, total.longest_days) == (5, 3, Decimal(60), 16)
    assert total.never_contacted_count == 1


def test_nobody_active_is_no_cell() -> None:
    assert shown().cell("one", "ann", "B") is None
    assert shown().cell("one", "nobody", "A") is None


def test_a_grade_narrows_the_weeks() -> None:
    found = shown(axes=("owner", "week"), grade="A")
    (hit,) = (line.cells[-1] for line in found.lines if line.shown == "Bob")
    assert hit is not None
    assert (hit.active_count, hit.overdue_count) == (1, 1)


def test_without_active_customers_there_is_no_map() -> None:
    assert overdue_map.load(store(), ("owner", "grade"), SUNDAY) is None


def test_from_the_sixteenth_line_on_the_rest_is_one_line() -> None:
    found = shown(MANY)
    rest = line(found, "rest")
    assert names(found) == [f"P{n:02}" for n in range(15)]
    assert rest.keys == tuple(f"p{n}" for n in range(15, 20))
    assert rest.cells[0] is not None
    assert rest.cells[0].overdue_count == 5 + 4 + 3 + 2 + 1


def cells(found: OverdueMap) -> Iterator[tuple[Line, str | None, int]]:
    for one in found.lines:
        for column, cell in zip(found.columns, one.cells, strict=True):
            if cell is not None:
                yield one, column.key, cell.overdue_count


@pytest.mark.parametrize(
    ("query", "axes", "grade"),
    [
        (QUERY, ("owner", "week"), None),
        (QUERY, ("owner", "week"), "A"),
        (QUERY, ("department", "week"), None),
        *((QUERY, ("region", "grade"), grade) for grade in (None, *GRADES)),
        (MANY, ("owner", "grade"), None),
    ],
)
def test_each_cell_opens_as_many_customers_as_it_counts(query: Query, axes: Axes, grade: str | None) -> None:
    found = overdue_map.load(query, axes, SUNDAY, "count", grade)
    for one, column, count in cells(found) if found else ():
        customers = overdue_map.customers(query, axes, one.keys, column, SUNDAY, grade)
        assert len(customers) == count
        days = [customer.overdue_days or 0 for customer in customers]
        assert days == sorted(days, reverse=True)
