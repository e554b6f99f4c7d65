"""Steps that browser tests share."""

from playwright.sync_api import Page

READY = "[data-testid=stApp][data-test-script-state=notRunning]"


def settled(page: Page) -> None:
    """Waits until a page stands inside the frame and has run to its end."""
    page.wait_for_selector(f"{READY} .st-key-toolbar")
