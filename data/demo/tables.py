"""Rows of each dataset as the demo company's systems export them, all values as text."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from data.demo import people
from data.demo.customers import Customer
from data.demo.ledger import Payment
from data.demo.orders import Contract, Order
from data.demo.people import PEOPLE
from data.demo.plan import CellTarget, OwnerTarget
from data.demo.records import Contact, stage_on

Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A header and its rows, each as long as the header."""

    header: Row
    rows: list[Row]


def text(value: object) -> str:
    """A value as written in a file: ISO days, moments to the minute, None empty."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def money(cents: int) -> str:
    """Cents as an amount with two decimals."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def staff() -> Table:
    header = ("姓名", "工号", "别名", "所属部门", "上级", "岗位", "区域", "邮箱", "入职日期", "离职日期")
    return Table(header, [tuple(map(text, row)) for row in people.staff_rows()])


def customers(found: Iterable[Customer], day: date) -> Table:
    """The profiles of the customers known on a day, with owner, grade and stage of that day."""
    header = (
        *("客户编号", "客户名称", "行业类型", "区域", "联系人", "联系方式", "需求痛点", "预算范围", "决策链"),
        *("价值", "潜力", "客户分级", "客户状态", "负责人", "首次接触时间", "复盘日期"),
    )
    known = [one for one in found if one.first_contact_on <= day]
    return Table(header, [_profile(one, day) for one in known])


def _profile(one: Customer, day: date) -> Row:
    stage = one.closed[1] if one.closed and one.closed[0] <= day else stage_on(one, day)
    first_contact_on = None if one.never_contacted and one.size < 0.4 else one.first_contact_on
    fields = (
        *(one.customer_id, one.name, one.industry, one.region, one.contact, one.phone, one.pains, one.budget, one.chain),
        *(one.value, one.potential, one.grade(day), "线索" if one.never_contacted else stage, one.owner(day)),
        *(first_contact_on, one.reviewed_on),
    )
    return tuple(map(text, fields))


def sales(found: Iterable[Order]) -> Table:
    """Order lines; a few lack region, product line or owner, and one person signs with an English name at first."""
    header = (
        *("订单编号", "行号", "合同编号", "订单日期", "客户编号", "客户名称"),
        *("销售人员", "区域", "产品线", "销售额(元)", "应收日期"),
    )
    return Table(header, [row for order in found for row in _order_lines(order)])


def _order_lines(order: Order) -> list[Row]:
    chance = random.Random(order.order_id).random()
    owner = "Sofia Hu" if order.owner == "胡可欣" and order.ordered_on.year == 2024 else order.owner
    region = "" if 0.40 < chance < 0.43 else order.customer.region
    return [
        (
            *(order.order_id, str(line_no), order.contract_no, order.ordered_on.isoformat()),
            *(order.customer.customer_id, order.customer.name, "" if chance < 0.0006 else owner, region),
            *("" if chance > 0.9996 else product_line, money(cents), order.due_on.isoformat()),
        )
        for line_no, product_line, cents in order.lines
    ]


def contracts(found: Iterable[Contract]) -> Table:
    header = ("合同编号", "客户编号", "签订日期", "合同金额(元)", "负责人")
    rows: list[Row] = [
        (one.contract_no, one.customer.customer_id, one.signed_on.isoformat(), money(one.cents), one.owner) for one in found
    ]
    return Table(header, rows)


def payments(found: Iterable[Payment], first: int = 1) -> Table:
    header = ("回款编号", "订单编号", "合同编号", "客户编号", "回款日期", "回款金额(元)")
    rows: list[Row] = [
        (
            *(f"HK{one.paid_on:%y%m}{place:05d}", one.order_id, one.contract_no, one.customer_id),
            *(one.paid_on.isoformat(), money(one.cents)),
        )
        for place, one in enumerate(found, start=first)
    ]
    return Table(header, rows)


def follow_ups(found: Iterable[Contact], first: int = 1) -> Table:
    header = (
        *("记录编号", "客户编号", "客户名称", "联系人", "联系方式", "客户分级", "跟进时间", "记录时间", "跟进方式"),
        *("沟通时长(分钟)", "高层对接", "跟进目标", "跟进内容", "下一步计划", "计划日期", "客户状态", "负责人"),
    )
    return Table(header, [_follow_up(one, place) for place, one in enumerate(found, start=first)])


def _follow_up(one: Contact, place: int) -> Row:
    customer, day = one.customer, one.at.date()
    fields = (
        *(f"GJ{one.at:%y%m}-{place:05d}", customer.customer_id, customer.name, customer.contact, customer.phone),
        *(f"{customer.grade(day)}级", one.at, one.logged_at, one.method, one.minutes),
        *("是" if one.executive else "否", one.objective, one.content, one.next_step),
        *(one.promised_on if one.is_typed else None, one.stage, one.owner),
    )
    return tuple(map(text, fields))


def owner_targets(found: Iterable[OwnerTarget]) -> Table:
    header = (
        *("月份", "销售人员", "基础目标(元)", "挑战目标(元)"),
        *("新客户目标(家)", "拜访目标(次)", "客单价目标(元)", "复购率目标(%)"),
    )
    return Table(header, _months(found))


def cell_targets(found: Iterable[CellTarget]) -> Table:
    return Table(("月份", "区域", "产品线", "基础目标(元)", "挑战目标(元)"), _months(found))


def _months(found: Iterable[OwnerTarget | CellTarget]) -> list[Row]:
    return [(text(month)[:7], *map(text, others)) for month, *others in found]


def assessments(months: Iterable[date]) -> Table:
    """Monthly marks; the process was marked by hand in 2024 only, later it is computed from the records."""
    header = ("月份", "姓名", "客户满意度", "流程规范性", "团队协作")
    return Table(
        header,
        [
            (text(month)[:7], person.name, *_marks(person.name, person.skill, month))
            for month in months
            for person in PEOPLE
            if person.works_in(month)
        ],
    )


def _marks(name: str, skill: float, month: date) -> Row:
    usual, chance = random.Random(name), random.Random(f"{name} {month}")
    satisfaction = 84 + 8 * skill + usual.uniform(-6, 4) + chance.gauss(0, 2.5)
    teamwork = usual.uniform(76, 96) + chance.gauss(0, 2)
    process = str(round(chance.uniform(80, 96))) if month.year == 2024 else ""
    return f"{min(satisfaction, 99.5):.1f}", process, f"{min(teamwork, 99):.0f}"
