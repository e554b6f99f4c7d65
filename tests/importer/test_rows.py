"""Whole rows: checks across cells, repeats, natural keys, row order, quarters (definitions §1; bad-input 42, 43, 56, 64, 65)."""

import itertools
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.importer.columns import text_key
from analytics.importer.keys import SEPARATOR
from analytics.importer.known import Known
from analytics.policy import Policy
from tests.importer.files import FOLLOW_UPS, among_good, check, lines, sales

TARGETS = (
    "month,quarter,owner,region,product_line,base_amount,challenge_amount,new_customers,visits,revenue_per_customer,repurchase_rate"
)
ASSESSMENTS = "month,owner,satisfaction,process,teamwork"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("2024-01,,张三,,,100,99,,,,", "base_above_challenge"),
        ("2024-01,,张三,华东,软件,100,,,,,", "target_both_views"),
        ("2024-01,,张三,华东,,100,,,,,", "target_both_views"),
        ("2024-01,,,华东,,100,,,,,", "target_half_pair"),
        ("2024-01,,,,软件,100,,,,,", "target_half_pair"),
        ("2024-01,,,,,100,,,,,", "target_without_subject"),
        (",,张三,,,100,,,,,", "target_without_month"),
        ("2024-04,2024Q1,张三,,,100,,,,,", "month_outside_quarter"),
        ("2024-01,,张三,,,,,,,,", "missing_value"),
        ("2024-01,,张三,,,100,,-1,,,", "negative"),
    ],
)
def test_targets_that_cannot_be(tmp_path: Path, row: str, code: str) -> None:
    good = [f"2024-01,,员工{number},,,1000,1000,,,," for number in range(60)]
    found = check(tmp_path, lines(TARGETS, *good, row))
    assert found.rejects == [(62, code)]


def test_targets_that_can_be(tmp_path: Path) -> None:
    """Class 43: a target of 0 is one; base may equal challenge; a month inside its quarter is that month."""
    rows = ["2024-01,,张三,,,0,0,,,,", "2024-02,2024Q1,张三,,,1,2,,,,", "2024-01,,,华东,软件,1,,,,,"]
    found = check(tmp_path, lines(TARGETS, *rows))
    assert [(row["month"].month, row["owner"], row["region"], row["base_amount"]) for row in found.rows] == [
        (1, "张三", None, 0),
        (2, "张三", None, 1),
        (1, None, "华东", 1),
    ]


def test_a_quarter_is_three_months(tmp_path: Path) -> None:
    """Thirds half-up at four decimals, the last month takes the remainder; the two rates are repeated."""
    found = check(tmp_path, lines(TARGETS, ",2024Q1,张三,,,100,200,1,2,5000,35"))
    assert [row["month"] for row in found.rows] == [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]
    assert found.column("base_amount") == [Decimal("33.3333"), Decimal("33.3333"), Decimal("33.3334")]
    assert found.column("challenge_amount") == [Decimal("66.6667"), Decimal("66.6667"), Decimal("66.6666")]
    assert found.column("new_customers") == [Decimal("0.3333"), Decimal("0.3333"), Decimal("0.3334")]
    assert found.column("revenue_per_customer") == [5000] * 3
    assert found.column("repurchase_rate") == [35] * 3
    assert found.column("line") == [2] * 3
    assert (found.checked.rows_read, found.checked.accepted) == (1, 1)
    assert found.checked.columns[0] == "month"
    assert "quarter" not in found.checked.columns


def test_quarters_are_fiscal(tmp_path: Path) -> None:
    """The fourth quarter of the fiscal year 2024 that begins in April ends in March 2025."""
    known = Known(policy=Policy(fiscal_month=4))
    found = check(tmp_path, lines(TARGETS, ",2024Q4,张三,,,3,,,,,"), known=known)
    assert [row["month"] for row in found.rows] == [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]


def test_a_quarter_beside_one_of_its_months_is_a_repeat(tmp_path: Path) -> None:
    good = [f"2024-01,,员工{number},,,1000,,,,," for number in range(150)]
    found = check(tmp_path, lines(TARGETS, *good, ",2024Q1,张三,,,300,,,,,", "2024-02,,张 三,,,90,,,,,"))
    assert found.rejects == [(152, "same_key_other_content"), (153, "same_key_other_content")]
    assert found.table.num_rows == 150


