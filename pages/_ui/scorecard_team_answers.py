"""The sentence that answers the team view and the line below it, by named rules from the page's own figures."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from analytics import periods
from analytics.sales import SalesRow
from analytics.scores import PartName
from analytics.team import Board, Line
from pages._ui import facts, scorecard_choice, session
from pages._ui.formats import Formats
from pages._ui.judgements import state_of

Rule = Literal["not_loaded", "no_target", "zero_target", "target_later", "too_early", "lands", "ended"]

MOST_NAMED = 2


def rule(row: SalesRow) -> Rule:
    """The first that holds of the company's or the department's sales.

    `not_loaded`: no month of the period. `no_target`, `zero_target`: no base target, or one of 0. `target_later`: only months that
    cannot be compared yet have one. Of a partial period: `too_early` (no landing yet), `lands`. Of another: `ended`.
    """
    base = row.base
    if row.actual is None:
        return "not_loaded"
    if base.state in ("none", "zero"):
        return "no_target" if base.state == "none" else "zero_target"
    if base.attainment_pct is None:
        return "target_later"
    if row.is_partial:
        return "too_early" if base.landing_pct is None else "lands"
    return "ended"


def sentence(board: Board, total: Line, formats: Formats) -> str:
    """The answer in words; ⟦…⟧ marks what to talk about."""
    row, t = total.sales, formats.t
    chosen = rule(row)
    people = sum(not line.is_nobody for line in board.lines)
    is_nobodys = not people and chosen in ("no_target", "zero_target", "target_later")
    where = t("scorecards.where", name=scorecard_choice.label(total)) if board.department is not None else ""
    head = t(
        "scorecards.answer." + ("nobodys" if is_nobodys else chosen),
        where=where,
        period=formats.short_period(board.period),
        actual=formats.money(row.actual),
        attained=formats.pct(row.base.attainment_pct),
        landing=formats.pct(row.base.landing_pct),
        people=t("scorecards.people", count=people),
    )
    if chosen not in ("lands", "ended"):
        return head
    return head + t("scorecards.answer.between").join(_people(board, chosen, formats))


def _people(board: Board, chosen: Rule, formats: Formats) -> Iterator[str]:
    """How many of those with a target make base, challenge, less than 80 %."""
    t = formats.t
    states = Counter(state for line in board.lines if (state := state_of(line.sales)) is not None)
    made, challenge, behind = states["base"] + states["challenge"], states["challenge"], states["behind"]
    values = {"all": formats.count(states.total())}
    yield t(f"scorecards.answer.{chosen}.made", count=made, **values)
    if challenge:
        yield t("scorecards.answer.challenge", count=challenge)
    yield t(f"scorecards.answer.{chosen}.behind", count=behind) if behind else t("scorecards.answer.none_behind")


def below(board: Board, total: Line, formats: Formats) -> str:
    """The total of all rows, what lies outside targets, what is missing, what is provisional."""
    return formats.t("scorecards.between").join(_remarks(board, total, formats))


def _remarks(board: Board, total: Line, formats: Formats) -> Iterator[str]:
    t, row = formats.t, total.sales
    if row.actual is not None:
        if row.base.target is None:
            yield t("scorecards.below.actual", actual=formats.money(row.actual))
        else:
            values = {"actual": formats.money(row.actual), "target": formats.money(row.base.target)}
            yield t("scorecards.below.total", **values, gap=formats.money(row.base.gap, sign=True))
        if row.outside_amount and row.base.target is not None:
            yield t("scorecards.below.outside", amount=formats.money(row.outside_amount), names=_outside(board, formats))
    if row.missing_months:
        months = t("overview.and").join(formats.month(month) for month in row.missing_months[:3])
        yield t("overview.remark.missing", count=len(row.missing_months), months=months)
    if row.base.state == "incomplete":
        yield t("overview.remark.incomplete")
    if board.has_moved:
        yield t("scorecards.below.moved")
    provisional = [line for line in board.lines if line.is_provisional]
    unscored = sum(line.score is None for line in provisional)
    if len(provisional) > unscored:
        yield t("scorecards.below.provisional", count=len(provisional) - unscored)
    if unscored:
        yield t("scorecards.below.no_score", count=unscored)


def _outside(board: Board, formats: Formats) -> str:
    """Who sold without a target, the most first, at most two by name; in brackets."""
    t = formats.t
    sold = [(line.sales.outside_amount or Decimal(0), line) for line in board.lines if line.sales.outside_amount]
    names = [scorecard_choice.label(line) for _, line in sorted(sold, key=lambda pair: -pair[0])]
    if not names:
        return ""
    more = t("scorecards.below.more", count=len(names) - MOST_NAMED) if len(names) > MOST_NAMED else ""
    return t("scorecards.below.names", names=t("scorecards.between_names").join(names[:MOST_NAMED]) + more)


def compared_with(board: Board, formats: Formats) -> str:
    """With what places and bands compare: the period before, or as many of its days."""
    t, day = formats.t, board.as_of
    workdays = session.shown().query.policy.workdays
    window = periods.compared_windows(board.period, day, workdays)
    if not periods.is_partial(board.period, day, workdays) or window.previous is None:
        return t("scorecards.versus", period=formats.short_period(board.period.previous()))
    return t("scorecards.versus_days", period=formats.short_period(board.period.previous()), count=window.previous.days)


def provisional(lines: tuple[Line, ...], formats: Formats) -> str:
    """What the star beside a score means: which part most of these lack, and the share of weight covered; none without such."""
    t = formats.t
    found = [line for line in lines if line.is_provisional and line.score is not None]
    kinds: Counter[tuple[PartName, ...]] = Counter(line.left_out for line in found)
    if not kinds:
        return ""
    (parts, count), covered = kinds.most_common(1)[0], {line.left_out: line.covered_pct for line in found}
    names = t("scorecards.between_names").join(t("scorecards.lacks." + part) for part in parts)
    more = t("scorecards.provisional_more", count=len(found) - count) if len(found) > count else ""
    return t("scorecards.provisional", pct=formats.pct(covered[parts]), reason=names) + more


def nothing(board: Board, formats: Formats) -> tuple[str, str | None]:
    """The sentence for a period in which nobody stands, and the code of the newest month with sales, if it is another."""
    t = formats.t
    name = facts.facts().departments.get(board.department or "")
    months = [month for month in facts.facts().loaded.of("sales") if month <= board.as_of]
    newest = periods.month_of(max(months)) if months else None
    return (
        t("scorecards.nothing", name=name or t("frame.whole_company"), period=formats.period(board.period)),
        None if newest is None or newest.code == board.period.code else newest.code,
    )
