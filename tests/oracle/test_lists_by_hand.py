"""The oracle's record checks, long calls and quarterly summary on paper (definitions §5, §6)."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.oracle import Books, Change, Company, Import, Note, report
from tests.oracle.records import LONG_CALLS_COLUMNS, checks, on_time
from tests.oracle.rows_by_hand import books, found, sale, target, touch

DAY = date(2024, 3, 5)
AT = datetime(2024, 3, 5, 9, 30)
CELL = {"owner": None, "region": "华东", "product_line": "软件"}


class TestRecords:
    @pytest.mark.parametrize(
        ("happened", "logged", "passes"),
        [
            (AT, datetime(2024, 3, 6, 9, 30), True),
            (AT, datetime(2024, 3, 6, 9, 31), False),
            (AT, date(2024, 3, 6), True),
            (AT, date(2024, 3, 7), False),
            (DAY, datetime(2024, 3, 7, 0, 0), True),
            (DAY, datetime(2024, 3, 7, 0, 1), False),
            (DAY, date(2024, 3, 7), False),
            (DAY, None, None),
        ],
    )
    def test_logged_in_24_hours(self, happened: date, logged: date | None, *, passes: bool | None) -> None:
        [row] = books(follow_ups=[touch("C1", happened, logged_at=logged)]).rows("follow_ups")
        assert on_time(row) is passes

    def test_columns_that_the_file_did_not_have_are_left_aside(self) -> None:
        data = books(follow_ups=[touch("C1", DAY, content="已跟进", next_step="3天后", stage=None), touch("C2", DAY)])
        assert [checks(data, row)[1] for row in data.rows("follow_ups")] == [True, False]
        bare = books(follow_ups=[touch("C1", DAY)])
        assert checks(bare, bare.rows("follow_ups")[0]) == (None, None, None, None)
        with_stage = Books(Company((Import("follow_ups", (touch("C1", DAY),), columns=("stage",)),)))
        assert checks(with_stage, with_stage.rows("follow_ups")[0]) == (None, False, None, None)

    @pytest.mark.parametrize(
        ("content", "passes"),
        [
            ("确认了功能清单和交付", True),
            ("确认了功能清单和交a", False),
            ("sent the price list.", True),
            ("sent the price list", False),
        ],
    )
    def test_twenty_columns(self, content: str, *, passes: bool) -> None:
        data = books(follow_ups=[touch("C1", DAY, content=content)])
        assert checks(data, data.rows("follow_ups")[0])[2] is passes

    def test_a_stock_phrase_of_the_time(self) -> None:
        change = Change(date(2024, 4, 1), {"stock_phrases": ("Sent the price list again",)})
        rows = [touch("C1", day, content="sent the price list, again!") for day in (DAY, date(2024, 4, 1))]
        data = books((change,), follow_ups=rows)
        assert [checks(data, row)[2] for row in data.rows("follow_ups")] == [True, False]

    def test_a_next_step_before_the_follow_up(self) -> None:
        rows = [touch("C1", DAY, next_step_on=day) for day in (DAY, date(2024, 3, 4), None)]
        table = report(books(follow_ups=rows), "records", as_of=date(2024, 3, 31))
        column = table.columns.index("next_step_in_order")
        assert sorted(str(row[column]) for row in table.rows) == ["False", "None", "True"]

    def test_long_calls_over_the_limit_of_the_day(self) -> None:
        april = date(2024, 4, 1)
        minutes = [(DAY, "30"), (DAY, "30.5"), (april, "20.1"), (april, "20")]
        rows = [touch("C1", day, duration_minutes=Decimal(length)) for day, length in minutes]
        rows.append(touch("C1", DAY, "visit", duration_minutes=Decimal(90)))
        data = books((Change(april, {"call_limit_minutes": 20}),), follow_ups=rows)
        table = report(data, "long_calls", as_of=date(2024, 4, 30))
        assert sorted(row[LONG_CALLS_COLUMNS.index("duration_minutes")] for row in table.rows) == [Decimal("20.1"), Decimal("30.5")]


class TestQuarterly:
    def test_a_cell_with_its_totals(self) -> None:
        data = books(
            sales=[
                sale("O1", date(2023, 12, 1), "100"),
                sale("O2", date(2024, 1, 10), "90", customer_id="C2", customer_name="乙"),
                sale("O3", date(2024, 1, 11), "90", customer_id="C1"),
                sale("O4", date(2024, 2, 10), "20", customer_id="C3", region=None),
                sale("O5", date(2024, 2, 10), "-20", customer_id="C4"),
            ],
            targets=[target(date(2024, 1, 1), "200", **CELL), target(date(2024, 1, 1), "999")],
        )
        table = report(data, "quarterly", period="2024Q1", as_of=date(2024, 3, 31))
        cell = found(table, region="华东", product_line="软件")
        assert (cell["target"], cell["actual"], cell["gap"], cell["attainment_pct"]) == (200, 160, 180 - 200, 90)
        assert (cell["month_1"], cell["month_2"], cell["month_3"]) == (180, -20, None)
        assert (cell["mom_1_pct"], cell["mom_2_pct"], cell["mom_3_pct"]) == (80, Decimal("-111.111111111"), None)
        assert (cell["top_1"], cell["top_2"], cell["top_3"]) == ("C1", "乙", None)
        assert (cell["top_1_share_pct"], cell["months_missing"]) == (Decimal("56.25"), 1)
        total = found(table, region="*", product_line="*")
        assert (total["target"], total["actual"], total["outside_targets"]) == (200, 180, 20 - 20)
        assert {row[:2] for row in table.rows} == {
            *(("华东", "软件"), (None, "软件"), ("华东", "*"), (None, "*"), ("*", "软件"), ("*", "*")),
        }

    def test_shares_of_growth(self) -> None:
        quarters = {date(2023, month, 1): "10" for month in (10, 11, 12)} | {date(2024, month, 1): "30" for month in (1, 2, 3)}
        rows = [sale(f"O{day}", day, amount) for day, amount in quarters.items()]
        rows += [sale(f"N{day}", day, "5", region="North") for day in list(quarters)[:3]]
        table = report(books(sales=rows), "quarterly", period="2024Q1", as_of=date(2024, 3, 31))
        changes = {row[0]: row[table.columns.index("share_of_growth_pct")] for row in table.rows if row[1] == "软件"}
        assert changes == {"华东": Decimal("133.333333333"), "North": Decimal("-33.333333333"), "*": 100}

    def test_the_newest_note_holds_whole(self) -> None:
        begin = date(2024, 1, 1)
        typed = (
            Note("华 东", "软件", begin, "缺货", "备货"),
            Note("华东", "软件", begin, None, "涨价", "李四"),
            Note(None, None, begin, "x"),
        )
        data = books((), typed, sales=[sale("O1", date(2024, 1, 10), "1")])
        row = found(report(data, "quarterly", period="2024Q1", as_of=date(2024, 3, 31)), region="华东", product_line="软件")
        assert (row["problem"], row["strategy"], row["owner"]) == (None, "涨价", "李四")
