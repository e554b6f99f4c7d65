"""Orders that are not paid in full (definitions §7)."""

from decimal import Decimal

from analytics import open_orders, people
from analytics.queries import DatabaseQuery
from tests.analytics import rows
from tests.analytics.rows import day

END = "2024-06-30"


def sale(order: str, on: str, amount: object, **cells: object) -> dict[str, object]:
    return {"order_id": order, "customer_id": "C1", "ordered_on": on, "owner": "张三", "amount": amount, **cells}


def payment(number: str, amount: object, on: str = "2024-06-01", **cells: object) -> dict[str, object]:
    return {"payment_id": number, "paid_on": on, "amount": amount, **cells}


def still_open(query: DatabaseQuery, as_of: str = END) -> dict[str, Decimal]:
    return {
        f"{one.order_id} {one.customer_id}": one.open_amount for one in open_orders.table(query, people.load(query), day(as_of))
    }


def test_what_is_open_of_orders_that_payments_name() -> None:
    query = rows.store(
        sales=[
            sale("O1", "2024-01-10", 60, line_no=1),
            sale("O1", "2024-01-10", 40, line_no=2),
            sale("O2", "2024-01-11", 100),
            sale("O3", "2024-01-12", 100),
            sale("O4", "2024-01-13", "0.01"),
            sale("O5", "2024-01-14", -20),
            sale("O6", "2024-01-10", 100, customer_id="C2"),
            sale("O6", "2024-01-10", 100, customer_id="C3"),
        ],
        payments=[
            payment("P1", 30, order_id="O1"),
            payment("P2", 100, order_id="O2"),
            payment("P3", 120, order_id="O3"),
            payment("P4", 25, order_id="O6"),
            payment("P5", 5, order_id="O6", customer_id="C3"),
            payment("P6", 1, on="2024-07-01", order_id="O1"),
        ],
    )
    assert still_open(query) == {"O1 C1": 70, "O6 C2": 75, "O6 C3": 95}


def test_payments_without_a_known_order_pay_the_orders_of_their_contract_oldest_first() -> None:
    query = rows.store(
        sales=[
            sale("O2", "2024-01-11", 100, contract_no="K1"),
            sale("O1", "2024-01-10", 100, contract_no="K1"),
            sale("O3", "2024-01-12", 100, contract_no="K1"),
            sale("O4", "2024-01-12", 100, contract_no="K2"),
        ],
        payments=[
            payment("P1", 40, order_id="O1", contract_no="K1"),
            payment("P2", 90, contract_no="K1"),
            payment("P3", 30, contract_no="K1", order_id="unknown"),
            payment("P4", 500, contract_no="K2"),
        ],
    )
    assert still_open(query) == {"O2 C1": 100 - (90 + 30 - 60), "O3 C1": 100}


def test_age_counts_from_the_earliest_due_day_else_from_the_order() -> None:
    query = rows.store(
        sales=[
            sale("O1", "2024-01-10", 1, line_no=1, due_on="2024-06-10"),
            sale("O1", "2024-01-10", 1, line_no=2, due_on="2024-06-01", owner="李四"),
            sale("O2", "2024-05-31", 1, owner=None),
        ]
    )
    found = [(one.order_id, one.person, one.age_days) for one in open_orders.table(query, people.load(query), day(END))]
    assert found == [("O2", None, 30), ("O1", "张三", 29)]
