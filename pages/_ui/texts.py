"""The texts of the language that this session reads."""

from typing import cast

import streamlit as st

from analytics import texts
from pages._ui import codes


def language() -> texts.Language:
    """Chosen in the frame (`lang=` in the URL), else the browser's; Chinese where the browser names none."""
    chosen = codes.get("lang")
    if chosen in texts.LANGUAGES:
        return cast(texts.Language, chosen)
    if chosen is not None:
        codes.put("lang", None)
    locale = st.context.locale or "zh"
    return "zh" if locale.lower().startswith("zh") else "en"


def translator() -> texts.Translator:
    return texts.translator(language())
