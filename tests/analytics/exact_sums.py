"""What must add up exactly in any company: points to the score, people and departments to the company, cells to totals."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from analytics import quarterly, scorecards
from analytics.periods import Period
from analytics.quarterly import ALL, Line
from analytics.queries import Query
from analytics.scorecards import Scorecard

SUMS: dict[str, Callable[[Scorecard], Decimal | int | None]] = {
    "sales": lambda card: card.sales.actual,
    "new customers": lambda card: card.new_customers.actual,
    "visits": lambda card: card.visits.actual,
    # Who was paid before the period for an order in it, or has only a day due in it, need not stand in it (§3).
    "paid": lambda card: None if card.collection.basis == "cohort" else card.collection.paid_amount,
    "owed": lambda card: None if card.collection.basis == "due" else card.collection.base_amount,
}


def broken_scorecard_sums(query: Query, period: Period, as_of: date) -> list[str]:
    """One line per figure of the company that its people, or its departments, do not add up to, and per score and its points."""
    [company] = scorecards.table(query, "company", period, as_of) or (None,)
    people = scorecards.table(query, "owner", period, as_of)
    departments = scorecards.table(query, "department", period, as_of)
    found = [line for card in (*people, *departments, *([company] if company else [])) for line in broken_points(card)]
    for name, value in SUMS.items() if company else ():
        wanted = value(company)
        sums = [_sum([value(card) for card in cards], wanted) for cards in (people, departments)]
        if sums != [wanted, wanted]:
            found.append(f"{name} of {period.code} as of {as_of}: {wanted}, of people and of departments {sums}")
    return found


def broken_points(card: Scorecard) -> list[str]:
    """Points won sum to the score before its rounding, points won and lost to 100 over the parts that are there (§4)."""
    if card.score is None or card.score.exact is None:
        return []
    won = [part.points_won for part in card.score.parts if part.points_won is not None]
    full = [part.points_won + part.points_lost for part in card.score.parts if part.points_won is not None]
    if sum(won, Fraction(0)) == card.score.exact and sum(full, Fraction(0)) == 100:
        return []
    return [f"points of {card.owner or card.department}: {won} for {card.score.exact}, of {full}"]


def broken_quarterly_sums(query: Query, period: Period, as_of: date) -> list[str]:
    """One line per total of sales, months or targets that its cells do not add up to (§6)."""
    lines = quarterly.table(query, period, as_of)
    cells = [line for line in lines if ALL not in (line.place.region, line.place.product_line)]
    found = []
    for total in lines:
        parts = [cell for cell in cells if cell.sales.period == total.sales.period and _is_part(cell, total)]
        for place, amount in enumerate(_amounts(total)):
            summed = _sum([_amounts(part)[place] for part in parts], amount)
            if amount != summed:
                found.append(f"{total.place} of {total.sales.period.code}, amount {place}: {amount}, of its cells {summed}")
    return found


def _is_part(cell: Line, total: Line) -> bool:
    return total.place.region in (ALL, cell.place.region) and total.place.product_line in (ALL, cell.place.product_line)


def _amounts(line: Line) -> Sequence[Decimal | None]:
    return line.sales.actual, line.sales.base.target, *(month.actual for month in line.months)


def _sum(amounts: Iterable[Decimal | int | None], like: Decimal | int | None) -> Decimal | int | None:
    """The sum of those that are there; of none: nothing where the total is nothing, else 0."""
    there = [amount for amount in amounts if amount is not None]
    return sum(there) if there or like is not None else None
