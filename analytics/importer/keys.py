"""Row order, natural keys and rows that repeat within one file (definitions §1, bad-input 64 and 65)."""

from collections import Counter
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from analytics.importer.columns import MONEY, Column, Dataset, Kind

SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Order:
    """The row order of one import: `rows` are positions in that order; `is_tied` (in that order) marks those whose first
    sort column is equal to a neighbour's."""

    rows: pa.Array
    is_tied: pa.Array


def row_order(table: pa.Table, dataset: Dataset) -> Order:
    """By id or line number if given, else by all columns as text as stored, empty first (definitions §1, "Row order").

    One column after the other, and of each only the rows that all columns before left tied.
    """
    lead, *others = _sort_columns(table, dataset)
    values = table.column(lead).combine_chunks()
    rows = pa.arange(0, len(table))
    if not _is_sorted(values):
        rows = pc.array_sort_indices(values, null_placement="at_start").cast(pa.int64())
        values = values.take(rows)
    starts = _starts(values)
    is_tied = _tied(starts)
    groups, ties = pc.cumulative_sum(starts.cast(pa.int64())).filter(is_tied), pc.indices_nonzero(is_tied).cast(pa.int64())
    for name in others:
        if not len(ties):
            break
        tied = rows.take(ties)
        order, starts = _refined(groups, _as_text(table.column(name), tied))
        if order is not None:
            rows = _put(rows, ties, tied.take(order))
        still = _tied(starts)
        groups, ties = pc.cumulative_sum(starts.cast(pa.int64())).filter(still), ties.filter(still)
    return Order(rows, is_tied)


def _put(rows: pa.Array, places: pa.Array, values: pa.Array) -> pa.Array:
    """`rows` with `values` at the given places, which ascend."""
    if len(places) == len(rows):
        return values
    mask = pc.is_in(pa.arange(0, len(rows)), places)
    return pc.replace_with_mask(rows, mask, values)


def _refined(groups: pa.Array, values: pa.Array) -> tuple[pa.Array | None, pa.Array]:
    """How to order rows within their groups by a column (None: they are), and where the finer groups then start."""
    starts = pc.or_(_starts(groups), _starts(values))
    if pc.equal(pc.sum(starts), pc.sum(_starts(groups))).as_py():
        return None, starts
    keys = [("group", "ascending", "at_start"), ("value", "ascending", "at_start")]
    order = pc.sort_indices(pa.record_batch({"group": groups, "value": values}), sort_keys=keys)
    return order, pc.or_(_starts(groups), _starts(values.take(order)))


def _sort_columns(table: pa.Table, dataset: Dataset) -> list[str]:
    own = dataset.line_column or dataset.id_column
    names = [own] if own and table.column(own).null_count < len(table) else []
    for column in dataset.stored_columns:
        if table.column(column.name).null_count < len(table) and column.name not in names:
            names.append(column.name)
            names += [f"{column.name}_has_time"] if column.kind is Kind.MOMENT else []
    return names or [dataset.stored_columns[0].name]


def _is_sorted(values: pa.Array) -> bool:
    return not values.null_count and pc.all(pc.less_equal(values[:-1], values[1:])).as_py() is not False


def _starts(values: pa.Array) -> pa.Array:
    """Which rows differ from the one before; the first does."""
    if not len(values):
        return pa.array([], pa.bool_())
    before, after = values[:-1], values[1:]
    other = pc.not_equal(before, after)
    if values.null_count:
        other = pc.fill_null(other, pc.xor(pc.is_null(before), pc.is_null(after)))
    return pa.concat_arrays([pa.array([True]), other])


def _tied(starts: pa.Array) -> pa.Array:
    """Which rows share their group with a neighbour."""
    if not len(starts):
        return starts
    ends = pa.concat_arrays([starts[1:], pa.array([True])])
    return pc.invert(pc.and_(starts, ends))


def _as_text(column: pa.ChunkedArray, rows: pa.Array) -> pa.Array:
    """The cells of some rows as they compare: amounts as text; days, moments and flags sort as their text does."""
    values = column.combine_chunks().take(rows)
    return values.cast(pa.string()) if values.type == MONEY else values


def places(order: Order) -> pa.Array:
    """Each row's place in the order, from 1."""
    return pc.add(pc.inverse_permutation(order.rows).cast(pa.int64()), 1)


def is_by_id(table: pa.Table, dataset: Dataset) -> pa.Array:
    """Which rows have a key of their own, so that it may stand only once in a file."""
    own = dataset.id_column or dataset.line_column
    if own is None or not dataset.is_counted:
        return pa.array([True] * len(table), pa.bool_())
    return pc.is_valid(table.column(own).combine_chunks())


