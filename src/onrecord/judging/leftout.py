"""Words of the record that print left out: marked or not, inside or at the ends, near or far."""

from __future__ import annotations

from onrecord.judging.align import Step
from onrecord.judging.bracketing import bracket_at, bracket_replaces, bracket_size
from onrecord.judging.brackets import stage_note
from onrecord.judging.changes import roughly
from onrecord.judging.cuts import Lost, lost_after, lost_before, lost_inside, sentence_bounds
from onrecord.judging.ends import charged_after, charged_before
from onrecord.judging.equivalence import is_number
from onrecord.judging.lexicon import AUXILIARIES, CONNECTIVES, INTENSIFIERS, LIGHT, MODALS, TITLES
from onrecord.judging.marks import LONG_MARKED, NEAR_WORDS, SHORT_INTERRUPTION, Grade, Mark, Setting
from onrecord.judging.noise import NOISE_RULES, only_noise, sift
from onrecord.judging.relay import FEWEST, UNQUOTES, relayed_words
from onrecord.types import ChangeKind


def left_out(
    scene: Setting, step: Step, steps: tuple[Step, ...], number: int, used: set[int], filled: set[int]
) -> list[Mark]:
    ground, q = scene.ground, step.q0
    bracket = bracket_at(scene, q, filled)
    dots = q in scene.marked.ellipses
    if step.w1 < step.w0 or (step.kind == "jump" and step.w1 == step.w0):
        return _backward(scene, step) if step.w1 < step.w0 else []
    w0, w1 = step.w0, step.w1
    marks: list[Mark] = []
    if bracket and w1 > w0 and not stage_note(bracket):
        filled.add(scene.marked.brackets.index(bracket))
        size = bracket_size(bracket, ground, w0, w1) if dots or w1 - w0 > 14 else w1 - w0
        start = w1 - size if ground.turn[w1 - 1] == ground.turn[max(w0, w1 - size)] else w1 - 1
        marks.append(bracket_replaces(scene, bracket, start, w1))
        w1 = start
    if w0 >= w1:
        return marks
    own, others = _voices_between(scene, w0, w1)
    if q in scene.marked.joints and not dots and (others or sum(b - a for a, b in own) > 12):
        return [
            *marks,
            Mark(
                "silent-cut", "trim-whole", False, "the two parts stand apart in the record, as in print", q, q, w0, w1
            ),
        ]
    if others:
        marks += _passed_over(scene, q, w0, w1, own, others, dots)
    if dots:
        used.add(q)
    words = sum(b - a for a, b in own)
    far = words > NEAR_WORDS or _hole(scene, w0, w1)
    if far:
        marks.append(_spliced(scene, q, w0, w1, words, dots, _hole(scene, w0, w1)))
        return marks
    for begin, end in own:
        marks += cut_marked(scene, q, begin, end) if dots else silently(scene, begin, end, q, inside=True)
    return marks


def _hole(scene: Setting, w0: int, w1: int) -> bool:
    """True where turns that the ground does not hold lie between."""
    a, b = scene.ground.turn[max(0, w0 - 1)], scene.ground.turn[min(w1, len(scene.ground.keys) - 1)]
    return any(scene.speech.number[n + 1] - scene.speech.number[n] > 1 for n in range(a, b))


def _voices_between(scene: Setting, w0: int, w1: int) -> tuple[list[tuple[int, int]], int]:
    """The rows of the same voice among units [w0, w1), and the number of words of other voices."""
    ground, voice = scene.ground, scene.speech.voice
    mine = {voice[ground.turn[max(0, w0 - 1)]], voice[ground.turn[min(w1, len(ground.keys) - 1)]]}
    own: list[tuple[int, int]] = []
    others = 0
    at = w0
    while at < w1:
        turn = ground.turn[at]
        end = min(w1, ground.base[turn] + len(ground.texts[turn].keys))
        if voice[turn] in mine:
            own.append((at, end))
        else:
            others += end - at
        at = end
    return own, others


def _passed_over(
    scene: Setting, q: int, w0: int, w1: int, own: list[tuple[int, int]], others: int, dots: bool
) -> list[Mark]:
    if others <= SHORT_INTERRUPTION or dots:
        return [Mark("aside", "interruption", False, "another voice passed over", q, q, w0, w1)]
    return [
        Mark("splice", "splice-near", False, "two answers on either side of another voice printed as one", q, q, w0, w1)
    ]


def _spliced(scene: Setting, q: int, w0: int, w1: int, words: int, dots: bool, hole: bool) -> Mark:
    if dots and words <= LONG_MARKED and not hole:
        return Mark("ellipsis-cut", "ellipsis", False, f"a marked cut of {words} words", q, q, w0, w1)
    return Mark("splice", "splice-far", True, "parts from separate places printed as one run", q, q, w0, w1)


