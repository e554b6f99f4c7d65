"""The frame in a browser."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from analytics.folder import Folder
from tests.browser.steps import settled
from tests.stores import put, sale

Serve = Callable[[Path], str]


def test_a_deep_link_on_a_fresh_server_opens_inside_the_frame(serve: Serve, own_store: Path, page: Page) -> None:
    page.goto(serve(own_store) + "/imports?lang=en")
    settled(page)
    expect(page.get_by_role("link", name="Follow-ups")).to_be_visible()
    expect(page.locator(".st-key-filter_lang")).to_be_visible()
    assert page.url.endswith("/imports?lang=en")


def test_the_language_is_kept_in_the_url_and_between_pages(serve: Serve, own_store: Path, page: Page) -> None:
    page.goto(serve(own_store) + "/imports")
    settled(page)
    page.locator(".st-key-filter_lang").get_by_text("EN", exact=True).click()
    page.get_by_role("link", name="Overview").click()
    page.wait_for_url("**/?lang=en")
    expect(page.get_by_role("link", name="Imports", exact=True)).to_be_visible()


def test_the_demo_company_stands_under_a_banner_that_leads_to_the_own_files(serve: Serve, as_demo: Path, page: Page) -> None:
    page.goto(serve(as_demo) + "/?lang=en")
    settled(page)
    page.get_by_role("link", name="Import your own data").click()
    page.wait_for_url("**/imports?lang=en*")
    settled(page)
    expect(page.locator(".banner")).to_have_count(0)
    assert not as_demo.exists()


def test_a_link_in_a_text_stays_in_the_session_and_brings_its_own_codes_only(demo_url: str, page: Page) -> None:
    page.goto(demo_url + "/?lang=en&period=2026-01&open=people")
    settled(page)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    page.evaluate("window.isLoaded = true")
    page.locator("a.card[href^=follow_ups]").click()
    page.wait_for_url("**/follow_ups?lang=en&period=2026-01")
    settled(page)
    assert page.evaluate("window.isLoaded")
    page.go_back()
    expect(page).to_have_url(re.compile(r"/\?lang=en&period=2026-01$"))


def test_a_damaged_journal_is_one_sentence_that_names_the_file(serve: Serve, own_store: Path, page: Page) -> None:
    folder = Folder(own_store)
    put(folder, [sale("1")])
    url = serve(own_store)
    folder.journal.unlink()
    for name in ("", "follow_ups", "imports"):
        page.goto(f"{url}/{name}?lang=zh")
        expect(page.get_by_role("alert")).to_contain_text(f"日志 {folder.journal} 不见了")
        expect(page.get_by_role("link", name="总览")).to_be_visible()
        expect(page.locator("body")).not_to_contain_text("Traceback")
