"""Where the points come from: part by part won (solid) and lost (hatched), with the policy's bands; and the score's course."""

from collections.abc import Sequence
from fractions import Fraction

import plotly.graph_objects as go

from analytics import numbers
from analytics.scores import Part, Score
from pages._ui import charts, scorecard_person_answers
from pages._ui.formats import ABSENT, Formats, number
from pages._ui.scorecard_person_facts import Found
from pages._ui.tokens import Tokens

HEIGHT = 240
FULL = 100
ROOM = 24  # right of 100, for what is lost
THICKNESS = 0.58  # of a row
LEAST_LABEL = 5  # points that a bar needs for its label


def draw(found: Found, score: Score, formats: Formats, colours: Tokens) -> go.Figure:
    """One bar per part that begins where the one before it ended, the composite below; `customdata` names the figure."""
    begins = _begins(score.parts)
    rows = [*range(len(score.parts))]
    placed = [*zip(rows, score.parts, begins, strict=True)]
    won = [(row, part, begin, float(part.points_won)) for row, part, begin in placed if part.points_won]
    lost = [
        (row, part, begin + float(part.points_won or 0), float(part.points_lost))
        for row, part, begin in placed
        if (part.points_lost or 0) > 0
    ]
    bars = [_bar(won, {"color": colours.base}), _bar(lost, _hatched(colours)), _composite(len(rows), score, colours)]
    return charts.figure(
        bars,
        colours,
        height=HEIGHT,
        margin={"l": 8, "r": 0, "t": 22, "b": 2},
        barmode="overlay",
        shapes=_connectors(score.parts, begins, colours) + _band_lines(found, len(rows), colours),
        annotations=_labels(found, score, begins, formats, colours),
        xaxis={"range": [0, FULL + ROOM], "showticklabels": False, "showline": False},
        yaxis={
            "range": [len(rows) + 0.45, -0.5],
            "tickvals": [*rows, len(rows)],
            "ticktext": [_name(part, formats, colours) for part in score.parts] + [formats.t("scorecard_person.composite")],
            "tickfont": {"size": 15, "color": colours.ink},
            "ticklabelstandoff": 10,
            "automargin": True,
            "showline": False,
        },
    )


def _begins(parts: Sequence[Part]) -> list[float]:
    found, at = [], Fraction(0)
    for part in parts:
        found.append(float(at))
        at += part.points_won or 0
    return found


def _bar(pieces: Sequence[tuple[int, Part, float, float]], marker: object) -> go.Bar:
    """Pieces of parts: row, part, where it begins, how long it is."""
    return _horizontal(
        [row for row, *_ in pieces],
        [length for *_, length in pieces],
        [begin for _, _, begin, _ in pieces],
        ["part_" + part.name for _, part, *_ in pieces],
        marker,
    )


def _composite(row: int, score: Score, colours: Tokens) -> go.Bar:
    return _horizontal([row], [float(score.exact or 0)], [0.0], ["score"], {"color": colours.total})


def _horizontal(rows: list[int], lengths: list[float], begins: list[float], figures: list[str], marker: object) -> go.Bar:
    return go.Bar(
        y=rows,
        x=lengths,
        base=begins,
        width=THICKNESS,  # else it hangs on the nearest two rows that have a bar
        orientation="h",
        marker=marker,
        customdata=figures,
        hoverinfo="none",
        unselected={"marker": {"opacity": 1}},
        selected={"marker": {"opacity": 1}},
    )


def _hatched(colours: Tokens) -> dict[str, object]:
    pattern = {"shape": "/", "fillmode": "overlay", "fgcolor": colours.warn, "size": 7, "solidity": 0.22}
    return {"color": colours.page, "line": {"color": colours.warn, "width": 1.5}, "pattern": pattern}


