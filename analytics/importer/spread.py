"""A quarter's targets as three months' (definitions §1, `targets`)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analytics.importer.columns import TARGETS, Kind
from analytics.numbers import half_up

_IN_THIRDS = tuple(c.name for c in TARGETS.columns if c.kind in {Kind.AMOUNT, Kind.COUNT} and c.name != "revenue_per_customer")


def spread_quarters(table: pa.Table) -> pa.Table:
    """Amounts and counts in thirds, half-up at four decimals, the last month with the remainder; the two rates repeated.

    The three rows keep the line of their quarter's row. Tables without the column `quarter` come back as they are.
    """
    if "quarter" not in table.column_names:
        return table
    is_quarter = pc.and_(pc.is_null(table.column("month")), pc.is_valid(table.column("quarter")))
    monthly = table.filter(pc.invert(is_quarter)).drop_columns("quarter")
    quarters = table.filter(is_quarter).to_pylist()
    if not quarters:
        return monthly
    months = [month for row in quarters for month in _months(row)]
    return pa.concat_tables([monthly, pa.Table.from_pylist(months, schema=monthly.schema)])


def _months(row: dict[str, Any]) -> list[dict[str, Any]]:
    begin: date = row["quarter"]
    rows = []
    for number in range(3):
        years, month = divmod(begin.month - 1 + number, 12)
        shares = {name: _share(row[name], is_last=number == 2) for name in _IN_THIRDS}
        rows.append(row | shares | {"month": date(begin.year + years, month + 1, 1)})
    return rows


def _share(whole: Decimal | None, *, is_last: bool) -> Decimal | None:
    if whole is None:
        return None
    third = half_up(whole / 3, 4)
    return whole - 2 * third if is_last else third
