"""Who is a new customer, and whose (definitions §3, New customers)."""

from analytics import loaded, new_customers, people, periods
from analytics.queries import DatabaseQuery
from tests.analytics import rows
from tests.analytics.rows import day

MARCH = periods.parse("2024-03")


def contract(number: str, customer: str, on: str, owner: str | None = None) -> dict[str, object]:
    return {"contract_no": number, "customer_id": customer, "signed_on": on, "amount": 100, "owner": owner}


def sale(order: str, customer: str, on: str, owner: str | None = "李四", **cells: object) -> dict[str, object]:
    return {"order_id": order, "customer_id": customer, "ordered_on": on, "owner": owner, "amount": 100, **cells}


def found(query: DatabaseQuery, as_of: str = "2024-03-31") -> list[tuple[str, str | None]]:
    rows_of = new_customers.table(query, people.load(query), MARCH.window, day(as_of))
    return [(one.customer_id, one.person) for one in rows_of]


def test_the_first_ever_contract_lies_in_the_period() -> None:
    query = rows.store(
        contracts=[
            contract("K1", "C1", "2024-02-29", "张三"),
            contract("K2", "C1", "2024-03-01", "张三"),
            contract("K3", "C2", "2024-03-01", "张三"),
            contract("K4", "C2", "2024-03-20", "李四"),
            contract("K5", "C3", "2024-03-31", "张三"),
            contract("K6", "C4", "2024-04-01", "张三"),
        ]
    )
    assert found(query) == [("C2", "张三"), ("C3", "张三")]
    assert found(query, "2024-03-30") == [("C2", "张三")]


def test_of_two_on_one_day_the_smaller_number() -> None:
    query = rows.store(contracts=[contract("K2", "C1", "2024-03-05", "李四"), contract("K1", "C1", "2024-03-05", "张三")])
    assert found(query) == [("C1", "张三")]


def test_the_chain_of_credit() -> None:
    query = rows.store(
        contracts=[
            contract("K1", "C1", "2024-03-01", "老张"),
            contract("K2", "C2", "2024-03-02"),
            contract("K3", "C3", "2024-03-03"),
            contract("K4", "C4", "2024-03-04"),
            contract("K5", "C5", "2024-03-05"),
        ],
        sales=[
            sale("O2", "C2", "2024-03-20", "王五", contract_no="K2"),
            sale("O1", "C2", "2024-03-10", "李四", contract_no="K2"),
            sale("O3", "C3", "2024-03-10", None, contract_no="K3"),
            sale("O4", "C3", "2024-03-11", "李四", contract_no="K3"),
        ],
        customers=[
            {"customer_id": "C1", "owner": "赵六"},
            {"customer_id": "C3", "owner": "赵六"},
            {"customer_id": "C4", "owner": "赵六"},
        ],
        staff=[{"owner": "张三", "aliases": "老张"}],
    )
    assert found(query) == [
        ("C1", "张三"),  # the contract's own owner, by alias
        ("C2", "李四"),  # the first sale under it
        ("C3", "赵六"),  # the first sale has no owner: the profile's
        ("C4", "赵六"),
        ("C5", None),
    ]
    assert found(query, "2024-03-09")[1] == ("C2", None)  # that sale is none yet


def test_first_orders_only_where_no_contract_is_imported() -> None:
    sales = [
        sale("O2", "C1", "2024-03-05", "王五"),
        sale("O1", "C1", "2024-03-05", "李四"),
        sale("O3", "C2", "2024-03-06", None),
        sale("O0", "C3", "2024-02-01"),
        sale("O4", "C3", "2024-03-07"),
    ]
    customers = [{"customer_id": "C2", "owner": "赵六"}]
    assert found(rows.store(sales=sales, customers=customers)) == [("C1", "李四"), ("C2", "赵六")]
    assert found(rows.store(sales=sales, customers=customers, contracts=[contract("K1", "C9", "2025-01-01")])) == []


def test_the_first_line_of_the_first_order() -> None:
    query = rows.store(sales=[sale("O1", "C1", "2024-03-05", "王五", line_no=2), sale("O1", "C1", "2024-03-05", "李四", line_no=1)])
    assert found(query) == [("C1", "李四")]


def test_history_starts_with_the_first_loaded_month() -> None:
    query = rows.store(contracts=[contract("K1", "C1", "2024-03-05")], sales=[sale("O1", "C1", "2023-01-01")])
    months = loaded.load(query)
    assert new_customers.is_history_start(months, MARCH)
    assert new_customers.is_history_start(months, periods.parse("2024Q1"))
    assert not new_customers.is_history_start(months, periods.parse("2024-04"))
    assert new_customers.is_history_start(loaded.load(rows.store(sales=[sale("O1", "C1", "2024-03-05")])), MARCH)
