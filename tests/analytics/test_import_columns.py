"""Which columns a file had, from the import to the record checks (definitions §5)."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from analytics import imports, reports, store
from analytics.folder import Folder
from analytics.importer.options import Options
from analytics.queries import DatabaseQuery, Reader

AT = datetime(2024, 4, 2, 8, tzinfo=UTC)
OPTIONS = Options(dataset=None, map=(), answers=(), today=date(2024, 4, 2))
WITH_STAGE = (
    "客户编号,跟进时间,跟进方式,负责人,跟进内容,下一步计划,计划日期,客户状态\nC1,2024-03-05,电话,张三,已跟进,回访,2024-03-08,\n"
)
WITHOUT_STAGE = "客户编号,跟进时间,跟进方式,负责人,跟进内容,下一步计划,计划日期\nC1,2024-03-06,电话,张三,已跟进,回访,2024-03-08\n"
BARE = "客户编号,跟进时间,跟进方式,负责人\nC1,2024-03-05,电话,张三\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "store")


def add(folder: Folder, name: str, text: str) -> None:
    path = folder.path.parent / name
    path.write_text(text, encoding="utf-8")
    assert imports.run(folder, path, name, OPTIONS, actor="test", at=AT).status == "imported"


def complete(query: DatabaseQuery) -> list[object]:
    return [row[5] for row in reports.run(query, "records").rows]


def test_an_empty_cell_fails_and_a_column_that_the_file_did_not_have_is_left_aside(folder: Folder) -> None:
    add(folder, "with.csv", WITH_STAGE)
    add(folder, "without.csv", WITHOUT_STAGE)
    assert complete(Reader(folder, store.rebuild).query()) == [False, True]


def test_an_undo_brings_back_the_columns_of_the_row_before(folder: Folder) -> None:
    add(folder, "with.csv", WITH_STAGE)
    add(folder, "bare.csv", BARE)
    reader = Reader(folder, store.rebuild)
    assert complete(reader.query()) == [None]
    store.undo(folder, 2, "test", AT)
    assert complete(reader.query()) == [False]
    store.redo(folder, 2, "test", AT)
    assert complete(reader.query()) == [None]
    store.rebuild(folder, is_forced=True)
    assert complete(Reader(folder, store.rebuild).query()) == [None]
