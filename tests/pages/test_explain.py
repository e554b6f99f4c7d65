"""The drawer of a figure: definition, formula with numbers, rows with file and line, in both languages; the glossary."""

from pathlib import Path

import pytest

from analytics import glossary, texts
from analytics.texts import LANGUAGES
from data.demo import AS_OF
from tests.pages.steps import opened, whole, words

MONTH = AS_OF.strftime("%Y-%m")
OF_PERIODS = [
    figure.code for figure in glossary.FIGURES if figure.code not in ("top_customer", "share_of_growth", "sales_12m", "contacts")
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_company_opens(as_demo: Path, language: str) -> None:
    t = texts.translator(language)
    page = opened("glossary.py", language)
    for figure in OF_PERIODS[LANGUAGES.index(language) :: 6]:
        page = opened("overview.py", language, explain=f"{figure}|company|{MONTH}|")
        assert t("glossary.is." + figure) in words(page)


@pytest.mark.parametrize(("language", "sentence"), [("zh", "2 行，合计 11,500.00"), ("en", "2 rows, 11,500.00 in all")])
def test_a_term_opens_and_leads_back(one_month: Path, language: str, sentence: str) -> None:
    page = opened("overview.py", language, explain="attainment|owner|2024-03||王五")
    assert "11,500.00 ÷ 50,000.00 × 100 = 23.0%" in words(page)
    whole(page.button(key="explain_term_actual").click().run())
    assert sentence in words(page)
    assert list(page.dataframe[0].value.iloc[:, -2]) == ["3", "4"]  # lines
    whole(page.button(key="explain_back").click().run())
    assert "11,500.00 ÷ 50,000.00 × 100 = 23.0%" in words(page)


@pytest.mark.parametrize(
    "code", ["", "actual", "actual|nobody|2024-03|", "nothing|company|2024-03|", "actual|owner|2024-03||?", "a|b|c|d|e"]
)
def test_a_code_that_names_nothing_opens_nothing(one_month: Path, code: str) -> None:
    assert "÷" not in words(opened("overview.py", "zh", explain=code))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_has_every_figure_in_both_languages(own_store: Path, language: str) -> None:
    page = opened("glossary.py", language)
    for other in LANGUAGES:
        t = texts.translator(other)
        assert all(t("glossary.is." + figure.code) in words(page) for figure in glossary.FIGURES)
    found = words(whole(page.text_input(key="glossary_search").input("复购").run()))
    assert "Repurchase rate" in found
    assert "Working days gone" not in found
