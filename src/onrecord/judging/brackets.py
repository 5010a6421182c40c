"""Takes a printed quotation apart: the words said to be spoken, and the editor's marks among them.

Square brackets and ellipses are the editor speaking. They are lifted out before the words are compared, and kept with
the place where they stood, so that what they replaced or hide can be found and shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.judging.equivalence import Units, units_of
from onrecord.judging.lexicon import FUNCTION, NEGATIONS, PRONOUNS, TITLES

_ELLIPSIS = re.compile(
    r"[\[(]\s*(?:…|\.{2,4}|(?:\.\s){1,3}\.)\s*[\])]|…+\.?|\.{3,}|(?:\.[ \u00a0\u2009\u202f]){2,}\.|\*\s\*\s\*"
)
_BRACKET = re.compile(r"\[([^\[\]\n]{1,200})\]")
_INSIDE_WORD = re.compile(r"\[(\w{1,12}['’]?\w{0,3}(?=\]\w)|[^\W\d_](?=\]['’]\w))\]|(?<=\w)\[(['’]?\w{1,12})\]")
_STAGE = frozenset(
    "laughter laughs laughing applause cheers cheering boos booing crosstalk inaudible pause pauses "
    "chuckles chuckling crying crowd audience emphasis added "
    "sighs gestures music indistinct unintelligible".split()
)
_NO_BREAK = "\u2060"


class Bracket(NamedTuple):
    """Words in square brackets, standing before printed unit `at`."""

    at: int
    start: int
    end: int
    text: str  # inside the brackets
    keys: tuple[str, ...]


class Marked(NamedTuple):
    """A printed quotation with its marks lifted out."""

    text: str  # the pieces joined by one space
    units: Units
    brackets: tuple[Bracket, ...]
    ellipses: tuple[int, ...]  # a cut is marked before these units
    recased: frozenset[int]  # units with brackets inside the word, "[T]he"
    joints: frozenset[int]  # a new piece begins at these units ("…," he said, "…")


def begins_small(marked: Marked) -> bool:
    """True for a quotation whose first letter is small and was not set so in brackets: it begins inside a sentence."""
    if not marked.units.keys or 0 in marked.recased or any(bracket.at == 0 for bracket in marked.brackets):
        return False
    return marked.text[marked.units.start(0)].islower()


@lru_cache(maxsize=512)
def take_apart(pieces: tuple[str, ...]) -> Marked:
    """Lift brackets and ellipses out of the printed words."""
    text = " ".join(pieces)
    plain = _INSIDE_WORD.sub(lambda m: _NO_BREAK + (m.group(1) or m.group(2)) + _NO_BREAK, text)
    dots = [m.span() for m in _ELLIPSIS.finditer(plain)]
    groups = [
        (m.start(), _past_possessive(plain, m.end()))
        for m in _BRACKET.finditer(plain)
        if not any(s <= m.start() < e for s, e in dots)
    ]
    units = units_of(plain, tuple(sorted(groups + dots)))._replace(text=text)
    starts = [units.start(n) for n in range(len(units.keys))]
    brackets = tuple(
        Bracket(_before(starts, s), s, e, text[s + 1 : e - 1], tuple(units_of(text[s + 1 : e - 1]).keys))
        for s, e in groups
    )
    recased = frozenset(
        n
        for n in range(len(starts))
        if _NO_BREAK in plain[starts[n] : units.end(n) + 1] or plain[starts[n] - 1 : starts[n]] == _NO_BREAK
    )
    joints, at = set(), 0
    for piece in pieces[:-1]:
        at += len(piece) + 1
        joints.add(_before(starts, at))
    return Marked(text, units, brackets, tuple(_before(starts, s) for s, _ in dots), recased, frozenset(joints))


def _past_possessive(text: str, end: int) -> int:
    """The end of "[the agency]’s", whose ending belongs to the bracket."""
    return end + 2 if re.match(r"['’]s\b", text[end : end + 3]) else end


def _bracket(at: int, start: int, end: int, shown: str) -> Bracket:
    inside = shown.replace("[", "").replace("]", "")
    return Bracket(at, start, end, inside, tuple(units_of(inside).keys))


def _before(starts: list[int], offset: int) -> int:
    for n, start in enumerate(starts):
        if start >= offset:
            return n
    return len(starts)


def stage_note(bracket: Bracket) -> bool:
    """True for "[laughter]" and "[sic]": the editor describes, and puts nothing into the speaker's mouth."""
    return (
        bool(bracket.keys)
        and all(k in _STAGE or k in FUNCTION for k in bracket.keys)
        and any(k in _STAGE for k in bracket.keys)
    )


def initials(keys: Sequence[str]) -> str:
    """The first letters of the words, as an acronym would have them: "cdc"."""
    return "".join(k[0] for k in keys if k not in ("and", "of", "the", "for", "'s", "on", "in"))


def names_right_thing(inside: Sequence[str], replaced: Sequence[str], context: Sequence[str]) -> bool | None:
    """Whether a bracket stands for what it replaced: True, False, or None where the record does not tell.

    `context` holds the units of the passage before (and a little after) the place. A bracket is right when it spells
    out or expands what it replaced, or names what the passage speaks of; wrong only where it changes a number, a
    negation, or puts one full name in place of another.
    """
    if list(inside) == ["sic"]:
        return True
    content = [k for k in inside if k not in FUNCTION and k != "'s"]
    old = [k for k in replaced if k not in FUNCTION and k != "'s"]
    if not content:
        return True if not old else None
    if old:
        if set(content) & set(old) or _expands(inside, replaced) or _expands(replaced, inside):
            return True
        return None
    near = set(context)
    if all(k in near or k in TITLES for k in content):
        return True
    return None


def _expands(long: Sequence[str], short: Sequence[str]) -> bool:
    letters = initials([part for k in long for part in k.split("_")])
    return any(
        len(k) >= 2
        and (letters.startswith(k.replace(".", "")) or k.replace(".", "").startswith(letters))
        and len(letters) >= 2
        for k in short
        if k not in PRONOUNS
    )


def changes_number(inside: Sequence[str], replaced: Sequence[str]) -> bool:
    """True where a bracket puts one number in the place of another."""
    new, old = ({k for k in row if k[:1].isdigit()} for row in (inside, replaced))
    return bool(new) and bool(old) and not new & old


def hides_negation(inside: Sequence[str], replaced: Sequence[str]) -> bool:
    """True where a bracket takes the place of a negation, or puts one in."""
    return bool(NEGATIONS & set(replaced)) != bool(NEGATIONS & set(inside)) and bool(
        replaced or NEGATIONS & set(inside)
    )
