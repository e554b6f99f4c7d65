"""The page Imports: its states in both languages, from the first run to an undo."""

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from analytics import imports
from analytics.folder import Folder
from analytics.importer.columns import DATASETS
from analytics.importer.options import Options

ROOT = Path(__file__).parents[2]
SALES = "订单编号,订单日期,客户编号,销售人员,销售额\nS1,2024-03-01,C1,陈嘉树,100.00\nS2,2024-03-02,C2,宋清扬,250.50\n"
END_SECONDS = 120
VIEWS = ("upload", "history", "loaded", "formats")


def opened(language: str, view: str = "upload", **codes: str) -> AppTest:
    """The page in a session of its own, run once."""
    page = AppTest.from_file(str(ROOT / "pages" / "_frame.py"), default_timeout=60)
    for name, code in {"lang": language, "view": view, **codes}.items():
        page.query_params[name] = code
    page.switch_page("imports.py")
    return whole(page.run())


def whole(page: AppTest) -> AppTest:
    assert [error.value for error in page.exception] == []
    return page


def loaded(store: Path, folder: Path, content: str = SALES) -> None:
    """Imports a sales file without the page."""
    path = folder / "sales.csv"
    path.write_text(content, encoding="utf-8")
    outcome = imports.run(Folder(store), path, path.name, Options(date(2024, 4, 1)), actor="test", at=datetime.now(UTC))
    assert outcome.status == "imported"


def text(page: AppTest) -> str:
    """All words that our own markup shows."""
    return "\n".join(block.value for block in page.get("html"))


def upload(page: AppTest, name: str, content: bytes) -> AppTest:
    """Uploads a file and waits until its check has ended."""
    page.file_uploader[0].set_value([(name, content, "text/csv")])
    return settled(page.run())


def settled(page: AppTest) -> AppTest:
    """Runs the page until no process is at work."""
    until = time.monotonic() + END_SECONDS
    while any(one.child is not None for one in page.session_state["uploads"]):
        assert time.monotonic() < until, "the process has not ended"
        time.sleep(0.1)
        page.run()
    return whole(page)


def press(page: AppTest, key: str) -> AppTest:
    return settled(page.button(key=key).click().run())


def has_button(page: AppTest, key: str) -> bool:
    return any(button.key == key for button in page.button)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_stands_while_nothing_is_loaded(own_store: Path, language: str) -> None:
    for view in VIEWS:
        opened(language, view)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_stands_beside_the_demo_company_and_shows_nothing_of_it(as_demo: Path, language: str) -> None:
    for view in VIEWS:
        assert "39,714" not in text(opened(language, view))  # its follow-ups
    assert not Folder(as_demo).journal.exists()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_stands_after_one_import(own_store: Path, tmp_path: Path, language: str) -> None:
    loaded(own_store, tmp_path)
    for view in VIEWS:
        opened(language, view)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_formats_name_every_column_of_every_dataset(own_store: Path, language: str) -> None:
    for name, dataset in DATASETS.items():
        frame = opened(language, "formats", dataset=name).dataframe[0].value
        assert list(frame.iloc[:, 0]) == [column.name for column in dataset.columns]


def test_the_first_run_leads_to_the_demo_and_goes_with_the_first_import(as_demo: Path) -> None:
    page = opened("en")
    assert "Drop in one sales export" in text(page)
    page = upload(page, "sales.csv", SALES.encode())
    assert "2 rows will be added; sales of March 2024: ¥351" in text(page)  # 100.00 + 250.50, in whole yuan
    assert imports.history(Folder(as_demo)) == []
    page = press(page, "primary_import")
    assert "sales.csv is in (#1): 2 rows added" in text(page)
    assert "Drop in one sales export" not in text(opened("en"))


def test_an_undo_takes_the_import_back_and_a_redo_returns_it(own_store: Path, tmp_path: Path) -> None:
    loaded(own_store, tmp_path)
    page = press(opened("zh", "history"), "undo_history_1")
    assert [record.is_active for record in imports.history(Folder(own_store))] == [False]
    assert "已撤销" in text(page)
    press(page, "redo_history_1")
    assert [record.is_active for record in imports.history(Folder(own_store))] == [True]


def test_the_same_file_again_says_when_it_came_and_offers_no_import(own_store: Path, tmp_path: Path) -> None:
    loaded(own_store, tmp_path)
    page = upload(opened("zh"), "again.csv", SALES.encode())
    assert "（#1），0 行变化" in text(page)
    assert not has_button(page, "primary_import")


