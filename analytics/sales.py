"""Sales against targets: actual, attainment, gap, landing and growth by any keys (definitions §2, §3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from analytics import buckets, numbers, people, periods
from analytics.buckets import Bucket, Step
from analytics.people import People
from analytics.periods import Period
from analytics.queries import Query

Key = Literal["month", "quarter", "owner", "department", "region", "product_line", "customer"]
TargetState = Literal["none", "zero", "incomplete", "whole"]
GrowthState = Literal["value", "new", "arrow", "zero", "no_data"]
View = Literal["owner", "region", "either"]

TIME_KEYS: tuple[Key, ...] = ("month", "quarter")
GROUP_KEYS: tuple[Key, ...] = ("owner", "department", "region", "product_line", "customer")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Growth:
    """This window against an earlier one (definitions §3, Growth %).

    `state`: value (has a percentage), new (0 before), arrow (less than 0 before), zero (both 0), no_data (a window is not
    fully loaded). `change`, in currency, is None with no_data only.
    """

    pct: Decimal | None
    change: Decimal | None
    state: GrowthState


NO_DATA = Growth(None, None, "no_data")


@dataclass(frozen=True)
class Tier:
    """One tier of targets, base or challenge, and the sales of its compared months (definitions §3, Targets).

    `target`: of all months of the period, None without any. All else takes the compared months and is None when none of these
    has begun: `attainment_pct`, `gap` (actual − `compared_target`), `landing_pct` and `landing_gap` (landing − target; None before
    5 working days and 20 % of them have gone), `plan_amount` (where an even course would stand on the as-of day),
    `needed_per_workday` (None with no working day left). With a target of 0 there is no percentage.
    """

    target: Decimal | None = None
    state: TargetState = "none"
    attainment_pct: Decimal | None = None
    gap: Decimal | None = None
    landing_pct: Decimal | None = None
    landing_gap: Decimal | None = None
    compared_target: Decimal | None = None
    plan_amount: Decimal | None = None
    needed_per_workday: Decimal | None = None


@dataclass(frozen=True)
class SalesRow:
    """The sales of one period and one value of each key asked for; keys not asked for are None (definitions §3).

    `keys`: the keys in the order asked for, as codes (period codes, name keys, customer ids; None is *unassigned*); `owner` …
    `customer_name` as shown. `department` of a row by owner only: that of the period's last month up to the as-of day.
    `actual`, `order_count`, `buyer_count`, `outside_amount`: None when the period is not loaded; `outside_amount` also where no
    target can apply. `landing_amount`: where the actual lands at the end of a partial period. `growth`: on the period
    before, None for a span of months; `growth_yoy`: on the year before. `missing_months`: months up to the as-of day that
    are not loaded.
    """

    period: Period
    keys: tuple[str | None, ...]
    actual: Decimal | None
    order_count: int | None
    buyer_count: int | None
    base: Tier
    challenge: Tier
    outside_amount: Decimal | None
    landing_amount: Decimal | None
    growth: Growth | None
    growth_yoy: Growth
    is_partial: bool
    missing_months: tuple[date, ...]
    owner: str | None = None
    department: str | None = None
    region: str | None = None
    product_line: str | None = None
    customer_id: str | None = None
    customer_name: str | None = None


@dataclass(frozen=True)
class _Facts:
    """What the queries found, by period code and key values in the order of GROUP_KEYS."""

    calendar: tuple[Bucket, ...]
    windows: Mapping[tuple[str, tuple[str | None, ...]], Mapping[str, Mapping[str, Any]]]
    tiers: Mapping[tuple[str, tuple[str | None, ...]], Mapping[str, Mapping[str, Any]]]
    people: People
    view: View | None
    customer_names: Mapping[str, str]


def table(
    query: Query,
    by: tuple[Key, ...],
    period: Period,
    as_of: date,
    also: Iterable[Mapping[Key, str | None]] = (),
    view: View | None = None,
    only: Iterable[Mapping[Key, str | None]] | None = None,
) -> tuple[SalesRow, ...]:
    """One row per value of the keys where a sale or a target is, ordered as shown, *unassigned* last (design, report `sales`).

    With `month` or `quarter` among the keys there is a row per such period in, or touched by, the period; else one for the
    whole. No key: the company. `also`: values of the other keys that stand in each of these periods in any case. `view`: the
    target rows to take where those of the keys are not meant (definitions §3, Targets, (3)). `only`: the rows of these values.
    """
    facts = _facts(query, by, period, as_of, view or target_view(by))
    calendar = {bucket.period.code: bucket for bucket in facts.calendar}
    found = {place for place, kinds in facts.windows.items() if "this" in kinds}
    found |= {place for place, tiers in facts.tiers.items() if tiers["base"]["target_months"]}
    found |= {(code, _place(group)) for group in also for code in calendar}
    if only is not None:
        found &= {(code, _place(group)) for group in only for code in calendar}
    rows = (_row(calendar[code], keys, by, facts, as_of) for code, keys in found)
    return tuple(sorted(rows, key=lambda row: _order(row, by)))


def total(query: Query, period: Period, as_of: date, department: str | None = None) -> SalesRow:
    """The company, or the department of that key, in one period; also when nothing is there."""
    return each(query, None, period, as_of, department)[0]


def each(query: Query, step: Step | None, period: Period, as_of: date, department: str | None = None) -> tuple[SalesRow, ...]:
    """The company, or the department of that key, in each month or quarter of the period, or in the whole: none left out."""
    by: tuple[Key, ...] = (*((step,) if step else ()), *(("department",) if department is not None else ()))
    keys = tuple(department if key == "department" else None for key in GROUP_KEYS)
    facts = _facts(query, by, period, as_of, target_view(by))
    return tuple(_row(bucket, keys, by, facts, as_of) for bucket in facts.calendar)


def target_view(by: Iterable[Key]) -> View | None:
    """Which target rows a grain takes; None where no target can apply (definitions §3, Targets, (1) to (4))."""
    keys = frozenset(by) - frozenset(TIME_KEYS)
    if not keys:
        return "either"
    if keys <= {"region", "product_line"}:
        return "region"
    return "owner" if keys <= {"owner", "department"} else None


def grow(this: Decimal, before: Decimal, *, is_known: bool) -> Growth:
    """Growth of one amount on another; `is_known`: every month of both windows is loaded (definitions §3, Growth %)."""
    if not is_known:
        return NO_DATA
    change = this - before
    if before > 0:
        return Growth(numbers.ratio_pct(change, before), change, "value")
    if before < 0:
        return Growth(None, change, "arrow")
    return Growth(None, change, "new" if this else "zero")


def shown_keys(row: SalesRow, by: tuple[Key, ...]) -> tuple[str | None, ...]:
    """The row's keys as shown: names instead of name keys."""
    names = {"owner": row.owner, "department": row.department, "region": row.region, "product_line": row.product_line}
    return tuple(names.get(key, code) for key, code in zip(by, row.keys, strict=True))


