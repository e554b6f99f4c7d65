"""What stands on one tile of the quarterly matrix: state, mark, figure, the lines below it (look §3 Quarterly, §4)."""

from dataclasses import dataclass

from analytics.quarterly import Line
from analytics.quarterly_matrix import REST, Matrix
from analytics.sales import SalesRow
from analytics.texts import Translator
from pages._ui import charts, judgements, quarterly_choice
from pages._ui.formats import ABSENT, Formats
from pages._ui.quarterly_choice import Measure
from pages._ui.tokens import MARKS

LONGEST_SHORT = 9  # characters of a narrow tile's small line


@dataclass(frozen=True)
class Tile:
    """`state` None: outlined without a target, grey in a partial quarter without a landing. `is_sum`: soft grey with a state edge.

    `figure` carries the mark of the state; `lines` are those below it, the most important first, `short_lines` those of a
    narrow tile: without words.
    """

    line: Line
    state: str | None
    is_sum: bool
    has_target: bool
    figure: str
    lines: tuple[str, ...]
    short_lines: tuple[str, ...]

    @property
    def is_rest(self) -> bool:
        """The sum of folded cells, which opens nothing."""
        return REST in (self.line.place.region, self.line.place.product_line)


def tile(line: Line, measure: Measure, formats: Formats) -> Tile:
    """The tile of a cell or total."""
    row = line.sales
    state = judgements.state_of(row)
    is_sum = line.place.kind != "cell" or REST in (line.place.region, line.place.product_line)
    value = shown(line, measure, formats)
    figure = f"{MARKS[state]} {value}" if state else value
    return Tile(
        line,
        state,
        is_sum,
        row.base.target is not None,
        figure,
        _lines(line, measure, formats),
        _short_lines(line, measure, formats),
    )


def shown(line: Line, measure: Measure, formats: Formats) -> str:
    """The value of a measure; of attainment, where there is none, why."""
    row = line.sales
    if measure == "attainment":
        return attainment(row, formats)
    return {
        "actual": formats.money(row.actual) + star(row),
        "gap": formats.money(row.base.gap, sign=True) + (star(row) if row.base.gap is not None else ""),
        "qoq": judgements.growth(row.growth, row, formats) if row.growth else ABSENT,
        "yoy": judgements.growth(row.growth_yoy, row, formats),
        "share": formats.pct(line.share_of_growth_pct),
    }[measure]


def attainment(row: SalesRow, formats: Formats) -> str:
    """The attainment, or why there is none; a partial quarter or one with months missing has a star."""
    if row.actual is None:
        return formats.t("quarterly.not_loaded")
    if row.base.attainment_pct is not None:
        return formats.pct(row.base.attainment_pct) + star(row)
    if row.base.target is None:
        return formats.t("quarterly.no_target")
    return formats.t("quarterly.zero_target" if row.base.state == "zero" else "quarterly.target_later")


def star(row: SalesRow) -> str:
    return "*" if row.is_partial or row.missing_months else ""


def growth(line: Line, measure: Measure, formats: Formats) -> str:
    """Growth with its name: on the year before where that is the measure, else on the quarter before."""
    row = line.sales
    if measure == "yoy":
        return formats.t("quarterly.line.yoy", growth=judgements.growth(row.growth_yoy, row, formats))
    value = judgements.growth(row.growth, row, formats) if row.growth else ABSENT
    return formats.t("quarterly.line.qoq", growth=value)


def landing(row: SalesRow, formats: Formats) -> str | None:
    """Where the attainment lands; None unless the quarter is open and there is a landing."""
    if not judgements.is_by_landing(row):
        return None
    return formats.t("quarterly.line.landing", pct=formats.pct(row.base.landing_pct))


def _lines(line: Line, measure: Measure, formats: Formats) -> tuple[str, ...]:
    row = line.sales
    first = formats.money(row.actual) if measure != "actual" else _attained(row, formats)
    change = formats.money(row.growth.change, sign=True) if row.growth and measure in ("qoq", "share") else None
    if measure == "yoy":
        change = formats.money(row.growth_yoy.change, sign=True)
    last = growth(line, measure, formats) if measure not in ("qoq", "yoy") else _attained(row, formats)
    lands = landing(row, formats) if measure in ("attainment", "actual", "gap") else change
    return tuple(text for text in (first, last, lands) if text is not None and text != ABSENT)


def _attained(row: SalesRow, formats: Formats) -> str:
    """The attainment with its name, or why there is none."""
    value = attainment(row, formats)
    return value if row.base.attainment_pct is None else formats.t("quarterly.tip.attainment", value=value)


def _short_lines(line: Line, measure: Measure, formats: Formats) -> tuple[str, ...]:
    """The actual (beside it the attainment), then the percentage of growth."""
    row = line.sales
    first = attainment(row, formats).removesuffix("*") if measure == "actual" else formats.money(row.actual)
    value = row.growth_yoy if measure == "yoy" else row.growth
    has_growth = measure not in ("qoq", "yoy") and value is not None and value.pct is not None
    text = judgements.growth(value, row, formats) if has_growth and value is not None else ""
    return (first, text) if 0 < len(text) <= LONGEST_SHORT else (first,)


def region_name(line: Line, matrix: Matrix, t: Translator) -> str:
    """The region of a line as shown."""
    if line.place.region == REST:
        return t("quarterly.rest_regions", count=matrix.folded_regions)
    return line.sales.region or t("quarterly.unassigned")


def product_line_name(line: Line, matrix: Matrix, t: Translator, *, is_short: bool = False) -> str:
    """The product line of a line as shown; `is_short`: above a narrow column."""
    if line.place.product_line == REST:
        key = "quarterly.rest_short" if is_short else "quarterly.rest_product_lines"
        return t(key, count=matrix.folded_product_lines)
    return line.sales.product_line or t("quarterly.unassigned")


def name(line: Line, matrix: Matrix, t: Translator) -> str:
    """The name of a cell or total as shown."""
    return quarterly_choice.name(line.place, region_name(line, matrix, t), product_line_name(line, matrix, t))


def tooltip(line: Line, matrix: Matrix, formats: Formats) -> str:
    """All that a tile of one line leaves out, one figure a line."""
    t, row = formats.t, line.sales
    rows = [
        t("quarterly.tip.attainment", value=attainment(row, formats)),
        t("quarterly.tip.amounts", actual=formats.money(row.actual), target=formats.money(row.base.target)),
        landing(row, formats),
        t("quarterly.tip.gap", value=formats.money(row.base.gap, sign=True)) if row.base.gap is not None else None,
        growth(line, "qoq", formats),
        growth(line, "yoy", formats),
    ]
    texts = [name(line, matrix, t), *(text for text in rows if text is not None)]
    return "<br>".join(charts.escaped(text) for text in texts)
