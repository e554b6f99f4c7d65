"""Seeded, believable companies of three sizes, written as Parquet and kept between runs.

A size gives the rows of its largest tables; all else follows. Equal sizes are equal files.
"""

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

VERSION = 1  # of what is written; another one is written anew
LAST_DAY = date(2026, 3, 24)
REGIONS = ("华东", "华南", "华北", "华中", "西南", "西北", "东北", "海外")
PRODUCT_LINES = ("软件", "硬件", "服务", "云订阅", "集成", "培训")
METHODS = ("visit", "call", "wechat", "email")
STAGES = ("lead", "need", "proposal", "quote", "negotiation", "won", "lost", "paused")
CONTENTS = (
    "与采购确认预算和时间表，对方下周给答复",
    "演示新版本，技术负责人提出三点改进",
    "催收尾款，财务安排月底付清",
    "保持联系",
    "讨论续约条款",
)
NEXT_STEPS = ("发送修改后的报价", "安排现场演示", "约见分管副总", "确认合同条款", "回访使用情况")
PEOPLE_PER_DEPARTMENT = 12


@dataclass(frozen=True)
class Size:
    """How much there is of everything."""

    follow_ups: int
    orders: int
    customers: int
    people: int
    months: int


SIZES: Mapping[str, Size] = {
    "S": Size(50_000, 20_000, 2_000, 60, 18),
    "M": Size(2_000_000, 1_000_000, 40_000, 500, 36),
    "L": Size(20_000_000, 10_000_000, 400_000, 2_000, 48),
}


def cache() -> Path:
    """Where companies are kept: outside the checkout."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "sales-review-bench"


def files(name: str) -> dict[str, Path]:
    """The files of a size by dataset, in the order of import; made if they are not there yet."""
    folder = cache() / f"{name}-{VERSION}"
    if not folder.exists():
        work = folder.with_name(folder.name + ".new")
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(parents=True)
        company = Company(SIZES[name])
        for dataset, make in DATASETS.items():
            pq.write_table(make(company), work / f"{dataset}.parquet", compression="zstd")
        work.rename(folder)
    return {dataset: folder / f"{dataset}.parquet" for dataset in DATASETS}


class Company:
    """What the tables have in common: whose customer is whose, and the days."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.draw = np.random.default_rng(20260324)
        self.end = np.datetime64(LAST_DAY, "D") + 1
        first = np.datetime64(LAST_DAY, "M") - (size.months - 1)
        self.begin = first.astype("datetime64[D]")
        self.months = first + np.arange(size.months)
        self.customer_owner = self.draw.integers(0, size.people, size.customers)
        self.owner_region = self.draw.integers(0, len(REGIONS), size.people)
        self.weight = self.draw.pareto(1.3, size.customers) + 0.2
        self.order_customer = self.customers_of(size.orders)
        self.order_day = self.days_of(size.orders)
        self.order_amount = np.round(self.draw.lognormal(9.8, 0.9, size.orders) * 100).astype(np.int64)

    def customers_of(self, count: int) -> np.ndarray:
        """Customers of so many events, large ones more often."""
        edges = np.cumsum(self.weight) / self.weight.sum()
        return np.minimum(np.searchsorted(edges, self.draw.random(count)), self.size.customers - 1)

    def days_of(self, count: int) -> np.ndarray:
        """Days, the later ones a little more often; sorted, as an export is."""
        span = (self.end - self.begin).astype(int)
        return self.begin + np.sort((self.draw.random(count) ** 0.8 * span).astype(int))


def _named(prefix: str, numbers: np.ndarray, digits: int) -> pa.Array:
    return pa.array(np.char.add(prefix, np.char.zfill(numbers.astype(str), digits)))


def _taken(words: tuple[str, ...], places: np.ndarray) -> pa.Array:
    return pa.array(words).take(pa.array(places))


def _amounts(cents: np.ndarray) -> pa.Array:
    return pc.multiply(pa.array(cents).cast(pa.decimal128(19, 0)), pa.scalar(Decimal("0.01")))


def _owners(company: Company) -> pa.Array:
    return _named("员工", np.arange(company.size.people), 4)


