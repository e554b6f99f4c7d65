"""The quarterly summary by hand: cells, totals, months, top customers, notes, and what a cell opens (definitions §6)."""

import random
from decimal import Decimal
from itertools import count

import pytest

from analytics import explanations, periods, policies, quarterly, quarterly_details, quarterly_matrix, reports
from analytics.explanations import Asked
from analytics.quarterly import ALL, COMPANY, Line, Place
from analytics.quarterly_matrix import REST
from analytics.queries import DatabaseQuery
from tests.analytics.rows import day, store
from tests.analytics.typed import change, event

NUMBERS = count(1)
Q1, Q2 = periods.parse("2024Q1"), periods.parse("2024Q2")
END = day("2024-03-31")
EAST_CLOUD = Place("east", "cloud")


def sale(on: str, amount: object, region: str | None = "East", product_line: str | None = "Cloud", customer: str = "c1") -> dict:
    where = {"region": region, "product_line": product_line, "customer_id": customer}
    return {"order_id": f"O{next(NUMBERS)}", "ordered_on": on, "owner": "Ann", "amount": amount, **where}


def plan(month: str, base: object, region: str = "East", product_line: str = "Cloud", **more: object) -> dict:
    return {"month": month, "region": region, "product_line": product_line, "base_amount": base, **more}


def lines(query: DatabaseQuery, period: str = "2024Q1", as_of: str = "2024-03-31") -> dict[Place, Line]:
    return {line.place: line for line in quarterly.table(query, periods.parse(period), day(as_of))}


class TestCells:
    def test_the_templates_two_rows(self) -> None:
        """Targets 1.5 and 1.2 million, sales 1.65 million and 960,000."""
        sales = [
            *(sale("2024-01-15", 1_000_000), sale("2024-02-15", 650_000, customer="c2")),
            sale("2024-03-15", 960_000, "South", "Tools"),
        ]
        targets = [plan(f"2024-0{n}", 500_000) for n in (1, 2, 3)] + [
            plan(f"2024-0{n}", 400_000, "South", "Tools") for n in (1, 2, 3)
        ]
        found = lines(store(sales=sales, targets=targets))
        east, south = found[EAST_CLOUD], found[Place("south", "tools")]
        assert (east.sales.base.target, east.sales.actual, east.sales.base.attainment_pct) == (1_500_000, 1_650_000, 110)
        assert (south.sales.base.target, south.sales.actual, south.sales.base.attainment_pct) == (1_200_000, 960_000, 80)
        assert (east.sales.base.gap, south.sales.base.gap) == (150_000, -240_000)
        assert found[COMPANY].sales.base.gap == 150_000 - 240_000

    def test_a_cell_stands_with_a_sale_or_a_target_or_a_sale_in_the_quarter_before_or_a_year_before(self) -> None:
        sales = [
            sale("2024-03-31", 1, "Now"),
            sale("2023-10-01", 1, "Before"),
            sale("2023-03-31", 1, "Year"),
            sale("2023-09-30", 1, "Older"),
            sale("2024-04-01", 1, "Later"),
        ]
        found = lines(store(sales=sales, targets=[plan("2024-02", 9, "Planned")]))
        assert {place.region for place in found if place.kind == "cell"} == {"now", "before", "year", "planned"}
        assert found[Place("before", "cloud")].sales.actual == 0

    def test_a_sale_after_the_as_of_day_makes_no_cell(self) -> None:
        assert lines(store(sales=[sale("2024-03-02", 1)]), as_of="2024-03-01") == {}

    def test_cells_without_region_or_product_line_are_unassigned_and_stand_after_the_names(self) -> None:
        query = store(sales=[sale("2024-01-01", 1, None, None), sale("2024-01-01", 2, "West"), sale("2024-01-01", 4, None)])
        places = [line.place for line in quarterly.table(query, Q1, END)]
        assert places == [
            *(Place("west", "cloud"), Place("west", ALL)),
            *(Place(None, "cloud"), Place(None, None), Place(None, ALL)),
            *(Place(ALL, "cloud"), Place(ALL, None), COMPANY),
        ]

    def test_the_region_of_a_sale_without_one_is_its_customers(self) -> None:
        query = store(sales=[sale("2024-01-01", 1, None)], customers=[{"customer_id": "c1", "region": "East"}])
        assert EAST_CLOUD in lines(query)

    def test_sales_of_months_without_target_lie_outside_targets(self) -> None:
        query = store(sales=[sale("2024-01-15", 90), sale("2024-02-15", 50)], targets=[plan("2024-01", 100)])
        row = lines(query)[EAST_CLOUD].sales
        assert (row.base.target, row.base.state, row.actual, row.outside_amount) == (100, "incomplete", 90 + 50, 50)
        assert row.base.attainment_pct == 90

    def test_growth_on_the_quarter_before_and_the_year_before(self) -> None:
        every = [sale(f"2023-{n:02}-01", 10, "Other") for n in range(1, 13)]  # so that all months are loaded
        query = store(sales=[*every, sale("2024-01-15", 60), sale("2024-02-01", 0), sale("2024-03-01", 0), sale("2023-11-01", 48)])
        row = lines(query)[EAST_CLOUD].sales
        assert row.growth is not None
        assert (row.growth.pct, row.growth.change) == ((60 - 48) * 100 / Decimal(48), 12)
        assert (row.growth_yoy.state, row.growth_yoy.change) == ("new", 60)


