"""A Parquet file as text, column by column: the same parsers read it as any other file (bad-input 82 to 84)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow import types

from analytics.importer.checked import Refused
from analytics.importer.headers import clean_headers
from analytics.importer.read import Block, Rows

BATCH = 131_072

_AS_WRITTEN = (types.is_string, types.is_large_string, types.is_string_view, types.is_integer, types.is_date, types.is_null)
_MIDNIGHT = "00:00:00"


@dataclass(frozen=True)
class ParquetSource:
    """Rows are numbered as if the header stood on line 1; `day_columns` are moments that are all midnights: days."""

    path: Path
    headers: tuple[str, ...]
    timezone: str
    day_columns: frozenset[int]
    header_line: int = 1
    encoding: str | None = None
    delimiter: str | None = None
    is_workbook: bool = False
    hidden_rows: int = 0

    def rows(self) -> Rows:
        return Rows(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        line = 2
        with _readable(), pq.ParquetFile(self.path, page_checksum_verification=True) as file:
            for batch in file.iter_batches(batch_size=BATCH):
                columns = tuple(
                    _texts(column, self.timezone, is_day=position in self.day_columns)
                    for position, column in enumerate(batch.columns)
                )
                yield Block(columns, pa.arange(line, line + len(batch)))
                line += len(batch)


def parquet_source(path: Path, timezone: str) -> ParquetSource:
    """Refused `parquet_damaged` for a file that is cut, `parquet_column_type` for nested or binary columns."""
    with _readable(), pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        for column in schema:
            _writer(column.type, column.name)
        moments = [position for position, column in enumerate(schema) if types.is_timestamp(column.type)]
        days = frozenset(position for position in moments if _is_all_midnight(file, schema.names[position], timezone))
    return ParquetSource(path, clean_headers(schema.names), timezone, days)


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (pa.ArrowInvalid, OSError, pa.ArrowNotImplementedError) as problem:
        raise Refused("parquet_damaged") from problem


def _is_all_midnight(file: pq.ParquetFile, name: str, timezone: str) -> bool:
    moments = _local(pc.drop_null(file.read(columns=[name]).column(0)), timezone)
    return pc.all(pc.equal(moments, pc.floor_temporal(moments, unit="day"))).as_py() is not False


def _local(moments: pa.ChunkedArray, timezone: str) -> pa.ChunkedArray:
    """Moments without a zone, in business time (bad-input 54)."""
    if moments.type.tz is None:
        return moments
    return pc.local_timestamp(moments.cast(pa.timestamp(moments.type.unit, timezone)))


def _texts(values: pa.Array, timezone: str, *, is_day: bool) -> pa.Array:
    if types.is_timestamp(values.type):
        local = _local(values, timezone)
        texts = pc.strftime(local, format="%Y-%m-%d" if is_day else "%Y-%m-%d %H:%M:%S")
    else:
        texts = _writer(values.type, "")(values)
    return pc.fill_null(texts, "")


def _writer(kind: pa.DataType, name: str) -> Callable[[pa.Array], pa.Array]:
    """How a column of this type is written as text; Refused when it is not read at all."""
    if types.is_dictionary(kind) and types.is_string(kind.value_type):
        return lambda values: values.cast(pa.string())
    if types.is_timestamp(kind) or types.is_boolean(kind) or any(is_kind(kind) for is_kind in _AS_WRITTEN):
        return lambda values: values.cast(pa.string())
    if types.is_decimal(kind) or types.is_floating(kind):
        return _numbers
    raise Refused("parquet_column_type", column=name, type=str(kind))


def _numbers(values: pa.Array) -> pa.Array:
    """Numbers with all their digits and without an exponent."""
    encoded = values.cast(pa.string()).dictionary_encode()
    plain = [_without_exponent(text) if text and "e" in text.casefold() else text for text in encoded.dictionary.to_pylist()]
    return pa.array(plain, pa.string()).take(encoded.indices)


def _without_exponent(text: str) -> str:
    return format(Decimal(text), "f")
