"""Files on their way into the own store: the command line checks and imports each in a process of its own.

A session keeps where a file lies and what became of it, never its bytes.
"""

import shutil
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics import folder, imports, journal
from analytics.folder import Folder
from analytics.importer.options import Options
from analytics.imports import Outcome
from analytics.messages import FAILURES, failure_sentence
from pages._ui import session, texts
from pages._ui.children import Child

Phase = Literal["waiting", "checking", "checked", "importing", "failed"]

TYPES = ("csv", "txt", "parquet", "xlsx")
LONGEST_LABEL = 200

_QUEUE = "uploads"
_DONE = "uploads_done"
_ROUND = "uploads_round"


@dataclass
class Upload:
    """One file; `outcome` is set from "checked" on, `failure` (a sentence) in "failed".

    `compared_with` is the state of the store that the outcome speaks of.
    """

    label: str
    path: Path
    options: Options
    phase: Phase = "waiting"
    child: Child | None = None
    outcome: Outcome | None = None
    compared_with: int = 0
    failure: str = ""


@dataclass(frozen=True)
class Done:
    """One file of this session that went in, with what the command line said of it."""

    label: str
    said: Mapping[str, Any]


def own() -> Folder:
    """The own store, which Imports always shows and fills."""
    return Folder(folder.configured())


def queue() -> list[Upload]:
    """The files that are not decided yet, the one at work first."""
    found: list[Upload] = st.session_state.setdefault(_QUEUE, [])
    return found


def done() -> list[Done]:
    """What went in since the last upload began, the newest last."""
    found: list[Done] = st.session_state.setdefault(_DONE, [])
    return found


def uploader(label: str) -> None:
    """The field for files. What is dropped goes to disk at once, the server lets go of the bytes, and the field is a new one."""
    key = _uploader_key()
    st.file_uploader(
        label, TYPES, accept_multiple_files=True, key=key, on_change=_receive, args=(key,), label_visibility="collapsed"
    )


def current() -> Upload | None:
    """The file at work, its check started; None when all are decided. What was checked against an older state is checked again."""
    if not queue():
        return None
    upload = queue()[0]
    if upload.phase == "checked" and upload.compared_with != _newest_rows():
        upload.phase = "waiting"
    if upload.phase == "waiting":
        _start(upload, "--check")
        upload.phase = "checking"
    return upload


def has_moved(upload: Upload) -> bool:
    """Whether the file has come to its next phase since the last look, as its process ended."""
    if upload.child is None or upload.child.is_running:
        return False
    child, upload.child = upload.child, None
    said = child.said()
    if said is None:
        upload.phase, upload.failure = "failed", child.failure() or texts.translator()("imports.no_answer")
    elif said["error"] and not said["sha256"]:  # no fault of the file: a busy writer, a full disk
        upload.phase, upload.failure = "failed", said["error"]["message"]
    elif upload.phase == "checking" or said["error"] or said["questions"]:
        _take_outcome(upload)
    else:
        done().append(Done(upload.label, said))
        _drop(upload)
    return True


def answer(upload: Upload, key: str, value: str) -> None:
    """Makes a choice that the check left open, and checks again."""
    upload.options = replace(upload.options, answers=(*upload.options.answers, (key, value)))
    upload.phase = "waiting"


def retry(upload: Upload) -> None:
    """Checks again what failed for a reason that may have passed: another writer, a full disk."""
    upload.phase, upload.failure = "waiting", ""


def confirm(upload: Upload) -> None:
    """Starts the import of a checked file."""
    _start(upload, "--yes")
    upload.phase = "importing"


def discard(upload: Upload) -> None:
    """Ends what is at work on the file and leaves nothing of it."""
    if upload.child is not None:
        upload.child.end()
        for work in own().stage.glob(f"tmp-{upload.child.process_id}-*"):
            shutil.rmtree(work, ignore_errors=True)
    if upload.outcome is not None:
        shutil.rmtree(upload.outcome.checked.stage, ignore_errors=True)
    _drop(upload)


def _uploader_key() -> str:
    return f"upload_{st.session_state.setdefault(_ROUND, 0)}"


def _receive(key: str) -> None:
    if not queue():
        done().clear()
    context = get_script_run_ctx()
    for uploaded in st.session_state[key] or ():
        queue().append(_saved(uploaded))
        if context is not None and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
            context.uploaded_file_mgr.remove_file(context.session_id, uploaded.file_id)  # else it stays until the tab closes
    st.session_state[_ROUND] += 1


def _saved(uploaded: Any) -> Upload:
    label = clean_label(uploaded.name)
    path = own().stage / f"upload-{uuid.uuid4().hex}" / "upload"
    today = session.shown().query.policy.today(datetime.now(UTC))
    upload = Upload(label, path, Options(today))
    try:
        own().make()
        path.parent.mkdir(mode=0o700)
        path.write_bytes(uploaded.getbuffer())
    except OSError as error:
        path.unlink(missing_ok=True)
        upload.phase, upload.failure = "failed", failure_sentence(error, texts.translator())
    return upload


def clean_label(name: str) -> str:
    """A file's name as it is shown: its last part, without control and direction characters, not too long (bad-input 94)."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(character for character in last if unicodedata.category(character) not in {"Cc", "Cf", "Cs"})
    return plain[:LONGEST_LABEL].strip() or "upload"


def _start(upload: Upload, step: str) -> None:
    options = upload.options
    answers = [f"--answer={key}={value}" for key, value in options.answers]
    words = [step, "--json", f"--label={upload.label}", f"--today={options.today.isoformat()}", *answers]
    upload.child = Child(["--store", str(own().path), "import", *words, str(upload.path)], upload.path.parent, texts.language())


def _take_outcome(upload: Upload) -> None:
    """What the process found, from the stage that it left: the file is not parsed again."""
    before = upload.outcome
    upload.compared_with = _newest_rows()
    try:
        upload.outcome = imports.check(own(), upload.path, upload.label, upload.options)
    except FAILURES as error:
        upload.phase, upload.failure = "failed", failure_sentence(error, texts.translator())
        return
    upload.phase = "checked"
    if before is not None and before.checked.stage != upload.outcome.checked.stage:
        shutil.rmtree(before.checked.stage, ignore_errors=True)


def _newest_rows() -> int:
    with journal.reading(own()) as events:
        return events.newest_rows() if events else 0


def _drop(upload: Upload) -> None:
    queue().remove(upload)
    shutil.rmtree(upload.path.parent, ignore_errors=True)
