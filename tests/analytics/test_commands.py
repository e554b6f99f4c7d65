"""The command line, as other programs use it: exit codes, what goes to stdout, one JSON object per file."""

import csv
import io
import json
from pathlib import Path

import pytest

from analytics.__main__ import main

DATA = Path(__file__).parents[1] / "data"
SALES = "order_id,ordered_on,customer_id,owner,amount\nS1,2024-03-08,C1,张三,550000\nS2,2024-03-09,C2,李四,360000\n"
RESULT_KEYS = [
    *("import_id", "dataset", "file", "sha256", "encoding", "rows_read", "added", "changed", "unchanged"),
    *("rejected", "excluded", "warnings", "rejects", "questions", "error"),
]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALES_REVIEW_LANGUAGE", "en")


@pytest.fixture
def run(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]):
    """Runs a command on a store of its own: exit code, stdout, stderr."""

    def call(*words: object) -> tuple[int, str, str]:
        try:
            code = main(["--store", str(tmp_path / "store"), *map(str, words)])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    path = tmp_path / "三月销售.csv"
    path.write_text(SALES, encoding="gb18030")
    return path


def test_an_import_prints_one_object_per_file_with_the_documented_keys(run, sales: Path) -> None:
    code, out, _ = run("import", sales, "--yes", "--json")
    found = json.loads(out)
    assert code == 0
    assert list(found) == RESULT_KEYS
    assert (found["import_id"], found["dataset"], found["encoding"]) == (1, "sales", "GB18030")
    assert (found["rows_read"], found["added"], found["rejected"], found["error"]) == (2, 2, 0, None)


def test_without_a_confirmation_nothing_is_imported(run, sales: Path) -> None:
    assert run("import", sales)[0] == 3
    assert run("import", sales, "--check", "--json")[0] == 3
    assert run("imports", "list")[1] == ""
    assert run("import", sales, "--yes")[0] == 0


def test_the_same_file_again_changes_nothing_until_its_import_is_undone(run, sales: Path) -> None:
    run("import", sales, "--yes")
    code, out, _ = run("import", sales, "--yes", "--json")
    again = json.loads(out)
    assert (code, again["import_id"], again["added"], again["changed"], again["unchanged"]) == (0, 1, 0, 0, 2)
    assert run("imports", "undo", 1)[0] == 0
    assert json.loads(run("import", sales, "--yes", "--json")[1])["import_id"] == 3


