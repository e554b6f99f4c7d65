"""What an explanation is made of: the figure asked for, its terms, caveats and rows (definitions §7, last line)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

import pyarrow as pa
import pyarrow.compute as pc

from analytics.glossary import Unit
from analytics.periods import Period
from analytics.reports import Report

By = Literal["company", "department", "owner", "cell", "unit", "grade", "customer"]
BYS: tuple[By, ...] = get_args(By)
Formula = Literal[
    "rows",
    "same",
    "difference",
    "share",
    "quotient",
    "growth",
    "pace",
    "pace_share",
    "pace_gap",
    "plan",
    "needed",
    "sum",
    "part",
    "part_cut",
    "rank",
    "mean",
]
Number = Decimal | int | Fraction
CaveatValue = Number | date | str | tuple[date, ...] | tuple[str, ...] | None


@dataclass(frozen=True)
class Asked:
    """A figure of `glossary.FIGURES` of somebody in a period.

    `keys`: none of the company; a department; a person, or a person and a department (only the months there); of a `cell` region
    and product line, each a key or `quarterly.ALL`, and for `top_customer` the customer; of a `unit` region, product line and a
    department (its people's sales there); a grade; a customer. None is *unassigned*. `period`: of what has one. `as_of`: another
    day than the page's, such as a Sunday before it.
    """

    figure: str
    by: By = "company"
    keys: tuple[str | None, ...] = ()
    period: Period | None = None
    as_of: date | None = None


@dataclass(frozen=True)
class Term:
    """One number of a formula: `code` is a figure or a word of the formula, `asked` opens it."""

    code: str
    value: Number | None
    unit: Unit
    asked: Asked | None = None


@dataclass(frozen=True)
class Caveat:
    """What is partial, missing or special: `code` names the sentence, `values`, pairs of name and value, fill it."""

    code: str
    values: tuple[tuple[str, CaveatValue], ...] = ()


@dataclass(frozen=True)
class Rows:
    """Rows as they are shown, names for keys; a year of a company has many, so that they become a report only where needed."""

    name: str
    table: pa.Table

    def report(self, most: int | None = None) -> Report:
        """All rows, or the first ones."""
        table = self.table if most is None else self.table.slice(0, most)
        columns = [column.to_pylist() for column in table.columns]
        return Report(self.name, tuple(table.column_names), list(zip(*columns, strict=True)))


@dataclass(frozen=True)
class Evidence:
    """The rows behind one term; `import_id` and `line` say where each was imported (a list of scores has none).

    `column`: whose sum is the term; None: the term is the number of rows. With `is_list` the rows are what the term is computed
    from, neither their sum nor their number.
    """

    term: str
    rows: Rows
    column: str | None = None
    is_list: bool = False

    @property
    def count(self) -> int:
        return int(self.rows.table.num_rows)

    @property
    def total(self) -> Decimal | int:
        """Sum or number of the rows."""
        if self.column is None:
            return self.count
        return pc.sum(self.rows.table[self.column]).as_py() if self.count else Decimal(0)

    @property
    def report(self) -> Report:
        """All rows, to download."""
        return self.rows.report()


@dataclass(frozen=True)
class Explanation:
    """Why a figure is what it is.

    `shown`: the names of the keys; `value` None: the figure is absent. `formula` says how `terms`, in order, give the value: `rows`
    (sum or number of the rows), `same`, `difference` (a − b), `share` (a ÷ b × 100), `quotient` and `mean` (a ÷ b), `growth`
    ((a − b) ÷ b × 100), `pace` (a ÷ b × c), `pace_share` (a ÷ b × c ÷ d × 100), `pace_gap` (a ÷ b × c − d), `plan` (a × b ÷ c),
    `needed` ((a − b) ÷ c, at least 0), `sum`, `part` (a ÷ b × the mean of all others), `part_cut` (likewise × 100 ÷ c without c
    among the others), `rank` (a + 1). Quotients have nine decimals, a score one.
    """

    asked: Asked
    shown: tuple[str | None, ...]
    value: Number | None
    unit: Unit
    formula: Formula
    terms: tuple[Term, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    evidence: tuple[Evidence, ...] = ()
