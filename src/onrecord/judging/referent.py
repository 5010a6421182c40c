"""Whether the name in a bracket is that of the person whom the speaker meant, judged from what was said before.

"Wrong" is said only where one person, and nobody else who could be meant, was spoken of shortly before. In every other
case the answer is that the record does not tell.
"""

from __future__ import annotations

from typing import NamedTuple

from onrecord.judging.align import Ground
from onrecord.judging.brackets import Bracket
from onrecord.judging.changes import is_name
from onrecord.judging.equivalence import Units, units_of
from onrecord.judging.lexicon import FUNCTION
from onrecord.judging.marks import Setting
from onrecord.judging.persons import FEMALE_TITLES, GENERIC, HE, MALE_TITLES, SHE, Person, persons_in
from onrecord.judging.speakers import COMMON_GIVEN

REACH = 70  # words before a pronoun in which the one it means is looked for
TURNS = 3  # turns before it, the same
NEAR = 220  # words around in which the bracket's own person is looked for


class Referent(NamedTuple):
    """Whether the bracket names the right one (None: the record does not tell), and whom the record speaks of."""

    right: bool | None
    spoken_of: str = ""


UNCLEAR = Referent(None)


def referent(scene: Setting, bracket: Bracket, w0: int, w1: int) -> Referent:
    """Judge a bracket that stands in place of ground units [w0, w1), or after the word at w0 where w0 == w1."""
    ground = scene.ground
    inside = units_of(bracket.text)
    named = _named_in(inside)
    old = ground.keys[w0:w1] if w1 > w0 else ground.keys[max(0, w0 - 1) : w0]
    if named is None or not old:
        return UNCLEAR
    pronoun = next((k for k in old if k in HE | SHE), "")
    if pronoun and all(k in FUNCTION for k in old):
        if (named.titles & FEMALE_TITLES and pronoun in HE) or (named.titles & MALE_TITLES and pronoun in SHE):
            return Referent(False, old[0] if w1 > w0 else "")
        spoken = _spoken_of(scene, w0 if w1 > w0 else w0 - 1, pronoun in SHE)
    elif w1 > w0:
        spoken = _one_named(ground, w0, w1)
    else:
        return UNCLEAR
    if spoken is None:
        return UNCLEAR
    person, shown = spoken
    if person.is_one_with(named):
        return Referent(True, shown)
    return Referent(False, shown) if _another(scene, named, person, w0) else UNCLEAR


def _named_in(inside: Units) -> Person | None:
    """The one person in a bracket, None where there is none, more than one, or a thing of theirs."""
    keys = inside.keys
    if not keys or "'s" in keys[:-1] or {"and", "or", "of"} & set(keys):
        return None
    found = persons_in(inside, 0, len(keys))
    if len(found) != 1:
        return None
    return found[0]


class _Spoken(NamedTuple):
    """A person named before a pronoun: who, in what words, and whether the next pronoun belongs to the name."""

    person: Person
    shown: str
    followed: bool


def _spoken_of(scene: Setting, w: int, woman: bool) -> tuple[Person, str] | None:
    """The one person whom a pronoun at unit w can mean, None where there is nobody or more than one."""
    ground, speech = scene.ground, scene.speech
    same, opposite = (SHE, HE) if woman else (HE, SHE)
    own = speech.voice[ground.turn[w]].split()
    sure: list[_Spoken] = []
    doubtful: list[Person] = []
    for turn in range(max(0, ground.turn[w] - TURNS), ground.turn[w] + 1):
        text, base = ground.texts[turn], ground.base[turn]
        low, high = max(0, w - REACH - base), min(len(text.keys), w - base)
        if high <= low:
            continue
        here = persons_in(text, low, high)
        first = next((p.begin for p in here if p.sure), high)
        if opposite & set(text.keys[low:high]) or (not sure and same & set(text.keys[low:first])):
            return None  # somebody else is spoken of too, or was before the first name
        for person in here:
            if (person.man if woman else person.woman) or (person.name and person.name[-1] in own):
                continue
            if person.sure:
                sure.append(_Spoken(person, text.shown(person.begin, person.end), _followed(text, person, same, high)))
            else:
                doubtful.append(person)
        if turn != ground.turn[w] and speech.voice[turn] != "q" and speech.voice[turn].split() != own:
            doubtful.append(Person(tuple(speech.voice[turn].split()), frozenset(), 0, 0, sure=False))
    if not sure or not any(s.followed or (s.person.woman if woman else s.person.man) for s in sure):
        return None
    one = sure[0]
    alone = all(one.person.is_one_with(p) for p in [*(s.person for s in sure), *doubtful])
    return (one.person, one.shown) if alone else None


def _followed(text: Units, person: Person, same: frozenset[str], high: int) -> bool:
    """The first pronoun after the name stands in the name's sentence or the next, so that it is that person's."""
    top = min(len(text.keys), high + 1)
    after = next((n for n in range(person.end, top) if text.keys[n] in same), None)
    return after is not None and text.sentence[after] - text.sentence[person.begin] <= 1


def _one_named(ground: Ground, w0: int, w1: int) -> tuple[Person, str] | None:
    """The person whose name the bracket replaced."""
    text, base = ground.texts[ground.turn[w0]], ground.base[ground.turn[w0]]
    low, high = w0 - base, min(w1 - base, len(text.keys))
    found = [p for p in persons_in(text, low, high) if p.sure]
    if len(found) != 1 or not any(is_name(text, n) for n in range(low, high)):
        return None
    return found[0], text.shown(found[0].begin, found[0].end)


def _another(scene: Setting, named: Person, person: Person, w: int) -> bool:
    """The bracket names a different person beyond doubt: in full, and by another office or as somebody spoken of."""
    full = bool(named.name) and (bool(named.titles) or (len(named.name) > 1 and named.name[0] in COMMON_GIVEN))
    if not full:
        return False
    offices, held = named.titles - GENERIC, person.titles - GENERIC
    if offices and held and not offices & held:
        return True
    keys = scene.ground.keys[max(0, w - NEAR) : w + NEAR]
    return named.name[-1] in keys or any(named.name[-1] in voice.split() for voice in scene.speech.voice)
