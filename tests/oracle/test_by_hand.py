"""The oracle itself, on arithmetic that can be followed on paper; each test's data stand in it."""

import ast
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.oracle import Books, Company, Import, Refused, report
from tests.oracle.calendar import parse
from tests.oracle.pace import pace
from tests.oracle.rows_by_hand import books, found, sale, target, touch
from tests.oracle.sales import Figures, Group, half_up_nine
from tests.oracle.text_days import promised_day


def test_the_oracle_uses_nothing_of_the_product() -> None:
    folder = Path(__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] in ("analytics", "pages", "duckdb", "pandas", "pyarrow")], path


def test_a_fresh_process_with_the_oracle_has_loaded_no_product_module() -> None:
    code = "import sys, tests.oracle; print([name for name in sys.modules if name.split('.')[0] == 'analytics'])"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


class TestSales:
    def test_a_quarter_with_a_month_without_target_and_a_month_not_loaded(self) -> None:
        data = books(
            sales=[sale("O1", date(2024, 1, 10), "90"), sale("O2", date(2024, 2, 10), "50")],
            targets=[target(date(2024, 1, 1), "100"), target(date(2024, 3, 1), "100")],
        )
        row = found(report(data, "sales", ("owner",), "2024Q1", date(2024, 3, 31)))
        assert row["target"] == 100 + 100
        assert row["actual"] == 90 + 50
        assert row["outside_targets"] == 50
        assert row["attainment_pct"] == 90
        assert row["target_state"] == "incomplete"
        assert row["months_missing"] == 1
        assert row["partial"] is False
        group = Group(Figures(data, date(2024, 3, 31)), ("owner",), ("张三",))
        assert group.gap(parse("2024Q1")) == 90 - 100

    def test_the_template_rows(self) -> None:
        data = books(
            sales=[sale("O1", date(2024, 3, 5), "550000"), sale("O2", date(2024, 3, 5), "360000", owner="李四")],
            targets=[target(date(2024, 3, 1), "500000"), target(date(2024, 3, 1), "450000", owner="李四")],
        )
        table = report(data, "sales", ("owner",), "2024-03", date(2024, 3, 31))
        assert found(table, owner="张三")["attainment_pct"] == 110
        assert found(table, owner="李四")["attainment_pct"] == 80

    def test_a_target_of_zero_is_not_a_missing_one(self) -> None:
        data = books(sales=[sale("O1", date(2024, 3, 5), "10")], targets=[target(date(2024, 3, 1), "0")])
        row = found(report(data, "sales", (), None, date(2024, 3, 31)))
        assert (row["target"], row["target_state"], row["attainment_pct"]) == (0, "zero", None)

    def test_growth_of_a_partial_month_compares_as_many_days(self) -> None:
        days = {date(2024, 2, 7): "40", date(2024, 2, 8): "1000", date(2024, 3, 7): "50", date(2024, 3, 8): "7"}
        data = books(sales=[sale(f"O{day}", day, amount) for day, amount in days.items()])
        row = found(report(data, "sales", (), "2024-03", date(2024, 3, 7)))
        assert (row["mom_change"], row["mom_pct"]) == (50 - 40, 25)
        assert (row["yoy_change"], row["yoy_pct"]) == (None, None)
        assert row["partial"] is True

    def test_a_month_with_only_a_weekend_left_is_whole(self) -> None:
        data = books(sales=[sale("O1", date(2024, 2, 29), "40"), sale("O2", date(2024, 3, 29), "30")])
        row = found(report(data, "sales", (), "2024-03", date(2024, 3, 29)))
        assert (row["partial"], row["mom_change"], row["mom_pct"]) == (False, 30 - 40, -25)

    def test_no_percentage_of_a_negative_or_empty_base(self) -> None:
        data = books(sales=[sale("O1", date(2024, 2, 1), "-40"), sale("O2", date(2024, 3, 1), "30")])
        march = found(report(data, "sales", ("month",), None, date(2024, 3, 31)), month="2024-03")
        assert (march["mom_change"], march["mom_pct"]) == (30 + 40, None)

    def test_the_leap_day_is_compared_with_the_28th(self) -> None:
        days = {date(2023, 2, 28): "10", date(2023, 1, 5): "10", date(2024, 1, 5): "20", date(2024, 2, 29): "20"}
        data = books(sales=[sale(f"O{day}", day, amount) for day, amount in days.items()])
        row = found(report(data, "sales", ("quarter",), "2024Q1", date(2024, 2, 29)))
        assert (row["yoy_change"], row["yoy_pct"]) == (40 - 20, 100)

    def test_two_views_of_one_plan(self) -> None:
        cell = {"owner": None, "region": "华东", "product_line": "软件"}
        data = books(
            sales=[sale("O1", date(2024, 1, 5), "60"), sale("O2", date(2024, 2, 5), "40", product_line=None)],
            targets=[
                target(date(2024, 1, 1), "100"),
                target(date(2024, 1, 1), "80", **cell),
                target(date(2024, 2, 1), "50", **cell),
            ],
        )
        day = date(2024, 3, 31)
        assert found(report(data, "sales", ("owner",), "2024Q1", day))["target"] == 100
        plan = report(data, "sales", ("region",), "2024Q1", day)
        assert (found(plan)["target"], found(plan)["outside_targets"]) == (80 + 50, 40)
        assert found(report(data, "sales", ("quarter",), "2024Q1", day))["target"] == 100 + 50
        mixed = found(report(data, "sales", ("owner", "region"), "2024Q1", day))
        assert (mixed["target"], mixed["target_state"], mixed["outside_targets"]) == (None, "none", None)

    def test_department_of_the_time(self) -> None:
        stays = [
            {"owner": "张三", "department": "一部", "left_on": date(2024, 2, 15)},
            {"owner": "张三", "department": "二部", "joined_on": date(2024, 2, 16)},
        ]
        sales = [sale("O1", date(2024, 1, 31), "1"), sale("O2", date(2024, 2, 1), "2")]
        data = books(staff=stays, sales=sales)
        table = report(data, "sales", ("department",), "2024Q1", date(2024, 3, 31))
        assert (found(table, department="一部")["actual"], found(table, department="二部")["actual"]) == (1, 2)
        early = report(data, "sales", ("department",), "2024Q1", date(2024, 2, 10))
        assert found(early)["department"] == "一部"

    def test_two_people_of_one_name(self) -> None:
        stays = [
            {"owner": "张三", "employee_id": "E1", "department": "一部", "aliases": "小张"},
            {"owner": "张三", "employee_id": "E2", "department": "二部"},
        ]
        names = ["小张", "Ｅ２", "张三", "E1", None]
        data = books(staff=stays, sales=[sale(f"O{name}", date(2024, 1, 5), "10", owner=name) for name in names])
        table = report(data, "sales", ("owner", "department"), "2024-01", date(2024, 1, 31))
        rows = {(row[0], row[1]): row[2] for row in table.rows}
        assert rows == {("张三 (E1)", "一部"): 20, ("张三 (E2)", "二部"): 10, ("张三", None): 10, (None, None): 10}

    def test_the_newest_import_of_the_nth_such_row_holds(self) -> None:
        first = Import("sales", (sale("O1", date(2024, 1, 5), "10"), sale("O1", date(2024, 1, 5), "20")))
        again = Import("sales", (sale("O1", date(2024, 1, 5), "15"),))
        data = Books(Company((first, again)))
        assert [row["amount"] for row in data.rows("sales")] == [20, 15]

    def test_a_quarter_of_targets_is_three_months(self) -> None:
        row = {"quarter": "2024Q1", "owner": "张三", "base_amount": Decimal(100)}
        amounts = [row["base_amount"] for row in books(targets=[row]).rows("targets")]
        assert amounts == [Decimal("33.3333"), Decimal("33.3333"), Decimal("33.3334")]

    def test_a_confirmed_empty_month_counts_as_zero(self) -> None:
        sales = Import("sales", (sale("O1", date(2024, 1, 5), "10"),))
        data = Books(Company((sales, Import("sales", (), date(2024, 2, 1)), Import("targets", (target(date(2024, 2, 1), "5"),)))))
        row = found(report(data, "sales", ("month",), None, date(2024, 3, 31)), month="2024-02")
        assert (row["actual"], row["attainment_pct"], row["mom_pct"]) == (0, 0, -100)

    def test_wrong_arguments(self) -> None:
        with pytest.raises(Refused):
            report(books(), "sales")
        with pytest.raises(Refused):
            report(books(), "sales", ("quarter",), "2024-01", date(2024, 1, 1))


