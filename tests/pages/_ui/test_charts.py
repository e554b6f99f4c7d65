"""Pictures: labels never meet, ticks are few and round, names stay names, every cell can be clicked."""

from decimal import Decimal
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from analytics import overdue_map, periods, texts
from pages._ui import charts, course_chart, heatmap_chart, overview_charts, overview_facts, scales
from pages._ui.formats import Formats
from pages._ui.overview_facts import Found
from pages._ui.tokens import LIGHT
from tests.analytics.rows import day, store

EN = Formats(texts.translator("en"))
SCRIPT = "<b>Ann</b>"
QUERY = store(
    sales=[
        {"order_id": "1", "ordered_on": "2024-03-01", "customer_id": "c1", "owner": SCRIPT, "amount": 900_000},
        {"order_id": "2", "ordered_on": "2024-02-01", "customer_id": "c1", "owner": SCRIPT, "amount": -10},
    ],
    targets=[{"month": "2024-03", "owner": SCRIPT, "base_amount": 1_000_000, "challenge_amount": 1_000_001}],
    staff=[{"owner": SCRIPT, "department": SCRIPT}],
    follow_ups=[
        {"customer_id": f"c{n}", "followed_up_at": "2024-01-01", "method": "call", "grade": grade, "owner": SCRIPT}
        for n, grade in enumerate("AABC")
    ],
)


def found(period: str = "2024-03", as_of: str = "2024-03-24") -> Found:
    return overview_facts.gather(QUERY, periods.parse(period), day(as_of), None)


def labels(figure: go.Figure) -> list[dict]:
    return [annotation.to_plotly_json() for annotation in figure.layout.annotations]


@pytest.mark.parametrize("as_of", ["2024-03-01", "2024-03-12", "2024-03-28", "2024-03-31"])
def test_labels_at_the_ends_of_the_lines_stand_a_line_apart(as_of: str) -> None:
    figure = course_chart.draw(found(as_of=as_of), EN, LIGHT)
    low, high = figure.layout.yaxis.range
    pixels = (course_chart.HEIGHT - 40) / (high - low)
    last = day("2024-03-31")
    places = sorted(label["y"] * pixels for label in labels(figure) if label["x"] == last)
    assert len(places) >= 2
    assert all(upper - lower >= course_chart.LABEL_GAP - 0.01 for lower, upper in pairwise(places))


@pytest.mark.parametrize("period", ["2024-03", "2024Q1", "2024"])
def test_the_course_tells_its_amounts_without_a_hover(period: str) -> None:
    told = " ".join(label["text"] for label in labels(course_chart.draw(found(period), EN, LIGHT)))
    assert "Base ¥1.00M" in told
    assert "Challenge ¥1.00M" in told
    assert "¥900K" in told


@pytest.mark.parametrize("amounts", [[1], [9_999], [-500, 20_000], [123_456_789], [0], [None], [1_250_000, 3]])
def test_ticks_are_six_at_most_and_reach_over_the_amounts(amounts: list[int | None]) -> None:
    axis = scales.axis([None if amount is None else Decimal(amount) for amount in amounts], EN)
    assert 1 <= len(axis.ticks) <= 6
    assert axis.low <= 0 <= axis.high


def test_names_are_no_markup() -> None:
    teams = overview_charts.teams(found(), EN, LIGHT)
    assert teams.layout.yaxis.ticktext == ("&lt;b&gt;Ann&lt;/b&gt;",)


def test_a_long_name_is_cut_on_an_axis() -> None:
    assert charts.cut("一二三四五六七八九十一二") == "一二三四五六七八九十一二"
    assert charts.cut("一二三四五六七八九十一二三") == "一二三四五六七八九十一…"


def test_twelve_months_each_with_its_amount_or_none() -> None:
    _, texts_trace = overview_charts.months(found(), EN, LIGHT).data
    assert list(texts_trace.text) == ["–"] * 10 + ["0.00", "0.90"]


def test_every_cell_of_the_heatmap_takes_the_click() -> None:
    shown = overdue_map.load(QUERY, ("owner", "grade"), day("2024-03-24"))
    assert shown is not None
    drawing = heatmap_chart.Drawing(shown, ("owner", "grade"), "count", EN, LIGHT)
    told, squares = heatmap_chart.draw(drawing, "total||A").data
    assert list(told.text) == ["2", "1", "1", "<b>2</b>", "<b>1</b>", "<b>1</b>"]
    key = shown.lines[0].key
    assert set(squares.customdata) == {f"one|{key}|{grade}" for grade in "ABC"} | {f"total||{grade}" for grade in "ABC"}
