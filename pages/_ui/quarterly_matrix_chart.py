"""The quarterly matrix as tiles: layout shapes, texts as one list, and invisible squares that take the click (look §3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import plotly.graph_objects as go

from analytics.quarterly import ALL, Line, Place
from analytics.quarterly_matrix import Matrix
from pages._ui import charts, quarterly_choice, quarterly_tiles
from pages._ui.formats import Formats
from pages._ui.quarterly_choice import Measure
from pages._ui.quarterly_tiles import Tile
from pages._ui.tokens import Tokens

TOTAL_GAP = 0.14  # of a tile, before the totals
HEIGHT = 648
ROW_HEIGHTS = (29, 112)
WIDTH = 1110  # of the picture, about, on the widest screen
HEADER = 34
LINE = 19  # pixels of one small line
_INSET = 0.02
_AIR = 4  # pixels below the figure


@dataclass(frozen=True)
class Drawing:
    """The matrix with all that its picture needs."""

    matrix: Matrix
    measure: Measure
    formats: Formats
    tokens: Tokens

    @cached_property
    def columns(self) -> list[tuple[float, Line]]:
        """Product lines with their places from the left; the total, the last, stands apart."""
        return _placed([*self.matrix.product_lines, self.matrix.company])

    @cached_property
    def rows(self) -> list[tuple[float, Line]]:
        return _placed([*self.matrix.regions, self.matrix.company])

    @cached_property
    def labels(self) -> list[str]:
        """The names of the rows, cut to what leaves room for the tiles."""
        t, longest = self.formats.t, charts.LONGEST_LABEL if len(self.columns) <= 9 else 16
        names = [quarterly_tiles.region_name(line, self.matrix, t) for line in self.matrix.regions]
        return [*(charts.cut_middle(name, longest) for name in names), t("quarterly.total")]

    @cached_property
    def left(self) -> int:
        """Pixels that the names of the rows take."""
        return 16 + max(map(charts.width, self.labels)) * 8

    @cached_property
    def tile_width(self) -> float:
        return (WIDTH - self.left) / (len(self.columns) + TOTAL_GAP)

    @cached_property
    def tile_height(self) -> float:
        least, most = ROW_HEIGHTS
        return max(least, min(most, HEIGHT / (len(self.rows) + TOTAL_GAP)))

    @property
    def is_narrow(self) -> bool:
        """Whether tiles leave out words."""
        return self.tile_width < 110

    @property
    def lines(self) -> int:
        """How many small lines fit below a tile's figure."""
        if self.tile_width < 76:
            return 0
        return max(0, min(3, int((self.tile_height * 0.92 - self.figure_size - 10) / LINE)))

    @property
    def figure_size(self) -> int:
        """Pixels of a tile's figure."""
        if self.tile_width >= 128 and self.tile_height >= 62:
            return 24 if self.tile_height >= 80 else 21
        return 17 if self.tile_width >= 92 and self.tile_height >= 40 else 15

    @property
    def edge(self) -> int:
        """Pixels of the coloured edge of a sum."""
        return 4 if self.is_narrow else 7

    def tiles(self) -> Iterator[tuple[float, float, Tile]]:
        """Each tile with the place of its middle."""
        for down, region in self.rows:
            for across, product_line in self.columns:
                line = self.matrix.lines.get(Place(region.place.region, product_line.place.product_line))
                if line is not None:
                    yield across, down, quarterly_tiles.tile(line, self.measure, self.formats)


def _placed(lines: list[Line]) -> list[tuple[float, Line]]:
    last = len(lines) - 1
    return [(place + (TOTAL_GAP if place == last else 0.0), line) for place, line in enumerate(lines)]


def draw(drawing: Drawing, selected: Place) -> go.Figure:
    """The figure; `selected` is the cell that stands beside it."""
    columns, rows, tokens = drawing.columns, drawing.rows, drawing.tokens
    tiles = list(drawing.tiles())
    return charts.figure(
        [_squares(drawing, tiles)],
        tokens,
        height=int(drawing.tile_height * (len(rows) + TOTAL_GAP)) + HEADER,
        margin={"l": drawing.left, "r": 0, "t": HEADER, "b": 0},
        shapes=[shape for across, down, tile in tiles for shape in _shapes(drawing, across, down, tile)]
        + [_outline(across, down, tokens) for across, down, tile in tiles if tile.line.place == selected],
        annotations=[text for across, down, tile in tiles for text in _texts(drawing, across, down, tile)],
        xaxis={
            "side": "top",
            "tickvals": [across for across, _ in columns],
            "ticktext": [f"<b>{charts.escaped(_column_name(drawing, line))}</b>" for _, line in columns],
            "tickfont": {"size": 15, "color": tokens.ink},
            "range": [-0.5, columns[-1][0] + 0.5],
            "tickangle": 0,
            "showline": False,
        },
        yaxis={
            "tickvals": [down for down, _ in rows],
            "ticktext": [f"<b>{charts.escaped(label)}</b>" for label in drawing.labels],
            "tickfont": {"size": 15, "color": tokens.ink},
            "range": [rows[-1][0] + 0.5, -0.5],
            "showline": False,
            "ticklabelstandoff": 6,
        },
    )


