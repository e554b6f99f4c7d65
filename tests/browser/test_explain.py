"""A figure is followed to its rows and back, by clicks."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import settled


@pytest.mark.parametrize("language", ["zh", "en"])
def test_from_a_figure_to_its_term_and_back(demo_url: str, page: Page, language: str) -> None:
    page.goto(f"{demo_url}/?lang={language}&period=2026-03")
    settled(page)
    page.locator(".st-key-panel_people td:nth-child(4) a.row").first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.locator(".xv")).to_be_visible(timeout=30_000)
    first = drawer.locator(".xl").inner_text()
    drawer.locator(".st-key-explain_term_actual button").click()
    expect(drawer.locator(".xl")).not_to_have_text(first, timeout=30_000)
    expect(drawer.locator(".stDataFrame")).to_have_count(1)
    drawer.locator(".st-key-explain_back button").click()
    expect(drawer.locator(".xl")).to_have_text(first, timeout=30_000)
    drawer.get_by_role("button", name="Close").click()
    expect(drawer).to_have_count(0)
