"""Lays the printed words against a stretch of the record, word to word, and says what of them stands there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from onrecord.record.words import Stretch
from onrecord.types import Span

if TYPE_CHECKING:
    from onrecord.record.question import Question
    from onrecord.record.segment import Segment
    from onrecord.record.votes import Peak

SLACK = 6  # words looked at beyond the length of the quotation, besides a quarter of it
APART = 9  # words left out on one side beyond which two runs are two hits
_LONE_REACH = 2  # words between a lone matching word and the run it belongs to


class Hit(NamedTuple):
    """A run of the printed words found in one turn."""

    turn: int  # in the segment
    span: Span  # in the text of the turn, code points
    words: tuple[int, ...]  # which words of the question
    bits: float  # what they tell, see `votes.rarity`


class Place(NamedTuple):
    """All that was found around one peak."""

    segment: Segment
    document: int  # in the segment
    hits: tuple[Hit, ...]
    covered: frozenset[int]  # words of the question
    bits: float
    longest: int  # words of the longest run without a difference
    skipped: int  # words of the record there that are not in print


class _Run(NamedTuple):
    question: int
    text: int
    length: int


def locate(segment: Segment, question: Question, rare: list[float], peak: Peak) -> Place | None:
    """The printed words around a peak, or None when nothing solid stands there.

    Args:
        rare: bits of each word of the question.
    """
    size = len(question.listed)
    slack = SLACK + size // 4
    low, high = peak.first - peak.low - slack, peak.last + (size - peak.high) + slack
    around = _words_around(segment, peak, low, high)
    blocks = LCSseq.editops(question.listed, around.numbers).as_matching_blocks()
    equal = [_Run(block.a, block.b, block.size) for block in blocks if block.size]
    runs = _solid(_drawn_together(equal, question.listed, around.numbers), rare)
    if not runs:
        return None
    hits: list[Hit] = []
    skipped = 0
    for group in _groups(runs):
        hits.extend(_hits(group, around, rare))
        skipped += sum(b.text - a.text - a.length for a, b in pairwise(group))
    covered = frozenset(w for hit in hits for w in hit.words)
    longest = max(run.length for run in runs)
    bits = sum(map(rare.__getitem__, covered))
    return Place(segment, around.document, tuple(hits), covered, bits, longest, skipped)


class _Part(NamedTuple):
    """The words of one turn within the stretch that is looked at."""

    turn: int
    shift: int  # code points of the turn before the stretch
    stretch: Stretch
    first: int  # its first word, counted over all parts


class _Around(NamedTuple):
    numbers: list[int]
    parts: list[_Part]
    document: int


def _words_around(segment: Segment, peak: Peak, low: int, high: int) -> _Around:
    """The words of the segment near [low, high], within the peak's document."""
    start, end = segment.bytes_around(low, high)
    passages = segment.passages(start, end)
    if not passages:
        return _Around([], [], 0)
    if len(passages) == 1:
        home = segment.document_of(passages[0].turn)
    else:
        anchor, _ = segment.bytes_around(peak.first, peak.first)
        home = segment.document_of(next((p.turn for p in passages if p.end > anchor), passages[-1].turn))
    inside = segment.turns_of(home)
    numbers: list[int] = []
    parts: list[_Part] = []
    for passage in passages:
        if passage.turn not in inside:
            continue
        stretch = Stretch(segment.text(passage.start, passage.end))
        begin, _ = segment.turn_bounds(passage.turn)
        shift = len(segment.text(begin, passage.start)) if passage.start > begin else 0
        parts.append(_Part(passage.turn, shift, stretch, len(numbers)))
        numbers.extend(stretch.numbers)
    return _Around(numbers, parts, home)


def _drawn_together(runs: list[_Run], asked: list[int], there: list[int]) -> list[_Run]:
    """Of equal alignments take the one in which the runs stand close to the longest.

    The longest common subsequence does not care whether "the minister" is the one just before the rest of the
    quotation or one a turn earlier.
    """
    if len(runs) < 2:
        return runs
    anchor = max(range(len(runs)), key=lambda n: (runs[n].length, -n))
    drawn = list(runs)
    for number in range(anchor - 1, -1, -1):
        run, after = drawn[number], drawn[number + 1]
        words = asked[run.question : run.question + run.length]
        best = after.text - (after.question - run.question)
        for at in (best, best + 1, best - 1, best + 2, best - 2):
            if run.text < at <= after.text - run.length and there[at : at + run.length] == words:
                drawn[number] = _Run(run.question, at, run.length)
                break
    for number in range(anchor + 1, len(drawn)):
        run, before = drawn[number], drawn[number - 1]
        words = asked[run.question : run.question + run.length]
        best = before.text + run.question - before.question
        for at in (best, best - 1, best + 1, best - 2, best + 2):
            if before.text + before.length <= at < run.text and there[at : at + run.length] == words:
                drawn[number] = _Run(run.question, at, run.length)
                break
    return drawn


def _solid(runs: list[_Run], rare: list[float]) -> list[_Run]:
    """Drop lone words that merely happen to stand somewhere: a run is two words, or one beside such a run."""
    kept = []
    for number, run in enumerate(runs):
        if run.length > 1:
            kept.append(run)
            continue
        near = False
        for other in (runs[number - 1] if number else None, runs[number + 1] if number + 1 < len(runs) else None):
            if other is None:
                continue
            first, second = (other, run) if other.question < run.question else (run, other)
            gaps = (second.question - first.question - first.length, second.text - first.text - first.length)
            near = near or max(gaps) <= _LONE_REACH
        if near:
            kept.append(run)
    if all(run.length == 1 for run in kept):
        # Nothing but scattered words: a place only if they tell much.
        return kept if len(kept) > 1 and sum(rare[r.question] for r in kept) > 20 else []
    return kept


def _groups(runs: list[_Run]) -> list[list[_Run]]:
    """Runs that follow one another closely on both sides."""
    groups: list[list[_Run]] = []
    for run in runs:
        if groups:
            last = groups[-1][-1]
            gap = max(run.question - last.question - last.length, run.text - last.text - last.length)
            if gap <= APART:
                groups[-1].append(run)
                continue
        groups.append([run])
    return groups


def _hits(group: list[_Run], around: _Around, rare: list[float]) -> list[Hit]:
    """One hit for each turn that the group touches."""
    hits = []
    for part in around.parts:
        stop = part.first + len(part.stretch.numbers)
        mine = [
            (run.question + i, run.text + i)
            for run in group
            for i in range(run.length)
            if part.first <= run.text + i < stop
        ]
        if mine:
            start, end = part.stretch.span(mine[0][1] - part.first, mine[-1][1] - part.first)
            asked = tuple(q for q, _ in mine)
            hits.append(
                Hit(part.turn, Span(part.shift + start, part.shift + end), asked, sum(map(rare.__getitem__, asked)))
            )
    return hits
