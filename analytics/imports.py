"""Import into one store: check, compare, confirm, commit, and the history of what was done."""

import dataclasses
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from analytics import comparison, importer, journal, store
from analytics.comparison import Comparison
from analytics.folder import Folder, publish
from analytics.importer.checked import Checked
from analytics.importer.known import known
from analytics.importer.options import Options
from analytics.journal import Event, Journal
from analytics.queries import Reader
from analytics.store import Progress, silent

Status = Literal["imported", "unchanged", "already_imported", "refused", "open", "unconfirmed"]

EXIT_CODES: Mapping[Status, int] = {
    "imported": 0,
    "unchanged": 0,
    "already_imported": 0,
    "open": 3,
    "unconfirmed": 3,
    "refused": 2,
}


@dataclass(frozen=True)
class Outcome:
    """What became of one file.

    `comparison` is None for a refused file, an open choice and a file already imported; `import_id` is set once it is
    in the store, `earlier` names the active import of the same file.
    """

    status: Status
    checked: Checked
    comparison: Comparison | None = None
    import_id: int | None = None
    earlier: Event | None = None

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.status]


@dataclass(frozen=True)
class ImportRecord:
    """One import of the history; counts are lines of its file, `changes` rows by month as they were previewed."""

    import_id: int
    at: datetime
    actor: str
    is_active: bool
    checked: Checked
    added: int
    changed: int
    unchanged: int
    switches: tuple[Event, ...]  # its undos and redos, in order


def check(folder: Folder, path: Path, label: str, options: Options, progress: Progress = silent) -> Outcome:
    """Parses a file into the stage and says what an import of it would do; nothing is imported.

    Raises StoreDamaged, and OSError when the file cannot be read or the disk is full.
    """
    folder.make()
    reader = Reader(folder, store.rebuild)
    checked = importer.check(
        path,
        stage_root=folder.stage,
        label=label,
        options=options,
        known=reader.read(known),
        progress=progress,
    )
    if checked.error is not None:
        return Outcome("refused", checked)
    if checked.questions:
        return Outcome("open", checked)
    with journal.reading(folder) as events:
        history = events.events() if events else []
        rows = events.newest_rows() if events else 0
    earlier = _same_file(history, checked)
    if earlier is not None:
        return Outcome("already_imported", checked, import_id=earlier.sequence, earlier=earlier)
    progress("compare", checked.rows_read)
    return Outcome("unconfirmed", checked, _compare(folder, rows, checked))


def run(
    folder: Folder, path: Path, label: str, options: Options, *, actor: str, at: datetime, progress: Progress = silent
) -> Outcome:
    """Checks a file and imports it: all of its accepted rows, or none.

    Raises WriterBusy, StoreDamaged, and OSError when the file cannot be read or the disk is full.
    """
    outcome = check(folder, path, label, options, progress)
    if outcome.status != "unconfirmed":
        return outcome
    progress("commit", outcome.checked.rows_read)
    with store.writing(folder, f"import {label}") as events:
        return _commit(folder, events, outcome, actor, at)


def history(folder: Folder) -> list[ImportRecord]:
    """All imports, newest first."""
    with journal.reading(folder) as events:
        everything = events.events() if events else []
    active = journal.active_imports(everything)
    switches = [event for event in everything if event.kind in {"undo", "redo"}]
    records = [
        ImportRecord(
            import_id=event.sequence,
            at=event.at,
            actor=event.actor,
            is_active=event.sequence in active,
            checked=Checked.from_body(event.body),
            **{name: event.body[name] for name in ("added", "changed", "unchanged")},
            switches=tuple(switch for switch in switches if switch.body["import_id"] == event.sequence),
        )
        for event in everything
        if event.kind == "import"
    ]
    return records[::-1]


def quarantined_rows(folder: Folder) -> int:
    """The rejected rows of the active imports."""
    return sum(record.checked.rejected for record in history(folder) if record.is_active)


def _same_file(events: list[Event], checked: Checked) -> Event | None:
    fields = ("sha256", "dataset", "mapping", "empty_month")
    wanted = {name: value for name, value in checked.to_body().items() if name in fields}
    same = [e for e in journal.active_imports(events).values() if {name: e.body.get(name) for name in fields} == wanted]
    return same[-1] if same else None


def _compare(folder: Folder, rows: int, checked: Checked) -> Comparison:
    assert checked.dataset is not None
    return comparison.compare(folder, rows, checked.dataset, checked.stage / "accepted.parquet")


def _commit(folder: Folder, events: Journal, outcome: Outcome, actor: str, at: datetime) -> Outcome:
    checked, compared = outcome.checked, outcome.comparison
    earlier = _same_file(events.events(), checked)
    if earlier is not None:
        return Outcome("already_imported", checked, import_id=earlier.sequence, earlier=earlier)
    if compared is None or compared.base != events.newest_rows():
        compared = _compare(folder, events.newest_rows(), checked)
    import_id = events.newest() + 1
    body = _body(checked, compared) | _move_files(folder, import_id, checked)
    store.put(folder, events, Event(import_id, at, actor, "import", body))
    shutil.rmtree(checked.stage)
    status: Status = "imported" if compared.added or compared.changed or checked.empty_month else "unchanged"
    return dataclasses.replace(outcome, status=status, comparison=compared, import_id=import_id)


def _body(checked: Checked, compared: Comparison) -> dict[str, Any]:
    counts = {"added": compared.added, "changed": compared.changed, "unchanged": compared.unchanged}
    return checked.to_body() | counts


def _move_files(folder: Folder, import_id: int, checked: Checked) -> dict[str, str]:
    """Puts the staged files in their place and returns their hashes for the journal."""
    raw = folder.raw(checked.sha256, checked.extension)
    if not raw.exists():
        publish(checked.stage / f"raw{checked.extension}", raw)
    hashes = {}
    for part, final in (("accepted", folder.accepted(import_id)), ("rejects", folder.rejects(import_id))):
        staged = checked.stage / f"{part}.parquet"
        hashes[f"{part}_sha256"] = store.file_sha256(staged)
        publish(staged, final)
    return hashes


def remove_old_stages(folder: Folder, before: datetime) -> None:
    """Deletes the stages of checks that nobody confirmed since `before` (an aware moment)."""
    for stage in folder.stage.glob("*"):
        if stage.stat().st_mtime < before.timestamp():
            shutil.rmtree(stage, ignore_errors=True)
