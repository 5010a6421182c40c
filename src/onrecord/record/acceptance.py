"""When is what was found worth showing? It depends on length, rarity, speaker, day and the size of the record.

A short run of common words stands somewhere in any large record, so a share of the words is not enough: what must
be found grows with the record and shrinks with what else speaks for the place.
"""

from __future__ import annotations

import math
from typing import NamedTuple


class Evidence(NamedTuple):
    """What was found of one quotation, in one place or in the parts of a splice."""

    words: int  # of the quotation
    share: float  # of what the words tell, in bits
    found: int  # words found
    bits: float  # what the words found tell
    longest: int  # words of the longest run without a difference
    longest_bits: float
    parts: int
    speaker: float  # 0 to 1, how well the label fits
    day: bool
    tokens: int  # words of the record


def needed(evidence: Evidence) -> float:
    """The share that must be found."""
    size = math.log10(max(evidence.tokens, 1_000))  # 3 for a page, 8 for half a gigabyte
    short = max(0.0, (20 - evidence.words) / 20)  # 1 for nothing, 0 from 20 words on
    share = 0.36 + 0.02 * (size - 5) + short * 0.32
    share -= 0.06 * evidence.speaker + (0.06 if evidence.day else 0.0)
    share += 0.05 * (evidence.parts - 1)
    return min(max(share, 0.3), 0.9)


def accepts(evidence: Evidence) -> bool:
    """Whether the place is shown."""
    if evidence.found < min(3, evidence.words):
        return False
    return evidence.share >= needed(evidence)
