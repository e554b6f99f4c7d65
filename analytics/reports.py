"""Reports: tables of figures for the command line and the exports, by name (design "The command line")."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import cast

from analytics import follow_ups, heatmap, loaded, long_calls, over_contact, periods, quarterly, records, sales, scorecards
from analytics.periods import Period
from analytics.queries import Query

Cell = str | int | Decimal | bool | date | datetime | None
Row = tuple[Cell, ...]
Laid = tuple[tuple[str, ...], list[Row]]


class ReportError(ValueError):
    """A report that cannot be made from these arguments; `code` names the text that says so, with `values`.

    Codes: `unknown_report` (name, known), `unknown_key` (key, known), `repeated_key` (key), `key_count` (count), `no_keys`
    (name), `no_period` (name), `not_a_period` (value), `key_longer_than_period` (key, period), `no_as_of`; of an export
    `too_many_rows` (count, most), `unknown_owner` (name), `unknown_ending` (value, known).
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Report:
    """Columns and rows of one report; an absent figure and *unassigned* are None."""

    name: str
    columns: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True)
class Definition:
    """How a report is made: its layout, the keys it can be asked for, and the dataset whose months are its default period.

    `key_count`: so many keys exactly, None any number. Without `dataset` the layout gets the period as given, or None.
    `has_period`: whether a period can be given; with `period_key` only beside that key.
    """

    lay: Callable[[Query, tuple[str, ...], Period | None, date], Laid]
    keys: tuple[str, ...] = ()
    default_keys: tuple[str, ...] = ()
    key_count: int | None = None
    dataset: str | None = None
    has_period: bool = True
    period_key: str | None = None


def run(query: Query, name: str, *, by: tuple[str, ...] = (), period: str | None = None, as_of: date | None = None) -> Report:
    """The report of that name; `by`: its keys, `period`: a code, `as_of`: by default the newest day in the data.

    ReportError for arguments that cannot be (definitions §2, design "Reports and their columns").
    """
    definition = REPORTS.get(name)
    if definition is None:
        raise ReportError("unknown_report", name=name, known=", ".join(REPORTS))
    keys = _keys(name, definition, by)
    chosen = _period(query, name, definition, keys, period)
    day = as_of or loaded.data_as_of(query)
    if day is None:
        raise ReportError("no_as_of")
    if chosen is None and definition.dataset is not None:
        chosen = loaded.loaded_span(query, definition.dataset, day)
    columns, rows = definition.lay(query, keys, chosen, day)
    return Report(name, columns, rows)


def _keys(name: str, definition: Definition, by: tuple[str, ...]) -> tuple[str, ...]:
    if by and not definition.keys:
        raise ReportError("no_keys", name=name)
    for key in by:
        if key not in definition.keys:
            raise ReportError("unknown_key", key=key, known=", ".join(definition.keys))
        if by.count(key) > 1:
            raise ReportError("repeated_key", key=key)
    keys = by or definition.default_keys
    if definition.key_count is not None and len(keys) != definition.key_count:
        raise ReportError("key_count", count=definition.key_count)
    return keys


def _period(query: Query, name: str, definition: Definition, keys: tuple[str, ...], code: str | None) -> Period | None:
    if code is None:
        return None
    if not definition.has_period or (definition.period_key is not None and definition.period_key not in keys):
        raise ReportError("no_period", name=name)
    try:
        period = periods.parse(code, query.policy.fiscal_month)
    except periods.PeriodError as problem:
        raise ReportError("not_a_period", value=code) from problem
    if "quarter" in keys and period.kind == "month":
        raise ReportError("key_longer_than_period", key="quarter", period=code)
    return period


def _sales(query: Query, by: tuple[str, ...], period: Period | None, as_of: date) -> Laid:
    keys = cast("tuple[sales.Key, ...]", by)
    growth = _growth_name(by, period)
    names = [name for key in by for name in (("customer_id", "customer_name") if key == "customer" else (key,))]
    columns = (
        *(*names, "actual", "orders", "customers", "target", "target_state", "attainment_pct", "outside_targets"),
        *((f"{growth}_pct", f"{growth}_change") if growth else ()),
        *("yoy_pct", "yoy_change", "partial", "months_missing"),
    )
    rows = sales.table(query, keys, period, as_of) if period else ()
    return columns, [_sales_row(row, keys, has_growth=growth is not None) for row in rows]


