"""The sentence that answers the Overview and the line below it, by named rules from the page's own figures."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from analytics import numbers
from analytics.sales import SalesRow
from pages._ui import blocks, codes
from pages._ui.formats import Formats
from pages._ui.overview_facts import Found

Rule = Literal[
    "not_loaded",
    "no_target",
    "zero_target",
    "target_later",
    "reached",
    "too_early",
    "lands_short",
    "lands_base",
    "lands_challenge",
    "ended_short",
    "ended_base",
    "ended_challenge",
]

MOST_NAMED = 3


def rule(row: SalesRow) -> Rule:
    """The first that holds.

    `not_loaded`: no month of the period. `no_target`, `zero_target`: no base target, or one of 0. `target_later`: only months
    that cannot be compared yet have one. Of a partial period: `reached` (base already), `too_early` (no landing yet),
    `lands_short`, `lands_challenge`, `lands_base`. Of another: `ended_short`, `ended_challenge`, `ended_base`.
    """
    base = row.base
    if row.actual is None:
        return "not_loaded"
    if base.state in ("none", "zero"):
        return "no_target" if base.state == "none" else "zero_target"
    if base.gap is None:
        return "target_later"
    return _partial(row, base.gap) if row.is_partial else _whole(row, base.gap)


def _partial(row: SalesRow, gap: Decimal) -> Rule:
    landing, challenge = row.base.landing_gap, row.challenge.landing_gap
    if gap >= 0:
        return "reached"
    if landing is None:
        return "too_early"
    if landing < 0:
        return "lands_short"
    return "lands_challenge" if challenge is not None and challenge >= 0 else "lands_base"


def _whole(row: SalesRow, gap: Decimal) -> Rule:
    challenge = row.challenge.gap
    if gap < 0:
        return "ended_short"
    return "ended_challenge" if challenge is not None and challenge >= 0 else "ended_base"


def sentence(found: Found, formats: Formats) -> str:
    """The answer in words; ⟦…⟧ marks what to talk about."""
    row, base = found.row, found.row.base
    gap = base.gap if base.landing_gap is None or not row.is_partial else base.landing_gap
    challenge_gap = row.challenge.landing_gap if row.is_partial else row.challenge.gap
    return formats.t(
        "overview.answer." + rule(row),
        period=formats.short_period(found.period),
        end=formats.t("overview.end." + found.period.kind),
        actual=formats.money(row.actual),
        landing=formats.money(row.landing_amount),
        gap=formats.money(None if gap is None else abs(gap)),
        challenge_gap=formats.money(None if challenge_gap is None else abs(challenge_gap)),
        attained=formats.pct(base.attainment_pct),
    )


def below(found: Found, formats: Formats) -> blocks.Text:
    """What would be needed, what is left out, what differs, in this order; without sales a link to where there are some."""
    remarks = formats.t("overview.between").join(_remarks(found, formats))
    if found.row.actual is not None or found.newest_loaded is None:
        return remarks
    words = formats.t("overview.remark.latest", month=formats.period(found.newest_loaded))
    return blocks.joined(remarks, blocks.link(words, codes.href("overview", period=found.newest_loaded.code)))


def _remarks(found: Found, formats: Formats) -> Iterator[str]:
    t, row, base = formats.t, found.row, found.row.base
    if row.actual is None:
        yield t("overview.remark.newest") if found.newest_loaded else t("overview.remark.upload")
        return
    if row.is_partial and base.needed_per_workday:
        daily = numbers.ratio(row.actual, found.progress.done)
        yield t(
            "overview.remark.needed",
            count=found.progress.left,
            needed=formats.money(base.needed_per_workday),
            daily=formats.money(daily),
        )
        if row.challenge.needed_per_workday:
            yield t("overview.remark.challenge", needed=formats.money(row.challenge.needed_per_workday))
    if row.missing_months:
        months = t("overview.and").join(formats.month(month) for month in row.missing_months[:3])
        yield t("overview.remark.missing", count=len(row.missing_months), months=months)
    if base.state == "incomplete":
        yield t("overview.remark.incomplete")
    if row.outside_amount and base.target is not None:
        yield t("overview.remark.outside", amount=formats.money(row.outside_amount))
    if found.views is not None and found.views.difference:
        yield t("overview.remark.views", amount=formats.money(abs(found.views.difference)))
    if found.moves.came:
        yield t("overview.remark.came", count=len(found.moves.came), names=_names(found.moves.came, formats))
    if found.moves.left:
        yield t("overview.remark.left", count=len(found.moves.left), names=_names(found.moves.left, formats))


def _names(names: Sequence[str], formats: Formats) -> str:
    """Three of them at most."""
    t = formats.t
    first = t("overview.and").join(names[:MOST_NAMED])
    return first if len(names) <= MOST_NAMED else t("overview.remark.and_others", names=first)


def compared_with(found: Found, formats: Formats) -> str:
    """With what growth compares: the same number of days, or the whole."""
    if found.row.is_partial:
        return formats.t("overview.first_days", count=found.progress.days)
    return formats.t("overview.whole." + found.period.kind)
