"""A plain text as an Article: its blocks, and the date, authors and outlet that they print."""

from __future__ import annotations

import hashlib

from onrecord.errors import PageError
from onrecord.reading import labels
from onrecord.reading.dates import written_day
from onrecord.reading.labels import split_names
from onrecord.reading.plain import OUTLET_REASON, name_blocks, split_lines
from onrecord.types import Article, Block, Day, Span


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