class TestPace:
    def test_a_partial_month_lands_by_its_working_days(self) -> None:
        data = books(sales=[sale("O1", date(2024, 3, 5), "700")], targets=[target(date(2024, 3, 1), "2000")])
        figures = pace(Group(Figures(data, date(2024, 3, 11)), (), ()), parse("2024-03"))
        assert figures.landing == 700 * 21 / 7
        assert figures.landing_pct == 2100 / 2000 * 100
        assert figures.gap == 700 - 2000
        assert figures.plan_line == half_up_nine(Fraction(2000 * 7, 21))
        assert figures.needed_per_day == half_up_nine(Fraction(2000 - 700, 14))

    def test_four_working_days_are_too_few(self) -> None:
        data = books(sales=[sale("O1", date(2024, 3, 5), "700")])
        figures = pace(Group(Figures(data, date(2024, 3, 6)), (), ()), parse("2024-03"))
        assert (figures.landing, figures.landing_pct, figures.needed_per_day) == (None, None, None)

    def test_a_month_not_loaded_counts_neither_in_sales_nor_in_days(self) -> None:
        data = books(sales=[sale("O1", date(2024, 2, 5), "840")], targets=[target(date(2024, 2, 1), "1000")])
        figures = pace(Group(Figures(data, date(2024, 2, 29)), (), ()), parse("2024Q1"))
        assert figures.landing == 840 * (21 + 21) / 21
        assert figures.landing_pct == 84


