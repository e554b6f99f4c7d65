"""Companies at the edges on every page, in both languages: nothing fails, what is absent is a dash, no value leaks as code."""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.texts import LANGUAGES
from tests.pages import company
from tests.pages.odd_companies import LARGE, NAMESAKE, SMALL, WIDE_LINES, WIDE_REGIONS
from tests.pages.steps import answer, opened, words

VIEWS = {
    "overview": ("overview.py", {}),
    "team": ("scorecards.py", {"view": "team"}),
    "person": ("scorecards.py", {"view": "person"}),
    "matrix": ("quarterly.py", {"view": "matrix"}),
    "list": ("quarterly.py", {"view": "list"}),
    "follow_ups": ("follow_ups.py", {}),
}
LEAK = re.compile(r"\b(None|nan|NaN|NaT|inf|Infinity|Decimal|Fraction|datetime|Traceback)\b|[−-]0(\.0+)?%|\{[a-z_]*\}")

Open = Callable[[str, str, str], AppTest]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The store of an odd company by its name, made when it is first asked for; not to be changed."""
    made: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in made:
            made[name] = company.make(tmp_path_factory.mktemp(name) / "store", (SMALL | LARGE)[name])
        return made[name]

    return of


@pytest.fixture
def shown(own_store: Path, stores: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Open:
    """`shown(company, view, language)`: the page of an odd company, sound and without leaks."""

    def open_view(name: str, view: str, language: str) -> AppTest:
        monkeypatch.setenv("SALES_REVIEW_STORE", str(stores(name)))
        script, codes = VIEWS[view]
        page = opened(script, language, **codes)
        assert leaks(page) == []
        return page

    return open_view


def leaks(page: AppTest) -> list[str]:
    """What no reader should see: names of the language, zeros with a sign, holes of a sentence."""
    cells = [str(cell) for frame in page.dataframe for cell in frame.value.to_numpy().ravel() if isinstance(cell, str)]
    texts = [words(page), *cells, *(block.value for kind in ("markdown", "caption") for block in page.get(kind))]
    return [text[max(found.start() - 40, 0) : found.end() + 40] for text in texts for found in LEAK.finditer(text)]


def rows_of(page: AppTest) -> list[list[str]]:
    """The rows of the page's first table, pictures left out."""
    (frame, *_) = page.dataframe
    return [[str(cell) for cell in row if not str(cell).startswith("data:")] for row in frame.value.to_numpy()]


TURNS = [(name, view, LANGUAGES[turn % 2]) for turn, (name, view) in enumerate(product(SMALL, VIEWS))]
SEEN_BELOW = {("crowded", "team"), ("wide", "list")}
LARGE_TURNS = [
    (name, view, LANGUAGES[turn % 2]) for turn, (name, view) in enumerate(product(LARGE, VIEWS)) if (name, view) not in SEEN_BELOW
]
BOTH = [("one_month", view, LANGUAGES[(turn + 1) % 2]) for turn, view in enumerate(VIEWS)]


@pytest.mark.parametrize(("name", "view", "language"), [*TURNS, *BOTH])
def test_a_small_odd_company(shown: Open, name: str, view: str, language: str) -> None:
    shown(name, view, language)


@pytest.mark.parametrize(("name", "view", "language"), LARGE_TURNS)
def test_a_large_odd_company(shown: Open, name: str, view: str, language: str) -> None:
    shown(name, view, language)


def test_without_targets_nothing_is_attained_and_nothing_missed(shown: Open) -> None:
    page = shown("no_targets", "team", "zh")
    assert answer(page) == "3月2 人售出 6,001，没有目标可比"
    for row in rows_of(page)[:2]:
        assert "无目标" in row
        assert not [cell for cell in row if "%" in cell]
    assert "2 人覆盖权重不足 50%，没有评分" in words(page)


def test_without_a_score_there_is_no_advice(shown: Open) -> None:
    page = shown("no_score", "person", "zh")
    assert answer(page) == "王五 没有综合评分：只覆盖权重 40.0%，不足 50%"
    assert "没有丢分的部分" not in words(page)


def test_returns_only_say_what_they_lack(shown: Open) -> None:
    """Sales of −5,700 against a target of 100,000; no buyer, and nothing to collect although payments are loaded."""
    said = words(shown("returns_only", "overview", "zh"))
    assert "3月完成 −5,700，达成 −5.7%，距基础目标 差 10.6万" in said
    assert "没有大于 0 的销售额" in said
    assert "没有买家" in said


def test_all_scores_are_provisional_and_say_why(shown: Open) -> None:
    page = shown("all_provisional", "team", "zh")
    assert [row[row.index("● 良好") - 1] for row in rows_of(page)[:1]] == ["89.0*"]
    assert "2 人评分为暂定" in words(page)
    assert "覆盖权重 70.0%" in words(page)


def test_two_people_of_one_name_stand_with_their_ids(shown: Open) -> None:
    rows = rows_of(shown("namesakes", "team", "en"))
    assert {cell for row in rows for cell in row if NAMESAKE in cell} == {f"{NAMESAKE} (E1)", f"{NAMESAKE} (E2)"}


def test_nobodys_sales_have_a_line_and_count(shown: Open) -> None:
    page = shown("nobodys", "team", "zh")
    assert answer(page) == "3月售出 9,500，都没有写销售人员"
    assert [next(cell for cell in row if "9,500" in cell) for row in rows_of(page)] == ["9,500", "9,500"]
    assert [row[0] for row in rows_of(shown("nobodys", "list", "zh"))][-2:] == ["未归属产品线 合计", "全公司"]


def test_two_thousand_people_come_in_pages(shown: Open) -> None:
    page = shown("crowded", "team", "zh")
    assert "2,000 人中" in answer(page)
    assert len(rows_of(page)) <= 200 + 1


def test_each_of_2400_cells_has_a_line(shown: Open) -> None:
    rows = rows_of(shown("wide", "list", "zh"))
    assert len(rows) == WIDE_REGIONS * WIDE_LINES + WIDE_REGIONS + WIDE_LINES + 1
