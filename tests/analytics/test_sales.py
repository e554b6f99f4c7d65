"""Sales against targets, by hand (definitions §2, §3)."""

from decimal import Decimal
from itertools import count

import pytest

from analytics import periods, sales
from analytics.sales import Growth, Key, SalesRow
from tests.analytics.rows import day, store

NUMBERS = count(1)


def sale(on: str, amount: object, owner: str | None = "Ann", **more: object) -> dict:
    row = {"order_id": f"O{next(NUMBERS)}", "ordered_on": on, "customer_id": "c1", "owner": owner, "amount": amount}
    return row | more


def target(month: str, base: object, owner: str | None = "Ann", **more: object) -> dict:
    return {"month": month, "owner": owner, "base_amount": base, **more}


def plan(month: str, region: str, product_line: str, base: object) -> dict:
    return {"month": month, "region": region, "product_line": product_line, "base_amount": base}


def table(query: object, by: tuple[Key, ...], period: str, as_of: str) -> list[SalesRow]:
    return list(sales.table(query, by, periods.parse(period), day(as_of)))  # type: ignore[arg-type]


def total(query: object, period: str, as_of: str) -> SalesRow:
    return sales.total(query, periods.parse(period), day(as_of))  # type: ignore[arg-type]


class TestTargets:
    def test_the_example_of_the_definitions(self) -> None:
        query = store(
            sales=[sale("2024-01-10", 90), sale("2024-02-10", 50)], targets=[target("2024-01", 100), target("2024-03", 100)]
        )
        (row,) = table(query, ("owner",), "2024Q1", "2024-03-31")
        assert (row.base.target, row.actual, row.outside_amount) == (100 + 100, 90 + 50, 50)
        assert (row.base.attainment_pct, row.base.gap, row.base.state) == (90, 90 - 100, "incomplete")
        assert row.missing_months == (day("2024-03-01"),)

    @pytest.mark.parametrize(
        ("targets", "state", "sum_of_all"),
        [
            ([], "none", None),
            ([target("2024-01", 0)], "zero", 0),
            ([target("2024-01", 1), target("2024-02", 2)], "incomplete", 3),
            ([target("2024-01", 1), target("2024-02", 2), target("2024-03", 0)], "whole", 3),
        ],
    )
    def test_target_states(self, targets: list[dict], state: str, sum_of_all: int | None) -> None:
        (row,) = table(store(sales=[sale("2024-01-10", 90)], targets=targets), ("owner",), "2024Q1", "2024-01-31")
        assert (row.base.state, row.base.target) == (state, sum_of_all)

    def test_a_target_of_zero_has_a_gap_and_no_percentage(self) -> None:
        (row,) = table(store(sales=[sale("2024-01-10", 90)], targets=[target("2024-01", 0)]), ("owner",), "2024-01", "2024-01-31")
        assert (row.base.attainment_pct, row.base.landing_pct, row.base.gap) == (None, None, 90)

    def test_a_target_without_sales_is_zero_percent(self) -> None:
        query = store(sales=[sale("2024-01-10", 90, "Bob")], targets=[target("2024-01", 100)])
        ann, bob = table(query, ("owner",), "2024-01", "2024-01-31")
        assert (ann.actual, ann.base.attainment_pct, ann.order_count, ann.buyer_count) == (0, 0, 0, 0)
        assert (bob.base.state, bob.outside_amount) == ("none", 90)

    def test_a_month_after_the_as_of_day_needs_only_its_target(self) -> None:
        query = store(sales=[sale("2024-01-10", 90)], targets=[target("2024-01", 100), target("2024-03", 200)])
        (row,) = table(query, ("owner",), "2024Q1", "2024-01-31")
        assert (row.base.attainment_pct, row.base.gap) == (90 * 100 / (100 + 200), 90 - 300)

    def test_no_compared_month_has_begun(self) -> None:
        query = store(sales=[sale("2024-01-10", 90)], targets=[target("2024-03", 200)])
        (row,) = table(query, ("owner",), "2024Q1", "2024-02-15")
        assert (row.base.target, row.base.attainment_pct, row.base.gap, row.base.plan_amount) == (200, None, None, None)

    def test_a_period_that_is_not_loaded_shows_its_target_and_nothing_else(self) -> None:
        query = store(sales=[sale("2024-01-10", 90)], targets=[target("2024-02", 200)])
        (row,) = table(query, ("owner",), "2024-02", "2024-02-29")
        assert (row.actual, row.order_count, row.buyer_count, row.outside_amount, row.landing_amount) == (None,) * 5
        assert (row.base.target, row.base.attainment_pct, row.growth) == (200, None, sales.NO_DATA)

    def test_the_challenge_is_compared_over_the_months_that_have_one(self) -> None:
        targets = [target("2024-01", 100, challenge_amount=200), target("2024-02", 100)]
        query = store(sales=[sale("2024-01-10", 50), sale("2024-02-10", 90)], targets=targets)
        (row,) = table(query, ("owner",), "2024Q1", "2024-02-29")
        assert (row.challenge.target, row.challenge.state, row.challenge.attainment_pct) == (200, "incomplete", 25)
        assert row.base.attainment_pct == (50 + 90) * 100 / Decimal(200)


