"""The course of a person's score over the last twelve periods, with the policy's bands."""

from collections.abc import Sequence
from decimal import Decimal

import plotly.graph_objects as go

from analytics.periods import Period
from analytics.scores import Score
from pages._ui import charts
from pages._ui.formats import Formats, number
from pages._ui.scorecard_person_facts import Found
from pages._ui.tokens import Tokens

HEIGHT = 96
MARGIN = Decimal(4)  # points above and below the lowest and the highest
EDGE = Decimal(3)  # no line so near the edge, where its label would be cut
LEAST_RANGE, HIGHEST = Decimal(20), Decimal(103)
LEAST_PERIODS = 4


def draw(found: Found, formats: Formats, colours: Tokens) -> go.Figure:
    """Scores as a line with gaps where there is none, provisional ones as open points, the last labelled; points name periods."""
    scores, periods = _shown(found)
    values = [None if score is None or score.value is None else float(score.value) for score in scores]
    low, high = _range([score.value for score in scores if score is not None and score.value is not None])
    policy, last = found.policy, len(periods) - 1
    bands = (policy.band_needs_improvement, policy.band_good, policy.band_excellent)
    inside = [float(least) for least in bands if low + EDGE < least < high - EDGE]
    line = {"color": colours.ghost, "width": 1, "dash": "dot"}
    return charts.figure(
        [_line(values, scores, periods, colours)],
        colours,
        height=HEIGHT,
        margin={"l": 8, "r": 62, "t": 4, "b": 2},
        shapes=[{"type": "line", "x0": 0, "x1": last, "y0": least, "y1": least, "line": line} for least in inside],
        annotations=_end(scores[-1], last, colours),
        xaxis={"range": [-0.4, last + 0.2], "automargin": True} | _ticks(periods, formats),
        yaxis={
            "range": [float(low), float(high)],
            "tickvals": inside,
            "automargin": True,
            "ticklabelstandoff": 8,
            "showline": False,
        },
    )


def _shown(found: Found) -> tuple[list[Score | None], list[Period]]:
    """The scores and their periods, from the first that there is; at least four, since one point is no course."""
    scores = [card.score if card else None for card in found.review.earlier.course]
    periods = [found.period]
    while len(periods) < len(scores):
        periods.insert(0, periods[0].previous())
    first = next((place for place, score in enumerate(scores) if score is not None and score.value is not None), len(scores))
    first = min(first, len(scores) - LEAST_PERIODS)
    return scores[first:], periods[first:]


def _range(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """From below the lowest to above the highest, wide enough that small changes stay small."""
    if not values:
        return Decimal(0), HIGHEST
    low, high = min(values) - MARGIN, max(values) + MARGIN
    missing = max(Decimal(0), LEAST_RANGE - (high - low)) / 2
    return max(Decimal(0), low - missing), min(HIGHEST, high + missing)


def _line(values: list[float | None], scores: Sequence[Score | None], periods: Sequence[Period], colours: Tokens) -> go.Scatter:
    last = len(values) - 1
    is_open = [score is not None and score.is_provisional for score in scores]
    marks = {
        "size": [11 if place == last else 7 for place in range(last + 1)],
        "color": [colours.page if each else colours.base for each in is_open],
        "line": {"color": colours.base, "width": 2},
    }
    return go.Scatter(
        x=[*range(last + 1)],
        y=values,
        mode="lines+markers",
        line={"color": colours.base, "width": 2.5},
        marker=marks,
        customdata=[period.code for period in periods],
        hoverinfo="none",
        unselected={"marker": {"opacity": 1}},
    )


def _end(score: Score | None, place: int, colours: Tokens) -> list[dict[str, object]]:
    if score is None or score.value is None:
        return []
    text = f"<b>{number(score.value, 1)}{'*' if score.is_provisional else ''}</b>"
    label = {"x": place, "y": float(score.value), "text": text, "showarrow": False, "xanchor": "left", "xshift": 12}
    return [label | {"font": {"size": 17, "color": colours.ink}}]


def _ticks(periods: Sequence[Period], formats: Formats) -> dict[str, object]:
    """The first and the last with their year, in between every third month or second quarter, each year."""
    last = len(periods) - 1
    step = {"month": 3, "quarter": 2}.get(periods[-1].kind, 1)
    places = [0, *(place for place in range(step, last + 1) if (last - place) % step == 0)]
    return {"tickvals": places, "ticktext": [_tick(periods[place], place in (0, last), formats) for place in places]}


def _tick(period: Period, has_year: bool, formats: Formats) -> str:
    if period.kind == "year":
        return period.code
    if not has_year:
        return formats.short_month(period.begin) if period.kind == "month" else period.code[-2:]
    year = f"{int(period.code[:4]) % 100:02d}"
    if period.kind == "quarter":
        return formats.t("scorecard_person.tick.quarter", year=year, quarter=period.code[-1])
    return formats.t("scorecard_person.tick.month", year=year, month=formats.short_month(period.begin))
