"""The panel of rows behind a person: follow-ups with their checks, failing ones, overdue customers, old open orders."""

from typing import Literal, get_args

import streamlit as st

from analytics.person_records import CHECKS, PersonRecord
from analytics.reports import Report
from pages._ui import blocks, codes, follow_up_lists, scorecard_person_rows, tables
from pages._ui.formats import Formats
from pages._ui.scorecard_person_facts import Found

Rows = Literal["records", "failed", "on_time", "is_complete", "is_specific", "next_step_in_order", "overdue", "orders"]

ROWS = "rows"  # the code in the URL
KINDS: tuple[Rows, ...] = get_args(Rows)
ALWAYS = ("records", "overdue")
_RECORD = (
    *("customer_id", "customer_name", "grade", "followed_up_at", "logged_at", "method", "duration_minutes", "content"),
    *("next_step", "promised_on", "stage", *CHECKS, "import_id", "line"),
)
_ORDER = ("order_id", "customer_id", "ordered_on", "amount", "open_amount", "age_days")


def show(found: Found, formats: Formats) -> None:
    """A switch between the lists, with their counts; its choice is a code of this page (`rows=`).

    Where advice leads to those that fail one check, they stand in the switch instead of all that fail one.
    """
    with st.container(border=True, key="panel_rows", height="stretch", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", key="title_rows"):
            chosen = _switch(found, formats)
            st.space("stretch")
            key = chosen if chosen in ("overdue", "orders") else "records"
            blocks.show(blocks.span(formats.t("scorecard_person.rows_key." + key), "m s opt"), width="content")
            tables.download(_report(found, chosen), key="person_rows")
        if not _count(found, chosen):
            blocks.show(blocks.span(formats.t("scorecard_person.no_rows." + chosen), "m"))
        elif chosen == "overdue":
            scorecard_person_rows.overdue(found, formats)
        elif chosen == "orders":
            scorecard_person_rows.orders(found, formats)
        else:
            scorecard_person_rows.records(_listed(found, chosen), formats)


def _switch(found: Found, formats: Formats) -> Rows:
    asked = codes.here(ROWS)
    failing = asked if asked in CHECKS else "failed"
    options = [kind for kind in KINDS if kind in ALWAYS or (kind in (failing, "orders") and _count(found, kind))]
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
    lists = {"overdue": found.review.overdue, "orders": found.review.orders}
    return len(lists[kind] if kind in lists else _listed(found, kind))


def _listed(found: Found, kind: Rows) -> tuple[PersonRecord, ...]:
    """The follow-ups of a list: all, those that fail a check, or this one."""
    if kind in CHECKS:
        return tuple(record for record in found.records if kind in record.failed)
    return found.failed if kind == "failed" else found.records


def _report(found: Found, kind: Rows) -> Report:
    """The chosen list, whole, as a table to download."""
    review = found.review
    if kind == "overdue":
        return follow_up_lists.report("overdue", review.overdue)
    if kind == "orders":
        return Report("open_orders", _ORDER, [tuple(getattr(order, column) for column in _ORDER) for order in review.orders])
    return Report(kind, _RECORD, [tuple(getattr(record, column) for column in _RECORD) for record in _listed(found, kind)])
