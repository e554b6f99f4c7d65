"""What the checks of a file need to know of the rows that are already loaded."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from analytics.policy import DEFAULT, Policy

if TYPE_CHECKING:  # the reader knows the tables from this package
    from analytics.queries import Query


@dataclass(frozen=True)
class KnownStay:
    """A current row of `staff`."""

    row_key: str
    owner: str
    owner_key: str
    employee_id_key: str | None
    alias_keys: tuple[str, ...]
    joined_on: date | None
    left_on: date | None


def _no_texts() -> pa.Array:
    return pa.array([], pa.string())


@dataclass(frozen=True)
class Known:
    """The loaded store as the checks see it; the default is an empty store.

    `customer_ids` are the ids of `customers`, `padded_ids` all loaded customer ids that begin with 0, `region_keys`
    the regions of the masters. `months_with_ids` and `months_without_ids` hold, per dataset, the months with rows
    whose natural key is an id or line number, or is not.
    """

    sequence: int = 0
    policy: Policy = DEFAULT
    stays: tuple[KnownStay, ...] = ()
    customer_ids: pa.Array = field(default_factory=_no_texts)
    padded_ids: pa.Array = field(default_factory=_no_texts)
    region_keys: pa.Array = field(default_factory=_no_texts)
    months_with_ids: Mapping[str, frozenset[date]] = field(default_factory=dict)
    months_without_ids: Mapping[str, frozenset[date]] = field(default_factory=dict)

    @property
    def owner_keys(self) -> frozenset[str]:
        """Every key that stands for somebody on staff."""
        keys = {stay.owner_key for stay in self.stays} | {key for stay in self.stays for key in stay.alias_keys}
        return frozenset(keys | {stay.employee_id_key for stay in self.stays if stay.employee_id_key})

    @property
    def fingerprint(self) -> str:
        """Changes when a check of the same file might come out differently."""
        rules = [sorted(value) if isinstance(value, frozenset) else value for value in vars(self.policy).values()]
        digest = hashlib.sha256(repr((rules, self.stays)).encode())
        for months in (self.months_with_ids, self.months_without_ids):
            digest.update(repr([(name, sorted(found)) for name, found in sorted(months.items())]).encode())
        for texts in (self.customer_ids, self.padded_ids, self.region_keys):
            digest.update("\n".join(sorted(texts.to_pylist())).encode() + b"\0")
        return digest.hexdigest()


def known(query: "Query") -> Known:
    """What the checks need of the current rows, in one state of the store."""
    kinds = query("known_months").to_pylist()
    return Known(
        sequence=query.sequence,
        policy=query.policy,
        stays=tuple(_stay(row) for row in query("known_staff").to_pylist()),
        customer_ids=_texts(query("known_customers")),
        padded_ids=_texts(query("known_padded_ids")),
        region_keys=_texts(query("known_regions")),
        months_with_ids=_months(kinds, is_by_id=True),
        months_without_ids=_months(kinds, is_by_id=False),
    )


def _texts(table: pa.Table) -> pa.Array:
    return table.column(0).combine_chunks().cast(pa.string())


def _months(rows: list[dict[str, object]], *, is_by_id: bool) -> dict[str, frozenset[date]]:
    months: dict[str, set[date]] = {}
    for row in rows:
        if row["is_by_id"] is is_by_id and isinstance(row["month"], date):
            months.setdefault(str(row["dataset"]), set()).add(row["month"])
    return {name: frozenset(found) for name, found in months.items()}


def _stay(row: dict[str, object]) -> KnownStay:
    aliases = str(row["aliases_key"] or "")
    return KnownStay(
        row_key=str(row["row_key"]),
        owner=str(row["owner"]),
        owner_key=str(row["owner_key"]),
        employee_id_key=str(row["employee_id_key"]) if row["employee_id_key"] else None,
        alias_keys=tuple(key for key in aliases.split(";") if key),
        joined_on=row["joined_on"] if isinstance(row["joined_on"], date) else None,
        left_on=row["left_on"] if isinstance(row["left_on"], date) else None,
    )
