"""What a reader sees when something could not be computed: one sentence, never a traceback."""

import logging
import secrets

import streamlit as st

from pages._ui import texts

_LOG = logging.getLogger(__name__)


def failed(error: Exception) -> bool:
    """Shows one sentence with a code where the page stopped; the log has the traceback under the same code."""
    code = secrets.token_hex(2).upper()
    _LOG.error("failure %s", code, exc_info=error)
    st.error(texts.translator()("frame.failure", code=code))
    return True
