"""What a cut took away that limits what is left: a condition, negation, contrast, hedge, number, another's voice.

All functions look at ground units of one sentence and say what was lost, or None. Whether that is grave is policy.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.judging.align import Ground
from onrecord.judging.equivalence import is_number
from onrecord.judging.lexicon import (
    AUXILIARIES,
    COMPLEMENT_VERBS,
    CONDITION_PHRASES,
    CONDITIONS,
    CONNECTIVES,
    CONTRAST_PHRASES,
    CONTRASTS,
    HEDGE_PHRASES,
    HEDGES,
    LIMITERS,
    MODALS,
    NEGATIONS,
    QUANTIFIERS,
    SPEECH_VERBS,
    SUBJECTS,
    starts_with_phrase,
)
from onrecord.judging.noise import gap_after, gap_before
from onrecord.judging.tokens import speech_breaks

LostKind = Literal["condition", "negation", "contrast", "exception", "hedge", "number", "attribution"]
_EXCEPTIONS = frozenset("except excluding unless".split())
_AFTER_ONLY = frozenset("if when after once until in on at for with by to as because where".split())
_PRAGMATIC = frozenset(
    {
        ("you", "look"),
        ("you", "will"),
        ("you", "like"),
        ("i", "may"),
        ("you", "ask"),
        ("you", "know"),
        ("you", "think"),
        ("you", "see"),
        ("i", "might"),
        ("i", "can"),
        ("you", "really"),
    }
)
_SUBORDINATE = frozenset("which who whom where because so that whose since".split())
_NO_LIMIT = frozenset(
    "always everyone everybody someone somebody anyone anybody something anything all both each every much many "
    "more".split()
)
_CONCESSIONS = frozenset("although though while whereas despite albeit notwithstanding".split())


class Lost(NamedTuple):
    """What a cut took: the kind, and the ground units [w0, w1) that hold it."""

    kind: LostKind
    w0: int
    w1: int


def sentence_bounds(ground: Ground, w: int) -> tuple[int, int]:
    """The ground units [start, end) of the sentence in which unit w stands."""
    text, turn, base = ground.texts[ground.turn[w]], ground.turn[w], ground.base[ground.turn[w]]
    number, low, high = text.sentence[ground.unit[w]], w, w + 1
    top = base + len(text.keys)
    while low > base and text.sentence[low - 1 - base] == number:
        low -= 1
    while high < top and text.sentence[high - base] == number:
        high += 1
    assert ground.turn[low] == turn
    return low, high


def lost_after(ground: Ground, w: int, end: int) -> Lost | None:
    """What the rest of the sentence, units [w, end), takes away from the words before it."""
    keys = ground.keys
    for at in range(w, end):
        key = keys[at]
        breaks = speech_breaks(gap_before(ground, at))
        opening = at == w or breaks
        if _condition_at(ground, at, end):
            return Lost("exception" if key in _EXCEPTIONS else "condition", at, end)
        if (
            (
                key in CONTRASTS
                and key not in ("yet", "however")
                and (opening or key in ("but", "except", "although", "though", "despite"))
            )
            or (key in ("yet", "however") and breaks and at + 1 < end)
        ) and not (
            key == "but" and at > 0 and keys[at - 1] in NEGATIONS | {"nothing", "anything", "all"} and not breaks
        ):
            return Lost(_contrast(ground, at, end), at, end)
        if opening and starts_with_phrase(keys, at, CONTRAST_PHRASES):
            return Lost("contrast", at, end)
        if key in NEGATIONS and at <= w + 1 and not speech_breaks(gap_before(ground, w)) and not breaks:
            return Lost("negation", at, end)
        if key in LIMITERS and key != "just" and at == w and at + 1 < end and keys[at + 1] in _AFTER_ONLY:
            return Lost("condition", at, end)
        if (
            opening
            and (phrase := starts_with_phrase(keys, at, HEDGE_PHRASES))
            and phrase[0] in ("i", "in", "as", "it", "from", "to")
            and at + len(phrase) >= end - 1
        ):
            return Lost("hedge", at, end)
        if key in HEDGES and opening and at >= end - 2:
            return Lost("hedge", at, end)
        if at == w or breaks:
            if (
                key in ("and", "or")
                and at + 1 < end
                and (keys[at + 1] in CONDITIONS or keys[at + 1] in LIMITERS)
                and keys[at + 1] != "just"
                and not _own_clause(ground, at + 1, end)
            ):
                return Lost("condition", at, end)
            if key in ("and", "or") and at + 1 < end:
                return None
        if key in _SUBORDINATE and (at > w or breaks):
            return None
        if key == "and" and at + 1 < end and keys[at + 1] in SUBJECTS:
            return None
    return None


def _own_clause(ground: Ground, at: int, end: int) -> bool:
    """ "... and if you use it, I make it hard": the condition at `at` has a main clause of its own behind it."""
    return ground.keys[at] in CONDITIONS and any(
        ground.keys[n] in SUBJECTS and "," in gap_before(ground, n) for n in range(at + 3, end)
    )


def _contrast(ground: Ground, at: int, end: int) -> LostKind:
    """What a contrast says: "except for one" an exception, "but only if" a condition."""
    if ground.keys[at] in _EXCEPTIONS:
        return "exception"
    after = ground.keys[at + 1 : min(at + 3, end)]
    return "condition" if after[:1] == ["only"] or any(k in CONDITIONS for k in after) else "contrast"


def _condition_at(ground: Ground, at: int, end: int) -> bool:
    keys, key = ground.keys, ground.keys[at]
    before = keys[at - 1] if at and ground.turn[at - 1] == ground.turn[at] else ""
    if before and speech_breaks(gap_before(ground, at)):
        before = ""
    if key == "whether":
        return False
    if key in CONDITIONS:
        if key == "if" and (tuple(keys[at + 1 : at + 3]) in _PRAGMATIC or keys[at + 1 : at + 2] == ["anything"]):
            return False  # "if you look at it", "if I may": said to the listener, no condition
        if key == "if" and (before in COMPLEMENT_VERBS or before in ("as", "like", "even", "what")):
            return before == "even"
        if key in ("until", "till") and before in ("not", "up"):
            return True
        if key in ("provided", "supposing", "assuming") and not (
            speech_breaks(gap_before(ground, at)) or (at + 1 < end and keys[at + 1] == "that")
        ):
            return False
        if key == "if" and at + 1 < end and keys[at + 1] in ("anything", "not") and at + 2 >= end:
            return False
        return at + 1 < end or key in ("unless",)
    phrase = starts_with_phrase(keys, at, CONDITION_PHRASES)
    if phrase in (("once",), ("pending",)) or phrase[:1] == ("should",):
        return (
            at + 2 < end and keys[at + 1] in SUBJECTS | {"the", "there"} and before not in ("at", "than", "for", "more")
        )
    return bool(phrase) and at + len(phrase) < end


def lost_before(ground: Ground, start: int, w: int) -> Lost | None:
    """What the sentence's beginning, units [start, w), said about the words after it."""
    keys = ground.keys
    at = start
    while at < w and (
        keys[at] in CONNECTIVES
        or (
            keys[at] in ("you", "know", "i", "mean")
            and keys[at : at + 2] in (["you", "know"], ["know"], ["i", "mean"], ["mean"])
        )
    ):
        at += 1
    if at >= w:
        return None
    row = keys[at:w]
    for offset in range(len(row)):
        here = at + offset
        if (
            row[offset] in ("if", "unless", "until", "provided", "assuming")
            and _condition_at(ground, here, w)
            and _clause_open(ground, here, w)
        ):
            return Lost("condition", here, w)
        if (
            row[offset] in ("once", "when")
            and offset == 0
            and len(row) > 2
            and keys[here] == "once"
            and keys[here + 1] in SUBJECTS
        ):
            return Lost("condition", here, w)
        if starts_with_phrase(row, offset, CONDITION_PHRASES[:14]):
            return Lost("condition", here, w)
        if row[offset] in LIMITERS and row[offset] not in ("just", "alone") and _governs(ground, here, w):
            return Lost("condition", here, w)
    for offset in range(len(row) - 1, -1, -1):
        here = at + offset
        asked = 0 < offset < len(row) - 1 and row[offset - 1] in MODALS | AUXILIARIES and row[offset + 1] in SUBJECTS
        if row[offset] in NEGATIONS and not asked and _governs(ground, here, w):
            return Lost("negation", at, w)
    tail = row[-6:]
    for offset in range(len(tail)):
        phrase = starts_with_phrase(tail, offset, HEDGE_PHRASES)
        if (
            phrase
            and offset + len(phrase) >= len(tail) - 1
            and (offset + len(phrase) == len(tail) or tail[-1] in ("that", "like"))
            and phrase[0] in ("i", "in", "it", "my", "to", "as", "from")
        ):
            return Lost("hedge", at, w)
    if row[-1] in HEDGES or (row[0] in HEDGES and len(row) <= 2):
        return Lost("hedge", at, w)
    if row[0] in _CONCESSIONS and len(row) > 2:
        return Lost("contrast", at, w)
    return _another_voice(ground, at, w)


