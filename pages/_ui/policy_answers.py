"""What the policy page says first: the rules that hold, or what is about to change, from when, and which figures that reaches."""

from collections.abc import Iterator

from analytics import numbers, periods, policies, policy_effects
from analytics.messages import policy_sentence
from analytics.policy import Policy
from analytics.policy_effects import Effect
from pages._ui import policy_choice, policy_words, session
from pages._ui.formats import Formats
from pages._ui.policy_draft import Draft


def sentence(view: str, draft: Draft, formats: Formats) -> str:
    """The answer of a view; of a draft what changes, the first two of more."""
    if not draft.texts:
        return _rules(view, draft.base, formats)
    t = formats.t
    if draft.policy is None:
        return t("policy_page.answer.refused", count=len(draft.texts))
    found = [change(name, draft, formats) for name in draft.texts]
    more = t("policy_page.and_more", count=len(found) - 2) if len(found) > 2 else ""
    listed = t("policy_page.list_comma").join(found[:2]) + more
    if draft.since is None:
        return t("policy_page.answer.change_all_days", changes=listed)
    return t("policy_page.answer.change", month=formats.month(draft.since), changes=listed)


def change(name: str, draft: Draft, formats: Formats) -> str:
    """Field, value before and value after."""
    before, after = (policy_words.shown(name, getattr(policy, name), formats) for policy in (draft.base, draft.policy))
    if before == after:
        return formats.t("policy_page.change_same", field=field(name, formats))
    return formats.t("policy_page.change", field=field(name, formats), before=before, after=after)


def field(name: str, formats: Formats) -> str:
    return formats.t("policy.field." + name)


def _rules(view: str, policy: Policy, formats: Formats) -> str:
    t = formats.t
    words = {name: policy_words.shown(name, getattr(policy, name), formats) for name in policy_choice.names(view)}
    weights = {name: numbers.plain(getattr(policy, name)) for name in policies.GROUPS["score"]}
    return t("policy_page.answer." + view, **words | weights)


def below(draft: Draft, formats: Formats) -> str:
    """From when, that months before stay, and what changes; of a draft that cannot be, why."""
    t = formats.t
    if draft.problem is not None:
        return policy_sentence(draft.problem, t)
    gap = "" if t.language == "zh" else " "
    if draft.since is None:
        return gap.join([t("policy_page.sub.all_days"), *effects(draft, formats)])
    month, before = formats.month(draft.since), policy_words.month_before(draft.since, formats)
    if not draft.texts:
        return t("policy_page.sub.dated", month=month, before=before)
    return gap.join([t("policy_page.sub.from", month=month, before=before), *effects(draft, formats)])


def effects(draft: Draft, formats: Formats) -> Iterator[str]:
    """One sentence for each kind of figure that changes, then the loaded months among them."""
    found = policy_effects.of(session.shown().query, tuple(draft.texts), draft.since, policy_choice.day())
    for effect in found:
        yield _effect(effect, draft, formats)
    reached = tuple(sorted({month for effect in found for month in effect.months}))
    if reached:
        yield formats.t("policy_page.loaded_months", months=policy_words.months(reached, formats))
    elif draft.since is not None:
        yield formats.t("policy_page.no_loaded_month")


def _effect(effect: Effect, draft: Draft, formats: Formats) -> str:
    t, since = formats.t, draft.since
    if since is None:
        return t("policy_page.effect." + effect.reach)
    fiscal_month = session.shown().query.policy.fiscal_month
    text = t(
        "policy_page.effect." + effect.reach,
        month=formats.month(since),
        day=formats.day(since),
        quarter=formats.period(periods.quarter_of(since, fiscal_month)),
        year=formats.period(periods.year_of(since, fiscal_month)),
    )
    return text if effect.until is None else text + t("policy_page.until", month=formats.month(effect.until))


def button(draft: Draft, formats: Formats) -> str:
    """What the primary button does, with the number."""
    t, count = formats.t, len(draft.texts)
    if draft.since is None:
        return t("policy_page.save_all_days", count=count)
    return t("policy_page.save", count=count, month=formats.month(draft.since))
