"""The article as published, cut into pieces that carry their marks, links and copied passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from onrecord.reports.diffs import own_spans
from onrecord.reports.wording import level
from onrecord.types import Article, Block, Copy, Finding, Link, Report, Span, Statement

_CLOSING = tuple("”’»\"'")
_RANK = {"open": 0, "S0": 1, "S1": 2, "S2": 3, "S3": 4, "S4": 5}


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A run of the article's text in which nothing changes."""

    text: str
    finding: Finding | None = None  # the gravest finding whose printed words cover the run
    statement: Statement | None = None  # an indirect statement that covers the run
    href: str = ""  # http, https or a fragment only
    ends: tuple[Finding, ...] = ()  # the findings whose printed words end with this run
    first: bool = False  # the run begins the finding's printed words
    tail: str = ""  # the closing quotation mark after the run, so that a badge can stand behind it


class MarkedBlock(msgspec.Struct, frozen=True, kw_only=True):
    """A block of the article with its pieces, and what was copied of it."""

    index: int
    block: Block
    pieces: tuple[Piece, ...]
    copy: Copy | None = None  # the passage that covers most of the block


def marked_blocks(report: Report) -> tuple[MarkedBlock, ...]:
    """Every block of the article in its order; the pieces of a block, tails included, give its text back.

    One sweep over all edges, so that a page of 20,000 quotations costs no more than its length.
    """
    article = report.article
    found = [finding for finding in report.findings if finding.about != "stamp"]
    pieces = iter(_sweep(article, found, report.statements))
    blocks = []
    waiting = next(pieces, None)
    for index, block in sorted(enumerate(article.blocks), key=lambda item: item[1].span):
        inside = []
        while waiting is not None and waiting[0] < block.span.end:
            if waiting[0] >= block.span.start:
                inside.append(waiting[1])
            waiting = next(pieces, None)
        copy = _copy_of(block.span, report.trace.passages)
        blocks.append(MarkedBlock(index=index, block=block, pieces=_with_tails(inside), copy=copy))
    return tuple(blocks)


def safe_address(url: str) -> str:
    """The address when it may become a link: http or https; "" for javascript:, data: and the rest."""
    trimmed = url.strip()
    lowered = trimmed.lower()
    if lowered.startswith(("http://", "https://")) and not any(ord(letter) < 33 for letter in trimmed):
        return trimmed
    return ""


def _sweep(article: Article, found: Iterable[Finding], statements: Iterable[Statement]) -> Iterator[tuple[int, Piece]]:
    """The pieces of the whole text with their offsets, between any two neighbouring edges."""
    own = {finding.id: own_spans(finding, article) for finding in found}
    spans: list[tuple[Span, Finding | Statement | Link]] = [(s, f) for f in found for s in own[f.id]]
    spans += [(s, told) for told in statements if told.kind == "indirect" for s in told.content]
    spans += [(link.span, link) for block in article.blocks for link in block.links]
    opening: dict[int, list[Finding | Statement | Link]] = defaultdict(list)
    closing: dict[int, list[Finding | Statement | Link]] = defaultdict(list)
    edges = {offset for block in article.blocks for offset in block.span}
    for span, carried in spans:
        if span.start < span.end:
            opening[span.start].append(carried)
            closing[span.end].append(carried)
            edges.update(span)
    over: list[Finding | Statement | Link] = []
    last = {name: spans[-1].end for name, spans in own.items() if spans}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        for carried in closing[start]:
            over.remove(carried)
        over += opening[start]
        marks = [carried for carried in over if isinstance(carried, Finding)]
        gravest = max(marks, key=lambda finding: _RANK[level(finding)], default=None)
        yield (
            start,
            Piece(
                text=article.text[start:end],
                finding=gravest,
                statement=next((carried for carried in over if isinstance(carried, Statement)), None),
                href=next((safe_address(carried.url) for carried in over if isinstance(carried, Link)), ""),
                ends=tuple(finding for finding in marks if last[finding.id] == end),
                first=gravest is not None and own[gravest.id][0].start == start,
            ),
        )


def _with_tails(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Move the closing mark of a quotation to the piece that it closes."""
    for number, (piece, following) in enumerate(pairwise(pieces)):
        if piece.ends and not following.href and following.finding is None and following.text[:1] in _CLOSING:
            pieces[number] = msgspec.structs.replace(pieces[number], tail=following.text[:1])
            pieces[number + 1] = msgspec.structs.replace(following, text=following.text[1:])
    return tuple(pieces)


def _copy_of(span: Span, passages: Iterable[Copy]) -> Copy | None:
    """What was copied of a block: its passages taken together, when they make up more than half of it."""
    inside = [copy for copy in passages if copy.relation != "new" and _shared(copy, span) > 0]
    if 2 * sum(_shared(copy, span) for copy in inside) <= span.end - span.start:
        return None
    main = max(inside, key=lambda copy: _shared(copy, span))
    relations = {copy.relation for copy in inside}
    relation = main.relation if len(relations) == 1 else "changed"
    return msgspec.structs.replace(main, relation=relation)


def _shared(copy: Copy, span: Span) -> int:
    return min(copy.span.end, span.end) - max(copy.span.start, span.start)
