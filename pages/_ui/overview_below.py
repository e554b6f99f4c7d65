"""The Overview's lists below the fold: whose score moved, with the part behind it; what was agreed and is open; each whole too."""

from collections.abc import Sequence

from analytics import movements, numbers
from analytics.explanations import Asked
from analytics.movements import Movement
from analytics.overview_agreements import Open
from analytics.reports import Cell, Report
from pages._ui import blocks, codes, explain, panels, scorecard_choice, tables
from pages._ui.blocks import Text
from pages._ui.formats import ABSENT, Formats, number
from pages._ui.overview_facts import Below, Found
from pages._ui.overview_lists import MOST, linked
from pages._ui.scorecard_team_board import BAND_MARKS
from pages._ui.tables import Column

KINDS = ("movers", "agreements")
MOST_ROWS = 20


def movers(found: Found, below: Below, formats: Formats) -> None:
    """Who rose and who fell since the period before; each opens the person."""
    t, every = formats.t, below.movements
    link = blocks.link(t("overview.all_people", count=len(every)), codes.href("overview", open="movers")) if every else ""
    with panels.panel("score_movers", t("overview.movers.title"), link):
        shown = movements.extremes(every, MOST)
        if not shown:
            key = "overview.movers.need" if found.period.kind != "year" and not every else "overview.movers.none"
            blocks.show(blocks.span(t(key), "m"))
            return
        header = [t("overview.column." + name) for name in ("person", "score", "change", "band", "behind")]
        blocks.table(header, [_mover(one, found, formats) for one in shown], right=(1, 2))


def _mover(one: Movement, found: Found, formats: Formats) -> list[Text]:
    """The name and the band open the person, each figure how it comes about."""
    change = _points(one)
    name, band = linked([one.name or formats.t("overview.unassigned"), _bands(one, formats)], scorecard_choice.person_href(one.key))
    return [
        name,
        _opened(blocks.bold(_score(one)), "score", one, found),
        _opened(blocks.span(change, "warn") if one.change < 0 else change, "score_change", one, found),
        band,
        _opened(blocks.span(_part(one, formats), "m"), f"part_{one.part}" if one.part else "score_change", one, found),
    ]


def _opened(text: Text, figure: str, one: Movement, found: Found) -> Text:
    return blocks.row_link(text, explain.href("overview", Asked(figure, "owner", (one.key,), found.period)))


def _score(one: Movement) -> str:
    return number(one.score, 1) + ("*" if one.is_provisional else "")


def _points(one: Movement) -> str:
    return f"{'▲' if one.change > 0 else '▼' if one.change < 0 else '＝'} {number(abs(one.change), 1)}"


def _bands(one: Movement, formats: Formats) -> str:
    """The band with its mark, and the one it came from where that is another."""
    now = f"{BAND_MARKS[one.band]} {formats.t('scorecards.band.' + one.band)}"
    return f"{BAND_MARKS[one.band_before]} → {now}" if one.bands else now


def _part(one: Movement, formats: Formats) -> str:
    if one.part is None or one.part_points is None:
        return ABSENT
    return f"{formats.t('overview.part.' + one.part)} {number(one.part_points, 1, sign=True)}"


def agreements(below: Below, formats: Formats) -> None:
    """What was agreed and is open, the earliest due first; each opens the person in the period it was agreed for."""
    t, every = formats.t, below.agreements
    link = blocks.link(t("overview.all_agreements", count=len(every)), codes.href("overview", open="agreements")) if every else ""
    with panels.panel("agreements", t("overview.agreements.title"), link):
        if not every:
            blocks.show(blocks.span(t("overview.agreements.none"), "m"))
            return
        header = [t("overview.column." + name) for name in ("due", "person", "agreed")]
        blocks.table(header, [_agreement(one, formats) for one in every[:MOST]])


def _agreement(one: Open, formats: Formats) -> list[Text]:
    due = _due(one, formats)
    cells = [blocks.span(due, "warn") if one.is_late else due, one.name, one.agreement.wording.text]
    href = codes.href("scorecards", view="person", person=one.agreement.person, period=one.agreement.period.code)
    return linked(cells, href)


def _due(one: Open, formats: Formats) -> str:
    day = formats.short_day(one.agreement.wording.due_on)
    if one.days_late is None:
        return formats.t("overview.due.no_day")
    if one.is_late:
        return formats.t("overview.due.late", day=day, count=one.days_late)
    return formats.t("overview.due.today", day=day) if one.days_late == 0 else day


def everything(below: Below, kind: str, formats: Formats) -> None:
    """A whole list with its download."""
    t = formats.t
    columns, rows, report = (_all_movers if kind == "movers" else _all_agreements)(below, formats)
    tables.show(columns, rows, key=f"all_{kind}", alt=t("overview.drawer." + kind), most=MOST_ROWS)
    tables.download(report, key=f"all_{kind}")


Whole = tuple[list[Column], list[Sequence[str | None]], Report]


def _all_movers(below: Below, formats: Formats) -> Whole:
    t = formats.t
    widths = {"person": 110, "department": 100, "score_before": 84, "score": 76, "change": 84, "band": 180, "behind": 160}
    right = ("score_before", "score", "change")
    columns = [Column(t("overview.column." + name), width, "number" if name in right else "text") for name, width in widths.items()]
    rows: list[Sequence[str | None]] = [
        (
            *(one.name or t("overview.unassigned"), one.department or ABSENT, number(one.score_before, 1), _score(one)),
            *(_points(one), _bands(one, formats), _part(one, formats)),
        )
        for one in below.movements
    ]
    cells: list[tuple[Cell, ...]] = [
        (
            *(one.name, one.department, one.score_before, one.score, one.change, one.band_before, one.band, one.part),
            None if one.part_points is None else numbers.half_up(one.part_points, 1),
        )
        for one in below.movements
    ]
    names = ("owner", "department", "score_before", "score", "change", "band_before", "band", "part", "part_points")
    return columns, rows, Report("score_movements", names, cells)


def _all_agreements(below: Below, formats: Formats) -> Whole:
    t = formats.t
    widths = {"due": 142, "person": 84, "department": 90, "agreed": 254, "agreed_for": 116, "by": 84}
    columns = [Column(t("overview.column." + name), width) for name, width in widths.items()]
    rows: list[Sequence[str | None]] = [
        (
            *(_due(one, formats), one.name, one.department or ABSENT, one.agreement.wording.text),
            *(formats.period(one.agreement.period), one.agreement.wording.owner or one.agreement.author),
        )
        for one in below.agreements
    ]
    cells: list[tuple[Cell, ...]] = [
        (
            *(one.agreement.wording.due_on, one.days_late, one.name, one.department, one.agreement.wording.text),
            *(one.agreement.period.code, one.agreement.wording.owner, one.agreement.author, one.agreement.sequence),
        )
        for one in below.agreements
    ]
    names = ("due_on", "days_late", "owner", "department", "text", "period", "to_do_by", "author", "number")
    return columns, rows, Report("agreements", names, cells)
