"""Glossary: every figure of the product, with its definition and formula in both languages."""

import streamlit as st

from pages._ui import blocks, glossary_list, texts

t = texts.translator()
blocks.answer(t("glossary.answer"), t("glossary.below", count=glossary_list.COUNT))
words = st.text_input(
    t("glossary.search"), placeholder=t("glossary.search"), label_visibility="collapsed", key="glossary_search", width=420
)
glossary_list.show(words or "")
