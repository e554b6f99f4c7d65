"""What was agreed with the person: last period's first, each with done or not; the writers of all that is typed here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import streamlit as st

from analytics import agreements
from analytics.agreements import Agreement
from analytics.folder import Folder
from analytics.messages import FAILURES, failure_sentence, note_sentence
from analytics.notes import NoteError
from pages._ui import authors, blocks, codes, moments, session, texts
from pages._ui.blocks import Html
from pages._ui.formats import Formats
from pages._ui.scorecard_person_facts import Found
from pages._ui.scorecard_person_opens import TYPING

MOST = 3  # lines before the list scrolls
HEIGHT = 156
ADVICE, NEW = "advice", "new"
_PROBLEM = "person_problem"
_MARKS = {None: "○", True: "✓", False: "✕"}


def show(found: Found, formats: Formats) -> None:
    """The heading with who signs and what can be added; then the agreements."""
    t = formats.t
    with st.container(horizontal=True, vertical_alignment="center", key="agreed_head", gap="small"):
        blocks.show(blocks.bold(t("scorecard_person.agreed.title")), width="content")
        st.space("stretch")
        authors.field()
        has_text = found.text is not None
        label = t("scorecard_person.advise.change" if has_text else "scorecard_person.advise.write")
        _opener(label, ADVICE)
        _opener(t("scorecard_person.agreed.add"), NEW)
    _problem()
    before, now = found.agreed_before, found.agreed
    if not before and not now:
        blocks.show(blocks.span(t("scorecard_person.agreed.none"), "m"))
        return
    with st.container(gap=None, key="rows_agreed", height=HEIGHT if len(before) + len(now) > MOST else "content"):
        for one in (*before, *now):
            _row(one, found, formats)


def _opener(label: str, what: str) -> None:
    st.button(label, key=f"open_{what}", type="tertiary", on_click=codes.put_here, args=(TYPING, what))


def _row(one: Agreement, found: Found, formats: Formats) -> None:
    """One agreement: which period, text, until when, who, signed by whom and when; and what can be said of it."""
    t = formats.t
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key=f"line_agreed_{one.sequence}"):
        blocks.show(_line(one, found, formats))
        with st.container(
            horizontal=True, horizontal_alignment="right", gap="small", width="content", key=f"do_agreed_{one.sequence}"
        ):
            if one.is_done is None:
                for is_done, name in ((True, "done"), (False, "not_done")):
                    label, key = t("scorecard_person.agreed." + name), f"{name}_{one.sequence}"
                    st.button(label, key=key, type="tertiary", on_click=_settle, args=(one.sequence, is_done))
            options = ("revise", "withdraw") if one.is_done is None else ("reopen", "revise", "withdraw")
            st.menu_button(
                "⋯",
                options,
                key=f"more_{one.sequence}",
                format_func=lambda option: t("scorecard_person.agreed." + option),
                on_click=_chosen,
                args=(one.sequence,),
                type="tertiary",
            )


def _line(one: Agreement, found: Found, formats: Formats) -> Html:
    t, wording = formats.t, one.wording
    is_late = one.is_done is None and wording.due_on is not None and wording.due_on < found.as_of
    due = "" if wording.due_on is None else t("scorecard_person.agreed.due", day=formats.short_day(wording.due_on))
    parts: list[blocks.Text] = [blocks.span(due, "warn") if is_late else due] if due else []
    parts += [wording.owner] if wording.owner else []
    parts.append(_signed(one, formats))
    mark = blocks.span(_MARKS[one.is_done], "warn" if one.is_done is False or is_late else "m")
    period = blocks.span(formats.short_period(one.period), "m s")
    below = blocks.joined(*parts, by=blocks.html(" · "))
    inner = f"<span>{mark.markup} {period.markup}</span><div><p>{blocks.html(wording.text)}</p><em>{below.markup}</em></div>"
    return Html(f'<div class="agreed">{inner}</div>')


def _signed(one: Agreement, formats: Formats) -> str:
    """Who settled it, else who wrote it, and when."""
    if one.is_done is None or one.settled_at is None:
        return authors.signed(one.author, one.at, formats)
    key = "scorecard_person.agreed.said_done" if one.is_done else "scorecard_person.agreed.said_not_done"
    return formats.t(key, who=one.settled_by, at=moments.short(one.settled_at, formats))


def folder() -> Folder:
    """Where it is kept: the store that is shown, the demo company's as well."""
    return Folder(session.shown().path)


@contextmanager
def told() -> Iterator[None]:
    """Keeps what prevents writing for the next run, as a sentence."""
    t = texts.translator()
    try:
        yield
    except NoteError as error:
        st.session_state[_PROBLEM] = note_sentence(error, t)
    except FAILURES as error:
        st.session_state[_PROBLEM] = failure_sentence(error, t)


def failed() -> str | None:
    """What prevented the last writing, once."""
    return st.session_state.pop(_PROBLEM, None)


def _problem() -> None:
    if codes.here(TYPING) is None and (sentence := failed()):
        blocks.error(sentence)


def now() -> datetime:
    return datetime.now(UTC)


def _settle(sequence: int, is_done: bool | None) -> None:
    with told():
        agreements.settle(folder(), sequence, is_done, authors.name(), now())


def _withdraw(sequence: int) -> None:
    with told():
        agreements.withdraw(folder(), sequence, authors.name(), now())


def _chosen(sequence: int) -> None:
    acts: dict[str, Callable[[], None]] = {
        "revise": lambda: codes.put_here(TYPING, str(sequence)),
        "reopen": lambda: _settle(sequence, None),
        "withdraw": lambda: _withdraw(sequence),
    }
    acts[str(st.session_state[f"more_{sequence}"])]()
