"""What people type: notes on a cell, agreements, advice; the newest holds, all of it stays in the journal (definitions §4, §6)."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from analytics import agreements, entries, journal, notes, periods, store
from analytics.agreements import Wording
from analytics.folder import Folder
from analytics.messages import note_sentence
from analytics.notes import NoteError
from analytics.queries import DatabaseQuery, Reader
from analytics.texts import translator
from tests import stores
from tests.analytics import rows
from tests.analytics.rows import day
from tests.analytics.typed import event

NOW = datetime(2024, 4, 2, 9, 30, tzinfo=UTC)
Q1, Q2 = periods.parse("2024Q1"), periods.parse("2024Q2")
MARCH, APRIL, MAY = map(periods.parse, ("2024-03", "2024-04", "2024-05"))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def query(folder: Folder):
    reader = Reader(folder, store.rebuild)
    return reader.query


class TestCells:
    def test_the_newest_note_holds_and_the_history_keeps_all(self, folder: Folder, query) -> None:
        notes.write(folder, ("east", "cloud", Q1), {"problem": "late payers", "owner": "Ann"}, "Mia", NOW)
        notes.write(folder, ("east", "cloud", Q1), {"problem": "late payers", "strategy": "prepaid"}, "Leo", NOW + timedelta(1))
        note = notes.cells(query())["east", "cloud", day("2024-01-01")]
        assert (note.problem, note.strategy, note.owner) == ("late payers", "prepaid", None)
        assert (note.author, note.at) == ("Leo", NOW + timedelta(1))
        assert [one.author for one in notes.history(query(), "east", "cloud", Q1)] == ["Leo", "Mia"]
        assert notes.history(query(), "east", "cloud", Q2) == ()

    def test_a_cell_may_be_unassigned(self, folder: Folder, query) -> None:
        notes.write(folder, (None, None, Q1), {"problem": "whose?"}, "Mia", NOW)
        assert list(notes.cells(query())) == [(None, None, day("2024-01-01"))]

    def test_a_note_without_any_text_is_none(self, folder: Folder, query) -> None:
        notes.write(folder, ("east", "cloud", Q1), {"problem": "x"}, "Mia", NOW)
        notes.write(folder, ("east", "cloud", Q1), {"problem": "  "}, "Mia", NOW)
        assert notes.cells(query()) == {}

    def test_lines_stay_and_invisible_characters_go(self) -> None:
        assert notes.clean("  first\r\nsecond\u200b ") == "first\nsecond"

    @pytest.mark.parametrize(("text", "code"), [("x" * 2001, "too_long"), ("a\x00b", "control_character")])
    def test_a_text_that_cannot_be_kept(self, folder: Folder, text: str, code: str) -> None:
        with pytest.raises(NoteError) as problem:
            notes.write(folder, ("east", "cloud", Q1), {"problem": text}, "Mia", NOW)
        assert problem.value.code == code
        for language in ("zh", "en"):
            assert note_sentence(problem.value, translator(language))  # type: ignore[arg-type]
        assert not folder.journal.exists()

    def test_a_note_changes_no_rows_and_has_no_store_file(self, folder: Folder, query) -> None:
        stores.put(folder, [stores.sale("S1")])
        number = notes.write(folder, ("east", "cloud", Q1), {"problem": "x"}, "Mia", NOW)
        assert query().sequence == number == 2
        assert folder.stores() == [folder.store(1)]
        with journal.reading(folder) as events:
            assert events is not None
            assert (events.newest(), events.newest_rows()) == (2, 1)


class TestAgreements:
    def test_an_agreement_is_found_by_person_and_period(self, folder: Folder, query) -> None:
        number = agreements.agree(folder, "ann", MARCH, Wording("two trainings", day("2024-04-30"), "Ann"), "Mia", NOW)
        [one] = agreements.of(query(), "ann", MARCH)
        assert (one.sequence, one.author, one.at, one.period, one.is_done) == (number, "Mia", NOW, MARCH, None)
        assert one.wording == Wording("two trainings", day("2024-04-30"), "Ann")
        assert agreements.of(query(), "bob", MARCH) == agreements.of(query(), "ann", APRIL) == ()

    def test_done_or_not_is_a_later_event_and_can_be_taken_back(self, folder: Folder, query) -> None:
        number = agreements.agree(folder, "ann", MARCH, Wording("two trainings"), "Mia", NOW)
        found = []
        for is_done in (True, False, None):
            agreements.settle(folder, number, is_done, "Leo", NOW + timedelta(1))
            found += agreements.of(query(), "ann", MARCH)
        assert [one.is_done for one in found] == [True, False, None]
        assert [one.settled_by for one in found] == ["Leo", "Leo", None]
        assert {one.author for one in found} == {"Mia"}

    def test_a_revised_wording_is_its_authors_and_keeps_the_number(self, folder: Folder, query) -> None:
        number = agreements.agree(folder, "ann", MARCH, Wording("two trainings"), "Mia", NOW)
        agreements.revise(folder, number, Wording("one training", day("2024-05-01")), "Leo", NOW + timedelta(1))
        [one] = agreements.of(query(), "ann", MARCH)
        assert (one.sequence, one.author, one.wording.text) == (number, "Leo", "one training")

    def test_one_taken_back_is_gone(self, folder: Folder, query) -> None:
        number = agreements.agree(folder, "ann", MARCH, Wording("two trainings"), "Mia", NOW)
        agreements.withdraw(folder, number, "Mia", NOW)
        assert agreements.of(query(), "ann", MARCH) == ()
        with pytest.raises(NoteError, match="unknown_agreement"):
            agreements.settle(folder, number, True, "Mia", NOW)

    def test_an_empty_agreement_is_refused(self, folder: Folder) -> None:
        with pytest.raises(NoteError, match="empty"):
            agreements.agree(folder, "ann", MARCH, Wording(" "), "Mia", NOW)

    def test_last_are_those_of_the_newest_period_before(self, folder: Folder, query) -> None:
        for period, text in ((MARCH, "old"), (APRIL, "new"), (APRIL, "newer"), (MAY, "now")):
            agreements.agree(folder, "ann", period, Wording(text), "Mia", NOW)
        agreements.agree(folder, "ann", Q1, Wording("quarter"), "Mia", NOW)
        assert [one.wording.text for one in agreements.last(query(), "ann", MAY)] == ["new", "newer"]
        assert [one.wording.text for one in agreements.last(query(), "ann", Q2)] == ["quarter"]
        assert agreements.last(query(), "ann", MARCH) == ()

    def test_due_are_the_open_ones_the_earliest_first(self, folder: Folder, query) -> None:
        for text, due in (("later", "2024-05-02"), ("sooner", "2024-05-01"), ("some day", None), ("done", "2024-04-01")):
            wording = Wording(text, None if due is None else day(due))
            number = agreements.agree(folder, "ann", MARCH, wording, "Mia", NOW)
        agreements.settle(folder, number, True, "Mia", NOW)
        assert [one.wording.text for one in agreements.due(query())] == ["sooner", "later", "some day"]
        assert [one.wording.text for one in agreements.due(query(), day("2024-05-01"))] == ["sooner"]

    def test_who_is_an_alias_by_now_counts_as_the_person(self) -> None:
        staff = [{"owner": "Annabel", "aliases": "Ann", "department": "East"}]
        body = {"what": "agreed", "person": "ann", "period": "2024-03", "begin_on": "2024-03-01"}
        body |= {"text": "two trainings", "due_on": None, "owner": ""}
        advised = {"what": "advised", "person": "ann", "period": "2024-03", "begin_on": "2024-03-01", "text": "rest"}
        held = rows.store(staff=staff)
        typed = (event(1, "plan", body), event(2, "plan", advised))
        query = DatabaseQuery(held.connection, 2, held.policies, typed)
        assert [one.person for one in agreements.of(query, "annabel", MARCH)] == ["annabel"]
        assert list(agreements.advice(query, MARCH)) == ["annabel"]

    def test_another_fiscal_year_leaves_quarters_and_years_in_place(self, folder: Folder, query) -> None:
        for period in (periods.parse("2024Q1", 4), periods.parse("2024Q4", 4), periods.parse("2024", 4)):
            agreements.agree(folder, "ann", period, Wording(period.code), "Mia", NOW)
        entries.set_policy(folder, {"fiscal_month": "1"}, None, "Mia", NOW)
        found = [(one.wording.text, one.period.begin, one.period.end) for one in agreements.every(query())]
        assert found == [
            ("2024Q1", date(2024, 4, 1), date(2024, 7, 1)),
            ("2024Q4", date(2025, 1, 1), date(2025, 4, 1)),
            ("2024", date(2024, 4, 1), date(2025, 4, 1)),
        ]
        assert [one.wording.text for one in agreements.of(query(), "ann", periods.parse("2024Q2"))] == ["2024Q1"]


class TestAdvice:
    def test_the_newest_advice_holds_and_an_empty_one_takes_it_back(self, folder: Folder, query) -> None:
        agreements.advise(folder, "ann", MARCH, "列入主管候选名单", "Mia", NOW)
        agreements.advise(folder, "bob", MARCH, "四月底前完成两次谈判训练", "Mia", NOW)
        agreements.advise(folder, "ann", MARCH, "先补大客户", "Leo", NOW)
        found = agreements.advice(query(), MARCH)
        assert {person: (one.text, one.author) for person, one in found.items()} == {
            "ann": ("先补大客户", "Leo"),
            "bob": ("四月底前完成两次谈判训练", "Mia"),
        }
        agreements.advise(folder, "ann", MARCH, "", "Mia", NOW)
        assert list(agreements.advice(query(), MARCH)) == ["bob"]
        assert agreements.advice(query(), APRIL) == {}
