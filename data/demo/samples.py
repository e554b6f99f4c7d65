"""Small sample exports of April 2026, of one department, in both languages, with a few wrong lines as in real life."""

from pathlib import Path

from data.demo import company, files, tables
from data.demo.days import LAST
from data.demo.people import BY_NAME
from data.demo.records import Contact
from data.demo.tables import Row, Table

_DEPARTMENT = "大客户部"
_MONTH = LAST.replace(day=1)
_ENGLISH_HEADERS = {
    "记录编号": "record_id",
    "客户编号": "customer_id",
    "客户名称": "customer_name",
    "客户分级": "grade",
    "跟进时间": "followed_up_at",
    "记录时间": "logged_at",
    "跟进方式": "method",
    "沟通时长(分钟)": "duration_minutes",
    "高层对接": "with_executive",
    "跟进内容": "content",
    "下一步计划": "next_step",
    "计划日期": "next_step_on",
    "客户状态": "stage",
    "负责人": "owner",
    "月份": "month",
    "销售人员": "owner",
    "基础目标(元)": "base_amount",
    "挑战目标(元)": "challenge_amount",
    "新客户目标(家)": "new_customers",
    "拜访目标(次)": "visits",
    "客单价目标(元)": "revenue_per_customer",
    "复购率目标(%)": "repurchase_rate",
    "姓名": "owner",
    "工号": "employee_id",
    "所属部门": "department",
    "上级": "manager",
    "岗位": "role",
    "区域": "region",
    "邮箱": "email",
    "入职日期": "joined_on",
}
_ENGLISH_WORDS = {
    "拜访": "visit",
    "面谈": "visit",
    "上门": "visit",
    "电话": "call",
    "微信": "wechat",
    "邮件": "email",
    "其他": "other",
    "是": "yes",
    "否": "no",
    "A级": "A",
    "B级": "B",
    "C级": "C",
    "销售": "sales",
    "线索": "lead",
    "需求确认": "need",
    "方案": "proposal",
    "报价": "quote",
    "谈判": "negotiation",
    "成交": "won",
    "流失": "lost",
    "暂停": "paused",
    "销售经理": "sales manager",
}


def write_samples(folder: Path) -> list[Path]:
    """Writes the samples into `folder`, made if it is missing; returns them by name.

    They belong to the demo company's people and customers. Each wrong line is one that the import rejects; a file
    has fewer than 2 % of them, on its smallest amounts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = company.make()
    written = [
        files.write_csv(folder / "staff_2026-04.csv", _english(_staff()), "utf-8"),
        files.write_csv(folder / "客户信息档案_2026-04.csv", _customers(made)),
        files.write_csv(folder / "销售明细_2026-04.csv", _sales(made), "gb18030"),
        files.write_csv(folder / "回款记录_2026-04.csv", _payments(made), "utf-8-sig", ";"),
        files.write_csv(folder / "合同台账_2026-04.csv", _contracts(made), "gb18030", "\t"),
        files.write_csv(folder / "follow_ups_2026-04.csv", _follow_ups(made), "utf-8"),
        files.write_csv(folder / "targets_2026-04.csv", _english(_targets(made)), "utf-8"),
        files.write_csv(folder / "月度评价_2026-04.csv", _assessments()),
    ]
    return sorted(written)


def _is_ours(name: str) -> bool:
    return BY_NAME[name].works_in(LAST) == _DEPARTMENT


def _staff() -> Table:
    whole = tables.staff()
    return Table(whole.header, [row for row in whole.rows if _is_ours(row[0])])


def _customers(made: company.Company) -> Table:
    table = tables.customers([one for one in made.customers if _is_ours(one.owner(LAST))], LAST)
    return files.with_cells(table, {120: {"客户分级": "A+"}, 121: {"首次接触时间": "2025-13-01"}})


def _sales(made: company.Company) -> Table:
    ours = [one for one in made.orders if _MONTH <= one.ordered_on <= LAST and _is_ours(one.owner)]
    table = tables.sales(ours)
    wrong = ({"订单日期": "2026-02-30"}, {"销售额": "1,2O0.00"}, {"订单编号": ""}, {"应收日期": "2025-01-09"})
    return files.with_cells(table, dict(zip(_smallest(table, len(wrong)), wrong, strict=True)))


def _payments(made: company.Company) -> Table:
    owners = {one.order_id: one.owner for one in made.orders}
    ours = [
        one for one in made.payments if _MONTH <= one.paid_on <= LAST and one.order_id in owners and _is_ours(owners[one.order_id])
    ]
    table = tables.payments(ours, first=90001)
    wrong: tuple[dict[str, str], ...] = ({"回款日期": "4月17日"}, {"回款金额": "约3000"})
    return files.with_cells(table, dict(zip(_smallest(table, len(wrong)), wrong, strict=True)))


def _smallest(table: Table, count: int) -> list[int]:
    """The places of the smallest positive amounts, in order of place."""
    amount = next(place for place, name in enumerate(table.header) if name in {"销售额(元)", "回款金额(元)"})
    positive = [place for place, row in enumerate(table.rows) if not row[amount].startswith("-")]
    return sorted(sorted(positive, key=lambda place: (float(table.rows[place][amount]), place))[:count])


def _contracts(made: company.Company) -> Table:
    return tables.contracts(
        one for one in made.contracts if _MONTH <= one.signed_on <= LAST and _is_ours(one.customer.owner(one.signed_on))
    )


def _follow_ups(made: company.Company) -> Table:
    ours = [one for one in made.contacts if _is_in_sample(one)]
    table = _english(tables.follow_ups(ours, first=90001))
    wrong = {
        57: {"followed_up_at": "2026-04-31 10:00"},
        143: {"method": "fax"},
        260: {"customer_id": ""},
        318: {"duration_minutes": "half an hour"},
        401: {"next_step_on": "next week"},
    }
    return files.with_cells(table, wrong)


def _is_in_sample(one: Contact) -> bool:
    return one.at.date() >= _MONTH and _is_ours(one.owner)


def _targets(made: company.Company) -> Table:
    return tables.owner_targets(row for row in made.owner_targets if row.month == _MONTH and _is_ours(row.owner))


def _assessments() -> Table:
    whole = tables.assessments([_MONTH])
    return Table(whole.header, [row for row in whole.rows if _is_ours(row[1])])


def _english(table: Table) -> Table:
    """The table with English headers and words; columns without an English name here are left out."""
    kept = [place for place, name in enumerate(table.header) if name in _ENGLISH_HEADERS]

    def translated(row: Row) -> Row:
        return tuple(_ENGLISH_WORDS.get(row[place], row[place]) for place in kept)

    return Table(tuple(_ENGLISH_HEADERS[table.header[place]] for place in kept), [translated(row) for row in table.rows])
