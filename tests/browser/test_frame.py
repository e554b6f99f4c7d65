"""The frame in a browser."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.steps import settled


def test_a_deep_link_on_a_fresh_server_opens_inside_the_frame(serve: Callable[[Path], str], own_store: Path, page: Page) -> None:
    page.goto(serve(own_store) + "/imports?lang=en")
    settled(page)
    expect(page.get_by_role("link", name="Follow-ups")).to_be_visible()
    expect(page.locator(".st-key-filter_lang")).to_be_visible()
    assert page.url.endswith("/imports?lang=en")


def test_the_language_is_kept_in_the_url_and_between_pages(serve: Callable[[Path], str], own_store: Path, page: Page) -> None:
    page.goto(serve(own_store) + "/imports")
    settled(page)
    page.locator(".st-key-filter_lang").get_by_text("EN", exact=True).click()
    page.get_by_role("link", name="Overview").click()
    page.wait_for_url("**/?lang=en")
    expect(page.get_by_role("link", name="Imports")).to_be_visible()
