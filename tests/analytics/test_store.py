"""The writer and the reader: what holds after imports, undos and redos in any order, and after damage to derived files."""

import random
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from analytics import journal, store
from analytics.folder import Folder, StoreDamaged
from analytics.queries import DatabaseQuery, Reader, StoreBroken
from analytics.store import NotPossible
from tests.stores import NOW, Sale, put, random_sales, sale


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


def held(folder: Folder) -> dict[str, tuple[Decimal, int]]:
    """Order → amount and the import that the row came from."""

    return Reader(folder, store.rebuild).read(_held)


def _held(query: DatabaseQuery) -> dict[str, tuple[Decimal, int]]:
    try:
        table = query.connection.sql("select order_id, amount, import_id from sales").to_arrow_table()
    except duckdb.Error as error:
        raise StoreBroken from error
    return {row["order_id"]: (row["amount"], row["import_id"]) for row in table.to_pylist()}


def test_a_later_import_holds_and_an_undo_brings_the_overwritten_value_back(folder: Folder) -> None:
    first = put(folder, [sale("A", "1"), sale("B", "2")])
    second = put(folder, [sale("B", "5"), sale("C", "7")])
    assert held(folder) == {"A": (1, first), "B": (5, second), "C": (7, second)}
    store.undo(folder, second, "test", NOW)
    assert held(folder) == {"A": (1, first), "B": (2, first)}


def test_a_redo_returns_an_import_to_its_old_place(folder: Folder) -> None:
    first = put(folder, [sale("A", "1")])
    store.undo(folder, first, "test", NOW)
    second = put(folder, [sale("A", "2")])
    store.redo(folder, first, "test", NOW)
    assert held(folder) == {"A": (2, second)}
    store.undo(folder, second, "test", NOW)
    assert held(folder) == {"A": (1, first)}


def test_an_undo_falls_back_over_undone_imports(folder: Folder) -> None:
    numbers = [put(folder, [sale("A", str(amount))]) for amount in (1, 2, 3)]
    store.undo(folder, numbers[1], "test", NOW)
    store.undo(folder, numbers[2], "test", NOW)
    assert held(folder) == {"A": (1, numbers[0])}


@pytest.mark.parametrize(("kind", "code"), [("undo", "already_undone"), ("redo", "not_undone")])
def test_an_import_is_not_switched_twice(folder: Folder, kind: str, code: str) -> None:
    number = put(folder, [sale("A")])
    if kind == "undo":
        store.undo(folder, number, "test", NOW)
    with pytest.raises(NotPossible, match=code):
        getattr(store, kind)(folder, number, "test", NOW)
    with pytest.raises(NotPossible, match="unknown_import"):
        getattr(store, kind)(folder, 99, "test", NOW)


def empty_months(folder: Folder) -> list[tuple]:
    return Reader(folder, store.rebuild).query().connection.sql("from empty_months").fetchall()


def test_an_empty_month_goes_and_comes_with_its_import(folder: Folder) -> None:
    number = put(folder, [], empty_month="2024-02-01")
    assert len(empty_months(folder)) == 1
    store.undo(folder, number, "test", NOW)
    assert empty_months(folder) == []
    store.redo(folder, number, "test", NOW)
    assert len(empty_months(folder)) == 1


HISTORIES = 300


