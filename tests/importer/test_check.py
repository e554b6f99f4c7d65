"""The check as a whole: stage folder, reuse, empty months, real files, rejects as a file, templates, sentences."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from analytics import importer
from analytics.importer import rejects, templates
from analytics.importer.checked import Checked, read_checked
from analytics.importer.columns import DATASETS
from analytics.importer.known import Known
from analytics.importer.options import Options
from analytics.texts import Language, translator
from tests import catalogues
from tests.importer.files import DATA, SALES, TODAY, among_good, check, lines, sales

SUPERSTORE = DATA / "superstore_zh"
BY_HAND = (("area", "region"), ("area", "owner"), ("sales", "amount"), ("id", "line_no"), ("product_type", "product_line"))
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class TestStage:
    def test_what_stands_in_it(self, tmp_path: Path) -> None:
        found = check(tmp_path, sales("S1,2024-03-01,C1,张三,1"))
        stage = found.checked.stage
        assert sorted(path.name for path in stage.iterdir()) == ["accepted.parquet", "checked.json", "raw.csv", "rejects.parquet"]
        assert (stage / "raw.csv").read_bytes() == (tmp_path / "export.csv").read_bytes()
        assert pq.read_schema(stage / "accepted.parquet").equals(DATASETS["sales"].schema)
        assert pq.read_table(stage / "rejects.parquet").column_names == ["line", "codes", "problems"]
        assert read_checked(stage) == found.checked

    def test_the_outcome_survives_json(self, tmp_path: Path) -> None:
        for content in (among_good(["S1,2024-02-30,C1,a,-1", ""]), sales(), "", lines("x")):
            checked = check(tmp_path, content).checked
            body = json.loads(json.dumps(checked.to_body()))
            assert replace(Checked.from_body(body | {"other": 1}), stage=checked.stage) == checked

    def test_the_same_file_is_not_read_twice(self, tmp_path: Path) -> None:
        first = check(tmp_path, sales("S1,2024-03-01,C1,张三,1"))
        mark = first.checked.stage / "mark"
        mark.touch()
        assert check(tmp_path, sales("S1,2024-03-01,C1,张三,1")).checked.stage == first.checked.stage
        assert mark.exists()
        assert check(tmp_path, sales("S1,2024-03-01,C1,张三,1"), today=date(2024, 5, 1)).checked.stage != first.checked.stage
        other = Known(customer_ids=pa.array(["C1"]))
        assert check(tmp_path, sales("S1,2024-03-01,C1,张三,1"), known=other).checked.stage != first.checked.stage

    def test_a_damaged_stage_is_made_again(self, tmp_path: Path) -> None:
        found = check(tmp_path, sales("S1,2024-03-01,C1,张三,1"))
        (found.checked.stage / "accepted.parquet").unlink()
        assert check(tmp_path, sales("S1,2024-03-01,C1,张三,1")).column("order_id") == ["S1"]
        (found.checked.stage / "checked.json").write_text("{", encoding="utf-8")
        assert check(tmp_path, sales("S1,2024-03-01,C1,张三,1")).column("order_id") == ["S1"]

    def test_nothing_is_left_of_a_check_that_failed(self, tmp_path: Path) -> None:
        def stop(step: str, rows: int) -> None:
            raise KeyboardInterrupt

        (tmp_path / "a.csv").write_text(sales("S1,2024-03-01,C1,张三,1"), encoding="utf-8")
        with pytest.raises(KeyboardInterrupt):
            importer.check(
                tmp_path / "a.csv", stage_root=tmp_path / "stage", label="a", options=Options(TODAY), known=Known(), progress=stop
            )
        assert list((tmp_path / "stage").iterdir()) == []

    def test_a_missing_file_is_an_error_of_the_system(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            check(tmp_path, tmp_path / "nothing.csv")

    def test_progress_counts_rows(self, tmp_path: Path) -> None:
        steps: list[tuple[str, int]] = []
        (tmp_path / "a.csv").write_text(sales("S1,2024-03-01,C1,张三,1"), encoding="utf-8")
        importer.check(
            tmp_path / "a.csv",
            stage_root=tmp_path / "stage",
            label=r"..\..\evil.csv",  # 94: a label, no path
            options=Options(TODAY),
            known=Known(),
            progress=lambda step, rows: steps.append((step, rows)),
        )
        assert steps == [("read", 0), ("read", 1), ("check", 1), ("write", 1)]


class TestEmptyMonth:
    """Class 15: a header and no rows."""

    def test_it_is_asked(self, tmp_path: Path) -> None:
        for content in (lines(SALES), SALES, lines(SALES, "", ",,,,")):
            found = check(tmp_path, content)
            assert [(question.key, question.kind) for question in found.checked.questions] == [("empty_month", "choice")]
            assert not found.checked.is_ready

    def test_it_is_answered(self, tmp_path: Path) -> None:
        found = check(tmp_path, lines(SALES), answers=(("empty_month", "2024-03"),))
        assert (found.checked.empty_month, found.checked.is_ready, found.table.num_rows) == (date(2024, 3, 1), True, 0)
        assert found.table.schema.equals(DATASETS["sales"].schema)

    @pytest.mark.parametrize("answer", ["March", "2024-13", "2024-3", ""])
    def test_the_answer_must_be_a_month(self, tmp_path: Path, answer: str) -> None:
        assert check(tmp_path, lines(SALES), answers=(("empty_month", answer),)).error == "bad_empty_month"

    def test_other_datasets_have_no_empty_months(self, tmp_path: Path) -> None:
        assert check(tmp_path, lines("customer_id,name"), answers=(("empty_month", "2024-03"),)).error == "no_rows"


class TestRealFiles:
    def test_the_superstore_in_three_containers(self, tmp_path: Path) -> None:
        """Class 76, to the last digit."""
        found = [check(tmp_path, SUPERSTORE / f"visactor_supermarket.{kind}", map=BY_HAND) for kind in ("csv", "parquet", "xlsx")]
        assert [(one.checked.accepted, one.checked.rejected) for one in found] == [(9_959, 0)] * 3
        assert found[0].table.equals(found[1].table)
        assert found[0].table.equals(found[2].table)
        sums = found[0].table.group_by("region").aggregate([("amount", "sum")]).to_pylist()
        assert {row["region"]: str(row["amount_sum"]) for row in sums} == {
            "华东": "4684506.4420",
            "中南": "4137415.0930",
            "东北": "2681567.4690",
            "华北": "2447301.0170",
            "西南": "1303124.5080",
            "西北": "815039.5960",
        }
        assert pc.sum(found[0].table.column("amount")).as_py() == Decimal("16068954.125")

    def test_the_templates_follow_ups(self, tmp_path: Path) -> None:
        found = check(tmp_path, DATA / "template" / "客户跟进记录表.csv")
        assert [(row["customer_id"], row["grade"], row["method"], row["phone"]) for row in found.rows] == [
            ("C20240301", "A", "visit", "+8613800000001"),
            ("C20240302", "B", "call", "+8613900000002"),
        ]

    def test_northwind_once_joined(self, tmp_path: Path) -> None:
        """Its orders of 1996 to 1998 are moved by twenty years: days before 2000 are rejected (class 53)."""
        rows = list(northwind())
        found = check(tmp_path, lines("order_id,line_no,ordered_on,customer_id,owner,product_line,amount", *rows))
        assert (found.checked.accepted, found.checked.rejected) == (2_155, 0)
        totals = found.table.group_by("owner").aggregate([("amount", "sum")]).to_pylist()
        assert {row["owner"]: row["amount_sum"].quantize(Decimal("0.01")) for row in totals}["Peacock"] == Decimal("232890.85")
        assert pc.sum(found.table.column("amount")).as_py().quantize(Decimal("0.01")) == Decimal("1265793.04")

    def test_the_sample_exports(self, tmp_path: Path) -> None:
        for path in sorted((Path(__file__).parents[2] / "data" / "samples").glob("*.csv")):
            found = check(tmp_path, path, today=date(2026, 5, 31))
            assert found.error is None, (path.name, found.sentence)


def northwind() -> Iterator[str]:
    """Order lines with employee and category, net of discount."""
    orders = {row["order_id"]: row for row in table("orders")}
    employees = {row["employee_id"]: row["last_name"] for row in table("employees")}
    products = {row["product_id"]: row["category_id"] for row in table("products")}
    categories = {row["category_id"]: row["category_name"] for row in table("categories")}
    for number, row in enumerate(table("order_details"), 1):
        order = orders[row["order_id"]]
        net = Decimal(row["unit_price"]) * Decimal(row["quantity"]) * (1 - Decimal(row["discount"]))
        year = int(order["order_date"][:4]) + 20
        category = categories[products[row["product_id"]]]
        day, owner = f"{year}{order['order_date'][4:]}", employees[order["employee_id"]]
        yield ",".join((row["order_id"], str(number), day, order["customer_id"], owner, category, f"{net:f}"))


def table(name: str) -> list[dict[str, str]]:
    with (DATA / "northwind" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestRejects:
    """The upload's own columns plus the reason; corrected, it can be uploaded as it is."""

    HEADER = 'order_id,ordered_on,customer_id,owner,amount,"=备注",'

    def refused(self, tmp_path: Path) -> Any:
        bad = ["S1,2024-02-30,C1,张三,-500,=1+1,", "S2,2024-03-01,,张三,x,,", "S3,2024-03-01,C1,@张三,7"]
        return check(tmp_path, among_good(bad, header=self.HEADER, count=200))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_as_a_file(self, tmp_path: Path, language: Language) -> None:
        found = self.refused(tmp_path)
        text = rejects.download(found.checked.stage / "rejects.parquet", translator(language)).decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        assert header == [
            "order_id",
            "ordered_on",
            "customer_id",
            "owner",
            "amount",
            "'=备注",
            translator(language)("import.rejects.reason"),
        ]
        assert [row[:6] for row in rows] == [
            ["S1", "2024-02-30", "C1", "张三", "-500", "'=1+1"],
            ["S2", "2024-03-01", "", "张三", "x", ""],
            ["S3", "2024-03-01", "C1", "'@张三", "7", ""],
        ]
        assert all(str(line) in row[6] for line, row in zip((202, 203, 204), rows, strict=True))

    def test_corrected_it_goes_in(self, tmp_path: Path) -> None:
        found = self.refused(tmp_path)
        text = rejects.download(found.checked.stage / "rejects.parquet", translator("zh")).decode("utf-8-sig")
        corrected = text.replace("2024-02-30", "2024-02-29").replace("03-01,,", "03-01,C1,").replace(",x,", ",5,")
        again = check(tmp_path, corrected.encode("utf-8-sig"))
        assert [(row["order_id"], row["owner"], row["amount"]) for row in again.rows] == [
            ("S1", "张三", -500),
            ("S2", "张三", 5),
            ("S3", "@张三", 7),
        ]

    def test_read_back(self, tmp_path: Path) -> None:
        found = self.refused(tmp_path)
        problems = rejects.problems(found.checked.stage / "rejects.parquet")
        assert [(problem.line, problem.code) for problem in problems] == found.rejects
        assert problems == list(found.checked.rejects_sample)

    def test_what_a_line_has_too_much_is_kept(self, tmp_path: Path) -> None:
        found = check(tmp_path, among_good(["S1,2024-03-01,C1,张三,1,2,3"]))
        row = pq.read_table(found.checked.stage / "rejects.parquet").to_pylist()[0]
        assert (row["codes"], row["upload:owner"], row["upload:amount"]) == ("too_many_fields", "张三", "1 | 2 | 3")

    def test_of_a_workbook(self, tmp_path: Path) -> None:
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.append(SALES.split(","))
        for number in range(100):
            sheet.append([f"G{number}", date(2024, 3, 1), "C1", "张三", 1000])
        sheet.append(["S1", "soon", "C1", "张三", 1])
        book.save(tmp_path / "a.xlsx")
        found = check(tmp_path, tmp_path / "a.xlsx")
        row = pq.read_table(found.checked.stage / "rejects.parquet").to_pylist()[0]
        assert (row["line"], row["upload:ordered_on"]) == (102, "soon")


