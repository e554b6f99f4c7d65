"""How a customer stands on a day, by hand (definitions §5)."""

from datetime import timedelta

import pytest

from analytics import follow_ups
from analytics.follow_ups import Customer
from tests.analytics.rows import day, store
from tests.analytics.typed import change


def touch(at: str, method: str = "call", owner: str | None = "Ann", **more: object) -> dict:
    return {"customer_id": "c1", "followed_up_at": at, "method": method, "owner": owner, **more}


def profile(**cells: object) -> dict:
    return {"customer_id": "c1", **cells}


def one(as_of: str, *touches: dict, profiles: tuple[dict, ...] = (), **datasets: object) -> Customer:
    """The customer c1 as of a day."""
    query = store(follow_ups=touches, customers=profiles, **datasets)
    return next(customer for customer in follow_ups.table(query, day(as_of)) if customer.customer_id == "c1")


class TestTheTemplate:
    rows = (
        touch("2024-03-08", "visit", grade="A", first_contact_on="2024-03-01", next_step="3月12日再次跟进预算进度"),
        touch("2024-03-07", "call", customer_id="c2", grade="B", first_contact_on="2024-03-02", next_step="3月20日提交定制方案"),
    )

    def test_an_a_customer_five_days_over(self) -> None:
        customer = one("2024-03-20", *self.rows)
        assert (customer.due_on, customer.overdue_days, customer.state) == (day("2024-03-15"), 20 - 15, "overdue")
        assert (customer.broken_promise_on, customer.promise_from_text) == (day("2024-03-12"), True)

    def test_a_b_customer_due_tomorrow(self) -> None:
        query = store(follow_ups=self.rows)
        customer = follow_ups.table(query, day("2024-03-20"))[1]
        assert (customer.due_on, customer.overdue_days, customer.state) == (day("2024-03-21"), 0, "ok")
        assert (customer.broken_promise_on, customer.promised_on) == (None, day("2024-03-20"))


class TestDue:
    @pytest.mark.parametrize(("grade", "cadence"), [("A", 7), ("B", 14), ("C", 30)])
    def test_due_today_is_not_overdue(self, grade: str, cadence: int) -> None:
        due = day("2024-03-01") + timedelta(days=cadence)
        on_time = one(str(due), touch("2024-03-01T17:00", "visit", grade=grade))
        late = one(str(due + timedelta(days=1)), touch("2024-03-01T17:00", "visit", grade=grade))
        assert (on_time.due_on, on_time.state, on_time.overdue_days) == (due, "ok", 0)
        assert (late.due_on, late.state, late.overdue_days) == (due, "overdue", 1)

    @pytest.mark.parametrize(
        ("grade", "counts"),
        [("A", {"visit", "call"}), ("B", {"visit", "call", "wechat"}), ("C", {"visit", "call", "wechat", "email", "other"})],
    )
    @pytest.mark.parametrize("method", ["visit", "call", "wechat", "email", "other"])
    def test_which_methods_qualify(self, grade: str, counts: set[str], method: str) -> None:
        customer = one("2024-03-12", touch("2024-03-01", "visit", grade=grade), touch("2024-03-11", method))
        last = day("2024-03-11") if method in counts else day("2024-03-01")
        assert (customer.last_contact_on, customer.last_qualifying_on) == (day("2024-03-11"), last)

    def test_without_a_qualifying_follow_up_it_is_the_first_contact_that_counts(self) -> None:
        customer = one("2024-03-12", touch("2024-03-05", "email", grade="A", first_contact_on="2024-03-02"))
        assert (customer.last_qualifying_on, customer.due_on) == (None, day("2024-03-02") + timedelta(days=7))

    def test_the_cadence_is_the_policys(self) -> None:
        strict = store(follow_ups=[touch("2024-03-01", grade="A")], typed=(change(1, "2024-03", cadence_days_a="2"),))
        assert follow_ups.table(strict, day("2024-03-04"))[0].overdue_days == 3 - 2


