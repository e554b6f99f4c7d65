"""What several tests need: a store folder of the test's own, a web server on it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from filelock import FileLock

from analytics import store
from analytics.folder import Folder
from analytics.queries import DatabaseQuery, Reader
from tests.servers import ROOT, served


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that this process and its children take for the own store; no demo company is near."""
    store = tmp_path / "store"
    monkeypatch.setenv("SALES_REVIEW_STORE", str(store))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    return store


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the demo company, made once for all workers of a run; copy it before you change it."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    store = shared / "demo_store"
    with FileLock(shared / "demo_store.lock"):
        if not store.exists():
            command = [sys.executable, "-m", "analytics", "--store", str(store), "demo"]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return store


@pytest.fixture
def as_demo(own_store: Path, demo_store: Path, tmp_path: Path) -> Path:
    """An empty own store with the demo company beside it; gives the own one."""
    shutil.copytree(demo_store, tmp_path / "data" / "demo_store")  # the engine opens a file under one name only
    return own_store


@pytest.fixture
def demo_query(as_demo: Path) -> DatabaseQuery:
    """The demo company that the pages show, for figures to expect."""
    return Reader(Folder(as_demo.parent / "data" / "demo_store"), store.rebuild).query()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[Path], str]]:
    """`url = serve(store)`: a fresh web server on a store folder, ended with the test; logs in `tmp_path/server-<n>.log`.

    It works in `tmp_path`, so that it sees no demo company but that of `as_demo`.
    """
    with ExitStack() as running:
        numbers = count()
        yield lambda store: running.enter_context(served(store, tmp_path, f"server-{next(numbers)}"))