def _facts(query: Query, by: tuple[Key, ...], period: Period, as_of: date, view: View | None) -> _Facts:
    step: Step | None = "month" if "month" in by else "quarter" if "quarter" in by else None
    calendar = buckets.buckets(query, step, period, as_of)
    who = people.load(query, _kinds(by))
    tables = {"people": who.names_table(), "departments": who.departments_table(buckets.all_days(calendar), as_of)}
    flags = {f"by_{key}": key in by for key in GROUP_KEYS}
    sold = query(
        "sales",
        tables
        | {
            "windows": buckets.windows_table(calendar),
            "cut_months": buckets.cut_months(calendar, as_of, is_all="customer" in by),
        },
        as_of=as_of,
        first_on=buckets.all_days(calendar).begin,
        counts_first_on=min(bucket.compared.this.begin for bucket in calendar),
        **flags,
    )
    planned: list[dict[str, Any]] = []
    if view is not None:
        del flags["by_customer"]
        months = buckets.months_table(query, calendar, as_of)
        planned = query("sales_targets", tables | {"months": months}, as_of=as_of, view=view, **flags).to_pylist()
    names = query("customer_names", as_of=as_of).to_pylist() if "customer" in by else []
    return _Facts(
        calendar=calendar,
        windows=_grouped(sold.to_pylist(), "kind"),
        tiers=_grouped(planned, "tier"),
        people=who,
        view=view,
        customer_names={row["customer_id"]: row["customer_name"] for row in names},
    )


def _place(group: Mapping[Key, str | None]) -> tuple[str | None, ...]:
    return tuple(group.get(key) for key in GROUP_KEYS)


def _kinds(by: tuple[Key, ...]) -> tuple[people.Kind, ...]:
    """The kinds of names that rows by these keys show; an owner is shown with a department."""
    kinds: tuple[people.Kind, ...] = ("owner", "department", "region", "product_line")
    return tuple(kind for kind in kinds if kind in by or (kind == "department" and "owner" in by))


