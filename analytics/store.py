"""The writer: one at a time, it copies the newest store, applies one event and publishes the copy (design "The store").

A state becomes visible by the journal's commit; a kill before it leaves the old state and perhaps an orphan file,
which the next writer removes.
"""

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock, Timeout

from analytics import journal, rollups, schema
from analytics.folder import Folder, StoreDamaged, publish, sync
from analytics.importer.columns import DATASETS
from analytics.journal import Event, Journal
from analytics.queries import (
    MEMORY_LIMIT,
    THREADS,
    Config,
    StoreBroken,
    connect_read_only,
    expect_state,
    is_damage,
)

LOCK_SECONDS = 5.0
DISK_FULL = ("No space left on device", "File too large", "Disk quota exceeded")  # as the engine words it

Change = Callable[[duckdb.DuckDBPyConnection], None]
Progress = Callable[[str, int], None]  # a step and the rows done in it


def silent(_step: str, _rows: int) -> None:
    """Progress that nobody follows."""


class WriterBusy(Exception):
    """Another process writes for longer than a reader should wait; `holder` says which one, on which file."""

    def __init__(self, holder: str, path: Path) -> None:
        super().__init__(f"{path}: {holder}")
        self.holder = holder
        self.path = path


class NotPossible(Exception):
    """An undo or redo that has nothing to act on; codes `unknown_import`, `already_undone`, `not_undone`."""

    def __init__(self, code: str, import_id: int) -> None:
        super().__init__(f"{code}: {import_id}")
        self.code = code
        self.import_id = import_id


@contextmanager
def writing(folder: Folder, purpose: str) -> Iterator[Journal]:
    """The one writer's turn, from the drawing of a sequence number to its commit.

    Raises WriterBusy after LOCK_SECONDS, StoreDamaged when the journal is missing, damaged or older than the files.
    """
    folder.make()
    holder = folder.path / "writer.json"
    lock = FileLock(folder.lock)
    try:
        lock.acquire(timeout=LOCK_SECONDS)
    except Timeout as error:
        raise WriterBusy(_holder(holder), folder.lock) from error
    try:
        holder.write_text(json.dumps({"process": os.getpid(), "purpose": purpose}, ensure_ascii=False), encoding="utf-8")
        with journal.writing(folder) as events:
            journal.check_tail(folder, events)
            _remove_orphans(folder, events.newest_rows())
            yield events
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def put(folder: Folder, events: Journal, event: Event) -> None:
    """Publishes the state after an import whose accepted rows lie in their place, and commits its journal row."""

    def change(connection: duckdb.DuckDBPyConnection) -> None:
        _put(connection, folder, event)

    _publish(folder, events, event, event, change)


def undo(folder: Folder, import_id: int, actor: str, at: datetime) -> int:
    """Takes an import back: of the other active imports' rows the latest hold again. Returns the event's number.

    Raises NotPossible, WriterBusy, StoreDamaged.
    """
    return _switch(folder, import_id, "undo", actor, at)


def redo(folder: Folder, import_id: int, actor: str, at: datetime) -> int:
    """Returns an undone import to its old place in the order. Returns the event's number; errors as `undo`."""
    return _switch(folder, import_id, "redo", actor, at)


def rebuild(folder: Folder, progress: Progress = silent, *, is_forced: bool = False) -> None:
    """Makes the newest store's file again from accepted rows and journal, if it is missing or damaged, or always.

    Raises StoreDamaged when the journal or an accepted file is missing or altered; the store then stays as it is.
    """
    if not folder.journal.exists() and not folder.holds_evidence():
        return
    with writing(folder, "rebuild") as events:
        rows = events.newest_rows()
        if rows and (is_forced or not is_sound(folder, rows)):
            make_again(folder, events, rows, progress)


def is_sound(folder: Folder, rows: int) -> bool:
    """Whether a store file opens as the state that its name says and all its tables can be read."""
    try:
        with connect_read_only(folder, rows) as connection:
            table_fingerprints(connection)
    except (duckdb.Error, StoreBroken):
        return False
    return True


def make_again(folder: Folder, events: Journal, rows: int, progress: Progress) -> None:
    """Builds `store-<rows>.duckdb` from nothing but accepted files and journal; only under the writer's lock."""
    temporary = folder.path / f"tmp-{rows}.duckdb"
    fill(temporary, folder, [event for event in events.events() if event.sequence <= rows], progress)
    publish(temporary, folder.store(rows))


