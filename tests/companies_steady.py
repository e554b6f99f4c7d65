"""What most companies have month by month, so that figures exist that need all of it; the drawn holes stay empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from tests.companies_dice import Dice, Frame, Row
from tests.oracle.calendar import month_code

LAST_MONTHS = 6


def steady_sales(drawn: bytes, frame: Frame) -> list[Row]:
    """One a month, so that growth exists."""
    dice = Dice(drawn)
    if dice.one_in(4):
        return []
    owner = frame.people[0].words[0]
    return [
        {
            "order_id": f"M{month_code(month)}",
            "line_no": 1 if frame.has_line_numbers else None,
            "ordered_on": month,
            "customer_id": "C000",
            "owner": owner,
            "region": "华东",
            "product_line": "软件",
            "amount": Decimal(80),
            "due_on": month + timedelta(days=20),
        }
        for month in frame.months
        if not dice.one_in(12)
    ]


def steady_payments(drawn: bytes, sales: Sequence[Row]) -> list[Row]:
    """Most of the sales of `steady_sales`, paid a month later or less."""
    dice = Dice(drawn)
    orders = [row for row in sales if row["order_id"].startswith("M")][-LAST_MONTHS:]
    if dice.one_in(3):
        return []
    return [
        {
            "payment_id": f"Q{number}",
            "order_id": row["order_id"],
            "paid_on": row["ordered_on"] + timedelta(days=dice.of((10, 27, 31, 0))),
            "amount": Decimal(dice.of((80, 40, 70, 100))),
        }
        for number, row in enumerate(orders)
        if not dice.one_in(6)
    ]


def steady_targets(drawn: bytes, frame: Frame) -> list[Row]:
    """Of the first two people, of all kinds."""
    dice = Dice(drawn)
    if dice.one_in(3):
        return []
    return [
        {
            "month": month,
            "owner": one.words[0],
            "base_amount": Decimal(100),
            "challenge_amount": Decimal(120),
            "new_customers": Decimal(1),
            "visits": Decimal(2),
            "revenue_per_customer": Decimal(60 + 20 * number),
            "repurchase_rate": Decimal(50 + number),
        }
        for number, one in enumerate(frame.people[:2])
        for month in frame.months[-LAST_MONTHS:]
        if not dice.one_in(8)
    ]


def steady_assessments(drawn: bytes, frame: Frame) -> list[Row]:
    """Of the first two people."""
    dice = Dice(drawn)
    if dice.one_in(3):
        return []
    return [
        {"month": month, "owner": one.words[0], "satisfaction": Decimal(dice.of((92, 85, 70))), "teamwork": Decimal(88)}
        for one in frame.people[:2]
        for month in frame.months[-LAST_MONTHS:]
        if not dice.one_in(5)
    ]
