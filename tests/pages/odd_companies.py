"""Companies at the edges of what the pages must bear, as files of the import (csv, today is 31 March 2024)."""

from collections.abc import Iterable

from tests.pages.company import LONG_NAME, ONE_MONTH

WIDE_REGIONS, WIDE_LINES = 40, 60
CROWD = 2_000
NAMESAKE = "李娜"
LATIN_NAME = "Wolfeschlegelsteinhausenbergerdorffwelch"  # 40 letters without a blank

_SALES = "订单编号,订单日期,客户编号,客户名称,销售人员,区域,产品线,销售额"
_OWNER_TARGETS = "月份,负责人,目标销售额,挑战目标,拜访目标"
_FOLLOW_UPS = "客户编号,客户名称,客户分级,跟进时间,跟进方式,跟进内容,下一步计划,计划日期,负责人"


def lines(header: str, rows: Iterable[str]) -> str:
    """A file of a header and its rows."""
    return "\n".join([header, *rows, ""])


ONE_PERSON = {
    "人员": lines("姓名,所属部门", ["王五,渠道部"]),
    "目标": lines(_OWNER_TARGETS, [f"2024-{month:02},王五,100000,120000,2" for month in (1, 2, 3)]),
    "销售": lines(_SALES, [f"S{month},2024-{month:02}-05,C1,甲公司,王五,华东,软件,{month * 40000}" for month in (1, 2, 3)]),
    "回款": lines("回款编号,订单编号,回款日期,回款金额", ["P1,S1,2024-02-20,40000", "P2,S3,2024-03-20,60000"]),
    "评价": lines("月份,姓名,客户满意度,流程规范性,团队协作", ["2024-03,王五,91,88,84"]),
    "跟进": lines(_FOLLOW_UPS, ["C1,甲公司,A,2024-03-01 10:00,拜访,确认二期范围和付款节点,寄出合同,2024-03-05,王五"]),
}

NO_TARGETS = {
    "人员": lines("姓名,所属部门", ["王五,渠道部", "赵六,行业部"]),
    "销售": lines(
        _SALES,
        [
            f"S{month}{place},2024-{month:02}-05,C{place},客户{place},{name},{region},软件,{month * 1000 + place}"
            for month in (1, 2, 3)
            for place, (name, region) in enumerate([("王五", "华东"), ("赵六", "华南")])
        ],
    ),
}

ALL_PROVISIONAL = {
    "目标": lines("月份,负责人,目标销售额", ["2024-03,王五,100000", "2024-03,赵六,80000"]),
    "销售": lines(
        _SALES,
        ["S1,2024-03-04,C1,甲公司,王五,华东,软件,90000", "S2,2024-03-29,C2,乙公司,赵六,华南,硬件,40000"],
    ),
    "评价": lines("月份,姓名,客户满意度,流程规范性,团队协作", ["2024-03,王五,91,88,84", "2024-03,赵六,80,70,75"]),
}

NO_SCORE = {name: content for name, content in ALL_PROVISIONAL.items() if name != "评价"}

RETURNS_ONLY = {
    "人员": lines("姓名,所属部门", ["王五,渠道部"]),
    "目标": lines("月份,负责人,目标销售额", ["2024-03,王五,100000"]),
    "销售": lines(_SALES, ["R1,2024-03-04,C1,甲公司,王五,华东,软件,-5000", "R2,2024-03-29,C2,乙公司,王五,华南,软件,-700"]),
    "回款": lines("回款编号,订单编号,回款日期,回款金额", ["P1,R1,2024-03-20,-5000"]),
}

NAMESAKES = {
    "人员": lines(
        "姓名,工号,别名,所属部门,入职日期",
        [f"{NAMESAKE},E1,Lina,渠道部,2020-01-01", f"{NAMESAKE},E2,小李,行业部,2021-01-01"],
    ),
    "目标": lines("月份,负责人,目标销售额", ["2024-03,E1,100000", "2024-03,E2,50000"]),
    "销售": lines(
        _SALES,
        ["S1,2024-03-04,C1,甲公司,Lina,华东,软件,110000", "S2,2024-03-29,C2,乙公司,E2,华南,硬件,40000"],
    ),
    "跟进": lines(_FOLLOW_UPS, ["C1,甲公司,A,2024-03-01 10:00,电话,确认二期范围和付款节点,回访,2024-03-05,小李"]),
}

