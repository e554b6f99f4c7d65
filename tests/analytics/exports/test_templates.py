"""The template's two computed tables, read back as a spreadsheet reads them (definitions §4, §6)."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from analytics import policies, reports
from analytics.__main__ import main
from analytics.exports import sheets, templates
from analytics.queries import DatabaseQuery
from tests.analytics.rows import day, store
from tests.analytics.typed import change, event

SCORECARD_HEADERS = (
    "销售人员,所属部门,评估周期,目标销售额(元),实际销售额(元),达成率(%),新客户开发数量(家),客户拜访次数(次),回款率(%),"
    "客户满意度(分),综合评分(分),绩效等级,改进建议"
)
QUARTERLY_HEADERS = (
    "季度,区域/产品线,目标销售额(元),实际销售额(元),达成率(%),环比增长率(%),主要贡献客户(前3名),存在问题,优化策略,负责人"
)
END = day("2024-03-31")


def company(*typed: object) -> DatabaseQuery:
    """The template's two people in March: 550,000 of 500,000 and 360,000 of 450,000, with all that a score needs."""
    held = store(
        staff=[{"owner": "张三", "department": "销售一部"}, {"owner": "李四", "department": "销售二部", "aliases": "小李"}],
        targets=[
            {"month": "2024-03", "owner": "张三", "base_amount": 500_000, "new_customers": 3, "visits": 2},
            {"month": "2024-03", "owner": "李四", "base_amount": 450_000, "new_customers": 2, "visits": 2},
        ],
        sales=[
            {"order_id": "S1", "ordered_on": "2024-03-08", "customer_id": "C1", "owner": "张三", "amount": 550_000},
            {"order_id": "S2", "ordered_on": "2024-03-31", "customer_id": "C2", "owner": "李四", "amount": 360_000},
        ],
        payments=[
            {"payment_id": "P1", "order_id": "S1", "paid_on": "2024-03-20", "amount": 522_500},
            {"payment_id": "P2", "order_id": "S2", "paid_on": "2024-03-31", "amount": 316_800},
        ],
        assessments=[
            {"month": "2024-03", "owner": "张三", "satisfaction": 92, "process": 90, "teamwork": 91},
            {"month": "2024-03", "owner": "李四", "satisfaction": 85, "process": 80, "teamwork": 84},
        ],
        follow_ups=[
            {"customer_id": "C1", "owner": "张三", "method": "visit", "followed_up_at": "2024-03-08T10:00"},
            {"customer_id": "C2", "owner": "李四", "method": "visit", "followed_up_at": "2024-03-09T10:00"},
        ],
    )
    return DatabaseQuery(held.connection, 9, policies.fold(typed), tuple(typed))  # type: ignore[arg-type]


def quarter(*typed: object) -> DatabaseQuery:
    """The template's two cells: 1.65 of 1.5 million, and 960,000 of 1.2 million; +15 %, −5 % on the quarter before."""

    def sale(number: int, on: str, customer: str, amount: object, region: str, line: str) -> dict:
        where = {"region": region, "product_line": line}
        return {"order_id": f"S{number}", "ordered_on": on, "customer_id": customer, "owner": "王五", "amount": amount, **where}

    east, south = ("华东区", "软件产品"), ("华南区", "硬件产品")
    before = [sale(n, f"2023-{n}-05", "C9", "478260.87", *east) for n in (10, 11, 12)]
    before += [sale(n + 10, f"2023-{n}-05", "C9", "336842.11", *south) for n in (10, 11, 12)]
    now = [
        *(sale(1, "2024-01-05", "C1", 800_000, *east), sale(2, "2024-02-05", "C2", 500_000, *east)),
        *(sale(3, "2024-03-05", "C3", 350_000, *east), sale(4, "2024-03-29", "C4", 960_000, *south)),
    ]
    targets = [{"month": f"2024-0{n}", "region": east[0], "product_line": east[1], "base_amount": 500_000} for n in (1, 2, 3)]
    targets += [{"month": f"2024-0{n}", "region": south[0], "product_line": south[1], "base_amount": 400_000} for n in (1, 2, 3)]
    names = {"C1": "甲科技", "C2": "丙集团", "C3": "丁实业"}
    held = store(
        sales=before + now, targets=targets, customers=[{"customer_id": number, "name": name} for number, name in names.items()]
    )
    return DatabaseQuery(held.connection, 9, policies.fold(typed), tuple(typed))  # type: ignore[arg-type]


def note(region: str, product_line: str, **texts: str) -> object:
    where = {"region": region, "product_line": product_line, "quarter": "2024Q1", "begin_on": "2024-01-01"}
    return event(1, "note", where | {"problem": "", "strategy": "", "owner": ""} | texts)


def advised(person: str, text: str) -> object:
    return event(2, "plan", {"what": "advised", "person": person, "period": "2024-03", "begin_on": "2024-03-01", "text": text})


def read_csv(sheet: sheets.Sheet) -> list[list[str]]:
    return list(csv.reader(io.StringIO(sheets.to_csv(sheet).decode("utf-8-sig"), newline="")))


