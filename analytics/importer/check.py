"""A check of one file: from its bytes to a stage folder that holds what an import would take (bad-input, rules for all)."""

import os
import shutil
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from analytics.importer import decode, stage
from analytics.importer.cells import Rules
from analytics.importer.checked import Checked, FileError, Refused, read_checked, stage_key
from analytics.importer.cross import Context
from analytics.importer.empty import empty_month
from analytics.importer.excel import SHEET
from analytics.importer.headers import layout
from analytics.importer.known import Known
from analytics.importer.options import Options
from analytics.importer.outcome import Outcome, refuse_many_rejects
from analytics.importer.parse import BlockReader
from analytics.importer.rows import Checks
from analytics.importer.sources import EXTENSIONS, open_source

Progress = Callable[[str, int], None]


def check(path: Path, *, stage_root: Path, label: str, options: Options, known: Known, progress: Progress) -> Checked:
    """Reads and checks a file; what was found stands in the folder `Checked.stage` and is returned.

    The same file with the same options against the same masters is not read twice. `label` is only shown. `progress`
    is called with a step (read, check, write) and a number of rows. A file that cannot be read comes back with
    an `error`; OSError when the disk or the file fails.
    """
    stage_root.mkdir(parents=True, exist_ok=True)
    work = stage_root / f"tmp-{os.getpid()}-{uuid.uuid4().hex}"  # named for whoever ends this process and tidies up
    work.mkdir()
    try:
        return _check(path, work, label, options, known, progress)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _check(path: Path, work: Path, label: str, options: Options, known: Known, progress: Progress) -> Checked:
    raw = decode.copy(path, work / "raw", progress)
    final = work.parent / stage_key(raw.sha256, options, known.fingerprint)
    held = _held(final)
    if held is not None:
        return replace(held, file=label)
    extension = EXTENSIONS.get(raw.container, ".bin")
    raw.path.rename(work / f"raw{extension}")
    raw = replace(raw, path=work / f"raw{extension}")
    checked = Checked(label, raw.sha256, extension, raw.size, options.to_body(), work, known.sequence)
    checked = _Check(raw, checked, options, known, progress).run()
    (work / SHEET).unlink(missing_ok=True)
    return _publish(checked, final)


def _held(final: Path) -> Checked | None:
    try:
        held = read_checked(final)
    except (OSError, ValueError):
        return None
    is_whole = (final / f"raw{held.extension}").exists() and (not held.is_ready or (final / "accepted.parquet").exists())
    return held if is_whole else None


def _publish(checked: Checked, final: Path) -> Checked:
    """Moves the finished stage to its own name; one of the same name is replaced as a whole."""
    checked.write()
    if final.exists():
        shutil.rmtree(final)
    checked.stage.rename(final)
    return replace(checked, stage=final)


class _Check:
    """One file on its way; `checked` says what is known of it so far, also when it is refused half-way."""

    def __init__(self, raw: decode.RawFile, checked: Checked, options: Options, known: Known, progress: Progress) -> None:
        self._raw = raw
        self._checked = checked
        self._options = options
        self._known = known
        self._progress = progress

    def run(self) -> Checked:
        stage.write_no_rejects(self._checked.stage)
        try:
            self._read()
        except Refused as refusal:
            self._checked = replace(self._checked, error=FileError(refusal.code, refusal.values))
        return self._checked

    def _read(self) -> None:
        currency = self._known.policy.currency
        source = open_source(self._raw, self._checked.stage, self._known.policy.timezone)
        self._checked = replace(self._checked, encoding=source.encoding, delimiter=source.delimiter, header_line=source.header_line)
        found_layout = layout(source.headers, self._options, currency)
        self._checked = replace(
            self._checked,
            dataset=found_layout.dataset.name,
            mapping=found_layout.mapping,
            columns=found_layout.stored,
        )
        rules = Rules(self._known.policy, self._options.today, source.is_workbook)
        reader = BlockReader(found_layout, rules)
        outcome = Outcome(reader, source)
        outcome.read(self._progress)
        context = Context(found_layout, self._known.policy, reader.found)
        if outcome.is_empty:
            self._empty(outcome, context)
        else:
            self._accept(outcome, context)

    def _empty(self, outcome: Outcome, context: Context) -> None:
        month, question = empty_month(context.layout.dataset, self._options)
        self._checked = replace(
            self._checked,
            rows_read=outcome.rows_read,
            excluded=outcome.rows_read,
            empty_month=month,
            questions=(question,) if question else (),
        )
        if month is not None:
            dataset = context.layout.dataset
            stage.write_accepted(dataset.schema.empty_table(), dataset, self._checked.stage)

    def _accept(self, outcome: Outcome, context: Context) -> None:
        self._progress("check", outcome.rows_read)
        checks = Checks(context, self._known)
        table = checks.run(outcome.table())
        problems = context.found.problems
        excluded = outcome.blank + checks.repeated_lines
        self._checked = replace(
            self._checked,
            rows_read=outcome.rows_read,
            rejected=len(problems),
            excluded=excluded,
            accepted=outcome.rows_read - len(problems) - excluded,
            warnings=context.found.warnings(),
            rejects_sample=context.found.rejects_sample(),
        )
        if problems:
            stage.write_rejects(outcome.source, context.layout, problems, self._checked.stage)
            refuse_many_rejects(outcome, context)
        self._progress("write", self._checked.accepted)
        stage.write_accepted(table, context.layout.dataset, self._checked.stage)
