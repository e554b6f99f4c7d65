"""One follow-up record: when it was written down, what it says, how it names the next day."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from data.demo import phrases
from data.demo.customers import PRODUCT_LINES, Customer
from data.demo.days import AS_OF, month_end
from data.demo.orders import mix
from data.demo.people import BY_NAME, FRIDAY_DEPARTMENT, Person

VISITS = ("拜访", "面谈", "上门")


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


def message(random: Random, customer: Customer, day: date, promised: date | None) -> Contact:
    person = BY_NAME[customer.owner(day)]
    method = random.choice(("微信", "微信", "邮件"))
    return record(random, customer, person, day, method, executive=False, stage=stage_on(customer, day), promised=promised)


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


def record(
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
        logged(random, person, at),
        method,
        _minutes(random, method),
        executive,
        stage,
        random.choice(phrases.OBJECTIVES),
        (phrases.leader(random) if executive else "") + _content(random, customer, person, day, method, stage),
        step if promised is None or is_typed else _step_with_day(random, step, day, promised),
        promised,
        is_typed,
    )


def _content(random: Random, customer: Customer, person: Person, day: date, method: str, stage: str) -> str:
    chance = random.random()
    if chance < person.habits.stock:
        return random.choice(phrases.STOCK)
    if chance < person.habits.stock + 0.03:
        return random.choice(phrases.SHORT)
    way = "visit" if method in VISITS else "call" if method == "电话" else "message"
    product_line = random.choices(PRODUCT_LINES, mix(customer, day))[0]
    return phrases.content(random, way, customer.contact, product_line, stage)


def _minutes(random: Random, method: str) -> int | None:
    if method in VISITS:
        return random.randrange(30, 150, 5)
    if method == "电话":
        return random.randint(31, 55) if random.random() < 0.012 else random.randint(3, 28)
    return None


def logged(random: Random, person: Person, at: datetime) -> datetime:
    """When it was written down: the same evening or next day; one department writes everything on Friday."""
    if person.works_in(at.date()) == FRIDAY_DEPARTMENT:
        friday = at.date() + timedelta((4 - at.weekday()) % 7)
        day = AS_OF if at.date() <= AS_OF < friday else friday
        return datetime.combine(day, time(18, random.randrange(60)))
    moment = at + timedelta(minutes=random.randint(10, 240))
    chance = random.random()
    if chance > 0.95:
        moment = datetime.combine(at.date() + timedelta(random.randint(2, 4)), time(random.randint(9, 18), at.minute))
    elif chance > 0.8:
        moment = datetime.combine(at.date() + timedelta(1), time(8, random.randrange(60)))
    return at + timedelta(minutes=30) if at.date() <= AS_OF < moment.date() else moment


def _step_with_day(random: Random, step: str, day: date, promised: date) -> str:
    """The next step with its day in the text, in one of the ways in which people write it."""
    gap = (promised - day).days
    forms = [f"{promised.month}月{promised.day}日{step}", f"{promised.month}月{promised.day}号前{step}"]
    if gap <= 27:
        forms.append(f"{promised.day}号{step}")
    if 1 < gap <= 12:
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
