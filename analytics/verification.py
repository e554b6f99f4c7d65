"""Proof that nothing is lost or altered: journal, raw files, accepted and rejected rows, and the store rebuilt from them."""

from dataclasses import dataclass
from pathlib import Path

from analytics import store
from analytics.folder import Folder, StoreDamaged
from analytics.journal import Event, Journal
from analytics.store import Progress, silent


@dataclass(frozen=True)
class Damage:
    """One thing that is wrong: the code of its sentence and the file."""

    code: str
    path: Path
    reason: str = ""


def verify(folder: Folder, progress: Progress = silent) -> list[Damage]:
    """Every damage of a store folder; empty when it is sound. Raises WriterBusy.

    The journal's integrity and numbering, the hash of each raw, accepted and rejects file, and that a store built
    again from them has the same rows as the one in use. A store file that is not there is built first.
    """
    if not folder.journal.exists() and not folder.holds_evidence():
        return []
    try:
        with store.writing(folder, "verify") as events:
            damages = [Damage("journal_damaged", folder.journal, problem) for problem in events.problems()]
            damages += [damage for event in events.events(("import",)) for damage in _files(folder, event)]
            return damages or _store(folder, events, progress)
    except StoreDamaged as damage:
        return [Damage(damage.code, damage.path, str(damage.values.get("reason", "")))]


def _files(folder: Folder, event: Event) -> list[Damage]:
    body = event.body
    expected = (
        ("raw", folder.raw(body["sha256"], body["extension"]), body["sha256"]),
        ("accepted", folder.accepted(event.sequence), body["accepted_sha256"]),
        ("rejects", folder.rejects(event.sequence), body["rejects_sha256"]),
    )
    damages = []
    for part, path, sha256 in expected:
        try:
            store.check_file(path, sha256, part)
        except StoreDamaged as damage:
            damages.append(Damage(damage.code, path))
    return damages


def _store(folder: Folder, events: Journal, progress: Progress) -> list[Damage]:
    rows = events.newest_rows()
    if rows == 0:
        return []
    path = folder.store(rows)
    if not path.exists():  # derived, and may be deleted at any time
        store.make_again(folder, events, rows, progress)
    if not store.is_sound(folder, rows):
        return [Damage("store_damaged", path)]
    again = folder.path / f"tmp-verify-{rows}.duckdb"
    store.fill(again, folder, events.events(), progress)
    try:
        same = store.fingerprints(again, folder) == store.fingerprints(path, folder)
    finally:
        again.unlink()
    return [] if same else [Damage("store_differs", path)]
