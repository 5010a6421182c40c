"""The person a pronoun or an epithet points back to, found only where the sentences before leave one choice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from onrecord.statements.cast import Cast, Mention
from onrecord.statements.gazetteer import Gender

if TYPE_CHECKING:
    from onrecord.statements.who import Resolved

_SENTENCES = 10  # how far back a pronoun may reach
_LINES = 4
CHAINED = 0.79  # most confidence where the pronoun goes on from one before it
_PRONOUNS: dict[Gender, re.Pattern[str]] = {
    "m": re.compile(r"\b[Hh]e\b"), "f": re.compile(r"\b[Ss]he\b"), "": re.compile(r"\b(?:[Hh]e|[Ss]he)\b"),
}  # fmt: skip
_BEFORE = 300  # code points by which sources may be heard out of the order of the page


class Antecedent(NamedTuple):
    """Whom a pronoun means, how sure, and by which rule."""

    member: int
    confidence: float
    reason: str
    chained: bool = False  # the pronoun goes on from one before it


def antecedent(
    cast: Cast, at: int, gender: Gender, heard: Sequence[tuple[int, Resolved]], *, alone: bool = False
) -> Antecedent | None:
    """The person meant by a pronoun at a place, None where it stays open.

    `heard` are the sources resolved so far, in page order. `alone`: only if nobody else is spoken of nearby.
    """
    page = cast.page
    here = page.sentence_at(at)
    line = page.line_at(at)
    if here < 0:
        return None
    for back in range(here, max(-1, here - _SENTENCES), -1):
        start, end = page.sentences[back]
        if page.line_at(start) < line - _LINES or page.kind_at(start) in (
            "headline",
            "stamp",
            "caption",
            "boilerplate",
        ):
            break
        end = min(end, at)
        people = [m for m in cast.within(start, end) if not m.quoted and _fits(cast, m, gender)]
        speakers = _speakers(cast, heard, start, end, gender)
        choice = _in_own_sentence(people) if back == here and not alone else _choose(people, speakers, alone)
        if choice is None:
            continue
        member, sure, reason = choice
        if member < 0:
            return None
        far = 0.03 * (here - back) + (0.05 if cast.members[member].gender == "" and gender else 0.0)
        chained = _spoken_of(cast, start, at, gender)
        if chained:
            sure, reason = min(sure, CHAINED), f"{reason}, where somebody is called so already"
        return Antecedent(member, round(max(0.5, sure - far), 2), reason, chained)
    return None


def _spoken_of(cast: Cast, start: int, at: int, gender: Gender) -> bool:
    """True where the same pronoun stands before: whom it means was named earlier, and names near by are others'."""
    return any(not cast.page.is_quoted(m.start()) for m in _PRONOUNS[gender].finditer(cast.page.text, start, at))


def _fits(cast: Cast, mention: Mention, gender: Gender) -> bool:
    member = cast.members[mention.member]
    return member.is_person and (not gender or not member.gender or member.gender == gender)


def _speakers(
    cast: Cast, heard: Sequence[tuple[int, Resolved]], start: int, end: int, gender: Gender
) -> list[tuple[int, float]]:
    """Who was resolved as a source inside a stretch and how surely, latest first."""
    found: list[tuple[int, float]] = []
    for place, who in reversed(heard):
        if place < start - _BEFORE:
            break
        if who.mention is None or who.member is None:
            continue
        if start <= who.mention[0] < end:
            member = cast.members[who.member]
            if member.is_person and (not gender or not member.gender or member.gender == gender):
                found.append((who.member, who.confidence))
    return found


def _in_own_sentence(people: list[Mention]) -> tuple[int, float, str] | None:
    """Before the pronoun in its own sentence: one person, or one of several who can be its subject; else open."""
    distinct = list(dict.fromkeys(m.member for m in people))
    if not distinct:
        return None
    if len(distinct) == 1:
        return distinct[0], 0.88, "the only person named before it in the sentence"
    free = list(dict.fromkeys(m.member for m in people if m.free))
    if len(free) == 1:
        return free[0], 0.65, "the subject of the sentence, though another person is named"
    return -1, 0.0, ""


def _choose(people: list[Mention], speakers: list[tuple[int, float]], alone: bool) -> tuple[int, float, str] | None:
    """(member, confidence, reason); member -1: more than one is possible; None: look further back."""
    distinct = list(dict.fromkeys(m.member for m in people))
    if alone:
        every = set(distinct) | {s for s, _ in speakers}
        if not every:
            return None
        if len(every) == 1:
            return every.pop(), 0.75, "the only person spoken of just before"
        return -1, 0.0, ""
    if speakers:
        last, sure = speakers[0]
        if len({s for s, _ in speakers}) == 1 or not people:
            return last, min(0.9, sure), "the one who spoke in the sentence before"
        return last, min(0.58, sure), "the last who spoke, though others are named"
    if not distinct:
        return None
    if len(distinct) == 1:
        weak = all(m.possessive or not m.subject for m in people)
        return distinct[0], 0.75 if weak else 0.88, "the only person named in the sentence before"
    subjects = [m.member for m in people if m.subject]
    if subjects:
        return subjects[0], 0.58, "the subject of the sentence before, though another person is named"
    return -1, 0.0, ""