class TestMonths:
    def test_each_month_with_its_growth_and_nothing_after_the_day(self) -> None:
        query = store(sales=[sale("2023-12-05", 100), sale("2024-01-05", 50), sale("2024-02-05", 70), sale("2024-03-20", 9)])
        months = lines(query, as_of="2024-02-29")[EAST_CLOUD].months
        assert [month.actual for month in months] == [50, 70, None]
        assert [month.growth.pct for month in months] == [-50, 40, None]

    def test_a_month_that_is_not_loaded_is_empty_and_so_is_the_growth_after_it(self) -> None:
        query = store(sales=[sale("2023-12-05", 100), sale("2024-01-05", 50), sale("2024-03-05", 70)])
        months = lines(query)[EAST_CLOUD].months
        assert [month.actual for month in months] == [50, None, 70]
        assert [month.growth.pct for month in months] == [-50, None, None]

    def test_a_partial_month_compares_the_same_number_of_days(self) -> None:
        sales = [sale("2024-01-10", 40), sale("2024-01-11", 99), sale("2024-02-10", 50)]
        months = lines(store(sales=sales), as_of="2024-02-10")[EAST_CLOUD].months
        assert (months[1].actual, months[1].is_partial, months[1].growth.pct) == (50, True, (50 - 40) * 100 / Decimal(40))

    def test_a_cell_without_sales_in_a_loaded_month_has_zero_there(self) -> None:
        query = store(sales=[sale("2024-01-05", 50), sale("2024-02-05", 1, "West"), sale("2024-03-05", 1, "West")])
        assert [month.actual for month in lines(query)[EAST_CLOUD].months] == [50, 0, 0]


class TestTopCustomers:
    def test_the_largest_three_above_zero_the_smaller_id_first(self) -> None:
        amounts = {"c5": 30, "c4": 50, "c3": 20, "c2": 20, "c1": -10, "c0": 0}
        sales = [sale("2024-01-05", amount, customer=customer) for customer, amount in amounts.items()]
        query = store(sales=sales, customers=[{"customer_id": "c4", "name": "Acme"}])
        top = lines(query)[EAST_CLOUD].top
        assert [(one.customer_id, one.amount, one.customer_name) for one in top] == [
            ("c4", 50, "Acme"),
            ("c5", 30, None),
            ("c2", 20, None),
        ]
        actual = Decimal(30 + 50 + 20 + 20 - 10)
        assert top[0].share_pct == round(50 * 100 / actual, 9)

    def test_no_share_of_an_actual_of_zero_or_less(self) -> None:
        query = store(sales=[sale("2024-01-05", 10), sale("2024-01-06", -10, customer="c2")])
        [top] = lines(query)[EAST_CLOUD].top
        assert (top.customer_id, top.share_pct) == ("c1", None)

    def test_a_total_has_its_own(self) -> None:
        """c1 is never the largest in a cell and the largest of the region."""
        sales = [
            *(sale("2024-01-05", 6), sale("2024-01-05", 6, product_line="Tools")),
            *(sale("2024-01-05", 7, customer="c2"), sale("2024-01-05", 8, product_line="Tools", customer="c3")),
        ]
        found = lines(store(sales=sales))
        assert [one.customer_id for one in found[EAST_CLOUD].top] == ["c2", "c1"]
        assert [(one.customer_id, one.amount) for one in found[Place("east", ALL)].top] == [("c1", 12), ("c3", 8), ("c2", 7)]


