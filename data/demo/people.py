"""The 24 people of the demo company: departments, stays, plan weight and habits."""

from dataclasses import dataclass, field
from datetime import date

REORGANISED_ON = date(2025, 7, 1)
STAR = "宋清扬"
PROMISE_BREAKER = "高子墨"
SAVED_REGION_OWNER = "罗依依"
LEAVER = "朱明轩"
LEFT_ON = date(2025, 9, 30)
NEWCOMER = "梁浩然"
JOINED_ON = date(2026, 2, 2)
FRIDAY_DEPARTMENT = "渠道一部"


@dataclass(frozen=True)
class Stay:
    """One stay in a department; `left_on` is the last day, None while it lasts."""

    department: str
    manager: str
    joined_on: date
    left_on: date | None = None
    role: str = "销售"


@dataclass(frozen=True)
class Habits:
    """How a person works: chances between 0 and 1, days as counts."""

    late: float = 0.11
    breaks: float = 0.25
    promises: float = 0.72
    typed: float = 0.8
    stock: float = 0.03
    pays_late_days: int = 6


@dataclass(frozen=True)
class Person:
    """`weight` is the plan's share in units of about a million a month, `skill` the usual attainment (1 = base)."""

    name: str
    employee_id: str
    region: str
    weight: float
    skill: float
    grades: tuple[int, int, int]
    stays: tuple[Stay, ...]
    habits: Habits = field(default_factory=Habits)
    aliases: str = ""
    pinyin: str = ""

    def works_in(self, day: date) -> str | None:
        """The department on a day; None outside all stays."""
        for stay in self.stays:
            if stay.joined_on <= day and (stay.left_on is None or day <= stay.left_on):
                return stay.department
        return None


_DIRECTOR = "郑国栋"
_KEY, _ONE, _TWO, _TRADE = "大客户部", "渠道一部", "渠道二部", "行业部"
_HEADS = {_KEY: "陈嘉树", _ONE: "李思远", _TWO: "郑思齐", _TRADE: "黄诗雅"}
DEPARTMENTS = tuple(_HEADS)


def _stay(department: str, year: int, month: int, day: int = 1) -> tuple[Stay, ...]:
    return (Stay(department, _HEADS[department], date(year, month, day)),)


def _head(department: str, year: int, month: int) -> tuple[Stay, ...]:
    return (Stay(department, _DIRECTOR, date(year, month, 1), role="销售经理"),)


def _moved(joined_on: date, old: str, new: str, on: date, role: str = "销售") -> tuple[Stay, ...]:
    last = date.fromordinal(on.toordinal() - 1)
    manager = _DIRECTOR if role != "销售" else _HEADS[new]
    return (Stay(old, _HEADS[old], joined_on, last), Stay(new, manager, on, role=role))


