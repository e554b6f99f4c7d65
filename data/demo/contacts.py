"""Follow-ups of the demo company: each customer is walked through time, contact by contact."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from data.demo import phrases
from data.demo.customers import PRODUCT_LINES, Customer
from data.demo.days import AS_OF, FIRST, HOLIDAYS, LAST, month_end, workday_from
from data.demo.orders import mix
from data.demo.people import BY_NAME, FRIDAY_DEPARTMENT, LEAVER, LEFT_ON, Habits, Person

CADENCE = {"A": 7, "B": 14, "C": 30}
_GAPS = {"A": (4, 4, 5, 5, 6, 7), "B": (7, 8, 8, 9, 10, 11, 12, 14), "C": (15, 16, 18, 20, 22, 24, 27, 30)}
_METHODS = {
    "A": (("拜访", "面谈", "电话"), (15, 14, 71)),
    "B": (("拜访", "面谈", "电话", "微信"), (9, 7, 48, 36)),
    "C": (("上门", "电话", "微信", "邮件", "其他"), (5, 34, 45, 13, 3)),
}
VISITS = ("拜访", "面谈", "上门")
_LATE_DAYS = {"A": 4.5, "B": 8.5, "C": 13.0}


@dataclass
class Contact:
    """One follow-up; `promised_on` is the day of the next step, `is_typed` whether it stands in its own column."""

    customer: Customer
    owner: str
    at: datetime
    logged_at: datetime
    method: str
    minutes: int | None
    executive: bool
    stage: str
    objective: str
    content: str
    next_step: str
    promised_on: date | None
    is_typed: bool


def make(random: Random, customers: list[Customer]) -> list[Contact]:
    """All follow-ups in order of time."""
    found = [contact for customer in customers if not customer.never_contacted for contact in _walk(random, customer)]
    found.sort(key=lambda one: (one.at, one.customer.customer_id))
    return found


def _walk(random: Random, customer: Customer) -> Iterator[Contact]:
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


def _contact(random: Random, customer: Customer, day: date, promised: date | None, met: _Met, *, is_last: bool) -> Contact:
    person = BY_NAME[customer.owner(day)]
    grade = customer.grade(day)
    words, weights = _METHODS[grade]
    method = random.choices(words, weights)[0]
    if grade == "B" and day.month % 3 != 1 and met.visit != _quarter(day) and random.random() < 0.27:
        method = "拜访"
    if customer.neglected_from == day and method not in VISITS:
        method = "电话"
    if day in HOLIDAYS:
        method = "电话" if grade == "A" else "微信"
    executive = grade == "A" and _meets_executive(random, day, met)
    if executive:
        met.executive = (day.year, day.month)
    if method in VISITS:
        met.visit = _quarter(day)
    stage = customer.closed[1] if is_last and customer.closed else stage_on(customer, day)
    return _record(random, customer, person, day, method, executive=executive, stage=stage, promised=promised)


def _meets_executive(random: Random, day: date, met: _Met) -> bool:
    if met.executive == (day.year, day.month):
        return random.random() < 0.1
    return random.random() < (0.2 if day.day <= 8 else 0.62)


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


def _extras(random: Random, contact: Contact, following: date) -> Iterator[Contact]:
    """At times a message on the same day, which sends what was promised, or one before the next contact."""
    customer, day = contact.customer, contact.at.date()
    if random.random() < 0.06:
        at = contact.at + timedelta(minutes=random.randrange(20, 180, 5))
        message = _message(random, customer, day, contact.promised_on)
        yield replace(message, at=at, logged_at=max(_logged(random, BY_NAME[message.owner], at), at))
    extra = _extra_day(random, customer, day, following)
    if extra is not None:
        yield _message(random, customer, extra, None)


def _extra_day(random: Random, customer: Customer, day: date, following: date) -> date | None:
    """A message between two contacts: mostly far enough from both, for a few too soon."""
    gap, grade = (following - day).days, customer.grade(day)
    if gap >= 6 and grade == "A" and random.random() < 0.5:
        return day + timedelta(3)
    if random.random() < 0.016 and gap > 2 and (day + timedelta(2)).weekday() < 5:
        return day + timedelta(random.choice((1, 2)))
    return None


def _only_messages(random: Random, customer: Customer, day: date) -> Iterator[Contact]:
    """The star's neglected A customers get a message now and then, which does not qualify, until the review."""
    day += timedelta(random.randint(5, 9))
    while day < AS_OF:
        planned = day + timedelta(random.randint(3, 8))
        if day.weekday() < 5:
            yield _message(random, customer, day, planned if random.random() < 0.7 else None)
        day += timedelta(random.randint(8, 13))
    day = workday_from(AS_OF + timedelta(random.randint(2, 9)))
    met = _Met()
    while day <= LAST:
        yield _contact(random, customer, day, None, met, is_last=False)
        day = workday_from(day + timedelta(random.randint(5, 9)))


