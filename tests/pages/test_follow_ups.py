"""The page Follow-ups: every state, both languages."""

from pathlib import Path

import pytest

from analytics import attention, overdue_map
from analytics.attention import KINDS, Kind
from analytics.overdue_map import MEASURES
from analytics.queries import DatabaseQuery
from analytics.texts import LANGUAGES
from data.demo import AS_OF
from pages._ui import codes
from pages._ui.follow_up_choice import MAPS
from tests.analytics.rows import day
from tests.pages import company
from tests.pages.steps import answer, markup, opened, words

SCRIPT = "follow_ups.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_store_says_what_to_upload(own_store: Path, language: str) -> None:
    page = opened(SCRIPT, language)
    assert answer(page) == {"zh": "还没有跟进记录", "en": "No follow-ups yet"}[language]
    assert f'href="imports?lang={language}"' in markup(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sales_alone_say_the_same(own_store: Path, language: str) -> None:
    company.make(own_store, {"销售": company.ONE_MONTH["销售"]})
    assert answer(opened(SCRIPT, language)) == {"zh": "还没有跟进记录", "en": "No follow-ups yet"}[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_month_of_data(one_month: Path, language: str) -> None:
    page = opened(SCRIPT, language)
    expected = {"zh": "1 家客户超期未联系，其中 A 级 1 家", "en": "1 customer is overdue, 1 of grade A"}
    assert answer(page) == expected[language]
    assert company.SCRIPT not in markup(page)


@pytest.mark.parametrize(("kind", "language"), [*zip(KINDS, ("zh", "en") * 3, strict=True)])
def test_each_list_of_the_demo_company_has_all_its_rows(demo_query: DatabaseQuery, kind: Kind, language: str) -> None:
    page = opened(SCRIPT, language, list=kind)
    (shown,) = (frame.value for frame in page.dataframe)
    assert len(shown) == attention.load(demo_query, AS_OF).count(kind)


@pytest.mark.parametrize(("shown", "measure"), [*zip(MAPS, [*MEASURES, "count"], strict=True)])
def test_each_map_and_measure_of_the_demo_company(demo_query: DatabaseQuery, shown: str, measure: str) -> None:
    page = opened(SCRIPT, "en", map=shown, measure=measure, grade="A")
    count = attention.load(demo_query, AS_OF, "A").count("overdue")
    assert answer(page).startswith(f"{count} customers of grade A are overdue")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_opens_its_customers_with_promise_and_phone(demo_query: DatabaseQuery, language: str) -> None:
    found = overdue_map.load(demo_query, ("owner", "week"), AS_OF)
    assert found is not None
    worst, cell = found.lines[0], found.lines[0].cells[-1]
    assert cell is not None
    page = opened(SCRIPT, language, cell=codes.pack("one", worst.key, cell.keys[1]))
    count = cell.overdue_count
    (drawer,) = (frame.value for frame in page.dataframe if len(frame.value) == count)
    assert {"zh": f"{count} 行 = 单元格 {count}", "en": f"{count} rows = the cell's {count}"}[language] in words(page)
    days = [int(value) for value in drawer.iloc[:, 2]]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize("code", ["", "one", "one|nobody|2026-03-23", "|||||"])
def test_a_code_that_names_no_cell_opens_nothing(one_month: Path, code: str) -> None:
    page = opened(SCRIPT, "zh", cell=code, map="?", measure="?", grade="?", list="?")
    assert len(page.dataframe) == 1


def test_a_day_in_the_past(demo_query: DatabaseQuery) -> None:
    count = attention.load(demo_query, day("2025-06-03")).count("overdue")
    assert answer(opened(SCRIPT, "zh", as_of="2025-06-03")).startswith(f"{count} 家客户超期未联系")


def test_a_day_before_everything_has_no_customers(one_month: Path) -> None:
    assert answer(opened(SCRIPT, "zh", as_of="2020-01-01")) == "还没有跟进记录"
    assert answer(opened(SCRIPT, "zh", as_of="2020-01-01", grade="A")) == "没有 A 级客户"
