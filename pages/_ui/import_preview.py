"""What a checked file would change, with the two buttons beside the sentence: nothing is written before."""

from collections.abc import Callable
from decimal import Decimal

import streamlit as st

from analytics.importer.columns import DATASETS
from analytics.imports import Outcome
from pages._ui import blocks, import_cells, import_loaded, import_tables, import_words, panels, tokens, uploads
from pages._ui.blocks import Card
from pages._ui.formats import ABSENT, Formats
from pages._ui.uploads import Upload

CELLS_SHOWN = 4
WIDTHS = (62, 38)


def show(current: Upload, outcome: Outcome, recent: Callable[[Formats], None], formats: Formats) -> None:
    """The sentence with its buttons, the counts, the effect by month, rejects, changed cells, months, and the panel `recent`."""
    checked, compared = outcome.checked, outcome.comparison
    assert compared is not None
    assert checked.dataset is not None
    _head(current, outcome, formats)
    _strip(outcome, formats)
    touched = {checked.dataset: [month.month for month in compared.months] + [checked.empty_month] * bool(checked.empty_month)}
    has_panels = bool(compared.months or checked.rejected or checked.warnings)
    left, right = panels.row("preview", WIDTHS)
    with left:
        if has_panels:
            _effect(outcome, formats)
        else:
            import_loaded.panel(formats, touched, is_main=True)
    with right:
        if compared.cells:
            _changed(outcome, formats)
        if has_panels:
            import_loaded.panel(formats, touched)
        recent(formats)


def _head(current: Upload, outcome: Outcome, formats: Formats) -> None:
    t, checked, compared = formats.t, outcome.checked, outcome.comparison
    assert compared is not None
    rows = compared.added + compared.changed
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="answer_row"):
        line = import_words.file_line(checked, formats) + " · " + t("imports.undo_any_time")
        blocks.answer(import_words.preview_answer(outcome, formats), line)
        st.button(t("imports.discard"), key="discard", on_click=uploads.discard, args=(current,))
        label = t("imports.confirm_month") if checked.empty_month else t("imports.confirm", count=rows)
        if rows or checked.empty_month:
            st.button(label, key="primary_import", type="primary", on_click=uploads.confirm, args=(current,))


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
        import_tables.titled(t("imports.changed.title", count=compared.changed), right, import_cells.cells_report(compared))
        blocks.table([], import_cells.cells(outcome.checked, compared, formats, most=CELLS_SHOWN), right=(2, 3))
