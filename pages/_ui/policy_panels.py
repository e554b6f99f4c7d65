"""The head of the policy page with its two buttons, and what is about to change."""

import streamlit as st

from pages._ui import authors, blocks, panels, policy_answers, policy_choice, policy_draft, policy_history, policy_words
from pages._ui.formats import Formats
from pages._ui.policy_draft import Draft


def head(view: str, draft: Draft, formats: Formats) -> None:
    """The answer, and beside it the way back and the change; a value that cannot be leaves only the way back."""
    t = formats.t
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="answer_row"):
        problem = draft.problem is not None
        below = policy_answers.below(draft, formats)
        blocks.answer(policy_answers.sentence(view, draft, formats), "" if problem else below)
        authors.field()
        if draft.texts:
            names = tuple(draft.texts)
            st.button(t("policy_page.discard"), key="discard_policy", on_click=policy_draft.discard, args=(names,))
        if draft.texts and not problem:
            label = policy_answers.button(draft, formats)
            st.button(label, key="primary_policy", type="primary", on_click=policy_draft.save, args=(draft,))
    if draft.problem is not None:
        blocks.error(below)


def history_head(formats: Formats) -> None:
    """The answer of the history, and beside it who signs what is taken back."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="answer_row"):
        blocks.answer(*policy_history.summary(formats))
        authors.field()


def changes(draft: Draft, formats: Formats) -> None:
    """Each changed field with its value before and after."""
    t = formats.t
    if draft.policy is None or not draft.texts:
        return
    with panels.panel("policy_draft", t("policy_page.draft"), t("policy_page.not_saved")):
        header = [t("policy_page.column.field"), t("policy_page.column.before"), t("policy_page.column.after")]
        rows: list[list[blocks.Text]] = [
            [
                policy_answers.field(name, formats),
                blocks.span(policy_words.shown(name, getattr(draft.base, name), formats), "m"),
                blocks.bold(policy_words.shown(name, getattr(draft.policy, name), formats)),
            ]
            for name in draft.texts
        ]
        blocks.table(header, rows, right=(1, 2))


def elsewhere(view: str, formats: Formats) -> blocks.Text | None:
    """How many changes stand unsaved in the other views, with the way there; None without any."""
    for other in ("score", "company"):
        names = policy_choice.names(other)
        if names == policy_choice.names(view):
            continue
        month = policy_choice.chosen_month() if other in policy_choice.DATED else None
        if found := policy_draft.typed_among(names, month):
            return blocks.link(formats.t("policy_page.unsaved", count=found), policy_choice.href(other))
    return None
