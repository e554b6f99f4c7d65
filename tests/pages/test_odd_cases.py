"""Companies at the edges on every page, in both languages: nothing fails, what is absent is a dash, no value leaks as code."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.texts import LANGUAGES
from tests.pages import company
from tests.pages.odd_companies import LARGE, SMALL
from tests.pages.steps import opened, words

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


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("view", VIEWS)
def test_a_small_odd_company(shown: Open, name: str, view: str, language: str) -> None:
    shown(name, view, language)


@pytest.mark.parametrize(("name", "language"), [*zip(LARGE, LANGUAGES, strict=True)])
@pytest.mark.parametrize("view", VIEWS)
def test_a_large_odd_company(shown: Open, name: str, view: str, language: str) -> None:
    shown(name, view, language)
