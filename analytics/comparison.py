"""What a staged file would change: counts by line, rows and sums by month, the changed rows old and new."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from analytics import schema, store
from analytics.folder import Folder
from analytics.importer.columns import DATASETS

CHANGED_SHOWN = 200

_ZERO = Decimal(0)


@dataclass(frozen=True)
class MonthChange:
    """One month of the dataset that a file touches; amounts None where the dataset has none."""

    month: date | None
    rows_before: int
    rows_after: int
    added: int
    changed: int
    amount_before: Decimal | None
    amount_after: Decimal | None


@dataclass(frozen=True)
class ChangedCell:
    """One cell of a current row that a line of the file changes, as stored."""

    line: int
    row_key: str
    column: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Comparison:
    """Lines of the file by what they do (a quarter's target line makes three rows and counts once), and the effect by month."""

    base: int  # the state compared with: newest event that changed rows
    added: int
    changed: int
    unchanged: int
    months: tuple[MonthChange, ...]
    cells: tuple[ChangedCell, ...]

    @property
    def amount_change(self) -> Decimal | None:
        """By how much the dataset's sum changes; None where the dataset has none."""
        known = [
            m.amount_after - m.amount_before for m in self.months if m.amount_after is not None and m.amount_before is not None
        ]
        return sum(known, _ZERO) if known else None


def compare(folder: Folder, rows: int, dataset: str, accepted: Path) -> Comparison:
    """A staged file's accepted rows against the state `rows` (0: the empty store)."""
    with _beside(folder, rows, dataset, accepted) as read:
        lines = {row["status"]: row["line_count"] for row in read("compare_lines")}
        months = [_month(row, dataset) for row in read("compare_months")]
        new = read("compare_changed", accepted=str(accepted), limit_count=CHANGED_SHOWN)
        held = {row["row_key"]: row for row in read("compare_held", row_keys=[row["row_key"] for row in new])}
    cells = tuple(cell for row in new for cell in _cells(dataset, held[row["row_key"]], row))
    added, changed, unchanged = (lines.get(status, 0) for status in ("added", "changed", "unchanged"))
    return Comparison(rows, added, changed, unchanged, tuple(months), cells)


def _month(row: dict[str, Any], dataset: str) -> MonthChange:
    has_sum = DATASETS[dataset].sum_column is not None
    amounts = (row["amount_before"], row["amount_after"]) if has_sum else (None, None)
    return MonthChange(row["month"], row["rows_before"], row["rows_after"], row["added"], row["changed"], *amounts)


def _cells(dataset: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[ChangedCell]:
    for column in DATASETS[dataset].stored_columns:
        if before[column.name] != after[column.name]:
            yield ChangedCell(after["line"], after["row_key"], column.name, before[column.name], after[column.name])


@contextmanager
def _beside(folder: Folder, rows: int, dataset: str, accepted: Path) -> Iterator[Any]:
    """Reads the current tables beside the staged rows: the store is attached read-only to a database in memory."""
    with store.database(None, folder) as connection:
        if rows:
            connection.execute("attach $path as held (read_only)", {"path": str(folder.store(rows))})
            connection.execute("use held")
        else:
            schema.create(connection)
        connection.execute(schema.dataset_statement("compare_states", dataset), {"accepted": str(accepted)})

        def read(name: str, **parameters: object) -> list[dict[str, Any]]:
            statement = schema.dataset_statement(name, dataset)
            table: pa.Table = connection.sql(statement, params=parameters or None).to_arrow_table()
            found: list[dict[str, Any]] = table.to_pylist()
            return found

        yield read
