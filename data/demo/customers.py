"""The customers of the demo company, each with its own course: owners, grades, first order, end."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from data.demo import names
from data.demo.days import AS_OF, FIRST, LAST, workday_from
from data.demo.people import (
    BY_NAME,
    JOINED_ON,
    LEAVER,
    LEFT_ON,
    NEWCOMER,
    PEOPLE,
    SAVED_REGION_OWNER,
    STAR,
    Person,
)

REGIONS = ("华东", "华南", "华北", "华中", "西南")
PRODUCT_LINES = ("软件", "硬件", "服务", "云订阅")
SAVIOUR = "禾川智造"
_SIZE = {"A": 5.2, "B": 1.25, "C": 0.42}
_PAINS = (
    "报表靠手工汇总，月底要加班",
    "多地库存对不上",
    "设备故障响应慢",
    "旧系统接口不开放",
    "审批流程长",
    "数据分散在各部门",
    "产线停机损失大",
    "供应商交期不稳",
    "客户投诉无法追溯",
    "扩产后人手不足",
)
_CHAINS = (
    "使用部门→IT→分管副总",
    "采购→财务→总经理",
    "厂长→总经理",
    "技术科→采购中心→招标",
    "店长→区域总→老板",
    "信息科→院办→招标",
    "老板一人决定",
)
_BUDGETS = {
    "A": ("100-300万", "300万以上", "80-150万"),
    "B": ("30-80万", "50-100万", "20-60万"),
    "C": ("5-15万", "10万以内", "10-30万"),
}
# How long the star's neglected customers are overdue on the last day, by grade.
NEGLECTED_DAYS = {"A": (41, 33, 27, 22, 19, 16, 12, 9, 8, 5, 3), "B": (29, 18, 11, 4)}
_CADENCE = {"A": 7, "B": 14}


@dataclass
class Customer:
    """A customer's course; `owners` and `grades` are (first day, value) in order of time."""

    customer_id: str
    name: str
    industry: str
    region: str
    contact: str
    phone: str
    owners: list[tuple[date, str]]
    grades: list[tuple[date, str]]
    first_contact_on: date
    first_order_on: date | None
    size: float
    terms_days: int
    tastes: tuple[float, ...]
    pains: str
    budget: str
    chain: str
    value: str
    potential: str
    closed: tuple[date, str] | None = None
    neglected_from: date | None = None
    never_contacted: bool = False
    reviewed_on: date | None = None
    order_days: list[date] = field(default_factory=list)

    def owner(self, day: date) -> str:
        """Who looks after the customer on a day."""
        return self.owners[max(bisect_right(self.owners, (day, "\uffff")) - 1, 0)][1]

    def grade(self, day: date) -> str:
        """The grade on a day."""
        return self.grades[max(bisect_right(self.grades, (day, "\uffff")) - 1, 0)][1]

    def is_open(self, day: date) -> bool:
        """Whether the customer is neither lost nor paused yet."""
        return self.closed is None or day <= self.closed[0]


def make(random: Random) -> list[Customer]:
    """All customers, by id."""
    companies, phones = names.companies(random), names.phones(random)
    found = [
        _customer(random, person, grade, next(companies), next(phones))
        for person in PEOPLE
        for grade, count in zip("ABC", person.grades, strict=True)
        for _ in range(count)
    ]
    found.sort(key=lambda one: one.first_contact_on)
    for place, one in enumerate(found, start=1):
        one.customer_id = f"C{one.first_contact_on.year}{place:04d}"
    _hand_over(random, found)
    _close(random, found)
    _neglect(random, found)
    _leave_untouched(random, found)
    _name_saviour(found)
    for one in found:
        one.reviewed_on = _reviewed_on(random, one)
    return found


def _customer(random: Random, person: Person, grade: str, company: tuple[str, str], phone: str) -> Customer:
    region = person.region if random.random() < 0.82 else random.choice(REGIONS[:4])
    first_contact_on, first_order_on = _start(random, grade)
    value, potential = _worth(random, grade)
    return Customer(
        customer_id="",
        name=company[0],
        industry=company[1],
        region=region,
        contact=names.contact(random),
        phone=phone,
        owners=[(date.min, person.name)],
        grades=_grades(random, grade),
        first_contact_on=first_contact_on,
        first_order_on=first_order_on,
        size=_SIZE[grade] * random.lognormvariate(0, 0.35),
        terms_days=random.choice((15, 30, 30, 45, 60)),
        tastes=tuple(random.lognormvariate(0, 0.4) for _ in PRODUCT_LINES),
        pains="；".join(random.sample(_PAINS, 2)),
        budget=random.choice(_BUDGETS[grade]),
        chain=random.choice(_CHAINS),
        value=value,
        potential=potential,
    )


