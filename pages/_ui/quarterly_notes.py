"""Problem, strategy and owner of a cell: as typed, who and when, last quarter's beside them, and the form (definitions §6)."""

from datetime import UTC, datetime

import streamlit as st

from analytics import notes
from analytics.folder import Folder
from analytics.messages import FAILURES, failure_sentence, note_sentence
from analytics.notes import TEXTS, CellNote, NoteError
from analytics.periods import Period
from analytics.quarterly import Line, Place
from pages._ui import authors, blocks, judgements, quarterly_choice, session, texts
from pages._ui.formats import ABSENT, Formats
from pages._ui.quarterly_facts import Details

FORM_WIDTH = 460
_ROUND = "note_round"
_REFUSED = "note_refused"


def show(line: Line, details: Details, formats: Formats) -> None:
    """The newest note of a cell, last quarter's, and the button that opens the form; a total has no notes."""
    if line.place.kind != "cell":
        return
    t, note = formats.t, line.note
    with st.container(horizontal=True, vertical_alignment="center", key="title_note"):
        blocks.panel_title(t("quarterly.note"), authors.signed(note.author, note.at, formats) if note else "")
        _form(line, formats)
    sentence = st.session_state.pop(_REFUSED, None)
    if sentence:
        blocks.error(sentence)
    if note:
        blocks.lines([[blocks.span(t("quarterly.note_" + name), "m"), getattr(note, name) or ABSENT] for name in TEXTS], "note3")
    else:
        blocks.show(blocks.span(t("quarterly.no_note"), "m s"))
    if details.note_before:
        blocks.show(blocks.span(_before(line, details.note_before, formats), "m s"))


def _before(line: Line, before: CellNote, formats: Formats) -> str:
    """What was promised a quarter ago, by whom, and how sales went since."""
    row = line.sales
    promised = before.strategy or before.problem or before.owner
    return formats.t(
        "quarterly.note_before",
        promised=promised,
        owner=before.owner or before.author,
        signed=authors.signed(before.author, before.at, formats),
        growth=judgements.growth(row.growth, row, formats) if row.growth else ABSENT,
    )


def _form(line: Line, formats: Formats) -> None:
    """Three fields and the author, in a popover of the cell's own; a kept note closes it."""
    t = formats.t
    place, quarter = line.place, line.quarter
    key = f"note_{st.session_state.get(_ROUND, 0)}_{quarter.code}_{quarterly_choice.code(place)}"
    words = t("quarterly.note_edit" if line.note else "quarterly.note_write")
    with st.popover(words, key=f"open_{key}"), st.form(key, border=False):
        with st.container(horizontal=True, vertical_alignment="center"):
            authors.field(is_in_form=True)
        for name in TEXTS:
            value = (getattr(line.note, name) or "") if line.note else ""
            field = st.text_input if name == "owner" else st.text_area
            field(t("quarterly.note_" + name), value=value, key=f"{key}_{name}", max_chars=notes.MOST_CHARACTERS, width=FORM_WIDTH)
        st.form_submit_button(
            t("quarterly.note_keep"), key=f"primary_{key}", type="primary", on_click=_keep, args=(key, place, quarter)
        )


def _keep(key: str, place: Place, quarter: Period) -> None:
    """Writes the note into the store that is shown; the run that follows reads it. Refused, the form stays as it is."""
    authors.keep()
    typed = {name: str(st.session_state.get(f"{key}_{name}") or "") for name in TEXTS}
    folder = Folder(session.shown().path)
    try:
        notes.write(folder, (place.region, place.product_line, quarter), typed, authors.name(), datetime.now(UTC))
    except NoteError as problem:
        st.session_state[_REFUSED] = note_sentence(problem, texts.translator())
    except FAILURES as problem:
        st.session_state[_REFUSED] = failure_sentence(problem, texts.translator())
    else:
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
