"""A page taken apart: bytes or text to Article, whatever the format."""

from __future__ import annotations

import hashlib

from onrecord.errors import PageError
from onrecord.reading import labels
from onrecord.reading.dates import written_day
from onrecord.reading.decode import decode
from onrecord.reading.page import Raw
from onrecord.reading.plain import OUTLET_REASON, name_blocks, split_lines
from onrecord.types import Article, Block, Day, Span

MAX_PAGE = 64 << 20  # bytes


def read_article(raw: Raw) -> Article:
    """Take a page apart into blocks, whatever it is: HTML, plain text, Markdown, PDF, DOCX or EPUB.

    Raises PageError when there is nothing to read, or when it is not a text.
    """
    name = raw.inside or raw.origin
    if len(raw.data) > MAX_PAGE:
        raise PageError(f"{name}: {len(raw.data) >> 20} MB is too much for one page; split it")
    if raw.media_type == "application/pdf":
        from onrecord.reading.pdf import pdf_article

        return pdf_article(raw)
    if raw.media_type in ("application/gzip", "application/x-bzip2", "application/x-xz", "application/zip"):
        from onrecord.reading.archives import only_member

        return read_article(only_member(raw))
    page, note = decode(raw.data, charset=raw.charset, origin=name)
    page_sha256 = hashlib.sha256(raw.data).hexdigest()
    notes = (note,) if note else ()
    if raw.media_type in ("text/html", "application/xhtml+xml") or _is_html(page):
        from onrecord.reading.webpage import web_article

        return web_article(page, raw, page_sha256=page_sha256, notes=notes)
    if raw.media_type == "text/markdown":
        from onrecord.reading.markdown import markdown_article

        return markdown_article(page, raw, page_sha256=page_sha256, notes=notes)
    return plain_text_article(page, origin=raw.origin, url=raw.url, page_sha256=page_sha256, notes=notes)


def article_from_text(text: str, origin: str = "") -> Article:
    """Take a plain text apart; `Article.text` is the input, code point for code point, without a byte-order mark.

    Lone surrogates, which no file can hold, become U+FFFD one for one. Raises PageError when there is nothing to read.
    """
    return plain_text_article(text, origin=origin, url="", page_sha256="", notes=())


def plain_text_article(text: str, *, origin: str, url: str, page_sha256: str, notes: tuple[str, ...]) -> Article:
    text = text.removeprefix("\ufeff")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
        data = text.encode("utf-8")
    if not text.strip():
        raise PageError(f"{origin or 'the text'}: there are no words in it; give the page's text")
    blocks = name_blocks(text, split_lines(text))
    sha256 = hashlib.sha256(data).hexdigest()
    return Article(
        text=text,
        blocks=blocks,
        date=date_of_text(text, blocks),
        authors=authors_of(text, blocks),
        site=outlet_of(text, blocks),
        url=url,
        origin=origin,
        sha256=sha256,
        page_sha256=page_sha256 or sha256,
        notes=notes,
    )


def date_of_text(text: str, blocks: tuple[Block, ...]) -> Day:
    """The day that a date line or a dateline with its year gives; nothing is guessed from the story itself."""
    for block in blocks:
        if block.kind not in ("date", "dateline", "byline"):
            continue
        found = written_day(text[block.span.start : block.span.end])
        if found:
            day, start, end = found
            span = Span(block.span.start + start, block.span.start + end)
            reason = "the dateline of the story" if block.kind == "dateline" else "the date line of the page"
            return Day(first=day, last=day, words=text[span.start : span.end], span=span, reason=reason)
    return Day()


def authors_of(text: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The names in the bylines, in order."""
    authors: list[str] = []
    for block in blocks:
        if block.kind == "byline":
            words = text[block.span.start : block.span.end]
            found = labels.BYLINE.match(words)
            for name in split_names(found.group("who") if found else words):
                if name not in authors:
                    authors.append(name)
    return tuple(authors)


def outlet_of(text: str, blocks: tuple[Block, ...]) -> str:
    """The outlet that a line beside the byline names, or the byline itself: "By Jane Doe | The Courier"; else ""."""
    for block in blocks:
        words = text[block.span.start : block.span.end]
        if block.kind == "credit" and block.reason == OUTLET_REASON:
            return words
        if block.kind == "byline":
            for part in words.replace("|", ",").split(",")[1:]:
                if labels.is_outlet(part.strip()):
                    return part.strip()
    return ""


def split_names(words: str) -> list[str]:
    """The names in "Jane Doe, John Roe and Ann Poe | The Paper": parts that are names of two to five words."""
    head = words.split("|", 1)[0]
    parts = head.replace(" AND ", " and ").replace(" & ", " and ").replace(",", " and ").split(" and ")
    names = [" ".join(part.split()) for part in parts]
    return [
        n.title() if n.isupper() else n
        for n in names
        if labels.is_person(n) or (n.isupper() and 1 <= n.count(" ") <= 4)
    ]


def _is_html(page: str) -> bool:
    head = page[:3000].lower()
    return (
        any(mark in head for mark in ("<!doctype html", "<html", "<body", "<head>", "<article"))
        or head.count("</p>") > 1
    )
