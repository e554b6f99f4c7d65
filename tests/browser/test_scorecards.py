"""The team view in a browser: a cell opens what it is made of, a name its person, a band narrows; all stands above the fold."""

import re

from playwright.sync_api import Page, expect

from pages._ui.scorecard_team_board import ROW_HEIGHT
from pages._ui.tables import HEADER_HEIGHT
from tests.browser.steps import click_point, lowest, overflow, settled

NAME, ATTAINMENT = 130, 400  # pixels from the left of the board


def click_cell(page: Page, across: int, row: int) -> None:
    """Clicks a row of the board, 0 is the first."""
    page.locator(".st-key-panel_board .dvn-scroller").click(
        position={"x": across, "y": HEADER_HEIGHT + row * ROW_HEIGHT + ROW_HEIGHT // 2}
    )


def test_a_figure_opens_twice_and_a_name_its_person(demo_url: str, page: Page) -> None:
    page.goto(demo_url + "/scorecards?lang=zh&period=2026-02")
    settled(page)
    dialog = page.get_by_role("dialog")
    for _ in range(2):
        click_cell(page, ATTAINMENT, 2)
        expect(dialog).to_contain_text("÷", timeout=30_000)
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_have_count(0)
        expect(page).not_to_have_url(re.compile("explain="))
        settled(page)
    click_cell(page, NAME, 2)
    expect(page).to_have_url(re.compile("view=person.*person="), timeout=30_000)
    expect(page.locator(".st-key-walk")).to_contain_text("3 / ")


def test_a_band_narrows_and_a_point_opens_its_person(demo_url: str, page: Page) -> None:
    page.goto(demo_url + "/scorecards?lang=en&period=2026-02")
    settled(page)
    click_point(page, "bands_", 1, 1)
    expect(page).to_have_url(re.compile("band=good"))
    expect(page.locator(".st-key-board_foot")).to_contain_text("people shown", timeout=30_000)
    settled(page)
    at = page.locator("[class*='st-key-scatter_'] .js-plotly-plot").evaluate("plot => [plot.data[0].x[0], plot.data[0].y[0]]")
    click_point(page, "scatter_", *at)
    expect(page).to_have_url(re.compile("view=person"), timeout=30_000)


def test_the_board_stands_above_the_fold(demo_url: str, page: Page) -> None:
    for language, period in (("zh", "2026-03"), ("en", "2026-02")):
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.goto(f"{demo_url}/scorecards?lang={language}&period={period}")
        settled(page)
        page.locator("[class*='st-key-scatter_'] .main-svg").first.wait_for()
        assert lowest(page) <= 1080
        assert overflow(page) == []
        page.set_viewport_size({"width": 1280, "height": 720})
        expect(page.locator(".st-key-panel_board canvas").first).to_be_in_viewport()
        assert overflow(page) == []
