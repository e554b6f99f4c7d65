"""The Overview's strip of six figures."""

from decimal import Decimal

from analytics.sales import Growth, SalesRow
from pages._ui import blocks, codes, overview_answers, pictures, tokens
from pages._ui.blocks import Card
from pages._ui.formats import ABSENT, Formats
from pages._ui.judgements import growth, pct_of, state_of
from pages._ui.overview_facts import Found
from pages._ui.tokens import MARKS, Tokens


def show(found: Found, formats: Formats) -> None:
    """Sales with their bullet, working days, landing, growth, year to date, overdue customers."""
    colours = tokens.tokens()
    blocks.cards(
        [
            _sales(found.row, formats, colours),
            _working_days(found, formats),
            _landing(found.row, formats),
            _growth(found, formats),
            _year(found, formats),
            _overdue(found, formats, colours),
        ],
        wide_first=True,
    )


def _sales(row: SalesRow, formats: Formats, colours: Tokens) -> Card:
    t, state = formats.t, state_of(row)
    targets = [
        t("overview.card." + name, amount=formats.money(tier.target))
        for name, tier in (("base", row.base), ("challenge", row.challenge))
        if tier.target is not None
    ]
    label = " · ".join([t("overview.card.sales"), *(targets or [t("overview.no_target")])])
    bullet = blocks.bullet(
        row.actual or Decimal(0),
        colours.state(state),
        landing=row.landing_amount,
        base=row.base.target,
        challenge=row.challenge.target,
    )
    below = [bullet] if row.actual is not None else []
    if state is not None:
        words = t("overview.card.lands_at" if row.is_partial else "overview.card.attained", pct=formats.pct(pct_of(row)))
        below.append(blocks.joined(MARKS[state], words))
    elif row.actual is not None:
        below.append(blocks.span(t("overview.card.early") if row.base.target else t("overview.no_target"), "m"))
    return Card(
        label, formats.money(row.actual), formats.pct(row.base.attainment_pct) if row.base.attainment_pct is not None else "", below
    )


def _working_days(found: Found, formats: Formats) -> Card:
    t, progress, row = formats.t, found.progress, found.row
    share = formats.pct(Decimal(progress.done) * 100 / progress.all) if progress.all else ABSENT
    plan = row.base.plan_amount
    below: list[blocks.Text] = []
    if plan is not None and row.base.gap is not None and row.base.target is not None:
        below.append(t("overview.card.plan", amount=formats.money(plan)))
        ahead = row.base.gap + row.base.target - plan
        below.append(t("overview.card.ahead" if ahead >= 0 else "overview.card.late", amount=formats.money(abs(ahead))))
    days = t("overview.card.days", done=progress.done, all=progress.all)
    return Card(t("overview.card.working_days"), share, days, below, is_optional=True)


def _landing(row: SalesRow, formats: Formats) -> Card:
    t, key = formats.t, "overview.card.landing" if row.is_partial else "overview.card.result"
    below: list[blocks.Text] = []
    for name, tier in (("base", row.base), ("challenge", row.challenge)):
        gap = tier.landing_gap if row.is_partial else tier.gap
        if gap is not None:
            below.append(t("overview.card.against_" + name, gap=formats.money(gap, sign=True)))
    if row.landing_amount is None and row.actual is not None:
        below = [t("overview.card.early")]
    pct = pct_of(row)
    return Card(t(key), formats.money(row.landing_amount), "" if pct is None else formats.pct(pct), below, is_optional=True)


def _growth(found: Found, formats: Formats) -> Card:
    """On the period before, and on the year before; of a year these are one."""
    t, row = formats.t, found.row
    compared: blocks.Text = blocks.span(overview_answers.compared_with(found, formats), "m")
    if row.growth is None or found.period.kind == "year":
        return Card(
            t("overview.growth.year_before"),
            growth(row.growth_yoy, row, formats),
            below=[_reason(row.growth_yoy, formats) or compared],
        )
    before = blocks.joined(t("overview.growth.year_before"), growth(row.growth_yoy, row, formats), _reason(row.growth_yoy, formats))
    label = t("overview.growth." + found.period.kind)
    return Card(label, growth(row.growth, row, formats), _reason(row.growth, formats), [before, compared])


def _reason(value: Growth, formats: Formats) -> blocks.Text:
    return blocks.span(formats.t("overview.growth.no_data"), "m") if value.state == "no_data" else ""


def _year(found: Found, formats: Formats) -> Card:
    t, year = formats.t, found.year
    below: list[blocks.Text] = []
    if year.growth_yoy.state != "no_data":
        below.append(blocks.joined(t("overview.growth.year_before"), growth(year.growth_yoy, year, formats)))
    if year.base.target is not None:
        below.insert(0, t("overview.card.base", amount=formats.money(year.base.target)))
    attained = year.base.attainment_pct
    return Card(
        t("overview.card.year", year=found.year.period.code),
        formats.money(year.actual),
        formats.pct(attained) if attained is not None else "",
        below,
    )


def _overdue(found: Found, formats: Formats, colours: Tokens) -> Card:
    t, overdue = formats.t, found.overdue
    if not overdue.active_count:
        return Card(t("overview.card.overdue"), ABSENT, below=[blocks.span(t("overview.need.overdue"), "m")])
    change = blocks.span(formats.change(overdue.change), "warn") if overdue.change > 0 else formats.change(overdue.change)
    weeks = [None if count is None else float(count) for count in found.overdue_weeks]
    line = blocks.image(pictures.sparkline(weeks, colours.total), t("overview.card.weeks"))
    return Card(
        t("overview.card.overdue"),
        formats.count(overdue.count),
        t("overview.card.of_a", count=overdue.a_count),
        [blocks.joined(change, t("overview.card.since_last_week")), line],
        href=codes.href("follow_ups"),
    )
