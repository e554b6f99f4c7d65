"""Open agreements: whose, of which department, how late."""

from analytics import overview_agreements
from tests.analytics.rows import day, store
from tests.analytics.typed import event

D = day("2024-04-10")


def agreed(number: int, person: str, due_on: str | None):
    body = {
        "person": person,
        "period": "2024-03",
        "begin_on": "2024-03-01",
        "text": f"text {number}",
        "due_on": due_on,
        "owner": "",
    }
    return event(number, "plan", {"what": "agreed", **body})


QUERY = store(
    staff=[{"owner": "Ann", "department": "East"}, {"owner": "Bob", "department": "West"}],
    typed=(
        agreed(1, "ann", "2024-04-11"),
        agreed(2, "bob", None),
        agreed(3, "ann", "2024-04-01"),
        agreed(4, "ann", "2024-04-02"),
        event(5, "plan", {"what": "settled", "agreement": 4, "is_done": True}),
        agreed(6, "gone", "2024-04-10"),
    ),
)


def test_the_earliest_due_comes_first_with_its_days_and_settled_ones_are_gone() -> None:
    found = overview_agreements.load(QUERY, D)
    assert [(one.agreement.sequence, one.name, one.department, one.days_late) for one in found] == [
        (3, "Ann", "East", 9),
        (6, "gone", None, 0),
        (1, "Ann", "East", -1),
        (2, "Bob", "West", None),
    ]
    assert [one.is_late for one in found] == [True, False, False, False]


def test_a_department_has_its_peoples() -> None:
    assert [one.agreement.sequence for one in overview_agreements.load(QUERY, D, "west")] == [2]
    assert overview_agreements.load(store(), D) == ()