def _backward(scene: Setting, step: Step) -> list[Mark]:
    distance = step.w0 - step.w1
    keys = scene.ground.keys[step.w1 : step.w0]
    if distance <= 10 and {"and", "or"} & set(keys) and not set(keys) & (AUXILIARIES | MODALS):
        return [Mark("order", "little-word", False, "a list in another order", step.q0, step.q0, step.w1, step.w0)]
    if distance > 2 * NEAR_WORDS + 60:
        return [
            Mark(
                "splice",
                "splice-far",
                True,
                "parts from separate places printed in another order",
                step.q0,
                step.q0,
                step.w1,
                step.w0,
            )
        ]
    return [Mark("order", "order", False, "parts printed in another order", step.q0, step.q0, step.w1, step.w0)]


def cut_marked(scene: Setting, q: int, w0: int, w1: int) -> list[Mark]:
    """A cut that an ellipsis admits: fine, unless it took what limits the rest."""
    if all(part.noise for part in sift(scene.ground, w0, w1)):
        return [Mark("ellipsis-cut", "ellipsis", False, "noise cut with a mark", q, q, w0, w1)]
    lost = _lost(scene, w0, w1, marked=True)
    if lost:
        return [_qualifier(lost, "ellipsis-cut", q, w0, w1)]
    return [Mark("ellipsis-cut", "ellipsis", False, "a marked cut", q, q, w0, w1)]


def _qualifier(lost: Lost, kind: ChangeKind, q: int, w0: int, w1: int) -> Mark:
    grade: Grade = "concession" if lost.kind == "attribution" else "qualifier"
    return Mark(kind, grade, True, f"the cut took a {lost.kind}", q, q, w0, w1, lost)


def _lost(scene: Setting, w0: int, w1: int, marked: bool) -> Lost | None:
    """What a cut inside the printed words took, by where it stands in the record's sentences."""
    ground = scene.ground
    left = w0 > 0 and ground.turn[w0 - 1] == ground.turn[w0] and sentence_bounds(ground, w0)[0] < w0
    right = w1 < len(ground.keys) and ground.turn[w1] == ground.turn[w1 - 1] and sentence_bounds(ground, w1 - 1)[1] > w1
    first_end, last_start = sentence_bounds(ground, w0)[1], sentence_bounds(ground, w1 - 1)[0]
    if left and right and first_end >= w1:
        return lost_inside(ground, w0, w1, marked)
    lost = lost_after(ground, w0, min(first_end, w1)) if left else None
    if lost is None and right:
        lost = lost_before(ground, last_start, w1)
    return lost


def silently(scene: Setting, w0: int, w1: int, q: int, inside: bool) -> list[Mark]:
    """Words left out without a mark."""
    ground = scene.ground
    marks: list[Mark] = []
    joint = q in scene.marked.joints
    for part in sift(ground, w0, w1):
        if part.noise:
            marks.append(Mark(part.noise, "filler", False, NOISE_RULES[part.noise], q, q, part.w0, part.w1))
        else:
            marks += _silent_words(scene, part.w0, part.w1, q, joint)
    return marks


def _silent_words(scene: Setting, w0: int, w1: int, q: int, joint: bool) -> list[Mark]:
    ground, row = scene.ground, scene.ground.keys[w0:w1]
    size = w1 - w0
    if roughly(row) and w1 < len(ground.keys) and is_number(ground.keys[w1]):
        return [_qualifier(Lost("hedge", w0, w1), "silent-cut", q, w0, w1)]
    lost = _lost(scene, w0, w1, marked=False)
    if lost and lost.kind == "negation" and size <= 4:
        return [Mark("negation", "negation", True, "a negation left out", q, q, w0, w1, lost)]
    if lost:
        return [_qualifier(lost, "silent-cut", q, w0, w1)]
    if _idle(ground.keys, w0, w1):
        return [Mark("function-word", "little-word", False, "an idle word left out", q, q, w0, w1)]
    if all(k in LIGHT or k in TITLES or (len(k) == 1 and k != "i") for k in row) and size <= 2:
        return [Mark("function-word", "little-word", False, "a little word left out", q, q, w0, w1)]
    if all(k in INTENSIFIERS or k in LIGHT for k in row) and size <= 2:
        return [Mark("intensifier", "small-change", False, "an intensifier left out", q, q, w0, w1)]
    if size == 1 and row[0] in CONNECTIVES:
        return [Mark("leading-connective", "filler", False, "a connecting word left out", q, q, w0, w1)]
    whole_sentences = sentence_bounds(ground, w0)[0] == w0 and sentence_bounds(ground, w1 - 1)[1] == w1
    if joint:
        return [Mark("silent-cut", "trim-whole", False, "words between two parts of the quotation", q, q, w0, w1)]
    if whole_sentences:
        return [Mark("splice", "splice-near", False, "whole sentences left out without a mark", q, q, w0, w1)]
    return [Mark("silent-cut", "cut", False, "words left out without a mark", q, q, w0, w1)]


