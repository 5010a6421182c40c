"""Two texts held word by word against each other: the runs that stand in both, and the diff of a passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from onrecord.tracing.words import Words
from onrecord.types import DiffOp

Ids = NDArray[np.uint32]
Hashes = NDArray[np.uint64]

PRIME = np.uint64(0x9E3779B97F4A7C15)
MIX = np.uint64(0xBF58476D1CE4E5B9)
REPEATS = 8  # an n-gram that stands more often in the other text says nothing about where a passage came from


class Run(NamedTuple):
    """`length` words that stand in both texts, from word `page` and from word `source` on."""

    page: int
    source: int
    length: int


class Vocabulary:
    """Numbers for words, in the order in which they are met: held open while texts are being read."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def ids(self, words: Words) -> Ids:
        """Return one number a word; equal words have equal numbers."""
        numbers = self._numbers
        return np.fromiter(
            (numbers.setdefault(word, len(numbers) + 1) for word in words.folded), np.uint32, len(words.folded)
        )

    def known(self, folded: Sequence[str]) -> Ids:
        """Return the number of each word, 0 for words that were never met."""
        numbers = self._numbers
        return np.fromiter((numbers.get(word, 0) for word in folded), np.uint32, len(folded))


def ngrams(ids: Ids, n: int) -> Hashes:
    """Return a 64-bit hash for each run of `n` words; the same words give the same hash on every machine."""
    if len(ids) < n:
        return np.zeros(0, np.uint64)
    wide = ids.astype(np.uint64)
    total = np.zeros(len(ids) - n + 1, np.uint64)
    for offset in range(n):
        total = (total ^ wide[offset : offset + len(total)]) * PRIME
        total ^= total >> np.uint64(29)
    return (total * MIX) ^ (total >> np.uint64(32))


def shared_runs(page: Ids, source: Ids, n: int) -> list[Run]:
    """Return the runs of at least `n` words that stand in both, none of whose page words is used twice.

    Where several places fit, the longest run wins, and among equals the one that continues its neighbour.
    """
    seeds = _seeds(ngrams(page, n), ngrams(source, n))
    runs: list[Run] = []
    for at_page, at_source in seeds:
        last = runs[-1] if runs else None
        diagonal = at_page - at_source
        if last and last.page - last.source == diagonal and at_page <= last.page + last.length - n + 1:
            runs[-1] = Run(last.page, last.source, at_page - last.page + n)
        else:
            runs.append(Run(at_page, at_source, n))
    return _without_overlap(runs, n)


def _seeds(page: Hashes, source: Hashes) -> list[tuple[int, int]]:
    """Return the pairs of places with the same n-gram, ordered along diagonals."""
    order = np.argsort(source, kind="stable")
    ranked = source[order]
    low = np.searchsorted(ranked, page, "left")
    high = np.searchsorted(ranked, page, "right")
    count = high - low
    use = np.flatnonzero((count > 0) & (count <= REPEATS))
    if not len(use):
        return []
    at_page = np.repeat(use, count[use])
    inner = np.arange(len(at_page)) - np.repeat(np.cumsum(count[use]) - count[use], count[use])
    at_source = order[low[at_page] + inner]
    along = np.lexsort((at_page, at_page - at_source))
    return list(zip(at_page[along].tolist(), at_source[along].tolist(), strict=True))


def _without_overlap(runs: list[Run], n: int) -> list[Run]:
    """Keep the longest runs; a shorter one is cut back to the words that are left, or dropped below `n` words."""
    kept: list[Run] = []
    used: dict[int, int] = {}
    ends: set[tuple[int, int]] = set()
    for run in sorted(runs, key=lambda run: (-run.length, run.page, run.source)):
        first, last = 0, run.length
        while first < last and run.page + first in used:
            first += 1
        while last > first and run.page + last - 1 in used:
            last -= 1
        if last - first < min(n, run.length) or any(run.page + at in used for at in range(first, last)):
            continue
        rest = Run(run.page + first, run.source + first, last - first)
        kept.append(rest)
        ends.add((rest.page, rest.source))
        used.update((rest.page + at, rest.source + at) for at in range(rest.length))
    return sorted(kept)


def word_diff(
    page: Words, page_range: tuple[int, int], source: Words, source_range: tuple[int, int]
) -> tuple[DiffOp, ...]:
    """Return the diff of two passages; joined, its printed and its recorded words give both passages back."""
    (a, b), (c, d) = page_range, source_range
    printed, recorded = page.folded[a:b], source.folded[c:d]
    numbers = {word: number for number, word in enumerate(dict.fromkeys((*printed, *recorded)))}
    steps = Levenshtein.opcodes([numbers[word] for word in recorded], [numbers[word] for word in printed])
    diff: list[DiffOp] = []
    for step in steps:
        new = _stretch(page, a + step.dest_start, a + step.dest_end, b)
        old = _stretch(source, c + step.src_start, c + step.src_end, d)
        if step.tag == "equal":
            diff.append(DiffOp(op="equal", printed=new, recorded=old))
        elif step.tag == "insert":
            diff.append(DiffOp(op="insert", printed=new))
        elif step.tag == "delete":
            diff.append(DiffOp(op="delete", recorded=old))
        else:
            diff.append(DiffOp(op="replace", printed=new, recorded=old))
    return tuple(diff)


def _stretch(words: Words, first: int, last: int, stop: int) -> str:
    """Return words `first` to `last` with what follows up to the next word, so that stretches join without loss."""
    if first == last:
        return ""
    return words.text[words.starts[first] : words.starts[last] if last < stop else words.ends[last - 1]]