@pytest.mark.parametrize(
    ("header", "good", "bad", "code"),
    [
        (
            "order_id,ordered_on,customer_id,owner,amount,due_on",
            "G{},2024-03-01,C1,a,1000,2024-03-01",
            "S1,2024-03-02,C1,a,1,2024-03-01",
            "due_before_order",
        ),
        ("owner,joined_on,left_on", "员工{},2024-03-01,2024-03-01", "张三,2024-03-02,2024-03-01", "left_before_joined"),
        (ASSESSMENTS, "2024-01,员工{},0,100,", "2024-01,张三,100.1,,", "score_range"),
        (ASSESSMENTS, "2024-01,员工{},0,100,", "2024-01,张三,,-1,", "score_range"),
    ],
)
def test_cells_that_contradict_each_other(tmp_path: Path, header: str, good: str, bad: str, code: str) -> None:
    found = check(tmp_path, lines(header, *(good.format(number) for number in range(110)), bad))
    assert found.rejects == [(112, code)]


def test_follow_ups_in_an_unlikely_order_are_noted(tmp_path: Path) -> None:
    """Class 56."""
    header = FOLLOW_UPS + ",first_contact_on,next_step_on"
    rows = ["C1,2024-03-08 09:00,call,a,2024-03-09,2024-03-07", "C1,2024-03-08 10:00,call,a,2024-03-08,2024-03-08"]
    found = check(tmp_path, lines(header, *rows))
    assert found.warnings == {"first_contact_after": 1, "promise_before": 1}
    assert found.checked.accepted == 2


def test_returns_are_counted_and_summed(tmp_path: Path) -> None:
    """Class 42."""
    found = check(
        tmp_path, sales("S1,2024-03-01,C1,a,-5.50", "S2,2024-03-01,C1,a,-1", "S3,2024-03-01,C1,a,0", "S4,2024-03-01,C1,a,9")
    )
    warning = found.warning("returns")
    assert (warning.count, warning.values["amount"], warning.line) == (2, "-6.5", 2)


def test_identical_sales_rows_are_all_kept(tmp_path: Path) -> None:
    """Class 64: the n-th such row, number and sum in a note."""
    same = "S1,2024-03-01,C1,a,5"
    found = check(tmp_path, sales(same, same, "S1,2024-03-01,C1,a,6", same, "S1,2024-03-02,C1,a,5"))
    key = SEPARATOR.join(("S1", "C1", "2024-03-01"))
    assert sorted(found.column("row_key")) == sorted(
        [*(f"{key}{SEPARATOR}{n}" for n in (1, 2, 3, 4)), f"S1{SEPARATOR}C1{SEPARATOR}2024-03-02{SEPARATOR}1"]
    )
    warning = found.warning("identical_rows")
    assert (warning.count, warning.values["amount"]) == (2, "10")


def test_a_row_with_a_line_number_stands_once(tmp_path: Path) -> None:
    """Classes 64 and 65: identical lines count once, different ones are all rejected and every line is listed."""
    header = "order_id,line_no,ordered_on,customer_id,owner,amount"
    good = [f"G{number},1,2024-03-01,C1,a,1000" for number in range(200)]
    found = check(
        tmp_path,
        lines(
            header,
            *good,
            "S1,1,2024-03-01,C1,a,5",
            "S2,1,2024-03-01,C1,a,1",
            "S1,1,2024-03-01,C1,a,5",
            "S2,1,2024-03-01,C1,a,2",
            "S2,2,2024-03-01,C1,a,2",
        ),
    )
    assert found.rejects == [(203, "same_key_other_content"), (205, "same_key_other_content")]
    assert found.checked.rejects_sample[0].values["lines"] == "203, 205"
    assert (found.checked.excluded, found.warnings["repeated_lines"]) == (1, 1)
    assert (found.checked.rows_read, found.checked.accepted) == (205, 202)


@pytest.mark.parametrize(
    ("header", "row", "other"),
    [
        ("record_id," + FOLLOW_UPS, "R1,C1,2024-03-01,call,a", "R1,C1,2024-03-02,call,a"),
        ("customer_id,name", "C1,甲", "C1,乙"),
        ("payment_id,paid_on,amount", "P1,2024-03-01,5", "P1,2024-03-01,6"),
        ("contract_no,customer_id,signed_on,amount", "H1,C1,2024-03-01,5", "H1,C1,2024-03-01,6"),
        (ASSESSMENTS, "2024-03,张三,90,,", "2024年3月,张　三,80,,"),
        ("owner,employee_id,department,joined_on", "张三,E1,一部,2024-03-01", "张三,E1,二部,2024-03-01"),
    ],
)
def test_one_key_with_two_contents(tmp_path: Path, header: str, row: str, other: str) -> None:
    """Class 65: both are rejected, however they are ordered."""
    for order in ((row, other), (other, row)):
        found = check(tmp_path, lines(header, *order))
        assert found.error == "too_many_rejects"
        assert found.rejects == [(2, "same_key_other_content"), (3, "same_key_other_content")]
    assert check(tmp_path, lines(header, row, row)).checked.accepted == 1


