"""Targets and assessments as drawn."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tests.companies_dice import PRODUCT_LINES, REGIONS, Dice, Frame, Row, spelling
from tests.oracle.books import Cell, Import, key, month_rows
from tests.oracle.calendar import quarter_code, shift

BASES = ("100", "0", "250.01", "90000", "1234567.89", "0.01")


def targets_of(drawn: bytes, frame: Frame) -> list[Row]:
    """A quarter, or some months in a row, of an owner or of a region and product line."""
    dice = Dice(drawn)
    start = frame.months.index(dice.of(dice.of((frame.months[-5:], frame.months))))
    base = Decimal(dice.of(BASES))
    row: Row = {"base_amount": base, "challenge_amount": dice.of((None, base, base + 10, base * 2))}
    row |= {
        "new_customers": dice.of((None, None, Decimal(1), Decimal(2), Decimal(0), Decimal("0.5"))),
        "visits": dice.of((None, None, Decimal(3), Decimal(10), Decimal(0))),
        "revenue_per_customer": dice.of((None, Decimal(100), Decimal("333.3333"), Decimal(0))),
        "repurchase_rate": dice.of((None, Decimal(50), Decimal("33.3"), Decimal(0))),
    }
    if dice.number(5) < 3:
        row |= {"owner": frame.owner(dice, may_be_empty=False)}
    else:
        region, line = (dice.of([name for name in names if name]) for names in (REGIONS, PRODUCT_LINES))
        row |= {"region": spelling(region, dice), "product_line": spelling(line, dice)}
    if dice.one_in(5):
        return [{"quarter": quarter_code(frame.months[start]), **row}]
    return [{"month": shift(frame.months[start], number), **row} for number in range(dice.of((1, 2, 6, 6)))]


def target_identities(row: Row) -> set[tuple[Cell, ...]]:
    return {(one["month"], key(one.get("owner")), key(one.get("region")), key(one.get("product_line"))) for one in month_rows(row)}


def target_files(rows: Iterable[Row]) -> list[Import]:
    """Months and quarters in files of their own, each natural key once in a file."""
    found: list[tuple[bool, list[Row], set[tuple[Cell, ...]]]] = []
    for row in rows:
        is_quarter, identities = "quarter" in row, target_identities(row)
        free = [one for one in found if one[0] == is_quarter and not one[2] & identities]
        if free:
            free[0][1].append(row)
            free[0][2].update(identities)
        elif len(found) < 2:
            found.append((is_quarter, [row], identities))
    return [Import("targets", tuple(held)) for _, held, _ in found]


def assessment(drawn: bytes, frame: Frame) -> Row:
    dice = Dice(drawn)
    scores = (None, Decimal(95), Decimal("89.9999"), Decimal(0), Decimal(100), Decimal("72.5"))
    return {
        "month": dice.of(dice.of((frame.months[-3:], frame.months[-6:]))),
        "owner": frame.owner(dice, may_be_empty=False),
        "satisfaction": dice.of(scores),
        "process": dice.of((None, None, *scores)),
        "teamwork": dice.of(scores),
    }


def assessment_file(rows: Iterable[Row]) -> Import:
    """Each natural key once."""
    return Import("assessments", tuple({(row["month"], key(row["owner"])): row for row in rows}.values()))
