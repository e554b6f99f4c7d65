"""Files as drawn rows are imported: spread over several imports, corrected, empty; and how a file is written."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from tests.companies_dice import DEPARTMENTS, REGIONS, Dice, Frame, Row, spelling
from tests.companies_rows import AMOUNTS, GRADES, STAGES
from tests.oracle.books import COLUMNS, Cell, Company, Import
from tests.oracle.calendar import month_code

REQUIRED = {
    "follow_ups": ("customer_id", "followed_up_at", "method", "owner"),
    "customers": ("customer_id",),
    "sales": ("order_id", "ordered_on", "customer_id", "owner", "amount"),
    "payments": ("payment_id", "paid_on", "amount"),
    "contracts": ("contract_no", "customer_id", "signed_on", "amount"),
    "targets": ("base_amount",),
    "assessments": ("month", "owner"),
    "staff": ("owner",),
}

CHECKED = ("content", "next_step", "next_step_on", "stage")
DROPPED = ((), (), ("next_step_on",), (), ("next_step",), ("next_step", "next_step_on"), ("content",), ("stage",), (), CHECKED)
KEPT = ((), (), ("content", "stage"), ("next_step",), ("next_step_on",))


def corrected(row: Row, dice: Dice, dataset: str) -> Row:
    """The same natural key with other cells."""
    if dataset == "sales":
        moved = {"ordered_on": row["ordered_on"] + timedelta(days=dice.of((0, 31, -40))), "due_on": None}
        return row | {"amount": Decimal(dice.of(AMOUNTS)) + 1} | (moved if row["line_no"] else {})
    if dataset == "customers":
        return row | {"grade": dice.of(GRADES), "region": spelling(dice.of(REGIONS), dice), "stage": dice.of(STAGES)}
    if dataset == "payments":
        return row | {"amount": Decimal(dice.of(AMOUNTS)) + 1}
    if dataset == "contracts":
        return row | {"signed_on": row["signed_on"] + timedelta(days=dice.of((1, -1, 31))), "owner": None}
    if dataset == "staff":
        return row | {"department": spelling(dice.of(DEPARTMENTS), dice), "region": None}
    return row | {"grade": dice.of(GRADES), "stage": dice.of(STAGES), "next_step_on": None, "next_step": "3天后回访"}


def files(dataset: str, rows: Sequence[Row], drawn: bytes) -> list[Import]:
    """One to three imports of a dataset: rows spread over them, some a second time with corrections."""
    dice = Dice(drawn)
    count = dice.of((1, 2, 1, 3, 2, 1)) if dataset in ("sales", "follow_ups") else dice.of((1, 1, 2, 1, 1))
    parts: list[list[Row]] = [[] for _ in range(count)]
    for place, row in enumerate(rows):
        home = place % count if dice.one_in(2) else 0
        parts[home].append(row)
        if home + 1 < count and dice.one_in(4):
            parts[home + 1].append(corrected(row, dice, dataset))
    if dataset == "follow_ups":
        return [with_columns(part, dice) for part in parts if part]
    return [Import(dataset, tuple(part)) for part in parts if part]


def with_columns(rows: Sequence[Row], dice: Dice) -> Import:
    """A file of follow-ups without some columns, or with some that it has for nothing."""
    dropped, kept = dice.of(DROPPED), dice.of(KEPT)
    return Import("follow_ups", tuple({**row, **dict.fromkeys(dropped)} for row in rows), columns=kept)


def empty_months(drawn: bytes, frame: Frame, sales: Sequence[Row], touches: Sequence[Row]) -> list[Import]:
    """Files of headers only, with the answer which month they are of."""
    dice = Dice(drawn)
    dates = {"sales": [row["ordered_on"] for row in sales], "follow_ups": [row["followed_up_at"] for row in touches]}
    found = []
    for dataset in ("sales", "follow_ups"):
        covered = {month_code(day) for day in dates[dataset]}
        free = [month for month in frame.months if month_code(month) not in covered]
        if free and dice.one_in(2):
            found.append(Import(dataset, (), dice.of(free)))
    return found


def as_written(cell: Cell) -> str:
    """A cell as an export writes it: ISO dates, yes and no, plain numbers."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def headers(one: Import) -> list[str]:
    """The columns that a file has: required ones, those with a cell and those it has all the same."""
    filled = {name for row in one.rows for name, cell in row.items() if cell is not None} | set(one.columns)
    if one.dataset == "targets" and not filled & {"owner", "region"}:
        filled.add("owner")
    wanted = filled | set(REQUIRED[one.dataset])
    return [name for name in ["quarter", *COLUMNS[one.dataset].split()] if name in wanted]


def write_csv(one: Import, path: Path) -> None:
    """The import as a file that the product reads: canonical headers, UTF-8, comma."""
    names = headers(one)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([as_written(row.get(name)) for name in names] for row in one.rows)


def write_all(company: Company, folder: Path) -> list[tuple[Import, Path]]:
    """Every import as a CSV file, in order."""
    written = []
    for number, one in enumerate(company.imports, start=1):
        path = folder / f"{number:02}-{one.dataset}.csv"
        write_csv(one, path)
        written.append((one, path))
    return written
