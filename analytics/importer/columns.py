"""The frozen column specification of the eight datasets (definitions §1).

It drives the recognition of headers, the reading and checking of cells, the accepted Parquet files and so the
tables of the store, the template downloads and the page that documents the formats.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from types import MappingProxyType

import pyarrow as pa

MONEY = pa.decimal128(18, 4)


class Kind(Enum):
    """What a cell means; decides how it is read and as what it is stored."""

    ID = "id"
    NAME = "name"  # compared as a key: a second column `<name>_key` is stored
    TEXT = "text"  # at most 256 characters
    LONG_TEXT = "long_text"  # at most 4,000 characters; words such as "-" or 无 stay as written
    PHONE = "phone"
    DAY = "day"
    MOMENT = "moment"  # a second column `<name>_has_time` is stored
    MONTH = "month"
    QUARTER = "quarter"  # spread over three months, not stored itself
    AMOUNT = "amount"
    COUNT = "count"
    RATE = "rate"  # percent, 110 = 110 %
    SCORE = "score"  # 0 to 100
    MINUTES = "minutes"
    WHOLE = "whole"
    FLAG = "flag"
    CODE = "code"  # a closed list; anything else is rejected
    OPEN_CODE = "open_code"  # a list whose other words are kept as written
    ALIASES = "aliases"  # several names, separated by ; or 、


NUMBERS = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.RATE, Kind.SCORE, Kind.MINUTES})
KEYED = frozenset({Kind.NAME, Kind.ALIASES})

_ARROW = {
    Kind.DAY: pa.date32(),
    Kind.MOMENT: pa.timestamp("us"),
    Kind.MONTH: pa.date32(),
    Kind.WHOLE: pa.int64(),
    Kind.FLAG: pa.bool_(),
} | dict.fromkeys(NUMBERS, MONEY)


def text_key(text: str) -> str:
    """The form under which names are compared: width, case, blanks and invisible characters do not count (bad-input 61, 62)."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if not (c.isspace() or unicodedata.category(c) in {"Cf", "Cc", "Zs"}))


_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")


def header_key(header: str) -> str:
    """A header as it is matched: half-width, folded, without a unit in brackets, blanks, `_` and `-`."""
    folded = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[_\-]", "", text_key(_BRACKETS.sub("", folded)))


METHODS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "visit": ("visit", "onsite", "on-site", "meeting", "face to face", "面谈", "拜访", "上门", "上门拜访", "客户拜访"),
        "call": ("call", "phone", "phone call", "telephone", "电话", "通话", "电话沟通", "电话跟进"),
        "wechat": ("wechat", "weixin", "微信", "企业微信"),
        "email": ("email", "e-mail", "mail", "邮件", "电子邮件"),
        "other": ("other", "其他", "其它"),
    }
)
GRADES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        grade: (grade, f"{grade}级", f"{grade}类", f"{grade}类客户", f"{grade}级客户", f"grade {grade}", chinese, f"{chinese}级")
        for grade, chinese in (("A", "甲"), ("B", "乙"), ("C", "丙"))
    }
)
LEVELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"high": ("high", "高"), "medium": ("medium", "mid", "中", "中等"), "low": ("low", "低")}
)
STAGES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "lead": ("lead", "线索"),
        "need": ("need", "需求确认"),
        "proposal": ("proposal", "方案"),
        "quote": ("quote", "报价"),
        "negotiation": ("negotiation", "谈判"),
        "won": ("won", "成交"),
        "lost": ("lost", "流失"),
        "paused": ("paused", "暂停"),
    }
)
ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType({"sales": ("sales", "销售", "销售代表", "业务员", "客户经理", "rep")})


@dataclass(frozen=True)
class Column:
    """One column: its stored name, meaning, the headers it is known by (the first is the main Chinese one)."""

    name: str
    kind: Kind
    aliases: tuple[str, ...]
    is_required: bool = False
    may_be_empty: bool = False  # required as a column, yet an empty cell is accepted with a warning (owner)
    codes: Mapping[str, tuple[str, ...]] | None = None

    @cached_property
    def header_keys(self) -> frozenset[str]:
        return frozenset(header_key(alias) for alias in (self.name, *self.aliases))

    @property
    def is_stored(self) -> bool:
        return self.kind is not Kind.QUARTER

    @property
    def is_keyed(self) -> bool:
        return self.kind in KEYED or self.name == "employee_id"

    @property
    def arrow_type(self) -> pa.DataType:
        return _ARROW.get(self.kind, pa.string())

    @property
    def code_keys(self) -> dict[str, str]:
        """Every spelling of a code, as a key, with the code it stands for."""
        return {text_key(word): code for code, words in (self.codes or {}).items() for word in (code, *words)}


