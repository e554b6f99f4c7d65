"""Kills at random moments, a full disk, two writers: nothing acknowledged is lost and nothing half is ever seen."""

import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from analytics import imports, journal, store
from analytics.folder import Folder
from analytics.importer.options import Options
from analytics.queries import DatabaseQuery, Reader
from analytics.store import WriterBusy
from analytics.verification import verify
from tests.stores import NOW, put, sale
from tests.writers import ORDERS, write_export

KILLS_PER_CHUNK = 15


def whole_state(query: DatabaseQuery) -> tuple[int, int, int]:
    """Rows, and the least and greatest amount: equal in every whole state."""
    found = query.connection.cursor().execute("select count(*), min(amount), max(amount) from sales").fetchall()
    return found[0]


@pytest.fixture
def forks() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.writers"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.stdin.close()


@pytest.mark.no_cover
@pytest.mark.parametrize("chunk", range(8))
def test_a_kill_leaves_the_old_or_the_new_state_whole(tmp_path: Path, forks: subprocess.Popen[str], chunk: int) -> None:
    folder = Folder(tmp_path / "store")
    seen, is_over = [], threading.Event()
    reading = threading.Thread(target=_watch, args=(folder, seen, is_over))
    reading.start()
    draw = random.Random(chunk)
    for turn in range(KILLS_PER_CHUNK):
        forks.stdin.write(f"{tmp_path} {chunk * KILLS_PER_CHUNK + turn}\n")
        forks.stdin.flush()
        writer = int(forks.stdout.readline())
        time.sleep(draw.uniform(0.01, 0.4))
        os.kill(writer, signal.SIGKILL)
        _assert_nothing_lost(tmp_path, folder)
    is_over.set()
    reading.join()
    assert seen
    assert all(isinstance(state, tuple) and state[0] in {0, ORDERS} and state[1] == state[2] for state in seen), seen
    assert verify(folder) == []


def _watch(folder: Folder, seen: list[object], is_over: threading.Event) -> None:
    """Another reader, at all times; what it raises is kept and fails the test."""
    reader = Reader(folder, store.rebuild)
    while not is_over.is_set():
        try:
            seen.append(reader.read(whole_state))
        except WriterBusy as error:
            seen.append(error)
        time.sleep(0.01)


def _assert_nothing_lost(path: Path, folder: Folder) -> None:
    acknowledged = [0]
    if (path / "acknowledged").exists():
        acknowledged += [int(number) for number in (path / "acknowledged").read_text().split()]
    with journal.reading(folder) as events:
        history = events.events() if events else []
    assert max(acknowledged) <= len(history) <= max(acknowledged) + 1


def test_two_writers_take_turns_and_a_long_wait_names_the_holder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path / "store")
    put(folder, [sale("A")])
    monkeypatch.setattr(store, "LOCK_SECONDS", 0.05)
    with store.writing(folder, "import 三月.csv"), pytest.raises(WriterBusy, match="三月"):
        store.undo(folder, 1, "test", NOW)
    with FileLock(folder.lock), pytest.raises(WriterBusy):
        store.undo(folder, 1, "test", NOW)
    store.undo(folder, 1, "test", NOW)


def test_a_full_disk_leaves_the_old_state_and_one_error(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "store")
    put(folder, [sale("A")])
    export = tmp_path / "export.csv"
    write_export(export, 5)
    child = os.fork()
    if child == 0:
        _import_with_little_room(folder, export)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 7
    assert Reader(folder, store.rebuild).read(whole_state) == (1, 10, 10)
    assert verify(folder) == []
    assert [path.name for path in folder.path.glob("tmp-*")] == []


def _import_with_little_room(folder: Folder, export: Path) -> None:
    """Ends with 7 when an OSError says that there is no room; files may not grow past 100 kB, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    code = 1
    try:
        imports.run(folder, export, export.name, Options(today=NOW.date()), actor="test", at=NOW)
    except OSError:
        code = 7
    finally:
        os._exit(code)
