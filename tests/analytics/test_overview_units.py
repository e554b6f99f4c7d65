"""Region × product line, behind and ahead, by target or by the year before (definitions §3)."""

from decimal import Decimal

import pytest

from analytics import overview_units, periods
from tests.analytics.rows import day, store

FEBRUARY = periods.parse("2024-02")
MIDDLE, END = day("2024-02-14"), day("2024-02-29")


def sale(number: int, on: str, amount: int, region: str) -> dict:
    return {
        "order_id": f"O{number}",
        "ordered_on": on,
        "customer_id": "c1",
        "owner": "Ann",
        "amount": amount,
        "region": region,
        "product_line": "Cloud",
    }


def target(region: str, amount: int) -> dict:
    return {"month": "2024-02", "region": region, "product_line": "Cloud", "base_amount": amount}


def names(found: tuple) -> list[str]:
    return [row.region for row in found]


class TestByTarget:
    query = store(
        sales=[
            sale(n, "2024-02-10", amount, region) for n, (region, amount) in enumerate({"N": 50, "S": 90, "E": 30, "W": 10}.items())
        ],
        targets=[target("N", 80), target("S", 60), target("E", 30), target("W", 20)],
    )

    def test_the_furthest_behind_and_ahead_come_first_and_who_is_at_target_is_neither(self) -> None:
        found = overview_units.load(self.query, FEBRUARY, END)
        assert (found.by, names(found.worst), names(found.best)) == ("target", ["N", "W"], ["S"])
        assert [found.amount(row) for row in (*found.worst, *found.best)] == [50 - 80, 10 - 20, 90 - 60]

    def test_in_a_partial_period_by_landing(self) -> None:
        found = overview_units.load(self.query, FEBRUARY, MIDDLE)
        # 10 of 21 working days have gone
        assert [found.amount(row) for row in found.best] == [
            90 * Decimal("2.1") - 60,
            30 * Decimal("2.1") - 30,
            50 * Decimal("2.1") - 80,
            1,
        ]
        assert found.worst == ()

    def test_a_department_has_no_target_there(self) -> None:
        assert overview_units.load(self.query, FEBRUARY, END, "east").by == "year_before"


class TestByYearBefore:
    query = store(
        sales=[
            *(sale(1, "2023-02-10", 80, "N"), sale(2, "2023-02-10", 9, "S"), sale(3, "2023-02-10", 1, "E")),
            *(sale(4, "2024-02-10", 50, "N"), sale(5, "2024-02-10", 2, "S"), sale(6, "2024-02-10", 2, "E")),
        ],
        staff=[{"owner": "Ann", "department": "East"}],
    )

    @pytest.mark.parametrize("department", [None, "east"])
    def test_what_sold_less_and_more(self, department: str | None) -> None:
        found = overview_units.load(self.query, FEBRUARY, MIDDLE, department)
        assert (found.by, names(found.worst), names(found.best)) == ("year_before", ["N", "S"], ["E"])
        assert [found.amount(row) for row in found.worst] == [50 - 80, 2 - 9]

    def test_another_department_sold_nothing(self) -> None:
        found = overview_units.load(self.query, FEBRUARY, MIDDLE, "west")
        assert (found.worst, found.best) == ((), ())
