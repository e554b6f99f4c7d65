"""All figures by group: name, definition, formula, when it is absent, in the reader's language and in the other."""

from analytics import glossary, texts
from analytics.glossary import Figure
from analytics.texts import LANGUAGES, Translator
from pages._ui import blocks, panels
from pages._ui import texts as chosen

COUNT = len(glossary.FIGURES)


def show(words: str) -> None:
    """The figures whose texts, in either language, have these words."""
    own, other = _languages()
    found = [figure for figure in glossary.FIGURES if _matches(figure, words, (own, other))]
    if not found:
        blocks.notice(own("glossary.nothing", words=words))
    for group in glossary.GROUPS:
        figures = [figure for figure in found if figure.group == group]
        if figures:
            with panels.panel(f"glossary_{group}", own("glossary.group." + group), own("glossary.column.other")):
                blocks.lines([_row(figure, own, other) for figure in figures], "glossary")


def _languages() -> tuple[Translator, Translator]:
    own = chosen.translator()
    [other] = [language for language in LANGUAGES if language != own.language]
    return own, texts.translator(other)


def _matches(figure: Figure, words: str, languages: tuple[Translator, Translator]) -> bool:
    told = " ".join(t(f"glossary.{part}{figure.code}") for t in languages for part in ("name.", "is.", "formula."))
    return all(word in told.casefold() for word in words.casefold().split())


def _row(figure: Figure, own: Translator, other: Translator) -> list[blocks.Text]:
    name = blocks.joined(
        blocks.bold(own("glossary.name." + figure.code)),
        blocks.span(other("glossary.name." + figure.code), "m s"),
        by="<br>",
    )
    return [name, _told(figure, own), _told(figure, other)]


def _told(figure: Figure, t: Translator) -> blocks.Text:
    absent = t("glossary.absent_when", when=t("glossary.absent." + figure.code))
    formula = blocks.span(f"= {t('glossary.formula.' + figure.code)}", "xf")
    return blocks.joined(t("glossary.is." + figure.code), formula, blocks.span(absent, "m s"))
