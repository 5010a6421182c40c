"""A printed quotation as something to look for: the numbers of its words and where the printing breaks off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.record.words import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

LONGEST = 1_500  # words of a question; what is beyond is not looked for

# A marked cut, or words in brackets that are the printer's own. "[sic]" and "[T]he" are brackets too.
_BREAK = re.compile(r"\[[^\[\]]{0,200}\]|…|\.\s?\.\s?\.(?:\s?\.)*|⋯")
_LETTER = re.compile(r"\[(\w)\](?=\w)")


class Question(NamedTuple):
    """The words to be found. `breaks[i]`: word i does not follow word i - 1 as printed."""

    numbers: NDArray[np.uint32]
    breaks: NDArray[np.bool_]
    listed: list[int]  # `numbers` once more, for code that wants Python's integers


def ask(pieces: Iterable[str]) -> Question:
    """Read the printed words. Marked cuts and brackets break the run; a letter in brackets does not."""
    numbers: list[int] = []
    starts: set[int] = set()
    text = " ".join(pieces)
    if "[" in text:
        text = _LETTER.sub(r"\1", text)
    for run in _BREAK.split(text):
        found = Stretch(run).numbers
        if found:
            starts.add(len(numbers))
            numbers.extend(found)
    del numbers[LONGEST:]
    breaks = np.zeros(len(numbers), bool)
    for start in starts:
        if 0 < start < len(numbers):
            breaks[start] = True
    return Question(np.array(numbers, np.uint32), breaks, numbers)
