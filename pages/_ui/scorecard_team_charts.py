"""The pictures beside the team board: people by band, attainment against collection."""

from collections.abc import Sequence

import plotly.graph_objects as go

from analytics import team
from analytics.team import Board, Line
from pages._ui import charts, scorecard_choice
from pages._ui.formats import Formats, number
from pages._ui.judgements import state_of
from pages._ui.scorecard_team_board import BAND_MARKS
from pages._ui.tokens import Tokens

BANDS_HEIGHT, SCATTER_HEIGHT = 150, 290
BAND_STATES = {"excellent": "challenge", "good": "base", "needs_improvement": "short", "unsatisfactory": "behind"}
_WIDTH = 400  # of the scatter, about, to keep names apart
_PLACES = (("middle right", 1, 0), ("middle left", -1, 0), ("top center", 0, 1), ("bottom center", 0, -1))


def bands(board: Board, formats: Formats, colours: Tokens) -> go.Figure:
    """A bar per band with the people in it and the change since the period before."""
    found = team.bands(board.lines)
    places = list(range(len(found)))
    most = max((count for _, count, _ in found), default=0) or 1
    bars = go.Bar(
        x=[count for _, count, _ in found],
        y=places,
        orientation="h",
        width=0.62,
        marker={"color": [colours.state(BAND_STATES[band]) for band, *_ in found]},
        text=[_count(now, 0 if then is None else now - then, formats, colours) for _, now, then in found],
        textposition="outside",
        textfont={"size": 16, "color": colours.ink},
        cliponaxis=False,
        hoverinfo="none",
        customdata=[band for band, *_ in found],
    )
    return charts.figure(
        [bars],
        colours,
        height=BANDS_HEIGHT,
        margin={"l": 4, "r": 0, "t": 0, "b": 0},
        xaxis={"visible": False, "range": [0, most * 1.3]},
        yaxis={
            "tickvals": places,
            "ticktext": [f"{BAND_MARKS[band]} {formats.t('scorecards.band.' + band)}" for band, *_ in found],
            "range": [len(found) - 0.5, -0.5],
            "tickfont": {"size": 16, "color": colours.ink},
            "automargin": True,
            "showline": False,
            "ticklabelstandoff": 6,
        },
    )


def _count(now: int, change: int, formats: Formats, colours: Tokens) -> str:
    since = f'  <span style="color:{colours.muted}">{formats.count(change, sign=True)}</span>' if change else ""
    return f" <b>{formats.count(now)}</b>{since}"


def scatter(board: Board, formats: Formats, colours: Tokens) -> go.Figure:
    """A point per person in the colour of the state, the outliers named where their names have room."""
    t = formats.t
    points = [(line, *(float(rate) for rate in both)) for line in board.lines if (both := team.rates(line)) is not None]
    across, down = _axis([x for _, x, _ in points]), _axis([y for *_, y in points])
    dots = go.Scatter(
        x=[_within(x, across) for _, x, _ in points],
        y=[_within(y, down) for *_, y in points],
        mode="markers",
        marker={"size": 10 if len(points) < 100 else 6, "color": [colours.state(state_of(line.sales)) for line, *_ in points]},
        customdata=[line.key for line, *_ in points],
        text=[_hover(line, formats) for line, *_ in points],
        hoverinfo="text",
    )
    return charts.figure(
        [dots, _names(board, points, (across, down), colours)],
        colours,
        height=SCATTER_HEIGHT,
        margin={"l": 0, "r": 8, "t": 8, "b": 0},
        shapes=[
            {"type": "line", "x0": 100, "x1": 100, "yref": "paper", "y0": 0, "y1": 1, "line": {"color": colours.ink, "width": 1.5}},
            {
                "type": "line",
                "y0": 100,
                "y1": 100,
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "line": {"color": colours.ghost, "width": 1.5},
            },
        ],
        xaxis={
            **_ticks(across),
            "automargin": True,
            "title": {"text": t("scorecards.scatter.across"), "font": {"size": 15, "color": colours.muted}},
        },
        yaxis={**_ticks(down), "showgrid": True, "automargin": True},
    )


