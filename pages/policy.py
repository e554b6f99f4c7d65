"""Policy: the company's rules, from which month a change of them holds, which figures it reaches, and what was changed."""

from pages._ui import (
    blocks,
    filters,
    panels,
    policy_choice,
    policy_draft,
    policy_fields,
    policy_history,
    policy_panels,
    session,
    texts,
)

t = texts.translator()
formats = session.formats()
with filters.toolbar() as bar:
    view = policy_choice.view(bar)
    month = policy_choice.month(bar) if view in policy_choice.DATED else None
    unsaved = policy_panels.elsewhere(view, formats)
    if unsaved is not None:
        bar.chip(unsaved, acts=True)

refusal = policy_draft.refusal()
if view == "history":
    policy_panels.history_head(formats)
else:
    draft = policy_draft.of(policy_choice.names(view), month)
    policy_panels.head(view, draft, formats)
if refusal is not None:
    blocks.error(refusal)
if view == "history":
    policy_history.everything(formats)
else:
    now = session.shown().query.policies.at(policy_choice.day())
    left, right = panels.row("policy", (64, 36))
    with left:
        policy_fields.groups(policy_choice.VIEWS[view], draft, now, formats)
    with right:
        policy_panels.changes(draft, formats)
        policy_history.recent(formats)
