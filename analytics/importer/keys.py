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
    """By id or line number if given, else by all columns as text as stored, empty first (definitions §1, "Row order")."""
    names = _sort_columns(table, dataset)
    lead = table.column(names[0]).combine_chunks()
    rows, ordered = pa.array(range(len(table)), pa.int64()), lead
    if not _is_sorted(lead):
        rows = pc.array_sort_indices(lead, null_placement="at_start").cast(pa.int64())
        ordered = lead.take(rows)
    same = _same_as_before(ordered)
    is_tied = pc.or_(same, _shifted(same))
    if not pc.any(is_tied).as_py():
        return Order(rows, is_tied)
    groups = pc.cumulative_sum(pc.cast(pc.invert(same), pa.int64())).filter(is_tied)
    tied = rows.filter(is_tied)
    return Order(pc.replace_with_mask(rows, is_tied, tied.take(_sorted_within(table.take(tied), groups, names[1:]))), is_tied)


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


def _same_as_before(values: pa.Array) -> pa.Array:
    if not len(values):
        return pa.array([], pa.bool_())
    before, after = values[:-1], values[1:]
    same = pc.fill_null(pc.equal(before, after), pa.scalar(False))
    if values.null_count:
        same = pc.or_(same, pc.and_(pc.is_null(before), pc.is_null(after)))
    return pa.concat_arrays([pa.array([False]), same])


def _shifted(same: pa.Array) -> pa.Array:
    return pa.concat_arrays([same[1:], pa.array([False])]) if len(same) else same


def _sorted_within(table: pa.Table, groups: pa.Array, names: list[str]) -> pa.Array:
    columns = {"0": groups} | {str(place): _as_text(table.column(name)) for place, name in enumerate(names, 1)}
    keys = [(name, "ascending", "at_start") for name in columns]
    return pc.sort_indices(pa.RecordBatch.from_pydict(columns), sort_keys=keys)


def _as_text(column: pa.ChunkedArray) -> pa.Array:
    """Amounts compare as text; days, moments and flags sort as their text does."""
    values = column.combine_chunks()
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
    return values if values.type == pa.string() else values.cast(pa.string())


def _joined(parts: list[pa.Array]) -> pa.Array:
    return pc.binary_join_element_wise(*parts, SEPARATOR, null_handling="replace", null_replacement="")


def repeated(keys: pa.Array, rows: pa.Array) -> list[list[int]]:
    """Groups of `rows` (positions) whose keys are equal, each of two or more, in the order given."""
    encoded = keys.take(rows).dictionary_encode()
    if len(encoded.dictionary) == len(rows):
        return []
    counts = pc.value_counts(encoded.indices)
    several = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    mask = pc.is_in(encoded.indices, several)
    groups: dict[int, list[int]] = {}
    for code, row in zip(encoded.indices.filter(mask).to_pylist(), rows.filter(mask).to_pylist(), strict=True):
        groups.setdefault(code, []).append(row)
    return list(groups.values())


def row_keys(keys: pa.Array, by_id: pa.Array, order: Order) -> pa.Array:
    """The whole natural keys: of rows without an own key, with the number of the n-th such row."""
    if pc.all(by_id).as_py() is not False:
        return keys
    tied = order.rows.filter(order.is_tied)
    numbers: dict[int, int] = {}
    for group in repeated(keys, tied.filter(pc.invert(by_id.take(tied)))):
        numbers |= {row: number for number, row in enumerate(group, 1)}
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