def fill(path: Path, folder: Folder, events: Sequence[Event], progress: Progress) -> None:
    """Writes a new database with all rows that hold after `events`. Raises StoreDamaged for an accepted file."""
    path.unlink(missing_ok=True)
    active = journal.active_imports(events)
    for event in active.values():
        check_file(folder.accepted(event.sequence), event.body["accepted_sha256"], "accepted")
    with database(path, folder) as connection:
        schema.create(connection)
        connection.execute("create table store_info as select 0::bigint as rows_sequence, '' as version")
        for name in DATASETS:
            paths = [str(folder.accepted(e.sequence)) for e in active.values() if e.body["dataset"] == name]
            if paths:
                connection.execute(schema.dataset_statement("store_fill", name), {"active": paths})
            progress(name, sum(e.body["rows_read"] for e in active.values() if e.body["dataset"] == name))
        for event in active.values():
            _put_notes(connection, event)
        rollups.fill(connection)
        _stamp(
            connection,
            max((event.sequence for event in events if event.kind in journal.ROW_KINDS), default=0),
        )


def check_file(path: Path, sha256: str, part: str) -> None:
    """Raises StoreDamaged (`<part>_missing`, `<part>_altered`) unless the file is as the journal says."""
    if not path.exists():
        raise StoreDamaged(f"{part}_missing", path)
    if file_sha256(path) != sha256:
        raise StoreDamaged(f"{part}_altered", path)


def file_sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def table_fingerprints(
    connection: duckdb.DuckDBPyConnection, *, statement: str = "store_fingerprint"
) -> dict[str, tuple[int, int]]:
    """Per dataset and rollup the number of rows and an order-free hash; `store_content`: per dataset, wherever rows came from."""
    found = {}
    for name in (*DATASETS, *(() if statement == "store_content" else schema.ROLLUPS)):
        [(count, fingerprint)] = connection.execute(schema.statement(statement).replace("this_dataset", name)).fetchall()
        found[name] = (count, int(fingerprint))
    return found


def content_fingerprints(folder: Folder) -> dict[str, tuple[int, int]]:
    """`table_fingerprints` of the newest store's content, wherever its rows came from: equal data, equal hashes."""
    with journal.reading(folder) as events:
        rows = events.newest_rows() if events else 0
    return fingerprints(folder.store(rows), folder, statement="store_content")


def fingerprints(path: Path, folder: Folder, *, statement: str = "store_fingerprint") -> dict[str, tuple[int, int]]:
    """`table_fingerprints` of a database file."""
    with database(None, folder) as connection:
        connection.execute("attach $path as held (read_only)", {"path": str(path)})
        connection.execute("use held")
        return table_fingerprints(connection, statement=statement)


