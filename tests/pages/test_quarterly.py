"""The page Quarterly: every state, both languages; figures are arithmetic over a company of ten orders."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from streamlit.testing.v1 import AppTest

from analytics import entries, explanations, periods, quarterly_matrix, store, texts
from analytics.explanations import Asked
from analytics.exports import templates
from analytics.folder import Folder
from analytics.queries import DatabaseQuery, Reader
from analytics.texts import LANGUAGES
from data.demo import AS_OF
from pages._ui import codes, quarterly_tiles
from pages._ui.formats import Formats
from pages._ui.quarterly_choice import MEASURES
from tests.pages import company
from tests.pages.steps import answer, markup, opened, whole, words

SCRIPT = "quarterly.py"
LAST_DAY = "2024-03-31"

_SALES = "订单编号,订单日期,客户编号,客户名称,销售人员,区域,产品线,销售额"
TARGETS = """月份,区域,产品线,目标销售额,挑战目标
2024-01,华东,软件,100000,120000
2024-02,华东,软件,100000,120000
2024-03,华东,软件,100000,120000
2024-01,华北,硬件,200000,240000
2024-02,华北,硬件,200000,240000
2024-03,华北,硬件,200000,240000
"""
BEFORE = f"""{_SALES}
B1,2023-10-10,C1,甲,王五,华东,软件,200000
B2,2023-11-10,C2,乙,王五,华北,硬件,400000
B3,2023-12-10,C3,丙,王五,华北,硬件,100000
"""
SALES = f"""{_SALES}
S1,2024-01-10,C1,甲,王五,华东,软件,150000
S2,2024-02-10,C4,丁,王五,华东,软件,120000
S3,2024-03-10,C1,甲,王五,华东,软件,100000
S4,2024-01-15,C2,乙,王五,华北,硬件,250000
S5,2024-03-15,C5,戊,王五,华北,硬件,150000
S6,2024-03-20,C2,乙,王五,华北,硬件,-10000
S7,2024-03-29,C6,己,王五,,,30000
"""
QUARTER = {"目标": TARGETS, "去年": BEFORE, "今年": SALES}
HARDWARE = codes.pack("华北", "硬件")


@pytest.fixture(scope="module")
def quarter_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return company.make(tmp_path_factory.mktemp("quarter") / "store", QUARTER)


@pytest.fixture
def quarter(own_store: Path, quarter_store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The company of two quarters as the own store; not to be changed."""
    monkeypatch.setenv("SALES_REVIEW_STORE", str(quarter_store))
    return quarter_store


