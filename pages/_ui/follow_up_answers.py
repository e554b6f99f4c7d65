"""The sentence that answers the follow-ups page, and the word beside each count: named rules over the page's own figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from analytics import periods
from analytics.attention import Attention, Kind
from analytics.follow_ups import Customer
from analytics.over_contact import Touch
from analytics.policy import Policy
from pages._ui.formats import Formats

Rule = Literal["none_known", "none_overdue", "top_seller_a", "one_owner_a", "one_owner", "spread"]


@dataclass(frozen=True)
class Answer:
    """The rule that holds, with what it found: overdue customers, those of grade A, the owner with the most and how many."""

    rule: Rule
    overdue_count: int = 0
    overdue_a_count: int = 0
    owner: str | None = None
    owner_count: int = 0


def answer(found: Attention, grade: str | None) -> Answer:
    """The first rule that holds; `grade`: what the page is narrowed to.

    `none_known`: no customer. `none_overdue`. `one_owner_a`: somebody has two or more of the overdue A customers and a quarter of
    them or more; `top_seller_a`: and has sold most this month. `one_owner`: the same of all overdue ones. `spread`: nobody has.
    """
    if not found.customer_count:
        return Answer("none_known")
    total, of_a = len(found.overdue), [customer for customer in found.overdue if customer.grade == "A"]
    if not total:
        return Answer("none_overdue")
    owner, count = most(of_a)
    if grade is None and stands_out(count, len(of_a)):
        rule: Rule = "top_seller_a" if owner == found.top_seller else "one_owner_a"
        return Answer(rule, total, len(of_a), owner, count)
    owner, count = most(found.overdue)
    return Answer("one_owner" if stands_out(count, total) else "spread", total, len(of_a), owner, count)


def most(customers: Iterable[Customer | Touch]) -> tuple[str | None, int]:
    """The owner who has most of them, the first by name of equals; (None, 0) without any."""
    counts = Counter(each.owner for each in customers if each.owner is not None)
    return min(counts.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))


def stands_out(count: int, among: int) -> bool:
    """Two or more, and a quarter or more of all."""
    return count >= 2 and 4 * count >= among


def sentence(found: Attention, grade: str | None, formats: Formats) -> str:
    """The answer in words; ⟦…⟧ marks what to talk about."""
    chosen, t = answer(found, grade), formats.t
    values = {"count": chosen.overdue_count, "a_count": formats.count(chosen.overdue_a_count), "owner": chosen.owner or ""}
    prefix = "follow_ups.answer." if grade is None else "follow_ups.answer_grade."
    return t(prefix + chosen.rule, **values, owner_count=formats.count(chosen.owner_count), grade=grade or "")


def below(policy: Policy, formats: Formats) -> str:
    """The line under the answer: what is asked for, by grade."""
    days = {f"{grade}_days": policy.cadence_days(grade.upper()) for grade in ("a", "b", "c")}
    return formats.t("follow_ups.cadence", **days)


def beside(found: Attention, kind: Kind, formats: Formats) -> str:
    """The word beside a count: the change since last week, the days left, the month, or who has most."""
    t = formats.t
    month, quarter = found.month, periods.quarter_of(found.as_of)
    if kind == "overdue":
        return t("follow_ups.since_last_week", change=formats.change(found.overdue_change))
    if kind in ("executive", "visit"):
        period = month if kind == "executive" else quarter
        left = (period.end - found.as_of - timedelta(days=1)).days
        return t("follow_ups.days_left", count=left, period=formats.short_period(period))
    if kind == "over_contact":
        return formats.short_period(month)
    owner, count = most(found.customers(kind))
    return f"{owner} {formats.count(count)}" if owner is not None else ""
