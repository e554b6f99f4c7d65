"""Rollups: what reads need of all rows, kept beside the rows (design "Figures, rollups and the cache"); knows no engine.

They are free of policy, aliases and departments. A change of rows makes anew what its old and new rows name: customers, months of
sales, and of its dataset the days and spellings. `sql/rollup_<name>.sql` says what a rollup holds.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pyarrow as pa

from analytics import schema
from analytics.policy import GRADES, METHODS, QUALIFYING_METHODS
from analytics.schema import Connection

# Per dataset the kinds of names in it and how much their spelling counts: masters before all else (definitions §1).
SPELLED: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "staff": {"owner": 1, "department": 1, "region": 2},
        "customers": {"owner": 3, "region": 1},
        "sales": {"owner": 3, "region": 3, "product_line": 3},
        "targets": {"owner": 3, "region": 3, "product_line": 3},
        **{key: {"owner": 3} for key in ("follow_ups", "contracts", "assessments")},
    }
)
DATED = ("follow_ups", "sales", "payments", "contracts")  # those that tell up to when the data go (definitions §2)

# What the rows of a dataset touch: the statement that finds it by the file of an import.
_TOUCHING: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "follow_ups": {"touched_customers": "rollup_touch_follow_ups"},
        "customers": {"touched_customers": "rollup_touch_customers", "touched_months": "rollup_touch_regions"},
        "sales": {"touched_months": "rollup_touch_sales"},
    }
)
# Which rollups are made anew for what is touched, and how the old rows go.
_RENEWED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"touched_customers": ("known_customers", "contact_days"), "touched_months": ("sold_months",)}
)
_DELETE: Mapping[str, str] = MappingProxyType(
    {
        "touched_customers": "delete from this_table where customer_id in (from touched_customers)",
        "touched_months": "delete from this_table where month in (from touched_months)",
    }
)
_QUALIFYING = {
    "method": pa.array(METHODS),
    **{f"is_for_{grade.lower()}": pa.array([method in QUALIFYING_METHODS[grade] for method in METHODS]) for grade in GRADES},
}


def fill(connection: Connection) -> None:
    """Makes all rollups of a database, empty before, from its rows."""
    connection.execute(schema.statement("rollup_touch_all"))
    for dataset in SPELLED.keys() | set(DATED):
        _renew_dataset(connection, dataset)
    for touched in _RENEWED:
        _renew_touched(connection, touched)


def after(connection: Connection, dataset: str, accepted: str, change: Callable[[], None]) -> None:
    """Makes a change of rows whose natural keys all stand in `accepted`, the Parquet file of an import, then their rollups."""
    touching = _TOUCHING.get(dataset, {})
    for touched, name in touching.items():
        _touch(connection, "create or replace temp table this_table as ", touched, name, accepted)
    change()
    for touched, name in touching.items():
        _touch(connection, "insert into this_table ", touched, name, accepted)
    _renew_dataset(connection, dataset)
    for touched in touching:
        _renew_touched(connection, touched)


def _touch(connection: Connection, into: str, touched: str, name: str, accepted: str) -> None:
    """Notes what rows with the keys of a file name, as they stand now."""
    connection.execute(into.replace("this_table", touched) + schema.statement(name), {"accepted": accepted})


def _renew_dataset(connection: Connection, dataset: str) -> None:
    for table in ("event_days", "spellings"):
        connection.execute("delete from this_table where dataset = $1".replace("this_table", table), [dataset])
    if dataset in DATED:
        connection.execute("insert into event_days by name " + schema.dataset_statement("rollup_event_days", dataset))
    for kind, source_rank in SPELLED.get(dataset, {}).items():
        text = schema.dataset_statement("rollup_spellings", dataset).replace("this_kind", kind)
        connection.execute("insert into spellings by name " + text, {"source_rank": source_rank})


def _renew_touched(connection: Connection, touched: str) -> None:
    connection.register("qualifying", pa.table(_QUALIFYING))
    for table in _RENEWED[touched]:
        connection.execute(_DELETE[touched].replace("this_table", table))
        connection.execute("insert into this_table by name ".replace("this_table", table) + schema.statement(f"rollup_{table}"))
    connection.unregister("qualifying")
