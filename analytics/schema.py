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

_KEYS = [(f"{kind}_key", pa.string()) for kind in ("owner", "region", "product_line")]
_LAST_DAYS = [(f"last_{kind}_on", pa.date32()) for kind in ("a", "b", "c", "executive", "visit")]
_NOTED = [(name, pa.string()) for name in ("grade", "stage", "owner_key", "next_step", "contact", "phone")]
ROLLUPS = {
    "event_days": pa.schema([("dataset", pa.string()), ("day", pa.date32()), ("row_count", pa.int64())]),
    "spellings": pa.schema(
        [
            *((name, pa.string()) for name in ("kind", "dataset", "name_key", "name")),
            *((name, pa.int64()) for name in ("source_rank", "import_id", "place")),
        ]
    ),
    "known_customers": pa.schema(
        [
            *(("customer_id", pa.string()), ("first_contact_on", pa.date32())),
            *((name, pa.string()) for name in ("region_key", "owner_key", "stage", "contact", "phone", "profile_grade")),
        ]
    ),
    "contact_days": pa.schema(
        [
            *(("customer_id", pa.string()), ("begin_on", pa.date32()), ("end_on", pa.date32()), ("previous_on", pa.date32())),
            *(("first_at", pa.timestamp("us")), ("first_owner_key", pa.string()), ("next_step_on", pa.date32())),
            *(*_NOTED, *_LAST_DAYS),
        ]
    ),
    "sold_months": pa.schema([("month", pa.date32()), *_KEYS, ("amount", pa.decimal128(38, 4))]),
}


class Connection(Protocol):
    """What is needed of a database connection here."""

    def execute(self, query: str, parameters: object = None, /) -> object: ...

    def register(self, view_name: str, python_object: object, /) -> object: ...

    def unregister(self, view_name: str, /) -> object: ...


def table_schemas() -> dict[str, pa.Schema]:
    """The stored tables: each dataset's accepted columns with the import that a row came from, the empty months, and which
    stored columns the file of an import had (definitions §5, Record checks); and the rollups, which `rollups` fills."""
    tables = {name: dataset.schema.append(pa.field("import_id", pa.int64())) for name, dataset in DATASETS.items()}
    return tables | {"empty_months": EMPTY_MONTHS, "import_columns": IMPORT_COLUMNS} | ROLLUPS


@cache
def version() -> str:
    """Changes when a store must be built again because tables or views are others than those it was made with."""
    digest = hashlib.sha256(statement("views").encode())
    for name in ROLLUPS:
        digest.update(statement(f"rollup_{name}").encode())
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
