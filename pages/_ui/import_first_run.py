"""The page Imports while nothing of one's own is loaded: where to begin, what there is to upload, what it gives."""

import streamlit as st

from pages._ui import blocks, import_formats, panels, session, uploads
from pages._ui.blocks import Card
from pages._ui.formats import ABSENT, Formats

CARDS = ("sales", "attainment", "gap", "landing", "growth", "overdue")
UNLOCKS = ("sales", "targets", "follow_ups", "payments", "contracts", "staff")


def show(formats: Formats) -> None:
    t = formats.t
    blocks.answer(t("imports.first.answer"), t("imports.first.sub"))
    left, right = panels.row("first", (46, 54))
    with left:
        upload_panel(formats, "1\u2003")
        _unlocks(formats)
    with right:
        title = "2\u2003" + t("imports.first.datasets")
        import_formats.datasets(formats, title=title, right=t("imports.first.required_only"))
    blocks.panel_title(t("imports.first.becomes"))
    with st.container(key="empty_strip"):
        blocks.cards(
            [
                Card(t("imports.first.card." + name), ABSENT, below=[blocks.span(t("imports.first.need." + name), "m")])
                for name in CARDS
            ]
        )


def upload_panel(formats: Formats, number: str = "") -> None:
    """The field for files, and under it the way back to the demo company while that is shown."""
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
        rows: list[list[blocks.Text]] = [[blocks.bold(t("dataset." + name)), t("imports.first.unlock." + name)] for name in UNLOCKS]
        blocks.table([], rows)
        blocks.show(blocks.span(t("imports.first.nothing_mandatory"), "m s"))
