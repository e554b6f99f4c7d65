"""Checks against the masters and the rows already loaded (bad-input 57, 66, 67; definitions §1)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import pyarrow as pa
import pyarrow.compute as pc

from analytics.importer.checked import Problem, Refused, Scalar
from analytics.importer.cross import Context
from analytics.importer.known import Known, KnownStay

NAMED = 5


def check_masters(table: pa.Table, context: Context, known: Known) -> None:
    """Rejects ids that lost their zeros; notes owners, customers and regions without a master row."""
    name = context.layout.dataset.name
    if context.has("customer_id"):
        _reject_lost_zeros(table, context, known)
        if name != "customers":
            _note_unknown(table, context, "customer_without_master", "customer_id", "customer_id", known.customer_ids)
    if name != "staff" and context.has("owner"):
        owners = pa.array(sorted(known.owner_keys), pa.string())
        _note_unknown(table, context, "owner_without_master", "owner", "owner_key", owners)
    if name not in {"staff", "customers"} and context.has("region"):
        _note_unknown(table, context, "region_without_master", "region", "region_key", known.region_keys)


def _note_unknown(table: pa.Table, context: Context, code: str, column: str, key: str, master: pa.Array) -> None:
    keys = table.column(key).combine_chunks().dictionary_encode()
    is_unknown = pc.invert(pc.is_in(keys.dictionary, master))
    if not pc.any(is_unknown).as_py():
        return
    unknown = keys.dictionary.filter(is_unknown)
    mask = pc.fill_null(is_unknown.take(keys.indices), pa.scalar(False))
    names = table.column(column).filter(mask)
    named = sorted(pc.drop_null(names.unique()).to_pylist())
    shown = ", ".join(named[:NAMED]) + (" …" if len(named) > NAMED else "")
    line = pc.min(table.column("line").filter(mask)).as_py()
    values: dict[str, Scalar] = {"names": shown, "number": len(unknown)}
    context.found.note(Problem(code, line, context.header(column), None, values, len(names)))


def _reject_lost_zeros(table: pa.Table, context: Context, known: Known) -> None:
    """123 where 000123 is a customer: the export lost the zeros."""
    ids = table.column("customer_id")
    own = pc.unique(ids.filter(pc.starts_with(ids, "0"))).to_pylist()
    padded = {one.lstrip("0"): one for one in sorted({*own, *known.padded_ids.to_pylist()}) if one and one.isdecimal()}
    if not padded:
        return
    lost = set(padded) - {"", *known.customer_ids.to_pylist()}
    rows = table.select(["line", "customer_id"]).filter(pc.is_in(ids, pa.array(sorted(lost), pa.string())))
    for row in rows.to_pylist():
        found = row["customer_id"]
        values = {"suggestion": padded[found]}
        context.found.reject(Problem("lost_zeros", row["line"], context.header("customer_id"), found, values))


def check_key_kind(table: pa.Table, by_id: pa.Array, context: Context, known: Known) -> None:
    """Refused `other_key_kind` when rows of these months are loaded whose key is of the other kind (definitions §1)."""
    dataset = context.layout.dataset
    if not dataset.is_counted or dataset.day_column is None:
        return
    days = table.column(dataset.day_column).combine_chunks()
    with_ids = known.months_with_ids.get(dataset.name, frozenset())
    without = known.months_without_ids.get(dataset.name, frozenset())
    others = _months(days.filter(by_id)) & (without - with_ids) | _months(days.filter(pc.invert(by_id))) & (with_ids - without)
    if others:
        own = dataset.id_column or dataset.line_column or ""
        column = f"{dataset.column(own).aliases[0]} ({own})"
        months = ", ".join(f"{month:%Y-%m}" for month in sorted(others))
        raise Refused("other_key_kind", column=column, months=months)


def _months(days: pa.Array) -> set[date]:
    distinct = pc.unique(days.cast(pa.date32(), safe=False))
    return {day.replace(day=1) for day in distinct.to_pylist() if day is not None}


@dataclass(frozen=True)
class _Stay:
    stay: KnownStay
    line: int | None  # None: loaded before

    @property
    def person(self) -> tuple[str, str]:
        return self.stay.owner_key, self.stay.employee_id_key or ""

    def overlaps(self, other: "_Stay") -> bool:
        begins = (self.stay.joined_on or date.min, other.stay.joined_on or date.min)
        ends = (self.stay.left_on or date.max, other.stay.left_on or date.max)
        return max(begins) <= min(ends)


def check_staff(table: pa.Table, keys: pa.Array, context: Context, known: Known) -> None:
    """Rejects stays of one name that overlap without two employee ids, and aliases that do not stand for one person."""
    stays = _all_stays(table, keys, known)
    by_name: dict[str, list[_Stay]] = {}
    for stay in stays:
        by_name.setdefault(stay.stay.owner_key, []).append(stay)
    namesakes = set()
    for name, same in by_name.items():
        for first, second in combinations(same, 2):
            if first.overlaps(second):
                namesakes.add(name)
                _reject_overlap(first, second, context)
    _check_aliases(stays, frozenset(by_name), frozenset(namesakes), context)


def _all_stays(table: pa.Table, keys: pa.Array, known: Known) -> list[_Stay]:
    names = ["owner", "owner_key", "employee_id_key", "aliases_key", "joined_on", "left_on", "line"]
    stays = []
    for row, key in zip(table.select(names).to_pylist(), keys.to_pylist(), strict=True):
        aliases = tuple(alias for alias in (row["aliases_key"] or "").split(";") if alias)
        stay = KnownStay(key, row["owner"], row["owner_key"], row["employee_id_key"], aliases, row["joined_on"], row["left_on"])
        stays.append(_Stay(stay, row["line"]))
    replaced = set(keys.to_pylist())
    return stays + [_Stay(stay, None) for stay in known.stays if stay.row_key not in replaced]


def _reject_overlap(first: _Stay, second: _Stay, context: Context) -> None:
    ids = {first.stay.employee_id_key, second.stay.employee_id_key}
    if None not in ids and len(ids) == 2:
        return
    for one, other in ((first, second), (second, first)):
        if one.line is not None:
            values = {"days": _days(other.stay)}
            context.found.reject(Problem("stays_overlap", one.line, context.header("owner"), one.stay.owner, values))


def _days(stay: KnownStay) -> str:
    return f"{stay.joined_on or '…'} – {stay.left_on or '…'}"


def _check_aliases(stays: Sequence[_Stay], names: frozenset[str], namesakes: frozenset[str], context: Context) -> None:
    def person(stay: _Stay) -> tuple[str, str]:
        return stay.person if stay.stay.owner_key in namesakes else (stay.stay.owner_key, "")

    claims = {(alias, person(stay)) for stay in stays for alias in stay.stay.alias_keys}
    claimed = Counter(alias for alias, _ in claims)
    for stay in stays:
        if stay.line is None:
            continue
        others = names - {stay.stay.owner_key}
        for alias in _bad(stay.stay.alias_keys, claimed, others):
            values = {"alias": alias}
            context.found.reject(Problem("alias_claimed", stay.line, context.header("aliases"), alias, values))


def _bad(aliases: Iterable[str], claimed: Counter[str], others: frozenset[str]) -> list[str]:
    return [alias for alias in dict.fromkeys(aliases) if claimed[alias] > 1 or alias in others]
