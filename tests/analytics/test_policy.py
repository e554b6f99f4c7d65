"""Rule numbers: the defaults of the definitions, their ranges, and what each grade asks."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from decimal import Decimal

import pytest

from analytics import policy
from analytics.periods import Window
from analytics.policy import DEFAULT, Policy, PolicyError


def test_the_defaults_are_those_of_the_definitions() -> None:
    expected = {
        "weight_sales": 40,
        "weight_collection": 20,
        "weight_other": 10,
        "weight_qualitative": 30,
        "cap": 100,
        "band_excellent": 90,
        "band_good": 80,
        "band_needs_improvement": 60,
        "collection": "cash",
        "collection_target_pct": 100,
        "cadence_days_a": 7,
        "cadence_days_b": 14,
        "cadence_days_c": 30,
        "gap_days_a": 3,
        "gap_days_b": 7,
        "gap_days_c": 15,
        "call_limit_minutes": 30,
        "closed_stages": ("lost", "paused"),
        "stock_phrases": policy.STOCK_PHRASES,
        "company_name": "",
        "currency": "CNY",
        "timezone": "Asia/Shanghai",
        "fiscal_month": 1,
        "holidays": frozenset(),
        "extra_workdays": frozenset(),
    }
    assert {rule.name: getattr(DEFAULT, rule.name) for rule in fields(Policy)} == expected


def test_the_defaults_are_valid() -> None:
    DEFAULT.validate()


def test_there_are_29_stock_phrases_without_doubles() -> None:
    assert len(set(policy.STOCK_PHRASES)) == len(policy.STOCK_PHRASES) == 19 + 10


def test_every_rule_tells_its_unit_and_whether_it_is_dated() -> None:
    not_dated = {rule.name for rule in fields(Policy) if not rule.metadata["dated"]}
    assert all(rule.metadata["unit"] for rule in fields(Policy))
    assert not_dated == {"company_name", "currency", "timezone", "fiscal_month", "holidays", "extra_workdays"}


@pytest.mark.parametrize(("grade", "cadence_days", "gap_days"), [("A", 7, 3), ("B", 14, 7), ("C", 30, 15)])
def test_days_by_grade(grade: str, cadence_days: int, gap_days: int) -> None:
    assert (DEFAULT.cadence_days(grade), DEFAULT.gap_days(grade)) == (cadence_days, gap_days)


def test_an_unknown_grade_has_no_days() -> None:
    with pytest.raises(KeyError):
        DEFAULT.cadence_days("D")


def test_qualifying_methods_by_grade() -> None:
    assert dict(policy.QUALIFYING_METHODS) == {
        "A": ("visit", "call"),
        "B": ("visit", "call", "wechat"),
        "C": ("visit", "call", "wechat", "email", "other"),
    }


def test_a_policy_cannot_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        DEFAULT.cap = Decimal(120)


def test_workdays_follow_the_policy() -> None:
    friday, saturday = date(2024, 5, 3), date(2024, 5, 4)
    changed = replace(DEFAULT, holidays=frozenset({friday}), extra_workdays=frozenset({saturday}))
    assert (changed.workdays.is_workday(friday), changed.workdays.is_workday(saturday)) == (False, True)
    assert DEFAULT.workdays.count(Window(friday, date(2024, 5, 5))) == 1


@pytest.mark.parametrize(
    ("rules", "code", "field"),
    [
        ({"weight_sales": Decimal(-1)}, "out_of_range", "weight_sales"),
        ({"weight_sales": Decimal(101)}, "out_of_range", "weight_sales"),
        ({"cap": Decimal(99)}, "out_of_range", "cap"),
        ({"cadence_days_a": 0}, "out_of_range", "cadence_days_a"),
        ({"gap_days_c": 367}, "out_of_range", "gap_days_c"),
        ({"fiscal_month": 13}, "out_of_range", "fiscal_month"),
        ({"collection": "credit"}, "not_a_choice", "collection"),
        ({"band_good": Decimal(90)}, "bands_not_descending", "band_excellent"),
        ({"band_needs_improvement": Decimal(85)}, "bands_not_descending", "band_excellent"),
        ({"closed_stages": ("lost", " ")}, "empty_word", "closed_stages"),
        ({"stock_phrases": ("",)}, "empty_word", "stock_phrases"),
        ({"currency": "元"}, "not_a_currency", "currency"),
        ({"currency": "cny"}, "not_a_currency", "currency"),
        ({"timezone": "Asia/Nowhere"}, "unknown_timezone", "timezone"),
        ({"timezone": "../etc/passwd"}, "unknown_timezone", "timezone"),
        ({"timezone": ""}, "unknown_timezone", "timezone"),
    ],
)
def test_an_impossible_value_is_named(rules: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(PolicyError) as caught:
        replace(DEFAULT, **rules).validate()
    assert (caught.value.code, caught.value.field) == (code, field)


def test_some_part_must_weigh_something() -> None:
    weights = ("weight_sales", "weight_collection", "weight_other", "weight_qualitative")
    with pytest.raises(PolicyError, match="no_weight"):
        replace(DEFAULT, **dict.fromkeys(weights, Decimal(0))).validate()


@pytest.mark.parametrize(
    "rules",
    [
        {"cap": Decimal(120)},
        {"gap_days_a": 0},
        {"weight_other": Decimal(0)},
        {"fiscal_month": 12},
        {"collection": "due"},
        {"closed_stages": ()},
        {"timezone": "UTC"},
        {"currency": "USD"},
    ],
)
def test_a_possible_value_passes(rules: dict[str, object]) -> None:
    replace(DEFAULT, **rules).validate()
