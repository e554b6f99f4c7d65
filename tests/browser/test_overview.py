"""The Overview in a browser: what is clicked opens with its selection, and everything stands where one looks."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import click_point, lowest, overflow, settled


def test_each_list_opens_its_rows_with_the_selection(demo_url: str, page: Page) -> None:
    page.goto(demo_url + "/?lang=zh&period=2026-03")
    settled(page)
    for panel, code in (("people", "explain=actual%7Cowner"), ("units", "explain=actual%7Ccell")):
        page.locator(f".st-key-panel_{panel} a.row").first.click()
        page.wait_for_url(re.compile(code))
        expect(page.get_by_role("dialog")).to_contain_text("行，合计", timeout=30_000)
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page).not_to_have_url(re.compile("explain="))
    page.locator(".st-key-panel_neglected a.row").first.click()
    page.wait_for_url(re.compile("/follow_ups.*cell=one"))
    expect(page.get_by_role("dialog")).to_contain_text("= 单元格", timeout=30_000)


def test_whose_score_moved_opens_the_person_and_its_figures(demo_url: str, page: Page) -> None:
    page.goto(demo_url + "/?lang=en")
    settled(page)
    page.locator(".st-key-panel_score_movers td:nth-child(3) a.row").first.click()
    page.wait_for_url(re.compile("explain=score_change"))
    expect(page.get_by_role("dialog")).to_be_visible(timeout=30_000)
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(".st-key-panel_score_movers td:nth-child(1) a.row").first.click()
    page.wait_for_url(re.compile("/scorecards.*person="))


def test_a_month_and_a_department_are_chosen_by_a_click(demo_url: str, page: Page) -> None:
    page.goto(demo_url + "/?lang=en")
    settled(page)
    click_point(page, "months_", 10, 1)
    expect(page).to_have_url(re.compile("period=2026-02"))
    expect(page.locator(".answer")).to_contain_text("February", timeout=30_000)
    settled(page)
    click_point(page, "teams_", 10, 0)
    expect(page).to_have_url(re.compile("department="))
    expect(page.locator(".st-key-panel_teams")).to_contain_text("by person", timeout=30_000)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_stands_above_the_fold(demo_url: str, page: Page, language: str) -> None:
    page.goto(f"{demo_url}/?lang={language}")
    settled(page)
    page.locator("[class*='st-key-teams_'] .main-svg").first.wait_for()
    assert lowest(page, ".st-key-row_lists") <= 1080
    page.locator(".st-key-row_lists_below a.row").first.wait_for()
    assert overflow(page) == []
    page.set_viewport_size({"width": 1280, "height": 720})
    expect(page.locator(".st-key-panel_course")).to_be_in_viewport(ratio=0.95)
    assert overflow(page) == []
