"""The command line as a process of its own, followed without waiting for it."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import analytics

ROOT = Path(analytics.__file__).parents[1]
EXIT_CODES = (0, 2, 3)  # of `import`; anything else is a crash, whose traceback no reader sees
END_SECONDS = 3


class Child:
    """`python -m analytics …`; what it prints goes to two files in `folder`."""

    def __init__(self, words: Sequence[str], folder: Path, language: str) -> None:
        self._data, self._messages = folder / "stdout", folder / "stderr"
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        environment = os.environ | {"SALES_REVIEW_LANGUAGE": language, "PYTHONPATH": path, "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "analytics", *words]
        with self._data.open("wb") as data, self._messages.open("wb") as messages:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=data, stderr=messages, env=environment)

    @property
    def process_id(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.terminate()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def progress(self) -> tuple[str, int]:
        """The step at work and the rows done in it; an empty step before the first."""
        steps = [json.loads(line) for line in self._lines() if _is_progress(line)]
        return (steps[-1]["step"], steps[-1]["rows"]) if steps else ("", 0)

    def said(self) -> dict[str, Any] | None:
        """The object that an ended `import` printed for its file; None when it failed before it could say anything."""
        lines = self._data.read_text(encoding="utf-8").splitlines()
        if not lines or self._process.returncode not in EXIT_CODES:
            return None
        found: dict[str, Any] = json.loads(lines[-1])
        return found

    def failure(self) -> str:
        """The sentence with which it ended instead; empty after a crash."""
        if self._process.returncode not in EXIT_CODES:
            return ""
        return next((line for line in reversed(self._lines()) if not _is_progress(line)), "")

    def _lines(self) -> list[str]:
        """Whole lines only: the last one may be half written."""
        return self._messages.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]


def _is_progress(line: str) -> bool:
    return line.startswith('{"step"')
