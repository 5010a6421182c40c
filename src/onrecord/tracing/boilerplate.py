"""Learns from the articles themselves what is boilerplate: words that return in stories that have nothing in common.

A copied story is copied within days. Words that stand in several articles weeks apart are an agency's footer, a share
line, a disclaimer, or the background paragraph that an outlet keeps re-using.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# link lists glued into a sentence behind a name, and the captions of a video player
FURNITURE = re.compile(
    r"(?<=[a-z])(?=[A-Z])[^\n]{20,700}? MORE\b|JUST WATCHED [^\n]{5,200}? MUST WATCH(?: [^\n]{5,120}? \d\d:\d\d)?"
)
NGRAM = 8  # words
ARTICLES = 3
DAYS_APART = 14
UNDATED_ARTICLES = 6  # without dates it takes more articles to tell a footer from a story that many carry


class Recurrence:
    """Counts, for the n-grams of one text, in how many articles and over how many days they return."""

    def __init__(self, ngrams: int) -> None:
        self._articles = np.zeros(ngrams, np.int32)
        self._first = np.full(ngrams, np.iinfo(np.int32).max, np.int32)
        self._last = np.zeros(ngrams, np.int32)

    def see(self, present: NDArray[np.bool_], date: datetime.date | None) -> None:
        """Take note of an article that has the n-grams marked `present`."""
        self._articles[present] += 1
        if date is not None:
            day = date.toordinal()
            self._first[present] = np.minimum(self._first[present], day)
            self._last[present] = np.maximum(self._last[present], day)

    def mask(self, words: int, n: int = NGRAM) -> bytes:
        """Return one byte a word: 1 where it stands in an n-gram that returns in stories apart."""
        return spread(recurs(self._articles, self._first, self._last), words, n)


def furniture(text: str, starts: Sequence[int]) -> bytes:
    """Return one byte a word: 1 where it stands in a known piece of page furniture. `starts` in code points."""
    mask = bytearray(len(starts))
    for piece in FURNITURE.finditer(text):
        for at in range(bisect_left(starts, piece.start()), bisect_left(starts, piece.end())):
            mask[at] = 1
    return bytes(mask)


def either(one: bytes, other: bytes) -> bytes:
    """Return two masks as one."""
    return bytes(a | b for a, b in zip(one, other, strict=True))


def recurs(articles: NDArray[np.int32], first: NDArray[np.int32], last: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which n-grams are boilerplate, from how many articles have them and their first and last day."""
    dated = last > 0
    apart = dated & (articles >= ARTICLES) & (last.astype(np.int64) - first > DAYS_APART)
    return apart | (~dated & (articles >= UNDATED_ARTICLES))


def spread(marked: NDArray[np.bool_], words: int, n: int) -> bytes:
    """Return one byte a word, 1 where one of the n-grams around it is marked."""
    mask = np.zeros(words, np.uint8)
    for at in np.flatnonzero(marked).tolist():
        mask[at : at + n] = 1
    return mask.tobytes()
