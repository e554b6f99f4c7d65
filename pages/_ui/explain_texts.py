"""An explanation in words: whose figure it is, its formula with names and with numbers, what is partial or missing."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from analytics import glossary, numbers, quarterly
from analytics.explanations import Caveat, CaveatValue, Explanation, Number, Term
from analytics.glossary import Unit
from pages._ui.formats import ABSENT, Formats, number

_LETTERS = "abcd"
_PART_TERMS = {"part": 2, "part_cut": 3}  # weights and, where the total is cut, that total; then the figures


def name_of(code: str, formats: Formats) -> str:
    """A figure's name, or the word of a formula."""
    return formats.t(("glossary.name." if code in glossary.BY_CODE else "explain.term.") + code)


def whose(found: Explanation, formats: Formats) -> str:
    """Figure's owner and period: 王五 · 2026年3月."""
    asked, t = found.asked, formats.t
    parts = [_who(found, formats)]
    if asked.period is not None:
        parts.append(formats.period(asked.period))
    if asked.as_of is not None:
        parts.append(t("explain.as_of", day=formats.day(asked.as_of)))
    return " · ".join(parts)


def _who(found: Explanation, formats: Formats) -> str:
    t, asked = formats.t, found.asked
    if asked.by == "company":
        return t("explain.company")
    if asked.by == "grade":
        return t("explain.grade", grade=asked.keys[0] or ABSENT)
    if asked.by == "customer":
        return found.shown[0] or ABSENT
    nobody = t("explain.nobody" if asked.by == "owner" else "explain.unassigned")
    names = [t("explain.all") if name == quarterly.ALL else name or nobody for name in found.shown]
    return (" × " if asked.by in ("cell", "unit") else " · ").join(names)


def value(value_of: Number | None, unit: Unit, formats: Formats) -> str:
    """With the decimals that an explanation needs: cents, one of a percentage, two of points."""
    if value_of is None:
        return ABSENT
    exact = numbers.half_up(value_of, numbers.RATIO_PLACES) if isinstance(value_of, Fraction) else Decimal(value_of)
    if unit == "amount":
        return formats.exact(exact)
    if unit == "pct":
        return formats.pct(exact)
    if unit == "points":
        return number(exact, 2 if isinstance(value_of, Fraction) else 1)
    return formats.count(exact) if exact == exact.to_integral_value() else formats.exact(exact)


def in_words(found: Explanation, formats: Formats) -> str:
    """The formula with the names of its terms; of one that is made of rows, as the glossary has it."""
    if found.formula == "rows" or not found.terms:
        return formats.t("glossary.formula." + found.asked.figure)
    return _formula(found, lambda term: name_of(term.code, formats), formats)


def in_numbers(found: Explanation, formats: Formats) -> str:
    """The same with its numbers; of rows how many there are."""
    if found.formula == "rows":
        first = found.evidence[0] if found.evidence else None
        kind = "count" if first is None or first.column is None else "amount"
        return formats.t("explain.formula.rows_" + kind, count=first.count if first else 0)
    return _formula(found, lambda term: value(term.value, term.unit, formats), formats)


def _formula(found: Explanation, write: Callable[[Term], str], formats: Formats) -> str:
    written = [write(term) for term in found.terms]
    if found.formula == "sum":
        return " + ".join(written)
    values = dict(zip(_LETTERS, written, strict=False))
    if found.formula in _PART_TERMS:
        values["mean"] = _mean(written[_PART_TERMS[found.formula] :], formats)
    return formats.t("explain.formula." + found.formula, **values)


def _mean(written: Sequence[str], formats: Formats) -> str:
    return written[0] if len(written) == 1 else formats.t("explain.mean_of", terms=" + ".join(written))


def caveats(found: Explanation, formats: Formats) -> list[str]:
    """What is partial, missing or special, a sentence each; of an absent figure without any, when it is absent."""
    told = [caveat(one, formats) for one in found.caveats]
    if found.value is None and not told:
        told.append(formats.t("explain.absent", when=formats.t("glossary.absent." + found.asked.figure)))
    return told


def caveat(one: Caveat, formats: Formats) -> str:
    return formats.t("explain.caveat." + one.code, **{name: _told(name, cell, formats) for name, cell in one.values})


def _told(name: str, cell: CaveatValue, formats: Formats) -> str | int:
    between = formats.t("explain.between")
    if isinstance(cell, tuple):
        return between.join(formats.month(one) if isinstance(one, date) else name_of(one, formats) for one in cell)
    if isinstance(cell, date):
        return formats.day(cell)
    if isinstance(cell, Decimal):
        return formats.exact(cell) if name == "amount" else formats.pct(cell)
    return cell if isinstance(cell, int) else str(cell)
