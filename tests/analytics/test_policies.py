"""The policy over time: typed changes, what holds on a day, and figures that go by the policy of their day (definitions §4)."""

import json
import sqlite3
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from analytics import entries, follow_ups, heatmap, over_contact, periods, policies, store
from analytics.__main__ import main
from analytics.folder import Folder
from analytics.messages import policy_sentence
from analytics.periods import Window
from analytics.policy import DEFAULT, Policy, PolicyError
from analytics.queries import DatabaseQuery, Reader
from analytics.texts import translator
from tests.analytics import rows
from tests.analytics.rows import day
from tests.analytics.typed import NOW, change, undone


class TestWhatHolds:
    def test_without_a_change_the_defaults_hold_on_every_day(self) -> None:
        assert policies.fold([]).at(day("2024-03-01")) == DEFAULT
        assert policies.fold([]).at(date.min) == policies.fold([]).at(date.max) == DEFAULT

    def test_a_change_holds_from_the_first_day_of_its_month(self) -> None:
        held = policies.fold([change(1, "2024-07", cadence_days_a="10")])
        assert held.at(day("2024-06-30")).cadence_days_a == 7
        assert held.at(day("2024-07-01")).cadence_days_a == 10

    def test_other_fields_keep_their_value(self) -> None:
        held = policies.fold([change(1, "2024-07", cadence_days_a="10"), change(2, "2024-09", cap="120")])
        assert (held.at(day("2024-09-01")).cadence_days_a, held.at(day("2024-09-01")).cap) == (10, 120)

    def test_an_earlier_month_typed_later_holds_until_the_next_change(self) -> None:
        held = policies.fold([change(1, "2024-07", cadence_days_a="10"), change(2, "2024-03", cadence_days_a="5")])
        days = ("2024-02-29", "2024-03-01", "2024-06-30", "2024-07-01")
        assert [held.at(day(text)).cadence_days_a for text in days] == [7, 5, 5, 10]

    def test_of_two_changes_from_one_month_the_later_typed_holds(self) -> None:
        held = policies.fold([change(1, "2024-07", cadence_days_a="10"), change(2, "2024-07", cadence_days_a="8")])
        assert held.at(day("2024-07-01")).cadence_days_a == 8

    def test_fields_that_are_not_dated_hold_on_all_days(self) -> None:
        held = policies.fold([change(1, "2024-07", cap="120"), change(2, None, fiscal_month="4", holidays="2024-05-01")])
        for text in ("1999-01-01", "2024-06-30", "2024-07-01"):
            assert held.at(day(text)).fiscal_month == 4
            assert held.at(day(text)).holidays == {day("2024-05-01")}

    def test_a_change_taken_back_holds_no_more_and_stays_in_the_history(self) -> None:
        held = policies.fold([change(1, "2024-07", cadence_days_a="10"), undone(2, 1)])
        assert held.at(day("2024-07-01")) == DEFAULT
        assert [(c.sequence, c.actor, c.since, c.undone_by) for c in held.changes] == [(1, "Mia", day("2024-07-01"), 2)]

    def test_spells_cut_a_window_where_something_changes(self) -> None:
        held = policies.fold([change(1, "2024-07", cadence_days_a="10"), change(2, "2024-01", cap="120")])
        spells = held.spells(Window(day("2024-06-15"), day("2024-08-01")))
        assert [(s.begin, s.end, s.policy.cadence_days_a) for s in spells] == [
            (day("2024-06-15"), day("2024-07-01"), 7),
            (day("2024-07-01"), day("2024-08-01"), 10),
        ]
        assert held.spells(Window(day("2024-06-15"), day("2024-06-15"))) == ()


