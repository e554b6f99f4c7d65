"""Public data sets through the whole product: what the pages show equals plain sums over the files as they came."""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from analytics import imports, periods, quarterly, scorecards, store
from analytics.folder import Folder
from analytics.importer.options import Options
from analytics.periods import Period
from analytics.quarterly import ALL
from analytics.queries import DatabaseQuery, Reader
from pages._ui import quarterly_facts

DATA = Path(__file__).parent / "data"
SUPERSTORE = DATA / "superstore_zh" / "visactor_supermarket.csv"
COLUMNS = (("area", "region"), ("area", "owner"), ("sales", "amount"), ("id", "line_no"), ("product_type", "product_line"))
YEARS = range(2016, 2020)
MOVED_YEARS = 20  # days before 2000 are rejected

Load = Callable[[Path, Options], DatabaseQuery]
Cell = tuple[str, str, str]  # quarter, region, product line


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """A file through the import into a store of its own."""

    def loaded(path: Path, options: Options) -> DatabaseQuery:
        folder = Folder(tmp_path / "store")
        outcome = imports.run(folder, path, path.name, options, actor="test", at=datetime(2024, 4, 1, tzinfo=UTC))
        assert outcome.status == "imported", outcome.checked
        return Reader(folder, store.rebuild).query()

    return loaded


def test_superstore_by_region_and_product_line_and_quarter(load: Load) -> None:
    """§6 on the page: each cell of the matrix and of the list, and each total, to the last digit."""
    query, as_of = load(SUPERSTORE, Options(today=date(2020, 1, 1), map=COLUMNS)), date(2019, 12, 31)
    expected = with_totals(superstore_cells())
    quarters = [periods.parse(f"{year}Q{number}") for year in YEARS for number in range(1, 5)]
    assert matrices(query, quarters, as_of) == expected
    assert lists(query, quarters, as_of) == expected
    assert sum(amount for (_, *place), amount in expected.items() if place == [ALL, ALL]) == Decimal("16068954.125")


def superstore_cells() -> dict[Cell, Decimal]:
    """Plain sums over the file; more than four decimals are rounded half-up, as in §1."""
    found: defaultdict[Cell, Decimal] = defaultdict(Decimal)
    with SUPERSTORE.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            year, month, _ = row["order_date"].split("/")
            quarter = f"{year}Q{(int(month) + 2) // 3}"
            found[quarter, row["area"], row["product_type"]] += Decimal(row["sales"]).quantize(Decimal("0.0001"), "ROUND_HALF_UP")
    return dict(found)


def with_totals(cells: dict[Cell, Decimal]) -> dict[Cell, Decimal]:
    found: defaultdict[Cell, Decimal] = defaultdict(Decimal)
    for (quarter, region, product_line), amount in cells.items():
        for place in ((region, product_line), (region, ALL), (ALL, product_line), (ALL, ALL)):
            found[(quarter, *place)] += amount
    return dict(found)


def matrices(query: DatabaseQuery, quarters: list[Period], as_of: date) -> dict[Cell, Decimal]:
    """What stands on the tiles; a cell of 0 stands there for its sales before."""
    found: dict[Cell, Decimal] = {}
    for quarter in quarters:
        matrix = quarterly_facts.gather(query, quarter, as_of).matrix
        assert matrix is not None
        found |= by_name(quarter, matrix.lines.values())
    return found


def lists(query: DatabaseQuery, quarters: list[Period], as_of: date) -> dict[Cell, Decimal]:
    found: dict[Cell, Decimal] = {}
    for quarter in quarters:
        found |= by_name(quarter, quarterly.table(query, quarter, as_of))
    return found


def by_name(quarter: Period, lines: Iterable[quarterly.Line]) -> dict[Cell, Decimal]:
    return {
        (quarter.code, line.sales.region or ALL, line.sales.product_line or ALL): line.sales.actual
        for line in lines
        if line.sales.actual
    }


def test_northwind_by_employee(load: Load, tmp_path: Path) -> None:
    """§3 on the scorecards table: the published net sales of each employee, over the three years of the orders."""
    path = tmp_path / "northwind.csv"
    path.write_text("\n".join(["order_id,line_no,ordered_on,customer_id,owner,amount", *northwind(), ""]), encoding="utf-8")
    query, as_of = load(path, Options(today=date(2018, 12, 31))), date(2018, 12, 31)
    years = [periods.parse(str(year + MOVED_YEARS)) for year in (1996, 1997, 1998)]
    totals: defaultdict[str | None, Decimal] = defaultdict(Decimal)
    company = Decimal(0)
    for year in years:
        for card in scorecards.table(query, "owner", year, as_of):
            totals[card.owner] += card.sales.actual or 0
        [all_of_it] = scorecards.table(query, "company", year, as_of)
        company += all_of_it.sales.actual or 0
    shown = {owner: total.quantize(Decimal("0.01"), "ROUND_HALF_UP") for owner, total in totals.items()}
    assert shown["Peacock"] == Decimal("232890.85")
    assert len(shown) == 9
    assert company == sum(totals.values())
    assert company.quantize(Decimal("0.01"), "ROUND_HALF_UP") == Decimal("1265793.04")


def northwind() -> Iterator[str]:
    """Order lines with their employee, net of discount: unit price × quantity × (1 − discount)."""
    orders = {row["order_id"]: row for row in rows("orders")}
    employees = {row["employee_id"]: row["last_name"] for row in rows("employees")}
    for number, row in enumerate(rows("order_details"), 1):
        order = orders[row["order_id"]]
        net = Decimal(row["unit_price"]) * Decimal(row["quantity"]) * (1 - Decimal(row["discount"]))
        day = f"{int(order['order_date'][:4]) + MOVED_YEARS}{order['order_date'][4:]}"
        yield ",".join((row["order_id"], str(number), day, order["customer_id"], employees[order["employee_id"]], f"{net:f}"))


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / "northwind" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
