"""What the policy page shows, and from which month changes are to hold."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType

from analytics import periods, policies
from pages._ui import codes, facts, filters, session, texts

# The groups of each view line by line.
VIEWS: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "score": (("score",), ("bands", "collection")),
        "contact": (("contact",), ("records",)),
        "company": (("company",),),
        "history": (),
    }
)
DATED = ("score", "contact")
MONTHS_AHEAD = 12

_PREFIX = "policy_page.view."


def view(bar: filters.Toolbar) -> str:
    """The groups shown (`rules=` in the URL), or the history."""
    t = texts.translator()
    return bar.switch("rules", tuple(VIEWS), lambda code: t(_PREFIX + code), title=t("policy_page.choose_view"), default="score")


def month(bar: filters.Toolbar) -> str:
    """From which month (`since=` in the URL): from the first with data to a year ahead, first the one after D's."""
    t, formats = texts.translator(), session.formats()
    next_month = periods.month_of(day()).end
    first = min(facts.facts().first_month or next_month, next_month)
    found = [periods.add_months(next_month, MONTHS_AHEAD - 1)]
    while found[-1] > first:
        found.append(periods.add_months(found[-1], -1))
    words = {periods.month_of(begin).code: t("policy_page.since", month=formats.month(begin)) for begin in found}
    return bar.select(
        "since", tuple(words), words.__getitem__, title=t("policy_page.choose_since"), default=_next_month(), width=200
    )


def chosen_month() -> str:
    """The month chosen on this page, whichever view shows."""
    chosen = codes.get("since")
    try:
        return periods.parse(chosen).code if chosen else _next_month()
    except periods.PeriodError:
        return _next_month()


def _next_month() -> str:
    return periods.month_of(periods.month_of(day()).end).code


def day() -> date:
    """D; without any data today's business day."""
    return filters.as_of() or session.shown().query.policy.today(datetime.now(UTC))


def names(shown: str) -> tuple[str, ...]:
    """The fields that one change may name together with those shown: all dated ones, or all others."""
    groups = [group for view in (DATED if shown in DATED else (shown,)) for line in VIEWS[view] for group in line]
    return tuple(name for group in groups for name in policies.GROUPS[group])


def href(shown: str) -> str:
    return codes.href("policy", rules=shown)
