"""Sentences for what an import found and for what failed, made from codes and values where they meet a reader."""

import errno
from collections.abc import Callable
from decimal import Decimal

from babel.dates import get_day_names

from analytics import numbers, policies
from analytics.advice import Advice, Value
from analytics.archive import NotRestored
from analytics.folder import StoreDamaged
from analytics.importer.checked import FileError, Problem
from analytics.notes import NoteError
from analytics.policy import DEFAULT, PolicyError
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


def policy_sentence(error: PolicyError, t: Translator) -> str:
    """Why a policy value was refused and what is expected."""
    values = {name: _shown(value) for name, value in error.values.items()}
    is_known = hasattr(DEFAULT, error.field)
    field = t("policy.field." + error.field) if is_known else error.field
    unit = t("policy.unit." + policies.unit(error.field)) if is_known else ""
    sentence = t("policy.error." + error.code, field=field, unit=unit, **values)
    return t("policy.error.in_month", month=values["month"]) + sentence if "month" in values else sentence


def note_sentence(error: NoteError, t: Translator) -> str:
    """Why a typed text was not kept."""
    return t("note.error." + error.code, **error.values)


def advice_sentence(found: Advice, t: Translator, money: Callable[[Decimal], str]) -> str:
    """A piece of advice with its figures; `money` writes amounts."""
    is_money = found.code == "revenue_per_customer_short"
    values = {name: _advice_value(name, value, t, money, is_money=is_money) for name, value in found.values.items()}
    if found.part == "qualitative":
        values["value"] = _one_decimal(found.values["value"]) + ("%" if found.code.startswith("records") else "")
    return t("advice." + found.code, **values)


def _advice_value(name: str, value: Value, t: Translator, money: Callable[[Decimal], str], *, is_money: bool) -> object:
    if name == "count":  # chooses the plural form
        return value
    if name == "weekday":
        return str(get_day_names("wide", "stand-alone", t.language)[int(value)])
    if name.endswith("_pct"):
        return f"{_one_decimal(value)}%"
    if is_money or name.endswith("_amount") or name == "needed_per_workday":
        return money(Decimal(value))
    return f"{Decimal(value):,f}" if isinstance(value, int) else _shown(value)


def _one_decimal(value: Value) -> str:
    return str(numbers.half_up(Decimal(value), 1))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    return numbers.plain(value) if isinstance(value, int | Decimal) else str(value)
