"""The folder of a store: where each file lies, and the error that names a damaged one."""

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT = Path("data/store")
DEMO = Path("data/demo_store")


class StoreDamaged(Exception):
    """Something that must never be lost is gone or altered; `code` names the sentence, `path` the file.

    Codes: `journal_missing`, `journal_damaged`, `journal_older`; `raw_missing`, `raw_altered` and so for `accepted`, `rejects`.
    """

    def __init__(self, code: str, path: Path, **values: object) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path
        self.values = values


@dataclass(frozen=True)
class Folder:
    """One store folder (design "The store"); nothing is made by naming a path."""

    path: Path

    @property
    def journal(self) -> Path:
        return self.path / "journal.sqlite"

    @property
    def lock(self) -> Path:
        return self.path / "writer.lock"

    @property
    def stage(self) -> Path:
        return self.path / "stage"

    @property
    def temporary(self) -> Path:
        """Where the engine spills; safe to delete."""
        return self.path / "spill"

    def store(self, rows_sequence: int) -> Path:
        return self.path / f"store-{rows_sequence}.duckdb"

    def stores(self) -> list[Path]:
        return sorted(self.path.glob("store-*.duckdb"))

    def raw(self, sha256: str, extension: str) -> Path:
        return self.path / "raw" / f"{sha256}{extension}"

    def accepted(self, import_id: int) -> Path:
        return self.path / "accepted" / f"{import_id}.parquet"

    def rejects(self, import_id: int) -> Path:
        return self.path / "rejects" / f"{import_id}.parquet"

    def make(self) -> None:
        """Makes the folder (mode 0700) and its parts; what is there stays."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        for part in ("raw", "accepted", "rejects", "stage"):
            (self.path / part).mkdir(exist_ok=True)

    def holds_evidence(self) -> bool:
        """Whether files of imports are there, with or without a journal."""
        return any(any((self.path / part).glob("*")) for part in ("raw", "accepted"))


def configured() -> Path:
    """The own store's folder: `SALES_REVIEW_STORE`, else `data/store`."""
    return Path(os.environ.get("SALES_REVIEW_STORE") or DEFAULT)


def sync(path: Path) -> None:
    """Puts a file, or the names in a folder, on the disk itself."""
    if path.is_dir() and os.name == "nt":  # Windows opens no folders; its rename is journalled
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def publish(temporary: Path, final: Path) -> None:
    """Renames a written file to its name so that after a crash it is there whole or not at all."""
    sync(temporary)
    temporary.replace(final)
    sync(final.parent)