class TestTypedValues:
    @pytest.mark.parametrize(
        ("name", "text", "value"),
        [
            ("weight_sales", " 40.5 ", Decimal("40.5")),
            ("collection_target_pct", "９５％", 95),
            ("call_limit_minutes", "45", 45),
            ("collection", "Cohort", "cohort"),
            ("currency", "usd", "USD"),
            ("closed_stages", "流失, Paused，僵尸", ("lost", "paused", "僵尸")),
            ("closed_stages", "", ()),
            ("stock_phrases", "已沟通；ok;已沟通", ("已沟通", "ok")),
            ("company_name", "  云帆　科技 ", "云帆 科技"),
            ("holidays", "2024-10-01..2024-10-03,2024/5/1", {day(f"2024-{d}") for d in ("05-01", "10-01", "10-02", "10-03")}),
            ("extra_workdays", "", frozenset()),
            ("timezone", "Europe/Berlin", "Europe/Berlin"),
        ],
    )
    def test_values(self, name: str, text: str, value: object) -> None:
        assert policies.from_text(name, text) == value

    @pytest.mark.parametrize(
        ("name", "text", "code"),
        [
            ("weight_sales", "forty", "not_a_number"),
            ("weight_sales", "0.00001", "not_a_number"),
            ("cadence_days_a", "7.5", "not_whole"),
            ("fiscal_month", "", "not_whole"),
            ("holidays", "2024-02-30", "not_a_date"),
            ("holidays", "tomorrow", "not_a_date"),
            ("holidays", "2024-10-03..2024-10-01", "not_a_date"),
            ("holidays", "2024-01-01..2025-01-01", "too_many_days"),
            ("company_name", "x" * 101, "too_long"),
            ("stock_phrases", "ok," + "x" * 101, "too_long"),
            ("company_name", "a\x00b", "control_character"),
        ],
    )
    def test_what_is_no_value_is_refused(self, name: str, text: str, code: str) -> None:
        with pytest.raises(PolicyError) as problem:
            policies.from_text(name, text)
        assert (problem.value.code, problem.value.field) == (code, name)

    @pytest.mark.parametrize("name", [rule.name for rule in fields(Policy)])
    def test_a_value_as_text_and_in_the_journal_is_the_same_value(self, name: str) -> None:
        value = getattr(DEFAULT, name)
        text = policies.to_text(value)
        assert policies.from_text(name, text) == value
        month = "2024-07" if policies.is_dated_field(name) else None
        body = json.loads(json.dumps(policies.read({name: text}, month)))
        [held] = policies.fold([change(1, month, **{name: text})]).changes
        assert (body["from"], dict(held.values)) == (month, {name: value})

    def test_every_field_stands_in_one_group(self) -> None:
        grouped = [name for names in policies.GROUPS.values() for name in names]
        assert sorted(grouped) == sorted(rule.name for rule in fields(Policy))
        assert policies.group("cap") == "score"

    @pytest.mark.parametrize(
        ("texts", "month", "code"),
        [
            ({}, "2024-07", "nothing_set"),
            ({"cadence": "7"}, "2024-07", "unknown_field"),
            ({"cap": "120"}, None, "from_needed"),
            ({"cap": "120", "currency": "USD"}, "2024-07", "from_refused"),
            ({"cap": "120"}, "2024Q3", "not_a_month"),
            ({"cap": "120"}, "July", "not_a_month"),
        ],
    )
    def test_a_change_needs_a_month_where_it_is_dated_and_only_there(
        self, texts: dict[str, str], month: str | None, code: str
    ) -> None:
        with pytest.raises(PolicyError) as problem:
            policies.read(texts, month)
        assert problem.value.code == code


class TestRefused:
    def test_what_a_later_change_would_make_impossible_names_the_month(self) -> None:
        earlier = [change(1, "2024-07", band_good="89")]
        with pytest.raises(PolicyError) as problem:
            policies.with_event(earlier, change(2, "2024-03", band_excellent="85"))
        assert (problem.value.code, problem.value.values["month"]) == ("bands_not_descending", "2024-07")

    def test_an_undo_that_leaves_an_impossible_policy(self) -> None:
        earlier = [change(1, "2024-07", band_excellent="96"), change(2, "2024-07", band_good="95")]
        with pytest.raises(PolicyError, match="bands_not_descending"):
            policies.with_event(earlier, undone(3, 1))

    @pytest.mark.parametrize(("sequence", "code"), [(9, "unknown_change"), (1, "already_undone")])
    def test_an_undo_of_nothing(self, sequence: int, code: str) -> None:
        with pytest.raises(PolicyError, match=code):
            policies.with_event([change(1, "2024-07", cap="120"), undone(2, 1)], undone(3, sequence))

    @pytest.mark.parametrize("language", ["zh", "en"])
    @pytest.mark.parametrize(
        ("texts", "month"),
        [
            ({"cap": "90"}, "2024-07"),
            ({"weight_sales": "0", "weight_collection": "0", "weight_other": "0", "weight_qualitative": "0"}, "2024-07"),
            ({"band_good": "95"}, "2024-07"),
            ({"collection": "credit"}, "2024-07"),
            ({"timezone": "Mars/Olympus"}, None),
            ({"currency": "yuan"}, None),
            ({"fiscal_month": "13"}, None),
        ],
    )
    def test_each_refusal_is_a_sentence(self, language: str, texts: dict[str, str], month: str | None) -> None:
        with pytest.raises(PolicyError) as problem:
            policies.with_event([], change(1, month, **texts))
        sentence = policy_sentence(problem.value, translator(language))  # type: ignore[arg-type]
        assert sentence.rstrip("。.").endswith(("未作任何改动", "Nothing was changed"))
        assert ("2024-07" in sentence) == (month is not None)