@dataclass(frozen=True)
class Dataset:
    """One dataset: its columns in the order of definitions §1, its natural key and the day a row belongs to.

    `id_column` is a key of its own where it is given (record_id, payment_id …); otherwise rows are told apart by
    `key` and, where `is_counted`, by the n-th such row of one import. `line_column` joins the key when it is given.
    """

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    id_column: str | None = None
    line_column: str | None = None
    is_counted: bool = False
    day_column: str | None = None
    sum_column: str | None = None

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @property
    def stored_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_stored)

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.is_required)

    def missing(self, found: Iterable[str]) -> tuple[str, ...]:
        """The required columns that are not among `found`; for targets the alternatives of definitions §1 count."""
        there = set(found)
        gone = [name for name in self.required if name not in there]
        if self.name == "targets":
            gone += [] if there & {"month", "quarter"} else ["month"]
            gone += [] if "owner" in there or {"region", "product_line"} <= there else ["owner"]
        return tuple(gone)

    @property
    def schema(self) -> pa.Schema:
        """Of the accepted Parquet files; the store's table adds `import_id`."""
        fields = [pa.field(column.name, column.arrow_type) for column in self.stored_columns]
        fields += [pa.field(f"{c.name}_has_time", pa.bool_()) for c in self.stored_columns if c.kind is Kind.MOMENT]
        fields += [pa.field(f"{c.name}_key", pa.string()) for c in self.stored_columns if c.is_keyed]
        return pa.schema([*fields, ("row_key", pa.string()), ("place", pa.int64()), ("line", pa.int64())])


_CUSTOMER_ID = ("客户编号", "客户编码", "客户ID", "客户代码", "客户号", "customer no", "customer number", "customer code")
_CUSTOMER_NAME = ("客户名称", "客户", "客户名", "公司名称", "customer", "company", "company name")
_OWNER = (
    *("负责人", "销售人员", "业务员", "姓名", "销售", "销售代表", "客户经理", "跟进人"),
    *("salesperson", "sales person", "sales rep", "rep", "name of owner", "account owner", "sales owner"),
)
_REGION = ("区域", "大区", "地区", "销售区域", "area", "sales region")
_PRODUCT_LINE = ("产品线", "产品类别", "产品类型", "产品", "product", "product type", "product category")
_CONTRACT_NO = ("合同编号", "合同号", "contract", "contract number", "contract id")
_ORDER_ID = ("订单编号", "订单号", "订单ID", "单号", "order", "order no", "order number")
_GRADE = ("客户分级", "客户等级", "客户级别", "分级", "等级", "customer grade")
_STAGE = ("客户状态", "客户阶段", "阶段", "状态", "status", "customer stage", "customer status")
_FIRST_CONTACT = ("首次接触时间", "首次接触日期", "首次联系时间", "首次联系日期", "first contact", "first contact date")
_INDUSTRY = ("行业类型", "行业", "所属行业", "sector")
_CONTACT = ("联系人", "contact person", "contact name")
_PHONE = ("联系方式", "联系电话", "电话", "手机", "手机号", "telephone", "mobile", "phone number")
_MONTH = ("月份", "月度", "年月", "目标月份", "评价月份", "period")


def _column(name: str, kind: Kind, *aliases: str, codes: Mapping[str, tuple[str, ...]] | None = None) -> Column:
    return Column(name, kind, aliases, codes=codes)


def _required(name: str, kind: Kind, *aliases: str, codes: Mapping[str, tuple[str, ...]] | None = None) -> Column:
    return Column(name, kind, aliases, is_required=True, codes=codes)


def _owner_or_unassigned() -> Column:
    return Column("owner", Kind.NAME, _OWNER, is_required=True, may_be_empty=True)


