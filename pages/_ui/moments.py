"""Moments at which something was typed, in the company's timezone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from pages._ui import session
from pages._ui.formats import Formats


def local(moment: datetime) -> datetime:
    """A moment in the policy's timezone."""
    return moment.astimezone(ZoneInfo(session.shown().query.policy.timezone))


def short(moment: datetime, formats: Formats) -> str:
    """3月5日 09:12, 5 Mar 09:12."""
    at = local(moment)
    return f"{formats.short_day(at.date())} {at:%H:%M}"
