"""What a finding shows: the places with what stands around them, the word diff, the changes as records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from onrecord.judging.align import Ground, Step
from onrecord.judging.brackets import Marked
from onrecord.judging.cuts import sentence_bounds
from onrecord.judging.marks import Mark
from onrecord.types import Change, DiffOp, Place, PlacedTurn, SourceInfo, Span

MOST_EQUAL_CHANGES = 12  # typographic differences listed one by one before they are summed up


def stretches(ground: Ground, steps: Sequence[Step]) -> list[tuple[int, int]]:
    """The ground units [w0, w1) of each unbroken part of the alignment, in printed order, one turn each."""
    out: list[tuple[int, int]] = []
    broken = True
    for step in steps:
        if step.kind == "jump":
            broken = True
            continue
        if step.w0 == step.w1:
            continue
        w0, w1 = step.w0, step.w1
        while w0 < w1:
            turn = ground.turn[w0]
            end = min(w1, ground.base[turn] + len(ground.texts[turn].keys))
            if out and not broken and ground.turn[out[-1][1] - 1] == turn and out[-1][1] <= w0:
                out[-1] = (out[-1][0], end)
            else:
                out.append((w0, end))
            broken = False
            w0 = end
    return _without_foreign(ground, steps, out)


def _without_foreign(ground: Ground, steps: Sequence[Step], parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop stretches in which no printed word stands: another voice that was passed over."""
    held = [s for s in steps if s.kind in ("equal", "replace")]
    return [(a, b) for a, b in parts if any(s.w0 < b and a < s.w1 for s in held)]


def places_of(
    ground: Ground, steps: Sequence[Step], turns: Sequence[PlacedTurn], info: SourceInfo, second_hand: str = ""
) -> tuple[Place, ...]:
    """Each part of the alignment as a place, with the sentence before and the sentence after."""
    places: list[Place] = []
    for w0, w1 in stretches(ground, steps):
        turn = turns[ground.turn[w0]]
        text = ground.texts[ground.turn[w0]]
        span = Span(text.start(ground.unit[w0]), text.end(ground.unit[w1 - 1]))
        places.append(
            Place(
                source=info, turn=turn.index, span=span,
                speaker=turn.turn.speaker, person=turn.turn.person, role=turn.turn.role,
                words=text.text[span.start : span.end], before=_before(ground, turns, w0),
                after=_after(ground, turns, w1), second_hand=second_hand,
            )
        )  # fmt: skip
    return tuple(places)


def _before(ground: Ground, turns: Sequence[PlacedTurn], w0: int) -> str:
    """The rest of the sentence and the sentence before; from the turn before, with its label, where the turn begins."""
    turn = ground.turn[w0]
    text, base = ground.texts[turn], ground.base[turn]
    low, _ = sentence_bounds(ground, w0)
    if low > base:
        low, _ = sentence_bounds(ground, low - 1)
    here = text.text[text.start(low - base) : text.start(w0 - base)].strip() if low < w0 else ""
    if low == base and turn > 0 and turns[turn].index - turns[turn - 1].index == 1:
        other = turns[turn - 1].turn
        return f"{other.speaker}: {_last_sentence(ground, turn - 1)} / {here}".strip(" /")
    return here


def _last_sentence(ground: Ground, turn: int) -> str:
    text, base = ground.texts[turn], ground.base[turn]
    if not text.keys:
        return text.text[-160:]
    low, high = sentence_bounds(ground, base + len(text.keys) - 1)
    return text.text[text.start(low - base) :].strip() if high > low else ""


def _after(ground: Ground, turns: Sequence[PlacedTurn], w1: int) -> str:
    turn = ground.turn[w1 - 1]
    text, base = ground.texts[turn], ground.base[turn]
    top = base + len(text.keys)
    _, high = sentence_bounds(ground, w1 - 1)
    if high < top:
        _, high = sentence_bounds(ground, high)
    here = (
        text.text[text.end(w1 - 1 - base) : text.end(high - 1 - base) + 1].strip() if high > w1 or high == top else ""
    )
    if high == top and turn + 1 < len(turns) and turns[turn + 1].index - turns[turn].index == 1:
        other = turns[turn + 1].turn
        first = ground.texts[turn + 1]
        if first.keys:
            _, end = sentence_bounds(ground, ground.base[turn + 1])
            said = first.text[: first.end(end - 1 - ground.base[turn + 1]) + 1].strip()
            return f"{here} / {other.speaker}: {said}".strip(" /")
    return here


