"""A web page to an Article: the story's blocks, and the headline, stamp, standfirst, byline and captions around
them.
"""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

from onrecord.errors import PageError
from onrecord.reading import labels
from onrecord.reading.article import authors_of, date_of_text
from onrecord.reading.body import find_body
from onrecord.reading.dates import any_day
from onrecord.reading.markup import Element
from onrecord.reading.metadata import Metadata, read_metadata
from onrecord.reading.page import Raw
from onrecord.reading.pagemap import joined_runs
from onrecord.reading.plain import Line, name_blocks
from onrecord.reading.weblines import WebLine, WebText, read_lines
from onrecord.types import Article, Block, BlockKind, Day, Link, Span


def _named(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE)


# What publishers call these things in class names; the first that fits counts.
_NAMES: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (_named(r"fact-?check(?:ed)?|verified|fact-?box|reviewed-?by|medically-?reviewed"), "stamp"),
    (
        _named(r"(?:author|writer)-?_*(?:bio\w*|box|info|description|about)|bio|biography|about-?(?:the-?)?author"),
        "biography",
    ),
    (_named(r"by-?line\w*|authors?(?:-?name)?|written-?by|contributors?"), "byline"),
    (_named(r"credits?|image-?source|photo-?(?:credit|by)|picture-?agency|copyright-?holder"), "credit"),
    (_named(r"caption\w*|wp-caption-text|figcaption|image-?description"), "caption"),
    (_named(r"date\w*|time(?:stamp)?|pub-?date|published(?:-?(?:at|on|date))?|posted-?on|entry-?date|updated"), "date"),
    (
        _named(
            r"stand-?first|sub-?title|sub-?head(?:line)?|sub-?heading|dek|deck|summary|excerpt|lead-?text|"
            r"article-?intro|"
            r"teaser-?text|article-?(?:summary|sub-?title)|story-?summary|synopsis|strap-?line"
        ),
        "standfirst",
    ),
    (_named(r"corrections?|editors?-?note|article-?update"), "correction"),
)


def web_article(page: str, raw: Raw, *, page_sha256: str, notes: tuple[str, ...]) -> Article:
    """Take a decoded web page apart. Raises PageError when it shows no words."""
    web = read_lines(page)
    meta = read_metadata(web, page)
    chosen, lines = _chosen_lines(web, meta, page)
    if not lines:
        raise PageError(f"{raw.origin}: the page shows no words; save it after it has loaded, or paste its text")
    text, placed, runs = _set(chosen, lines)
    blocks = name_blocks(text, placed)
    authors = meta.authors or authors_of(text, blocks)
    return Article(
        text=text,
        blocks=blocks,
        date=_date(meta, text, blocks),
        site=meta.site or _host(raw.url or meta.url),
        url=raw.url or meta.url,
        authors=authors,
        language=(meta.language or "en").split("-")[0].split("_")[0].lower() or "en",
        origin=raw.origin,
        sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        page_sha256=page_sha256,
        page_map=joined_runs(runs),
        notes=(*notes, *meta.notes),
    )


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


def _chosen_lines(web: WebText, meta: Metadata, page: str) -> tuple[list[WebLine], list[tuple[BlockKind | None, str]]]:
    """The lines that go into the article, in the order of the page, and what the markup says they are."""
    body = find_body(web, meta)
    by_index = {e.index: e for e in web.elements}
    names = {e.index: _name(e.get("class"), e.get("itemprop"), e.get("rel"), e.tag) for e in web.elements}
    first = min(body.lines, default=0)
    last = max(body.lines, default=-1)
    headline = _headline(web, meta, by_index, first)
    start = headline if headline >= 0 else max(0, first - 12)
    lines: list[WebLine] = []
    kinds: list[tuple[BlockKind | None, str]] = []
    if headline < 0:
        made = _title_line(web, page, meta)
        if made:
            lines.append(made)
            kinds.append(("headline", "the page shows none; this is its title"))
    for i, line in enumerate(web.lines):
        path = (
            [e.index for e in by_index[line.element].path() if e.index in by_index] if line.element in by_index else []
        )
        marked = next((names[j] for j in path[:4] if names[j]), None)
        kind = _kind(line, i, marked, by_index, body.lines, headline, meta)
        if i in body.lines or i == headline:
            keep = True
        elif start - 6 <= i < first or (i in body.inside and i < first):
            keep = kind[0] in ("stamp", "byline", "date", "standfirst", "caption", "credit", "handover", "correction")
        elif first < i < last:
            keep = kind[0] in ("caption", "credit", "handover", "stamp", "correction")
        elif last < i <= last + 12:
            keep = kind[0] in ("biography", "stamp", "correction") or (kind[0] == "byline" and i <= last + 4)
        else:
            keep = bool(labels.STAMP.match(line.text[:120])) and len(line.text) < 120
        if keep and not _repeats(line, lines):
            lines.append(line)
            kinds.append(kind)
    return lines, kinds


def _repeats(line: WebLine, lines: list[WebLine]) -> bool:
    """True for a short line that was just printed: pages show dates and bylines twice for two widths."""
    return len(line.text) < 160 and any(line.text == other.text for other in lines[-8:])


