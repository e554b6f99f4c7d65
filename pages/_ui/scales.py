"""Axes of amounts: one unit for a chart, few round ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pages._ui.formats import Formats, Unit


@dataclass(frozen=True)
class Axis:
    """Amounts of one chart in one unit, with its ticks."""

    unit: Unit
    low: float
    high: float
    ticks: tuple[float, ...]

    def at(self, amount: Decimal | None) -> float | None:
        return None if amount is None else float(amount / self.unit.size)


def axis(amounts: Sequence[Decimal | None], formats: Formats, *, most_ticks: int = 6) -> Axis:
    """From zero, or below it, to the largest amount; at most so many round ticks."""
    unit = formats.unit(amounts)
    values = [float(amount / unit.size) for amount in amounts if amount is not None]
    low, high = min([0.0, *values]), max([0.0, *values]) or 1.0
    step = next(step for step in _steps() if int(high / step) - int(low / step) < most_ticks)
    return Axis(unit, low, high, tuple(step * place for place in range(int(low / step), int(high / step) + 1)))


def _steps() -> Sequence[float]:
    """1, 2 and 5 times powers of ten; 25, 250 … as well."""
    return [base * 10.0**power for power in range(-4, 16) for base in ((1, 2, 2.5, 5) if power > 0 else (1, 2, 5))]
