"""Lists of customers who need somebody to act: what each list shows, and the same as a download."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from analytics.attention import Attention, Kind
from analytics.explanations import Asked
from analytics.explanations_customers import Place
from analytics.follow_ups import Customer
from analytics.over_contact import Touch
from analytics.overdue_map import Axes, OverdueMap
from analytics.reports import Report
from pages._ui import explain, pictures, tables, texts
from pages._ui.formats import ABSENT, Formats
from pages._ui.tables import Column
from pages._ui.tokens import Tokens

DOWNLOADED = (
    *("customer_id", "customer_name", "owner", "department", "region", "grade", "stage", "contact", "phone"),
    *("first_contact_on", "last_contact_on", "due_on", "overdue_days", "state", "next_step", "promised_on"),
    *("broken_promise_on", "promise_from_text", "missed_executive", "missed_visit", "sales_12m"),
)
TOUCHES = ("customer_id", "customer_name", "owner", "grade", "previous_on", "followed_up_at", "gap_days", "minimum_days")
BROKEN, MISSED = "✕", "◇"

Row = TypeVar("Row", Customer, Touch)
Part = tuple[Column, Callable[[Row], str]]


@dataclass(frozen=True)
class Lists:
    """Draws lists in the reader's language and theme."""

    formats: Formats
    tokens: Tokens

    def show(self, found: Attention, kind: Kind, *, most: int) -> None:
        """The list of a kind, all its rows, `most` of them before it scrolls."""
        alt = self.formats.t("follow_ups.list." + kind)
        if kind == "over_contact":
            _draw(found.touches, self._over_contact(), key="list_over_contact", alt=alt, most=most)
        else:
            customers = found.customers(kind)
            _draw(customers, self._parts(kind, customers), key=f"list_{kind}", alt=alt, most=most)

    def cell(
        self, customers: Sequence[Customer], places: Mapping[str, Place], files: Mapping[int, str], *, has_owner: bool, most: int
    ) -> None:
        """The customers of a cell in its drawer, each with the file and line of the contact that decides."""
        t = self.formats.t
        parts: list[Part[Customer]] = [
            (Column(t("follow_ups.column.customer"), 112), name),
            *([(Column(t("follow_ups.column.owner"), 78), self._owner)] if has_owner else []),
            (Column(t("follow_ups.column.grade"), 40), grade),
            *self._days(customers, bar_width=60)[: 1 if has_owner else 2],
            self._last_contact(),
            (Column(t("follow_ups.column.promise"), 180), promise),
            (Column(t("follow_ups.column.phone"), 114), phone),
            self._sales(customers),
            *_source(places, files, self.formats),
        ]
        _draw(customers, parts, key="cell_customers", alt=t("follow_ups.list.overdue"), most=most)

    def _parts(self, kind: Kind, customers: Sequence[Customer]) -> list[Part[Customer]]:
        t, formats = self.formats.t, self.formats
        contact: Part[Customer] = (Column(t("follow_ups.column.contact"), 84), lambda each: each.contact or ABSENT)
        called: Part[Customer] = (Column(t("follow_ups.column.phone"), 122), phone)
        who: list[Part[Customer]] = [
            (Column(t("follow_ups.column.customer"), 150), name),
            (Column(t("follow_ups.column.owner"), 90), self._owner),
            (Column(t("follow_ups.column.grade"), 44), grade),
        ]
        if kind == "overdue":
            return [
                *who,
                *self._days(customers, bar_width=110),
                (Column(t("follow_ups.column.also"), 56), also),
                self._sales(customers),
            ]
        if kind == "promise":
            promised: Part[Customer] = (
                Column(t("follow_ups.column.promised"), 84),
                lambda each: formats.short_day(each.broken_promise_on),
            )
            return [
                *who,
                promised,
                (Column(t("follow_ups.column.next_step"), 240), lambda each: each.next_step or ABSENT),
                self._sales(customers),
            ]
        if kind == "never_contacted":
            since: Part[Customer] = (Column(t("follow_ups.column.since"), 105), lambda each: formats.day(each.first_contact_on))
            return [*who, since, (Column(t("follow_ups.column.due"), 105), lambda each: formats.day(each.due_on)), contact, called]
        return [*who, self._last_contact(), contact, called, self._sales(customers)]

    def _over_contact(self) -> list[Part[Touch]]:
        t, formats = self.formats.t, self.formats
        return [
            (Column(t("follow_ups.column.customer"), 150), lambda touch: touch.customer_name or touch.customer_id),
            (Column(t("follow_ups.column.owner"), 90), lambda touch: touch.owner or t("follow_ups.unassigned")),
            (Column(t("follow_ups.column.grade"), 44), lambda touch: touch.grade),
            (Column(t("follow_ups.column.before"), 92), lambda touch: formats.short_day(touch.previous_on)),
            (Column(t("follow_ups.column.again"), 92), lambda touch: formats.short_day(touch.followed_up_at.date())),
            (Column(t("follow_ups.column.gap"), 96, "number"), lambda touch: formats.count(touch.gap_days)),
            (Column(t("follow_ups.column.minimum"), 96, "number"), lambda touch: formats.count(touch.minimum_days)),
        ]

    def _days(self, customers: Sequence[Customer], *, bar_width: int) -> list[Part[Customer]]:
        longest = max((each.overdue_days or 0 for each in customers), default=0) or 1

        def bar(customer: Customer) -> str:
            share = (customer.overdue_days or 0) / longest
            return pictures.bar(share, self.tokens.heat(share), width=bar_width)

        days = Column(self.formats.t("follow_ups.column.days"), 56, "number")
        return [(days, lambda each: self.formats.count(each.overdue_days)), (Column(" ", bar_width + 16, "image"), bar)]

    def _sales(self, customers: Sequence[Customer]) -> Part[Customer]:
        unit = self.formats.unit([each.sales_12m for each in customers])
        return Column(self.formats.t("follow_ups.column.sales_12m"), 94, "number"), lambda each: self.formats.money(
            each.sales_12m, unit=unit
        )

    def _last_contact(self) -> Part[Customer]:
        return Column(self.formats.t("follow_ups.column.last_contact"), 84), lambda each: self.formats.short_day(
            each.last_contact_on
        )

    def _owner(self, customer: Customer) -> str:
        return customer.owner or self.formats.t("follow_ups.unassigned")


