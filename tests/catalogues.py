"""Checks the catalogues against each other and against the code: `python -m tests.catalogues`.

Both languages hold the same keys with the same placeholders and no empty text. Each literal `t("key")` in the code
exists and gets its values. A key is used when the code holds it as a literal, or can build it from literals of the
code and the SQL, the first of which is a prefix with its dot: `t("damage." + code)` with f"{part}_missing" uses
`damage.raw_missing` where "raw" stands in the code.
"""

import ast
import re
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).parents[1]
CODE = ("analytics", "pages", "data")


@dataclass(frozen=True)
class Call:
    place: str
    key: str
    values: frozenset[str]
    is_open: bool  # takes `**values`, so that not all names are known


def entries(language: str) -> Iterator[tuple[str, polib.POEntry]]:
    for path in sorted((ROOT / "analytics" / "locale" / language).glob("*.po")):
        for entry in polib.pofile(str(path), encoding="utf-8", check_for_duplicates=False):
            yield f"{language}/{path.name}", entry


def forms(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def trees() -> Iterator[tuple[str, ast.Module]]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def is_translation(function: ast.expr) -> bool:
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name == "t"


def calls() -> Iterator[Call]:
    for name, tree in trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and is_translation(node.func) and node.args):
                continue
            key = node.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                values = {keyword.arg for keyword in node.keywords}
                yield Call(f"{name}:{node.lineno}", key.value, frozenset(values - {None}), None in values)


def literals() -> set[str]:
    found = {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for path in (ROOT / "analytics" / "sql").glob("*.sql"):
        found.update(re.findall(r"'(\w+)'", path.read_text(encoding="utf-8")))
    return found


def is_built(rest: str, words: set[str]) -> bool:
    """Whether a text is a chain of literals of at least two characters, dots, lines and numbers."""
    if not rest or rest in words or rest.isdecimal():
        return True
    ends = (end for end in range(1, len(rest)) if rest[:end] in {".", "_"} or (end > 1 and rest[:end] in words))
    return any(is_built(rest[end:], words) for end in ends)


def is_used(key: str, words: set[str]) -> bool:
    prefixes = (key[: place + 1] for place, character in enumerate(key) if character in "._" and "." in key[: place + 1])
    return key in words or any(is_built(key.removeprefix(prefix), words) for prefix in prefixes if prefix in words)


def language_problems(language: str) -> Iterator[str]:
    seen: set[str] = set()
    for place, entry in entries(language):
        if entry.msgid in seen:
            yield f"{place}: {entry.msgid} stands twice"
        seen.add(entry.msgid)
        if entry.msgid_plural and entry.msgid_plural != entry.msgid:
            yield f"{place}: the plural of {entry.msgid} is another key"
        if entry.fuzzy or not all(forms(entry)):
            yield f"{place}: {entry.msgid} has no text"


def pair_problems() -> Iterator[str]:
    zh, en = ({entry.msgid: entry for _, entry in entries(language)} for language in ("zh", "en"))
    for key in sorted(zh.keys() ^ en.keys()):
        yield f"{key} is missing in {'en' if key in zh else 'zh'}"
    for key in sorted(zh.keys() & en.keys()):
        names = {placeholders(form) - {"count"} for form in (*forms(zh[key]), *forms(en[key]))}
        if len(names) > 1:
            listed = " | ".join(sorted(", ".join(sorted(each)) or "none" for each in names))
            yield f"{key}: the placeholders differ: {listed}"
        if bool(zh[key].msgid_plural) != bool(en[key].msgid_plural):
            yield f"{key} has plural forms in one language only"


def code_problems() -> Iterator[str]:
    known = {entry.msgid: entry for _, entry in entries("en")}
    for call in calls():
        if call.key not in known:
            yield f"{call.place}: no text for {call.key}"
        elif not call.is_open:
            missing = frozenset.union(*map(placeholders, forms(known[call.key]))) - call.values
            yield from (f"{call.place}: {call.key} needs {name}" for name in sorted(missing))
    words = literals()
    yield from (f"{key} is not used" for key in sorted(known) if not is_used(key, words))


def problems() -> list[str]:
    return [*language_problems("zh"), *language_problems("en"), *pair_problems(), *code_problems()]


if __name__ == "__main__":
    found = problems()
    print(*found, sep="\n")
    sys.exit(bool(found))
