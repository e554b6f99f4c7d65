"""The panel of rows behind a person: follow-ups with their checks, failing ones, overdue customers, old open orders."""

from typing import Literal, get_args

import streamlit as st

from analytics.person_records import CHECKS
from analytics.reports import Report
from pages._ui import blocks, codes, follow_up_lists, scorecard_person_rows, tables
from pages._ui.formats import Formats
from pages._ui.scorecard_person_facts import Found

Rows = Literal["records", "failed", "overdue", "orders"]

ROWS = "rows"  # the code in the URL
KINDS: tuple[Rows, ...] = get_args(Rows)
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
            scorecard_person_rows.overdue(found, formats)
        elif chosen == "orders":
            scorecard_person_rows.orders(found, formats)
        else:
            scorecard_person_rows.records(found.failed if chosen == "failed" else found.records, formats)


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


def _report(found: Found, kind: Rows) -> Report:
    """The chosen list, whole, as a table to download."""
    review = found.review
    if kind == "overdue":
        return follow_up_lists.report("overdue", review.overdue)
    if kind == "orders":
        return Report("open_orders", _ORDER, [tuple(getattr(order, column) for column in _ORDER) for order in review.orders])
    records = found.failed if kind == "failed" else found.records
    return Report(kind, _RECORD, [tuple(getattr(record, column) for column in _RECORD) for record in records])
