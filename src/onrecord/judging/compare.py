"""Turns an alignment into the list of everything that was done to the words, in printed order, without a verdict.

Each mark carries a grade: the name under which a house profile looks up how grave it is.
"""

from __future__ import annotations

from onrecord.judging.align import Ground, Step, covered, weight_of
from onrecord.judging.bracketing import brackets_put_in
from onrecord.judging.brackets import Marked
from onrecord.judging.equivalence import Units
from onrecord.judging.exchanged import exchanged, put_in
from onrecord.judging.leftout import closing, left_out, opening
from onrecord.judging.marks import SPELLINGS, STYLE, Comparison, Mark, Setting, Speech
from onrecord.judging.slide import slid
from onrecord.types import ChangeKind

MOVED = "a little word moved"


def compare(marked: Marked, ground: Ground, steps: tuple[Step, ...], speech: Speech, whole: bool) -> Comparison:
    """Read an alignment: every difference as a mark, in printed order."""
    scene = Setting(marked, ground, speech, whole)
    steps = slid(steps, marked, ground)
    marks: list[Mark] = []
    used: set[int] = set()  # ellipses that stand for a cut
    filled: set[int] = set()  # brackets that stand for recorded words
    marks += opening(scene, steps, used, filled)
    for number, step in enumerate(steps):
        if step.kind == "equal":
            marks += _equal(scene, step)
        elif step.kind == "insert":
            marks += put_in(scene, step, steps, number)
        elif step.kind == "replace":
            marks += exchanged(scene, step, used, filled)
        else:
            marks += left_out(scene, step, steps, number, used, filled)
    marks += closing(scene, steps, used, filled)
    marks += brackets_put_in(scene, steps, filled)
    equal = [s for s in steps if s.kind == "equal"]
    voices = frozenset(speech.voice[ground.turn[s.w0]] for s in equal if s.q1 - s.q0 > 1 or len(equal) == 1)
    marks = _parity(marks)
    marks = _moved_words(sorted(marks, key=lambda m: (m.q0, m.q1, m.w0)), ground, marked)
    return Comparison(
        steps,
        tuple(marks),
        _coverage(steps, marks, marked.units.keys),
        max((s.q1 - s.q0 for s in equal), default=0),
        len(equal),
        voices,
    )


def _parity(marks: list[Mark]) -> list[Mark]:
    """Two negations changed side by side leave the sense: "wasn't satisfied" for "was unsatisfied"."""
    out = sorted(marks, key=lambda m: (m.q0, m.q1, m.w0))
    for n in range(len(out) - 1):
        one, other = out[n], out[n + 1]
        if (
            one.kind == other.kind == "negation"
            and one.grade == other.grade == "negation"
            and other.q0 - one.q1 <= 4
            and abs(other.w0 - one.w1) <= 5
        ):
            rule = "one negation in another form"
            out[n] = one._replace(kind="content-word", grade="small-change", material=False, rule=rule, lost=None)
            out[n + 1] = other._replace(kind="content-word", grade="small-change", material=False, rule=rule, lost=None)
    return out


def _moved_words(marks: list[Mark], ground: Ground, marked: Marked) -> list[Mark]:
    """A little word or a hedge left out here and put in close by was moved: one small thing, not two."""
    out: list[Mark] = []
    for mark in marks:
        other = out[-1] if out else None
        if (
            other
            and abs(mark.q0 - other.q0) <= 3
            and _words_of(other, ground, marked) == _words_of(mark, ground, marked)
        ):
            if other.grade == mark.grade == "little-word":
                out[-1] = other._replace(rule=MOVED)
                continue
            if "hedge" in (other.kind, mark.kind) and "negation" not in (other.kind, mark.kind):
                out[-1] = other._replace(grade="little-word", material=False, rule=MOVED, lost=None)
                continue
        out.append(mark)
    return out


def _words_of(mark: Mark, ground: Ground, marked: Marked) -> list[str]:
    return marked.units.keys[mark.q0 : mark.q1] or ground.keys[mark.w0 : mark.w1]


def _coverage(steps: tuple[Step, ...], marks: list[Mark], keys: list[str]) -> float:
    """The share of the printed words, by weight, that stand in the record, in whatever spelling."""
    style = sum(
        weight_of(keys[i])
        for m in marks
        if m.kind in SPELLINGS and m.grade in ("alias", "contraction", "number-style", "spelling")
        for i in range(m.q0, m.q1)
        if not _in_equal(steps, i)
    )
    return min(1.0, covered(steps, keys) + style / (sum(weight_of(k) for k in keys) or 1.0))


def _in_equal(steps: tuple[Step, ...], i: int) -> bool:
    return any(s.kind == "equal" and s.q0 <= i < s.q1 for s in steps)


def _equal(scene: Setting, step: Step) -> list[Mark]:
    ground, q = scene.ground, scene.marked.units
    text, at = ground.texts[ground.turn[step.w0]], ground.unit[step.w0]
    if q.shown(step.q0, step.q1) == text.shown(at, at + step.q1 - step.q0):
        return []
    marks: list[Mark] = []
    offset = 0
    while offset < step.q1 - step.q0:
        i, j, here = step.q0 + offset, at + offset, offset
        while offset < step.q1 - step.q0 and (q.first[step.q0 + offset], text.first[at + offset]) == (
            q.first[i],
            text.first[j],
        ):
            offset += 1
        mine, theirs = q.text[q.start(i) : q.end(i)], text.text[text.start(j) : text.end(j)]
        if mine == theirs:
            continue
        kind, rule = _style(q, i, text, j, mine, theirs, i in scene.marked.recased)
        if kind == "contraction":  # "we are" for "we’re": both words, and not one of them
            while offset < step.q1 - step.q0 and (
                q.first[step.q0 + offset] == q.first[i] or text.first[at + offset] == text.first[j]
            ):
                offset += 1
        if kind:
            grade = "typography" if kind == "bracket-case" else STYLE.get(kind, "typography")
            wide = offset if kind == "contraction" else here + 1
            marks.append(Mark(kind, grade, False, rule, i, step.q0 + wide, step.w0 + here, step.w0 + wide))
    return marks


def _style(q: Units, i: int, w: Units, j: int, mine: str, theirs: str, recased: bool) -> tuple[ChangeKind | None, str]:
    if recased:
        return "bracket-case", "a letter in brackets"
    rules = {q.rule[i], w.rule[j]} - {""}
    if mine.casefold() == theirs.casefold():
        return ("case", "capital or small letter") if mine != theirs else (None, "")
    for rule in ("number-style", "alias", "spelling", "contraction"):
        if rule in rules:
            if rule == "contraction" and (q.last[i] - q.first[i], mine.replace("’", "'").casefold()) == (
                w.last[j] - w.first[j],
                theirs.replace("’", "'").casefold(),
            ):
                return "typography", "apostrophes, invisible characters, ligatures or look-alike letters"
            name: ChangeKind = rule
            return name, {
                "number-style": "numbers in words or figures",
                "alias": "a name or abbreviation for the same thing",
                "spelling": "British or American spelling",
                "contraction": "a contraction or its full form",
            }[rule]
    return "typography", "apostrophes, invisible characters, ligatures or look-alike letters"


def changed_weight(comparison: Comparison, marked: Marked) -> float:
    """The share of the printed words, by weight, that materially differ from the record."""
    total = sum(weight_of(k) for k in marked.units.keys) or 1.0
    return (
        sum(
            weight_of(marked.units.keys[i])
            for m in comparison.marks
            if m.grade in ("material", "negation", "small-change", "synonym")
            for i in range(m.q0, m.q1)
        )
        / total
    )