def test_an_empty_role_is_sales(tmp_path: Path) -> None:
    found = check(tmp_path, lines("owner,role", "张三,", "李四,客户经理", "王五,会计"))
    assert found.column("role") == ["sales", "sales", "会计"]
    assert check(tmp_path, lines("owner,department", "张三,一部")).column("role") == ["sales"]


def test_the_place_does_not_depend_on_the_order_of_the_file(tmp_path: Path) -> None:
    header = "order_id,line_no,contract_no,ordered_on,customer_id,owner,amount"
    rows = [
        f"{order},{line},{contract},2024-03-0{day},C{customer},{owner},{amount}"
        for order, line, contract, day, customer, owner, amount in itertools.islice(
            itertools.product(("S1", "S2"), ("", "2", "10"), ("", "H1"), (1, 2), (1, 2), ("a", "b"), ("5", "10", "-9")), 0, None, 5
        )
    ]
    rows = list({tuple(row.split(",")[:2]) if row.split(",")[1] else row: row for row in rows}.values())
    places = {}
    draw = random.Random(1)
    for _ in range(5):
        draw.shuffle(rows)
        found = check(tmp_path, lines(header, *rows))
        assert found.error is None
        contents = [tuple(row[name] for name in (*header.split(","), "row_key")) for row in found.rows]
        places[tuple(content for _, content in sorted(zip(found.column("place"), contents, strict=True)))] = True
    assert len(places) == 1


CELLS = st.tuples(
    st.sampled_from(["S1", "S2"]),
    st.sampled_from(["2024-03-01", "2024-03-02"]),
    st.sampled_from(["C1", "C2"]),
    st.sampled_from(["", "a", "A", "b"]),
    st.sampled_from(["5", "10", "-5", "5.5"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=12))
def test_row_order_and_keys_as_defined(tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, ...]]) -> None:
    """By all columns in the order of the table, as text as stored, empty first; the n-th row of a key follows it."""
    found = check(tmp_path_factory.mktemp("order"), sales(*(",".join(row) for row in cells)))
    stored = [(order, day, customer, owner, f"{Decimal(amount):.4f}") for order, day, customer, owner, amount in sorted(cells)]
    stored.sort()
    rows = sorted(found.rows, key=lambda row: row["place"])
    assert [row["place"] for row in rows] == list(range(1, len(cells) + 1))
    assert [
        (row["order_id"], str(row["ordered_on"]), row["customer_id"], row["owner"] or "", str(row["amount"])) for row in rows
    ] == stored
    counts: dict[tuple[str, ...], int] = {}
    for row, (order, day, customer, _, _) in zip(rows, stored, strict=True):
        counts[order, customer, day] = number = counts.get((order, customer, day), 0) + 1
        assert row["row_key"] == SEPARATOR.join((order, customer, day, str(number)))


def test_names_are_parts_of_keys_as_keys(tmp_path: Path) -> None:
    found = check(tmp_path, lines("month,owner,base_amount", "2024-03,Zhang  San,5"))
    assert found.column("row_key") == [SEPARATOR.join(("2024-03-01", text_key("Zhang San"), "", ""))]


class TestLimits:
    """Over 2 % of the rows or 1 % of the amount rejected: the file is refused, the rejects stay for download."""

    def test_two_percent_of_the_rows(self, tmp_path: Path) -> None:
        bad = ["S1,2024-02-30,C1,a,1", "S2,2024-02-30,C1,a,1"]
        assert check(tmp_path, among_good(bad, count=98)).error is None
        found = check(tmp_path, among_good(bad, count=97))
        assert found.error == "too_many_rejects"
        assert (found.checked.rejected, len(found.rejects)) == (2, 2)
        assert (found.checked.stage / "rejects.parquet").exists()
        assert not (found.checked.stage / "accepted.parquet").exists()

    def test_one_percent_of_the_amount(self, tmp_path: Path) -> None:
        """100 good rows of a million: 1 % of the whole is 1,010,101.01…"""
        assert check(tmp_path, among_good(["S1,2024-02-30,C1,a,1010101.01"])).error is None
        found = check(tmp_path, among_good(["S1,2024-02-30,C1,a,-1010101.02"]))
        assert found.error == "too_much_amount_rejected"

    def test_blank_rows_do_not_count(self, tmp_path: Path) -> None:
        found = check(tmp_path, among_good(["", "", "", *["S1,2024-02-30,C1,a,1"] * 3], count=100))
        assert found.error == "too_many_rejects"
