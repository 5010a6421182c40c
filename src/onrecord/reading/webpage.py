"""A web page to an Article: the story's blocks, and the headline, stamp, standfirst, byline and captions around
them.
"""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from onrecord.errors import PageError
from onrecord.reading import labels
from onrecord.reading.body import find_body
from onrecord.reading.dates import any_day
from onrecord.reading.metadata import Metadata, read_metadata
from onrecord.reading.page import Raw
from onrecord.reading.pagemap import joined_runs
from onrecord.reading.plain import Line, name_blocks
from onrecord.reading.plainpage import authors_of, date_of_text
from onrecord.reading.webkinds import Around, Kind, find_headline, kind_of, marks_of
from onrecord.reading.weblines import WebLine, WebText, read_lines
from onrecord.types import Article, Block, Day, Link, MapRun, Span

_ABOVE = frozenset(("stamp", "byline", "date", "standfirst", "caption", "credit", "handover", "correction"))
_BETWEEN = frozenset(("caption", "credit", "handover", "stamp", "correction"))
_BELOW = frozenset(("biography", "stamp", "correction"))


def web_article(page: str, raw: Raw, *, page_sha256: str, notes: tuple[str, ...]) -> Article:
    """Take a decoded web page apart. Raises PageError when it shows no words."""
    web = read_lines(page)
    meta = read_metadata(web, page)
    chosen = _chosen_lines(web, meta, page)
    if not chosen:
        raise PageError(f"{raw.origin}: the page shows no words; save it after it has loaded, or paste its text")
    text, placed, runs = _set(chosen)
    blocks = name_blocks(text, placed)
    return Article(
        text=text,
        blocks=blocks,
        date=_date(meta, text, blocks),
        site=meta.site or _host(raw.url or meta.url),
        url=raw.url or meta.url,
        authors=_authors(meta, authors_of(text, blocks)),
        language=(meta.language or "en").split("-")[0].split("_")[0].lower() or "en",
        origin=raw.origin,
        sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        page_sha256=page_sha256,
        page_map=joined_runs(runs),
        notes=(*notes, *meta.notes),
    )


def _authors(meta: Metadata, printed: tuple[str, ...]) -> tuple[str, ...]:
    """The authors: as printed where the byline names all that the metadata names, or where the metadata names an
    outlet.
    """
    named = [name for name in meta.authors if labels.is_person(name)]
    if printed and (not named or all(name in printed for name in named)):
        return printed
    return meta.authors or printed


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _date(meta: Metadata, text: str, blocks: tuple[Block, ...]) -> Day:
    day = any_day(meta.published) if meta.published else None
    if day:
        return Day(first=day, last=day, words=meta.published[:40], reason=meta.published_from)
    return date_of_text(text, blocks)


def _chosen_lines(web: WebText, meta: Metadata, page: str) -> list[tuple[WebLine, Kind]]:
    """The lines that go into the article, in the order of the page, and what the markup says they are."""
    body = find_body(web, meta, page)
    tags = {e.index: e.tag for e in web.elements}
    paths = {e.index: [x.index for x in e.near(4)] for e in web.elements}
    marks = marks_of(web, paths)
    headline = find_headline(web, meta, tags, min(body.lines, default=0))
    story = sorted(i for i in body.lines if i > headline)
    story = story[: _last_prose(web, story, tags) + 1]
    inside = frozenset(story)
    first, last = (story[0], story[-1]) if story else (headline + 1, headline)
    chosen = _title_line(web, page) if headline < 0 else []
    opened = False
    for i, line in enumerate(web.lines):
        marked = next((marks[j] for j in paths.get(line.element, ()) if j in marks), None)
        below = i - headline if headline >= 0 and i >= headline else -1
        kind = kind_of(line, tags.get(line.element, ""), marked, Around(i in inside, opened, below), meta)
        keep = i in inside or i == headline
        if not keep and i < first:
            keep = kind[0] in _ABOVE and (i > headline if headline >= 0 else i >= first - 12)
        elif not keep and i < last:
            keep = kind[0] in _BETWEEN
        elif not keep:
            keep = i <= last + 12 and (kind[0] in _BELOW or (kind[0] == "byline" and i <= last + 4))
        if keep or (kind[0] == "stamp" and len(line.text) < 120):
            if not _repeats(line, chosen):
                chosen.append((line, kind))
            opened = opened or (i in inside and kind[0] == "paragraph")
    return chosen


def _last_prose(web: WebText, story: list[int], tags: dict[int, str]) -> int:
    """The position in the story after which only headings and short lines stand, which belong to the site."""
    for at in range(len(story) - 1, -1, -1):
        if _is_last(web.lines[story[at]], tags.get(web.lines[story[at]].element, "")):
            tail = story[at + 1 : at + 4]
            signed = [
                n
                for n, i in enumerate(tail)
                if labels.is_person(web.lines[i].text) or labels.BYLINE.match(web.lines[i].text[:200])
            ]
            return at + (signed[0] + 1 if signed else 0)
    return len(story) - 1


def _is_last(line: WebLine, tag: str) -> bool:
    """True for a line that a story may end with: a sentence or an item of its own, not a heading or a link."""
    text = line.text
    if (
        tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        or line.linked * 2 > len(text)
        or labels.BOILERPLATE.match(text[:200])
    ):
        return False
    return (
        labels.is_prose(text)
        or text[-1:] in '.!?…。！？”"'
        or ((line.item or line.quoted or tag == "td") and len(text) > 15)
    )


def _repeats(line: WebLine, chosen: list[tuple[WebLine, Kind]]) -> bool:
    """True for a short line that was just printed: pages show dates and bylines twice for two widths."""
    return len(line.text) < 160 and any(line.text == other.text for other, _ in chosen[-8:])


def _title_line(web: WebText, page: str) -> list[tuple[WebLine, Kind]]:
    """The page's title as a line, when no heading shows it."""
    for element, start, end in web.raw:
        if element.tag == "title" and page[start:end].strip() and end - start < 1000:
            words = page[start:end]
            left, right = len(words) - len(words.lstrip()), len(words.rstrip())
            line = WebLine(text=words[left:right], runs=(MapRun(0, start + left, right - left),), element=-1)
            return [(line, ("headline", "the page shows none; this is its title"))]
    return []


def _set(chosen: list[tuple[WebLine, Kind]]) -> tuple[str, list[Line], list[tuple[int, int, int]]]:
    """Put the lines under one another, an empty line between, and move every offset along."""
    parts: list[str] = []
    placed: list[Line] = []
    runs: list[tuple[int, int, int]] = []
    at = 0
    for group, (line, (kind, reason)) in enumerate(chosen):
        if parts:
            parts.append("\n\n")
            at += 2
        links = tuple(Link(span=Span(k.span.start + at, k.span.end + at), url=k.url) for k in line.links)
        placed.append(Line(start=at, end=at + len(line.text), kind=kind, reason=reason, links=links, group=group))
        runs += [(run.text + at, run.page, run.length) for run in line.runs]
        parts.append(line.text)
        at += len(line.text)
    return "".join(parts), placed, runs