def test_equal_rows_in_another_file_change_nothing_and_offer_no_import(own_store: Path, tmp_path: Path) -> None:
    loaded(own_store, tmp_path)
    page = upload(opened("en"), "gbk.csv", SALES.encode("gb18030"))
    assert "The same as what is loaded: 0 rows change" in text(page)
    assert not has_button(page, "primary_import")


def test_a_changed_row_shows_old_and_new(own_store: Path, tmp_path: Path) -> None:
    loaded(own_store, tmp_path)
    page = upload(opened("en"), "new.csv", SALES.replace("100.00", "90.00").encode())
    assert "1 row will change" in text(page)
    assert "<s>100.00</s>" in text(page)
    assert "<b>90.00</b>" in text(page)


def test_discarding_leaves_nothing(own_store: Path) -> None:
    press(upload(opened("zh"), "sales.csv", SALES.encode()), "discard")
    assert list(Folder(own_store).stage.iterdir()) == []
    assert imports.history(Folder(own_store)) == []


def test_a_missing_column_is_named_with_the_columns_that_are_there(own_store: Path) -> None:
    page = upload(opened("en"), "march.csv", SALES.replace("销售人员", "某人").encode())
    assert "required column “owner” missing" in text(page).replace('<span class="lat">', "").replace("</span>", "")
    frame = page.dataframe[0].value
    assert list(frame.iloc[:, 0]) == ["✕", "✓", "✓", "✓", "✓", "–"]
    assert list(frame.iloc[:, 3])[1:] == ["订单编号", "订单日期", "客户编号", "销售额", "某人"]


def test_a_file_over_the_limit_of_rejects_lists_them(own_store: Path) -> None:
    page = upload(opened("zh"), "bad.csv", SALES.replace("100.00", "1.2.3").encode())
    assert "2 行中" in text(page)
    assert list(page.dataframe[0].value.iloc[0, :3]) == ["2", "销售额", "1.2.3"]


def test_what_no_text_is_gets_one_sentence_and_no_traceback(own_store: Path) -> None:
    page = upload(opened("en"), "noise.csv", bytes(range(128, 256)) * 20)
    assert "The file was not loaded" in text(page)
    assert "Traceback" not in text(page)


def test_headers_without_rows_ask_for_the_month(own_store: Path) -> None:
    page = upload(opened("en"), "empty.csv", SALES.splitlines()[0].encode())
    assert "which month really has none?" in text(page)
    page = settled(page.selectbox(key="empty_month").select_index(1).run())
    month = page.selectbox(key="empty_month").value
    page = press(press(page, "primary_answer"), "primary_import")
    assert [record.checked.empty_month.isoformat()[:7] for record in imports.history(Folder(own_store))] == [month]


def test_several_files_come_one_after_the_other(own_store: Path) -> None:
    page = opened("zh")
    more = SALES.replace("S1", "S3").replace("S2", "S4")
    page.file_uploader[0].set_value([("a.csv", SALES.encode(), "text/csv"), ("b.csv", more.encode(), "text/csv")])
    page = press(press(settled(page.run()), "primary_import"), "primary_import")
    assert [record.checked.file for record in imports.history(Folder(own_store))] == ["b.csv", "a.csv"]


def test_a_preview_is_made_again_when_another_import_came_in_between(own_store: Path, tmp_path: Path) -> None:
    page = upload(opened("en"), "new.csv", SALES.encode())
    loaded(own_store, tmp_path, SALES.replace("100.00", "90.00"))
    assert "1 row will change" in text(settled(page.run()))


def test_markup_in_names_and_cells_stays_text(own_store: Path) -> None:
    evil = "<script>alert(1)</script>"
    page = upload(opened("en"), f"{evil}.csv".replace("/", ""), SALES.replace("陈嘉树", evil).encode())
    assert "<script" not in text(page)
    press(page, "primary_import")
    assert "<script" not in text(opened("en", "history"))


def test_a_writer_that_is_busy_is_named_in_one_sentence_and_the_file_waits(own_store: Path) -> None:
    page = upload(opened("en"), "sales.csv", SALES.encode())
    with FileLock(Folder(own_store).lock):
        page = press(page, "primary_import")
    assert "Not done; no data changed" in text(page)
    assert "Another writer is at work" in page.error[0].value
    page = press(page, "try_again")
    press(page, "primary_import")
    assert len(imports.history(Folder(own_store))) == 1
