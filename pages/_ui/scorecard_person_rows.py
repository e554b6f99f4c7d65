"""The tables of rows behind a person: follow-ups with their checks, overdue customers, old open orders."""

from collections.abc import Callable, Mapping, Sequence

from analytics.follow_ups import Customer
from analytics.open_orders import OpenOrder
from analytics.person_records import CHECKS, PersonRecord
from pages._ui import follow_up_lists, pictures, scorecard_person_opens, tables, tokens
from pages._ui.formats import ABSENT, Formats
from pages._ui.scorecard_person_facts import Found
from pages._ui.tables import Column

MOST = 7
BAR = 80
MARKS: Mapping[bool | None, str] = {True: "✓", False: "✕", None: "–"}


def records(listed: Sequence[PersonRecord], formats: Formats) -> None:
    """Follow-ups with their checks; a click opens the record."""
    t = formats.t
    parts: list[tuple[Column, Callable[[PersonRecord], str]]] = [
        (Column(t("scorecard_person.record.at"), 104), at),
        (Column(t("scorecard_person.record.customer"), 112), lambda each: each.customer_name or each.customer_id),
        (Column(t("scorecard_person.record.grade"), 54), lambda each: each.grade or ABSENT),
        (Column(t("scorecard_person.record.method"), 72), lambda each: t("scorecard_person.method." + each.method)),
        (Column(t("scorecard_person.record.content"), 250), lambda each: each.content or ABSENT),
        (Column(t("scorecard_person.record.checks"), 86), checks),
        (Column(t("scorecard_person.record.failed"), 164), lambda each: reasons(each, formats)),
        (Column(t("scorecard_person.record.next_step"), 190), lambda each: next_step(each, formats)),
    ]
    rows = [[make(record) for _, make in parts] for record in listed]
    tables.show(
        [column for column, _ in parts],
        rows,
        key=scorecard_person_opens.key("person_records"),
        alt=t("scorecard_person.rows.records", count=len(listed)),
        most=MOST,
        on_click=lambda row, _column: scorecard_person_opens.open_record(listed[row].import_id, listed[row].line),
    )


def at(record: PersonRecord) -> str:
    """02-27 16:40; the day alone where no time was given."""
    return f"{record.followed_up_at:%m-%d %H:%M}" if record.has_time else f"{record.followed_up_at:%m-%d}"


def checks(record: PersonRecord) -> str:
    """The four checks: passed, failed, not applicable."""
    return " ".join(MARKS[getattr(record, check)] for check in CHECKS)


def reasons(record: PersonRecord, formats: Formats) -> str:
    """Which checks failed, in words."""
    words = [formats.t("scorecard_person.failed." + check) for check in record.failed]
    return formats.t("scorecard_person.and").join(words) or ABSENT


def next_step(record: PersonRecord, formats: Formats) -> str:
    """Its day and what is to be done."""
    parts = [formats.short_day(record.promised_on)] if record.promised_on else []
    return " ".join([*parts, record.next_step] if record.next_step else parts) or ABSENT


def overdue(found: Found, formats: Formats) -> None:
    """The person's overdue customers, the longest first; a click opens how many there are and why."""
    t, colours, customers = formats.t, tokens.tokens(), found.review.overdue
    longest = max((each.overdue_days or 0 for each in customers), default=0) or 1
    unit = formats.unit([each.sales_12m for each in customers])

    def bar(each: Customer) -> str:
        share = (each.overdue_days or 0) / longest
        return pictures.bar(share, colours.heat(share), width=BAR)

    parts: list[tuple[Column, Callable[[Customer], str]]] = [
        (Column(t("scorecard_person.record.customer"), 150), follow_up_lists.name),
        (Column(t("scorecard_person.record.grade"), 54), follow_up_lists.grade),
        (Column(t("scorecard_person.overdue.days"), 90, "number"), lambda each: formats.count(each.overdue_days)),
        (Column(" ", BAR + 16, "image"), bar),
        (Column(t("scorecard_person.overdue.due"), 92), lambda each: formats.short_day(each.due_on)),
        (Column(t("scorecard_person.overdue.last"), 92), lambda each: formats.short_day(each.last_contact_on)),
        (Column(t("scorecard_person.overdue.promise"), 220), follow_up_lists.promise),
        (Column(t("scorecard_person.overdue.phone"), 124), follow_up_lists.phone),
        (Column(t("scorecard_person.overdue.sales"), 100, "number"), lambda each: formats.money(each.sales_12m, unit=unit)),
    ]
    tables.show(
        [column for column, _ in parts],
        [[make(each) for _, make in parts] for each in customers],
        key=scorecard_person_opens.key("person_overdue"),
        alt=t("scorecard_person.rows.overdue", count=len(customers)),
        most=MOST,
        on_click=lambda _row, _column: scorecard_person_opens.open_figure(found, "overdue"),
    )


def orders(found: Found, formats: Formats) -> None:
    """Open orders more than 60 days past due, the oldest first; a click opens how collection comes about."""
    t, names = formats.t, found.review.order_names
    parts: list[tuple[Column, Callable[[OpenOrder], str]]] = [
        (Column(t("scorecard_person.order.id"), 150), lambda each: each.order_id),
        (Column(t("scorecard_person.order.customer"), 220), lambda each: names.get(each.customer_id, each.customer_id)),
        (Column(t("scorecard_person.order.ordered_on"), 110), lambda each: formats.day(each.ordered_on)),
        (Column(t("scorecard_person.order.amount"), 105, "number"), lambda each: formats.exact(each.amount)),
        (Column(t("scorecard_person.order.open"), 105, "number"), lambda each: formats.exact(each.open_amount)),
        (Column(t("scorecard_person.order.age"), 105, "number"), lambda each: formats.count(each.age_days)),
    ]
    tables.show(
        [column for column, _ in parts],
        [[make(order) for _, make in parts] for order in found.review.orders],
        key=scorecard_person_opens.key("person_orders"),
        alt=t("scorecard_person.rows.orders", count=len(found.review.orders)),
        most=MOST,
        on_click=lambda _row, _column: scorecard_person_opens.open_figure(found, "collection"),
    )
