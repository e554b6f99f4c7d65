"""The page Scorecards, team view: every state, both languages."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import periods, scorecards, team, texts
from analytics.queries import DatabaseQuery
from analytics.texts import LANGUAGES
from data.demo import AS_OF
from pages._ui import scorecard_team_exports
from pages._ui.formats import Formats
from tests.pages import company
from tests.pages.steps import answer, markup, opened, words

SCRIPT = "scorecards.py"
MONTH = "2026-02"


def board(page: AppTest) -> list[list[str]]:
    """The cells of the team board."""
    (frame,) = (frame.value for frame in page.dataframe if len(frame.value.columns) > 14)
    return [[str(cell) for cell in row] for row in frame.to_numpy()]


def column(page: AppTest, place: int) -> list[str]:
    return [row[place] for row in board(page)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_store_says_what_to_upload(own_store: Path, language: str) -> None:
    page = opened(SCRIPT, language)
    assert answer(page) == {"zh": "还没有销售明细", "en": "No sales yet"}[language]
    assert f'href="imports?lang={language}"' in markup(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period", ["2024-03", "2024Q1", "2024"])
def test_one_month_of_data(one_month: Path, language: str, period: str) -> None:
    page = opened(SCRIPT, language, period=period)
    assert {"zh": "5.2万", "en": "¥52K"}[language] in words(page)  # 40,000.50 − 500 + 12,000
    assert company.SCRIPT not in markup(page)
    assert {"zh": "合计", "en": "Total"}[language] in column(page, 2)
    assert company.LONG_NAME in column(page, 2)


def test_everybody_of_the_demo_stands_there_in_the_order_of_rank(demo_query: DatabaseQuery) -> None:
    page = opened(SCRIPT, "zh", period=MONTH)
    cards = scorecards.table(demo_query, "owner", periods.parse(MONTH), AS_OF)
    assert sorted(column(page, 2)[:-1]) == sorted(card.owner or "未归属" for card in cards)
    ranks = [int(rank) for rank in column(page, 0)[:-1]]
    assert ranks == sorted(ranks)
    assert column(page, 2)[-1] == "合计"


def test_the_total_is_the_company(demo_query: DatabaseQuery) -> None:
    page = opened(SCRIPT, "zh", period=MONTH)
    (company_card,) = scorecards.table(demo_query, "company", periods.parse(MONTH), AS_OF)
    money = Formats(texts.translator("zh")).money
    assert f"合计 {money(company_card.sales.actual)}" in words(page)
    assert board(page)[-1][6] == money(company_card.sales.actual)
    *people, total = (int(visits) for visits in column(page, 10))
    assert sum(people) == total == company_card.visits.actual


@pytest.mark.parametrize("sort", team.SORTS)
def test_each_order_keeps_everybody(demo_query: DatabaseQuery, sort: str) -> None:
    page = opened(SCRIPT, "en", period=MONTH, sort=sort)
    found = team.load(demo_query, periods.parse(MONTH), AS_OF)
    assert column(page, 2)[:-1] == [line.name for line in team.sorted_by(found.lines, next(s for s in team.SORTS if s == sort))]


def test_narrowed_to_a_band_and_to_none(demo_query: DatabaseQuery) -> None:
    found = team.load(demo_query, periods.parse(MONTH), AS_OF)
    good = [line.name for line in found.lines if line.band == "good"]
    page = opened(SCRIPT, "zh", period=MONTH, band="good")
    assert column(page, 2) == good
    assert f"显示 {len(found.lines)} 人中的 {len(good)} 人" in words(page)
    assert "没有人在这个等级" in words(opened(SCRIPT, "zh", period=MONTH, band="unsatisfactory"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_departments_add_up_to_the_company(demo_query: DatabaseQuery, language: str) -> None:
    page = opened(SCRIPT, language, period=MONTH, by="department")
    teams = team.departments(demo_query, periods.parse(MONTH), AS_OF)
    assert column(page, 2)[:-1] == [line.name for line in teams]
    visits = [int(cell) for cell in column(page, 9)]
    assert sum(visits[:-1]) == visits[-1]


def test_one_department_ranks_its_own(demo_query: DatabaseQuery) -> None:
    teams = team.departments(demo_query, periods.parse(MONTH), AS_OF)
    page = opened(SCRIPT, "zh", period=MONTH, department=str(teams[0].key))
    assert answer(page).startswith(str(teams[0].name))
    assert column(page, 0)[0] == "1"
    assert set(column(page, 3)[:-1]) == {teams[0].name}


def test_a_partial_period_says_where_each_lands(demo_query: DatabaseQuery) -> None:
    page = opened(SCRIPT, "en", period="2026-03")
    assert "landing at" in answer(page)
    assert len(board(page)[0]) == len(board(opened(SCRIPT, "en", period=MONTH))[0]) + 1


def test_a_department_that_is_none_is_the_company(one_month: Path) -> None:
    assert len(board(opened(SCRIPT, "zh", department="nowhere"))) == 2 + 1


GAP = """订单编号,订单日期,客户编号,销售人员,销售额
S1,2024-01-04,C1,王五,100
S2,2024-03-04,C1,王五,100
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_period_without_anybody_leads_to_one_with_sales(own_store: Path, language: str) -> None:
    company.make(own_store, {"销售": GAP})
    page = opened(SCRIPT, language, period="2024-02")
    assert answer(page) == {"zh": "全公司 2024年2月没有记录", "en": "Whole company has no rows in February 2024"}[language]
    assert "period=2024-03" in markup(page)


def test_the_movers_of_the_demo_name_their_part(demo_query: DatabaseQuery) -> None:
    found = team.load(demo_query, periods.parse(MONTH), AS_OF)
    page = opened(SCRIPT, "zh", period=MONTH)
    for mover in found.movers:
        assert f"{'▲' if mover.moved > 0 else '▼'} {abs(mover.moved)}" in words(page)
        assert str(mover.name) in words(page)


def test_a_click_on_a_figure_opens_what_it_is_made_of(demo_query: DatabaseQuery) -> None:
    found = team.load(demo_query, periods.parse(MONTH), AS_OF)
    code = f"actual|owner|{MONTH}||{found.lines[0].key}"
    page = opened(SCRIPT, "zh", period=MONTH, explain=code)
    assert "实际销售额" in words(page)
    assert str(found.lines[0].name) in words(page)


def test_files_are_offered(one_month: Path) -> None:
    page = opened(SCRIPT, "zh")
    labels = [button.label for button in page.get("download_button")]
    assert labels == ["月度销售绩效评估表（xlsx）", "月度销售绩效评估表（csv）", "全部指标（xlsx）", "全部指标（csv）"]


@pytest.mark.parametrize("department", [None, "大客户部"])
def test_files_have_the_people_of_the_board(demo_query: DatabaseQuery, department: str | None) -> None:
    found = team.load(demo_query, periods.parse(MONTH), AS_OF, department)
    wanted = scorecard_team_exports.Wanted(demo_query, found, department)
    names = sorted(str(line.name) for line in found.lines)
    sheet = scorecard_team_exports.sheet(wanted)
    assert sorted(str(row[0]) for row in sheet.rows) == names
    assert sorted(str(row[0]) for row in scorecard_team_exports.report(wanted).rows) == names
    provisional = {line.name for line in found.lines if line.is_provisional}
    assert {sheet.rows[place][0] for place in sheet.provisional_rows} == provisional
