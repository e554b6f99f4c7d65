"""Steps that page tests share."""

import re
from html import unescape
from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


def opened(script: str, language: str, **codes: str) -> AppTest:
    """A page in a session of its own, run once inside the frame; `codes` stand in its URL."""
    page = AppTest.from_file(str(ROOT / "pages" / "_frame.py"), default_timeout=60)
    page.query_params["lang"] = language
    for name, code in codes.items():
        page.query_params[name] = code
    page.switch_page(script)
    return whole(page.run())


def whole(page: AppTest) -> AppTest:
    """Asserts that nothing failed: no exception, and no sentence in place of the page."""
    assert [error.value for error in page.exception] == []
    assert [error.value for error in page.error] == []
    return page


def markup(page: AppTest) -> str:
    """Our own markup."""
    return "\n".join(block.value for block in page.get("html"))


def words(page: AppTest) -> str:
    """All words that our own markup shows."""
    return unescape(re.sub(r"<style.*?</style>|<[^>]*>", "", markup(page), flags=re.DOTALL))


def answer(page: AppTest) -> str:
    """The page's first sentence."""
    found = re.search(r'<div class="answer">(.*?)</div>', markup(page))
    assert found
    return unescape(re.sub(r"<[^>]*>", "", found[1]))