def _message(random: Random, customer: Customer, day: date, promised: date | None) -> Contact:
    person = BY_NAME[customer.owner(day)]
    method = random.choice(("微信", "微信", "邮件"))
    return _record(random, customer, person, day, method, executive=False, stage=stage_on(customer, day), promised=promised)


def stage_on(customer: Customer, day: date) -> str:
    """The stage on a day, by how far the customer's next order is away."""
    place = bisect_left(customer.order_days, day)
    if place and (day - customer.order_days[place - 1]).days <= 10:
        return "成交"
    if place == len(customer.order_days):
        return "需求确认" if customer.order_days else ("线索", "需求确认", "方案")[(day.month + len(customer.name)) % 3]
    ahead = (customer.order_days[place] - day).days
    for limit, stage in ((6, "谈判"), (14, "报价"), (30, "方案"), (70, "需求确认")):
        if ahead <= limit:
            return stage
    return "线索"


def _record(
    random: Random,
    customer: Customer,
    person: Person,
    day: date,
    method: str,
    *,
    executive: bool,
    stage: str,
    promised: date | None,
) -> Contact:
    at = datetime.combine(day, time(random.randint(9, 17), random.randrange(0, 60, 5)))
    step = phrases.step(random, stage)
    is_typed = random.random() < person.habits.typed
    return Contact(
        customer,
        person.name,
        at,
        _logged(random, person, at),
        method,
        _minutes(random, method),
        executive,
        stage,
        random.choice(phrases.OBJECTIVES),
        _content(random, customer, person, day, stage),
        step if promised is None or is_typed else _step_with_day(random, step, day, promised),
        promised,
        is_typed,
    )


def _content(random: Random, customer: Customer, person: Person, day: date, stage: str) -> str:
    chance = random.random()
    if chance < person.habits.stock:
        return random.choice(phrases.STOCK)
    if chance < person.habits.stock + 0.03:
        return random.choice(phrases.SHORT)
    product_line = random.choices(PRODUCT_LINES, mix(customer, day))[0]
    return phrases.content(random, customer.contact, product_line, stage)


def _minutes(random: Random, method: str) -> int | None:
    if method in VISITS:
        return random.randrange(30, 150, 5)
    if method == "电话":
        return random.randint(31, 55) if random.random() < 0.012 else random.randint(3, 28)
    return None


def _logged(random: Random, person: Person, at: datetime) -> datetime:
    """When it was written down: the same evening or next day; one department writes everything on Friday."""
    if person.works_in(at.date()) == FRIDAY_DEPARTMENT:
        friday = at.date() + timedelta((4 - at.weekday()) % 7)
        day = AS_OF if at.date() <= AS_OF < friday else friday
        return datetime.combine(day, time(18, random.randrange(60)))
    delay = random.randint(10, 300) if random.random() < 0.8 else random.randint(600, 1100)
    if random.random() < 0.05:
        delay = random.randint(1500, 5000)
    return at + timedelta(minutes=delay)


def _step_with_day(random: Random, step: str, day: date, promised: date) -> str:
    """The next step with its day in the text, in one of the ways in which people write it."""
    gap = (promised - day).days
    forms = [f"{promised.month}月{promised.day}日{step}", f"{promised.month}月{promised.day}号前{step}"]
    if gap <= 27:
        forms.append(f"{promised.day}号{step}")
    if gap <= 12:
        forms.append(f"{gap}天后{step}")
    weekday = "一二三四五六日"[promised.weekday()]
    if promised - timedelta(promised.weekday()) == day - timedelta(day.weekday()):
        forms.append(f"周{weekday}{step}")
    elif 0 < gap + day.weekday() - 6 <= 7:
        forms.append(f"下周{weekday}{step}")
    if gap == 1:
        forms.append(f"明天{step}")
    if promised == month_end(day):
        forms.append(f"月底{step}")
    return random.choice(forms)
