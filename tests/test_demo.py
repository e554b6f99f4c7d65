"""The demo company and the samples: the same bytes at each run, the promised sizes, files that the import recognises."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from analytics.importer.columns import DATASETS, header_key
from data import demo

SAMPLES = Path(demo.__file__).parents[1] / "samples"
Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    """The rows of a file by stored column name, whatever its format and encoding."""
    header, *lines = _lines(path)
    columns = _columns(header)
    return [{columns[name]: cell for name, cell in zip(header, line, strict=True)} for line in lines]


def _lines(path: Path) -> list[list[str]]:
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        return [table.column_names, *map(list, zip(*table.to_pydict().values(), strict=True))]
    if path.suffix == ".xlsx":
        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    text = _decoded(path.read_bytes())
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=text.split("\n")[0].count)))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def dataset_of(path: Path) -> str:
    """The dataset whose required columns are all there and that knows the most headers (definitions §1)."""
    keys = {header_key(name) for name in _lines(path)[0]}
    known = {name: [column.name for column in dataset.columns if column.header_keys & keys] for name, dataset in DATASETS.items()}
    return max((name for name in known if not DATASETS[name].missing(known[name])), key=lambda name: len(known[name]))


def _columns(header: Iterable[str]) -> dict[str, str]:
    best: dict[str, str] = {}
    for dataset in DATASETS.values():
        found = {name: column.name for name in header for column in dataset.columns if header_key(name) in column.header_keys}
        best = max(best, found, key=len)
    return best


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return demo.write(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def rows(files: list[Path]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for path in files:
        found.setdefault(dataset_of(path), []).extend(rows_of(path))
    return found


def test_two_runs_write_the_same_bytes(files: list[Path], tmp_path: Path) -> None:
    again = demo.write(tmp_path / "again")
    assert [path.name for path in again] == [path.name for path in files]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in files]


def test_the_committed_samples_are_what_the_generator_writes(tmp_path: Path) -> None:
    written = demo.write_samples(tmp_path)
    committed = sorted(path for path in SAMPLES.iterdir() if path.suffix == ".csv")
    assert [path.name for path in committed] == [path.name for path in written]
    assert [path.read_bytes() for path in committed] == [path.read_bytes() for path in written]
    assert sum(path.stat().st_size for path in committed) < 300_000


def test_every_file_is_recognised_with_all_its_headers(files: list[Path]) -> None:
    for path in [*files, *sorted(SAMPLES.glob("*.csv"))]:
        dataset = DATASETS[dataset_of(path)]
        known = frozenset().union(*(column.header_keys for column in dataset.columns))
        assert {header_key(name) for name in _lines(path)[0]} <= known, path.name


def test_there_is_a_file_of_each_dataset_with_the_promised_sizes(rows: dict[str, list[Row]]) -> None:
    assert set(rows) == set(DATASETS)
    assert len({row["owner"] for row in rows["staff"]}) == 24
    assert len({row["department"] for row in rows["staff"]}) == 4
    assert len(rows["customers"]) == 900
    assert 38_000 <= len(rows["follow_ups"]) <= 42_000
    assert 8_500 <= len({row["order_id"] for row in rows["sales"]}) <= 9_500
    assert len({row["month"] for row in rows["targets"]}) == 18


def test_nothing_that_happened_is_dated_after_the_day_of_the_data(rows: dict[str, list[Row]]) -> None:
    for dataset, column in (
        ("follow_ups", "followed_up_at"),
        ("sales", "ordered_on"),
        ("payments", "paid_on"),
        ("contracts", "signed_on"),
        ("customers", "reviewed_on"),
    ):
        newest = max(row[column][:10] for row in rows[dataset])
        assert newest <= demo.AS_OF.isoformat(), dataset
    assert max(row["ordered_on"] for row in rows["sales"]) == demo.AS_OF.isoformat()


def test_both_views_of_the_plan_have_one_sum_in_all_months_but_one(rows: dict[str, list[Row]]) -> None:
    sums: dict[str, list[int]] = {}
    for row in rows["targets"]:
        pair = sums.setdefault(row["month"], [0, 0])
        pair["region" in row] += int(row["base_amount"])
    assert [month for month, (owners, cells) in sorted(sums.items()) if owners != cells] == ["2025-12"]


def test_the_staff_have_movers_a_leaver_and_a_newcomer(rows: dict[str, list[Row]]) -> None:
    stays: dict[str, set[str]] = {}
    for row in rows["staff"]:
        stays.setdefault(row["owner"], set()).add(row["department"])
    moved_on_one_day = [row["owner"] for row in rows["staff"] if row["joined_on"] == "2025-07-01"]
    assert sorted(name for name, departments in stays.items() if len(departments) > 1) == sorted([*moved_on_one_day, "孙晓棠"])
    assert len(moved_on_one_day) == 3
    assert [row["owner"] for row in rows["staff"] if row["left_on"] and len(stays[row["owner"]]) == 1] == ["朱明轩"]
    assert max(row["joined_on"] for row in rows["staff"]) == date(2026, 2, 2).isoformat()
