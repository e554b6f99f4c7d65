"""Markup that pages show: data are escaped, whatever they hold."""

from decimal import Decimal
from urllib.parse import unquote

import pytest

from pages._ui import blocks, pictures, texts


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "language", lambda: "zh")


def test_data_are_shown_as_text() -> None:
    assert blocks.html("<img src=x onerror=alert(1)> & \"'") == "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;&#x27;"


def test_the_marked_part_is_underlined() -> None:
    assert blocks.html("距目标 ⟦差 <b>⟧") == '距目标 <span class="u">差 &lt;b&gt;</span>'


def test_english_points_come_in_the_latin_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "language", lambda: "en")
    assert blocks.html("a · b") == 'a <span class="lat">·</span> b'


def test_a_link_stays_in_the_tab_and_its_address_is_escaped() -> None:
    assert blocks.link("all", 'follow_ups?cell="x"&lang=zh').markup == (
        '<a class="lk" href="follow_ups?cell=&quot;x&quot;&amp;lang=zh" target="_self">all</a>'
    )


def test_a_bullet_has_its_ticks_in_proportion() -> None:
    markup = blocks.bullet(Decimal(50), "#4A95CF", landing=Decimal(80), base=Decimal(100)).markup
    assert "width:47.6%;background:#4A95CF" in markup  # of 105
    assert '<u style="left:95.2%"></u>' in markup
    assert '<em style="left:47.6%;width:28.6%"></em>' in markup
    assert 'class="c"' not in markup


def test_a_sparkline_has_a_gap_where_a_value_is_absent() -> None:
    drawn = unquote(pictures.sparkline([1.0, 2.0, None, 3.0], "#000000", width=108, height=24))
    assert drawn.count("<polyline") == 2


def test_a_bar_is_as_long_as_its_share() -> None:
    assert 'width="60.0" height="14"' in unquote(pictures.bar(0.5, "#000000"))