def _source(places: Mapping[str, Place], files: Mapping[int, str], formats: Formats) -> list[Part[Customer]]:
    """Import, line and file."""
    t = formats.t
    return [
        (Column(t("explain.column.import_id"), 50, "number"), lambda each: formats.count(places[each.customer_id][0])),
        (Column(t("explain.column.line"), 60, "number"), lambda each: formats.count(places[each.customer_id][1])),
        (Column(t("explain.column.file"), 170), lambda each: files.get(places[each.customer_id][0] or 0, ABSENT)),
    ]


def _draw(rows: Sequence[Row], parts: Sequence[Part[Row]], *, key: str, alt: str, most: int) -> None:
    """A click on a row opens the customer's contacts, one on an amount the sales behind it."""
    cells = [[make(row) for _, make in parts] for row in rows]
    sales = texts.translator()("follow_ups.column.sales_12m")

    def opened(row: int, column: int) -> None:
        figure = "sales_12m" if parts[column][0].label == sales else "contacts"
        explain.open(Asked(figure, "customer", (rows[row].customer_id,)))

    columns = [column for column, _ in parts]
    tables.show(columns, cells, key=f"{key}_{explain.turn()}", alt=alt, most=most, on_click=opened)


def name(customer: Customer) -> str:
    """The customer's name, else the id."""
    return customer.customer_name or customer.customer_id


def grade(customer: Customer) -> str:
    return customer.grade or ABSENT


def phone(customer: Customer) -> str:
    """A mainland mobile number without +86, as it is dialled; all others as stored."""
    number = customer.phone or ABSENT
    return number.removeprefix("+86") if re.fullmatch(r"\+861[0-9]{10}", number) else number


def also(customer: Customer) -> str:
    """What else is wrong: ✕ a broken promise, ◇ a missed executive touch or visit."""
    marks = [BROKEN] if customer.broken_promise_on else []
    return " ".join([*marks, MISSED] if customer.missed_executive or customer.missed_visit else marks)


def promise(customer: Customer) -> str:
    """The promised next step, with ✕ when its day has gone by."""
    if not customer.next_step:
        return ABSENT
    return f"{BROKEN} {customer.next_step}" if customer.broken_promise_on else customer.next_step


def report(title: str, customers: Sequence[Customer], places: Mapping[str, Place] | None = None) -> Report:
    """Customers as a table to download; `places`: with the import and line of the contact that decides."""
    rows = [tuple(getattr(each, column) for column in DOWNLOADED) for each in customers]
    if places is None:
        return Report(title, DOWNLOADED, rows)
    placed = [(*row, *places[each.customer_id]) for row, each in zip(rows, customers, strict=True)]
    return Report(title, (*DOWNLOADED, "import_id", "line"), placed)


def report_of_map(shown: OverdueMap, axes: Axes) -> Report:
    """All cells of the map as a table to download: the folded lines as `rest`, the total as `*`."""
    names = {"one": None, "rest": "rest", "total": "*"}
    rows = [
        (
            *(names[line.kind] or line.shown, column.key, cell.as_of, cell.active_count, cell.overdue_count),
            *(cell.overdue_pct, cell.longest_days, cell.never_contacted_count),
        )
        for line in shown.lines
        for column, cell in zip(shown.columns, line.cells, strict=True)
        if cell is not None
    ]
    return Report("heatmap", (*axes, "as_of", "active", "overdue", "overdue_pct", "max_overdue_days", "never_contacted"), rows)


def report_of(found: Attention, kind: Kind) -> Report:
    """A whole list as a table to download."""
    if kind == "over_contact":
        return Report(kind, TOUCHES, [tuple(getattr(touch, column) for column in TOUCHES) for touch in found.touches])
    return report(kind, found.customers(kind))