class TestShareOfGrowth:
    def test_a_cells_change_of_the_companys(self) -> None:
        before = [sale(f"2023-{n}-05", 10, region) for n in (10, 11, 12) for region in ("East", "West")]
        now = [sale("2024-01-05", 60), sale("2024-02-05", 20, "West"), sale("2024-03-05", 0)]
        found = lines(store(sales=before + now))
        shares = {place.region: line.share_of_growth_pct for place, line in found.items() if place.kind == "region"}
        assert shares == {"east": (60 - 30) * 100 / Decimal(80 - 60), "west": (20 - 30) * 100 / Decimal(80 - 60)}
        assert found[COMPANY].share_of_growth_pct == 100

    @pytest.mark.parametrize("before", [[], [sale("2023-10-05", 5), sale("2023-11-05", 5), sale("2023-12-05", 5)]])
    def test_absent_where_the_companys_change_is_zero_or_absent(self, before: list[dict]) -> None:
        now = [sale(f"2024-0{n}-05", 5) for n in (1, 2, 3)]
        assert lines(store(sales=before + now))[EAST_CLOUD].share_of_growth_pct is None


def random_company(draw: random.Random) -> DatabaseQuery:
    regions, products = ["East", "West", "Süd", None], ["Cloud", "Tools", None]
    sales = [
        sale(
            f"{draw.choice((2023, 2024))}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
            Decimal(draw.randint(-300, 900)) / 100,
            draw.choice(regions),
            draw.choice(products),
            f"c{draw.randint(1, 6)}",
        )
        for _ in range(draw.randint(1, 60))
    ]
    cells = {
        (f"2024-{draw.randint(1, 12):02}", draw.choice(regions[:3]), draw.choice(products[:2])) for _ in range(draw.randint(0, 9))
    }
    return store(sales=sales, targets=[plan(month, draw.randint(0, 30), region, line) for month, region, line in sorted(cells)])


@pytest.mark.parametrize("seed", range(8))
def test_cells_add_up_to_their_totals_to_the_cent(seed: int) -> None:
    draw = random.Random(seed)
    query = random_company(draw)
    as_of = day(f"2024-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}")
    every = quarterly.table(query, periods.parse("2024"), as_of)
    for quarter in {line.quarter for line in every}:
        found = {line.place: line for line in every if line.quarter == quarter}
        cells = [line for place, line in found.items() if place.kind == "cell"]
        for place, total in found.items():
            inside = [line for line in cells if line.place.within(place.kind) == place]
            for figure in (
                lambda line: line.sales.actual,
                lambda line: line.sales.base.target,
                lambda line: line.sales.outside_amount,
                lambda line: line.sales.growth.change,
                lambda line: line.sales.growth_yoy.change,
                lambda line: line.months[0].actual,
                lambda line: line.months[1].growth.change,
                lambda line: line.months[2].actual,
            ):
                amounts = [figure(line) for line in inside]
                there = [amount for amount in amounts if amount is not None]
                assert figure(total) == (sum(there) if there else None)


@pytest.mark.parametrize("seed", range(4))
def test_the_rows_behind_a_cell_or_total_add_up_to_it(seed: int) -> None:
    query = random_company(random.Random(seed))
    for line in quarterly.table(query, Q2, day("2024-05-20")):
        where = line.place.region, line.place.product_line
        opened = explanations.explain(query, Asked("actual", "cell", where, Q2), day("2024-05-20"))
        assert opened is not None
        assert [evidence.total for evidence in opened.evidence] == ([] if line.sales.actual is None else [line.sales.actual])


class TestNotes:
    def test_the_note_of_a_cell_stands_in_its_quarter_only(self) -> None:
        body = {"region": "east", "product_line": "cloud", "quarter": "2024Q1", "begin_on": "2024-01-01"}
        typed = (event(1, "note", body | {"problem": "late payers", "strategy": "prepaid", "owner": ""}),)
        held = store(sales=[sale("2024-01-05", 1), sale("2024-04-05", 1)])
        query = DatabaseQuery(held.connection, 1, held.policies, typed)
        note = lines(query)[EAST_CLOUD].note
        assert note is not None
        assert (note.problem, note.strategy, note.owner, note.author) == ("late payers", "prepaid", None, "Mia")
        assert lines(query, "2024Q2", "2024-06-30")[EAST_CLOUD].note is None
        assert lines(query)[COMPANY].note is None