def _growth_name(by: tuple[str, ...], period: Period | None) -> str | None:
    kind = None if period is None else period.kind
    if "month" in by or kind == "month":
        return "mom"
    return "qoq" if "quarter" in by or kind == "quarter" else None


def _sales_row(row: sales.SalesRow, by: tuple[sales.Key, ...], *, has_growth: bool) -> Row:
    keys: list[Cell] = []
    for key, value in zip(by, sales.shown_keys(row, by), strict=True):
        keys += [value, row.customer_name] if key == "customer" else [value]
    base = row.base
    growth = row.growth or sales.NO_DATA
    return (
        *(*keys, row.actual, row.order_count, row.buyer_count, base.target, base.state, base.attainment_pct, row.outside_amount),
        *((growth.pct, growth.change) if has_growth else ()),
        *(row.growth_yoy.pct, row.growth_yoy.change, row.is_partial, len(row.missing_months)),
    )


def _follow_ups(query: Query, _by: tuple[str, ...], _period: Period | None, as_of: date) -> Laid:
    columns = (
        *("customer_id", "customer_name", "owner", "department", "region", "grade", "stage", "first_contact_on"),
        *("last_contact_on", "last_qualifying_on", "due_on", "overdue_days", "state", "broken_promise_on", "promise_from_text"),
        *("missed_executive", "missed_visit"),
    )
    return columns, [_cells(customer, columns) for customer in follow_ups.table(query, as_of)]


def _heatmap(query: Query, by: tuple[str, ...], period: Period | None, as_of: date) -> Laid:
    columns = (*by, "active", "overdue", "overdue_pct", "max_overdue_days", "never_contacted")
    found = heatmap.cells(query, cast("tuple[heatmap.Key, ...]", by), as_of, period)
    rows: list[Row] = [
        (*c.shown, c.active_count, c.overdue_count, c.overdue_pct, c.longest_days, c.never_contacted_count) for c in found
    ]
    return columns, rows


def _over_contact(query: Query, _by: tuple[str, ...], period: Period | None, as_of: date) -> Laid:
    columns = ("customer_id", "customer_name", "owner", "grade", "previous_on", "followed_up_at", "gap_days", "minimum_days")
    touches = over_contact.table(query, period, as_of) if period else ()
    return columns, [_cells(touch, columns) for touch in touches]


def _long_calls(query: Query, _by: tuple[str, ...], period: Period | None, as_of: date) -> Laid:
    columns = ("customer_id", "customer_name", "owner", "followed_up_at", "method", "duration_minutes")
    calls = long_calls.table(query, period, as_of) if period else ()
    return columns, [_cells(call, columns) for call in calls]


def _records(query: Query, _by: tuple[str, ...], period: Period | None, as_of: date) -> Laid:
    columns = (
        *("customer_id", "owner", "followed_up_at", "method"),
        *("on_time", "is_complete", "is_specific", "next_step_in_order", "passed_pct"),
    )
    found = records.table(query, period, as_of) if period else ()
    return columns, [_cells(record, columns) for record in found]


def _scorecards(query: Query, by: tuple[str, ...], period: Period | None, as_of: date) -> Laid:
    columns = (
        *("owner", "department", "period", "target", "challenge_target", "target_state", "actual", "attainment_pct"),
        *("challenge_attainment_pct", "gap", "outside_targets", "new_customers", "visits", "collection_pct"),
        *("revenue_per_customer", "repurchase_pct", "repurchase_target_pct", "satisfaction", "compliance_pct", "teamwork"),
        *("score", "covered_pct", "provisional", "band", "rank", "rank_in_department", "landing", "revenue_per_head"),
        *("partial", "months_missing"),
    )
    [key] = by
    shown = period or loaded.first_shown(query, as_of)
    cards = scorecards.table(query, cast("scorecards.By", key), shown, as_of)
    return columns, [_scorecard_row(card) for card in cards]


