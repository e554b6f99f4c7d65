"""Rows of the datasets for tests: only the cells that matter, typed and keyed as the import stores them."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa

from analytics import queries
from analytics.importer.columns import DATASETS, Kind, text_key
from analytics.journal import Event
from analytics.queries import DatabaseQuery


def day(text: str) -> date:
    return date.fromisoformat(text)


def store(
    *, empty_months: Iterable[tuple[str, str]] = (), typed: tuple[Event, ...] = (), **datasets: Iterable[Mapping[str, object]]
) -> DatabaseQuery:
    """A store in memory with the given rows; days, months and moments as ISO text, amounts as numbers or text.

    `typed`: what people typed, such as policy changes.
    """
    tables = {name: table(name, rows) for name, rows in datasets.items()}
    if empty_months:
        names, months = zip(*empty_months, strict=True)
        dates = pa.array([day(f"{month}-01") for month in months], pa.date32())
        tables["empty_months"] = pa.table({"dataset": list(names), "month": dates, "import_id": [1] * len(names)})
    return queries.memory(tables, typed=typed)


def table(name: str, rows: Iterable[Mapping[str, object]]) -> pa.Table:
    dataset = DATASETS[name]
    filled = []
    for place, given in enumerate(rows, 1):
        row = {key: cell(dataset.column(key).kind, value) for key, value in given.items() if key not in ("import_id", "place")}
        for column in dataset.stored_columns:
            if column.kind is Kind.MOMENT and row.get(column.name) is not None:
                row[f"{column.name}_has_time"] = len(str(given[column.name])) > len("2024-03-05")
            if column.is_keyed and row.get(column.name) is not None:
                row[f"{column.name}_key"] = ";".join(text_key(part) for part in str(row[column.name]).split(";"))
        row |= {"place": given.get("place", place), "line": place, "row_key": str(place), "import_id": given.get("import_id", 1)}
        filled.append(row)
    schema = dataset.schema.append(pa.field("import_id", pa.int64()))
    return pa.Table.from_pylist(filled, schema=schema)


def cell(kind: Kind, value: object) -> object:
    if value is None:
        return None
    if kind is Kind.DAY:
        return day(str(value))
    if kind is Kind.MONTH:
        return day(f"{value}-01")
    if kind is Kind.MOMENT:
        return datetime.fromisoformat(str(value))
    if kind in (Kind.AMOUNT, Kind.COUNT, Kind.RATE, Kind.SCORE, Kind.MINUTES):
        return Decimal(str(value))
    return value
