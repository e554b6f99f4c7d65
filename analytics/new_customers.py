"""New customers: whose first contract lies in a period, and to whom they are credited (definitions §3)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pyarrow as pa

from analytics import credit
from analytics.loaded import Loaded
from analytics.people import People
from analytics.periods import Period, Window
from analytics.queries import Query

PersonMonth = tuple[str | None, date]
Source = Literal["contracts", "sales"]


@dataclass(frozen=True)
class NewCustomer:
    """A customer with the first ever contract, or the first order where no contract is loaded; `person` None is nobody.

    `import_id`, `line`: where that contract or order was imported.
    """

    customer_id: str
    begun_on: date
    contract_no: str | None
    order_id: str | None
    person: str | None
    import_id: int
    line: int


def table(query: Query, who: People, window: Window, as_of: date, owners: pa.Table | None = None) -> tuple[NewCustomer, ...]:
    """The new customers of a window of days up to the as-of day, by day and customer.

    `owners`: the contract owners of that day, if known already.
    """
    tables = {"contract_owners": credit.contract_owners(query, as_of) if owners is None else owners}
    rows = query("new_customers", tables, begin_on=window.begin, end_on=window.end, as_of=as_of).to_pylist()
    found = (
        NewCustomer(
            customer_id=row["customer_id"],
            begun_on=row["begun_on"],
            contract_no=row["contract_no"],
            order_id=row["order_id"],
            person=who.person(row["owner_key"]),
            import_id=row["import_id"],
            line=row["line"],
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: (one.begun_on, one.customer_id)))


def counts(query: Query, who: People, window: Window, as_of: date, owners: pa.Table | None = None) -> dict[PersonMonth, int]:
    """How many each person won in each month; nobody under None."""
    return dict(Counter((one.person, one.begun_on.replace(day=1)) for one in table(query, who, window, as_of, owners)))


def source(months: Loaded) -> Source:
    """The dataset that tells who is new."""
    return "contracts" if months.of("contracts") else "sales"


def is_history_start(months: Loaded, period: Period) -> bool:
    """Whether the period holds the first loaded month: whoever bought there may have bought before."""
    there = months.of(source(months))
    return bool(there) and min(there) in period.window
