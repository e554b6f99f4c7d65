"""The view Upload of the page Imports, state by state: first run, ready, at work, preview, refused, a choice, what went in."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

import streamlit as st

from analytics import imports, periods
from analytics.importer.columns import DATASETS
from analytics.imports import Outcome
from pages._ui import (
    blocks,
    codes,
    import_formats,
    import_history,
    import_loaded,
    import_refused,
    import_tables,
    import_words,
    panels,
    session,
    tokens,
    uploads,
)
from pages._ui.blocks import Card
from pages._ui.formats import ABSENT, Formats
from pages._ui.uploads import Upload

CELLS_SHOWN = 4
POLL_SECONDS = 0.5
WIDTHS = (62, 38)
MONTHS_TO_CHOOSE = 24


def open_view(view: str) -> None:
    """Goes to another view of the page in the same session, so that an open preview stays."""
    codes.put("view", None if view == "upload" else view)


def first_run(formats: Formats) -> None:
    """While nothing of one's own is loaded: where to begin, what there is to upload, what it gives."""
    t = formats.t
    blocks.answer(t("imports.first.answer"), t("imports.first.sub"))
    left, right = panels.row("first", (46, 54))
    with left:
        _upload_panel(formats, "1\u2003")
        _unlocks(formats)
    with right:
        title = "2\u2003" + t("imports.first.datasets")
        import_formats.datasets(formats, title=title, right=t("imports.first.required_only"))
    blocks.panel_title(t("imports.first.becomes"))
    with st.container(key="empty_strip"):
        blocks.cards(
            [
                Card(t("imports.first.card." + name), ABSENT, below=[blocks.span(t("imports.first.need." + name), "m")])
                for name in FIRST_CARDS
            ]
        )


FIRST_CARDS = ("sales", "attainment", "gap", "landing", "growth", "overdue")
UNLOCKS = ("sales", "targets", "follow_ups", "payments", "contracts", "staff")


def _upload_panel(formats: Formats, number: str = "") -> None:
    t = formats.t
    with st.container(border=True, key="panel_upload"):
        blocks.panel_title(number + t("imports.upload.title"), blocks.span(t("imports.upload.formats"), "opt"))
        uploads.uploader(t("imports.upload.title"))
        if session.shown().is_demo:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.page_link("overview.py", label=t("imports.first.demo"))
                blocks.show(blocks.span(t("imports.first.demo_note"), "m s"))


def _unlocks(formats: Formats) -> None:
    t = formats.t
    with st.container(border=True, key="panel_unlocks", height="stretch"):
        blocks.panel_title(t("imports.first.unlocks"))
        rows = [[blocks.bold(t("dataset." + name)), t("imports.first.unlock." + name)] for name in UNLOCKS]
        blocks.table([], rows)
        blocks.show(blocks.span(t("imports.first.nothing_mandatory"), "m s"))


def ready(formats: Formats) -> None:
    """Nothing at work: what the last upload did, or up to when the data go; and the field for the next file."""
    t, done = formats.t, uploads.done()
    if done:
        _done(formats)
    else:
        blocks.answer(t("imports.answer.ready"), import_loaded.freshness_line(formats))
    left, right = panels.row("ready", WIDTHS)
    with left:
        _upload_panel(formats)
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
        _preview(current, outcome, formats)


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


def _preview(current: Upload, outcome: Outcome, formats: Formats) -> None:
    """What would change; nothing is written before the button beside the sentence."""
    t, checked, compared = formats.t, outcome.checked, outcome.comparison
    assert compared is not None
    assert checked.dataset is not None
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="answer_row"):
        line = import_words.file_line(checked, formats) + " · " + t("imports.undo_any_time")
        blocks.answer(import_words.preview_answer(outcome, formats), line)
        st.button(t("imports.discard"), key="discard", on_click=uploads.discard, args=(current,))
        rows = compared.added + compared.changed
        label = t("imports.confirm_month") if checked.empty_month else t("imports.confirm", count=rows)
        if rows or checked.empty_month:
            st.button(label, key="primary_import", type="primary", on_click=uploads.confirm, args=(current,))
    _strip(outcome, formats)
    left, right = panels.row("preview", WIDTHS)
    with left:
        _effect(outcome, formats)
    with right:
        if compared.cells:
            _changed(outcome, formats)
        touched = [month.month for month in compared.months] + [checked.empty_month] * bool(checked.empty_month)
        import_loaded.panel(formats, {checked.dataset: touched})
        _recent(formats)


def _strip(outcome: Outcome, formats: Formats) -> None:
    t, compared, colours = formats.t, outcome.comparison, tokens.tokens()
    assert compared is not None
    fills = (colours.base, colours.challenge, colours.line, colours.ghost, colours.behind)
    names = ("added", "changed", "unchanged", "excluded", "rejected")
    counts = (compared.added, compared.changed, compared.unchanged, outcome.checked.excluded, outcome.checked.rejected)
    cards = [
        Card(
            blocks.joined(_dot(fill), t("imports.card." + name), _hint(name, formats)),
            formats.count(count),
            t("imports.card.rows", count=count),
        )
        for name, fill, count in zip(names, fills, counts, strict=True)
    ]
    blocks.cards([*cards, _change_card(outcome, formats)])


def _change_card(outcome: Outcome, formats: Formats) -> Card:
    t, compared = formats.t, outcome.comparison
    if compared is None or outcome.checked.dataset is None or DATASETS[outcome.checked.dataset].sum_column is None:
        return Card(t("imports.card.change"), ABSENT, t("imports.card.no_sum"))
    return Card(t("imports.card.change"), formats.money(compared.amount_change or Decimal(0), sign=True))


def _hint(name: str, formats: Formats) -> blocks.Text:
    return blocks.span(formats.t("imports.card.excluded_hint"), "opt") if name == "excluded" else ""


def _dot(fill: str) -> blocks.Html:
    return blocks.Html(f'<i class="dot" style="background:{fill}"></i>')


def _effect(outcome: Outcome, formats: Formats) -> None:
    checked, compared = outcome.checked, outcome.comparison
    assert compared is not None
    if compared.months:
        with st.container(border=True, key="panel_months"):
            import_tables.months(compared, formats)
    if checked.rejected:
        with st.container(border=True, key="panel_rejects"):
            import_tables.rejected(checked, checked.stage / "rejects.parquet", formats)
    if checked.warnings:
        with st.container(border=True, key="panel_notes"):
            import_tables.notes(checked.warnings, formats)


def _changed(outcome: Outcome, formats: Formats) -> None:
    t, compared = formats.t, outcome.comparison
    assert compared is not None
    with st.container(border=True, key="panel_changed"):
        right = t("imports.changed.first", count=min(CELLS_SHOWN, len(compared.cells)))
        import_tables.titled(t("imports.changed.title", count=compared.changed), right, import_tables.cells_report(compared))
        blocks.table([], import_tables.cells(outcome.checked, compared, formats, most=CELLS_SHOWN), right=(2, 3))


def is_first_run() -> bool:
    """Whether no import of the own store is active."""
    shown = session.shown()
    return shown.is_demo or shown.is_empty


def has_history() -> bool:
    return bool(imports.history(uploads.own()))
