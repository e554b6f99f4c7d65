"""Colours by meaning."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from pages._ui.tokens import DARK, LIGHT, Tokens, state

CONFIG = tomllib.loads((Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_labels_read_on_every_fill(theme: Tokens) -> None:
    fills = {theme.state(name) for name in ("challenge", "base", "short", "behind")} | {theme.base_tile, theme.short_tile}
    assert min(_contrast(fill, theme.label_ink(fill)) for fill in {*fills, *theme.overdue}) >= 4.5


@pytest.mark.parametrize(("name", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_the_theme_is_that_of_the_configuration(name: str, theme: Tokens) -> None:
    configured = CONFIG["theme"][name]
    assert (theme.page, theme.ink, theme.line, theme.accent) == tuple(
        configured[key] for key in ("backgroundColor", "textColor", "borderColor", "primaryColor")
    )
    assert list(theme.overdue) == configured["chartSequentialColors"]
    assert list(theme.categories) == configured["chartCategoricalColors"][:4]


@pytest.mark.parametrize(
    ("attainment", "challenge", "name"),
    [("79.9", 70, "behind"), (80, 70, "short"), ("99.9", 90, "short"), (100, 90, "base"), (115, 100, "challenge")],
)
def test_states_begin_at_80_100_and_the_challenge(attainment: str | int, challenge: int, name: str) -> None:
    assert state(Decimal(attainment), Decimal(challenge)) == name


def test_an_absent_attainment_has_no_state() -> None:
    assert state(None) is None


def test_heat_grows_with_the_share_and_nothing_is_grey() -> None:
    assert [LIGHT.heat(share) for share in (0, 0.01, 1)] == [LIGHT.soft, LIGHT.overdue[1], LIGHT.overdue[-1]]
