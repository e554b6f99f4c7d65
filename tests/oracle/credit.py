"""Who is credited with contracts, new customers and payments (definitions §3, *New customers*, *Collection rate*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.oracle.books import Books, Row
from tests.oracle.calendar import first_of
from tests.oracle.people import People


@dataclass(frozen=True)
class Credited:
    """Something that happened on a day, credited to a person (None: nobody) and to that person's department of the month."""

    day: date
    owner: object | None
    department: str | None
    amount: Decimal = Decimal(0)
    order: tuple[object, ...] | None = None
    row: Row | None = None

    @property
    def month(self) -> date:
        return first_of(self.day)


def order_of(row: Row) -> tuple[object, ...]:
    """An order is (order_id, customer_id, ordered_on) (definitions §7)."""
    return row["order_id"], row["customer_id"], row["ordered_on"]


def line_order(row: Row) -> tuple[object, ...]:
    """Sorts the sales rows of one order, or of several: by day, customer, line; then as imported."""
    number = row["line_no"]
    return row["ordered_on"], row["customer_id"], number is not None, number or 0, row.order


class Credit:
    """All that is credited up to a day."""

    def __init__(self, books: Books, as_of: date) -> None:
        self.books, self.as_of, self.people = books, as_of, People(books)
        self.sales = sorted((row for row in books.rows("sales") if row["ordered_on"] <= as_of), key=line_order)
        self.contracts = [row for row in books.rows("contracts") if row["signed_on"] <= as_of]

    def credited(self, day: date, owner: object | None, **what: object) -> Credited:
        return Credited(day, owner, self.people.department(owner, first_of(day), self.as_of), **what)

    def profile_owner(self, customer_id: str | None) -> object | None:
        profile = self.books.profiles.get(customer_id)
        return self.people.person(profile["owner"]) if profile else None

    def contract_owner(self, contract: Row) -> object | None:
        """The contract's owner, else that of the first sale under it, else the profile's."""
        under = [row for row in self.sales if row["contract_no"] == contract["contract_no"]]
        under.sort(key=lambda row: (row["ordered_on"], row.order))
        first_sale = self.people.person(under[0]["owner"]) if under else None
        return self.people.person(contract["owner"]) or first_sale or self.profile_owner(contract["customer_id"])

    def order_owner(self, row: Row) -> object | None:
        """The owner of the first line of a sale's order."""
        first = next(one for one in self.sales if order_of(one) == order_of(row))
        return self.people.person(first["owner"])

    def new_customers(self) -> list[Credited]:
        """One per customer: the first ever signed contract, or the first order where no contracts at all are imported."""
        if self.books.rows("contracts"):
            signed = sorted(self.contracts, key=lambda row: (row["signed_on"], row["contract_no"]))
            firsts = {row["customer_id"]: row for row in reversed(signed)}
            return [self.credited(row["signed_on"], self.contract_owner(row), row=row) for row in firsts.values()]
        ordered = sorted(self.sales, key=lambda row: (row["ordered_on"], row["order_id"]))
        firsts = {row["customer_id"]: row for row in reversed(ordered)}
        return [
            self.credited(row["ordered_on"], self.order_owner(row) or self.profile_owner(customer_id), row=row)
            for customer_id, row in firsts.items()
        ]

    def payment_order(self, payment: Row) -> Row | None:
        """The first line of the order that a payment names."""
        for row in self.sales:
            is_customers = payment["customer_id"] in (None, row["customer_id"])
            if payment["order_id"] is not None and row["order_id"] == payment["order_id"] and is_customers:
                return row
        return None

    def payment_owner(self, payment: Row, order: Row | None) -> object | None:
        """The order's owner, else the contract's (that of the ledger), else nobody."""
        owner = self.people.person(order["owner"]) if order else None
        if owner:
            return owner
        named = [row for row in self.contracts if row["contract_no"] == payment["contract_no"]]
        return self.contract_owner(named[0]) if named else None

    def payments(self) -> list[Credited]:
        """One per payment, with the order that it is against."""
        found = []
        for row in self.books.rows("payments"):
            if row["paid_on"] <= self.as_of:
                order = self.payment_order(row)
                what = {"amount": row["amount"], "order": order_of(order) if order else None, "row": row}
                found.append(self.credited(row["paid_on"], self.payment_owner(row, order), **what))
        return found

    def due(self) -> list[Credited]:
        """One per sales row with a day on which it falls due."""
        rows = [row for row in self.sales if row["due_on"]]
        return [self.credited(row["due_on"], self.people.person(row["owner"]), amount=row["amount"]) for row in rows]
