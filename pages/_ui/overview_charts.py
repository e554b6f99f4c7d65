"""The Overview's smaller pictures: twelve months, and departments by where they land."""

from collections.abc import Sequence
from decimal import Decimal

import plotly.graph_objects as go

from analytics.sales import SalesRow
from pages._ui import charts, scales
from pages._ui.formats import ABSENT, Formats, Unit, number
from pages._ui.judgements import gap_of, pct_of, state_of
from pages._ui.overview_facts import Found
from pages._ui.scales import Axis
from pages._ui.tokens import MARKS, Tokens

HEIGHTS = {"months": 98, "teams": 96}
MOST_TEAMS = 5


def months(found: Found, formats: Formats, colours: Tokens) -> go.Figure:
    """Twelve bars in the colour of their state, with base as a tick; the open month hatched; each with its amount."""
    rows = found.months
    scale = scales.axis([amount for row in rows for amount in (row.actual, row.base.target)], formats)
    places = list(range(len(rows)))
    heights = [scale.at(row.actual) for row in rows]
    bars = go.Bar(
        x=places,
        y=heights,
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
        width=0.62,
        hoverinfo="none",  # "skip" would take the click as well
        customdata=[row.period.code for row in rows],
    )
    lift = (scale.high - scale.low) * 0.03
    above = [max(height or 0.0, scale.at(row.base.target) or 0.0, 0.0) + lift for height, row in zip(heights, rows, strict=True)]
    texts = go.Scatter(
        x=places,
        y=above,
        mode="text",
        text=[_month_value(row, scale) for row in rows],
        textposition="top center",
        textfont={"size": 14, "color": colours.ink},
        hoverinfo="skip",
    )
    return charts.figure(
        [bars, texts],
        colours,
        height=HEIGHTS["months"],
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        shapes=[
            _tick_mark(place, scale.at(row.base.target), colours) for place, row in enumerate(rows) if row.base.target is not None
        ],
        xaxis={"tickvals": places, "ticktext": _month_texts(rows, formats), "range": [-0.5, len(rows) - 0.5], "automargin": True},
        yaxis={"visible": False, "range": [scale.low * 1.1, scale.high * 1.25]},
    )


def _month_value(row: SalesRow, scale: Axis) -> str:
    if row.actual is None:
        return ABSENT
    return number(row.actual / scale.unit.size, 0 if scale.high >= 100 else 1 if scale.high >= 10 else scale.unit.places)


def _month_texts(rows: Sequence[SalesRow], formats: Formats) -> list[str]:
    """The first and each January carry their names, the last is bold and, when open, marked."""
    texts = []
    for place, row in enumerate(rows):
        month = row.period.begin
        text = formats.short_month(month) if place == 0 or month.month == 1 or formats.t.language == "en" else str(month.month)
        if row is rows[-1]:
            text = f"<b>{formats.short_month(month)}{'*' if row.is_partial else ''}</b>"
        texts.append(text)
    return texts


def _tick_mark(place: int, value: float | None, colours: Tokens) -> dict[str, object]:
    return {
        "type": "line",
        "x0": place - 0.4,
        "x1": place + 0.4,
        "y0": value,
        "y1": value,
        "line": {"color": colours.ink, "width": 2},
    }


def worst_teams(found: Found) -> list[SalesRow]:
    """The teams that the picture shows, the best first: all, or those with the largest shortfall."""

    worst = sorted(found.teams, key=lambda row: gap_of(row) or Decimal(0))[:MOST_TEAMS]
    return sorted(worst, key=lambda row: (pct_of(row) is None, -(pct_of(row) or Decimal(0))))


def teams(found: Found, formats: Formats, colours: Tokens) -> go.Figure:
    """A bar per department (of a chosen one: per person) in percent of base, base and challenge as ticks, the gap in money."""
    rows = worst_teams(found)
    names = [_team_name(row, found, formats) for row in rows]
    values = [float(pct_of(row) or 0) for row in rows]
    challenges = [_challenge_pct(row) for row in rows]
    unit = formats.unit([gap_of(row) for row in rows])
    most = max([120.0, *values, *(value for value in challenges if value is not None)])
    places = list(range(len(rows)))
    bars = go.Bar(
        x=values,
        y=places,
        orientation="h",
        width=0.6,
        marker={"color": [colours.state(state_of(row)) for row in rows]},
        hoverinfo="none",  # "skip" would take the click as well
        customdata=[row.keys[0] or "" for row in rows],
    )
    return charts.figure(
        [bars],
        colours,
        height=HEIGHTS["teams"],
        margin={"l": 10, "r": 190, "t": 0, "b": 0},
        shapes=[mark for place, row in enumerate(rows) for mark in _team_marks(place, row, challenges[place], colours)],
        annotations=[label for place, row in enumerate(rows) for label in _team_labels(place, row, unit, formats, colours)],
        xaxis={"visible": False, "range": [0, most * 1.02]},
        yaxis={
            "tickvals": places,
            "ticktext": [charts.escaped(name) for name in names],
            "range": [max(len(rows), 3) - 0.5, -0.5],
            "tickfont": {"size": 15, "color": colours.ink},
            "automargin": True,
            "showline": False,
            "ticklabelstandoff": 6,
            "ticklabeloverflow": "allow",
        },
    )


def _team_name(row: SalesRow, found: Found, formats: Formats) -> str:
    name = (row.department if found.department is None else row.owner) or formats.t("overview.unassigned")
    return charts.cut(name)


def _challenge_pct(row: SalesRow) -> float | None:
    if row.challenge.target is None or not row.base.target:
        return None
    return float(row.challenge.target / row.base.target * 100)


def _team_marks(place: int, row: SalesRow, challenge: float | None, colours: Tokens) -> list[dict[str, object]]:
    if row.base.target is None:
        return []
    shared = {"type": "line", "y0": place - 0.44, "y1": place + 0.44}
    marks = [{**shared, "x0": 100, "x1": 100, "line": {"color": colours.ink, "width": 2}}]
    if challenge is not None:
        marks.append({**shared, "x0": challenge, "x1": challenge, "line": {"color": colours.muted, "width": 2, "dash": "dot"}})
    return marks


def _team_labels(place: int, row: SalesRow, unit: Unit, formats: Formats, colours: Tokens) -> list[dict[str, object]]:
    """Mark and percentage, then the gap in money; without a target the actual and why."""
    state, pct = state_of(row), formats.pct(pct_of(row))
    if row.base.target is None:
        first, second = f"{ABSENT} {formats.t('overview.no_target')}", formats.money(row.actual)
    else:
        first = f"<b>{MARKS[state]} {pct}</b>" if state else pct
        second = formats.money(gap_of(row), unit=unit, sign=True)
    shared = {"xref": "paper", "y": place, "showarrow": False, "x": 1}
    return [
        {**shared, "text": first, "xanchor": "left", "xshift": 12, "font": {"size": 16, "color": colours.ink}},
        {**shared, "text": second, "xanchor": "right", "xshift": 186, "font": {"size": 15, "color": colours.muted}},
    ]
