"""One person in one period: the score and where it comes from, the figures, what would close the gap, what was agreed, the rows."""

from datetime import date

import streamlit as st

from pages._ui import (
    blocks,
    charts,
    explain,
    panels,
    scorecard_choice,
    scorecard_person_advice,
    scorecard_person_agreements,
    scorecard_person_answers,
    scorecard_person_course,
    scorecard_person_facts,
    scorecard_person_figures,
    scorecard_person_lists,
    scorecard_person_opens,
    scorecard_person_record,
    scorecard_person_remarks,
    scorecard_person_stairs,
    scorecard_person_typing,
    scorecard_person_walk,
    tokens,
)
from pages._ui.formats import Formats
from pages._ui.scorecard_choice import Choice
from pages._ui.scorecard_person_facts import Found


def show(choice: Choice, day: date, formats: Formats) -> None:
    """The person view of the scorecards."""
    company = scorecard_choice.board(choice.period, day, None)
    found = scorecard_person_facts.gather(choice, company, day)
    with st.container(horizontal=True, wrap=False, vertical_alignment="top", key="person_answer"):
        if found is None:
            name, newest = scorecard_person_facts.known(choice, day)
            blocks.answer(*scorecard_person_answers.absent(name, choice.period, newest, formats))
        else:
            blocks.answer(scorecard_person_answers.sentence(found, formats), scorecard_person_remarks.below(found, formats))
        scorecard_person_walk.show(choice, formats)
    if found is not None:
        _panels(found, formats)


def _panels(found: Found, formats: Formats) -> None:
    t, kind = formats.t, found.period.kind
    left, right = panels.row("person", (41, 59))
    with left, panels.panel("points", t("scorecard_person.points"), _bands_key(found, formats)):
        _points(found, formats)
    with right, panels.panel("figures", t("scorecard_person.figures." + kind), t("scorecard_person.figures_key")):
        scorecard_person_figures.show(found, formats)
    left, right = panels.row("person_rows", (41, 59))
    with left, panels.panel("advice", t("scorecard_person.advice"), t("scorecard_person.advice_key")):
        scorecard_person_advice.show(found, formats)
        if found.person is not None:
            scorecard_person_agreements.show(found, formats)
    with right:
        scorecard_person_lists.show(found, formats)
    if not explain.is_open():
        scorecard_person_typing.show(found, formats)
        scorecard_person_record.show(found, formats)


def _bands_key(found: Found, formats: Formats) -> str:
    policy = found.policy
    return formats.t(
        "scorecard_person.points_key",
        needs_improvement=f"{policy.band_needs_improvement:f}",
        good=f"{policy.band_good:f}",
        excellent=f"{policy.band_excellent:f}",
    )


def _points(found: Found, formats: Formats) -> None:
    """The stairs and the course of the score; what is missing where there is no score."""
    t, colours, score = formats.t, tokens.tokens(), found.card.score
    if score is None:
        blocks.show(blocks.span(t("scorecard_person.nobody_score"), "m"))
        return
    name = scorecard_person_opens.key("person_points")
    alt = scorecard_person_answers.sentence(found, formats)
    opens = scorecard_person_opens.of_point(found, name)
    title, course = t("scorecard_person.course." + found.period.kind), scorecard_person_opens.key("person_course")
    with st.container(gap=None, key="person_charts"):
        charts.show(scorecard_person_stairs.draw(found, score, formats, colours), key=name, alt=alt, on_select=opens)
        blocks.show(blocks.bold(title))
        charts.show(
            scorecard_person_course.draw(found, formats, colours),
            key=course,
            alt=title,
            on_select=scorecard_person_opens.of_period(course),
        )
