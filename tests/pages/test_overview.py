"""The page Overview: every state, both languages."""

from pathlib import Path

import pytest

from analytics import overview, periods, sales, texts
from analytics.queries import DatabaseQuery
from analytics.texts import LANGUAGES
from data.demo import AS_OF
from pages._ui.formats import Formats
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
    ("code", "language"), [("people", "zh"), ("units", "en"), ("teams", "zh"), ("owner|王五", "en"), ("unit|华南|软件", "zh")]
)
def test_a_drawer_opens_from_the_url(one_month: Path, code: str, language: str) -> None:
    page = opened(SCRIPT, language, open=code)
    assert page.dataframe


def test_the_rows_of_a_person_sum_to_the_actual(one_month: Path) -> None:
    page = opened(SCRIPT, "zh", open="owner|王五")
    assert len(page.dataframe[0].value) == 2
    assert "2 行合计 11,500.00" in words(page)
    assert "销售.csv" in words(page)


@pytest.mark.parametrize("code", ["", "nobody", "unit|x", "owner|not there", "|||"])
def test_a_code_that_names_nothing_does_no_harm(one_month: Path, code: str) -> None:
    assert answer(opened(SCRIPT, "zh", open=code, period="1999-13", department="?", as_of="tomorrow")).startswith("3月")
