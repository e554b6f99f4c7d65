"""The team board: everybody's scorecard of a period beside the one before, in the order of rank (definitions §3, §4, §5)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Literal

from analytics import follow_ups, movers, numbers, periods, sales, scorecards
from analytics.follow_ups import Customer
from analytics.movers import Mover
from analytics.periods import Period
from analytics.queries import Query
from analytics.sales import SalesRow
from analytics.scorecards import By, Scorecard
from analytics.scores import PARTS, Band, Part, PartName

Sort = Literal["score", "attainment", "actual", "gap", "collection", "new_customers", "visits", "overdue_a"]

SORTS: tuple[Sort, ...] = ("score", "attainment", "actual", "gap", "collection", "new_customers", "visits", "overdue_a")
BANDS: tuple[Band, ...] = ("excellent", "good", "needs_improvement", "unsatisfactory")
MOST_OUTLIERS = 8
COURSE_MONTHS = 12


@dataclass(frozen=True)
class Line:
    """A person, a department or the company on the board: what is shown of its scorecard, light enough for thousands.

    `key`, `name`, `department`: None for nobody's rows and *unassigned*. `score`, `band`: None under 50 % covered; `covered_pct`
    None for nobody's rows. `points`: won in each of PARTS, None for a part that is left out. `rank`, `rank_before`: in the
    company, or in the department that the board is narrowed to; None without a score; `…_before`: in the period before, up to
    as many days where this one is partial. `overdue_a_count`: overdue customers of grade A as of the day; None where there are
    no customers at all.
    """

    by: By
    key: str | None
    name: str | None
    department: str | None
    department_key: str | None
    sales: SalesRow
    collection_pct: Decimal | None
    new_customers: int | None
    visits: int | None
    score: Decimal | None
    band: Band | None
    covered_pct: Decimal | None
    points: tuple[Decimal | None, ...]
    rank: int | None
    rank_before: int | None
    rank_in_department: int | None
    band_before: Band | None
    overdue_a_count: int | None

    @property
    def is_nobody(self) -> bool:
        return self.by == "owner" and self.key is None

    @property
    def is_provisional(self) -> bool:
        return self.covered_pct is not None and self.covered_pct < 100

    @property
    def moved(self) -> int | None:
        """Places gained since the period before, lost ones below 0; None where one of the ranks is absent."""
        return None if self.rank is None or self.rank_before is None else self.rank_before - self.rank

    @property
    def left_out(self) -> tuple[PartName, ...]:
        """The parts without data, of a line that has a score."""
        if self.score is None:
            return ()
        return tuple(name for name, points in zip(PARTS, self.points, strict=True) if points is None)


@dataclass(frozen=True)
class Board:
    """One period's board, of the company or of one department (by its key).

    `lines`: people in the order of rank, those without a score behind them, nobody's rows last. `total`: the company, or the
    department; None for a department that does not stand in the period. `movers`: those who gained most places, then those who
    lost most. `is_history_start`: new customers of this period may be old ones.
    """

    period: Period
    as_of: date
    department: str | None
    lines: tuple[Line, ...]
    total: Line | None
    movers: tuple[Mover, ...]
    is_history_start: bool

    @property
    def has_moved(self) -> bool:
        """Somebody changed department within the period: the department's sales are not those of its people (definitions §3)."""
        actual = sum((line.sales.actual or sales.ZERO for line in self.lines), sales.ZERO)
        return self.total is not None and actual != (self.total.sales.actual or sales.ZERO)


def load(query: Query, period: Period, as_of: date, department: str | None = None) -> Board:
    """The board of a period; `department` narrows it to those who are in it in the period's last month up to the as-of day."""
    cards = [card for card in scorecards.table(query, "owner", period, as_of) if _is_in(card, department)]
    before = {card.key: card for card in scorecards.before(query, "owner", period, as_of) if _is_in(card, department)}
    customers = follow_ups.table(query, as_of)
    overdue = _overdue_a(customers, "owner")
    lines = [_line(card, before.get(card.key), department, overdue) for card in cards]
    return Board(
        period=period,
        as_of=as_of,
        department=department,
        lines=tuple(sorted(lines, key=_order)),
        total=_total(query, period, as_of, department, customers),
        movers=movers.table(cards, before, department),
        is_history_start=any(card.is_history_start for card in cards),
    )


def departments(query: Query, period: Period, as_of: date) -> tuple[Line, ...]:
    """The departments of a period in the order of rank, those without a score last; they add up to the company."""
    before = {card.key: card for card in scorecards.before(query, "department", period, as_of)}
    overdue = _overdue_a(follow_ups.table(query, as_of), "department")
    cards = scorecards.table(query, "department", period, as_of)
    return tuple(sorted((_line(card, before.get(card.key), None, overdue) for card in cards), key=_order))