def query_of(path: Path) -> DatabaseQuery:
    return Reader(Folder(path), store.rebuild).query()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_store_says_what_to_upload(own_store: Path, language: str) -> None:
    page = opened(SCRIPT, language)
    assert answer(page) == {"zh": "还没有销售明细", "en": "No sales yet"}[language]
    assert f'href="imports?lang={language}"' in markup(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_names_the_worst_cell(quarter: Path, language: str) -> None:
    """370 of 300 and 390 of 600 thousand; 30 thousand outside targets count in the total: 790 of 900."""
    page = opened(SCRIPT, language, as_of=LAST_DAY)
    expected = {
        "zh": "一季度完成 79.0万，达成 87.8%；华北 × 硬件 65.0%，一个单元就少了 21.0万",
        "en": "Q1 ended at ¥790K, 87.8% of base; 华北 × 硬件 at 65.0% alone is ¥210K short",
    }
    assert answer(page) == expected[language]
    assert '<span class="u">华北 × 硬件' in markup(page)
    assert {"zh": "其中 3.0万 来自没有目标的单元", "en": "¥30K of it is sold where no target stands"}[language] in words(page)


def test_the_worst_cell_stands_open_with_months_customers_and_share(quarter: Path) -> None:
    shown = words(opened(SCRIPT, "zh", as_of=LAST_DAY))
    for text in ("差 −21.0万", "环比 ▼ 22.0%", "挑战 54.2%", "25.0万", "▲ 150.0%", "前三客户", "61.5%", "38.5%"):
        assert text in shown  # 390 of 500 and of 720; January on December; 240 and 150 of 390


def test_a_cell_of_the_url_stands_open(quarter: Path) -> None:
    shown = words(opened(SCRIPT, "zh", as_of=LAST_DAY, cell=codes.pack("华东", "软件")))
    assert "★ 123.3%" in shown
    assert "环比 ▲ 85.0%" in shown  # 370 on 200


@pytest.mark.parametrize(("cell", "name"), [("华北|*", "华北 合计"), ("*|*", "全公司"), ("|", "未归属 × 未归属")])
def test_totals_and_the_unassigned_open_as_well(quarter: Path, cell: str, name: str) -> None:
    page = opened(SCRIPT, "zh", as_of=LAST_DAY, cell=cell)
    assert f'<div class="pt h"><span>{name}' in markup(page)
    assert ("问题与对策" in words(page)) == ("*" not in cell)


@pytest.mark.parametrize("cell", ["", "x", "x|y", "a|b|c", "~|~"])
def test_a_code_that_names_nothing_does_no_harm(quarter: Path, cell: str) -> None:
    page = opened(SCRIPT, "zh", as_of=LAST_DAY, cell=cell, measure="?", view="?", open="?", explain="?")
    assert answer(page).startswith("一季度完成 79.0万")


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure(quarter: Path, measure: str) -> None:
    assert answer(opened(SCRIPT, "en", measure=measure, as_of=LAST_DAY)).startswith("Q1 ended at")


def test_tiles_carry_state_figure_and_growth(quarter: Path) -> None:
    matrix = quarterly_matrix.load(query_of(quarter), periods.parse("2024Q1"), date.fromisoformat(LAST_DAY))
    assert matrix is not None
    formats = Formats(texts.translator("zh"))
    tiles = {
        line.place: quarterly_tiles.tile(line, "attainment", formats) for line in matrix.lines.values() if line.place.kind == "cell"
    }
    found = {(place.region, place.product_line): (tile.state, tile.figure, tile.lines) for place, tile in tiles.items()}
    assert found == {
        ("华东", "软件"): ("challenge", "★ 123.3%", ("37.0万", "环比 ▲ 85.0%")),
        ("华北", "硬件"): ("behind", "○ 65.0%", ("39.0万", "环比 ▼ 22.0%")),
        (None, None): (None, "无目标", ("3.0万", "环比 +3.0万 新增")),
    }


def test_an_open_quarter_is_judged_by_its_landing(quarter: Path) -> None:
    page = opened(SCRIPT, "zh", as_of="2024-02-29")
    assert answer(page).startswith("一季度至今 52.0万，照此进度季末达成")
    assert "环比对照四季度的前 60 天" in words(page)  # 31 + 29
    assert "颜色和标记按照此进度的季末预计" in words(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_young_quarter_has_no_state_yet(quarter: Path, language: str) -> None:
    page = opened(SCRIPT, language, as_of="2024-01-03")
    assert {"zh": "一季度至今 0，达成 0.0%", "en": "Q1 so far ¥0, 0.0% of base"}[language] in answer(page)


def test_the_list_has_all_cells_and_totals(quarter: Path) -> None:
    page = opened(SCRIPT, "zh", as_of=LAST_DAY, view="list")
    frame = page.dataframe[0].value
    rows = {row[0]: tuple(row[1:]) for row in frame.itertuples(index=False)}
    assert list(rows) == [
        *("华东 × 软件", "华东 合计", "华北 × 硬件", "华北 合计", "未归属 × 未归属", "未归属区域 合计"),
        *("硬件 合计", "软件 合计", "未归属产品线 合计", "全公司"),
    ]
    assert rows["华北 × 硬件"][:10] == (
        *("60.0万", "39.0万", "○ 65.0%", "▼ 22.0%"),
        *("25.0万", "▲ 150.0%", "0", "▼ 100.0%", "14.0万", "+14.0万 新增"),
    )
    assert rows["全公司"][:4] == ("90.0万", "79.0万", "◐ 87.8%", "▲ 12.9%")  # 790 on 700


def test_a_step_of_the_bridge_opens_its_customers(quarter: Path) -> None:
    """丙 bought 100 in the fourth quarter and nothing since; 乙 250 for 400; 戊 is new; 10 came back."""
    page = opened(SCRIPT, "zh", as_of=LAST_DAY, cell=HARDWARE, open="lost")
    assert [tuple(row) for row in page.dataframe[0].value.itertuples(index=False)] == [("丙", "C3", "−100,000.00")]
    for step, amount in (("less", "−150,000.00"), ("new", "150,000.00"), ("returns", "−10,000.00")):
        opened_step = opened(SCRIPT, "zh", as_of=LAST_DAY, cell=HARDWARE, open=step)
        assert opened_step.dataframe[0].value.iloc[0, 2] == amount


def test_every_figure_beside_the_matrix_opens_its_explanation(quarter: Path) -> None:
    page = opened(SCRIPT, "zh", as_of=LAST_DAY)
    links = [unescape(link) for link in re.findall(r'href="(quarterly\?[^"]*explain=[^"]*)"', markup(page))]
    figures = {re.search(r"explain=([a-z_]+)", link)[1] for link in links if re.search(r"explain=([a-z_]+)", link)}
    assert figures >= {"attainment", "actual", "target", "gap", "growth", "growth_yoy", "top_customer", "orders"}
    query = query_of(quarter)
    for link in links:
        code = dict(part.split("=", 1) for part in link.split("?", 1)[1].split("&"))["explain"]
        figure, by, period, _, *keys = codes.unpack(unquote_plus(code))
        assert by == "cell"
        asked = Asked(figure or "", by, tuple(keys), periods.parse(period or ""))
        assert explanations.explain(query, asked, date.fromisoformat(LAST_DAY)) is not None, code


def test_what_is_typed_is_kept_with_its_author_and_exported(own_store: Path) -> None:
    company.make(own_store, QUARTER)
    page = opened(SCRIPT, "zh", as_of=LAST_DAY)
    assert "还没有写下问题与对策" in words(page)
    page.text_input(key="author_field").set_value("郑国栋")
    typed(page, "problem", "大客户推迟二期")
    typed(page, "strategy", "三月底前签下备件框架")
    typed(page, "owner", "高子墨")
    shown = whole(button(page).click().run())
    for text in ("大客户推迟二期", "三月底前签下备件框架", "高子墨", "郑国栋 · "):
        assert text in words(shown)
    sheet = templates.build(query_of(own_store), "quarterly", "2024Q1", date.fromisoformat(LAST_DAY))
    [row] = [row for row in sheet.rows if row[1] == "华北-硬件"]
    assert row[2:6] == (Decimal(600000), Decimal(390000), Decimal("65.0"), Decimal("-22.0"))
    assert row[6:] == ("乙、戊", "大客户推迟二期", "三月底前签下备件框架", "高子墨")
    assert [event.actor for event in query_of(own_store).typed] == ["郑国栋"]


def typed(page: AppTest, name: str, text: str) -> None:
    fields = [field for field in (*page.text_area, *page.text_input) if str(field.key).endswith(f"_{name}")]
    assert len(fields) == 1
    fields[0].set_value(text)


def button(page: AppTest) -> object:
    [found] = [button for button in page.button if str(button.key).startswith("primary_note")]
    return found


def test_last_quarters_note_stands_beside_it(own_store: Path) -> None:
    company.make(own_store, QUARTER)
    page = opened(SCRIPT, "zh", period="2023Q4", as_of=LAST_DAY, cell=HARDWARE)
    typed(page, "strategy", "年底前交付二期")
    whole(button(page).click().run())
    shown = words(opened(SCRIPT, "zh", as_of=LAST_DAY, cell=HARDWARE))
    assert "上季承诺：“年底前交付二期”" in shown
    assert "此后销售 ▼ 22.0%" in shown


def test_a_text_that_is_too_strange_is_refused(own_store: Path) -> None:
    company.make(own_store, QUARTER)
    page = opened(SCRIPT, "zh", as_of=LAST_DAY)
    typed(page, "problem", "a\x07b")
    shown = button(page).click().run()
    assert "什么也没有保存" in shown.error[0].value
    assert query_of(own_store).typed == ()


def test_without_targets_the_cell_that_fell_most(own_store: Path) -> None:
    company.make(own_store, {"去年": BEFORE, "今年": SALES})
    assert answer(opened(SCRIPT, "zh", as_of=LAST_DAY)) == "一季度 79.0万，没有目标；华北 × 硬件 环比 ▼ 22.0%，一个单元少了 11.0万"


def test_returns_only_stand_below_zero(own_store: Path) -> None:
    returns = f"{_SALES}\nR1,2024-03-04,C1,甲,王五,华东,软件,-5000\nR2,2024-01-04,C1,甲,王五,华东,软件,-700\n"
    company.make(own_store, {"目标": TARGETS, "退货": returns})
    page = opened(SCRIPT, "en", as_of=LAST_DAY, cell=codes.pack("华东", "软件"))
    assert answer(page).startswith("Q1 ended at −¥6K, −1.0% of base")  # −5.7 of the 600 thousand of January and March
    assert "No customer with sales above 0" in words(page)


def test_a_quarter_without_sales_leads_to_the_newest(quarter: Path) -> None:
    page = opened(SCRIPT, "zh", period="2024Q2", as_of="2024-05-31")
    assert answer(page) == "二季度没有销售，也没有目标"
    assert "period=2024Q1" in markup(page)


def test_a_month_that_is_not_loaded_is_named(own_store: Path) -> None:
    january = f"{_SALES}\nS1,2024-01-10,C1,甲,王五,华东,软件,150000\nS3,2024-03-10,C1,甲,王五,华东,软件,100000\n"
    company.make(own_store, {"目标": TARGETS, "销售": january})
    page = opened(SCRIPT, "zh", as_of=LAST_DAY)
    assert "2月的销售未载入，合计不完整" in words(page)
    assert "25.0万" in answer(page)


def test_a_fiscal_year_from_april(own_store: Path) -> None:
    company.make(own_store, QUARTER)
    entries.set_policy(Folder(own_store), {"fiscal_month": "4"}, None, "test", datetime(2024, 4, 1, tzinfo=UTC))
    page = opened(SCRIPT, "zh", as_of=LAST_DAY)
    assert answer(page).startswith("四季度完成 79.0万")
    assert opened(SCRIPT, "zh", as_of=LAST_DAY, period="2023Q4").query_params["period"] == "2023Q4"


def test_any_period_shows_the_quarter_that_holds_it(quarter: Path) -> None:
    assert answer(opened(SCRIPT, "zh", as_of=LAST_DAY, period="2023-11")).startswith("四季度")
    assert answer(opened(SCRIPT, "zh", as_of=LAST_DAY, period="2024")).startswith("一季度")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_company(as_demo: Path, demo_query: DatabaseQuery, language: str) -> None:
    page = opened(SCRIPT, language)
    matrix = quarterly_matrix.load(demo_query, periods.quarter_of(AS_OF), AS_OF)
    assert matrix is not None
    assert matrix.worst is not None
    formats = Formats(texts.translator(language))
    assert formats.money(matrix.company.sales.actual) in answer(page)
    assert f"{matrix.worst.sales.region} × {matrix.worst.sales.product_line}" in answer(page)