@pytest.mark.no_cover
@pytest.mark.parametrize("chunk", range(10))
def test_random_histories_equal_a_fresh_store_of_what_remains(tmp_path: Path, chunk: int) -> None:
    for seed in range(chunk * HISTORIES // 10, (chunk + 1) * HISTORIES // 10):
        draw = random.Random(seed)
        lived, files = Folder(tmp_path / f"lived-{seed}"), {}
        for _ in range(10):
            _step(lived, files, draw)
        with journal.reading(lived) as events:
            assert events is not None
            remaining = list(journal.active_imports(events.events()))
        rows = {sold[0]: (sold, number) for number in remaining for sold in files[number]}  # the later import holds
        assert held(lived) == {order: (Decimal(sold[1]), number) for order, (sold, number) in rows.items()}, seed
        assert sold_months(lived) == sums_by_month(sold for sold, _ in rows.values()), seed
        if seed % 10 == 0:
            fresh = Folder(tmp_path / f"fresh-{seed}")
            for number in remaining:
                put(fresh, files[number])
            expected = store.content_fingerprints(fresh)["sales"] if remaining else (0, 0)
            assert store.content_fingerprints(lived)["sales"] == expected, seed
            before = store.fingerprints(lived.stores()[0], lived)
            store.rebuild(lived, is_forced=True)
            assert store.fingerprints(lived.stores()[0], lived) == before, seed


def sold_months(folder: Folder) -> dict[date, Decimal]:
    """The rollup of sales by month."""
    return dict(Reader(folder, store.rebuild).query().connection.sql("select month, amount from sold_months").fetchall())


def sums_by_month(sold: Iterable[Sale]) -> dict[date, Decimal]:
    found: dict[date, Decimal] = {}
    for _, amount, day in sold:
        found[day.replace(day=1)] = found.get(day.replace(day=1), Decimal(0)) + Decimal(amount)
    return found


def _step(folder: Folder, files: dict[int, list], draw: random.Random) -> None:
    """An import, or an undo or redo of a random earlier one."""
    if not files or draw.random() < 0.5:
        sales = random_sales(draw)
        files[put(folder, sales)] = sales
        return
    number = draw.choice(list(files))
    with journal.reading(folder) as events:
        assert events is not None
        is_active = number in journal.active_imports(events.events())
    (store.undo if is_active else store.redo)(folder, number, "test", NOW)


DAMAGES = {
    "deleted": lambda path: path.unlink(),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "emptied": lambda path: path.write_bytes(b""),
    "overwritten": lambda path: path.write_bytes(b"x" * path.stat().st_size),
    "middle overwritten": lambda path: path.write_bytes(path.read_bytes()[:12288] + b"x" * (path.stat().st_size - 12288)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_store_file_is_built_again(folder: Folder, damage) -> None:
    put(folder, [sale("A", "1"), sale("B", "2")])
    before = held(folder)
    damage(folder.stores()[0])
    assert held(folder) == before


def test_a_store_of_another_state_under_the_newest_name_is_built_again(folder: Folder) -> None:
    put(folder, [sale("A", "1")])
    older = folder.stores()[0].read_bytes()
    put(folder, [sale("B", "2")])
    folder.stores()[0].write_bytes(older)
    assert held(folder).keys() == {"A", "B"}


@pytest.mark.parametrize(("damage", "code"), [("deleted", "accepted_missing"), ("cut", "accepted_altered")])
def test_a_store_is_never_built_from_missing_or_altered_rows(folder: Folder, damage: str, code: str) -> None:
    number = put(folder, [sale("A")])
    DAMAGES[damage](folder.accepted(number))
    folder.stores()[0].unlink()
    with pytest.raises(StoreDamaged, match=code):
        held(folder)


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        ("deleted", "journal_missing"),
        ("cut", "journal_damaged"),
        ("emptied", "journal_damaged"),
        ("overwritten", "journal_damaged"),
    ],
)
def test_a_damaged_journal_is_never_a_new_store(folder: Folder, damage: str, code: str) -> None:
    put(folder, [sale("A")])
    DAMAGES[damage](folder.journal)
    with pytest.raises(StoreDamaged, match=code) as caught:
        held(folder)
    assert caught.value.path == folder.journal
    with pytest.raises(StoreDamaged, match=code):
        put(folder, [sale("B")])


def test_an_older_journal_in_place_of_the_newest_is_damage(folder: Folder) -> None:
    put(folder, [sale("A")])
    older = folder.journal.read_bytes()
    for order in "BCD":
        put(folder, [sale(order)])
    folder.journal.write_bytes(older)
    with pytest.raises(StoreDamaged, match="journal_older"):
        put(folder, [sale("E")])
    with pytest.raises(StoreDamaged, match="journal_older"):
        held(folder)


def test_only_the_newest_store_stays_and_temporary_files_go(folder: Folder) -> None:
    put(folder, [sale("A")])
    (folder.path / "tmp-9.duckdb").write_bytes(b"left by a killed writer")
    (folder.path / "tmp-9.duckdb.wal").write_bytes(b"")
    newest = put(folder, [sale("B")])
    assert [path.name for path in folder.path.glob("*.duckdb*")] == [f"store-{newest}.duckdb"]


def test_a_reader_keeps_a_whole_state_while_a_newer_one_is_published(folder: Folder) -> None:
    put(folder, [sale("A")])
    reader = Reader(folder, store.rebuild)
    old = reader.query()
    put(folder, [sale("B")])
    count = "select count(*) from sales"
    assert old.connection.sql(count).fetchall() == [(1,)]
    assert reader.query().connection.sql(count).fetchall() == [(2,)]
