"""The team board on paper: order, places moved and why, bands, outliers, twelve months (definitions §3, §4)."""

from decimal import Decimal

import pytest

from analytics import periods, scorecards, team
from analytics.queries import DatabaseQuery
from analytics.team import Board, Line, Sort
from tests.analytics import rows
from tests.analytics.rows import day

MARCH = periods.parse("2024-03")
END = day("2024-03-31")
Cells = dict[str, object]
PEOPLE = ("甲", "乙", "丙", "丁")


def sale(person: str | None, on: str, amount: object) -> Cells:
    return {"order_id": f"{person}{on}", "customer_id": f"C{person}", "ordered_on": on, "owner": person, "amount": amount}


def paid(person: str, on: str, amount: object) -> Cells:
    return {"payment_id": f"P{person}{on}", "order_id": f"{person}{on}", "paid_on": on, "amount": amount}


def company(**more: list[Cells]) -> DatabaseQuery:
    """Four people with a target of 100 a month; 甲 falls from 100 to 50, 丁 rises from 50 to 90 and collects 60 instead of 30.

    乙 sells 80 and 80, 丙 70 and 70. Each collects the half of it, but 丁 in March two thirds.
    """
    sold = {"甲": (100, 50), "乙": (80, 80), "丙": (70, 70), "丁": (50, 90)}
    days = ("2024-02-05", "2024-03-05")
    collected = {("丁", "2024-03-05"): 60}
    sales = [sale(person, on, amount) for person, amounts in sold.items() for on, amount in zip(days, amounts, strict=True)]
    payments = [
        paid(person, on, collected.get((person, on), Decimal(amount) / 2))
        for person, amounts in sold.items()
        for on, amount in zip(days, amounts, strict=True)
    ]
    targets: list[Cells] = [
        {"month": month, "owner": person, "base_amount": 100} for person in PEOPLE for month in ("2024-02", "2024-03")
    ]
    staff: list[Cells] = [{"owner": person, "department": "一部" if person in "甲乙" else "二部"} for person in PEOPLE]
    data = {"sales": sales, "payments": payments, "targets": targets, "staff": staff}
    return rows.store(**{name: [*data.get(name, []), *more.get(name, [])] for name in {*data, *more}})


def board(query: DatabaseQuery | None = None, department: str | None = None) -> Board:
    return team.load(query or company(), MARCH, END, department)


def names(lines: tuple[Line, ...]) -> list[str | None]:
    return [line.name for line in lines]


def line(name: str | None, found: Board) -> Line:
    return next(one for one in found.lines if one.name == name)


def test_the_board_stands_in_the_order_of_rank() -> None:
    found = board()
    assert names(found.lines) == ["丁", "乙", "丙", "甲"]
    assert [one.rank for one in found.lines] == [1, 2, 3, 4]
    assert [one.rank_before for one in found.lines] == [4, 2, 3, 1]
    assert [one.moved for one in found.lines] == [4 - 1, 0, 0, 1 - 4]


def test_a_score_is_the_sum_of_its_parts_and_says_what_is_left_out() -> None:
    one = line("乙", board())
    assert one.points == (Decimal("53.333333333"), Decimal("16.666666667"), None, None)  # 80 × 40 ÷ 60, 50 × 20 ÷ 60
    assert one.score == Decimal("70.0")  # (80 × 40 + 50 × 20) ÷ 60
    assert (one.covered_pct, one.is_provisional, one.left_out) == (60, True, ("other", "qualitative"))


def test_the_total_and_the_departments_add_up_to_the_people() -> None:
    query = company()
    found, teams = board(query), team.departments(query, MARCH, END)
    assert found.total is not None
    everybody = sum(one.sales.actual or 0 for one in found.lines)
    assert found.total.sales.actual == everybody == 50 + 80 + 70 + 90
    assert sum(one.sales.actual or 0 for one in teams) == everybody
    assert names(teams) == ["二部", "一部"]  # 160 of 200 against 130 of 200
    assert not found.has_moved


def test_a_department_has_its_own_ranks_and_total() -> None:
    found = board(department="一部")
    assert names(found.lines) == ["乙", "甲"]
    assert [(one.rank, one.rank_before) for one in found.lines] == [(1, 2), (2, 1)]
    assert found.total is not None
    assert (found.total.name, found.total.sales.actual) == ("一部", 50 + 80)
    assert [(mover.name, mover.moved) for mover in found.movers] == [("乙", 1), ("甲", -1)]


def test_movers_name_the_part_whose_points_changed_most() -> None:
    up, down = board().movers
    assert (up.name, up.moved, up.part, up.change) == ("丁", 3, "sales", 90 - 50)
    assert (down.name, down.moved, down.part, down.change) == ("甲", -3, "sales", 50 - 100)


def test_a_mover_by_collection() -> None:
    """乙 collects all of March instead of the half: (100 − 50) × 20 ÷ 60 points; sales stay as they are."""
    query = company(payments=[{"payment_id": "P+", "order_id": "乙2024-03-05", "paid_on": "2024-03-30", "amount": 40}])
    mover = next(mover for mover in board(query, "一部").movers if mover.name == "乙")
    assert (mover.part, mover.change) == ("collection", 50)


def test_a_mover_whose_points_stayed_moves_by_the_others() -> None:
    mover = next(mover for mover in board(department="一部").movers if mover.name == "乙")
    assert (mover.moved, mover.part, mover.change) == (1, None, 0)


