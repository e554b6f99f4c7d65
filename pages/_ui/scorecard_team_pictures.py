"""The pictures in the cells of the team board: attainment against both tiers, the score by its parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from analytics.policy import Policy
from analytics.sales import SalesRow
from analytics.team import Line
from pages._ui import pictures
from pages._ui.judgements import state_of
from pages._ui.tokens import Tokens

HEIGHT = 21  # of a row of 29
BULLET, PARTS = 118, 112
_LEAST, _MOST = 130.0, 200.0  # where the bars' column ends, in percent of base: beyond it a bar is cut
_SHADES = (1, 0.72, 0.5, 0.34)  # the parts of the score, dark to light


@dataclass(frozen=True)
class Scale:
    """Percent of base across the column, the same for all bars; the bands under the score's bar."""

    most_pct: float
    bands: tuple[float, ...]

    def at(self, pct: float) -> float:
        return max(0.0, min(pct, self.most_pct)) / self.most_pct * BULLET


def scale(lines: Iterable[Line], policy: Policy) -> Scale:
    """Long enough for everybody, within limits: one bar far above all others would leave them no length."""
    ends = [pct for line in lines for pct in (_attained(line.sales), _landing(line.sales), challenge_pct(line.sales))]
    most = max([_LEAST, *(pct for pct in ends if pct is not None)])
    bands = (policy.band_needs_improvement, policy.band_good, policy.band_excellent)
    return Scale(min(most * 1.02, _MOST), tuple(map(float, bands)))


def challenge_pct(row: SalesRow) -> float | None:
    """Where the challenge target lies, in percent of base."""
    if row.challenge.target is None or not row.base.target:
        return None
    return float(row.challenge.target / row.base.target * 100)


def bullet(line: Line, scale: Scale, colours: Tokens, *, is_total: bool = False) -> str:
    """The bar of attainment in the colour of its state, dashed to where it lands; base and challenge as ticks; dotted without."""
    row, attained = line.sales, _attained(line.sales)
    if attained is None:
        dotted = (
            f'<line x1="0" y1="10.5" x2="{BULLET}" y2="10.5" stroke="{colours.ghost}" stroke-width="1.5" stroke-dasharray="2 4"/>'
        )
        return pictures.picture(dotted, BULLET, HEIGHT)
    state, landing, challenge = state_of(row), _landing(row), challenge_pct(row)
    fill = colours.total if is_total or state is None else colours.state(state)
    drawn = [_rect(0, BULLET, 5, 11, colours.soft), _rect(0, scale.at(attained), 5, 11, fill, radius=2)]
    if landing is not None and landing > attained:
        drawn.append(
            f'<line x1="{scale.at(attained):.1f}" y1="10.5" x2="{scale.at(landing):.1f}" y2="10.5" stroke="{fill}"'
            ' stroke-width="3" stroke-dasharray="4 3"/>'
        )
    if attained > scale.most_pct:
        drawn.append(f'<path d="M{BULLET - 9} 5l5 5.5l-5 5.5" fill="none" stroke="{colours.page}" stroke-width="2"/>')
    drawn.append(_tick(scale.at(100), colours.ink, 2, dash=""))
    if challenge is not None:
        drawn.append(_tick(scale.at(challenge), colours.muted, 2, dash="2 2"))
    return pictures.picture("".join(drawn), BULLET, HEIGHT)


def parts(line: Line, scale: Scale, colours: Tokens) -> str | None:
    """The points won part by part, dark to light, over ticks at the bands; None without a score."""
    if line.score is None:
        return None
    drawn, left = [_rect(0, PARTS, 4, 10, colours.soft)], 0.0
    for points, shade in zip(line.points, _SHADES, strict=True):
        width = float(points or 0) / 100 * PARTS
        drawn.append(_rect(left, max(0.0, width - 1), 4, 10, colours.accent, opacity=shade))
        left += width
    drawn.extend(_tick(least / 100 * PARTS, colours.muted, 1.5, top=16, bottom=20) for least in scale.bands)
    return pictures.picture("".join(drawn), PARTS, HEIGHT)


def month_line(amounts: Sequence[Decimal | None], colours: Tokens) -> str:
    """Sales of twelve months."""
    drawn = partial(pictures.sparkline, width=72, height=HEIGHT)
    return drawn([None if amount is None else float(amount) for amount in amounts], colours.total)


def _attained(row: SalesRow) -> float | None:
    return None if row.base.attainment_pct is None else float(row.base.attainment_pct)


def _landing(row: SalesRow) -> float | None:
    return None if row.base.landing_pct is None else float(row.base.landing_pct)


def _rect(left: float, width: float, top: int, height: int, fill: str, *, radius: int = 0, opacity: float = 1) -> str:
    box = f'x="{left:.1f}" y="{top}" width="{width:.1f}" height="{height}" rx="{radius}"'
    return f'<rect {box} fill="{fill}" fill-opacity="{opacity:g}"/>'


def _tick(across: float, stroke: str, width: float, *, dash: str = "", top: int = 1, bottom: int = 20) -> str:
    shape = f'<line x1="{across:.1f}" y1="{top}" x2="{across:.1f}" y2="{bottom}" stroke="{stroke}" stroke-width="{width:g}"'
    return f'{shape} stroke-dasharray="{dash}"/>' if dash else f"{shape}/>"
