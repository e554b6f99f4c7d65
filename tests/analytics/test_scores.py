"""The composite score on paper (definitions §4)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from analytics import policy, scores
from analytics.scores import Figure, PartName, Score

POLICY = policy.DEFAULT


def compose(rules: policy.Policy = POLICY, **parts: str | Sequence[str | None] | None) -> Score:
    """A score of parts given in percent; a list gives the figures of a part."""
    figures: dict[PartName, list[Figure]] = {}
    for name in scores.PARTS:
        given = parts.get(name)
        values = given if isinstance(given, (list, tuple)) else [given]
        figures[name] = [Figure("figure", None, None, None if value is None else Decimal(str(value))) for value in values]
    return scores.compose(rules, figures)


def points(score: Score) -> dict[str, Fraction | None]:
    return {part.name: part.points_won for part in score.parts}


def test_weights_of_40_20_10_30() -> None:
    score = compose(sales="100", collection="68.4", other="89", qualitative="87")
    assert points(score) == {
        "sales": 40,
        "collection": Fraction("13.68"),
        "other": Fraction("8.9"),
        "qualitative": Fraction("26.1"),
    }
    assert score.exact == Fraction("40") + Fraction("13.68") + Fraction("8.9") + Fraction("26.1")
    assert score.value == Decimal("88.7")
    assert (score.band, score.is_provisional, score.covered_pct) == ("good", False, 100)
    assert [(part.name, part.points_lost) for part in score.costliest] == [
        ("collection", 20 - Fraction("13.68")),
        ("qualitative", 30 - Fraction("26.1")),
    ]


def test_a_part_without_data_is_left_out_and_the_others_scaled_up() -> None:
    score = compose(sales="90", collection="60", other="75")
    assert score.covered_pct == 40 + 20 + 10
    assert score.is_provisional
    assert score.exact == Fraction(40 * 90 + 20 * 60 + 10 * 75, 70)
    assert score.value == Decimal("79.3")  # 5550 ÷ 70 = 79.2857…
    qualitative = score.parts[3]
    assert (qualitative.pct, qualitative.points_won, qualitative.points_lost) == (None, None, None)
    assert score.parts[0].full_points == Fraction(40 * 100, 70)
    assert sum(part.points_won + part.points_lost for part in score.parts if part.points_won is not None) == 100


@pytest.mark.parametrize(
    ("parts", "covered", "value"),
    [
        ({"sales": "80", "other": "80"}, 50, Decimal("80.0")),
        ({"sales": "80"}, 40, None),
        ({"collection": "80", "qualitative": "80"}, 50, Decimal("80.0")),
        ({"other": "80", "qualitative": "80"}, 40, None),
        ({}, 0, None),
    ],
)
def test_half_of_the_weight_must_be_covered(parts: Mapping[str, str], covered: int, value: Decimal | None) -> None:
    score = compose(**parts)
    assert score.covered_pct == covered
    assert score.value == value
    assert score.is_provisional
    assert (score.band is None) == (value is None)
    assert (score.exact is None) == (value is None)


def test_a_part_is_never_silently_zero_and_a_real_zero_counts() -> None:
    assert compose(sales="0", collection="100", other="100", qualitative="100").value == 60
    assert compose(collection="100", other="100", qualitative="100").value == 100


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("100", "excellent"),
        ("92", "excellent"),
        ("90", "excellent"),
        ("89.9", "good"),
        ("80", "good"),
        ("79.9", "needs_improvement"),
        ("78", "needs_improvement"),
        ("60", "needs_improvement"),
        ("59.9", "unsatisfactory"),
        ("0", "unsatisfactory"),
    ],
)
def test_bands(value: str, band: str) -> None:
    assert scores.band(POLICY, Decimal(value)) == band
    assert compose(sales=value, collection=value, other=value, qualitative=value).band == band


def test_the_rounded_score_is_banded() -> None:
    score = compose(sales="89.95", collection="89.95", other="89.95", qualitative="89.95")
    assert score.value == Decimal("90.0")
    assert score.band == "excellent"


def test_each_part_and_each_figure_inside_is_held_between_0_and_the_cap() -> None:
    score = compose(sales="150", collection="-20", other=["300", "50"], qualitative="90")
    assert points(score) == {"sales": 40, "collection": 0, "other": 10 * Fraction(100 + 50, 200), "qualitative": 27}


def test_a_cap_of_120_rewards_more_than_the_target() -> None:
    rules = replace(POLICY, cap=Decimal(120))
    score = compose(rules, sales="130", collection="50", other="100", qualitative="80")
    assert points(score) == {"sales": 48, "collection": 10, "other": 10, "qualitative": 24}
    assert score.value == 92
    assert score.parts[0].points_lost == 40 - 48
    assert [part.name for part in score.costliest] == ["collection", "qualitative"]


def test_the_total_is_cut_at_100_and_points_still_add_up() -> None:
    rules = replace(POLICY, cap=Decimal(120))
    score = compose(rules, sales="120", collection="120", other="120", qualitative="100")
    total = 48 + 24 + 12 + 30
    assert score.exact == 100
    assert points(score)["sales"] == Fraction(48 * 100, total)
    assert sum(filter(None, points(score).values())) == 100


def test_figures_that_are_not_there_leave_the_part_to_the_others() -> None:
    score = compose(sales="100", collection="100", other=[None, "80", "90"], qualitative=[None, "70", None])
    assert score.covered_pct == 100
    assert not score.is_provisional
    assert points(score)["other"] == 10 * Fraction(80 + 90, 200)
    assert points(score)["qualitative"] == 30 * Fraction(70, 100)


@pytest.mark.parametrize(
    ("exact", "value"),
    [
        (Fraction("89.95"), "90.0"),
        (Fraction("89.9499999994"), "89.9"),
        (Fraction("89.9499999995"), "90.0"),  # 89.95 at nine decimals
        (Fraction(269, 3), "89.7"),
        (Fraction("0.05"), "0.1"),
    ],
)
def test_half_up_at_one_decimal_after_nine(exact: Fraction, value: str) -> None:
    assert scores.rounded(exact) == Decimal(value)


def test_thirds_that_make_a_whole_again_lie_on_the_exact_side() -> None:
    third = "81.333333333"  # (80 + 80 + 84) ÷ 3, as figures are kept; exactly it makes 30 × 244 ÷ 300 = 24.4 points
    score = compose(sales="100", collection="97.75", other="60", qualitative=third)
    assert 40 + Fraction("19.55") + 6 + Fraction("24.4") == Fraction("89.95")
    assert score.value == Decimal("90.0")


def test_weights_that_do_not_sum_to_100_are_shares() -> None:
    rules = replace(POLICY, weight_sales=Decimal(50), weight_collection=Decimal(0), weight_other=Decimal(0))
    score = compose(rules, sales="100", qualitative="60")
    assert score.exact == Fraction(50 * 100 + 30 * 60, 80)
    assert score.covered_pct == 100
    assert not score.is_provisional


def test_ranks_share_a_place_and_skip_the_next() -> None:
    values = [Decimal(90), None, Decimal("95.5"), Decimal("90.0"), Decimal(60)]
    assert scores.ranks(values) == [2, None, 1, 2, 4]
    assert scores.ranks([]) == []


def test_points_to_the_next_band() -> None:
    assert scores.next_band(POLICY, Decimal("88.7")) == ("excellent", Decimal("1.3"))
    assert scores.next_band(POLICY, Decimal(78)) == ("good", 2)
    assert scores.next_band(POLICY, Decimal("12.5")) == ("needs_improvement", Decimal("47.5"))
    assert scores.next_band(POLICY, Decimal(90)) is None
