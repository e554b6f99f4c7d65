"""Companies of a few rows for the tests by hand; each cell that does not matter is the same everywhere."""

from datetime import date, datetime
from decimal import Decimal

from tests.oracle import Books, Change, Company, Import, Note, Table


def books(changes: tuple[Change, ...] = (), notes: tuple[Note, ...] = (), **datasets: list[dict]) -> Books:
    """One import per dataset, in the order given."""
    imports = tuple(Import(dataset, tuple(rows)) for dataset, rows in datasets.items())
    return Books(Company(imports, changes, notes))


def sale(order_id: str, day: date, amount: str, **cells: object) -> dict:
    plain = {"customer_id": "C1", "owner": "张三", "region": "华东", "product_line": "软件"}
    return {"order_id": order_id, "ordered_on": day, "amount": Decimal(amount), **plain, **cells}


def touch(customer_id: str, at: date | datetime, method: str = "call", **cells: object) -> dict:
    return {"customer_id": customer_id, "followed_up_at": at, "method": method, "owner": "张三", **cells}


def target(month: date, base: str, **cells: object) -> dict:
    return {"month": month, "owner": "张三", "base_amount": Decimal(base), **cells}


def found(table: Table, **wanted: object) -> dict:
    """The one row of a report with these cells."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    matching = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    assert len(matching) == 1, table
    return matching[0]