def _clause_open(ground: Ground, at: int, w: int) -> bool:
    """The clause that begins at `at` is the one the kept words complete: no new main clause stands between."""
    keys = ground.keys
    if any(keys[n] in ("and", "but", "so") and speech_breaks(gap_before(ground, n)) for n in range(at + 2, w)):
        return False
    return sum(1 for n in range(at + 1, w) if "," in gap_before(ground, n) or ";" in gap_before(ground, n)) <= 2


def _governs(ground: Ground, at: int, w: int) -> bool:
    """The word at `at` reaches the kept words: nothing breaks the sentence between, or only a verb of thinking."""
    for n in range(at + 1, w + 1):
        if n < len(ground.keys) and ground.turn[n] == ground.turn[at]:
            gap = gap_before(ground, n)
            if any(c in gap for c in ",;:.?!—–") or "--" in gap:
                return False
            if n < w and ground.keys[n] in ("and", "but", "because", "which", "who"):
                return False
    return w - at <= 9


def _another_voice(ground: Ground, at: int, w: int) -> Lost | None:
    """ "They claim that ...": the kept words were somebody else's, and the cut hides it."""
    keys = ground.keys
    row = keys[at:w]
    last = row[-1]
    verb = row[-2] if last == "that" and len(row) > 1 else last
    place = len(row) - 2 if last == "that" and len(row) > 1 else len(row) - 1
    if (
        verb in SPEECH_VERBS
        and verb not in ("tell", "ask", "add", "state", "read", "suggest", "report", "call")
        and place >= 1
    ):
        subject = row[max(0, place - 4) : place]
        if not {"i", "we", "you", "to", "us", "me", "let"} & set(subject):
            return Lost("attribution", at, w)
    return None


