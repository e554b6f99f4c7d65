"""Links of HTML blocks followed inside the session: a click runs the page again, where the browser alone would load it anew."""

from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from pages._ui import codes

_FOLLOW = """
export default function ({ setTriggerValue }) {
  const follow = (event) => {
    const link = event.target.closest('.sr a[href]');
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !isPlain) return;
    event.preventDefault();
    setTriggerValue('href', link.getAttribute('href'));
  };
  document.addEventListener('click', follow);
  return () => document.removeEventListener('click', follow);
}
"""
_component = st.components.v2.component("sales_review_links", js=_FOLLOW)


def follow() -> None:
    """Goes where the reader clicked, if it was a link of `codes.href`; as after a reload, only the link's own codes are chosen."""
    with st.container(key="links"):
        href = _component(key="followed_link", on_href_change=lambda: None).href
    if href:
        target = urlsplit(href)
        codes.forget()
        page = target.path.removeprefix("./") or "overview"
        st.switch_page(f"{page}.py", query_params=dict(parse_qsl(target.query)))
