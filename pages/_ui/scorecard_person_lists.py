"""The rows behind a person: the period's follow-ups with their checks, those that fail one, overdue customers, old open orders."""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, get_args

import streamlit as st

from analytics.open_orders import OpenOrder
from analytics.person_records import CHECKS, PersonRecord
from analytics.reports import Report
from pages._ui import blocks, codes, follow_up_lists, scorecard_person_opens, tables, tokens
from pages._ui.follow_up_lists import Lists
from pages._ui.formats import ABSENT, Formats
from pages._ui.scorecard_person_facts import Found
from pages._ui.tables import Column

Rows = Literal["records", "failed", "overdue", "orders"]

ROWS = "rows"  # the code in the URL
KINDS: tuple[Rows, ...] = get_args(Rows)
MOST = 7
MARKS: Mapping[bool | None, str] = {True: "✓", False: "✕", None: "–"}
_RECORD = (
    *("customer_id", "customer_name", "grade", "followed_up_at", "logged_at", "method", "duration_minutes", "content"),
    *("next_step", "promised_on", "stage", *CHECKS, "import_id", "line"),
)
_ORDER = ("order_id", "customer_id", "ordered_on", "amount", "open_amount", "age_days")


def show(found: Found, formats: Formats) -> None:
    """A switch between the lists, with their counts; its choice is a code of this page (`rows=`)."""
    with st.container(border=True, key="panel_rows", height="stretch", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", key="title_rows"):
            chosen = _switch(found, formats)
            st.space("stretch")
            blocks.show(blocks.span(formats.t("scorecard_person.rows_key." + chosen), "m s opt"), width="content")
            tables.download(_report(found, chosen), key="person_rows")
        if not _count(found, chosen):
            blocks.show(blocks.span(formats.t("scorecard_person.no_rows." + chosen), "m"))
        elif chosen == "overdue":
            Lists(formats, tokens.tokens()).cell(found.review.overdue, has_owner=False, most=MOST)
        elif chosen == "orders":
            _orders(found, formats)
        else:
            _records(found.failed if chosen == "failed" else found.records, formats)


def _switch(found: Found, formats: Formats) -> Rows:
    options = [kind for kind in KINDS if _count(found, kind) or kind in {"records", "overdue"}]
    asked = codes.here(ROWS)
    st.session_state["person_rows"] = asked if asked in options else "records"
    chosen = st.segmented_control(
        formats.t("scorecard_person.choose_rows"),
        options,
        format_func=lambda kind: formats.t("scorecard_person.rows." + kind, count=_count(found, kind)),
        key="person_rows",
        on_change=lambda: codes.put_here(ROWS, st.session_state["person_rows"]),
        label_visibility="collapsed",
        required=True,
    )
    return next(kind for kind in KINDS if kind == chosen)


def _count(found: Found, kind: Rows) -> int:
    review = found.review
    return len({"records": found.records, "failed": found.failed, "overdue": review.overdue, "orders": review.orders}[kind])


def _records(records: Sequence[PersonRecord], formats: Formats) -> None:
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
    rows = [[make(record) for _, make in parts] for record in records]
    tables.show(
        [column for column, _ in parts],
        rows,
        key=scorecard_person_opens.key("person_records"),
        alt=t("scorecard_person.rows.records", count=len(records)),
        most=MOST,
        on_click=lambda row, _column: scorecard_person_opens.open_record(records[row].import_id, records[row].line),
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


def _orders(found: Found, formats: Formats) -> None:
    t, names = formats.t, found.review.order_names
    parts: list[tuple[Column, Callable[[OpenOrder], str]]] = [
        (Column(t("scorecard_person.order.id"), 150), lambda each: each.order_id),
        (Column(t("scorecard_person.order.customer"), 220), lambda each: names.get(each.customer_id, each.customer_id)),
        (Column(t("scorecard_person.order.ordered_on"), 110), lambda each: formats.day(each.ordered_on)),
        (Column(t("scorecard_person.order.amount"), 105, "number"), lambda each: formats.exact(each.amount)),
        (Column(t("scorecard_person.order.open"), 105, "number"), lambda each: formats.exact(each.open_amount)),
        (Column(t("scorecard_person.order.age"), 105, "number"), lambda each: formats.count(each.age_days)),
    ]
    orders = found.review.orders
    tables.show(
        [column for column, _ in parts],
        [[make(order) for _, make in parts] for order in orders],
        key=scorecard_person_opens.key("person_orders"),
        alt=t("scorecard_person.rows.orders", count=len(orders)),
        most=MOST,
        on_click=lambda _row, _column: scorecard_person_opens.open_figure(found, "collection"),
    )


def _report(found: Found, kind: Rows) -> Report:
    """The chosen list, whole, as a table to download."""
    review = found.review
    if kind == "overdue":
        return follow_up_lists.report("overdue", review.overdue)
    if kind == "orders":
        return Report("open_orders", _ORDER, [tuple(getattr(order, column) for column in _ORDER) for order in review.orders])
    records = found.failed if kind == "failed" else found.records
    return Report(kind, _RECORD, [tuple(getattr(record, column) for column in _RECORD) for record in records])
