"""Hands every request to the frame, so that no page is ever reached round it."""

import gc
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import streamlit as st

import analytics
from pages import _ui
from pages._ui import failures


@asynccontextmanager
async def warm(_app: st.App) -> AsyncIterator[None]:
    """Imports what any page may need, once, and takes it out of the collection after each run (most of a run's time)."""
    for package in (analytics, _ui):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    gc.collect()
    gc.freeze()
    yield


app = st.App("pages/_frame.py", lifespan=warm, on_script_error=failures.failed)
