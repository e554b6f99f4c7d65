"""The team board: one row per person or department, its total, and what a click on each cell opens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from types import MappingProxyType

from analytics.team import Board, Line
from pages._ui import explain, scorecard_choice, scorecard_team_pictures, tables
from pages._ui.formats import ABSENT, Formats, Unit, number
from pages._ui.judgements import state_of
from pages._ui.scorecard_team_pictures import Scale
from pages._ui.tables import Column
from pages._ui.tokens import MARKS, Tokens

ROW_HEIGHT = 29
MOST_ROWS = 24  # with the total
BAND_MARKS = MappingProxyType({"excellent": "★", "good": "●", "needs_improvement": "◐", "unsatisfactory": "○"})

# The figure that explains a cell; other columns open the person.
FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "rank": "rank",
        "moved": "rank",
        "bullet": "attainment",
        "attainment": "attainment",
        "landing": "landing_attainment",
        "actual": "actual",
        "gap": "gap",
        "collection": "collection",
        "new": "new_customers",
        "visits": "visits",
        "parts": "score",
        "score": "score",
        "band": "score",
        "overdue_a": "overdue_a",
    }
)


@dataclass(frozen=True)
class Drawing:
    """What a board shows: its lines in order, their total (None: not here), twelve months of sales by key."""

    board: Board
    lines: Sequence[Line]
    total: Line | None
    months: Mapping[str | None, Sequence[Decimal | None]]
    scale: Scale
    formats: Formats
    tokens: Tokens

    @property
    def has_landing(self) -> bool:
        """A partial period shows where each lands beside how far each is."""
        return self.total is not None and self.total.sales.is_partial

    @property
    def unit(self) -> Unit:
        """That of a usual amount: neither the total nor one large seller sets it."""
        amounts = [abs(line.sales.actual) for line in self.lines if line.sales.actual]
        return self.formats.unit([median(amounts)] if amounts else [])


Cell = Callable[[Line], str | None]
Part = tuple[str, Column, Cell]


def show(drawing: Drawing, on_click: Callable[[Line, str], None]) -> None:
    """Draws the board; `on_click` gets the line and the column of a click before the next run."""
    by = drawing.lines[0].by if drawing.lines else "owner"
    parts = _parts(drawing, by)
    lines = [*drawing.lines, *([drawing.total] if drawing.total else [])]
    names = [name for name, *_ in parts]
    tables.show(
        [column for _, column, _ in parts],
        [[cell(line) for _, _, cell in parts] for line in lines],
        key=f"board_{by}_{explain.turn()}",
        alt=drawing.formats.t("scorecards.board.alt"),
        most=MOST_ROWS,
        row_height=ROW_HEIGHT,
        on_click=lambda row, column: on_click(lines[row], names[column]),
    )


def _parts(drawing: Drawing, by: str) -> list[Part]:
    t, formats, unit = drawing.formats.t, drawing.formats, drawing.unit
    scale, colours, months = drawing.scale, drawing.tokens, drawing.months

    def part(name: str, width: int, cell: Cell, kind: str = "number") -> Part:
        words, key = t("scorecards.column." + name), f"scorecards.help.{name}"
        drawn = {"number": Column(words, width, "number", t(key)), "image": Column(words, width, "image", t(key))}
        return name, drawn.get(kind) or Column(words, width, help=t(key)), cell

    def is_total(line: Line) -> bool:
        return line is drawing.total

    who = [part("person" if by == "owner" else "department", 84, _name(drawing), "text")]
    if by == "owner":
        who.append(part("department", 74, lambda line: (line.department or ABSENT) if not is_total(line) else "", "text"))
    landing = [part("landing", 86, lambda line: _marked(line, line.sales.base.landing_pct, formats))] if drawing.has_landing else []
    return [
        part(
            "rank", 36 if len(drawing.board.lines) < 1000 else 50, lambda line: "" if is_total(line) else formats.count(line.rank)
        ),
        part("moved", 54 if len(drawing.board.lines) < 1000 else 72, lambda line: "" if is_total(line) else _moved(line, formats)),
        *who,
        part(
            "bullet",
            scorecard_team_pictures.BULLET + 16,
            lambda line: scorecard_team_pictures.bullet(line, scale, colours, is_total=is_total(line)),
            "image",
        ),
        part("attainment", 68 if drawing.has_landing else 88, _attainment(drawing)),
        *landing,
        part("actual", 76, lambda line: formats.money(line.sales.actual, unit=unit)),
        part("gap", 76, lambda line: formats.money(line.sales.base.gap, unit=unit, sign=True)),
        part("collection", 74, lambda line: formats.pct(line.collection_pct)),
        part("new", 44, lambda line: _new(line, drawing)),
        part("visits", 46, lambda line: formats.count(line.visits)),
        part(
            "parts", scorecard_team_pictures.PARTS + 16, lambda line: scorecard_team_pictures.parts(line, scale, colours), "image"
        ),
        part("score", 54, score),
        part("band", 122 if t.language == "en" else 92, lambda line: band(line, formats), "text"),
        part("overdue_a", 54, lambda line: formats.count(line.overdue_a_count)),
        part("months", 88, lambda line: None if is_total(line) else _months(line, months, colours), "image"),
    ]


def _name(drawing: Drawing) -> Cell:
    def name(line: Line) -> str:
        if line is not drawing.total:
            return scorecard_choice.label(line)
        return drawing.formats.t("scorecards.total")

    return name


def _moved(line: Line, formats: Formats) -> str:
    """▲ 2, ▼ 1, ＝; absent for who had no rank before."""
    if line.moved is None:
        return ABSENT
    return formats.change(line.moved) if line.moved else "＝"


def _attainment(drawing: Drawing) -> Cell:
    """How far, marked with the state where the period is whole; else why there is none."""
    formats = drawing.formats

    def attainment(line: Line) -> str:
        base = line.sales.base
        if base.state in ("none", "zero"):
            return formats.t("scorecards.no_target" if base.state == "none" else "scorecards.zero_target")
        if line.sales.is_partial:
            return formats.pct(base.attainment_pct)
        return _marked(line, base.attainment_pct, formats)

    return attainment


def _marked(line: Line, pct: Decimal | None, formats: Formats) -> str:
    state = state_of(line.sales)
    return formats.pct(pct) if state is None or pct is None else f"{MARKS[state]} {formats.pct(pct)}"


def _new(line: Line, drawing: Drawing) -> str:
    """With a star where the history starts in this period: old customers look new."""
    count = drawing.formats.count(line.new_customers)
    return f"{count}*" if drawing.board.is_history_start and line.new_customers is not None else count


def score(line: Line) -> str:
    """92.4, with a star when provisional; "–" under half of the weight."""
    if line.score is None:
        return ABSENT
    return f"{number(line.score, 1)}{'*' if line.is_provisional else ''}"


def band(line: Line, formats: Formats) -> str:
    """★ Excellent."""
    return ABSENT if line.band is None else f"{BAND_MARKS[line.band]} {formats.t('scorecards.band.' + line.band)}"


def _months(line: Line, months: Mapping[str | None, Sequence[Decimal | None]], colours: Tokens) -> str | None:
    return scorecard_team_pictures.month_line(months[line.key], colours) if line.key in months else None
