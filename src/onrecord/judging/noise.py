"""What a transcript has and a newspaper leaves out: fillers, false starts, repeats, stage directions, interruptions."""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.judging.align import Ground
from onrecord.judging.equivalence import Units
from onrecord.judging.lexicon import (
    ARTICLES,
    AUXILIARIES,
    CONDITIONS,
    CONNECTIVES,
    DEMONSTRATIVES,
    DISCOURSE,
    FILLERS,
    FUNCTION,
    HEDGES,
    MODALS,
    NEGATIONS,
    NO_NAMES,
    OPENERS,
    POSSESSIVES,
    QUANTIFIERS,
    SUBJECTS,
    TITLES,
    WH,
    starts_with_phrase,
)
from onrecord.judging.speakers import COMMON_GIVEN
from onrecord.judging.tokens import has_dash, speech_breaks

LONGEST_START = 7  # words of a start that was given up
Noise = Literal["filler", "repeat", "false-start"]
NOISE_RULES: dict[Noise, str] = {
    "filler": "a filler or a form of address left out",
    "repeat": "a repeat left out",
    "false-start": "a start that was given up left out",
}
_LONGEST_ADDRESS = 3  # words: "Mr. Vice President"
_CLAUSE_STARTS = (
    SUBJECTS | AUXILIARIES | MODALS | WH | DEMONSTRATIVES | CONNECTIVES | {"there", "let", "please", "nobody"}
)
_NOUN_STARTS = ARTICLES | POSSESSIVES | QUANTIFIERS
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
        length = _filler(ground, at, w1) or _opener(ground, at, w1) or _address(ground, at, w1)
        if length:
            if at > start:
                out.append(_rest(ground, start, at, w1))
            out.append(Left(at, at + length, "filler"))
            at += length
            start = at
        else:
            at += 1
    if start < w1:
        out.append(_rest(ground, start, w1, w1))
    return out


def _rest(ground: Ground, w0: int, w1: int, end: int) -> Left:
    """A row among fillers that are left out with it, up to unit `end`: noise too where the words go on as it began."""
    kind = _whole(ground, w0, w1)
    if kind is None and w1 < len(ground.keys):
        kind = _begun_again(ground, w0, w1, end)
    return Left(w0, w1, kind)


def _begun_again(ground: Ground, w0: int, w1: int, end: int) -> Noise | None:
    """ "Nobody, uh, nobody is": after fillers the same words come again, or the sentence begins anew with the first."""
    keys, turn, at, paused = ground.keys, ground.turn[w0], w1, False
    while at < end and (length := _filler(ground, at, end)):
        paused = paused or keys[at] in _ALWAYS
        at += length
    size = w1 - w0
    if at == w1 or at + size > len(keys) or ground.turn[at + size - 1] != turn:
        return None
    if keys[at : at + size] == keys[w0:w1]:
        return "repeat"
    return "false-start" if paused and size <= LONGEST_START and keys[at] == keys[w0] else None


def _address(ground: Ground, at: int, end: int) -> int:
    """The number of units of a form of address that begins at ground unit `at`, "Peder,", "Mr. Noll,"; 0 for none."""
    text, unit = ground.texts[ground.turn[at]], ground.unit[at]
    opens = unit == 0 or text.sentence[unit - 1] != text.sentence[unit]
    if not opens and "," not in text.gap_before(unit):
        return 0
    size = 0
    while at + size < end and size < _LONGEST_ADDRESS and _calls(text, unit + size):
        size += 1
        after = text.gap_after(unit + size - 1)
        if after.strip(" ") != "" and not (text.keys[unit + size - 1] in TITLES and after.strip() == "."):
            break
    if size == 0 or text.gap_after(unit + size - 1).strip()[:1] not in (",", ".", "?", "!", ":"):
        return 0
    if opens and (text.gap_after(unit + size - 1).strip()[:1] != "," or not _clause_follows(ground, text, unit, size)):
        return 0
    beside = [n for n in (unit - 1, unit + size) if 0 <= n < len(text.keys) and text.sentence[n] == text.sentence[unit]]
    listed = any(text.keys[n] in ("and", "or") or _capital(text, n) for n in beside if not (opens and n == unit + size))
    return 0 if listed else size


def _calls(text: Units, unit: int) -> bool:
    """A title, or a word that only its capital shows and that is no common word."""
    key = text.keys[unit]
    return key in TITLES - FUNCTION or (_capital(text, unit) and not key.endswith("ly") and key not in NO_NAMES)


def _capital(text: Units, unit: int) -> bool:
    shown = text.text[text.start(unit) : text.end(unit)]
    return (
        shown[:1].isupper() and not shown.isupper() and text.keys[unit] not in FUNCTION and "_" not in text.keys[unit]
    )


def _clause_follows(ground: Ground, text: Units, unit: int, size: int) -> bool:
    """A clause of its own follows: "Peder, we have"; after a known name "Ada, the logs" too, else it may be a list."""
    if unit + size >= len(text.keys):
        return False
    follows = text.keys[unit + size]
    return follows in _CLAUSE_STARTS or (follows in _NOUN_STARTS and _known_name(ground, text, unit, size))


def _known_name(ground: Ground, text: Units, unit: int, size: int) -> bool:
    """A title, a common given name, or a word that keeps its capital inside another sentence near by."""
    keys = text.keys[unit : unit + size]
    if any(k in TITLES or k in COMMON_GIVEN for k in keys):
        return True
    return any(
        n and key == keys[-1] and other.sentence[n - 1] == other.sentence[n] and _capital(other, n)
        for other in ground.texts
        for n, key in enumerate(other.keys)
    )


def _opener(ground: Ground, at: int, end: int) -> int:
    """The number of units of a phrase that opens a sentence and adds nothing: "Let me be clear,"; 0 for none."""
    text, unit = ground.texts[ground.turn[at]], ground.unit[at]
    low = unit
    while low > 0 and text.sentence[low - 1] == text.sentence[unit]:
        low -= 1
    if any(key not in CONNECTIVES for key in text.keys[low:unit]):
        return 0
    size = len(starts_with_phrase(ground.keys, at, OPENERS))
    return size if size and at + size <= end and speech_breaks(gap_after(ground, at + size - 1)) else 0


def only_noise(ground: Ground, start: int, end: int) -> bool:
    """True where the units [start, end) that open a sentence are but openers, fillers, stammers and names called."""
    at = start
    while at < end and ground.keys[at] in CONNECTIVES:
        at += 1
    return all(part.noise for part in sift(ground, at, end))


def _whole(ground: Ground, w0: int, w1: int) -> Noise | None:
    """The noise that the row is as a whole: a repeat of what stands beside it, or a start given up at a dash."""
    keys, size = ground.keys, w1 - w0
    row = keys[w0:w1]
    turn = ground.turn[w0]
    if w1 + size <= len(keys) and keys[w1 : w1 + size] == row and ground.turn[w1 + size - 1] == turn:
        return "repeat"
    if w0 - size >= 0 and keys[w0 - size : w0] == row and ground.turn[w0 - size] == turn:
        return "repeat"
    broken_off = has_dash(gap_after(ground, w1 - 1))
    if 2 <= size <= 8 and _stands_in(row, keys, max(ground.base[turn], w0 - 16), w0, broken_off):
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


def _stands_in(row: list[str], keys: list[str], low: int, high: int, broken_off: bool) -> bool:
    """The same words, one of them of substance, are said close by; "I think" only where the second time breaks off."""
    if all(k in FUNCTION for k in row) or (NEGATIONS | CONDITIONS | HEDGES) & set(row):
        return False
    if row[0] == "i" and not broken_off:
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
