"""A sentence as words, with each quotation folded into one: what the rules read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.types import Quotation, Span

_WORD = re.compile(r"(?:[A-Z]\.)+(?:[A-Z]\b)?|\w+(?:[’'.&@-]\w+)*(?:[’'](?=\s))?|[^\w\s]")
_TITLED = frozenset({"mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "col", "adm", "rev", "st", "jr", "sr"})


class Word(NamedTuple):
    """A word, a punctuation mark or a whole quotation; `lower` is "“”" for a quotation."""

    start: int
    end: int
    lower: str
    capital: bool
    quotation: int = -1  # index into the quotations


QUOTED = "“”"


def words_of(text: str, sentence: Span, quotations: Sequence[Quotation], first: int = 0) -> list[Word]:
    """The words of a sentence. Quotations of depth 0 that are not scare quotes become one word each.

    `first` is the index of a quotation from which to look, in page order.
    """
    words: list[Word] = []
    place = sentence[0]
    for index in range(first, len(quotations)):
        quotation = quotations[index]
        if quotation.outer[0] >= sentence[1]:
            break
        if quotation.depth or quotation.scare or quotation.outer[1] <= place:
            continue
        _plain(text, place, max(place, quotation.outer[0]), words)
        start, end = max(place, quotation.outer[0]), min(quotation.outer[1], sentence[1])
        words.append(Word(start, end, QUOTED, False, index))
        place = end
    _plain(text, place, sentence[1], words)
    return words


def _plain(text: str, start: int, end: int, words: list[Word]) -> None:
    for match in _WORD.finditer(text, start, end):
        a, b = match.span()
        word = match.group()
        if word.lower() in _TITLED and text[b : b + 1] == "." and b < end:
            b += 1  # "Mr." keeps its stop
        elif words and word == "." and words[-1].end == a + 1:
            continue
        words.append(Word(a, b, word.lower().replace("’", "'"), word[:1].isupper()))