class TestReport:
    def test_totals_stand_under_stars_and_absent_cells_are_empty(self) -> None:
        query = store(sales=[sale("2024-01-05", 10), sale("2024-02-05", 30, None)], targets=[plan("2024-01", 20)])
        report = reports.run(query, "quarterly")
        found = [dict(zip(report.columns, row, strict=True)) for row in report.rows]
        assert [(row["region"], row["product_line"], row["actual"]) for row in found] == [
            *(("East", "Cloud", 10), ("East", "*", 10)),
            *((None, "Cloud", 30), (None, "*", 30)),
            *(("*", "Cloud", 40), ("*", "*", 40)),
        ]
        assert (found[0]["quarter"], found[0]["attainment_pct"], found[0]["top_1_id"], found[0]["top_2_id"]) == (
            "2024Q1",
            50,
            "c1",
            None,
        )
        assert (found[0]["month_1"], found[0]["month_2"], found[0]["month_3"]) == (10, 0, None)
        assert report.columns[15:27] == (
            *("month_1", "month_2", "month_3", "mom_1_pct", "mom_2_pct", "mom_3_pct"),
            *("top_1", "top_2", "top_3", "top_1_id", "top_2_id", "top_3_id"),
        )
        assert {len(row) for row in report.rows} == {len(report.columns)} == {15 + 6 + 12 + 4}

    def test_a_year_is_its_four_quarters_and_a_touched_quarter_stands_whole(self) -> None:
        query = store(sales=[sale("2024-01-05", 10), sale("2024-04-05", 30)])
        for period in ("2024", "2024-03..2024-04"):
            report = reports.run(query, "quarterly", period=period, as_of=day("2024-06-30"))
            quarters = [(row[2], row[5]) for row in report.rows if row[:2] == ("East", "Cloud")]
            assert quarters[:2] == [("2024Q1", 10), ("2024Q2", 30)]

    def test_a_month_is_shorter_than_a_quarter(self) -> None:
        with pytest.raises(reports.ReportError, match="key_longer_than_period"):
            reports.run(store(sales=[sale("2024-01-05", 10)]), "quarterly", period="2024-01")

    def test_fiscal_quarters(self) -> None:
        held = store(sales=[sale("2024-04-05", 10)])
        typed = (change(1, None, fiscal_month="4"),)
        query = DatabaseQuery(held.connection, 1, policies.fold(typed), typed)
        assert [row[2] for row in reports.run(query, "quarterly").rows] == ["2024Q1"] * 4

    def test_no_data_is_no_row(self) -> None:
        assert reports.run(store(), "quarterly", as_of=END).rows == []


class TestMatrix:
    def test_the_largest_first_the_unassigned_last(self) -> None:
        sales = [sale("2024-01-05", amount, region) for amount, region in ((5, "A"), (9, "B"), (7, "C"), (99, None))]
        found = quarterly_matrix.load(store(sales=sales), Q1, END)
        assert found is not None
        assert [line.place.region for line in found.regions] == ["b", "c", "a", None]
        assert [line.place.product_line for line in found.product_lines] == ["cloud"]
        assert found.company.sales.actual == 5 + 9 + 7 + 99
        assert found.cell("b", "tools") is None

    def test_the_small_ones_fold_into_a_rest_with_their_sum(self) -> None:
        sales = [sale("2024-01-05", 10 - n, f"R{n}", f"P{n % 3}", f"c{n}") for n in range(6)] + [sale("2024-02-05", 3, None, "P0")]
        targets = [plan("2024-01", 10, f"R{n}", f"P{n % 3}") for n in range(6)]
        whole = quarterly_matrix.load(store(sales=sales, targets=targets), Q1, day("2024-02-29"))
        folded = quarterly_matrix.load(store(sales=sales, targets=targets), Q1, day("2024-02-29"), 4, 2)
        assert whole is not None
        assert folded is not None
        assert [line.place.region for line in folded.regions] == ["r0", "r1", REST, None]
        assert [line.place.product_line for line in folded.product_lines] == ["p0", REST]
        assert (folded.folded_regions, folded.folded_product_lines) == (4, 2)
        rest = folded.lines[Place(REST, ALL)]
        assert (rest.sales.actual, rest.sales.base.target, rest.months[0].actual) == (8 + 7 + 6 + 5, 40, 26)
        assert rest.sales.base.attainment_pct == 26 * 100 / Decimal(40)
        assert folded.company == whole.company
        cells = [line.sales.actual for place, line in folded.lines.items() if place.kind == "cell"]
        assert sum(amount for amount in cells if amount is not None) == folded.company.sales.actual

    def test_the_worst_cell_misses_most_money(self) -> None:
        sales = [sale("2024-01-05", 90), sale("2024-01-05", 5, "West"), sale("2024-01-05", 1, None)]
        targets = [plan("2024-01", 100), plan("2024-01", 12, "West")]
        found = quarterly_matrix.load(store(sales=sales, targets=targets), Q1, day("2024-01-31"))
        assert found is not None
        assert found.worst is not None
        assert found.worst.place == EAST_CLOUD

    def test_a_folded_cell_can_be_the_worst(self) -> None:
        sales = [sale("2024-01-05", amount, region) for region, amount in (("A", 9), ("B", 8), ("C", 1))]
        found = quarterly_matrix.load(store(sales=sales, targets=[plan("2024-01", 50, "C")]), Q1, day("2024-01-31"), 2, 2)
        assert found is not None
        assert [line.place.region for line in found.regions] == ["a", REST]
        assert found.worst == found.first
        assert found.first.place == Place("c", "cloud")

    def test_without_targets_the_cell_that_fell_most_is_opened_first(self) -> None:
        before = [sale("2023-11-05", 20, "A"), sale("2023-11-05", 30, "B"), sale("2023-10-05", 1), sale("2023-12-05", 1)]
        sales = [sale("2024-01-05", 9, "A"), sale("2024-01-05", 25, "B"), sale("2024-02-05", 1), sale("2024-03-05", 1)]
        found = quarterly_matrix.load(store(sales=[*before, *sales]), Q1, END)
        assert found is not None
        assert found.worst is None
        assert found.first.place == Place("a", "cloud")  # 9 − 20 is less than 25 − 30

    def test_sales_outside_targets_stand_by_amount(self) -> None:
        sales = [sale("2024-01-05", amount, region) for region, amount in (("A", 2), ("B", -7), ("C", 5), ("D", 1))]
        found = quarterly_matrix.load(store(sales=sales, targets=[plan("2024-01", 50, "C")]), Q1, day("2024-01-31"))
        assert found is not None
        assert [line.place.region for line in found.outside] == ["b", "a", "d"]
        assert found.outside_count == 3

    def test_no_cell_no_matrix(self) -> None:
        assert quarterly_matrix.load(store(), Q1, END) is None


