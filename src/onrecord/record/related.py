"""Passages that share a quotation's rare words, whatever their order: where a recast quotation may come from.

Runs of words find what was quoted; a summary printed as a quotation has no runs. The single-word index names the
stretches of 4,096 words that hold most of what the quotation tells, and the turns there are read. Whether such a
passage is the quotation's is for judging to say: it is no place of the words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.record import votes
from onrecord.record.building import CHUNK_BITS, keys_of
from onrecord.record.find import CONTEXT
from onrecord.record.question import ask
from onrecord.record.words import Stretch
from onrecord.types import PlacedTurn, Printed, Span, Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from onrecord.record.find import View
    from onrecord.record.segment import Segment

KNOWN_WELL = 0.5  # share of the words from which a window found by runs needs no rival
FEWEST = 8  # words below which a few rare words in common say nothing
RARE = 5.0  # bits from which a word is looked for
STRETCHES = 6  # read for one question and segment
HELD = 0.5  # share of what the rare words tell that a stretch must hold to be read
SHARED = 0.4  # and a passage, to be shown
REACH = 6  # a passage may be this many times as long as the quotation: a summary leaves out
MOST = 4  # passages shown, each of another source

Wanted = Callable[[int, str, str, str], bool]  # (row, source id, label, person) -> may it be shown?


class _Passage(NamedTuple):
    share: float  # of what the rare words tell
    row: int
    segment: Segment
    turn: int
    words: tuple[int, int]  # first and last, in the turn


def known_well(windows: tuple[Window, ...]) -> bool:
    """Whether the words were found so well that no passage with the like thought is of interest."""
    return bool(windows) and windows[0].score >= KNOWN_WELL


def related(view: View, printed: Printed, rows: frozenset[int], wanted: Wanted) -> tuple[Window, ...]:
    """The passages with most of the quotation's rare words, the best first, one of each source.

    Args:
        rows: the sources to be looked at.
        wanted: says of a turn's source, label and person whether it may be shown.
    """
    question = ask(printed.pieces)
    if len(question.listed) < FEWEST:
        return ()
    worth = _worth(view, question.numbers)
    total = sum(worth.values())
    best: dict[int, _Passage] = {}
    for segment in view.segments:
        for chunk in _stretches(segment, worth, rows):
            for one in _passages(view, segment, chunk, worth, rows, wanted, REACH * len(question.listed)):
                if one.share >= SHARED * total and (one.row not in best or one.share > best[one.row].share):
                    best[one.row] = one
    found = sorted(best.values(), key=lambda one: (-round(one.share, 6), one.row, one.turn))
    return tuple(_window(view, one, total) for one in found[:MOST])


def _worth(view: View, numbers: NDArray[np.uint32]) -> dict[int, float]:
    """The bits that each rare word of the quotation tells."""
    distinct = np.unique(numbers)
    seen = np.zeros(len(distinct))
    for segment in view.segments:
        seen += votes.words_seen(segment, distinct)
    bits = votes.rarity(seen, view.tokens)
    return {n: b for n, b in zip(distinct.tolist(), bits.tolist(), strict=True) if b >= RARE}


def _stretches(segment: Segment, worth: dict[int, float], rows: frozenset[int]) -> list[int]:
    """The stretches of the wanted sources that hold the most of the rare words."""
    if not worth or not segment.tokens:
        return []
    held = np.zeros((segment.tokens >> CHUNK_BITS) + 1)
    keys = keys_of(np.array(list(worth), np.uint32), 1)
    start, count = segment.buckets(1, (keys >> np.uint64(segment.shifts[1])).astype(np.int64))
    for bits, first, many in zip(worth.values(), start.tolist(), count.tolist(), strict=True):
        listed = segment.postings(1, np.array([first]), np.array([many])) if many else None
        if listed is not None:
            held[listed[listed < len(held)]] += bits  # adds once to a stretch that is listed twice
    held *= segment.stretches_of(rows)
    enough = (held >= HELD * sum(worth.values())).nonzero()[0]
    ordered: list[int] = enough[np.lexsort((enough, -held[enough].round(6)))][:STRETCHES].tolist()
    return ordered


def _passages(
    view: View,
    segment: Segment,
    chunk: int,
    worth: dict[int, float],
    rows: frozenset[int],
    wanted: Wanted,
    reach: int,
) -> list[_Passage]:
    """The best passage of each wanted turn of a stretch."""
    labels = segment.table.labels
    start, end = segment.bytes_around(chunk << CHUNK_BITS, (chunk + 1) << CHUNK_BITS)
    found = []
    for turn in dict.fromkeys(passage.turn for passage in segment.passages(start, end)):
        row = int(segment.rows[segment.document_of(turn)])
        if row not in rows or row not in view.live:
            continue
        if not wanted(row, view.info(row).id, labels[segment.turn_label[turn]], labels[segment.turn_person[turn]]):
            continue
        numbers = Stretch(segment.text(*segment.turn_bounds(turn))).numbers
        share, words = _closest([(at, n) for at, n in enumerate(numbers) if n in worth], worth, reach)
        if share:
            found.append(_Passage(share, row, segment, turn, words))
    return found


def _closest(hits: list[tuple[int, int]], worth: dict[int, float], reach: int) -> tuple[float, tuple[int, int]]:
    """The most that words at most `reach` apart tell together, each once; the first and last of them."""
    best, words = 0.0, (0, 0)
    inside: dict[int, int] = {}
    held, low = 0.0, 0
    for at, number in hits:
        if not inside.get(number):
            held += worth[number]
        inside[number] = inside.get(number, 0) + 1
        while inside[hits[low][1]] > 1 or at - hits[low][0] >= reach:
            gone = hits[low][1]
            inside[gone] -= 1
            held -= 0.0 if inside[gone] else worth[gone]
            low += 1
        if held > best + 1e-9:
            best, words = held, (hits[low][0], at)
    return best, words


def _window(view: View, one: _Passage, total: float) -> Window:
    """The turns around a passage."""
    inside = one.segment.turns_of(one.segment.document_of(one.turn))
    first, last = max(one.turn - CONTEXT, inside.start), min(one.turn + CONTEXT, inside.stop - 1)
    turns = one.segment.turns(first, last + 1)
    span = Span(*Stretch(turns[one.turn - first].text).span(*one.words))
    return Window(
        source=view.info(one.row),
        turns=tuple(PlacedTurn(index=n - inside.start, turn=turn) for n, turn in enumerate(turns, first)),
        hits=((one.turn - inside.start, span),),
        score=round(one.share / total, 4),
    )
