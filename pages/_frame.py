"""The frame round every page: configuration, language, navigation, the store that is shown; computes nothing."""

from pathlib import Path

import streamlit as st

from pages._ui import blocks, codes, links, session, texts, tokens

UI = Path(__file__).with_name("_ui")

t = texts.translator()
st.set_page_config(page_title=t("frame.product"), page_icon=str(UI / "icon.svg"), layout="wide")
st.html(UI / "look.css")
st.html(f"<style>:root{{color-scheme:{tokens.theme()}}}</style>")
st.logo(str(UI / f"logo_{t.language}_{tokens.theme()}.svg"), size="large")
page = st.navigation(
    [
        st.Page("overview.py", title=t("frame.page.overview"), default=True),
        st.Page("scorecards.py", title=t("frame.page.scorecards")),
        st.Page("quarterly.py", title=t("frame.page.quarterly")),
        st.Page("follow_ups.py", title=t("frame.page.follow_ups")),
        st.Page("imports.py", title=t("frame.page.imports")),
        st.Page("policy.py", title=t("frame.page.policy"), visibility="hidden"),
        st.Page("glossary.py", title=t("frame.page.glossary"), visibility="hidden"),
    ],
    position="top",
)
codes.on_page(page.url_path)
links.follow()
if session.open_newest().is_demo and page.url_path != "imports":  # which shows and fills the own store
    own_files = blocks.link(t("frame.demo_link"), codes.href("imports"))
    blocks.banner(blocks.joined(t("frame.demo"), own_files))
body = st.container()
with st.container(horizontal=True, key="foot", gap="medium"):  # drawn first: an empty page stops the run
    st.page_link("glossary.py", label=t("frame.page.glossary"))
    st.page_link("policy.py", label=t("frame.page.policy"))
with body:
    page.run()
