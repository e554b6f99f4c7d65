"""Phone numbers, and numbers that Excel rewrote (bad-input 58, 60)."""

import re
import unicodedata

from analytics.importer.values import BadCell

_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_LANDLINE = re.compile(r"(?:(?:\+?86|0086)?-?0?(10|2[0-9]|[3-9][0-9]{2})-?)?([2-9][0-9]{6,7})")
_SERVICE = re.compile(r"([48]00)-?([0-9]{3})-?([0-9]{4})")
_ABROAD = re.compile(r"(?:\+|00)([1-9][0-9]{6,14})")
_EXTENSION = re.compile(r"(?:转|ext\.?|x|#|分机)\s*([0-9]{1,6})$|(?<=[0-9]{7})-([0-9]{1,4})$")
_REWRITTEN = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{1,3}")


def parse_phone(text: str) -> str | None:
    """E.164 (+8613800000001) or a landline (021-55556666, with -extension); None when it is no number (bad-input 60)."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    refuse_rewritten(folded)
    extension = _EXTENSION.search(folded)
    main = folded[: extension.start()] if extension else folded
    end = f"-{extension[1] or extension[2]}" if extension else ""
    compact = re.sub(r"[\s()\u2010-\u2015.]+", "", main)
    if match := _MOBILE.fullmatch(compact.replace("-", "")):
        return f"+86{match[1]}"
    if match := _SERVICE.fullmatch(compact):
        return "-".join(match.groups())
    if (match := _ABROAD.fullmatch(compact.replace("-", ""))) and not match[1].startswith("86"):
        return f"+{match[1]}"
    if match := _LANDLINE.fullmatch(compact):
        area = f"0{match[1]}-" if match[1] else ""
        return f"{area}{match[2]}{end}"
    return None


def refuse_rewritten(text: str) -> None:
    """BadCell for a number that Excel turned into 1.38E+10: its digits are gone (bad-input 58)."""
    if _REWRITTEN.fullmatch(text):
        raise BadCell("rewritten_by_excel")


def mask_phone(text: str) -> str:
    """A phone number as messages may show it: its last four digits and the first three, the rest hidden."""
    digits = [place for place, character in enumerate(text) if character.isdigit()]
    hidden = set(digits[3:-4] if len(digits) > 7 else digits[:-2])
    return "".join("*" if place in hidden else character for place, character in enumerate(text))
