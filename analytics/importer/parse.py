"""Columns of text to typed columns, a block at a time.

Fast paths read what is plainly written; every other text is read once by `cells.CellParser`, however often it
occurs. So no Python object is made per cell of an ordinary file.
"""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from analytics.importer.cells import MOST_CHARACTERS, Cell, CellParser, Rules, keys_of
from analytics.importer.checked import Problem, Refused
from analytics.importer.columns import MONEY, Kind
from analytics.importer.days import Moment
from analytics.importer.found import SHOWN_CHARACTERS, Found
from analytics.importer.headers import Field, Layout, column_letter
from analytics.importer.phones import mask_phone
from analytics.importer.read import Block

REMEMBERED = 200_000

# Texts that `clean_text` might change or reject, or that might stand for nothing.
_UNUSUAL = (
    r"^$|^[\s'#-]|\s$|[\x00-\x1f\x7f-\x{a0}\x{ad}\x{1680}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{206f}\x{3000}\x{feff}]"
    r"|^(?i:n/a|null|无|—+)$"
)
_UNUSUAL_ID = _UNUSUAL + r"|[\x{ff01}-\x{ff5e}]|^[0-9](?:\.[0-9]+)?[eE]\+"
_LABEL = (
    r"|^(?:本.)?(?:小计|合计|总计|累计|合計|總計|小計|制表|审核|审批|复核|打印|第[0-9 ]+页|共[0-9 ]+页)"
    r"|^(?i:(?:grand|sub)?[- ]?total|page )"
)
_LONG_NUMBER = r"|^[0-9]{13,}000$"
_PLAIN_AMOUNT = r"^-?[0-9]{1,14}(?:\.[0-9]{1,4})?$"
_PLAIN_SCALED_AMOUNT = r"^-?[0-9]{1,6}(?:\.[0-9]{1,4})?$"
_PLAIN_WHOLE = r"^[0-9]{1,14}$"
_TEXTS = frozenset({Kind.ID, Kind.TEXT, Kind.LONG_TEXT})


class ColumnReader:
    """Reads one column of the file block by block; rejected and missing cells are null."""

    def __init__(self, column: Field, rules: Rules, found: Found) -> None:
        self.field = column
        self._found = found
        self._parser = CellParser(column, rules)
        self._remembered: dict[str, Cell] = {}
        self._keys: dict[str, str] = {}
        is_id = column.column.kind is Kind.ID
        self._unusual = (_UNUSUAL_ID + _LABEL if is_id else _UNUSUAL) + (_LONG_NUMBER if rules.is_workbook else "")
        self._read = self._reader()

    def read(self, texts: pa.Array, lines: pa.Array) -> dict[str, pa.Array]:
        """The stored columns of a block, by name: the value, and its key or `has_time`."""
        column = self.field.column
        if column.kind is Kind.MOMENT:
            return self._moments(texts, lines)
        values = self._read(texts, lines)
        if column.is_keyed:
            return {column.name: values, f"{column.name}_key": self._keys_of(values)}
        return {column.name: values}

    def require(self, values: pa.Array, texts: pa.Array, lines: pa.Array) -> None:
        """Rejects rows without a required value, or notes them where an empty cell is accepted."""
        column = self.field.column
        if not column.is_required or not values.null_count:
            return
        missing = pc.is_null(values)
        for line, text in zip(lines.filter(missing).to_pylist(), texts.filter(missing).to_pylist(), strict=True):
            if column.may_be_empty:
                if not self._is_rejected(line):
                    self._found.note(self._problem("owner_empty", line, text))
            elif not self._is_rejected(line):
                self._found.reject(self._problem("missing_value", line, text))

    def finish(self) -> None:
        """Refused for what only the whole column tells."""
        self._parser.finish()

    def _is_rejected(self, line: int) -> bool:
        return any(problem.column == self.field.header for problem in self._found.problems.get(line, ()))

    def _reader(self) -> Callable[[pa.Array, pa.Array], pa.Array]:
        kind = self.field.column.kind
        if kind in _TEXTS:
            return self._texts
        if kind is Kind.AMOUNT:
            return self._amounts
        return self._wholes if kind is Kind.WHOLE else self._words

    def _texts(self, texts: pa.Array, lines: pa.Array) -> pa.Array:
        unusual = pc.match_substring_regex(texts, self._unusual)
        most = MOST_CHARACTERS.get(self.field.column.kind, 256)
        lengths = pc.binary_length(texts)
        if len(texts) and pc.max(lengths).as_py() > most:
            unusual = pc.or_(unusual, pc.greater(lengths, most))
        return self._replaced(texts, unusual, texts, lines)

    def _amounts(self, texts: pa.Array, lines: pa.Array) -> pa.Array:
        factor = self.field.factor
        plain = pc.match_substring_regex(texts, _PLAIN_AMOUNT if factor == 1 else _PLAIN_SCALED_AMOUNT)
        amounts = _if(plain, texts).cast(MONEY)
        if factor != 1:
            amounts = pc.multiply(amounts, pa.scalar(factor, pa.decimal128(10, 0))).cast(MONEY)
        return self._replaced(amounts, pc.invert(plain), texts, lines)

    def _wholes(self, texts: pa.Array, lines: pa.Array) -> pa.Array:
        plain = pc.match_substring_regex(texts, _PLAIN_WHOLE)
        return self._replaced(_if(plain, texts).cast(pa.int64()), pc.invert(plain), texts, lines)

    def _replaced(self, values: pa.Array, mask: pa.Array, texts: pa.Array, lines: pa.Array) -> pa.Array:
        """`values` with those under the mask read word by word."""
        if not pc.any(mask).as_py():
            return values
        return pc.replace_with_mask(values, mask, self._words(texts.filter(mask), lines.filter(mask)))

    def _words(self, texts: pa.Array, lines: pa.Array) -> pa.Array:
        indices, cells = self._cells(texts, lines)
        kind = self.field.column.arrow_type if self.field.column.is_stored else pa.date32()
        return pa.array([cell.value for cell in cells], kind).take(indices)

    def _moments(self, texts: pa.Array, lines: pa.Array) -> dict[str, pa.Array]:
        indices, cells = self._cells(texts, lines)
        moments = [cell.value if isinstance(cell.value, Moment) else None for cell in cells]
        at = [None if moment is None else moment.at for moment in moments]
        has_time = [None if moment is None else moment.has_time for moment in moments]
        name = self.field.column.name
        return {
            name: pa.array(at, pa.timestamp("us")).take(indices),
            f"{name}_has_time": pa.array(has_time, pa.bool_()).take(indices),
        }

    def _cells(self, texts: pa.Array, lines: pa.Array) -> tuple[pa.Array, list[Cell]]:
        """Each distinct text's cell, and per row which one it is."""
        encoded = texts.dictionary_encode()
        words = encoded.dictionary.to_pylist()
        if len(self._remembered) > REMEMBERED:
            self._remembered.clear()
        cells = []
        for place, word in enumerate(words):
            try:
                cells.append(self._cell(word))
            except Refused as refusal:
                line = pc.min(lines.filter(pc.equal(encoded.indices, place))).as_py()
                raise Refused(refusal.code, line=line, **refusal.values) from refusal
        for place, cell in enumerate(cells):
            if cell.note or cell.problem:
                self._report(cell, words[place], lines.filter(pc.equal(encoded.indices, place)))
        return encoded.indices, cells

    def _cell(self, word: str) -> Cell:
        cell = self._remembered.get(word)
        if cell is None:
            cell = self._remembered[word] = self._parser(word)
        return cell

    def _report(self, cell: Cell, word: str, lines: pa.Array) -> None:
        if cell.problem is not None:
            for line in lines.to_pylist():
                self._found.reject(self._problem(cell.problem.code, line, word, cell.problem.values))
        elif cell.note is not None:
            first = self._problem(cell.note, pc.min(lines).as_py(), word)
            self._found.note(Problem(first.code, first.line, first.column, first.value, count=len(lines)))

    def _problem(self, code: str, line: int, text: str, values: dict[str, str | int] | None = None) -> Problem:
        shown = mask_phone(text) if self.field.column.kind is Kind.PHONE else text
        return Problem(code, line, self.field.header, shown[:SHOWN_CHARACTERS], values or {})

    def _keys_of(self, values: pa.Array) -> pa.Array:
        encoded = values.dictionary_encode()
        keys = [self._key(value) for value in encoded.dictionary.to_pylist()]
        return pa.array(keys, pa.string()).take(encoded.indices)

    def _key(self, value: str) -> str:
        key = self._keys.get(value)
        if key is None:
            key = self._keys[value] = keys_of(self.field, value)
        return key


