"""Empty pages: the same places as ever, "–" in each, and what to upload."""

import streamlit as st

from analytics.attention import KINDS
from pages._ui import blocks, codes, texts
from pages._ui.blocks import Card
from pages._ui.formats import ABSENT

FIGURES = ("sales", "working_days", "landing", "growth", "year", "overdue")


def overview() -> None:
    """The Overview without any data."""
    t = texts.translator()
    cards = [(t("overview.empty." + name), t("overview.need." + name)) for name in FIGURES]
    _page(t("overview.empty.answer"), t("overview.empty.below"), t("overview.empty.link"), cards)


def follow_ups() -> None:
    """The follow-ups without customers and follow-ups."""
    t = texts.translator()
    cards = [(t("follow_ups.count." + kind), t("follow_ups.need." + kind)) for kind in KINDS]
    _page(t("follow_ups.empty.answer"), t("follow_ups.empty.below"), t("follow_ups.empty.link"), cards)


def _page(answer: str, below: str, link: str, cards: list[tuple[str, str]]) -> None:
    blocks.answer(answer, blocks.joined(below, blocks.link(link, codes.href("imports"))))
    with st.container(key="empty_strip"):
        blocks.cards([Card(label, ABSENT, below=[blocks.span(need, "m")]) for label, need in cards])
