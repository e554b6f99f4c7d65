"""`verify` names every file that is missing or altered, and nothing else."""

import sqlite3
from pathlib import Path

import duckdb
import pytest

from analytics import store
from analytics.folder import Folder
from analytics.verification import verify
from tests.stores import NOW, put, sale


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path / "store")
    put(folder, [sale("A", "1"), sale("B", "2")])
    undone = put(folder, [sale("B", "3")])
    store.undo(folder, undone, "test", NOW)
    return folder


def found(folder: Folder) -> list[tuple[str, str]]:
    return [(damage.code, damage.path.name) for damage in verify(folder)]


def test_a_sound_store_and_an_empty_folder_have_no_damage(folder: Folder, tmp_path: Path) -> None:
    assert found(folder) == []
    assert verify(Folder(tmp_path / "nothing")) == []
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("part", ["raw", "accepted", "rejects"])
@pytest.mark.parametrize("number", [1, 2])
def test_a_missing_or_altered_file_is_named_also_of_an_undone_import(folder: Folder, part: str, number: int) -> None:
    path = sorted((folder.path / part).iterdir())[number - 1]
    content = path.read_bytes()
    path.unlink()
    assert found(folder) == [(f"{part}_missing", path.name)]
    path.write_bytes(content[:-1] + b"x")
    assert found(folder) == [(f"{part}_altered", path.name)]
    path.write_bytes(content)
    assert found(folder) == []


def test_a_deleted_store_file_is_built_again_and_no_damage(folder: Folder) -> None:
    [path] = folder.stores()
    path.unlink()
    assert found(folder) == []
    assert path.exists()


def test_a_damaged_store_file_is_named_and_rebuild_mends_it(folder: Folder) -> None:
    [path] = folder.stores()
    path.write_bytes(path.read_bytes()[:5000])
    assert found(folder) == [("store_damaged", path.name)]
    store.rebuild(folder)
    assert found(folder) == []


def test_a_store_whose_rows_were_changed_differs(folder: Folder) -> None:
    [path] = folder.stores()
    with duckdb.connect(str(path)) as connection:
        connection.execute("update sales set amount = amount + 0.01 where order_id = 'A'")
    assert found(folder) == [("store_differs", path.name)]


def test_a_gap_in_the_journal_is_damage(folder: Folder) -> None:
    with sqlite3.connect(folder.journal) as connection:
        connection.execute("drop trigger events_stay_delete")
        connection.execute("delete from events where sequence = 2")
        connection.execute("create trigger events_stay_delete before delete on events begin select 1; end")
    connection.close()
    assert [code for code, _ in found(folder)] == ["journal_damaged"]


def test_the_journal_refuses_changes(folder: Folder) -> None:
    with sqlite3.connect(folder.journal) as connection:
        for statement in ("update events set actor = 'x'", "delete from events"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
    connection.close()
