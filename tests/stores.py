"""Small stores for tests: imports put in place without a file of their own."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analytics import store
from analytics.folder import Folder
from analytics.importer.columns import DATASETS
from analytics.journal import Event

NOW = datetime(2024, 4, 2, 9, 30, tzinfo=UTC)

Sale = tuple[str, str, date]  # order, amount, day


def sale(order: str, amount: str = "10", day: date = date(2024, 3, 1)) -> Sale:
    return order, amount, day


def accepted(sales: Sequence[Sale]) -> pa.Table:
    """Accepted rows of the dataset `sales`, the order's number being the natural key."""
    schema = DATASETS["sales"].schema
    empty: dict[str, Any] = dict.fromkeys(schema.names)
    rows = [
        empty
        | {"order_id": order, "row_key": order, "amount": Decimal(amount), "ordered_on": day, "customer_id": "C1"}
        | {"place": place, "line": place + 1}
        for place, (order, amount, day) in enumerate(sales, 1)
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def put(folder: Folder, sales: Sequence[Sale], *, empty_month: str | None = None) -> int:
    """Imports rows and returns the import's id."""
    with store.writing(folder, "test") as events:
        number = events.newest() + 1
        raw = f"raw {number} {sales}".encode()
        body: dict[str, Any] = {"dataset": "sales", "rows_read": len(sales), "rejected": 0, "extension": ".csv"}
        body["sha256"] = _keep(folder.path / "raw" / "new.csv", raw)
        (folder.path / "raw" / "new.csv").rename(folder.raw(body["sha256"], ".csv"))
        pq.write_table(accepted(sales), folder.accepted(number))
        pq.write_table(pa.table({"line": pa.array([], pa.int64())}), folder.rejects(number))
        for part, path in (("accepted", folder.accepted(number)), ("rejects", folder.rejects(number))):
            body[f"{part}_sha256"] = store.file_sha256(path)
        store.put(folder, events, Event(number, NOW, "test", "import", body | {"empty_month": empty_month}))
        return number


def _keep(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return store.file_sha256(path)


def random_sales(draw: random.Random) -> list[Sale]:
    """One to five sales among eight order numbers, so that imports overlap."""
    orders = draw.sample(range(8), draw.randint(1, 5))
    return [sale(f"S{order}", str(draw.randint(1, 3)), date(2024, draw.randint(1, 3), 1)) for order in orders]
