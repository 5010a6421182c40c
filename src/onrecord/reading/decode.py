"""Bytes to text: which encoding a page or transcript is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import PageError

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"OggS", "a sound recording"),
    (b"ID3", "a sound recording"),
    (b"fLaC", "a sound recording"),
    (b"RIFF", "a sound or video recording"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"SQLite format 3", "a database"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Office document; save it as DOCX, PDF or text"),
    (b"{\\rtf", "a rich-text document; save it as DOCX, PDF or text"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1b") + b"\x7f"
_LATIN_LABELS = {"iso8859-1", "ascii", "latin-1", "latin1", "us-ascii"}
# Bytes that cp1252 leaves undefined are read as Latin-1, as browsers do.
_CP1252_HOLES = {c: chr(c) for c in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def what_is_it(data: bytes) -> str:
    """Name the kind of a file that is not text, by its first bytes; "" when it may be text."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[4:8] == b"ftyp":
        return "a sound or video recording"
    return ""


def looks_binary(data: bytes) -> bool:
    """True when the first 64 KB hold more control bytes than any text would (2 %)."""
    head = data[:65536]
    if any(head.startswith(bom) for bom, _ in _BOMS) or _utf16_without_mark(head):
        return False
    return (len(head) - len(head.translate(None, _CONTROLS))) * 50 > len(head)


def _utf16_without_mark(head: bytes) -> str:
    """The byte order of unmarked UTF-16 Latin text, or ""; told by which half of the pairs is zero."""
    if len(head) < 8 or head.count(0) * 3 < len(head):
        return ""
    low, high = head[0:4096:2].count(0), head[1:4096:2].count(0)
    size = min(len(head), 4096) // 2
    if high > 0.7 * size and low < 0.1 * size:
        return "utf-16-le"
    if low > 0.7 * size and high < 0.1 * size:
        return "utf-16-be"
    return ""


def _declared(data: bytes, charset: str) -> str:
    """The encoding that the server or the document names, as Python knows it, or ""."""
    names = [charset] if charset else []
    found = _DECLARED.search(data[:4096])
    if found:
        names.append(found.group(1).decode("ascii"))
    for name in names:
        try:
            known = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        if not known._is_text_encoding:
            continue
        return "cp1252" if known.name in _LATIN_LABELS else known.name
    return ""


def decode(data: bytes, *, charset: str = "", origin: str = "the input") -> tuple[str, str]:
    """Decode `data` and say how: (text without byte-order mark, note for the reader or "").

    Order: byte-order mark, UTF-8 where it fits, the declared encoding, UTF-16 without mark, UTF-8 with a few broken
    characters, Windows-1252. Raises PageError for what is not text.
    """
    kind = what_is_it(data)
    if kind:
        raise PageError(f"{origin}: this is {kind}, not a text; give the page or transcript itself")
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), ""
    if looks_binary(data):
        raise PageError(f"{origin}: this is a binary file, not a text; give HTML, text, Markdown or PDF")
    unmarked = _utf16_without_mark(data[:65536])
    if unmarked:
        return data.decode(unmarked, "replace"), f"read as {unmarked}, which the file does not say"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _decode_legacy(data, charset)


def _decode_legacy(data: bytes, charset: str) -> tuple[str, str]:
    """Decode bytes that are not valid UTF-8."""
    declared = _declared(data, charset)
    if declared and declared != "utf-8":
        try:
            return data.decode(declared, "replace"), ""
        except (UnicodeError, ValueError, LookupError):
            pass  # a codec that cannot replace: go on down the ladder
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for c in text if ord(c) > 127) - broken
    if sound > 4 * broken or (declared == "utf-8" and broken * 200 < len(text)):
        return text, f"{broken} broken characters were replaced"
    windows = data.decode("cp1252", "replace")
    if "\ufffd" in windows:
        windows = data.decode("latin-1").translate(_CP1252_TABLE)
    return windows, "read as Windows-1252, which the file does not say"


def _cp1252_table() -> dict[int, str]:
    table = dict(_CP1252_HOLES)
    for code in range(0x80, 0xA0):
        if code not in table:
            table[code] = bytes([code]).decode("cp1252")
    return table


_CP1252_TABLE = _cp1252_table()
