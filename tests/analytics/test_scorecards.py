"""Scorecards on paper: who stands in them, each figure, groups, months that are missing (definitions §3, §4)."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from analytics import periods, reports, scorecards
from analytics.queries import DatabaseQuery
from analytics.reports import Report
from analytics.scorecards import By, Scorecard
from tests.analytics import rows
from tests.analytics.rows import day

Cells = dict[str, object]
END = "2024-03-31"


def sale(order: str, on: str, amount: object, owner: str | None = "张三", customer: str = "C1", **cells: object) -> Cells:
    return {"order_id": order, "customer_id": customer, "ordered_on": on, "owner": owner, "amount": amount, **cells}


def target(month: str, owner: str | None, base: object, **cells: object) -> Cells:
    return {"month": month, "owner": owner, "base_amount": base, **cells}


def touch(on: str, owner: str | None = "张三", method: str = "visit", **cells: object) -> Cells:
    return {"customer_id": "C1", "owner": owner, "followed_up_at": on, "method": method, **cells}


def paid(number: str, on: str, amount: object, order: str | None = None) -> Cells:
    return {"payment_id": number, "paid_on": on, "amount": amount, "order_id": order}


def contract(number: str, customer: str, on: str, owner: str | None = "张三") -> Cells:
    return {"contract_no": number, "customer_id": customer, "signed_on": on, "amount": 1, "owner": owner}


def mark(month: str, owner: str, **scores: object) -> Cells:
    return {"month": month, "owner": owner, **scores}


def stay(owner: str, department: str | None, joined: str | None = None, left: str | None = None, **cells: object) -> Cells:
    return {"owner": owner, "department": department, "joined_on": joined, "left_on": left, **cells}


def cards(query: DatabaseQuery, code: str = "2024-03", by: By = "owner", as_of: str = END) -> dict[str | None, Scorecard]:
    """The cards by their name as shown; the company's under None."""
    found = scorecards.table(query, by, periods.parse(code), day(as_of))
    return {card.department if by == "department" else card.owner: card for card in found}


def company(query: DatabaseQuery, code: str = "2024-03", as_of: str = END) -> Scorecard:
    return cards(query, code, "company", as_of)[None]


def report(query: DatabaseQuery, by: By = "owner", period: str | None = "2024-03", as_of: str = END) -> Report:
    return reports.run(query, "scorecards", by=(by,), period=period, as_of=day(as_of))


def cells(table: Report) -> list[Cells]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


class TestTemplate:
    """The template's two rows: 550,000 of 500,000 and 360,000 of 450,000."""

    query = rows.store(
        sales=[sale("O1", "2024-03-05", 550_000, "张三"), sale("O2", "2024-03-06", 360_000, "李四")],
        targets=[target("2024-03", "张三", 500_000), target("2024-03", "李四", 450_000)],
    )

    def test_attainment_of_110_and_80(self) -> None:
        found = {row["owner"]: row for row in cells(report(self.query))}
        assert found["张三"]["attainment_pct"] == 110
        assert found["李四"]["attainment_pct"] == 80
        assert found["张三"]["gap"] == 550_000 - 500_000
        assert found["李四"]["gap"] == 360_000 - 450_000

    def test_sales_alone_cover_40_percent_and_make_no_score(self) -> None:
        [row, _] = cells(report(self.query))
        assert (row["covered_pct"], row["provisional"], row["score"], row["band"], row["rank"]) == (40, True, None, None, None)

    def test_the_company_is_the_ratio_of_the_sums(self) -> None:
        [row] = cells(report(self.query, "company"))
        assert row["actual"] == 550_000 + 360_000
        assert row["target"] == 500_000 + 450_000
        assert row["attainment_pct"] == Decimal("95.789473684")
        assert row["revenue_per_head"] == (550_000 + 360_000) / 2