def sold(
    query: Query, by: Literal["owner", "department"], keys: tuple[str | None, ...], period: Period, as_of: date
) -> dict[str | None, tuple[Decimal | None, ...]]:
    """The sales of these people or departments in the twelve months up to the period's last month ≤ the as-of day, oldest first.

    None: not loaded.
    """
    last = max((month for month in period.months if month <= as_of), default=period.begin)
    span = periods.span(periods.add_months(last, 1 - COURSE_MONTHS), last)
    wanted: list[dict[sales.Key, str | None]] = [{by: key} for key in keys]
    rows = sales.table(query, ("month", by), span, as_of, also=wanted, only=wanted)
    amounts = {(row.keys[1], row.period.begin): row.actual for row in rows}
    return {key: tuple(amounts[key, month] for month in span.months) for key in keys}


def sorted_by(lines: Sequence[Line], sort: Sort) -> tuple[Line, ...]:
    """The lines by a figure, the largest first, those without it last, nobody's rows at the end; by score they stay as they are."""
    if sort == "score":
        return tuple(lines)
    values = [_figure(line, sort) for line in lines]
    order = sorted(
        range(len(lines)), key=lambda place: (lines[place].is_nobody, values[place] is None, -(values[place] or Decimal(0)))
    )
    return tuple(lines[place] for place in order)


def bands(lines: Sequence[Line]) -> tuple[tuple[Band, int, int | None], ...]:
    """Each band from the best with the people in it, and with those of them all who were in it in the period before.

    The latter is None where nobody had a band then.
    """
    now, then = Counter(line.band for line in lines), Counter(line.band_before for line in lines)
    is_known = any(line.band_before for line in lines)
    return tuple((band, now[band], then[band] if is_known else None) for band in BANDS)


def rates(line: Line) -> tuple[Decimal, Decimal] | None:
    """Attainment and collection in percent; None where one is absent, and for nobody's rows."""
    attainment = line.sales.base.attainment_pct
    return None if attainment is None or line.collection_pct is None or line.is_nobody else (attainment, line.collection_pct)


def outliers(lines: Sequence[Line], most: int = MOST_OUTLIERS) -> tuple[Line, ...]:
    """Those whose attainment and collection lie furthest from the middle of all, in percentage points together; furthest first."""
    points = [(line, both) for line in lines if (both := rates(line)) is not None]
    if not points:
        return ()
    attainment, collection = median(both[0] for _, both in points), median(both[1] for _, both in points)
    points.sort(key=lambda point: -(abs(point[1][0] - attainment) + abs(point[1][1] - collection)))
    return tuple(line for line, _ in points[:most])


def _is_in(card: Scorecard, department: str | None) -> bool:
    return department is None or card.department_key == department


def _total(query: Query, period: Period, as_of: date, department: str | None, customers: Sequence[Customer]) -> Line | None:
    by: By = "company" if department is None else "department"
    overdue = _overdue_a(customers, by)
    cards = (card for card in scorecards.table(query, by, period, as_of) if card.key == department)
    return next((_line(card, None, None, overdue) for card in cards), None)


def _line(card: Scorecard, before: Scorecard | None, department: str | None, overdue: Mapping[str | None, int] | None) -> Line:
    score = card.score
    then = before.score if before is not None else None
    return Line(
        by=card.by,
        key=card.key,
        name=card.owner if card.by == "owner" else card.department,
        department=card.department,
        department_key=card.department_key,
        sales=card.sales,
        collection_pct=card.collection.pct,
        new_customers=card.new_customers.actual,
        visits=card.visits.actual,
        score=score.value if score else None,
        band=score.band if score else None,
        covered_pct=score.covered_pct if score else None,
        points=tuple(_points(part) for part in score.parts) if score else (None,) * len(PARTS),
        rank=movers.rank(card, department),
        rank_before=movers.rank(before, department) if before else None,
        rank_in_department=card.rank_in_department,
        band_before=then.band if then else None,
        overdue_a_count=None if overdue is None else overdue.get(card.key, 0),
    )


def _points(part: Part) -> Decimal | None:
    return None if part.points_won is None else numbers.half_up(part.points_won, numbers.RATIO_PLACES)


def _order(line: Line) -> tuple[bool, bool, int]:
    """By rank; `scorecards.table` has ordered by name, and sorting keeps it."""
    return (line.is_nobody, line.rank is None, line.rank or 0)


def _figure(line: Line, sort: Sort) -> Decimal | int | None:
    figures: Mapping[Sort, Decimal | int | None] = {
        "attainment": line.sales.base.attainment_pct,
        "actual": line.sales.actual,
        "gap": line.sales.base.gap,
        "collection": line.collection_pct,
        "new_customers": line.new_customers,
        "visits": line.visits,
        "overdue_a": line.overdue_a_count,
    }
    return figures[sort]


def _overdue_a(customers: Sequence[Customer], by: By) -> Mapping[str | None, int] | None:
    if not customers:
        return None
    overdue = [customer for customer in customers if customer.state == "overdue" and customer.grade == "A"]
    if by == "company":
        return {None: len(overdue)}
    return Counter(customer.owner_key if by == "owner" else customer.department_key for customer in overdue)
