"""Lays the printed words against a stretch of the record, word to word, and says what of them stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from onrecord.record.words import Word, words_of
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
    longest_bits: float


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
    words, turns, document = _words_around(segment, peak, low, high)
    runs = _solid(
        [
            _Run(op.src_start, op.dest_start, op.src_end - op.src_start)
            for op in LCSseq.opcodes(question.listed, [w.number for w in words])
            if op.tag == "equal"
        ],
        rare,
    )
    if not runs:
        return None
    hits: list[Hit] = []
    for group in _groups(runs):
        hits.extend(_hits(group, words, turns, rare))
    if not hits:
        return None
    covered = frozenset(w for hit in hits for w in hit.words)
    longest = max(runs, key=lambda run: run.length)
    return Place(
        segment, document, tuple(hits), covered, sum(rare[w] for w in covered), longest.length,
        sum(rare[longest.question : longest.question + longest.length]),
    )  # fmt: skip


def _words_around(segment: Segment, peak: Peak, low: int, high: int) -> tuple[list[Word], list[int], int]:
    """The words of the segment near [low, high], within the peak's document; for each its turn; the document."""
    start, end = segment.bytes_around(low, high)
    anchor, _ = segment.bytes_around(peak.first, peak.first)
    passages = segment.passages(start, end)
    home = segment.document_of(next((p.turn for p in passages if p.end > anchor), passages[-1].turn)) if passages else 0
    inside = segment.turns_of(home)
    words: list[Word] = []
    turns: list[int] = []
    for passage in passages:
        if passage.turn not in inside:
            continue
        found = words_of(segment.text(passage.start, passage.end))
        begin, _ = segment.turn_bounds(passage.turn)
        if passage.start > begin:
            shift = len(segment.text(begin, passage.start))
            found = [Word(n, s + shift, e + shift) for n, s, e in found]
        words.extend(found)
        turns.extend([passage.turn] * len(found))
    return words, turns, home


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


def _hits(group: list[_Run], words: list[Word], turns: list[int], rare: list[float]) -> list[Hit]:
    """One hit for each turn that the group touches."""
    pairs = [(run.question + i, run.text + i) for run in group for i in range(run.length)]
    hits = []
    while pairs:
        turn = turns[pairs[0][1]]
        mine = [pair for pair in pairs if turns[pair[1]] == turn]
        pairs = [pair for pair in pairs if turns[pair[1]] != turn]
        span = Span(words[mine[0][1]].start, words[mine[-1][1]].end)
        asked = tuple(q for q, _ in mine)
        hits.append(Hit(turn, span, asked, sum(rare[q] for q in asked)))
    return hits
