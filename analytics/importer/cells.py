"""One cell of a column to its stored value, with what is worth a note; decides by the kind of the column."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from analytics import periods
from analytics.importer.amounts import Number, parse_amount, parse_number
from analytics.importer.checked import Refused
from analytics.importer.columns import Kind, text_key
from analytics.importer.days import parse_moment, parse_month, parse_quarter
from analytics.importer.headers import Field
from analytics.importer.phones import parse_phone, refuse_rewritten
from analytics.importer.values import (
    BadCell,
    clean_text,
    fold_number,
    is_missing,
    parse_flag,
    refuse_formula_error,
    refuse_total,
)
from analytics.policy import Policy

MOST_CHARACTERS = MappingProxyType({Kind.LONG_TEXT: 4_000})
EVENTS = frozenset({"followed_up_at", "ordered_on", "paid_on", "signed_on"})
KEEPS_WORDS = frozenset({"content", "next_step"})
DAYS_AHEAD = 366
# Where the label of a total row or a footer would stand; a customer may be called Total.
LABELLED = frozenset({Kind.ID, Kind.NAME, Kind.DAY, Kind.MOMENT, Kind.MONTH, Kind.QUARTER})


@dataclass(frozen=True)
class Cell:
    """A stored value (None: missing), the code of a note, and why the row is rejected."""

    value: object = None
    note: str | None = None
    problem: BadCell | None = None


@dataclass(frozen=True)
class Rules:
    """What the reading of a cell depends on beside its text."""

    policy: Policy
    today: date
    is_workbook: bool = False


class CellParser:
    """Reads the cells of one column; Refused for what makes the whole column unclear."""

    def __init__(self, field: Field, rules: Rules) -> None:
        self._field = field
        self._rules = rules
        self._codes = field.column.code_keys
        self._parse = self._parsers()[field.column.kind]
        self._rate_forms: set[str] = set()
        self._most = MOST_CHARACTERS.get(field.column.kind, 256)

    def __call__(self, text: str) -> Cell:
        try:
            cleaned = clean_text(text)
            if not cleaned or (self._field.column.name not in KEEPS_WORDS and is_missing(cleaned)):
                return Cell()
            refuse_formula_error(cleaned)
            if self._field.column.kind in LABELLED:
                refuse_total(cleaned, text)
            cell = self._parse(cleaned)
        except BadCell as problem:
            return Cell(problem=problem)
        except Refused as refusal:
            raise Refused(refusal.code, column=self._field.header, **refusal.values) from refusal
        return cell if cell.note or cleaned == text else Cell(cell.value, note="blanks_removed")

    def finish(self) -> None:
        """Refused `rate_unit` when not all percentages of the column are written in one way (bad-input 35)."""
        if "fraction" in self._rate_forms or len(self._rate_forms) > 1:
            raise Refused("rate_unit", column=self._field.header)

    def _parsers(self) -> Mapping[Kind, Callable[[str], Cell]]:
        return {
            Kind.ID: self._id,
            Kind.NAME: self._text,
            Kind.TEXT: self._text,
            Kind.LONG_TEXT: self._text,
            Kind.PHONE: self._phone,
            Kind.DAY: self._day,
            Kind.MOMENT: self._moment,
            Kind.MONTH: lambda text: Cell(parse_month(text, self._rules.policy.timezone)),
            Kind.QUARTER: self._quarter,
            Kind.AMOUNT: self._amount,
            Kind.COUNT: self._at_least_zero,
            Kind.RATE: self._rate,
            Kind.SCORE: self._score,
            Kind.MINUTES: self._minutes,
            Kind.WHOLE: self._whole,
            Kind.FLAG: lambda text: Cell(parse_flag(text)),
            Kind.CODE: self._code,
            Kind.OPEN_CODE: self._open_code,
            Kind.ALIASES: self._aliases,
        }

    def _text(self, text: str) -> Cell:
        if len(text) > self._most:
            raise BadCell("too_long", length=len(text), limit=self._most)
        return Cell(text)

    def _id(self, text: str) -> Cell:
        plain = "".join(_half_width(character) for character in text)
        refuse_rewritten(plain)
        if self._rules.is_workbook and len(plain) >= 16 and plain.isdecimal() and plain.endswith("000"):
            raise BadCell("digits_lost")
        if any(character in plain for character in "\t\n"):
            raise BadCell("control_character")
        return self._text(plain)

    def _phone(self, text: str) -> Cell:
        number = parse_phone(text)
        return Cell(number) if number else Cell(note="phone_invalid")

    def _day(self, text: str) -> Cell:
        day = parse_moment(text, self._rules.policy.timezone).at.date()
        self._check_day(day)
        return Cell(day)

    def _moment(self, text: str) -> Cell:
        moment = parse_moment(text, self._rules.policy.timezone)
        self._check_day(moment.at.date())
        return Cell(moment)

    def _check_day(self, day: date) -> None:
        name, today = self._field.column.name, self._rules.today
        if name in EVENTS and day > today:
            raise BadCell("in_future", today=today.isoformat())
        if name == "next_step_on" and day > today + timedelta(days=DAYS_AHEAD):
            raise BadCell("too_far_ahead", today=today.isoformat(), limit=DAYS_AHEAD)

    def _quarter(self, text: str) -> Cell:
        year, number = parse_quarter(text)
        return Cell(periods.parse(f"{year}Q{number}", self._rules.policy.fiscal_month).begin)

    def _amount(self, text: str) -> Cell:
        return _numbered(parse_amount(text, self._rules.policy.currency, self._field.factor))

    def _at_least_zero(self, text: str) -> Cell:
        number = parse_number(text, self._field.factor)
        if number.value < 0:
            raise BadCell("negative")
        return _numbered(number)

    def _minutes(self, text: str) -> Cell:
        folded = fold_number(text)
        for unit in ("分钟", "minutes", "min"):
            folded = folded.removesuffix(unit).strip()
        return self._at_least_zero(folded)

    def _rate(self, text: str) -> Cell:
        folded = fold_number(text)
        number = parse_number(folded.removesuffix("%").strip())
        if folded.endswith("%"):
            self._rate_forms.add("percent")
        elif number.value != 0:
            self._rate_forms.add("fraction" if 0 < number.value < 1 else "plain")
        return _numbered(number)

    def _score(self, text: str) -> Cell:
        number = parse_number(text)
        if not 0 <= number.value <= 100:
            raise BadCell("score_range")
        return _numbered(number)

    def _whole(self, text: str) -> Cell:
        value = parse_number(text).value
        if value != value.to_integral_value() or value < 0:
            raise BadCell("not_whole")
        return Cell(int(value))

    def _code(self, text: str) -> Cell:
        code = self._codes.get(text_key(text))
        if code is None:
            words = (self._field.column.codes or {}).items()
            raise BadCell("unknown_word", expected=", ".join(f"{code} ({spellings[-1]})" for code, spellings in words))
        return Cell(code)

    def _open_code(self, text: str) -> Cell:
        return Cell(self._codes.get(text_key(text))) if text_key(text) in self._codes else self._text(text)

    def _aliases(self, text: str) -> Cell:
        for separator in "、；":
            text = text.replace(separator, ";")
        names = [name.strip() for name in text.split(";")]
        return self._text(";".join(name for name in names if text_key(name)))


def _half_width(character: str) -> str:
    return chr(ord(character) - 0xFEE0) if "\uff01" <= character <= "\uff5e" else character


def _numbered(number: Number) -> Cell:
    return Cell(number.value, note="rounded" if number.is_rounded else None)


def keys_of(field: Field, value: str) -> str:
    """The key column's value: of a name, or of several joined by `;`."""
    if field.column.kind is Kind.ALIASES:
        return ";".join(text_key(name) for name in value.split(";"))
    return text_key(value)
