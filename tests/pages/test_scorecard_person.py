"""The person view of the scorecards: answers, figures, lists, what is typed, the walk from person to person."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import agreements, periods
from analytics.folder import Folder
from analytics.queries import DatabaseQuery, Reader
from analytics.store import rebuild
from analytics.texts import LANGUAGES
from tests.pages import company, odd_companies
from tests.pages.steps import answer, markup, opened, whole, words

SCRIPT = "scorecards.py"
MARCH = periods.parse("2024-03")


def person(language: str = "zh", **codes: str) -> AppTest:
    return opened(SCRIPT, language, view="person", **{"period": "2024-03"} | codes)


def typed(store: Path) -> DatabaseQuery:
    return Reader(Folder(store), rebuild).query()


def frame(page: AppTest, place: int) -> list[list[str]]:
    """The cells of a table of the page."""
    return [[str(cell) for cell in row] for row in page.dataframe[place].value.to_numpy().tolist()]


@pytest.fixture(scope="module")
def one_person_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return company.make(tmp_path_factory.mktemp("one_person") / "store", odd_companies.ONE_PERSON)


@pytest.fixture
def one_person(own_store: Path, one_person_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three months of one person; not to be changed."""
    monkeypatch.setenv("SALES_REVIEW_STORE", str(one_person_store))
    return one_person_store


def test_the_answer_names_the_costliest_part_and_what_is_missing(one_person: Path) -> None:
    # 120 % held at 100: 40; 60,000 of 120,000: 10 of 20; 1 visit of 2: 5 of 10; (91 + 88 + 84) / 3 = 87.7: 26.3 of 30
    assert answer(person()) == "王五 81.3 分，良好；距优秀差 8.7 分，回款率 50.0% 一项丢了 10.0 分"
    page = person("en")
    assert answer(page) == "王五 scores 81.3, good, 8.7 short of excellent; collection at 50.0% alone cost 10.0 points"
    assert "No. 1 of 1 in 渠道部 · no. 1 of 1 in the company (＝) · complete, 100% of weight covered" in words(page)


def test_figures_stand_with_target_attainment_and_changes(one_person: Path) -> None:
    rows = {row[0]: row for row in frame(person("en", as_of="2024-03-31"), 0)}
    assert rows["Actual sales"][1:3] + rows["Actual sales"][4:7] == ["¥120K", "¥100K", "★ 120.0%", "▲ 50.0%", "–"]
    assert rows["Collection (cash)"][4] == "○ 50.0%"
    assert [*rows["Visits"][1:3], rows["Visits"][4]] == ["1", "2", "○ 50.0%"]
    assert rows["Satisfaction"][1] == "91.0"
    assert rows["Satisfaction"][4] == "excellent"
    assert rows["Teamwork"][4] == "good"