def read_xlsx(sheet: sheets.Sheet) -> Worksheet:
    page = openpyxl.load_workbook(io.BytesIO(sheets.to_xlsx(sheet))).active
    assert isinstance(page, Worksheet)
    return page


class TestScorecards:
    def test_headers_order_and_figures_are_the_templates(self) -> None:
        header, zs, ls = read_csv(templates.build(company(advised("张三", "列入主管候选名单")), "scorecards", "2024-03", END))
        assert ",".join(header) == SCORECARD_HEADERS
        assert zs[:9] == ["张三", "销售一部", "2024年3月", "500000", "550000", "110", "1", "1", "95"]
        assert ls[:9] == ["李四", "销售二部", "2024年3月", "450000", "360000", "80", "1", "1", "88"]
        assert (zs[9], ls[9]) == ("92", "85")

    def test_the_score_is_the_one_of_the_report(self) -> None:
        query = company()
        report = reports.run(query, "scorecards", period="2024-03", as_of=END)
        [*_, score, _band, _advice] = zip(*read_csv(templates.build(query, "scorecards", "2024-03", END))[1:], strict=True)
        scores = [Decimal(str(row[report.columns.index("score")])) for row in report.rows]
        assert list(map(Decimal, score)) == scores
        parts = [
            100 * Decimal("0.4") + 95 * Decimal("0.2") + (Decimal(100) / 3 + 50) / 2 * Decimal("0.1") + 91 * Decimal("0.3"),
            80 * Decimal("0.4") + 88 * Decimal("0.2") + 50 * Decimal("0.1") + Decimal(85 + 80 + 84) / 3 * Decimal("0.3"),
        ]
        assert scores == [round(part, 1) for part in parts]

    def test_a_managers_words_stand_before_those_of_the_rules(self) -> None:
        rows = read_csv(templates.build(company(advised("张三", "列入主管候选名单")), "scorecards", "2024-03", END))[1:]
        texts = {row[0]: row[12] for row in rows}
        assert texts["张三"] == "列入主管候选名单"
        assert texts["李四"].startswith("销售达成率 80.0%，距目标差 90,000元。")

    def test_a_workbook_has_numbers_with_formats_a_frozen_header_and_prints_on_a4_landscape(self) -> None:
        page = read_xlsx(templates.build(company(), "scorecards", "2024-03", END))
        assert page.title == "月度销售绩效评估表"
        assert ",".join(cell.value for cell in page[1]) == SCORECARD_HEADERS
        assert [cell.value for cell in page[2]][:10] == ["张三", "销售一部", "2024年3月", 500_000, 550_000, 110, 1, 1, 95, 92]
        formats = [cell.number_format for cell in page[2]]
        assert formats[3:11] == ["#,##0.00", "#,##0.00", "0.0", "#,##0", "#,##0", "0.0", "0.0", "0.0"]
        assert page.freeze_panes == "B2"
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == "$1:$1"
        assert {cell.font.name for row in page for cell in row} == {"Microsoft YaHei"}

    def test_a_provisional_score_shows_a_star_and_says_how_much_is_covered(self) -> None:
        held = store(
            targets=[{"month": "2024-03", "owner": "张三", "base_amount": 100}],
            sales=[{"order_id": "S1", "ordered_on": "2024-03-29", "customer_id": "C1", "owner": "张三", "amount": 90}],
            assessments=[{"month": "2024-03", "owner": "张三", "satisfaction": 90}],
        )
        page = read_xlsx(templates.build(held, "scorecards", "2024-03", END))
        assert (page["K2"].value, page["K2"].number_format) == ((90 * 40 + 90 * 30) / 70, '0.0"*"')
        assert page["M2"].value.endswith("评分暂定，覆盖权重 70%。")
        assert page["I2"].value is None

    def test_without_half_of_the_weight_there_is_no_score_and_the_reason_stands_there(self) -> None:
        sales = [{"order_id": "S1", "ordered_on": "2024-03-29", "customer_id": "C1", "owner": "张三", "amount": 90}]
        [_, row] = read_csv(templates.build(store(sales=sales), "scorecards", "2024-03", END))
        assert row == ["张三", "未归属", "2024年3月", "", "90", "", "1", "", "", "", "", "", "未评分：只覆盖 0% 的权重。"]

    def test_a_partial_month_says_up_to_which_day(self) -> None:
        [_, row, *_] = read_csv(templates.build(company(), "scorecards", "2024-03", day("2024-03-15")))
        assert row[2] == "2024年3月（截至 2024-03-15）"

    @pytest.mark.parametrize("name", ["李四", "小李", " 李 四 "])
    def test_one_person_by_name_or_alias(self, name: str) -> None:
        rows = read_csv(templates.build(company(), "scorecards", "2024-03", END, name))[1:]
        assert [row[0] for row in rows] == ["李四"]

    def test_somebody_unknown(self) -> None:
        with pytest.raises(reports.ReportError, match="unknown_owner"):
            templates.build(company(), "scorecards", "2024-03", END, "王五")

    def test_another_currency_stands_in_the_headers(self) -> None:
        query = company(change(1, None, currency="USD", company_name="A & B"))
        sheet = templates.build(query, "scorecards", "2024-03", END)
        assert sheet.columns[3].header == "目标销售额(USD)"
        assert "A && B" in (read_xlsx(sheet).oddHeader.left.text or "")

    def test_a_name_that_looks_like_a_formula_stays_text(self) -> None:
        sales = [{"order_id": "S1", "ordered_on": "2024-03-29", "customer_id": "C1", "owner": "=1+1", "amount": 90}]
        sheet = templates.build(store(sales=sales), "scorecards", "2024-03", END)
        assert read_csv(sheet)[1][0] == "'=1+1"
        cell = read_xlsx(sheet)["A2"]
        assert (cell.value, cell.data_type) == ("=1+1", "s")


