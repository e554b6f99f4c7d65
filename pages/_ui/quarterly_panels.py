"""The quarterly matrix in its panel: tiles, their key, the cells outside targets; a click opens a cell beside it."""

from decimal import Decimal

import streamlit as st

from analytics.quarterly import Place
from analytics.quarterly_matrix import Matrix
from pages._ui import (
    blocks,
    charts,
    quarterly_choice,
    quarterly_exports,
    quarterly_matrix_chart,
    quarterly_tiles,
    tokens,
)
from pages._ui.formats import Formats
from pages._ui.quarterly_choice import Measure
from pages._ui.quarterly_facts import Found
from pages._ui.quarterly_matrix_chart import Drawing
from pages._ui.tokens import MARKS

MOST_OUTSIDE = 3
_ROUND = "matrix_round"


def matrix(found: Found, matrix: Matrix, place: Place, measure: Measure, formats: Formats) -> None:
    """The tiles; `place` is the cell that stands beside them."""
    t = formats.t
    hint = blocks.span(t("quarterly.hint." + measure), "opt")
    with st.container(border=True, key="panel_matrix", height="stretch", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", key="title_matrix"):
            blocks.panel_title(t("quarterly.matrix"), hint)
            quarterly_exports.template(found, formats)
            quarterly_exports.report(found, formats, key="matrix")
        drawing = Drawing(matrix, measure, formats, tokens.tokens())
        key = f"matrix_{st.session_state.get(_ROUND, 0)}"
        chart = quarterly_matrix_chart.draw(drawing, place)
        charts.show(chart, key=key, alt=t("quarterly.matrix"), on_select=lambda: _clicked(key))
        blocks.show(_key(drawing))
        _outside(matrix, formats)


def _clicked(key: str) -> None:
    """Opens what was clicked; the chart gets a new key, else it would keep the click."""
    points = st.session_state[key].selection.points
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    place = quarterly_choice.place_of(str(points[0].get("customdata") or "")) if points else None
    if place is not None:
        quarterly_choice.open_cell(place)


def _key(drawing: Drawing) -> blocks.Html:
    """What the colours mean; in an open quarter by which figure they go, on narrow tiles what the arrows are."""
    t, row, colours = drawing.formats.t, drawing.matrix.company.sales, drawing.tokens
    marks: list[tuple[str, blocks.Text]] = [
        (colours.tile(state), f"{mark} {t('quarterly.state.' + state)}") for state, mark in MARKS.items()
    ]
    marks.append((f"none;border:1px dotted {colours.total}", t("quarterly.state.none")))
    notes = [t("quarterly.arrows")] if drawing.is_narrow and drawing.lines > 1 else []
    if row.is_partial:
        notes.append(t("quarterly.star.landing" if row.base.landing_pct is not None else "quarterly.star.early"))
    return blocks.joined(blocks.key(marks), blocks.span(t("quarterly.between").join(notes), "m s"))


def _outside(matrix: Matrix, formats: Formats) -> None:
    """The cells outside targets, the largest first, with their sum; where there are targets at all."""
    t, total = formats.t, matrix.company.sales
    if not matrix.outside or total.base.target is None:
        return
    cells = [
        blocks.link(
            t("quarterly.amount_of", name=quarterly_tiles.name(line, matrix, t), amount=formats.money(line.sales.outside_amount)),
            quarterly_choice.href(cell=quarterly_choice.code(line.place)),
        )
        for line in matrix.outside[:MOST_OUTSIDE]
    ]
    more = matrix.outside_count - len(cells)
    words: list[blocks.Text] = [t("quarterly.outside", amount=formats.money(total.outside_amount or Decimal(0)))]
    words.append(blocks.joined(*cells, by=" · "))
    if more:
        words.append(t("quarterly.outside_more", count=more))
    blocks.show(blocks.span(blocks.joined(*words), "m s"))