@pytest.mark.parametrize(("code", "columns"), [("2024Q1", 8), ("2024", 7)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_quarter_and_year(one_person: Path, language: str, code: str, columns: int) -> None:
    page = person(language, period=code)
    assert len(page.dataframe[0].value.columns) == columns  # a year has no period before it but the year before
    assert "王五" in answer(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_partial_month_says_where_it_lands(one_person: Path, language: str) -> None:
    page = person(language, as_of="2024-03-15")  # 11 of 21 working days: 120,000 × 21 ÷ 11
    assert {"zh": "照此进度期末 22.9万 · 期末达成率 229.1%", "en": "at this pace ¥229K by the end · 229.1% of base by then"}[
        language
    ] in words(page)


def test_a_score_that_covers_part_of_the_weight_is_provisional(own_store: Path) -> None:
    company.make(own_store, odd_companies.ALL_PROVISIONAL)
    page = person(person="赵六")  # 50 × 40 / 70 + 75 × 30 / 70 = 60.7
    assert answer(page).startswith("赵六 60.7* 分，待改进；距良好差 19.3 分，销售达成率 50.0%")
    assert "* 暂定，覆盖权重 70.0%，缺 回款率、其他定量" in words(page)


def test_too_little_weight_gives_no_score(own_store: Path) -> None:
    company.make(own_store, odd_companies.NO_SCORE)
    assert answer(person(person="赵六")) == "赵六 没有综合评分：只覆盖权重 40.0%，不足 50%"


def test_nobodys_rows_are_not_scored(own_store: Path) -> None:
    sales = company.ONE_MONTH["销售"].replace("S2,2024-03-15,C2,王五", "S2,2024-03-15,C2,")
    company.make(own_store, company.ONE_MONTH | {"销售": sales})
    page = person(person="")
    assert answer(page) == "未归属：3月销售 −500，没有负责人，不评分"
    assert "不评分" in words(page)
    assert "open_new" not in [one.key for one in page.button]


def test_somebody_who_is_not_there_links_to_where_there_is_something(own_store: Path) -> None:
    sales = odd_companies.NO_TARGETS["销售"].replace("S31,2024-03-05", "S31,2024-02-06")  # the other's only order of March
    company.make(own_store, {"销售": sales})
    page = person("en", person="赵六")
    assert answer(page) == "赵六 has no rows in March 2024"
    assert "Latest period with data: February 2024 →" in words(page)
    assert "period=2024-02" in markup(page)


def test_nasty_names_stay_text(one_month: Path) -> None:
    page = person("en", person=company.LONG_NAME, rows="overdue")
    assert company.LONG_NAME in answer(page)
    assert company.SCRIPT not in markup(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_that_fails_says_why_and_opens_with_file_and_line(one_month: Path, language: str) -> None:
    page = person(language, person="王五", rows="failed")
    (row,) = frame(page, 1)
    assert row[5:7] == {"zh": ["– ✕ – –", "不完整"], "en": ["– ✕ – –", "incomplete"]}[language]
    drawer = words(person(language, person="王五", record="5|3"))
    assert {"zh": "跟进.csv 第 3 行（导入 #5）", "en": "跟进.csv, line 3 (import #5)"}[language] in drawer


def test_the_walk_goes_through_the_board(one_month: Path) -> None:
    page = person(person=company.LONG_NAME)
    assert page.button(key="walk_previous").disabled != page.button(key="walk_next").disabled
    way, back = ("next", "previous") if not page.button(key="walk_next").disabled else ("previous", "next")
    page = whole(page.button(key=f"walk_{way}").click().run())
    assert answer(page).startswith("王五")
    assert answer(whole(page.button(key=f"walk_{back}").click().run())).startswith(company.LONG_NAME)


def test_what_was_agreed_comes_first_in_the_next_review(own_store: Path) -> None:
    company.make(own_store, odd_companies.ONE_PERSON)
    page = person(period="2024-02", typing="new")
    page.text_area(key="typed_text_new").input("每周五前补齐记录")
    page = whole(page.button(key="primary_keep").click().run())
    (kept,) = agreements.of(typed(own_store), "王五", periods.parse("2024-02"))
    assert (kept.wording.text, kept.wording.due_on, kept.wording.owner) == ("每周五前补齐记录", date(2024, 3, 31), "王五")
    page = person(typing="new")
    page.text_area(key="typed_text_new").input("本月约定")
    page = whole(page.button(key="primary_keep").click().run())
    shown = words(page)
    assert shown.index("每周五前补齐记录") < shown.index("本月约定")
    page = whole(page.button(key=f"not_done_{kept.sequence}").click().run())
    assert "记为未完成" in words(page)
    assert [one.is_done for one in agreements.last(typed(own_store), "王五", MARCH)] == [False]


def test_an_empty_text_is_refused_with_a_sentence(own_store: Path) -> None:
    company.make(own_store, odd_companies.ONE_PERSON)
    page = person("en", typing="new")
    page = page.button(key="primary_keep").click().run()
    assert [error.value for error in page.exception] == []
    assert "Write something first; nothing was kept" in page.error[0].value.replace("\\", "")
    assert agreements.every(typed(own_store)) == ()


def test_the_managers_own_advice_stands_before_the_computed(own_store: Path) -> None:
    company.make(own_store, odd_companies.ONE_PERSON)
    page = person(typing="advice")
    page.text_area[0].input("尾款由我陪同催收")
    page = whole(page.button(key="primary_keep").click().run())
    shown = words(page)
    assert shown.index("尾款由我陪同催收") < shown.index("回款率 50.0%，距目标")
    assert agreements.advice(typed(own_store), MARCH)["王五"].text == "尾款由我陪同催收"
