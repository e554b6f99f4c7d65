"""What the review of a person needs beside the card: earlier cards, advice, open orders, overdue customers (definitions §3–§5)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analytics import advice, follow_ups, periods, scorecard_lines, scorecards
from analytics.advice import Advice, Evidence, Step
from analytics.follow_ups import Customer
from analytics.open_orders import OpenOrder
from analytics.periods import Period, Window
from analytics.queries import Query
from analytics.scorecard_lines import Earlier
from analytics.scorecards import Scorecard

Person = str | None  # a key; None: nobody's rows


@dataclass(frozen=True)
class Review:
    """One person in one period as of a day; the card without ranks where not everybody was read.

    `overdue`: customers as of the day, the longest first. `orders`: open ones more than 60 days past due on the period's last
    day, the oldest first; `order_names`: their customers' names by id.
    """

    card: Scorecard
    earlier: Earlier
    advice: tuple[Advice, ...]
    step: Step | None
    overdue: tuple[Customer, ...]
    orders: tuple[OpenOrder, ...]
    order_names: Mapping[str, str]


def load(query: Query, period: Period, as_of: date, only: tuple[Person, ...] | None = None) -> dict[Person, Review]:
    """The review of everybody who stands in the period's scorecards, or of these only, each read once for all."""
    course = scorecards.course(query, "owner", period, as_of, only=only)
    cards = course[-1]
    compared = periods.compared_windows(period, as_of, query.policy.workdays)
    before = _until(query, period.previous(), compared.previous, only)
    year_before = _until(query, period.year_before(), compared.year_before, only)
    evidence = Evidence(query, "owner", period, as_of)
    found = advice.advise_all(query, cards, as_of, evidence)
    overdue = _overdue(follow_ups.table(query, as_of))
    names = {row["customer_id"]: row["customer_name"] for row in query("customer_names", as_of=as_of).to_pylist()}
    return {
        card.key: Review(
            card=card,
            earlier=scorecard_lines.earlier(card, before, year_before, course),
            advice=said,
            step=advice.next_step(query, card),
            overdue=tuple(overdue[card.key]),
            orders=(orders := evidence.old_orders.get(card.group, ())),
            order_names={one.customer_id: names[one.customer_id] for one in orders if one.customer_id in names},
        )
        for card, said in zip(cards, found, strict=True)
    }


def _until(query: Query, period: Period, window: Window | None, only: tuple[Person, ...] | None) -> Sequence[Scorecard]:
    """The cards of an earlier period up to the end of the window that is compared with (definitions §2)."""
    if window is None or window.end <= window.begin:
        return ()
    return scorecards.tables(query, "owner", (period,), window.end - date.resolution, only)[0]


def _overdue(customers: Iterable[Customer]) -> Mapping[Person, list[Customer]]:
    found: defaultdict[Person, list[Customer]] = defaultdict(list)
    overdue = [one for one in customers if one.state == "overdue"]
    for one in sorted(overdue, key=lambda one: (-(one.overdue_days or 0), one.customer_id)):
        found[one.owner_key].append(one)
    return found