def _start(random: Random, grade: str) -> tuple[date, date | None]:
    """First contact and first order: about half of the customers are new within the 18 months."""
    if random.random() < {"A": 0.86, "B": 0.5, "C": 0.2}[grade]:
        known = FIRST - timedelta(random.randint(60, 2200))
        return known, workday_from(FIRST + timedelta(random.randint(7, 90)))
    start = random.randint(60, (LAST - FIRST).days)
    if random.random() < 0.4:
        start = max(start, random.randint(60, (LAST - FIRST).days))
    ordered = workday_from(FIRST + timedelta(start))
    known = workday_from(ordered - timedelta(random.randint(20, 260)))
    return known, None if random.random() < 0.12 else ordered


def _worth(random: Random, grade: str) -> tuple[str, str]:
    if random.random() < 0.05:
        return random.choice("高中低"), random.choice("高中低")
    if grade == "B":
        return random.choice((("高", "中"), ("中", "高"), ("中", "中"), ("高", "低"), ("中", "低")))
    return ("高", "高") if grade == "A" else ("低", "低")


def _grades(random: Random, grade: str) -> list[tuple[date, str]]:
    if random.random() > 0.08:
        return [(date.min, grade)]
    before = {"A": "B", "B": random.choice("AC"), "C": "B"}[grade]
    return [(date.min, before), (FIRST + timedelta(random.randint(60, 480)), grade)]


def _of(found: list[Customer], name: str, grade: str = "ABC") -> Iterator[Customer]:
    return (one for one in found if one.owners[-1][1] == name and one.grades[-1][1] in grade)


def _hand_over(random: Random, found: list[Customer]) -> None:
    """The leaver's customers go to colleagues, two are forgotten; the newcomer takes over some."""
    handed_on = LEFT_ON + timedelta(1)
    for name, count in (("高子墨", 13), ("吴俊杰", 13), (SAVED_REGION_OWNER, 9)):
        old = [one for one in _of(found, name, "BC") if one.first_contact_on < FIRST]
        for one in random.sample(old, min(count, len(old))):
            one.owners = [(date.min, LEAVER), (handed_on, name)]
            one.region = BY_NAME[LEAVER].region if name != SAVED_REGION_OWNER else one.region
    for one in random.sample([one for one in _of(found, "吴俊杰", "C") if len(one.owners) > 1], 2):
        one.owners = [(date.min, LEAVER)]
    for one in _of(found, NEWCOMER):
        if one.first_contact_on < JOINED_ON:
            one.owners = [(date.min, random.choice(("郑思齐", "孙晓棠"))), (JOINED_ON, NEWCOMER)]


def _close(random: Random, found: list[Customer]) -> None:
    for one in found:
        if random.random() < {"A": 0.02, "B": 0.07, "C": 0.13}[one.grades[-1][1]]:
            day = max(one.first_contact_on, FIRST) + timedelta(random.randint(60, 500))
            one.closed = (day, random.choice(("流失", "流失", "暂停")))


def _neglect(random: Random, found: list[Customer]) -> None:
    """The star stops to visit and call a good half of the A customers, and some B, in the last weeks."""
    for grade, overdue in NEGLECTED_DAYS.items():
        old = [one for one in _of(found, STAR, grade) if one.first_contact_on < date(2025, 6, 1)]
        for days, one in zip(overdue, random.sample(old, len(overdue)), strict=True):
            one.neglected_from = AS_OF - timedelta(days + _CADENCE[grade])
            one.closed = None
            one.grades = [(date.min, grade)]


def _leave_untouched(random: Random, found: list[Customer]) -> None:
    old = list(_of(found, "冯志远", "C")) + list(_of(found, "马天宇", "C"))
    for one in random.sample(old, 7):
        one.never_contacted = True
        one.closed = None
        one.first_order_on = None
        one.first_contact_on = AS_OF - timedelta(random.randint(3, 40))


def _name_saviour(found: list[Customer]) -> None:
    one = next(one for one in _of(found, SAVED_REGION_OWNER, "A") if one.first_contact_on < FIRST)
    one.name, one.industry, one.region, one.closed = SAVIOUR, "机械制造", "西南", None
    one.tastes = (1.2, 0.6, 1.1, 1.2)


def _reviewed_on(random: Random, one: Customer) -> date | None:
    if one.never_contacted or random.random() < 0.03:
        return None
    age = random.randint(1, 30) if random.random() < 0.86 else random.randint(32, 200)
    return max(AS_OF - timedelta(age), one.first_contact_on)
