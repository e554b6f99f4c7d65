"""Parquet files (bad-input 54, 76, 82 to 84)."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.importer.files import FOLLOW_UPS, SALES, Found, check, sales


def checked(tmp_path: Path, **columns: pa.Array) -> Found:
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    return check(tmp_path, tmp_path / "a.parquet")


def of_sales(tmp_path: Path, **columns: Any) -> Found:
    """Two sales, with some columns of a type of their own."""
    plain = {
        "order_id": ["S1", "S2"],
        "ordered_on": ["2024-03-08", "2024-03-09"],
        "customer_id": ["C1", "C1"],
        "owner": ["张三", None],
    }
    return checked(tmp_path, **{name: pa.array(cells) for name, cells in (plain | {"amount": ["1", "2.5"]} | columns).items()})


def test_the_same_rows_as_csv(tmp_path: Path) -> None:
    """Class 76: lines are counted as if the header stood on line 1."""
    by_text = check(tmp_path, sales("S1,2024-03-08,C1,张三,1", "S2,2024-03-09,C1,,2.5"))
    assert of_sales(tmp_path).table.equals(by_text.table)


@pytest.mark.parametrize(
    "amounts",
    [
        pa.array([1, 2.5]),
        pa.array([1, 2.5], pa.float32()),
        pa.array([Decimal("1.00"), Decimal("2.50")]),
        pa.array(["1", "2.5"], pa.large_string()),
        pa.array(["1", "2.5"]).dictionary_encode(),
    ],
)
def test_types_of_amounts(tmp_path: Path, amounts: pa.Array) -> None:
    assert of_sales(tmp_path, amount=amounts).column("amount") == [Decimal(1), Decimal("2.5")]


def test_numbers_with_exponents_and_nothing(tmp_path: Path) -> None:
    found = of_sales(tmp_path, amount=pa.array([12_345_678_901.5, 0.00001]), customer_id=pa.array([13_800_000_001.0, 1e15]))
    assert found.column("amount") == [Decimal("12345678901.5"), Decimal(0)]
    assert found.column("customer_id") == ["13800000001", "1000000000000000"]
    assert of_sales(tmp_path, amount=pa.array([float("nan"), float("inf")])).rejects == [(2, "not_a_number"), (3, "not_a_number")]


@pytest.mark.parametrize(
    "days",
    [
        pa.array([date(2024, 3, 8), date(2024, 4, 1)]),
        pa.array([datetime(2024, 3, 8), datetime(2024, 4, 1)], pa.timestamp("ns")),
        pa.array([datetime(2024, 3, 7, 16), datetime(2024, 3, 31, 16, 30)], pa.timestamp("us", "UTC")),  # 54
    ],
)
def test_types_of_days(tmp_path: Path, days: pa.Array) -> None:
    assert of_sales(tmp_path, ordered_on=days).column("ordered_on") == [date(2024, 3, 8), date(2024, 4, 1)]


def test_a_column_of_midnights_holds_days(tmp_path: Path) -> None:
    """As pandas writes days; one real time makes all of them moments."""
    plain = {"customer_id": pa.array(["C1", "C1"]), "method": pa.array(["call", "call"]), "owner": pa.array(["a", "a"])}
    days = pa.array([datetime(2024, 3, 8), None], pa.timestamp("us"))
    times = pa.array([datetime(2024, 3, 8), datetime(2024, 3, 8, 9, 30)], pa.timestamp("us"))
    found = checked(tmp_path, **plain, followed_up_at=times, logged_at=days)
    assert found.column("followed_up_at_has_time") == [True, True]
    assert found.column("logged_at_has_time") == [False, None]
    assert set(FOLLOW_UPS.split(",")) <= set(found.checked.columns)


@pytest.mark.parametrize(
    "cells",
    [
        pa.array([b"\xd5\xc5", b"x"]),  # 84: GBK bytes
        pa.array([[1], [2]]),
        pa.array([{"a": 1}, {"a": 2}]),
        pa.array([1, 2], pa.duration("s")),
        pa.array([1, 2], pa.time64("us")),
    ],
)
def test_types_that_are_not_read(tmp_path: Path, cells: pa.Array) -> None:
    """Class 84."""
    found = of_sales(tmp_path, note=cells)
    assert (found.error, "「" in found.sentence or "note" in found.sentence) == ("parquet_column_type", True)


def test_flags_and_nulls(tmp_path: Path) -> None:
    plain = {
        "customer_id": pa.array(["C1"]),
        "method": pa.array(["call"]),
        "owner": pa.array(["a"]),
        "followed_up_at": pa.array([date(2024, 3, 8)]),
    }
    found = checked(tmp_path, **plain, with_executive=pa.array([True]), stage=pa.nulls(1))
    assert (found.column("with_executive"), found.column("stage")) == ([True], [None])


def test_a_file_that_is_cut(tmp_path: Path) -> None:
    """Class 82."""
    of_sales(tmp_path)
    content = (tmp_path / "a.parquet").read_bytes()
    found = check(tmp_path, content[: len(content) // 2])
    assert (found.error, found.sentence.startswith("文件不完整")) == ("parquet_damaged", True)
    assert check(tmp_path, content[:200] + bytes(100) + content[300:]).error == "parquet_damaged"


def test_rows_over_many_batches(tmp_path: Path) -> None:
    count = 300_000
    columns = {"order_id": pa.array([f"S{n}" for n in range(count)]), "ordered_on": pa.array(["2024-03-08"] * count)}
    columns |= {"customer_id": pa.array(["C1"] * count), "owner": pa.array(["a"] * count), "amount": pa.array([1] * count)}
    found = checked(tmp_path, **columns)
    assert found.column("line") == list(range(2, count + 2))
    assert SALES.split(",") == list(found.checked.columns)


def test_no_rows(tmp_path: Path) -> None:
    pq.write_table(pa.schema([(name, pa.string()) for name in SALES.split(",")]).empty_table(), tmp_path / "a.parquet")
    assert [question.key for question in check(tmp_path, tmp_path / "a.parquet").checked.questions] == ["empty_month"]
