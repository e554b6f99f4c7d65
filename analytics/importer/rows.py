"""The checks of whole rows, one after the other: across cells, repeats within the file, masters, keys and places."""

import pyarrow as pa
import pyarrow.compute as pc

from analytics.importer import keys
from analytics.importer.checked import Problem
from analytics.importer.cross import Context, check_rows
from analytics.importer.known import Known
from analytics.importer.master import check_key_kind, check_masters, check_staff
from analytics.importer.spread import spread_quarters
from analytics.numbers import plain

LINES_NAMED = 20


class Checks:
    """Turns the rows read into accepted rows; rejects go to the context. `repeated_lines` counts lines that only repeat
    another one with the same key of its own."""

    def __init__(self, context: Context, known: Known) -> None:
        self.repeated_lines = 0
        self._context = context
        self._known = known
        self._dataset = context.layout.dataset

    def run(self, table: pa.Table) -> pa.Table:
        """The accepted rows with the schema of the dataset, in the order of the file."""
        table = self._kept(table)
        check_rows(table, self._context)
        table = spread_quarters(self._with_defaults(self._kept(table)))
        by_id = keys.is_by_id(table, self._dataset)
        check_key_kind(table, by_id, self._context, self._known)
        table = self._without_repeats(table, by_id)
        check_masters(table, self._context, self._known)
        if self._dataset.name == "staff":
            by_id = keys.is_by_id(table, self._dataset)
            check_staff(table, keys.base_keys(table, self._dataset, by_id), self._context, self._known)
        return self._placed(self._kept(table))

    def _kept(self, table: pa.Table) -> pa.Table:
        """Without the rows of rejected lines."""
        problems = self._context.found.problems
        if not problems:
            return table
        lines = pa.array(list(problems), pa.int64())
        return table.filter(pc.invert(pc.is_in(table.column("line"), lines)))

    def _with_defaults(self, table: pa.Table) -> pa.Table:
        if self._dataset.name != "staff":
            return table
        position = table.column_names.index("role")
        return table.set_column(position, "role", pc.fill_null(table.column("role"), "sales"))

    def _without_repeats(self, table: pa.Table, by_id: pa.Array) -> pa.Table:
        """Of rows with one own key: identical ones stand once, different ones are all rejected (bad-input 64, 65)."""
        own_keys = keys.base_keys(table, self._dataset, by_id)
        groups = keys.repeated_ids(table, self._dataset, own_keys, by_id)
        if not groups:
            return table
        lines = table.column("line").to_pylist()
        same = {frozenset(group) for group in keys.identical(table, self._dataset, groups)}
        dropped: set[int] = set()
        for group in groups:
            ordered = sorted(group, key=lambda row: lines[row])
            if frozenset(group) in same:
                dropped.update(ordered[1:])
            else:
                self._reject_repeats(own_keys[group[0]].as_py(), [lines[row] for row in ordered])
        return self._without(table, dropped, lines)

    def _reject_repeats(self, key: str, lines: list[int]) -> None:
        named = ", ".join(map(str, lines[:LINES_NAMED])) + (" …" if len(lines) > LINES_NAMED else "")
        shown = key.replace(keys.SEPARATOR, " · ")
        for line in lines:
            self._context.found.reject(Problem("same_key_other_content", line, None, shown, {"lines": named}))

    def _without(self, table: pa.Table, dropped: set[int], lines: list[int]) -> pa.Table:
        if dropped:
            left = {line for row, line in enumerate(lines) if row not in dropped}
            gone = {lines[row] for row in dropped} - left - set(self._context.found.problems)
            self.repeated_lines = len(gone)
            if gone:
                self._context.found.note(Problem("repeated_lines", min(gone), None, None, {}, len(gone)))
            kept = [row for row in range(len(lines)) if row not in dropped]
            table = table.take(pa.array(kept, pa.int64()))
        return self._kept(table)

    def _placed(self, table: pa.Table) -> pa.Table:
        dataset = self._dataset
        by_id = keys.is_by_id(table, dataset)
        order = keys.row_order(table, dataset)
        base = keys.base_keys(table, dataset, by_id)
        groups = keys.counted_groups(table, dataset, base, by_id, order) if dataset.is_counted else []
        self._note_identical(table, groups)
        row_keys = keys.row_keys(base, by_id, groups)
        table = table.append_column("row_key", row_keys).append_column("place", keys.places(order))
        return table.select(dataset.schema.names).cast(dataset.schema)

    def _note_identical(self, table: pa.Table, counted: list[list[int]]) -> None:
        """Identical rows without a key of their own are kept, counted and summed (bad-input 64)."""
        groups = keys.identical(table, self._dataset, counted)
        if not groups:
            return
        rows = pa.array([row for group in groups for row in group[1:]], pa.int64())
        line = pc.min(table.column("line").take(rows)).as_py()
        name = self._dataset.sum_column
        values = {"amount": plain(pc.sum(table.column(name).take(rows)).as_py()) if name else "–"}
        self._context.found.note(Problem("identical_rows", line, None, None, values, len(rows)))
