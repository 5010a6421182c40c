"""Lays the printed words against a stretch of the record, word to word, and says what of them stands there."""

from __future__ import annotations

from collections.abc import Iterable
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


class Part(NamedTuple):
    """The words of one turn within the stretch that is looked at."""

    segment: Segment
    turn: int  # in the segment
    byte: int  # of the segment's text, where the stretch begins
    stretch: Stretch
    first: int  # its first word, counted over all parts

    @property
    def shift(self) -> int:
        """Code points of the turn before the stretch."""
        begin, _ = self.segment.turn_bounds(self.turn)
        return len(self.segment.text(begin, self.byte)) if self.byte > begin else 0


class Hit(NamedTuple):
    """A run of the printed words found in one turn."""

    part: Part
    first: int  # of the words of the part
    last: int
    words: tuple[int, ...]  # which words of the question
    bits: float  # what they tell, see `votes.rarity`

    @property
    def turn(self) -> int:
        """The turn in the segment."""
        return self.part.turn

    @property
    def span(self) -> Span:
        """In the text of the turn, code points. Worked out at every call: most places are never shown."""
        start, end = self.part.stretch.span(self.first, self.last)
        shift = self.part.shift
        return Span(shift + start, shift + end)


class Place(NamedTuple):
    """All that was found around one peak."""

    segment: Segment
    document: int  # in the segment
    hits: tuple[Hit, ...]
    covered: frozenset[int]  # words of the question
    bits: float
    longest: int  # words of the longest run without a difference
    skipped: int  # words of the record there that are not in print
    first: int  # words [first, last] of the segment that were looked at
    last: int


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
    document, parts = _parts_around(segment, peak, low, high)
    there = parts[0].stretch.numbers if len(parts) == 1 else [n for part in parts for n in part.stretch.numbers]
    runs = _runs(question.listed, there, rare)
    if not runs:
        return None
    hits: list[Hit] = []
    skipped = 0
    for group in _groups(runs):
        hits.extend(_hits(group, parts, rare))
        skipped += sum([b.text - a.text - a.length for a, b in pairwise(group)])
    covered = frozenset(hits[0].words if len(hits) == 1 else [w for hit in hits for w in hit.words])
    longest = max([run.length for run in runs])
    bits = sum([rare[word] for word in covered])
    return Place(segment, document, tuple(hits), covered, bits, longest, skipped, low, high)


def _parts_around(segment: Segment, peak: Peak, low: int, high: int) -> tuple[int, list[Part]]:
    """The words of the segment near [low, high], within the peak's document; and the document."""
    start, end = segment.bytes_around(low, high)
    passages = segment.passages(start, end)
    if not passages:
        return 0, []
    if len(passages) == 1:
        home = segment.document_of(passages[0].turn)
    else:
        middle = peak.last - peak.high + peak.low  # between the first vote and the last in any case, see `Peak`
        anchor, _ = segment.bytes_around(middle, middle)
        home = segment.document_of(next((p.turn for p in passages if p.end > anchor), passages[-1].turn))
        inside = segment.turns_of(home)
        passages = [passage for passage in passages if passage.turn in inside]
    parts: list[Part] = []
    first = 0
    for turn, begin, stop in passages:
        stretch = Stretch(segment.text(begin, stop))
        parts.append(Part(segment, turn, begin, stretch, first))
        first += len(stretch.numbers)
    return home, parts


def _runs(asked: list[int], there: list[int], rare: list[float]) -> list[_Run]:
    """The runs of words that both have in one order."""
    blocks = LCSseq.editops(asked, there).as_matching_blocks()
    runs = [_Run(block.a, block.b, block.size) for block in blocks if block.size]
    if len(runs) > 1:
        runs = _drawn_together(runs, asked, there)
    return _solid(runs, rare)


def _drawn_together(runs: list[_Run], asked: list[int], there: list[int]) -> list[_Run]:
    """Of equal alignments take the one in which the runs stand close to the longest.

    The longest common subsequence does not care whether "the minister" is the one just before the rest of the
    quotation or one a turn earlier.
    """
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


def _hits(group: list[_Run], parts: list[Part], rare: list[float]) -> Iterable[Hit]:
    """One hit for each turn that the group touches."""
    for part in parts:
        start, stop = part.first, part.first + len(part.stretch.numbers)
        asked: list[int] = []
        first = last = 0
        for question, text, length in group:
            begin, end = max(text, start), min(text + length, stop)
            if begin < end:
                first = first if asked else begin
                last = end - 1
                asked.extend(range(question + begin - text, question + end - text))
        if asked:
            yield Hit(part, first - start, last - start, tuple(asked), sum([rare[word] for word in asked]))
