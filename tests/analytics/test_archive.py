"""Backup and restore: the same store again, or a refusal that leaves the folder as it was."""

import tarfile
from pathlib import Path

import pytest

from analytics import archive, store
from analytics.archive import NotRestored
from analytics.folder import Folder, StoreDamaged
from analytics.verification import verify
from tests.stores import NOW, put, sale


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path / "store")
    put(folder, [sale("A", "1"), sale("B", "2")])
    store.undo(folder, put(folder, [sale("B", "3")]), "test", NOW)
    return folder


@pytest.mark.parametrize("name", ["backup.tar", "backup.tar.gz"])
def test_a_restored_store_is_the_same(folder: Folder, tmp_path: Path, name: str) -> None:
    assert archive.backup(folder, tmp_path / name) == 3
    again = Folder(tmp_path / "again")
    assert archive.restore(again, tmp_path / name) == 3
    assert verify(again) == []
    assert store.fingerprints(again.stores()[0], again) == store.fingerprints(folder.stores()[0], folder)
    store.redo(again, 2, "test", NOW)
    assert store.content_fingerprints(again)["sales"][0] == 2


def test_a_backup_without_one_of_its_files_is_refused(folder: Folder, tmp_path: Path) -> None:
    folder.accepted(1).unlink()
    with pytest.raises(StoreDamaged, match="accepted_missing"):
        archive.backup(folder, tmp_path / "backup.tar")
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_folder_in_use_is_never_filled(folder: Folder, tmp_path: Path) -> None:
    archive.backup(folder, tmp_path / "backup.tar")
    with pytest.raises(NotRestored, match="not_empty"):
        archive.restore(folder, tmp_path / "backup.tar")


def test_what_is_no_backup_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no archive", encoding="utf-8")
    with tarfile.open(tmp_path / "other.tar", "w") as other:
        other.add(tmp_path / "notes.txt", "../evil.txt")
    for name in ("notes.txt", "other.tar"):
        with pytest.raises(NotRestored, match="not_an_archive"):
            archive.restore(Folder(tmp_path / "again"), tmp_path / name)
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", "other.tar"}


def test_a_cut_or_altered_backup_is_refused_and_leaves_nothing(folder: Folder, tmp_path: Path) -> None:
    archive.backup(folder, tmp_path / "backup.tar")
    content = (tmp_path / "backup.tar").read_bytes()
    place = content.index(folder.accepted(1).read_bytes()) + 40
    for damaged in (content[: len(content) // 2], content[:place] + b"damage" + content[place + 6 :]):
        (tmp_path / "damaged.tar").write_bytes(damaged)
        with pytest.raises(NotRestored):
            archive.restore(Folder(tmp_path / "again"), tmp_path / "damaged.tar")
        assert not (tmp_path / "again").exists()
