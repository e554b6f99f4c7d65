"""The cells of current rows that a file changes, old and new."""

from datetime import date, datetime
from decimal import Decimal

from analytics.comparison import ChangedCell, Comparison
from analytics.importer.checked import Checked
from analytics.importer.columns import DATASETS
from analytics.importer.keys import SEPARATOR
from analytics.reports import Cell, Report
from analytics.texts import Translator
from pages._ui import blocks
from pages._ui.formats import Formats

LONGEST = 60


def cells(checked: Checked, compared: Comparison, formats: Formats, *, most: int) -> list[list[blocks.Text]]:
    """Changed cells as lines of a short table: key, column, old struck out, new."""
    assert checked.dataset is not None
    found: list[list[blocks.Text]] = []
    for cell in compared.cells[:most]:
        old = blocks.Html(f"<s>{blocks.html(shown(cell.before, formats))}</s>")
        column = header(cell, checked, formats.t)
        found.append([key(cell), blocks.span(column, "m"), blocks.joined(old, "→"), blocks.bold(shown(cell.after, formats))])
    return found


def cells_report(compared: Comparison) -> Report:
    rows: list[tuple[Cell, ...]] = [(cell.line, key(cell), cell.column, cell.before, cell.after) for cell in compared.cells]
    return Report("changed_cells", ("line", "key", "column", "before", "after"), rows)


def key(cell: ChangedCell) -> str:
    """A natural key as a reader knows it: its parts side by side."""
    return " · ".join(part for part in cell.row_key.split(SEPARATOR) if part)


def header(cell: ChangedCell, checked: Checked, t: Translator) -> str:
    """The file's own header of a column, else the column's name in the reader's language."""
    own = next((head for head, column in checked.mapping if column and cell.column in column.split(",")), None)
    assert checked.dataset is not None
    return own or column_name(checked.dataset, cell.column, t)


def column_name(dataset: str, column: str, t: Translator) -> str:
    """The main Chinese header, or the name itself."""
    return DATASETS[dataset].column(column).aliases[0] if t.language == "zh" else column


def shown(value: object, formats: Formats) -> str:
    """A stored value in a list of single rows."""
    if value is None:
        return formats.t("imports.rejects.empty")
    if isinstance(value, bool):
        return formats.t("imports.yes") if value else formats.t("imports.no")
    if isinstance(value, Decimal):
        return formats.exact(value)
    if isinstance(value, datetime):
        return f"{formats.day(value.date())} {value:%H:%M}"
    return formats.day(value) if isinstance(value, date) else str(value)
