"""The table of a person's figures: actual, target, bullet, percent reached, changes, course."""

from collections.abc import Callable
from decimal import Decimal
from typing import Literal

from analytics import numbers
from analytics.sales import Growth
from analytics.scorecard_lines import Line
from pages._ui import judgements, pictures, scorecard_person_answers, scorecard_person_opens, tables, tokens
from pages._ui.formats import ABSENT, Formats, number
from pages._ui.scorecard_person_facts import Found
from pages._ui.tables import Column
from pages._ui.tokens import MARKS, Tokens

What = Literal["name", "actual", "target", "attained", "before", "yoy", "course"]

ROW_HEIGHT = 36
BULLET, SPARK = 164, 100
BASE_AT = 72  # percent of the bullet's width where the base target stands
EXCELLENT, GOOD = 90, 80  # a mark in words (definitions §3, Satisfaction)

_WITH_TARGET = ("new_customers", "visits", "revenue_per_customer", "repurchase")
_WITH_ATTAINMENT = ("collection", "new_customers", "visits", "revenue_per_customer")


def show(found: Found, formats: Formats) -> None:
    """The table; a click on a figure opens how it comes about."""
    parts = _columns(found, formats, tokens.tokens())
    tables.show(
        [column for _, column, _ in parts],
        [[make(line) for _, _, make in parts] for line in found.lines],
        key=scorecard_person_opens.key("person_figures"),
        alt=formats.t("scorecard_person.figures." + found.period.kind),
        row_height=ROW_HEIGHT,
        on_click=scorecard_person_opens.of_cell(found, [[figure(line, what) for what, _, _ in parts] for line in found.lines]),
    )


def figure(line: Line, what: What) -> str:
    """The figure of the glossary that stands in a column of the line."""
    if line.code == "actual":
        return {"target": "target", "attained": "attainment", "before": "growth", "yoy": "growth_yoy"}.get(what, "actual")
    if what == "target" and line.code in _WITH_TARGET:
        return line.code + "_target"
    return line.code + "_attainment" if what == "attained" and line.code in _WITH_ATTAINMENT else line.code


def _columns(found: Found, formats: Formats, colours: Tokens) -> list[tuple[What, Column, Callable[[Line], str]]]:
    t, kind = formats.t, found.period.kind
    found_columns: list[tuple[What, Column, Callable[[Line], str]]] = [
        ("name", Column(t("scorecard_person.column.figure"), 172), lambda line: _name(line, found, formats)),
        ("actual", Column(t("scorecard_person.column.actual"), 88, "number"), lambda line: value(line.value, line, formats)),
        ("target", Column(t("scorecard_person.column.target"), 88, "number"), lambda line: target(line, formats)),
        (
            "attained",
            Column(t("scorecard_person.column.attained"), BULLET + 16, "image"),
            lambda line: _bullet(line, found, colours),
        ),
        ("attained", Column("%", 92, "number"), lambda line: _pct(line, found, formats)),
        ("yoy", Column(t("scorecard_person.column.yoy"), 128, "number"), lambda line: change(line.change_yoy, line, formats)),
        ("course", Column(t("scorecard_person.column.course." + kind), SPARK + 16, "image"), lambda line: _course(line, colours)),
    ]
    if kind != "year":
        before = Column(t("scorecard_person.column.before." + kind), 128, "number")
        found_columns.insert(5, ("before", before, lambda line: change(line.change, line, formats)))
    return found_columns


def _name(line: Line, found: Found, formats: Formats) -> str:
    name = formats.t("scorecard_person.figure." + line.code)
    if line.code == "collection":
        basis = formats.t("scorecard_person.basis." + found.card.collection.basis)
        return formats.t("scorecard_person.with_basis", name=name, basis=basis)
    return name + "*" if line.code == "new_customers" and found.card.is_history_start else name


def value(amount: Decimal | None, line: Line, formats: Formats) -> str:
    """A value of the line in its unit."""
    if amount is None:
        return ABSENT
    match line.unit:
        case "money":
            return formats.money(amount)
        case "count":
            return number(amount, 0 if amount == int(amount) else 1)
        case "pct":
            return formats.pct(amount)
        case _:
            return number(amount, 1)


