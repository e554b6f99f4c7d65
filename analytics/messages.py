"""Sentences for what an import found, made from codes and values where they meet a reader."""

from analytics.importer.checked import FileError, Problem
from analytics.texts import Translator


def problem_sentence(problem: Problem, t: Translator) -> str:
    """Why a row was rejected, or what a warning is about: line, column, value as in the file, and the fix."""
    values = {"line": problem.line, "column": problem.column, "value": problem.value, "count": problem.count}
    return t("import." + problem.code, **values | dict(problem.values))


def error_sentence(error: FileError, t: Translator) -> str:
    """Why a file was refused and what to do."""
    return t("import." + error.code, **dict(error.values))
