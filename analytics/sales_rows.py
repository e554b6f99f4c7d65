"""The sales rows behind an amount, each with the import and the line it came from (definitions §7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from analytics import people
from analytics.periods import Period, Window
from analytics.queries import Query
from analytics.sales import GROUP_KEYS, Key

Selection = tuple[tuple[Key, str | None], ...]  # keys with their code; None is *unassigned*


@dataclass(frozen=True)
class SalesLine:
    """One row of the sales; `line` is the physical line of the file that the import `import_id` read."""

    ordered_on: date
    order_id: str
    customer_id: str
    customer_name: str | None
    owner: str | None
    department: str | None
    region: str | None
    product_line: str | None
    amount: Decimal
    import_id: int
    line: int


def table(query: Query, selection: Selection, period: Period, as_of: date) -> tuple[SalesLine, ...]:
    """The rows of a period up to the as-of day with the selected keys, newest first; their amounts sum to the actual (§3)."""
    who = people.load(query)
    window = Window(period.begin, max(period.begin, min(period.end, as_of + timedelta(days=1))))
    chosen = dict(selection)
    rows = query(
        "sales_rows",
        {"people": who.names_table(), "departments": who.departments_table(period.window, as_of)},
        begin_on=window.begin,
        end_on=window.end,
        **{f"by_{key}": key in chosen for key in GROUP_KEYS},
        **{key: chosen.get(key) for key in GROUP_KEYS},
    ).to_pylist()
    names = {row["customer_id"]: row["customer_name"] for row in query("customer_names", as_of=as_of).to_pylist()}
    return tuple(
        SalesLine(
            ordered_on=row["ordered_on"],
            order_id=row["order_id"],
            customer_id=row["customer_id"],
            customer_name=names.get(row["customer_id"]),
            owner=who.show("owner", row["owner_key"]),
            department=who.show("department", row["department_key"]),
            region=who.show("region", row["region_key"]),
            product_line=who.show("product_line", row["product_line_key"]),
            amount=row["amount"],
            import_id=row["import_id"],
            line=row["line"],
        )
        for row in rows
    )
