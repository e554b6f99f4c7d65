"""What would close the gap: the manager's own words first, then the sentences of named rules, then the next step."""

from analytics import numbers
from analytics.advice import Advice
from analytics.messages import advice_sentence
from pages._ui import authors, blocks, codes, scorecard_person_answers, scorecard_person_opens
from pages._ui.blocks import Html, Text
from pages._ui.formats import Formats, number
from pages._ui.scorecard_person_facts import Found
from pages._ui.scorecard_person_lists import ROWS

_FIGURES = {
    "sales_short": "gap",
    "sales_short_partial": "needed_per_day",
    "collection_short": "collection",
    "new_customers_short": "new_customers",
    "visits_short": "visits",
    "revenue_per_customer_short": "revenue_per_customer",
    "satisfaction_low": "satisfaction",
    "teamwork_low": "teamwork",
    "process_low": "compliance",
}
_CHECKS = {
    "records_late": "on_time",
    "records_incomplete": "is_complete",
    "records_unspecific": "is_specific",
    "records_disordered": "next_step_in_order",
}


def show(found: Found, formats: Formats) -> None:
    """The manager's text, at most two pieces of advice, the next step; what is quoted opens its rows."""
    _written(found, formats)
    lines = [
        _line("−" + number(numbers.half_up(one.points_lost, 1), 1), _sentence(one, found, formats)) for one in found.review.advice
    ]
    step = found.review.step
    if step is not None:
        words = formats.t(
            f"scorecard_person.step.{step.part}",
            amount=formats.money(step.amount),
            band=scorecard_person_answers.band_words(step.band, formats.t),
        )
        lines.append(_line("→ " + _band_points(found), words, css="m"))
    if not lines:
        has_score = found.card.score is not None and found.card.score.value is not None
        key = "scorecard_person.no_advice" if has_score else "scorecard_person.no_advice_without_score"
        lines.append(_line("", blocks.span(formats.t(key), "m")))
    blocks.show(*lines)


def _band_points(found: Found) -> str:
    """Where the next band begins."""
    value = found.card.score.value if found.card.score else None
    return "" if found.above is None or value is None else f"{value + found.above[1]:.0f}"


def _line(points: str, words: Text, css: str = "warn") -> Html:
    return Html(f'<div class="adv"><b class="{css}">{blocks.html(points)}</b><span>{blocks.html(words)}</span></div>')


def _sentence(one: Advice, found: Found, formats: Formats) -> Html:
    words = advice_sentence(one, formats.t, formats.money)
    return blocks.joined(words, blocks.link(_link_words(one, formats), _href(one, found)))


def _link_words(one: Advice, formats: Formats) -> str:
    if one.code == "collection_old_orders":
        return formats.t("scorecard_person.see.orders", count=one.values["count"])
    if one.code.startswith("records_"):
        return formats.t("scorecard_person.see.records", count=one.values["count"])
    return formats.t("scorecard_person.see.figure")


def _href(one: Advice, found: Found) -> str:
    here = {"view": "person", "person": found.person or ""}
    if one.code == "collection_old_orders":
        return codes.href("scorecards", **here, **{ROWS: "orders"})
    if one.code.startswith("records_"):
        return codes.href("scorecards", **here, **{ROWS: _CHECKS[one.code]})
    return scorecard_person_opens.href(found, _FIGURES[one.code])


def _written(found: Found, formats: Formats) -> None:
    """The manager's own text with who wrote it and when, and the way to write or change it."""
    text = found.text
    if found.person is None or text is None:
        return
    signed = authors.signed(text.author, text.at, formats)
    blocks.show(Html(f'<div class="said"><span>{blocks.html(text.text)}</span><em>{blocks.html(signed)}</em></div>'))