FOLLOW_UPS = Dataset(
    "follow_ups",
    (
        _column("record_id", Kind.ID, "记录编号", "记录ID", "跟进编号", "record", "record no"),
        _required("customer_id", Kind.ID, *_CUSTOMER_ID),
        _column("customer_name", Kind.TEXT, *_CUSTOMER_NAME, "name"),
        _column("industry", Kind.TEXT, *_INDUSTRY),
        _column("contact", Kind.TEXT, *_CONTACT),
        _column("phone", Kind.PHONE, *_PHONE),
        _column("grade", Kind.CODE, *_GRADE, codes=GRADES),
        _column("first_contact_on", Kind.DAY, *_FIRST_CONTACT),
        _required(
            *("followed_up_at", Kind.MOMENT, "最近跟进时间", "跟进时间", "跟进日期", "最近跟进日期"),
            *("follow up date", "follow up time", "followed up on", "follow up at"),
        ),
        _column("logged_at", Kind.MOMENT, "记录时间", "录入时间", "登记时间", "logged on", "created at", "recorded at"),
        _required("method", Kind.CODE, "跟进方式", "方式", "沟通方式", "follow up method", "channel", codes=METHODS),
        _column("duration_minutes", Kind.MINUTES, "沟通时长", "时长", "通话时长", "duration", "minutes"),
        _column("with_executive", Kind.FLAG, "高层对接", "是否高层对接", "executive", "executive touch"),
        _column("objective", Kind.LONG_TEXT, "跟进目标", "目的", "goal", "purpose"),
        _column("content", Kind.LONG_TEXT, "跟进内容", "内容", "沟通内容", "notes", "follow up content"),
        _column("next_step", Kind.LONG_TEXT, "下一步计划", "下一步", "后续计划", "next action", "next steps"),
        _column("next_step_on", Kind.DAY, "计划日期", "下一步日期", "计划时间", "next step date", "next date", "promised on"),
        _column("stage", Kind.OPEN_CODE, *_STAGE, codes=STAGES),
        _owner_or_unassigned(),
    ),
    key=("customer_id", "owner", "followed_up_at", "method"),
    id_column="record_id",
    is_counted=True,
    day_column="followed_up_at",
)

CUSTOMERS = Dataset(
    "customers",
    (
        _required("customer_id", Kind.ID, *_CUSTOMER_ID),
        _column("name", Kind.TEXT, *_CUSTOMER_NAME, "customer_name"),
        _column("industry", Kind.TEXT, *_INDUSTRY),
        _column("region", Kind.NAME, *_REGION),
        _column("contact", Kind.TEXT, *_CONTACT),
        _column("phone", Kind.PHONE, *_PHONE),
        _column("pain_points", Kind.LONG_TEXT, "需求痛点", "痛点", "需求", "pain point", "needs"),
        _column("budget_range", Kind.TEXT, "预算范围", "预算", "budget"),
        _column("decision_chain", Kind.LONG_TEXT, "决策链", "决策流程", "decision makers"),
        _column("value", Kind.CODE, "价值", "客户价值", "customer value", codes=LEVELS),
        _column("potential", Kind.CODE, "潜力", "客户潜力", "customer potential", codes=LEVELS),
        _column("grade", Kind.CODE, *_GRADE, codes=GRADES),
        _column("stage", Kind.OPEN_CODE, *_STAGE, codes=STAGES),
        _column("owner", Kind.NAME, *_OWNER),
        _column("first_contact_on", Kind.DAY, *_FIRST_CONTACT),
        _column("reviewed_on", Kind.DAY, "复盘日期", "最近复盘日期", "复盘时间", "review date", "last reviewed on"),
    ),
    key=("customer_id",),
)

SALES = Dataset(
    "sales",
    (
        _required("order_id", Kind.ID, *_ORDER_ID),
        _column("line_no", Kind.WHOLE, "行号", "订单行号", "明细行号", "line", "line number", "row id"),
        _column("contract_no", Kind.ID, *_CONTRACT_NO),
        _required(
            "ordered_on", Kind.DAY, "订单日期", "下单日期", "销售日期", "成交日期", "日期", "order date", "sale date", "date"
        ),
        _required("customer_id", Kind.ID, *_CUSTOMER_ID),
        _column("customer_name", Kind.TEXT, *_CUSTOMER_NAME, "name"),
        _owner_or_unassigned(),
        _column("region", Kind.NAME, *_REGION),
        _column("product_line", Kind.NAME, *_PRODUCT_LINE),
        _required(
            "amount", Kind.AMOUNT, "销售额", "金额", "销售金额", "实际销售额", "订单金额", "sales amount", "net sales", "revenue"
        ),
        _column("due_on", Kind.DAY, "应收日期", "应收日", "到期日", "应付日期", "due date", "payment due"),
    ),
    key=("order_id", "customer_id", "ordered_on"),
    line_column="line_no",
    is_counted=True,
    day_column="ordered_on",
    sum_column="amount",
)

