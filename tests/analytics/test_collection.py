"""Collection in its three bases, and to whom a payment belongs (definitions §3, Collection rate)."""

from decimal import Decimal

import pytest

from analytics import collection, credit, people, periods
from analytics.policy import CollectionBasis
from analytics.queries import DatabaseQuery
from tests.analytics import rows
from tests.analytics.rows import day

MARCH = periods.parse("2024-03")


def sale(order: str, on: str, amount: object, owner: str | None = "张三", **cells: object) -> dict[str, object]:
    return {"order_id": order, "customer_id": "C1", "ordered_on": on, "owner": owner, "amount": amount, **cells}


def payment(number: str, on: str, amount: object, **cells: object) -> dict[str, object]:
    return {"payment_id": number, "paid_on": on, "amount": amount, **cells}


def credited(query: DatabaseQuery, as_of: str = "2024-03-31") -> dict[str, str | None]:
    table = credit.payments(query, MARCH.window, day(as_of)).to_pylist()
    return {row["payment_id"]: row["owner_key"] for row in table}


def test_a_payment_belongs_to_the_owner_of_its_order() -> None:
    query = rows.store(
        sales=[
            sale("O1", "2024-02-01", 100, "李四", customer_id="C2"),
            sale("O1", "2024-02-01", 100, "张三", customer_id="C1"),
            sale("O1", "2024-02-02", 100, "王五", customer_id="C0"),
            sale("O2", "2024-02-01", 100, "王五", line_no=10),
            sale("O2", "2024-02-01", 100, "李四", line_no=9),
            sale("O3", "2024-03-20", 100, "李四"),
        ],
        payments=[
            payment("P1", "2024-03-01", 10, order_id="O1"),
            payment("P2", "2024-03-01", 10, order_id="O1", customer_id="C2"),
            payment("P3", "2024-03-01", 10, order_id="O1", customer_id="C9"),
            payment("P4", "2024-03-01", 10, order_id="O2"),
            payment("P5", "2024-03-01", 10, order_id="O3"),
            payment("P6", "2024-03-01", 10),
        ],
    )
    assert credited(query) == {
        "P1": "张三",  # the first by ordered_on, customer_id
        "P2": "李四",
        "P3": None,  # no such order of that customer
        "P4": "李四",  # line 9 before line 10
        "P5": "李四",
        "P6": None,
    }
    assert credited(query, "2024-03-19")["P5"] is None  # the order is none yet


def test_else_of_its_contract_in_the_ledger_else_to_nobody() -> None:
    query = rows.store(
        sales=[sale("O1", "2024-02-01", 100, None), sale("O2", "2024-02-01", 100, "李四", contract_no="K2")],
        contracts=[
            {"contract_no": "K1", "customer_id": "C1", "signed_on": "2024-01-01", "amount": 1, "owner": "张三"},
            {"contract_no": "K2", "customer_id": "C1", "signed_on": "2024-01-01", "amount": 1},
            {"contract_no": "K3", "customer_id": "C3", "signed_on": "2024-03-20", "amount": 1},
        ],
        customers=[{"customer_id": "C3", "owner": "赵六"}],
        payments=[
            payment("P1", "2024-03-01", 10, order_id="O1", contract_no="K1"),
            payment("P2", "2024-03-01", 10, contract_no="K2"),
            payment("P3", "2024-03-01", 10, contract_no="K3"),
            payment("P4", "2024-03-01", 10, contract_no="K9"),
            payment("P5", "2024-03-01", 10, order_id="O2", contract_no="K1"),
        ],
    )
    assert credited(query) == {"P1": "张三", "P2": "李四", "P3": "赵六", "P4": None, "P5": "李四"}
    assert credited(query, "2024-03-19")["P3"] is None  # the contract is none yet


def collected(basis: CollectionBasis) -> tuple[Decimal, Decimal]:
    """Paid and due in March."""
    query = rows.store(
        sales=[
            sale("O1", "2024-02-10", 100, due_on="2024-03-10"),
            sale("O2", "2024-03-05", 200, due_on="2024-04-05"),
            sale("O3", "2024-03-06", 50, due_on="2024-03-31"),
            sale("O4", "2024-04-02", 70, due_on="2024-03-31"),
        ],
        payments=[
            payment("P1", "2024-03-10", 80, order_id="O1"),
            payment("P2", "2024-02-20", 30, order_id="O2"),  # paid before it was ordered
            payment("P3", "2024-03-20", 60, order_id="O2"),
            payment("P4", "2024-04-01", 40, order_id="O2"),
            payment("P5", "2024-03-21", 5),
        ],
    )
    who = people.load(query)
    receipts = collection.receipts(query, who, MARCH.window, day("2024-03-31"), frozenset({basis}))
    everything = lambda _person, _month: ()  # noqa: E731
    return receipts.paid(basis, MARCH, everything)[()], receipts.due_in(MARCH, everything).get((), Decimal(0))


def test_cash_takes_what_was_paid_in_the_period() -> None:
    assert collected("cash")[0] == 80 + 60 + 5


def test_due_takes_it_against_what_is_due_in_the_period() -> None:
    assert collected("due") == (80 + 60 + 5, 100 + 50)


def test_cohort_takes_payments_up_to_the_end_against_the_periods_own_orders() -> None:
    assert collected("cohort")[0] == 30 + 60


@pytest.mark.parametrize(
    ("paid", "base", "pct"),
    [("360", "450", 80), ("0", "450", 0), ("90", "60", 150), ("10", "0", None), ("10", "-5", None), (None, None, None)],
)
def test_the_rate_is_absent_without_a_base_above_0(paid: str | None, base: str | None, pct: int | None) -> None:
    amounts = [None if amount is None else Decimal(amount) for amount in (paid, base)]
    assert collection.Collection("cash", *amounts).pct == pct


def test_a_payment_counts_for_the_person_and_the_month_paid() -> None:
    query = rows.store(
        sales=[sale("O1", "2024-02-10", 100, "老张")],
        payments=[payment("P1", "2024-03-10", 80, order_id="O1"), payment("P2", "2024-03-11", 5, order_id="O1")],
        staff=[{"owner": "张三", "aliases": "老张"}],
    )
    found = collection.receipts(query, people.load(query), MARCH.window, day("2024-03-10"), frozenset({"cash"}))
    assert found.payments == (collection.Payments("张三", day("2024-03-01"), day("2024-02-01"), Decimal(80)),)
