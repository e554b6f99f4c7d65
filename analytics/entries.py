"""The writer of what people type: events that change no rows and have no store file (design "The store")."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from analytics import journal, policies, store
from analytics.folder import Folder
from analytics.journal import Event
from analytics.policies import Policies

Check = Callable[[Sequence[Event], Event], object]


def append(folder: Folder, kind: str, body: Mapping[str, Any], actor: str, at: datetime, check: Check) -> int:
    """Commits one event under the writer's lock and returns its number; `at` is an aware moment.

    `check` gets all that people typed so far and the event, and raises what speaks against it. Raises WriterBusy, StoreDamaged.
    """
    with store.writing(folder, kind) as events:
        event = Event(events.newest() + 1, at, actor, kind, body)
        check(events.events(journal.TYPED_KINDS), event)
        events.append(event.sequence, actor, kind, body, at)
        return event.sequence


def policies_of(folder: Folder) -> Policies:
    """The policy as a store's journal has it now. Raises StoreDamaged."""
    with journal.reading(folder) as events:
        return policies.fold(events.events(policies.KINDS)) if events else policies.DEFAULTS


def set_policy(folder: Folder, texts: Mapping[str, str], month: str | None, actor: str, at: datetime) -> int:
    """Sets policy fields, typed as text, from a month on (None: fields that are not dated). Raises PolicyError, as `append`."""
    return append(folder, "policy", policies.read(texts, month), actor, at, policies.with_event)


def undo_policy(folder: Folder, sequence: int, actor: str, at: datetime) -> int:
    """Takes back the policy change of that number. Raises PolicyError, as `append`."""
    return append(folder, "policy_undo", {"policy": sequence}, actor, at, policies.with_event)
