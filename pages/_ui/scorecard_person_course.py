"""The course of a person's score over the last twelve periods, with the policy's bands."""

from decimal import Decimal

import plotly.graph_objects as go

from analytics.periods import Period
from pages._ui import charts
from pages._ui.formats import Formats, number
from pages._ui.scorecard_person_facts import Found
from pages._ui.tokens import Tokens

HEIGHT = 96
MARGIN = Decimal(3)  # points above and below the lowest and the highest


def draw(found: Found, formats: Formats, colours: Tokens) -> go.Figure:
    """Scores as a line with gaps where there is none, provisional ones as open points, the last one labelled."""
    scores = [card.score if card else None for card in found.review.earlier.course]
    values = [None if score is None or score.value is None else float(score.value) for score in scores]
    is_open = [score is not None and score.is_provisional for score in scores]
    low, high = _range([Decimal(str(value)) for value in values if value is not None])
    shown = [*range(len(values))]
    marks = {
        "size": [11 if place == shown[-1] else 7 for place in shown],
        "color": [colours.page if each else colours.base for each in is_open],
        "line": {"color": colours.base, "width": 2},
    }
    traces = [go.Scatter(x=shown, y=values, mode="lines+markers", line={"color": colours.base, "width": 2.5}, marker=marks)]
    policy = found.policy
    inside = [
        float(least) for least in (policy.band_needs_improvement, policy.band_good, policy.band_excellent) if low < least < high
    ]
    line = {"color": colours.ghost, "width": 1, "dash": "dot"}
    last = values[-1]
    return charts.figure(
        [trace.update(hoverinfo="skip") for trace in traces],
        colours,
        height=HEIGHT,
        margin={"l": 8, "r": 62, "t": 4, "b": 2},
        shapes=[{"type": "line", "x0": 0, "x1": shown[-1], "y0": least, "y1": least, "line": line} for least in inside],
        annotations=[] if last is None else [_end(last, shown[-1], is_open[-1], colours)],
        xaxis={"range": [-0.4, shown[-1] + 0.2], "automargin": True} | _ticks(found.period, len(shown), formats),
        yaxis={
            "range": [float(low), float(high)],
            "tickvals": inside,
            "automargin": True,
            "ticklabelstandoff": 8,
            "showline": False,
        },
    )


def _range(values: list[Decimal]) -> tuple[Decimal, Decimal]:
    """From below the lowest to above the highest, wide enough that small changes stay small."""
    if not values:
        return Decimal(0), Decimal(100)
    low, high = min(values) - MARGIN, max(values) + MARGIN
    missing = max(Decimal(0), 20 - (high - low)) / 2
    return max(Decimal(0), low - missing), min(Decimal(103), high + missing)


def _end(value: float, place: int, is_open: bool, colours: Tokens) -> dict[str, object]:
    text = f"<b>{number(Decimal(str(value)), 1)}{'*' if is_open else ''}</b>"
    return {"x": place, "y": value, "text": text, "showarrow": False, "xanchor": "left", "xshift": 12} | {
        "font": {"size": 17, "color": colours.ink}
    }


def _ticks(period: Period, count: int, formats: Formats) -> dict[str, object]:
    """Every third period, the first and the last with their year."""
    shown = [period]
    while len(shown) < count:
        shown.insert(0, shown[0].previous())
    step = 3 if period.kind == "month" else 2 if period.kind == "quarter" else 1
    places = [place for place in range(count) if (count - 1 - place) % step == 0 and place]
    places = [0, *(place for place in places if place >= step)]
    return {"tickvals": places, "ticktext": [_tick(shown[place], place in (0, count - 1), formats) for place in places]}


def _tick(period: Period, has_year: bool, formats: Formats) -> str:
    if period.kind == "year":
        return period.code
    if not has_year:
        return formats.short_month(period.begin) if period.kind == "month" else period.code[-2:]
    year = f"{int(period.code[:4]) % 100:02d}"
    if period.kind == "quarter":
        return formats.t("scorecard_person.tick.quarter", year=year, quarter=period.code[-1])
    return formats.t("scorecard_person.tick.month", year=year, month=formats.short_month(period.begin))
