"""Turns an alignment into the list of everything that was done to the words, in printed order, without a verdict.

Each mark carries a grade: the name under which a house profile looks up how grave it is.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.judging.align import Ground, Step, covered, weight_of
from onrecord.judging.brackets import Bracket, Marked, changes_number, hides_negation, names_right_thing, stage_note
from onrecord.judging.changes import Kind, inserted, replaced, roughly
from onrecord.judging.cuts import Lost, lost_after, lost_before, lost_inside, sentence_bounds
from onrecord.judging.equivalence import Units, is_number
from onrecord.judging.lexicon import AUXILIARIES, CONNECTIVES, INTENSIFIERS, LIGHT, MODALS, TITLES, prefix_negation
from onrecord.judging.noise import gap_before, sift
from onrecord.judging.slide import slid
from onrecord.types import ChangeKind

Grade = Literal[
    "typography", "filler", "number-style", "spelling", "alias", "contraction", "little-word", "grammar", "small-change",
    "synonym", "ellipsis", "bracket", "bracket-unclear", "bracket-wrong", "trim-part", "trim-whole", "cut", "qualifier",
    "material", "negation", "order", "splice-near", "splice-far", "interruption", "voices", "concession",
]  # fmt: skip
NEAR_WORDS = 70  # words left out within which whole sentences are still one passage
LONG_MARKED = 150
SHORT_INTERRUPTION = 12  # words of another voice that a print may pass over
_SPELLINGS = frozenset({"alias", "contraction", "number-style", "spelling"})
_STYLE: dict[str, Grade] = {
    "contraction": "contraction", "number-style": "number-style", "spelling": "spelling", "alias": "alias",
    "typography": "typography", "case": "typography", "transcription": "little-word", "filler": "filler",
    "function-word": "little-word", "agreement": "grammar", "tense": "small-change", "determiner": "small-change",
    "preposition": "small-change", "intensifier": "small-change", "synonym": "synonym", "content-word": "small-change",
    "name": "little-word", "number": "small-change",
}  # fmt: skip


class Mark(NamedTuple):
    """One thing done to the words. Printed units [q0, q1), ground units [w0, w1)."""

    kind: ChangeKind
    grade: Grade
    material: bool
    rule: str
    q0: int
    q1: int
    w0: int
    w1: int
    lost: Lost | None = None


class Speech(NamedTuple):
    """Which turns of the ground are one voice: `voice[n]` is the folded label of turn n, `number[n]` its place in the source."""

    voice: tuple[str, ...]
    number: tuple[int, ...]


class Comparison(NamedTuple):
    """Everything done to one quotation at one place."""

    steps: tuple[Step, ...]
    marks: tuple[Mark, ...]
    coverage: float
    longest: int
    runs: int
    voices: frozenset[str]


class _Scene(NamedTuple):
    """What the functions below share: the printed words, the ground, who speaks where, and whether a whole sentence is printed."""

    marked: Marked
    ground: Ground
    speech: Speech
    whole: bool


def compare(marked: Marked, ground: Ground, steps: tuple[Step, ...], speech: Speech, whole: bool) -> Comparison:
    """Read an alignment: every difference as a mark, in printed order."""
    scene = _Scene(marked, ground, speech, whole)
    steps = slid(steps, marked, ground)
    marks: list[Mark] = []
    used: set[int] = set()  # ellipses that stand for a cut
    filled: set[int] = set()  # brackets that stand for recorded words
    marks += _opening(scene, steps, used, filled)
    for number, step in enumerate(steps):
        if step.kind == "equal":
            marks += _equal(scene, step)
        elif step.kind == "insert":
            marks += _inserted(scene, step, steps, number)
        elif step.kind == "replace":
            marks += _replaced(scene, step, used, filled)
        else:
            marks += _left_out(scene, step, steps, number, used, filled)
    marks += _closing(scene, steps, used, filled)
    marks += _brackets_put_in(scene, steps, filled)
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
        if one.kind == other.kind == "negation" and one.grade == other.grade == "negation" and other.q0 - one.q1 <= 4 and abs(other.w0 - one.w1) <= 5:
            rule = "one negation in another form"
            out[n] = one._replace(kind="content-word", grade="small-change", material=False, rule=rule, lost=None)
            out[n + 1] = other._replace(kind="content-word", grade="small-change", material=False, rule=rule, lost=None)
    return out


def _moved_words(marks: list[Mark], ground: Ground, marked: Marked) -> list[Mark]:
    """A little word left out here and put in close by was moved: one small thing, not two."""
    out: list[Mark] = []
    for mark in marks:
        other = out[-1] if out else None
        if other and other.grade == mark.grade == "little-word" and abs(mark.q0 - other.q0) <= 3:
            if _words_of(other, ground, marked) == _words_of(mark, ground, marked):
                out[-1] = other._replace(rule="a little word moved")
                continue
        out.append(mark)
    return out


def _words_of(mark: Mark, ground: Ground, marked: Marked) -> list[str]:
    return marked.units.keys[mark.q0 : mark.q1] or ground.keys[mark.w0 : mark.w1]


def _coverage(steps: tuple[Step, ...], marks: list[Mark], keys: list[str]) -> float:
    """The share of the printed words, by weight, that stand in the record, in whatever spelling."""
    style = sum(weight_of(keys[i]) for m in marks if m.kind in _SPELLINGS and m.grade in ("alias", "contraction", "number-style", "spelling") for i in range(m.q0, m.q1) if not _in_equal(steps, i))
    return min(1.0, covered(steps, keys) + style / (sum(weight_of(k) for k in keys) or 1.0))


def _in_equal(steps: tuple[Step, ...], i: int) -> bool:
    return any(s.kind == "equal" and s.q0 <= i < s.q1 for s in steps)


# --- equal words, shown differently ---------------------------------------------------------------


def _equal(scene: _Scene, step: Step) -> list[Mark]:
    ground, q = scene.ground, scene.marked.units
    text, at = ground.texts[ground.turn[step.w0]], ground.unit[step.w0]
    if q.shown(step.q0, step.q1) == text.shown(at, at + step.q1 - step.q0):
        return []
    marks: list[Mark] = []
    done: set[tuple[int, int]] = set()
    for offset in range(step.q1 - step.q0):
        i, j = step.q0 + offset, at + offset
        here = (q.first[i], text.first[j])
        if here in done:
            continue
        done.add(here)
        mine, theirs = q.text[q.start(i) : q.end(i)], text.text[text.start(j) : text.end(j)]
        if mine == theirs:
            continue
        kind, rule = _style(q, i, text, j, mine, theirs, i in scene.marked.recased)
        if kind:
            grade = "typography" if kind == "bracket-case" else _STYLE.get(kind, "typography")
            marks.append(Mark(kind, grade, False, rule, i, i + 1, step.w0 + offset, step.w0 + offset + 1))
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


# --- words put in ----------------------------------------------------------------------------------


def _inserted(scene: _Scene, step: Step, steps: tuple[Step, ...], number: int) -> list[Mark]:
    q = scene.marked.units
    if _in_parentheses(q, step.q0, step.q1):
        return [
            Mark("bracket-insert", "bracket", False, "words in parentheses put in", step.q0, step.q1, step.w0, step.w0)
        ]
    row = q.keys[step.q0 : step.q1]
    if row == q.keys[step.q1 : step.q1 + len(row)] or row == q.keys[max(0, step.q0 - len(row)) : step.q0]:
        return [Mark("repeat", "little-word", False, "a word printed twice", step.q0, step.q1, step.w0, step.w0)]
    if _near_inaudible(scene, step.w0):
        return [
            Mark(
                "transcription",
                "little-word",
                False,
                "the record is inaudible here",
                step.q0,
                step.q1,
                step.w0,
                step.w0,
            )
        ]
    kind = inserted(q, step.q0, step.q1)
    return [_mark(kind, step.q0, step.q1, step.w0, step.w0)]


def _in_parentheses(q: Units, q0: int, q1: int) -> bool:
    before, after = q.gap_before(q0), q.gap_after(q1 - 1)
    return "(" in before and ")" in after


def _near_inaudible(scene: _Scene, w: int) -> bool:
    ground = scene.ground
    gaps = ""
    if w < len(ground.keys):
        gaps += gap_before(ground, w)
    if w > 0:
        text = ground.texts[ground.turn[w - 1]]
        gaps += text.gap_after(ground.unit[w - 1])
    low = gaps.lower()
    return (
        "inaudible" in low
        or "unintelligible" in low
        or "indistinct" in low
        or "crosstalk" in low
        or "cross talk" in low
    )


def _mark(kind: Kind, q0: int, q1: int, w0: int, w1: int) -> Mark:
    if kind.kind == "negation":
        return Mark(kind.kind, "negation", True, kind.rule, q0, q1, w0, w1)
    grade: Grade = "material" if kind.material else _STYLE.get(kind.kind, "small-change")
    return Mark(kind.kind, grade, kind.material, kind.rule, q0, q1, w0, w1)


# --- words exchanged ---------------------------------------------------------------------------------


def _replaced(scene: _Scene, step: Step, used: set[int], filled: set[int]) -> list[Mark]:
    """Pair the printed words with the recorded ones; what is left over was put in or left out."""
    ground, q = scene.ground, scene.marked.units
    if ground.turn[step.w0] != ground.turn[step.w1 - 1]:
        return _across_turns(scene, step, used, filled)
    rows: list[int] = []
    noise: list[Mark] = []
    for part in sift(ground, step.w0, step.w1):
        if part.noise:
            noise.append(
                Mark(part.noise, "filler", False, "transcript noise left out", step.q0, step.q0, part.w0, part.w1)
            )
        else:
            rows += range(part.w0, part.w1)
    text = ground.texts[ground.turn[step.w0]]
    mine = list(range(step.q0, step.q1))
    if not rows:
        return noise + _inserted(scene, Step("insert", step.q0, step.q1, step.w0, step.w0), (), 0)
    if "".join(q.keys[i] for i in mine) == "".join(ground.keys[j] for j in rows):
        return [
            *noise,
            Mark("spelling", "spelling", False, "written as one word or as two", step.q0, step.q1, step.w0, step.w1),
        ]
    marks = list(noise)
    mark = _edited(scene, step, rows, used, filled)
    if mark is not None:
        return marks + mark
    phrase = _phrase(q.keys[step.q0 : step.q1], [ground.keys[j] for j in rows])
    if phrase:
        return [*marks, _mark(phrase, step.q0, step.q1, rows[0], rows[-1] + 1)]
    for i, j in _pairs(q, mine, ground, rows):
        if i is not None and j is not None:
            if i in scene.marked.recased:
                marks.append(
                    Mark("bracket-replace", "bracket", False, "a letter or ending in brackets", i, i + 1, j, j + 1)
                )
            else:
                marks.append(_mark(replaced(q, i, text, ground.unit[j]), i, i + 1, j, j + 1))
    marks += _leftovers(scene, step, mine, rows)
    return marks


_SAME_PHRASES: tuple[tuple[frozenset[tuple[str, ...]], Kind], ...] = (
    (frozenset({("will",), ("going", "to"), ("am", "going", "to"), ("are", "going", "to"), ("is", "going", "to")}), Kind("tense", False, "'going to' for 'will'")),
    (frozenset({("must",), ("have", "to"), ("has", "to"), ("have", "got", "to"), ("got", "to"), ("need", "to")}), Kind("synonym", False, "'have to' for 'must'")),
    (frozenset({("can",), ("is", "able", "to"), ("are", "able", "to"), ("am", "able", "to")}), Kind("synonym", False, "'able to' for 'can'")),
    (frozenset({("do", "not", "have"), ("have", "no")}), Kind("function-word", False, "the same negation in other words")),
    (frozenset({("'s",), ("is",), ("has",), ("us",)}), Kind("contraction", False, "a contraction or its full form")),
    (frozenset({("'d",), ("would",), ("had",)}), Kind("contraction", False, "a contraction or its full form")),
    (frozenset({("no", "longer"), ("not", "any", "longer"), ("not", "anymore")}), Kind("synonym", False, "the same negation in other words")),
)  # fmt: skip


def _phrase(mine: list[str], theirs: list[str]) -> Kind | None:
    pair = {tuple(mine), tuple(theirs)}
    for forms, kind in _SAME_PHRASES:
        if pair <= forms:
            return kind
    for one, other in ((mine, theirs), (theirs, mine)):
        if len(one) == 2 and len(other) == 1 and one[0] == "not" and prefix_negation(one[1], other[0]):
            return Kind("synonym", False, "the same negation in another form")
    if {"still", "longer"} & set(mine) and "no" in theirs and "longer" in theirs:
        return Kind("negation", True, "'no longer' turned round")
    return None


def _edited(scene: _Scene, step: Step, rows: list[int], used: set[int], filled: set[int]) -> list[Mark] | None:
    """Where an ellipsis or bracket stands beside the exchanged words, the editor's mark takes what is over."""
    over = len(rows) - (step.q1 - step.q0)
    for at in (step.q0, step.q1):
        bracket = _bracket_at(scene, at, filled)
        dots = at in scene.marked.ellipses
        if not (bracket or dots) or over < 1:
            continue
        lead = at == step.q0
        cut = rows[:over] if lead else rows[-over:]
        kept = rows[over:] if lead else rows[:-over]
        marks = (
            _replaced(scene, Step("replace", step.q0, step.q1, kept[0], kept[-1] + 1), set(used), set(filled) | {at})
            if kept
            else []
        )
        if bracket:
            filled.add(scene.marked.brackets.index(bracket))
            marks.append(_bracket_replaces(scene, bracket, cut[0], cut[-1] + 1))
        else:
            used.add(at)
            marks += _cut_marked(scene, at, cut[0], cut[-1] + 1)
        return marks
    return None


