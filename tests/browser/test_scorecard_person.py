"""The person view in a browser: what is agreed in one month comes first in the next, bars open, all stands above the fold."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.steps import click_point, lowest, overflow, settled

Serve = Callable[[Path], str]


def test_what_is_agreed_in_one_month_comes_first_in_the_next(serve: Serve, as_demo: Path, page: Page) -> None:
    url = serve(as_demo)
    page.goto(f"{url}/scorecards?view=person&person=曹静怡&period=2026-02")
    settled(page)
    page.locator(".st-key-author_field input").fill("郑国栋")
    page.locator(".st-key-open_new button").click()
    drawer = page.get_by_role("dialog")
    drawer.locator("textarea").fill("两周内带高层拜访三家客户")
    drawer.locator(".st-key-primary_keep button").click()
    expect(drawer).to_have_count(0, timeout=30_000)
    expect(page.locator(".st-key-panel_advice")).to_contain_text("两周内带高层拜访三家客户")
    page.goto(f"{url}/scorecards?view=person&person=曹静怡&period=2026-03")
    first = page.locator(".agreed").first
    expect(first).to_contain_text("两周内带高层拜访三家客户", timeout=30_000)
    expect(first).to_contain_text("郑国栋")
    page.locator("[class*='st-key-done_'] button").first.click()
    expect(page.locator(".agreed").first).to_contain_text("记为完成", timeout=30_000)


def test_a_bar_opens_its_arithmetic_as_often_as_one_likes_and_the_arrow_key_walks_on(demo_url: str, page: Page) -> None:
    page.goto(demo_url + "/scorecards?view=person&person=周雨桐&period=2026-02")
    settled(page)
    for _ in range(2):
        click_point(page, "person_points_", 42, 1)  # the second part begins at 40
        expect(page.get_by_role("dialog")).to_contain_text("权重", timeout=30_000)
        expect(page).to_have_url(re.compile("explain=part_collection"))
        page.get_by_role("dialog").get_by_role("button", name="Close").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page).not_to_have_url(re.compile("explain="))
        settled(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".answer")).not_to_contain_text("周雨桐", timeout=30_000)


def test_everything_stands_above_the_fold(demo_url: str, page: Page) -> None:
    for language in ("zh", "en"):
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.goto(f"{demo_url}/scorecards?view=person&person=高子墨&period=2026-02&lang={language}")
        settled(page)
        page.locator("[class*='st-key-person_points_'] .main-svg").first.wait_for()
        page.locator("[class*='st-key-person_course_'] .main-svg").first.wait_for()
        assert lowest(page) <= 1080
        assert overflow(page) == []
        page.set_viewport_size({"width": 1280, "height": 720})
        assert overflow(page) == []