def scored() -> DatabaseQuery:
    """One person with all four parts in March."""
    return rows.store(
        sales=[
            sale("O1", "2024-02-05", 100, customer="C1"),
            sale("O2", "2024-03-05", 300, customer="C1"),
            sale("O3", "2024-03-06", 200, customer="C2"),
            sale("O4", "2024-03-07", -50, customer="C3"),
        ],
        payments=[paid("P1", "2024-03-10", 360, "O2")],
        contracts=[contract("K1", "C2", "2024-03-01"), contract("K0", "C1", "2024-01-01")],
        targets=[
            target("2024-03", "张三", 500, new_customers=2, visits=4, revenue_per_customer=150, repurchase_rate=60),
        ],
        follow_ups=[touch("2024-03-04"), touch("2024-03-05"), touch("2024-03-06"), touch("2024-03-07", method="call")],
        assessments=[mark("2024-03", "张三", satisfaction=90, process=80, teamwork=85)],
        staff=[stay("张三", "一部")],
    )


class TestFigures:
    def test_each_figure_of_one_person(self) -> None:
        card = cards(scored())["张三"]
        actual = 300 + 200 - 50
        assert card.sales.actual == actual
        assert (card.new_customers.actual, card.visits.actual) == (1, 3)
        assert card.collection.pct == 80  # 360 of 450
        assert card.revenue_per_customer == Fraction(actual, 2)  # C3 bought nothing above 0
        assert card.repurchase_pct == 50  # C1 of C1 and C2
        assert card.repurchase_target_pct == 60
        assert (card.satisfaction, card.compliance_pct, card.teamwork) == (90, 80, 85)

    def test_the_score_and_its_parts(self) -> None:
        score = cards(scored())["张三"].score
        assert score is not None
        other = Fraction(Fraction(100 * 1, 2) + Fraction(100 * 3, 4) + 100, 3)  # 225 of 150 is held at 100
        assert {part.name: part.points_won for part in score.parts} == {
            "sales": 40 * Fraction(90, 100),
            "collection": 20 * Fraction(80, 100),
            "other": other * 10 / 100,
            "qualitative": 30 * Fraction(90 + 80 + 85, 300),
        }
        assert score.value == Decimal("85.0")  # 36 + 16 + 7.5 + 25.5
        assert (score.band, score.is_provisional) == ("good", False)
        assert [(figure.code, figure.value, figure.target, figure.pct) for figure in score.parts[2].figures] == [
            ("new_customers", 1, 2, 50),
            ("visits", 3, 4, 75),
            ("revenue_per_customer", 225, 150, 150),
        ]

    def test_the_report_lists_the_columns_of_the_design(self) -> None:
        table = report(scored())
        assert table.columns == (
            *("owner", "department", "period", "target", "challenge_target", "target_state", "actual", "attainment_pct"),
            *("challenge_attainment_pct", "gap", "outside_targets", "new_customers", "visits", "collection_pct"),
            *("revenue_per_customer", "repurchase_pct", "repurchase_target_pct", "satisfaction", "compliance_pct", "teamwork"),
            *("score", "covered_pct", "provisional", "band", "rank", "rank_in_department", "landing", "revenue_per_head"),
            *("partial", "months_missing"),
        )
        [row] = cells(table)
        assert (row["owner"], row["department"], row["period"], row["score"], row["band"]) == (
            "张三",
            "一部",
            "2024-03",
            85,
            "good",
        )
        assert (row["rank"], row["rank_in_department"], row["landing"], row["revenue_per_head"]) == (1, 1, 450, None)

    def test_the_period_first_shown_is_the_newest_month_with_sales(self) -> None:
        assert cells(report(scored(), period=None, as_of="2024-05-15"))[0]["period"] == "2024-03"

    def test_what_is_not_loaded_is_absent_and_what_is_loaded_without_a_row_is_0(self) -> None:
        card = cards(rows.store(sales=[sale("O1", "2024-03-05", 100)], follow_ups=[touch("2024-03-05", "李四")]))["张三"]
        assert (card.visits.actual, card.new_customers.actual) == (0, 1)
        assert (card.collection.pct, card.satisfaction, card.compliance_pct, card.repurchase_pct) == (None, None, None, None)
        other = cards(rows.store(follow_ups=[touch("2024-03-05", "李四")]))["李四"]
        assert (other.sales.actual, other.new_customers.actual, other.collection.pct) == (None, None, None)

    def test_collection_is_absent_without_sales_above_0(self) -> None:
        query = rows.store(sales=[sale("O1", "2024-03-05", -5)], payments=[paid("P1", "2024-03-06", 5)])
        assert cards(query)["张三"].collection.pct is None

    def test_history_starts_here(self) -> None:
        query = scored()
        assert not cards(query)["张三"].is_history_start
        assert cards(query, "2024-01")["张三"].is_history_start


