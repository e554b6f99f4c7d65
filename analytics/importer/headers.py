"""The header row: which dataset a file holds and which column each header feeds (definitions §1, bad-input 17 to 28)."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analytics.importer.amounts import symbols_of
from analytics.importer.checked import Refused
from analytics.importer.columns import DATASETS, Column, Dataset, Kind, header_key, text_key
from analytics.importer.options import Options
from analytics.importer.values import BadCell, clean_text

MOST_COLUMNS = 200
# Headers of the product's own reports and of the template's tables that it computes: never an import format.
_OWN_REPORT = frozenset(
    map(header_key, ("达成率", "综合评分", "绩效等级", "环比增长率", "attainment_pct", "score", "band", "qoq_pct"))
)


@dataclass(frozen=True)
class Field:
    """A column that the file has: where it stands in a row, under which header, and what its numbers are multiplied by."""

    column: Column
    position: int
    header: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True)
class Layout:
    """How the rows of a file are to be read.

    `ignored` are the positions of headers without a name, whose cells must be empty; `twins` pairs the second of two
    equal headers with the first, whose cells must be equal.
    """

    dataset: Dataset
    headers: tuple[str, ...]
    fields: tuple[Field, ...]
    nameless: tuple[int, ...] = ()
    twins: tuple[tuple[int, int], ...] = ()

    @property
    def stored(self) -> tuple[str, ...]:
        """The stored columns that the file has; a quarter is stored as months."""
        names = ("month" if field.column.kind is Kind.QUARTER else field.column.name for field in self.fields)
        return tuple(dict.fromkeys(names))

    @property
    def mapping(self) -> tuple[tuple[str, str | None], ...]:
        """Each header with the columns that it feeds, joined by commas, or None."""
        feeds = {position: [f.column.name for f in self.fields if f.position == position] for position in range(len(self.headers))}
        return tuple((header, ",".join(feeds[position]) or None) for position, header in enumerate(self.headers))


def clean_headers(headers: Iterable[str]) -> tuple[str, ...]:
    """Headers without blanks and invisible characters at their ends; Refused `bad_header` for control characters."""
    try:
        return tuple(clean_text(header) for header in headers)
    except BadCell as problem:
        raise Refused("bad_header") from problem


def recognised(headers: Sequence[str]) -> int:
    """The most headers that any dataset knows; tells a header row from other rows."""
    return max(len(_columns_of(dataset, headers)) for dataset in DATASETS.values())


def layout(headers: Sequence[str], options: Options, currency: str) -> Layout:
    """Dataset and columns of a file with these headers; Refused when that is not certain."""
    if len(headers) > MOST_COLUMNS:
        raise Refused("too_many_columns", number=len(headers), limit=MOST_COLUMNS)
    _check_map(headers, options)
    dataset = _dataset(headers, options)
    fields = _fields(dataset, headers, options, currency)
    nameless = tuple(position for position, header in enumerate(headers) if not header)
    first = {header: position for position, header in reversed(list(enumerate(headers))) if header}
    twins = tuple((position, first[header]) for position, header in enumerate(headers) if header and first[header] != position)
    return Layout(dataset, tuple(headers), fields, nameless, twins)


def _check_map(headers: Sequence[str], options: Options) -> None:
    keys = {text_key(header) for header in headers}
    for header, _ in options.map:
        if text_key(header) not in keys:
            raise Refused("map_unknown_header", header=header, found=_listed(headers))


def _by_hand(dataset: Dataset, options: Options) -> dict[str, str]:
    """Column to header key, as mapped by hand."""
    names = {column.name for column in dataset.columns}
    return {column: text_key(header) for header, column in options.map if column in names}


def _feeds(dataset: Dataset, headers: Sequence[str], options: Options) -> dict[str, list[int]]:
    """Column name to the positions of the headers that feed it, those mapped by hand alone where there are any."""
    by_hand = _by_hand(dataset, options)
    taken = set(by_hand.values())
    feeds: dict[str, list[int]] = {}
    known = {key: column.name for column in reversed(dataset.columns) for key in column.header_keys}
    for position, header in enumerate(headers):
        key = text_key(header)
        for column, wanted in by_hand.items():
            if wanted == key and header:
                feeds.setdefault(column, []).append(position)
        found = known.get(header_key(header))
        if header and found and found not in by_hand and key not in taken:
            feeds.setdefault(found, []).append(position)
    return feeds


def _columns_of(dataset: Dataset, headers: Sequence[str]) -> set[str]:
    keys = {header_key(header) for header in headers if header}
    return {column.name for column in dataset.columns if column.header_keys & keys}


def _dataset(headers: Sequence[str], options: Options) -> Dataset:
    columns = {name: set(_feeds(dataset, headers, options)) for name, dataset in DATASETS.items()}
    if options.dataset is not None:
        return _named(DATASETS[options.dataset], columns[options.dataset], headers, options)
    candidates = [d for d in DATASETS.values() if not d.missing(columns[d.name]) and _takes_map(d, options)]
    if not candidates:
        raise _not_recognised(headers, columns, options)
    rank = {d.name: (len(columns[d.name]), len(d.required)) for d in candidates}
    best = max(rank.values())
    chosen = [d for d in candidates if rank[d.name] == best]
    if len(chosen) > 1:
        raise Refused("dataset_unclear", datasets=", ".join(d.name for d in chosen))
    _refuse_nearly_another(chosen[0], columns, headers, options)
    return chosen[0]


def _named(dataset: Dataset, found: set[str], headers: Sequence[str], options: Options) -> Dataset:
    if not _takes_map(dataset, options):
        column = next(column for _, column in options.map if column not in {c.name for c in dataset.columns})
        raise Refused("map_unknown_column", column=column, dataset=dataset.name, known=_listed(c.name for c in dataset.columns))
    if missing := dataset.missing(found):
        raise _missing(dataset, missing, headers)
    return dataset


def _takes_map(dataset: Dataset, options: Options) -> bool:
    return {column for _, column in options.map} <= {column.name for column in dataset.columns}


def _not_recognised(headers: Sequence[str], columns: dict[str, set[str]], options: Options) -> Refused:
    takers = [dataset for dataset in DATASETS.values() if _takes_map(dataset, options)]
    if not takers:
        return Refused("map_no_dataset", columns=", ".join(column for _, column in options.map))
    nearest = max(takers, key=lambda d: (len(columns[d.name]), -len(d.missing(columns[d.name]))))
    if len([header for header in headers if _is_month_name(header)]) >= 3:
        return Refused("wide_months")
    if len(columns[nearest.name]) < 2 and 2 * len(columns[nearest.name]) <= len(headers):
        return Refused("header_not_recognised", found=_listed(headers))
    return _missing(nearest, nearest.missing(columns[nearest.name]), headers)


def _refuse_nearly_another(chosen: Dataset, columns: dict[str, set[str]], headers: Sequence[str], options: Options) -> None:
    """A sales export without its owners must not slip in as customers, nor a report of this product as staff."""
    count = len(columns[chosen.name])
    for other in DATASETS.values():
        missing = other.missing(columns[other.name])
        found = len(columns[other.name])
        if _takes_map(other, options) and missing and found > count and (len(missing) == 1 or found >= 2 * count):
            raise _missing(other, missing, headers)
    if len({header_key(header) for header in headers} & _OWN_REPORT) >= 2:
        raise Refused("own_report", found=_listed(headers))


def _missing(dataset: Dataset, missing: Sequence[str], headers: Sequence[str]) -> Refused:
    wanted = [f"{dataset.column(name).aliases[0]} ({name})" for name in missing]
    words = [word for name in missing for word in (name, *dataset.column(name).aliases)]
    near = [header for header in headers if difflib.get_close_matches(header, words, n=1, cutoff=0.6)]
    return Refused(
        "missing_column", dataset=dataset.name, columns=", ".join(wanted), found=_listed(headers), nearest=_listed(near) or "–"
    )


def _fields(dataset: Dataset, headers: Sequence[str], options: Options, currency: str) -> tuple[Field, ...]:
    feeds = _feeds(dataset, headers, options)
    fields = []
    for column in dataset.columns:
        positions = feeds.get(column.name, [])
        if len({headers[position] for position in positions}) > 1:
            named = ", ".join(f"{headers[position]} ({column_letter(position)})" for position in positions)
            raise Refused("two_headers_for_column", column=column.name, headers=named)
        if positions:
            header = headers[positions[0]]
            fields.append(Field(column, positions[0], header, _factor(column, header, currency)))
    return tuple(fields)


_UNIT = re.compile(r"[(\[【]([^)\]】]*)[)\]】]")
_FACTORS = {"千": 1_000, "thousand": 1_000, "k": 1_000, "万": 10_000, "百万": 1_000_000, "million": 1_000_000, "m": 1_000_000}
_FACTORS |= {"亿": 100_000_000, "": 1}
_MINUTES = {"小时": Decimal(60), "hours": Decimal(60), "hour": Decimal(60), "h": Decimal(60)}


def _factor(column: Column, header: str, currency: str) -> Decimal:
    """What the unit in the header's brackets says: 金额(万元) is ten thousand; another currency is refused (bad-input 32, 33)."""
    found = _UNIT.search(unicodedata.normalize("NFKC", header).casefold())
    unit = text_key(found[1]) if found else ""
    if column.kind is Kind.MINUTES:
        if unit in {"秒", "seconds", "second", "s", "天", "days"}:
            raise Refused("header_unit", header=header)
        return _MINUTES.get(unit, Decimal(1))
    if column.kind is not Kind.AMOUNT:
        return Decimal(1)
    own, foreign = symbols_of(currency)
    for symbol in own:
        unit = unit.replace(symbol, "")
    if unit in _FACTORS:
        return Decimal(_FACTORS[unit])
    if any(symbol in unit for symbol in foreign):
        raise Refused("header_currency", header=header, currency=currency)
    return Decimal(1)


def column_letter(position: int) -> str:
    """A, B … Z, AA: as spreadsheets name columns."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


_MONTH_NAME = re.compile(
    r"m?(?:0?[1-9]|1[0-2])月?份?|[0-9]{4}[-/.年](?:0?[1-9]|1[0-2])月?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
)


def _is_month_name(header: str) -> bool:
    return _MONTH_NAME.fullmatch(text_key(header)) is not None


def _listed(words: Iterable[str]) -> str:
    found = [word for word in words if word]
    return ", ".join(found[:20]) + (" …" if len(found) > 20 else "")
