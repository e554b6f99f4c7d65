"""The oracle's scorecards on paper (definitions §3, §4): credit, rates, parts, ranks, the policy of the time."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.oracle import Change, Policy, Table, report
from tests.oracle.calendar import parse, quarter_code
from tests.oracle.policy import policy_at
from tests.oracle.rows_by_hand import books, found, sale, target, touch
from tests.oracle.scores import score

END = date(2024, 3, 31)
MARCH = date(2024, 3, 1)
PLAIN = {"sales": 90, "collection": 68, "other": 50, "qualitative": 80}


def parts(**changed: int | None) -> dict[str, Fraction | None]:
    return {name: None if value is None else Fraction(value) for name, value in {**PLAIN, **changed}.items()}


def contract(number: str, customer_id: str, day: date, owner: str | None = "张三") -> dict:
    return {"contract_no": number, "customer_id": customer_id, "signed_on": day, "amount": Decimal(1), "owner": owner}


def paid(number: str, day: date, amount: str, **cells: object) -> dict:
    return {"payment_id": number, "paid_on": day, "amount": Decimal(amount), **cells}


def scorecards(data: object, by: str = "owner", period: str = "2024-03", as_of: date = END) -> Table:
    return report(data, "scorecards", (by,), period, as_of)


class TestScore:
    def test_four_parts(self) -> None:
        got = score(parts(), Policy())
        assert got.exact == Fraction(40 * 90 + 20 * 68 + 10 * 50 + 30 * 80, 100)
        assert (got.value, got.covered_pct, got.is_provisional, got.band) == (Decimal("78.6"), 100, False, "needs_improvement")

    def test_a_part_left_out_scales_the_others(self) -> None:
        got = score(parts(collection=None, other=None), Policy())
        assert got.exact == Fraction(40 * 90 + 30 * 80, 70)
        assert (got.value, got.covered_pct, got.is_provisional) == (Decimal("85.7"), 70, True)

    def test_half_of_the_weight_is_enough_and_less_is_not(self) -> None:
        assert score(parts(collection=None, qualitative=None), Policy()).value == Fraction(40 * 90 + 10 * 50, 50)
        little = score(parts(sales=None, qualitative=None), Policy())
        assert (little.value, little.band, little.covered_pct, little.is_provisional) == (None, None, 30, True)

    def test_parts_are_held_and_the_total_is_cut(self) -> None:
        assert score(parts(sales=150), Policy()).exact == Fraction(40 * 100 + 20 * 68 + 10 * 50 + 30 * 80, 100)
        generous = Policy(cap=Decimal(120))
        assert score(parts(sales=150), generous).exact == Fraction(40 * 120 + 20 * 68 + 10 * 50 + 30 * 80, 100)
        assert score(parts(sales=150, collection=150, other=150, qualitative=100), generous).value == 100
        assert score(parts(sales=-20), Policy()).exact == Fraction(20 * 68 + 10 * 50 + 30 * 80, 100)

    @pytest.mark.parametrize(("tenths", "band"), [("89.95", "excellent"), ("89.94", "good"), ("79.949999999", "needs_improvement")])
    def test_bands_go_by_the_rounded_score(self, tenths: str, band: str) -> None:
        assert score(dict.fromkeys(PLAIN, Fraction(tenths)), Policy()).band == band


class TestCredit:
    def test_the_first_contract_ever_and_of_two_on_one_day_the_smaller_number(self) -> None:
        data = books(
            contracts=[
                contract("K2", "C1", MARCH, "李四"),
                contract("K1", "C1", MARCH, "张三"),
                contract("K3", "C2", date(2024, 2, 1), "李四"),
                contract("K4", "C2", MARCH, "李四"),
            ]
        )
        table = scorecards(data)
        assert [row[0] for row in table.rows] == ["张三"]
        assert found(table)["new_customers"] == 1

    def test_the_chain_of_a_contract_without_owner(self) -> None:
        contracts = [contract(f"K{number}", f"C{number}", MARCH, None) for number in (1, 2, 3)]
        data = books(
            contracts=contracts,
            sales=[sale("O1", MARCH, "1", owner="王五", contract_no="K1"), sale("O2", MARCH, "1", owner=None, contract_no="K2")],
            customers=[{"customer_id": "C1", "owner": "陈静"}, {"customer_id": "C2", "owner": "陈静"}],
        )
        counts = {row[0]: row[11] for row in scorecards(data).rows}
        assert counts == {"王五": 1, "陈静": 1, None: 1}

    def test_first_orders_stand_for_contracts_only_where_none_are_imported(self) -> None:
        sales = [sale("O1", date(2024, 2, 1), "1"), sale("O2", MARCH, "1"), sale("O3", MARCH, "1", customer_id="C2")]
        assert found(scorecards(books(sales=sales)))["new_customers"] == 1
        late = books(sales=sales, contracts=[contract("K1", "C9", date(2024, 5, 1))])
        assert found(scorecards(late))["new_customers"] is None

    def test_a_payment_goes_to_its_order_then_to_its_contract_then_to_nobody(self) -> None:
        data = books(
            sales=[sale("O1", MARCH, "100"), sale("O2", MARCH, "100", owner=None), sale("O3", MARCH, "100", owner="李四")],
            contracts=[contract("K1", "C1", MARCH, "李四")],
            payments=[
                paid("P1", MARCH, "30", order_id="O1", contract_no="K1"),
                paid("P2", MARCH, "20", order_id="O2", contract_no="K1"),
                paid("P3", MARCH, "7", order_id="O3", customer_id="C9"),
            ],
        )
        table = scorecards(data)
        assert found(table, owner="张三")["collection_pct"] == 30
        assert found(table, owner="李四")["collection_pct"] == 20
        assert found(table, owner=None)["collection_pct"] == 7
        assert found(scorecards(data, "company"))["collection_pct"] == (30 + 20 + 7) / 3


class TestCollection:
    DATA = (
        [sale("O1", date(2024, 2, 1), "200", due_on=MARCH), sale("O2", MARCH, "100", due_on=date(2024, 4, 1))],
        [paid("P1", MARCH, "50", order_id="O1"), paid("P2", END, "30", order_id="O2"), paid("P3", MARCH, "5")],
    )

    @pytest.mark.parametrize(("basis", "pct"), [("cash", 50 + 30), ("due", (50 + 30) / 2), ("cohort", 30)])
    def test_three_bases(self, basis: str, pct: float) -> None:
        sales, payments = self.DATA
        data = books((Change(MARCH, {"collection": basis}),), sales=sales, payments=payments)
        assert found(scorecards(data), owner="张三")["collection_pct"] == pct

    def test_payments_outside_their_loaded_months_are_no_data(self) -> None:
        data = books(sales=self.DATA[0], payments=[paid("P1", date(2024, 4, 2), "50", order_id="O1")])
        assert found(scorecards(data), owner="张三")["collection_pct"] is None


class TestFigures:
    def test_buyers_who_came_back(self) -> None:
        data = books(
            sales=[
                sale("O1", date(2024, 2, 1), "5", owner="李四"),
                sale("O2", MARCH, "10"),
                sale("O3", MARCH, "20", customer_id="C2"),
                sale("O4", MARCH, "-30", customer_id="C3"),
            ]
        )
        row = found(scorecards(data), owner="张三")
        assert (row["repurchase_pct"], row["revenue_per_customer"]) == (50, 0)
        assert found(scorecards(data, period="2024-02"), owner="李四")["repurchase_pct"] is None

    def test_counts_under_alias_and_name_add_and_rates_average(self) -> None:
        cells = {"visits": Decimal(2), "repurchase_rate": Decimal(40)}
        data = books(
            staff=[{"owner": "张三", "aliases": "小张"}],
            targets=[target(MARCH, "1", **cells), target(MARCH, "1", owner="小张", visits=Decimal(2), repurchase_rate=Decimal(50))],
            follow_ups=[touch("C1", MARCH, "visit", content="x") for _ in range(3)],
        )
        row = found(scorecards(data))
        assert (row["target"], row["repurchase_target_pct"], row["visits"]) == (2, 45, 3)

    def test_compliance_is_the_score_given_else_the_mean_of_the_follow_ups(self) -> None:
        data = books(
            follow_ups=[
                touch("C1", MARCH, content="确认了功能清单和交付时间", next_step="3天后回访", stage="lead"),
                touch("C1", MARCH, content="已跟进", next_step="3天后回访", stage="lead"),
                touch("C2", MARCH, content="已跟进", next_step="再说", owner="李四"),
            ],
            assessments=[{"month": MARCH, "owner": "李四", "process": Decimal(88)}],
        )
        table = scorecards(data)
        assert found(table, owner="张三")["compliance_pct"] == Decimal("83.333333333")
        assert found(table, owner="李四")["compliance_pct"] == 88

    def test_who_stands_and_how_equals_rank(self) -> None:
        data = books(
            staff=[{"owner": name} for name in ("张三", "李四", "王五", "陈静")] + [{"owner": "Ken", "role": "经理"}],
            targets=[target(MARCH, base, owner=name) for name, base in (("张三", "100"), ("李四", "100"), ("王五", "200"))],
            sales=[sale(f"O{name}", MARCH, "50", owner=name) for name in ("张三", "李四", "王五", None)],
        )
        table = scorecards(data)
        assert {row[0] for row in table.rows} == {"张三", "李四", "王五", "陈静", None}
        policy = books(
            (Change(None, {"weight_sales": Decimal(100)}),), **{one.dataset: list(one.rows) for one in data.company.imports}
        )
        ranks = {row[0]: row[-6] for row in scorecards(policy).rows}
        assert ranks == {"张三": 1, "李四": 1, "王五": 3, "陈静": None, None: None}

    def test_revenue_per_head_counts_whoever_was_there(self) -> None:
        stays = [{"owner": "张三", "department": "一部"}, {"owner": "Ken", "department": "一部", "role": "经理"}]
        gone = {"owner": "李四", "department": "一部", "left_on": date(2024, 2, 29)}
        data = books(staff=[*stays, gone], sales=[sale("O1", MARCH, "100")])
        assert found(scorecards(data, "department"))["revenue_per_head"] == 100 / 2
        alone = books(sales=[sale("O1", MARCH, "100")], targets=[target(MARCH, "1", owner="李四")])
        assert found(scorecards(alone, "company"))["revenue_per_head"] == 100 / 2


class TestPolicyOfTheTime:
    def test_a_change_from_july_leaves_march(self) -> None:
        changes = (Change(date(2024, 7, 1), {"cap": Decimal(120)}), Change(date(2024, 7, 1), {"cap": Decimal(150)}, True))
        assert [policy_at(changes, day).cap for day in (END, date(2024, 6, 30), date(2024, 7, 1))] == [100, 100, 120]

    def test_the_later_month_holds_whichever_was_typed_first(self) -> None:
        changes = (Change(date(2024, 7, 1), {"cap": Decimal(120)}), Change(date(2024, 5, 1), {"cap": Decimal(110)}))
        assert [policy_at(changes, date(2024, month, 1)).cap for month in (4, 5, 6, 7)] == [100, 110, 110, 120]

    def test_a_state_goes_by_its_day(self) -> None:
        data = books((Change(MARCH, {"cadence_days_a": 3}),), follow_ups=[touch("C1", date(2024, 2, 26), grade="A")])
        due = [found(report(data, "follow_ups", as_of=day))["due_on"] for day in (date(2024, 2, 29), MARCH)]
        assert due == [date(2024, 2, 26) + timedelta(days=7), date(2024, 2, 26) + timedelta(days=3)]

    @pytest.mark.parametrize(("code", "begin", "end"), [("2024Q1", (2024, 4), (2024, 7)), ("2024Q4", (2025, 1), (2025, 4))])
    def test_a_fiscal_year_from_april(self, code: str, begin: tuple[int, int], end: tuple[int, int]) -> None:
        quarter = parse(code, 4)
        assert (quarter.begin, quarter.end, quarter.code) == (date(*begin, 1), date(*end, 1), code)
        assert quarter_code(date(*begin, 1), 4) == code
        assert parse("2024", 4).end == date(2025, 4, 1)
