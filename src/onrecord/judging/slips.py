"""Two words that are one: a slip of the transcriber or the printer, or the same sound written in two ways.

Who types what was said mishears and mistypes, and so does who prints it. That is nobody's alteration of the words.
"""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from onrecord.judging.equivalence import is_number

ONE_SPELLING = "one abbreviation written in two ways"
SOUND = "words that sound alike"
MISPRINT = "a likely misprint or mishearing"
_LONG = 6  # letters from which one letter more, less or other is no other word
_SMALL = frozenset("if of it in is".split())  # a letter apart, and typed for one another; none is meant for another
_ALIKE = (
    "hear here;madam madame;there their they're;your you're;its it's;to too;then than;by buy bye;peace piece;knew new;"
    "write right;whole hole;weather whether;son sun;sea see;week weak;meet meat;wait weight;way weigh;"
    "lode load;role roll;reign rein;principal principle;affect effect;site sight cite;steal steel;waste waist;"
    "council counsel;capital capitol;born borne;herd heard;past passed;plain plane;sole soul;through threw;"
    "allowed aloud;bear bare;break brake;fair fare;great grate;higher hire;made maid;mail male;main mane;"
    "patience patients;pour pore;presence presents;prince prints;road rode;sale sail;scene seen;tail tale;"
    "tide tied;vain vein;who's whose;lets let's;complement compliment;led lead;cent scent;die dye;dear deer;"
    "feat feet;flu flew;gorilla guerrilla;idle idol;lessen lesson;miner minor"
)


@cache
def _sounds() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(_ALIKE.split(";")):
        for word in row.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(rows) for word, rows in found.items()}


def slip_of(new: str, old: str) -> str:
    """Why two keys are one word, in a few words; "" where they are two. Numbers are never slips."""
    if {new, old} == {"second", "2nd"}:
        return SOUND
    if new == old or is_number(new) or is_number(old):
        return ""
    if "." in new + old and new.replace(".", "") == old.replace(".", ""):
        return ONE_SPELLING
    if _sounds().get(new, frozenset()) & _sounds().get(old, frozenset()):
        return SOUND
    if new in _SMALL and old in _SMALL:
        return MISPRINT
    return MISPRINT if _one_letter(new, old) else ""


def _one_letter(new: str, old: str) -> bool:
    """One letter off inside a long word, or two that changed places, where that makes no other form of the word."""
    if min(len(new), len(old)) < _LONG or not (new.isalpha() and old.isalpha()) or new[0] != old[0]:
        return False
    if DamerauLevenshtein.distance(new, old) != 1:
        return False
    if re.sub("men$", "man", new) == re.sub("men$", "man", old):
        return True
    shorter, longer = sorted((new, old), key=len)
    return new[:-1] != old[:-1] and not longer.startswith(shorter)  # "employer" and "employee", "house" and "houses"
