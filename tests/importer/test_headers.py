"""Dataset and columns from the headers (definitions §1; bad-input 17, 18, 23 to 28, 33, 79)."""

from pathlib import Path

import pytest

from analytics.importer.checked import Refused
from analytics.importer.columns import DATASETS
from analytics.importer.headers import column_letter, layout
from analytics.importer.options import Options
from tests.importer.files import DATA, TODAY, check, lines, sales

REAL = DATA / "superstore_zh" / "visactor_supermarket.csv"


def columns(*headers: str, **options: object) -> tuple[str, dict[str, str]]:
    """Dataset, and column by header."""
    found = layout(headers, Options(today=TODAY, **options), "CNY")  # type: ignore[arg-type]
    return found.dataset.name, {field.column.name: field.header for field in found.fields}


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_a_datasets_own_headers_are_recognised(name: str) -> None:
    """By stored names and by the main Chinese alias; a target's quarter stands in place of its month."""
    dataset = DATASETS[name]
    for headers in ([c.name for c in dataset.columns], [c.aliases[0] for c in dataset.columns]):
        found, feeds = columns(*headers)
        assert (found, list(feeds.values())) == (name, headers)


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_no_header_could_be_two_columns(name: str) -> None:
    keys = [key for column in DATASETS[name].columns for key in column.header_keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", sorted(DATASETS))
def test_the_required_columns_alone_are_enough(name: str) -> None:
    """But for datasets whose required columns are another's too, where the richer one wins or nobody can tell."""
    required = {"targets": ("month", "owner", "base_amount")}.get(name, DATASETS[name].required)
    assert columns(*required, dataset=name)[0] == name


def test_spaces_width_case_order_and_units_do_not_matter() -> None:
    """Class 26."""
    found, feeds = columns("　销售额（元） ", "订单 编号", "ＯＲＤＥＲ＿ＤＡＴＥ", "Customer-ID", "业务员")
    assert found == "sales"
    assert set(feeds) == {"amount", "order_id", "ordered_on", "customer_id", "owner"}


def test_unknown_columns_are_left_aside(tmp_path: Path) -> None:
    """Class 27."""
    found = check(tmp_path, sales("S1,2024-03-01,C1,张三,1,x", header="order_id,ordered_on,customer_id,owner,amount,备注"))
    assert found.checked.mapping[-1] == ("备注", None)
    assert "备注" not in found.checked.columns


def test_two_headers_for_one_column_are_refused(tmp_path: Path) -> None:
    """Class 26: two candidates."""
    found = check(tmp_path, sales("S1,2024-03-01,C1,张三,1,2", header="order_id,ordered_on,customer_id,owner,amount,销售额"))
    assert found.error == "two_headers_for_column"
    assert "amount (E), 销售额 (F)" in found.sentence


def test_a_sales_export_without_owners_is_no_customer_list(tmp_path: Path) -> None:
    found = check(tmp_path, REAL)
    assert found.error == "missing_column"
    assert "负责人 (owner)" in found.sentence
    assert check(tmp_path, REAL, dataset="customers").checked.dataset == "customers"


def test_a_missing_column_names_wanted_found_and_nearest(tmp_path: Path) -> None:
    """Class 25."""
    found = check(tmp_path, lines("订单编号,订单日期,客户编码2,销售人员,销售额", "S1,2024-03-01,C1,张三,1"))
    assert found.error == "missing_column"
    assert found.checked.error is not None
    assert found.checked.error.values["columns"] == "客户编号 (customer_id)"
    assert found.checked.error.values["nearest"] == "客户编码2"


def test_a_richer_dataset_that_lacks_a_column_is_not_read_as_staff() -> None:
    with pytest.raises(Refused, match="missing_column"):
        columns("订单编号", "订单日期", "销售人员", "区域", "销售额", "产品线")


def test_equal_datasets_are_refused_and_named() -> None:
    """Contracts and follow-ups: five headers known and four columns required of each."""
    headers = ("客户编号", "负责人", "跟进时间", "跟进方式", "跟进内容", "合同编号", "签订日期", "金额")
    assert columns(*headers, dataset="contracts")[0] == "contracts"
    with pytest.raises(Refused, match=r"dataset_unclear.*follow_ups, contracts"):
        columns(*headers)


def test_no_known_header_is_refused(tmp_path: Path) -> None:
    """Class 79, and a file without header row."""
    assert check(tmp_path, lines("a,b,c", "1,2,3")).error == "header_not_recognised"
    assert check(tmp_path, lines("S1,2024-03-01,C1,张三,1")).error == "header_not_recognised"


def test_title_rows_are_named_not_skipped(tmp_path: Path) -> None:
    """Class 17, later; refused with the line of the header."""
    found = check(tmp_path, "2024 年 3 月销售明细\n制表人:李四\n\n" + sales("S1,2024-03-01,C1,张三,1"))
    assert found.error == "header_not_first"
    assert "第 4 行" in found.sentence


def test_months_as_columns_are_refused(tmp_path: Path) -> None:
    assert check(tmp_path, lines("销售人员X,1月,2月,3月", "张三,1,2,3")).error == "wide_months"


@pytest.mark.parametrize("name", ["季度销售业绩汇总分析表.csv", "月度销售绩效评估表.csv"])
def test_a_report_of_the_product_is_no_import(tmp_path: Path, name: str) -> None:
    assert check(tmp_path, DATA / "template" / name).error == "own_report"


def test_a_header_twice(tmp_path: Path) -> None:
    """Class 23: refused, unless the contents are the same."""
    header = "order_id,ordered_on,customer_id,owner,amount,note,note"
    assert check(tmp_path, sales("S1,2024-03-01,C1,a,1,x,y", header=header)).error == "duplicate_header"
    assert check(tmp_path, sales("S1,2024-03-01,C1,a,1,x,x", header=header)).checked.accepted == 1


def test_a_blank_header(tmp_path: Path) -> None:
    """Class 24: an empty column is ignored, a filled one refused by its letter."""
    header = "order_id,ordered_on,customer_id,owner,amount,,"
    assert check(tmp_path, sales("S1,2024-03-01,C1,a,1,,", "S2,2024-03-01,C1,a,1, ,", header=header)).checked.accepted == 2
    found = check(tmp_path, sales("S1,2024-03-01,C1,a,1,,", "S2,2024-03-01,C1,a,1,,x", header=header))
    assert (found.error, "G 列" in found.sentence, "第 3 行" in found.sentence) == ("blank_header", True, True)


def test_more_than_two_hundred_columns(tmp_path: Path) -> None:
    """Class 28."""
    header = "order_id,ordered_on,customer_id,owner,amount" + "".join(f",x{number}" for number in range(196))
    assert check(tmp_path, lines(header)).error == "too_many_columns"


def test_control_characters_in_the_header(tmp_path: Path) -> None:
    assert (
        check(tmp_path, sales("S1,2024-03-01,C1,a,1", header="order_id,ordered_on,customer_id,owner,am\x00ount")).error
        == "bad_header"
    )


@pytest.mark.parametrize(
    ("header", "amount"),
    [
        ("金额(万元)", "15000"),
        ("金额（元）", "1.5"),
        ("金额【千元】", "1500"),
        ("amount (CNY million)", "1500000"),
        ("金额(含税)", "1.5"),
        ("金额(亿)", "150000000"),
    ],
)
def test_a_unit_in_the_header(tmp_path: Path, header: str, amount: str) -> None:
    """Class 33."""
    found = check(tmp_path, sales("S1,2024-03-01,C1,a,1.5", header=f"order_id,ordered_on,customer_id,owner,{header}"))
    assert found.column("amount") == [pytest.approx(float(amount))]


def test_a_unit_in_header_and_cell(tmp_path: Path) -> None:
    header = "order_id,ordered_on,customer_id,owner,金额(万元)"
    found = check(tmp_path, sales("S1,2024-03-01,C1,a,1.5万", header=header))
    assert (found.error, "金额(万元)" in found.sentence) == ("unit_twice", True)


def test_another_currency_in_the_header(tmp_path: Path) -> None:
    """Class 32."""
    header = "order_id,ordered_on,customer_id,owner,金额(USD)"
    assert check(tmp_path, sales("S1,2024-03-01,C1,a,1.5", header=header)).error == "header_currency"


def test_minutes_given_in_hours(tmp_path: Path) -> None:
    header = "customer_id,followed_up_at,method,owner,时长(小时)"
    assert check(tmp_path, lines(header, "C1,2024-03-01,call,a,1.5")).column("duration_minutes") == [90]
    assert check(tmp_path, lines(header.replace("小时", "秒"), "C1,2024-03-01,call,a,1.5")).error == "header_unit"


class TestByHand:
    """`--map`: it wins over recognised headers."""

    def test_a_column_mapped_by_hand_takes_no_other_header(self) -> None:
        pairs = (("sales", "amount"), ("id", "line_no"), ("area", "region"), ("area", "owner"))
        found, feeds = columns("id", "order_id", "order_date", "customer_id", "area", "sales", "amount", map=pairs)
        assert found == "sales"
        assert feeds["amount"] == "sales"
        assert (feeds["region"], feeds["owner"]) == ("area", "area")

    def test_a_mapped_header_feeds_nothing_else(self) -> None:
        _, feeds = columns("order_id", "日期", "到期日", "customer_id", "owner", "amount", map=(("到期日", "ordered_on"),))
        assert feeds["ordered_on"] == "到期日"
        assert "due_on" not in feeds

    def test_unknown_names_are_refused(self) -> None:
        with pytest.raises(Refused, match="map_unknown_header"):
            columns("order_id", map=(("nothing", "amount"),))
        with pytest.raises(Refused, match="map_unknown_column"):
            columns("order_id", dataset="sales", map=(("order_id", "nothing"),))
        with pytest.raises(Refused, match="map_no_dataset"):
            columns("order_id", map=(("order_id", "nothing"),))

    def test_it_may_decide_the_dataset(self) -> None:
        assert columns("x", "y", "z", map=(("x", "month"), ("y", "owner"), ("z", "satisfaction")))[0] == "assessments"


def test_columns_by_letter() -> None:
    assert [column_letter(position) for position in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