def test_bands_beside_those_of_the_period_before() -> None:
    """丁 (90 × 40 + 66.7 × 20) ÷ 60 = 82.2 was 50; 乙 70, 丙 63.3 as before; 甲 50 was 83.3."""
    assert team.bands(board().lines) == (
        ("excellent", 0, 0),
        ("good", 1, 1),
        ("needs_improvement", 2, 2),
        ("unsatisfactory", 1, 1),
    )


def test_bands_have_none_before_where_nobody_had_one() -> None:
    first = team.load(company(), periods.parse("2024-02"), day("2024-02-29"))
    assert all(then is None for _, _, then in team.bands(first.lines))


def test_nobodys_rows_stand_last_and_count_in_the_total() -> None:
    found = board(company(sales=[sale(None, "2024-03-09", 1000)]))
    last = found.lines[-1]
    assert (last.is_nobody, last.name, last.score, last.rank, last.moved, last.is_provisional) == (
        True,
        None,
        None,
        None,
        None,
        False,
    )
    assert found.total is not None
    assert found.total.sales.actual == 50 + 80 + 70 + 90 + 1000
    assert all(names(team.sorted_by(found.lines, sort))[-1] is None for sort in team.SORTS)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("score", ["丁", "乙", "丙", "甲"]),
        ("actual", ["丁", "乙", "丙", "甲"]),
        ("collection", ["丁", "乙", "丙", "甲"]),
        ("overdue_a", ["丙", "丁", "乙", "甲"]),
    ],
)
def test_sorted_by_a_figure_equals_keep_the_order_of_rank(sort: Sort, expected: list[str]) -> None:
    late: list[Cells] = [{"customer_id": "K1", "owner": "丙", "grade": "A", "first_contact_on": "2024-01-01"}]
    touch: list[Cells] = [{"customer_id": "K1", "owner": "丙", "method": "visit", "followed_up_at": "2024-01-01"}]
    found = board(company(customers=late, follow_ups=touch))
    assert [one.overdue_a_count for one in found.lines] == [0, 0, 1, 0]
    assert names(team.sorted_by(found.lines, sort)) == expected


def test_without_a_figure_last() -> None:
    found = board(company(sales=[sale("戊", "2024-03-09", 500)]))
    assert line("戊", found).score is None  # sales without a target, payments: 20 of 100 covered
    assert names(team.sorted_by(found.lines, "attainment"))[-1] == "戊"
    assert names(found.lines)[-1] == "戊"


def test_outliers_are_furthest_from_the_middle() -> None:
    """The medians: attainment (70 + 80) ÷ 2 = 75, collection 50; 甲 lies 25 away, 丁 15 + 16.7, 乙 and 丙 5 each."""
    found = team.outliers(board().lines, 3)
    assert names(found) == ["丁", "甲", "乙"]
    assert team.outliers(()) == ()


def test_no_rates_without_a_target_or_for_nobody() -> None:
    found = board(company(sales=[sale("戊", "2024-03-09", 500), sale(None, "2024-03-09", 5)]))
    assert team.rates(line("戊", found)) is None
    assert team.rates(line(None, found)) is None
    assert team.rates(line("乙", found)) == (80, 50)


def test_twelve_months_up_to_the_last_of_the_period() -> None:
    query = company()
    months = team.sold(query, "owner", ("甲", "丁"), MARCH, END)
    assert months["甲"][-2:] == (100, 50)
    assert months["丁"][-2:] == (50, 90)
    assert months["甲"][:10] == (None,) * 10
    year = team.sold(query, "department", ("一部",), periods.parse("2024"), END)
    assert year["一部"][-2:] == (100 + 80, 50 + 80)


def test_a_move_within_the_quarter_parts_people_and_department() -> None:
    """戊 was in 一部 in February and is in 二部 in March."""
    stays: list[Cells] = [
        {"owner": "戊", "department": "一部", "left_on": "2024-02-29"},
        {"owner": "戊", "department": "二部", "joined_on": "2024-03-01"},
    ]
    query = company(sales=[sale("戊", "2024-02-09", 30)], staff=stays)
    quarter = periods.parse("2024Q1")
    found = team.load(query, quarter, END, "二部")
    assert found.has_moved
    assert found.total is not None
    assert found.total.sales.actual == 70 + 70 + 50 + 90
    assert sum(one.sales.actual or 0 for one in found.lines) == 70 + 70 + 50 + 90 + 30
    assert not team.load(query, quarter, END).has_moved


def test_the_first_month_has_nothing_to_compare_with() -> None:
    found = team.load(company(), periods.parse("2024-02"), END)
    assert found.is_history_start
    assert found.movers == ()
    assert all(one.moved is None for one in found.lines)


def test_a_department_that_stands_nowhere() -> None:
    found = board(department="三部")
    assert (found.lines, found.total, found.movers) == ((), None, ())


def test_a_partial_period_compares_with_as_many_days() -> None:
    """All sell on the fifth: 5 March compares with February up to its fifth, 4 March with none."""
    early = team.load(company(), MARCH, day("2024-03-05"))
    assert [one.rank_before for one in early.lines] == [4, 2, 3, 1]
    assert all(card.sales.actual == 0 for card in scorecards.before(company(), "owner", MARCH, day("2024-03-04")))
