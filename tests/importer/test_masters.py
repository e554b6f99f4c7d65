"""Checks against what is loaded (definitions §1; bad-input 57, 66, 67)."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from analytics.importer.known import Known, KnownStay, known
from tests.analytics import rows as stored
from tests.importer.files import FOLLOW_UPS, Found, check, lines, sales

STAFF = "owner,employee_id,aliases,department,joined_on,left_on"


def stay(
    owner: str, joined: str | None = None, left: str | None = None, *, number: str | None = None, aliases: tuple[str, ...] = ()
) -> KnownStay:
    days = (date.fromisoformat(day) if day else None for day in (joined, left))
    return KnownStay(f"{number or owner}\x1f{joined or ''}", owner, owner, number, aliases, *days)


def staff(tmp_path: Path, *rows: str, loaded: tuple[KnownStay, ...] = ()) -> Found:
    good = [f"员工{number},,,,," for number in range(200)]
    return check(tmp_path, lines(STAFF, *good, *rows), known=Known(stays=loaded))


class TestZeros:
    """Class 57: 123 where 000123 exists."""

    def test_an_id_without_its_zeros(self, tmp_path: Path) -> None:
        loaded = Known(padded_ids=pa.array(["000123"]))
        found = check(tmp_path, sales(*["G,2024-03-01,C1,a,1000"] * 100, "S1,2024-03-01,123,a,1"), known=loaded)
        assert found.rejects == [(102, "lost_zeros")]
        assert found.checked.rejects_sample[0].values["suggestion"] == "000123"

    def test_the_file_itself_may_tell(self, tmp_path: Path) -> None:
        rows = [*["G,2024-03-01,000123,a,1000"] * 100, "S1,2024-03-01,123,a,1"]
        for order in (rows, rows[::-1]):
            assert [code for _, code in check(tmp_path, sales(*order)).rejects] == ["lost_zeros"]

    def test_an_id_that_is_a_customer_of_its_own(self, tmp_path: Path) -> None:
        loaded = Known(padded_ids=pa.array(["000123"]), customer_ids=pa.array(["123", "000123"]))
        assert check(tmp_path, sales("S1,2024-03-01,123,a,1"), known=loaded).checked.accepted == 1


class TestMasters:
    """Class 66: accepted, and named in one note."""

    def test_nobody_known(self, tmp_path: Path) -> None:
        found = check(
            tmp_path,
            lines("order_id,ordered_on,customer_id,owner,region,amount", "S1,2024-03-01,C1,张三,华东,1", "S2,2024-03-01,C1,,,1"),
        )
        notes = {
            warning.code: (warning.count, warning.values["names"])
            for warning in found.checked.warnings
            if warning.values.get("names")
        }
        assert notes == {
            "customer_without_master": (2, "C1"),
            "owner_without_master": (1, "张三"),
            "region_without_master": (1, "华东"),
        }
        assert found.checked.accepted == 2

    def test_names_aliases_and_ids_of_staff_are_known(self, tmp_path: Path) -> None:
        loaded = Known(
            stays=(stay("张三", number="e1", aliases=("小张",)),), customer_ids=pa.array(["C1"]), region_keys=pa.array(["华东"])
        )
        rows = [f"S{number},2024-03-01,C1,{name},华 东,1" for number, name in enumerate(("张三", "小张", "E1", "张 三"))]
        found = check(tmp_path, lines("order_id,ordered_on,customer_id,owner,region,amount", *rows), known=loaded)
        assert found.checked.warnings == ()

    def test_only_five_are_named(self, tmp_path: Path) -> None:
        found = check(tmp_path, sales(*(f"S{number},2024-03-01,C1,员工{number},1" for number in range(7))))
        warning = found.warning("owner_without_master")
        assert warning.values == {"names": "员工0, 员工1, 员工2, 员工3, 员工4 …", "number": 7}


class TestNamesakes:
    """Class 67: two stays of one name that overlap on any day need two employee ids."""

    @pytest.mark.parametrize(
        ("first", "second", "is_rejected"),
        [
            ("张三,,,一部,2024-01-01,2024-03-31", "张三,,,二部,2024-04-01,", False),
            ("张三,,,一部,2024-01-01,2024-03-31", "张三,,,二部,2024-03-31,", True),
            ("张三,,,一部,,2024-03-31", "张三,,,二部,2024-03-31,", True),
            ("张三,E1,,一部,2024-01-01,", "张三,E2,,二部,2024-02-01,", False),
            ("张三,E1,,一部,2024-01-01,", "张三,E1,,二部,2024-02-01,", True),
            ("张三,E1,,一部,2024-01-01,", "张三,,,二部,2024-02-01,", True),
            ("张 三,,,一部,2024-01-01,", "张三,,,二部,2024-02-01,", True),
        ],
    )
    def test_two_stays_in_one_file(self, tmp_path: Path, first: str, second: str, *, is_rejected: bool) -> None:
        found = staff(tmp_path, first, second)
        assert found.rejects == ([(202, "stays_overlap"), (203, "stays_overlap")] if is_rejected else [])

    def test_a_stay_against_a_loaded_one(self, tmp_path: Path) -> None:
        loaded = (stay("张三", "2024-01-01"),)
        assert staff(tmp_path, "张三,,,二部,2024-02-01,", loaded=loaded).rejects == [(202, "stays_overlap")]

    def test_a_stay_that_ends_the_loaded_one(self, tmp_path: Path) -> None:
        """The same key replaces the loaded row, so that it overlaps no more."""
        loaded = (stay("张三", "2024-01-01"),)
        assert staff(tmp_path, "张三,,,一部,2024-01-01,2024-01-31", "张三,,,二部,2024-02-01,", loaded=loaded).rejects == []


class TestAliases:
    """An alias that two people claim, or that is another's name, is rejected."""

    @pytest.mark.parametrize(
        ("first", "second", "rejected"),
        [
            ("张三,,小张,一部,,", "李四,,小张;小李,一部,,", [202, 203]),
            ("张三,,李 四,一部,,", "李四,,,一部,,", [202]),
            ("张三,,张三、小张,一部,,", "李四,,小李,一部,,", []),
            ("张三,E1,小张,一部,2024-01-01,2024-01-31", "张三,E1,小张,二部,2024-02-01,", []),
            ("张三,E1,小张,一部,2024-01-01,2024-01-31", "张三,E2,小张,二部,2024-02-01,", []),
            ("张三,E1,小张,一部,2024-01-01,", "张三,E2,小张,二部,2024-01-01,", [202, 203]),
        ],
    )
    def test_within_a_file(self, tmp_path: Path, first: str, second: str, rejected: list[int]) -> None:
        found = staff(tmp_path, first, second)
        assert found.rejects == [(line, "alias_claimed") for line in rejected]

    def test_against_loaded_rows(self, tmp_path: Path) -> None:
        loaded = (stay("李四", aliases=("小张",)),)
        assert staff(tmp_path, "张三,,小张,一部,,", loaded=loaded).rejects == [(202, "alias_claimed")]
        assert staff(tmp_path, "张三,,李四,一部,,", loaded=loaded).rejects == [(202, "alias_claimed")]

    def test_how_they_are_stored(self, tmp_path: Path) -> None:
        found = staff(tmp_path, "张三,,小张；Zhang  San、三哥;,一部,,")
        row = found.rows[-1]
        assert (row["aliases"], row["aliases_key"]) == ("小张;Zhang  San;三哥", "小张;zhangsan;三哥")


