"""The rule numbers of the company, typed, with the defaults of the definitions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from analytics.periods import Workdays

CollectionBasis = Literal["cash", "due", "cohort"]

GRADES = ("A", "B", "C")
METHODS = ("visit", "call", "wechat", "email", "other")
# Definitions §5, "by one of": a follow-up by another method does not count as a contact.
QUALIFYING_METHODS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"A": ("visit", "call"), "B": ("visit", "call", "wechat"), "C": METHODS}
)
STOCK_PHRASES = (
    *("客户有兴趣", "有意向", "再联系", "已跟进", "跟进中", "继续跟进", "保持联系", "持续跟进"),
    *("待跟进", "无", "暂无", "正常", "沟通顺利", "已沟通", "已联系", "已拜访", "电话沟通"),
    *("客户考虑中", "等客户回复", "interested", "follow up", "followed up", "will follow up"),
    *("keep in touch", "contacted", "no news", "ok", "done", "as usual"),
)


class PolicyError(ValueError):
    """A policy value that cannot be; `code` names the text that says so.

    Codes: `out_of_range` (of `field`: `least` to `most`), `not_a_choice`, `bands_not_descending`,
    `no_weight`, `unknown_timezone`, `not_a_currency`, `empty_word`.
    """

    def __init__(self, code: str, field: str, **values: object) -> None:
        super().__init__(f"{code}: {field} {values}")
        self.code = code
        self.field = field
        self.values = values


def _rule(unit: str, least: int | None = None, most: int | None = None) -> Mapping[str, object]:
    """Metadata of a rule that may change from a month on; whole or decimal, as the field is."""
    return MappingProxyType({"unit": unit, "least": least, "most": most, "dated": True})


def _fixed(unit: str, least: int | None = None, most: int | None = None) -> Mapping[str, object]:
    return MappingProxyType({"unit": unit, "least": least, "most": most, "dated": False})


_POINTS = _rule("points", 0, 100)
_DAYS = _rule("days", 1, 366)
_GAP = _rule("days", 0, 366)
_DATES = _fixed("dates")


@dataclass(frozen=True)
class Policy:
    """All rule numbers (definitions §4 and §5, design "The command line").

    Each field's metadata hold its `unit`, its range `least` to `most` if it is a number, and
    whether it is `dated`, that is may change from a month on.
    """

    weight_sales: Decimal = field(default=Decimal(40), metadata=_POINTS)
    weight_collection: Decimal = field(default=Decimal(20), metadata=_POINTS)
    weight_other: Decimal = field(default=Decimal(10), metadata=_POINTS)
    weight_qualitative: Decimal = field(default=Decimal(30), metadata=_POINTS)
    cap: Decimal = field(default=Decimal(100), metadata=_rule("points", 100, 200))
    band_excellent: Decimal = field(default=Decimal(90), metadata=_POINTS)
    band_good: Decimal = field(default=Decimal(80), metadata=_POINTS)
    band_needs_improvement: Decimal = field(default=Decimal(60), metadata=_POINTS)
    collection: CollectionBasis = field(default="cash", metadata=_rule("basis"))
    collection_target_pct: Decimal = field(default=Decimal(100), metadata=_rule("percent", 1, 1000))
    cadence_days_a: int = field(default=7, metadata=_DAYS)
    cadence_days_b: int = field(default=14, metadata=_DAYS)
    cadence_days_c: int = field(default=30, metadata=_DAYS)
    gap_days_a: int = field(default=3, metadata=_GAP)
    gap_days_b: int = field(default=7, metadata=_GAP)
    gap_days_c: int = field(default=15, metadata=_GAP)
    call_limit_minutes: int = field(default=30, metadata=_rule("minutes", 1, 1440))
    closed_stages: tuple[str, ...] = field(default=("lost", "paused"), metadata=_rule("stages"))
    stock_phrases: tuple[str, ...] = field(default=STOCK_PHRASES, metadata=_rule("phrases"))
    company_name: str = field(default="", metadata=_fixed("text"))
    currency: str = field(default="CNY", metadata=_fixed("currency_code"))
    timezone: str = field(default="Asia/Shanghai", metadata=_fixed("timezone_name"))
    fiscal_month: int = field(default=1, metadata=_fixed("month_of_year", 1, 12))
    holidays: frozenset[date] = field(default=frozenset(), metadata=_DATES)
    extra_workdays: frozenset[date] = field(default=frozenset(), metadata=_DATES)

    @property
    def workdays(self) -> Workdays:
        """Which days are worked (definitions §2)."""
        return Workdays(self.holidays, self.extra_workdays)

    def today(self, now: datetime) -> date:
        """The business day of an aware moment."""
        return now.astimezone(ZoneInfo(self.timezone)).date()

    def cadence_days(self, grade: str) -> int:
        """Days within which a customer of that grade is to be contacted (definitions §5)."""
        return {
            "A": self.cadence_days_a,
            "B": self.cadence_days_b,
            "C": self.cadence_days_c,
        }[grade]

    def gap_days(self, grade: str) -> int:
        """Least days between two touches of a customer of that grade (definitions §5)."""
        return {"A": self.gap_days_a, "B": self.gap_days_b, "C": self.gap_days_c}[grade]

    @property
    def weight_total(self) -> Decimal:
        """The sum of the four weights, which a score scales to 100."""
        return self.weight_sales + self.weight_collection + self.weight_other + self.weight_qualitative

    def validate(self) -> None:
        """PolicyError for the first field that is out of its range or at odds with another."""
        _check_ranges(self)
        _check_words(self)
        bands = (self.band_excellent, self.band_good, self.band_needs_improvement)
        if not bands[0] > bands[1] > bands[2]:
            raise PolicyError("bands_not_descending", "band_excellent", bands=bands)
        if not self.weight_total:
            raise PolicyError("no_weight", "weight_sales")


def _check_ranges(policy: Policy) -> None:
    for rule in fields(policy):
        if rule.metadata["least"] is None:
            continue
        value, least, most = (
            getattr(policy, rule.name),
            rule.metadata["least"],
            rule.metadata["most"],
        )
        if not least <= value <= most:
            raise PolicyError("out_of_range", rule.name, value=value, least=least, most=most)


def _check_words(policy: Policy) -> None:
    if policy.collection not in get_args(CollectionBasis):
        choices = get_args(CollectionBasis)
        raise PolicyError("not_a_choice", "collection", value=policy.collection, choices=choices)
    for name in ("closed_stages", "stock_phrases"):
        if not all(word.strip() for word in getattr(policy, name)):
            raise PolicyError("empty_word", name)
    currency = policy.currency
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper()):
        raise PolicyError("not_a_currency", "currency", value=currency)
    try:
        ZoneInfo(policy.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise PolicyError("unknown_timezone", "timezone", value=policy.timezone) from problem


DEFAULT = Policy()
