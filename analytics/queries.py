"""The reader: opens the store that the journal names and runs the queries of `analytics/sql/` on it, read-only."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

import duckdb
import pyarrow as pa

from analytics import journal, policies, rollups, schema
from analytics.folder import Folder
from analytics.journal import Event
from analytics.policies import Policies
from analytics.policy import Policy

MEMORY_LIMIT = os.environ.get("SALES_REVIEW_MEMORY_LIMIT", "4GB")
THREADS = str(os.cpu_count() or 1)

# What DuckDB raises when a file is no database, cut or overwritten; a mistake in a query is none of these.
BROKEN = (duckdb.IOException, duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException)


class StoreBroken(Exception):
    """A store file is missing, damaged or another state than its name says; it is derived and can be built again."""


Config = dict[str, str | bool | int | float | list[str]]
Result = TypeVar("Result")


class Query(Protocol):
    """Runs a named query on one whole state of the store."""

    @property
    def sequence(self) -> int:
        """The newest journal event of any kind: the cache key of everything read."""

    @property
    def policies(self) -> Policies:
        """Which policy holds on a day."""

    @property
    def policy(self) -> Policy:
        """For the fields that are not dated, such as workdays and fiscal month; of the dated ones the last."""

    @property
    def typed(self) -> tuple[Event, ...]:
        """The events that people typed, in order: policy, notes, agreements."""

    def __call__(self, name: str, /, tables: Mapping[str, pa.Table] | None = None, **parameters: object) -> pa.Table:
        """The result of `sql/<name>.sql`; `parameters` are bound, `tables` are joined by their names."""


@dataclass(frozen=True)
class DatabaseQuery:
    """A query on an open connection; a fresh cursor for each read, since a shared one gave wrong answers."""

    connection: duckdb.DuckDBPyConnection
    sequence: int
    policies: Policies = policies.DEFAULTS
    typed: tuple[Event, ...] = ()

    @property
    def policy(self) -> Policy:
        return self.policies.at(date.max)

    def __call__(self, name: str, /, tables: Mapping[str, pa.Table] | None = None, **parameters: object) -> pa.Table:
        with self.connection.cursor() as cursor:
            for table_name, table in (tables or {}).items():
                cursor.register(table_name, table)
            try:
                result: pa.Table = cursor.sql(schema.statement(name), params=parameters or None).to_arrow_table()
            except duckdb.Error as error:
                if is_damage(error):
                    raise StoreBroken(name) from error
                raise
            return result


def memory(tables: Mapping[str, pa.Table] | None = None, *, sequence: int = 0, typed: tuple[Event, ...] = ()) -> DatabaseQuery:
    """A store in memory that holds the given rows; columns left out are null, `import_id` 1, `place` the row's number.

    Without a table `import_columns` each import had a file with the columns of its table. `typed`: what people typed, from which
    the policy follows.
    """
    connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY_LIMIT, "threads": THREADS})
    schema.create(connection)
    given = {name: table if name in schema.NOTES else _with_provenance(table) for name, table in (tables or {}).items()}
    given.setdefault("import_columns", _import_columns(given))
    for name, table in given.items():
        connection.register("given", table)
        connection.execute("insert into this_table by name select * from given".replace("this_table", name))
        connection.unregister("given")
    rollups.fill(connection)
    return DatabaseQuery(connection, sequence, policies.fold(typed), typed)


def _with_provenance(table: pa.Table) -> pa.Table:
    count = table.num_rows
    added = {"place": pa.array(range(1, count + 1), pa.int64()), "import_id": pa.array([1] * count, pa.int64())}
    for column, numbers in added.items():
        if column not in table.column_names:
            table = table.append_column(column, numbers)
    return table


def _import_columns(tables: Mapping[str, pa.Table]) -> pa.Table:
    rows = {
        (number, column)
        for name, table in tables.items()
        if name not in schema.NOTES
        for number in table["import_id"].unique().to_pylist()
        for column in table.column_names
    }
    return pa.table([[number for number, _ in rows], [column for _, column in rows]], schema=schema.IMPORT_COLUMNS)


class Reader:
    """Keeps the newest store of a folder open; asks the journal at each read and opens a newer one when there is.

    Safe to share between threads. `rebuild` is called with the folder when the store's file is missing or damaged.
    """

    def __init__(self, folder: Folder, rebuild: Callable[[Folder], object]) -> None:
        self._folder = folder
        self._rebuild = rebuild
        self._open: tuple[int, duckdb.DuckDBPyConnection] | None = None
        self._typed: tuple[int, Policies, tuple[Event, ...]] = (0, Policies(), ())

    def query(self) -> DatabaseQuery:
        """The newest whole state. Raises StoreDamaged when the journal, or what a rebuild needs, is missing or altered."""
        newest, rows = self._newest()
        opened = self._open
        if opened is None or opened[0] != rows:
            opened = self._open = self._connect(rows)
        read = self._typed
        _, held, typed = read if read[0] == newest else self._read_typed(newest)
        return DatabaseQuery(opened[1], newest, held, typed)

    def read(self, function: Callable[..., Result], *arguments: object) -> Result:
        """`function(query, *arguments)`; a store file that turns out to be damaged is built again, once."""
        try:
            return function(self.query(), *arguments)
        except StoreBroken:
            opened, self._open = self._open, None
            if opened is not None:
                opened[1].close()  # the engine would hand out the damaged file's instance again
            self._rebuild(self._folder)
            return function(self.query(), *arguments)

    def _newest(self) -> tuple[int, int]:
        with journal.reading(self._folder) as events:
            return (events.newest(), events.newest_rows()) if events else (0, 0)

    def _read_typed(self, newest: int) -> tuple[int, Policies, tuple[Event, ...]]:
        """What people typed up to an event, as one value, so that threads see all of it or none."""
        with journal.reading(self._folder) as events:
            found = events.events(journal.TYPED_KINDS) if events else []
        typed = tuple(event for event in found if event.sequence <= newest)
        read = self._typed = (newest, policies.fold(typed), typed)
        return read

    def _connect(self, rows: int) -> tuple[int, duckdb.DuckDBPyConnection]:
        """Opens a state; when its file is gone the journal is asked again, since a newer one may have replaced it."""
        is_rebuilt = False
        while rows:
            try:
                return rows, connect_read_only(self._folder, rows)
            except StoreBroken:
                newest = self._newest()[1]
                if newest == rows:
                    if is_rebuilt:
                        raise
                    self._rebuild(self._folder)
                    is_rebuilt = True
                rows = newest
        return 0, memory().connection


def is_damage(error: duckdb.Error) -> bool:
    """Whether an error of the engine speaks of a damaged file (a checksum's is of the bare class) and not of a query."""
    return isinstance(error, BROKEN) or type(error) is duckdb.Error


def connect_read_only(folder: Folder, rows: int) -> duckdb.DuckDBPyConnection:
    """Opens `store-<rows>.duckdb`. Raises StoreBroken."""
    config: Config = {
        "enable_external_access": "false",
        "memory_limit": MEMORY_LIMIT,
        "threads": THREADS,
        "temp_directory": str(folder.temporary),
        "lock_configuration": "true",
    }
    path = folder.store(rows)
    if not path.exists():
        raise StoreBroken(path)
    try:
        connection = duckdb.connect(str(path), read_only=True, config=config)
        expect_state(connection, rows)
    except duckdb.Error as error:
        raise StoreBroken(path) from error
    return connection


def expect_state(connection: duckdb.DuckDBPyConnection, rows: int) -> None:
    """Raises StoreBroken unless the database is the state `rows` with today's tables and views."""
    found = connection.execute("select rows_sequence, version from store_info").fetchall()
    if found != [(rows, schema.version())]:
        connection.close()
        raise StoreBroken(rows)


def version() -> str:
    """The version of the engine."""
    return duckdb.__version__
