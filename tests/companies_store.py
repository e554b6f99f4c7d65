"""A store with the rows of a drawn company, through the product's own import."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from analytics import importer, imports, queries, store
from analytics.folder import Folder
from analytics.importer.checked import Checked
from analytics.importer.known import Known
from analytics.importer.options import Options
from analytics.journal import Event
from analytics.queries import DatabaseQuery, Query, Reader
from tests.companies import TODAY, write_all
from tests.oracle import Company, Import
from tests.oracle.calendar import month_code

IMPORTED_AT = datetime(2030, 1, 15, 8, tzinfo=UTC)


def imported(company: Company, folder: Path) -> Query:
    """Checks, compares and commits one file after the other, as the command line does."""
    target = Folder(folder / "store")
    for one, path in write_all(company, folder):
        outcome = imports.run(target, path, path.name, _options(one), actor="test", at=IMPORTED_AT)
        assert outcome.import_id is not None, (one, outcome)
        _expect_all_accepted(one, outcome.checked)
    return Reader(target, store.rebuild).query()


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
        yield DatabaseQuery(connection, len(events))


def _options(one: Import) -> Options:
    answers = (("empty_month", month_code(one.empty_month)),) if one.empty_month else ()
    return Options(dataset=one.dataset, map=(), answers=answers, today=TODAY)


def _expect_all_accepted(one: Import, checked: Checked) -> None:
    assert checked.is_ready, (one, checked)
    assert checked.rejected == 0, (one, checked)