def customer(grade: str = "A", stage: str | None = None) -> dict[str, object]:
    return {"customer_id": "c1", "name": "Acme", "grade": grade, "owner": "Ann", "first_contact_on": "2024-01-01", "stage": stage}


def visit(at: str, **more: object) -> dict[str, object]:
    return {"customer_id": "c1", "owner": "Ann", "method": "visit", "followed_up_at": f"{at}T10:00", **more}


def with_changes(query: DatabaseQuery, *changes: object) -> DatabaseQuery:
    return DatabaseQuery(query.connection, 9, policies.fold(changes))  # type: ignore[arg-type]


class TestFiguresGoByTheirDay:
    def test_a_cadence_from_july_leaves_the_states_of_june_as_they_were(self) -> None:
        plain = rows.store(customers=[customer()], follow_ups=[visit("2024-06-15")])
        changed = with_changes(plain, change(1, "2024-07", cadence_days_a="20"))
        june, july = day("2024-06-30"), day("2024-07-01")
        assert follow_ups.table(changed, june) == follow_ups.table(plain, june)
        [before], [after] = follow_ups.table(plain, july), follow_ups.table(changed, july)
        assert (before.state, before.due_on, before.overdue_days) == ("overdue", day("2024-06-15") + timedelta(days=7), 9)
        assert (after.state, after.due_on, after.overdue_days) == ("ok", day("2024-06-15") + timedelta(days=20), 0)

    def test_a_stage_that_closes_from_july_on(self) -> None:
        plain = rows.store(customers=[customer(stage="dormant")], follow_ups=[visit("2024-06-15")])
        changed = with_changes(plain, change(1, "2024-07", closed_stages="lost,dormant"))
        assert [follow_ups.table(changed, day(on))[0].state for on in ("2024-06-30", "2024-07-01")] == ["overdue", "closed"]

    def test_a_week_column_goes_by_its_own_day(self) -> None:
        plain = rows.store(customers=[customer()], follow_ups=[visit("2024-06-15")])
        changed = with_changes(plain, change(1, "2024-07", cadence_days_a="30"))
        cells = heatmap.cells(changed, ("week",), day("2024-07-07"), periods.parse("2024-06..2024-07"))
        overdue = {cell.as_of: cell.overdue_count for cell in cells}
        assert [overdue[day(on)] for on in ("2024-06-23", "2024-06-30", "2024-07-07")] == [1, 1, 0]

    def test_over_contact_goes_by_the_later_touchs_day(self) -> None:
        """Touches two days apart: 28 and 30 June, 2 July, 4 July; the least gap is 3 days, 2 from July on."""
        touches = [visit(on) for on in ("2024-06-28", "2024-06-30", "2024-07-02", "2024-07-04")]
        plain = rows.store(customers=[customer()], follow_ups=touches)
        changed = with_changes(plain, change(1, "2024-07", gap_days_a="2"))
        summer, until = periods.parse("2024-06..2024-07"), day("2024-07-31")
        assert [touch.followed_up_at.date() for touch in over_contact.table(plain, summer, until)] == [
            *map(day, ("2024-06-30", "2024-07-02", "2024-07-04")),
        ]
        [june] = over_contact.table(changed, summer, until)
        assert (june.followed_up_at.date(), june.gap_days, june.minimum_days) == (day("2024-06-30"), 2, 3)

    def test_march_stays_as_it_was(self) -> None:
        plain = rows.store(customers=[customer()], follow_ups=[visit("2024-03-01"), visit("2024-03-02"), visit("2024-07-02")])
        changed = with_changes(
            plain, change(1, "2024-07", gap_days_a="0", cadence_days_a="90", closed_stages="lost", call_limit_minutes="5")
        )
        march, end = periods.parse("2024-03"), day("2024-03-31")
        assert follow_ups.table(changed, end) == follow_ups.table(plain, end)
        assert over_contact.table(changed, march, end) == over_contact.table(plain, march, end)
        assert len(over_contact.table(changed, march, end)) == 1


