"""The tables and views of a store, made from the column specification and `sql/views.sql`; knows no engine."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from analytics.importer.columns import DATASETS

SQL = Path(__file__).parent / "sql"

EMPTY_MONTHS = pa.schema([("dataset", pa.string()), ("month", pa.date32()), ("import_id", pa.int64())])
IMPORT_COLUMNS = pa.schema([("import_id", pa.int64()), ("column_name", pa.string())])
NOTES = ("empty_months", "import_columns")


class Connection(Protocol):
    """What is needed of a database connection here."""

    def execute(self, query: str, /) -> object: ...

    def register(self, view_name: str, python_object: object, /) -> object: ...

    def unregister(self, view_name: str, /) -> object: ...


def table_schemas() -> dict[str, pa.Schema]:
    """The stored tables: each dataset's accepted columns with the import that a row came from, the empty months, and which
    stored columns the file of an import had (definitions §5, Record checks)."""
    tables = {name: dataset.schema.append(pa.field("import_id", pa.int64())) for name, dataset in DATASETS.items()}
    return tables | {"empty_months": EMPTY_MONTHS, "import_columns": IMPORT_COLUMNS}


@cache
def version() -> str:
    """Changes when a store must be built again because tables or views are others than those it was made with."""
    digest = hashlib.sha256(statement("views").encode())
    for name, schema in table_schemas().items():
        digest.update(f"{name}{schema.to_string()}".encode())
    return digest.hexdigest()[:16]


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def dataset_statement(name: str, dataset: str) -> str:
    """`sql/<name>.sql` for one dataset: `this_dataset` in it is the table, `this_day` and `this_amount` its columns (or null).

    Names of tables and columns cannot be bound as values; they come from the frozen specification only, never from a
    file or a reader.
    """
    found = DATASETS[dataset]
    day, amount = found.day_column or "null::date", found.sum_column or "null::decimal(18, 4)"
    text = statement(name).replace("this_dataset", found.name)
    return text.replace("this_day", day).replace("this_amount", amount)


def create(connection: Connection) -> None:
    """Makes the empty tables and the views in a fresh database."""
    for name, schema in table_schemas().items():
        connection.register("empty", schema.empty_table())
        connection.execute("create table this_table as select * from empty".replace("this_table", name))
        connection.unregister("empty")
    connection.execute(statement("views"))
