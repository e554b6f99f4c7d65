"""What a reader sees when something could not be computed: one sentence, never a traceback."""

import logging
import secrets

from analytics.folder import StoreDamaged
from pages._ui import blocks, texts

_LOG = logging.getLogger(__name__)


def failed(error: Exception) -> bool:
    """Shows one sentence where the page stopped: what is damaged and what to do, else a code that the log has too."""
    t = texts.translator()
    if isinstance(error, StoreDamaged):
        blocks.error(t("damage." + error.code, path=error.path, reason=error.values.get("reason", "")))
        return True
    code = secrets.token_hex(2).upper()
    _LOG.error("failure %s", code, exc_info=error)
    blocks.error(t("frame.failure", code=code))
    return True
