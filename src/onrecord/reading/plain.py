"""The anatomy of a page that is only lines of text: what each line is, told by its place and wording.

The same rules finish a web page or a PDF, whose markup has already named some of the lines.
"""

from __future__ import annotations

import itertools
import re

import msgspec

from onrecord.reading import labels
from onrecord.types import Block, BlockKind, Link, Span

_GAP = re.compile(r"\n[ \t\r\f\v\u00a0\u200b]*\n")
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
OUTLET_REASON = "names the outlet, beside the byline or date"
_HEADLINE_MAX = 300  # code points; the longest headline of 924 PolNeAR articles and 181 web pages has 219


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the page between line ends, with what the markup says about it."""

    start: int  # in the text, code points, without surrounding white space
    end: int
    kind: BlockKind | None = None  # when the markup decides
    reason: str = ""
    links: tuple[Link, ...] = ()
    group: int = 0  # lines of one group have no empty line between them


def split_lines(text: str) -> list[Line]:
    """The paragraphs of a plain text as spans; hard-wrapped lines of one paragraph are one span."""
    wrapped = _wrap_width(text)
    lines: list[Line] = []
    at, group = 0, 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        lines += _lines_of_group(text, at, end, group, wrapped)
        at, group = (gap.end() if gap else end), group + 1
    return lines


def _lines_of_group(text: str, start: int, end: int, group: int, wrapped: int) -> list[Line]:
    """The lines between two empty lines: one span when they are one wrapped paragraph."""
    spans = []
    for found in _LINE.finditer(text, start, end):
        piece = found.group()
        left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
        if left < right:
            spans.append((found.start() + left, found.start() + right))
    if wrapped and len(spans) > 1 and all(e - s > wrapped for s, e in spans[:-1]):
        spans = [(spans[0][0], spans[-1][1])]
    return [Line(start=s, end=e, group=group) for s, e in spans]


def _wrap_width(text: str) -> int:
    """Lines longer than this are broken by a line end rather than ended; 0 when the text is not hard-wrapped."""
    sample = text[:200_000].split("\n")
    long = sorted(len(line.rstrip()) for line in sample if len(line) > 40)
    if len(long) < 4 or long[-1] > 132:
        return 0
    widest = long[-max(1, len(long) // 50)]
    inner = sum(1 for a, b in itertools.pairwise(sample) if len(a) > 40 and b.strip() and a.rstrip()[-1:] not in ".!?:")
    return int(widest * 0.6) if widest >= 50 and inner * 3 > len(long) else 0


def name_blocks(text: str, lines: list[Line]) -> tuple[Block, ...]:
    """What each line is: headline, stamp, standfirst, paragraph, ... in the order of the page."""
    kinds: list[tuple[BlockKind, str]] = [
        (line.kind, line.reason) if line.kind else _by_wording(text[line.start : line.end]) for line in lines
    ]
    words = [text[line.start : line.end] for line in lines]
    body = _name_head(words, lines, kinds)
    _name_tail(words, kinds, body)
    _name_subheadings(words, lines, kinds, body)
    _name_standfirst(words, lines, kinds, body)
    return tuple(_blocks(words, lines, kinds))


def _by_wording(words: str) -> tuple[BlockKind, str]:
    """What the wording alone says; "paragraph" where it says nothing."""
    if len(words) <= 200:
        for pattern, kind, reason in _WORDED:
            if pattern.match(words):
                return kind, reason
    if labels.CORRECTION.match(words[:120]):
        return "correction", "opens as a correction or a note of the editor"
    mark = labels.list_mark(words)
    if mark and len(words) > mark + 1:
        return "list-item", "opens with a bullet or a number"
    return "paragraph", ""


_WORDED: tuple[tuple[re.Pattern[str], BlockKind, str], ...] = (
    (labels.STAMP, "stamp", "a line of its own that says the page was checked"),
    (labels.HANDOVER, "handover", "names another outlet and a verb of reporting, and ends with a colon"),
    (labels.DATE_LINE, "date", "a line of its own with a date"),
    (labels.BYLINE, "byline", "opens with By and a name"),
    (labels.CREDIT, "credit", "names the owner of a picture"),
    (labels.BOILERPLATE, "boilerplate", "an invitation of the site, not a part of the story"),
)


def _name_head(words: list[str], lines: list[Line], kinds: list[tuple[BlockKind, str]]) -> int:
    """Name the headline and the short lines up to the first prose; the index of that prose."""
    headline = next((i for i, (kind, _) in enumerate(kinds) if kind == "headline"), -1)
    if headline < 0:
        headline = _find_headline(words, kinds)
        if headline >= 0:
            kinds[headline] = ("headline", "the first line of the page")
    at = headline + 1
    while at < len(words):
        kind = kinds[at][0]
        if kind == "paragraph" and lines[at].kind is None:
            if labels.is_prose(words[at]) or labels.dateline(words[at]):
                break
            kinds[at] = _short_head_line(words, kinds, at)
        elif kind in ("handover", "blockquote", "list-item") or (kind == "paragraph" and labels.is_prose(words[at])):
            break
        at += 1
    return at if at < len(words) else headline + 1


def _find_headline(words: list[str], kinds: list[tuple[BlockKind, str]]) -> int:
    """The first line that is not a stamp, date or byline, if it can be a headline."""
    for i, (kind, _) in enumerate(kinds[:4]):
        if kind in ("stamp", "date", "byline", "boilerplate", "credit"):
            continue
        fits = (
            len(words[i]) <= _HEADLINE_MAX
            and i + 1 < len(words)
            and (labels.is_one_sentence(words[i]) or len(words[i]) < 120)
        )
        return i if fits and kind != "handover" else -1
    return -1


def _short_head_line(words: list[str], kinds: list[tuple[BlockKind, str]], at: int) -> tuple[BlockKind, str]:
    """A short line above the story: a name is a byline, after a stamp or picture line it captions, else it
    sub-heads.
    """
    beside = [kinds[i][0] for i in (at - 1, at + 1) if 0 <= i < len(kinds)]
    if labels.is_outlet(words[at]) and ("byline" in beside or "date" in beside):
        return "credit", OUTLET_REASON
    if labels.is_person(words[at]) and at > 0 and ("date" in beside or "byline" in beside):
        return "byline", "a name beside a date or byline above the story"
    if words[at][:1].islower() or words[at].count(" ") < 5:
        return "caption", "a short line above the story that is no sentence"
    if words[at].count(" ") >= 9:
        return "standfirst", "a long line above the story that is no full sentence"
    return "subheading", "a line above the story that is no full sentence"


def _name_tail(words: list[str], kinds: list[tuple[BlockKind, str]], body: int) -> None:
    """Name the signature and the biography at the end of the page."""
    at = len(words) - 1
    while at > body and kinds[at][0] in ("boilerplate", "credit", "correction", "date", "biography"):
        at -= 1
    seen = at
    while at > body and kinds[at][0] == "paragraph" and seen - at < 3:
        if labels.BIOGRAPHY.match(words[at]) and len(words[at]) < 600 and _signed(words, kinds, at):
            kinds[at] = ("biography", "tells who the writer is, below the story")
        elif labels.is_person(words[at]):
            kinds[at] = ("byline", "a name on a line of its own below the story")
            return
        elif labels.is_prose(words[at]):
            return
        at -= 1


def _signed(words: list[str], kinds: list[tuple[BlockKind, str]], at: int) -> bool:
    """True when a name stands above this line, or the line names the person in the byline, or calls itself a
    biography.
    """
    if at > 0 and (labels.is_person(words[at - 1]) or kinds[at - 1][0] == "byline"):
        return True
    if words[at].lower().startswith("about the"):
        return True
    authors = " ".join(w for w, (kind, _) in zip(words, kinds, strict=True) if kind == "byline")
    first_words = words[at].split()[:2]
    return bool(authors) and all(w.strip(".,") in authors for w in first_words)


def _name_subheadings(words: list[str], lines: list[Line], kinds: list[tuple[BlockKind, str]], body: int) -> None:
    """A short line without a full stop between two paragraphs heads the one below."""
    for i in range(body + 1, len(words) - 1):
        if kinds[i][0] != "paragraph" or lines[i].kind or len(words[i]) > 100 or words[i].count(" ") > 11:
            continue
        if words[i][-1:] in ".!?,;:…\"”’)'»" or words[i][:1] in "\"“‘'«(" or not words[i][:1].isupper():
            continue
        if (
            kinds[i - 1][0] in ("paragraph", "list-item", "blockquote")
            and labels.is_prose(words[i + 1])
            and lines[i].group != lines[i - 1].group
        ):
            kinds[i] = ("subheading", "a short line without a full stop between two paragraphs")


def _name_standfirst(words: list[str], lines: list[Line], kinds: list[tuple[BlockKind, str]], body: int) -> None:
    """One sentence above the site's own lede is a standfirst when something shows that the story begins after it."""
    if (
        body + 1 >= len(words)
        or kinds[body][0] != "paragraph"
        or lines[body].kind
        or any(k == "standfirst" for k, _ in kinds)
    ):
        return
    if len(words[body]) > 400 or not labels.is_one_sentence(words[body]) or labels.dateline(words[body]):
        return
    after = [kind for kind, _ in kinds[body + 1 : body + 3]]
    if after[0] in ("byline", "date", "credit", "caption", "stamp") or labels.dateline(words[body + 1]):
        kinds[body] = ("standfirst", "one sentence above the byline, date or dateline")
    elif after == ["paragraph", "handover"]:
        kinds[body] = ("standfirst", "one sentence above the lede, which is followed by the hand-over")


def _blocks(words: list[str], lines: list[Line], kinds: list[tuple[BlockKind, str]]) -> list[Block]:
    blocks: list[Block] = []
    for i, (line, (kind, reason)) in enumerate(zip(lines, kinds, strict=True)):
        start = line.start
        if kind == "paragraph":
            opens = labels.dateline(words[i])
            if opens:
                end = start + len(words[i][: opens.end()].rstrip())
                blocks.append(Block(kind="dateline", span=Span(start, end), reason="the place the story is sent from"))
                start += opens.end()
        elif kind == "list-item" and not line.kind:
            start += labels.list_mark(words[i])
        kept = tuple(link for link in line.links if link.span.start >= start)
        blocks.append(Block(kind=kind, span=Span(start, line.end), reason=reason, links=kept))
    return blocks
