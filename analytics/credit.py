"""To whom contracts and payments belong: the chain order, contract, first sale, profile (definitions §3)."""

from datetime import date

import pyarrow as pa

from analytics.periods import Window
from analytics.queries import Query

EARLIEST = date(1, 1, 1)


def contract_owners(query: Query, as_of: date) -> pa.Table:
    """One row per contract signed up to the as-of day: `contract_no`, `owner_key` as written; null is nobody."""
    return query("contract_owners", as_of=as_of)


def payments(query: Query, window: Window, as_of: date, owners: pa.Table | None = None) -> pa.Table:
    """One row per payment of the window up to the as-of day, with the day of its order and the owner that it belongs to.

    `owners`: the contract owners of that day, if known already.

    Columns: payment_id, order_id, contract_no, customer_id, paid_on, amount, import_id, line as loaded; `ordered_on`, null
    without an order by the as-of day; `owner_key` as written, null is nobody.
    """
    tables = {"contract_owners": contract_owners(query, as_of) if owners is None else owners}
    return query("payment_credits", tables, begin_on=window.begin, end_on=window.end, as_of=as_of)
