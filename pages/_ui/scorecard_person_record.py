"""The drawer of one follow-up: all that was written down, each check with its reason, the file and line it came from."""

from collections.abc import Iterator

import streamlit as st

from analytics.person_records import CHECKS, Check, PersonRecord
from pages._ui import blocks, codes, scorecard_person_opens, session
from pages._ui.blocks import Html, Text
from pages._ui.formats import ABSENT, Formats, number
from pages._ui.scorecard_person_facts import Found
from pages._ui.scorecard_person_opens import RECORD
from pages._ui.scorecard_person_rows import MARKS

WIDTH = 620


def show(found: Found, formats: Formats) -> None:
    """Opens the drawer of the record that the URL names; nothing without such a record. Closing it clears the URL."""
    named = codes.here(RECORD)
    if named is None:
        return
    records = found.records
    record = next((one for one in records if codes.pack(str(one.import_id), str(one.line)) == named), None)
    if record is not None:
        title = formats.t("scorecard_person.record.title", customer=record.customer_name or record.customer_id)
        draw = st.dialog(blocks.as_markdown(title), position="right", width=WIDTH, on_dismiss=_closed)(_content)
        draw(found, record, formats)


def _closed() -> None:
    codes.put_here(RECORD, None)
    scorecard_person_opens.forget_clicks()


def _content(found: Found, record: PersonRecord, formats: Formats) -> None:
    t = formats.t
    _table([(t("scorecard_person.record." + name), value) for name, value in _fields(record, formats)])
    blocks.show(blocks.bold(t("scorecard_person.record.checks")))
    _table([(_mark(record, check), t(f"scorecard_person.check.{check}")) for check in CHECKS])
    file = session.files().get(record.import_id, ABSENT)
    blocks.show(blocks.span(t("scorecard_person.record.source", file=file, line=record.line, number=record.import_id), "m s"))
    link = blocks.link(t("scorecard_person.record.compliance"), scorecard_person_opens.href(found, "compliance"))
    blocks.show(link)


def _fields(record: PersonRecord, formats: Formats) -> Iterator[tuple[str, str]]:
    t = formats.t
    clock = f" {record.followed_up_at:%H:%M}" if record.has_time else ""
    yield "at", formats.day(record.followed_up_at.date()) + clock
    yield "logged_at", ABSENT if record.logged_at is None else f"{formats.day(record.logged_at.date())} {record.logged_at:%H:%M}"
    yield "customer", f"{record.customer_name or ABSENT} ({record.customer_id})"
    yield "grade", record.grade or ABSENT
    yield "method", t("scorecard_person.method." + record.method)
    if record.duration_minutes is not None:
        yield "duration", t("scorecard_person.record.minutes", minutes=number(record.duration_minutes, 0))
    yield "content", record.content or ABSENT
    yield "next_step", record.next_step or ABSENT
    yield "promised_on", formats.day(record.promised_on)
    yield "stage", _stage(record, formats)


def _stage(record: PersonRecord, formats: Formats) -> str:
    """A stage of the definitions in words; another one as it was written."""
    known = ("lead", "need", "proposal", "quote", "negotiation", "won", "lost", "paused")
    if record.stage in known:
        return formats.t("scorecard_person.stage." + record.stage)
    return record.stage or ABSENT


def _mark(record: PersonRecord, check: Check) -> Html:
    passed = getattr(record, check)
    return blocks.span(MARKS[passed], "warn" if passed is False else "m")


def _table(rows: list[tuple[Text, Text]]) -> None:
    lines = (f"<tr><td>{blocks.html(label)}</td><td>{blocks.html(value)}</td></tr>" for label, value in rows)
    blocks.show(Html(f'<table class="t rec">{"".join(lines)}</table>'))
