"""The template's two computed tables, in its headers and order: monthly scorecards, quarterly summary; as xlsx and csv.

Figures are rounded as a page shows them: percentages and scores half-up at one decimal. What is absent is an empty cell.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from analytics import advice, agreements, loaded, numbers, people, periods, quarterly, scorecards
from analytics.exports.sheets import Column, Sheet
from analytics.importer.columns import text_key
from analytics.messages import advice_sentence
from analytics.periods import Period
from analytics.quarterly import Line
from analytics.queries import Query
from analytics.reports import ReportError, Row
from analytics.sales import SalesRow
from analytics.scorecards import Scorecard
from analytics.texts import translator

# The headers of the template are a format, the same in every language; {unit} is the currency's.
SCORECARDS: tuple[Column, ...] = (
    Column("销售人员", "text"),
    Column("所属部门", "text"),
    Column("评估周期", "text"),
    Column("目标销售额({unit})", "amount"),
    Column("实际销售额({unit})", "amount"),
    Column("达成率(%)", "percent"),
    Column("新客户开发数量(家)", "count"),
    Column("客户拜访次数(次)", "count"),
    Column("回款率(%)", "percent"),
    Column("客户满意度(分)", "points"),
    Column("综合评分(分)", "score"),
    Column("绩效等级", "text"),
    Column("改进建议", "long_text"),
)
QUARTERLY: tuple[Column, ...] = (
    Column("季度", "text"),
    Column("区域/产品线", "text"),
    Column("目标销售额({unit})", "amount"),
    Column("实际销售额({unit})", "amount"),
    Column("达成率(%)", "percent"),
    Column("环比增长率(%)", "growth"),
    Column("主要贡献客户(前3名)", "long_text"),
    Column("存在问题", "long_text"),
    Column("优化策略", "long_text"),
    Column("负责人", "text"),
)


QUARTERLY_TITLE = "季度销售业绩汇总分析表"


def build(query: Query, name: str, period: str | None = None, as_of: date | None = None, owner: str | None = None) -> Sheet:
    """`scorecards` or `quarterly`, by default of the period first shown; `owner`: only that person's rows.

    ReportError as of reports, and `unknown_owner` (name), for a person who does not stand there.
    """
    day = as_of or loaded.data_as_of(query)
    if day is None:
        raise ReportError("no_as_of")
    shown = _period(query, name, period, day)
    sheet = TEMPLATES[name](query, shown, day, owner)
    unit = "元" if query.policy.currency == "CNY" else query.policy.currency
    columns = tuple(replace(column, header=column.header.format(unit=unit)) for column in sheet.columns)
    return replace(sheet, columns=columns, company_name=query.policy.company_name)


def monthly_scorecards(query: Query, period: Period, as_of: date, owner: str | None = None) -> Sheet:
    """月度销售绩效评估表: everybody who stands in the scorecards of the period, by name (definitions §3).

    The advice is the manager's, where one was written, else that of the rules (definitions §4).
    """
    cards = scorecards.table(query, "owner", period, as_of)
    if owner is not None:
        cards = _of_person(query, cards, owner)
    t = translator("zh")
    written = agreements.advice(query, period)
    computed = advice.advise_all(query, cards, as_of)
    rows: list[Row] = []
    for card, found in zip(cards, computed, strict=True):
        manager = written.get(card.key or "")
        texts = [manager.text] if manager else [advice_sentence(one, t, _money(query)) for one in found]
        rows.append(_scorecard_row(card, "".join([*texts, *_remark(card)]), as_of))
    title = "月度销售绩效评估表"
    provisional = frozenset(place for place, card in enumerate(cards) if card.score and card.score.is_provisional)
    return Sheet(title, SCORECARDS, rows, as_of, f"{title}_{period.code}", provisional_rows=provisional)


def quarterly_summary(query: Query, period: Period, as_of: date, owner: str | None = None) -> Sheet:
    """季度销售业绩汇总分析表: each region × product line of the period's quarters (definitions §6); `owner`: as typed there."""
    lines = [line for line in quarterly.table(query, period, as_of) if line.place.kind == "cell"]
    if owner is not None:
        lines = [line for line in lines if line.note and text_key(line.note.owner or "") == text_key(owner)]
        if not lines:
            raise ReportError("unknown_owner", name=owner)
    lines.sort(key=lambda line: line.quarter.begin)
    rows = [_quarterly_row(line, as_of) for line in lines]
    return Sheet(QUARTERLY_TITLE, QUARTERLY, rows, as_of, f"{QUARTERLY_TITLE}_{period.code}")