def _name(css: str, itemprop: str, rel: str, tag: str) -> tuple[BlockKind, str] | None:
    if tag == "figcaption":
        return "caption", "the page marks it as a caption"
    if tag == "time" or itemprop in ("datePublished", "dateModified"):
        return "date", "the page marks it as a date"
    if rel == "author" or itemprop == "author":
        return "byline", "the page marks it as a byline"
    if not css or tag in ("body", "html", "main", "article") or len(css) > 400:
        return None
    for pattern, kind in _NAMES:
        if pattern.search(css):
            return kind, f"the page marks it as a {kind}"
    return None


def _kind(
    line: WebLine, i: int, marked: tuple[BlockKind, str] | None, by_index: dict[int, Element], story: frozenset[int], headline: int, meta: Metadata,
) -> tuple[BlockKind | None, str]:  # fmt: skip
    """What the markup says a line is; (None, "") leaves it to the wording."""
    text = line.text
    if i == headline:
        return "headline", "the page's main heading"
    if labels.STAMP.match(text[:200]):
        return "stamp", "a line of its own that says the page was checked"
    if len(text) < 200 and labels.HANDOVER.match(text):
        return "handover", "names another outlet and a verb of reporting, and ends with a colon"
    if marked and _fits(marked[0], text):
        return marked
    if i not in story:
        if len(text) < 200 and labels.BYLINE.match(text):
            return "byline", "opens with By and a name"
        if len(text) < 120 and labels.DATE_LINE.match(text):
            return "date", "a line of its own with a date"
        if len(text) < 200 and labels.CREDIT.match(text):
            return "credit", "names the owner of a picture"
        if len(text) > 40 and _same(text, meta.description):
            return "standfirst", "the page's own description of itself"
    tag = by_index[line.element].tag if line.element in by_index else ""
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6") and i in story:
        return "subheading", "a heading inside the story"
    if tag in ("h2", "h3") and headline >= 0 and 0 < i - headline <= 3 and text.count(" ") >= 5:
        return "standfirst", "a second heading right below the headline"
    if i in story and line.quoted:
        return "blockquote", "the page marks it as quoted"
    if i in story and line.item:
        return "list-item", "the page marks it as an item of a list"
    if (
        i in story
        and labels.is_prose(text)
        and not labels.BIOGRAPHY.match(text[:200])
        and not labels.CORRECTION.match(text[:120])
    ):
        return "paragraph", ""
    return None, ""


def _fits(kind: BlockKind, text: str) -> bool:
    """A mark counts only where the line has the size of such a thing: pages name whole columns "author"."""
    size = len(text)
    if kind in ("byline", "stamp"):
        return size <= 200 and not labels.is_prose(text)
    if kind == "date":
        return size <= 100 and any(c.isdigit() for c in text)
    if kind == "standfirst":
        return 20 <= size <= 700
    if kind == "credit":
        return size <= 200
    return size <= 1500


def _same(a: str, b: str) -> bool:
    one, two = " ".join(a.lower().split()), " ".join(b.lower().split())
    return bool(two) and (one == two or (len(two) > 60 and one.startswith(two.rstrip(".… "))))


def _headline(web: WebText, meta: Metadata, by_index: dict[int, Element], first: int) -> int:
    """The line that is the headline: a heading whose words are the page's title, or the last main heading above
    the story.
    """
    titles = [_words(t) for t in meta.titles]
    best, best_score = -1, 0.0
    for i, line in enumerate(web.lines):
        tag = by_index[line.element].tag if line.element in by_index else ""
        if i > first + 3 or len(line.text) > 400:
            continue
        heading = {"h1": 1.0, "h2": 0.5, "h3": 0.3}.get(tag, 0.0)
        mine = _words(line.text)
        match = max((len(mine & t) / len(mine | t) for t in titles if mine and t), default=0.0)
        if not heading and match < 0.8:
            continue
        if tag != "h1" and match < 0.4:
            continue
        score = heading + 2 * match + (0.001 * i if i <= first else 0.0)
        likely = match >= 0.5 or (heading == 1.0 and (not titles or match > 0.1))
        if likely and score > best_score:
            best, best_score = i, score
    return best


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def _title_line(web: WebText, page: str, meta: Metadata) -> WebLine | None:
    """The page's title as a line, when no heading shows it."""
    for element, start, end in web.raw:
        if element.tag == "title":
            words = page[start:end]
            left, right = len(words) - len(words.lstrip()), len(words.rstrip())
            if left < right:
                from onrecord.types import MapRun

                return WebLine(text=words[left:right], runs=(MapRun(0, start + left, right - left),), element=-1)
    return None


def _set(
    chosen: list[WebLine], kinds: list[tuple[BlockKind | None, str]]
) -> tuple[str, list[Line], list[tuple[int, int, int]]]:
    """Put the lines under one another, an empty line between, and move every offset along."""
    parts: list[str] = []
    placed: list[Line] = []
    runs: list[tuple[int, int, int]] = []
    at = 0
    for group, (line, (kind, reason)) in enumerate(zip(chosen, kinds, strict=True)):
        if parts:
            parts.append("\n\n")
            at += 2
        links = tuple(Link(span=Span(link.span.start + at, link.span.end + at), url=link.url) for link in line.links)
        placed.append(Line(start=at, end=at + len(line.text), kind=kind, reason=reason, links=links, group=group))
        runs += [(run.text + at, run.page, run.length) for run in line.runs]
        parts.append(line.text)
        at += len(line.text)
    return "".join(parts), placed, runs
