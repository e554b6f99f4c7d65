"""What the demo company's people typed: its name, what was agreed and done, managers' advice, notes on the quarter's cells.

Signed and dated as in the review meetings of the time, so that two runs type the same.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from analytics import agreements, entries, notes, periods
from analytics.agreements import Wording
from analytics.folder import Folder
from analytics.importer.columns import text_key

_DIRECTOR, _KEY, _ONE, _TWO, _TRADE = "郑国栋", "陈嘉树", "李思远", "郑思齐", "黄诗雅"


@dataclass(frozen=True)
class Agreed:
    """Agreed by `author` with `person` about a period; `is_done` was said at `settled_at`, None while nobody has."""

    period: str
    person: str
    author: str
    at: datetime
    text: str
    due_on: date
    is_done: bool | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True)
class Advised:
    """A manager's own advice to a person for a period."""

    period: str
    person: str
    author: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Noted:
    """What was noted about a region × product line in a quarter."""

    quarter: str
    region: str
    product_line: str
    author: str
    at: datetime
    problem: str
    strategy: str
    owner: str


def _at(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    """A moment in Shanghai (eight hours ahead) as kept."""
    return datetime(year, month, day, hour - 8, minute, tzinfo=UTC)


_NAMED_AT = _at(2026, 1, 5, 9, 0)
_JANUARY, _FEBRUARY, _MARCH = "2026-01", "2026-02", "2026-03"
_FOURTH, _FIRST = "2025Q4", "2026Q1"

AGREED = (
    Agreed(_FOURTH, "罗依依", _TWO, _at(2026, 1, 8, 10, 5), "西南再开发 2 家 A 级客户，不再只靠禾川智造", date(2026, 3, 31)),
    Agreed(_FOURTH, "冯志远", _TRADE, _at(2026, 1, 8, 14, 20), "硬件老客户逐家谈云订阅，一季度签下 6 家", date(2026, 3, 31)),
    Agreed(
        *(_JANUARY, "宋清扬", _KEY, _at(2026, 2, 3, 9, 40), "A 级客户每月至少一次高层对接，名单排进日历"),
        *(date(2026, 2, 27), False, _at(2026, 3, 3, 9, 35)),
    ),
    Agreed(
        *(_JANUARY, "高子墨", _TWO, _at(2026, 2, 3, 15, 10), "节前没兑现的承诺逐条补做，补完在记录里注明"),
        *(date(2026, 2, 13), False, _at(2026, 3, 3, 15, 0)),
    ),
    Agreed(
        *(_JANUARY, "徐若琳", _ONE, _at(2026, 2, 4, 10, 30), "两笔大单的合同补录进台账"),
        *(date(2026, 2, 10), True, _at(2026, 2, 9, 17, 20)),
    ),
    Agreed(_FEBRUARY, "宋清扬", _KEY, _at(2026, 3, 3, 9, 40), "两周没打电话、没上门的 A 级客户，逐家回访一遍", date(2026, 3, 13)),
    Agreed(
        *(_FEBRUARY, "宋清扬", _KEY, _at(2026, 3, 3, 9, 45), "把要回访的客户名单发给陈嘉树"),
        *(date(2026, 3, 5), True, _at(2026, 3, 5, 18, 10)),
    ),
    Agreed(
        *(_FEBRUARY, "周雨桐", _KEY, _at(2026, 3, 3, 10, 15), "超期 60 天以上的应收逐笔约定回款日期"),
        *(date(2026, 3, 12), True, _at(2026, 3, 12, 16, 30)),
    ),
    Agreed(
        *(_FEBRUARY, "高子墨", _TWO, _at(2026, 3, 3, 15, 5), "下一步只写做得到的日期；要改期，当天告诉客户"),
        *(date(2026, 3, 20), False, _at(2026, 3, 23, 9, 20)),
    ),
    Agreed(
        *(_FEBRUARY, "罗依依", _TWO, _at(2026, 3, 3, 15, 30), "禾川智造二期合同谈定，首批货排进 3 月"),
        *(date(2026, 3, 18), True, _at(2026, 3, 18, 17, 45)),
    ),
    Agreed(_FEBRUARY, "吴俊杰", _TWO, _at(2026, 3, 3, 15, 50), "B 级客户季度内各拜访一次，先补还没去过的", date(2026, 3, 31)),
    Agreed(_FEBRUARY, "徐若琳", _ONE, _at(2026, 3, 4, 10, 30), "跟进当天写记录，不再攒到周五", date(2026, 3, 31)),
    Agreed(_FEBRUARY, "马天宇", _ONE, _at(2026, 3, 4, 10, 50), "跟进当天写记录，不再攒到周五", date(2026, 3, 31)),
    Agreed(
        *(_FEBRUARY, "冯志远", _TRADE, _at(2026, 3, 4, 14, 10), "每周一把拜访计划发给黄诗雅"),
        *(date(2026, 3, 16), True, _at(2026, 3, 16, 9, 5)),
    ),
    Agreed(_MARCH, "何沐阳", _KEY, _at(2026, 3, 17, 9, 30), "两份已到谈判的报价月底前签约", date(2026, 3, 27)),
    Agreed(_MARCH, "林晚秋", _KEY, _at(2026, 3, 17, 9, 50), "协助宋清扬回访 4 家 A 级客户，拜访记录各自写", date(2026, 3, 26)),
)

ADVISED = (
    Advised(_FEBRUARY, "高子墨", _TWO, _at(2026, 3, 3, 15, 15), "少承诺。答应了就按期做，做不到当天改期，客户记的是这个。"),
    Advised(
        *(_MARCH, "宋清扬", _KEY, _at(2026, 3, 17, 9, 35)),
        "业绩第一，但老客户靠微信留不住。先约超期最久的几家，签单可以让林晚秋帮着跟。",
    ),
    Advised(_MARCH, "高子墨", _TWO, _at(2026, 3, 17, 15, 5), "说好的下一步还在落空。先少约，约了就做；这周把落空的逐家补上。"),
    Advised(_MARCH, "徐若琳", _ONE, _at(2026, 3, 17, 10, 40), "业绩不用说。记录都在周五补，细节已经记不清了，当天写十分钟就够。"),
    Advised(_MARCH, "曹静怡", _TRADE, _at(2026, 3, 17, 14, 0), "去年 7 月随组从渠道二部转来，同比看个人，不看部门。"),
    Advised(_MARCH, "韩子昂", _TRADE, _at(2026, 3, 17, 14, 10), "转来行业部后客户没有变，差的是硬件，把云订阅方案带上。"),
    Advised(_FIRST, "罗依依", _TWO, _at(2026, 3, 17, 15, 20), "达成靠禾川智造一家。二季度先把其余客户的拜访补上。"),
)

NOTED = (
    Noted(
        *(_FOURTH, "华北", "硬件", _DIRECTOR, _at(2026, 1, 12, 10, 0)),
        *("老客户推迟扩产，硬件更新往后拖", "存量客户改谈维保加云订阅，硬件只保交期", "周雨桐"),
    ),
    Noted(
        *(_FOURTH, "华中", "硬件", _DIRECTOR, _at(2026, 1, 12, 10, 10)),
        *("朱明轩离职后交接慢，两次招标没跟上", "招标中的客户每周拜访一次", "高子墨"),
    ),
    Noted(
        *(_FOURTH, "西南", "软件", _DIRECTOR, _at(2026, 1, 12, 10, 25)),
        *("将近一半来自禾川智造，其余客户在减少", "一季度新开发 2 家机械制造客户", "罗依依"),
    ),
    Noted(
        *(_FOURTH, "华南", "服务", _DIRECTOR, _at(2026, 1, 12, 10, 40)),
        *("续约集中在一季度，四季度空档", "到期前 60 天开始谈续约", "李思远"),
    ),
    Noted(
        *(_FIRST, "华北", "硬件", _DIRECTOR, _at(2026, 3, 17, 16, 0)),
        *("扩产仍未恢复，同行以租代售", "试两家以租代售，二季度定是否推广", "周雨桐"),
    ),
    Noted(
        *(_FIRST, "华中", "硬件", _DIRECTOR, _at(2026, 3, 17, 16, 10)),
        *("承诺的下一步多次没兑现，客户转向同行", "在谈客户由郑思齐陪访一轮", "高子墨"),
    ),
    Noted(
        *(_FIRST, "西南", "软件", _DIRECTOR, _at(2026, 3, 17, 16, 20)),
        *("超目标靠禾川智造二期，没有第二家", "二期交付前签下 2 家同类客户", "罗依依"),
    ),
    Noted(
        *(_FIRST, "华东", "云订阅", _DIRECTOR, _at(2026, 3, 17, 16, 35)),
        *("去年四季度集中签约，今年续约还没到期", "月度用量高的客户先谈扩容", "谢雨欣"),
    ),
)


def type_in(folder: Folder, company_name: str) -> None:
    """Types all of it into a store, as the pages would. Raises WriterBusy, StoreDamaged."""
    entries.set_policy(folder, {"company_name": company_name}, None, _DIRECTOR, _NAMED_AT)
    typed: list[tuple[datetime, Agreed | Advised | Noted]] = [(one.at, one) for one in (*AGREED, *ADVISED, *NOTED)]
    typed += [(one.settled_at, one) for one in AGREED if one.settled_at is not None]
    numbers: dict[Agreed, int] = {}
    for at, one in sorted(typed, key=lambda pair: pair[0]):
        match one:
            case Agreed() if one in numbers:
                agreements.settle(folder, numbers[one], one.is_done, one.author, at)
            case Agreed():
                numbers[one] = _agree(folder, one)
            case Advised():
                agreements.advise(folder, text_key(one.person), periods.parse(one.period), one.text, one.author, at)
            case Noted():
                _note(folder, one)


def _agree(folder: Folder, one: Agreed) -> int:
    wording = Wording(one.text, one.due_on, one.person)
    return agreements.agree(folder, text_key(one.person), periods.parse(one.period), wording, one.author, one.at)


def _note(folder: Folder, one: Noted) -> None:
    place = text_key(one.region), text_key(one.product_line), periods.parse(one.quarter)
    texts = {"problem": one.problem, "strategy": one.strategy, "owner": one.owner}
    notes.write(folder, place, texts, one.author, one.at)
