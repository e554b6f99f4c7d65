"""Explanations by hand: the score down to single rows, the three bases of collection, what is missing (definitions §3, §4, §7)."""

from decimal import Decimal

import pytest

from analytics import explanations, periods
from analytics.explanations import Asked, Explanation
from analytics.explanations_rows import with_files
from analytics.policy import CollectionBasis
from analytics.queries import DatabaseQuery
from tests.analytics.rows import day, store
from tests.analytics.typed import change

MARCH, END = periods.parse("2024-03"), day("2024-03-31")


def company(basis: CollectionBasis = "cash") -> DatabaseQuery:
    """Ann (also: Nan) sold 60 − 4 in March of 80, 40 in February; Bob sold 7 without a target."""
    return store(
        typed=(change(1, "2024-01", collection=basis),),
        staff=[{"owner": "Ann", "aliases": "Nan", "department": "East"}, {"owner": "Bob", "department": "East"}],
        sales=[
            {
                "order_id": "O1",
                "ordered_on": "2024-02-05",
                "customer_id": "c1",
                "owner": "Ann",
                "amount": 40,
                "due_on": "2024-03-06",
            },
            {
                "order_id": "O2",
                "ordered_on": "2024-03-04",
                "customer_id": "c1",
                "owner": "Nan",
                "amount": 60,
                "due_on": "2024-04-03",
            },
            {"order_id": "O3", "ordered_on": "2024-03-05", "customer_id": "c2", "owner": "Ann", "amount": -4},
            {"order_id": "O4", "ordered_on": "2024-03-06", "customer_id": "c3", "owner": "Bob", "amount": 7},
        ],
        payments=[
            {"payment_id": "P1", "order_id": "O1", "paid_on": "2024-03-10", "amount": 30},
            {"payment_id": "P2", "order_id": "O2", "paid_on": "2024-03-20", "amount": 12},
        ],
        targets=[{"month": "2024-03", "owner": "Ann", "base_amount": 80, "visits": 2}],
        assessments=[{"month": "2024-03", "owner": "Ann", "satisfaction": 90, "process": 70}],
        follow_ups=[
            {"customer_id": "c1", "owner": "Nan", "method": "visit", "followed_up_at": "2024-03-07"},
            {"customer_id": "c1", "owner": "Ann", "method": "call", "followed_up_at": "2024-03-08"},
        ],
    )


def opened(figure: str, basis: CollectionBasis = "cash", owner: str = "ann") -> Explanation:
    found = explanations.explain(company(basis), Asked(figure, "owner", (owner,), MARCH), END)
    assert found is not None
    return found


def told(found: Explanation) -> list[tuple[str, object]]:
    return [(term.code, term.value) for term in found.terms]


def test_a_score_is_followed_to_single_rows() -> None:
    """56 of 80 is 70 %, 42 paid of 56 is 75 %, 1 visit of 2 is 50 %, (90 + 70) ÷ 2 is 80: 28 + 15 + 5 + 24."""
    score = opened("score")
    assert told(score) == [("part_sales", 28), ("part_collection", 15), ("part_other", 5), ("part_qualitative", 24)]
    assert score.value == 72
    part = explanations.explain(company(), score.terms[0].asked, END)
    assert part is not None
    assert told(part) == [("weight", 40), ("covered_weight", 100), ("attainment", 70)]
    attainment = explanations.explain(company(), part.terms[2].asked, END)
    assert attainment is not None
    assert told(attainment) == [("actual", 56), ("target", 80)]
    sold, planned = attainment.evidence
    assert [(row[1], row[-3], row[-1]) for row in sold.report.rows] == [("O3", -4, 3), ("O2", 60, 2)]
    assert [(row[1], row[4]) for row in planned.report.rows] == [("Ann", 80)]


@pytest.mark.parametrize(
    ("basis", "paid", "base"),
    [("cash", ["P1", "P2"], ["O3", "O2"]), ("due", ["P1", "P2"], ["O1"]), ("cohort", ["P2"], ["O3", "O2"])],
)
def test_collection_shows_the_payments_and_what_they_are_held_against(
    basis: CollectionBasis, paid: list[str], base: list[str]
) -> None:
    found = opened("collection", basis)
    payments, sold = (evidence.report for evidence in found.evidence)
    assert [row[payments.columns.index("payment_id")] for row in payments.rows] == paid
    assert [row[sold.columns.index("order_id")] for row in sold.rows] == base
    assert found.caveats[0].code == f"basis_{basis}"


def test_a_returning_buyer_is_shown_with_the_earlier_purchase() -> None:
    found = opened("repurchase")
    returning, buyers = found.evidence
    assert [(row[0], row[2], row[3]) for row in returning.report.rows] == [("c1", day("2024-02-05"), "O1")]
    assert [row[0] for row in buyers.report.rows] == ["c1"]
    assert found.value == 100


def test_a_process_score_stands_for_the_checks() -> None:
    found = opened("compliance")
    assert (found.value, [evidence.term for evidence in found.evidence]) == (70, ["process_scores"])


def test_what_is_absent_says_why() -> None:
    found = opened("attainment", owner="bob")
    assert (found.value, found.terms) == (None, ())
    assert [caveat.code for caveat in found.caveats] == ["no_target", "outside"]
    assert opened("outside_targets", owner="bob").evidence[0].total == 7


def test_rows_of_a_file_name_it() -> None:
    report = with_files(opened("visits").evidence[0].report, {1: "follow-ups.csv"})
    assert report.columns[-3:] == ("file", "import_id", "line")
    assert [row[-3:] for row in report.rows] == [("follow-ups.csv", 1, 1)]


def test_growth_lists_both_windows() -> None:
    found = opened("growth")
    assert [evidence.total for evidence in found.evidence] == [56, 40]
    assert found.value == Decimal(100) * (56 - 40) / 40
