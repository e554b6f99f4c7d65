"""What a check of one file found: counts, problems, questions."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal

from analytics.importer.options import Options

Scalar = str | int
SAMPLE = 200
PARSER_VERSION = 1


class Refused(ValueError):
    """The file as a whole cannot be read: nothing is written. `code` names the sentence, `values` fill it in."""

    def __init__(self, code: str, **values: Scalar) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Problem:
    """A warning (`count` of its kind, the first one shown) or one reason why a row was rejected.

    `line` is the physical line, `column` the upload's own header, `value` the cell as written (phones masked);
    the sentence is `import.<code>` with these and `values`.
    """

    code: str
    line: int | None = None
    column: str | None = None
    value: str | None = None
    values: Mapping[str, Scalar] = field(default_factory=dict)
    count: int = 1


@dataclass(frozen=True)
class Question:
    """Something only a person can say: a `choice` among `choices` (empty: free text), or a `doubt` to accept."""

    key: str
    kind: Literal["choice", "doubt"]
    choices: tuple[str, ...] = ()
    values: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True)
class FileError:
    """Why the whole file is refused."""

    code: str
    values: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True)
class Checked:
    """The outcome of a check, written as `checked.json` beside the accepted and rejected rows.

    rows_read = accepted + excluded + rejected, in physical data lines. `extension` begins with a dot. `columns` are
    the stored columns that the file had, `mapping` pairs each header with its columns, joined by commas. With
    `error` or open `questions` no accepted rows were written. `known_sequence` is the state of the store that the
    rows were checked against. `stage` is where this outcome stands; it is no part of the body.
    """

    file: str
    sha256: str
    extension: str
    size: int
    options: Mapping[str, Any]
    stage: Path = Path()
    known_sequence: int = 0
    dataset: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_line: int | None = None
    mapping: tuple[tuple[str, str | None], ...] = ()
    columns: tuple[str, ...] = ()
    rows_read: int = 0
    excluded: int = 0
    rejected: int = 0
    accepted: int = 0
    warnings: tuple[Problem, ...] = ()
    rejects_sample: tuple[Problem, ...] = ()
    questions: tuple[Question, ...] = ()
    error: FileError | None = None
    empty_month: date | None = None

    @property
    def is_ready(self) -> bool:
        """Whether accepted rows (or a confirmed empty month) wait to be committed."""
        return self.error is None and not self.questions

    def to_body(self) -> dict[str, Any]:
        """As JSON types, without the stage."""
        body = asdict(self)
        del body["stage"]
        body["empty_month"] = self.empty_month.isoformat() if self.empty_month else None
        plain: dict[str, Any] = json.loads(json.dumps(body, ensure_ascii=False))
        return plain

    @classmethod
    def from_body(cls, body: Mapping[str, Any], stage: Path = Path()) -> "Checked":
        """From `to_body`; other entries of the body are left aside."""
        plain = {known.name: body[known.name] for known in fields(cls) if known.name in body}
        plain["mapping"] = tuple((header, column) for header, column in plain.get("mapping", ()))
        plain["columns"] = tuple(plain.get("columns", ()))
        plain["warnings"] = tuple(Problem(**problem) for problem in plain.get("warnings", ()))
        plain["rejects_sample"] = tuple(Problem(**problem) for problem in plain.get("rejects_sample", ()))
        plain["questions"] = tuple(_question(question) for question in plain.get("questions", ()))
        plain["error"] = FileError(**plain["error"]) if plain.get("error") else None
        month = plain.get("empty_month")
        plain["empty_month"] = date.fromisoformat(month) if month else None
        return cls(**plain, stage=stage)

    def write(self) -> None:
        text = json.dumps(self.to_body(), ensure_ascii=False, indent=1)
        (self.stage / "checked.json").write_text(text, encoding="utf-8")


def _question(body: Mapping[str, Any]) -> Question:
    return Question(body["key"], body["kind"], tuple(body["choices"]), body["values"])


def read_checked(stage: Path) -> Checked:
    """The outcome that stands in a stage folder; OSError or ValueError when there is none or it is damaged."""
    return Checked.from_body(json.loads((stage / "checked.json").read_text(encoding="utf-8")), stage)


def stage_key(sha256: str, options: Options, fingerprint: str) -> str:
    """The name of the stage folder: of the file's bytes, the options and what it is checked against."""
    text = json.dumps([sha256, options.to_body(), fingerprint, PARSER_VERSION], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
