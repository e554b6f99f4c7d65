"""Checks across the cells of a row (bad-input 42, 52, 56, 69, 70; definitions §1)."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from analytics.importer.checked import Problem, Scalar
from analytics.importer.columns import MONEY, text_key
from analytics.importer.found import SHOWN_CHARACTERS, Found
from analytics.importer.headers import Layout
from analytics.numbers import plain
from analytics.policy import Policy

Mask: TypeAlias = pa.ChunkedArray


@dataclass(frozen=True)
class Context:
    """What the checks of whole rows share."""

    layout: Layout
    policy: Policy
    found: Found

    def header(self, column: str) -> str | None:
        """The upload's header of a column, if the file has it."""
        return next((field.header for field in self.layout.fields if field.column.name == column), None)

    def has(self, *columns: str) -> bool:
        return all(self.header(column) is not None for column in columns)


def check_rows(table: pa.Table, context: Context) -> None:
    """Rejects rows whose cells contradict each other and notes what is only worth a look."""
    check = {"targets": _targets, "sales": _sales, "staff": _staff, "follow_ups": _follow_ups}.get(context.layout.dataset.name)
    if check is not None:
        check(table, context)
    _returns(table, context)


def _targets(table: pa.Table, context: Context) -> None:
    column = table.column
    _reject(table, context, "base_above_challenge", "base_amount", "challenge_amount", pc.greater)
    owner, region, line = (pc.is_valid(column(name)) for name in ("owner", "region", "product_line"))
    either = pc.or_(region, line)
    both = pc.and_(owner, either)
    half = pc.and_(pc.invert(owner), pc.xor(region, line))
    neither = pc.invert(pc.or_(owner, either))
    for code, mask in (("target_both_views", both), ("target_half_pair", half), ("target_without_subject", neither)):
        _reject_where(table, context, code, "owner", mask)
    month, quarter = pc.is_valid(column("month")), pc.is_valid(column("quarter"))
    _reject_where(table, context, "target_without_month", "month", pc.invert(pc.or_(month, quarter)))
    outside = pc.not_equal(_quarter_of(column("month"), column("quarter")), pa.scalar(True))
    _reject_where(table, context, "month_outside_quarter", "month", pc.and_(pc.and_(month, quarter), outside))


def _quarter_of(months: Mask, quarters: Mask) -> Mask:
    gap = _months_between(quarters, months)
    return pc.and_(pc.greater_equal(gap, 0), pc.less(gap, 3))


def _months_between(begin: Mask, end: Mask) -> Mask:
    years = pc.subtract(pc.year(end), pc.year(begin))
    return pc.add(pc.multiply(years, 12), pc.subtract(pc.month(end), pc.month(begin)))


def _sales(table: pa.Table, context: Context) -> None:
    _reject(table, context, "due_before_order", "due_on", "ordered_on", pc.less)


def _staff(table: pa.Table, context: Context) -> None:
    _reject(table, context, "left_before_joined", "left_on", "joined_on", pc.less)


def _follow_ups(table: pa.Table, context: Context) -> None:
    day = table.column("followed_up_at").cast(pa.date32(), safe=False)
    _note(table, context, "first_contact_after", "first_contact_on", pc.greater(table.column("first_contact_on"), day))
    _note(table, context, "promise_before", "next_step_on", pc.less(table.column("next_step_on"), day))
    limit = context.policy.call_limit_minutes
    long = pc.greater(table.column("duration_minutes"), pa.scalar(Decimal(limit), MONEY))
    not_visit = pc.not_equal(table.column("method"), "visit")
    _note(table, context, "long_call", "duration_minutes", pc.and_(long, not_visit), {"limit": limit})
    if context.has("content"):
        _note(table, context, "stock_phrase", "content", _is_stock_phrase(table.column("content"), context.policy))


def _is_stock_phrase(content: Mask, policy: Policy) -> Mask:
    phrases = {phrase_key(phrase) for phrase in policy.stock_phrases}
    longest = 4 * max(map(len, policy.stock_phrases), default=0)
    short = content.filter(pc.less_equal(pc.utf8_length(content), longest)).unique()
    stock = [text for text in short.to_pylist() if text is not None and phrase_key(text) in phrases]
    return pc.is_in(content, pa.array(stock, pa.string()))


def phrase_key(text: str) -> str:
    """A phrase without case, blanks and punctuation."""
    return "".join(c for c in text_key(text) if not unicodedata.category(c).startswith("P"))


def _returns(table: pa.Table, context: Context) -> None:
    """Negative amounts are returns: counted and summed, never dropped (bad-input 42)."""
    dataset = context.layout.dataset
    if dataset.sum_column is None or dataset.name == "targets":
        return
    amounts = table.column(dataset.sum_column)
    negative = pc.less(amounts, pa.scalar(Decimal(0), MONEY))
    total = pc.sum(amounts.filter(negative)).as_py()
    if total is not None:
        _note(table, context, "returns", dataset.sum_column, negative, {"amount": plain(total)})


def _reject(table: pa.Table, context: Context, code: str, first: str, second: str, is_bad: Callable[[Mask, Mask], Mask]) -> None:
    _reject_where(table, context, code, first, is_bad(table.column(first), table.column(second)), second)


def _reject_where(table: pa.Table, context: Context, code: str, column: str, mask: Mask, other: str | None = None) -> None:
    names = ["line", column, *([other] if other else [])]
    for row in table.select(names).filter(mask).to_pylist():
        values: dict[str, Scalar] = {"other": _shown(row[other])} if other else {}
        header = context.header(column)
        context.found.reject(Problem(code, row["line"], header, _shown(row[column]), values))


def _note(
    table: pa.Table, context: Context, code: str, column: str, mask: Mask, values: Mapping[str, Scalar] | None = None
) -> None:
    rows = table.select(["line", column]).filter(mask)
    if rows.num_rows:
        first = rows.slice(pc.index(rows["line"], pc.min(rows["line"])).as_py(), 1).to_pylist()[0]
        header = context.header(column)
        context.found.note(Problem(code, first["line"], header, _shown(first[column]), values or {}, rows.num_rows))


def _shown(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return "" if value is None else str(value)[:SHOWN_CHARACTERS]
