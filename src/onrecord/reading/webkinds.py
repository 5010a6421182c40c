"""What the markup says a line of a web page is: headline, stamp, standfirst, byline, caption, ... before its
wording is asked.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from onrecord.reading import labels
from onrecord.reading.markup import Element
from onrecord.reading.metadata import Metadata
from onrecord.reading.weblines import WebLine, WebText
from onrecord.types import BlockKind

Kind = tuple[BlockKind | None, str]  # the kind, None to leave it to the wording, and the reason


def _named(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE)


# What publishers call these things in class names; the first that fits counts.
_NAMES: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (_named(r"fact-?check(?:ed)?|verified|fact-?box|reviewed-?by|medically-?reviewed"), "stamp"),
    (
        _named(r"(?:author|writer)-?_*(?:bio\w*|box|info|description|about)|bio|biography|about-?(?:the-?)?author"),
        "biography",
    ),
    (_named(r"date\w*|time(?:stamp)?|pub-?date|published(?:-?(?:at|on|date))?|posted-?on|entry-?date|updated"), "date"),
    (_named(r"by-?line\w*|authors?(?:-?name)?|written-?by|contributors?"), "byline"),
    (_named(r"credits?|image-?source|photo-?(?:credit|by)|picture-?agency|copyright-?holder"), "credit"),
    (_named(r"caption\w*|wp-caption-text|figcaption|image-?description"), "caption"),
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


class Around(msgspec.Struct, frozen=True):
    """Where a line stands: in the story, above or below it, and how far below the headline."""

    story: bool
    opened: bool  # prose of the story stands above
    below_headline: int  # lines since the headline; 0 for the headline itself, -1 when above or without one


def marks_of(web: WebText, paths: dict[int, list[int]]) -> dict[int, Kind]:
    """For each element whose name says what is in it: the kind; a mark around many lines says nothing of each."""
    made: dict[int, Kind] = {}
    for element in web.elements:
        kind = _mark(element)
        if kind:
            made[element.index] = kind
    lines = Counter(i for line in web.lines for i in paths.get(line.element, ()))
    return {i: kind for i, kind in made.items() if lines[i] <= (3 if kind[0] in ("standfirst", "stamp") else 12)}


def _mark(element: Element) -> Kind | None:
    tag = element.tag
    if tag == "figcaption":
        return "caption", "the page marks it as a caption"
    if tag == "time":
        return "date", "the page marks it as a date"
    if not element.source or tag in ("body", "html", "main", "article", "meta", "link", "script", "img"):
        return None
    itemprop, rel = element.get("itemprop"), element.get("rel")
    if itemprop in ("datePublished", "dateModified"):
        return "date", "the page marks it as a date"
    if rel == "author" or itemprop == "author":
        return "byline", "the page marks it as a byline"
    css = element.get("class")
    if not css or len(css) > 400:
        return None
    for pattern, kind in _NAMES:
        if pattern.search(css):
            return kind, f"the page marks it as a {kind}"
    return None


def kind_of(line: WebLine, tag: str, marked: Kind | None, around: Around, meta: Metadata) -> Kind:
    """What a line is by its markup and place; (None, "") leaves it to the wording."""
    text = line.text
    if around.below_headline == 0:
        return "headline", "the page's main heading"
    if labels.STAMP.match(text[:200]):
        return "stamp", "a line of its own that says the page was checked"
    if len(text) < 200 and labels.HANDOVER.match(text):
        return "handover", "names another outlet and a verb of reporting, and ends with a colon"
    if len(text) < 120 and (labels.DATE_LINE.match(text) or labels.UPDATED.match(text)):
        return "date", "a line of its own with a date"
    if marked and marked[0] and _fits(marked[0], text, around):
        return marked
    if not around.story or not around.opened:
        kind = _by_wording_outside(text, tag, around, meta)
        if kind[0]:
            return kind
    if around.story:
        return _in_story(line, tag)
    return None, ""


def _by_wording_outside(text: str, tag: str, around: Around, meta: Metadata) -> Kind:
    """Kinds that only count where the story has not begun or is over."""
    if len(text) < 200 and labels.BYLINE.match(text):
        return "byline", "opens with By and a name"
    if len(text) < 200 and labels.CREDIT.match(text):
        return "credit", "names the owner of a picture"
    if len(text) < 500 and labels.CAPTION.match(text):
        return "caption", "worded as the caption of a picture"
    if len(text) > 40 and not around.story and _same(text, meta.description):
        return "standfirst", "the page's own description of itself"
    if tag in ("h2", "h3") and 0 < around.below_headline <= 3 and not around.opened and labels.word_count(text) >= 6:
        return "standfirst", "a second heading right below the headline"
    return None, ""


def _in_story(line: WebLine, tag: str) -> Kind:
    """Kinds of lines inside the story's element."""
    text = line.text
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "subheading", "a heading inside the story"
    if line.quoted:
        return "blockquote", "the page marks it as quoted"
    if line.item:
        return "list-item", "the page marks it as an item of a list"
    if tag in ("td", "th"):
        return ("paragraph", "") if labels.is_prose(text) else ("list-item", "a row of a table")
    special = (
        labels.BIOGRAPHY.match(text[:200]) or labels.CORRECTION.match(text[:120]) or labels.CAPTION.match(text[:400])
    )
    if labels.is_prose(text) and not special:
        return "paragraph", ""
    return None, ""


def _fits(kind: BlockKind, text: str, around: Around) -> bool:
    """A mark counts only where the line has the size and place of such a thing: pages name whole columns "author"."""
    size = len(text)
    if kind == "byline" and not (labels.BYLINE.match(text) or sum(word[:1].isupper() for word in text.split()) >= 2):
        return False
    if kind in ("byline", "stamp"):
        return (
            3 < size <= 200
            and not labels.is_prose(text)
            and text.lower().strip(" :") not in ("by", "author", "authors")
        )
    if kind == "date":
        return size <= 100 and any(c.isdigit() for c in text)
    if kind == "standfirst":
        return 20 <= size <= 700 and not around.opened and labels.word_count(text) >= 5
    if kind == "biography":
        return labels.is_prose(text) and around.opened and size < 1500
    if kind == "credit":
        return size <= 200
    return size <= 1500


def _same(a: str, b: str) -> bool:
    one, two = " ".join(a.lower().split()), " ".join(b.lower().split())
    return bool(two) and (one == two or (len(two) > 60 and one.startswith(two.rstrip(".… "))))


def find_headline(web: WebText, meta: Metadata, tags: dict[int, str], first: int) -> int:
    """The line that is the headline, or -1: a heading whose words are the page's title, or the main heading above the
    story.

    `first` is the first line of the story.
    """
    titles = [words for words in (_words(t) for t in meta.titles) if words]
    best, best_score = -1, 0.0
    for i, line in enumerate(web.lines):
        if len(line.text) > 400:
            continue
        tag = tags.get(line.element, "")
        heading = {"h1": 1.0, "h2": 0.5, "h3": 0.3}.get(tag, 0.0)
        mine = _words(line.text)
        match = max((len(mine & t) / len(mine | t) for t in titles if mine), default=0.0)
        if match < 0.8 and (i > first + 3 or not heading or (tag != "h1" and match < 0.4)):
            continue
        if match < 0.5 and not (heading == 1.0 and (not titles or match > 0.1)):
            continue
        near = 0.001 * i / max(1, first) if i <= first else -0.2  # the last one above the story, sooner than one below
        if heading + 2 * match + near > best_score:
            best, best_score = i, heading + 2 * match + near
    return best


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))