@contextmanager
def database(path: Path | None, folder: Folder) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write: to a file of its own that nobody reads yet, or to memory.

    Raises OSError (ENOSPC) when the disk is full.
    """
    config: Config = {"memory_limit": MEMORY_LIMIT, "threads": THREADS, "temp_directory": str(folder.temporary)}
    connection = duckdb.connect(str(path or ":memory:"), config=config)
    try:
        yield connection
    except duckdb.Error as error:
        if any(words in str(error) for words in DISK_FULL):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder.path)) from error
        raise
    finally:
        connection.close()


def _switch(folder: Folder, import_id: int, kind: str, actor: str, at: datetime) -> int:
    with writing(folder, f"{kind} {import_id}") as events:
        history = events.events()
        imports = {event.sequence: event for event in history if event.kind == "import"}
        if import_id not in imports:
            raise NotPossible("unknown_import", import_id)
        active = journal.active_imports(history)
        if (import_id in active) != (kind == "undo"):
            raise NotPossible("already_undone" if kind == "undo" else "not_undone", import_id)
        event = Event(events.newest() + 1, at, actor, kind, {"import_id": import_id})
        target = imports[import_id]
        others = [e for e in active.values() if e.sequence != import_id and e.body["dataset"] == target.body["dataset"]]
        for needed in (target, *others):
            check_file(folder.accepted(needed.sequence), needed.body["accepted_sha256"], "accepted")

        def change(connection: duckdb.DuckDBPyConnection) -> None:
            if kind == "redo":
                _put(connection, folder, target)
            else:
                _withdraw(connection, folder, target, others)

        _publish(folder, events, event, target, change)
        return event.sequence


def _publish(folder: Folder, events: Journal, event: Event, source: Event, change: Change) -> None:
    """Makes, publishes and commits the state after an event; `source`: the import whose natural keys the change concerns."""
    rows = events.newest_rows()
    temporary = folder.path / f"tmp-{event.sequence}.duckdb"
    accepted = str(folder.accepted(source.sequence))

    def with_rollups(connection: duckdb.DuckDBPyConnection) -> None:
        rollups.after(connection, source.body["dataset"], accepted, lambda: change(connection))

    try:
        try:
            _apply(folder, rows, temporary, event, with_rollups)
        except StoreBroken:
            make_again(folder, events, rows, silent)
            _apply(folder, rows, temporary, event, with_rollups)
        publish(temporary, folder.store(event.sequence))
        events.append(event.sequence, event.actor, event.kind, event.body, event.at)
    finally:
        for leftover in folder.path.glob(f"{temporary.name}*"):
            leftover.unlink()
    _remove_orphans(folder, event.sequence)


def _apply(folder: Folder, rows: int, temporary: Path, event: Event, change: Change) -> None:
    """Writes the next state beside the newest one. Raises StoreBroken when that one is missing or damaged."""
    if rows == 0:
        fill(temporary, folder, [], silent)
    elif folder.store(rows).exists():
        shutil.copyfile(folder.store(rows), temporary)
    try:
        with database(temporary, folder) as connection:
            expect_state(connection, rows)
            connection.begin()
            change(connection)
            _stamp(connection, event.sequence)
            connection.commit()
            connection.execute("checkpoint")
    except duckdb.Error as error:
        if rows and (is_damage(error) or isinstance(error, duckdb.CatalogException)):
            raise StoreBroken(folder.store(rows)) from error
        raise


def _put(connection: duckdb.DuckDBPyConnection, folder: Folder, event: Event) -> None:
    dataset, accepted = event.body["dataset"], str(folder.accepted(event.sequence))
    values = {"accepted": accepted, "import_id": event.sequence}
    connection.execute(schema.dataset_statement("store_displace", dataset), values)
    connection.execute(schema.dataset_statement("store_put", dataset), values)
    _put_notes(connection, event)


def _put_notes(connection: duckdb.DuckDBPyConnection, event: Event) -> None:
    """What an import says besides its rows: the columns that its file had, the month that it leaves empty."""
    columns = {"import_id": event.sequence, "names": list(event.body.get("columns", ()))}
    connection.execute("insert into import_columns select $import_id, unnest($names)", columns)
    if event.body.get("empty_month"):
        row = [event.body["dataset"], event.body["empty_month"], event.sequence]
        connection.execute("insert into empty_months values ($1, $2, $3)", row)


def _withdraw(connection: duckdb.DuckDBPyConnection, folder: Folder, event: Event, others: Sequence[Event]) -> None:
    dataset = event.body["dataset"]
    connection.execute(schema.dataset_statement("store_withdraw", dataset), {"import_id": event.sequence})
    connection.execute("delete from empty_months where import_id = $1", [event.sequence])
    connection.execute("delete from import_columns where import_id = $1", [event.sequence])
    paths = [str(folder.accepted(other.sequence)) for other in others]
    if paths:
        values: Mapping[str, Any] = {"accepted": str(folder.accepted(event.sequence)), "others": paths}
        connection.execute(schema.dataset_statement("store_restore", dataset), values)


def _stamp(connection: duckdb.DuckDBPyConnection, rows: int) -> None:
    connection.execute("update store_info set rows_sequence = $1, version = $2", [rows, schema.version()])


def _remove_orphans(folder: Folder, rows: int) -> None:
    """Deletes temporary files and stores of other states; a file that a system will not let go yet stays for the next."""
    for path in (*folder.path.glob("tmp-*"), *folder.stores()):
        if path != folder.store(rows):
            try:
                path.unlink(missing_ok=True)
            except PermissionError:  # Windows, while a reader has it open
                continue
    sync(folder.path)


def _holder(path: Path) -> str:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "?"
    return f"{held['purpose']} (process {held['process']})"
