"""Six lists of customers that need somebody to act (definitions §5)."""

from analytics import attention, follow_ups, over_contact, periods
from analytics.attention import KINDS, Attention
from tests.analytics.rows import day, store

AS_OF = day("2024-03-24")


def touch(customer: str, at: str, grade: str = "A", owner: str = "Ann", **more: object) -> dict:
    return {"customer_id": customer, "followed_up_at": at, "method": "call", "grade": grade, "owner": owner, **more}


QUERY = store(
    staff=[{"owner": "Ann", "department": "East"}, {"owner": "Bob", "department": "West"}],
    follow_ups=[
        touch("late", "2024-03-01", with_executive=True),
        touch("later", "2024-02-20", with_executive=False),
        touch("soon", "2024-03-22", first_contact_on="2024-01-01"),
        touch("soon", "2024-03-23", next_step_on="2024-03-30"),
        touch("promised", "2024-03-20", "B", "Bob", next_step_on="2024-03-22", first_contact_on="2024-01-01"),
        touch("fine", "2024-03-20", "B", "Bob", method="visit"),
    ],
    customers=[
        {"customer_id": "new", "grade": "C", "owner": "Bob", "first_contact_on": "2024-03-01"},
        {"customer_id": "old", "grade": "C", "owner": "Bob", "first_contact_on": "2023-03-01"},
    ],
    sales=[{"order_id": "1", "ordered_on": "2024-01-05", "customer_id": "promised", "owner": "Bob", "amount": 5}],
)


def ids(found: Attention) -> dict[str, list[str]]:
    lists = {kind: [customer.customer_id for customer in found.customers(kind)] for kind in KINDS if kind != "over_contact"}
    return lists | {"over_contact": [touch.customer_id for touch in found.touches]}


def test_each_list_has_its_customers_the_most_pressing_first() -> None:
    assert ids(attention.load(QUERY, AS_OF)) == {
        "overdue": ["later", "late"],
        "promise": ["promised"],
        "executive": ["later", "soon"],
        "visit": ["promised"],
        "never_contacted": ["old", "new"],
        "over_contact": ["soon"],
    }


def test_a_grade_narrows_all_lists() -> None:
    found = attention.load(QUERY, AS_OF, "B")
    assert {kind: found.count(kind) for kind in KINDS} == dict.fromkeys(KINDS, 0) | {"promise": 1, "visit": 1}
    assert found.customer_count == 2


def test_a_department_narrows_all_lists() -> None:
    found = attention.load(QUERY, AS_OF, department="west")
    assert {kind: found.count(kind) for kind in KINDS} == dict.fromkeys(KINDS, 0) | {
        "promise": 1,
        "visit": 1,
        "never_contacted": 2,
    }


def test_the_top_seller_of_the_month() -> None:
    assert attention.load(QUERY, AS_OF).top_seller is None
    assert attention.load(QUERY, day("2024-01-31")).top_seller == "Bob"


def test_the_change_is_on_the_last_sunday_before() -> None:
    assert attention.load(QUERY, AS_OF).overdue_change == 2 - 2  # 17 March: `late` and `later`
    assert attention.load(QUERY, day("2024-03-10")).overdue_change == 2 - 1  # 3 March: `later` alone


def test_the_lists_are_the_reports_rows() -> None:
    found = attention.load(QUERY, AS_OF)
    rows = follow_ups.table(QUERY, AS_OF)
    assert {row.customer_id for row in rows if row.state == "overdue"} == {row.customer_id for row in found.overdue}
    assert set(found.touches) == set(over_contact.table(QUERY, periods.month_of(AS_OF), AS_OF))
