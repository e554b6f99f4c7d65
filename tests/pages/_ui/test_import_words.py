"""The sentences of the page Imports."""

from datetime import date
from decimal import Decimal

import pytest

from analytics.comparison import Comparison, MonthChange
from analytics.importer.checked import Checked, FileError
from analytics.imports import Outcome
from analytics.texts import translator
from pages._ui import import_words, uploads
from pages._ui.formats import Formats

ZH, EN = Formats(translator("zh")), Formats(translator("en"))


def checked(**known: object) -> Checked:
    return Checked("sales.csv", "0", ".csv", 1, {}, **{"dataset": "sales", **known})


def month(number: int, before: str, after: str, *, rows: int = 1) -> MonthChange:
    amounts = (Decimal(before), Decimal(after))
    return MonthChange(date(2026, number, 1), rows, rows, 0, 0, *amounts)


def outcome(*months: MonthChange, added: int = 0, changed: int = 0, rejected: int = 0) -> Outcome:
    return Outcome("unconfirmed", checked(rejected=rejected), Comparison(0, added, changed, 0, months, ()))


def test_the_month_that_moves_most_is_named_and_the_rejects_are_underlined() -> None:
    found = outcome(month(2, "100", "90"), month(3, "13016000", "17428000"), added=486, changed=23, rejected=7)
    assert (
        import_words.preview_answer(found, ZH) == "将新增 486 行、更改 23 行，2026年3月销售由 1,301.6万 变为 1,742.8万；⟦拒收 7 行⟧"
    )
    sentence = "486 rows will be added and 23 changed; sales of March 2026 go from ¥13.02M to ¥17.43M; ⟦7 rows rejected⟧"
    assert import_words.preview_answer(found, EN) == sentence


def test_where_no_month_makes_more_than_half_of_the_movement_the_sum_is_named() -> None:
    found = outcome(month(1, "10000", "20000"), month(2, "10000", "20000"), changed=2)
    assert import_words.preview_answer(found, ZH) == "将更改 2 行，销售合计由 2.0万 变为 4.0万"


def test_a_month_without_rows_has_no_sum_before() -> None:
    found = outcome(month(3, "0", "500", rows=0), added=1)
    assert import_words.preview_answer(found, EN) == "1 row will be added; sales of March 2026: ¥500"


def test_where_no_sum_moves_only_rows_are_counted() -> None:
    assert import_words.preview_answer(outcome(month(3, "5", "5"), changed=1), EN) == "1 row will change"
    assert import_words.preview_answer(outcome(), ZH) == "与已载入的数据相同，0 行变化"


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (["owner"], "文件未载入：⟦缺少必填列「负责人」⟧；其余 9 列已识别"),
        (["owner", "amount"], "文件未载入：⟦缺少必填列「负责人」、「销售额」⟧；其余 9 列已识别"),
    ],
)
def test_missing_columns_are_named(columns: list[str], sentence: str) -> None:
    refused = checked(dataset=None, error=FileError("missing_column", {"dataset": "sales"}))
    assert import_words.refused_answer(refused, columns, 9, ZH) == sentence


def test_the_line_of_a_file_says_what_is_known_of_it() -> None:
    mapping = (("订单编号", "order_id"), ("备注", None))
    known = checked(encoding="GB18030", delimiter="\t", rows_read=4812, mapping=mapping)
    assert import_words.file_line(known, ZH) == "sales.csv · 销售明细 · GB18030，制表符分隔 · 读取 4,812 行 · 表头 2 列识别 1 列"
    assert import_words.file_line(checked(dataset=None), EN) == "sales.csv"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        (r"..\..\evil.csv", "evil.csv"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egnp.csv", "agnp.csv"),
        ("x" * 300, "x" * 200),
        ("\x00\n", "upload"),
    ],
)
def test_a_file_name_is_a_label(name: str, label: str) -> None:
    assert uploads.clean_label(name) == label
