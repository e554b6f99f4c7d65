"""The sentence that answers the person view and the line below it, by named rules over the person's own card."""

from typing import Literal

from analytics import numbers
from analytics.periods import Period
from analytics.scorecards import Scorecard
from analytics.scores import Band, Part, Score
from analytics.texts import Translator
from pages._ui import blocks, codes
from pages._ui.formats import ABSENT, Formats, number
from pages._ui.scorecard_person_facts import Found

Rule = Literal["nobody", "no_score", "short_cost", "short", "top_cost", "top"]


def rule(found: Found) -> Rule:
    """The first that holds.

    `nobody`: rows that belong to nobody. `no_score`: too little weight is covered. `short…`: there is a band above, `top…`: there
    is none; `…_cost`: a part loses points.
    """
    score = found.card.score
    if score is None:
        return "nobody"
    if score.value is None:
        return "no_score"
    if found.above is not None:
        return "short_cost" if score.costliest else "short"
    return "top_cost" if score.costliest else "top"


def name(card: Scorecard, t: Translator) -> str:
    return card.owner or t("scorecards.unassigned")


def sentence(found: Found, formats: Formats) -> str:
    """The answer in words; ⟦…⟧ marks what to talk about."""
    t, card, score = formats.t, found.card, found.card.score
    if score is None or score.value is None:
        covered = formats.pct(score.covered_pct) if score else ABSENT
        actual, period = formats.money(card.sales.actual), formats.short_period(found.period)
        return t(f"scorecard_person.answer.{rule(found)}", name=name(card, t), period=period, actual=actual, covered=covered)
    worst = score.costliest[0] if score.costliest else None
    band, missing = found.above or (None, None)
    return t(
        f"scorecard_person.answer.{rule(found)}",
        name=name(card, t),
        score=score_words(score),
        band=band_words(score.band, t),
        next=band_words(band, t),
        points=ABSENT if missing is None else number(missing, 1),
        part=part_words(worst, formats) if worst else "",
        lost=ABSENT if worst is None or worst.points_lost is None else number(numbers.half_up(worst.points_lost, 1), 1),
    )


def band_words(band: Band | None, t: Translator) -> str:
    """A band inside a sentence."""
    return "" if band is None else t("scorecards.band." + band).lower()


def score_words(score: Score) -> str:
    """88.7; a provisional one carries a star."""
    shown = ABSENT if score.value is None else number(score.value, 1)
    return shown + "*" if score.is_provisional and score.value is not None else shown


def part_words(part: Part, formats: Formats) -> str:
    """A part with its raw figure: collection at 68.4%."""
    return formats.t("scorecard_person.part_at." + part.name, value=raw_words(part, formats))


def raw_words(part: Part, formats: Formats) -> str:
    """The rate itself where the part is one, else what the part reaches of 100."""
    if part.name in ("sales", "collection"):
        return formats.pct(part.figures[0].value)
    return ABSENT if part.pct is None else number(numbers.half_up(part.pct, 1), 1)


def absent(name_shown: str | None, period: Period, newest: Period | None, formats: Formats) -> tuple[str, blocks.Text]:
    """For somebody who does not stand in the period: where there is something, if there is; without a name for nobody at all."""
    t = formats.t
    if name_shown is None:
        return t("scorecard_person.absent.nobody", period=formats.period(period)), ""
    sentence_shown = t("scorecard_person.absent.answer", name=name_shown, period=formats.period(period))
    if newest is None:
        return sentence_shown, t("scorecard_person.absent.never")
    link = t("scorecard_person.absent.newest", period=formats.period(newest))
    return sentence_shown, blocks.link(
        link, codes.href("scorecards", view="person", person=codes.get("person"), period=newest.code)
    )