class TestWhoStands:
    def test_everyone_with_any_row_in_the_period(self) -> None:
        query = rows.store(
            sales=[sale("O1", "2024-03-05", 1, "卖"), sale("O2", "2024-02-05", 1, "收"), sale("O3", "2024-02-05", 1, "前")],
            payments=[paid("P1", "2024-03-05", 1, "O2")],
            targets=[target("2024-03", "标", 1)],
            follow_ups=[touch("2024-03-05", "访", "email")],
            assessments=[mark("2024-03", "评", teamwork=1)],
            contracts=[contract("K1", "C1", "2024-03-05", "新")],
        )
        assert set(cards(query)) == set("卖收标访评新")
        assert set(cards(query, as_of="2024-03-04")) == set("标评")
        assert set(cards(query, "2024Q1")) == set("卖收标访评新前")

    def test_sales_staff_on_a_day_of_the_period_up_to_the_day(self) -> None:
        query = rows.store(
            sales=[sale("O1", "2024-03-05", 1, "卖")],
            staff=[
                stay("在", "一部"),
                stay("走", "一部", left="2024-03-01"),
                stay("早走", "一部", left="2024-02-29"),
                stay("来", "一部", joined="2024-03-31"),
                stay("经理", "一部", role="经理"),
            ],
        )
        assert set(cards(query)) == set("卖在走来")
        assert set(cards(query, as_of="2024-03-30")) == {"卖", "在", "走"}

    def test_nobodys_rows_have_no_score_and_count_in_unassigned_and_company(self) -> None:
        query = rows.store(
            sales=[sale("O1", "2024-03-05", 100), sale("O2", "2024-03-06", 50, None)],
            targets=[target("2024-03", "张三", 100)],
            payments=[paid("P1", "2024-03-07", 90, "O1"), paid("P2", "2024-03-07", 30)],
            follow_ups=[touch("2024-03-08", None), touch("2024-03-08")],
            staff=[stay("张三", "一部")],
        )
        found = cards(query)
        assert list(found) == ["张三", None]
        nobody = found[None]
        assert (nobody.sales.actual, nobody.sales.outside_amount, nobody.visits.actual) == (50, 50, 1)
        assert (nobody.score, nobody.rank, nobody.rank_in_department) == (None, None, None)
        assert nobody.collection.paid_amount == 30
        row = cells(report(query))[1]
        assert (row["owner"], row["covered_pct"], row["band"], row["provisional"]) == (None, None, None, False)
        departments = cards(query, by="department")
        assert list(departments) == ["一部", None]
        assert departments[None].sales.actual == 50
        assert departments[None].score is not None
        assert company(query).sales.actual == 100 + 50
        assert company(query).visits.actual == 2
        assert company(query).rank is None
        assert company(query).score is not None

    def test_alias_and_name_are_one_person(self) -> None:
        query = rows.store(
            sales=[sale("O1", "2024-03-05", 100, "老张"), sale("O2", "2024-03-06", 50)],
            targets=[
                target("2024-03", "张三", 100, visits=2, repurchase_rate=40, revenue_per_customer=100),
                target("2024-03", "老张", 50, visits=3, repurchase_rate=70, revenue_per_customer=50),
            ],
            assessments=[mark("2024-03", "张三", satisfaction=90, process=60), mark("2024-03", "老张", satisfaction=70)],
            staff=[stay("张三", "一部", aliases="老张")],
        )
        [card] = cards(query).values()
        assert card.sales.base.target == 100 + 50
        assert card.visits.target == 2 + 3
        assert card.repurchase_target_pct == (40 + 70) / 2
        assert card.revenue_per_customer_target == (100 + 50) / 2
        assert (card.satisfaction, card.compliance_pct) == ((90 + 70) / 2, 60)


