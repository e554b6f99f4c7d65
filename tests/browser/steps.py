"""Steps that browser tests share."""

from playwright.sync_api import Page

READY = "[data-testid=stApp][data-test-script-state=notRunning]"


def settled(page: Page) -> None:
    """Waits until a page stands inside the frame and has run to its end."""
    page.wait_for_selector(f"{READY} .st-key-toolbar")


def click_point(page: Page, chart: str, across: float, down: float) -> None:
    """Clicks a chart, by the begin of its key, at a place in its own coordinates."""
    plot = page.locator(f"[class*='st-key-{chart}'] .js-plotly-plot")
    plot.locator(".main-svg").first.wait_for()
    at = plot.evaluate(
        """(plot, [across, down]) => {
            const {xaxis, yaxis} = plot._fullLayout;
            return [xaxis._offset + xaxis.l2p(across), yaxis._offset + yaxis.l2p(down)];
        }""",
        [across, down],
    )
    plot.click(position={"x": at[0], "y": at[1]})


def overflow(page: Page) -> list[str]:
    """What does not fit the width of the page: the page itself, and our own words that are cut off."""
    found: list[str] = page.evaluate(
        """() => {
            const wide = document.documentElement.scrollWidth > innerWidth ? ["page"] : [];
            const cut = [...document.querySelectorAll(".sr *")].filter(
                one => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline");
            return [...wide, ...cut.map(one => one.textContent)];
        }"""
    )
    return found


def lowest(page: Page, within: str = "body") -> float:
    """The lower edge of the lowest panel in a part of the page, in pixels from its top."""
    bottoms = page.locator(f"{within} [class*='st-key-panel_']").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().bottom)"
    )
    return float(max(bottoms))
