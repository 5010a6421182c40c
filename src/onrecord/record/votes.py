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
PAIRS = 1_500  # of runs of two words in a large record, where they tell less
FEW = 1_000  # looked at first; enough for words that stand as printed
GAP = 4  # words by which neighbouring votes may differ and still speak for one place
TOP = 12  # places handed on
WEAK = 0.3  # share of the most votes below which a place is not handed on


class Peak(NamedTuple):
    """A place that got votes: about words [first, last] of the segment for words [low, high] of the question.

    Where words were left out or put in, `first` may be too early and `last` too late by as many.
    """

    weight: float  # bits of the question's words that voted, each counted once
    first: int
    last: int
    low: int
    high: int


class Ballot(NamedTuple):
    """The votes of one question in one segment, sorted by diagonal.

    A vote is one number, (p - q) << 12 | q << 1 | (run of two words): one sort orders them.
    """

    votes: NDArray[np.int64]
    weights: NDArray[np.float64]  # by the low 12 bits of a vote, as far as the question goes
    size: int  # words of the question
    known: float  # share of the question's runs of words that the segment has
    left: bool  # there are runs that were too common to be looked at within the budget


_KIND = (1 << 12) - 1  # of a vote: the place in the question and the length of the run
_NONE = np.zeros(0, np.int64)
_FIRST = np.zeros(1, np.int64)


def _collect(
    segment: Segment,
    n: int,
    keys: NDArray[np.uint64],
    places: NDArray[np.int64],
    weights: NDArray[np.float64],
    beyond: int,
    budget: int,
) -> tuple[NDArray[np.int64], int, bool]:
    """The votes of the rarest runs within the budget, how many runs the segment knows, and whether some are left.

    Sets their weights.
    """
    bucket = (keys >> np.uint64(segment.shifts[n])).astype(np.int64)
    start, count = segment.buckets(n, bucket)
    found = ((count > 0) & (count <= CAP[3])).nonzero()[0]  # more there are only in a damaged index
    known, left = len(found), False
    if not known:
        return _NONE, 0, False
    if beyond or int(count[found].sum()) > budget:
        found = found[np.argsort(count[found], kind="stable")]
        first, end = np.cumsum(count[found]).searchsorted((beyond, budget), "right").tolist()
        end = max(end, 1)  # the rarest run is looked at however common it is
        left = end < known
        found = found[max(first, 1) if beyond else 0 : end]
        if not len(found):
            return _NONE, known, left
    count, start, places = count[found], start[found], places[found]
    positions = segment.postings(n, start, count)
    kind = places * 2 if n == 3 else places * 2 + 1
    weights[kind] = np.log2(segment.tokens / count + 1.0)
    return positions * (_KIND + 1) + np.repeat(kind - places * (_KIND + 1), count), known, left


def ballot(
    segment: Segment,
    numbers: NDArray[np.uint32],
    breaks: NDArray[np.bool_],
    n: int,
    *,
    beyond: int = 0,
    budget: int = BUDGET,
) -> Ballot:
    """The votes of the runs of `n` words.

    Args:
        breaks: True where word i does not follow word i - 1 as printed.
        beyond: the budget of an earlier ballot, the votes of which are left out.
        budget: postings.
    """
    size = len(numbers)
    weights = np.zeros(2 * size)
    keys = keys_of(numbers, n)
    places = np.arange(len(keys))
    if breaks.any():
        crossing = np.zeros(len(keys), bool)
        for step in range(1, n):
            crossing |= breaks[step : step + len(keys)]
        keys, places = keys[~crossing], places[~crossing]
    if not len(keys) or not segment.tokens:
        return Ballot(_NONE, weights, size, 0.0, False)
    votes, known, left = _collect(segment, n, keys, places, weights, beyond, budget)
    votes.sort()
    return Ballot(votes, weights, size, known / len(keys), left)


def merge(ballots: list[Ballot]) -> Ballot:
    """The votes of all; no two are of the same runs."""
    votes = np.concatenate([each.votes for each in ballots])
    votes.sort()
    weights = sum((each.weights for each in ballots[1:]), ballots[0].weights)
    return Ballot(
        votes, weights, ballots[0].size, max(each.known for each in ballots), any(each.left for each in ballots)
    )


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
        place = (packed & _KIND) >> 1
        keep = free.take(place)
        if inside is not None:
            at = (packed >> 12) + place
            keep &= (at >= inside[0]) & (at < inside[1])
        packed = packed[keep]
    if not len(packed):
        return []
    diagonal = packed >> 12
    ends = (diagonal[1:] - diagonal[:-1] > GAP).nonzero()[0]
    ends += 1
    edges = np.concatenate((_FIRST, ends, (len(packed),)))
    sums = np.add.reduceat(votes.weights.take(packed & _KIND), edges[:-1])
    best = (sums >= WEAK * sums.max()).nonzero()[0]
    if len(best) > top:
        best = best[np.argpartition(sums[best], len(best) - top)[-top:]]
    found = [
        _peak(packed[low:high].tolist(), rare)
        for low, high in zip(edges.take(best).tolist(), edges.take(best + 1).tolist(), strict=True)
    ]
    found.sort(key=lambda peak: (-peak.weight, peak.first))
    return found


def _peak(run: list[int], rare: list[float]) -> Peak:
    """The place for which some votes, in order, speak."""
    if len(run) == 1:
        diagonal, place = run[0] >> 12, (run[0] & _KIND) >> 1
        return Peak(rare[place] + rare[place + 1], diagonal + place, diagonal + place, place, place)
    places = {(vote & _KIND) >> 1 for vote in run}
    low, high = min(places), max(places)
    bits = sum([rare[place] for place in places | {place + 1 for place in places}])
    return Peak(bits, (run[0] >> 12) + low, (run[-1] >> 12) + high, low, high)


def words_seen(segment: Segment, numbers: NDArray[np.uint32]) -> NDArray[np.float64]:
    """How often each word stands in the segment; words that share a place in the table are counted together."""
    place = (keys_of(numbers, 1) >> np.uint64(segment.count_shift)).astype(np.int64)
    return segment.counts[place].astype(np.float64)


def rarity(seen: NDArray[np.float64], tokens: int) -> NDArray[np.float64]:
    """Bits that each word tells: about 4 for the commonest, 20 for one that is nearly never said.

    A small record says little of how common its words are: it counts as if 20,000 words of other talk were added.
    """
    return np.log2((tokens + 20_000.0) / (seen + 3.0)) + 0.5
