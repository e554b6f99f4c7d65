"""How a file is to be read, as said on the command line or the page."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Options:
    """How a file is to be read.

    `map` pairs an upload's header with a column (one header may feed two columns); `answers` holds the choices
    that a person made, by key; `today` is the day after which no event may lie (bad-input 52).
    """

    today: date
    dataset: str | None = None
    map: tuple[tuple[str, str], ...] = ()
    answers: tuple[tuple[str, str], ...] = ()
    mode: str = "merge"

    def answer(self, key: str) -> str | None:
        return dict(self.answers).get(key)

    def to_body(self) -> dict[str, Any]:
        """As JSON types."""
        return {
            "dataset": self.dataset,
            "map": [list(pair) for pair in self.map],
            "answers": dict(self.answers),
            "mode": self.mode,
            "today": self.today.isoformat(),
        }