def lost_inside(ground: Ground, w0: int, w1: int, marked: bool) -> Lost | None:
    """What a cut inside one sentence took: units [w0, w1), words kept on both sides."""
    keys, row = ground.keys, ground.keys[w0:w1]
    set_off = speech_breaks(gap_before(ground, w0)) and speech_breaks(gap_after(ground, w1 - 1))
    again = w0 > 0 and keys[w0 - 1] in NEGATIONS and keys[w0 - 1] == keys[w1 - 1]  # "doesn't (brag, who doesn't) lie"
    for at in range(w0, w1):
        key = keys[at]
        if key in NEGATIONS and not again:
            edge = at == w0 or at == w1 - 1 or len(row) <= 3
            if (edge and not set_off) or (not set_off and _reaches_end(ground, at, w1)):
                return Lost("negation", w0, w1)
        opening = (
            at == w0 or speech_breaks(gap_before(ground, at)) or keys[at - 1] in ("and", "but", "only", "that", "and")
        )
        if opening and _condition_at(ground, at, w1):
            return Lost("exception" if key in _EXCEPTIONS else "condition", w0, w1)
        if key in CONTRASTS and key not in ("yet", "however") and at == w0 and len(row) > 1:
            return Lost(_contrast(ground, at, w1), w0, w1)
        if key in LIMITERS and key not in ("just", "alone", "even") and len(row) <= 4 and not set_off:
            return Lost("condition", w0, w1)
    return _hedge_inside(row, w0, w1) or (None if marked else _number_inside(row, w0, w1))


def _reaches_end(ground: Ground, at: int, w1: int) -> bool:
    return not any(speech_breaks(gap_before(ground, n)) for n in range(at + 1, w1)) and not speech_breaks(
        gap_after(ground, w1 - 1)
    )


def _hedge_inside(row: list[str], w0: int, w1: int) -> Lost | None:
    for offset in range(len(row)):
        phrase = starts_with_phrase(row, offset, HEDGE_PHRASES)
        if phrase and len(row) <= len(phrase) + 3:
            return Lost("hedge", w0, w1)
        if row[offset] in HEDGES and len(row) <= 4:
            return Lost("hedge", w0, w1)
    return (
        Lost("hedge", w0, w1)
        if len(row) <= 2 and row[0] in MODALS and row[0] in ("may", "might", "could", "would")
        else None
    )


def _number_inside(row: list[str], w0: int, w1: int) -> Lost | None:
    if len(row) <= 3 and any((is_number(k) and k != "1") or k in QUANTIFIERS - _NO_LIMIT for k in row):
        return Lost("number", w0, w1)
    return None


def taken_back(ground: Ground, w: int) -> str:
    """The next sentence where it takes back what ends at unit w ("But that's not ..."), or ""."""
    _, end = sentence_bounds(ground, w - 1)
    if end >= len(ground.keys) or ground.turn[end] != ground.turn[w - 1]:
        return ""
    low, high = sentence_bounds(ground, end)
    row = ground.keys[low:high]
    if row[0] in ("but", "however", "except") or row[:2] in (["that", "said"], ["having", "said"]):
        text = ground.texts[ground.turn[low]]
        if any(k in NEGATIONS for k in row[:9]) or row[0] != "but" or any(k in CONDITIONS for k in row[:3]):
            return text.shown(ground.unit[low], ground.unit[high - 1] + 1)
    return ""
