"""How much of a quotation's substance stands close together in a turn, whatever the form and order of its words."""

from __future__ import annotations

from onrecord.judging.align import weight_of
from onrecord.judging.brackets import Marked
from onrecord.judging.lexicon import FUNCTION
from onrecord.judging.reading import Reading
from onrecord.judging.synonyms import senses

REACH = 1.25  # the passage may be this many times as long as the quotation, and a little more
SLACK = 4


def gist(marked: Marked, reading: Reading) -> float:
    """The number of the quotation's words of substance, rare ones counting more, that one passage of the turn has."""
    content = [k for k in dict.fromkeys(marked.units.keys) if k not in FUNCTION]
    wanted: dict[str | int, set[str]] = {}
    for key in content:
        for sense in senses(key):
            wanted.setdefault(sense, set()).add(key)
    total = sum(weight_of(k) for k in content) or 1.0
    reach = int(REACH * len(marked.units.keys)) + SLACK
    units = reading.scene.ground.texts[reading.turn].keys
    hits: list[tuple[int, set[str]]] = []
    for at, key in enumerate(units):
        if key not in FUNCTION:
            meant = {k for sense in senses(key) if sense in wanted for k in wanted[sense]}
            if meant:
                hits.append((at, meant))
    best = 0.0
    for n, (first, _) in enumerate(hits):
        found: set[str] = set()
        for at, meant in hits[n:]:
            if at - first > reach:
                break
            found |= meant
        best = max(best, sum(weight_of(k) for k in found) / total)
    return best * len(content)
