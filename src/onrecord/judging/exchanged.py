"""Printed words that the record does not have: put in, or standing in the place of others."""

from __future__ import annotations

from onrecord.judging.align import Ground, Step
from onrecord.judging.bracketing import bracket_at, bracket_replaces
from onrecord.judging.changes import Kind, inserted, replaced
from onrecord.judging.equivalence import Units
from onrecord.judging.leftout import cut_marked, left_out, silently
from onrecord.judging.lexicon import CONDITIONS, FUNCTION, MODALS, NEGATIONS, prefix_negation
from onrecord.judging.marks import Mark, Setting, graded
from onrecord.judging.noise import NOISE_RULES, gap_before, sift

_TWICE = 3  # words from which a repetition is one of form; a lone "not" or "do not" said again denies again
_NEAR_BEFORE = 14  # words

BROKEN_OFF = 3  # words that may be lost where another voice cuts in


def put_in(scene: Setting, step: Step, steps: tuple[Step, ...], number: int) -> list[Mark]:
    q = scene.marked.units
    if _in_parentheses(q, step.q0, step.q1):
        return [
            Mark("bracket-insert", "bracket", False, "words in parentheses put in", step.q0, step.q1, step.w0, step.w0)
        ]
    row = q.keys[step.q0 : step.q1]
    if row == q.keys[step.q1 : step.q1 + len(row)] or row == q.keys[max(0, step.q0 - len(row)) : step.q0]:
        return [Mark("repeat", "little-word", False, "a word printed twice", step.q0, step.q1, step.w0, step.w0)]
    plain = not {*NEGATIONS, *CONDITIONS, *MODALS} & set(row) and not all(k in FUNCTION for k in row)
    if len(row) >= (2 if plain else _TWICE) and _said_before(scene, row, step.w0):
        return [
            Mark("repeat", "small-change", False, "words said once printed twice", step.q0, step.q1, step.w0, step.w0)
        ]
    if step.q1 == len(q.keys) and step.q1 - step.q0 <= BROKEN_OFF and _breaks_off(scene, step.w0):
        rule = "the record breaks off here, so the words may have been heard"
        return [Mark("transcription", "little-word", False, rule, step.q0, step.q1, step.w0, step.w0)]
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
    return [graded(kind, step.q0, step.q1, step.w0, step.w0)]


def _said_before(scene: Setting, row: list[str], w: int) -> bool:
    """The printed words stand in the record a little before: "if I don't go and if I don't win" for "... and win"."""
    keys, low = scene.ground.keys, max(0, w - _NEAR_BEFORE)
    return any(keys[n : n + len(row)] == row for n in range(low, w - len(row) + 1))


def _in_parentheses(q: Units, q0: int, q1: int) -> bool:
    before, after = q.gap_before(q0), q.gap_after(q1 - 1)
    return "(" in before and ")" in after


def _breaks_off(scene: Setting, w: int) -> bool:
    """The turn ends here without a stop: another cut in, and what was said at once is not in the record."""
    if w == 0:
        return False
    ground = scene.ground
    text, unit = ground.texts[ground.turn[w - 1]], ground.unit[w - 1]
    after = text.gap_after(unit).strip()
    return unit == len(text.keys) - 1 and after.startswith(("...", "…", "—", "--", "–"))


def _near_inaudible(scene: Setting, w: int) -> bool:
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


def exchanged(scene: Setting, step: Step, used: set[int], filled: set[int]) -> list[Mark]:
    """Pair the printed words with the recorded ones; what is left over was put in or left out."""
    ground, q = scene.ground, scene.marked.units
    if ground.turn[step.w0] != ground.turn[step.w1 - 1]:
        return _across_turns(scene, step, used, filled)
    rows: list[int] = []
    noise: list[Mark] = []
    for part in sift(ground, step.w0, step.w1):
        if part.noise:
            noise.append(Mark(part.noise, "filler", False, NOISE_RULES[part.noise], step.q0, step.q0, part.w0, part.w1))
        else:
            rows += range(part.w0, part.w1)
    text = ground.texts[ground.turn[step.w0]]
    mine = list(range(step.q0, step.q1))
    if not rows:
        return noise + put_in(scene, Step("insert", step.q0, step.q1, step.w0, step.w0), (), 0)
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
        return [*marks, graded(phrase, step.q0, step.q1, rows[0], rows[-1] + 1)]
    for i, j in _pairs(q, mine, ground, rows):
        if i is not None and j is not None:
            if i in scene.marked.recased:
                marks.append(
                    Mark("bracket-replace", "bracket", False, "a letter or ending in brackets", i, i + 1, j, j + 1)
                )
            else:
                marks.append(graded(replaced(q, i, text, ground.unit[j]), i, i + 1, j, j + 1))
    marks += _leftovers(scene, step, mine, rows)
    return marks


