"""What a transcript has and a newspaper leaves out: fillers, false starts, repeats, stage directions, interruptions."""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.judging.align import Ground
from onrecord.judging.equivalence import Units
from onrecord.judging.lexicon import CONDITIONS, DISCOURSE, FILLERS, FUNCTION, HEDGES, NEGATIONS
from onrecord.judging.tokens import has_dash, speech_breaks

LONGEST_START = 7  # words of a start that was given up
Noise = Literal["filler", "repeat", "false-start"]
_ALWAYS = frozenset("uh um er erm ah eh hmm hm mm mhm huh uhh umm".split())
_PAUSED = frozenset("like right so look see now again well basically anyway okay ok please".split())


class Left(NamedTuple):
    """A row of ground units [w0, w1) that print left out, and the noise it is; None where it is more than noise."""

    w0: int
    w1: int
    noise: Noise | None


def gap_before(ground: Ground, w: int) -> str:
    """The characters before ground unit w, in its own turn."""
    return ground.texts[ground.turn[w]].gap_before(ground.unit[w])


def gap_after(ground: Ground, w: int) -> str:
    """The characters after ground unit w, in its own turn."""
    return ground.texts[ground.turn[w]].gap_after(ground.unit[w])


def sift(ground: Ground, w0: int, w1: int) -> list[Left]:
    """Cut the left-out units [w0, w1), all of one turn, into noise and what is more than noise."""
    if w0 >= w1:
        return []
    kind = _whole(ground, w0, w1)
    if kind:
        return [Left(w0, w1, kind)]
    out: list[Left] = []
    at = start = w0
    while at < w1:
        length = _filler(ground, at, w1)
        if length:
            if at > start:
                out.append(_rest(ground, start, at))
            out.append(Left(at, at + length, "filler"))
            at += length
            start = at
        else:
            at += 1
    if start < w1:
        out.append(_rest(ground, start, w1))
    return out


def _rest(ground: Ground, w0: int, w1: int) -> Left:
    return Left(w0, w1, _whole(ground, w0, w1))


def _whole(ground: Ground, w0: int, w1: int) -> Noise | None:
    """The noise that the row is as a whole: a repeat of what stands beside it, or a start given up at a dash."""
    keys, size = ground.keys, w1 - w0
    row = keys[w0:w1]
    turn = ground.turn[w0]
    if w1 + size <= len(keys) and keys[w1 : w1 + size] == row and ground.turn[w1 + size - 1] == turn:
        return "repeat"
    if w0 - size >= 0 and keys[w0 - size : w0] == row and ground.turn[w0 - size] == turn:
        return "repeat"
    if 2 <= size <= 8 and _stands_in(row, keys, max(ground.base[turn], w0 - 16), w0):
        return "repeat"
    if size > LONGEST_START or w1 >= len(keys) or ground.turn[w1] != turn:
        return None
    if ground.texts[turn].sentence[ground.unit[w0]] != ground.texts[turn].sentence[ground.unit[w1 - 1]]:
        return None
    if not has_dash(gap_after(ground, w1 - 1)):
        return None
    if row[0] == keys[w1] or (size > 1 and row[1] == keys[w1]):
        return "false-start"
    if (NEGATIONS | CONDITIONS) & set(row) or any(k[:1].isdigit() for k in row):
        return None
    # a start given up: it stops at a dash, after nothing or after another dash, and its last word asks for more
    if row[-1] in FUNCTION and (speech_breaks(gap_before(ground, w0)) or size <= 3):
        return "false-start"
    return "false-start" if has_dash(gap_before(ground, w0)) and size <= 3 and row[0][:2] == keys[w1][:2] else None


def _stands_in(row: list[str], keys: list[str], low: int, high: int) -> bool:
    """The same words, one of them of substance, are said again close by."""
    if all(k in FUNCTION for k in row) or (NEGATIONS | CONDITIONS | HEDGES) & set(row) or row[0] == "i":
        return False
    return any(keys[n : n + len(row)] == row for n in range(low, min(high, len(keys)) - len(row) + 1))


def _filler(ground: Ground, at: int, end: int) -> int:
    """The number of units of the filler that begins at ground unit `at`, 0 for none."""
    keys = ground.keys
    if keys[at] in _ALWAYS:
        return 1
    for phrase in FILLERS:
        size = len(phrase)
        if keys[at] == phrase[0] and at + size <= end and tuple(keys[at : at + size]) == phrase:
            if size > 1 and phrase not in (("sort", "of"), ("kind", "of"), ("as", "well"), ("and", "so")):
                if (
                    phrase == ("you", "know")
                    and at + 2 < len(keys)
                    and keys[at + 2] in ("that", "what", "how", "why", "who")
                    and not speech_breaks(gap_after(ground, at + 1))
                ):
                    return 0
                return size
            if size > 1:
                return size
            before, after = gap_before(ground, at), gap_after(ground, at)
            if keys[at] in DISCOURSE or keys[at] in _PAUSED or True:
                return (
                    1
                    if speech_breaks(after)
                    or (speech_breaks(before) and keys[at] not in ("like", "right"))
                    or ground.unit[at] == 0
                    else 0
                )
    return 0


def opening_connectives(text: Units, unit: int) -> int:
    """How many little opening words ("And", "Well, look,") stand between the sentence's start and the unit."""
    sentence, at = text.sentence[unit], unit
    while at > 0 and text.sentence[at - 1] == sentence:
        at -= 1
    return unit - at
