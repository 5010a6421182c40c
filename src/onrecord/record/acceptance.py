"""When is what was found worth showing? It depends on length, rarity, speaker, day and the size of the record.

A short run of common words stands somewhere in any large record, so a share of the words is not enough: what must
be found grows with the record and shrinks with what else speaks for the place. The weights are those of logistic
regressions, one for short quotations and one for others, on made quotations (one word changed, misheard, spliced, cut,
with another ending) against quotations from texts that were kept out of the record, at 100 and 500 MB;
`benchmarks/record.py` measures what comes of them. Words that were misheard or changed are lacking here and there; of
another speech on the same matter a whole clause is lacking: the longest gap tells them apart best. The prior weight of
speaker and day is by argument, not by measurement: a claimed speaker has spoken a small part of any record.
"""

from __future__ import annotations

import math
from typing import NamedTuple

RUN = 0.75  # words that follow one another tell less than their rarities added up
EXACT = 6.0  # bits above chance that the very words must have
BRIEF = 8  # words of a short quotation, at most
SHORT, LONG = -0.1, 0.9  # log odds needed in a record of `USUAL` words, for short quotations and for others
USUAL, LEAST = 1.8e7, -1.5  # 100 MB of text; and what is needed however small the record is
SMALL, LENIENT = 7.0, 0.45  # in a record below 10^7 words, this share in one source is shown: little stands by chance
APART, WHOLE = 0.6, 0.9  # the same for parts of several sources, the best of them the claimed speaker's or not
SPEAKER, DAY = 2.5, 3.0  # log odds that a fitting speaker or day adds
OTHER = 1.0  # log odds that another speaker, or another day, takes away from words that are not the very words
SPEAKER_BITS, DAY_BITS = 5.0, 6.0  # the same for the very words, in bits


class Evidence(NamedTuple):
    """What was found of one quotation, in one place or in the parts of a splice."""

    words: int  # of the quotation
    total: float  # bits that the quotation tells
    found: int  # words found
    missing: float  # bits not found, as a share of the total
    gap: int  # the most words in a row that were not found
    elsewhere: float  # bits found in other sources than the best place's, as a share
    near: int  # further parts in the source of the best place
    far: int  # further parts in other sources
    skipped: int  # words of the record that were passed over
    exact: bool  # one place has the very words in a row
    speaker: float  # 0 to 1, how well the label of the best place fits
    day: bool  # the best place's day fits
    other_speaker: bool  # a speaker is claimed, and the best place is somebody else's
    other_day: bool  # a day is known, and the best place is of another
    tokens: int  # words of the record


class _Weights(NamedTuple):
    """Log odds that each thing adds."""

    constant: float
    length: float  # a unit of ln(words)
    bits: float  # a bit that the quotation tells above what stands anywhere by chance
    missing: float  # everything missing
    missing_length: float  # the same, times ln(words)
    gap: float  # a word of the longest gap, up to eight
    elsewhere: float
    near: float
    far: float
    skipped: float  # as many words passed over as the quotation has


_SHORT = _Weights(-1.23, 0.14, 0.0992, -5.08, -5.43, -0.627, 0.0, -2.28, -7.70, -0.53)
_LONG = _Weights(2.49, 2.74, 0.0102, -14.04, -3.88, -1.252, -13.57, -5.31, -5.01, -2.06)


def odds(evidence: Evidence) -> float:
    """Log odds that the words were taken from here rather than met by chance."""
    weights = _SHORT if evidence.words <= BRIEF else _LONG
    length = math.log(evidence.words)
    chance = math.log2(max(evidence.tokens, 2))
    return (
        weights.constant
        + weights.length * length
        + weights.bits * (evidence.total - chance)
        + (weights.missing + weights.missing_length * length) * evidence.missing
        + weights.gap * min(evidence.gap, 8)
        + weights.elsewhere * evidence.elsewhere
        + weights.near * evidence.near
        + weights.far * evidence.far
        + weights.skipped * min(evidence.skipped, 20) / evidence.words
        + SPEAKER * evidence.speaker
        + (DAY if evidence.day else 0.0)
        - (OTHER if evidence.other_speaker else 0.0)
        - (OTHER if evidence.other_day else 0.0)
    )


def accepts(evidence: Evidence) -> bool:
    """Whether the place is shown."""
    if evidence.found < min(3, evidence.words):
        return False
    size = math.log10(max(evidence.tokens, 1))
    apart = APART if evidence.speaker else WHOLE
    if size < SMALL and 1.0 - evidence.missing >= (apart if evidence.far else LENIENT):
        return True
    if evidence.exact:
        bits = RUN * evidence.total - math.log2(max(evidence.tokens, 2))
        bits += SPEAKER_BITS * evidence.speaker + (DAY_BITS if evidence.day else 0.0)
        if bits >= EXACT:
            return True
    # Ten times the record gives chance ten times the places.
    needed = (SHORT if evidence.words <= BRIEF else LONG) + math.log(max(evidence.tokens, 1) / USUAL)
    return odds(evidence) >= max(needed, LEAST)