class TestDepartments:
    """A person who moves from one department to another in the middle of the quarter."""

    query = rows.store(
        sales=[
            sale("O1", "2024-01-10", 100),
            sale("O2", "2024-02-10", 200),
            sale("O3", "2024-03-10", 400),
            sale("O4", "2024-03-11", 1000, "李四"),
        ],
        payments=[paid("P1", "2024-02-20", 50, "O1"), paid("P2", "2024-03-20", 60, "O1")],
        follow_ups=[touch("2024-01-05"), touch("2024-03-05"), touch("2024-03-06", "李四")],
        targets=[
            target("2024-01", "张三", 100, visits=1),
            target("2024-03", "张三", 100, visits=5),
            target("2024-03", "李四", 100, visits=2),
        ],
        assessments=[
            mark("2024-01", "张三", satisfaction=60),
            mark("2024-03", "张三", satisfaction=80),
            mark("2024-03", "李四", satisfaction=95),
        ],
        staff=[
            stay("张三", "一部", "2023-01-01", "2024-02-15"),
            stay("张三", "二部", "2024-02-16"),
            stay("李四", "二部", "2023-01-01"),
            stay("王五", "三部", "2023-01-01", role="经理"),
            stay("赵六", "一部", "2023-01-01", "2024-01-10", role="司机"),
        ],
    )

    def test_department_figures_are_sums_over_person_months(self) -> None:
        found = cards(self.query, "2024Q1", "department")
        assert list(found) == ["一部", "二部"]
        one, two = found["一部"], found["二部"]
        assert (one.sales.actual, two.sales.actual) == (100, 200 + 400 + 1000)
        assert (one.visits.actual, two.visits.actual) == (1, 2)
        assert (one.collection.paid_amount, two.collection.paid_amount) == (0, 50 + 60)  # by the month paid
        assert (one.satisfaction, two.satisfaction) == (60, Decimal("87.5"))
        assert (one.visits.target, two.visits.target) == (1, 5 + 2)

    def test_people_and_departments_add_up_to_the_company(self) -> None:
        everyone = cards(self.query, "2024Q1").values()
        departments = cards(self.query, "2024Q1", "department").values()
        whole = company(self.query, "2024Q1")
        for groups in (everyone, departments):
            assert sum(card.sales.actual or 0 for card in groups) == whole.sales.actual
            assert sum(card.visits.actual or 0 for card in groups) == whole.visits.actual
            assert sum(card.new_customers.actual or 0 for card in groups) == whole.new_customers.actual
            assert sum(card.collection.paid_amount or 0 for card in groups) == whole.collection.paid_amount
            assert sum(card.sales.base.target or 0 for card in groups) == whole.sales.base.target

    def test_a_persons_row_shows_the_department_of_the_last_month(self) -> None:
        assert cards(self.query, "2024Q1")["张三"].department == "二部"
        assert cards(self.query, "2024Q1", as_of="2024-02-15")["张三"].department == "一部"
        assert cards(self.query, "2024-01")["张三"].department == "一部"

    def test_revenue_per_head_counts_everybody_with_a_stay_in_the_period(self) -> None:
        found = cards(self.query, "2024Q1", "department")
        assert found["一部"].head_count == 2  # 张三 until February, the driver until 10 January
        assert found["二部"].head_count == 2
        assert found["二部"].revenue_per_head == (200 + 400 + 1000) / 2
        assert company(self.query, "2024Q1").head_count == 4
        assert cards(self.query, "2024-02", "department", "2024-02-15")["一部"].head_count == 1
        assert set(cards(self.query, "2024-02", "department")) == {"二部"}

    def test_revenue_per_head_of_nobody_is_absent(self) -> None:
        query = rows.store(sales=[sale("O1", "2024-03-05", 100, None)])
        assert company(query).revenue_per_head is None

    def test_departments_are_ranked_among_themselves(self) -> None:
        found = cards(self.query, "2024Q1", "department")
        assert {card.rank for card in found.values()} == {1, 2}
        assert {card.rank_in_department for card in found.values()} == {None}


