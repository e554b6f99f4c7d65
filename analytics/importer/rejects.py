"""Rejected lines read back, and as a file that can be corrected and uploaded as it is (bad-input, rules for all)."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from analytics.importer.checked import Problem
from analytics.importer.stage import UPLOAD
from analytics.importer.values import escape_formula
from analytics.texts import Translator


def problems(path: Path) -> list[Problem]:
    """The reasons in a `rejects.parquet`, by line."""
    found = pq.read_table(path, columns=["line", "problems"]).to_pylist()
    return [_problem(row["line"], reason) for row in found for reason in json.loads(row["problems"])]


def _problem(line: int, reason: dict[str, Any]) -> Problem:
    return Problem(reason["code"], line, reason["column"], reason["value"], reason["values"])


def download(path: Path, t: Translator) -> bytes:
    """A `rejects.parquet` as csv (UTF-8 with mark): the upload's own columns plus the reason, safe to open in a spreadsheet.

    Corrected, it can be uploaded as it is: the column of reasons is no known header.
    """
    table = pq.read_table(path)
    own = [name for name in table.column_names if name.startswith(UPLOAD)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([*(escape_formula(name.removeprefix(UPLOAD)) for name in own), t("import.rejects.reason")])
    for row in table.to_pylist():
        reasons = [_sentence(_problem(row["line"], reason), t) for reason in json.loads(row["problems"])]
        writer.writerow([*(escape_formula(row[name]) for name in own), escape_formula("; ".join(reasons))])
    return text.getvalue().encode("utf-8-sig")


def _sentence(problem: Problem, t: Translator) -> str:
    values = {"line": problem.line, "column": problem.column, "value": problem.value}
    return t("import." + problem.code, **values, **problem.values)
