"""The imports of the own store: what came in when, undo and redo, files and rejected rows to download."""

import getpass
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st

from analytics import imports
from analytics.imports import ImportRecord
from analytics.messages import FAILURES, failure_sentence
from analytics.reports import Cell, Report
from analytics.texts import Translator
from pages._ui import blocks, import_tables, session, texts, uploads
from pages._ui.formats import ABSENT, Formats

PER_PAGE = 12
RECENT = 4
ACTIONS = {"recent": 64, "history": 240}  # width of what can be done with an import

_FAILURE = "imports_failure"


def records() -> list[ImportRecord]:
    """All imports of the own store, newest first."""
    return imports.history(uploads.own())


def local(moment: datetime) -> datetime:
    """A moment in the policy's timezone."""
    return moment.astimezone(ZoneInfo(session.shown().query.policy.timezone))


def failure() -> None:
    """One sentence when the last undo or redo was not done."""
    sentence = st.session_state.pop(_FAILURE, None)
    if sentence:
        blocks.error(sentence)


def recent(found: Sequence[ImportRecord], formats: Formats, open_all: Callable[[], None]) -> None:
    """The newest imports with the way back, and the link to all."""
    t = formats.t
    with st.container(border=True, key="panel_recent"):
        with st.container(horizontal=True, vertical_alignment="center"):
            blocks.panel_title(t("imports.recent.title"))
            if found:
                label = t("imports.recent.all", count=len(found))
                st.button(label, key="open_history", type="tertiary", on_click=open_all)
        with st.container(gap=None, key="rows_recent"):
            for record in found[:RECENT]:
                _row(record, _recent_cells(record, formats), "recent", formats)
        if not found:
            blocks.show(blocks.span(t("imports.history.none"), "m s"))


def _recent_cells(record: ImportRecord, formats: Formats) -> list[tuple[str, blocks.Text]]:
    return [
        ("", f"#{record.import_id}"),
        ("opt", f"{local(record.at):%m-%d %H:%M}"),
        ("", record.checked.file),
        ("r", _effect(record, formats)),
    ]


def _effect(record: ImportRecord, formats: Formats) -> str:
    if not record.is_active:
        return formats.t("imports.state.undone")
    return formats.count(record.added, sign=True) if record.added else f"~{formats.count(record.changed)}"


def everything(found: Sequence[ImportRecord], formats: Formats) -> None:
    """The whole history, a page at a time."""
    t = formats.t
    with st.container(border=True, key="panel_history"):
        import_tables.titled(t("imports.history.title"), report=_report(found))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _lines(_header(t), "history head")
            st.space(ACTIONS["history"])
        first = _first_of_page(len(found))
        with st.container(gap=None, key="rows_history"):
            for record in found[first : first + PER_PAGE]:
                _row(record, _history_cells(record, formats), "history", formats)
        if len(found) > PER_PAGE:
            st.pagination(-(-len(found) // PER_PAGE), key="history_page")


def _first_of_page(count: int) -> int:
    """Where the chosen page begins; the first one where the history has become shorter."""
    page = min(int(st.session_state.get("history_page") or 1), -(-count // PER_PAGE) or 1)
    return (page - 1) * PER_PAGE


_COLUMNS = ("id", "at", "file", "dataset", "actor", "added", "changed", "unchanged", "excluded", "rejected", "state")
_CSS = {"actor": "opt", "added": "c", "changed": "c", "unchanged": "c opt", "excluded": "c opt", "rejected": "c"}


def _header(t: Translator) -> list[tuple[str, blocks.Text]]:
    return [(_CSS.get(name, "") + " m", t("imports.history." + name)) for name in _COLUMNS]


def _history_cells(record: ImportRecord, formats: Formats) -> list[tuple[str, blocks.Text]]:
    t, checked = formats.t, record.checked
    counts = (record.added, record.changed, record.unchanged, checked.excluded, checked.rejected)
    state = t("imports.state.active" if record.is_active else "imports.state.undone")
    dataset = t("dataset." + checked.dataset) if checked.dataset else ABSENT
    cells = [f"#{record.import_id}", f"{local(record.at):%Y-%m-%d %H:%M}", checked.file, dataset, record.actor]
    cells += [formats.count(count) if count else ABSENT for count in counts]
    return [(_CSS.get(name, ""), cell) for name, cell in zip(_COLUMNS, [*cells, state], strict=True)]


def _row(record: ImportRecord, cells: list[tuple[str, blocks.Text]], place: str, formats: Formats) -> None:
    """One line: what it was, then what can be done with it."""
    t, number = formats.t, record.import_id
    kind = "undo" if record.is_active else "redo"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small", key=f"line_{place}_{number}"):
        _lines(cells, place if record.is_active else place + " off")
        with st.container(
            horizontal=True, horizontal_alignment="right", gap="small", width=ACTIONS[place], key=f"do_{place}_{number}"
        ):
            if place == "history":
                _files(record, t)
            label = t("imports." + kind)
            st.button(label, key=f"{kind}_{place}_{number}", type="tertiary", on_click=switch, args=(number, kind))


def _lines(cells: Sequence[tuple[str, blocks.Text]], css: str) -> None:
    inner = "".join(f'<span class="{name}">{blocks.html(cell)}</span>' for name, cell in cells)
    blocks.show(blocks.Html(f'<div class="line {css}">{inner}</div>'))


def _files(record: ImportRecord, t: Translator) -> None:
    checked, number = record.checked, record.import_id
    if checked.rejected:
        path = uploads.own().rejects(number)
        import_tables.rejects_download(path, str(number), t, t("imports.rejects.short"))
    raw = uploads.own().raw(checked.sha256, checked.extension)
    st.download_button(
        t("imports.raw"),
        _reader(raw),
        file_name=checked.file,
        key=f"raw_{number}",
        on_click="ignore",
        type="tertiary",
        disabled=not raw.exists(),
    )


def _reader(path: Path) -> Callable[[], bytes]:
    return path.read_bytes


def _report(found: Sequence[ImportRecord]) -> Report:
    rows: list[tuple[Cell, ...]] = [
        (
            *(record.import_id, local(record.at).replace(tzinfo=None), record.checked.file, record.checked.dataset),
            *(record.actor, record.checked.rows_read, record.added, record.changed, record.unchanged),
            *(record.checked.excluded, record.checked.rejected, record.is_active, record.checked.sha256),
        )
        for record in found
    ]
    columns = ("import_id", "at", "file", "dataset", "actor", "rows_read", "added", "changed", "unchanged")
    return Report("imports", (*columns, "excluded", "rejected", "is_active", "sha256"), rows)


def switch(import_id: int, kind: str) -> None:
    """Undo or redo; what prevents it is shown at the next run."""
    act = imports.undo if kind == "undo" else imports.redo
    try:
        act(uploads.own(), import_id, getpass.getuser(), datetime.now(UTC))
    except FAILURES as error:
        st.session_state[_FAILURE] = failure_sentence(error, texts.translator())
