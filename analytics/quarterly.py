"""The quarterly summary: region × product line and its totals, with months, top customers and notes (definitions §6)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

import pyarrow as pa

from analytics import notes, numbers, periods, sales
from analytics.notes import CellNote
from analytics.periods import Period
from analytics.queries import Query
from analytics.sales import Growth, Key, SalesRow

Kind = Literal["cell", "region", "product_line", "company"]

ALL = "*"
TOP_CUSTOMERS = 3
_WINDOWS = pa.schema([("bucket", pa.string()), ("begin_on", pa.date32()), ("end_on", pa.date32())])
_GRAINS = pa.schema([("grain", pa.string()), ("by_region", pa.bool_()), ("by_product_line", pa.bool_())])


@dataclass(frozen=True)
class Place:
    """A cell, by the keys of its region and product line (None is *unassigned*), or a total: `ALL` for what it sums over."""

    region: str | None = ALL
    product_line: str | None = ALL

    @property
    def kind(self) -> Kind:
        if self.region == ALL:
            return "company" if self.product_line == ALL else "product_line"
        return "region" if self.product_line == ALL else "cell"

    @property
    def keys(self) -> dict[Key, str | None]:
        """The keys that it is narrowed to."""
        return {key: value for key, value in self._all.items() if value != ALL}

    @property
    def by(self) -> tuple[Key, ...]:
        return tuple(self.keys)

    def within(self, kind: Kind) -> "Place":
        """The total of that kind that a cell counts in; of kind `cell` the cell itself."""
        return Place(
            self.region if kind in ("cell", "region") else ALL,
            self.product_line if kind in ("cell", "product_line") else ALL,
        )

    @property
    def _all(self) -> dict[Key, str | None]:
        return {"region": self.region, "product_line": self.product_line}


COMPANY = Place()
GRAINS: tuple[Place, ...] = (Place(None, None), Place(None, ALL), Place(ALL, None), COMPANY)


@dataclass(frozen=True)
class MonthSales:
    """A month's sales and their growth on the month before; `actual` None after the as-of day or where not loaded."""

    month: date
    actual: Decimal | None
    growth: Growth
    is_partial: bool


@dataclass(frozen=True)
class Buyer:
    """One of the largest customers of a cell or total; `share_pct` of its actual, None if that is 0 or less."""

    customer_id: str
    customer_name: str | None
    amount: Decimal
    share_pct: Decimal | None


@dataclass(frozen=True)
class Line:
    """A cell or a total in one quarter (design, report `quarterly`).

    `sales`: target, actual, attainment, gap, outside targets, growth on the quarter before and on the year before, names as shown.
    `months`: its three. `top`: at most three, the largest first. `share_of_growth_pct`: of the company's change on the quarter
    before, None if that is 0 or absent. `note`: of cells only.
    """

    place: Place
    sales: SalesRow
    months: tuple[MonthSales, ...]
    top: tuple[Buyer, ...]
    share_of_growth_pct: Decimal | None
    note: CellNote | None

    @property
    def quarter(self) -> Period:
        return self.sales.period


@dataclass(frozen=True)
class _Found:
    """What the lines of some quarters are made of."""

    rows: Mapping[tuple[Period, Place], SalesRow]
    months: Mapping[tuple[Place, date], MonthSales]
    buyers: Mapping[tuple[str, Place], tuple[Buyer, ...]]
    notes: Mapping[notes.CellKey, CellNote]


def table(query: Query, period: Period, as_of: date) -> tuple[Line, ...]:
    """The cells and totals of each quarter that the period touches, by region and product line as shown, then by quarter.

    *Unassigned* stands after all names, totals after *unassigned*. A cell stands in a quarter with a sale or a target in it, or a
    sale anywhere in the quarter before or a year before; a total where one of its cells does.
    """
    quarters = quarters_of(query, period)
    rows = _rows(query, quarters, as_of)
    found = _Found(
        rows=rows,
        months=_months(query, quarters, {place for _, place in rows if place.kind == "cell"}, as_of),
        buyers=_buyers(query, rows, as_of),
        notes=notes.cells(query),
    )
    return tuple(sorted((_line(found, quarter, place) for quarter, place in rows), key=_order))


def one(query: Query, quarter: Period, place: Place, as_of: date) -> Line | None:
    """One cell or total; None where it does not stand."""
    return next((line for line in table(query, quarter, as_of) if line.place == place), None)


def quarters_of(query: Query, period: Period) -> tuple[Period, ...]:
    """The fiscal quarters that a period touches, whole."""
    return tuple(dict.fromkeys(periods.quarter_of(month, query.policy.fiscal_month) for month in period.months))


def place_of(row: SalesRow, by: tuple[Key, ...]) -> Place:
    """The cell or total of a row that was asked for by these keys."""
    found = dict(zip(by, row.keys, strict=True))
    return Place(found.get("region", ALL), found.get("product_line", ALL))


def _rows(query: Query, quarters: tuple[Period, ...], as_of: date) -> dict[tuple[Period, Place], SalesRow]:
    """The sales of each cell and total that stands."""
    sold = _sold_places(query, quarters, as_of)
    found: dict[tuple[Period, Place], SalesRow] = {}
    for grain in GRAINS:
        by: tuple[Key, ...] = ("quarter", *grain.by)
        standing = {(quarter, cell.within(grain.kind)) for quarter, cells in sold.items() for cell in cells}
        also = [place.keys for place in {place for _, place in standing}]
        for row in sales.table(query, by, _whole(quarters), as_of, also, view="region"):
            place = row.period, place_of(row, by)
            if row.base.target is not None or place in standing:
                found[place] = row
    return found


