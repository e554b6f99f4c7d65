"""All that the person view draws, read in steps of which most are there already for the next person."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from analytics import agreements, loaded, people, periods, person_records, person_review, scorecard_lines, scorecards, scores
from analytics.agreements import Agreement
from analytics.loaded import Shown
from analytics.periods import Period
from analytics.person_records import PersonRecord
from analytics.person_review import Review
from analytics.policy import Policy
from analytics.queries import Query
from analytics.scorecard_lines import Line
from analytics.scorecards import Scorecard
from analytics.scores import Band
from analytics.team import Board
from pages._ui import session
from pages._ui.scorecard_choice import Choice

MOST_TOGETHER = 100  # people who are read at once


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
    `records`: follow-ups of the period, the newest first. `text`: the manager's advice. `agreed_before`: about the newest earlier
    period that has any, `agreed`: about this one.
    """

    card: Scorecard
    period: Period
    as_of: date
    policy: Policy
    standing: Standing
    lines: tuple[Line, ...]
    review: Review
    above: tuple[Band, Decimal] | None
    records: tuple[PersonRecord, ...]
    text: agreements.Advice | None
    agreed_before: tuple[Agreement, ...]
    agreed: tuple[Agreement, ...]

    @property
    def person(self) -> str | None:
        return self.card.key

    @property
    def failed(self) -> tuple[PersonRecord, ...]:
        """The records that fail a check."""
        return tuple(record for record in self.records if record.failed)


def gather(choice: Choice, company: Board, day: date) -> Found | None:
    """Reads everything on the chosen person; None for somebody who does not stand in the period. `company`: everybody's board."""
    period, person = choice.period, choice.person
    line = next((line for line in company.lines if line.key == person), None)
    review = _reviews(company, person, day).get(person)
    if line is None or review is None:
        return None
    query, key = session.shown().query, person or ""
    card = replace(review.card, rank=line.rank, rank_in_department=line.rank_in_department)
    compared = periods.compared_windows(period, day, query.policy.workdays)
    policy = query.policies.at(period.end - date.resolution)
    return Found(
        card=card,
        period=period,
        as_of=day,
        policy=policy,
        standing=_standing(company, card, line.moved),
        lines=scorecard_lines.lines(card, review.earlier, session.read(loaded.load), compared),
        review=review,
        above=scores.next_band(policy, card.score.value) if card.score and card.score.value is not None else None,
        records=session.read(person_records.table, person, period, day),
        text=session.read(agreements.advice, period).get(key),
        agreed_before=session.read(agreements.last, key, period),
        agreed=session.read(agreements.of, key, period),
    )


def _reviews(company: Board, person: str | None, day: date) -> dict[str | None, Review]:
    """Everybody's, so that the next person's is there; in a large company this one's only."""
    if len(company.lines) <= MOST_TOGETHER:
        return session.read(person_review.load, company.period, day)
    return session.read(person_review.load, company.period, day, (person,))


def known(choice: Choice, day: date) -> tuple[str | None, Period | None]:
    """The name of a person who does not stand in the period, and the newest of the last periods in which they do."""
    if choice.person is None:
        return None, None
    return session.read(_known, choice.person, choice.period.kind, day)


def _known(query: Query, person: str, kind: Shown, day: date) -> tuple[str | None, Period | None]:
    name = people.load(query, ("owner",)).shown.get(("owner", person))
    course = scorecards.course(query, "owner", loaded.first_shown(query, day, kind), day, only=(person,))
    return name, next((card.period for cards in reversed(course) for card in cards), None)


def _standing(company: Board, card: Scorecard, moved: int | None) -> Standing:
    ranked = [line for line in company.lines if line.rank is not None]
    inside = [one for one in ranked if one.department_key == card.department_key]
    return Standing(card.rank, len(ranked), card.rank_in_department, len(inside), moved)
