"""The page Policy in a browser: a rule is typed, saved from next month on and taken back; everything fits."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.steps import overflow, settled

Serve = Callable[[Path], str]


def test_a_rule_is_changed_and_taken_back(serve: Serve, as_demo: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(serve(as_demo) + "/?lang=en")
    settled(page)
    page.get_by_role("link", name="Policy").click()
    page.wait_for_url("**/policy?lang=en*")
    field = page.locator(".st-key-policy_weight_collection input")
    field.fill("25")
    field.press("Enter")
    save = page.get_by_role("button", name="Change 1 rule from April 2026")
    expect(save).to_be_in_viewport()
    expect(page.locator(".sub")).to_contain_text("March 2026 and the months before it stay as they are")
    expect(page.locator(".st-key-field_cap")).to_be_in_viewport(ratio=1)
    assert overflow(page) == []
    save.click()
    expect(page.locator(".answer")).to_contain_text("collection 25")
    expect(save).to_have_count(0)
    page.locator("[class*='st-key-undo_recent_'] button").first.click()
    expect(page.locator(".answer")).to_contain_text("collection 20")


def test_each_view_fits_in_chinese(demo_url: str, page: Page) -> None:
    for view in ("score", "contact", "company", "history"):
        page.goto(f"{demo_url}/policy?lang=zh&rules={view}")
        settled(page)
        expect(page.locator(".answer")).to_contain_text(re.compile("."))
        assert overflow(page) == [], view
