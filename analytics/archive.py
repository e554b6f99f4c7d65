"""Backup and restore: journal, raw files, accepted and rejected rows in one archive; the store file is built again."""

import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path, PurePosixPath

from analytics import journal, store
from analytics.folder import Folder, StoreDamaged, publish, sync
from analytics.store import Progress, silent
from analytics.verification import verify

PARTS = ("raw", "accepted", "rejects")


class NotRestored(Exception):
    """A restore that was refused; nothing was written. Codes `not_empty`, `not_an_archive`, `archive_damaged`."""

    def __init__(self, code: str, path: Path, reason: str = "") -> None:
        super().__init__(f"{code}: {path} {reason}")
        self.code = code
        self.path = path
        self.reason = reason


def backup(folder: Folder, target: Path) -> int:
    """Writes an archive (tar; gzipped when the name ends in gz) of one whole state; returns the number of its newest event.

    Raises WriterBusy, StoreDamaged, OSError.
    """
    temporary = target.with_name(f"tmp-{target.name}")
    copy = folder.path / "tmp-journal-backup.sqlite"
    try:
        with store.writing(folder, "backup") as events:
            with closing(sqlite3.connect(folder.journal)) as source, closing(sqlite3.connect(copy)) as into:
                source.backup(into)
            with tarfile.open(temporary, "w:gz" if target.name.endswith("gz") else "w") as archive:
                archive.add(copy, "journal.sqlite")
                for path in _evidence(folder, events):
                    archive.add(path, path.relative_to(folder.path).as_posix())
            newest = events.newest()
        publish(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)
    return newest


def restore(folder: Folder, source: Path, progress: Progress = silent) -> int:
    """Fills a folder that has no journal from an archive, and builds the store; returns the number of the newest event.

    Raises NotRestored, and then the folder is as it was.
    """
    if folder.journal.exists() or folder.holds_evidence():
        raise NotRestored("not_empty", folder.path)
    fresh = Folder(folder.path.with_name(f"tmp-restore-{folder.path.name}"))
    shutil.rmtree(fresh.path, ignore_errors=True)
    fresh.make()
    try:
        _extract(source, fresh)
        _prove(source, fresh, progress)
        return _move_in(fresh, folder)
    finally:
        shutil.rmtree(fresh.path, ignore_errors=True)


def _evidence(folder: Folder, events: journal.Journal) -> list[Path]:
    imports = events.events(("import",))
    raw = {folder.raw(event.body["sha256"], event.body["extension"]) for event in imports}
    rows = [path for event in imports for path in (folder.accepted(event.sequence), folder.rejects(event.sequence))]
    for path in (*raw, *rows):
        if not path.exists():
            raise StoreDamaged(f"{'raw' if path in raw else path.parent.name}_missing", path)
    return [*sorted(raw), *rows]


def _extract(source: Path, fresh: Folder) -> None:
    try:
        with tarfile.open(source) as archive:
            for member in archive:
                parts = PurePosixPath(member.name).parts
                is_ours = parts == ("journal.sqlite",) or (len(parts) == 2 and parts[0] in PARTS)
                if not (member.isfile() and is_ours):
                    raise NotRestored("not_an_archive", source, member.name)
                archive.extract(member, fresh.path, filter="data")
    except (tarfile.TarError, EOFError) as error:
        raise NotRestored("not_an_archive", source, str(error)) from error
    if not fresh.journal.exists():
        raise NotRestored("not_an_archive", source)


def _prove(source: Path, fresh: Folder, progress: Progress) -> None:
    try:
        store.rebuild(fresh, progress)
    except StoreDamaged as damage:
        raise NotRestored("archive_damaged", source, damage.path.name) from damage
    damages = verify(fresh)
    if damages:
        raise NotRestored("archive_damaged", source, damages[0].path.name)


def _move_in(fresh: Folder, folder: Folder) -> int:
    """The journal goes last: until then the folder is none that anybody reads."""
    folder.make()
    files = [path for part in PARTS for path in (fresh.path / part).iterdir()]
    for path in (*files, *fresh.stores()):
        path.replace(folder.path / path.relative_to(fresh.path))
    fresh.journal.replace(folder.journal)
    sync(folder.path)
    with journal.reading(folder) as events:
        assert events is not None
        return events.newest()
