"""The fields of the policy, group by group: name, value, then the value now, unit and range, and a later change."""

from collections.abc import Callable, Sequence

import streamlit as st

from analytics import numbers, policies
from analytics.importer.columns import STAGES
from analytics.periods import month_of
from analytics.policy import Policy
from analytics.scores import FULL
from pages._ui import blocks, panels, policy_draft, policy_words, session
from pages._ui.formats import Formats
from pages._ui.policy_draft import Draft

BASES = ("cash", "due", "cohort")
MONTHS = tuple(map(str, range(1, 13)))
WIDTHS = {"collection": 490}
AREA_HEIGHT = {"stock_phrases": 150, "holidays": 96, "extra_workdays": 96}


def groups(lines: Sequence[Sequence[str]], draft: Draft, now: Policy, formats: Formats) -> None:
    """The panels of a view, line by line."""
    for line in lines:
        with st.container(horizontal=True, key=f"groups_{line[0]}", gap="medium"):
            for name in line:
                with st.container(key=f"group_{name}", width=WIDTHS.get(name, "stretch")):
                    _group(name, draft, now, formats)


def _group(name: str, draft: Draft, now: Policy, formats: Formats) -> None:
    t = formats.t
    with panels.panel(f"policy_{name}", t("policy.group." + name), _title_right(name, draft, formats)):
        for line in _lines(name):
            with st.container(horizontal=True, key=f"fields_{line[0]}", gap="medium"):
                for field in line:
                    _field(field, draft, now, formats)


def _lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The fields of a group line by line: what belongs together stands side by side."""
    names = policies.GROUPS[name]
    if name == "contact":
        return names[:3], names[3:6], names[6:]
    return (names[:4], names[4:]) if name == "company" else (names,)


def _title_right(name: str, draft: Draft, formats: Formats) -> str:
    if name == "score" and draft.policy is not None:
        total = draft.policy.weight_total
        key = "policy_page.weights" if total == FULL else "policy_page.weights_scaled"
        return formats.t(key, total=numbers.plain(total))
    return formats.t("policy_page.about." + name)


def _field(name: str, draft: Draft, now: Policy, formats: Formats) -> None:
    with st.container(key=f"field_{name}", gap=None, width="stretch"):
        held = policy_words.typed(name, getattr(draft.base, name))
        _WIDGETS.get(name, _text)(name, policy_draft.text_of(name, held), formats)
        hint = blocks.joined(*_hint(name, draft, now, formats), by=" · ")
        blocks.show(blocks.span(hint, "m s"))


def _hint(name: str, draft: Draft, now: Policy, formats: Formats) -> list[blocks.Text]:
    t = formats.t
    value: blocks.Text = t("policy_page.now", value=policy_words.shown(name, getattr(now, name), formats))
    hints = [blocks.bold(value) if name in draft.texts else value]
    if limits := policy_words.limits(name, t):
        hints.append(limits)
    later = None if draft.since is None else session.shown().query.policies.next_change(name, draft.since)
    if later is not None:
        then = policy_words.shown(name, getattr(session.shown().query.policies.at(later), name), formats)
        hints.append(t("policy_page.later", month=formats.month(month_of(later).begin), value=then))
    return hints


def _key(name: str) -> str:
    return "policy_" + name


def _keep(name: str) -> None:
    value = st.session_state[_key(name)]
    policy_draft.keep(name, ",".join(value) if isinstance(value, list) else str(value))


def _text(name: str, text: str, formats: Formats) -> None:
    st.session_state[_key(name)] = text
    st.text_input(formats.t("policy.field." + name), key=_key(name), on_change=_keep, args=(name,))


def _area(name: str, text: str, formats: Formats) -> None:
    st.session_state[_key(name)] = text
    label, height = formats.t("policy.field." + name), AREA_HEIGHT[name]
    st.text_area(label, key=_key(name), height=height, on_change=_keep, args=(name,))


def _basis(name: str, text: str, formats: Formats) -> None:
    _choice(name, text, BASES, lambda code: formats.t("policy_page.basis." + code), formats)


def _month(name: str, text: str, formats: Formats) -> None:
    _choice(name, text, MONTHS, lambda code: policy_words.month_name(int(code), formats), formats)


def _choice(name: str, text: str, options: tuple[str, ...], words: Callable[[str], str], formats: Formats) -> None:
    st.session_state[_key(name)] = text
    st.selectbox(formats.t("policy.field." + name), options, format_func=words, key=_key(name), on_change=_keep, args=(name,))


def _stages(name: str, text: str, formats: Formats) -> None:
    chosen = [code for code in text.split(",") if code]
    st.session_state[_key(name)] = chosen
    st.multiselect(
        formats.t("policy.field." + name),
        list(dict.fromkeys((*STAGES, *chosen))),
        format_func=lambda code: policy_words.stage(code, formats.t),
        key=_key(name),
        on_change=_keep,
        args=(name,),
        accept_new_options=True,
        placeholder=formats.t("policy_page.value.none"),
    )


_WIDGETS = {
    "collection": _basis,
    "fiscal_month": _month,
    "closed_stages": _stages,
    "stock_phrases": _area,
    "holidays": _area,
    "extra_workdays": _area,
}