def test_ranks_in_company_and_department_share_a_place() -> None:
    people = {"甲": (90, "一部"), "乙": (80, "一部"), "丙": (90, "二部"), "丁": (70, "二部"), "戊": (80, None)}
    query = rows.store(
        sales=[sale(f"O{name}", "2024-03-05", amount, name) for name, (amount, _) in people.items()],
        targets=[target("2024-03", name, 100) for name in people],
        assessments=[mark("2024-03", name, satisfaction=amount) for name, (amount, _) in people.items()],
        staff=[stay(name, department) for name, (_, department) in people.items()],
    )
    found = cards(query)
    assert {name: (card.rank, card.rank_in_department) for name, card in found.items()} == {
        "甲": (1, 1),
        "丙": (1, 1),
        "乙": (3, 2),
        "戊": (3, 1),
        "丁": (5, 2),
    }
    assert found["甲"].score is not None
    assert found["甲"].score.value == 90


class TestCountTargets:
    """Targets of new customers and visits are compared over the months that have one and whose data are loaded (§4)."""

    def test_months_without_target_or_data_are_left_out(self) -> None:
        query = rows.store(
            sales=[sale("O1", "2024-01-10", 1), sale("O2", "2024-02-10", 1), sale("O3", "2024-03-10", 1)],
            follow_ups=[touch("2024-01-05"), touch("2024-01-06"), touch("2024-02-05")],
            targets=[target("2024-01", "张三", 1, visits=4), target("2024-03", "张三", 1, visits=6)],
        )
        visits = cards(query, "2024Q1")["张三"].visits
        assert (visits.actual, visits.target) == (3, 10)
        assert (visits.compared_actual, visits.compared_target, visits.pct) == (2, 4, 50)

    def test_a_month_after_the_day_needs_only_the_target(self) -> None:
        query = rows.store(
            follow_ups=[touch("2024-01-05"), touch("2024-01-06"), touch("2024-02-05")],
            targets=[target(month, "张三", 1, visits=4) for month in ("2024-01", "2024-02", "2024-03")],
        )
        visits = cards(query, "2024Q1", as_of="2024-02-10")["张三"].visits
        assert (visits.compared_actual, visits.compared_target, visits.pct) == (3, 12, 25)

    def test_absent_when_none_of_the_months_has_begun(self) -> None:
        query = rows.store(
            follow_ups=[touch("2024-01-05")],
            targets=[target("2024-03", "张三", 1, visits=4)],
        )
        visits = cards(query, "2024Q1", as_of="2024-02-10")["张三"].visits
        assert (visits.actual, visits.target, visits.pct) == (1, 4, None)

    def test_a_target_of_0_is_left_out_of_the_mean(self) -> None:
        query = rows.store(
            sales=[sale("O1", "2024-03-05", 100)],
            follow_ups=[touch("2024-03-05")],
            targets=[target("2024-03", "张三", 100, visits=0, new_customers=2)],
        )
        score = cards(query)["张三"].score
        assert score is not None
        assert score.parts[2].pct == 50  # one new customer by first order, of 2

    def test_the_company_takes_region_rows_of_months_without_owner_rows(self) -> None:
        query = rows.store(
            follow_ups=[touch("2024-01-05"), touch("2024-02-05")],
            targets=[
                target("2024-01", "张三", 1, visits=4),
                target("2024-01", None, 1, region="华东", product_line="软件", visits=9),
                target("2024-02", None, 1, region="华东", product_line="软件", visits=6),
            ],
        )
        assert company(query, "2024Q1").visits.target == 4 + 6
        assert cards(query, "2024Q1")["张三"].visits.target == 4
        assert set(cards(query, "2024Q1")) == {"张三"}

    @pytest.mark.parametrize(("code", "is_there"), [("2024-03", True), ("2024Q1", False)])
    def test_revenue_per_customer_counts_in_months_only(self, code: str, is_there: bool) -> None:
        query = rows.store(
            sales=[sale("O1", "2024-03-05", 100), sale("O2", "2024-03-05", 60, "李四")],
            targets=[
                target("2024-03", "张三", 100, revenue_per_customer=100),
                target("2024-03", "李四", 100, revenue_per_customer=60),
            ],
        )
        card = cards(query, code)["张三"]
        assert card.score is not None
        assert (card.score.parts[2].pct is not None) == is_there
        assert company(query, code).revenue_per_customer_target == ((100 + 60) / 2 if is_there else None)


