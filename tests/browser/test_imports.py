"""The way of a file into the figures, in a browser."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from analytics import imports
from analytics.folder import Folder
from tests.browser.steps import settled

SALES = "订单编号,订单日期,客户编号,销售人员,销售额\nS1,2024-03-01,C1,陈嘉树,120000.00\nS2,2024-03-02,C2,宋清扬,30000.00\n"
MANY_ROWS = 200_000


def upload(page: Page, path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(path)


def uploaded_bytes(url: str) -> int:
    """What the server holds of uploads in memory."""
    with urlopen(url + "/_stcore/metrics") as answer:
        found = re.search(r'type="UploadedFileManager"[^}]*} (\d+)', answer.read().decode())
    return int(found[1]) if found else 0


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").click()


def test_an_upload_changes_the_overview_and_its_undo_brings_it_back(
    serve: Callable[[Path], str], own_store: Path, tmp_path: Path, page: Page
) -> None:
    url = serve(own_store)
    page.goto(url + "/imports")
    settled(page)
    upload(page, tmp_path / "sales.csv", SALES)
    expect(page.locator(".answer")).to_contain_text("将新增 2 行，2024年3月销售 15.0万", timeout=60_000)  # 120,000 + 30,000
    assert imports.history(Folder(own_store)) == []
    assert uploaded_bytes(url) == 0
    press(page, "primary_import")
    expect(page.locator(".answer")).to_contain_text("已导入 sales.csv", timeout=60_000)
    page.get_by_role("link", name="总览", exact=True).click()
    expect(page.locator(".answer")).to_contain_text("15.0万", timeout=30_000)
    page.get_by_role("link", name="数据导入").click()
    press(page, "undo_recent_1")
    expect(page.locator(".answer")).to_contain_text("放入一份销售导出", timeout=30_000)
    page.get_by_role("link", name="总览", exact=True).click()
    expect(page.locator(".answer")).not_to_contain_text("15.0万", timeout=30_000)


def test_a_refused_file_says_what_is_missing_and_writes_nothing(
    serve: Callable[[Path], str], own_store: Path, tmp_path: Path, page: Page
) -> None:
    page.goto(serve(own_store) + "/imports")
    settled(page)
    upload(page, tmp_path / "march.csv", SALES.replace("销售人员", "某人"))
    expect(page.locator(".answer")).to_contain_text("缺少必填列「负责人」", timeout=60_000)
    expect(page.locator(".chip.w")).to_have_text("尚未写入任何数据")
    press(page, "primary_other_file")
    expect(page.locator(".answer")).to_contain_text("放入一份销售导出")
    assert list(Folder(own_store).stage.iterdir()) == []
    assert imports.history(Folder(own_store)) == []


def test_an_import_on_the_command_line_appears_in_the_open_page(
    serve: Callable[[Path], str], own_store: Path, tmp_path: Path, page: Page
) -> None:
    page.goto(serve(own_store) + "/imports?view=history")
    settled(page)
    (tmp_path / "sales.csv").write_text(SALES, encoding="utf-8")
    command = [sys.executable, "-m", "analytics", "--store", str(own_store), "import", str(tmp_path / "sales.csv"), "--yes"]
    subprocess.run(command, check=True, capture_output=True)
    page.locator(".st-key-filter_view").get_by_text("已载入").click()
    expect(page.locator(".answer")).to_contain_text("2024年3月", timeout=30_000)


def test_a_cancelled_check_leaves_nothing(serve: Callable[[Path], str], own_store: Path, tmp_path: Path, page: Page) -> None:
    page.goto(serve(own_store) + "/imports")
    settled(page)
    rows = (f"S{number},2024-03-01,C{number % 900},陈嘉树,{number}.25\n" for number in range(MANY_ROWS))
    upload(page, tmp_path / "many.csv", SALES.splitlines()[0] + "\n" + "".join(rows))
    page.locator(".st-key-cancel_check button").click(timeout=60_000)
    expect(page.locator(".answer")).to_contain_text("放入一份销售导出", timeout=30_000)
    assert list(Folder(own_store).stage.iterdir()) == []
    assert imports.history(Folder(own_store)) == []
