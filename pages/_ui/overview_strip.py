"""The Overview's strip of six figures; each opens how it comes about."""

from decimal import Decimal

from analytics.explanations import Asked
from analytics.overview_lines import Figures
from analytics.periods import Period
from analytics.scorecard_lines import Code, Line
from pages._ui import blocks, codes, explain, overview_answers, pictures, scorecard_person_figures, tokens
from pages._ui.blocks import Card
from pages._ui.formats import ABSENT, Formats
from pages._ui.judgements import growth, pct_of, state_of
from pages._ui.overview_facts import Found
from pages._ui.tokens import MARKS, Tokens

LINES: tuple[Code, ...] = ("collection", "new_customers", "visits", "revenue_per_customer")
OPTIONAL: tuple[Code, ...] = ("visits", "revenue_per_customer")  # gone at 1280


def show(found: Found, figures: Figures | None, formats: Formats) -> None:
    """Sales with their bullet, collection, new customers, visits, revenue per customer, overdue customers."""
    colours = tokens.tokens()
    others = (_figure(code, found, figures, formats, colours) for code in LINES)
    blocks.cards([_sales(found, formats, colours), *others, _overdue(found, formats, colours)], wide_first=True)


def asked(figure: str, found: Found, period: Period | None = None) -> Asked:
    """A figure of the company, or of the department chosen, in the period."""
    keys = () if found.department is None else (found.department,)
    return Asked(figure, "department" if keys else "company", keys, period or found.period)


def _sales(found: Found, formats: Formats, colours: Tokens) -> Card:
    t, row = formats.t, found.row
    targets = [
        t("overview.card." + name, amount=formats.money(tier.target))
        for name, tier in (("base", row.base), ("challenge", row.challenge))
        if tier.target is not None
    ]
    bullet = blocks.bullet(
        row.actual or Decimal(0),
        colours.state(state_of(row)),
        landing=row.landing_amount,
        base=row.base.target,
        challenge=row.challenge.target,
    )
    return Card(
        " · ".join([t("overview.card.sales"), *(targets or [t("overview.no_target")])]),
        formats.money(row.actual),
        formats.pct(row.base.attainment_pct) if row.base.attainment_pct is not None else "",
        [] if row.actual is None else [bullet, blocks.joined(*_sales_words(found, formats), by="&ensp;")],
        href=explain.href("overview", asked("actual", found)),
    )


def _sales_words(found: Found, formats: Formats) -> list[blocks.Text]:
    """Where sales land or have come, and their growth; that on the period before goes on a small screen."""
    t, row, state = formats.t, found.row, state_of(found.row)
    words: list[blocks.Text] = []
    if state is not None:
        key = "overview.card.lands_at" if row.is_partial else "overview.card.attained"
        words.append(blocks.joined(MARKS[state], t(key, pct=formats.pct(pct_of(row)))))
    else:
        words.append(blocks.span(t("overview.card.early") if row.base.target else t("overview.no_target"), "m"))
    if row.growth is not None and found.period.kind != "year":
        label = t("overview.growth." + found.period.kind)
        words.append(blocks.span(blocks.joined(label, growth(row.growth, row, formats)), "opt"))
    text = growth(row.growth_yoy, row, formats)
    words.append(blocks.joined(t("overview.growth.year_before"), text))
    if text != ABSENT:
        words.append(blocks.span(t("overview.card.compared", with_what=overview_answers.compared_with(found, formats)), "m"))
    return words


def _figure(code: Code, found: Found, figures: Figures | None, formats: Formats, colours: Tokens) -> Card:
    t, line = formats.t, None if figures is None else figures.lines[code]
    label, is_optional = _label(code, figures, formats), code in OPTIONAL
    href = explain.href("overview", asked(code, found))
    if line is None or line.value is None:
        reason = t(("overview.nothing." if _is_loaded(code, found, figures) else "overview.need.") + code)
        return Card(label, ABSENT, below=[blocks.span(reason, "m")], is_optional=is_optional, href=href)
    course = [None if value is None else float(value) for value in line.course]
    spark = blocks.image(pictures.sparkline(course, colours.total), t("overview.card.twelve_months"))
    has_target = line.target is not None and code != "collection"
    beside = t("overview.card.of_target", target=scorecard_person_figures.target(line, formats)) if has_target else ""
    value = scorecard_person_figures.value(line.value, line, formats)
    return Card(label, value, beside, [_change(line, found, figures, formats), spark], is_optional, href=href)


def _is_loaded(code: Code, found: Found, figures: Figures | None) -> bool:
    """Whether an absent figure lacks sales above 0 or buyers, not data."""
    if found.row.actual is None:
        return False
    if code == "collection":
        return figures is not None and figures.card.collection.paid_amount is not None
    return code == "revenue_per_customer"


def _label(code: Code, figures: Figures | None, formats: Formats) -> str:
    if code != "collection" or figures is None:
        return formats.t("overview.card." + code)
    basis = formats.t("scorecard_person.basis." + figures.card.collection.basis)
    return formats.t("overview.card.collection_by", basis=basis)


def _change(line: Line, found: Found, figures: Figures | None, formats: Formats) -> blocks.Text:
    """On the period before, of a year on the year before; a falling collection rate asks to act."""
    t = formats.t
    if line.code == "new_customers" and figures is not None and figures.card.is_history_start:
        return blocks.span(t("overview.card.history_start"), "m")
    is_year = found.period.kind == "year"
    text = scorecard_person_figures.change(line.change_yoy if is_year else line.change, line, formats)
    label = t("overview.growth.year_before" if is_year else "overview.growth." + found.period.kind)
    falls = line.code == "collection" and text.startswith("▼")
    return blocks.joined(blocks.span(text, "warn") if falls else text, label)


def _overdue(found: Found, formats: Formats, colours: Tokens) -> Card:
    t, overdue = formats.t, found.overdue
    if not overdue.active_count:
        return Card(t("overview.card.overdue"), ABSENT, below=[blocks.span(t("overview.need.overdue"), "m")])
    text = formats.change(Decimal(overdue.change))
    change = blocks.span(text, "warn") if overdue.change > 0 else text
    weeks = [None if count is None else float(count) for count in found.overdue_weeks]
    line = blocks.image(pictures.sparkline(weeks, colours.total), t("overview.card.weeks"))
    return Card(
        t("overview.card.overdue"),
        formats.count(overdue.count),
        t("overview.card.of_a", count=overdue.a_count),
        [blocks.joined(change, t("overview.card.since_last_week")), line],
        href=codes.href("follow_ups"),
    )


def pace(found: Found, formats: Formats) -> list[blocks.Text]:
    """Of a partial period where it lands, how far it is from the even course to base, and what is needed on each day left."""
    t, row, base = formats.t, found.row, found.row.base
    if not row.is_partial:
        return []
    words: list[tuple[str, str]] = []
    if row.landing_amount is not None:
        words.append((t("overview.pace.landing", amount=formats.money(row.landing_amount)), "landing"))
    if base.plan_amount is not None and base.gap is not None and base.compared_target is not None:
        ahead = base.gap + base.compared_target - base.plan_amount
        key = "overview.pace.ahead" if ahead >= 0 else "overview.pace.late"
        words.append((t(key, amount=formats.money(abs(ahead))), "plan_line"))
    if base.needed_per_workday:
        words.append((t("overview.pace.needed", amount=formats.money(base.needed_per_workday)), "needed_per_day"))
    return [blocks.link(text, explain.href("overview", asked(figure, found))) for text, figure in words]
