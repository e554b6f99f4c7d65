"""The page Overview: every state, both languages."""

import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from analytics import agreements, explanations, movements, overview, periods, sales, scorecards, texts
from analytics.agreements import Wording
from analytics.explanations import Asked
from analytics.explanations_sources import Sources
from analytics.folder import Folder
from analytics.queries import DatabaseQuery
from analytics.texts import LANGUAGES
from data.demo import AS_OF
from pages._ui import codes
from pages._ui.formats import Formats
from tests.analytics.typed import NOW
from tests.pages import company
from tests.pages.steps import answer, markup, opened, words

SCRIPT = "overview.py"
MONTH = "2024-03"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_store_says_what_to_upload(own_store: Path, language: str) -> None:
    page = opened(SCRIPT, language)
    assert answer(page) == {"zh": "还没有销售明细", "en": "No sales yet"}[language]
    assert markup(page).count("–") >= 6
    assert f'href="imports?lang={language}"' in markup(page)


@pytest.mark.parametrize(("language", "period"), [("zh", "2024-03"), ("en", "2024-03"), ("zh", "2024Q1"), ("en", "2024")])
def test_one_month_of_data(one_month: Path, language: str, period: str) -> None:
    page = opened(SCRIPT, language, period=period)
    assert {"zh": "5.2万", "en": "¥52K"}[language] in answer(page)  # 40,000.50 − 500 + 12,000
    assert company.SCRIPT not in markup(page)


def test_names_are_shown_as_written(one_month: Path) -> None:
    page = opened(SCRIPT, "zh")
    assert company.LONG_NAME in markup(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in markup(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_company(as_demo: Path, demo_query: DatabaseQuery, language: str) -> None:
    page = opened(SCRIPT, language)
    count = len(overview.neglected(demo_query, AS_OF))
    assert {"zh": "照此进度月底", "en": "at this pace"}[language] in answer(page)
    assert {"zh": f"全部 {count} 家", "en": f"all {count} →"}[language] in words(page)


def test_a_department_of_the_demo_company(as_demo: Path, demo_query: DatabaseQuery) -> None:
    page = opened(SCRIPT, "zh", department="行业部")
    row = sales.total(demo_query, periods.month_of(AS_OF), AS_OF, "行业部")
    assert Formats(texts.translator("zh")).money(row.actual) in answer(page)
    assert page.query_params["department"] == "行业部"


def test_a_day_in_the_past(as_demo: Path) -> None:
    page = opened(SCRIPT, "zh", as_of="2025-06-03")
    assert answer(page).startswith("6月已完成")
    assert "5 个工作日" in answer(page)


def test_a_period_without_sales_leads_to_the_newest_one(own_store: Path) -> None:
    company.make(own_store, {"目标": company.ONE_MONTH["目标"], "销售": company.ONE_MONTH["销售"]})
    page = opened(SCRIPT, "zh", period="2024-03", as_of="2024-02-20")
    assert answer(page) == "2月没有销售记录"
    later = opened(SCRIPT, "zh", period="2024-04", as_of="2024-04-20")
    assert answer(later) == "4月没有销售记录"
    assert "period=2024-03" in markup(later)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        *(("people", "zh"), ("units", "en"), ("teams", "zh")),
        *(("best_units", "en"), ("movers", "zh"), ("agreements", "en")),
    ],
)
def test_a_drawer_opens_from_the_url(one_month: Path, code: str, language: str) -> None:
    page = opened(SCRIPT, language, open=code)
    assert page.dataframe


def test_the_rows_of_a_person_sum_to_the_actual(one_month: Path) -> None:
    page = opened(SCRIPT, "zh", explain="actual|owner|2024-03||王五")
    assert len(page.dataframe[0].value) == 2
    assert "2 行合计 = 11,500.00" in words(page)
    assert list(page.dataframe[0].value.iloc[:, -1]) == ["销售.csv", "销售.csv"]


