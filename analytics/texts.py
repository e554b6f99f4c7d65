"""Texts in Chinese and English: one catalogue per language, from `locale/<language>/<topic>.po`, by key."""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
FOLDER = Path(__file__).with_name("locale")


class Translator:
    """Texts of one language by key: `t("frame.as_of", day="2026-03-24")`.

    Placeholders `{name}` take the values given. A whole number `count` chooses the plural form, where the text has forms,
    and shows with thousands separated. KeyError for an unknown key, or for a placeholder without a value.
    """

    def __init__(self, language: Language, catalogue: gettext.GNUTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, key: str, /, **values: object) -> str:
        count = values.get("count")
        if not isinstance(count, int):
            return self._catalogue.gettext(key).format_map(values)
        try:
            text = self._catalogue.ngettext(key, key, count)
        except KeyError:
            text = self._catalogue.gettext(key)
        return text.format_map(values | {"count": f"{count:,}".replace("-", "−")})

    def knows(self, key: str) -> bool:
        """Whether there is a text for the key; for words that may come from a file, such as a stage."""
        try:
            self._catalogue.gettext(key)
        except KeyError:
            return False
        return True


class _Missing(gettext.NullTranslations):
    """Ends the search for a text: an unknown key is a mistake, never shown as if it were a text."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise KeyError(msgid1 if n == 1 else msgid2)


@cache
def translator(language: Language) -> Translator:
    """The texts of "zh" or "en"; read once per process."""
    merged = Catalog(locale=language, fuzzy=False)
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language, abort_invalid=True):
                if message.id:
                    merged.add(message.id, message.string)
    binary = BytesIO()
    write_mo(binary, merged)
    binary.seek(0)
    catalogue = gettext.GNUTranslations(binary)
    catalogue.add_fallback(_Missing())
    return Translator(language, catalogue)