class TestMeans:
    def test_compliance_of_a_quarter_is_the_mean_over_its_person_months(self) -> None:
        good = {"content": "采购部确认二期预算已批准", "next_step": "送合同", "next_step_on": "2024-12-31", "stage": "lead"}
        query = rows.store(
            follow_ups=[
                touch("2024-01-05", **good),
                touch("2024-02-05", **good),
                touch("2024-02-06", **(good | {"content": "已跟进"})),
                touch("2024-02-07", **(good | {"content": "已跟进", "stage": None})),
            ],
            assessments=[mark("2024-01", "张三", process=70), mark("2024-03", "张三", process=88)],
        )
        february = Fraction(100 + Fraction(200, 3) + Fraction(100, 3), 3)  # checks: complete, specific, next step
        assert cards(query, "2024-02")["张三"].compliance_pct == Decimal("66.666666667")
        assert february == Fraction(200, 3)
        assert cards(query, "2024-01")["张三"].compliance_pct == 70  # the process score goes before the checks
        assert cards(query, "2024Q1")["张三"].compliance_pct == Decimal("74.888888889")  # (70 + 66.66… + 88) ÷ 3

    def test_an_assessment_counts_from_its_months_first_day_on(self) -> None:
        query = rows.store(assessments=[mark("2024-03", "张三", teamwork=80)], sales=[sale("O1", "2024-01-05", 1)])
        assert cards(query, "2024Q1", as_of="2024-02-29")["张三"].teamwork is None
        assert cards(query, "2024Q1", as_of="2024-03-01")["张三"].teamwork == 80

    def test_the_repurchase_target_is_the_mean_of_owner_rows(self) -> None:
        query = rows.store(
            sales=[sale("O1", "2024-01-05", 1)],
            targets=[
                target("2024-01", "张三", 1, repurchase_rate=50),
                target("2024-02", "张三", 1, repurchase_rate=60),
                target("2024-02", "李四", 1, repurchase_rate=100),
            ],
        )
        assert company(query, "2024Q1").repurchase_target_pct == (50 + 60 + 100) / 3
        assert cards(query, "2024Q1")["张三"].repurchase_target_pct == (50 + 60) / 2


