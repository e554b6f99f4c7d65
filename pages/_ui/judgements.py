"""How a row of sales is judged: by landing where the period is open and there is one, else by attainment (look §4)."""

from decimal import Decimal

from analytics.sales import Growth, SalesRow
from pages._ui import tokens
from pages._ui.formats import Formats


def state_of(row: SalesRow) -> str | None:
    """The state in colour and mark; None of a partial period without a landing, and without a target."""
    if row.is_partial:
        return tokens.state(row.base.landing_pct, row.challenge.landing_pct)
    return tokens.state(row.base.attainment_pct, row.challenge.attainment_pct)


def is_by_landing(row: SalesRow) -> bool:
    return row.is_partial and row.base.landing_pct is not None


def pct_of(row: SalesRow) -> Decimal | None:
    """Landing attainment, else attainment, in percent of base."""
    return row.base.landing_pct if is_by_landing(row) else row.base.attainment_pct


def gap_of(row: SalesRow) -> Decimal | None:
    """Landing less base target, else actual less base target."""
    return row.base.gap if row.base.landing_gap is None else row.base.landing_gap


def growth(value: Growth, row: SalesRow, formats: Formats) -> str:
    """▲ 9.4 %, or the change where there is no percentage; "–" without data."""
    return formats.growth(value.pct, value.change, row.actual)
