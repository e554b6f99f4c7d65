"""What was agreed and is still open, by whose it is and how late (definitions §4, Advice)."""

from dataclasses import dataclass
from datetime import date

from analytics import agreements, people
from analytics.agreements import Agreement
from analytics.queries import Query


@dataclass(frozen=True)
class Open:
    """An agreement that nobody has settled; `department`: the person's on the as-of day.

    `days_late`: days from the due day to the as-of day, below 0 while there is time; None without a due day.
    """

    agreement: Agreement
    name: str
    department: str | None
    days_late: int | None

    @property
    def is_late(self) -> bool:
        """Due today is not late."""
        return self.days_late is not None and self.days_late > 0


def load(query: Query, as_of: date, department: str | None = None) -> tuple[Open, ...]:
    """Those open on the as-of day, the earliest due first, those without a day last; of a department's people by its key."""
    found = agreements.due(query)
    if not found:
        return ()
    who = people.load(query, ("owner", "department"))
    shown = []
    for one in found:
        key = who.department(one.person, as_of)
        if department is None or key == department:
            late = None if one.wording.due_on is None else (as_of - one.wording.due_on).days
            shown.append(Open(one, who.shown.get(("owner", one.person), one.person), who.show("department", key), late))
    return tuple(shown)
