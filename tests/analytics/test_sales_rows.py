"""The rows behind an amount sum to it (definitions §3, §7)."""

from decimal import Decimal

import pytest

from analytics import periods, sales, sales_rows
from analytics.sales import Key
from tests.analytics.rows import day, store

MARCH, AS_OF = periods.parse("2024-03"), day("2024-03-20")


def sale(number: int, on: str, amount: str, owner: str | None, **more: object) -> dict:
    return {"order_id": f"O{number}", "ordered_on": on, "customer_id": f"c{number}", "owner": owner, "amount": amount, **more}


QUERY = store(
    staff=[
        {"owner": "Ann", "aliases": "Nan", "department": "East", "left_on": "2024-02-29"},
        {"owner": "Ann", "department": "West", "joined_on": "2024-03-01"},
        {"owner": "Bob", "department": "East"},
    ],
    customers=[{"customer_id": "c2", "name": "Two", "region": "South"}],
    sales=[
        sale(1, "2024-03-01", "10.5", "Ann", region="North", product_line="Cloud"),
        sale(2, "2024-03-20", "-4", "Nan", product_line="Cloud"),
        sale(3, "2024-03-02", "7", "Bob"),
        sale(4, "2024-03-03", "1", None),
        sale(5, "2024-03-21", "1000", "Ann"),
        sale(6, "2024-02-29", "500", "Ann"),
    ],
)
KEYS: tuple[tuple[Key, ...], ...] = (
    ("owner",),
    ("department",),
    ("region",),
    ("product_line",),
    ("customer",),
    ("region", "product_line"),
    ("owner", "department"),
)


@pytest.mark.parametrize("by", KEYS)
def test_the_rows_of_each_group_sum_to_its_actual(by: tuple[Key, ...]) -> None:
    for row in sales.table(QUERY, by, MARCH, AS_OF):
        lines = sales_rows.table(QUERY, tuple(zip(by, row.keys, strict=True)), MARCH, AS_OF)
        assert sum((line.amount for line in lines), Decimal(0)) == row.actual


def test_a_row_says_where_it_came_from_and_what_it_counts_for() -> None:
    newest, first = sales_rows.table(QUERY, (("owner", "ann"),), MARCH, AS_OF)
    assert (newest.order_id, newest.owner, newest.department, newest.region) == ("O2", "Ann", "West", "South")
    assert (newest.customer_name, newest.import_id, newest.line) == ("Two", 1, 2)
    assert (first.order_id, first.customer_name, first.line) == ("O1", None, 1)


def test_a_period_after_the_as_of_day_has_no_rows() -> None:
    assert sales_rows.table(QUERY, (), MARCH, day("2024-01-01")) == ()
