"""Follow-ups of the demo company: each customer is walked through time, contact by contact."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from data.demo import records
from data.demo.customers import Customer
from data.demo.days import AS_OF, FIRST, HOLIDAYS, LAST, workday_from
from data.demo.people import BY_NAME, LEAVER, LEFT_ON, Habits

CADENCE = {"A": 7, "B": 14, "C": 30}
_GAPS = {"A": (4, 4, 5, 5, 6, 7), "B": (7, 8, 8, 9, 10, 11, 12, 14), "C": (15, 16, 18, 20, 22, 24, 27, 30)}
_METHODS = {
    "A": (("拜访", "面谈", "电话"), (15, 14, 71)),
    "B": (("拜访", "面谈", "电话", "微信"), (9, 7, 48, 36)),
    "C": (("上门", "电话", "微信", "邮件", "其他"), (5, 34, 45, 13, 3)),
}
_LATE_DAYS = {"A": 4.5, "B": 8.5, "C": 13.0}


def make(random: Random, customers: list[Customer]) -> list[records.Contact]:
    """All follow-ups in order of time."""
    found = [contact for customer in customers if not customer.never_contacted for contact in _walk(random, customer)]
    found.sort(key=lambda one: (one.at, one.customer.customer_id))
    return found


def _walk(random: Random, customer: Customer) -> Iterator[records.Contact]:
    day = _first_day(random, customer)
    end = min(LAST, customer.closed[0] if customer.closed else LAST)
    if customer.owners[-1][1] == LEAVER:
        end = LEFT_ON
    met = _Met()
    while day <= end:
        following = _next_day(random, customer, day)
        promised = _promise(random, customer, day, following)
        is_last = customer.closed is not None and following > end
        contact = _contact(random, customer, day, promised, met, is_last=is_last)
        yield contact
        if not is_last:
            yield from _extras(random, contact, following)
        if customer.neglected_from is not None and day == customer.neglected_from:
            yield from _only_messages(random, customer, day)
            return
        day = following


@dataclass
class _Met:
    """The last month with an executive touch and the last quarter with a visit."""

    executive: tuple[int, int] = (0, 0)
    visit: tuple[int, int] = (0, 0)


def _first_day(random: Random, customer: Customer) -> date:
    if customer.first_contact_on >= FIRST:
        return workday_from(customer.first_contact_on)
    return workday_from(FIRST + timedelta(7 + random.randint(0, CADENCE[customer.grade(FIRST)] // 2)))


def _next_day(random: Random, customer: Customer, day: date) -> date:
    grade, habits = customer.grade(day), _habits(customer, day)
    gap = random.choice(_GAPS[grade])
    if random.random() < habits.late:
        gap = CADENCE[grade] + 1 + int(random.expovariate(1 / _LATE_DAYS[grade]))
    following = _movable(random, day, day + timedelta(gap))
    limit = customer.neglected_from
    if limit is not None and day < limit and (following > limit or (limit - following).days < 4):
        return limit
    return following


def _movable(random: Random, day: date, following: date) -> date:
    """Off the weekend, to the Friday before or the Monday after; off a holiday in one of four cases."""
    if following.weekday() >= 5:
        back = following - timedelta(following.weekday() - 4)
        following = back if (back - day).days >= 4 else following + timedelta(7 - following.weekday())
    if following in HOLIDAYS and random.random() < 0.13:
        return workday_from(following)
    return following


def _promise(random: Random, customer: Customer, day: date, following: date) -> date | None:
    """The promised day: mostly the day that was kept, for some earlier than what came true."""
    habits = _habits(customer, day)
    if random.random() > habits.promises:
        return None
    gap = (following - day).days
    slips = gap > CADENCE[customer.grade(day)] or habits.breaks > 0.5
    if gap > 2 and slips and random.random() < habits.breaks:
        planned = day + timedelta(max(1, int(min(gap - 1, CADENCE[customer.grade(day)]) * random.uniform(0.3, 0.9))))
        return planned if planned.weekday() < 5 or planned + timedelta(2) >= following else planned + timedelta(2)
    return following


def _habits(customer: Customer, day: date) -> Habits:
    return BY_NAME[customer.owner(day)].habits


def _contact(random: Random, customer: Customer, day: date, promised: date | None, met: _Met, *, is_last: bool) -> records.Contact:
    person = BY_NAME[customer.owner(day)]
    grade = customer.grade(day)
    words, weights = _METHODS[grade]
    method = random.choices(words, weights)[0]
    if grade == "B" and day.month % 3 != 1 and met.visit != _quarter(day) and random.random() < 0.27:
        method = "拜访"
    if customer.neglected_from == day and method not in records.VISITS:
        method = "电话"
    if day in HOLIDAYS:
        method = "电话" if grade == "A" else "微信"
    executive = grade == "A" and _meets_executive(random, day, met)
    if executive:
        met.executive = (day.year, day.month)
    if method in records.VISITS:
        met.visit = _quarter(day)
    stage = customer.closed[1] if is_last and customer.closed else records.stage_on(customer, day)
    return records.record(random, customer, person, day, method, executive=executive, stage=stage, promised=promised)


def _meets_executive(random: Random, day: date, met: _Met) -> bool:
    if met.executive == (day.year, day.month):
        return random.random() < 0.1
    return random.random() < (0.2 if day.day <= 8 else 0.62)


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def _extras(random: Random, contact: records.Contact, following: date) -> Iterator[records.Contact]:
    """At times a message on the same day, which sends what was promised, or one before the next contact."""
    customer, day = contact.customer, contact.at.date()
    if random.random() < 0.06:
        at = contact.at + timedelta(minutes=random.randrange(20, 180, 5))
        sent = records.message(random, customer, day, contact.promised_on)
        yield replace(sent, at=at, logged_at=max(records.logged(random, BY_NAME[sent.owner], at), at))
    extra = _extra_day(random, customer, day, following)
    if extra is not None:
        yield records.message(random, customer, extra, None)


def _extra_day(random: Random, customer: Customer, day: date, following: date) -> date | None:
    """A message between two contacts: mostly far enough from both, for a few too soon."""
    gap, grade = (following - day).days, customer.grade(day)
    if gap >= 6 and grade == "A" and random.random() < 0.5:
        return day + timedelta(3)
    if random.random() < 0.016 and gap > 2 and (day + timedelta(2)).weekday() < 5:
        return day + timedelta(random.choice((1, 2)))
    return None


def _only_messages(random: Random, customer: Customer, day: date) -> Iterator[records.Contact]:
    """The star's neglected customers get a message now and then, which does not qualify, until the review."""
    day += timedelta(random.randint(5, 9))
    while day < AS_OF:
        planned = day + timedelta(random.randint(3, 8) + 5)
        if day.weekday() < 5:
            sent = records.message(random, customer, day, planned if random.random() < 0.7 else None)
            yield sent if customer.grade(day) == "A" else replace(sent, method="邮件")
        day += timedelta(random.randint(8, 13))
    day = workday_from(AS_OF + timedelta(random.randint(2, 9)))
    met = _Met()
    while day <= LAST:
        yield _contact(random, customer, day, None, met, is_last=False)
        day = workday_from(day + timedelta(random.randint(5, 9)))