def _axis(values: Sequence[float]) -> tuple[float, float]:
    """Around all values and 100, but no further than 0 and 300: a rate far beyond stands at the edge."""
    low, high = min([*values, 95.0]), max([*values, 105.0])
    edge = max(high - low, 20.0) * 0.08
    return max(low - edge, -edge if low >= 0 else -100.0), min(high + edge, 300.0)


def _within(value: float, axis: tuple[float, float]) -> float:
    return min(max(value, axis[0]), axis[1])


def _ticks(axis: tuple[float, float]) -> dict[str, object]:
    span = axis[1] - axis[0]
    step = next(step for step in (5, 10, 20, 50, 100, 200) if span / step <= 5.5)
    first = int(-(-axis[0] // step)) * step
    values = list(range(first, int(axis[1]) + 1, step))
    return {"range": list(axis), "tickvals": values, "ticktext": [number(value) for value in values]}


def _hover(line: Line, formats: Formats) -> str:
    both = team.rates(line) or (None, None)
    name = charts.escaped(scorecard_choice.label(line))
    return formats.t("scorecards.scatter.point", name=name, attained=formats.pct(both[0]), collected=formats.pct(both[1]))


Axes = tuple[tuple[float, float], tuple[float, float]]
Box = tuple[float, float, float, float]


def _names(board: Board, points: Sequence[tuple[Line, float, float]], axes: Axes, colours: Tokens) -> go.Scatter:
    """At most eight names; a name that would meet a point or another name at each of its four sides is left out."""
    at = {line.key: _pixel(x, y, axes) for line, x, y in points}
    taken: list[Box] = [(x - 6, y - 6, x + 6, y + 6) for x, y in at.values()] if len(points) < 100 else []
    middle = _pixel(100, 0, axes)[0]
    taken.append((middle - 1, 0, middle + 1, SCATTER_HEIGHT))
    chosen: list[tuple[Line, str]] = []
    for line in team.outliers(board.lines):
        name, (x, y) = charts.cut(scorecard_choice.label(line)), at[line.key]
        sides = ((side, _box(x, y, name, right, up)) for side, right, up in _PLACES)
        free = next(((side, box) for side, box in sides if _is_inside(box) and not any(_meet(box, other) for other in taken)), None)
        if free is not None:
            chosen.append((line, free[0]))
            taken.append(free[1])
    places = {line.key: (_within(x, axes[0]), _within(y, axes[1])) for line, x, y in points}
    return go.Scatter(
        x=[places[line.key][0] for line, _ in chosen],
        y=[places[line.key][1] for line, _ in chosen],
        mode="text",
        text=[f"&nbsp;&nbsp;{charts.escaped(charts.cut(scorecard_choice.label(line)))}&nbsp;&nbsp;" for line, _ in chosen],
        textposition=[side for _, side in chosen],
        textfont={"size": 14, "color": colours.ink},
        hoverinfo="skip",
    )


def _pixel(x: float, y: float, axes: Axes) -> tuple[float, float]:
    (left, right), (low, high) = axes
    return (
        (_within(x, axes[0]) - left) / (right - left) * (_WIDTH - 40),
        (_within(y, axes[1]) - low) / (high - low) * (SCATTER_HEIGHT - 50),
    )


def _box(x: float, y: float, name: str, right: int, up: int) -> Box:
    wide, high = charts.width(name) * 7.2 + 10, 16
    left = x + 6 if right > 0 else x - 6 - wide if right < 0 else x - wide / 2
    low = y + 5 if up > 0 else y - 5 - high if up < 0 else y - high / 2
    return left, low, left + wide, low + high


def _is_inside(box: Box) -> bool:
    return box[0] >= 0 and box[2] <= _WIDTH - 40 and box[1] >= 0 and box[3] <= SCATTER_HEIGHT - 50


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
