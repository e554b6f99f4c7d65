"""The Overview's three lists of five: who is behind, which region × product is, who neglects A customers."""

from collections.abc import Sequence

from analytics.explanations import Asked, By
from analytics.overview import Neglect, Shortfall
from analytics.sales import SalesRow
from pages._ui import blocks, codes, explain, panels
from pages._ui.blocks import Text
from pages._ui.formats import ABSENT, Formats, Unit
from pages._ui.judgements import growth, is_by_landing, pct_of, state_of
from pages._ui.overview_facts import Found
from pages._ui.tokens import MARKS

MOST = 5


def people(found: Found, formats: Formats) -> None:
    """Who is behind in money; each opens the person's sales."""
    t, rows = formats.t, found.people
    link = blocks.link(t("overview.all_people", count=len(rows)), codes.href("overview", open="people")) if rows else ""
    with panels.panel("people", t("overview.people.title"), link):
        if not rows:
            _nothing(found, formats)
            return
        unit = formats.unit([shortfall.amount for shortfall in rows[:MOST]])
        header = [
            t("overview.column.person"),
            t("overview.column.department"),
            _share_name(found, formats),
            t("overview.column.gap"),
        ]
        blocks.table(header, [_person(shortfall, found, formats, unit) for shortfall in rows[:MOST]], right=(2, 3))


def _person(shortfall: Shortfall, found: Found, formats: Formats, unit: Unit) -> list[Text]:
    row = shortfall.row
    name = row.owner or formats.t("overview.unassigned")
    department = blocks.span(row.department or ABSENT, "m")
    pct, gap = blocks.bold(formats.pct(pct_of(row))), formats.money(shortfall.amount, unit=unit)
    names = [opened(text, "actual", "owner", row, found) for text in (marked(name, row), department)]
    return [*names, opened(pct, pct_figure(row), "owner", row, found), opened(gap, gap_figure(row), "owner", row, found)]


def units(found: Found, formats: Formats) -> None:
    """Which region × product line stays behind its target or, without targets, sold less than the year before."""
    _units("units", found.units.worst, found, formats)


def best_units(found: Found, formats: Formats) -> None:
    """Which region × product line is furthest ahead of its target or, without targets, of the year before."""
    _units("best_units", found.units.best, found, formats)


def _units(kind: str, rows: Sequence[SalesRow], found: Found, formats: Formats) -> None:
    t, by = formats.t, found.units.by
    link = blocks.link(t("overview.all_units", count=len(rows)), codes.href("overview", open=kind)) if rows else ""
    with panels.panel(kind, t(f"overview.{kind}.title.{by}"), link):
        if not rows:
            _nothing(found, formats)
            return
        unit = formats.unit([found.units.amount(row) for row in rows[:MOST]])
        second = _share_name(found, formats) if by == "target" else t("overview.column.actual")
        last = t("overview.column.gap" if by == "target" else "overview.column.change")
        header = [t("overview.column.unit"), second, t("overview.column.year_before"), last]
        blocks.table(header, [_unit(row, found, formats, unit) for row in rows[:MOST]], right=(1, 2, 3))


def unit_name(row: SalesRow, formats: Formats) -> str:
    unassigned = formats.t("overview.unassigned")
    return f"{row.region or unassigned} × {row.product_line or unassigned}"


def _unit(row: SalesRow, found: Found, formats: Formats, unit: Unit) -> list[Text]:
    by_target = found.units.by == "target"
    name = unit_name(row, formats)
    share = blocks.bold(formats.pct(pct_of(row))) if by_target else formats.money(row.actual)
    amount = formats.money(found.units.amount(row), unit=unit, sign=True)
    by = unit_by(found)
    return [
        opened(marked(name, row) if by_target else name, "actual", by, row, found),
        opened(share, pct_figure(row) if by_target else "actual", by, row, found),
        opened(falling(row, formats), "growth_yoy", by, row, found),
        opened(amount, gap_figure(row) if by_target else "growth_yoy", by, row, found),
    ]


def unit_by(found: Found) -> By:
    """Region × product line, of a chosen department its part of it."""
    return "cell" if found.department is None else "unit"


def falling(row: SalesRow, formats: Formats) -> Text:
    """Growth on the year before, in rust where it falls: this list is about that."""
    text = growth(row.growth_yoy, row, formats)
    return blocks.span(text, "warn") if text.startswith("▼") else text


def neglected(found: Found, formats: Formats) -> None:
    """Whose A customers are overdue; each opens the customers on the follow-ups page."""
    t, rows = formats.t, found.neglected
    count = sum(len(one.customers) for one in rows)
    everybody = codes.href("follow_ups", map="owner_grade", grade="A")
    link = blocks.link(t("overview.all_customers", count=count), everybody) if rows else ""
    with panels.panel("neglected", t("overview.neglected.title"), link):
        if not rows:
            key = "overview.neglected.none" if found.overdue.active_count else "overview.neglected.need"
            blocks.show(blocks.span(t(key), "m"))
            return
        header = [
            t("overview.column.owner"),
            t("overview.column.customers"),
            t("overview.column.longest"),
            t("overview.column.sales_12m"),
        ]
        unit = formats.unit([one.sales_12m for one in rows[:MOST]])
        blocks.table(header, [_neglect(one, formats, unit) for one in rows[:MOST]], right=(1, 3))


def _neglect(one: Neglect, formats: Formats, unit: Unit) -> list[Text]:
    t, worst = formats.t, one.customers[0]
    longest = blocks.joined(
        blocks.bold(t("overview.days", count=one.longest_days)), blocks.span(worst.customer_name or worst.customer_id, "m")
    )
    cells: list[Text] = [
        one.owner or t("overview.unassigned"),
        blocks.bold(formats.count(len(one.customers))),
        longest,
        formats.money(one.sales_12m, unit=unit),
    ]
    cell = codes.pack("one", one.owner_key, "A")
    return linked(cells, codes.href("follow_ups", map="owner_grade", cell=cell))


def marked(name: str, row: SalesRow) -> Text:
    state = state_of(row)
    return f"{MARKS[state]} {name}" if state else name


def linked(cells: Sequence[Text], href: str) -> list[Text]:
    return [blocks.row_link(cell, href) for cell in cells]


def opened(text: Text, figure: str, by: By, row: SalesRow, found: Found) -> Text:
    """A figure of a person (in a department: only there) or of a cell; it opens how it comes about."""
    return blocks.row_link(text, explain.href("overview", Asked(figure, by, row.keys, found.period)))


def pct_figure(row: SalesRow) -> str:
    return "landing_attainment" if is_by_landing(row) else "attainment"


def gap_figure(row: SalesRow) -> str:
    return "gap" if row.base.landing_gap is None else "landing_gap"


def _share_name(found: Found, formats: Formats) -> str:
    return formats.t("overview.column.landing" if is_by_landing(found.row) else "overview.column.attainment")


def _nothing(found: Found, formats: Formats) -> None:
    t = formats.t
    key = "overview.no_target_row" if found.row.base.target is None else "overview.nobody_behind"
    blocks.show(blocks.span(t(key), "m"))


LISTS = (people, units, neglected)
