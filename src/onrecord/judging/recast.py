"""Whether a quotation is somebody's summary: the passage of the speaker's that it puts in other words or other order.

A summary shares its words of substance with one passage and little besides. Any two sentences on one subject share a
few, so the likeness is asked both ways: of what is printed, and of what the passage says (the coefficient of Dice,
1945, over weighted words). Where a longer passage was thinned out to some of its words, nearly all of what is printed
must stand in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, cast

from rapidfuzz.distance import Indel

from onrecord.judging.align import Kind, Step
from onrecord.judging.brackets import Marked
from onrecord.judging.equivalence import Units
from onrecord.judging.house import House
from onrecord.judging.lexicon import FUNCTION
from onrecord.judging.reading import Reading, Scene, read_at
from onrecord.judging.synonyms import senses
from onrecord.types import SEVERITIES

SENTENCES = 5  # a summary is of so many sentences in a row at most
SPREAD = 6  # and of a passage so many times as long as it is, at most
LOOKED_AT = 12  # passages of a turn that are compared word by word
LIKE, SUBSTANCE = 0.72, 7.0  # likeness both ways, and words of substance, from which a passage was put in other words
ALIKE, SOME = 0.76, 4.0  # the same where less of substance is said
THINNED, MUCH = 0.85, 10.5  # share of what is printed, and words of substance, that a longer passage must have
NOT_LOST = 0.35  # and its own likeness both ways: a few words can be picked from any long talk


class Likeness(NamedTuple):
    """How like a quotation a passage is: units [first, end) of one turn of a scene."""

    both: float  # 0 to 1, both ways
    printed: float  # 0 to 1, of what is printed
    agreed: float  # words of substance
    turn: int
    first: int
    end: int

    @property
    def recast(self) -> bool:
        """Whether the passage is what the quotation puts in other words."""
        if (self.both >= LIKE and self.agreed >= SUBSTANCE) or (self.both >= ALIKE and self.agreed >= SOME):
            return True
        return self.printed >= THINNED and self.agreed >= MUCH and self.both >= NOT_LOST


def weight(key: str) -> float:
    """What a word tells of the subject: little for a function word, more for a long one."""
    return 0.3 if key in FUNCTION else min(1.6, 0.5 + 0.12 * len(key))


def likeness(marked: Marked, scene: Scene) -> Likeness | None:
    """The passage of the claimed speaker's own turns that is most like the quotation, None where there is none."""
    keys = marked.units.keys
    wanted = frozenset[str | int]().union(*(senses(k) for k in keys if k not in FUNCTION))
    best: Likeness | None = None
    for turn, units in enumerate(scene.ground.texts):
        if scene.fits[turn] not in ("same", "office"):
            continue
        for first, end in _passages(units, keys, wanted):
            one = _compare(keys, units.keys[first:end], turn, first, end)
            if best is None or (one.both + one.printed) > (best.both + best.printed) + 1e-9:
                best = one
    return best


def _passages(units: Units, keys: list[str], wanted: frozenset[str | int]) -> list[tuple[int, int]]:
    """The runs of sentences with most of the words of substance, as units [first, end)."""
    edges = [0, *(n for n in range(1, len(units.keys)) if units.sentence[n] != units.sentence[n - 1])]
    edges.append(len(units.keys))
    shared = [
        {k for k in units.keys[low:high] if k not in FUNCTION and senses(k) & wanted} for low, high in pairwise(edges)
    ]
    total = sum(map(weight, keys))
    found: list[tuple[float, int, int]] = []
    for begin in range(len(shared)):
        if not shared[begin]:
            continue
        held: set[str] = set()
        for after in range(begin, min(begin + SENTENCES, len(shared))):
            first, end = edges[begin], edges[after + 1]
            if end - first > SPREAD * len(keys):
                break
            if shared[after] <= held:
                continue
            held |= shared[after]
            agreed = sum(map(weight, held))
            length = sum(map(weight, units.keys[first:end]))
            found.append((2 * agreed / (total + length) + min(1.0, agreed / total), first, end))
    found.sort(key=lambda each: (-each[0], each[1], each[2]))
    return [(first, end) for _, first, end in found[:LOOKED_AT]]


def _compare(keys: list[str], passage: list[str], turn: int, first: int, end: int) -> Likeness:
    """Pair each printed word with one of the passage, the same or one of like meaning, heavy words first."""
    free: dict[str | int, list[int]] = {}
    for at in range(len(passage) - 1, -1, -1):
        free.setdefault("=" + passage[at], []).append(at)
        for sense in senses(passage[at]):
            free.setdefault(sense, []).append(at)
    used: set[int] = set()
    agreed = substance = 0.0
    for key in sorted(keys, key=lambda k: -weight(k)):
        other = next(_unused(free, key, used), None)
        if other is not None:
            used.add(other)
            agreed += weight(key)
            substance += 0.0 if key in FUNCTION else weight(key)
    total, length = sum(map(weight, keys)), sum(map(weight, passage))
    taken = sum(weight(passage[at]) for at in used)
    return Likeness((agreed + taken) / (total + length), agreed / total, substance, turn, first, end)


def _unused(free: dict[str | int, list[int]], key: str, used: set[int]) -> Iterator[int]:
    for sense in ("=" + key, *sorted(senses(key), key=str)):
        yield from (at for at in reversed(free.get(sense, ())) if at not in used)


def recast(marked: Marked, scene: Scene, whole: bool, house: House) -> Reading | None:
    """The quotation read as a summary of a passage of the claimed speaker's, None where none is so like it."""
    like = likeness(marked, scene)
    if like is None or not like.recast:
        return None
    steps = _laid_out(marked, scene, like)
    if not any(step.kind == "equal" for step in steps):
        return None
    reading = read_at(marked, scene, steps, whole, house)
    return reading._replace(words="paraphrase", severity=SEVERITIES.index(house.severity("paraphrase")))


def _laid_out(marked: Marked, scene: Scene, like: Likeness) -> tuple[Step, ...]:
    """The quotation laid beside the whole passage: what they share in one order, and all that either has besides."""
    base = scene.ground.base[like.turn] + like.first
    passage = scene.ground.texts[like.turn].keys[like.first : like.end]
    return tuple(
        Step(cast(Kind, op.tag), op.dest_start, op.dest_end, base + op.src_start, base + op.src_end)
        for op in Indel.opcodes(passage, marked.units.keys)
    )
