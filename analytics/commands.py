"""What each command of the command line does; `__main__` reads the arguments and ends with the code returned here.

Data go to stdout, progress and messages to stderr.
"""

import argparse
import codecs
import getpass
import importlib
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

from analytics import archive, entries, imports, policies, reports, store, verification
from analytics.exports import sheets, tables, templates
from analytics.folder import DEMO, Folder
from analytics.importer import rejects
from analytics.importer.checked import Checked, FileError
from analytics.importer.options import Options
from analytics.imports import EXIT_CODES, ImportRecord, Outcome
from analytics.messages import FAILURES, error_sentence, failure_code, failure_sentence, problem_sentence
from analytics.periods import Window, month_of
from analytics.policy import PolicyError
from analytics.queries import Reader
from analytics.texts import Translator

STAGE_KEPT = timedelta(days=1)

Arguments = argparse.Namespace


def import_files(arguments: Arguments, t: Translator) -> int:
    """`import`: the worst code of the files; refused is worse than open."""
    folder = Folder(arguments.store)
    folder.make()
    imports.remove_old_stages(folder, datetime.now(UTC) - STAGE_KEPT)
    codes = [_import_one(folder, Path(name), arguments, t) for name in arguments.files]
    return min(codes, key=(2, 3, 0).index)


def _import_one(folder: Folder, path: Path, arguments: Arguments, t: Translator) -> int:
    """One file; what fails for it does not keep the others out."""
    label = arguments.label or path.name
    try:
        outcome = _outcome(folder, path, label, arguments, t)
    except FAILURES as error:
        failure = Checked(label, "", path.suffix, 0, {}, error=FileError(failure_code(error)))
        sentence = failure_sentence(error, t)
        if arguments.json:
            print(json.dumps(outcome_object(Outcome("refused", failure), t, sentence), ensure_ascii=False))
        print(f"{label}: {sentence}", file=sys.stderr)
        return EXIT_CODES["refused"]
    if arguments.json:
        print(json.dumps(outcome_object(outcome, t), ensure_ascii=False, default=str))
    else:
        print(outcome_sentence(outcome, t))
        for problem in (*outcome.checked.rejects_sample, *outcome.checked.warnings):
            print("  " + problem_sentence(problem, t), file=sys.stderr)
    return outcome.exit_code


def _outcome(folder: Folder, path: Path, label: str, arguments: Arguments, t: Translator) -> Outcome:
    progress, options = _progress(arguments, t, label), _options(folder, arguments)
    if arguments.check or not arguments.yes:
        return imports.check(folder, path, label, options, progress)
    now = datetime.now(UTC)
    return imports.run(folder, path, label, options, actor=getpass.getuser(), at=now, progress=progress)


def _options(folder: Folder, arguments: Arguments) -> Options:
    today = arguments.today or entries.policies_of(folder).at(date.max).today(datetime.now(UTC))
    return Options(
        dataset=arguments.dataset,
        map=tuple(arguments.map or ()),
        answers=tuple(sorted(arguments.answer or ())),
        today=today,
    )


