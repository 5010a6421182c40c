"""What the editor's brackets stand for in the record: words replaced, words put in, stage notes."""

from __future__ import annotations

from onrecord.judging.align import Ground, Step
from onrecord.judging.brackets import Bracket, changes_number, hides_negation, names_right_thing, stage_note
from onrecord.judging.marks import Grade, Mark, Setting
from onrecord.judging.referent import referent
from onrecord.types import ChangeKind

WRONG_ONE = "a bracket that names another than the record"
RULES: dict[tuple[ChangeKind, bool | None], str] = {
    ("bracket-replace", True): "a bracket in place of words",
    ("bracket-replace", None): "a bracket in place of words; whether that is right is unclear from the record",
    ("bracket-replace", False): WRONG_ONE,
    ("bracket-insert", True): "words in brackets put in",
    ("bracket-insert", None): "words in brackets put in; whether that is right is unclear from the record",
    ("bracket-insert", False): WRONG_ONE,
}


def bracket_at(scene: Setting, at: int, filled: set[int]) -> Bracket | None:
    return next((b for n, b in enumerate(scene.marked.brackets) if b.at == at and n not in filled), None)


def bracket_size(bracket: Bracket, ground: Ground, w0: int, w1: int) -> int:
    """How many of the left-out units the bracket stands for: a pronoun's worth, or as far as it shares words."""
    near = range(max(w0, w1 - len(bracket.keys) - 4), w1)
    shared = [n for n in near if ground.keys[n] in bracket.keys]
    if shared:
        return w1 - min(shared)
    return min(w1 - w0, max(1, len(bracket.keys)))


def bracket_replaces(scene: Setting, bracket: Bracket, w0: int, w1: int) -> Mark:
    ground = scene.ground
    old = ground.keys[w0:w1]
    context = ground.keys[max(0, w0 - 220) : min(len(ground.keys), w1 + 60)]
    right = names_right_thing(bracket.keys, old, context)
    if changes_number(bracket.keys, old):
        return Mark(
            "bracket-replace", "bracket-wrong", True, "a bracket changes a number", bracket.at, bracket.at, w0, w1
        )
    if hides_negation(bracket.keys, old):
        return Mark(
            "bracket-replace",
            "negation",
            True,
            "a bracket hides or adds a negation",
            bracket.at,
            bracket.at,
            w0,
            w1,
        )
    return _judged(scene, bracket, "bracket-replace", right, w0, w1)


def _judged(scene: Setting, bracket: Bracket, kind: ChangeKind, right: bool | None, w0: int, w1: int) -> Mark:
    """The mark of a bracket, by whom it names where the record tells, else by `right`, whether its words stand near."""
    who = referent(scene, bracket, w0, w1)
    right = right if who.right is None else who.right
    grade: Grade = "bracket" if right else "bracket-unclear" if right is None else "bracket-wrong"
    rule = RULES[kind, right]
    if right is False and who.spoken_of:
        rule = f"{rule}: {who.spoken_of}"
    return Mark(kind, grade, right is False, rule, bracket.at, bracket.at, w0, w1)


def brackets_put_in(scene: Setting, steps: tuple[Step, ...], filled: set[int]) -> list[Mark]:
    """Brackets beside which no recorded word is missing."""
    ground, marks = scene.ground, []
    for number, bracket in enumerate(scene.marked.brackets):
        if number in filled:
            continue
        w = _ground_at(steps, bracket.at)
        if stage_note(bracket):
            marks.append(Mark("aside", "filler", False, "a stage direction put in", bracket.at, bracket.at, w, w))
        elif hides_negation(bracket.keys, ()):
            marks.append(
                Mark("bracket-insert", "bracket-wrong", True, "a bracket adds a negation", bracket.at, bracket.at, w, w)
            )
        else:
            right = names_right_thing(bracket.keys, (), ground.keys[max(0, w - 220) : w + 60])
            marks.append(_judged(scene, bracket, "bracket-insert", right, w, w))
    return marks


def _ground_at(steps: tuple[Step, ...], q: int) -> int:
    for step in steps:
        if step.q0 <= q < step.q1 and step.kind == "equal":
            return step.w0 + q - step.q0
        if step.q0 >= q:
            return step.w0
    return steps[-1].w1
