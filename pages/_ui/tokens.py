"""The colours of the theme that the reader sees, by meaning; values as in `config.toml` and `look.css`."""

from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

FONT = "'Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif"

MARKS = {"challenge": "★", "base": "●", "short": "◐", "behind": "○"}


@dataclass(frozen=True)
class Tokens:
    """One theme's colours as `#RRGGBB`; states as in `state`, tiles are their pale form."""

    page: str
    ink: str
    muted: str
    line: str
    soft: str
    accent: str
    warn: str
    ghost: str
    total: str
    challenge: str
    base: str
    short: str
    behind: str
    base_tile: str
    short_tile: str
    overdue: tuple[str, ...]  # 10 steps, the last the worst
    categories: tuple[str, ...]  # at most four at once

    def state(self, name: str | None) -> str:
        """Fill of a bar in the state `challenge`, `base`, `short` or `behind`; None is a total, in grey."""
        return self.total if name is None else str(getattr(self, name))

    def tile(self, name: str) -> str:
        """Fill of a tile in that state."""
        return {"base": self.base_tile, "short": self.short_tile}.get(name) or self.state(name)

    def heat(self, share: float) -> str:
        """Step of overdue for a share 0–1 of the worst value; 0 is soft grey."""
        steps = len(self.overdue) - 1
        return self.soft if share <= 0 else self.overdue[1 + min(steps - 1, int(share * steps))]

    def label_ink(self, fill: str) -> str:
        """Black or white, whichever reads better on the fill."""
        light = _luminance(fill)
        return "#0E1726" if (light + 0.05) / (_luminance("#0E1726") + 0.05) >= 1.05 / (light + 0.05) else "#FFFFFF"


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LIGHT = Tokens(
    page="#FFFFFF",
    ink="#0E1726",
    muted="#55606F",
    line="#DCE1E8",
    soft="#F4F6F9",
    accent="#24508F",
    warn="#9C2F14",
    ghost="#C9D0DA",
    total="#6B7686",
    challenge="#0B4A82",
    base="#4A95CF",
    short="#D67F1E",
    behind="#9C2F14",
    base_tile="#A9CFEC",
    short_tile="#F5D2A3",
    overdue=(
        *("#FFF6E8", "#FEE8C8", "#FCD7A0", "#F9BF74", "#F3A24C"),
        *("#E5832F", "#CF651F", "#AE4A17", "#863611", "#5C250C"),
    ),
    categories=("#1F5FA8", "#D67F1E", "#43A38F", "#6A2A2A"),
)
DARK = Tokens(
    page="#10151D",
    ink="#E8ECF2",
    muted="#A3AEBD",
    line="#2E3846",
    soft="#1A212C",
    accent="#8FB8F0",
    warn="#FFB08A",
    ghost="#465264",
    total="#8793A3",
    challenge="#B8DCF7",
    base="#4E93D2",
    short="#E3AE55",
    behind="#C4501B",
    base_tile="#1F4468",
    short_tile="#5A3F16",
    overdue=(
        *("#1F2430", "#3A2A1C", "#57371A", "#754516", "#955614"),
        *("#AC6214", "#D07E22", "#E6983F", "#F4B76F", "#FCDDAF"),
    ),
    categories=("#5B9BE0", "#F0B45B", "#B8E6DA", "#B5586E"),
)


def theme() -> str:
    """ "light" or "dark", as the reader sees it; light where the browser has not said yet."""
    return "dark" if st.context.theme.type == "dark" else "light"


def tokens() -> Tokens:
    return DARK if theme() == "dark" else LIGHT


def state(attainment_pct: Decimal | None, challenge_pct: Decimal | None = None) -> str | None:
    """The state of an attainment in percent: `challenge`, `base`, `short` (80 to base), `behind`; None absent."""
    if attainment_pct is None:
        return None
    if challenge_pct is not None and challenge_pct >= 100:
        return "challenge"
    return "base" if attainment_pct >= 100 else "short" if attainment_pct >= 80 else "behind"