class TestJournal:
    def test_a_reader_sees_a_change_at_its_next_read_and_an_undo_after_it(self, tmp_path: Path) -> None:
        folder = Folder(tmp_path)
        reader = Reader(folder, store.rebuild)
        assert reader.query().policy == DEFAULT
        number = entries.set_policy(folder, {"fiscal_month": "4"}, None, "Mia", NOW)
        assert (reader.query().policy.fiscal_month, reader.query().sequence) == (4, number)
        assert entries.policies_of(folder).at(date.max).fiscal_month == 4
        entries.undo_policy(folder, number, "Mia", NOW)
        assert reader.query().policy == DEFAULT
        assert store.journal.ROW_KINDS == ("import", "undo", "redo")

    def test_a_refused_change_leaves_no_event(self, tmp_path: Path) -> None:
        folder = Folder(tmp_path)
        with pytest.raises(PolicyError):
            entries.set_policy(folder, {"cap": "90"}, "2024-07", "Mia", NOW)
        with sqlite3.connect(folder.journal) as connection:
            assert connection.execute("select count(*) from events").fetchone() == (0,)

    def test_imports_before_and_after_a_change_keep_their_rows(self, tmp_path: Path) -> None:
        from tests import stores

        folder = Folder(tmp_path)
        stores.put(folder, [stores.sale("S1", "10")])
        entries.set_policy(folder, {"cap": "120"}, "2024-07", "Mia", NOW)
        assert stores.put(folder, [stores.sale("S2", "20")]) == 3
        entries.undo_policy(folder, 2, "Mia", NOW)
        store.undo(folder, 3, "Mia", NOW)
        query = Reader(folder, store.rebuild).query()
        assert (query.sequence, query.policies.changes[0].undone_by) == (5, 4)
        assert query("loaded_rows").to_pylist()[0]["row_count"] == 1
        store.rebuild(folder, is_forced=True)
        assert Reader(folder, store.rebuild).query()("loaded_rows").to_pylist()[0]["row_count"] == 1


class TestCommand:
    @pytest.fixture
    def run(self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv("SALES_REVIEW_LANGUAGE", "en")

        def call(*words: str) -> tuple[int, str, str]:
            code = main(["--store", str(tmp_path), "policy", *words])
            return code, *capsys.readouterr()

        return call

    def test_show_prints_what_set_takes(self, run) -> None:
        assert run("show")[1].splitlines()[0] == "weight_sales=40"
        assert run("set", "cadence_days_a=10", "cap=120", "--from", "2024-07")[0] == 0
        assert run("set", "company_name=A=B", "holidays=2024-10-01")[0] == 0
        lines = run("show")[1].splitlines()
        assert lines[-2:] == ["cap=120 --from 2024-07", "cadence_days_a=10 --from 2024-07"]
        assert {"cap=100", "company_name=A=B", "holidays=2024-10-01", "collection=cash"} <= set(lines)

    def test_json_is_one_object_per_field(self, run) -> None:
        run("set", "cap=120", "--from", "2024-07", "--json")
        found = [json.loads(line) for line in run("show", "--json")[1].splitlines()]
        assert found[-1] == {
            "field": "cap",
            "label": "Cap of each part",
            "group": "Composite score",
            "value": "120",
            "unit": "points",
            "from": "2024-07",
        }

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (("cap=120",), "say which"),
            (("currency=USD", "--from", "2024-07"), "leave out --from"),
            (
                ("cap=90", "--from", "2024-07"),
                "From 2024-07 on: Cap of each part must lie between 100 and 200 points; 90 was given.",
            ),
            (("cap=110", "cap=120", "--from", "2024-07"), "stands twice"),
            (("capp=110", "--from", "2024-07"), "no field “capp”"),
        ],
    )
    def test_a_refused_change_ends_with_two_and_the_reason(self, run, words: tuple[str, ...], sentence: str) -> None:
        code, out, err = run("set", *words)
        assert (code, out) == (2, "")
        assert sentence in err

    def test_undo(self, run) -> None:
        run("set", "cap=120", "--from", "2024-07")
        assert run("undo", "1")[0] == 0
        assert run("undo", "1")[0] == 2
        assert "--from" not in run("show")[1]
