"""What must not matter: the order of rows and files, how a file is split, its container, an undo with its redo, a rebuild."""

import csv
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analytics import imports, store
from analytics.folder import Folder
from analytics.importer.options import Options
from data import demo
from tests.stores import NOW

Fingerprints = dict[str, tuple[int, int]]
ROWS = 1500


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The demo company's text files, the long ones cut to their last rows."""
    folder = tmp_path_factory.mktemp("exports")
    kept = []
    for path in demo.write(folder):
        if path.suffix == ".csv":
            encoding = "gb18030" if not path.read_bytes().startswith(b"\xef\xbb\xbf") else "utf-8-sig"
            header, *lines = path.read_text(encoding=encoding).splitlines()
            path.write_text("\n".join([header, *lines[-ROWS:]]) + "\n", encoding="utf-8")
            kept.append(path)
    return kept


def state(path: Path, exports: Sequence[Path]) -> Fingerprints:
    """Imports files in their order into a new store; its content's fingerprints."""
    folder = Folder(path)
    for export in exports:
        outcome = imports.run(folder, export, export.name, Options(today=demo.AS_OF), actor="test", at=NOW)
        assert outcome.exit_code == 0, (export.name, outcome.checked.error)
    return store.content_fingerprints(folder)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, exports: list[Path]) -> Fingerprints:
    found = state(tmp_path_factory.mktemp("plain") / "store", exports)
    assert all(count for name, (count, _) in found.items() if name not in {"staff", "contracts"})
    return found


def shuffled(exports: list[Path], folder: Path) -> list[Path]:
    """The same rows in another order."""

    def rewrite(header: str, lines: list[str]) -> list[list[str]]:
        return [[header, *random.Random(len(lines)).sample(lines, len(lines))]]

    return _rewritten(exports, folder, rewrite)


def split(exports: list[Path], folder: Path) -> list[Path]:
    """Files of sales and follow-ups by the month in their rows; other files as they are."""

    def rewrite(header: str, lines: list[str]) -> list[list[str]]:
        names = next(csv.reader([header]))
        day = next((place for place, name in enumerate(names) if name in {"订单日期", "跟进时间"}), None)
        if day is None:
            return [[header, *lines]]
        months: dict[str, list[str]] = {}
        for line in lines:
            months.setdefault(next(csv.reader([line]))[day][:7], [header]).append(line)
        return list(months.values())

    return _rewritten(exports, folder, rewrite)


def _rewritten(exports: list[Path], folder: Path, rewrite: Callable[[str, list[str]], list[list[str]]]) -> list[Path]:
    written = []
    for path in exports:
        header, *lines = path.read_text(encoding="utf-8").splitlines()
        for number, content in enumerate(rewrite(header, lines)):
            written.append(folder / f"{path.stem}-{number}.csv")
            written[-1].write_text("\n".join(content) + "\n", encoding="utf-8")
    return written


def backwards(exports: list[Path], _folder: Path) -> list[Path]:
    """The files in another order."""
    return exports[::-1]


def as_parquet(exports: list[Path], folder: Path) -> list[Path]:
    """The same cells as text in another container."""
    written = []
    for path in exports:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
        written.append(folder / f"{path.stem}.parquet")
        pq.write_table(pa.table(columns, names=header), written[-1])
    return written


@pytest.mark.parametrize("change", [shuffled, split, backwards, as_parquet])
def test_another_way_of_bringing_the_same_rows_gives_the_same_tables(
    tmp_path: Path, exports: list[Path], plain: Fingerprints, change: Callable[[list[Path], Path], list[Path]]
) -> None:
    assert state(tmp_path / "store", change(exports, tmp_path)) == plain


def test_undo_with_redo_and_a_rebuild_give_the_same_tables(tmp_path: Path, exports: list[Path], plain: Fingerprints) -> None:
    folder = Folder(tmp_path / "store")
    state(folder.path, exports)
    for number in (2, len(exports)):
        store.undo(folder, number, "test", NOW)
        assert store.content_fingerprints(folder) != plain
        store.redo(folder, number, "test", NOW)
    assert store.content_fingerprints(folder) == plain
    store.rebuild(folder, is_forced=True)
    assert store.content_fingerprints(folder) == plain