def _progress(arguments: Arguments, t: Translator, label: str) -> Callable[[str, int], None]:
    def as_json(step: str, rows: int) -> None:
        print(json.dumps({"step": step, "rows": rows}), file=sys.stderr, flush=True)

    def as_text(step: str, rows: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{label}: {t('cli.step.' + step)} {rows:,}", end="\n" if step == "commit" else "", file=sys.stderr)

    return as_json if arguments.json else as_text


def outcome_object(outcome: Outcome, t: Translator, failure: str | None = None) -> dict[str, Any]:
    """The object that `--json` prints for one file (design "The command line"); `failure`: of what is no fault of the file."""
    checked, compared = outcome.checked, outcome.comparison
    counts = {name: getattr(compared, name) if compared else 0 for name in ("added", "changed", "unchanged")}
    if outcome.status == "already_imported":
        counts["unchanged"] = checked.rows_read - checked.rejected - checked.excluded
    return {
        "import_id": outcome.import_id,
        **{name: getattr(checked, name) for name in ("dataset", "file", "sha256", "encoding", "rows_read")},
        **counts,
        **{name: getattr(checked, name) for name in ("rejected", "excluded")},
        "warnings": [problem_object(problem, t) for problem in checked.warnings],
        "rejects": [problem_object(problem, t) for problem in checked.rejects_sample],
        "questions": [
            {"key": q.key, "kind": q.kind, "choices": list(q.choices), "message": t("import.question." + q.key, **q.values)}
            for q in checked.questions
        ],
        "error": checked.error and {"code": checked.error.code, "message": failure or error_sentence(checked.error, t)},
    }


def problem_object(problem: Any, t: Translator) -> dict[str, Any]:
    fields = ("code", "line", "column", "value")
    return {**{name: getattr(problem, name) for name in fields}, "message": problem_sentence(problem, t)}


def outcome_sentence(outcome: Outcome, t: Translator) -> str:
    """One line: what became of the file."""
    checked, compared = outcome.checked, outcome.comparison
    if checked.error is not None:
        return t("cli.refused", file=checked.file, why=error_sentence(checked.error, t))
    if checked.questions:
        why = " ".join(t("import.question." + q.key, **q.values) for q in checked.questions)
        return t("cli.open", file=checked.file, why=why)
    if outcome.earlier is not None:
        return t("cli.already_imported", file=checked.file, day=f"{outcome.earlier.at:%Y-%m-%d}", import_id=outcome.import_id)
    assert compared is not None
    assert checked.dataset is not None
    counts = {name: getattr(compared, name) for name in ("added", "changed", "unchanged")}
    counts |= {"rejected": checked.rejected, "excluded": checked.excluded}
    key = "cli.would_import" if outcome.import_id is None else "cli.imported"
    values = {name: f"{number:,}" for name, number in counts.items()}
    return t(key, file=checked.file, dataset=t("dataset." + checked.dataset), import_id=outcome.import_id, **values)


def list_imports(arguments: Arguments, t: Translator) -> int:
    """`imports list`: one line (or object) per import, newest first."""
    for record in imports.history(Folder(arguments.store)):
        if arguments.json:
            print(json.dumps(record_object(record, t), ensure_ascii=False, default=str))
        else:
            state = t("cli.active" if record.is_active else "cli.undone")
            counts = f"+{record.added:,} ~{record.changed:,} ={record.unchanged:,} ✕{record.checked.rejected:,}"
            print(f"#{record.import_id}  {record.at:%Y-%m-%d %H:%M}  {record.checked.file}  {counts}  {state}")
    return 0


def show_import(arguments: Arguments, t: Translator) -> int:
    """`imports show ID`."""
    record = _record(arguments)
    if record is None:
        return _unknown_import(arguments, t)
    print(json.dumps(record_object(record, t), ensure_ascii=False, default=str, indent=None if arguments.json else 2))
    return 0


def record_object(record: ImportRecord, t: Translator) -> dict[str, Any]:
    outcome = Outcome("imported", record.checked, import_id=record.import_id)
    counts = {name: getattr(record, name) for name in ("added", "changed", "unchanged")}
    extra = {"at": f"{record.at:%Y-%m-%dT%H:%MZ}", "actor": record.actor, "is_active": record.is_active}
    return outcome_object(outcome, t) | counts | extra


def undo_import(arguments: Arguments, t: Translator) -> int:
    store.undo(Folder(arguments.store), arguments.id, getpass.getuser(), datetime.now(UTC))
    return _done(arguments, t("cli.undo_done", import_id=arguments.id))


def redo_import(arguments: Arguments, t: Translator) -> int:
    store.redo(Folder(arguments.store), arguments.id, getpass.getuser(), datetime.now(UTC))
    return _done(arguments, t("cli.redo_done", import_id=arguments.id))


def print_rejects(arguments: Arguments, t: Translator) -> int:
    """`imports rejects ID`: the rejected rows as csv, in the upload's own columns plus the reason."""
    if _record(arguments) is None:
        return _unknown_import(arguments, t)
    sys.stdout.buffer.write(rejects.download(Folder(arguments.store).rejects(arguments.id), t))
    return 0


def _record(arguments: Arguments) -> ImportRecord | None:
    found = imports.history(Folder(arguments.store))
    return next((record for record in found if record.import_id == arguments.id), None)


def _unknown_import(arguments: Arguments, t: Translator) -> int:
    print(t("cli.unknown_import", import_id=arguments.id), file=sys.stderr)
    return 1


def _done(arguments: Arguments, sentence: str) -> int:
    print(json.dumps({"done": True}) if getattr(arguments, "json", False) else sentence)
    return 0


def print_report(arguments: Arguments, t: Translator) -> int:
    """`report NAME`: to stdout or `--out`; xlsx only to a file."""
    reader = Reader(Folder(arguments.store), store.rebuild)
    report = reader.read(_run_report, arguments.name, arguments.by, arguments.period, arguments.as_of)
    kind = arguments.format or (arguments.out.suffix.lstrip(".") if arguments.out else "csv")
    content = tables.WRITERS[kind](report)
    if arguments.out is None:
        sys.stdout.buffer.write(content.removeprefix(codecs.BOM_UTF8))  # the mark is for spreadsheets that open a file
    else:
        arguments.out.write_bytes(content)
        print(t("cli.report_done", path=arguments.out, count=len(report.rows)), file=sys.stderr)
    return 0


def export_template(arguments: Arguments, t: Translator) -> int:
    """`export NAME --out FILE`: a filled template, as the file's name ends."""
    kind = arguments.out.suffix.lower().lstrip(".")
    if kind not in sheets.WRITERS:
        raise reports.ReportError(
            "unknown_ending", value=arguments.out.name, known=", ".join(f".{name}" for name in sheets.WRITERS)
        )
    reader = Reader(Folder(arguments.store), store.rebuild)
    sheet = reader.read(templates.build, arguments.name, arguments.period, arguments.as_of, arguments.owner)
    arguments.out.write_bytes(sheets.WRITERS[kind](sheet))
    print(t("cli.report_done", path=arguments.out, count=len(sheet.rows)), file=sys.stderr)
    return 0


def _run_report(query: Any, name: str, by: tuple[str, ...], period: str | None, as_of: date | None) -> reports.Report:
    return reports.run(query, name, by=by, period=period, as_of=as_of)


def make_demo(arguments: Arguments, t: Translator) -> int:
    """`demo`: the demo company's exports through the product's own import, and what it typed, into a folder without imports."""
    demo = importlib.import_module("data.demo")  # the generator is no part of the product

    folder = Folder(arguments.store if arguments.is_store_named else DEMO)
    if imports.history(folder):
        print(t("cli.demo_not_empty", path=folder.path), file=sys.stderr)
        return 1
    # In a folder beside it until it is whole, so that a half-made company is never shown.
    making = folder if folder.path.exists() else Folder(folder.path.with_name(f"tmp-{folder.path.name}"))
    if making != folder:
        shutil.rmtree(making.path, ignore_errors=True)  # of a try that was killed
    code = _fill_demo(making, demo, t)
    if code == 0 and making != folder:
        making.path.replace(folder.path)
    return code


def _fill_demo(folder: Folder, demo: ModuleType, t: Translator) -> int:
    with tempfile.TemporaryDirectory() as exports:
        for path in demo.write(Path(exports)):
            options = Options(today=demo.AS_OF)
            outcome = imports.run(folder, path, path.name, options, actor="demo", at=datetime.now(UTC))
            print(outcome_sentence(outcome, t), file=sys.stderr)
            if outcome.exit_code:
                return 1
    demo.type_in(folder)
    return 0


def show_policy(arguments: Arguments, t: Translator) -> int:
    """`policy show`: FIELD=VALUE as `policy set` takes it, the value since ever first, then each change with its month."""
    held = entries.policies_of(Folder(arguments.store))
    for spell in held.spells(Window(date.min, date.max)):
        since = None if spell.begin == date.min else month_of(spell.begin).code
        before = None if since is None else held.at(spell.begin - timedelta(days=1))
        for name, value in policies.values(spell.policy).items():
            if before is None or getattr(before, name) != value:
                _print_policy_field(name, policies.to_text(value), since, arguments, t)
    return 0


def _print_policy_field(name: str, text: str, since: str | None, arguments: Arguments, t: Translator) -> None:
    if arguments.json:
        words = {"label": t("policy.field." + name), "group": t("policy.group." + policies.group(name))}
        unit = t("policy.unit." + policies.unit(name))
        print(json.dumps({"field": name, **words, "value": text, "unit": unit, "from": since}, ensure_ascii=False))
    else:
        print(f"{name}={text}" + (f" --from {since}" if since else ""))


def set_policy(arguments: Arguments, t: Translator) -> int:
    """`policy set FIELD=VALUE… --from MONTH`."""
    texts: dict[str, str] = {}
    for name, text in arguments.fields:
        if name in texts:
            raise PolicyError("repeated_field", name)
        texts[name] = text
    number = entries.set_policy(Folder(arguments.store), texts, arguments.since, getpass.getuser(), datetime.now(UTC))
    return _done(arguments, t("cli.policy_set", sequence=number))


def undo_policy(arguments: Arguments, t: Translator) -> int:
    """`policy undo ID`."""
    entries.undo_policy(Folder(arguments.store), arguments.id, getpass.getuser(), datetime.now(UTC))
    return _done(arguments, t("cli.policy_undone", sequence=arguments.id))


def rebuild_store(arguments: Arguments, t: Translator) -> int:
    store.rebuild(Folder(arguments.store), is_forced=True)
    return _done(arguments, t("cli.rebuild_done"))


def back_up(arguments: Arguments, t: Translator) -> int:
    newest = archive.backup(Folder(arguments.store), arguments.file)
    return _done(arguments, t("cli.backup_done", path=arguments.file, sequence=newest))


def restore_backup(arguments: Arguments, t: Translator) -> int:
    newest = archive.restore(Folder(arguments.store), arguments.file)
    return _done(arguments, t("cli.restore_done", path=arguments.store, sequence=newest))


def verify_store(arguments: Arguments, t: Translator) -> int:
    """`verify`: one line per damage on stderr."""
    damages = verification.verify(Folder(arguments.store))
    for damage in damages:
        print(t("damage." + damage.code, path=damage.path, reason=damage.reason), file=sys.stderr)
    return 1 if damages else _done(arguments, t("cli.verify_done"))


COMMANDS: Mapping[str, Callable[[Arguments, Translator], int]] = {
    "import": import_files,
    "imports list": list_imports,
    "imports show": show_import,
    "imports undo": undo_import,
    "imports redo": redo_import,
    "imports rejects": print_rejects,
    "report": print_report,
    "export": export_template,
    "policy show": show_policy,
    "policy set": set_policy,
    "policy undo": undo_policy,
    "demo": make_demo,
    "rebuild": rebuild_store,
    "backup": back_up,
    "restore": restore_backup,
    "verify": verify_store,
}