def base_keys(table: pa.Table, dataset: Dataset, by_id: pa.Array) -> pa.Array:
    """The natural key of each row as text, without the number of the n-th such row."""
    if dataset.name == "staff":
        first = pc.coalesce(_text(table, "employee_id_key"), _text(table, "owner_key"))
        return _joined([first, _text(table, "joined_on")])
    plain = _joined([_key_text(table, dataset.column(name)) for name in dataset.key])
    if not dataset.is_counted or not pc.any(by_id).as_py():
        return plain
    if dataset.line_column:
        own = _joined([_text(table, dataset.key[0]), _text(table, dataset.line_column)])
    else:
        assert dataset.id_column is not None
        own = _text(table, dataset.id_column)
    return pc.if_else(by_id, own, plain)


def _key_text(table: pa.Table, column: Column) -> pa.Array:
    return _text(table, f"{column.name}_key" if column.is_keyed else column.name)


def _text(table: pa.Table, name: str) -> pa.Array:
    values = table.column(name).combine_chunks()
    if values.type == pa.string():
        return values
    encoded = values.dictionary_encode()
    return encoded.dictionary.cast(pa.string()).take(encoded.indices)


def _joined(parts: list[pa.Array]) -> pa.Array:
    return pc.binary_join_element_wise(*parts, SEPARATOR, null_handling="replace", null_replacement="")


def repeated_ids(table: pa.Table, dataset: Dataset, keys: pa.Array, by_id: pa.Array) -> list[list[int]]:
    """Rows with a key of their own that share it, as positions; none in an ordinary file.

    Where the file is in the order of its ids, only neighbours with one id are compared.
    """
    rows = pc.indices_nonzero(by_id).cast(pa.int64())
    first = dataset.column(dataset.id_column or dataset.key[0])
    if first.kind is Kind.ID:
        ids = table.column(first.name).combine_chunks().take(rows)
        rows = rows.filter(_tied(_starts(ids))) if _is_sorted(ids) else rows
    return repeated(keys, rows)


def repeated(keys: pa.Array, rows: pa.Array) -> list[list[int]]:
    """Groups of `rows` (positions) whose keys are equal, each of two or more, in the order given."""
    encoded = keys.take(rows).dictionary_encode()
    if len(encoded.dictionary) == len(rows):
        return []
    mask = _repeats(encoded.indices)
    groups: dict[int, list[int]] = {}
    for code, row in zip(encoded.indices.filter(mask).to_pylist(), rows.filter(mask).to_pylist(), strict=True):
        groups.setdefault(code, []).append(row)
    return list(groups.values())


def counted_groups(table: pa.Table, dataset: Dataset, keys: pa.Array, by_id: pa.Array, order: Order) -> list[list[int]]:
    """Rows without a key of their own that share their natural key, each group in row order.

    Such rows are equal in the first sort column and on the same day, which is cheap to tell before keys are compared.
    """
    assert dataset.day_column is not None
    tied = order.rows.filter(pc.and_(order.is_tied, pc.invert(by_id.take(order.rows))))
    if not len(tied):
        return []
    days = table.column(dataset.day_column).combine_chunks().take(tied).cast(pa.date32(), safe=False).cast(pa.int32())
    lead = table.column(_sort_columns(table, dataset)[0]).combine_chunks().take(tied)
    groups = pc.cumulative_sum(_starts(lead).cast(pa.int64()))
    marks = pc.add(pc.multiply(groups, 1 << 20), days.cast(pa.int64()))
    return repeated(keys, tied.filter(_repeats(marks)))


def _repeats(values: pa.Array) -> pa.Array:
    """Which values stand more than once."""
    if _is_sorted(values):
        return _tied(_starts(values))
    encoded = values.dictionary_encode().indices
    counts = pc.value_counts(encoded)
    return pc.is_in(encoded, counts.field("values").filter(pc.greater(counts.field("counts"), 1)))


def row_keys(keys: pa.Array, by_id: pa.Array, groups: list[list[int]]) -> pa.Array:
    """The whole natural keys: of rows without an own key, with the number of the n-th such row."""
    if pc.all(by_id).as_py() is not False:
        return keys
    numbers = {row: number for group in groups for number, row in enumerate(group, 1)}
    if not numbers:
        return pc.if_else(by_id, keys, _joined([keys, pa.scalar("1")]))
    counted = pa.array([str(numbers.get(row, 1)) for row in range(len(keys))], pa.string())
    return pc.if_else(by_id, keys, _joined([keys, counted]))


def identical(table: pa.Table, dataset: Dataset, groups: list[list[int]]) -> list[list[int]]:
    """Of rows with equal keys, those groups whose stored columns are all equal."""
    if not groups:
        return []
    names = [column.name for column in dataset.stored_columns]
    names += [f"{column.name}_has_time" for column in dataset.stored_columns if column.kind is Kind.MOMENT]
    rows = [row for group in groups for row in group]
    contents = dict(zip(rows, map(tuple, _tuples(table.select(names).take(rows))), strict=True))
    same: list[list[int]] = []
    for group in groups:
        found = Counter(contents[row] for row in group)
        same += [[row for row in group if contents[row] == content] for content, count in found.items() if count > 1]
    return same


def _tuples(table: pa.Table) -> list[tuple[object, ...]]:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))
