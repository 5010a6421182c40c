"""An opened segment: its turns, and where a word of the index stands in them."""

from __future__ import annotations

import math
import os
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise
from typing import IO, TYPE_CHECKING, NamedTuple

import numpy as np

from onrecord.errors import DamagedRecordError
from onrecord.record.building import CHUNK_BITS, ROLES
from onrecord.record.layout import Table, arrays_of, read_table
from onrecord.types import Span, Turn

if TYPE_CHECKING:
    import mmap
    from collections.abc import Mapping

    from numpy.typing import NDArray


class Passage(NamedTuple):
    """A stretch of one turn: which turn of the segment, and bytes of the segment's text."""

    turn: int
    start: int  # bytes
    end: int


class Segment:
    """One immutable part of the record, mapped or in memory."""

    def __init__(
        self, data: bytes | mmap.mmap, name: str, *, file: IO[bytes] | None = None, any_folding: bool = False
    ) -> None:
        self.name = name
        self.data = data
        self.file = file  # of a large segment: texts and postings are read from it
        self.table: Table = read_table(data, name, any_folding=any_folding)
        arrays = arrays_of(data, self.table)
        try:
            self.rows: NDArray[np.int64] = arrays["row"]
            self.document_turn: NDArray[np.uint32] = arrays["document_turn"]
            self.turn_byte: NDArray[np.uint32] = arrays["turn_byte"]
            self.turn_label: NDArray[np.uint32] = arrays["turn_label"]
            self.turn_person: NDArray[np.uint32] = arrays["turn_person"]
            self.turn_role: NDArray[np.uint8] = arrays["turn_role"]
            self.turn_start: NDArray[np.float64] = arrays["turn_start"]
            self.asides: NDArray[np.uint32] = arrays["asides"].reshape(-1, 3)
            self.piece_byte: NDArray[np.uint32] = arrays["piece_byte"]
            self.piece_word: NDArray[np.uint32] = arrays["piece_word"]
            self.counts: NDArray[np.uint32] = arrays["counts"]
            self.posts: Mapping[int, NDArray[np.uint32]] = {n: arrays[f"post{n}"] for n in (1, 2, 3)}
            self.begins: Mapping[int, NDArray[np.uint32]] = {n: arrays[f"from{n}"] for n in (1, 2, 3)}
            self.commons: Mapping[int, NDArray[np.uint32]] = {n: arrays[f"common{n}"] for n in (1, 2, 3)}
            self._starts = {array.name: array.start for array in self.table.arrays}
            self.text_start = self._starts["text"]
        except KeyError as error:
            raise DamagedRecordError(
                f"{name}: a part of the segment is missing. Run `onrecord record rebuild`."
            ) from error
        self.shifts = {1: 32 - self.table.bits1, 2: 32 - self.table.bits2, 3: 32 - self.table.bits3}
        self.count_shift = 33 - len(self.counts).bit_length()
        self.tokens = self.table.tokens
        self._aside_turn: NDArray[np.uint32] | None = None
        # For single look-ups: a place in such a view is read ten times as fast as in an array.
        self._turn_byte = self.turn_byte.data
        self._document_turn = self.document_turn.data
        self._piece_byte = self.piece_byte.data
        self._piece_word = self.piece_word.data

    def bytes_at(self, start: int, length: int) -> bytes:
        """Bytes of the file, from a place in it."""
        if self.file is not None and length >= 0:
            return os.pread(self.file.fileno(), length, start)
        return self.data[start : start + length]

    def buckets(self, n: int, bucket: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the postings of some buckets begin, and how many there are."""
        if self.file is None:
            begins = self.begins[n]
            start = begins[bucket].astype(np.int64)
            return start, begins[bucket + 1].astype(np.int64) - start
        handle, base = self.file.fileno(), self._starts[f"from{n}"]
        read = b"".join([os.pread(handle, 8, base + 4 * each) for each in bucket.tolist()])
        pairs = np.frombuffer(read, "<u4").astype(np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1] - pairs[:, 0]

    def postings(self, n: int, start: NDArray[np.int64], count: NDArray[np.int64]) -> NDArray[np.int64]:
        """The postings of some buckets, one after the other."""
        if self.file is None:
            posts = self.posts[n]
            runs = zip(start.tolist(), (start + count).tolist(), strict=True)
            return np.concatenate([posts[first:end] for first, end in runs], dtype=np.int64, casting="same_kind")
        handle, base = self.file.fileno(), self._starts[f"post{n}"]
        wanted = zip(start.tolist(), count.tolist(), strict=True)
        read = b"".join([os.pread(handle, 4 * length, base + 4 * first) for first, length in wanted])
        return np.frombuffer(read, "<u4").astype(np.int64)

    def text(self, start: int, end: int) -> str:
        """Decode bytes [start, end) of the text."""
        return self._decoded(self.bytes_at(self.text_start + start, end - start), start)

    def _decoded(self, data: bytes, start: int) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise DamagedRecordError(
                f"{self.name}: the text is damaged near byte {start}. `onrecord record verify` names the source."
            ) from error

    def turn_bounds(self, turn: int) -> tuple[int, int]:
        """Bytes [start, end) of a turn's text."""
        return self._turn_byte[turn], self._turn_byte[turn + 1] - 1

    def turn(self, turn: int) -> Turn:
        """A turn with its label, words, asides and time."""
        return self.turns(turn, turn + 1)[0]

    def turns(self, first: int, end: int) -> list[Turn]:
        """Turns [first, end)."""
        labels = self.table.labels
        edges = self.turn_byte[first : end + 1].tolist()
        texts = self._texts(edges)
        numbers = self.turn_label[first:end].tolist()
        persons = self.turn_person[first:end].tolist()
        roles = self.turn_role[first:end].tolist()
        if not len(self.asides) and not len(self.turn_start):
            return [
                Turn(speaker=labels[label], text=text, role=ROLES[role], person=labels[person])
                for label, text, role, person in zip(numbers, texts, roles, persons, strict=True)
            ]
        asides = self._asides_of(first, end)
        times = self.turn_start[first:end].tolist() or [math.nan] * len(texts)
        return [
            Turn(
                speaker=labels[label],
                text=text,
                role=ROLES[role],
                asides=asides.get(turn, ()),
                start=None if math.isnan(time) else time,
                person=labels[person],
            )
            for turn, (label, text, role, person, time) in enumerate(
                zip(numbers, texts, roles, persons, times, strict=True), first
            )
        ]

    def _texts(self, edges: list[int]) -> list[str]:
        """The texts between some edges of turns, in bytes; read at once."""
        begin = edges[0]
        whole = self.bytes_at(self.text_start + begin, edges[-1] - begin)
        if whole.isascii():
            text = whole.decode("ascii")
            return [text[low - begin : high - begin - 1] for low, high in pairwise(edges)]
        return [self._decoded(whole[low - begin : high - begin - 1], low) for low, high in pairwise(edges)]

    def _asides_of(self, first: int, end: int) -> dict[int, tuple[Span, ...]]:
        """Stage directions by turn, for those turns that have any."""
        if not len(self.asides):
            return {}
        if self._aside_turn is None:
            self._aside_turn = np.ascontiguousarray(self.asides[:, 0])
        low, high = self._aside_turn.searchsorted(np.array((first, end), np.uint32)).tolist()
        found: dict[int, tuple[Span, ...]] = {}
        for turn, start, stop in self.asides[low:high].tolist():
            found[turn] = (*found.get(turn, ()), Span(start, stop))
        return found

    def document_of(self, turn: int) -> int:
        """The number, in this segment, of the document that holds a turn."""
        return bisect_right(self._document_turn, turn) - 1

    def turns_of(self, document: int) -> range:
        """The turns of a document, as numbers in this segment."""
        return range(self._document_turn[document], self._document_turn[document + 1])

    @cached_property
    def document_stretch(self) -> NDArray[np.int64]:
        """In which stretch of the single-word index each document begins; and the last one ends."""
        pieces = self.piece_byte.searchsorted(self.turn_byte[self.document_turn])
        return self.piece_word[pieces].astype(np.int64) >> CHUNK_BITS

    def stretches_of(self, rows: frozenset[int]) -> NDArray[np.bool_]:
        """Which stretches of the single-word index hold a part of one of the sources in these rows."""
        wanted = np.isin(self.rows, np.fromiter(rows, np.int64, len(rows)))
        edges, last = self.document_stretch, self.tokens >> CHUNK_BITS
        marks = np.zeros(last + 2, np.int64)
        np.add.at(marks, edges[:-1][wanted], 1)
        np.add.at(marks, edges[1:][wanted] + 1, -1)
        held: NDArray[np.bool_] = np.cumsum(marks)[: last + 1] > 0
        return held

    def words_of(self, document: int) -> tuple[int, int]:
        """Words [first, last) of the index that belong to a document."""
        turns = self.turns_of(document)
        first = bisect_left(self._piece_byte, self._turn_byte[turns.start])
        end = bisect_left(self._piece_byte, self._turn_byte[turns.stop], first)
        return self._piece_word[first], self._piece_word[end]

    def bytes_around(self, first: int, last: int) -> tuple[int, int]:
        """Bytes [start, end) of the pieces that hold the words [first, last] of the index."""
        low = bisect_right(self._piece_word, max(first, 0))
        high = bisect_right(self._piece_word, min(last, self.tokens), max(low - 1, 0))
        end = len(self._piece_byte) - 1
        return self._piece_byte[min(max(low - 1, 0), end)], self._piece_byte[min(high, end)]

    def passages(self, start: int, end: int) -> list[Passage]:
        """The parts of turns in bytes [start, end)."""
        turn = max(bisect_right(self._turn_byte, start) - 1, 0)
        found: list[Passage] = []
        low = self._turn_byte[turn]
        while turn + 1 < len(self._turn_byte) and low < end:
            after = self._turn_byte[turn + 1]
            if after - 1 > start:
                found.append(Passage(turn, max(low, start), min(after - 1, end)))
            turn, low = turn + 1, after
        return found