@pytest.mark.parametrize("code", ["", "nobody", "|||"])
def test_a_code_that_names_nothing_does_no_harm(one_month: Path, code: str) -> None:
    assert answer(opened(SCRIPT, "zh", open=code, period="1999-13", department="?", as_of="tomorrow")).startswith("3月")


def explained(page: AppTest) -> list[tuple[str, ...]]:
    """The figures that the page's links open: figure, by whom, period, day, keys."""
    links = re.findall(r'href="([^"]*explain=[^"]*)"', markup(page))
    return [codes.unpack(parse_qs(urlsplit(unescape(link)).query)["explain"][0]) for link in links]


@pytest.mark.parametrize(("period", "department"), [("2026-03", ""), ("2026Q1", "行业部"), ("2026", "")])
def test_the_strip_shows_the_scorecard_and_each_figure_opens(demo_query: DatabaseQuery, period: str, department: str) -> None:
    page = opened(SCRIPT, "en", period=period, department=department)
    by, key = ("department", department) if department else ("company", None)
    cards = scorecards.table(demo_query, by, periods.parse(period), AS_OF)
    (card,) = (one for one in cards if one.key == key)
    formats, shown = Formats(texts.translator("en")), words(page)
    for value in (
        formats.pct(card.collection.pct),
        formats.count(card.new_customers.actual),
        formats.count(card.visits.actual),
        formats.money(card.revenue_per_customer),
    ):
        assert value in shown
    found = explained(page)
    assert {"actual", "collection", "new_customers", "visits", "revenue_per_customer"} <= {code[0] for code in found}
    sources = Sources(demo_query, AS_OF)  # read once for all
    for figure, of_whom, code, day_code, *keys in found:
        day = date.fromisoformat(day_code) if day_code else None
        asked = Asked(figure, of_whom, tuple(keys), periods.parse(code), day)
        assert explanations.explain_from(sources, asked) is not None, asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_whose_score_moved_with_the_part_behind_it(demo_query: DatabaseQuery, language: str) -> None:
    page = opened(SCRIPT, language, open="movers")
    every = movements.load(demo_query, periods.month_of(AS_OF), AS_OF)
    (drawer,) = (frame.value for frame in page.dataframe)
    assert list(drawer.iloc[:, 0]) == [one.name for one in every]
    for one in movements.extremes(every, 5):
        assert f"person={quote_plus(one.key or '')}" in markup(page)
        assert f"{abs(one.change):.1f}" in words(page)


def test_one_month_has_no_movements(one_month: Path) -> None:
    assert "需要两期的评分" in words(opened(SCRIPT, "zh"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_agreements_the_latest_first(own_store: Path, language: str) -> None:
    company.make(own_store, company.ONE_MONTH)
    march = periods.parse("2024-03")
    for text, due_on in (("拜访 <b>C1</b>", date(2024, 3, 20)), ("收回货款", date(2024, 3, 10)), ("无期限", None)):
        agreements.agree(Folder(own_store), "王五", march, Wording(text, due_on), "Mia", NOW)
    page = opened(SCRIPT, language, open="agreements")
    (drawer,) = (frame.value for frame in page.dataframe if len(frame.value) == 3)
    assert list(drawer.iloc[:, 3]) == ["收回货款", "拜访 <b>C1</b>", "无期限"]
    late = {"zh": "3月10日 晚 5 天", "en": "10 Mar, 5 days late"}[language]  # as of the newest event, 15 March
    assert late in words(page)
    assert "<b>C1</b>" not in markup(page)
    assert "person=%E7%8E%8B%E4%BA%94" in markup(page)


def test_a_department_sees_its_peoples_agreements(own_store: Path) -> None:
    company.make(own_store, company.ONE_MONTH)
    agreements.agree(Folder(own_store), "王五", periods.parse("2024-03"), Wording("收回货款"), "Mia", NOW)
    assert "收回货款" in words(opened(SCRIPT, "zh", department="渠道部"))
    assert "没有未完成的约定" in words(opened(SCRIPT, "zh", department="<script>alert(1)</script>"))
