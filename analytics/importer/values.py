"""What all cells have in common: cleaning, words for nothing, labels and errors (bad-input 13, 21, 22, 37, 38, 61, 73)."""

import re
import unicodedata

from analytics.importer.checked import Refused, Scalar

MISSING = frozenset({"", "-", "--", "—", "——", "#n/a", "n/a", "null", "无"})
FORMULA_ERRORS = frozenset({"#ref!", "#div/0!", "#value!", "#name?", "#null!", "#num!", "#spill!", "#calc!"})

NOT_COMPUTED = "#NOT_COMPUTED!"  # stands where a workbook holds a formula without a value

_INVISIBLE = "\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_INVISIBLE_CHARACTERS = re.compile(f"[{_INVISIBLE}]")
_BLANK_ENDS = re.compile(r"^[\s\u00a0\u3000\u200c\u200d]+|[\s\u00a0\u3000\u200c\u200d]+$")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "|")
_NUMBER = re.compile(r"[-+]?[0-9][0-9,.]*%?")
_ESCAPED = re.compile(r"'(?=[=+\-@\t\r＝|])")


class BadCell(ValueError):
    """The row is rejected for this cell; `code` names the sentence, `values` fill it in."""

    def __init__(self, code: str, **values: Scalar) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def clean_text(text: str) -> str:
    """Without invisible characters, and without blanks at either end (bad-input 61); `'` before `=+-@` is an export's escape.

    BadCell `control_character` for NUL and its kind (bad-input 13).
    """
    visible = _INVISIBLE_CHARACTERS.sub("", text)
    if _CONTROLS.search(visible):
        raise BadCell("control_character")
    cleaned = _BLANK_ENDS.sub("", visible)
    return _BLANK_ENDS.sub("", cleaned[1:]) if _ESCAPED.match(cleaned) else cleaned


def escape_formula(text: str) -> str:
    """The text as an export may write it: one that a spreadsheet would take for a formula gets a `'` before it, a number
    does not (bad-input 73)."""
    is_formula = text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula or _ESCAPED.match(text) else text


_TOTAL = re.compile(
    r"(?:本[月页季年])?(?:小计|合计|总计|累计|合計|總計|小計)|(?:grand|sub)?[- ]?totals?"
    r"|(?:制表|审核|审批|复核|打印)(?:人|日期|时间)?|第[0-9 ]+页.*|共[0-9 ]+页.*|page [0-9]+.*",
)


def refuse_total(cleaned: str, value: str) -> None:
    """Refused `total_row` for a label of a total or a footer where an id, name or day is expected (bad-input 21, 22)."""
    label = re.split("[:\uff1a]", cleaned.casefold(), maxsplit=1)[0].strip()
    if len(label) <= 20 and _TOTAL.fullmatch(label):
        raise Refused("total_row", value=value)


def is_missing(cleaned: str) -> bool:
    """Whether the word stands for nothing (bad-input 37); an id or region `NA` is a word."""
    return cleaned.casefold() in MISSING


def refuse_formula_error(cleaned: str) -> None:
    if cleaned == NOT_COMPUTED:
        raise BadCell("formula_without_value")
    if cleaned.startswith("#") and cleaned.casefold() in FORMULA_ERRORS:
        raise BadCell("formula_error")


def fold_number(text: str) -> str:
    """Half-width, folded, with the plain minus sign (bad-input 34)."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\u2212", "-").replace("\u2013", "-").strip()


_YES = frozenset({"是", "yes", "y", "true", "1", "1.0"})
_NO = frozenset({"否", "no", "n", "false", "0", "0.0"})


def parse_flag(text: str) -> bool:
    folded = fold_number(text)
    if folded in _YES or folded in _NO:
        return folded in _YES
    raise BadCell("not_yes_or_no")
