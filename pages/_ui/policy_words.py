"""Policy values and months as a reader sees them."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from analytics import numbers, policies
from analytics.importer.columns import STAGES
from analytics.periods import month_of
from analytics.policies import Value
from analytics.texts import Translator
from pages._ui.formats import Formats

_DAY = timedelta(days=1)
_SHORTEST_RUN = 3
_FORMS = ("phrases", "dates", "currency_code")


def shown(name: str, value: Value, formats: Formats) -> str:
    """A value in words; long lists by their length."""
    t = formats.t
    match value:
        case int() | Decimal():
            return _number(name, value, formats)
        case frozenset():
            return t("policy_page.value.dates", count=len(value))
        case tuple() if name == "closed_stages":
            return t("policy_page.list_comma").join(stage(code, t) for code in value) or t("policy_page.value.none")
        case tuple():
            return t("policy_page.value.phrases", count=len(value))
        case _:
            return t(f"policy_page.basis.{value}") if name == "collection" else value or t("policy_page.value.empty")


def _number(name: str, value: int | Decimal, formats: Formats) -> str:
    if isinstance(value, Decimal):
        return formats.t("policy_page.value." + policies.unit(name), value=numbers.plain(value))
    if name == "fiscal_month":
        return month_name(value, formats)
    return formats.t("policy_page.value." + policies.unit(name), count=value)


def typed(name: str, value: Value) -> str:
    """A value as it stands in its field, as `policies.from_text` reads it; runs of days as one."""
    if isinstance(value, frozenset):
        return ", ".join(_runs(sorted(value)))
    if isinstance(value, tuple):
        return "、".join(value) if name == "stock_phrases" else ",".join(value)
    return policies.to_text(value)


def _runs(days: Iterable[date]) -> list[str]:
    runs: list[list[date]] = []
    for day in days:
        if runs and runs[-1][-1] + _DAY == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [text for run in runs for text in _run(run)]


def _run(run: list[date]) -> list[str]:
    if len(run) < _SHORTEST_RUN:
        return [day.isoformat() for day in run]
    return [f"{run[0].isoformat()}..{run[-1].isoformat()}"]


def stage(code: str, t: Translator) -> str:
    """A stage in the reader's language; another word as written."""
    return t("policy_page.stage." + code) if code in STAGES else code


def limits(name: str, t: Translator) -> str:
    """The range of a number, the form of a text; empty for what is chosen from a list or free."""
    unit = policies.unit(name)
    if unit in _FORMS:
        return t("policy_page.limits." + unit)
    least, most = policies.range_of(name)
    if least is None or unit == "month_of_year":
        return ""
    return t("policy_page.limits.range", least=least, most=most)


def month_name(number: int, formats: Formats) -> str:
    return formats.short_month(date(2000, number, 1))


def months(found: tuple[date, ...], formats: Formats) -> str:
    """Loaded months as a span: they follow each other but for gaps in the data."""
    if len(found) == 1:
        return formats.month(found[0])
    return formats.t("policy_page.months", first=formats.month(found[0]), last=formats.month(found[-1]), count=len(found))


def since(first: date | None, formats: Formats) -> str:
    """From when a change holds."""
    return formats.t("policy_page.all_days") if first is None else formats.t("policy_page.since", month=formats.month(first))


def month_before(first: date, formats: Formats) -> str:
    return formats.month(month_of(first - _DAY).begin)
