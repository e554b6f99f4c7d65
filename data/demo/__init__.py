"""The demo company: a believable Chinese company of 24 people, 18 months of data up to 24 March 2026.

Seeded and deterministic: two runs write the same bytes. The files go through the product's own import, in the order
in which `write` returns them; what its people typed goes through the product's own writers. It is invented from end to end.

It tells six stories, each found within three clicks from the Overview:
- the star 宋清扬 neglects A customers;
- the region 西南 reaches its target by one customer, 禾川智造;
- 高子墨's promises break;
- 渠道一部 writes everything down on Friday;
- hardware declines;
- a group moved from 渠道二部 to 行业部 on 1 July 2025, and its figures with it.
"""

from datetime import date
from pathlib import Path

from analytics.folder import Folder
from data.demo import company, days, files, tables, typed
from data.demo.samples import write_samples

AS_OF = days.AS_OF
COMPANY_NAME = "澜岳智能"

__all__ = ["AS_OF", "COMPANY_NAME", "type_in", "write", "write_samples"]


def write(folder: Path) -> list[Path]:
    """Writes the demo company's files into `folder`, made if it is missing; returns them in the order of import.

    Nothing in them is dated after `AS_OF`, except plans (targets, next steps, due days). Twelve lines of the newest
    sales and follow-ups cannot be accepted, as in real life.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = company.make()
    return [
        files.write_xlsx(folder / "人员.xlsx", tables.staff()),
        files.write_csv(folder / "客户信息档案.csv", tables.customers(made.customers, AS_OF)),
        *_targets(folder, made),
        files.write_csv(folder / "月度评价.csv", tables.assessments(days.months(end=date(2026, 2, 28)))),
        files.write_parquet(folder / "合同台账.parquet", tables.contracts(one for one in made.contracts if one.signed_on <= AS_OF)),
        *_sales(folder, made),
        files.write_csv(folder / "回款记录.csv", tables.payments(one for one in made.payments if one.paid_on <= AS_OF)),
        *_follow_ups(folder, made),
    ]


def type_in(folder: Folder) -> None:
    """Types the company's name and what its people agreed, advised and noted into a store that holds the files of `write`."""
    typed.type_in(folder, COMPANY_NAME)


def _targets(folder: Path, made: company.Company) -> list[Path]:
    last = AS_OF.replace(day=1)
    owners = [row for row in made.owner_targets if row.month <= last]
    cells = [row for row in made.cell_targets if row.month <= last]
    return [
        files.write_csv(folder / "目标_销售人员.csv", tables.owner_targets(owners)),
        files.write_csv(folder / "目标_区域产品线.csv", tables.cell_targets(cells), encoding="gb18030"),
    ]


def _sales(folder: Path, made: company.Company) -> list[Path]:
    before = tables.sales(one for one in made.orders if one.ordered_on.year < 2026)
    newest = tables.sales(one for one in made.orders if date(2026, 1, 1) <= one.ordered_on <= AS_OF)
    wrong = {
        318: files.altered(newest, 318, {"订单编号": "SO2602-9001", "订单日期": "2026-02-30"}),
        902: files.altered(newest, 902, {"订单编号": "SO2602-9002", "销售额": "1,2O0.00"}),
        1177: files.altered(newest, 1177, {"订单编号": ""}),
        1316: files.altered(newest, 1316, {"订单编号": "SO2603-9003", "应收日期": "2025-01-09"}),
        1317: files.altered(newest, 1317, {"订单编号": "SO2603-9004", "应收日期": "2025-01-09"}),
    }
    return [
        files.write_csv(folder / "销售明细_2024-2025.csv", before),
        files.write_csv(folder / "销售明细_2026年一季度.csv", files.with_lines(newest, wrong)),
    ]


def _follow_ups(folder: Path, made: company.Company) -> list[Path]:
    known = [one for one in made.contacts if one.at.date() <= AS_OF]
    cuts = [sum(one.at.date() < cut for one in known) for cut in (date(2025, 7, 1), date(2026, 1, 1))]
    first, second, newest = known[: cuts[0]], known[cuts[0] : cuts[1]], tables.follow_ups(known[cuts[1] :], cuts[1] + 1)
    wrong = {
        210: files.altered(newest, 210, {"记录编号": "GJ2601-90001", "跟进时间": "2026-02-29 10:00"}),
        655: files.altered(newest, 655, {"记录编号": "GJ2601-90002", "跟进方式": "传真"}),
        1204: files.altered(newest, 1204, {"记录编号": "GJ2601-90003", "客户编号": ""}),
        2210: files.altered(newest, 2210, {"记录编号": "GJ2602-90004", "客户分级": "D级"}),
        3055: files.altered(newest, 3055, {"记录编号": "GJ2602-90005", "沟通时长": "半小时"}),
        4120: files.altered(newest, 4120, {"记录编号": "GJ2603-90006", "高层对接": "待定"}),
        4507: files.altered(newest, 4507, {"记录编号": "GJ2603-90007", "计划日期": "下周"}),
    }
    return [
        files.write_csv(folder / "跟进记录_2024-10至2025-06.csv", tables.follow_ups(first)),
        files.write_csv(folder / "跟进记录_2025年下半年.csv", tables.follow_ups(second, cuts[0] + 1)),
        files.write_csv(folder / "跟进记录_2026年一季度.csv", files.with_lines(newest, wrong)),
    ]