class TestViews:
    """Which target rows a grain takes, (1) to (4)."""

    query = store(
        sales=[
            sale("2024-01-10", 30, region="North", product_line="Cloud"),
            sale("2024-01-11", 7, region="North", product_line="Tools"),
            sale("2024-02-12", 5, "Bob", region="South", product_line="Cloud"),
        ],
        targets=[
            *(target("2024-01", 100), target("2024-01", 40, "Cy")),
            *(plan("2024-01", "North", "Cloud", 60), plan("2024-02", "South", "Tools", 20)),
        ],
    )

    @pytest.mark.parametrize(
        ("by", "targets", "outside"),
        [
            (("owner",), {("Ann",): 100, ("Bob",): None, ("Cy",): 40}, {("Ann",): 0, ("Bob",): 5, ("Cy",): 0}),
            (("department",), {(None,): 140}, {(None,): 5}),
            (("region",), {("North",): 60, ("South",): 20}, {("North",): 7, ("South",): 5}),
            (("product_line",), {("Cloud",): 60, ("Tools",): 20}, {("Cloud",): 5, ("Tools",): 7}),
            ((), {(): 140 + 20}, {(): 5}),  # January by owner, February, which has no owner row, by region
            (("month",), {("2024-01",): 140, ("2024-02",): 20}, {("2024-01",): 0, ("2024-02",): 5}),
            (("owner", "region"), {("Ann", "North"): None, ("Bob", "South"): None}, None),
            (("customer",), {("c1",): None}, None),
        ],
    )
    def test_targets_and_sales_outside_them(self, by: tuple[Key, ...], targets: dict, outside: dict | None) -> None:
        rows = {sales.shown_keys(row, by): row for row in table(self.query, by, "2024Q1", "2024-03-31")}
        assert {keys: row.base.target for keys, row in rows.items()} == targets
        found = {keys: row.outside_amount for keys, row in rows.items()}
        assert found == (outside if outside is not None else dict.fromkeys(targets))

    def test_nobodys_sales_lie_outside_targets(self) -> None:
        query = store(sales=[sale("2024-01-10", 30, None)], targets=[target("2024-01", 100)])
        ann, nobody = table(query, ("owner",), "2024-01", "2024-01-31")
        assert (ann.owner, nobody.owner, nobody.keys) == ("Ann", None, (None,))
        assert nobody.outside_amount == 30

    def test_a_row_without_region_takes_that_of_its_customer(self) -> None:
        query = store(
            sales=[sale("2024-01-10", 30), sale("2024-01-10", 4, customer_id="c2"), sale("2024-01-10", 5, region="south")],
            customers=[{"customer_id": "c1", "region": "North"}],
        )
        rows = table(query, ("region",), "2024-01", "2024-01-31")
        assert [(row.region, row.actual) for row in rows] == [("North", 30), ("south", 5), (None, 4)]


class TestPeople:
    def test_rows_under_name_alias_and_id_add_up(self) -> None:
        query = store(
            staff=[{"owner": "Ann", "aliases": "Annie", "employee_id": "E1"}],
            sales=[sale("2024-01-10", 1), sale("2024-01-11", 2, "ANNIE"), sale("2024-01-12", 4, "e1")],
            targets=[target("2024-01", 10), target("2024-01", 20, "Annie")],
        )
        (row,) = table(query, ("owner",), "2024-01", "2024-01-31")
        assert (row.owner, row.actual, row.base.target, row.outside_amount) == ("Ann", 1 + 2 + 4, 30, 0)

    moved = (
        {"owner": "Ann", "department": "East", "left_on": "2024-02-10"},
        {"owner": "Ann", "department": "West", "joined_on": "2024-02-11"},
    )

    def test_a_department_has_the_person_months_of_its_people(self) -> None:
        query = store(
            staff=self.moved,
            sales=[sale("2024-01-10", 1), sale("2024-02-05", 2), sale("2024-03-05", 4)],
            targets=[target("2024-01", 10), target("2024-02", 20), target("2024-03", 40)],
        )
        rows = table(query, ("department",), "2024Q1", "2024-03-31")
        assert [(row.department, row.actual, row.base.target) for row in rows] == [("East", 1, 10), ("West", 2 + 4, 60)]

    def test_a_persons_row_shows_the_department_of_the_last_month_up_to_the_as_of_day(self) -> None:
        query = store(staff=self.moved, sales=[sale("2024-01-10", 1)])
        assert [row.department for row in table(query, ("owner",), "2024Q1", "2024-03-31")] == ["West"]
        assert [row.department for row in table(query, ("owner",), "2024Q1", "2024-02-10")] == ["East"]


