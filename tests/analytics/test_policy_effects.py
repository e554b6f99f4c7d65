"""Which months' figures a policy change reaches (definitions §4, effective-dated)."""

from dataclasses import fields
from datetime import UTC, datetime

import pytest

from analytics import policies, policy_effects
from analytics.policies import Policies
from analytics.policy import DEFAULT, Policy, PolicyError
from analytics.queries import Query, memory
from tests.analytics import rows
from tests.analytics.rows import day
from tests.analytics.typed import change, undone

AS_OF = day("2024-03-20")


def store(*typed) -> Query:
    sold = [{"order_id": month, "ordered_on": f"2024-{month}-05", "amount": 1} for month in ("01", "02", "03", "04")]
    return memory({"sales": rows.table("sales", sold)}, typed=typed)


def months(*codes: str) -> tuple:
    return tuple(day(f"{code}-01") for code in codes)


class TestMonths:
    def test_loaded_months_from_the_change_on_and_up_to_the_day_change(self) -> None:
        [effect] = policy_effects.of(store(), ("weight_sales", "band_good"), day("2024-02-01"), AS_OF)
        assert (effect.reach, effect.names) == ("scores", ("weight_sales", "band_good"))
        assert effect.months == months("2024-02", "2024-03")
        assert effect.until is None

    def test_from_next_month_no_loaded_month_changes(self) -> None:
        [effect] = policy_effects.of(store(), ("cap",), day("2024-04-01"), AS_OF)
        assert effect.months == ()

    def test_it_ends_where_a_later_change_of_the_same_field_begins(self) -> None:
        held = store(change(1, "2024-03", cap="120"))
        [effect] = policy_effects.of(held, ("cap",), day("2024-02-01"), AS_OF)
        assert (effect.months, effect.until) == (months("2024-02"), day("2024-03-01"))
        [both] = policy_effects.of(held, ("cap", "band_good"), day("2024-02-01"), AS_OF)
        assert (both.months, both.until) == (months("2024-02", "2024-03"), None)

    def test_a_change_taken_back_ends_nothing(self) -> None:
        held = store(change(1, "2024-03", cap="120"), undone(2, 1))
        [effect] = policy_effects.of(held, ("cap",), day("2024-02-01"), AS_OF)
        assert effect.until is None

    def test_workdays_reach_all_months_names_none(self) -> None:
        found = policy_effects.of(store(), ("holidays", "company_name", "extra_workdays"), None, AS_OF)
        assert [(effect.reach, effect.months) for effect in found] == [
            ("workdays", months("2024-01", "2024-02", "2024-03")),
            ("words", ()),
        ]

    def test_every_field_reaches_something(self) -> None:
        assert policy_effects.REACHES.keys() == {rule.name for rule in fields(Policy)}


class TestBefore:
    def test_what_held_when_a_change_was_typed(self) -> None:
        held = policies.fold(
            [change(1, "2024-01", cap="110"), change(2, "2024-03", cap="120"), undone(3, 1), change(4, "2024-03", cap="130")]
        )
        first, second, last = held.changes
        assert held.before(first).cap == 100
        assert held.before(second).cap == 110  # the first was taken back only later
        assert held.before(last).cap == 120
        assert (first.undone_actor, first.undone_by) == ("Mia", 3)

    def test_of_fields_that_are_not_dated(self) -> None:
        held = policies.fold([change(1, None, currency="USD"), change(2, None, currency="EUR")])
        assert [held.before(one).currency for one in held.changes] == ["CNY", "USD"]


class TestPreview:
    def test_what_would_hold_and_nothing_is_kept(self) -> None:
        events = [change(1, "2024-03", cap="120")]
        held = policies.preview(events, {"cap": "150"}, "2024-05", datetime(2024, 3, 1, tzinfo=UTC))
        assert [held.at(day(text)).cap for text in ("2024-04-30", "2024-05-01")] == [120, 150]
        assert policies.fold(events) == Policies(policies.fold(events).changes)
        assert len(events) == 1

    def test_what_cannot_be_is_refused(self) -> None:
        with pytest.raises(PolicyError, match="out_of_range"):
            policies.preview([], {"cap": "99"}, "2024-05", datetime(2024, 3, 1, tzinfo=UTC))

    def test_the_sum_of_the_weights(self) -> None:
        assert DEFAULT.weight_total == 40 + 20 + 10 + 30
