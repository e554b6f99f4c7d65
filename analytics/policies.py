"""The policy over time: what people changed, what holds on a day, values read from text (definitions §4, effective-dated).

Changes are events of the journal, kept for ever: kind `policy` holds {field: value …, "from": "2024-07" or null}, kind
`policy_undo` {"policy": sequence} takes one back. The undo and redo of imports are other kinds and never name one of these.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import Any

from analytics import numbers
from analytics.importer.columns import STAGES, text_key
from analytics.importer.values import BadCell, clean_text
from analytics.journal import Event
from analytics.periods import PeriodError, Window, month_of, parse
from analytics.policy import DEFAULT, Policy, PolicyError

KINDS = ("policy", "policy_undo")
FROM = "from"

GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "score": ("weight_sales", "weight_collection", "weight_other", "weight_qualitative", "cap"),
        "bands": ("band_excellent", "band_good", "band_needs_improvement"),
        "collection": ("collection", "collection_target_pct"),
        "contact": (
            *("cadence_days_a", "cadence_days_b", "cadence_days_c", "gap_days_a", "gap_days_b", "gap_days_c"),
            *("call_limit_minutes", "closed_stages"),
        ),
        "records": ("stock_phrases",),
        "company": ("company_name", "currency", "timezone", "fiscal_month", "holidays", "extra_workdays"),
    }
)

Value = str | int | Decimal | tuple[str, ...] | frozenset[date]

_FIELDS = MappingProxyType({rule.name: rule for rule in fields(Policy)})
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,4})?", re.ASCII)
_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_DAY = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})", re.ASCII)
_SEPARATORS = re.compile(r"[,，;；、\n]")
_STAGE_CODES = MappingProxyType({text_key(word): code for code, words in STAGES.items() for word in (code, *words)})
_LONGEST_TEXT = 100
_MOST_DAYS = 366


@dataclass(frozen=True)
class Change:
    """One change, by the number of its event.

    `since`: the first day of the month from which it holds, None for fields that are not dated: those hold for all days. `values`:
    the changed fields only. `undone_by`: the number of the event that took it back, `undone_actor` and `undone_at` who and when.
    """

    sequence: int
    at: datetime
    actor: str
    since: date | None
    values: Mapping[str, Value]
    undone_by: int | None = None
    undone_actor: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True)
class Spell:
    """The days of [begin, end) on which one policy holds."""

    begin: date
    end: date
    policy: Policy


@dataclass(frozen=True)
class Policies:
    """Which policy holds on a day. `changes`: all of them in order, those taken back included.

    A change holds from its month until the next month from which another change of the same field holds, whichever was typed
    first; of two from one month the later typed.
    """

    changes: tuple[Change, ...] = ()

    @cached_property
    def _steps(self) -> tuple[tuple[date, Policy], ...]:
        """The first days of the months in which something changes, with what holds from then on."""
        held = sorted((c for c in self.changes if c.undone_by is None), key=lambda c: (c.since or date.min, c.sequence))
        steps = {date.min: DEFAULT}
        policy = DEFAULT
        for change in held:
            changed: dict[str, Any] = dict(change.values)
            policy = replace(policy, **changed)
            steps[change.since or date.min] = policy
        return tuple(steps.items())

    def at(self, day: date) -> Policy:
        """The policy of that day."""
        return self._steps[bisect_right(self._steps, day, key=lambda step: step[0]) - 1][1]

    def before(self, change: Change) -> Policy:
        """The policy of the days from which a change holds, as it was when that change was typed."""
        is_held = (c for c in self.changes if c.sequence < change.sequence)
        typed = (c for c in is_held if c.undone_by is None or c.undone_by > change.sequence)
        then = Policies(tuple(replace(c, undone_by=None) for c in typed))
        return then.at(change.since or date.max)

    def next_change(self, name: str, since: date) -> date | None:
        """The first day after `since` from which another change of that field holds; None without one."""
        later = (c.since for c in self.changes if c.undone_by is None and name in c.values and c.since is not None)
        return min((day for day in later if day > since), default=None)

    def spells(self, window: Window) -> tuple[Spell, ...]:
        """The days of the window by the policy that holds on them, in order; none for an empty window."""
        begins = [window.begin, *(since for since, _ in self._steps if window.begin < since < window.end)]
        ends = [*begins[1:], window.end]
        return tuple(Spell(begin, end, self.at(begin)) for begin, end in zip(begins, ends, strict=True) if begin < end)

    def validate(self) -> None:
        """PolicyError when what holds from some month on cannot be; its `values` then name the `month`."""
        for since, policy in self._steps:
            try:
                policy.validate()
            except PolicyError as problem:
                month = {} if since == date.min else {"month": month_of(since).code}
                raise PolicyError(problem.code, problem.field, **problem.values | month) from problem


DEFAULTS = Policies()


def fold(events: Iterable[Event]) -> Policies:
    """The policy as these events of the journal leave it; events of other kinds do not count."""
    listed = [event for event in events if event.kind in KINDS]
    undone = {event.body["policy"]: event for event in listed if event.kind == "policy_undo"}
    return Policies(tuple(_change(event, undone.get(event.sequence)) for event in listed if event.kind == "policy"))


def _change(event: Event, undo: Event | None) -> Change:
    since = event.body[FROM]
    return Change(
        sequence=event.sequence,
        at=event.at,
        actor=event.actor,
        since=None if since is None else parse(since).begin,
        values={name: _stored(name, value) for name, value in event.body.items() if name != FROM},
        undone_by=None if undo is None else undo.sequence,
        undone_actor=None if undo is None else undo.actor,
        undone_at=None if undo is None else undo.at,
    )


def read(texts: Mapping[str, str], month: str | None) -> dict[str, Any]:
    """The body of the event that sets these fields, typed as text, from that month on.

    Raises PolicyError: `nothing_set`, `unknown_field` (known), `not_a_month` (value), `from_refused`, `from_needed`, and those of
    `from_text`; whether the values can stand together is for `with_event` to say.
    """
    if not texts:
        raise PolicyError("nothing_set", "")
    for name in texts:
        if name not in _FIELDS:
            raise PolicyError("unknown_field", name, known=", ".join(_FIELDS))
        is_dated = is_dated_field(name)
        if is_dated and month is None:
            raise PolicyError("from_needed", name)
        if not is_dated and month is not None:
            raise PolicyError("from_refused", name)
    since = None if month is None else _month(month)
    return {name: _plain(from_text(name, text)) for name, text in texts.items()} | {FROM: since}


def is_dated_field(name: str) -> bool:
    """Whether a field may change from a month on (definitions §4)."""
    return bool(_FIELDS[name].metadata["dated"])


def unit(name: str) -> str:
    """The code of a field's unit."""
    return str(_FIELDS[name].metadata["unit"])


