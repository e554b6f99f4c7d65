"""Small SVG pictures as data URIs, for image columns and `<img>`: `st.html` drops an inline `<svg>`."""

from collections.abc import Sequence
from urllib.parse import quote


def bar(share: float, fill: str, *, width: int = 120, height: int = 29) -> str:
    """A bar over a share 0–1 of the cell as a data URI for an image column; `height` is the row's less 8."""
    thickness = min(14, height - 8)
    drawn = (
        f'<rect y="{(height - thickness) / 2:g}" width="{max(0.0, share) * width:.1f}" height="{thickness}" rx="2" fill="{fill}"/>'
    )
    return picture(drawn, width, height)


def picture(shapes: str, width: int, height: int) -> str:
    """SVG shapes as a data URI, for image columns and `<img>`."""
    box = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return "data:image/svg+xml," + quote(f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{shapes}</svg>')


def sparkline(values: Sequence[float | None], colour: str, *, width: int = 150, height: int = 24) -> str:
    """A thin line over equal steps with a dot at its end; gaps where a value is absent. A data URI."""
    known = [value for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    step, span = (width - 8) / max(1, len(values) - 1), (high - low) or 1.0
    points = [
        None if value is None else f"{4 + place * step:.1f},{height - 4 - (value - low) / span * (height - 8):.1f}"
        for place, value in enumerate(values)
    ]
    runs = " ".join("" if point is None else point for point in points).split("  ")
    drawn = "".join(f'<polyline points="{run}" fill="none" stroke="{colour}" stroke-width="1.5"/>' for run in runs)
    if points and points[-1] is not None:
        across, down = points[-1].split(",")
        drawn += f'<circle cx="{across}" cy="{down}" r="3.5" fill="{colour}"/>'
    return picture(drawn, width, height)
