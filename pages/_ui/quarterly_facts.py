"""All that the quarterly page draws, read at once: the matrix of a quarter, and one cell or total opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analytics import buckets, loaded, notes, overview, periods, quarterly, quarterly_details, quarterly_matrix, quarterly_trends
from analytics.notes import CellNote
from analytics.overview import PlanViews
from analytics.periods import Compared, Period
from analytics.quarterly import Place
from analytics.quarterly_details import Bridge
from analytics.quarterly_matrix import Matrix
from analytics.quarterly_trends import Falling
from analytics.queries import Query
from analytics.sales import SalesRow

# As many tiles as fit a screen of 1920 × 1080 pixels with one line on each; of more, these stand and the rest is folded.
MOST_REGIONS = 18
MOST_PRODUCT_LINES = 12
FOLDED_PRODUCT_LINES = 10


@dataclass(frozen=True)
class Found:
    """`matrix` is None without any cell; `compared`: the windows of growth; `newest_loaded`: the last with sales up to D."""

    quarter: Period
    as_of: date
    matrix: Matrix | None
    compared: Compared
    views: PlanViews | None
    falling: Falling | None
    newest_loaded: Period | None

    @property
    def company(self) -> SalesRow | None:
        return None if self.matrix is None else self.matrix.company.sales


@dataclass(frozen=True)
class Details:
    """Of one cell or total: why it changed (None where growth has no data), eight quarters, the year so far, last quarter's note,
    all notes of this quarter, the newest first.
    """

    bridge: Bridge | None
    course: Sequence[SalesRow]
    year: SalesRow
    note_before: CellNote | None
    history: Sequence[CellNote]


def gather(query: Query, quarter: Period, as_of: date) -> Found:
    """Reads the matrix, folded to what fits, and what the sentence above it says."""
    [bucket] = buckets.buckets(query, None, quarter, as_of)
    lines = quarterly.table(query, quarter, as_of)
    is_wide = sum(line.place.kind == "product_line" for line in lines) > MOST_PRODUCT_LINES
    months = [month for month in loaded.load(query).of("sales") if month <= as_of]
    return Found(
        quarter=quarter,
        as_of=as_of,
        matrix=quarterly_matrix.fold(lines, MOST_REGIONS, FOLDED_PRODUCT_LINES if is_wide else MOST_PRODUCT_LINES),
        compared=bucket.compared,
        views=overview.plan_views(query, quarter),
        falling=quarterly_trends.falling(query, quarter, as_of),
        newest_loaded=periods.quarter_of(max(months), query.policy.fiscal_month) if months else None,
    )


def details(query: Query, quarter: Period, place: Place, as_of: date) -> Details:
    """One cell or total opened, folded in the matrix or not."""
    is_cell = place.kind == "cell"
    before = notes.cells(query).get((place.region, place.product_line, quarter.previous().begin))
    return Details(
        bridge=quarterly_details.bridge(query, quarter, place, as_of),
        course=quarterly_details.course(query, quarter, place, as_of),
        year=quarterly_details.year_to_date(query, quarter, place, as_of),
        note_before=before if is_cell else None,
        history=notes.history(query, place.region, place.product_line, quarter) if is_cell else (),
    )
