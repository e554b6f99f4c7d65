"""Who moved to or from a department since a year before (definitions §3, Department)."""

from analytics import moves, periods
from analytics.moves import Moves
from tests.analytics.rows import day, store

MARCH = periods.parse("2024-03")
END = day("2024-03-31")


def stay(owner: str, department: str, joined: str | None = None, left: str | None = None) -> dict[str, str | None]:
    return {"owner": owner, "department": department, "joined_on": joined, "left_on": left}


def moved(*stays: dict[str, str | None]) -> tuple[Moves, Moves]:
    """Of east and of west."""
    query = store(staff=stays)
    return moves.load(query, "east", MARCH, END), moves.load(query, "west", MARCH, END)


def test_who_moved_came_here_and_left_there() -> None:
    east, west = moved(stay("Ann", "East", None, "2023-06-30"), stay("Ann", "West", "2023-07-01"), stay("Bob", "West"))
    assert east == Moves(left=("Ann",))
    assert west == Moves(came=("Ann",))


def test_who_moved_more_than_a_year_ago_or_is_to_move_has_not() -> None:
    long_ago = [stay("Ann", "East", None, "2023-03-30"), stay("Ann", "West", "2023-03-31")]
    to_come = [stay("Bob", "East", None, "2024-03-31"), stay("Bob", "West", "2024-04-01")]
    assert moved(*long_ago, *to_come) == (Moves(), Moves())


def test_who_came_to_the_company_or_left_it_has_not_moved() -> None:
    hired, gone = stay("Ann", "West", "2023-07-01"), stay("Bob", "East", None, "2024-01-31")
    assert moved(hired, gone) == (Moves(), Moves())