NOBODYS = {
    "销售": lines(_SALES, ["S1,2024-03-04,C1,甲公司,,,,9000", "S2,2024-03-29,C2,乙公司,,华南,,500"]),
    "跟进": lines(_FOLLOW_UPS, ["C1,甲公司,A,2024-03-01 10:00,电话,,,,"]),
}

LONG_NAMES = {
    "人员": lines("姓名,所属部门", [f"{LONG_NAME},{LONG_NAME[::-1]}", f"{LATIN_NAME},{LATIN_NAME[::-1]}"]),
    "目标": lines(
        "月份,区域,产品线,目标销售额",
        [f"2024-03,{LONG_NAME},{LONG_NAME[::-1]},100000", f"2024-03,{LATIN_NAME},{LATIN_NAME[::-1]},90000"],
    ),
    "个人目标": lines("月份,负责人,目标销售额", [f"2024-03,{LONG_NAME},100000", f"2024-03,{LATIN_NAME},90000"]),
    "销售": lines(
        _SALES,
        [
            f"S1,2024-03-04,C1,{LONG_NAME}公司,{LONG_NAME},{LONG_NAME},{LONG_NAME[::-1]},60000",
            f"S2,2024-03-29,C2,{LATIN_NAME} GmbH,{LATIN_NAME},{LATIN_NAME},{LATIN_NAME[::-1]},99000",
        ],
    ),
    "跟进": lines(
        _FOLLOW_UPS,
        [f"C1,{LONG_NAME}公司,A,2024-03-01 10:00,电话,{LONG_NAME * 3},{LONG_NAME},2024-03-05,{LATIN_NAME}"],
    ),
}


def _wide_sale(region: int, line: int) -> str:
    customer = region * line % 97
    day, amount = 1 + (region + line) % 31, 900 + region * line % 1013
    return f"S{region}-{line},2024-03-{day:02},C{customer},客户{customer},销售{region % 7},区域{region:02},产品{line:02},{amount}"


def _crowd_sale(n: int) -> str:
    customer = n % 977
    return f"S{n},2024-03-{1 + n % 31:02},C{customer},客户{customer},销售{n:04},区域{n % 6},产品{n % 4},{5000 + n * 37 % 11000}"


WIDE = {
    "目标": lines(
        "月份,区域,产品线,目标销售额",
        [
            f"2024-0{month},区域{region:02},产品{line:02},{1000 + region * line}"
            for month in (1, 2, 3)
            for region in range(WIDE_REGIONS)
            for line in range(WIDE_LINES)
        ],
    ),
    "销售": lines(_SALES, [_wide_sale(region, line) for region in range(WIDE_REGIONS) for line in range(WIDE_LINES)]),
}

CROWDED = {
    "人员": lines("姓名,所属部门", [f"销售{n:04},部门{n % 25:02}" for n in range(CROWD)]),
    "目标": lines(_OWNER_TARGETS, [f"2024-03,销售{n:04},{10000 + n},{12000 + n},{n % 5 + 1}" for n in range(CROWD)]),
    "销售": lines(_SALES, [_crowd_sale(n) for n in range(CROWD)]),
    "评价": lines(
        "月份,姓名,客户满意度,流程规范性,团队协作", [f"2024-03,销售{n:04},{60 + n % 40},{70 + n % 30},85" for n in range(CROWD)]
    ),
    "跟进": lines(
        _FOLLOW_UPS,
        [f"C{n % 977},客户{n % 977},{'ABC'[n % 3]},2024-03-{1 + n % 28:02} 10:00,拜访,,,,销售{n:04}" for n in range(CROWD)],
    ),
}

SMALL = {
    "one_person": ONE_PERSON,
    "one_month": ONE_MONTH,
    "no_targets": NO_TARGETS,
    "all_provisional": ALL_PROVISIONAL,
    "no_score": NO_SCORE,
    "returns_only": RETURNS_ONLY,
    "namesakes": NAMESAKES,
    "nobodys": NOBODYS,
    "long_names": LONG_NAMES,
}
LARGE = {"wide": WIDE, "crowded": CROWDED}
