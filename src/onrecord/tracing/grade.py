"""How much of a text was made from another: near copy, light revision, heavy revision, none.

The four degrees are those of Clough and Stevenson, "Developing a corpus of plagiarised short answers" (Language
Resources and Evaluation 45, 2011). Theirs is a trained classifier over n-gram containment and longest common
subsequence; here two shares of the text are held against fixed borders, so that the answer can be shown: the words
that stand in shared runs at all, and how much of that in long ones.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.tracing.align import Vocabulary, shared_runs
from onrecord.tracing.words import read_words

Degree = Literal["near copy", "light revision", "heavy revision", "none"]


class Grade(NamedTuple):
    """The degree and the shares behind it, of the words of the text."""

    degree: Degree
    long_runs: float  # in runs of 10 words or more
    short_runs: float  # in runs of 3 words or more


LONG, SHORT = 10, 3  # words
NOTHING = 0.18  # of the text in short runs: texts on one subject have that much by themselves
LIGHT = 0.65
UNTOUCHED = 0.85  # of what is shared stands in long runs: pasted rather than revised


def degree(text: str, source: str) -> Grade:
    """Return how much of `text` was made from `source`, for two short texts on one subject."""
    vocabulary = Vocabulary()
    page, other = read_words(text), read_words(source)
    ids, other_ids = vocabulary.ids(page), vocabulary.ids(other)
    count = len(page.folded)
    if not count:
        return Grade("none", 0.0, 0.0)
    long_runs = sum(run.length for run in shared_runs(ids, other_ids, LONG)) / count
    short_runs = sum(run.length for run in shared_runs(ids, other_ids, SHORT)) / count
    return Grade(_degree(long_runs, short_runs), round(long_runs, 4), round(short_runs, 4))


def _degree(long_runs: float, short_runs: float) -> Degree:
    if short_runs < NOTHING:
        return "none"
    if long_runs >= UNTOUCHED * short_runs:
        return "near copy"
    return "light revision" if short_runs >= LIGHT else "heavy revision"
