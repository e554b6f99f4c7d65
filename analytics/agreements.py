"""What was agreed with a person about a period, whether it was done, and a manager's own advice (definitions §4, Advice).

Events of the journal, kept for ever with author and time; the newest holds. Kind `plan`, by its `what`: `agreed` {person, period,
begin_on, text, due_on, owner}, `revised` {agreement, text, due_on, owner}, `settled` {agreement, is_done}, `withdrawn` {agreement},
`advised` {person, period, begin_on, text}. A period is found by its first day, so that another fiscal year leaves it in place.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from analytics import entries, people, periods
from analytics.folder import Folder
from analytics.journal import Event
from analytics.notes import NoteError, accept, clean
from analytics.people import People
from analytics.periods import Period
from analytics.queries import Query


@dataclass(frozen=True)
class Wording:
    """What is agreed, until when, and who is to do it, as written."""

    text: str
    due_on: date | None = None
    owner: str | None = None


@dataclass(frozen=True)
class Agreement:
    """What was agreed with a person about a period, by the number of its event.

    `author` and `at`: of the newest wording. `is_done`: None while nobody has said; `settled_by`, `settled_at`: who did and when.
    """

    sequence: int
    at: datetime
    author: str
    person: str
    period: Period
    wording: Wording
    is_done: bool | None = None
    settled_by: str | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True)
class Advice:
    """A manager's own advice to a person for a period, shown before any other."""

    sequence: int
    at: datetime
    author: str
    text: str


def of(query: Query, person: str, period: Period) -> tuple[Agreement, ...]:
    """What was agreed with a person about a period, in the order of typing, settled or not; without those taken back."""
    return tuple(one for one in every(query) if one.person == person and _same(one.period, period))


def last(query: Query, person: str, period: Period) -> tuple[Agreement, ...]:
    """Those of the newest period before this one, of its kind, that has any."""
    before = [one for one in every(query) if one.person == person and _is_before(one.period, period)]
    newest = max((one.period.begin for one in before), default=None)
    return tuple(one for one in before if one.period.begin == newest)


def due(query: Query, until: date | None = None) -> tuple[Agreement, ...]:
    """Everybody's that nobody has settled, due by a day (None: all), the earliest first, those without a day last."""
    found = [one for one in every(query) if one.is_done is None and (until is None or (one.wording.due_on or date.max) <= until)]
    return tuple(sorted(found, key=lambda one: (one.wording.due_on or date.max, one.sequence)))


def every(query: Query) -> tuple[Agreement, ...]:
    """All that stand, in the order of typing; whoever is now known as an alias counts as the person."""
    events = _events(query.typed)
    return tuple(_standing(events, _people(query, events)).values())


def advice(query: Query, period: Period) -> dict[str, Advice]:
    """The manager's advice for a period by person; one taken back is none."""
    events = [event for event in _events(query.typed) if event.body["what"] == "advised" and _same(_period(event), period)]
    who = _people(query, events)
    found = {who(event.body["person"]): Advice(event.sequence, event.at, event.actor, event.body["text"]) for event in events}
    return {person: one for person, one in found.items() if one.text}


def agree(folder: Folder, person: str, period: Period, wording: Wording, actor: str, at: datetime) -> int:
    """Keeps what was agreed with a person, given by key, about a period.

    This writer and those below return the event's number and raise NoteError, WriterBusy, StoreDamaged.
    """
    return _plan(folder, "agreed", _whom(person, period) | _body(wording), actor, at)


def revise(folder: Folder, agreement: int, wording: Wording, actor: str, at: datetime) -> int:
    """Another wording of an agreement, given by its number."""
    return _plan(folder, "revised", {"agreement": agreement} | _body(wording), actor, at)


def settle(folder: Folder, agreement: int, is_done: bool | None, actor: str, at: datetime) -> int:
    """Says whether an agreement was kept; None opens it again."""
    return _plan(folder, "settled", {"agreement": agreement, "is_done": is_done}, actor, at)


def withdraw(folder: Folder, agreement: int, actor: str, at: datetime) -> int:
    """Takes an agreement back, as typed by mistake."""
    return _plan(folder, "withdrawn", {"agreement": agreement}, actor, at)


def advise(folder: Folder, person: str, period: Period, text: str, actor: str, at: datetime) -> int:
    """Keeps a manager's advice to a person, given by key, for a period; an empty text takes it back."""
    return _plan(folder, "advised", _whom(person, period) | {"text": clean(text)}, actor, at)


def _plan(folder: Folder, what: str, body: Mapping[str, Any], actor: str, at: datetime) -> int:
    check = _expect if "agreement" in body else accept
    return entries.append(folder, "plan", {"what": what, **body}, actor, at, check)


def _expect(events: Sequence[Event], event: Event) -> None:
    if event.body["agreement"] not in _standing(_events(events), str):
        raise NoteError("unknown_agreement", sequence=event.body["agreement"])


def _standing(events: Iterable[Event], who: Callable[[str], str]) -> dict[int, Agreement]:
    """The agreements that stand after these events, by number."""
    found: dict[int, Agreement] = {}
    for event in events:
        body, number = event.body, event.body.get("agreement")
        match body["what"]:
            case "agreed":
                whose = who(body["person"])
                found[event.sequence] = Agreement(event.sequence, event.at, event.actor, whose, _period(event), _wording(body))
            case "revised" if number in found:
                found[number] = replace(found[number], at=event.at, author=event.actor, wording=_wording(body))
            case "settled" if number in found:
                is_done = body["is_done"]
                by, at = (None, None) if is_done is None else (event.actor, event.at)
                found[number] = replace(found[number], is_done=is_done, settled_by=by, settled_at=at)
            case "withdrawn" if number in found:
                del found[number]
    return found


def _body(wording: Wording) -> dict[str, Any]:
    text = clean(wording.text)
    if not text:
        raise NoteError("empty")
    due_on = None if wording.due_on is None else wording.due_on.isoformat()
    return {"text": text, "due_on": due_on, "owner": clean(wording.owner or "")}


def _wording(body: Mapping[str, Any]) -> Wording:
    due_on = body["due_on"]
    return Wording(body["text"], None if due_on is None else date.fromisoformat(due_on), body["owner"] or None)


def _whom(person: str, period: Period) -> dict[str, Any]:
    return {"person": person, "period": period.code, "begin_on": period.begin.isoformat()}


def _period(event: Event) -> Period:
    """The period as it was when it was typed: of the fiscal year in which its code stands for its first day."""
    code, begin = event.body["period"], date.fromisoformat(event.body["begin_on"])
    months_before = 3 * int(code[-1]) - 3 if "Q" in code else 0
    return periods.parse(code, (begin.month - months_before - 1) % 12 + 1)


def _same(one: Period, other: Period) -> bool:
    return (one.kind, one.begin) == (other.kind, other.begin)


def _is_before(one: Period, other: Period) -> bool:
    return one.kind == other.kind and one.begin < other.begin


def _people(query: Query, events: Sequence[Event]) -> Callable[[str], str]:
    """Whom a key stands for; no read where nothing was typed."""
    who = people.load(query) if events else People({}, {}, {})
    return lambda key: who.person(key) or key


def _events(typed: Iterable[Event]) -> list[Event]:
    return [event for event in typed if event.kind == "plan"]