class TestQuarterly:
    def test_headers_order_and_figures_are_the_templates(self) -> None:
        typed = note("华东区", "软件产品", problem="几家客户回款拖长", strategy="试行预付款折扣", owner="王五")
        header, east, south = read_csv(templates.build(quarter(typed), "quarterly", "2024Q1", END))
        assert ",".join(header) == QUARTERLY_HEADERS
        assert east == [
            *("2024年Q1", "华东区-软件产品", "1500000", "1650000", "110", "15%"),
            *("甲科技、丙集团、丁实业", "几家客户回款拖长", "试行预付款折扣", "王五"),
        ]
        assert south == ["2024年Q1", "华南区-硬件产品", "1200000", "960000", "80", "-5%", "C4", "", "", ""]

    def test_a_workbook_holds_percentages_as_percentages(self) -> None:
        page = read_xlsx(templates.build(quarter(), "quarterly", "2024Q1", END))
        assert [page.cell(3, place).value for place in range(3, 7)] == [1_200_000, 960_000, 80, -5]
        assert page["F3"].number_format == '0.0"%"'
        assert page.title == "季度销售业绩汇总分析表"

    def test_a_year_is_quarter_by_quarter_and_a_month_is_refused(self) -> None:
        rows = read_csv(templates.build(quarter(), "quarterly", "2024", day("2024-06-30")))[1:]
        assert [row[0][:7] for row in rows][:4] == ["2024年Q1", "2024年Q1", "2024年Q2", "2024年Q2"]
        with pytest.raises(reports.ReportError, match="key_longer_than_period"):
            templates.build(quarter(), "quarterly", "2024-03", END)

    def test_one_responsible_person(self) -> None:
        query = quarter(note("华东区", "软件产品", owner="王五"))
        assert [row[1] for row in read_csv(templates.build(query, "quarterly", "2024Q1", END, "王五"))[1:]] == ["华东区-软件产品"]
        with pytest.raises(reports.ReportError, match="unknown_owner"):
            templates.build(query, "quarterly", "2024Q1", END, "赵六")

    def test_unassigned_has_a_word(self) -> None:
        sales = [{"order_id": "S1", "ordered_on": "2024-03-29", "customer_id": "C1", "owner": "张三", "amount": 90}]
        [_, row] = read_csv(templates.build(store(sales=sales), "quarterly", as_of=END))
        assert row[:2] == ["2024年Q1（缺 2024-01、2024-02）", "未归属-未归属"]


def test_equal_sheets_are_equal_files() -> None:
    one, other = (sheets.to_xlsx(templates.build(company(), "scorecards", "2024-03", END)) for _ in range(2))
    assert one == other


class TestCommand:
    @pytest.fixture
    def run(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("SALES_REVIEW_LANGUAGE", "en")

        def call(*words: object) -> tuple[int, str, str]:
            code = main(["--store", str(tmp_path / "store"), *map(str, words)])
            return code, *capsys.readouterr()

        sales = tmp_path / "sales.csv"
        sales.write_text("order_id,ordered_on,customer_id,owner,amount\nS1,2024-03-29,C1,张三,550000\n", encoding="utf-8")
        call("import", sales, "--yes")
        return call

    @pytest.mark.parametrize("name", ["scorecards", "quarterly"])
    @pytest.mark.parametrize("ending", ["csv", "xlsx"])
    def test_a_file_as_its_name_ends(self, run, tmp_path: Path, name: str, ending: str) -> None:
        out = tmp_path / f"out.{ending}"
        code, stdout, err = run("export", name, "--out", out)
        assert (code, stdout) == (0, "")
        assert err.startswith("1 rows written")
        assert out.read_bytes().startswith(b"PK" if ending == "xlsx" else "\ufeff".encode())

    def test_wrong_arguments_end_with_two_and_a_sentence(self, run, tmp_path: Path) -> None:
        assert run("export", "scorecards", "--out", tmp_path / "out.pdf")[0] == 2
        code, _, err = run("export", "scorecards", "--owner", "王五", "--out", tmp_path / "out.csv")
        assert (code, "王五" in err) == (2, True)
        assert run("export", "quarterly", "--period", "2024-03", "--out", tmp_path / "out.csv")[0] == 2
        assert not (tmp_path / "out.csv").exists()
