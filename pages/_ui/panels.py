"""Panels: hairline boxes with a title line; rows of panels whose second falls below the first on a small screen."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.reports import Report
from pages._ui import blocks, tables


def row(name: str, widths: Sequence[int]) -> Sequence[DeltaGenerator]:
    """Columns of one row, in percent of the width; below 1500 pixels each takes the whole width."""
    with st.container(key=f"row_{name}"):
        return st.columns(widths, gap="medium")


@contextmanager
def panel(name: str, title: blocks.Text, right: blocks.Text = "", *, download: Report | None = None) -> Iterator[None]:
    """A panel as high as its neighbours; unit, key or link at the right of its title, then the download of what it shows."""
    with st.container(border=True, key=f"panel_{name}", height="stretch", gap="small"):
        if download is None:
            blocks.panel_title(title, right)
        else:
            with st.container(horizontal=True, vertical_alignment="center", key=f"title_{name}"):
                blocks.panel_title(title, right)
                tables.download(download, key=name)
        yield
