"""Lays the printed words beside the record's, word by word: pure, and without any opinion.

Maximal runs of equal units are found, the best chain of runs is chosen (forward is cheap, far or backward is dear),
and what lies between two runs is compared word by word (rapidfuzz opcodes over the units' keys).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, NamedTuple, cast

from rapidfuzz.distance import Indel

from onrecord.judging.equivalence import Units, is_number
from onrecord.judging.lexicon import FUNCTION

MOST_RUNS = 90
NEAR = 40  # units: a hole in the record that a single quotation may span without being two places
Kind = Literal["equal", "replace", "insert", "delete", "jump"]


class Step(NamedTuple):
    """A piece of the alignment: printed units [q0, q1) against recorded units [w0, w1) of the ground.

    "delete": only recorded; "insert": only printed; "jump": the next step continues elsewhere, far on or before.
    """

    kind: Kind
    q0: int
    q1: int
    w0: int
    w1: int


class Ground(NamedTuple):
    """Turns of one source laid end to end. `turn[n]` and `unit[n]` say where unit n stands."""

    keys: list[str]
    turn: list[int]  # index into `texts`
    unit: list[int]
    texts: tuple[Units, ...]
    base: tuple[int, ...]  # ground position of each text's first unit


class Run(NamedTuple):
    """A maximal run of equal units; `upto[n]` is the weight of its first n units."""

    q: int
    w: int
    length: int
    weight: float
    upto: tuple[float, ...] = ()


def ground_of(texts: Sequence[Units]) -> Ground:
    """Lay the units of several turns end to end."""
    keys: list[str] = []
    turn: list[int] = []
    unit: list[int] = []
    base: list[int] = []
    for number, text in enumerate(texts):
        base.append(len(keys))
        keys += text.keys
        turn += [number] * len(text.keys)
        unit += range(len(text.keys))
    return Ground(keys, turn, unit, tuple(texts), tuple(base))


def weight_of(key: str) -> float:
    """How much a matched word says about the place: little for "of", more for long words and numbers."""
    if key in FUNCTION:
        return 0.4
    if is_number(key):
        return 1.3
    return 0.8 + 0.07 * min(len(key), 10)


def align(
    printed: Sequence[str],
    ground: Ground,
    allowed: Sequence[bool] | None = None,
    favoured: Sequence[bool] | None = None,
) -> tuple[Step, ...]:
    """The best alignment of the printed keys in the ground, or () where nothing but stray words agree.

    `allowed`, one a turn of the ground, shuts turns out. `favoured` turns get a small bonus that only settles ties.
    """
    runs = _runs(printed, ground, allowed, favoured)
    if not runs:
        return ()
    chain = _chain(runs, ground)
    return _steps(printed, ground, chain, allowed)


def _runs(
    printed: Sequence[str], ground: Ground, allowed: Sequence[bool] | None, favoured: Sequence[bool] | None
) -> list[Run]:
    """Maximal runs of equal units. A lone common word starts no run unless the whole quotation is that short."""
    wanted: dict[str, list[int]] = {}
    for q, key in enumerate(printed):
        wanted.setdefault(key, []).append(q)
    keys, turn = ground.keys, ground.turn
    size, count = len(keys), len(printed)
    weights = [weight_of(k) for k in printed]
    seen: dict[str, int] = {}
    spots: list[int] = []
    for w, key in enumerate(keys):
        if key in wanted and (allowed is None or allowed[turn[w]]):
            spots.append(w)
            seen[key] = seen.get(key, 0) + 1
    runs: list[Run] = []
    for w in spots:
        key = keys[w]
        for q in wanted[key]:
            if q and w and printed[q - 1] == keys[w - 1] and turn[w - 1] == turn[w]:
                continue
            length = 1
            while (
                q + length < count
                and w + length < size
                and printed[q + length] == keys[w + length]
                and turn[w + length] == turn[w]
            ):
                length += 1
            if length == 1 and count > 2 and (key in FUNCTION or seen[key] > 12):
                continue
            bonus = 1.06 if favoured is not None and favoured[turn[w]] else 1.0
            upto = tuple(accumulate((bonus * x for x in weights[q : q + length]), initial=0.0))
            runs.append(Run(q, w, length, upto[-1], upto))
    if len(runs) > MOST_RUNS:
        runs.sort(key=lambda r: (-r.weight, r.q, r.w))
        runs = runs[:MOST_RUNS]
    runs.sort(key=lambda r: (r.q, r.w))
    return runs


def _cost(before: Run, after: Run, ground: Ground) -> float:
    """What it costs to go from one run to the next: the further, the dearer; going back is dearest."""
    hole = after.w - (before.w + before.length)
    skipped = after.q - (before.q + before.length)
    if hole < 0:
        return 1.3 + 0.35 * math.log2(2 - hole)
    distance = abs(hole - skipped)
    cost = 0.12 * math.log2(1 + distance) if distance <= NEAR else 0.6 + 0.25 * math.log2(1 + distance)
    if ground.turn[after.w] != ground.turn[before.w]:
        cost += 0.3
    return cost


def _chain(runs: list[Run], ground: Ground) -> list[Run]:
    """The chain of runs, in printed order, that explains most of the quotation at the least cost."""
    best: list[float] = []
    back: list[int] = []
    cut: list[int] = []  # units of the run given up at its beginning because the run before has them
    for n, run in enumerate(runs):
        value, link, shaved = run.weight, -1, 0
        for m in range(n):
            other = runs[m]
            overlap = other.q + other.length - run.q
            if overlap >= run.length or (overlap > 0 and other.q + other.length >= run.q + run.length):
                continue
            lost = run.upto[overlap] if overlap > 0 else 0.0
            shorter = Run(run.q + overlap, run.w + overlap, run.length - overlap, 0.0) if overlap > 0 else run
            gain = best[m] + run.weight - lost - _cost(other, shorter, ground)
            if gain > value + 1e-9:
                value, link, shaved = gain, m, max(0, overlap)
        best.append(value)
        back.append(link)
        cut.append(shaved)
    at = max(range(len(runs)), key=lambda n: (best[n], -n))
    chain: list[Run] = []
    while at >= 0:
        run, shaved = runs[at], cut[at]
        chain.append(Run(run.q + shaved, run.w + shaved, run.length - shaved, run.weight))
        at = back[at]
    chain.reverse()
    return _settled(chain)


def _settled(chain: list[Run]) -> list[Run]:
    """Give up words of a run that the run after it already covers in the record (a repeated phrase)."""
    out: list[Run] = []
    for run in chain:
        if out and out[-1].w <= run.w < out[-1].w + out[-1].length:
            overlap = out[-1].w + out[-1].length - run.w
            if overlap < run.length:
                run = Run(run.q + overlap, run.w + overlap, run.length - overlap, run.weight)
            else:
                continue
        out.append(run)
    return out


def _steps(
    printed: Sequence[str], ground: Ground, chain: list[Run], allowed: Sequence[bool] | None
) -> tuple[Step, ...]:
    steps: list[Step] = []
    first = chain[0]
    steps += _head(printed, ground, first)
    q = w = -1
    for run in chain:
        if q >= 0:
            steps += _between(printed, ground, q, run.q, w, run.w)
        steps.append(Step("equal", run.q, run.q + run.length, run.w, run.w + run.length))
        q, w = run.q + run.length, run.w + run.length
    steps += _tail(printed, ground, q, w)
    return _merged(steps, ground)


def _head(printed: Sequence[str], ground: Ground, first: Run) -> list[Step]:
    """Printed words before the first run, against as many recorded words of the same turn."""
    if first.q == 0:
        return []
    low = first.w
    floor = ground.base[ground.turn[first.w]]
    text = ground.texts[ground.turn[first.w]]
    sentence = text.sentence[ground.unit[first.w]]
    while (
        low > floor
        and first.w - low < first.q + 3
        and (first.w - low < first.q or text.sentence[ground.unit[low - 1]] == sentence)
    ):
        low -= 1
    steps = _compared(printed, ground, 0, first.q, low, first.w)
    while steps and steps[0].kind == "delete":
        steps.pop(0)
    if steps and steps[0].kind == "replace":
        lead = steps[0]
        spare = (lead.w1 - lead.w0) - (lead.q1 - lead.q0)
        if spare > 0:
            steps[0] = Step("replace", lead.q0, lead.q1, lead.w0 + spare, lead.w1)
        steps[0] = _within_sentence(steps[0], ground, first.w)
    return steps


def _within_sentence(step: Step, ground: Ground, anchor: int) -> Step:
    """Words of an earlier sentence were not replaced: what was put before them is an insertion."""
    text = ground.texts[ground.turn[anchor]]
    sentence = text.sentence[ground.unit[anchor]]
    low = step.w0
    while low < step.w1 and text.sentence[ground.unit[low]] < sentence and step.w1 == anchor:
        low += 1
    return (
        Step("replace", step.q0, step.q1, low, step.w1) if low < step.w1 else Step("insert", step.q0, step.q1, low, low)
    )


def _tail(printed: Sequence[str], ground: Ground, q: int, w: int) -> list[Step]:
    """Printed words after the last run, against as many recorded words of the same turn."""
    left = len(printed) - q
    if left == 0:
        return []
    turn = ground.turn[w - 1]
    ceiling = ground.base[turn] + len(ground.texts[turn].keys)
    high = min(ceiling, w + left + 3)
    steps = _compared(printed, ground, q, len(printed), w, high)
    while steps and steps[-1].kind == "delete":
        steps.pop()
    if steps and steps[-1].kind == "replace":
        last = steps[-1]
        text = ground.texts[turn]
        end = last.w0 + min(last.w1 - last.w0, last.q1 - last.q0)
        if last.w0 == w:
            while end > last.w0 and text.sentence[ground.unit[end - 1]] > text.sentence[ground.unit[w - 1]]:
                end -= 1
        steps[-1] = (
            Step("replace", last.q0, last.q1, last.w0, end)
            if end > last.w0
            else Step("insert", last.q0, last.q1, end, end)
        )
    return steps


def _between(printed: Sequence[str], ground: Ground, q0: int, q1: int, w0: int, w1: int) -> list[Step]:
    """What lies between two runs: words compared where it is near, a jump where it is not."""
    hole, missing = w1 - w0, q1 - q0
    if 0 <= hole <= max(NEAR, 4 * missing):
        return _compared(printed, ground, q0, q1, w0, w1)
    steps: list[Step] = []
    if missing:
        near = min(missing + 2, hole) if hole > 0 else 0
        steps = _compared(printed, ground, q0, q1, w0, w0 + near) if near else [Step("insert", q0, q1, w0, w0)]
        while steps and steps[-1].kind == "delete":
            steps.pop()
        if steps:
            w0 = steps[-1].w1
    steps.append(Step("jump", q1, q1, w0, w1))
    return steps


def _compared(printed: Sequence[str], ground: Ground, q0: int, q1: int, w0: int, w1: int) -> list[Step]:
    """Word-level opcodes of two short rows; a deletion beside an insertion is a replacement."""
    if q0 == q1 or w0 == w1:
        if w0 != w1:
            return [Step("delete", q0, q1, w0, w1)]
        return [Step("insert", q0, q1, w0, w1)] if q0 != q1 else []
    steps: list[Step] = []
    for op in Indel.opcodes(ground.keys[w0:w1], printed[q0:q1]):
        kind = cast(Kind, op.tag)
        part = Step(kind, q0 + op.dest_start, q0 + op.dest_end, w0 + op.src_start, w0 + op.src_end)
        if steps and part.kind != "equal" and steps[-1].kind != "equal":
            last = steps.pop()
            part = Step("replace", last.q0, part.q1, last.w0, part.w1)
        steps.append(part)
    return steps


def _merged(steps: list[Step], ground: Ground) -> tuple[Step, ...]:
    """Equal neighbours joined, and every equal step within one turn."""
    out: list[Step] = []
    for step in steps:
        if step.kind != "equal":
            out.append(step)
            continue
        q, w = step.q0, step.w0
        while w < step.w1:
            turn = ground.turn[w]
            end = min(step.w1, ground.base[turn] + len(ground.texts[turn].keys))
            last = out[-1] if out else None
            if last and last.kind == "equal" and (last.q1, last.w1) == (q, w) and ground.turn[last.w0] == turn:
                out[-1] = Step("equal", last.q0, q + end - w, last.w0, end)
            else:
                out.append(Step("equal", q, q + end - w, w, end))
            q, w = q + end - w, end
    return tuple(out)


def covered(steps: Sequence[Step], printed: Sequence[str]) -> float:
    """The share of the printed words, by weight, that stand in the record."""
    total = sum(weight_of(k) for k in printed)
    if not total:
        return 0.0
    return sum(weight_of(printed[q]) for s in steps if s.kind == "equal" for q in range(s.q0, s.q1)) / total
