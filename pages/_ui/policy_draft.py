"""What was typed on the policy page and is not saved yet; the session keeps it until it is saved or discarded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import streamlit as st

from analytics import entries, periods, policies
from analytics.folder import Folder
from analytics.messages import FAILURES, failure_sentence, policy_sentence
from analytics.policy import Policy, PolicyError
from pages._ui import authors, session, texts

_TYPED = "policy_typed"
_REFUSED = "policy_refused"


@dataclass(frozen=True)
class Draft:
    """Changed fields with their typed texts; `month`: from which they are to hold, None for fields that are not dated.

    `base`: what holds in that month without them. `policy`: what would hold; None where `problem` says why it cannot.
    """

    month: str | None
    texts: Mapping[str, str]
    base: Policy
    policy: Policy | None
    problem: PolicyError | None

    @property
    def since(self) -> date | None:
        return None if self.month is None else periods.parse(self.month).begin


def of(names: Iterable[str], month: str | None) -> Draft:
    """What these fields were changed to; a value typed as it already holds is no change."""
    query = session.shown().query
    day = date.max if month is None else periods.parse(month).begin
    base = query.policies.at(day)
    changed = {name: text for name, text in _typed().items() if name in names and _is_change(name, text, base)}
    if not changed:
        return Draft(month, {}, base, base, None)
    try:
        policy = policies.preview(query.typed, changed, month, datetime.now(UTC)).at(day)
    except PolicyError as problem:
        return Draft(month, changed, base, None, problem)
    return Draft(month, changed, base, policy, None)


def _is_change(name: str, text: str, base: Policy) -> bool:
    try:
        return bool(policies.from_text(name, text) != getattr(base, name))
    except PolicyError:
        return True


def _typed() -> dict[str, str]:
    typed: dict[str, str] = st.session_state.setdefault(_TYPED, {})
    return typed


def typed_among(names: Iterable[str], month: str | None) -> int:
    """How many of these fields are changed and not saved."""
    return len(of(names, month).texts)


def text_of(name: str, held: str) -> str:
    """What stands in a field: as typed, else what holds."""
    return _typed().get(name, held)


def keep(name: str, text: str) -> None:
    _typed()[name] = text


def discard(names: Iterable[str]) -> None:
    """Forgets what was typed into these fields."""
    for name in names:
        _typed().pop(name, None)


def save(draft: Draft) -> None:
    """Keeps the changes; what was typed stays where they are refused."""
    try:
        entries.set_policy(Folder(session.shown().path), draft.texts, draft.month, authors.name(), datetime.now(UTC))
    except (PolicyError, *FAILURES) as error:
        _refuse(error)
    else:
        discard(draft.texts)


def undo(sequence: int) -> None:
    """Takes a change back."""
    try:
        entries.undo_policy(Folder(session.shown().path), sequence, authors.name(), datetime.now(UTC))
    except (PolicyError, *FAILURES) as error:
        _refuse(error)


def _refuse(error: Exception) -> None:
    t = texts.translator()
    sentence = policy_sentence(error, t) if isinstance(error, PolicyError) else failure_sentence(error, t)
    st.session_state[_REFUSED] = sentence


def refusal() -> str | None:
    """Why the last change was not made; said once."""
    sentence: str | None = st.session_state.pop(_REFUSED, None)
    return sentence