def staff(company: Company) -> pa.Table:
    people = np.arange(company.size.people)
    return pa.table(
        {
            "owner": _owners(company),
            "employee_id": _named("E", people, 5),
            "department": _named("销售", people // PEOPLE_PER_DEPARTMENT, 3),
            "region": _taken(REGIONS, company.owner_region),
            "joined_on": pa.array(np.full(len(people), np.datetime64("2020-01-01"))),
        }
    )


def customers(company: Company) -> pa.Table:
    count, draw = company.size.customers, company.draw
    return pa.table(
        {
            "customer_id": _named("C", np.arange(count), 7),
            "name": _named("客户", np.arange(count), 7),
            "region": _taken(REGIONS, company.owner_region[company.customer_owner]),
            "grade": _taken(("A", "B", "C"), np.minimum(draw.poisson(1.4, count), 2)),
            "value": _taken(("high", "medium", "low"), draw.integers(0, 3, count)),
            "potential": _taken(("high", "medium", "low"), draw.integers(0, 3, count)),
            "owner": _owners(company).take(pa.array(company.customer_owner)),
            "first_contact_on": pa.array(company.begin + draw.integers(0, 200, count)),
        }
    )


def targets(company: Company) -> pa.Table:
    months, people = len(company.months), company.size.people
    base = int(company.order_amount.sum() // (months * people))
    factors = company.draw.uniform(0.8, 1.3, months * people)
    month = np.repeat(company.months.astype(str), people)
    return pa.table(
        {
            "month": pa.array(month),
            "owner": pa.concat_arrays([_owners(company)] * months),
            "base_amount": _amounts((base * factors).astype(np.int64)),
            "challenge_amount": _amounts((base * factors * 1.15).astype(np.int64)),
            "new_customers": pa.array(company.draw.integers(1, 5, months * people)),
            "visits": pa.array(company.draw.integers(10, 30, months * people)),
        }
    )


def contracts(company: Company) -> pa.Table:
    """One for every third order."""
    place = np.arange(0, company.size.orders, 3)
    customer = company.order_customer[place]
    return pa.table(
        {
            "contract_no": _named("HT", place, 8),
            "customer_id": _named("C", customer, 7),
            "signed_on": pa.array(company.order_day[place]),
            "amount": _amounts(company.order_amount[place]),
            "owner": _owners(company).take(pa.array(company.customer_owner[customer])),
        }
    )


def sales(company: Company) -> pa.Table:
    """One row per order, every fortieth a return."""
    place = np.arange(company.size.orders)
    customer = company.order_customer
    amount = np.where(place % 40 == 39, -company.order_amount // 4, company.order_amount)
    numbered = pc.if_else(pa.array(place % 3 == 0), _named("HT", place, 8), pa.scalar(None, pa.string()))
    return pa.table(
        {
            "order_id": _named("SO", place, 9),
            "line_no": pa.array(np.ones(len(place), np.int64)),
            "contract_no": numbered,
            "ordered_on": pa.array(company.order_day),
            "customer_id": _named("C", customer, 7),
            "owner": _owners(company).take(pa.array(company.customer_owner[customer])),
            "region": _taken(REGIONS, company.owner_region[company.customer_owner[customer]]),
            "product_line": _taken(PRODUCT_LINES, company.draw.integers(0, len(PRODUCT_LINES), len(place))),
            "amount": _amounts(amount),
            "due_on": pa.array(company.order_day + 30),
        }
    )


def payments(company: Company) -> pa.Table:
    """Four of five orders are paid within two months."""
    place = np.flatnonzero(company.draw.random(company.size.orders) < 0.8)
    day = company.order_day[place] + company.draw.integers(3, 60, len(place))
    place, day = place[day < company.end], day[day < company.end]
    return pa.table(
        {
            "payment_id": _named("HK", place, 9),
            "order_id": _named("SO", place, 9),
            "paid_on": pa.array(day),
            "amount": _amounts(company.order_amount[place]),
        }
    )


def assessments(company: Company) -> pa.Table:
    months, people = len(company.months), company.size.people
    return pa.table(
        {
            "month": pa.array(np.repeat(company.months.astype(str), people)),
            "owner": pa.concat_arrays([_owners(company)] * months),
            "satisfaction": pa.array(company.draw.integers(60, 101, months * people)),
            "teamwork": pa.array(company.draw.integers(60, 101, months * people)),
        }
    )


def follow_ups(company: Company) -> pa.Table:
    count, draw = company.size.follow_ups, company.draw
    customer, day = company.customers_of(count), company.days_of(count)
    at = day.astype("datetime64[m]") + draw.integers(9 * 60, 18 * 60, count)
    grades = np.minimum(draw.poisson(1.4, company.size.customers), 2)[customer]
    promised = pc.if_else(pa.array(draw.random(count) < 0.7), pa.array(day + draw.integers(2, 21, count)), pa.scalar(None))
    return pa.table(
        {
            "record_id": _named("R", np.arange(count), 9),
            "customer_id": _named("C", customer, 7),
            "grade": _taken(("A", "B", "C"), grades),
            "followed_up_at": pa.array(at.astype("datetime64[s]")),
            "logged_at": pa.array((at + draw.integers(5, 2_000, count)).astype("datetime64[s]")),
            "method": _taken(METHODS, draw.integers(0, len(METHODS), count)),
            "duration_minutes": pa.array(draw.integers(3, 60, count)),
            "with_executive": pa.array(draw.random(count) < 0.15),
            "content": _taken(CONTENTS, draw.integers(0, len(CONTENTS), count)),
            "next_step": _taken(NEXT_STEPS, draw.integers(0, len(NEXT_STEPS), count)),
            "next_step_on": promised,
            "stage": _taken(STAGES, draw.integers(0, len(STAGES), count)),
            "owner": _owners(company).take(pa.array(company.customer_owner[customer])),
        }
    )


DATASETS: Mapping[str, Callable[[Company], pa.Table]] = {
    table.__name__: table for table in (staff, customers, targets, contracts, sales, payments, assessments, follow_ups)
}
