"""The small form in which an agreement or the manager's own advice is typed; it opens from the URL (`typing=`)."""

from datetime import date

import streamlit as st

from analytics import agreements, periods
from analytics.agreements import Agreement, Wording
from analytics.notes import MOST_CHARACTERS
from pages._ui import authors, blocks, codes, scorecard_person_agreements, session
from pages._ui.formats import Formats
from pages._ui.scorecard_person_agreements import ADVICE, NEW
from pages._ui.scorecard_person_facts import Found
from pages._ui.scorecard_person_opens import TYPING

HEIGHT = 120


def show(found: Found, formats: Formats) -> None:
    """Opens the form that the URL names; nothing for what is not there (any more)."""
    what = codes.here(TYPING)
    if what is None or found.person is None:
        return
    t, name = formats.t, found.card.owner or ""
    if what == ADVICE:
        title = t("scorecard_person.advise.form", name=name, period=formats.period(found.period))
        draw_advice = st.dialog(blocks.as_markdown(title), width="medium", on_dismiss=_closed)(_advice)
        draw_advice(found, formats)
        return
    one = next((one for one in (*found.agreed_before, *found.agreed) if str(one.sequence) == what), None)
    if one is not None or what == NEW:
        period = formats.period(one.period if one else found.period)
        title = t("scorecard_person.agreed.form", name=name, period=period)
        draw = st.dialog(blocks.as_markdown(title), width="medium", on_dismiss=_closed)(_agreement)
        draw(found, one, formats)


def _closed() -> None:
    codes.put_here(TYPING, None)
    scorecard_person_agreements.failed()


def _advice(found: Found, formats: Formats) -> None:
    t, text = formats.t, found.text
    typed = st.text_area(
        t("scorecard_person.advise.text"),
        text.text if text else "",
        key=f"typed_advice_{found.person}_{found.period.code}",
        height=HEIGHT,
        max_chars=MOST_CHARACTERS,
    )
    _foot(formats)
    if _saved(t("scorecard_person.keep")):
        with scorecard_person_agreements.told():
            who, at = authors.name(), scorecard_person_agreements.now()
            agreements.advise(scorecard_person_agreements.folder(), found.person or "", found.period, typed or "", who, at)
        _done()


def _agreement(found: Found, one: Agreement | None, formats: Formats) -> None:
    t, name = formats.t, str(one.sequence if one else NEW)
    text = st.text_area(
        t("scorecard_person.agreed.text"),
        one.wording.text if one else "",
        key=f"typed_text_{name}",
        height=HEIGHT,
        max_chars=MOST_CHARACTERS,
    )
    left, right = st.columns(2)
    due_on = left.date_input(
        t("scorecard_person.agreed.due_on"),
        one.wording.due_on if one else _next_review(found),
        key=f"typed_due_{name}",
        format="YYYY-MM-DD",
        min_value=date(2000, 1, 1),
        max_value=date(2099, 12, 31),
    )
    owner = right.text_input(
        t("scorecard_person.agreed.owner"), (one.wording.owner or "") if one else found.card.owner or "", key=f"typed_owner_{name}"
    )
    _foot(formats)
    if _saved(t("scorecard_person.keep")):
        wording = Wording(text or "", due_on if isinstance(due_on, date) else None, owner or None)
        with scorecard_person_agreements.told():
            folder, who, at = scorecard_person_agreements.folder(), authors.name(), scorecard_person_agreements.now()
            if one is None:
                agreements.agree(folder, found.person or "", found.period, wording, who, at)
            else:
                agreements.revise(folder, one.sequence, wording, who, at)
        _done()


def _next_review(found: Found) -> date:
    """The last day of the month after the period, when it will be talked about."""
    return periods.month_of(found.period.end).end - date.resolution


def _foot(formats: Formats) -> None:
    """Who signs, and where it is kept."""
    words = formats.t("scorecard_person.signed_by", who=authors.name())
    if session.shown().is_demo:
        words = f"{words} · {formats.t('scorecard_person.in_demo')}"
    blocks.show(blocks.span(words, "m s"))


def _saved(label: str) -> bool:
    return st.button(label, key="primary_keep", type="primary")


def _done() -> None:
    """Closes the form; where something prevented the writing, it stays open and says what."""
    problem = scorecard_person_agreements.failed()
    if problem is None:
        codes.put_here(TYPING, None)
        st.rerun()
    blocks.error(problem)
