"""All changes of the policy, the newest first: number, time, author, from when, what, and the way back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from analytics.policies import Change, Policies
from analytics.reports import Cell, Report
from pages._ui import blocks, panels, policy_answers, policy_choice, policy_draft, policy_words, session
from pages._ui.formats import Formats

RECENT = 5
PER_PAGE = 12
_COLUMNS = ("number", "at", "author", "from", "changes")


def recent(formats: Formats) -> None:
    """The newest changes, and the link to all."""
    t, held = formats.t, session.shown().query.policies
    link = blocks.link(t("policy_page.all", count=len(held.changes)), policy_choice.href("history")) if held.changes else ""
    with panels.panel("policy_recent", t("policy_page.history"), link):
        _list(held, _newest(held)[:RECENT], "recent", formats)


def everything(formats: Formats) -> None:
    """All changes, a page at a time, with a download."""
    t, held = formats.t, session.shown().query.policies
    found = _newest(held)
    with panels.panel("policy_history", t("policy_page.history"), download=_report(held, formats)):
        page = min(int(st.session_state.get("policy_page_number") or 1), -(-len(found) // PER_PAGE) or 1)
        _list(held, found[(page - 1) * PER_PAGE : page * PER_PAGE], "all", formats)
        if len(found) > PER_PAGE:
            st.pagination(-(-len(found) // PER_PAGE), key="policy_page_number")


def summary(formats: Formats) -> tuple[str, str]:
    """The answer of the history and the line below it."""
    t, changes = formats.t, session.shown().query.policies.changes
    undone = sum(change.undone_by is not None for change in changes)
    if not changes:
        return t("policy_page.answer.no_history"), t("policy_page.sub.no_history")
    return t("policy_page.answer.history", count=len(changes), held=len(changes) - undone), t("policy_page.sub.history")


def _newest(held: Policies) -> list[Change]:
    return sorted(held.changes, key=lambda change: -change.sequence)


def _list(held: Policies, found: list[Change], place: str, formats: Formats) -> None:
    t = formats.t
    if not found:
        blocks.show(blocks.span(t("policy_page.no_changes"), "m s"))
    with st.container(gap=None, key=f"rows_policy_{place}"):
        for change in found:
            with st.container(
                horizontal=True, wrap=False, vertical_alignment="center", key=f"line_policy_{place}_{change.sequence}"
            ):
                is_undone = change.undone_by is not None
                _two_lines(_cells(held, change, formats), is_undone=is_undone)
                if is_undone:
                    blocks.show(blocks.span(t("policy_page.undone"), "m s"), width="content")
                else:
                    key = f"undo_{place}_{change.sequence}"
                    st.button(t("policy_page.undo"), key=key, type="tertiary", on_click=policy_draft.undo, args=(change.sequence,))


def _two_lines(cells: list[str], *, is_undone: bool) -> None:
    """Number, time, author and from when; below it what."""
    *meta, what = cells
    above, css = blocks.html(" · ".join(meta)), "two off" if is_undone else "two"
    blocks.show(blocks.Html(f'<div class="{css}"><div class="m s">{above}</div><div>{blocks.html(what)}</div></div>'))


def _cells(held: Policies, change: Change, formats: Formats) -> list[str]:
    t = formats.t
    what = changes_of(held, change, formats)
    if change.undone_at is not None:
        what += t("policy_page.undone_by", author=change.undone_actor, at=_at(change.undone_at))
    return [f"#{change.sequence}", _at(change.at), change.actor, policy_words.since(change.since, formats), what]


def changes_of(held: Policies, change: Change, formats: Formats) -> str:
    """Each field with its value before and after."""
    t, before = formats.t, held.before(change)
    return t("policy_page.list_comma").join(
        t(
            "policy_page.change",
            field=policy_answers.field(name, formats),
            before=policy_words.shown(name, getattr(before, name), formats),
            after=policy_words.shown(name, value, formats),
        )
        for name, value in change.values.items()
    )


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(session.shown().query.policy.timezone)):%Y-%m-%d %H:%M}"


def _report(held: Policies, formats: Formats) -> Report:
    rows: list[tuple[Cell, ...]] = [tuple(_cells(held, change, formats)) for change in _newest(held)]
    return Report("policy", tuple(formats.t("policy_page.column." + name) for name in _COLUMNS), rows)
