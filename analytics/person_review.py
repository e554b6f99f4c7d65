"""What the review of one person needs beside the scorecard: rows, what is to be done, what was typed (definitions §4, §5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analytics import advice, agreements, follow_ups, periods, person_records, scorecards
from analytics.advice import Advice, Step
from analytics.agreements import Agreement
from analytics.follow_ups import Customer
from analytics.open_orders import OpenOrder
from analytics.periods import Period
from analytics.person_records import PersonRecord
from analytics.queries import Query
from analytics.scorecards import Scorecard


@dataclass(frozen=True)
class Review:
    """One person in one period as of a day.

    `card`, `before`: of the period and of the one before, up to as many days (definitions §2), without ranks; `before` None for
    who did not stand there. `records`: follow-ups of the period, the newest first. `overdue`: as of the day, the longest first.
    `orders`: open ones more than 60 days past due, the oldest first; `order_names`: their customers' names by id. `text`: the
    manager's advice. `agreed_before`: about the newest earlier period that has any, `agreed`: about this one.
    """

    card: Scorecard
    before: Scorecard | None
    records: tuple[PersonRecord, ...]
    overdue: tuple[Customer, ...]
    orders: tuple[OpenOrder, ...]
    order_names: Mapping[str, str]
    advice: tuple[Advice, ...]
    step: Step | None
    text: agreements.Advice | None
    agreed_before: tuple[Agreement, ...]
    agreed: tuple[Agreement, ...]

    @property
    def failed(self) -> tuple[PersonRecord, ...]:
        """The records that fail a check."""
        return tuple(record for record in self.records if record.failed)


def load(query: Query, person: str | None, period: Period, as_of: date) -> Review | None:
    """The review of a person (key; None: nobody's rows); None for somebody who does not stand in the period's scorecards."""
    (cards,) = scorecards.tables(query, "owner", (period,), as_of, (person,))
    card = next((one for one in cards if one.key == person), None)
    if card is None:
        return None
    orders = advice.old_orders(query, card, as_of)
    overdue = [one for one in follow_ups.table(query, as_of) if one.state == "overdue" and one.owner_key == person]
    return Review(
        card=card,
        before=_before(query, person, period, as_of),
        records=person_records.table(query, person, period, as_of),
        overdue=tuple(sorted(overdue, key=lambda one: (-(one.overdue_days or 0), one.customer_id))),
        orders=orders,
        order_names=_names(query, as_of) if orders else {},
        advice=advice.advise(query, card, as_of),
        step=advice.next_step(query, card),
        text=agreements.advice(query, period).get(person) if person is not None else None,
        agreed_before=() if person is None else agreements.last(query, person, period),
        agreed=() if person is None else agreements.of(query, person, period),
    )


def _before(query: Query, person: str | None, period: Period, as_of: date) -> Scorecard | None:
    window = periods.compared_windows(period, as_of, query.policy.workdays).previous
    if window is None or window.end <= window.begin:
        return None
    (cards,) = scorecards.tables(query, "owner", (period.previous(),), window.end - date.resolution, (person,))
    return next((one for one in cards if one.key == person), None)


def _names(query: Query, as_of: date) -> dict[str, str]:
    return {row["customer_id"]: row["customer_name"] for row in query("customer_names", as_of=as_of).to_pylist()}
