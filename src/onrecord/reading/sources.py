"""Any source of words to Source records: the format is told by the bytes, then by the name."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator

from onrecord.errors import SourceError
from onrecord.reading.decode import decode
from onrecord.reading.made import make_source, source_id
from onrecord.reading.occasion import read_occasion
from onrecord.reading.page import Raw
from onrecord.reading.turns import read_turns
from onrecord.types import Article, Source, SourceInfo, Turn

_SRT = re.compile(r"\s*\d+[ \t]*\r?\n\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->")
_PARAGRAPH_END = re.compile(r"\n[ \t\u00a0]*\n\s*")
_TIMES = re.compile(
    r"(?m)^[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?[\])]?\s+\S|^[^\n:]{2,60}:\s*[\[(]\d{1,2}:\d{2}"
)


def read_sources(raw: Raw, *, depth: int = 0) -> Iterator[Source]:
    """Every source in the bytes: one of a transcript, many of JSON Lines, an archive or a feed.

    Raises SourceError (or PageError, for what is no text at all), one clear line, when nothing can be made of them.
    """
    name = raw.inside or raw.origin
    kind = raw.media_type
    if kind in (
        "application/gzip",
        "application/x-bzip2",
        "application/x-xz",
        "application/x-tar",
        "application/zip",
        "application/warc",
    ):
        from onrecord.reading.archives import read_archive

        yield from read_archive(raw, depth, read_sources)
        return
    if kind == "application/pdf":
        from onrecord.reading.pdf import pdf_source

        yield pdf_source(raw)
        return
    if kind in ("application/jsonl", "application/json") or (kind == "text/plain" and _is_json(raw.data)):
        from onrecord.reading.jsonl import read_jsonl

        yield from read_jsonl(raw)
        return
    text, note = decode(raw.data, charset=raw.charset, origin=name)
    if not text.strip():
        raise SourceError(f"{name}: there are no words in it; nothing to add")
    yield from _by_text(text, raw, note)


def _by_text(text: str, raw: Raw, note: str) -> Iterator[Source]:
    """Sources of decoded text, by what it looks like."""
    kind = raw.media_type
    head = text[:600].lstrip()
    lower = head.lower()
    if head.startswith("WEBVTT") or kind in ("text/vtt", "application/x-subrip") or _SRT.match(text[:200]):
        from onrecord.reading.subtitles import subtitle_source

        yield subtitle_source(text, raw)
    elif kind == "text/html" or lower.startswith(("<!doctype html", "<html")):
        from onrecord.reading.htmlsource import html_source

        yield html_source(text, raw)
    elif (
        lower.startswith(("<?xml", "<akomantoso", "<tei", "<rss", "<feed", "<publicwhip", "<hansard"))
        or kind == "text/xml"
    ):
        from onrecord.reading.xmlsource import xml_sources

        yield from xml_sources(raw)
    elif kind == "text/markdown" or head.startswith(("---\n", "---\r\n")):
        from onrecord.reading.markdown import markdown_source

        yield markdown_source(text, raw)
    else:
        yield text_source(text, raw)


def _is_json(data: bytes) -> bool:
    return data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b'{"', b'[{"', b"{ ", b"[\n", b"{\n"))


def text_source(text: str, raw: Raw) -> Source:
    """The source that a plain text holds."""
    reading = read_turns(paragraphs_of(text), title=name_only_title(raw), times=bool(_TIMES.search(text[:4000])))
    occasion = read_occasion(reading.head, raw.inside or raw.origin, end=text[-300:])
    return make_source(raw, reading, occasion)


def name_only_title(raw: Raw) -> str:
    """The file name as a title, for a text that has none."""
    from onrecord.reading.occasion import name_title

    return name_title(raw.inside or raw.origin)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a plain transcript: by empty lines where lines are wrapped, else a line a paragraph."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\f" in text:
        text = text.replace("\f", "\n\n")
    if is_wrapped(text):
        return _split_wrapped(text)
    return text.split("\n")


def is_wrapped(text: str) -> bool:
    """True when lines were broken to a width: many lines of 50 to 100 characters that do not end a sentence."""
    lines = [line.rstrip() for line in text[:100_000].split("\n")]
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a and b]
    if len(pairs) < 3:
        return False
    broken = sum(1 for a, b in pairs if 45 <= len(a) <= 110 and a[-1] not in '.!?:"”)]')
    longest = sorted(len(a) for a, _ in pairs)[int(len(pairs) * 0.95)]
    return broken * 2 > len(pairs) and longest <= 132


def _split_wrapped(text: str) -> list[str]:
    """Paragraphs by empty lines; a line that opens with a capital label and colon begins one too."""
    paragraphs: list[str] = []
    for block in _PARAGRAPH_END.split(text):
        if "\n" in block and _INNER_LABEL.search(block):
            paragraphs += _INNER_LABEL.split(block)
        else:
            paragraphs.append(block)
    return paragraphs


_INNER_LABEL = re.compile(r"\n(?=[ \t]*(?:[A-Z][A-Z.'’\- ]{1,40}|Q|QUESTION):\s|[ \t]{2,}Q[ \t]{2,})")


def article_source(article: Article) -> Source:
    """An article as a source that others may have copied from: a turn a paragraph, nobody named as speaker."""
    kinds = ("paragraph", "blockquote", "list-item", "standfirst", "subheading")
    turns = tuple(
        Turn(speaker="", text=" ".join(article.text[b.span.start : b.span.end].split()), role="unknown")
        for b in article.blocks
        if b.kind in kinds and b.span.end > b.span.start
    )
    title = next((article.text[b.span.start : b.span.end] for b in article.blocks if b.kind == "headline"), "")
    if not turns:
        raise SourceError(f"{article.origin or 'the article'}: no paragraph was found in it; nothing to add")
    info = SourceInfo(
        id=source_id(title or os.path.basename(article.origin), article.page_sha256 or article.sha256),
        title=title,
        date=article.date.first,
        url=article.url,
        kind="article",
        origin=article.origin,
        sha256=article.page_sha256 or article.sha256,
        outlet=article.site,
    )
    return Source(info=info, turns=turns)