def diff_of(marked: Marked, ground: Ground, steps: Sequence[Step]) -> tuple[DiffOp, ...]:
    """The word diff. Joining the printed sides gives the printed text back, joining the recorded sides of one unbroken
    part gives that part's words; a jump is a deletion of which only the ends are shown.
    """
    q, done = marked.units, 0
    out: list[DiffOp] = []
    heard: dict[int, int] = {}  # turn -> code point up to which its words were shown
    for number, step in enumerate(steps):
        printed = ""
        if step.q1 > step.q0:
            stop = len(marked.text) if step.q1 >= len(q.keys) else max(done, q.start(step.q1))
            printed, done = marked.text[done:stop], stop
        if step.kind == "jump":
            heard.clear()
        last = number == len(steps) - 1 or steps[number + 1].kind == "jump"
        recorded = _jumped(ground, step) if step.kind == "jump" else _heard(ground, step, heard, last)
        if printed or recorded:
            op: Literal["equal", "replace", "insert", "delete"] = "delete" if step.kind == "jump" else step.kind
            out.append(DiffOp(op=op, printed=printed, recorded=recorded))
    if done < len(marked.text):
        out.append(DiffOp(op="insert", printed=marked.text[done:]))
    return tuple(out)


def _heard(ground: Ground, step: Step, heard: dict[int, int], last: bool) -> str:
    """The recorded side of a step, with what stands up to the next step's first word."""
    parts: list[str] = []
    w0 = step.w0
    while w0 < step.w1:
        turn = ground.turn[w0]
        text, base = ground.texts[turn], ground.base[turn]
        end = min(step.w1, base + len(text.keys))
        begin = heard.get(turn, text.start(w0 - base))
        stop = text.end(end - 1 - base) if last or end == base + len(text.keys) else text.start(end - base)
        stop = max(begin, stop)
        heard[turn] = stop
        parts.append(text.text[begin:stop])
        w0 = end
    return "\n".join(parts)


def _shown(ground: Ground, w0: int, w1: int) -> str:
    """The recorded words of ground units [w0, w1), turns joined by a slash."""
    parts: list[str] = []
    while w0 < w1:
        turn = ground.turn[w0]
        end = min(w1, ground.base[turn] + len(ground.texts[turn].keys))
        parts.append(ground.texts[turn].shown(ground.unit[w0], ground.unit[end - 1] + 1))
        w0 = end
    return " / ".join(parts)


def _jumped(ground: Ground, step: Step) -> str:
    if step.w1 <= step.w0:
        return ""
    return shortened(_shown(ground, step.w0, step.w1))


def shortened(words: str) -> str:
    """Long words with their middle left out: both ends are evidence, the middle is a click away."""
    return words if len(words) <= 400 else f"{words[:180]} […] {words[-180:]}"


def shown_words(ground: Ground, w0: int, w1: int) -> str:
    """The recorded words of ground units, "" for none."""
    return _shown(ground, w0, w1) if w1 > w0 else ""


def changes_of(
    marked: Marked, ground: Ground, marks: Sequence[Mark], parts: Sequence[tuple[int, int]]
) -> tuple[Change, ...]:
    """The marks as public records, with spans in the printed words and in the turn's text."""
    out: list[Change] = []
    small = 0
    q = marked.units
    for mark in marks:
        if mark.grade == "typography":
            small += 1
            if small > MOST_EQUAL_CHANGES:
                continue
        printed = q.shown(mark.q0, mark.q1) if mark.q1 > mark.q0 else ""
        printed_span = Span(q.start(mark.q0), q.end(mark.q1 - 1)) if mark.q1 > mark.q0 else None
        if mark.kind in ("bracket-insert", "bracket-replace") and mark.q1 == mark.q0:
            bracket = next((b for b in marked.brackets if b.at == mark.q0), None)
            if bracket:
                printed, printed_span = marked.text[bracket.start : bracket.end], Span(bracket.start, bracket.end)
        recorded, span = "", None
        place = 0
        if mark.w1 > mark.w0:
            recorded = shortened(_shown(ground, mark.w0, mark.w1))
            turn = ground.turn[mark.w0]
            if ground.turn[mark.w1 - 1] == turn:
                text = ground.texts[turn]
                span = Span(text.start(ground.unit[mark.w0]), text.end(ground.unit[mark.w1 - 1]))
            place = _place(ground, mark.w0, parts)
        out.append(
            Change(
                kind=mark.kind, printed=printed, recorded=recorded, printed_span=printed_span, recorded_span=span,
                place=place,
                material=mark.material, rule=mark.rule,
            )
        )  # fmt: skip
    return tuple(out)


def _place(ground: Ground, w: int, parts: Sequence[tuple[int, int]]) -> int:
    """The part nearest to the ground unit, of the same turn where there is one."""
    best, distance = 0, 10**9
    for number, (a, b) in enumerate(parts):
        away = 0 if a <= w < b else min(abs(a - w), abs(b - w))
        if ground.turn[a] != ground.turn[w]:
            away += 10**6
        if away < distance:
            best, distance = number, away
    return best
