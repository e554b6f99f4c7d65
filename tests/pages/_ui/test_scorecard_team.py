"""The team view's sentence by its rules, its bars and the names of its outliers."""

import random
from datetime import date
from decimal import Decimal
from itertools import combinations
from urllib.parse import unquote

import pytest

from analytics import periods, texts
from analytics.policy import DEFAULT
from analytics.sales import NO_DATA, SalesRow, TargetState, Tier
from analytics.team import Board, Line
from pages._ui import scorecard_team_answers, scorecard_team_charts, scorecard_team_pictures
from pages._ui.formats import Formats
from pages._ui.tokens import LIGHT

MARCH = periods.month_of(date(2024, 3, 1))
FORMATS = Formats(texts.translator("zh"))


def tier(pct: int | None = None, landing: int | None = None, target: int | None = 100, state: TargetState = "whole") -> Tier:
    rates = {"attainment_pct": pct, "landing_pct": landing, "target": target}
    return Tier(state=state, **{name: None if rate is None else Decimal(rate) for name, rate in rates.items()})


def row(base: Tier, *, actual: int | None = 50, is_partial: bool = False, challenge: Tier | None = None) -> SalesRow:
    return SalesRow(
        period=MARCH,
        keys=(),
        actual=None if actual is None else Decimal(actual),
        order_count=1,
        buyer_count=1,
        base=base,
        challenge=challenge or Tier(),
        outside_amount=None,
        landing_amount=None,
        growth=NO_DATA,
        growth_yoy=NO_DATA,
        is_partial=is_partial,
        missing_months=(),
    )


def line(
    sales: SalesRow, key: str | None = "甲", collection: int | None = 50, points: tuple[int | None, ...] = (30, 15, 8, 25)
) -> Line:
    score = sum(each or 0 for each in points)
    return Line(
        by="owner",
        key=key,
        name=key,
        department=None,
        department_key=None,
        sales=sales,
        collection_pct=None if collection is None else Decimal(collection),
        new_customers=0,
        visits=0,
        score=Decimal(score),
        band="needs_improvement",
        covered_pct=Decimal(100 if None not in points else 60),
        points=tuple(None if each is None else Decimal(each) for each in points),
        rank=1,
        rank_before=None,
        rank_in_department=1,
        band_before=None,
        overdue_a_count=0,
    )


def board(*lines: Line) -> Board:
    return Board(MARCH, date(2024, 3, 31), None, lines, None, (), is_history_start=False)


@pytest.mark.parametrize(
    ("rule", "sales"),
    [
        ("not_loaded", row(tier(50), actual=None)),
        ("no_target", row(Tier())),
        ("zero_target", row(tier(target=0, state="zero"))),
        ("target_later", row(tier())),
        ("too_early", row(tier(50), is_partial=True)),
        ("lands", row(tier(50, 80), is_partial=True)),
        ("ended", row(tier(50, 50))),
    ],
)
def test_the_first_rule_that_holds(rule: str, sales: SalesRow) -> None:
    assert scorecard_team_answers.rule(sales) == rule


@pytest.mark.parametrize(
    ("people", "sentence"),
    [
        (
            ((79, 79), (80, 80), (100, 95), (120, 100)),
            "3月达成基础目标的 96.0%：4 人中 2 人达基础目标，其中 1 人达挑战目标，⟦1 人不足 80%⟧",
        ),
        (((80, 80), (100, 95)), "3月达成基础目标的 96.0%：2 人中 1 人达基础目标，⟦没有人低于 80%⟧"),
    ],
)
def test_people_are_counted_by_state(people: tuple[tuple[int, int], ...], sentence: str) -> None:
    lines = [line(row(tier(base), challenge=tier(challenge)), str(place)) for place, (base, challenge) in enumerate(people)]
    assert scorecard_team_answers.sentence(board(*lines), line(row(tier(96))), FORMATS) == sentence


def test_what_the_star_means_is_the_most_common_reason() -> None:
    lines = [
        line(row(tier(90)), points=points)
        for points in ((None, 20, 10, 30), (None, 20, 10, 30), (40, None, 10, 30), (40, 20, 10, 30))
    ]
    words = scorecard_team_answers.provisional(tuple(lines), FORMATS)
    assert words == "* 暂定，覆盖权重 60.0%：无销售目标（另 1 人原因不同）"
    assert scorecard_team_answers.provisional((lines[-1],), FORMATS) == ""


@pytest.mark.parametrize("pct", [-50, 0, 100, 199, 5000])
def test_a_bar_stays_within_its_cell(pct: int) -> None:
    one = line(row(tier(pct), challenge=tier(pct, target=120)))
    scale = scorecard_team_pictures.scale([one], DEFAULT)
    assert 130 <= scale.most_pct <= 200
    assert 0 <= scale.at(pct) <= scorecard_team_pictures.BULLET
    assert "svg" in unquote(scorecard_team_pictures.bullet(one, scale, LIGHT))


def test_without_a_target_the_bar_is_a_dotted_line() -> None:
    one = line(row(Tier()))
    drawn = unquote(scorecard_team_pictures.bullet(one, scorecard_team_pictures.scale([one], DEFAULT), LIGHT))
    assert "rect" not in drawn
    assert "stroke-dasharray" in drawn


def test_the_parts_of_a_score_are_as_long_as_their_points() -> None:
    one = line(row(tier(90)), points=(40, None, 10, 30))
    drawn = unquote(scorecard_team_pictures.parts(one, scorecard_team_pictures.scale([one], DEFAULT), LIGHT) or "")
    widths = [float(each.split('width="')[1].split('"')[0]) for each in drawn.split("<rect ")[2:]]  # after the cell's own
    assert widths == [
        pytest.approx(max(0, points * scorecard_team_pictures.PARTS / 100 - 1), abs=0.06) for points in (40, 0, 10, 30)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_at_most_eight_names_that_never_meet(seed: int) -> None:
    chance = random.Random(seed)
    lines = [line(row(tier(round(chance.gauss(95, 15)))), f"欧阳{place}", round(chance.gauss(90, 15))) for place in range(40)]
    chart = scorecard_team_charts.scatter(board(*lines), FORMATS, LIGHT)
    points, names = chart.data
    assert len(points.x) == 40
    assert 1 <= len(names.text) <= 8
    places = list(zip(names.x, names.y, names.textposition, strict=True))
    assert all(one != other for one, other in combinations(places, 2))


def test_a_rate_far_beyond_stands_at_the_edge() -> None:
    lines = [line(row(tier(pct)), f"甲{pct}", collection) for pct, collection in ((90, 80), (5000, 90), (100, 9000))]
    points = scorecard_team_charts.scatter(board(*lines), FORMATS, LIGHT).data[0]
    assert max(points.x) == max(points.y) == 300


def test_a_name_on_the_chart_is_no_markup() -> None:
    lines = [line(row(tier(90)), "<b>甲</b>"), line(row(tier(120)), "乙")]
    names = scorecard_team_charts.scatter(board(*lines), FORMATS, LIGHT).data[1]
    assert all("<b>" not in text for text in names.text)
