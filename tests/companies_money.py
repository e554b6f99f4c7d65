"""Contracts and payments as drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from tests.companies_dice import Dice, Frame, Row
from tests.oracle.calendar import last_of

PAID = ("50", "100", "-100", "250.5", "0.0001", "1234567.8901", "33.3333", "20000", "80")


def contract(number: int, drawn: bytes, frame: Frame) -> Row:
    """Often on the first or last day of a month, so that two customers sign on one day, and one customer twice."""
    dice = Dice(drawn)
    return {
        "contract_no": f"K{number}",
        "customer_id": frame.customer(dice),
        "signed_on": frame.day(dice),
        "amount": Decimal(dice.of(("500", "100", "0.01"))),
        "owner": dice.of((frame.owner(dice), None)),
    }


def payment(place: int, drawn: bytes, frame: Frame, sales: Sequence[Row]) -> Row:
    """Of an order with or without its customer, of a contract, of both, of something unknown, of nothing."""
    dice = Dice(drawn)
    near = dice.of(sales) if sales else {}
    paid_on = frame.day(dice)
    if near and dice.one_in(2):
        paid_on = min(near["ordered_on"] + timedelta(days=dice.of((0, 1, 30, 45))), last_of(frame.months[-1]))
    order_id = dice.of((near.get("order_id"), near.get("order_id"), None, "O99"))
    return {
        "payment_id": f"P{place:02}",
        "order_id": order_id,
        "contract_no": dice.of((None, near.get("contract_no"), "K1", "K3", "K9")),
        "customer_id": dice.of((None, near.get("customer_id"), frame.customer(dice))),
        "paid_on": paid_on,
        "amount": Decimal(dice.of(PAID)),
    }