def _connectors(parts: Sequence[Part], begins: Sequence[float], colours: Tokens) -> list[dict[str, object]]:
    """From the end of each piece won down to the next piece, past parts that are left out, at last to the composite."""
    half, line = THICKNESS / 2, {"color": colours.muted, "width": 1}
    won = [
        (row, begin + float(part.points_won))
        for row, (part, begin) in enumerate(zip(parts, begins, strict=True))
        if part.points_won
    ]
    rows = [*(row for row, _ in won), len(parts)]
    return [
        {"type": "line", "x0": end, "x1": end, "y0": row + half, "y1": next_row - half, "line": line}
        for (row, end), next_row in zip(won, rows[1:], strict=True)
    ]


def _bands(found: Found) -> tuple[float, ...]:
    policy = found.policy
    return tuple(float(least) for least in (policy.band_needs_improvement, policy.band_good, policy.band_excellent))


def _band_lines(found: Found, last: int, colours: Tokens) -> list[dict[str, object]]:
    line = {"color": colours.ghost, "width": 1, "dash": "dash"}
    return [
        {"type": "line", "x0": least, "x1": least, "y0": -0.45, "y1": last + 0.45, "line": line, "layer": "below"}
        for least in _bands(found)
    ]


def _name(part: Part, formats: Formats, colours: Tokens) -> str:
    """The part with its raw figure."""
    raw = scorecard_person_answers.raw_words(part, formats)
    return f"{formats.t('scorecard_person.part.' + part.name)}  <span style='color:{colours.muted}'>{raw}</span>"


def _labels(found: Found, score: Score, begins: Sequence[float], formats: Formats, colours: Tokens) -> list[dict[str, object]]:
    labels = []
    for row, (part, begin) in enumerate(zip(score.parts, begins, strict=True)):
        won = float(part.points_won or 0)
        if part.points_won is not None and won >= LEAST_LABEL:
            labels.append(_label(_points(part.points_won), begin + won / 2, row, colours.label_ink(colours.base), bold=True))
        text, colour = _lost(part, formats, colours)
        labels.append(_right(text, _of(part, colours), row, colour, is_bold=(part.points_lost or 0) != 0))
    last = len(score.parts)
    if score.value is not None:
        shown = scorecard_person_answers.score_words(score)
        labels.append(_label(shown, float(score.value) / 2, last, colours.label_ink(colours.total), bold=True))
        labels.append(_right(scorecard_person_answers.band_words(score.band, formats.t), "", last, colours.ink, is_bold=True))
    return labels + [_label(f"{least:g}", least, -0.5, colours.muted) | {"yshift": 10} for least in _bands(found)]


def _points(points: Fraction) -> str:
    return number(numbers.half_up(points, 1), 1)


def _lost(part: Part, formats: Formats, colours: Tokens) -> tuple[str, str]:
    if part.points_lost is None:
        return (formats.t("scorecard_person.no_data") if part.pct is None else ABSENT), colours.muted
    if part.points_lost == 0:
        return formats.t("scorecard_person.full"), colours.muted
    if part.points_lost < 0:
        return "+" + _points(-part.points_lost), colours.ink
    return "−" + _points(part.points_lost), colours.warn


def _of(part: Part, colours: Tokens) -> str:
    """The part's weight, scaled where another part is left out."""
    if part.full_points is None:
        return ""
    rounded = numbers.half_up(part.full_points, 1)
    return f" <span style='color:{colours.muted}'>/ {number(rounded, 0 if rounded == int(rounded) else 1)}</span>"


def _right(text: str, behind: str, row: int, colour: str, *, is_bold: bool) -> dict[str, object]:
    """A label that ends at the right edge of the figure."""
    label = _label(text, 1, row, colour, bold=is_bold)
    return label | {"text": f"{label['text']}{behind}", "xref": "paper", "xanchor": "right"}


def _label(text: str, x: float, y: float, colour: str, *, bold: bool = False) -> dict[str, object]:
    shown = f"<b>{text}</b>" if bold else text
    return {"x": x, "y": y, "text": shown, "showarrow": False, "font": {"size": 16 if bold else 15, "color": colour}}