def _scorecard_row(card: scorecards.Scorecard) -> Row:
    row, score = card.sales, card.score
    judged = (score.value, score.covered_pct, score.is_provisional, score.band) if score else (None, None, False, None)
    return (
        *(card.owner, card.department, row.period.code, row.base.target, row.challenge.target, row.base.state, row.actual),
        *(row.base.attainment_pct, row.challenge.attainment_pct, row.base.gap, row.outside_amount),
        *(card.new_customers.actual, card.visits.actual, card.collection.pct, card.revenue_per_customer),
        *(card.repurchase_pct, card.repurchase_target_pct, card.satisfaction, card.compliance_pct, card.teamwork),
        *(*judged, card.rank, card.rank_in_department, row.landing_amount, card.revenue_per_head),
        *(row.is_partial, len(row.missing_months)),
    )


def _quarterly(query: Query, _by: tuple[str, ...], period: Period | None, as_of: date) -> Laid:
    if period is not None and period.kind == "month":
        raise ReportError("key_longer_than_period", key="quarter", period=period.code)
    top = [f"top_{place}{part}" for part in ("", "_id", "_amount", "_share_pct") for place in range(1, quarterly.TOP_CUSTOMERS + 1)]
    columns = (
        *("region", "product_line", "quarter", "target", "target_state", "actual", "attainment_pct", "gap", "outside_targets"),
        *("qoq_pct", "qoq_change", "yoy_pct", "yoy_change", "partial", "months_missing", "month_1", "month_2", "month_3"),
        *("mom_1_pct", "mom_2_pct", "mom_3_pct", *top, "share_of_growth_pct", "problem", "strategy", "owner"),
    )
    lines = quarterly.table(query, period or loaded.first_shown(query, as_of, "quarter"), as_of)
    return columns, [_quarterly_row(line) for line in lines]


def _quarterly_row(line: quarterly.Line) -> Row:
    row, base, note = line.sales, line.sales.base, line.note
    growth = row.growth or sales.NO_DATA
    buyers: list[tuple[Cell, ...]] = [
        (buyer.customer_name or buyer.customer_id, buyer.customer_id, buyer.amount, buyer.share_pct) for buyer in line.top
    ]
    buyers += (quarterly.TOP_CUSTOMERS - len(buyers)) * [(None, None, None, None)]
    return (
        *(_total_or(line.place.region, row.region), _total_or(line.place.product_line, row.product_line), row.period.code),
        *(base.target, base.state, row.actual, base.attainment_pct, base.gap, row.outside_amount),
        *(growth.pct, growth.change, row.growth_yoy.pct, row.growth_yoy.change, row.is_partial, len(row.missing_months)),
        *(month.actual for month in line.months),
        *(month.growth.pct for month in line.months),
        *(cell for part in zip(*buyers, strict=True) for cell in part),
        line.share_of_growth_pct,
        *((note.problem, note.strategy, note.owner) if note else (None, None, None)),
    )


def _total_or(key: str | None, shown: str | None) -> str | None:
    return quarterly.ALL if key == quarterly.ALL else shown


def _cells(row: object, columns: tuple[str, ...]) -> Row:
    return tuple(getattr(row, column) for column in columns)


REPORTS: Mapping[str, Definition] = MappingProxyType(
    {
        "sales": Definition(_sales, keys=(*sales.TIME_KEYS, *sales.GROUP_KEYS), default_keys=("month",), dataset="sales"),
        "follow_ups": Definition(_follow_ups, has_period=False),
        "heatmap": Definition(_heatmap, keys=heatmap.KEYS, default_keys=("owner", "grade"), key_count=2, period_key="week"),
        "over_contact": Definition(_over_contact, dataset="follow_ups"),
        "scorecards": Definition(_scorecards, keys=scorecards.BYS, default_keys=("owner",), key_count=1),
        "quarterly": Definition(_quarterly),
        "records": Definition(_records, dataset="follow_ups"),
        "long_calls": Definition(_long_calls, dataset="follow_ups"),
    }
)

NAMES = tuple(REPORTS)
