"""Empty pages: the same places as ever, "–" in each, and what to upload."""

from collections.abc import Sequence

import streamlit as st

from pages._ui import blocks, codes
from pages._ui.blocks import Card
from pages._ui.formats import ABSENT


def page(answer: str, below: str, link: str, cards: Sequence[tuple[str, str]]) -> None:
    """What is missing, what to do with a link to the imports, and the strip of figures, each with what it needs."""
    blocks.answer(answer, blocks.joined(below, blocks.link(link, codes.href("imports"))))
    with st.container(key="empty_strip"):
        blocks.cards([Card(label, ABSENT, below=[blocks.span(need, "m")]) for label, need in cards])
