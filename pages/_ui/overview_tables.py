"""Whole lists behind the Overview's fives: people, region × product line, departments; each with its figures and a download."""

from collections.abc import Sequence
from decimal import Decimal

from analytics.explanations import Asked, By
from analytics.reports import Report
from analytics.sales import SalesRow
from pages._ui import explain, overview_lists, tables
from pages._ui.formats import ABSENT, Formats
from pages._ui.judgements import gap_of, growth
from pages._ui.overview_facts import Found
from pages._ui.tables import Column

KINDS = ("people", "units", "best_units", "teams")
UNITS = ("units", "best_units")
MOST_ROWS = 20
FIGURES = ("actual", "target", "attainment", "landing")
DOWNLOADED = (
    *("owner", "department", "region", "product_line", "actual", "target", "attainment_pct", "landing_pct", "yoy_pct"),
    *("yoy_change", "gap"),
)


def show(found: Found, kind: str, formats: Formats) -> None:
    """The list of a kind with all its rows, the furthest behind first; of the best cells the furthest ahead."""
    t = formats.t
    is_change = kind in UNITS and found.units.by == "year_before"
    columns = [
        *_names(kind, found, formats),
        *(Column(t("overview.column." + name), 84, "number") for name in FIGURES),
        Column(t("overview.column.year_before"), 102, "number"),
        Column(t("overview.column.change" if is_change else "overview.column.gap"), 100, "number"),
    ]
    rows = rows_of(found, kind)
    cells = [[*_name(row, kind, found, formats), *_figures(row, formats), _amount(row, kind, found, formats)] for row in rows]
    names = len(columns) - len(FIGURES) - 2
    tables.show(
        columns,
        cells,
        key=f"all_{kind}_{explain.turn()}",
        alt=t("overview.drawer." + kind),
        most=MOST_ROWS,
        on_click=lambda row, column: explain.open(_asked(rows[row], column - names, kind, found)),
    )
    tables.download(_report(kind, rows), key=f"all_{kind}")


def _asked(row: SalesRow, place: int, kind: str, found: Found) -> Asked:
    """What a click explains: the figure of its column, at a name the actual."""
    last = "growth_yoy" if kind in UNITS and found.units.by == "year_before" else overview_lists.gap_figure(row)
    figures = ("actual", "target", "attainment", "landing_attainment", "growth_yoy", last)
    of_people = kind == "people" or (kind == "teams" and found.department is not None)
    by: By = overview_lists.unit_by(found) if kind in UNITS else "owner" if of_people else "department"
    return Asked(figures[max(place, 0)], by, row.keys, found.period)


def rows_of(found: Found, kind: str) -> list[SalesRow]:
    if kind == "people":
        return [shortfall.row for shortfall in found.people]
    if kind in UNITS:
        return list(found.units.worst if kind == "units" else found.units.best)
    return sorted(found.teams, key=lambda row: gap_of(row) or Decimal(0))


def _names(kind: str, found: Found, formats: Formats) -> list[Column]:
    t = formats.t
    if kind in UNITS:
        return [Column(t("overview.column.region"), 104), Column(t("overview.column.product_line"), 124)]
    department = Column(t("overview.column.department"), 104)
    has_people = kind == "people" or found.department is not None
    return [Column(t("overview.column.person"), 124), department] if has_people else [department]


def _name(row: SalesRow, kind: str, found: Found, formats: Formats) -> list[str]:
    unassigned = formats.t("overview.unassigned")
    if kind in UNITS:
        return [row.region or unassigned, row.product_line or unassigned]
    if kind == "people" or found.department is not None:
        return [row.owner or unassigned, row.department or ABSENT]
    return [row.department or unassigned]


def _figures(row: SalesRow, formats: Formats) -> list[str]:
    return [
        formats.money(row.actual),
        formats.money(row.base.target),
        formats.pct(row.base.attainment_pct),
        formats.pct(row.base.landing_pct),
        growth(row.growth_yoy, row, formats),
    ]


def _amount(row: SalesRow, kind: str, found: Found, formats: Formats) -> str:
    return formats.money(found.units.amount(row) if kind in UNITS else gap_of(row), sign=True)


def _report(kind: str, rows: Sequence[SalesRow]) -> Report:
    cells = [
        (
            *(row.owner, row.department, row.region, row.product_line, row.actual, row.base.target),
            *(row.base.attainment_pct, row.base.landing_pct, row.growth_yoy.pct, row.growth_yoy.change, gap_of(row)),
        )
        for row in rows
    ]
    return Report(kind, DOWNLOADED, cells)
