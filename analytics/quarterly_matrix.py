"""The quarter as a matrix of region × product line: the largest first, small ones folded, totals at the ends (definitions §6)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce

from analytics import numbers, quarterly, sales
from analytics.periods import Period
from analytics.quarterly import COMPANY, Line, Place
from analytics.queries import Query
from analytics.sales import Growth, SalesRow, TargetState, Tier

REST = "~"
MOST_OUTSIDE = 5


@dataclass(frozen=True)
class Matrix:
    """One quarter. `regions` and `product_lines` are the totals, in the order to show: the largest actual first, then `REST`, the
    sum of the small ones, then *unassigned*; `lines` has each cell and total that stands.

    Of all cells, folded or not: `worst` misses most of its base target, by its landing where known, else by its actual; None if
    none does. `first`, to open first: the worst, else the one that fell most on the quarter before, else the largest. `outside`:
    those with most sales that no target covers, at most `MOST_OUTSIDE` of `outside_count`. `folded_…`: how many stand under `REST`.
    """

    quarter: Period
    regions: tuple[Line, ...]
    product_lines: tuple[Line, ...]
    lines: Mapping[Place, Line]
    worst: Line | None
    first: Line
    outside: tuple[Line, ...]
    outside_count: int
    folded_regions: int
    folded_product_lines: int

    @property
    def company(self) -> Line:
        return self.lines[COMPANY]

    def cell(self, region: str | None, product_line: str | None) -> Line | None:
        """The cell of these keys; None where none stands."""
        return self.lines.get(Place(region, product_line))


def load(
    query: Query, quarter: Period, as_of: date, most_regions: int | None = None, most_product_lines: int | None = None
) -> Matrix | None:
    """The matrix with at most so many regions and product lines, *unassigned* and `REST` included; None without any cell."""
    return fold(quarterly.table(query, quarter, as_of), most_regions, most_product_lines)


def fold(lines: Sequence[Line], most_regions: int | None = None, most_product_lines: int | None = None) -> Matrix | None:
    """The lines of one quarter as `load` gives them."""
    if not lines:
        return None
    regions = _folds([line for line in lines if line.place.kind == "region"], most_regions, lambda place: place.region)
    product_lines = _folds(
        [line for line in lines if line.place.kind == "product_line"], most_product_lines, lambda place: place.product_line
    )
    groups: defaultdict[Place, list[Line]] = defaultdict(list)
    for line in lines:
        place = line.place
        groups[Place(regions.get(place.region, place.region), product_lines.get(place.product_line, place.product_line))].append(
            line
        )
    shown = {place: one_of(place, found) for place, found in groups.items()}
    cells = [line for line in lines if line.place.kind == "cell"]
    worst, outside = _worst(cells), _outside(cells)
    return Matrix(
        lines[0].quarter,
        _in_order(line for place, line in shown.items() if place.kind == "region"),
        _in_order(line for place, line in shown.items() if place.kind == "product_line"),
        shown,
        worst=worst,
        first=worst or _fallen(cells) or _least((line, -(line.sales.actual or sales.ZERO)) for line in cells)[0],
        outside=tuple(outside[:MOST_OUTSIDE]),
        outside_count=len(outside),
        folded_regions=len(regions),
        folded_product_lines=len(product_lines),
    )


def _worst(cells: Sequence[Line]) -> Line | None:
    found = _least((line, missing) for line in cells if (missing := _missing(line.sales)) is not None and missing < 0)
    return found[0] if found else None


def _fallen(cells: Sequence[Line]) -> Line | None:
    changes = [(line, line.sales.growth.change) for line in cells if line.sales.growth is not None]
    found = _least((line, change) for line, change in changes if change is not None and change < 0)
    return found[0] if found else None


def _outside(cells: Sequence[Line]) -> list[Line]:
    amounts = [(line, line.sales.outside_amount) for line in cells]
    return _least((line, -abs(amount)) for line, amount in amounts if amount)


def _least(lines: Iterable[tuple[Line, Decimal]]) -> list[Line]:
    """By amount, the least first, then by name."""
    return [line for line, _ in sorted(lines, key=lambda pair: (pair[1], _name(pair[0])))]


def one_of(place: Place, lines: Sequence[Line]) -> Line:
    """Several cells or totals as one line of that place: sums, ratios of sums over the compared months of each, no customers."""
    if len(lines) == 1:
        return replace(lines[0], place=place)
    actuals = [line.sales.actual for line in lines]
    row = lines[0].sales
    shares = [line.share_of_growth_pct for line in lines]
    actual = _sum(actuals)
    merged = replace(
        row,
        keys=(place.region, place.product_line),
        region=row.region if place.region != REST else None,
        product_line=row.product_line if place.product_line != REST else None,
        actual=actual,
        order_count=None,
        buyer_count=None,
        base=_tier([line.sales.base for line in lines]),
        challenge=_tier([line.sales.challenge for line in lines]),
        outside_amount=_sum([line.sales.outside_amount for line in lines]),
        landing_amount=_sum([line.sales.landing_amount for line in lines]),
        growth=_grow([line.sales.growth or sales.NO_DATA for line in lines], actual),
        growth_yoy=_grow([line.sales.growth_yoy for line in lines], actual),
    )
    months = tuple(reduce(quarterly.together, same) for same in zip(*(line.months for line in lines), strict=True))
    return Line(place, merged, months, (), _sum(shares), None)


def _folds(totals: list[Line], most: int | None, key: Callable[[Place], str | None]) -> dict[str | None, str | None]:
    """Which keys stand under `REST`: the smallest, once there are more than `most`."""
    named = [line for line in _in_order(totals) if key(line.place) is not None]
    if most is None or len(totals) <= most:
        return {}
    kept = max(most - 1 - (len(totals) - len(named)), 0)
    return {key(line.place): REST for line in named[kept:]}


def _in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    def rank(line: Line) -> tuple[int, Decimal, Decimal, str]:
        keys = (line.place.region, line.place.product_line)
        last = 2 if None in keys else 1 if REST in keys else 0
        return last, -(line.sales.actual or sales.ZERO), -(line.sales.base.target or sales.ZERO), _name(line)

    return tuple(sorted(lines, key=rank))


def _tier(tiers: Sequence[Tier]) -> Tier:
    """The targets of several lines as one; attainment over what each of them compares."""
    target = _sum([tier.target for tier in tiers if tier.target is not None])
    if target is None:
        return Tier()
    states = {tier.state for tier in tiers if tier.state != "none"}
    is_whole = states <= {"whole", "zero"} and all(tier.target is not None for tier in tiers)
    state: TargetState = "zero" if target == 0 else "whole" if is_whole else "incomplete"
    compared = [tier for tier in tiers if tier.gap is not None]
    gap, planned = _sum([tier.gap for tier in compared]), _sum([tier.compared_target for tier in compared])
    if gap is None or planned is None:
        return Tier(target, state)
    return Tier(target, state, numbers.ratio_pct(gap + planned, planned), gap, compared_target=planned)


def _grow(growths: Sequence[Growth], actual: Decimal | None) -> Growth:
    return sales.NO_DATA if actual is None else quarterly.grow_together(growths, actual)


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """None where one is absent, and of nothing."""
    there = [amount for amount in amounts if amount is not None]
    return sum(there, sales.ZERO) if there and len(there) == len(amounts) else None


def _name(line: Line) -> str:
    return f"{line.sales.region or ''} {line.sales.product_line or ''}"


def _missing(row: SalesRow) -> Decimal | None:
    return row.base.gap if row.base.landing_gap is None else row.base.landing_gap