def _pairs(q: Units, mine: list[int], ground: Ground, rows: list[int]) -> list[tuple[int | None, int | None]]:
    """Which printed word stands for which recorded one: the cheapest order-keeping pairing."""
    text = ground.texts[ground.turn[rows[0]]]
    if len(mine) == len(rows) == 1:
        return [(mine[0], rows[0])]
    if len(mine) * len(rows) > 400:
        return [(i, j) for i, j in zip(mine, rows, strict=False)]
    n, m = len(mine), len(rows)
    cost = [[0.0] * (m + 1) for _ in range(n + 1)]
    for a in range(n - 1, -1, -1):
        cost[a][m] = cost[a + 1][m] + 1.0
    for b in range(m - 1, -1, -1):
        cost[n][b] = cost[n][b + 1] + 1.0
    price = [[_pair_price(replaced(q, i, text, ground.unit[j])) for j in rows] for i in mine]
    for a in range(n - 1, -1, -1):
        for b in range(m - 1, -1, -1):
            cost[a][b] = min(cost[a + 1][b + 1] + price[a][b], cost[a + 1][b] + 1.0, cost[a][b + 1] + 1.0)
    out: list[tuple[int | None, int | None]] = []
    a = b = 0
    while a < n and b < m:
        if cost[a][b] == cost[a + 1][b + 1] + price[a][b]:
            out.append((mine[a], rows[b]))
            a, b = a + 1, b + 1
        elif cost[a][b] == cost[a + 1][b] + 1.0:
            a += 1
        else:
            b += 1
    mine[:] = [i for i in mine if i not in {x for x, _ in out}]
    rows[:] = [j for j in rows if j not in {y for _, y in out}]
    return out


