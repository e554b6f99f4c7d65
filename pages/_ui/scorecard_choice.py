"""What the reader of the scorecards chose: team or person, period, department; everybody in the order of the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from analytics import people, team
from analytics.periods import Period
from analytics.queries import Query
from analytics.scores import Band
from analytics.team import BANDS, SORTS, Board, Line, Sort
from pages._ui import codes, filters, session, texts
from pages._ui.filters import Toolbar

View = Literal["person", "team"]

VIEWS: tuple[View, ...] = get_args(View)
NOBODY = ""

Person = tuple[str | None, str]


@dataclass(frozen=True)
class Choice:
    """`department`: a key, None is the company. `band` None is all.

    `people`: key (None: nobody's rows) and name as shown of everybody on the board, in its order. `person`: the key of the one
    to show; of somebody else than those where the URL names a person who does not stand in the period.
    """

    view: View
    period: Period
    department: str | None
    person: str | None
    people: tuple[Person, ...]
    sort: Sort = "score"
    band: Band | None = None

    @property
    def place(self) -> int | None:
        """Where the person stands among `people`, 0 is the first; None for somebody who is not there."""
        return next((place for place, (key, _) in enumerate(self.people) if key == self.person), None)

    @property
    def previous(self) -> Person | None:
        """The neighbour above on the board; None for the first."""
        return self.people[self.place - 1] if self.place else None

    @property
    def next(self) -> Person | None:
        """The neighbour below on the board; None for the last. Somebody who is not there is followed by the first."""
        below = 0 if self.place is None else self.place + 1
        return self.people[below] if below < len(self.people) else None


def pick(bar: Toolbar) -> Choice | None:
    """The toolbar's widgets; None without data. Order and band of the board come from the URL (`sort=`, `band=`)."""
    t = texts.translator()
    view = bar.switch("view", VIEWS, lambda code: t("scorecards.view." + code), title=t("scorecards.choose_view"), default="team")
    period, day = bar.period(), filters.as_of()
    if period is None or day is None:
        return None
    department = bar.department()
    if view == "team":
        return Choice("team", period, department, None, (), sort(), band())
    standing = people_of(board(period, day, department), sort())
    return Choice("person", period, department, _person(bar, standing), standing, sort())


def board(period: Period, day: date, department: str | None) -> Board:
    return session.read(team.load, period, day, department)


def sort() -> Sort:
    """What the board is sorted by (`sort=` in the URL)."""
    chosen = codes.get("sort")
    return next((sort for sort in SORTS if sort == chosen), "score")


def band() -> Band | None:
    """The band that the board is narrowed to (`band=` in the URL)."""
    chosen = codes.get("band")
    return next((band for band in BANDS if band == chosen), None)


def people_of(shown: Board, by: Sort) -> tuple[Person, ...]:
    return tuple((line.key, label(line)) for line in team.sorted_by(shown.lines, by))


def label(line: Line) -> str:
    """The name of a line as shown."""
    return line.name or texts.translator()("scorecards.unassigned")


def person_href(person: str | None) -> str:
    """A link to a person's scorecard, in the order of the board."""
    return codes.href("scorecards", view="person", person=NOBODY if person is None else person, sort=codes.get("sort"))


def open_person(person: str | None) -> None:
    """Chooses a person and the view that shows one; for callbacks."""
    codes.put("view", "person")
    codes.put("person", NOBODY if person is None else person)


def _person(bar: Toolbar, standing: Sequence[Person]) -> str | None:
    """Who is chosen; first the best of the board. Somebody known who does not stand in the period stays chosen."""
    labels = {NOBODY if key is None else key: name for key, name in standing}
    chosen = codes.get("person")
    if chosen and chosen not in labels:
        name = session.read(_known_name, chosen)
        if name is not None:
            labels[chosen] = name
    if not labels:
        return None
    title, default = texts.translator()("scorecards.choose_person"), next(iter(labels))
    return bar.select("person", tuple(labels), labels.__getitem__, title=title, default=default, width=190) or None


def _known_name(query: Query, person: str) -> str | None:
    return people.load(query, ("owner",)).shown.get(("owner", person))