def _sold_places(query: Query, quarters: tuple[Period, ...], as_of: date) -> dict[Period, set[Place]]:
    """The cells with a sale in each quarter, in the one before or a year before."""
    windows = {quarter: [each.window for each in (quarter, quarter.previous(), quarter.year_before())] for quarter in quarters}
    begin, end = quarters[0].year_before().begin, quarters[-1].end
    found: defaultdict[date, set[Place]] = defaultdict(set)
    for row in query("quarterly_cells", begin_on=begin, end_on=end, as_of=as_of).to_pylist():
        found[row["month"]].add(Place(row["region_key"], row["product_line_key"]))
    return {
        quarter: {place for month, places in found.items() if any(month in window for window in around) for place in places}
        for quarter, around in windows.items()
    }


def _whole(quarters: tuple[Period, ...]) -> Period:
    return quarters[0] if len(quarters) == 1 else periods.span(quarters[0].begin, quarters[-1].months[-1])


def _months(query: Query, quarters: tuple[Period, ...], cells: set[Place], as_of: date) -> dict[tuple[Place, date], MonthSales]:
    """Each month of each cell and total; a total's sales and change are those of its cells."""
    also = [place.keys for place in cells]
    summed: dict[tuple[Place, date], MonthSales] = {}
    by: tuple[Key, ...] = ("month", "region", "product_line")
    for row in sales.table(query, by, _whole(quarters), as_of, also, view="region"):
        month = MonthSales(row.period.begin, row.actual, row.growth or sales.NO_DATA, row.is_partial)
        for grain in GRAINS:
            place = place_of(row, by).within(grain.kind)
            held = summed.get((place, month.month))
            summed[place, month.month] = month if held is None else together(held, month)
    return summed


def together(one_month: MonthSales, other: MonthSales) -> MonthSales:
    """The same month of two disjoint groups as one."""
    if one_month.actual is None or other.actual is None:
        return one_month
    actual = one_month.actual + other.actual
    growth = grow_together((one_month.growth, other.growth), actual)
    return MonthSales(one_month.month, actual, growth, one_month.is_partial)


def grow_together(growths: Iterable[Growth], actual: Decimal) -> Growth:
    """The growth of disjoint groups that sold `actual` together: of sums, never a mean."""
    changes = [growth.change for growth in growths]
    if any(change is None for change in changes):
        return sales.NO_DATA
    change = sum((change for change in changes if change is not None), sales.ZERO)
    return sales.grow(actual, actual - change, is_known=True)


def _buyers(query: Query, rows: Mapping[tuple[Period, Place], SalesRow], as_of: date) -> dict[tuple[str, Place], tuple[Buyer, ...]]:
    quarters = sorted({quarter for quarter, _ in rows}, key=lambda quarter: quarter.begin)
    windows = [[q.code for q in quarters], [q.begin for q in quarters], [q.end for q in quarters]]
    grains = [[g.kind for g in GRAINS], ["region" in g.keys for g in GRAINS], ["product_line" in g.keys for g in GRAINS]]
    tables = {"windows": pa.table(windows, schema=_WINDOWS), "grains": pa.table(grains, schema=_GRAINS)}
    names = {row["customer_id"]: row["customer_name"] for row in query("customer_names", as_of=as_of).to_pylist()}
    actuals = {(quarter.code, place): row.actual for (quarter, place), row in rows.items()}
    found: defaultdict[tuple[str, Place], list[Buyer]] = defaultdict(list)
    top = query("quarterly_buyers", tables, as_of=as_of).to_pylist()
    for row in sorted(top, key=lambda row: int(row["position"])):
        where = row["bucket"], Place(row["region_key"], row["product_line_key"]).within(row["grain"])
        actual = actuals.get(where) or sales.ZERO
        share = numbers.ratio_pct(row["amount"], actual) if actual > 0 else None
        found[where].append(Buyer(row["customer_id"], names.get(row["customer_id"]), row["amount"], share))
    return {where: tuple(buyers) for where, buyers in found.items()}


def _line(found: _Found, quarter: Period, place: Place) -> Line:
    row, company = found.rows[quarter, place], found.rows[quarter, COMPANY]
    change, all_change = (each.growth.change if each.growth else None for each in (row, company))
    note = found.notes.get((place.region, place.product_line, quarter.begin)) if place.kind == "cell" else None
    return Line(
        place=place,
        sales=row,
        months=tuple(found.months[place, month] for month in quarter.months),
        top=found.buyers.get((quarter.code, place), ()),
        share_of_growth_pct=numbers.ratio_pct(change, all_change),
        note=note,
    )


def _order(line: Line) -> tuple[tuple[int, str], tuple[int, str], date]:
    place = line.place
    return (_rank(place.region, line.sales.region), _rank(place.product_line, line.sales.product_line), line.quarter.begin)


def _rank(key: str | None, shown: str | None) -> tuple[int, str]:
    """Names first, then *unassigned*, then totals."""
    return (2 if key == ALL else 1 if key is None else 0), shown or ""
