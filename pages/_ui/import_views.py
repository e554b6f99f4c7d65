"""The view Upload of the page Imports, state by state: ready, at work, refused, a choice, what went in."""

from collections.abc import Collection
from datetime import date

import streamlit as st

from analytics import imports, periods
from analytics.imports import Outcome
from pages._ui import (
    blocks,
    codes,
    import_first_run,
    import_history,
    import_loaded,
    import_preview,
    import_refused,
    import_words,
    panels,
    session,
    uploads,
)
from pages._ui.formats import Formats
from pages._ui.uploads import Upload

POLL_SECONDS = 0.5
WIDTHS = (62, 38)
MONTHS_TO_CHOOSE = 24


def open_view(view: str) -> None:
    """Goes to another view of the page in the same session, so that an open preview stays."""
    codes.put("view", None if view == "upload" else view)


def ready(formats: Formats) -> None:
    """Nothing at work: what the last upload did, or up to when the data go; and the field for the next file."""
    t, done = formats.t, uploads.done()
    if done:
        _done(formats)
    else:
        blocks.answer(t("imports.answer.ready"), import_loaded.freshness_line(formats))
    left, right = panels.row("ready", WIDTHS)
    with left:
        import_first_run.upload_panel(formats)
        import_loaded.panel(formats, {}, is_main=True)
    with right:
        _recent(formats)


def _done(formats: Formats) -> None:
    t, done = formats.t, uploads.done()
    newest, *others = reversed(done)
    below = [import_words.done_answer(one, formats) for one in others] or [t("imports.done.sub")]
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="answer_row"):
        blocks.answer(import_words.done_answer(newest, formats), blocks.joined(*below, by="<br>"))
        number = newest.said["import_id"]
        if number is not None:
            st.button(t("imports.undo"), key="undo_done", on_click=_undo_done, args=(number,))
        st.page_link("overview.py", label=t("imports.done.overview"))


def _undo_done(import_id: int) -> None:
    import_history.switch(import_id, "undo")
    uploads.done().clear()


def _recent(formats: Formats) -> None:
    import_history.recent(import_history.records(), formats, lambda: open_view("history"))


def upload(current: Upload, formats: Formats) -> None:
    """One file, in whatever phase it is."""
    if current.phase in {"checking", "importing"}:
        _at_work(current, formats)
    elif current.phase == "failed":
        _failed(current, formats)
    elif current.outcome is not None:
        _checked(current, current.outcome, formats)


@st.fragment(run_every=POLL_SECONDS)
def _at_work(current: Upload, formats: Formats) -> None:
    """Progress in rows, without a run of the page; the page runs when the process has ended."""
    t = formats.t
    if uploads.has_moved(current):
        st.rerun()
    step, rows = current.child.progress() if current.child is not None else ("", 0)
    words = t("imports.step." + (step or "start"))
    below = t("imports.step.rows", step=words, count=rows) if rows else words
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="answer_row"):
        blocks.answer(t("imports.answer." + current.phase, file=current.label), below)
        if current.phase == "checking" and st.button(t("imports.cancel"), key="cancel_check"):
            uploads.discard(current)
            st.rerun()
    left, right = panels.row("work", WIDTHS)
    left.skeleton(height=420)
    right.skeleton(height=420)


def _failed(current: Upload, formats: Formats) -> None:
    t = formats.t
    _head(t("imports.answer.failed"), current.label, current, formats)
    blocks.error(current.failure)
    if current.path.exists():
        st.button(t("imports.try_again"), key="try_again", on_click=uploads.retry, args=(current,))


def _checked(current: Upload, outcome: Outcome, formats: Formats) -> None:
    line = import_words.file_line(outcome.checked, formats)
    if outcome.status == "refused":
        refused = import_refused.refusal(outcome.checked)
        _head(refused.answer(formats), line, current, formats)
        import_refused.show(refused, formats)
    elif outcome.status == "open":
        _choice(current, outcome, formats)
    elif outcome.earlier is not None:
        day = import_history.local(outcome.earlier.at).date()
        _head(import_words.already_answer(outcome, formats, day), line, current, formats)
        left, right = panels.row("already", WIDTHS)
        with left:
            import_loaded.panel(formats, {}, is_main=True)
        with right:
            _recent(formats)
    else:
        import_preview.show(current, outcome, _recent, formats)


def _head(answer: str, line: str, current: Upload, formats: Formats) -> None:
    """The answer with the only thing to do: on to another file."""
    waiting = len(uploads.queue()) - 1
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="answer_row"):
        blocks.answer(answer, line)
        label = formats.t("imports.next_file", count=waiting) if waiting else formats.t("imports.other_file")
        st.button(label, key="primary_other_file", type="primary", on_click=uploads.discard, args=(current,))


def _choice(current: Upload, outcome: Outcome, formats: Formats) -> None:
    """The one choice there is: which month a file of headers only stands for."""
    t, checked = formats.t, outcome.checked
    assert checked.dataset is not None
    dataset = import_words.dataset_word(checked.dataset, formats)
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="answer_row"):
        blocks.answer(t("imports.answer.empty", dataset=dataset), import_words.file_line(checked, formats))
        st.button(t("imports.discard"), key="discard", on_click=uploads.discard, args=(current,))
    with st.container(border=True, key="panel_choice"):
        blocks.panel_title(t("imports.choice.title", dataset=dataset), t("imports.choice.meaning"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            months, likely = months_to_choose(checked.options["today"], import_loaded.own().months(checked.dataset))
            words = {month: formats.month(date.fromisoformat(month + "-01")) for month in months}
            label = t("imports.choice.month")
            month = st.selectbox(label, months, likely, key="empty_month", format_func=words.__getitem__, width=220)
            sure = t("imports.choice.confirm", month=words[month], dataset=dataset)
            st.button(sure, key="primary_answer", type="primary", on_click=uploads.answer, args=(current, "empty_month", month))
    import_loaded.panel(formats, {}, is_main=True, is_wide=True)


def months_to_choose(today: str, known: Collection[date]) -> tuple[list[str], int]:
    """This month and the 23 before it, the newest first; and the place of the first one after those that are loaded."""
    period = periods.month_of(date.fromisoformat(today))
    months = [period.begin]
    while len(months) < MONTHS_TO_CHOOSE:
        period = period.previous()
        months.append(period.begin)
    later = [place for place, month in enumerate(months) if not known or month > max(known)]
    return [f"{month:%Y-%m}" for month in months], max(later, default=0) if known else 0


def is_first_run() -> bool:
    """Whether no import of the own store is active."""
    shown = session.shown()
    return shown.is_demo or shown.is_empty


def has_history() -> bool:
    return bool(imports.history(uploads.own()))