def _pair_price(kind: Kind) -> float:
    if kind.kind in ("contraction", "number-style", "spelling", "tense", "agreement", "synonym", "transcription"):
        return 0.3
    if kind.kind in ("number", "modal", "name", "subject", "determiner", "preposition"):
        return 0.8
    if kind.kind == "negation":
        return 1.7
    return 1.4 if not kind.material else 1.6


def _leftovers(scene: _Scene, step: Step, mine: list[int], rows: list[int]) -> list[Mark]:
    """Words of an exchange that found no partner."""
    if step.q1 - step.q0 == 1 and step.w1 - step.w0 == 1:
        return []
    marks: list[Mark] = []
    for begin, end in _stretches(mine) if len(mine) != step.q1 - step.q0 or len(rows) != step.w1 - step.w0 else []:
        marks.append(_mark(inserted(scene.marked.units, begin, end), begin, end, step.w0, step.w0))
    for begin, end in _stretches(rows) if len(mine) != step.q1 - step.q0 or len(rows) != step.w1 - step.w0 else []:
        marks += _silent(scene, begin, end, step.q1, inside=True)
    return marks


def _stretches(numbers: list[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for n in numbers:
        if out and out[-1][1] == n:
            out[-1] = (out[-1][0], n + 1)
        else:
            out.append((n, n + 1))
    return out


def _across_turns(scene: _Scene, step: Step, used: set[int], filled: set[int]) -> list[Mark]:
    """Printed words where the record changes voice: they are words put in, and the voice between was passed over."""
    marks = _inserted(scene, Step("insert", step.q0, step.q1, step.w0, step.w0), (), 0)
    return marks + _left_out(scene, Step("delete", step.q1, step.q1, step.w0, step.w1), (), -1, used, filled)


# --- words left out ------------------------------------------------------------------------------------


def _left_out(
    scene: _Scene, step: Step, steps: tuple[Step, ...], number: int, used: set[int], filled: set[int]
) -> list[Mark]:
    ground, q = scene.ground, step.q0
    bracket = _bracket_at(scene, q, filled)
    dots = q in scene.marked.ellipses
    if step.w1 < step.w0 or (step.kind == "jump" and step.w1 == step.w0):
        return _backward(scene, step) if step.w1 < step.w0 else []
    w0, w1 = step.w0, step.w1
    marks: list[Mark] = []
    if bracket and w1 > w0 and not stage_note(bracket):
        filled.add(scene.marked.brackets.index(bracket))
        size = _bracket_size(bracket, ground, w0, w1) if dots or w1 - w0 > 14 else w1 - w0
        start = w1 - size if ground.turn[w1 - 1] == ground.turn[max(w0, w1 - size)] else w1 - 1
        marks.append(_bracket_replaces(scene, bracket, start, w1))
        w1 = start
    if w0 >= w1:
        return marks
    own, others = _voices_between(scene, w0, w1)
    if q in scene.marked.joints and not dots and (others or sum(b - a for a, b in own) > 12):
        return [*marks, Mark("silent-cut", "trim-whole", False, "the two parts stand apart in the record, as in print", q, q, w0, w1)]
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
        marks += _cut_marked(scene, q, begin, end) if dots else _silent(scene, begin, end, q, inside=True)
    return marks


def _hole(scene: _Scene, w0: int, w1: int) -> bool:
    """True where turns that the ground does not hold lie between."""
    a, b = scene.ground.turn[max(0, w0 - 1)], scene.ground.turn[min(w1, len(scene.ground.keys) - 1)]
    return any(scene.speech.number[n + 1] - scene.speech.number[n] > 1 for n in range(a, b))


def _voices_between(scene: _Scene, w0: int, w1: int) -> tuple[list[tuple[int, int]], int]:
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
    scene: _Scene, q: int, w0: int, w1: int, own: list[tuple[int, int]], others: int, dots: bool
) -> list[Mark]:
    if others <= SHORT_INTERRUPTION or dots:
        return [Mark("aside", "interruption", False, "another voice passed over", q, q, w0, w1)]
    return [
        Mark("splice", "splice-near", False, "two answers on either side of another voice printed as one", q, q, w0, w1)
    ]


def _spliced(scene: _Scene, q: int, w0: int, w1: int, words: int, dots: bool, hole: bool) -> Mark:
    if dots and words <= LONG_MARKED and not hole:
        return Mark("ellipsis-cut", "ellipsis", False, f"a marked cut of {words} words", q, q, w0, w1)
    return Mark("splice", "splice-far", True, "parts from separate places printed as one run", q, q, w0, w1)


def _backward(scene: _Scene, step: Step) -> list[Mark]:
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


def _cut_marked(scene: _Scene, q: int, w0: int, w1: int) -> list[Mark]:
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


def _lost(scene: _Scene, w0: int, w1: int, marked: bool) -> Lost | None:
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


def _silent(scene: _Scene, w0: int, w1: int, q: int, inside: bool) -> list[Mark]:
    """Words left out without a mark."""
    ground = scene.ground
    marks: list[Mark] = []
    joint = q in scene.marked.joints
    for part in sift(ground, w0, w1):
        if part.noise:
            marks.append(Mark(part.noise, "filler", False, "transcript noise left out", q, q, part.w0, part.w1))
        else:
            marks += _silent_words(scene, part.w0, part.w1, q, joint)
    return marks


def _silent_words(scene: _Scene, w0: int, w1: int, q: int, joint: bool) -> list[Mark]:
    ground, row = scene.ground, scene.ground.keys[w0:w1]
    size = w1 - w0
    if roughly(row) and w1 < len(ground.keys) and is_number(ground.keys[w1]):
        return [_qualifier(Lost("hedge", w0, w1), "silent-cut", q, w0, w1)]
    lost = _lost(scene, w0, w1, marked=False)
    if lost and lost.kind == "negation" and size <= 4:
        return [Mark("negation", "negation", True, "a negation left out", q, q, w0, w1, lost)]
    if lost:
        return [_qualifier(lost, "silent-cut", q, w0, w1)]
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


# --- the two ends --------------------------------------------------------------------------------------


def _opening(scene: _Scene, steps: tuple[Step, ...], used: set[int], filled: set[int]) -> list[Mark]:
    ground, first = scene.ground, steps[0]
    if first.kind == "insert" or first.w0 >= len(ground.keys):
        return []
    start = sentence_bounds(ground, first.w0)[0]
    if start == first.w0:
        return []
    bracket = _bracket_at(scene, 0, filled)
    marks: list[Mark] = []
    end = first.w0
    if bracket and not stage_note(bracket):
        size = min(end - start, _bracket_size(bracket, ground, start, end))
        if size:
            filled.add(scene.marked.brackets.index(bracket))
            marks.append(_bracket_replaces(scene, bracket, end - size, end))
            end -= size
    if end == start:
        return marks
    dots = 0 in scene.marked.ellipses
    parts = sift(ground, start, end)
    if all(p.noise for p in parts) or all(k in CONNECTIVES for k in ground.keys[start:end]):
        return [*marks, Mark("leading-connective", "filler", False, "opening words left out", 0, 0, start, end)]
    lost = lost_before(ground, start, end)
    if dots:
        used.add(0)
    if lost and scene.whole:
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


def _closing(scene: _Scene, steps: tuple[Step, ...], used: set[int], filled: set[int]) -> list[Mark]:
    ground, last, size = scene.ground, steps[-1], len(scene.marked.units.keys)
    if last.kind not in ("equal", "replace"):
        return []
    w = last.w1
    end = sentence_bounds(ground, w - 1)[1]
    if end <= w:
        return []
    bracket = _bracket_at(scene, size, filled)
    marks: list[Mark] = []
    if bracket and not stage_note(bracket):
        taken = min(end - w, _bracket_size(bracket, ground, w, end))
        if taken and end - w <= taken + 1:
            filled.add(scene.marked.brackets.index(bracket))
            marks.append(_bracket_replaces(scene, bracket, w, end))
            w = end
    if w >= end:
        return marks
    if all(p.noise for p in sift(ground, w, end)):
        return [*marks, Mark("filler", "filler", False, "closing words left out", size, size, w, end)]
    lost = lost_after(ground, w, end)
    dots = size in scene.marked.ellipses
    if lost and scene.whole:
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


# --- brackets ----------------------------------------------------------------------------------------


def _bracket_at(scene: _Scene, at: int, filled: set[int]) -> Bracket | None:
    return next((b for n, b in enumerate(scene.marked.brackets) if b.at == at and n not in filled), None)


def _bracket_size(bracket: Bracket, ground: Ground, w0: int, w1: int) -> int:
    """How many of the left-out units the bracket stands for: a pronoun's worth, or as many as it has words in common."""
    near = range(max(w0, w1 - len(bracket.keys) - 4), w1)
    shared = [n for n in near if ground.keys[n] in bracket.keys]
    if shared:
        return w1 - min(shared)
    return min(w1 - w0, max(1, len(bracket.keys)))


def _bracket_replaces(scene: _Scene, bracket: Bracket, w0: int, w1: int) -> Mark:
    ground = scene.ground
    old = ground.keys[w0:w1]
    context = ground.keys[max(0, w0 - 220) : min(len(ground.keys), w1 + 60)]
    right = names_right_thing(bracket.keys, old, context)
    if changes_number(bracket.keys, old):
        return Mark("bracket-replace", "bracket-wrong", True, "a bracket changes a number", bracket.at, bracket.at, w0, w1)
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
    grade: Grade = "bracket" if right is not False else "bracket-wrong"
    rule = (
        "a bracket in place of words"
        if right
        else "a bracket in place of words; the record near it does not say what it names"
    )
    return Mark("bracket-replace", grade, right is False, rule, bracket.at, bracket.at, w0, w1)


def _brackets_put_in(scene: _Scene, steps: tuple[Step, ...], filled: set[int]) -> list[Mark]:
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
            rule = (
                "words in brackets put in"
                if right
                else "words in brackets put in; the record near them does not say them"
            )
            marks.append(Mark("bracket-insert", "bracket", False, rule, bracket.at, bracket.at, w, w))
    return marks


def _ground_at(steps: tuple[Step, ...], q: int) -> int:
    for step in steps:
        if step.q0 <= q < step.q1 and step.kind == "equal":
            return step.w0 + q - step.q0
        if step.q0 >= q:
            return step.w0
    return steps[-1].w1


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