def _idle(keys: list[str], w0: int, w1: int) -> bool:
    """ "I('ll) tell you", "(all) those who": a word that adds nothing to the phrase it stands in."""
    row, before, after = keys[w0:w1], keys[max(0, w0 - 1) : w0], keys[w1 : w1 + 2]
    told = row in (["will"], ["can"], ["would"]) and before == ["i"] and after in (["tell", "you"], ["say", "this"])
    return told or (row == ["all"] and after[:1] in (["those"], ["these"])) or (row == ["why"] and before == ["reason"])


def opening(scene: Setting, steps: tuple[Step, ...], used: set[int], filled: set[int]) -> list[Mark]:
    ground, first = scene.ground, steps[0]
    if first.kind == "insert" or first.w0 >= len(ground.keys):
        return []
    start = sentence_bounds(ground, first.w0)[0]
    if start == first.w0 or _opens_speech(scene, first.w0):
        return []
    bracket = bracket_at(scene, 0, filled)
    marks: list[Mark] = []
    end = first.w0
    if bracket and not stage_note(bracket):
        size = min(end - start, bracket_size(bracket, ground, start, end))
        if size:
            filled.add(scene.marked.brackets.index(bracket))
            marks.append(bracket_replaces(scene, bracket, end - size, end))
            end -= size
    if end == start:
        return marks
    dots = 0 in scene.marked.ellipses
    if only_noise(ground, start, end):
        return [*marks, Mark("leading-connective", "filler", False, "opening words left out", 0, 0, start, end)]
    lost = lost_before(ground, start, end)
    if dots:
        used.add(0)
    if lost and charged_before(scene, lost, end):
        return [*marks, _qualifier(lost, "ellipsis-cut" if dots else "start-cut", 0, start, end)]
    if dots:
        return [*marks, Mark("ellipsis-cut", "ellipsis", False, "a marked cut at the beginning", 0, 0, start, end)]
    return [
        *marks,
        Mark(
            "start-cut",
            "trim-whole" if scene.whole else "trim-part",
            bool(lost),
            "begins inside the sentence",
            0,
            0,
            start,
            end,
            lost,
        ),
    ]


def _opens_speech(scene: Setting, w: int) -> bool:
    """True where another's words, which the speaker hands on, begin at the unit: what introduces them is not cut."""
    text, unit = scene.ground.texts[scene.ground.turn[w]], scene.ground.unit[w]
    start = text.start(unit)
    relay = relayed_words(text.text, start, start, FEWEST)
    return relay is not None and (not relay.marked or text.gap_before(unit).rstrip()[-1:] in ("“", "‘", '"'))


def closing(scene: Setting, steps: tuple[Step, ...], used: set[int], filled: set[int]) -> list[Mark]:
    ground, last, size = scene.ground, steps[-1], len(scene.marked.units.keys)
    if last.kind not in ("equal", "replace"):
        return []
    w = last.w1
    end = sentence_bounds(ground, w - 1)[1]
    if end <= w:
        return []
    bracket = bracket_at(scene, size, filled)
    marks: list[Mark] = []
    if bracket and not stage_note(bracket):
        taken = min(end - w, bracket_size(bracket, ground, w, end))
        if taken and end - w <= taken + 1:
            filled.add(scene.marked.brackets.index(bracket))
            marks.append(bracket_replaces(scene, bracket, w, end))
            w = end
    if w >= end:
        return marks
    if tuple(ground.keys[w:end]) in UNQUOTES:
        return marks
    if all(p.noise for p in sift(ground, w, end)):
        return [*marks, Mark("filler", "filler", False, "closing words left out", size, size, w, end)]
    lost = lost_after(ground, w, end)
    dots = size in scene.marked.ellipses
    if lost and charged_after(scene, lost, w, end):
        return [*marks, _qualifier(lost, "ellipsis-cut" if dots else "end-cut", size, w, end)]
    if dots:
        return [*marks, Mark("ellipsis-cut", "ellipsis", False, "a marked cut at the end", size, size, w, end)]
    return [
        *marks,
        Mark(
            "end-cut",
            "trim-whole" if scene.whole else "trim-part",
            bool(lost),
            "ends inside the sentence",
            size,
            size,
            w,
            end,
            lost,
        ),
    ]
