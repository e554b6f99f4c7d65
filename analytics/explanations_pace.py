"""Sales against the plan explained: attainment, gap, landing, what is needed, over the compared months (definitions §3)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

from analytics import explanations_rows as rows
from analytics import numbers, periods
from analytics.explanations_parts import Asked, Caveat, Evidence, Explanation, Formula, Term
from analytics.explanations_sales import AMOUNTS, Maker, TierName, actual, built, period_caveats, target_caveats, tier_of
from analytics.explanations_sources import Sources, scope_of
from analytics.periods import Period
from analytics.sales import Tier


class Compared:
    """The compared months of one tier: those with a target whose sales are loaded, or that begin after the day (definitions §3)."""

    def __init__(self, sources: Sources, asked: Asked, period: Period, tier: TierName) -> None:
        self.sources, self.asked, self.period = sources, asked, period
        self.scope = scope_of(asked)
        self.row = sources.row(self.scope, period)
        self.tier = tier_of(self.row, tier)
        self.column = AMOUNTS[tier]
        self.planned = rows.targets(sources, self.scope, period, self.column)
        self.has_target = set(self.planned["month"].to_pylist())
        self.months = tuple(month for month in period.months if month in self.has_target and month not in self.row.missing_months)
        self.is_known = self.tier.gap is not None

    @property
    def actual(self) -> Decimal | None:
        planned = self.tier.compared_target
        return None if self.tier.gap is None or planned is None else self.tier.gap + planned

    def terms(self) -> tuple[Term, Term]:
        """Actual and target of the compared months; those of the whole period open as figures of their own."""
        target = "target" if self.column == "base_amount" else "challenge_target"
        is_whole = self.actual == self.row.actual and self.tier.compared_target == self.tier.target
        first, second = ("actual", target) if is_whole else ("compared_actual", "compared_target")
        return (
            Term(first, self.actual, "amount", replace(self.asked, figure="actual") if is_whole else None),
            Term(second, self.tier.compared_target, "amount", replace(self.asked, figure=target) if is_whole else None),
        )

    def evidence(self) -> tuple[Evidence, ...]:
        if not self.is_known:
            return ()
        first, second = self.terms()
        sold = rows.sales(self.sources, self.scope, self.period.window, self.months)
        planned = rows.of_month(self.planned, self.months)
        return (
            rows.sales_of(self.sources, first.code, sold),
            rows.targets_of(self.sources, second.code, planned, self.column),
        )

    def caveats(self) -> tuple[Caveat, ...]:
        found = [*period_caveats(self.row, self.sources), *target_caveats(self.tier, self.period, self.has_target)]
        if self.is_known and self.terms()[0].code == "compared_actual":
            found.append(Caveat("compared", (("months", self.months),)))
        if self.tier.target is not None and not self.is_known:
            found.append(Caveat("not_begun"))
        if self.row.outside_amount:
            found.append(Caveat("outside", (("amount", self.row.outside_amount),)))
        return tuple(found)

    def workdays(self) -> tuple[int, int]:
        """Working days of the compared months gone and all."""
        calendar = self.sources.query.policy.workdays
        gone = periods.elapsed_workdays(self.period, self.sources.as_of, calendar, set(self.period.months) - set(self.months))
        return gone, sum(calendar.count(periods.month_of(month).window) for month in self.months)


def _of_tier(tier: TierName, formula: Formula, pick: Callable[[Tier], Decimal | None]) -> Maker:
    """Attainment and gap: the actual of the compared months against their target."""

    def explain(sources: Sources, asked: Asked, period: Period) -> Explanation:
        compared = Compared(sources, asked, period, tier)
        value = pick(compared.tier)
        return built(asked, value, formula, compared.terms(), compared.caveats(), compared.evidence())

    return explain


def _landing_of(tier: TierName, pick: Callable[[Tier], Decimal | None], *, is_share: bool) -> Maker:
    """Landing attainment and gap; of a period that is not partial those of the actual."""

    def explain(sources: Sources, asked: Asked, period: Period) -> Explanation:
        compared = Compared(sources, asked, period, tier)
        value, caveats = pick(compared.tier), compared.caveats()
        first, second = compared.terms()
        if not compared.row.is_partial:
            return built(asked, value, "share" if is_share else "difference", (first, second), caveats, compared.evidence())
        gone, everything = compared.workdays()
        terms = (first, Term("elapsed_workdays", gone, "days"), Term("all_workdays", everything, "days"), second)
        early = (Caveat("too_early"),) if value is None and compared.is_known and compared.tier.state != "zero" else ()
        return built(asked, value, "pace_share" if is_share else "pace_gap", terms, (*caveats, *early), compared.evidence())

    return explain


def plan_line(sources: Sources, asked: Asked, period: Period) -> Explanation:
    compared = Compared(sources, asked, period, "base")
    gone, everything = compared.workdays()
    days = Term("elapsed_workdays", gone, "days"), Term("all_workdays", everything, "days")
    return built(
        asked, compared.tier.plan_amount, "plan", (compared.terms()[1], *days), compared.caveats(), compared.evidence()[1:]
    )


def _needed(tier: TierName) -> Maker:
    def explain(sources: Sources, asked: Asked, period: Period) -> Explanation:
        compared = Compared(sources, asked, period, tier)
        first, second = compared.terms()
        left = Term("left_workdays", sources.bucket(period).left_workdays, "days")
        value, caveats = compared.tier.needed_per_workday, compared.caveats()
        return built(asked, value, "needed", (second, first, left), caveats, compared.evidence())

    return explain


def landing(sources: Sources, asked: Asked, period: Period) -> Explanation:
    row = sources.row(scope_of(asked), period)
    sold = Term("actual", row.actual, "amount", replace(asked, figure="actual"))
    found = actual(sources, replace(asked, figure="actual"), period).evidence
    caveats = period_caveats(row, sources)
    if not row.is_partial:
        return built(asked, row.landing_amount, "same", (sold,), caveats, found)
    bucket = sources.bucket(period)
    days = Term("elapsed_workdays", bucket.elapsed_workdays, "days"), Term("all_workdays", bucket.workdays, "days")
    early = (Caveat("too_early"),) if row.landing_amount is None and row.actual is not None else ()
    return built(asked, row.landing_amount, "pace", (sold, *days), (*caveats, *early), found)


def working_days(sources: Sources, asked: Asked, period: Period) -> Explanation:
    bucket = sources.bucket(period)
    value = numbers.ratio_pct(bucket.elapsed_workdays, bucket.workdays)
    days = Term("elapsed_workdays", bucket.elapsed_workdays, "days"), Term("all_workdays", bucket.workdays, "days")
    return built(asked, value, "share", days, period_caveats(sources.row(scope_of(asked), period), sources))


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "attainment": _of_tier("base", "share", lambda tier: tier.attainment_pct),
        "challenge_attainment": _of_tier("challenge", "share", lambda tier: tier.attainment_pct),
        "gap": _of_tier("base", "difference", lambda tier: tier.gap),
        "challenge_gap": _of_tier("challenge", "difference", lambda tier: tier.gap),
        "landing": landing,
        "landing_attainment": _landing_of("base", lambda tier: tier.landing_pct, is_share=True),
        "landing_gap": _landing_of("base", lambda tier: tier.landing_gap, is_share=False),
        "challenge_landing_gap": _landing_of("challenge", lambda tier: tier.landing_gap, is_share=False),
        "plan_line": plan_line,
        "needed_per_day": _needed("base"),
        "challenge_needed_per_day": _needed("challenge"),
        "working_days": working_days,
    }
)
