"""Small exports for tests, and what a check of them found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analytics import importer
from analytics.importer.checked import Checked
from analytics.importer.known import Known
from analytics.importer.options import Options
from analytics.texts import translator

DATA = Path(__file__).parents[1] / "data"
TODAY = date(2024, 4, 30)

SALES = "order_id,ordered_on,customer_id,owner,amount"
FOLLOW_UPS = "customer_id,followed_up_at,method,owner"


@dataclass(frozen=True)
class Found:
    """A check's outcome with its accepted rows."""

    checked: Checked

    @property
    def table(self) -> pa.Table:
        return pq.read_table(self.checked.stage / "accepted.parquet")

    @property
    def rows(self) -> list[dict[str, Any]]:
        return list(self.table.to_pylist())

    def column(self, name: str) -> list[Any]:
        return list(self.table.column(name).to_pylist())

    @property
    def error(self) -> str | None:
        return self.checked.error.code if self.checked.error else None

    @property
    def rejects(self) -> list[tuple[int | None, str]]:
        return [(problem.line, problem.code) for problem in self.checked.rejects_sample]

    @property
    def warnings(self) -> dict[str, int]:
        return {warning.code: warning.count for warning in self.checked.warnings if not warning.code.endswith("_without_master")}

    def warning(self, code: str) -> Any:
        return next(warning for warning in self.checked.warnings if warning.code == code)

    @property
    def sentence(self) -> str:
        assert self.checked.error is not None
        return translator("zh")("import." + self.checked.error.code, **self.checked.error.values)


def check(folder: Path, content: str | bytes | Path, *, known: Known | None = None, today: date = TODAY, **options: Any) -> Found:
    """Checks a file with this content, or the file itself."""
    path = folder / "export.csv"
    if isinstance(content, Path):
        path = content
    else:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Found(
        importer.check(
            path,
            stage_root=folder / "stage",
            label=path.name,
            options=Options(today=today, **options),
            known=known or Known(),
            progress=lambda step, rows: None,
        )
    )


def lines(*rows: str) -> str:
    return "".join(row + "\n" for row in rows)


def sales(*rows: str, header: str = SALES) -> str:
    return lines(header, *rows)


def among_good(bad: Iterable[str], *, header: str = SALES, count: int = 100) -> str:
    """Rows among so many good sales that their rejection is no reason to refuse the file; the good ones come first."""
    width = len(header.split(","))
    good = [f"G{number:03d},2024-03-01,C1,张三,1000000" + "," * (width - 5) for number in range(count)]
    return lines(header, *good, *bad)
