"""The records in which a comparison is written down: one mark for one thing done to the words, with its grade."""

from __future__ import annotations

from typing import Literal, NamedTuple

from onrecord.judging.align import Ground, Step
from onrecord.judging.brackets import Marked
from onrecord.judging.changes import Kind
from onrecord.judging.cuts import Lost
from onrecord.types import ChangeKind

Grade = Literal[
    "typography", "filler", "number-style", "spelling", "alias", "contraction", "little-word", "grammar",
    "small-change",
    "synonym", "ellipsis", "bracket", "bracket-unclear", "bracket-wrong", "trim-part", "trim-whole", "cut", "qualifier",
    "material", "negation", "order", "splice-near", "splice-far", "interruption", "voices", "concession",
]  # fmt: skip


NEAR_WORDS = 70  # words left out within which whole sentences are still one passage


LONG_MARKED = 150


SHORT_INTERRUPTION = 12  # words of another voice that a print may pass over


SPELLINGS = frozenset({"alias", "contraction", "number-style", "spelling"})


HARMLESS = frozenset(
    {
        "typography", "filler", "number-style", "spelling", "alias", "contraction", "trim-part", "trim-whole",
        "interruption", "bracket", "ellipsis", "qualifier", "concession",
    }
)  # fmt: skip # grades that say nothing against the place: no printed word is other than the record's


STYLE: dict[str, Grade] = {
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
    """Which turns are one voice: `voice[n]` is the folded label of turn n, `number[n]` its place in the source."""

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


class Setting(NamedTuple):
    """What the comparing functions share. `whole`: a whole sentence is printed."""

    marked: Marked
    ground: Ground
    speech: Speech
    whole: bool


def graded(kind: Kind, q0: int, q1: int, w0: int, w1: int) -> Mark:
    if kind.kind == "negation":
        return Mark(kind.kind, "negation", True, kind.rule, q0, q1, w0, w1)
    grade: Grade = "material" if kind.material else STYLE.get(kind.kind, "small-change")
    return Mark(kind.kind, grade, kind.material, kind.rule, q0, q1, w0, w1)
