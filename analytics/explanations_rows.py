"""The rows behind figures, laid out as reports whose last two columns say where each was imported (definitions §7)."""

from collections.abc import Collection, Mapping
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from analytics import credit, periods
from analytics.explanations_parts import Evidence, Rows
from analytics.explanations_sources import Scope, Sources, narrowed
from analytics.people import KINDS
from analytics.periods import Period, Window
from analytics.policy import CollectionBasis
from analytics.reports import Cell, Report, Row

SOURCE = ("import_id", "line")
FILE = "file"
_SALES = ("ordered_on", "order_id", "customer_id", "customer_name", "owner", "region", "product_line", "amount", *SOURCE)
_PAYMENTS = (
    *("paid_on", "payment_id", "order_id", "contract_no", "customer_id", "customer_name", "ordered_on", "owner", "amount"),
    *SOURCE,
)
_DUE = ("due_on", "ordered_on", "order_id", "customer_id", "customer_name", "owner", "amount", *SOURCE)
_FOLLOW_UPS = ("followed_up_at", "customer_id", "customer_name", "owner", "method", "objective", *SOURCE)
CHECKS = ("on_time", "is_complete", "is_specific", "next_step_in_order")
_RECORDS = ("followed_up_at", "customer_id", "customer_name", "owner", "method", *CHECKS, "passed_count", "check_count", *SOURCE)


def sales(sources: Sources, scope: Scope, window: Window, months: Collection[date] | None = None) -> pa.Table:
    """The sales rows of the scope; `months`: only of these."""
    return _of_months(narrowed(sources.sales(window), scope.chosen), "ordered_on", months)


def targets(sources: Sources, scope: Scope, period: Period, column: str) -> pa.Table:
    """The target rows that the scope takes and that have a value in `column` (definitions §3, Targets)."""
    table = sources.table("targets", period.window)
    if scope.view is None:
        return table.slice(0, 0)
    is_region, has_owners = table["is_region"], table["month_has_owners"]
    views = {"owner": pc.invert(is_region), "region": is_region, "either": pc.not_equal(is_region, has_owners)}
    chosen = narrowed(table.filter(views[scope.view]), scope.chosen)
    return chosen.filter(pc.is_valid(chosen[column]))


def payments(sources: Sources, scope: Scope, period: Period, basis: CollectionBasis) -> pa.Table:
    """Payments of the period or, by `cohort`, up to its end for orders of it."""
    if basis != "cohort":
        return narrowed(sources.payments(period.window), scope.chosen)
    table = narrowed(sources.payments(Window(credit.EARLIEST, period.end)), scope.chosen)
    ordered = table["ordered_on"]
    is_inside = pc.and_(
        pc.greater_equal(ordered, pa.scalar(period.begin, pa.date32())), pc.less(ordered, pa.scalar(period.end, pa.date32()))
    )
    return table.filter(pc.fill_null(is_inside, False))


def of_month(table: pa.Table, months: Collection[date]) -> pa.Table:
    """The rows of some months."""
    return table.filter(pc.is_in(table["month"], pa.array(list(months), pa.date32())))


def sales_of(sources: Sources, term: str, table: pa.Table) -> Evidence:
    return Evidence(term, laid(sources, "sales", table, _SALES), "amount")


def targets_of(sources: Sources, term: str, table: pa.Table, column: str) -> Evidence:
    columns = ("month", "owner", "region", "product_line", column, *SOURCE)
    return Evidence(term, laid(sources, "targets", table, columns), column)


def payments_of(sources: Sources, term: str, table: pa.Table) -> Evidence:
    return Evidence(term, laid(sources, "payments", table, _PAYMENTS), "amount")


def due_of(sources: Sources, term: str, table: pa.Table) -> Evidence:
    return Evidence(term, laid(sources, "due", table, _DUE), "amount")


def follow_ups_of(sources: Sources, term: str, table: pa.Table) -> Evidence:
    return Evidence(term, laid(sources, "follow_ups", table, _FOLLOW_UPS))


def records_of(sources: Sources, term: str, table: pa.Table) -> Evidence:
    return Evidence(term, laid(sources, "records", table, _RECORDS))


def laid(sources: Sources, name: str, table: pa.Table, columns: tuple[str, ...]) -> Rows:
    """The rows of a table with names for keys."""
    return Rows(name, pa.table([_shown(sources, table, column) for column in columns], names=list(columns)))


def listed(name: str, columns: tuple[str, ...], rows: Collection[tuple[Cell, ...]]) -> Rows:
    """Rows made elsewhere, with where they were imported at their end."""
    return made(name, (*columns, *SOURCE), rows)


def made(name: str, columns: tuple[str, ...], rows: Collection[tuple[Cell, ...]]) -> Rows:
    """Rows made elsewhere."""
    cells = [pa.array(list(column)) for column in zip(*rows, strict=True)] or [pa.nulls(0) for _ in columns]
    return Rows(name, pa.table(cells, names=list(columns)))


def with_files(report: Report, files: Mapping[int, str]) -> Report:
    """The report with the file's name before the import and the line, where it has these."""
    if SOURCE[0] not in report.columns:
        return report
    place = report.columns.index(SOURCE[0])
    rows: list[Row] = [
        (*row[:place], files.get(number) if isinstance(number := row[place], int) else None, *row[place:]) for row in report.rows
    ]
    return Report(report.name, (*report.columns[:place], FILE, *report.columns[place:]), rows)


def _shown(sources: Sources, table: pa.Table, column: str) -> pa.ChunkedArray | pa.Array:
    for kind in KINDS:
        if kind == column:
            return pa.array([sources.who.show(kind, key) for key in table[f"{kind}_key"].to_pylist()], pa.string())
    if column == "customer_name":
        return pa.array([sources.names.get(key) for key in table["customer_id"].to_pylist()], pa.string())
    return table[column]


def _of_months(table: pa.Table, column: str, months: Collection[date] | None) -> pa.Table:
    if months is None:
        return table
    wanted = {periods.month_of(month).begin for month in months}
    return table.filter(pa.array([day.replace(day=1) in wanted for day in table[column].to_pylist()], pa.bool_()))