class TestTemplates:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("name", sorted(DATASETS))
    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_a_template_is_recognised(self, tmp_path: Path, name: str, language: Language, kind: str) -> None:
        found = check(tmp_path, templates.template(name, language, kind))
        assert found.checked.dataset == name
        assert all(column for _, column in found.checked.mapping)


def codes() -> set[str]:
    """Every word in the code that a problem, refusal or note is called by."""
    folder = Path(importer.__file__).parent
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    calls = re.findall(
        r'(?:BadCell|Refused|Problem|_problem|_reject|_reject_where|_note|_note_unknown)\(\s*(?:table, context, )?"(\w+)"', text
    )
    return set(calls) | set(re.findall(r'note="(\w+)"', text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence(language: Language) -> None:
    texts = {entry.msgid for place, entry in catalogues.entries(language) if place.endswith("import.po")}
    assert len(codes()) > 60
    assert {f"import.{code}" for code in codes()} - texts == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_gets_its_values(tmp_path: Path, language: Language) -> None:
    """All rejects, notes and refusals of a wild file can be said."""
    t = translator(language)
    bad = [
        "S1,2024-02-30,C1,张三,1",
        "S1,2024-03-01,C1",
        ",1999-01-01,1.3E+5,,约5",
        "S4,2025-01-01,C1,a,-5",
        "S5,2024-03-01,C1,,0.00001",
    ]
    for content in (
        among_good(bad),
        sales("S1,2024-03-01,C1,,-1", "S1,2024-03-01,C1,,-1"),
        sales("S1,03/04/2024,C1,a,1"),
        lines("a,b"),
    ):
        checked = check(tmp_path, content).checked
        for problem in (*checked.rejects_sample, *checked.warnings):
            values = {"line": problem.line, "column": problem.column, "value": problem.value, "count": problem.count}
            assert t("import." + problem.code, **values | dict(problem.values))
        if checked.error:
            assert t("import." + checked.error.code, **checked.error.values)


def test_the_sentence_of_the_definition(tmp_path: Path) -> None:
    found = check(tmp_path, sales(*["G,2024-03-01,C1,a,1"] * 10, "S1,2024-03-01,C1,a,1.2.3").replace("amount", "金额"))
    problem = found.checked.rejects_sample[0]
    values = {"line": problem.line, "column": problem.column, "value": problem.value}
    assert translator("zh")("import.not_a_number", **values) == '第 12 行「金额」:"1.2.3" 不是数字,请写成 1234.50'
    assert translator("en")("import.not_a_number", **values) == 'line 12, 金额: "1.2.3" is not a number; write 1234.50'
