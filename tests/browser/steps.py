"""Steps that browser tests share."""

from playwright.sync_api import Page

from pages._ui.tables import HEADER_HEIGHT

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


def grid_rows(page: Page, panel: str) -> list[dict[str, str]]:
    """The rows of the table in a panel by the names of its columns, as a screen reader gets them; waits for the first of them."""
    grid = page.locator(f".st-key-{panel} table[role=grid]")
    grid.locator("[role=gridcell]").first.wait_for(state="attached")
    header, *lines = grid.locator("tr[role=row]").evaluate_all(
        "rows => rows.map(row => [...row.querySelectorAll('[role=columnheader], [role=gridcell]')].map(cell => cell.textContent))"
    )
    return [dict(zip(header, line, strict=True)) for line in lines]


def click_row(page: Page, panel: str, words: str, across: int) -> None:
    """Clicks the first row of a panel's table in which a cell reads so, some pixels from its left; no row may be hidden."""
    rows = grid_rows(page, panel)
    place = next(place for place, row in enumerate(rows) if words in row.values())
    box = page.locator(f".st-key-{panel} canvas[data-testid=data-grid-canvas]").bounding_box()
    assert box is not None
    row_height = (box["height"] - HEADER_HEIGHT) / len(rows)
    page.mouse.click(box["x"] + across, box["y"] + HEADER_HEIGHT + (place + 0.5) * row_height)
