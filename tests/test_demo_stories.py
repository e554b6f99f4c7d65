"""The demo company through the reports: its month, its six stories, each so clear that a reader in the last row sees it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from analytics import advice, agreements, imports, journal, moves, notes, overview, periods, reports, scorecards, store
from analytics.folder import Folder
from analytics.queries import DatabaseQuery, Query, Reader
from data import demo
from data.demo.days import workdays
from data.demo.people import BY_NAME

AS_OF = demo.AS_OF
MARCH, QUARTER = periods.parse("2026-03"), periods.parse("2026Q1")
MOVED = ("曹静怡", "韩子昂", "黄诗雅")
REGIONS = {"华东", "华南", "华北", "华中", "西南"}
FRIDAY = 4
Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def query(demo_store: Path) -> DatabaseQuery:
    return Reader(Folder(demo_store), store.rebuild).query()


def figures(query: Query, name: str, **arguments: Any) -> list[Row]:
    report = reports.run(query, name, **arguments)
    return [dict(zip(report.columns, row, strict=True)) for row in report.rows]


def by(rows: list[Row], *names: str) -> dict[Any, Row]:
    """The rows by a column, or by several."""
    return {row[names[0]] if len(names) == 1 else tuple(row[name] for name in names): row for row in rows}


def overdue(query: Query) -> list[Row]:
    return [row for row in figures(query, "follow_ups") if row["state"] == "overdue"]


def test_the_data_end_in_a_partial_month_that_lands_just_below_its_target(query: Query) -> None:
    (march,) = figures(query, "sales", by=("month",), period="2026-03")
    assert march["partial"]
    assert march["months_missing"] == 0
    assert 22_000_000 < march["target"] < 24_000_000
    elapsed = len(workdays(date(2026, 3, 1), AS_OF))
    assert elapsed == 17
    assert 95 < march["actual"] * 22 / elapsed / march["target"] * 100 < 100


def test_twelve_lines_stand_in_quarantine(demo_store: Path) -> None:
    assert imports.quarantined_rows(Folder(demo_store)) == 12


def test_about_seventy_customers_are_overdue_with_about_twenty_three_of_grade_a(query: Query) -> None:
    late = overdue(query)
    assert 60 <= len(late) <= 80
    assert 20 <= sum(row["grade"] == "A" for row in late) <= 26


@pytest.mark.parametrize("period", [MARCH, QUARTER])
def test_the_star_sells_most_and_stands_among_the_first_three(query: Query, period: periods.Period) -> None:
    cards = {card.owner: card for card in scorecards.table(query, "owner", period, AS_OF)}
    star = cards["宋清扬"]
    assert star.rank is not None
    assert star.rank <= 3
    assert star.sales.actual == max(card.sales.actual or 0 for card in cards.values())
    attained = {name: card.sales.base.attainment_pct or 0 for name, card in cards.items()}
    assert max(attained, key=attained.__getitem__) == "宋清扬"


def test_the_star_neglects_more_a_customers_than_anybody_else(query: Query) -> None:
    first, second, *_ = overview.neglected_by_owner(query, AS_OF, None)
    assert first.owner == "宋清扬"
    assert len(first.customers) == 11
    assert len(second.customers) <= 2
    assert first.longest_days == 41
    assert Counter(row["owner"] for row in overdue(query)).most_common(1) == [("宋清扬", 15)]


def test_one_region_reaches_its_target_by_one_customer(query: Query) -> None:
    rows = figures(query, "quarterly", period=QUARTER.code)
    regions = {row["region"]: row for row in rows if row["product_line"] == "*" and row["region"] != "*"}
    assert set(regions) == REGIONS
    assert [name for name, row in regions.items() if row["attainment_pct"] >= 100] == ["西南"]
    saved = regions["西南"]
    assert saved["top_1"] == "禾川智造"
    assert saved["top_1_share_pct"] > 60
    assert (saved["actual"] - saved["top_1_amount"]) / saved["target"] * 100 < 50
    assert max(row["top_1_share_pct"] for name, row in regions.items() if name != "西南") < 10


def test_one_person_breaks_promises(query: Query) -> None:
    broken = Counter(row["owner"] for row in figures(query, "follow_ups") if row["broken_promise_on"])
    (first, most), (_, next_most), *_ = broken.most_common()
    assert (first, most) == ("高子墨", 14)
    assert next_most <= 2


def test_one_department_writes_its_records_late(query: Query) -> None:
    cards = scorecards.table(query, "department", QUARTER, AS_OF)
    compliance = {card.department: card.compliance_pct or 0 for card in cards}
    late = {
        card.department: found.late_count / found.record_count for card in cards for found in [advice.failures(query, card, AS_OF)]
    }
    assert compliance.pop("渠道一部") < 75
    assert min(compliance.values()) > 84
    assert late.pop("渠道一部") > 0.5
    assert max(late.values()) < 0.1


def test_each_of_that_department_is_told_that_it_happens_on_fridays(query: Query) -> None:
    cards = scorecards.table(query, "owner", MARCH, AS_OF)
    told = {
        card.owner: one.values
        for card, found in zip(cards, advice.advise_all(query, cards, AS_OF), strict=True)
        for one in found
        if one.code == "records_late"
    }
    assert set(told) == {card.owner for card in cards if card.department == "渠道一部"}
    for values in told.values():
        assert values["weekday"] == FRIDAY
        assert int(values["weekday_count"]) >= int(values["count"]) * 0.85


def test_one_product_line_falls_quarter_after_quarter_and_in_each_region(query: Query) -> None:
    sold = figures(query, "sales", by=("quarter", "product_line"), period="2025-04..2026-03")
    hardware = [row["actual"] for row in sold if row["product_line"] == "硬件"]
    assert all(after < before * 96 / 100 for before, after in pairwise(hardware))
    cells = by(figures(query, "quarterly", period=QUARTER.code), "region", "product_line")
    for region in (*REGIONS, "*"):
        assert cells[region, "硬件"]["qoq_pct"] < 0
        assert cells[region, "硬件"]["yoy_pct"] < 0


def test_no_other_product_line_falls(query: Query) -> None:
    cells = by(figures(query, "quarterly", period=QUARTER.code), "region", "product_line")
    whole = {name: cells["*", name] for name in ("软件", "硬件", "服务", "云订阅")}
    assert [name for name, row in whole.items() if row["qoq_pct"] < 0 or row["yoy_pct"] < 0] == ["硬件"]
    assert whole["硬件"]["yoy_pct"] < -20
    assert whole["硬件"]["share_of_growth_pct"] < 0
    assert whole["硬件"]["attainment_pct"] < 70
    assert min(row["attainment_pct"] for name, row in whole.items() if name != "硬件") > 90


def test_three_people_moved_and_their_figures_with_them(query: Query) -> None:
    """On 1 July 2025: the old department seems to fall, the new one to rise; the people do neither."""
    now = by(figures(query, "scorecards", by=("department",), period=QUARTER.code), "department")
    grown = by(figures(query, "sales", by=("department",), period=QUARTER.code), "department")
    assert grown["渠道二部"]["yoy_pct"] < -20
    assert grown["行业部"]["yoy_pct"] > 100
    assert now["行业部"]["actual"] == grown["行业部"]["actual"]
    people = [row for row in figures(query, "sales", by=("owner",), period=QUARTER.code) if row["owner"] in MOVED]
    assert all(0 < row["yoy_pct"] < 60 for row in people)
    assert moves.load(query, "行业部", MARCH, AS_OF).came == MOVED
    assert moves.load(query, "渠道二部", MARCH, AS_OF).left == MOVED


def test_a_quarter_counts_where_people_were(query: Query) -> None:
    before, after = (by(figures(query, "scorecards", period=code), "owner") for code in ("2025Q2", "2025Q3"))
    assert {before[name]["department"] for name in MOVED} == {"渠道二部"}
    assert {after[name]["department"] for name in MOVED} == {"行业部"}
    departments = by(figures(query, "scorecards", by=("department",), period="2025Q3"), "department")
    brought = sum(after[name]["actual"] for name in MOVED)
    assert brought > departments["行业部"]["actual"] / 2
    assert brought < departments["行业部"]["actual"]


def test_the_company_has_a_name_and_people_who_type(query: DatabaseQuery) -> None:
    assert query.policies.at(AS_OF).company_name == demo.COMPANY_NAME
    authors = {event.actor for event in query.typed}
    assert authors - {"郑国栋"} <= set(BY_NAME)
    assert {one.person for one in agreements.every(query)} <= set(BY_NAME)
    assert max(event.at.date() for event in query.typed) <= AS_OF


def test_what_was_agreed_is_done_not_done_open_and_once_overdue(query: Query) -> None:
    last_month = [one for one in agreements.every(query) if one.period.code == "2026-02"]
    assert {one.is_done for one in last_month} == {True, False, None}
    (late,) = agreements.due(query, AS_OF)
    assert (late.person, late.wording.due_on) == ("宋清扬", date(2026, 3, 13))
    assert [one.is_done for one in agreements.last(query, "高子墨", MARCH)] == [False]
    assert set(agreements.advice(query, MARCH)) == {"宋清扬", "高子墨", "徐若琳", "曹静怡", "韩子昂"}


def test_notes_stand_in_cells_of_this_and_of_the_last_quarter(query: Query) -> None:
    cells = notes.cells(query)
    rows = figures(query, "quarterly", period="2025Q4") + figures(query, "quarterly", period=QUARTER.code)
    assert {(row["region"], row["product_line"]) for row in rows} >= {(region, line) for region, line, _ in cells}
    assert Counter(day for _, _, day in cells) == {date(2025, 10, 1): 4, date(2026, 1, 1): 4}
    assert sum(bool(row["problem"] and row["strategy"] and row["owner"]) for row in rows) == 8


def test_two_runs_type_the_same(query: DatabaseQuery, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "again")
    folder.make()
    demo.type_in(folder)
    with journal.reading(folder) as events:
        assert events is not None
        typed = [(event.at, event.actor, event.kind) for event in events.events()]
    assert typed == [(event.at, event.actor, event.kind) for event in query.typed]
