"""What happened, in order: the append-only journal in SQLite (design "The store").

One row per event. The sequence number of an import is its `import_id`. Only events of ROW_KINDS change rows and so
have a store file; a note has none.
"""

import errno
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analytics.folder import Folder, StoreDamaged, sync

ROW_KINDS = ("import", "undo", "redo")
TYPED_KINDS = ("policy", "policy_undo", "note", "plan")  # what people type; small, read from here and from nowhere else

_SCHEMA = """
create table events (
    sequence integer primary key check (sequence > 0),
    at text not null,
    actor text not null,
    kind text not null,
    body text not null check (json_valid(body))
);
create trigger events_stay_update before update on events begin select raise(abort, 'the journal is append-only'); end;
create trigger events_stay_delete before delete on events begin select raise(abort, 'the journal is append-only'); end;
"""

_SELECT = """
select sequence, at, actor, kind, body from events
where ? or kind in (select value from json_each(?))
order by sequence
"""


@dataclass(frozen=True)
class Event:
    """One thing that happened; `at` in UTC, `body` by kind (an import's is its checked file with its counts)."""

    sequence: int
    at: datetime
    actor: str
    kind: str
    body: Mapping[str, Any]


class Journal:
    """Reads and appends events on one open connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def newest(self) -> int:
        """The newest sequence number; 0 before the first event."""
        return int(self._connection.execute("select coalesce(max(sequence), 0) from events").fetchone()[0])

    def newest_rows(self) -> int:
        """The newest event that changed rows, that is the number of the store file; 0 before the first."""
        query = "select coalesce(max(sequence), 0) from events where kind in (?, ?, ?)"
        return int(self._connection.execute(query, ROW_KINDS).fetchone()[0])

    def events(self, kinds: Sequence[str] = ()) -> list[Event]:
        """All events in order, or those of some kinds."""
        rows = self._connection.execute(_SELECT, (not kinds, json.dumps(list(kinds))))
        return [
            Event(sequence, datetime.fromisoformat(at), actor, kind, json.loads(body)) for sequence, at, actor, kind, body in rows
        ]

    def append(self, sequence: int, actor: str, kind: str, body: Mapping[str, Any], at: datetime) -> None:
        """Commits one event; raises sqlite3.IntegrityError when the number is taken. Only under the writer's lock."""
        row = (
            sequence,
            at.astimezone(UTC).isoformat(timespec="seconds"),
            actor,
            kind,
            json.dumps(body, ensure_ascii=False),
        )
        with self._connection:
            self._connection.execute("insert into events values (?, ?, ?, ?, ?)", row)

    def problems(self) -> list[str]:
        """What SQLite's own integrity check and a look for gaps in the numbers find; empty when sound."""
        found = [text for (text,) in self._connection.execute("pragma integrity_check") if text != "ok"]
        numbers = [number for (number,) in self._connection.execute("select sequence from events order by sequence")]
        gaps = [number for place, number in enumerate(numbers, 1) if number != place]
        return found + ([f"gap before event {gaps[0]}"] if gaps else [])


def active_imports(events: Sequence[Event]) -> dict[int, Event]:
    """The imports that hold, by id in order: those not undone, or redone since."""
    imports = {event.sequence: event for event in events if event.kind == "import"}
    state = dict.fromkeys(imports, True)
    for event in events:
        if event.kind in {"undo", "redo"}:
            state[event.body["import_id"]] = event.kind == "redo"
    return {number: imports[number] for number, holds in state.items() if holds}


@contextmanager
def reading(folder: Folder) -> Iterator[Journal | None]:
    """The journal for reading; None where there is no store yet.

    Raises StoreDamaged (`journal_missing`, `journal_damaged`): files in `raw/` or `accepted/` without a sound journal
    are damage, never a new store.
    """
    if not folder.journal.exists():
        if folder.holds_evidence():
            raise StoreDamaged("journal_missing", folder.journal)
        yield None
        return
    with _opened(folder.journal) as connection:
        # Not mode=ro: that cannot roll back what a killed writer left behind.
        connection.execute("pragma query_only = on")
        yield Journal(connection)


@contextmanager
def writing(folder: Folder) -> Iterator[Journal]:
    """The journal for appending, made if this is a new store; only under the writer's lock. Raises StoreDamaged."""
    if not folder.journal.exists():
        if folder.holds_evidence():
            raise StoreDamaged("journal_missing", folder.journal)
        _make(folder.journal)
    with _opened(folder.journal) as connection:
        yield Journal(connection)


def _make(path: Path) -> None:
    temporary = path.with_name("tmp-journal.sqlite")
    temporary.unlink(missing_ok=True)
    connection = sqlite3.connect(temporary)
    connection.executescript(_SCHEMA)
    connection.close()
    sync(temporary)
    temporary.replace(path)
    sync(path.parent)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("pragma synchronous = full")
        there = connection.execute("select count(*) from sqlite_master where name like 'events%'").fetchone()[0]
        if there < 3:
            raise StoreDamaged("journal_damaged", path, reason="no events table")
        yield connection
    except sqlite3.DatabaseError as error:
        if "disk is full" in str(error) or "disk I/O" in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path)) from error
        if isinstance(error, sqlite3.OperationalError | sqlite3.IntegrityError) and "malformed" not in str(error):
            raise
        raise StoreDamaged("journal_damaged", path, reason=str(error)) from error
    finally:
        connection.close()


def check_tail(folder: Folder, events: Journal) -> None:
    """Raises StoreDamaged (`journal_older`) when files are newer than the journal's last event can explain.

    A killed writer leaves the files of one event without its row; more than that means that an older journal was put in its place.
    """
    newest = events.newest()
    numbers = [int(path.stem) for path in (folder.path / "accepted").glob("*.parquet") if path.stem.isdigit()]
    numbers += [int(path.stem.removeprefix("store-")) for path in folder.stores()]
    if max(numbers, default=0) > newest + 1:
        raise StoreDamaged("journal_older", folder.journal, newest=newest, found=max(numbers))
