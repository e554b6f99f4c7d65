"""The Overview's pictures: the course of a period against its plan, twelve months, departments by where they land."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import plotly.graph_objects as go

from analytics.sales import SalesRow
from pages._ui import charts, overview_strip
from pages._ui.formats import ABSENT, Formats, Unit, number
from pages._ui.overview_facts import Found
from pages._ui.tokens import MARKS, Tokens

LABEL_GAP = 22  # pixels between two labels at the lines' ends
HEIGHTS = {"course": 318, "months": 108, "teams": 108}
MOST_TEAMS = 5
BOLD = ("overview.line.base", "overview.line.actual")
NEAR_BEGIN, NEAR_END = 0.15, 0.82  # shares of the period's days


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
    return [base * 10.0**power for power in range(-4, 16) for base in (1, 2, 2.5, 5)]


def course(found: Found, formats: Formats, colours: Tokens) -> go.Figure:
    """Sales so far as stairs over a pale area, plan lines, the landing dashed; labels stand at the ends of the lines."""
    row, days = found.row, found.course
    top = [row.actual, row.landing_amount, row.base.target, row.challenge.target, *(day.actual for day in days)]
    scale = axis(top, formats)
    on = [day.on for day in days]
    actual = [(day.on, scale.at(day.actual)) for day in days if day.actual is not None]
    traces = [
        go.Scatter(x=[x for x, _ in actual], y=[y for _, y in actual], mode="lines", fill="tozeroy").update(
            fillcolor=_faded(colours.base), line={"shape": "hv", "width": 0}, hoverinfo="skip"
        ),
        _line(on, [scale.at(day.challenge_plan) for day in days], {"color": colours.muted, "width": 1.5, "dash": "dot"}),
        _line(on, [scale.at(day.base_plan) for day in days], {"color": colours.ink, "width": 1.5}),
        _line([x for x, _ in actual], [y for _, y in actual], {"color": colours.base, "width": 4, "shape": "hv"}),
        *_landing(found, scale, actual, colours),
    ]
    return charts.figure(
        traces,
        colours,
        height=HEIGHTS["course"],
        margin={"l": 10, "r": 190, "t": 12, "b": 4},
        annotations=_ends(found, scale, formats, colours) + _now(found, actual, formats, colours),
        xaxis={
            **_day_ticks(found, formats),
            "range": [on[0] - timedelta(hours=12), on[-1] + timedelta(hours=6)],
            "linecolor": colours.line,
            "automargin": True,
        },
        yaxis={
            "tickvals": list(scale.ticks),
            "ticktext": [_tick(tick) for tick in scale.ticks],
            "showgrid": True,
            "range": [scale.low * 1.05, scale.high * 1.06],
            "ticklabelstandoff": 8,
            "automargin": True,
            "showline": False,
        },
    )


def _line(x: Sequence[date], y: Sequence[float | None], line: dict[str, object]) -> go.Scatter:
    return go.Scatter(x=list(x), y=list(y), mode="lines", line=line, hoverinfo="skip")


def _faded(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.10)"


def _tick(value: float) -> str:
    places = 0 if value == int(value) else 1
    return number(Decimal(str(value)), places)


def _landing(found: Found, scale: Axis, actual: Sequence[tuple[date, float | None]], colours: Tokens) -> list[go.Scatter]:
    """The last point, and from there the dashed line to where the period lands."""
    if not actual:
        return []
    on, now = actual[-1]
    point = go.Scatter(x=[on], y=[now], mode="markers", marker={"size": 11, "color": colours.base}, hoverinfo="skip")
    end = found.course[-1].on
    if not found.row.is_partial or found.row.landing_amount is None or on == end:
        return [point]
    return [_line([on, end], [now, scale.at(found.row.landing_amount)], {"color": colours.base, "width": 2, "dash": "dash"}), point]


def _ends(found: Found, scale: Axis, formats: Formats, colours: Tokens) -> list[dict[str, object]]:
    """Labels at the ends of the lines, the highest first, pushed down where two would meet."""
    t, row = formats.t, found.row
    ends = [
        ("overview.line.challenge", row.challenge.target, colours.muted),
        ("overview.line.base", row.base.target, colours.ink),
        ("overview.line.landing", row.landing_amount if row.is_partial else None, colours.accent),
        ("overview.line.actual", row.actual if is_near_end(found) else None, colours.ink),
    ]
    there = [(scale.at(amount) or 0.0, key, amount, colour) for key, amount, colour in ends if amount is not None]
    pixel = (scale.high * 1.06 - scale.low * 1.05) / (HEIGHTS["course"] - 40)
    labels: list[dict[str, object]] = []
    place = float("inf")
    for value, key, amount, colour in sorted(there, reverse=True):
        place = min(value, place - LABEL_GAP * pixel)
        text = t(key, amount=formats.money(amount))
        label = _label(f"<b>{text}</b>" if key in BOLD else text, found.course[-1].on, place, colour)
        labels.append(label | {"xanchor": "left", "xshift": 14})
    return labels


def is_near_end(found: Found) -> bool:
    """Whether what was reached is told among the labels at the ends, for want of room beside its point."""
    return sum(day.actual is not None for day in found.course) > NEAR_END * len(found.course)


def _now(found: Found, actual: Sequence[tuple[date, float | None]], formats: Formats, colours: Tokens) -> list[dict[str, object]]:
    """What has been reached on the as-of day, right below its point."""
    if not actual or is_near_end(found):
        return []
    on, now = actual[-1]
    text = f"<b>{formats.short_day(on)} {formats.money(found.row.actual)}</b>"
    is_early = len(actual) < NEAR_BEGIN * len(found.course)
    return [_label(text, on, now, colours.ink) | {"xanchor": "left", "xshift": 14, "yshift": -6 if is_early else -20}]


def _label(text: str, x: date, y: float | None, colour: str) -> dict[str, object]:
    return {"x": x, "y": y, "text": text, "font": {"size": 15, "color": colour}, "showarrow": False}


def _day_ticks(found: Found, formats: Formats) -> dict[str, object]:
    """A month: some of its days; longer: first days of months; the as-of day always, others not beside it."""
    days = [day.on for day in found.course]
    if found.period.kind == "month":
        wanted = [days[0], *(day for day in days if day.day in (5, 10, 15, 20, 25)), days[-1]]
        apart = 2
    else:
        step = 1 if found.period.kind == "quarter" else 2
        wanted = [*found.period.months[::step], days[-1]]
        apart = len(days) // 16
    now = found.as_of if found.as_of in days else days[-1]
    ticks = sorted({now, *(day for day in wanted if abs((day - now).days) > apart)})
    texts = [_day_text(found, formats, day, now) for day in ticks]
    return {"tickvals": ticks, "ticktext": texts}


def _day_text(found: Found, formats: Formats, day: date, now: date) -> str:
    if found.period.kind != "month":
        return formats.short_day(day) if day.day != 1 or day == now else formats.short_month(day)
    return formats.t("overview.day", day=day.day)


def months(found: Found, formats: Formats, colours: Tokens) -> go.Figure:
    """Twelve bars in the colour of their state, with base as a tick; the open month hatched; each with its amount."""
    rows = found.months
    scale = axis([amount for row in rows for amount in (row.actual, row.base.target)], formats)
    places = list(range(len(rows)))
    heights = [scale.at(row.actual) for row in rows]
    bars = go.Bar(
        x=places,
        y=heights,
        marker={
            "color": [colours.state(overview_strip.state_of(row)) for row in rows],
            "pattern": {
                "shape": ["/" if row.is_partial else "" for row in rows],
                "fillmode": "overlay",
                "fgcolor": colours.page,
                "size": 6,
                "solidity": 0.25,
            },
        },
        width=0.62,
        hoverinfo="skip",
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
    return number(row.actual / scale.unit.size, 0 if scale.high >= 100 else 1)


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

    worst = sorted(found.teams, key=lambda row: _gap(row) or Decimal(0))[:MOST_TEAMS]
    return sorted(worst, key=lambda row: (_pct(row) is None, -(_pct(row) or Decimal(0))))


def _pct(row: SalesRow) -> Decimal | None:
    """Landing attainment where there is one, else attainment."""
    return row.base.attainment_pct if row.base.landing_pct is None else row.base.landing_pct


def _gap(row: SalesRow) -> Decimal | None:
    return row.base.gap if row.base.landing_gap is None else row.base.landing_gap


def teams(found: Found, formats: Formats, colours: Tokens) -> go.Figure:
    """A bar per department (of a chosen one: per person) in percent of base, base and challenge as ticks, the gap in money."""
    rows = worst_teams(found)
    names = [_team_name(row, found, formats) for row in rows]
    values = [float(_pct(row) or 0) for row in rows]
    challenges = [_challenge_pct(row) for row in rows]
    unit = formats.unit([_gap(row) for row in rows])
    most = max([120.0, *values, *(value for value in challenges if value is not None)])
    places = list(range(len(rows)))
    bars = go.Bar(
        x=values,
        y=places,
        orientation="h",
        width=0.6,
        marker={"color": [colours.state(overview_strip.state_of(row)) for row in rows]},
        hoverinfo="skip",
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
    state, pct = overview_strip.state_of(row), formats.pct(_pct(row))
    if row.base.target is None:
        first, second = f"{ABSENT} {formats.t('overview.no_target')}", formats.money(row.actual)
    else:
        first = f"<b>{MARKS[state]} {pct}</b>" if state else pct
        second = formats.money(_gap(row), unit=unit, sign=True)
    shared = {"xref": "paper", "y": place, "showarrow": False, "x": 1}
    return [
        {**shared, "text": first, "xanchor": "left", "xshift": 12, "font": {"size": 16, "color": colours.ink}},
        {**shared, "text": second, "xanchor": "right", "xshift": 186, "font": {"size": 15, "color": colours.muted}},
    ]
