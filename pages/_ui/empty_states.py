"""Empty pages: the same places as ever, "–" in each, and what to upload."""

import streamlit as st

from analytics.attention import KINDS
from pages._ui import blocks, codes, texts
from pages._ui.blocks import Card
from pages._ui.formats import ABSENT

FIGURES = ("sales", "collection", "new_customers", "visits", "revenue_per_customer", "overdue")
QUARTERLY_PLACES = ("matrix", "months", "top", "why", "note")
SCORECARDS = ("attainment", "collection", "new_customers", "visits", "score", "rank")


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


def quarterly() -> None:
    """The quarterly summary without any data."""
    t = texts.translator()
    cards = [(t("quarterly.empty." + name), t("quarterly.need." + name)) for name in QUARTERLY_PLACES]
    _page(t("quarterly.empty.answer"), t("quarterly.empty.below"), t("quarterly.empty.link"), cards)


def scorecards() -> None:
    """The scorecards without any data."""
    t = texts.translator()
    cards = [(t("scorecards.empty." + name), t("scorecards.need." + name)) for name in SCORECARDS]
    _page(t("scorecards.empty.answer"), t("scorecards.empty.below"), t("scorecards.empty.link"), cards)


def _page(answer: str, below: str, link: str, cards: list[tuple[str, str]]) -> None:
    blocks.answer(answer, blocks.joined(below, blocks.link(link, codes.href("imports"))))
    with st.container(key="empty_strip"):
        blocks.cards([Card(label, ABSENT, below=[blocks.span(need, "m")]) for label, need in cards])
