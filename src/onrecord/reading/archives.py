"""Sources inside archives: gz, bz2, xz, tar, zip (with DOCX, EPUB and WACZ) and WARC, opened within bounds and
never on disk.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Protocol

from onrecord.errors import OnRecordError, PageError, SourceError
from onrecord.reading.page import Raw, guess_type
from onrecord.reading.unpack import MAX_MEMBER, bounded, read_entry
from onrecord.types import Source

MAX_DEPTH = 2  # archives inside archives
MAX_MEMBERS = 200_000
MAX_EXPANDED = 4 << 30  # bytes in all, of one archive; members are read one at a time
_READABLE = (
    ".txt",
    ".text",
    ".md",
    ".markdown",
    ".html",
    ".htm",
    ".xhtml",
    ".pdf",
    ".srt",
    ".vtt",
    ".jsonl",
    ".ndjson",
    ".json",
    ".xml",
    ".akn",
    ".tei",
    ".docx",
    ".epub",
    ".gz",
    ".zip",
    ".tar",
    ".tgz",
    ".xz",
    ".bz2",
    ".warc",
    ".rss",
    ".atom",
)

# What the archive libraries raise for a damaged, locked or unheard-of archive.
_DAMAGE = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
    NotImplementedError,
    RuntimeError,
)


class Reader(Protocol):
    """What reads a member: `read_sources`, handed in by itself so that no file imports in a circle."""

    def __call__(self, raw: Raw, *, depth: int) -> Iterator[Source]: ...


def read_archive(raw: Raw, depth: int, read: Reader) -> Iterator[Source]:
    """The sources of every readable member, in the order of their names; what cannot be read is passed over.

    Raises SourceError when the archive is damaged, nested too deep, expands beyond the bounds, or holds nothing
    readable.
    """
    name = raw.inside or raw.origin
    if depth > MAX_DEPTH:
        raise SourceError(f"{name}: archives are nested more than {MAX_DEPTH} deep; unpack it first")
    found, failed = 0, ""
    try:
        for member in members(raw):
            try:
                for source in read(member, depth=depth + 1):
                    found += 1
                    yield source
            except OnRecordError as error:
                failed = failed or str(error)
    except _DAMAGE as error:
        raise SourceError(f"{name}: the archive is damaged or locked ({str(error)[:100]}); fetch it again") from error
    if not found:
        raise SourceError(
            failed or f"{name}: the archive holds nothing that can be read; give text, HTML, PDF or subtitles"
        )


def only_member(raw: Raw) -> Raw:
    """The page inside a compressed file, or the text of a DOCX or EPUB. Raises PageError when there are several."""
    name = raw.inside or raw.origin
    try:
        found = []
        for member in members(raw):
            found.append(member)
            if len(found) > 1:
                raise PageError(f"{name}: the archive holds several pages; unpack it and name one")
    except _DAMAGE as error:
        raise PageError(f"{name}: the file is damaged or locked ({str(error)[:100]}); fetch it again") from error
    except SourceError as error:
        raise PageError(str(error)) from error
    if not found:
        raise PageError(f"{name}: the archive holds no page; name a page")
    if found[0].media_type in ("application/zip", "application/x-tar", "application/gzip"):
        raise PageError(f"{name}: an archive inside an archive; unpack it and name the page")
    return found[0]


def members(raw: Raw) -> Iterator[Raw]:
    """The files inside, each with its name; names serve for showing only and are never used as paths."""
    kind = raw.media_type
    if kind in ("application/gzip", "application/x-bzip2", "application/x-xz"):
        yield from _compressed(raw)
    elif kind == "application/x-tar":
        yield from _tar(raw, io.BytesIO(raw.data))
    elif kind == "application/warc":
        from onrecord.reading.warc import warc_pages

        yield from warc_pages(raw)
    else:
        yield from _zip(raw)


def _member(raw: Raw, name: str, data: bytes) -> Raw:
    inside = f"{raw.inside}!{name}" if raw.inside else name
    return Raw(
        data=data,
        origin=raw.origin,
        url=raw.url,
        media_type=guess_type(data, name),
        retrieved=raw.retrieved,
        inside=inside,
    )


def _wanted(name: str, size: int, total: int, archive: str) -> bool:
    """True for a readable member within the bounds. Raises SourceError when the whole grows too large."""
    if total > MAX_EXPANDED:
        raise SourceError(f"{archive}: it expands to more than {MAX_EXPANDED >> 30} GB; unpack it and add the folder")
    base = name.rsplit("/", 1)[-1].lower()
    hidden = any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in name.split("/"))
    return bool(base) and not hidden and base.endswith(_READABLE) and 0 < size <= MAX_MEMBER


def _compressed(raw: Raw) -> Iterator[Raw]:
    """The one file in a gz, bz2 or xz, or the members of a compressed tar."""
    opened: io.BufferedIOBase
    stream = io.BytesIO(raw.data)
    if raw.media_type == "application/gzip":
        opened = gzip.GzipFile(fileobj=stream)
    elif raw.media_type == "application/x-bzip2":
        opened = bz2.BZ2File(stream)
    else:
        opened = lzma.LZMAFile(stream)  # noqa: SIM115
    name = (raw.inside or raw.origin).rsplit("!", 1)[-1].rsplit("/", 1)[-1]
    low = name.lower()
    inner = name.rsplit(".", 1)[0] if low.endswith((".gz", ".bz2", ".xz", ".tgz", ".tbz2")) else name
    head = opened.read(512)
    opened.seek(0)
    if head[257:262] == b"ustar" or low.endswith((".tgz", ".tar.gz", ".tar.xz", ".tar.bz2", ".tbz2")):
        yield from _tar(raw, opened)
        return
    yield _member(raw, inner, bounded(opened, len(raw.data), raw.inside or raw.origin))


def _tar(raw: Raw, stream: io.BufferedIOBase | io.BytesIO) -> Iterator[Raw]:
    """The plain files of a tar, in its own order; links and devices are passed over."""
    total = count = 0
    name = raw.inside or raw.origin
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for entry in archive:
            count += 1
            if count > MAX_MEMBERS:
                raise SourceError(f"{name}: more than {MAX_MEMBERS} members; unpack it and add the folder")
            total += max(0, entry.size)
            if entry.isreg() and _wanted(entry.name, entry.size, total, name):
                opened = archive.extractfile(entry)
                if opened is not None:
                    yield _member(raw, entry.name, opened.read(MAX_MEMBER))


def _zip(raw: Raw) -> Iterator[Raw]:
    """The files of a zip by name; a DOCX or EPUB is one page of HTML."""
    name = raw.inside or raw.origin
    with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_MEMBERS:
            raise SourceError(f"{name}: more than {MAX_MEMBERS} members; unpack it and add the folder")
        names = {entry.filename for entry in entries}
        if "word/document.xml" in names:
            from onrecord.reading.office import docx_html

            yield _member(
                raw, "document.html", docx_html(read_entry(archive, "word/document.xml", name), name).encode("utf-8")
            )
            return
        if "META-INF/container.xml" in names:
            from onrecord.reading.office import epub_html

            yield _member(raw, "book.html", epub_html(archive, name).encode("utf-8"))
            return
        if "datapackage.json" in names and any(each.startswith("archive/") for each in names):
            # A WACZ: only what was crawled is a source, not the lists of it.
            entries = [entry for entry in entries if entry.filename.startswith("archive/")]
        total = 0
        for entry in sorted(entries, key=lambda e: e.filename):
            total += entry.file_size
            if not entry.is_dir() and _wanted(entry.filename, entry.file_size, total, name):
                yield _member(raw, entry.filename, read_entry(archive, entry.filename, name))
