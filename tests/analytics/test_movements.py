"""Whose score moved: the change, the bands and the part behind it (definitions §4)."""

from collections.abc import Mapping
from decimal import Decimal

from analytics import movements, periods
from analytics.movements import Movement
from analytics.queries import DatabaseQuery
from tests.analytics import rows
from tests.analytics.rows import day

PEOPLE = ("张三", "李四", "王五")


def store(attained: Mapping[str, tuple[int | None, int]], marks: Mapping[str, tuple[int, int]]) -> DatabaseQuery:
    """Sales of February and March against targets of 100, and satisfaction of both; a month of None has neither."""
    months = ("2024-02", "2024-03")
    both = [(name, month, value) for name, values in attained.items() for month, value in zip(months, values, strict=True)]
    there = [each for each in both if each[2] is not None]
    return rows.store(
        sales=[
            {"order_id": f"{name}{month}", "customer_id": "C1", "ordered_on": f"{month}-05", "owner": name, "amount": value}
            for name, month, value in there
        ],
        targets=[{"month": month, "owner": name, "base_amount": 100} for name, month, _ in there],
        assessments=[
            {"month": month, "owner": name, "satisfaction": mark}
            for name, values in marks.items()
            for month, mark in zip(months, values, strict=True)
            if (name, month) in {(who, when) for who, when, _ in there}
        ],
        staff=[
            {"owner": name, "department": "渠道部" if name == "张三" else "大客户部", "joined_on": "2023-01-01"} for name in PEOPLE
        ],
    )


def load(query: DatabaseQuery, department: str | None = None) -> tuple[Movement, ...]:
    return movements.load(query, periods.parse("2024-03"), day("2024-03-31"), department)


class TestOne:
    query = store({"张三": (100, 80), "李四": (50, 70), "王五": (None, 90)}, {"张三": (80, 90), "李四": (80, 80), "王五": (80, 80)})

    def test_points_bands_and_the_part_behind(self) -> None:
        up, down = load(self.query)
        # sales 40 and qualitative 30 of 100 are covered
        assert (down.name, down.score_before, down.score) == ("张三", Decimal("91.4"), Decimal("84.3"))
        assert down.change == Decimal("84.3") - Decimal("91.4")
        assert (down.band_before, down.band, down.bands) == ("excellent", "good", -1)
        assert (down.part, down.part_points) == ("sales", Decimal("-11.428571429"))  # 40 × (80 − 100) ÷ 70
        assert (up.name, up.score_before, up.score) == ("李四", Decimal("62.9"), Decimal("74.3"))
        assert (up.part, up.part_points, up.bands) == ("sales", Decimal("11.428571429"), 0)
        assert up.is_provisional

    def test_who_has_no_score_in_one_of_the_periods_did_not_move(self) -> None:
        assert "王五" not in {one.name for one in load(self.query)}

    def test_a_department_has_its_own_people(self) -> None:
        assert [one.name for one in load(self.query, "渠道部")] == ["张三"]

    def test_a_partial_period_compares_with_as_many_days(self) -> None:
        [first, *_] = movements.load(self.query, periods.parse("2024-03"), day("2024-03-04"))
        assert first.score_before == Decimal("34.3")  # by 4 February nothing was sold: 30 × 80 ÷ 70


def test_without_a_change_no_part_is_behind() -> None:
    [one] = load(store({"张三": (80, 80)}, {"张三": (90, 90)}))
    assert (one.change, one.bands, one.part, one.part_points) == (0, 0, None, None)


class TestExtremes:
    query = store(
        {f"甲{n}": (50, 50 + 5 * n) for n in range(1, 5)} | {f"乙{n}": (90, 90 - 5 * n) for n in range(1, 5)} | {"丙": (70, 70)},
        dict.fromkeys((*(f"{side}{n}" for side in "甲乙" for n in range(1, 5)), "丙"), (80, 80)),
    )

    def test_the_largest_of_both_directions_gains_first(self) -> None:
        assert [one.name for one in movements.extremes(load(self.query), 5)] == ["甲4", "甲3", "乙2", "乙3", "乙4"]

    def test_one_direction_fills_what_the_other_leaves(self) -> None:
        falls = [one for one in load(self.query) if one.change <= 0]
        assert [one.name for one in movements.extremes(falls, 5)] == ["乙1", "乙2", "乙3", "乙4"]
        gains = [one for one in load(self.query) if one.change >= 0]
        assert [one.name for one in movements.extremes(gains, 3)] == ["甲4", "甲3", "甲2"]