def _grouped(
    rows: Iterable[Mapping[str, Any]], name: str
) -> dict[tuple[str, tuple[str | None, ...]], dict[str, Mapping[str, Any]]]:
    grouped: dict[tuple[str, tuple[str | None, ...]], dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        keys = tuple(row.get("customer_id" if key == "customer" else f"{key}_key") for key in GROUP_KEYS)
        grouped.setdefault((row["bucket"], keys), {})[row[name]] = row
    return grouped


def _row(bucket: Bucket, keys: tuple[str | None, ...], by: tuple[Key, ...], facts: _Facts, as_of: date) -> SalesRow:
    place = (bucket.period.code, keys)
    windows, tiers = facts.windows.get(place, {}), facts.tiers.get(place, {})
    amounts = {kind: row["amount"] for kind, row in windows.items()}
    this, actual = windows.get("this"), amounts.get("this", ZERO)
    base = tiers.get("base", {})
    growth = grow(actual, amounts.get("previous", ZERO), is_known=bucket.is_growth_known)
    can_be_outside = bucket.is_loaded and facts.view is not None
    return SalesRow(
        period=bucket.period,
        keys=_codes(bucket, keys, by),
        actual=actual if bucket.is_loaded else None,
        order_count=(this["order_count"] if this else 0) if bucket.is_loaded else None,
        buyer_count=(this["buyer_count"] if this else 0) if bucket.is_loaded else None,
        base=_tier(base, bucket),
        challenge=_tier(tiers.get("challenge", {}), bucket),
        outside_amount=(base.get("outside_amount") or ZERO) if can_be_outside else None,
        landing_amount=_landing(actual, bucket),
        growth=None if bucket.compared.previous is None else growth,
        growth_yoy=grow(actual, amounts.get("year_before", ZERO), is_known=bucket.is_growth_yoy_known),
        is_partial=bucket.is_partial,
        missing_months=bucket.missing_months,
        **_shown(bucket.period, keys, by, facts, as_of),
    )


def _tier(row: Mapping[str, Any], bucket: Bucket) -> Tier:
    if not row.get("target_months"):
        return Tier()
    target: Decimal = row["target_amount"]
    is_whole = row["target_months"] == len(bucket.period.months)
    state: TargetState = "zero" if target == 0 else "whole" if is_whole else "incomplete"
    if not row["begun_months"]:
        return Tier(target, state)
    sold, planned = row["compared_sales"] or ZERO, row["compared_target"]
    elapsed, workdays = int(row["elapsed_workdays"]), int(row["workdays"])
    landing: Fraction | None = Fraction(sold)
    if bucket.is_partial:
        landing = Fraction(sold * workdays) / elapsed if periods.is_pace_known(elapsed, workdays) else None
    return Tier(
        target=target,
        state=state,
        attainment_pct=numbers.ratio_pct(sold, planned),
        gap=sold - planned,
        landing_pct=numbers.ratio_pct(landing, planned),
        landing_gap=numbers.ratio(landing - Fraction(planned), 1) if landing is not None else None,
        compared_target=planned,
        plan_amount=numbers.ratio(planned * elapsed, workdays),
        needed_per_workday=numbers.ratio(max(planned - sold, ZERO), bucket.left_workdays),
    )


def _landing(actual: Decimal, bucket: Bucket) -> Decimal | None:
    if not bucket.is_loaded:
        return None
    if not bucket.is_partial:
        return actual
    if not periods.is_pace_known(bucket.elapsed_workdays, bucket.workdays):
        return None
    return numbers.ratio(actual * bucket.workdays, bucket.elapsed_workdays)


def _codes(bucket: Bucket, keys: tuple[str | None, ...], by: tuple[Key, ...]) -> tuple[str | None, ...]:
    values: dict[str, str | None] = dict(zip(GROUP_KEYS, keys, strict=True))
    values |= {"month": bucket.period.code, "quarter": bucket.quarter_code}
    return tuple(values[key] for key in by)


def _shown(period: Period, keys: tuple[str | None, ...], by: tuple[Key, ...], facts: _Facts, as_of: date) -> dict[str, str | None]:
    owner, department, region, product_line, customer = keys
    if "owner" in by and "department" not in by:
        department = facts.people.department(owner, min(as_of, period.end - timedelta(days=1)))
    return {
        "owner": facts.people.show("owner", owner),
        "department": facts.people.show("department", department),
        "region": facts.people.show("region", region),
        "product_line": facts.people.show("product_line", product_line),
        "customer_id": customer,
        "customer_name": facts.customer_names.get(customer or ""),
    }


def _order(row: SalesRow, by: tuple[Key, ...]) -> tuple[tuple[bool, str], ...]:
    return tuple((value is None, value or "") for value in shown_keys(row, by))