TEMPLATES: Mapping[str, Callable[[Query, Period, date, str | None], Sheet]] = MappingProxyType(
    {"scorecards": monthly_scorecards, "quarterly": quarterly_summary}
)


def _period(query: Query, name: str, code: str | None, as_of: date) -> Period:
    if code is None:
        return loaded.first_shown(query, as_of, "month" if name == "scorecards" else "quarter")
    try:
        period = periods.parse(code, query.policy.fiscal_month)
    except periods.PeriodError as problem:
        raise ReportError("not_a_period", value=code) from problem
    if name == "quarterly" and period.kind == "month":
        raise ReportError("key_longer_than_period", key="quarter", period=code)
    return period


def _of_person(query: Query, cards: Iterable[Scorecard], name: str) -> tuple[Scorecard, ...]:
    """By name, alias, employee id, or as shown."""
    person = people.load(query).person(text_key(name))
    found = tuple(card for card in cards if card.key is not None and (card.key == person or card.owner == name))
    if not found:
        raise ReportError("unknown_owner", name=name)
    return found


def _scorecard_row(card: Scorecard, text: str, as_of: date) -> Row:
    t = translator("zh")
    row, score = card.sales, card.score
    return (
        card.owner or t("template.unassigned"),
        card.department or t("template.unassigned"),
        _label(row, as_of),
        *(row.base.target, row.actual, _one_decimal(row.base.attainment_pct)),
        *(card.new_customers.actual, card.visits.actual, _one_decimal(card.collection.pct), _one_decimal(card.satisfaction)),
        *(score.value if score else None, t("template.band." + score.band) if score and score.band else None, text or None),
    )


def _quarterly_row(line: Line, as_of: date) -> Row:
    t = translator("zh")
    row, note = line.sales, line.note
    growth = row.growth.pct if row.growth else None
    return (
        _label(row, as_of),
        f"{row.region or t('template.unassigned')}-{row.product_line or t('template.unassigned')}",
        *(row.base.target, row.actual, _one_decimal(row.base.attainment_pct), _one_decimal(growth)),
        "、".join(buyer.customer_name or buyer.customer_id for buyer in line.top) or None,
        *((note.problem, note.strategy, note.owner) if note else (None, None, None)),
    )


def _label(row: SalesRow, as_of: date) -> str:
    """The period as 2024年3月, 2024年Q1; up to which day, and without which months, where it is not whole."""
    t, period = translator("zh"), row.period
    values = {"year": period.begin.year, "month": period.begin.month}
    if period.kind != "month":
        values = {"year": int(period.code[:4]), "quarter": int(period.code[-1])}
    label = period.code if period.kind == "span" else t("template." + period.kind, **values)
    if row.is_partial:
        label = t("template.partial", period=label, day=as_of)
    missing = "、".join(f"{month:%Y-%m}" for month in row.missing_months)
    return t("template.missing", period=label, months=missing) if missing else label


def _remark(card: Scorecard) -> list[str]:
    """What the reader must know of the score: that it is provisional, or why there is none."""
    if card.score is None or not card.score.is_provisional:
        return []
    t = translator("zh")
    covered = f"{numbers.plain(numbers.half_up(card.score.covered_pct, 1))}%"
    key = "template.no_score" if card.score.value is None else "template.provisional"
    return [t(key, covered_pct=covered)]


def _one_decimal(value: Decimal | None) -> Decimal | None:
    return None if value is None else numbers.half_up(value, 1)


def _money(query: Query) -> Callable[[Decimal], str]:
    """Whole units with thousands, as advice names amounts."""
    currency, t = query.policy.currency, translator("zh")

    def money(amount: Decimal) -> str:
        text = f"{numbers.half_up(amount, 0):,}"
        return t("advice.money_cny", amount=text) if currency == "CNY" else t("advice.money", amount=text, currency=currency)

    return money
