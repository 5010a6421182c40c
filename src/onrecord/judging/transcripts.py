"""What the other transcripts of an occasion have: where they disagree, the printed words may be as good as any."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.judging.house import House
from onrecord.judging.marks import Mark
from onrecord.judging.reading import Reading
from onrecord.types import SEVERITIES, SourceInfo

AGREES = 0.85  # share of the printed words that another transcript must have to be heard
BESIDE = 2  # printed words on either side of a difference that the other transcript must have with it


def excused(best: Reading, everywhere: Sequence[Reading], house: House) -> str:
    """The id of another transcript of the occasion, where others have as printed whatever this one is charged with."""
    charged = [m for m in best.comparison.marks if SEVERITIES.index(house.severity(m.grade)) >= 2]
    others = [r for r in everywhere if _another_of_the_occasion(r, best) and r.comparison.coverage >= AGREES]
    found = ""
    for mark in charged:
        having = next((r for r in others if _has_as_printed(r, mark)), None)
        if having is None:
            return ""
        found = having.scene.info.id
    return found


def _another_of_the_occasion(reading: Reading, best: Reading) -> bool:
    one, other = best.scene.info, reading.scene.info
    return one.id != other.id and one_occasion(one, other) and reading.fit == best.fit


def one_occasion(one: SourceInfo, other: SourceInfo) -> bool:
    """Two sources that are of one event, as far as the record knows, or at least of one day."""
    return bool(one.event and one.event == other.event) or bool(one.date and one.date == other.date)


def _has_as_printed(reading: Reading, mark: Mark) -> bool:
    """The words of a difference, with some on either side, stand in one run there."""
    size = max(s.q1 for s in reading.comparison.steps)
    low, high = max(0, mark.q0 - BESIDE), min(size, mark.q1 + BESIDE)
    return any(s.kind == "equal" and s.q0 <= low and high <= s.q1 for s in reading.comparison.steps)


def disagreement(best: Reading, found: Sequence[Reading]) -> list[str]:
    """Say where another transcript of the occasion has other words."""
    for other in found:
        worse = other.severity > best.severity + 1 and other.severity >= 2
        if worse and _another_of_the_occasion(other, best):
            return [f"Another transcript of the occasion ({other.scene.info.id}) has other words here."]
    return []
