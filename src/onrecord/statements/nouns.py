"""Cues that are no active verbs: "his claim that ...", "an appeal to ... came from X", "as is claimed by X"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.statements.clause import ends_clause, is_word
from onrecord.statements.lexicon import lexicon
from onrecord.statements.words import QUOTED, Word
from onrecord.types import Span

_BE = frozenset({"is", "was", "are", "were", "been"})
_CAME = frozenset({"came", "comes", "coming"})
_OWNERS = frozenset({"his", "her", "their"})


class NounCue(NamedTuple):
    """Content, cue and source, and the index of the last word of the content."""

    content: Span
    cue: Span
    source: Span
    last: int


def noun_cues(words: list[Word]) -> Iterator[NounCue]:
    """The noun and passive cues of a sentence, in order."""
    for index, word in enumerate(words):
        found = None
        if word.lower in lexicon().nouns:
            found = _claim(words, index) or _came_from(words, index)
        elif word.lower == "by" and 0 < index < len(words) - 1 and words[index - 1].lower in lexicon().verbs:
            found = _by(words, index)
        if found is not None:
            yield found


def _claim(words: list[Word], index: int) -> NounCue | None:
    """Brandt's claim that ...; his claim that ..."""
    if index + 2 >= len(words) or words[index + 1].lower != "that" or index == 0:
        return None
    owner = index - 1
    while owner > 0 and not _owns(words[owner]) and index - owner < 4 and is_word(words[owner]):
        owner -= 1
    if not _owns(words[owner]):
        return None
    first = owner
    while first > 0 and words[owner].lower not in _OWNERS and words[first - 1].capital and is_word(words[first - 1]):
        first -= 1
    last = _clause_end(words, index + 2)
    end = words[owner].end - (
        0 if words[owner].lower in _OWNERS else len(words[owner].lower) - len(_bare(words[owner]))
    )
    return NounCue(
        Span(words[index + 1].start, words[last].end),
        Span(words[index].start, words[index].end),
        Span(words[first].start, end),
        last,
    )


def _owns(word: Word) -> bool:
    return word.lower in _OWNERS or (word.lower.endswith(("'s", "s'")) and word.capital)


def _bare(word: Word) -> str:
    return word.lower[:-2] if word.lower.endswith("'s") else word.lower[:-1]


def _came_from(words: list[Word], index: int) -> NounCue | None:
    """An appeal to widen the group ... came from X."""
    if index + 3 >= len(words) or words[index + 1].lower not in ("to", "that", "for"):
        return None
    for place in range(index + 3, len(words) - 2):
        if words[place].lower in (QUOTED, ";", ":"):
            return None
        if words[place].lower in _CAME and words[place + 1].lower == "from":
            end = _phrase_end(words, place + 2)
            return NounCue(
                Span(words[index + 1].start, words[place - 1].end),
                Span(words[index].start, words[index].end),
                Span(words[place + 2].start, words[end].end),
                place - 1,
            )
    return None


def _by(words: list[Word], index: int) -> NounCue | None:
    """As (is) claimed by X, ...: the content is the clause that this interrupts or opens."""
    verb = index - 1
    start = verb - 1 if verb and words[verb - 1].lower in _BE else verb
    if start < 1 or words[start - 1].lower != "as":
        return None
    end = _phrase_end(words, index + 1)
    first = end + 1
    if first < len(words) and words[first].lower == ",":
        first += 1
    if first >= len(words) or not is_word(words[first]):
        return None
    last = _clause_end(words, first)
    return NounCue(
        Span(words[first].start, words[last].end),
        Span(words[start - 1].start, words[verb].end),
        Span(words[index + 1].start, words[end].end),
        last,
    )


def _phrase_end(words: list[Word], first: int) -> int:
    """The last word of a name or noun phrase; words in small letters end it once a name has been read."""
    last = first
    named = words[first].capital
    while last + 1 < len(words) and not ends_clause(words, last + 1):
        following = words[last + 1]
        if named and not following.capital and following.lower not in ("of", "the", "de", "and"):
            break
        named = named or following.capital
        last += 1
    return last


def _clause_end(words: list[Word], first: int) -> int:
    """The word before the next comma that begins another clause, or the last word of the sentence."""
    for place in range(first, len(words)):
        if words[place].lower in (";", "—", "–") or (words[place].lower == "," and place > first + 2):
            return place - 1
    last = len(words) - 1
    while last > first and words[last].lower in (".", "?", "!"):
        last -= 1
    return last