class TestFollowUps:
    TEMPLATE = (
        {
            **touch("C20240301", date(2024, 3, 8), "visit", customer_name="甲科技", grade="A"),
            "first_contact_on": date(2024, 3, 1),
            "next_step": "3月12日再次跟进预算进度",
        },
        {
            **touch("C20240302", date(2024, 3, 7), "call", customer_name="乙制造", grade="B", owner="李四"),
            "first_contact_on": date(2024, 3, 2),
            "next_step": "3月20日提交定制方案",
        },
    )

    def test_the_template_as_of_20_march(self) -> None:
        table = report(books(follow_ups=list(self.TEMPLATE)), "follow_ups", as_of=date(2024, 3, 20))
        first = found(table, customer_id="C20240301")
        assert (first["due_on"], first["overdue_days"], first["state"]) == (date(2024, 3, 15), 20 - 15, "overdue")
        assert (first["broken_promise_on"], first["promise_from_text"]) == (date(2024, 3, 12), True)
        second = found(table, customer_id="C20240302")
        assert (second["due_on"], second["overdue_days"], second["state"]) == (date(2024, 3, 21), 0, "ok")
        assert second["broken_promise_on"] is None

    @pytest.mark.parametrize(("day", "state", "days"), [(7, "ok", 0), (8, "ok", 0), (9, "overdue", 1)])
    def test_a_customer_of_grade_a_is_due_on_the_seventh_day(self, day: int, state: str, days: int) -> None:
        data = books(follow_ups=[touch("C1", date(2024, 1, 1), grade="A")])
        row = found(report(data, "follow_ups", as_of=date(2024, 1, day)))
        assert (row["due_on"], row["state"], row["overdue_days"]) == (date(2024, 1, 8), state, days)

    def test_an_email_is_no_contact_for_a_and_b(self) -> None:
        data = books(follow_ups=[touch("C1", date(2024, 1, 20), "email", grade="B", first_contact_on=date(2024, 1, 2))])
        row = found(report(data, "follow_ups", as_of=date(2024, 1, 20)))
        assert (row["last_qualifying_on"], row["due_on"], row["overdue_days"]) == (None, date(2024, 1, 16), 4)

    def test_customers_before_and_without_a_contact(self) -> None:
        profiles = [
            {"customer_id": "C1", "first_contact_on": date(2024, 1, 10), "value": "high", "potential": "high"},
            {"customer_id": "C2", "stage": "lost"},
            {"customer_id": "C3"},
        ]
        data = books(customers=profiles)
        assert [row[0] for row in report(data, "follow_ups", as_of=date(2024, 1, 9)).rows] == ["C2", "C3"]
        table = report(data, "follow_ups", as_of=date(2024, 3, 1))
        first = found(table, customer_id="C1")
        assert (first["grade"], first["state"], first["due_on"], first["overdue_days"]) == (
            "A",
            "never_contacted",
            date(2024, 1, 17),
            0,
        )
        assert (found(table, customer_id="C2")["state"], found(table, customer_id="C2")["overdue_days"]) == ("closed", None)
        assert (found(table, customer_id="C3")["state"], found(table, customer_id="C3")["due_on"]) == ("never_contacted", None)

    @pytest.mark.parametrize(("day", "is_missed"), [(15, False), (16, True)])
    def test_half_of_a_month_without_an_executive(self, day: int, is_missed: bool) -> None:
        rows = [touch("C1", date(2024, 2, 28), grade="A", with_executive=True), touch("C1", date(2024, 3, 2))]
        row = found(report(books(follow_ups=rows), "follow_ups", as_of=date(2024, 3, day)))
        assert row["missed_executive"] is is_missed

    def test_the_newest_by_time_then_logged_then_import(self) -> None:
        day = date(2024, 1, 5)
        rows = [touch("C1", day, record_id="R1", grade="C", logged_at=day), touch("C1", day, record_id="R2", grade="B")]
        assert found(report(books(follow_ups=rows), "follow_ups", as_of=day))["grade"] == "C"
        later = touch("C1", datetime(2024, 1, 5, 8), record_id="R0", grade="A")
        assert found(report(books(follow_ups=[*rows, later]), "follow_ups", as_of=day))["grade"] == "A"