def test_repurchase_counts_whoever_bought_before_from_anybody() -> None:
    query = rows.store(
        sales=[
            sale("O1", "2024-02-29", 10, "李四", "C1"),
            sale("O2", "2024-02-10", -10, "李四", "C2"),
            sale("O3", "2024-03-01", 10, customer="C1"),
            sale("O4", "2024-03-02", 10, customer="C2"),
            sale("O5", "2024-03-03", 10, customer="C2"),
            sale("O6", "2024-03-04", 10, customer="C3"),
            sale("O7", "2024-03-05", 10, customer="C4"),
        ]
    )
    assert cards(query)["张三"].repurchase_pct == 25  # C1 of four; C2 had only a return before
    assert cards(query, "2024-02")["李四"].repurchase_pct is None  # no month before is loaded


def test_a_partial_quarter_with_a_month_missing() -> None:
    query = rows.store(
        sales=[sale("O1", "2024-01-10", 90), sale("O2", "2024-03-10", 50)],
        targets=[target(month, "张三", 100) for month in ("2024-01", "2024-02", "2024-03")],
    )
    [row] = cells(report(query, period="2024Q1", as_of="2024-03-15"))
    assert (row["target"], row["target_state"], row["actual"], row["months_missing"], row["partial"]) == (
        300,
        "whole",
        140,
        1,
        True,
    )
    assert row["attainment_pct"] == 70  # 140 of January and March


class TestPages:
    def test_one_person_or_none(self) -> None:
        query = scored()
        march = periods.parse("2024-03")
        card = scorecards.one(query, "张三", march, day(END))
        assert card is not None
        assert card.owner == "张三"
        assert scorecards.one(query, "李四", march, day(END)) is None

    @pytest.mark.parametrize(("code", "first"), [("2024-03", "2024-01"), ("2024Q1", "2023Q3"), ("2024", "2022")])
    def test_a_course_of_periods_is_the_same_as_one_by_one(self, code: str, first: str) -> None:
        query, period = TestDepartments.query, periods.parse(code)
        for by in scorecards.BYS:
            course = scorecards.course(query, by, period, day(END), count=3)
            one = periods.parse(first)
            alone = [scorecards.table(query, by, each, day(END)) for each in (one, next_period(one), period)]
            assert course == tuple(alone)

    def test_a_course_has_twelve_periods(self) -> None:
        course = scorecards.course(TestDepartments.query, "owner", periods.parse("2024-03"), day(END))
        assert [[card.sales.actual for card in table if card.owner == "张三"] for table in course[-4:]] == [
            [None],
            [100],
            [200],
            [400],
        ]
        assert len(course) == 12

    def test_a_course_of_some_people_only_has_no_ranks(self) -> None:
        query, period = TestDepartments.query, periods.parse("2024-03")
        everyone = scorecards.course(query, "owner", period, day(END), count=2)
        some = scorecards.course(query, "owner", period, day(END), count=2, only=["张三"])
        unranked = [[replace(c, rank=None, rank_in_department=None) for c in table if c.key == "张三"] for table in everyone]
        assert [list(table) for table in some] == unranked
        assert [len(table) for table in scorecards.course(query, "owner", period, day(END), 2, only=["王五"])] == [0, 0]
        [[alone]] = scorecards.tables(query, "department", (period,), day(END), only=["一部", "二部"])
        assert alone.department == "二部"

    def test_the_period_before_up_to_the_same_number_of_days(self) -> None:
        query = scored()
        [before] = scorecards.before(query, "owner", periods.parse("2024-03"), day("2024-03-04"))
        assert before.sales.actual == 0
        [before] = scorecards.before(query, "owner", periods.parse("2024-03"), day("2024-03-05"))
        assert (before.period.code, before.sales.actual) == ("2024-02", 100)
        assert scorecards.before(query, "owner", periods.parse("2024-05"), day(END)) == ()

    def test_a_year_before(self) -> None:
        [before] = scorecards.a_year_before(scored(), "owner", periods.parse("2025-03"), day("2025-03-05"))
        assert (before.period.code, before.sales.actual) == ("2024-03", 300)


def next_period(period: periods.Period) -> periods.Period:
    find = {"month": periods.month_of, "quarter": periods.quarter_of, "year": periods.year_of}[period.kind]
    return find(period.end)
