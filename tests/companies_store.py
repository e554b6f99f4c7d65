"""A store with the rows of a drawn company, through the product's own import."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from analytics import entries, importer, imports, notes, periods, policies, queries, store
from analytics.folder import Folder
from analytics.importer.checked import Checked
from analytics.importer.columns import text_key
from analytics.importer.known import Known
from analytics.importer.options import Options
from analytics.journal import Event
from analytics.queries import DatabaseQuery, Query, Reader
from tests.companies import TODAY
from tests.companies_files import write_all
from tests.oracle import Change, Company, Import, Note
from tests.oracle.calendar import month_code

IMPORTED_AT = datetime(2030, 1, 15, 8, tzinfo=UTC)


class Remembering:
    """A query that runs each statement once: many reports of one state ask who the people are and what is loaded."""

    def __init__(self, query: DatabaseQuery) -> None:
        self._query, self._known = query, {}
        self.sequence, self.typed = query.sequence, query.typed
        self.policies, self.policy = query.policies, query.policy

    def __call__(self, name: str, /, tables: Mapping[str, pa.Table] | None = None, **parameters: object) -> pa.Table:
        joined = [(table_name, str(table.to_pylist())) for table_name, table in sorted((tables or {}).items())]
        asked = (name, *sorted(parameters.items()), *joined)
        if asked not in self._known:
            self._known[asked] = self._query(name, tables, **parameters)
        return self._known[asked]


def imported(company: Company, folder: Path) -> Query:
    """Checks, compares and commits one file after the other, as the command line does."""
    target = Folder(folder / "store")
    for one, path in write_all(company, folder):
        outcome = imports.run(target, path, path.name, _options(one), actor="test", at=IMPORTED_AT)
        assert outcome.import_id is not None, (one, outcome)
        _expect_all_accepted(one, outcome.checked)
    _type(company, target)
    return Remembering(Reader(target, store.rebuild).query())


@contextmanager
def rebuilt(company: Company, folder: Path) -> Iterator[Query]:
    """Checks each file and builds one store from all accepted rows, as a rebuild does; a third of the time."""
    target = Folder(folder / "store")
    target.make()
    events = []
    for number, (one, path) in enumerate(write_all(company, folder), start=1):
        options = _options(one)
        checked = importer.check(
            path, stage_root=target.stage, label=path.name, options=options, known=Known(), progress=store.silent
        )
        _expect_all_accepted(one, checked)
        (checked.stage / "accepted.parquet").rename(target.accepted(number))
        body = checked.to_body() | {"accepted_sha256": store.file_sha256(target.accepted(number))}
        events.append(Event(number, IMPORTED_AT, "test", "import", body))
    store.fill(target.store(len(events)), target, events, store.silent)
    with queries.connect_read_only(target, len(events)) as connection:
        typed = tuple(_typed(company, len(events) + 1))
        yield Remembering(DatabaseQuery(connection, len(events) + len(typed), policies.fold(typed), typed))


def _type(company: Company, target: Folder) -> None:
    """Types policy changes and notes as the pages do."""
    numbers = [entries.set_policy(target, _texts(one), _month(one), "test", IMPORTED_AT) for one in company.changes]
    for number, one in zip(numbers, company.changes, strict=True):
        if one.is_taken_back:
            entries.undo_policy(target, number, "test", IMPORTED_AT)
    fiscal_month = entries.policies_of(target).at(date.max).fiscal_month
    for one in company.notes:
        quarter = periods.quarter_of(one.begin_on, fiscal_month)
        notes.write(target, (_key(one.region), _key(one.product_line), quarter), _note_texts(one), "test", IMPORTED_AT)


def _typed(company: Company, first: int) -> Iterator[Event]:
    """The same as events, numbered from `first` on."""
    bodies = [("policy", policies.read(_texts(one), _month(one))) for one in company.changes]
    undone = [number for number, one in enumerate(company.changes, first) if one.is_taken_back]
    bodies += [("policy_undo", {"policy": number}) for number in undone]
    for one in company.notes:
        where = {"region": _key(one.region), "product_line": _key(one.product_line), "begin_on": one.begin_on.isoformat()}
        bodies.append(("note", where | _note_texts(one)))
    for number, (kind, body) in enumerate(bodies, first):
        yield Event(number, IMPORTED_AT, "test", kind, body)


def _texts(change: Change) -> dict[str, str]:
    return {name: policies.to_text(value) for name, value in change.values.items()}


def _month(change: Change) -> str | None:
    return month_code(change.since) if change.since else None


def _key(name: str | None) -> str | None:
    return text_key(name) if name else None


def _note_texts(note: Note) -> dict[str, str]:
    return {"problem": note.problem or "", "strategy": note.strategy or "", "owner": note.owner or ""}


def _options(one: Import) -> Options:
    answers = (("empty_month", month_code(one.empty_month)),) if one.empty_month else ()
    return Options(dataset=one.dataset, map=(), answers=answers, today=TODAY)


def _expect_all_accepted(one: Import, checked: Checked) -> None:
    assert checked.is_ready, (one, checked)
    assert checked.rejected == 0, (one, checked)
