"""Where in a segment might these words stand? Runs of two and three words vote for a diagonal.

A word run found at position p of the segment and position q of the printed words votes for p - q. Words that
stand together vote for one diagonal, give or take the words put in or left out; chance hits scatter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.record.building import CAP, keys_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.record.segment import Segment

BUDGET = 4_000  # postings looked at for one question and segment; the rarest word runs go first
GAP = 4  # words by which neighbouring votes may differ and still speak for one place
TOP = 12  # places handed on


class Peak(NamedTuple):
    """A place that got votes: words [first, last] of the segment for words [low, high] of the question."""

    weight: float  # bits of the question's words that voted, each counted once
    first: int
    last: int
    low: int
    high: int


class Ballot(NamedTuple):
    """The votes of one question in one segment, sorted by diagonal.

    A vote is one number, (p - q) << 12 | kind << 11 | q: one sort orders them, which is what this costs most.
    """

    votes: NDArray[np.int64]
    weights: NDArray[np.float64]  # by the low 12 bits of a vote
    size: int  # words of the question
    known: float  # share of the question's runs of words that the segment has


_PLACE = (1 << 11) - 1
_KIND = (1 << 12) - 1
_NONE = np.zeros(0, np.int64)


def _collect(
    segment: Segment, n: int, keys: NDArray[np.uint64], places: NDArray[np.int64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.int64], int]:
    """The votes of the rarest runs within the budget, and how many runs the segment knows. Sets their weights."""
    bucket = (keys >> np.uint64(segment.shifts[n])).astype(np.int64)
    start, count = segment.buckets(n, bucket)
    found = ((count > 0) & (count <= CAP[3])).nonzero()[0]  # more there are only in a damaged index
    known = len(found)
    if not known:
        return _NONE, 0
    if int(count[found].sum()) > BUDGET:
        found = found[np.argsort(count[found], kind="stable")]
        within = np.cumsum(count[found]) <= BUDGET
        within[0] = True
        found = found[within]
    count, start, places = count[found], start[found], places[found]
    positions = segment.postings(n, start, count)
    kind = places if n == 3 else places + (_PLACE + 1)
    weights[kind] = np.log2(segment.tokens / count + 1.0)
    return positions * (_KIND + 1) + np.repeat(kind - places * (_KIND + 1), count), known


def ballot(segment: Segment, numbers: NDArray[np.uint32], breaks: NDArray[np.bool_], n: int) -> Ballot:
    """The votes of the runs of `n` words. `breaks[i]` is True where word i does not follow word i - 1 as printed."""
    size = len(numbers)
    weights = np.zeros(_KIND + 1)
    keys = keys_of(numbers, n)
    places = np.arange(len(keys))
    if breaks.any():
        crossing = np.zeros(len(keys), bool)
        for step in range(1, n):
            crossing |= breaks[step : step + len(keys)]
        keys, places = keys[~crossing], places[~crossing]
    if not len(keys) or not segment.tokens:
        return Ballot(_NONE, weights, size, 0.0)
    votes, known = _collect(segment, n, keys, places, weights)
    votes.sort()
    return Ballot(votes, weights, size, known / len(keys))


def merge(first: Ballot, second: Ballot) -> Ballot:
    """The votes of both; they are of runs of different length."""
    votes = np.concatenate([first.votes, second.votes])
    votes.sort()
    return Ballot(votes, first.weights + second.weights, first.size, max(first.known, second.known))


def peaks(
    votes: Ballot,
    rare: list[float],
    top: int = TOP,
    free: NDArray[np.bool_] | None = None,
    inside: tuple[int, int] | None = None,
) -> list[Peak]:
    """The places with the most votes, best first.

    `free`: count only votes of these words of the question; `inside`: only words [first, last) of the segment.

    The votes choose the places; their order is by the bits of the words that voted, so that a place that says the
    same thing ten times does not win over the place that says it all.
    """
    packed = votes.votes
    if free is not None:
        place = packed & _PLACE
        keep = free[place]
        if inside is not None:
            at = (packed >> 12) + place
            keep &= (at >= inside[0]) & (at < inside[1])
        packed = packed[keep]
    if not len(packed):
        return []
    diagonal = packed >> 12
    apart = np.empty(len(diagonal), bool)
    apart[0] = True
    np.greater(diagonal[1:] - diagonal[:-1], GAP, out=apart[1:])
    begins = apart.nonzero()[0]
    sums = np.add.reduceat(votes.weights[packed & _KIND], begins)
    best = (sums >= 0.2 * sums.max()).nonzero()[0]
    if len(best) > top:
        best = best[np.argpartition(sums[best], len(best) - top)[-top:]]
    found = []
    edges = [*begins.tolist(), len(packed)] if len(begins) < 64 else None
    for which in best.tolist():
        low = edges[which] if edges else int(begins[which])
        high = edges[which + 1] if edges else int(begins[which + 1]) if which + 1 < len(begins) else len(packed)
        run = packed[low:high].tolist()
        places = [vote & _PLACE for vote in run]
        positions = [(vote >> 12) + place for vote, place in zip(run, places, strict=True)]
        spoke = set(places)
        spoke.update([place + 1 for place in places])
        spoke.discard(votes.size)
        bits = sum(map(rare.__getitem__, spoke))
        found.append(Peak(bits, min(positions), max(positions), min(places), max(places)))
    found.sort(key=lambda peak: (-peak.weight, peak.first))
    return found


def words_seen(segment: Segment, numbers: NDArray[np.uint32]) -> NDArray[np.float64]:
    """How often each word stands in the segment; words that share a place in the table are counted together."""
    place = (keys_of(numbers, 1) >> np.uint64(segment.count_shift)).astype(np.int64)
    return segment.counts[place].astype(np.float64)


def rarity(seen: NDArray[np.float64], tokens: int) -> NDArray[np.float64]:
    """Bits that each word tells: about 4 for the commonest, 20 for one that is nearly never said.

    A small record says little of how common its words are: it counts as if 20,000 words of other talk were added.
    """
    return np.log2((tokens + 20_000.0) / (seen + 3.0)) + 0.5
