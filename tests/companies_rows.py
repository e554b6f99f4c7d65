"""Sales, follow-ups and customers as drawn."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from tests.companies_dice import GAPS, PRODUCT_LINES, REGIONS, Dice, Frame, Row, spelling
from tests.companies_texts import next_step
from tests.oracle.calendar import first_of, last_of

AMOUNTS = ("100", "-100", "250.5", "0", "0.0001", "1234567.8901", "-0.01", "33.3333", "99.995", "40000", "-5000.25")
METHODS = ("visit", "call", "wechat", "email", "other", "call", "visit")
GRADES = (None, "A", "B", "C", None, "A")
STAGES = (None, None, "lead", "won", "lost", "paused", "试用中", None, "negotiation")
LEVELS = (None, "high", "low", "medium", "high", "low")
MINUTES = (None, Decimal(5), Decimal(30), Decimal("30.5"), Decimal(20), Decimal(60), Decimal(61), None)
CONTENTS = (
    *(None, "确认了功能清单和交付时间", "已跟进", "确认了功能清单和交付", "确认了功能清单和交付a", "Followed up!", "保持联系。"),
    *("sent the price list", "sent the price list.", "Send the new, price list", "确认了 功能清单和交付时间！"),
)
TIMES = (None, time(9, 0), time(14, 30), time(23, 59), time(9, 0), None)


def sale(place: int, drawn: bytes, frame: Frame, lines: dict[str, int]) -> Row:
    dice = Dice(drawn)
    order_id = f"O{dice.number(10):02}"
    lines[order_id] = lines.get(order_id, 0) + 1
    ordered_on = frame.day(dice)
    customer_id = frame.customer(dice)
    return {
        "order_id": order_id,
        "line_no": lines[order_id] if frame.has_line_numbers else None,
        "contract_no": dice.of((None, "K1", "K2", "K0")),
        "ordered_on": ordered_on,
        "customer_id": customer_id,
        "customer_name": dice.of((None, f"名称{place % 7}", f"Name {place % 5}")),
        "owner": frame.owner(dice),
        "region": spelling(dice.of((None, *REGIONS)), dice),
        "product_line": spelling(dice.of(PRODUCT_LINES), dice),
        "amount": Decimal(dice.of(AMOUNTS)),
        "due_on": dice.of((None, ordered_on, ordered_on + timedelta(days=30), last_of(first_of(ordered_on)) + timedelta(days=1))),
    }


def follow_up(place: int, drawn: bytes, frame: Frame, last: dict[str, date]) -> Row:
    """The next touch of a customer, a gap after the one before it in the drawn order."""
    dice = Dice(drawn)
    customer_id = frame.customer(dice)
    gap = timedelta(days=dice.of(GAPS))
    first = frame.day(dice)
    day = last[customer_id] + gap if customer_id in last and last[customer_id] + gap < frame.end else first
    last[customer_id] = day
    clock = dice.of(TIMES)
    at = datetime.combine(day, clock) if clock else day
    typed = dice.of((None, None, None, day + timedelta(days=dice.of(GAPS)), day - timedelta(days=1)))
    return {
        "record_id": f"R{place:03}" if frame.has_record_ids else None,
        "customer_id": customer_id,
        "customer_name": dice.of((None, None, f"叫法{place % 5}")),
        "grade": dice.of(GRADES),
        "first_contact_on": dice.of((None, None, None, None, day, day - timedelta(days=40), day + timedelta(days=3))),
        "followed_up_at": at,
        "logged_at": logged_at(day, at, dice),
        "method": dice.of(METHODS),
        "duration_minutes": dice.of(MINUTES),
        "with_executive": dice.of((None, True, False, False)) if frame.knows_executives else None,
        "content": dice.of(CONTENTS),
        "next_step": next_step(day, dice.of, dice.of(GAPS)),
        "next_step_on": typed,
        "stage": dice.of(STAGES),
        "owner": frame.owner(dice),
    }


def logged_at(day: date, at: date | datetime, dice: Dice) -> date | datetime | None:
    """On the edges of 24 hours and of the day after."""
    begin = at if isinstance(at, datetime) else datetime.combine(day + timedelta(days=1), time())
    late = begin + timedelta(hours=24)
    days = (day, day + timedelta(days=1), day + timedelta(days=2))
    return dice.of((None, datetime.combine(day, time(18, 0)), *days, late, late + timedelta(minutes=1), None))


def profile(place: int, drawn: bytes, frame: Frame) -> Row:
    dice = Dice(drawn)
    return {
        "customer_id": f"C{place:03}",
        "name": dice.of((f"客户{place}", None, f"Client {place}")),
        "region": spelling(dice.of(REGIONS), dice),
        "value": dice.of(LEVELS),
        "potential": dice.of(LEVELS),
        "grade": dice.of(GRADES),
        "stage": dice.of(STAGES),
        "owner": frame.owner(dice),
        "first_contact_on": dice.of((None, frame.day(dice), frame.begin - timedelta(days=20), frame.end)),
    }