PAYMENTS = Dataset(
    "payments",
    (
        _required("payment_id", Kind.ID, "回款编号", "回款单号", "收款编号", "收款单号", "payment", "payment no", "receipt no"),
        _column("order_id", Kind.ID, *_ORDER_ID),
        _column("contract_no", Kind.ID, *_CONTRACT_NO),
        _column("customer_id", Kind.ID, *_CUSTOMER_ID),
        _required("paid_on", Kind.DAY, "回款日期", "收款日期", "到账日期", "日期", "payment date", "received on", "date"),
        _required("amount", Kind.AMOUNT, "回款金额", "收款金额", "到账金额", "回款额", "金额", "payment amount", "paid amount"),
    ),
    key=("payment_id",),
    id_column="payment_id",
    day_column="paid_on",
    sum_column="amount",
)

CONTRACTS = Dataset(
    "contracts",
    (
        _required("contract_no", Kind.ID, *_CONTRACT_NO),
        _required("customer_id", Kind.ID, *_CUSTOMER_ID),
        _required(
            "signed_on", Kind.DAY, "签订日期", "签约日期", "签署日期", "合同日期", "signing date", "signed date", "contract date"
        ),
        _required("amount", Kind.AMOUNT, "合同金额", "合同额", "签约金额", "金额", "contract amount", "contract value"),
        _column("owner", Kind.NAME, *_OWNER),
    ),
    key=("contract_no",),
    day_column="signed_on",
    sum_column="amount",
)

TARGETS = Dataset(
    "targets",
    (
        _column("month", Kind.MONTH, *_MONTH),
        _column("quarter", Kind.QUARTER, "季度", "目标季度"),
        _column("owner", Kind.NAME, *_OWNER),
        _column("region", Kind.NAME, *_REGION),
        _column("product_line", Kind.NAME, *_PRODUCT_LINE),
        _required(
            "base_amount",
            Kind.AMOUNT,
            "目标销售额",
            "基础目标",
            "销售目标",
            "目标",
            "目标金额",
            "base target",
            "target",
            "target amount",
        ),
        _column("challenge_amount", Kind.AMOUNT, "挑战目标", "冲刺目标", "挑战目标金额", "challenge target", "stretch target"),
        _column("new_customers", Kind.COUNT, "新客户目标", "新客户开发目标", "new customer target"),
        _column("visits", Kind.COUNT, "拜访目标", "客户拜访目标", "visit target"),
        _column("revenue_per_customer", Kind.AMOUNT, "客单价目标", "客单价", "revenue per customer target"),
        _column("repurchase_rate", Kind.RATE, "复购率目标", "复购率", "repurchase target", "repurchase rate target"),
    ),
    key=("month", "owner", "region", "product_line"),
    day_column="month",
    sum_column="base_amount",
)

ASSESSMENTS = Dataset(
    "assessments",
    (
        _required("month", Kind.MONTH, *_MONTH),
        _required("owner", Kind.NAME, *_OWNER),
        _column("satisfaction", Kind.SCORE, "客户满意度", "满意度", "customer satisfaction"),
        _column("process", Kind.SCORE, "流程规范性", "流程规范", "process compliance"),
        _column("teamwork", Kind.SCORE, "团队协作", "协作", "team work"),
    ),
    key=("month", "owner"),
    day_column="month",
)

STAFF = Dataset(
    "staff",
    (
        _required("owner", Kind.NAME, "姓名", *_OWNER, "name", "employee", "employee name"),
        _column("employee_id", Kind.ID, "工号", "员工编号", "employee no", "staff id"),
        _column("aliases", Kind.ALIASES, "别名", "曾用名", "alias", "also known as"),
        _column("department", Kind.NAME, "所属部门", "部门", "dept", "team"),
        _column("manager", Kind.NAME, "上级", "直属上级", "主管", "supervisor", "reports to"),
        _column("role", Kind.OPEN_CODE, "岗位", "职位", "角色", "title", "position", codes=ROLES),
        _column("region", Kind.NAME, *_REGION),
        _column("email", Kind.TEXT, "邮箱", "电子邮箱", "e-mail", "mail"),
        _column("joined_on", Kind.DAY, "入职日期", "入职时间", "开始日期", "join date", "start date", "from"),
        _column("left_on", Kind.DAY, "离职日期", "离职时间", "结束日期", "leave date", "end date", "to"),
    ),
    key=("owner", "joined_on"),
)

DATASETS: Mapping[str, Dataset] = MappingProxyType(
    {dataset.name: dataset for dataset in (FOLLOW_UPS, CUSTOMERS, SALES, PAYMENTS, CONTRACTS, TARGETS, ASSESSMENTS, STAFF)}
)