class TestCounts:
    def test_an_order_is_its_id_customer_and_day(self) -> None:
        lines = [sale("2024-01-10", 1, order_id="1"), sale("2024-01-10", 2, order_id="1"), sale("2024-01-11", 3, order_id="1")]
        assert (
            total(store(sales=[*lines, sale("2024-01-10", 4, order_id="1", customer_id="c2")]), "2024-01", "2024-01-31").order_count
            == 3
        )

    def test_a_buyer_has_a_row_above_zero(self) -> None:
        rows = [sale("2024-01-10", -5), sale("2024-01-10", 0, customer_id="c2"), sale("2024-01-12", 3, customer_id="c3")]
        row = total(store(sales=rows), "2024-01", "2024-01-31")
        assert (row.actual, row.order_count, row.buyer_count) == (-5 + 0 + 3, 3, 1)

    def test_no_event_after_the_as_of_day_counts(self) -> None:
        row = total(store(sales=[sale("2024-01-10", 1), sale("2024-01-11", 2)]), "2024-01", "2024-01-10")
        assert (row.actual, row.order_count) == (1, 1)

    def test_a_customer_is_named_by_its_newest_row_without_a_profile(self) -> None:
        query = store(
            customers=[{"customer_id": "c1", "name": "Profile"}, {"customer_id": "c2"}],
            sales=[
                sale("2024-01-10", 1, customer_name="Sale"),
                sale("2024-01-10", 2, customer_id="c2", customer_name="Sale"),
                sale("2024-01-20", 2, customer_id="c2", customer_name="Later"),
                sale("2024-01-10", 3, customer_id="c3"),
            ],
            follow_ups=[
                {"customer_id": "c2", "followed_up_at": "2024-01-10T09:00", "method": "call", "customer_name": "Touch"},
                {"customer_id": "c2", "followed_up_at": "2024-01-09T09:00", "method": "call", "customer_name": "Old"},
            ],
        )
        names = [(row.customer_id, row.customer_name) for row in table(query, ("customer",), "2024-01", "2024-01-15")]
        assert names == [("c1", "Profile"), ("c2", "Touch"), ("c3", None)]


class TestGrowth:
    @pytest.mark.parametrize(
        ("this", "before", "expected"),
        [
            (110, 100, Growth(Decimal(10), Decimal(10), "value")),
            (0, 100, Growth(Decimal(-100), Decimal(-100), "value")),
            (-50, 100, Growth(Decimal(-150), Decimal(-150), "value")),
            (5, 0, Growth(None, Decimal(5), "new")),
            (-5, 0, Growth(None, Decimal(-5), "new")),
            (5, -10, Growth(None, Decimal(15), "arrow")),
            (-20, -10, Growth(None, Decimal(-10), "arrow")),
            (0, 0, Growth(None, Decimal(0), "zero")),
        ],
    )
    def test_states(self, this: int, before: int, expected: Growth) -> None:
        assert sales.grow(Decimal(this), Decimal(before), is_known=True) == expected
        assert sales.grow(Decimal(this), Decimal(before), is_known=False) == sales.NO_DATA

    def test_a_whole_month_is_compared_with_the_whole_one_before(self) -> None:
        rows = [sale("2024-01-31", 100), sale("2024-02-29", 150)]
        growth = total(store(sales=rows), "2024-02", "2024-02-29").growth
        assert growth == Growth(Decimal(50), Decimal(50), "value")

    def test_a_partial_month_is_compared_with_the_same_number_of_days(self) -> None:
        rows = [sale("2024-01-10", 40), sale("2024-01-11", 1000), sale("2024-02-10", 60)]
        growth = total(store(sales=rows), "2024-02", "2024-02-10").growth
        assert growth == Growth(Decimal(50), Decimal(60 - 40), "value")

    def test_yoy_of_29_february_goes_up_to_the_28th(self) -> None:
        rows = [
            sale("2023-02-28", 10),
            sale("2023-03-01", 1000),
            sale("2023-01-05", 5),
            sale("2024-01-05", 5),
            sale("2024-02-29", 20),
        ]
        yoy = total(store(sales=rows), "2024Q1", "2024-02-29").growth_yoy
        assert yoy == Growth(Decimal("66.666666667"), Decimal(25 - 15), "value")

    def test_growth_needs_every_month_of_both_windows(self) -> None:
        rows = [sale("2024-01-31", 100), sale("2024-03-05", 150)]
        assert total(store(sales=rows), "2024-03", "2024-03-31").growth == sales.NO_DATA
        loaded = store(sales=rows, empty_months=[("sales", "2024-02")])
        assert total(loaded, "2024-03", "2024-03-31").growth == Growth(None, Decimal(150), "new")

    def test_a_group_that_sold_only_before_has_no_row(self) -> None:
        rows = table(store(sales=[sale("2024-01-31", 100), sale("2024-02-01", 1, "Bob")]), ("owner",), "2024-02", "2024-02-29")
        assert [row.owner for row in rows] == ["Bob"]

    def test_a_span_of_months_has_no_period_before(self) -> None:
        row = total(store(sales=[sale("2024-01-31", 100)]), "2024-01..2024-02", "2024-02-29")
        assert (row.growth, row.growth_yoy) == (None, sales.NO_DATA)


