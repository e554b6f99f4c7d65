"""Sentences for what an import found and for what failed, made from codes and values where they meet a reader."""

import errno

from analytics.archive import NotRestored
from analytics.folder import StoreDamaged
from analytics.importer.checked import FileError, Problem
from analytics.store import NotPossible, WriterBusy
from analytics.texts import Translator

FAILURES = (StoreDamaged, WriterBusy, NotPossible, NotRestored, OSError)  # what a command of the store may end with


def problem_sentence(problem: Problem, t: Translator) -> str:
    """Why a row was rejected, or what a warning is about: line, column, value as in the file, and the fix."""
    values = {"line": problem.line, "column": problem.column, "value": problem.value, "count": problem.count}
    return t("import." + problem.code, **values | dict(problem.values))


def error_sentence(error: FileError, t: Translator) -> str:
    """Why a file was refused and what to do."""
    return t("import." + error.code, **dict(error.values))


def failure_code(error: Exception) -> str:
    """A stable word for a failure: that of the damage, else `busy`, `disk_full` or `file_error`."""
    match error:
        case WriterBusy():
            return "busy"
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EFBIG):
            return "disk_full"
        case StoreDamaged() | NotPossible() | NotRestored():
            return error.code
        case _:
            return "file_error"


def failure_sentence(error: Exception, t: Translator) -> str:
    """One sentence that names the file and what to do."""
    match error:
        case StoreDamaged():
            return t("damage." + error.code, path=error.path, reason=error.values.get("reason", ""))
        case WriterBusy():
            return t("cli.busy", holder=error.holder, path=error.path)
        case NotPossible():
            return t("cli." + error.code, import_id=error.import_id)
        case NotRestored():
            return t("cli.restore." + error.code, path=error.path, reason=error.reason)
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EFBIG):
            return t("cli.disk_full", path=error.filename)
        case _:
            return t("cli.file_error", reason=error)