class TestOpened:
    def test_the_bridge_leads_from_the_quarter_before_to_this_one(self) -> None:
        before = {"stays": 100, "grows": 10, "shrinks": 80, "leaves": 30}
        now = {"stays": 100, "grows": 25, "shrinks": 20, "comes": 7}
        sales = [sale("2023-12-05", amount, customer=customer) for customer, amount in before.items()]
        sales += [sale("2024-01-05", amount, customer=customer) for customer, amount in now.items()]
        sales += [sale("2023-12-06", -4, customer="stays"), sale("2024-01-06", -9, customer="stays")]
        sales += [sale(f"{month}-07", 1, "Other") for month in ("2023-10", "2023-11", "2024-02", "2024-03")]
        found = quarterly_details.bridge(store(sales=sales), Q1, EAST_CLOUD, END)
        assert found is not None
        assert (found.before, found.actual) == (100 + 10 + 80 + 30 - 4, 100 + 25 + 20 + 7 - 9)
        assert {step.name: step.amount for step in found.steps} == {
            "new": 7,
            "lost": -30,
            "more": 25 - 10,
            "less": 20 - 80,
            "returns": -9 - -4,
        }
        assert found.before + sum(step.amount for step in found.steps) == found.actual
        assert [one.customer_id for one in found.steps[1].customers] == ["leaves"]

    def test_no_bridge_without_a_loaded_quarter_before(self) -> None:
        assert quarterly_details.bridge(store(sales=[sale("2024-01-05", 1)]), Q1, EAST_CLOUD, END) is None

    def test_eight_quarters_none_left_out(self) -> None:
        query = store(sales=[sale("2022-04-05", 3), sale("2024-01-05", 5), sale("2024-01-06", 7, "West")])
        course = quarterly_details.course(query, Q1, EAST_CLOUD, END)
        assert [row.period.code for row in course] == [
            *("2022Q2", "2022Q3", "2022Q4", "2023Q1", "2023Q2", "2023Q3", "2023Q4", "2024Q1"),
        ]
        assert [row.actual for row in course] == [3, *[None] * 6, 5]
        assert quarterly_details.course(query, Q1, COMPANY, END)[-1].actual == 5 + 7

    def test_the_year_to_date_ends_with_the_quarter(self) -> None:
        query = store(sales=[sale("2024-01-05", 5), sale("2024-04-05", 7), sale("2024-07-01", 9)], targets=[plan("2024-05", 20)])
        row = quarterly_details.year_to_date(query, Q2, EAST_CLOUD, day("2024-07-31"))
        assert (row.actual, row.base.target, row.period.code) == (5 + 7, 20, "2024")

    def test_a_cell_without_sales_this_year_has_zero_to_date(self) -> None:
        query = store(sales=[sale("2023-12-05", 5), sale("2024-01-05", 7, "West")])
        assert quarterly_details.year_to_date(query, Q1, EAST_CLOUD, END).actual == 0
