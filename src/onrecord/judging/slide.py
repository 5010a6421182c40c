"""Puts each cut where an editor would see it, when equal words on both sides leave the place open.

"the CHIPS Act … which helps us" over "the CHIPS Act, which is new, which helps us": the words "which" could stand on
either side of the cut. The editor's own mark decides, then the beginning of the quotation, then the record's sentences.
"""

from __future__ import annotations

from onrecord.judging.align import Ground, Step
from onrecord.judging.brackets import Marked
from onrecord.judging.cuts import sentence_bounds
from onrecord.judging.noise import gap_before
from onrecord.judging.tokens import speech_breaks


def slid(steps: tuple[Step, ...], marked: Marked, ground: Ground) -> tuple[Step, ...]:
    """The same alignment with every cut moved to the best of its equivalent places."""
    out = list(steps)
    n = 1
    while n < len(out) - 1:
        cut = out[n]
        if cut.kind in ("delete", "jump") and cut.w1 > cut.w0 and out[n - 1].kind == out[n + 1].kind == "equal":
            shift = _best_shift(out, n, marked, ground)
            if shift:
                _move(out, n, shift)
                if out[n - 1].q0 == out[n - 1].q1:
                    del out[n - 1 : n + 1]  # nothing of the quotation stands before the cut any more
                    continue
                if out[n + 1].q0 == out[n + 1].q1:
                    del out[n : n + 2]
                    continue
        n += 1
    return tuple(out)


def _best_shift(steps: list[Step], n: int, marked: Marked, ground: Ground) -> int:
    """How many units the cut moves: negative to the left."""
    before, cut, after = steps[n - 1], steps[n], steps[n + 1]
    keys, turn = ground.keys, ground.turn
    left = 0
    limit = before.q1 - before.q0
    while (
        left < limit
        and keys[cut.w0 - 1 - left] == keys[cut.w1 - 1 - left]
        and turn[cut.w1 - 1 - left] == turn[after.w0]
    ):
        left += 1
    right = 0
    limit = after.q1 - after.q0
    while (
        right < limit and keys[cut.w0 + right] == keys[cut.w1 + right] and turn[cut.w0 + right] == turn[before.w1 - 1]
    ):
        right += 1
    if not left and not right:
        return 0
    first, last = n == 1, n == len(steps) - 2
    return max(
        range(-left, right + 1),
        key=lambda k: (
            _worth(cut, k, marked, ground, first and -k == before.q1 - before.q0, last and k == after.q1 - after.q0),
            -abs(k),
        ),
    )


def _worth(cut: Step, shift: int, marked: Marked, ground: Ground, at_start: bool, at_end: bool) -> int:
    at = cut.q0 + shift
    if at in marked.ellipses or any(b.at == at for b in marked.brackets):
        return 10
    if at_start or at_end:
        return 8
    if at in marked.joints:
        return 6
    w0, w1 = cut.w0 + shift, cut.w1 + shift
    if sentence_bounds(ground, w0)[0] == w0 and w1 < len(ground.keys) and sentence_bounds(ground, w1)[0] == w1:
        return 5
    return (
        2
        if speech_breaks(gap_before(ground, w0)) and w1 < len(ground.keys) and speech_breaks(gap_before(ground, w1))
        else 0
    )


def _move(steps: list[Step], n: int, shift: int) -> None:
    before, cut, after = steps[n - 1], steps[n], steps[n + 1]
    steps[n - 1] = Step("equal", before.q0, before.q1 + shift, before.w0, before.w1 + shift)
    steps[n] = Step(cut.kind, cut.q0 + shift, cut.q1 + shift, cut.w0 + shift, cut.w1 + shift)
    steps[n + 1] = Step("equal", after.q0 + shift, after.q1, after.w0 + shift, after.w1)
