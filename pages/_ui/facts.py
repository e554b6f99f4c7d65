"""What the frame says of the data on every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analytics import loaded, people
from analytics.loaded import Loaded
from analytics.queries import Query
from pages._ui import session


@dataclass(frozen=True)
class Facts:
    """`as_of` is the newest event (None without data), `departments` their spelling by key, in order of spelling."""

    as_of: date | None
    loaded: Loaded
    departments: Mapping[str, str]

    @property
    def first_month(self) -> date | None:
        """The first month with sales, follow-ups or targets."""
        months = [month for name in ("sales", "follow_ups", "targets") for month in self.loaded.of(name)]
        return min(months, default=None)


def _gather(query: Query) -> Facts:
    shown = people.load(query).shown
    names = {key: spelling for (kind, key), spelling in shown.items() if kind == "department"}
    return Facts(loaded.data_as_of(query), loaded.load(query), dict(sorted(names.items(), key=lambda pair: pair[1])))


def facts() -> Facts:
    return session.read(_gather)