class TestAsOf:
    def test_the_newest_follow_up_up_to_the_day_that_carries_a_cell_gives_it(self) -> None:
        touches = [
            touch("2024-03-01", grade="A", stage="lead", owner="Ann"),
            touch("2024-03-02", grade="B", owner="Bob"),
            touch("2024-03-03", owner=None),
            touch("2024-03-05", grade="C", stage="won", owner="Cy"),
        ]
        customer = one("2024-03-04", *touches, profiles=(profile(grade="C", stage="quote", owner="Dan"),))
        assert (customer.grade, customer.stage, customer.owner) == ("B", "lead", "Bob")

    def test_else_the_profile_gives_it(self) -> None:
        customer = one("2024-03-04", touch("2024-03-01", owner=None), profiles=(profile(grade="C", stage="quote", owner="Dan"),))
        assert (customer.grade, customer.stage, customer.owner) == ("C", "quote", "Dan")

    @pytest.mark.parametrize(
        ("value", "potential", "grade"),
        [("high", "high", "A"), ("low", "low", "C"), ("high", "low", "B"), ("medium", "medium", "B"), ("high", None, None)],
    )
    def test_else_value_and_potential_give_the_grade(self, value: str, potential: str | None, grade: str | None) -> None:
        customer = one("2024-03-04", touch("2024-03-01"), profiles=(profile(value=value, potential=potential),))
        assert customer.grade == grade

    @pytest.mark.parametrize(
        ("later", "grade"),
        [
            ({"logged_at": "2024-03-01T12:00"}, "B"),  # none is older
            ({"import_id": 2}, "B"),
            ({"place": 9}, "B"),
            ({"followed_up_at": "2024-03-01T00:00:01"}, "B"),
            ({"import_id": 0}, "A"),
        ],
    )
    def test_newest_is_by_moment_then_logging_then_import_then_row(self, later: dict, grade: str) -> None:
        rows = [touch("2024-03-01", grade="A", place=5), {**touch("2024-03-01", grade="B", place=4), **later}]
        assert one("2024-03-04", *rows).grade == grade

    def test_a_customer_exists_from_its_first_contact_on(self) -> None:
        query = store(follow_ups=[touch("2024-03-10")], customers=[profile(first_contact_on="2024-03-05"), {"customer_id": "c2"}])
        assert [row.customer_id for row in follow_ups.table(query, day("2024-03-04"))] == ["c2"]
        assert [row.customer_id for row in follow_ups.table(query, day("2024-03-05"))] == ["c1", "c2"]


class TestStates:
    @pytest.mark.parametrize("stage", ["lost", "paused"])
    def test_closed(self, stage: str) -> None:
        customer = one("2024-05-01", touch("2024-03-01", grade="A", stage=stage, next_step_on="2024-03-05", with_executive=False))
        assert (customer.state, customer.due_on, customer.overdue_days, customer.broken_promise_on) == ("closed", None, None, None)
        assert (customer.promise_from_text, customer.missed_executive, customer.last_qualifying_on) == (
            False,
            False,
            day("2024-03-01"),
        )

    def test_never_contacted_may_be_due_but_is_never_overdue(self) -> None:
        customer = one("2024-05-01", profiles=(profile(grade="A", first_contact_on="2024-03-01"),))
        assert (customer.state, customer.due_on, customer.overdue_days) == ("never_contacted", day("2024-03-08"), 0)
        assert (customer.missed_executive, customer.last_contact_on) == (False, None)

    def test_never_contacted_without_any_day(self) -> None:
        customer = one("2024-05-01", profiles=(profile(grade="A"),))
        assert (customer.state, customer.due_on, customer.overdue_days) == ("never_contacted", None, 0)

    def test_no_grade(self) -> None:
        customer = one("2024-05-01", touch("2024-03-01"))
        assert (customer.state, customer.due_on, customer.overdue_days, customer.last_qualifying_on) == ("no_grade", None, 0, None)

    def test_another_word_of_a_stage_counts_as_open(self) -> None:
        assert one("2024-05-01", touch("2024-03-01", grade="C", stage="试用中")).state == "overdue"


