"""Whether what a cut at the beginning or end took away may be charged to the page.

Every quotation begins and ends somewhere, and what stands around it mostly belongs to other clauses, is carried by the
reporter's own words, or was given up by the speaker. Charged is only the loss of a complete clause or negation that
governs what is printed as a sentence of its own.
"""

from __future__ import annotations

from onrecord.judging.align import Ground
from onrecord.judging.brackets import begins_small
from onrecord.judging.cuts import Lost
from onrecord.judging.lexicon import CONNECTIVES, NEGATIONS
from onrecord.judging.marks import Setting
from onrecord.judging.noise import gap_after, gap_before

_OPINION = frozenset("think hope guess believe feel suppose suspect imagine figure bet".split())
_DENIED = frozenset(
    "think believe say saying said mean suggest suggesting expect claim suppose imagine true case certain sure right "
    "want agree accept".split()
)  # "I don't think that": the negation reaches what follows; of "I didn't know that" it does not
_REPORTED = frozenset("being having been".split())  # "it's being reported", "having said that": nobody's voice
_OTHER_CLAUSE = frozenset("because so since".split())
_BROKEN = ("—", "–", "--", " - ", "...", "…", ";", ":")
_CLOSED = ".!?"


def charged_before(scene: Setting, lost: Lost, end: int) -> bool:
    """Whether the loss of words before unit `end`, with which the quotation begins, is more than trimming."""
    if not scene.whole or _begins_inside(scene):
        return False
    keys = scene.ground.keys
    row = keys[lost.w0 : end]
    if lost.kind == "hedge":
        return not _OPINION & set(row[-3:])
    if lost.kind == "attribution":
        return not _REPORTED & set(row[-5:])
    if lost.kind == "negation":
        last = max(n for n, key in enumerate(row) if key in NEGATIONS)
        return len(row) - last <= 2 or bool(_DENIED & set(row[last + 1 :]))
    if lost.kind == "condition":
        opens = all(key in CONNECTIVES for key in keys[lost.w0 - 1 : lost.w0] if _same_sentence(scene.ground, lost.w0))
        return opens and _one_clause(scene.ground, lost.w0, end)
    return True


def charged_after(scene: Setting, lost: Lost, begin: int, end: int) -> bool:
    """Whether the loss of words after the quotation, units [begin, end), is more than trimming."""
    if not scene.whole:
        return False
    closed = scene.marked.text.rstrip().rstrip("”’\"'")[-1:] in _CLOSED
    if _begins_inside(scene) and not closed:
        return False
    row = scene.ground.keys[lost.w0 : end]
    if _breaks_off(scene.ground, lost.w0, min(lost.w0 + 3, end)):
        return False
    if lost.kind == "hedge":
        return not _OPINION & set(row)
    if lost.kind == "negation":
        return not {"only", "just", "merely"} & set(row[:3])
    if lost.kind == "contrast":
        return closed  # a comma before "she said" does not say that the sentence ended there
    if lost.kind == "condition":
        return not _OTHER_CLAUSE & set(scene.ground.keys[begin : lost.w0]) and not _has_its_own(scene.ground, lost, end)
    return True


def _begins_inside(scene: Setting) -> bool:
    """True for a quotation that begins inside the reporter's sentence: a small letter first, and no mark before it."""
    return begins_small(scene.marked) and 0 not in scene.marked.ellipses


def _has_its_own(ground: Ground, lost: Lost, end: int) -> bool:
    """True for a condition after a comma that is followed by what it is the condition of: ", if it rains, we stay"."""
    if ground.keys[lost.w0] != "if" or "," not in gap_before(ground, lost.w0):
        return False
    commas = [n for n in range(lost.w0 + 3, end) if "," in gap_before(ground, n)]
    return bool(commas) and ground.keys[commas[0]] not in ("and", "or", "but")


def _same_sentence(ground: Ground, w: int) -> bool:
    if w == 0 or ground.turn[w - 1] != ground.turn[w]:
        return False
    text = ground.texts[ground.turn[w]]
    return text.sentence[ground.unit[w - 1]] == text.sentence[ground.unit[w]]


def _one_clause(ground: Ground, w0: int, end: int) -> bool:
    """True where the words are one clause, never broken off, and nothing but a comma stands before what follows."""
    inside = [gap_before(ground, n) for n in range(w0 + 1, end)]
    return not any("," in gap or _broken(gap) for gap in inside) and not _broken(gap_before(ground, end))


def _breaks_off(ground: Ground, w0: int, end: int) -> bool:
    """True where the speaker gives up within the first words of what was cut: "if -- no, that is"."""
    return any(_broken(gap_after(ground, n)) for n in range(w0, end))


def _broken(gap: str) -> bool:
    return any(mark in gap for mark in _BROKEN)
