"""Whether the place is proven: a line like the printed one may come from another telling that the record lacks.

Speakers say the same thing on many occasions, never in quite the same words. Where nothing but the words ties the page
to a source, a difference may be charged only if the words that agree could hardly have been said anywhere else.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from onrecord.judging.brackets import Marked
from onrecord.judging.evidence import stretches
from onrecord.judging.lexicon import FUNCTION
from onrecord.judging.marks import HARMLESS, Mark
from onrecord.judging.reading import Reading
from onrecord.judging.recast import likeness
from onrecord.judging.transcripts import one_occasion
from onrecord.types import Printed

LOOSE = 0.88  # share of the words, by weight, below which two or more changes make a line of its own
TELLING = 8  # words of substance that agree from which the line itself must be the source's
THERE = 0.95  # share of the printed words, in any order, from which none is new
FRAME = 0.9  # share below which another occasion with nearly as much shows a line that is told again and again
AS_MUCH = 0.8  # of what the best place has
ONE_TELLING = 0.85  # likeness of two recorded passages from which they are transcripts of one telling
CLOSE = 2  # days before the page's own date in which a source is taken for the page's occasion
CLIP = 60  # words of a turn up to which it may be a clip that a programme plays


def retold(printed: Printed, marked: Marked, best: Reading, everywhere: Sequence[Reading]) -> str:
    """Why this may be another telling of a line, "" where the place is proven. `everywhere`: all readings made."""
    if best.words == "paraphrase" or _tied(printed, best):
        return ""
    comparison = best.comparison
    loose = comparison.coverage < LOOSE and _substance(marked, best) < TELLING and len(_changed(best)) >= 2
    if loose and not _all_there(marked, best):
        return (
            "The words are only like those of the record, and nothing but the words ties the page to this occasion: "
            "it may be another telling of the line."
        )
    undated = printed.day.last is not None and best.scene.info.date is None
    if undated and comparison.coverage < LOOSE:
        return "The source bears no date and the words are only like those of the page: it may be of another occasion."
    if _closeness(best) < FRAME and (other := _as_well(best, everywhere)) is not None:
        return (
            f"The speaker says the like on other occasions too ({_named(other)}): "
            f"it may be another telling of the line."
        )
    return ""


def _tied(printed: Printed, best: Reading) -> bool:
    """The page puts the words on the source's day, or the source is of the page's own day or the one before."""
    held, first, last = best.scene.info.date, printed.day.first, printed.day.last
    if held is None or last is None:
        return False
    since = first - datetime.timedelta(days=1) if first is not None else last - datetime.timedelta(days=CLOSE)
    return since <= held <= last + datetime.timedelta(days=1)


def _substance(marked: Marked, best: Reading) -> int:
    """Printed words of substance that agree."""
    keys = marked.units.keys
    return sum(
        1 for s in best.comparison.steps if s.kind == "equal" for n in range(s.q0, s.q1) if keys[n] not in FUNCTION
    )


def _all_there(marked: Marked, best: Reading) -> bool:
    """Every printed word stands in the passage: two of them changed places, which no other telling does."""
    like = likeness(marked, best.scene)
    return like is not None and like.printed >= THERE


def _closeness(best: Reading) -> float:
    """The share of the words that agrees, less for what the record has in between and the page has not."""
    steps = best.comparison.steps
    agreed = sum(s.q1 - s.q0 for s in steps if s.kind == "equal")
    besides = sum(s.w1 - s.w0 for s in steps if s.kind == "delete")
    return best.comparison.coverage * agreed / max(1, agreed + besides / 2)


def _changed(best: Reading) -> list[Mark]:
    return [m for m in best.comparison.marks if m.grade not in HARMLESS]


def _as_well(best: Reading, everywhere: Sequence[Reading]) -> Reading | None:
    """The speaker's place on another occasion that has nearly as much of the words, None where there is none."""
    for other in everywhere:
        if other.fit not in ("same", "office") or other.comparison.coverage < AS_MUCH * best.comparison.coverage:
            continue
        mine, theirs = best.scene.info, other.scene.info
        if mine.id == theirs.id or one_occasion(mine, theirs):
            continue
        if Indel.normalized_similarity(_recorded(best), _recorded(other)) < ONE_TELLING:
            return other
    return None


def _recorded(reading: Reading) -> list[str]:
    """The record's words at a place."""
    ground = reading.scene.ground
    return [key for low, high in stretches(ground, reading.comparison.steps) for key in ground.keys[low:high]]


def _named(other: Reading) -> str:
    info = other.scene.info
    return info.date.isoformat() if info.date else info.title or info.id


def montage(best: Reading) -> str:
    """Why parts that stand apart may be one statement: each is a clip that a programme plays, "" where they are not.

    A clip is a short turn of which a good part is quoted, after a turn that asks its speaker nothing.
    """
    ground, turns = best.scene.ground, best.scene.turns
    quoted: dict[int, int] = {}
    for step in best.comparison.steps:
        if step.kind == "equal" and step.q1 - step.q0 >= 4:
            quoted[ground.turn[step.w0]] = quoted.get(ground.turn[step.w0], 0) + step.q1 - step.q0
    if len(quoted) < 2:
        return ""
    for turn, words in quoted.items():
        asked = turn > 0 and turns[turn - 1].turn.text.rstrip().endswith("?")
        length = len(ground.texts[turn].keys)
        if asked or length > CLIP or words < length / 3:
            return ""
    label = turns[best.turn].turn.person or turns[best.turn].turn.speaker
    return f"The parts seem to be clips of {label} that a programme plays: in the original they may stand side by side."