def _if(mask: pa.Array, texts: pa.Array) -> pa.Array:
    return texts if pc.all(mask).as_py() else pc.if_else(mask, texts, pa.scalar(None, pa.string()))


class BlockReader:
    """Reads whole blocks: typed columns of the rows that are not blank; `blank` counts the others (bad-input 20)."""

    def __init__(self, layout: Layout, rules: Rules) -> None:
        self.found = Found()
        self.blank = 0
        self.layout = layout
        self._readers = [ColumnReader(one, rules, self.found) for one in layout.fields]

    def read(self, block: Block) -> pa.RecordBatch:
        """The stored columns that the file has, and `line`."""
        self._check_headers(block)
        columns: dict[str, pa.Array] = {}
        for reader in self._readers:
            columns |= reader.read(block.columns[reader.field.position], block.lines)
        blank = self._blank_rows(block, columns)
        kept = pc.invert(pc.is_in(block.lines, blank)) if len(blank) else None
        self.blank += len(blank)
        for reader in self._readers:
            texts, values = block.columns[reader.field.position], columns[reader.field.column.name]
            reader.require(*(array if kept is None else array.filter(kept) for array in (values, texts, block.lines)))
        batch = pa.RecordBatch.from_pydict(columns | {"line": block.lines})
        return batch if kept is None else batch.filter(kept)

    def finish(self) -> None:
        for reader in self._readers:
            reader.finish()

    def _blank_rows(self, block: Block, columns: dict[str, pa.Array]) -> pa.Array:
        """The lines of the rows in which no cell of any column holds anything."""
        values = [columns[reader.field.column.name] for reader in self._readers]
        if any(not array.null_count for array in values):
            return pa.array([], pa.int64())
        empty = pc.is_null(values[0])
        for array in values[1:]:
            empty = pc.and_(empty, pc.is_null(array))
        rows = pc.indices_nonzero(empty)
        for column in block.columns:
            rows = rows.filter(pc.equal(pc.utf8_trim_whitespace(column.take(rows)), ""))
        return block.lines.take(rows)

    def _check_headers(self, block: Block) -> None:
        for position in self.layout.nameless:
            filled = pc.not_equal(pc.utf8_trim_whitespace(block.columns[position]), "")
            if pc.any(filled).as_py():
                raise Refused("blank_header", letter=column_letter(position), line=_first(block.lines, filled))
        for second, first in self.layout.twins:
            other = pc.not_equal(block.columns[second], block.columns[first])
            if pc.any(other).as_py():
                header = self.layout.headers[first]
                raise Refused("duplicate_header", header=header, first=column_letter(first), second=column_letter(second))


def _first(lines: pa.Array, mask: pa.Array) -> int:
    line: int = lines.filter(mask)[0].as_py()
    return line