class TestPromises:
    @pytest.mark.parametrize(
        ("promised", "as_of", "broken"),
        [("2024-03-05", "2024-03-05", None), ("2024-03-05", "2024-03-06", "2024-03-05"), ("2024-03-01", "2024-03-06", None)],
    )
    def test_a_promise_is_broken_the_day_after_it(self, promised: str, as_of: str, broken: str | None) -> None:
        customer = one(as_of, touch("2024-03-01", grade="C", next_step="3月2日回访", next_step_on=promised))
        assert (customer.broken_promise_on and str(customer.broken_promise_on), customer.promise_from_text) == (broken, False)

    def test_only_the_latest_follow_up_promises(self) -> None:
        customer = one("2024-03-20", touch("2024-03-01", next_step_on="2024-03-05"), touch("2024-03-02"))
        assert (customer.broken_promise_on, customer.next_step) == (None, None)


class TestMissed:
    """March has 31 days: the 16th is the first with more than half of it gone; the first quarter of 2024 has 91."""

    @pytest.mark.parametrize(("as_of", "missed"), [("2024-03-15", False), ("2024-03-16", True)])
    def test_no_executive_in_more_than_half_of_the_month(self, as_of: str, missed: bool) -> None:
        customer = one(as_of, touch("2024-02-20", grade="A", with_executive=True), touch("2024-03-01", with_executive=False))
        assert customer.missed_executive is missed

    def test_an_executive_in_the_month_is_enough(self) -> None:
        assert not one("2024-03-31", touch("2024-03-01", grade="A", with_executive=True)).missed_executive

    @pytest.mark.parametrize(("as_of", "missed"), [("2024-03-25", False), ("2024-03-26", True)])
    def test_days_count_from_the_first_contact_when_it_is_later(self, as_of: str, missed: bool) -> None:
        # from 11 March: up to the 25th 15 days, up to the 26th 16 of 31
        assert one(as_of, touch("2024-03-11", grade="A", with_executive=False)).missed_executive is missed

    def test_without_any_value_nobody_is_missed(self) -> None:
        assert not one("2024-03-31", touch("2024-03-01", grade="A")).missed_executive

    @pytest.mark.parametrize(("as_of", "missed"), [("2024-02-14", False), ("2024-02-15", True)])
    def test_no_visit_in_more_than_half_of_the_quarter(self, as_of: str, missed: bool) -> None:
        # 1 January to 14 February are 45 days, to the 15th 46 of 91
        customer = one(as_of, touch("2023-12-31", "visit", grade="B"), touch("2024-01-05", "call"))
        assert (customer.missed_visit, customer.missed_executive) == (missed, False)

    def test_a_visit_in_the_quarter_is_enough(self) -> None:
        assert not one("2024-03-31", touch("2024-01-01", "visit", grade="B")).missed_visit


class TestForThePages:
    def test_contact_phone_names_and_sales(self) -> None:
        sale = {"order_id": "1", "customer_id": "c1", "owner": "Ann"}
        customer = one(
            "2024-03-31",
            touch("2024-03-01", contact="Old", phone="1", customer_name="甲"),
            touch("2024-03-02", contact="New", next_step="call back"),
            profiles=(profile(region="North"),),
            staff=[{"owner": "Ann", "department": "East"}],
            sales=[{**sale, "ordered_on": on, "amount": 5} for on in ("2023-03-31", "2023-04-01", "2024-03-31", "2024-04-01")],
        )
        assert (customer.contact, customer.phone, customer.next_step) == ("New", "1", "call back")
        assert (customer.customer_name, customer.region, customer.department, customer.owner_key) == ("甲", "North", "East", "ann")
        assert customer.sales_12m == 5 + 5

    def test_no_sales_is_nothing_and_sales_not_loaded_is_unknown(self) -> None:
        assert one("2024-03-31", touch("2024-03-01")).sales_12m is None
        assert one("2024-03-31", touch("2024-03-01"), empty_months=[("sales", "2024-03")]).sales_12m == 0

    def test_the_profile_goes_first(self) -> None:
        customer = one(
            "2024-03-31", touch("2024-03-01", contact="Noted", phone="1"), profiles=(profile(contact="Boss", phone="2", name="甲"),)
        )
        assert (customer.contact, customer.phone, customer.customer_name) == ("Boss", "2", "甲")
