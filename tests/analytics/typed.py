"""Events as people type them, for stores in memory."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from analytics import policies
from analytics.journal import Event

NOW = datetime(2024, 4, 2, 9, 30, tzinfo=UTC)


def event(sequence: int, kind: str, body: Mapping[str, Any], actor: str = "Mia") -> Event:
    return Event(sequence, NOW, actor, kind, body)


def change(sequence: int, month: str | None, **texts: str) -> Event:
    """A policy change as typed: change(1, "2024-07", cadence_days_a="10")."""
    return event(sequence, "policy", policies.read(texts, month))


def undone(sequence: int, change_sequence: int) -> Event:
    return event(sequence, "policy_undo", {"policy": change_sequence})
