"""What several tests need: a store folder of the test's own, a web server on it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from filelock import FileLock

from analytics import store
from analytics.folder import Folder
from analytics.queries import DatabaseQuery, Reader

ROOT = Path(__file__).parents[1]
START_SECONDS = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urlopen(url + "/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


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
    running: list[subprocess.Popen[bytes]] = []

    def start(store: Path) -> str:
        port, log = _free_port(), tmp_path / f"server-{len(running)}.log"
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
        environment = os.environ | {"SALES_REVIEW_STORE": str(store), "PYTHONPATH": str(ROOT)}
        with log.open("wb") as sink:
            running.append(subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=sink, stderr=sink))
        url = f"http://127.0.0.1:{port}"
        _wait_until_healthy(url, running[-1], log)
        return url

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=20)
