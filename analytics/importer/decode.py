"""A raw file: copied and hashed in one pass, its container told by its first bytes, its text by strict decoding.

Encodings in a fixed order: byte order mark, strict UTF-8, UTF-16 by its pattern of zero bytes, strict GB18030 (bad-input,
rules for all). Nothing is ever decoded with replacement characters.
"""

import codecs
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from analytics.importer.checked import Refused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK = 1 << 22
LARGEST = 2 << 30

_MARKS = ((codecs.BOM_UTF8, "UTF-8"), (codecs.BOM_UTF16_LE, "UTF-16 LE"), (codecs.BOM_UTF16_BE, "UTF-16 BE"))
_CODECS = {"UTF-8": "utf-8", "UTF-16 LE": "utf-16-le", "UTF-16 BE": "utf-16-be", "GB18030": "gb18030"}
_NOTHING = b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"
# Four Chinese characters in UTF-8 as whole cells: text in GBK does not come out like that by chance.
_UTF8_HAN = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}){4,}")


@dataclass(frozen=True)
class RawFile:
    """A copied file; `container` is text, parquet, zip, ole or the code of the sentence that refuses it."""

    path: Path
    sha256: str
    size: int
    head: bytes

    @property
    def container(self) -> str:
        return _container(self.head)


@dataclass(frozen=True)
class TextFile:
    """A file whose bytes all decode strictly; `start` is the length of the byte order mark."""

    path: Path
    encoding: str
    start: int
    has_returns: bool
    has_quotes: bool
    ends_with_newline: bool

    def open(self) -> io.BufferedReader:
        """Its text from the first line on, as UTF-8 with plain line ends."""
        if self.encoding == "UTF-8" and not self.has_returns:
            file = self.path.open("rb")
            file.seek(self.start)
            return file
        return io.BufferedReader(_Normalised(self), BLOCK)


def copy(source: Path, target: Path, progress: Callable[[str, int], None]) -> RawFile:
    """Copies the file while hashing it. Raises OSError; Refused `too_large` beyond 2 GB (bad-input 81)."""
    digest, size, head = hashlib.sha256(), 0, b""
    progress("read", 0)
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(BLOCK):
            digest.update(block)
            writing.write(block)
            head = head or block[:BLOCK]
            size += len(block)
    if size > LARGEST:
        raise Refused("too_large")
    return RawFile(target, digest.hexdigest(), size, head[:65536])


def _container(head: bytes) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK"):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if head.startswith((b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ")):
        return "archive"
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"mime-version")):
        return "html"
    return "text"


def text_file(raw: RawFile) -> TextFile:
    """How the text of the file is to be read (bad-input 1 to 7, 14).

    Refused `empty_file`, `mixed_encodings` or `unknown_encoding`.
    """
    if not raw.head.strip(_NOTHING) and not raw.path.read_bytes().strip(_NOTHING):
        raise Refused("empty_file")
    for mark, encoding in _MARKS:
        if raw.head.startswith(mark):
            return _scanned(raw.path, encoding, len(mark))
    if pattern := _utf16_pattern(raw.head):
        return _scanned(raw.path, pattern, 0)
    try:
        return _scanned(raw.path, "UTF-8", 0)
    except Refused as first:
        return _gb18030(raw, first)


def _gb18030(raw: RawFile, not_utf8: Refused) -> TextFile:
    """The file as GB18030, unless its header or a line of it says that it is UTF-8 with foreign lines pasted in."""
    header = raw.head.split(b"\n", 1)[0]
    try:
        is_utf8_header = not header.decode("utf-8").isascii()
    except UnicodeDecodeError:
        is_utf8_header = False
    if is_utf8_header:
        raise Refused("mixed_encodings", **not_utf8.values) from not_utf8
    if line := _utf8_line(raw.path):
        raise Refused("mixed_encodings", line=line, byte=1)
    return _scanned(raw.path, "GB18030", 0)


def _utf8_line(path: Path) -> int | None:
    """The first line that is UTF-8 with Chinese text, in a file that as a whole is not."""
    line = 1
    with path.open("rb") as file:
        for block in _line_blocks(file):
            for match in _UTF8_HAN.finditer(block):
                begin = block.rfind(b"\n", 0, match.start()) + 1
                end = block.find(b"\n", match.end())
                if _is_utf8(block[begin : end if end >= 0 else None]):
                    return line + block.count(b"\n", 0, begin)
            line += block.count(b"\n")
    return None


def _line_blocks(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block + file.readline()


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf16_pattern(head: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of the start is zero (bad-input 5)."""
    sample = head[: 2 * (min(len(head), 4096) // 2)]
    if len(sample) < 16:
        return None
    even, odd = sample[::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if odd > 0.2 and even < 0.02:
        return "UTF-16 LE"
    return "UTF-16 BE" if even > 0.2 and odd < 0.02 else None


def _scanned(path: Path, encoding: str, start: int) -> TextFile:
    """Decodes the whole file once, strictly; Refused `unknown_encoding` with the first bad line and byte."""
    decoder = codecs.getincrementaldecoder(_CODECS[encoding])("strict")
    newlines, has_returns, has_quotes, last = 0, False, False, b""
    wide = 2 if encoding.startswith("UTF-16") else 1
    with path.open("rb") as file:
        file.seek(start)
        while block := file.read(BLOCK):
            _decode(decoder, block, newlines, encoding)
            newlines += block.count(b"\n") if wide == 1 else 0
            has_returns = has_returns or wide == 2 or b"\r" in block
            has_quotes = has_quotes or b'"' in block
            last = block
    _decode(decoder, b"", newlines, encoding, is_final=True, before=last)
    ends_with_newline = last.rstrip(b"\x00").endswith((b"\n", b"\r"))
    return TextFile(path, encoding, start, has_returns, has_quotes, ends_with_newline)


def _decode(
    decoder: codecs.IncrementalDecoder, block: bytes, newlines: int, encoding: str, *, is_final: bool = False, before: bytes = b""
) -> None:
    try:
        decoder.decode(block, is_final)
    except UnicodeDecodeError as problem:
        held = problem.object[: problem.start]
        line = newlines + held.count(b"\n") + (0 if is_final and before.endswith(b"\n") else 1)
        byte = problem.start - held.rfind(b"\n")
        raise Refused("unknown_encoding", line=line, byte=byte, encoding=encoding) from problem


class _Normalised(io.RawIOBase):
    """The text as UTF-8 with \\n for every line end; the file was decoded strictly before."""

    def __init__(self, source: TextFile) -> None:
        self._file = source.path.open("rb")
        self._file.seek(source.start)
        self._decoder = codecs.getincrementaldecoder(_CODECS[source.encoding])("strict")
        self._is_utf8 = source.encoding == "UTF-8"
        self._held = b""
        self._had_return = False
        self._is_done = False

    def readable(self) -> bool:
        return True

    def readinto(self, target: "WriteableBuffer", /) -> int:
        view = memoryview(target)
        while not self._held and not self._is_done:
            self._held = self._next()
        count = min(len(view), len(self._held))
        view[:count] = self._held[:count]
        self._held = self._held[count:]
        return count

    def close(self) -> None:
        self._file.close()
        super().close()

    def _next(self) -> bytes:
        block = self._file.read(BLOCK)
        self._is_done = not block
        text = block if self._is_utf8 else self._decoder.decode(block, self._is_done).encode("utf-8")
        if self._had_return and text.startswith(b"\n"):
            text = text[1:]
        if text:
            self._had_return = text.endswith(b"\r")
        return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
