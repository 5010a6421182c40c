"""One reading of a quotation at one source: aligned, compared, graded. No choice is made here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from onrecord.judging.align import Ground, Step, align, ground_of
from onrecord.judging.brackets import Marked
from onrecord.judging.compare import changed_weight, compare
from onrecord.judging.equivalence import Units, units_of
from onrecord.judging.house import House
from onrecord.judging.lexicon import FUNCTION
from onrecord.judging.marks import Comparison, Mark, Speech
from onrecord.judging.speakers import Claim, Fit, fit, voice_of
from onrecord.types import SEVERITIES, Match, PlacedTurn, SourceInfo, Span, Turn, WordsVerdict

WHOLE_TURN = 6_000  # code points up to which a turn is read whole
MARGIN = 2_000  # code points read about a hit in a longer one
_ASIDE = re.compile(r"\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\]")
_ASIDE_WORDS = re.compile(
    r"(?i)laugh|applau|cheer|boo|inaudible|unintelligible|crosstalk|cross talk|cross-talk|off mic|off-mic|pause|music|"
    r"ph\b|sic\b|video|clip|end |begin|break|audience|crowd|sneez|cough|chuckl|gestur|point|moment|sing|overlap|"
    r"interrupt|indiscernible|technical"
)

_WORDS: dict[str, WordsVerdict] = {
    "typography": "verbatim", "filler": "tidied", "number-style": "tidied", "spelling": "tidied", "alias": "tidied",
    "contraction": "tidied",
    "little-word": "tidied", "interruption": "tidied", "grammar": "altered", "small-change": "altered",
    "synonym": "altered", "material": "altered",
    "negation": "altered", "order": "altered", "ellipsis": "ellipsis", "bracket": "bracketed",
    "bracket-unclear": "bracketed", "bracket-wrong": "bracketed",
    "trim-part": "trimmed", "trim-whole": "trimmed", "concession": "trimmed", "cut": "cut",
    "qualifier": "qualifier-lost", "splice-near": "spliced",
    "splice-far": "spliced", "voices": "spliced",
}  # fmt: skip
_RANK: tuple[WordsVerdict, ...] = (
    "verbatim",
    "tidied",
    "trimmed",
    "ellipsis",
    "bracketed",
    "cut",
    "qualifier-lost",
    "altered",
    "spliced",
    "paraphrase",
)


class Scene(NamedTuple):
    """The turns of one source that the search brought, laid end to end."""

    info: SourceInfo
    turns: tuple[PlacedTurn, ...]
    ground: Ground
    speech: Speech
    fits: tuple[Fit, ...]


class Reading(NamedTuple):
    """A quotation read against one source."""

    scene: Scene
    comparison: Comparison
    words: WordsVerdict
    severity: int  # index into SEVERITIES, of the words alone
    fit: Fit  # of the turn that holds most of the words
    turn: int  # index into scene.turns of that turn
    deciding: Mark | None  # the gravest mark
    whole: bool  # read as a whole sentence


@lru_cache(maxsize=1024)
def _asides(turn: Turn) -> tuple[tuple[int, int], ...]:
    found = [(m.start(), m.end()) for m in _ASIDE.finditer(turn.text) if _ASIDE_WORDS.search(m.group())]
    return tuple(sorted({*found, *((s.start, s.end) for s in turn.asides)}))


def scenes_of(match: Match, claim: Claim, length: int = 0) -> list[Scene]:
    """Join the windows of each source, best first, every turn once and in order.

    `length` is the quotation's, in code points: of a long turn only what lies about the hits is read.
    """
    held: dict[str, tuple[SourceInfo, dict[int, PlacedTurn], dict[int, list[Span]]]] = {}
    for window in match.windows:
        _, mine, hits = held.setdefault(window.source.id, (window.source, {}, {}))
        for placed in window.turns:
            mine.setdefault(placed.index, placed)
        for index, span in window.hits:
            hits.setdefault(index, []).append(span)
    scenes: list[Scene] = []
    for info, by_index, hits in held.values():
        turns = tuple(by_index[n] for n in sorted(by_index))
        texts = [_units(p.turn, *_about(p, hits, length)) for p in turns]
        labels = sorted({p.turn.speaker for p in turns})
        speech = Speech(tuple(voice_of(p.turn) for p in turns), tuple(p.index for p in turns))
        fits = tuple(fit(claim, p.turn, info, labels) for p in turns)
        scenes.append(Scene(info, turns, ground_of(texts), speech, fits))
    return scenes


def _about(placed: PlacedTurn, hits: dict[int, list[Span]], length: int) -> tuple[int, int | None]:
    """The stretch of a turn that is worth reading: all of a short one, what lies about the hits of a long one."""
    text = placed.turn.text
    if len(text) <= WHOLE_TURN or not hits:
        return 0, None
    spans = hits.get(placed.index)
    if not spans:
        return (max(0, len(text) - MARGIN), None) if placed.index < min(hits) else (0, MARGIN)
    reach = MARGIN + 4 * length
    begin, end = min(s.start for s in spans) - reach, max(s.end for s in spans) + reach
    return _at_line(text, begin), (end if end < len(text) else None)


def _at_line(text: str, at: int) -> int:
    """The beginning of the sentence or paragraph in which the offset lies."""
    if at <= 0:
        return 0
    return max(text.rfind("\n", 0, at), text.rfind(". ", 0, at), text.rfind("? ", 0, at), 0)


def _units(turn: Turn, begin: int, end: int | None) -> Units:
    asides = _asides(turn) if "(" in turn.text or "[" in turn.text else ()
    return units_of(turn.text, asides, begin, end)


def readings(marked: Marked, scene: Scene, whole: bool, house: House) -> list[Reading]:
    """The best reading in the source, and, where that is another's, the best in the claimed speaker's own turns."""
    keys = marked.units.keys
    own = [f in ("same", "office") for f in scene.fits]
    steps = align(keys, scene.ground, favoured=own)
    found = [read_at(marked, scene, steps, whole, house)] if steps else []
    if found and any(own) and found[0].fit not in ("same", "office"):
        steps = align(keys, scene.ground, allowed=own)
        if steps:
            found.append(read_at(marked, scene, steps, whole, house))
    return found


def read_at(marked: Marked, scene: Scene, steps: tuple[Step, ...], whole: bool, house: House) -> Reading:
    """The reading of a quotation by one alignment, graded."""
    comparison = compare(marked, scene.ground, steps, scene.speech, whole)
    turn = _main_turn(scene.ground, steps)
    words, severity, deciding = grade(marked, comparison, house)
    return Reading(scene, comparison, words, severity, scene.fits[turn], turn, deciding, whole)


def _main_turn(ground: Ground, steps: Sequence[Step]) -> int:
    held: dict[int, int] = {}
    for step in steps:
        if step.kind == "equal":
            held[ground.turn[step.w0]] = held.get(ground.turn[step.w0], 0) + step.q1 - step.q0
    return max(held, key=lambda t: (held[t], -t))


def grade(marked: Marked, comparison: Comparison, house: House) -> tuple[WordsVerdict, int, Mark | None]:
    """The words verdict and severity that the marks add up to under a house profile."""
    words: WordsVerdict = "verbatim"
    worst, deciding, heaviest = 0, None, (1, 0)
    marks = _weighed(comparison.marks, len(marked.units.keys))
    for mark in marks:
        severity = SEVERITIES.index(house.severity(mark.grade))
        verdict = _WORDS[mark.grade]
        key = (max(1, severity), _RANK.index(verdict))  # what no desk queries is named alike at every desk
        if key > heaviest:
            heaviest, words, deciding = key, verdict, mark
        worst = max(worst, severity)
    if len(comparison.voices) > 1 and any(m.grade in ("splice-far", "splice-near") for m in marks):
        return "spliced", max(worst, SEVERITIES.index(house.severity("voices")) - 1), deciding
    if is_recast(marked, comparison):
        return "paraphrase", SEVERITIES.index(house.severity("paraphrase")), deciding
    return words, worst, deciding


def _weighed(marks: Sequence[Mark], size: int) -> list[Mark]:
    """Many little words in or out are more than little: four, and one in ten, count as a change."""
    little = [m for m in marks if m.grade == "little-word"]
    if len(little) < max(4, 0.1 * size):
        return list(marks)
    return [m._replace(grade="small-change") if m.grade == "little-word" else m for m in marks]


def is_recast(marked: Marked, comparison: Comparison) -> bool:
    """True where the marks stand around a summary: most words are not the record's, or they were picked out of it."""
    size = len(marked.units.keys)
    if size < 6:
        return False
    changed = changed_weight(comparison, marked)
    if comparison.coverage < 0.6 or changed > 0.42:
        return True
    gaps = sum(
        1
        for m in comparison.marks
        if m.q0 == m.q1
        and m.grade
        in (
            "cut",
            "splice-near",
            "splice-far",
            "qualifier",
            "little-word",
            "small-change",
            "material",
            "negation",
            "order",
        )
        and 0 < m.q0 < size
    )
    if comparison.longest >= size / 2:  # half of it in one run is the record's own, whatever was done to the rest
        return False
    mean = size * comparison.coverage / max(1, comparison.runs)
    return (gaps >= 4 and mean < 4.5) or (
        gaps + sum(1 for m in comparison.marks if m.q1 > m.q0 and m.grade in ("material", "negation", "small-change"))
        >= 5
        and mean < 4.0
    )


def content_words(marked: Marked) -> int:
    """How many printed words are not of the closed classes."""
    return sum(1 for k in marked.units.keys if k not in FUNCTION)
