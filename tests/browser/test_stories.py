"""The demo company's six stories: from the Overview a reader comes upon each within three clicks."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.steps import click_point, click_row, grid_rows, settled

MOST_CLICKS = 3
FIRST_TIME = 60_000
ACROSS_NAME = 130  # pixels from the left edge of the team board


class Reader:
    """Somebody before the Overview who has three clicks."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.clicks = 0
        page.goto(url + "/?lang=zh")
        settled(page)

    def _counted(self) -> None:
        self.clicks += 1
        assert self.clicks <= MOST_CLICKS

    def panel(self, name: str) -> Locator:
        return self.page.locator(f".st-key-panel_{name}")

    def click(self, what: Locator) -> None:
        self._counted()
        what.click()

    def turn_to(self, name: str) -> None:
        """Another page by its name in the navigation."""
        self._counted()
        self.page.get_by_role("link", name=name, exact=True).click()

    def click_point(self, chart: str, across: float, down: float) -> None:
        self._counted()
        click_point(self.page, chart, across, down)

    def click_person(self, name: str) -> None:
        """A name on the team board."""
        self._counted()
        click_row(self.page, "panel_board", name, ACROSS_NAME)


@pytest.fixture
def reader(page: Page, demo_url: str) -> Reader:
    return Reader(page, demo_url)


def test_the_star_neglects_a_customers(reader: Reader) -> None:
    expect(reader.panel("neglected")).to_contain_text("宋清扬")
    reader.turn_to("评分卡")
    first = grid_rows(reader.page, "panel_board")[0]
    assert (first["#"], first["人员"], first["逾期A"]) == ("1", "宋清扬", "11")
    reader.click_person("宋清扬")
    answer = reader.page.locator(".answer")
    expect(answer).to_contain_text("宋清扬", timeout=FIRST_TIME)
    expect(reader.page.locator("body")).to_contain_text("老客户靠微信留不住")


def test_the_overview_leads_to_the_neglected_customers(reader: Reader) -> None:
    reader.click(reader.panel("neglected").get_by_role("link", name="宋清扬"))
    drawer = reader.page.get_by_role("dialog")
    expect(drawer).to_contain_text("11 行 = 单元格 11", timeout=FIRST_TIME)


def test_one_customer_saves_a_region(reader: Reader) -> None:
    reader.turn_to("季度")
    reader.click_point("matrix_", 5.14, 4)
    cell = reader.panel("cell")
    expect(cell).to_contain_text("西南", timeout=FIRST_TIME)
    expect(cell).to_contain_text("102.1%")
    expect(cell).to_contain_text(re.compile("禾川智造.*61.9%"))


def test_one_person_breaks_promises(reader: Reader) -> None:
    reader.click(reader.page.get_by_role("link", name="超期客户"))
    counts = reader.page.locator(".st-key-counts")
    expect(counts).to_contain_text("高子墨 14", timeout=FIRST_TIME)
    reader.click(counts.get_by_text("承诺落空"))
    expect(reader.panel("list")).to_contain_text("说好的下一步没有做", timeout=FIRST_TIME)
    owners = [row["负责人"] for row in grid_rows(reader.page, "panel_list")]
    assert owners.count("高子墨") > len(owners) / 2


def test_one_team_writes_its_records_on_friday(reader: Reader) -> None:
    reader.turn_to("评分卡")
    reader.click_person("徐若琳")
    expect(reader.page.locator("body")).to_contain_text("其中 48 条在星期五补记", timeout=FIRST_TIME)


def test_one_product_line_declines(reader: Reader) -> None:
    expect(reader.panel("units").locator("tr", has_text="× 硬件")).to_have_count(4)
    reader.turn_to("季度")
    reader.click_point("matrix_", 1, 5.14)
    cell = reader.panel("cell")
    expect(cell).to_contain_text("硬件", timeout=FIRST_TIME)
    expect(cell).to_contain_text("环比 ▼ 12.0%")
    expect(cell).to_contain_text("同比 ▼ 24.7%")


def test_a_department_grew_because_people_moved(reader: Reader) -> None:
    reader.click_point("teams_", 20, 2)
    expect(reader.page.locator("body")).to_contain_text("同比 ▲ 147.6%", timeout=FIRST_TIME)
    expect(reader.page.locator("body")).to_contain_text("较上年同期调入 3 人（曹静怡、韩子昂、黄诗雅）")
    reader.turn_to("评分卡")
    reader.click_person("曹静怡")
    expect(reader.page.locator("body")).to_contain_text("随组从渠道二部转来", timeout=FIRST_TIME)