class TestHeatmap:
    def test_weeks_of_a_month_end_on_sundays_and_on_the_day(self) -> None:
        data = books(follow_ups=[touch("C1", date(2024, 3, 1), grade="A")])
        table = report(data, "heatmap", ("owner", "week"), "2024-03", date(2024, 3, 20))
        cells = {row[1]: row[2:] for row in table.rows}
        assert cells == {
            "2024-02-26": (1, 0, 0, 0, 0),
            "2024-03-04": (1, 1, 100, 10 - 8, 0),
            "2024-03-11": (1, 1, 100, 17 - 8, 0),
            "2024-03-18": (1, 1, 100, 20 - 8, 0),
        }

    def test_closed_customers_make_no_cell(self) -> None:
        data = books(follow_ups=[touch("C1", date(2024, 3, 1), grade="A", stage="paused")])
        assert report(data, "heatmap", as_of=date(2024, 3, 20)).rows == []


class TestOverContact:
    def test_two_days_after_a_touch_of_an_a_customer_but_not_three(self) -> None:
        days = [date(2024, 1, 1), date(2024, 1, 3), date(2024, 1, 6)]
        rows = [touch("C1", day, grade="A") for day in days]
        table = report(books(follow_ups=rows), "over_contact", as_of=date(2024, 1, 31))
        assert [row[4:] for row in table.rows] == [(date(2024, 1, 1), datetime(2024, 1, 3), 2, 3)]

    def test_a_promised_day_is_no_over_contact(self) -> None:
        rows = [
            touch("C1", date(2024, 1, 1), grade="A"),
            touch("C1", date(2024, 1, 1), "email", next_step="明天给资料"),
            touch("C1", date(2024, 1, 2)),
        ]
        assert report(books(follow_ups=rows), "over_contact", as_of=date(2024, 1, 31)).rows == []


WEDNESDAY = date(2024, 3, 13)
READ = {
    "2024年3月22日回访": date(2024, 3, 22),
    "3月22号见": date(2024, 3, 22),
    "3月12日": date(2025, 3, 12),
    "3月13日": date(2024, 3, 13),
    "2024-03-22": date(2024, 3, 22),
    "于2024/3/22发": date(2024, 3, 22),
    "Call on 22 March": date(2024, 3, 22),
    "22 Mar 2025": date(2025, 3, 22),
    "March 2": date(2025, 3, 2),
    "Mar 22, 2024 demo": date(2024, 3, 22),
    "12日": date(2024, 4, 12),
    "31号": date(2024, 3, 31),
    "明天": date(2024, 3, 14),
    "后天": date(2024, 3, 15),
    "Tomorrow": date(2024, 3, 14),
    "3天后": date(2024, 3, 16),
    "三日后": date(2024, 3, 16),
    "in 3 days": date(2024, 3, 16),
    "两周后": date(2024, 3, 27),
    "2星期后": date(2024, 3, 27),
    "in 2 weeks": date(2024, 3, 27),
    "周三": date(2024, 3, 20),
    "星期五": date(2024, 3, 15),
    "on Wednesday": date(2024, 3, 20),
    "下周三": date(2024, 3, 20),
    "下礼拜一": date(2024, 3, 18),
    "next Sunday": date(2024, 3, 24),
    "月底": date(2024, 3, 31),
    "本月底": date(2024, 3, 31),
    "by the end of the month": date(2024, 3, 31),
    "２２日": date(2024, 3, 22),
    "28日-30日": date(2024, 3, 28),
    "2月30日不行，改3天后": date(2024, 3, 16),
    "去8号楼，22日": date(2024, 3, 22),
}
NOT_READ = (
    *("8号楼", "2号线", "V2.3.1", "3/4", "3月份", "12日内", "上周三", "每周三", "大后天", "3月底", "the day after tomorrow"),
    *("本周三", "这周三", "下个周三", "下月12日", "下个月12日", "下月底", "within 3 days", "2024-02-30", "32日", "", "再联系"),
)


@pytest.mark.parametrize(("text", "day"), READ.items())
def test_days_written_in_a_next_step(text: str, day: date) -> None:
    assert promised_day(text, WEDNESDAY) == day


@pytest.mark.parametrize("text", NOT_READ)
def test_texts_that_name_no_day(text: str) -> None:
    assert promised_day(text, WEDNESDAY) is None


def test_a_bare_31st_in_april_is_that_of_may() -> None:
    assert promised_day("31日", date(2024, 4, 20)) == date(2024, 5, 31)