def range_of(name: str) -> tuple[int | None, int | None]:
    """The least and the most that a number may be; None twice for what is no number."""
    metadata = _FIELDS[name].metadata
    return metadata["least"], metadata["most"]


def group(name: str) -> str:
    """The group that a field is shown in."""
    return next(group for group, names in GROUPS.items() if name in names)


def with_event(events: Sequence[Event], event: Event) -> Policies:
    """The policy after one more event. PolicyError when that cannot be, `unknown_change` or `already_undone` (of `sequence`)."""
    if event.kind == "policy_undo":
        sequence = event.body["policy"]
        known = {change.sequence: change for change in fold(events).changes}
        if sequence not in known:
            raise PolicyError("unknown_change", "", sequence=sequence)
        if known[sequence].undone_by is not None:
            raise PolicyError("already_undone", "", sequence=sequence)
    policies = fold((*events, event))
    policies.validate()
    return policies


def preview(events: Sequence[Event], texts: Mapping[str, str], month: str | None, at: datetime) -> Policies:
    """The policy as it would be after setting these fields, typed as text. Raises PolicyError, as `read` and `with_event`."""
    newest = max((event.sequence for event in events), default=0)
    return with_event(events, Event(newest + 1, at, "", "policy", read(texts, month)))


def from_text(name: str, text: str) -> Value:
    """A field's value as somebody types it; lists are joined by commas, runs of days are `2024-10-01..2024-10-07`.

    PolicyError: `not_a_number`, `not_whole`, `not_a_date`, `too_many_days` (most), `too_long` (most), `control_character`; ranges
    are checked by `Policy.validate`.
    """
    cleaned = unicodedata.normalize("NFKC", text).strip()
    match getattr(DEFAULT, name):
        case Decimal():
            return Decimal(_matched(_NUMBER, name, cleaned.removesuffix("%").strip(), "not_a_number"))
        case int():
            return int(_matched(_WHOLE, name, cleaned, "not_whole"))
        case tuple():
            return tuple(dict.fromkeys(_word(name, word) for word in _SEPARATORS.split(text) if word.strip()))
        case frozenset():
            return frozenset(day for part in _SEPARATORS.split(cleaned) if part.strip() for day in _days(name, part.strip()))
        case _:
            return _line(name, cleaned if name == "company_name" else "".join(cleaned.split()))


