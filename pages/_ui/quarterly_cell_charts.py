"""Pictures of one cell of the quarterly summary: why it changed, and eight quarters."""

from collections.abc import Sequence
from decimal import Decimal

import plotly.graph_objects as go

from analytics import sales
from analytics.quarterly_details import Bridge
from analytics.sales import SalesRow
from pages._ui import charts, quarterly_tiles, scales
from pages._ui.formats import ABSENT, Formats, number
from pages._ui.judgements import state_of
from pages._ui.tokens import MARKS, Tokens

HEIGHTS = {"bridge": 190, "course": 210}
_HEADROOM = 0.16


def bridge(found: Bridge, names: tuple[str, str], formats: Formats, colours: Tokens) -> go.Figure:
    """From the quarter before to this one, step by step; `names` of the two."""
    t = formats.t
    scale = scales.axis([found.before, found.actual, *_levels(found)], formats)
    labels = [names[0], *(t("quarterly.step." + step.name) for step in found.steps), names[1]]
    amounts = [found.before, *(step.amount for step in found.steps), found.actual]
    falls = go.Waterfall(
        x=list(range(len(labels))),
        y=[scale.at(amount) for amount in amounts],
        measure=["absolute", *("relative" for _ in found.steps), "total"],
        width=0.72,
        totals={"marker": {"color": colours.total}},
        increasing={"marker": {"color": colours.base}},
        decreasing={"marker": {"color": colours.behind}},
        connector={"line": {"color": colours.ghost, "width": 1}},
        customdata=["before", *(step.name for step in found.steps), "actual"],
        hoverinfo="none",  # "skip" would take the click as well
    )
    falls.update(base=0)
    low, high = min(0.0, scale.low), max(scale.high, 0.0)
    span = (high - low) or 1.0
    return charts.figure(
        [falls],
        colours,
        height=HEIGHTS["bridge"],
        margin={"l": 0, "r": 0, "t": 0, "b": 26},
        shapes=[_ends(place, scale.at(amounts[place]), colours) for place in (0, len(amounts) - 1)],
        annotations=_step_labels(found, formats, colours),
        xaxis={"tickvals": list(range(len(labels))), "ticktext": labels, "tickfont": {"size": 15, "color": colours.ink}},
        yaxis={"visible": False, "range": [low - span * (_HEADROOM if low < 0 else 0.02), high + span * _HEADROOM]},
    )


def _levels(found: Bridge) -> list[Decimal]:
    """Where each step ends."""
    levels, level = [], found.before
    for step in found.steps:
        level += step.amount
        levels.append(level)
    return levels


def _ends(place: int, height: float | None, colours: Tokens) -> dict[str, object]:
    """The two quarters in grey: a first bar of a waterfall would have the colour of a rise."""
    box = {"x0": place - 0.36, "x1": place + 0.36, "y0": 0, "y1": height}
    return {"type": "rect", **box, "line": {"width": 0}, "fillcolor": colours.total}


def _step_labels(found: Bridge, formats: Formats, colours: Tokens) -> list[dict[str, object]]:
    """The amount above each bar, below one that takes away."""
    levels = _levels(found)
    unit = formats.unit([found.before, found.actual, *levels])
    scale = scales.axis([found.before, found.actual, *levels], formats)
    before = [found.before, *levels[:-1]]
    tops = [found.before, *(max(pair) for pair in zip(before, levels, strict=True)), found.actual]
    places = unit.places if max(abs(found.before), abs(found.actual)) < 100 * unit.size or unit.places < 2 else 1
    texts = [
        number(found.before / unit.size, places),
        *(number(step.amount / unit.size, places, sign=True) if step.amount else "0" for step in found.steps),
        number(found.actual / unit.size, places),
    ]
    shared = {"showarrow": False, "font": {"size": 15, "color": colours.ink}, "yanchor": "bottom"}
    return [
        {**shared, "x": place, "y": max(scale.at(top) or 0.0, 0.0), "text": text}
        for place, (top, text) in enumerate(zip(tops, texts, strict=True))
    ]


def course(rows: Sequence[SalesRow], formats: Formats, colours: Tokens) -> go.Figure:
    """A bar per quarter in the colour of its state with base as a tick; the open one hatched."""
    scale = scales.axis([amount for row in rows for amount in (row.actual, row.base.target)], formats)
    places = list(range(len(rows)))
    heights = [scale.at(row.actual) for row in rows]
    bars = go.Bar(
        x=places,
        y=heights,
        width=0.6,
        marker={
            "color": [colours.state(state_of(row)) for row in rows],
            "pattern": {
                "shape": ["/" if row.is_partial else "" for row in rows],
                "fillmode": "overlay",
                "fgcolor": colours.page,
                "size": 6,
                "solidity": 0.25,
            },
        },
        hoverinfo="none",  # "skip" would take the click as well
        customdata=[f"{row.period.code}|{'actual' if row.base.attainment_pct is None else 'attainment'}" for row in rows],
    )
    span = (scale.high - scale.low) or 1.0
    return charts.figure(
        [bars],
        colours,
        height=HEIGHTS["course"],
        margin={"l": 0, "r": 0, "t": 0, "b": 26},
        shapes=[_tick(place, scale.at(row.base.target), colours) for place, row in enumerate(rows) if row.base.target is not None],
        annotations=[
            _course_label(place, row, max(heights[place] or 0.0, scale.at(row.base.target) or 0.0, 0.0), scale, formats, colours)
            for place, row in enumerate(rows)
        ],
        xaxis={
            "tickvals": places,
            "ticktext": [_quarter(row, formats, is_last=row is rows[-1]) for row in rows],
            "tickfont": {"size": 15, "color": colours.ink},
            "range": [-0.5, len(rows) - 0.5],
        },
        yaxis={"visible": False, "range": [scale.low - (span * 0.05 if scale.low < 0 else 0), scale.high + span * 0.36]},
    )


def _quarter(row: SalesRow, formats: Formats, *, is_last: bool) -> str:
    year, quarter = row.period.code.split("Q")
    text = formats.t("quarterly.axis", year=year[2:], quarter=quarter) + quarterly_tiles.star(row)
    return f"<b>{text}</b>" if is_last else text


def _tick(place: int, value: float | None, colours: Tokens) -> dict[str, object]:
    line = {"color": colours.ink, "width": 2}
    return {"type": "line", "x0": place - 0.38, "x1": place + 0.38, "y0": value, "y1": value, "line": line}


def _course_label(
    place: int, row: SalesRow, top: float, scale: scales.Axis, formats: Formats, colours: Tokens
) -> dict[str, object]:
    """The amount, and below it mark and attainment where there is a target."""
    amount = ABSENT if row.actual is None else number((row.actual or sales.ZERO) / scale.unit.size, scale.unit.places)
    state = state_of(row)
    judged = f"{MARKS[state]} {formats.pct(row.base.attainment_pct)}" if state and row.base.attainment_pct is not None else ""
    text = f"<b>{amount}</b>" + (f"<br>{judged}" if judged else "")
    return {
        "x": place,
        "y": top,
        "text": text,
        "showarrow": False,
        "yanchor": "bottom",
        "yshift": 2,
        "font": {"size": 15, "color": colours.ink},
    }