def test_a_refused_file_ends_with_two_and_the_worst_of_several_counts(run, sales: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("a,b\n1,2\n", encoding="utf-8")
    code, out, _ = run("import", sales, bad, "--yes", "--json")
    good, refused = map(json.loads, out.splitlines())
    assert code == 2
    assert good["error"] is None
    assert refused["error"]["code"]
    assert refused["error"]["message"]
    assert run("import", sales, bad)[0] == 2


def test_a_missing_file_keeps_no_other_out(run, sales: Path, tmp_path: Path) -> None:
    code, out, _ = run("import", tmp_path / "nothing.csv", sales, "--yes", "--json")
    missing, good = map(json.loads, out.splitlines())
    assert (code, list(missing), missing["error"]["code"]) == (2, RESULT_KEYS, "file_error")
    assert "nothing.csv" in missing["error"]["message"]
    assert (good["added"], good["error"]) == (2, None)


def test_a_missing_file_is_one_sentence(run, tmp_path: Path) -> None:
    code, out, err = run("import", tmp_path / "nothing.csv", "--yes")
    assert (code, out) == (2, "")
    assert "nothing.csv" in err
    assert "Traceback" not in err


def test_headers_only_is_a_choice_that_an_answer_makes(run, sales: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text(SALES.splitlines()[0] + "\n", encoding="utf-8")
    code, out, _ = run("import", empty, "--yes", "--json")
    assert code == 3
    assert [question["key"] for question in json.loads(out)["questions"]] == ["empty_month"]
    assert run("import", empty, "--yes", "--answer", "empty_month=2024-02")[0] == 0
    run("import", sales, "--yes")
    [march] = csv.DictReader(io.StringIO(run("report", "sales", "--period", "2024-03")[1]))
    assert (march["actual"], march["mom_pct"], march["mom_change"]) == ("910000", "", "910000")


def test_history_shows_undoes_and_redoes(run, sales: Path) -> None:
    run("import", sales, "--yes")
    assert run("imports", "undo", 1)[0] == 0
    for words in (["imports", "list", "--json"], ["imports", "--json", "list"], ["imports", "--json"]):
        [record] = map(json.loads, run(*words)[1].splitlines())
        assert (record["import_id"], record["is_active"]) == (1, False)
    assert run("imports", "undo", 1)[0] == 1
    assert run("imports", "redo", 1)[0] == 0
    assert json.loads(run("imports", "show", 1, "--json")[1])["is_active"] is True
    assert "三月销售.csv" in run("imports", "list")[1]
    for action in ("show", "rejects", "undo"):
        assert run("imports", action, 99)[0] == 1


def test_rejects_are_the_uploads_own_columns_and_the_reason(run, tmp_path: Path) -> None:
    export = tmp_path / "sales.csv"
    lines = [f"S{number},2024-03-08,C1,张三,100" for number in range(200)]
    lines[100] = "S100,2024-02-30,C1,张三,100"
    export.write_text("\n".join(["订单编号,订单日期,客户编号,销售人员,销售额", *lines]) + "\n", encoding="utf-8")
    assert run("import", export, "--yes")[0] == 0
    [row] = csv.DictReader(io.StringIO(run("imports", "rejects", 1)[1].removeprefix("\ufeff")))
    assert row["订单编号"] == "S100"
    assert "2024-02-30" in "".join(row.values())


def test_reports_go_to_stdout_or_a_file(run, sales: Path, tmp_path: Path) -> None:
    run("import", sales, "--yes")
    rows = json.loads(run("report", "sales", "--by", "owner", "--format", "json")[1])
    assert {row["owner"]: row["actual"] for row in rows} == {"张三": 550000, "李四": 360000}
    for ending in ("csv", "json", "xlsx"):
        target = tmp_path / f"report.{ending}"
        assert run("report", "sales", "--out", target)[0] == 0
        assert target.stat().st_size > 0
    assert run("report", "sales", "--by", "colour")[0] == 2
    assert run("report", "nothing")[0] == 2


def test_a_report_without_data_needs_a_day(run) -> None:
    code, _, err = run("report", "follow_ups")
    assert (code, "--as-of" in err) == (2, True)


def test_backup_restore_rebuild_and_verify(run, sales: Path, tmp_path: Path) -> None:
    run("import", sales, "--yes")
    assert run("rebuild")[0] == 0
    assert run("verify")[0] == 0
    assert run("backup", tmp_path / "backup.tar.gz")[0] == 0
    assert run("restore", tmp_path / "backup.tar.gz")[0] == 1
    assert main(["--store", str(tmp_path / "other"), "restore", str(tmp_path / "backup.tar.gz")]) == 0
    next((tmp_path / "store" / "accepted").iterdir()).unlink()
    code, _, err = run("verify")
    assert (code, len(err.splitlines())) == (1, 1)
    assert "1.parquet" in err


def test_a_damaged_journal_is_one_sentence_for_every_command(run, sales: Path, tmp_path: Path) -> None:
    run("import", sales, "--yes")
    (tmp_path / "store" / "journal.sqlite").write_bytes(b"")
    for words in (["imports", "list"], ["report", "sales"], ["verify"], ["rebuild"], ["backup", tmp_path / "b.tar"]):
        code, _, err = run(*words)
        assert (code, "journal.sqlite" in err, len(err.splitlines())) == (1, True, 1), words
    assert run("import", sales, "--yes")[0] == 2