class TestPace:
    """February 2024 has 21 working days; up to Wednesday the 7th 5 of them, up to the 14th 10."""

    query = store(sales=[sale("2024-01-10", 70), sale("2024-02-05", 50)], targets=[target("2024-02", 210, challenge_amount=420)])

    def test_landing_plan_line_and_what_is_needed_per_day(self) -> None:
        row = total(self.query, "2024-02", "2024-02-14")
        assert row.landing_amount == Decimal(50) * 21 / 10
        assert (row.base.landing_pct, row.base.landing_gap) == (Decimal(105 * 100) / 210, 105 - 210)
        assert (row.base.plan_amount, row.challenge.plan_amount) == (210 * 10 / 21, 420 * 10 / 21)
        assert row.base.needed_per_workday == Decimal("14.545454545")  # (210 − 50) ÷ 11

    def test_five_working_days_and_a_fifth_of_them_must_have_gone(self) -> None:
        assert total(self.query, "2024-02", "2024-02-07").landing_amount == Decimal(50) * 21 / 5
        early = total(self.query, "2024-02", "2024-02-06")
        assert (early.landing_amount, early.base.landing_pct, early.base.landing_gap) == (None, None, None)

    def test_a_whole_period_lands_where_it_is(self) -> None:
        row = total(self.query, "2024-02", "2024-02-29")
        assert (row.is_partial, row.landing_amount, row.base.landing_pct) == (False, 50, row.base.attainment_pct)
        assert row.base.needed_per_workday is None

    def test_nothing_is_needed_when_the_target_is_reached(self) -> None:
        query = store(sales=[sale("2024-02-05", 500)], targets=[target("2024-02", 210)])
        assert total(query, "2024-02", "2024-02-14").base.needed_per_workday == 0

    def test_missing_months_are_left_out_of_the_elapsed_share(self) -> None:
        query = store(sales=[sale("2024-02-05", 62)])
        row = total(query, "2024Q1", "2024-02-29")  # February 21 and March 21 working days; January is missing
        assert row.landing_amount == Decimal(62) * (21 + 21) / 21


class TestKeys:
    query = store(sales=[sale("2024-01-10", 1), sale("2024-02-10", 2), sale("2024-05-10", 4)])

    def test_a_quarter_touched_by_the_period_stands_there_whole(self) -> None:
        rows = table(self.query, ("quarter",), "2024-02..2024-05", "2024-05-31")
        assert [(row.keys, row.actual, len(row.missing_months)) for row in rows] == [(("2024Q1",), 3, 1), (("2024Q2",), 4, 1)]

    def test_month_and_quarter_together_are_months(self) -> None:
        rows = table(self.query, ("quarter", "month"), "2024", "2024-05-31")
        assert [row.keys for row in rows] == [("2024Q1", "2024-01"), ("2024Q1", "2024-02"), ("2024Q2", "2024-05")]

    def test_each_month_stands_there_even_without_a_row(self) -> None:
        rows = sales.each(self.query, "month", periods.parse("2024Q1"), day("2024-05-31"))
        assert [row.actual for row in rows] == [1, 2, None]

    def test_a_department_without_anything(self) -> None:
        query = store(
            staff=[{"owner": "Ann", "department": "East"}, {"owner": "Bob", "department": "West"}], sales=[sale("2024-01-10", 1)]
        )
        row = sales.total(query, periods.parse("2024-01"), day("2024-01-31"), "west")
        assert (row.department, row.keys, row.actual, row.base.state) == ("West", ("west",), 0, "none")
        assert sales.total(query, periods.parse("2024-01"), day("2024-01-31"), "east").actual == 1

    def test_an_empty_store_has_a_total_without_figures(self) -> None:
        row = total(store(), "2024-01", "2024-01-31")
        assert (row.actual, row.base.target, row.is_partial, row.missing_months) == (None, None, False, (day("2024-01-01"),))
