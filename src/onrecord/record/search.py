"""Who said some words: the turns that have them, ranked, with the words marked.

The single-word index says in which stretches of 4,096 words each word stands; the turns there are then read. A turn
with all the words comes before one with some, a phrase in quotation marks must stand as it is, and rare words in
short turns count most (BM25, Robertson and Zaragoza 2009).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.record.answers import Hit, Page
from onrecord.record.building import CHUNK_BITS, keys_of
from onrecord.record.words import DROPPED, MARK, NUMBERS, SENTINEL, Stretch, fold, numbers_of
from onrecord.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from onrecord.record.find import View
    from onrecord.record.segment import Segment

LOOKED_AT = 800  # stretches of 4,096 words that are read for one question
SAMPLE = 200  # of words that stand in more, and are nobody's and no day's in particular: not every turn can be shown
SNIPPET = 240  # code points
_USUAL = 60.0  # words of a usual turn
_TERM = re.compile(r'"([^"]+)"|“([^”]+)”|(\S+)')

Wanted = Callable[[int, str, str, str], bool]  # (row, source id, label, person) -> may it be shown?


class _Term(NamedTuple):
    numbers: tuple[int, ...]
    bits: float


class _Found(NamedTuple):
    score: float
    date: str
    row: int
    segment: Segment
    turn: int


def search(view: View, words: str, rows: frozenset[int], wanted: Wanted, offset: int, limit: int) -> Page:
    """A page of the turns with these words.

    Args:
        words: words, and phrases in quotation marks.
        rows: the sources to be looked at.
        wanted: says of a turn's source, label and person whether it may be shown.
        offset, limit: which hits, counted from the best.
    """
    terms = _terms(view, words)
    if not terms or not rows:
        return Page()
    found: list[_Found] = []
    exact = True
    for every in (True, False):
        left = LOOKED_AT
        for segment in view.segments:
            chunks = _of_sources(segment, _chunks(segment, terms, every), rows)
            if len(chunks) > left:
                exact = False
                chunks = _sample(chunks, min(left, SAMPLE), every) if len(rows) == len(view.live) else chunks[:left]
            found.extend(_turns(view, segment, chunks, terms, rows, wanted, every))
            left -= len(chunks)
        if found or len(terms) == 1:
            break
    found.sort(key=lambda one: (-round(one.score, 6), _newest_first(one.date), one.row, one.turn))
    shown = found[offset : offset + limit]
    return Page(
        hits=tuple(_hit(view, one, terms) for one in shown),
        total=len(found),
        more=len(found) > offset + limit,
        exact=exact,
    )


def _sample(chunks: list[int], most: int, every: bool) -> list[int]:
    """Some of too many stretches: from all over the record, or the first where they are in the order of their worth."""
    return chunks[:: -(-len(chunks) // most)] if every and most else chunks[:most]


def _newest_first(date: str) -> tuple[int, ...]:
    return tuple(-ord(c) for c in date)


def _terms(view: View, words: str) -> list[_Term]:
    """The words and phrases asked for, each once."""
    terms: dict[tuple[int, ...], _Term] = {}
    for match in _TERM.finditer(words):
        numbers = tuple(numbers_of(match[1] or match[2] or match[3]))
        if numbers and numbers not in terms:
            seen = [sum(_seen(segment, number) for segment in view.segments) for number in numbers]
            terms[numbers] = _Term(numbers, sum(math.log2((view.tokens + 2) / (each + 1)) + 0.5 for each in seen))
    return list(terms.values())


def _seen(segment: Segment, number: int) -> int:
    key = keys_of(np.array([number], np.uint32), 1)[0]
    return int(segment.counts[int(key) >> segment.count_shift])


def _listed(segment: Segment, number: int) -> NDArray[np.uint32]:
    """The stretches in which a word stands (and a few in which another of the same bucket does)."""
    bucket = int(keys_of(np.array([number], np.uint32), 1)[0]) >> segment.shifts[1]
    begins = segment.begins[1]
    return np.sort(segment.posts[1][int(begins[bucket]) : int(begins[bucket + 1])])


def _chunks(segment: Segment, terms: list[_Term], every: bool) -> list[int]:
    """The stretches worth reading: those with every term, or those with the most of them."""
    lists = []
    for term in terms:
        chunks = _listed(segment, term.numbers[0])
        for number in term.numbers[1:]:
            chunks = np.intersect1d(chunks, _listed(segment, number))
        lists.append(np.unique(chunks))
    if every:
        common = lists[0]
        for other in lists[1:]:
            common = np.intersect1d(common, other)
        return [int(chunk) for chunk in common.tolist()]
    worth: dict[int, float] = {}
    for term, chunks in zip(terms, lists, strict=True):
        for chunk in chunks.tolist():
            worth[chunk] = worth.get(chunk, 0.0) + term.bits
    return sorted(worth, key=lambda chunk: (-round(worth[chunk], 6), chunk))


def _of_sources(segment: Segment, chunks: list[int], rows: frozenset[int]) -> list[int]:
    """Those stretches that hold a part of one of the sources."""
    if not chunks or rows.issuperset(segment.rows.tolist()):
        return chunks
    held = segment.stretches_of(rows)
    return [chunk for chunk in chunks if held[chunk]]


def _turns(
    view: View,
    segment: Segment,
    chunks: Iterable[int],
    terms: list[_Term],
    rows: frozenset[int],
    wanted: Wanted,
    every: bool,
) -> list[_Found]:
    """The turns of some stretches that have the terms."""
    found = []
    done: set[int] = set()
    labels = segment.table.labels
    for chunk in chunks:
        start, end = segment.bytes_around(chunk << CHUNK_BITS, (chunk + 1) << CHUNK_BITS)
        turns = [turn for turn, _, _ in segment.passages(start, end) if turn not in done]
        done.update(turns)
        for turn, numbers in _with_some(segment, turns, terms):
            row = int(segment.rows[segment.document_of(turn)])
            if row not in rows:
                continue
            info = view.info(row)
            if not wanted(row, info.id, labels[segment.turn_label[turn]], labels[segment.turn_person[turn]]):
                continue
            score = _score(numbers, terms, every)
            if score > 0:
                found.append(_Found(score, info.date.isoformat() if info.date else "", row, segment, turn))
    return found


def _with_some(segment: Segment, turns: list[int], terms: list[_Term]) -> Iterator[tuple[int, list[int]]]:
    """Those turns that have the first word of a term, with the numbers of their words."""
    bounds = [segment.turn_bounds(turn) for turn in turns]
    texts = [segment.bytes_at(segment.text_start + start, end - start) for start, end in bounds]
    folded = fold(SENTINEL.join(texts)).replace(SENTINEL, b" \x00 ").split()
    numbers = list(map(NUMBERS.__getitem__, folded))
    ends = [*_places(numbers, (MARK,)), len(numbers)]
    worth = sorted({bisect_left(ends, at) for term in terms for at in _places(numbers, term.numbers[:1])})
    for which in worth:
        said = numbers[ends[which - 1] + 1 if which else 0 : ends[which]]
        yield turns[which], [number for number in said if number != DROPPED]


def _score(numbers: list[int], terms: list[_Term], every: bool) -> float:
    """What a turn is worth; 0 when it lacks a term and must have every one."""
    score = 0.0
    for term in terms:
        count = len(_places(numbers, term.numbers))
        if not count and every:
            return 0.0
        score += term.bits * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * len(numbers) / _USUAL))
    return score


def _spans(text: str, terms: list[_Term]) -> tuple[Span, ...]:
    """Where the terms stand in a turn."""
    stretch = Stretch(text)
    places = [(at, at + len(term.numbers) - 1) for term in terms for at in _places(stretch.numbers, term.numbers)[:50]]
    return tuple(sorted({Span(*stretch.span(first, last)) for first, last in places}))


def _places(numbers: list[int], wanted: tuple[int, ...]) -> list[int]:
    """Where a run of words begins."""
    first, length = wanted[0], len(wanted)
    found, at = [], 0
    try:
        while True:
            at = numbers.index(first, at)
            if length == 1 or tuple(numbers[at : at + length]) == wanted:
                found.append(at)
            at += 1
    except ValueError:
        return found


def _hit(view: View, one: _Found, terms: list[_Term]) -> Hit:
    segment = one.segment
    turn = segment.turn(one.turn)
    info = view.info(one.row)
    said = view.said.person(turn.speaker, info.id)
    spans = _spans(turn.text, terms)
    snippet, start = _snippet(turn.text, spans[0] if spans else Span(0, 0))
    end = start + len(snippet)
    marks = tuple(Span(max(s, start) - start, min(e, end) - start) for s, e in spans if s < end and e > start)
    return Hit(
        source=info,
        turn=one.turn - segment.turns_of(segment.document_of(one.turn)).start,
        speaker=turn.speaker,
        person=turn.person if said is None else said,
        spans=spans,
        snippet=snippet,
        marks=marks,
        score=round(one.score, 3),
    )


def _snippet(text: str, span: Span) -> tuple[str, int]:
    """The text around a hit, cut at white space; and where it begins."""
    if len(text) <= SNIPPET:
        return text, 0
    start = max(min(span.start - SNIPPET // 3, len(text) - SNIPPET), 0)
    if start:
        blank = text.find(" ", start, span.start)
        start = blank + 1 if blank >= 0 else start
    end = min(start + SNIPPET, len(text))
    if end < len(text):
        blank = text.rfind(" ", max(start + SNIPPET // 2, span.end), end)
        end = blank if blank >= 0 else end
    return text[start:end], start
