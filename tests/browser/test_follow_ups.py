"""The follow-ups page in a browser: a cell opens as many customers as it counts, and closes for good."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from analytics import overdue_map
from analytics.overdue_map import OverdueMap
from analytics.queries import DatabaseQuery
from data.demo import AS_OF
from tests.browser.steps import click_point, lowest, overflow, settled

Serve = Callable[[Path], str]


@pytest.fixture
def shown(demo_query: DatabaseQuery) -> OverdueMap:
    """The map that the page shows first."""
    found = overdue_map.load(demo_query, ("owner", "week"), AS_OF)
    assert found is not None
    return found


def count(shown: OverdueMap, line: int, column: int) -> int:
    cell = shown.lines[line].cells[column]
    assert cell is not None
    return cell.overdue_count


def expect_drawer(page: Page, rows: int) -> None:
    drawer = page.get_by_role("dialog")
    expect(drawer).to_contain_text(f"{rows} 行 = 单元格 {rows}", timeout=30_000)
    expect(drawer.locator("table[role=grid]")).to_have_attribute("aria-rowcount", str(rows + 1))  # and the header


def close(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("cell="))
    settled(page)


def test_a_click_opens_the_cell_as_often_as_one_likes(demo_url: str, shown: OverdueMap, page: Page) -> None:
    page.goto(demo_url + "/follow_ups")
    settled(page)
    for _ in range(2):
        click_point(page, "map_", 11, 0)
        expect_drawer(page, count(shown, 0, 11))
        expect(page).to_have_url(re.compile("cell=one"))
        close(page)
    click_point(page, "map_", 10, len(shown.lines) - 2)
    expect_drawer(page, count(shown, -2, 10))
    close(page)
    page.locator(".st-key-filter_measure").get_by_text("占比").click()
    expect(page.locator(".st-key-panel_map")).to_contain_text("每周日的超期占比")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_link_to_a_cell_opens_it_on_a_fresh_server(serve: Serve, as_demo: Path, shown: OverdueMap, page: Page) -> None:
    page.goto(serve(as_demo) + "/follow_ups?cell=total||2026-03-23")
    expect_drawer(page, count(shown, -1, 11))
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("button", name=f"导出 {count(shown, -1, 11)} 行").click()
    with page.expect_download() as made:
        page.get_by_role("button", name="Excel").click()
    sheet = CalamineWorkbook.from_path(str(made.value.path())).get_sheet_by_index(0).to_python()
    assert len(sheet) == 1 + count(shown, -1, 11)


def test_a_count_shows_its_list(demo_url: str, page: Page) -> None:
    page.goto(demo_url + "/follow_ups")
    settled(page)
    page.locator(".st-key-counts").get_by_text("承诺落空").click()
    page.wait_for_url("**/follow_ups?*list=promise*")
    expect(page.locator(".st-key-panel_list")).to_contain_text("说好的下一步没有做")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_stands_above_the_fold(demo_url: str, page: Page, language: str) -> None:
    page.goto(f"{demo_url}/follow_ups?lang={language}")
    settled(page)
    page.locator("[class*='st-key-map_'] .main-svg").first.wait_for()
    assert lowest(page) <= 1080
    assert overflow(page) == []
    page.set_viewport_size({"width": 1280, "height": 720})
    assert overflow(page) == []
