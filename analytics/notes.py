"""What people type about a cell of the quarterly summary: problem, strategy, owner (definitions §6).

Events of the journal, kept for ever with author and time; the newest holds. Kind `note`: {region, product_line, quarter, begin_on,
problem, strategy, owner}, names as keys, null is *unassigned*. A quarter is found by its first day, so that another fiscal year
leaves it in place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from analytics import entries
from analytics.folder import Folder
from analytics.importer.values import BadCell, clean_text
from analytics.journal import Event
from analytics.periods import Period
from analytics.queries import Query

MOST_CHARACTERS = 2000
TEXTS = ("problem", "strategy", "owner")

CellKey = tuple[str | None, str | None, date]  # region, product line, first day of the quarter


class NoteError(ValueError):
    """A text that cannot be kept; `code` names the sentence. Codes: `empty`, `too_long` (most), `control_character`,
    `unknown_agreement` (sequence)."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


@dataclass(frozen=True)
class CellNote:
    """What was typed about one region × product line in a quarter; a text left empty is None."""

    sequence: int
    at: datetime
    author: str
    problem: str | None
    strategy: str | None
    owner: str | None


def cells(query: Query) -> dict[CellKey, CellNote]:
    """The newest note of each cell; one whose texts were all taken out is none."""
    found = {_key(event): _note(event) for event in _events(query)}
    return {key: note for key, note in found.items() if note.problem or note.strategy or note.owner}


def history(query: Query, region: str | None, product_line: str | None, quarter: Period) -> tuple[CellNote, ...]:
    """All notes of one cell, the newest first."""
    wanted = (region, product_line, quarter.begin)
    return tuple(_note(event) for event in reversed(_events(query)) if _key(event) == wanted)


def write(folder: Folder, place: tuple[str | None, str | None, Period], texts: Mapping[str, str], actor: str, at: datetime) -> int:
    """Keeps the `problem`, `strategy` and `owner` of a cell: region key, product line key, quarter; a text left out is taken out.

    Returns the event's number. Raises NoteError, WriterBusy, StoreDamaged.
    """
    region, product_line, quarter = place
    where = {"region": region, "product_line": product_line, "quarter": quarter.code, "begin_on": quarter.begin.isoformat()}
    return entries.append(folder, "note", where | {name: clean(texts.get(name, "")) for name in TEXTS}, actor, at, accept)


def accept(_events: Sequence[Event], _event: Event) -> None:
    """Nothing that was typed before speaks against the event."""


def clean(text: str) -> str:
    """A text as it is kept, lines and all. NoteError."""
    try:
        cleaned = clean_text(text.replace("\r\n", "\n"))
    except BadCell as problem:
        raise NoteError(problem.code) from problem
    if len(cleaned) > MOST_CHARACTERS:
        raise NoteError("too_long", most=MOST_CHARACTERS)
    return cleaned


def _events(query: Query) -> list[Event]:
    return [event for event in query.typed if event.kind == "note"]


def _key(event: Event) -> CellKey:
    return event.body["region"], event.body["product_line"], date.fromisoformat(event.body["begin_on"])


def _note(event: Event) -> CellNote:
    return CellNote(event.sequence, event.at, event.actor, *(event.body[name] or None for name in TEXTS))
