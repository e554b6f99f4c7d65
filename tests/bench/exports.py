"""The monthly sheet of many people, as xlsx, beside reading the same scorecards.

`python -m tests.bench.exports [PEOPLE]` prints the seconds of both and their ratio.
"""

import sys
import time
from datetime import date

from analytics import periods, scorecards
from analytics.exports import sheets, templates
from analytics.queries import DatabaseQuery
from tests.analytics.rows import store

PERIOD, END = "2024-03", date(2024, 3, 31)


def company(count: int) -> DatabaseQuery:
    """So many people, each with a target, a sale, a payment, a visit and an assessment."""
    owners = [f"员工{number:04}" for number in range(count)]
    return store(
        targets=[{"month": PERIOD, "owner": owner, "base_amount": 100, "new_customers": 1, "visits": 2} for owner in owners],
        sales=[
            {"order_id": f"S{number}", "ordered_on": "2024-03-29", "customer_id": f"C{number}", "owner": owner, "amount": 90}
            for number, owner in enumerate(owners)
        ],
        payments=[
            {"payment_id": f"P{number}", "order_id": f"S{number}", "paid_on": "2024-03-30", "amount": 50} for number in range(count)
        ],
        follow_ups=[
            {"customer_id": f"C{number}", "owner": owner, "method": "visit", "followed_up_at": "2024-03-08T10:00"}
            for number, owner in enumerate(owners)
        ],
        assessments=[{"month": PERIOD, "owner": owner, "satisfaction": 90, "teamwork": 70} for owner in owners],
    )


def main(count: int) -> None:
    query = company(count)
    begin = time.perf_counter()
    scorecards.table(query, "owner", periods.parse(PERIOD), END)
    read = time.perf_counter()
    size = len(sheets.to_xlsx(templates.build(query, "scorecards", PERIOD, END)))
    end = time.perf_counter()
    print(f"{count} people: scorecards {read - begin:.2f} s, sheet {end - read:.2f} s ({size:,} bytes)", end=", ")
    print(f"ratio {(end - read) / (read - begin):.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