def _column_name(drawing: Drawing, line: Line) -> str:
    t = drawing.formats.t
    if line.place.product_line == ALL:
        return t("quarterly.total")
    name = quarterly_tiles.product_line_name(line, drawing.matrix, t, is_short=True)
    return charts.cut_middle(name, max(4, int(drawing.tile_width / 8.5)))


def _shapes(drawing: Drawing, across: float, down: float, tile: Tile) -> list[dict[str, object]]:
    """The tile's rectangle; a sum has an edge in the colour of its state."""
    tokens = drawing.tokens
    box = {"type": "rect", "layer": "below", **_box(across, down), "line": {"width": 0}}
    if tile.is_sum:
        edge = tokens.ghost if not tile.has_target else tokens.state(tile.state)
        right = across - 0.5 + _INSET + drawing.edge / drawing.tile_width
        return [{**box, "fillcolor": tokens.soft}, {**box, "x1": right, "fillcolor": edge}]
    if not tile.has_target:
        return [{**box, "line": {"width": 1, "color": tokens.ghost, "dash": "dot"}}]
    return [{**box, "fillcolor": _fill(drawing, tile)}]


def _fill(drawing: Drawing, tile: Tile) -> str:
    """Without a state, in a partial quarter that is too young for a landing, soft grey."""
    if tile.is_sum or not tile.has_target:
        return drawing.tokens.page
    return drawing.tokens.soft if tile.state is None else drawing.tokens.tile(tile.state)


def _box(across: float, down: float) -> dict[str, float]:
    return {"x0": across - 0.5 + _INSET, "x1": across + 0.5 - _INSET, "y0": down - 0.46, "y1": down + 0.46}


def _outline(across: float, down: float, tokens: Tokens) -> dict[str, object]:
    return {"type": "rect", **_box(across, down), "line": {"width": 3, "color": tokens.ink}}


def _texts(drawing: Drawing, across: float, down: float, tile: Tile) -> list[dict[str, object]]:
    """The figure and as many lines as fit, from the left."""
    lines = tile.short_lines[: drawing.lines] if drawing.is_narrow else _fitting(tile, drawing.lines)
    size = drawing.figure_size if tile.has_target or drawing.figure_size < 20 else 17
    ink = drawing.tokens.ink if tile.is_sum or not tile.has_target else drawing.tokens.label_ink(_fill(drawing, tile))
    top = (size + _AIR + len(lines) * LINE) / 2
    shared = {"x": across - 0.5 + _INSET, "y": down, "showarrow": False, "xanchor": "left", "yanchor": "middle", "align": "left"}
    inset = (4 if drawing.is_narrow else 12) + (drawing.edge if tile.is_sum else 0)
    text = charts.escaped(tile.figure if size > 15 else tile.figure.removesuffix("*"))  # the key below says what is open
    figure = {**shared, "text": f"<b>{text}</b>" if size > 15 else text, "font": {"size": size, "color": ink}}
    small = {"size": 14 if drawing.is_narrow else 15, "color": ink}
    return [
        {**figure, "xshift": inset, "yshift": top - size / 2},
        *(
            {
                **shared,
                "text": charts.escaped(text),
                "font": small,
                "xshift": inset,
                "yshift": top - size - _AIR - (place + 0.5) * LINE,
            }
            for place, text in enumerate(lines)
        ),
    ]


def _fitting(tile: Tile, count: int) -> tuple[str, ...]:
    """The lines that fit; the third, where a landing stands, comes before growth."""
    lines = tile.lines[:count]
    return (lines[0], lines[2], lines[1]) if len(lines) == 3 else lines


def _squares(drawing: Drawing, tiles: list[tuple[float, float, Tile]]) -> go.Scatter:
    """Markers that cover each tile: so many beside and below each other as it is wider or higher than they are."""
    size = int(min(drawing.tile_width, drawing.tile_height)) - 2
    asides = _spread(ceil(drawing.tile_width / size))
    belows = _spread(ceil(drawing.tile_height / size))
    points = [(across + aside, down + below, tile) for across, down, tile in tiles for aside in asides for below in belows]
    tips = {tile.line.place: quarterly_tiles.tooltip(tile.line, drawing.matrix, drawing.formats) for _, _, tile in tiles}
    return go.Scatter(
        x=[across for across, _, _ in points],
        y=[down for _, down, _ in points],
        mode="markers",
        marker={"size": size, "symbol": "square", "color": drawing.tokens.ink, "opacity": 0.004},
        selected={"marker": {"opacity": 0.004}},
        unselected={"marker": {"opacity": 0.004}},
        customdata=["" if tile.is_rest else quarterly_choice.code(tile.line.place) for _, _, tile in points],
        hovertext=[tips[tile.line.place] for _, _, tile in points],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _spread(count: int) -> list[float]:
    return [(place + 0.5) / count - 0.5 for place in range(count)]
