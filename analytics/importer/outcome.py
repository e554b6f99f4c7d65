"""The rows of one file as they are read, and whether too many of them are bad."""

from collections.abc import Callable
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from analytics.importer.checked import Problem, Refused
from analytics.importer.columns import Kind
from analytics.importer.cross import Context
from analytics.importer.found import SHOWN_CHARACTERS
from analytics.importer.parse import BlockReader
from analytics.importer.read import Ragged, Source

MOST_REJECTED_PCT = 2
MOST_REJECTED_AMOUNT_PCT = 1


class Outcome:
    """All rows of a file, typed; blank rows are counted and left out, ragged ones rejected."""

    def __init__(self, reader: BlockReader, source: Source) -> None:
        self.source = source
        self.rows_read = 0
        self._reader = reader
        self._batches: list[pa.RecordBatch] = []
        self._blank_ragged = 0

    @property
    def blank(self) -> int:
        return self._reader.blank + self._blank_ragged

    @property
    def is_empty(self) -> bool:
        """Whether the file holds no data row at all."""
        return self.rows_read == self.blank

    def read(self, progress: Callable[[str, int], None]) -> None:
        """Reads the whole file; Refused for what makes it unreadable."""
        rows = self.source.rows()
        for block in rows.blocks:
            self._batches.append(self._reader.read(block))
            self.rows_read += len(block)
            progress("read", self.rows_read)
        self._reader.finish()
        self.rows_read += len(rows.ragged)
        for ragged in rows.ragged:
            self._set_aside(ragged)
        if self.source.hidden_rows:
            self._reader.found.note(Problem("hidden_rows", count=self.source.hidden_rows))

    def table(self) -> pa.Table:
        """The rows read, rejected ones included, with every stored column of the dataset and `line`."""
        dataset = self._reader.layout.dataset
        own = pa.Table.from_batches(self._batches) if self._batches else pa.table({"line": pa.array([], pa.int64())})
        columns = {}
        names = [(field.name, field.type) for field in dataset.schema if field.name not in {"row_key", "place"}]
        names += [(column.name, pa.date32()) for column in dataset.columns if column.kind is Kind.QUARTER]
        for name, kind in names:
            columns[name] = own.column(name) if name in own.column_names else pa.nulls(own.num_rows, kind)
        return pa.table(columns)

    def _set_aside(self, ragged: Ragged) -> None:
        if not any(cell.strip() for cell in ragged.cells):
            self._blank_ragged += 1
            return
        got, want = len(ragged.cells), len(self.source.headers)
        code = "cut_line" if ragged.is_cut else "too_many_fields" if got > want else "too_few_fields"
        shown = " ".join(ragged.cells)[:SHOWN_CHARACTERS]
        self._reader.found.reject(Problem(code, ragged.line, None, shown, {"got": got, "want": want}))


def refuse_many_rejects(outcome: Outcome, context: Context) -> None:
    """Refused `too_many_rejects` over 2 % of the rows or 1 % of the amount (bad-input, rules for all)."""
    rejected = context.found.problems
    rows = outcome.rows_read - outcome.blank
    if 100 * len(rejected) > MOST_REJECTED_PCT * rows:
        raise Refused("too_many_rejects", rejected=len(rejected), rows=rows, limit=MOST_REJECTED_PCT)
    name = context.layout.dataset.sum_column
    if name is None:
        return
    table = outcome.table()
    amounts = pc.abs(table.column(name))
    is_bad = pc.is_in(table.column("line"), pa.array(list(rejected), pa.int64()))
    bad, whole = (pc.sum(values).as_py() or Decimal(0) for values in (amounts.filter(is_bad), amounts))
    if 100 * bad > MOST_REJECTED_AMOUNT_PCT * whole:
        raise Refused("too_much_amount_rejected", rejected=len(rejected), rows=rows, limit=MOST_REJECTED_AMOUNT_PCT)