def to_text(value: Value) -> str:
    """A field's value as `from_text` reads it."""
    match value:
        case Decimal() | int():
            return numbers.plain(value)
        case tuple():
            return ",".join(value)
        case frozenset():
            return ",".join(day.isoformat() for day in sorted(value))
        case _:
            return value


def values(policy: Policy) -> dict[str, Value]:
    """All fields of a policy by name, group by group."""
    return {name: getattr(policy, name) for names in GROUPS.values() for name in names}


def _matched(pattern: re.Pattern[str], name: str, text: str, code: str) -> str:
    if not pattern.fullmatch(text):
        raise PolicyError(code, name, value=text)
    return text


def _word(name: str, word: str) -> str:
    """A stage as the store holds it, a phrase as typed."""
    plain = _line(name, word)
    return _STAGE_CODES.get(text_key(plain), plain) if name == "closed_stages" else plain


def _line(name: str, text: str) -> str:
    try:
        plain = " ".join(clean_text(text).split())
    except BadCell as problem:
        raise PolicyError(problem.code, name) from problem
    if len(plain) > _LONGEST_TEXT:
        raise PolicyError("too_long", name, most=_LONGEST_TEXT)
    if name == "currency":
        return plain.upper()
    return plain.lower() if name == "collection" else plain


def _days(name: str, text: str) -> list[date]:
    first, _, last = (part.strip() for part in text.partition(".."))
    begin, end = _day(name, first), _day(name, last or first)
    if end < begin:
        raise PolicyError("not_a_date", name, value=text)
    if (end - begin).days >= _MOST_DAYS:
        raise PolicyError("too_many_days", name, value=text, most=_MOST_DAYS)
    return [begin + timedelta(days=n) for n in range((end - begin).days + 1)]


def _day(name: str, text: str) -> date:
    found = _DAY.fullmatch(text)
    try:
        if found is not None:
            return date(*map(int, found.groups()))
    except ValueError:
        pass  # a day that the calendar has not
    raise PolicyError("not_a_date", name, value=text)


def _month(text: str) -> str:
    try:
        period = parse(text.strip())
    except PeriodError as problem:
        raise PolicyError("not_a_month", "", value=text) from problem
    if period.kind != "month":
        raise PolicyError("not_a_month", "", value=text)
    return period.code


def _plain(value: Value) -> Any:
    """A value as the journal keeps it: decimals as text, lists in order."""
    match value:
        case Decimal():
            return numbers.plain(value)
        case tuple():
            return list(value)
        case frozenset():
            return [day.isoformat() for day in sorted(value)]
        case _:
            return value


def _stored(name: str, value: Any) -> Value:
    match getattr(DEFAULT, name):
        case Decimal():
            return Decimal(value)
        case tuple():
            return tuple(value)
        case frozenset():
            return frozenset(map(date.fromisoformat, value))
        case int():
            return int(value)
        case _:
            return str(value)