def target(line: Line, formats: Formats) -> str:
    """The target; a whole rate without decimals."""
    if line.unit == "pct" and line.target is not None and line.target == int(line.target):
        return f"{number(line.target)}%"
    return value(line.target, line, formats)


def change(growth: Growth | None, line: Line, formats: Formats) -> str:
    """Of rates in percentage points, of marks in points, of the rest in percent."""
    if growth is None or growth.change is None:
        return ABSENT
    match line.unit:
        case "pct":
            return formats.pp(growth.change)
        case "points":
            rounded = numbers.half_up(growth.change, 1)
            arrow = "▲" if rounded > 0 else "▼" if rounded < 0 else "＝"
            return f"{arrow} {number(abs(rounded), 1)}"
        case _:
            return formats.growth(growth.pct, growth.change, line.value, money=line.unit == "money")


def state(line: Line, found: Found) -> str | None:
    """By landing where the period is partial and there is one; of other figures only in a whole period (look §4)."""
    if line.code == "actual":
        return judgements.state_of(found.card.sales)
    return None if found.card.sales.is_partial else tokens.state(line.pct)


def _pct(line: Line, found: Found, formats: Formats) -> str:
    """What is reached, with the mark of its state; a mark of 0 to 100 in words."""
    if line.pct is None:
        return _words(line, formats)
    judged = state(line, found)
    return f"{MARKS[judged]} {formats.pct(line.pct)}" if judged else formats.pct(line.pct)


def _words(line: Line, formats: Formats) -> str:
    if line.unit != "points" or line.value is None or line.value < GOOD:
        return ABSENT
    return scorecard_person_answers.band_words("excellent" if line.value >= EXCELLENT else "good", formats.t)


def _bullet(line: Line, found: Found, colours: Tokens) -> str:
    """Bar of what is reached with the base tick, the challenge tick and the landing; dotted where there is no target."""
    width, height = BULLET, ROW_HEIGHT - 8
    middle = height / 2
    if line.pct is None or line.target is None:
        dots = f'stroke="{colours.ghost}" stroke-width="2" stroke-dasharray="2 5"'
        return pictures.picture(f'<line x1="0" x2="{width}" y1="{middle}" y2="{middle}" {dots}/>', width, height)
    bar = _at(line.pct)
    shapes = [
        f'<rect y="{middle - 6}" width="{width}" height="12" rx="2" fill="{colours.soft}"/>',
        f'<rect y="{middle - 6}" width="{bar:.1f}" height="12" rx="2" fill="{colours.state(state(line, found))}"/>',
    ]
    landing = found.card.sales.base.landing_pct if line.landing is not None else None
    if landing is not None and _at(landing) > bar:
        dashes = f'stroke="{colours.ink}" stroke-width="2" stroke-dasharray="4 3"'
        shapes.append(f'<line x1="{bar:.1f}" x2="{_at(landing):.1f}" y1="{middle}" y2="{middle}" {dashes}/>')
    shapes.append(_tick(BASE_AT * width / 100, height, f'stroke="{colours.ink}" stroke-width="2.5"'))
    above = numbers.ratio_pct(line.challenge, line.target)
    if above is not None:
        shapes.append(_tick(_at(above), height, f'stroke="{colours.muted}" stroke-width="2" stroke-dasharray="3 3"'))
    return pictures.picture("".join(shapes), width, height)


def _at(pct: Decimal) -> float:
    """Where a percentage of the base target stands, within the bullet."""
    return min(max(float(pct), 0.0) * BASE_AT / 100, 100.0) * BULLET / 100


def _tick(x: float, height: int, stroke: str) -> str:
    return f'<line x1="{x:.1f}" x2="{x:.1f}" y1="3" y2="{height - 3}" {stroke}/>'


def _course(line: Line, colours: Tokens) -> str:
    values = [None if each is None else float(each) for each in line.course]
    return pictures.sparkline(values, colours.total, width=SPARK, height=ROW_HEIGHT - 8)
