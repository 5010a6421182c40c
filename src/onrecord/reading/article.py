"""A page taken apart: bytes or text to Article, whatever the format."""

from __future__ import annotations

import hashlib

from onrecord.errors import PageError
from onrecord.reading.decode import decode
from onrecord.reading.page import Raw
from onrecord.reading.plainpage import plain_text_article
from onrecord.types import Article

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


def _is_html(page: str) -> bool:
    head = page[:3000].lower()
    return (
        any(mark in head for mark in ("<!doctype html", "<html", "<body", "<head>", "<article"))
        or head.count("</p>") > 1
    )
