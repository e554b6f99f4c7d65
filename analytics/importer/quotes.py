"""Quotes that are never closed (bad-input 11)."""

from collections.abc import Iterable


def open_quote_line(lines: Iterable[str], first: int, delimiter: str) -> int | None:
    """The line at which a quote opens that the last of the lines does not close; `first` begins a record."""
    is_open, opened = False, first
    for number, line in enumerate(lines, first):
        if '"' in line:
            was_open = is_open
            is_open = _ends_open(line, delimiter, is_open=is_open)
            opened = number if is_open and not was_open else opened
    return opened if is_open else None


def _ends_open(line: str, delimiter: str, *, is_open: bool) -> bool:
    """Whether a quoted cell is still open at the end of a line; a quote inside an unquoted cell is a plain character."""
    place, is_start = 0, not is_open
    while place < len(line):
        if is_open:
            found = line.find('"', place)
            if found < 0:
                return True
            is_doubled = line[found + 1 : found + 2] == '"'
            place, is_open, is_start = found + 1 + is_doubled, is_doubled, False
        elif is_start and line[place] == '"':
            place, is_open = place + 1, True
        else:
            found = line.find(delimiter, place)
            if found < 0:
                return False
            place, is_start = found + 1, True
    return is_open
