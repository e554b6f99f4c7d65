"""The course of a period: sales so far as stairs, the plan lines, where it lands; labels stand at the ends of the lines."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import plotly.graph_objects as go

from pages._ui import charts, scales
from pages._ui.formats import Formats, number
from pages._ui.overview_facts import Found
from pages._ui.scales import Axis
from pages._ui.tokens import Tokens

HEIGHT = 288
LABEL_GAP = 22  # pixels between two labels at the lines' ends
BOLD = ("overview.line.base", "overview.line.actual")
NEAR_BEGIN, NEAR_END = 0.15, 0.82  # shares of the period's days


def draw(found: Found, formats: Formats, colours: Tokens) -> go.Figure:
    """Sales so far as stairs over a pale area, plan lines, the landing dashed; labels stand at the ends of the lines."""
    row, days = found.row, found.course
    top = [row.actual, row.landing_amount, row.base.target, row.challenge.target, *(day.actual for day in days)]
    scale = scales.axis(top, formats)
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
        height=HEIGHT,
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
    pixel = (scale.high * 1.06 - scale.low * 1.05) / (HEIGHT - 40)
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
