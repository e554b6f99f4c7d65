"""The rows behind a figure as a reader sees them: names for codes, and where each was imported."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from analytics.explanations_parts import Rows
from analytics.reports import Cell
from pages._ui import blocks, tables
from pages._ui.formats import ABSENT, Formats, number
from pages._ui.tables import Column

SHOWN = 2000
_AMOUNTS = frozenset({"amount", "base_amount", "challenge_amount", "revenue_per_customer", "actual", "target"})
_NUMBERS = frozenset(
    {
        *("new_customers", "visits", "repurchase_rate", "satisfaction", "process", "teamwork", "duration_minutes", "limit_minutes"),
        *("rank", "score", "covered_pct", "overdue_days", "gap_days", "minimum_days", "line"),
        *("passed_count", "check_count", "previous_line"),
    }
)
_WIDTHS: Mapping[str, int] = {
    "customer": 150,
    "order_id": 130,
    "payment_id": 120,
    "contract_no": 100,
    "objective": 160,
    "content": 210,
    "next_step": 160,
    "followed_up_at": 148,
    "method": 72,
    "on_time": 76,
    "is_complete": 84,
    "is_specific": 76,
    "next_step_in_order": 84,
    "passed_count": 66,
    "check_count": 66,
    "grade": 60,
    "last_qualifying_on": 116,
    "overdue_days": 86,
    "owner": 84,
    "line": 60,
    "import_id": 64,
    "file": 170,
}
_HIDDEN = frozenset({"customer_id", "customer_name", "previous_import_id"})
_DOWNLOADED_ONLY: Mapping[str, frozenset[str]] = MappingProxyType(
    {"customers": frozenset({"stage", "last_contact_on"}), "payments": frozenset({"ordered_on", "contract_no"})}
)
_MADE = frozenset({"customer", "file"})
_MARKS = {True: "✓", False: "✕"}


def show(
    found: Rows, files: Mapping[int, str], hidden: Collection[str], *, key: str, alt: str, most: int, formats: Formats
) -> None:
    """The first rows without the `hidden` columns; the download has all."""
    report = found.report(SHOWN)
    rows = report.rows
    filled = {name for place, name in enumerate(report.columns) if any(row[place] is not None for row in rows)}
    filled -= _DOWNLOADED_ONLY.get(report.name, frozenset()) | set(hidden)
    parts = [part for part in _parts(report.columns, files, formats) if part[0] in filled or part[0] in _MADE]
    columns = [Column(_label(report.name, name, formats), _width(name), _kind(name)) for name, _ in parts]
    tables.show(columns, [[write(row) for _, write in parts] for row in rows], key=key, alt=alt, most=most)
    if found.table.num_rows > SHOWN:
        blocks.show(blocks.span(formats.t("explain.shown_first", most=formats.count(SHOWN)), "m s"))


def _parts(names: Sequence[str], files: Mapping[int, str], formats: Formats) -> list[tuple[str, Callable[[Sequence[Cell]], str]]]:
    """Each column that is shown, with what writes its cell: the customer is one column, so are import, file and line."""
    found: list[tuple[str, Callable[[Sequence[Cell]], str]]] = []
    for place, name in enumerate(names):
        if name == "customer_id":
            found.append(("customer", _customer(names)))
        elif name not in _HIDDEN:
            found.append((name, _plain(place, name, formats)))
    if "import_id" in names:
        found.append(("file", _file(names.index("import_id"), files)))
    return found


def _label(report: str, name: str, formats: Formats) -> str:
    """A customer is due to be contacted, a sale to be paid."""
    return formats.t("explain.column." + ("contact_due_on" if (report, name) == ("customers", "due_on") else name))


def _plain(place: int, name: str, formats: Formats) -> Callable[[Sequence[Cell]], str]:
    return lambda row: written(name, row[place], formats)


def _customer(names: Sequence[str]) -> Callable[[Sequence[Cell]], str]:
    code = names.index("customer_id")
    name = names.index("customer_name") if "customer_name" in names else code
    return lambda row: str(row[name] or row[code] or ABSENT)


def _file(at: int, files: Mapping[int, str]) -> Callable[[Sequence[Cell]], str]:
    def write(row: Sequence[Cell]) -> str:
        number = row[at]
        return files.get(number, ABSENT) if isinstance(number, int) else ABSENT

    return write


def written(name: str, cell: Cell, formats: Formats) -> str:
    """One cell: amounts with cents, days and moments short, checks as marks, codes in words."""
    if isinstance(cell, bool):
        return _MARKS[cell]
    if isinstance(cell, date):
        return _day(name, cell, formats)
    if isinstance(cell, Decimal) and name == "score":
        return number(cell, 1)
    if isinstance(cell, Decimal):
        return formats.exact(cell) if name in _AMOUNTS else number(cell, 0 if cell == cell.to_integral_value() else 1)
    if f"{name}.{cell}" in _WORDS:
        return formats.t(f"explain.{name}.{cell}")
    return ABSENT if cell is None or cell == "" else str(cell)


def _day(name: str, day: date, formats: Formats) -> str:
    if isinstance(day, datetime):
        return f"{formats.day(day.date())} {day:%H:%M}" if day.time() != time.min else formats.day(day.date())
    return formats.month(day) if name == "month" else formats.day(day)


_WORDS = frozenset(
    {
        *(f"method.{code}" for code in ("visit", "call", "wechat", "email", "other")),
        *(f"band.{code}" for code in ("excellent", "good", "needs_improvement", "unsatisfactory")),
        *(f"stage.{code}" for code in ("lead", "need", "proposal", "quote", "negotiation", "won", "lost", "paused")),
    }
)


def _kind(name: str) -> Literal["text", "number"]:
    return "number" if name in _AMOUNTS or name in _NUMBERS else "text"


def _width(name: str) -> int:
    return _WIDTHS.get(name, 104 if name in _AMOUNTS else 76 if name in _NUMBERS else 100)
