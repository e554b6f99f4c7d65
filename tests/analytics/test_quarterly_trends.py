"""What a quarter's totals say beyond themselves, by hand."""

from analytics import periods, quarterly, quarterly_trends
from analytics.queries import Query
from tests.analytics.rows import day, store

Q1 = periods.parse("2024Q1")
END = day("2024-03-31")
QUARTERS = ("2023-04", "2023-07", "2023-10", "2024-01")  # first months; each has a sale of 1 in all of its months


def company(**amounts: tuple[int, int, int, int]) -> Query:
    """Product lines with what they sold in the first month of four quarters."""
    sales = [line(month, name, amount) for name, four in amounts.items() for month, amount in zip(QUARTERS, four, strict=True)]
    months = [f"{quarter[:5]}{int(quarter[5:]) + more:02}" for quarter in QUARTERS for more in range(3)]
    return store(sales=[*sales, *(line(month, "Other", 1) for month in months)])


def line(month: str, product_line: str, amount: int, customer: str = "C1", region: str = "East") -> dict[str, object]:
    return {
        "order_id": f"{month} {product_line} {customer}",
        "ordered_on": f"{month}-05",
        "customer_id": customer,
        "region": region,
        "product_line": product_line,
        "amount": amount,
    }


def test_three_falls_in_a_row_are_told() -> None:
    found = quarterly_trends.falling(company(Cloud=(9, 8, 7, 6), Tools=(9, 8, 9, 8)), Q1, END)
    assert found is not None
    assert (found.row.product_line, found.row.actual, found.quarters) == ("Cloud", 6, 3)


def test_two_falls_are_not() -> None:
    assert quarterly_trends.falling(company(Cloud=(7, 8, 7, 6)), Q1, END) is None
    assert quarterly_trends.falling(company(Cloud=(9, 8, 7, 7)), Q1, END) is None


def test_of_several_the_one_that_lost_most() -> None:
    found = quarterly_trends.falling(company(Cloud=(9, 8, 7, 6), Tools=(90, 80, 70, 68)), Q1, END)
    assert found is not None
    assert found.row.product_line == "Tools"  # 68 − 70 is less than 6 − 7


def test_the_largest_region_that_hangs_on_one_customer() -> None:
    """30 of 100 is enough, 29 of 100 is not, however large; 9 of 9 is smaller."""
    amounts = {"East": (30, 25, 25, 20), "West": (290, 280, 280, 150), "North": (9,)}
    sales = [
        line("2024-01", "Cloud", amount, f"C{place}", region)
        for region, each in amounts.items()
        for place, amount in enumerate(each)
    ]
    lines = quarterly.table(store(sales=sales), Q1, END)
    found = quarterly_trends.concentrated(one for one in lines if one.place.kind == "region")
    assert found is not None
    assert (found.sales.region, found.top[0].share_pct) == ("East", 30)