class TestKeysOfTheOtherKind:
    """Rows of a month are told apart by ids or by contents, not by both (definitions §1)."""

    MARCH = frozenset({date(2024, 3, 1)})

    def test_ids_given_now_and_not_before(self, tmp_path: Path) -> None:
        loaded = Known(months_without_ids={"follow_ups": self.MARCH})
        found = check(tmp_path, lines("record_id," + FOLLOW_UPS, "R1,C1,2024-03-08 09:30,call,a"), known=loaded)
        assert (found.error, "2024-03" in found.sentence, "记录编号 (record_id)" in found.sentence) == (
            "other_key_kind",
            True,
            True,
        )
        assert check(tmp_path, lines("record_id," + FOLLOW_UPS, "R1,C1,2024-04-08,call,a"), known=loaded).error is None

    def test_line_numbers_given_before_and_not_now(self, tmp_path: Path) -> None:
        loaded = Known(months_with_ids={"sales": self.MARCH})
        assert check(tmp_path, sales("S1,2024-03-01,C1,a,1"), known=loaded).error == "other_key_kind"

    def test_a_month_that_holds_both(self, tmp_path: Path) -> None:
        loaded = Known(months_with_ids={"sales": self.MARCH}, months_without_ids={"sales": self.MARCH})
        assert check(tmp_path, sales("S1,2024-03-01,C1,a,1"), known=loaded).error is None


def test_what_is_known_of_a_store() -> None:
    query = stored.store(
        staff=[{"owner": "张三", "employee_id": "E1", "aliases": "小张;三哥", "joined_on": "2024-01-01", "region": "华东"}],
        customers=[{"customer_id": "007", "region": "华 南"}, {"customer_id": "C1"}],
        sales=[
            {"customer_id": "0815", "ordered_on": "2024-03-08", "line_no": 1, "amount": 1},
            {"customer_id": "C1", "ordered_on": "2024-04-08", "amount": 1},
        ],
        follow_ups=[{"customer_id": "C1", "followed_up_at": "2024-03-08T14:30"}],
    )
    found = known(query)
    assert found.stays == (KnownStay("1", "张三", "张三", "e1", ("小张", "三哥"), date(2024, 1, 1), None),)
    assert found.owner_keys == {"张三", "小张", "三哥", "e1"}
    assert found.customer_ids.to_pylist() == ["007", "C1"]
    assert found.padded_ids.to_pylist() == ["007", "0815"]
    assert found.region_keys.to_pylist() == ["华东", "华南"]
    assert found.months_with_ids == {"sales": {date(2024, 3, 1)}}
    assert found.months_without_ids == {"sales": {date(2024, 4, 1)}, "follow_ups": {date(2024, 3, 1)}}


def test_an_empty_store_knows_nothing() -> None:
    assert known(stored.store()).fingerprint == Known().fingerprint


def test_the_fingerprint_follows_what_is_known() -> None:
    different = {Known().fingerprint, Known(customer_ids=pa.array(["C1"])).fingerprint, Known(stays=(stay("张三"),)).fingerprint}
    assert len(different) == 3
    assert Known(sequence=7).fingerprint == Known().fingerprint
