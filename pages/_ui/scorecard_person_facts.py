"""All that the person view draws, read in steps of which most are there already for the next person."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from analytics import loaded, people, periods, person_review, scorecard_lines, scorecards, scores
from analytics.loaded import Shown
from analytics.periods import Period
from analytics.person_review import Review
from analytics.policy import Policy
from analytics.queries import Query
from analytics.scorecard_lines import Line
from analytics.scorecards import COURSE_PERIODS, Scorecard
from analytics.scores import Band
from analytics.team import Board
from pages._ui import session
from pages._ui.scorecard_choice import Choice

MOST_TOGETHER = 100  # people whose courses are read at once


@dataclass(frozen=True)
class Standing:
    """Ranks with how many have one; `moved`: places gained in the company since the period before, lost ones below 0."""

    rank: int | None
    of: int
    rank_in_department: int | None
    of_department: int
    moved: int | None


@dataclass(frozen=True)
class Found:
    """One person in one period as of a day.

    `policy`: of the period's last day. `above`: the next band and the points missing to it; None in the highest, without a score.
    """

    card: Scorecard
    period: Period
    as_of: date
    policy: Policy
    standing: Standing
    lines: tuple[Line, ...]
    course: tuple[Scorecard | None, ...]
    review: Review
    above: tuple[Band, Decimal] | None

    @property
    def person(self) -> str | None:
        return self.card.key


def gather(choice: Choice, company: Board, day: date) -> Found | None:
    """Reads everything on the chosen person; None for somebody who does not stand in the period. `company`: everybody's board."""
    period, person = choice.period, choice.person
    line = next((line for line in company.lines if line.key == person), None)
    review = session.read(person_review.load, person, period, day)
    if line is None or review is None:
        return None
    query = session.shown().query
    card = replace(review.card, rank=line.rank, rank_in_department=line.rank_in_department)
    before = (review.before,) if review.before else ()
    year_before = session.read(scorecards.a_year_before, "owner", period, day)
    earlier = scorecard_lines.earlier(card, before, year_before, _course(company, person, day))
    compared = periods.compared_windows(period, day, query.policy.workdays)
    policy = query.policies.at(period.end - date.resolution)
    return Found(
        card=card,
        period=period,
        as_of=day,
        policy=policy,
        standing=_standing(company, card, line.moved),
        lines=scorecard_lines.lines(card, earlier, session.read(loaded.load), compared),
        course=earlier.course,
        review=review,
        above=scores.next_band(policy, card.score.value) if card.score and card.score.value is not None else None,
    )


def known(choice: Choice, day: date) -> tuple[str | None, Period | None]:
    """The name of a person who does not stand in the period, and the newest of the last periods in which they do."""
    if choice.person is None:
        return None, None
    return session.read(_known, choice.person, choice.period.kind, day)


def _known(query: Query, person: str, kind: Shown, day: date) -> tuple[str | None, Period | None]:
    name = people.load(query, ("owner",)).shown.get(("owner", person))
    course = scorecards.course(query, "owner", loaded.first_shown(query, day, kind), day, only=(person,))
    return name, next((card.period for cards in reversed(course) for card in cards), None)


def _course(company: Board, person: str | None, day: date) -> tuple[tuple[Scorecard, ...], ...]:
    """Everybody's, so that the next person's is there; in a large company this one's only."""
    if len(company.lines) <= MOST_TOGETHER:
        return session.read(scorecards.course, "owner", company.period, day)
    return session.read(scorecards.course, "owner", company.period, day, COURSE_PERIODS, (person,))


def _standing(company: Board, card: Scorecard, moved: int | None) -> Standing:
    ranked = [line for line in company.lines if line.rank is not None]
    inside = [one for one in ranked if one.department_key == card.department_key]
    return Standing(card.rank, len(ranked), card.rank_in_department, len(inside), moved)