PEOPLE = (
    Person("陈嘉树", "E1001", "华东", 1.10, 1.05, (10, 13, 10), _head(_KEY, 2016, 3), pinyin="chen.jiashu"),
    Person("宋清扬", "E1002", "华东", 1.30, 1.26, (17, 13, 9), _stay(_KEY, 2018, 5, 7), Habits(late=0.07), pinyin="song.qingyang"),
    Person(
        "周雨桐", "E1003", "华北", 1.20, 1.03, (13, 15, 11), _stay(_KEY, 2019, 9), Habits(pays_late_days=34), pinyin="zhou.yutong"
    ),
    Person("何沐阳", "E1004", "华南", 1.04, 0.77, (12, 14, 13), _stay(_KEY, 2020, 4, 13), pinyin="he.muyang"),
    Person("王梓涵", "E1005", "华中", 0.96, 0.92, (11, 15, 12), _stay(_KEY, 2021, 7), Habits(late=0.05), pinyin="wang.zihan"),
    Person("林晚秋", "E1006", "华东", 0.86, 0.97, (11, 14, 13), _stay(_KEY, 2022, 3, 14), Habits(late=0.05), pinyin="lin.wanqiu"),
    Person("李思远", "E1007", "华南", 0.90, 1.17, (6, 13, 16), _head(_ONE, 2017, 6), pinyin="li.siyuan"),
    Person("马天宇", "E1008", "华南", 0.88, 0.97, (6, 16, 20), _stay(_ONE, 2020, 8), Habits(stock=0.09), pinyin="ma.tianyu"),
    Person("谢雨欣", "E1009", "华东", 0.86, 0.98, (6, 15, 20), _stay(_ONE, 2021, 2, 22), Habits(late=0.05), pinyin="xie.yuxin"),
    Person("徐若琳", "E1010", "华东", 1.10, 1.11, (7, 16, 20), _stay(_ONE, 2018, 11), Habits(late=0.05), pinyin="xu.ruolin"),
    Person("赵一鸣", "E1011", "华北", 0.80, 1.02, (6, 15, 20), _stay(_ONE, 2023, 3), pinyin="zhao.yiming"),
    Person("郑思齐", "E1012", "华南", 1.00, 1.04, (6, 12, 15), _head(_TWO, 2016, 10), Habits(late=0.05), pinyin="zheng.siqi"),
    Person(
        "高子墨",
        "E1013",
        "华中",
        0.98,
        0.73,
        (7, 17, 21),
        _stay(_TWO, 2021, 4, 6),
        Habits(late=0.3, breaks=0.85, promises=0.9, typed=0.35),
        pinyin="gao.zimo",
    ),
    Person(
        "吴俊杰",
        "E1014",
        "华北",
        0.92,
        0.70,
        (7, 17, 22),
        _stay(_TWO, 2022, 6),
        Habits(late=0.29, stock=0.12, pays_late_days=28),
        pinyin="wu.junjie",
    ),
    Person("罗依依", "E1015", "西南", 1.10, 1.1, (7, 15, 20), _stay(_TWO, 2019, 3), Habits(late=0.04), pinyin="luo.yiyi"),
    Person(
        "孙晓棠",
        "E1016",
        "华南",
        0.95,
        0.93,
        (6, 15, 21),
        _moved(date(2020, 10, 12), _ONE, _TWO, date(2025, 11, 17)),
        pinyin="sun.xiaotang",
    ),
    Person(
        "朱明轩", "E1017", "华中", 0.84, 0.84, (0, 0, 0), (Stay(_TWO, "郑思齐", date(2021, 9, 1), LEFT_ON),), pinyin="zhu.mingxuan"
    ),
    Person("梁浩然", "E1025", "华南", 0.60, 0.92, (3, 9, 16), (Stay(_TWO, "郑思齐", JOINED_ON),), pinyin="liang.haoran"),
    Person(
        "黄诗雅",
        "E1018",
        "华东",
        1.20,
        1.02,
        (7, 13, 15),
        _moved(date(2018, 2, 26), _TWO, _TRADE, REORGANISED_ON, "销售经理"),
        pinyin="huang.shiya",
    ),
    Person("唐语嫣", "E1019", "华北", 0.75, 1.01, (6, 13, 20), _stay(_TRADE, 2022, 1, 4), Habits(late=0.02), pinyin="tang.yuyan"),
    Person(
        "曹静怡",
        "E1020",
        "华南",
        1.02,
        1.07,
        (7, 14, 19),
        _moved(date(2020, 5, 18), _TWO, _TRADE, REORGANISED_ON),
        pinyin="cao.jingyi",
    ),
    Person(
        "韩子昂",
        "E1021",
        "华北",
        1.00,
        0.88,
        (7, 14, 19),
        _moved(date(2021, 3, 8), _TWO, _TRADE, REORGANISED_ON),
        Habits(late=0.15),
        pinyin="han.ziang",
    ),
    Person(
        "冯志远",
        "E1022",
        "华中",
        0.95,
        0.66,
        (7, 14, 20),
        _stay(_TRADE, 2023, 5, 8),
        Habits(late=0.2, stock=0.08),
        pinyin="feng.zhiyuan",
    ),
    Person("胡可欣", "E1023", "华东", 0.96, 1.02, (7, 14, 20), _stay(_TRADE, 2019, 7), aliases="Sofia Hu;小胡", pinyin="hu.kexin"),
)
BY_NAME = {person.name: person for person in PEOPLE}


def staff_rows() -> list[tuple[str | None, ...]]:
    """One row per stay in a department, in the columns of the staff file."""
    return [
        (
            person.name,
            person.employee_id,
            person.aliases,
            stay.department,
            stay.manager,
            stay.role,
            person.region,
            f"{person.pinyin}@example.com",
            stay.joined_on.isoformat(),
            stay.left_on.isoformat() if stay.left_on else "",
        )
        for person in PEOPLE
        for stay in person.stays
    ]
