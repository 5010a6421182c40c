"""PDF: the text layer as paragraphs, with lines joined, hyphens at line ends undone and running heads left out."""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from typing import Any

from onrecord.errors import PageError
from onrecord.reading.page import Raw
from onrecord.types import Article, Source

_MAX_PAGES = 5000
_MAX_TEXT = 64 << 20
_LABEL = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?:\s[A-Z.'’-]+){0,4}|Q|A|(?:Mr|Mrs|Ms|Dr)\.\s[A-Z]\w+)(?:\s\([^()]{1,40}\))?:\s|Q\s{2,}|"
    r"[•▪-]\s"
)
_LINE = re.compile(r"[^\n\f]+")


def pdf_text(raw: Raw) -> tuple[str, dict[str, str]]:
    """The text layer, a form feed between pages, and the document's own title, author and date.

    Raises PageError when the file is damaged, locked, or holds pictures of text only.
    """
    import logging

    import pypdf
    from pypdf.errors import PyPdfError

    name = raw.inside or raw.origin
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings about the file's faults are not for our stderr
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise PageError(f"{name}: the PDF is locked with a password; save an unlocked copy")
        if len(reader.pages) > _MAX_PAGES:
            raise PageError(f"{name}: {len(reader.pages)} pages are too many; split it")
        pages: list[str] = []
        size = 0
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            size += len(pages[-1])
            if size > _MAX_TEXT:
                raise PageError(f"{name}: the PDF expands to too much text; split it")
        facts = _facts(reader)
    except PageError:
        raise
    except (
        PyPdfError,
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        ArithmeticError,
        NotImplementedError,
    ) as error:
        # pypdf meets damaged files with whatever error its parser runs into
        raise PageError(
            f"{name}: the PDF is damaged ({type(error).__name__}); fetch it again or print it anew"
        ) from error
    text = "\f".join(pages)
    if not text.strip():
        raise PageError(f"{name}: the PDF holds pictures, no text; run text recognition over it first")
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text) if not text.isascii() else text, facts


def _facts(reader: Any) -> dict[str, str]:
    found = reader.metadata or {}
    facts = {"title": str(found.get("/Title") or ""), "author": str(found.get("/Author") or "")}
    made = re.match(r"D:(\d{4})(\d{2})(\d{2})", str(found.get("/CreationDate") or ""))
    if made:
        facts["created"] = "-".join(made.groups())
    return facts


def joined(text: str) -> tuple[str, list[tuple[int, int, int]]]:
    """The paragraphs of a text layer, an empty line between them, and the runs (text, page, length) that lead back."""
    lines = _body_lines(text)
    if not lines:
        return "", []
    lengths = sorted(end - start for start, end, _ in lines)
    wide = lengths[int(len(lengths) * 0.9)]
    parts: list[str] = []
    runs: list[tuple[int, int, int]] = []
    at = 0
    last = ""
    last_gap = True
    for start, end, gap in lines:
        words = text[start:end]
        if parts:
            if _begins_paragraph(last, words, gap or (last_gap and not last), wide):
                parts.append("\n\n")
                at += 2
            elif last.endswith("-") and len(last) > 1 and last[-2].isalpha() and words[:1].islower():
                at -= 1
                parts[-1] = parts[-1][:-1]
                text_at, page_at, length = runs[-1]
                runs[-1] = (text_at, page_at, length - 1)
            else:
                parts.append(" ")
                at += 1
        parts.append(words)
        runs.append((at, start, end - start))
        at += end - start
        last, last_gap = words, gap
    return "".join(parts), runs


def _body_lines(text: str) -> list[tuple[int, int, bool]]:
    """The lines with words: (start, end, an empty line or page break stands before); running heads and folios left
    out.
    """
    found: list[tuple[int, int, bool]] = []
    edges: Counter[str] = Counter()
    pages = text.split("\f")
    for page in pages:
        rows = [r for r in page.split("\n") if r.strip()]
        for row in {_faceless(r) for r in (*rows[:2], *rows[-2:])}:
            edges[row] += 1
    running = {row for row, n in edges.items() if n >= 3 and n * 2 > len(pages)}
    at = 0
    for page in pages:
        end_of_page = at + len(page)
        before = at
        rows_at = [(m.start(), m.end()) for m in _LINE.finditer(text, at, end_of_page) if m.group().strip()]
        for i, (start, end) in enumerate(rows_at):
            row = text[start:end]
            edge = i < 2 or i >= len(rows_at) - 2
            if edge and (_faceless(row) in running or (row.strip().isdigit() and len(row.strip()) <= 4)):
                before = end
                continue
            gap = text.count("\n", before, start) > 1
            left, right = len(row) - len(row.lstrip()), len(row.rstrip())
            found.append((start + left, start + right, gap))
            before = end
        at = end_of_page + 1
    return found


def _faceless(row: str) -> str:
    return re.sub(r"\d+", "#", " ".join(row.split()))


def _begins_paragraph(last: str, words: str, gap: bool, wide: int) -> bool:
    """True when a line does not go on with the sentence of the line before."""
    if gap or _LABEL.match(words):
        return True
    ended = last[-1:] in '.!?:”"’)'
    if len(last) < 0.6 * wide and (ended or words[:1].isupper()):
        return True
    return ended and len(last) < 0.85 * wide and words[:1].isupper()


def pdf_article(raw: Raw) -> Article:
    """A PDF taken apart. Raises PageError when it has no text."""
    import msgspec

    from onrecord.reading.dates import any_day
    from onrecord.reading.pagemap import joined_runs
    from onrecord.reading.plainpage import plain_text_article
    from onrecord.types import Day

    page, facts = pdf_text(raw)
    text, runs = joined(page)
    article = plain_text_article(
        text, origin=raw.origin, url=raw.url, page_sha256=hashlib.sha256(raw.data).hexdigest(), notes=()
    )
    day = any_day(facts.get("created", ""))
    date = (
        article.date
        if article.date.first or not day
        else Day(first=day, last=day, words=facts["created"], reason="the day the PDF was made")
    )
    return msgspec.structs.replace(article, page_map=joined_runs(runs), date=date)


def pdf_source(raw: Raw) -> Source:
    """The transcript in a PDF. Raises PageError when it has no text."""
    from onrecord.reading.made import make_source
    from onrecord.reading.occasion import read_occasion
    from onrecord.reading.turns import read_turns

    page, facts = pdf_text(raw)
    text, _ = joined(page)
    paragraphs = text.split("\n\n")
    title = (
        facts["title"]
        if len(facts["title"].split()) > 2 and not facts["title"].lower().endswith((".doc", ".docx", ".indd"))
        else ""
    )
    reading = read_turns(paragraphs, title=title or " ".join(paragraphs[:3])[:400])
    head = reading.head or tuple(p for p in paragraphs[:4] if len(p) < 160)
    occasion = read_occasion(head, raw.inside or raw.origin, title=title, end=text[-300:])
    return make_source(raw, reading, occasion)
