"""The quarterly page in a browser: a tile opens its cell, a typed problem is kept with its author, everything has its place."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from analytics import periods, quarterly_matrix
from analytics.quarterly_matrix import Matrix
from analytics.queries import DatabaseQuery
from data.demo import AS_OF
from tests.browser.steps import click_point, lowest, overflow, settled

Serve = Callable[[Path], str]


@pytest.fixture
def matrix(demo_query: DatabaseQuery) -> Matrix:
    found = quarterly_matrix.load(demo_query, periods.quarter_of(AS_OF), AS_OF)
    assert found is not None
    return found


def open_page(page: Page, url: str) -> None:
    page.goto(url)
    settled(page)
    page.locator("[class*='st-key-matrix_'] .main-svg").first.wait_for()


def test_each_click_on_a_tile_opens_its_cell(demo_url: str, matrix: Matrix, page: Page) -> None:
    open_page(page, demo_url + "/quarterly?lang=zh")
    cell = page.locator(".st-key-panel_cell")
    for across, down in ((1, 0), (0, 1), (1, 0)):
        click_point(page, "matrix_", across, down)
        name = f"{matrix.regions[down].sales.region} × {matrix.product_lines[across].sales.product_line}"
        expect(cell).to_contain_text(name, timeout=30_000)
        expect(page).to_have_url(re.compile("cell="))
    cell.get_by_role("link", name=re.compile("查看")).click()
    expect(page.get_by_role("dialog")).to_be_visible(timeout=30_000)
    expect(cell).to_contain_text(f"{matrix.regions[0].sales.region} × {matrix.product_lines[1].sales.product_line}")


def test_a_problem_is_typed_and_exported(serve: Serve, as_demo: Path, matrix: Matrix, page: Page) -> None:
    place = matrix.first.sales
    open_page(page, serve(as_demo) + "/quarterly?lang=zh")
    page.locator("[class*='st-key-open_note_']").get_by_role("button").click()
    page.get_by_label("问题", exact=True).fill("大客户推迟到三季度")
    page.get_by_role("textbox", name="改动会记在这个名下").fill("郑国栋")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".st-key-panel_cell")).to_contain_text("大客户推迟到三季度", timeout=30_000)
    expect(page.locator(".st-key-title_note")).to_contain_text("郑国栋")
    page.locator(".st-key-download_template").get_by_role("button").click()
    with page.expect_download() as made:
        page.get_by_role("button", name="Excel").click()
    header, *rows = CalamineWorkbook.from_path(str(made.value.path())).get_sheet_by_index(0).to_python()
    [row] = [row for row in rows if row[1] == f"{place.region}-{place.product_line}"]
    assert row[header.index("存在问题")] == "大客户推迟到三季度"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_has_its_place(demo_url: str, page: Page, language: str) -> None:
    open_page(page, f"{demo_url}/quarterly?lang={language}")
    for panel in ("matrix", "cell"):
        box = page.locator(f".st-key-panel_{panel}").bounding_box()
        assert box
        assert box["y"] + box["height"] <= 1080
    assert lowest(page) > 1080  # eight quarters and the year follow
    assert overflow(page) == []
    page.set_viewport_size({"width": 1280, "height": 720})
    assert overflow(page) == []