_SAME_PHRASES: tuple[tuple[frozenset[tuple[str, ...]], Kind], ...] = (
    (frozenset({("will",), ("going", "to"), ("am", "going", "to"), ("are", "going", "to"), ("is", "going", "to")}),
    Kind("tense", False, "'going to' for 'will'")),
    (frozenset({("must",), ("have", "to"), ("has", "to"), ("have", "got", "to"), ("got", "to"), ("need", "to")}),
    Kind("synonym", False, "'have to' for 'must'")),
    (frozenset({("can",), ("is", "able", "to"), ("are", "able", "to"), ("am", "able", "to")}), Kind("synonym",
    False, "'able to' for 'can'")),
    (frozenset({("do", "not", "have"), ("have", "no")}), Kind("function-word",
    False, "the same negation in other words")),
    (frozenset({("'s",), ("is",), ("has",), ("us",)}), Kind("contraction", False, "a contraction or its full form")),
    (frozenset({("'d",), ("would",), ("had",)}), Kind("contraction", False, "a contraction or its full form")),
    (frozenset({("no", "longer"), ("not", "any", "longer"), ("not", "anymore")}), Kind("synonym",
    False, "the same negation in other words")),
)  # fmt: skip


def _phrase(mine: list[str], theirs: list[str]) -> Kind | None:
    pair = {tuple(mine), tuple(theirs)}
    for forms, kind in _SAME_PHRASES:
        if pair <= forms:
            return kind
    for one, other in ((mine, theirs), (theirs, mine)):
        if len(one) == 2 and len(other) == 1 and one[0] == "not" and prefix_negation(one[1], other[0]):
            return Kind("tense", False, "the same negation in another form")
    if {"still", "longer"} & set(mine) and "no" in theirs and "longer" in theirs:
        return Kind("negation", True, "'no longer' turned round")
    return None


def _edited(scene: Setting, step: Step, rows: list[int], used: set[int], filled: set[int]) -> list[Mark] | None:
    """Where an ellipsis or bracket stands beside the exchanged words, the editor's mark takes what is over."""
    over = len(rows) - (step.q1 - step.q0)
    for at in (step.q0, step.q1):
        bracket = bracket_at(scene, at, filled)
        dots = at in scene.marked.ellipses
        if not (bracket or dots) or over < 1:
            continue
        lead = at == step.q0
        cut = rows[:over] if lead else rows[-over:]
        kept = rows[over:] if lead else rows[:-over]
        marks = (
            exchanged(scene, Step("replace", step.q0, step.q1, kept[0], kept[-1] + 1), set(used), set(filled) | {at})
            if kept
            else []
        )
        if bracket:
            filled.add(scene.marked.brackets.index(bracket))
            marks.append(bracket_replaces(scene, bracket, cut[0], cut[-1] + 1))
        else:
            used.add(at)
            marks += cut_marked(scene, at, cut[0], cut[-1] + 1)
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


def _leftovers(scene: Setting, step: Step, mine: list[int], rows: list[int]) -> list[Mark]:
    """Words of an exchange that found no partner."""
    if step.q1 - step.q0 == 1 and step.w1 - step.w0 == 1:
        return []
    marks: list[Mark] = []
    for begin, end in _stretches(mine) if len(mine) != step.q1 - step.q0 or len(rows) != step.w1 - step.w0 else []:
        marks.append(graded(inserted(scene.marked.units, begin, end), begin, end, step.w0, step.w0))
    for begin, end in _stretches(rows) if len(mine) != step.q1 - step.q0 or len(rows) != step.w1 - step.w0 else []:
        marks += silently(scene, begin, end, step.q1, inside=True)
    return marks


def _stretches(numbers: list[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for n in numbers:
        if out and out[-1][1] == n:
            out[-1] = (out[-1][0], n + 1)
        else:
            out.append((n, n + 1))
    return out


def _across_turns(scene: Setting, step: Step, used: set[int], filled: set[int]) -> list[Mark]:
    """Printed words where the record changes voice: they are words put in, and the voice between was passed over."""
    marks = put_in(scene, Step("insert", step.q0, step.q1, step.w0, step.w0), (), 0)
    return marks + left_out(scene, Step("delete", step.q1, step.q1, step.w0, step.w1), (), -1, used, filled)
