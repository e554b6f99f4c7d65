"""Texts by key, in both languages."""

import pytest

from analytics.texts import LANGUAGES, translator


def test_a_text_takes_its_values() -> None:
    assert translator("zh")("frame.as_of", day="2026-03-24") == "数据截至 2026-03-24"


def test_english_has_a_singular_and_thousands_are_separated() -> None:
    t = translator("en")
    shown = [t("frame.quarantine", count=n) for n in (0, 1, 2, 1234)]
    assert shown == ["0 rows to mend", "1 row to mend", "2 rows to mend", "1,234 rows to mend"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [None, 1, 2])
def test_an_unknown_key_is_an_error(language: str, count: int | None) -> None:
    with pytest.raises(KeyError, match=r"common\.nonsense"):
        translator(language)("common.nonsense", count=count)


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="count"):
        translator("en")("frame.quarantine")


def test_a_word_from_a_file_may_have_no_text() -> None:
    t = translator("zh")
    assert t.knows("frame.quarantine")
    assert not t.knows("common.nonsense")
