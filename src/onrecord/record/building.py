"""Builds a segment: text as it comes, words to numbers, sorted runs on the side, then one pass for each index.

Memory stays flat however large the segment is: every block of words is sorted and laid aside in a spill file,
and the index is merged from the blocks one range of keys at a time.
"""

from __future__ import annotations

import tempfile
from array import array
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from onrecord.record import words
from onrecord.record.layout import SegmentFile, Table
from onrecord.types import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from onrecord.types import Source, Turn

ROLES: tuple[Role, ...] = ("named", "reporter", "moderator", "audience", "unknown")
PIECE = 192  # bytes of text between two noted places, about 32 words
CHUNK_BITS = 12  # the single-word index counts in chunks of 4,096 words
CAP = {3: 20_000, 2: 4_000, 1: 1 << 30}  # postings of one key; what is more common is noted, not listed
COUNT_BITS = 19  # the table of how often words stand has at most so many places, as a power of two
SKETCH = 64
_ROLE_NUMBER = {role: number for number, role in enumerate(ROLES)}
_NO_TIME = float("nan")
_BLOCK = 2 << 20  # bytes of text that are folded at once
_RUN = 2 << 20  # keys of one sorted run
_MUL = tuple(np.uint64(m) for m in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))


def keys_of(numbers: NDArray[np.uint32], n: int) -> NDArray[np.uint64]:
    """The 32-bit keys (in uint64) of every run of `n` words; `len(numbers) - n + 1` of them."""
    wide = numbers.astype(np.uint64)
    total = max(len(wide) - n + 1, 0)
    key = wide[:total] * _MUL[0]
    for i in range(1, n):
        key += wide[i : i + total] * _MUL[i]
    key ^= key >> np.uint64(29)
    key *= _MUL[1]
    return key >> np.uint64(32)


def _distinct(ordered: NDArray[Any]) -> NDArray[Any]:
    """Each value once, of a sorted array. (numpy's own `unique` hashes, which is ten times slower here.)"""
    if not len(ordered):
        return ordered
    fresh: NDArray[Any] = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return fresh


def sketch(numbers: NDArray[np.uint32]) -> bytes:
    """A fingerprint of a text: its 64 lowest three-word keys. Texts of one event share many of them."""
    keys = keys_of(numbers, 3).astype(np.uint32)
    if len(keys) > 4 * SKETCH:
        keys = np.partition(keys, 2 * SKETCH)[: 2 * SKETCH]
    return _distinct(np.sort(keys))[:SKETCH].tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """The share of three-word runs that two texts have in common, from their sketches (Broder 1997): 0 to 1."""
    first, second = np.frombuffer(one, np.uint32), np.frombuffer(other, np.uint32)
    lowest = np.union1d(first, second)[:SKETCH]
    if not len(lowest):
        return 0.0
    both = np.intersect1d(first, second, assume_unique=True)
    return float(np.isin(lowest, both, assume_unique=True).sum() / len(lowest))


def texts_of(source: Source) -> list[bytes]:
    """The texts of the turns as they are stored: UTF-8, and a NUL is a space."""
    return [turn.text.encode("utf-8", "replace").replace(words.SENTINEL, b" ") for turn in source.turns]


class _Runs:
    """Sorted runs of (key << 32 | value), laid aside in a temporary file when there are many."""

    def __init__(self, folder: Path | None, unique: bool) -> None:
        self._folder = folder
        self._unique = unique
        self._waiting: list[NDArray[np.uint64]] = []
        self._count = 0
        self._runs: list[NDArray[np.uint64]] = []
        self._spill: IO[bytes] | None = None
        self._spilled: list[tuple[int, int]] = []
        self.total = 0

    def add(self, pairs: NDArray[np.uint64]) -> None:
        self._waiting.append(pairs)
        self._count += len(pairs)
        if self._count >= _RUN:
            self._sort()

    def _sort(self) -> None:
        if not self._count:
            return
        run = np.concatenate(self._waiting)
        run = np.sort(run)
        run = _distinct(run) if self._unique else run
        self._waiting, self._count = [], 0
        self.total += len(run)
        if self._folder is None:
            self._runs.append(run)
            return
        if self._spill is None:
            self._spill = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed in `close`
        self._spilled.append((self._spill.tell(), len(run)))
        self._spill.write(run.tobytes())

    def ranges(self) -> Iterator[NDArray[np.uint64]]:
        """Everything in order, in parts of about `_RUN`, none of which splits a key's top bits."""
        self._sort()
        runs: list[NDArray[np.uint64]] = self._runs
        if self._spill is not None:
            self._spill.flush()
            runs = [np.memmap(self._spill, np.uint64, "r", start, (length,)) for start, length in self._spilled]
        parts = 1
        while self.total // parts > _RUN:
            parts *= 2
        step = (1 << 32) // parts
        edges = [np.uint64(step * i) << np.uint64(32) for i in range(1, parts)]
        cuts = [[0, *np.searchsorted(run, np.array(edges, np.uint64)).tolist(), len(run)] for run in runs]
        for part in range(parts):
            pieces = [run[cut[part] : cut[part + 1]] for run, cut in zip(runs, cuts, strict=True)]
            joined = np.concatenate(pieces) if pieces else np.zeros(0, np.uint64)
            joined = np.sort(joined)
            yield _distinct(joined) if self._unique else joined

    def close(self) -> None:
        self._runs = []
        if self._spill is not None:
            self._spill.close()
            self._spill = None


class SegmentBuilder:
    """Takes sources, writes one segment. `path` None builds it in memory."""

    def __init__(self, path: Path | None) -> None:
        self._file = SegmentFile(path)
        self._file.begin("text", "u1")
        folder = path.parent if path else None
        self._runs = {3: _Runs(folder, False), 2: _Runs(folder, False), 1: _Runs(folder, True)}
        self._carry = np.zeros(0, np.uint32)
        self._counts = np.zeros(1 << COUNT_BITS, np.int64)  # how often each word stands, by the top bits of its key
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._labels: dict[str, int] = {}
        self._rows: list[int] = []
        # Compact arrays: a segment has millions of turns.
        self._document_turn = array("I", (0,))
        self._turn_byte = array("I", (0,))
        self._turn_label = array("I")
        self._turn_person = array("I")
        self._turn_role = array("B")
        self._turn_start = array("d")
        self._asides = array("I")
        self._piece_byte: list[NDArray[np.uint32]] = []
        self._piece_word: list[NDArray[np.uint32]] = []
        self._folded = 0  # bytes of text already folded
        self._block: list[tuple[int, int]] = []  # row and first byte of the sources in the text that waits
        self.sketches: dict[int, bytes] = {}  # by row; complete after `finish`
        self.tokens = 0
        self.text = 0  # bytes of text taken

    def add(self, row: int, source: Source, texts: list[bytes]) -> int:
        """Take a source and its texts (see `texts_of`); `row` is its row in the catalogue.

        Returns its number in the segment.
        """
        self._block.append((row, self.text))
        for turn, text in zip(source.turns, texts, strict=True):
            self._add_turn(turn, text)
        self._rows.append(row)
        self._document_turn.append(len(self._turn_label))
        if self._pending_bytes >= _BLOCK:
            self._fold()
        return len(self._rows) - 1

    def _add_turn(self, turn: Turn, text: bytes) -> None:
        self._pending.append(text)
        self._pending_bytes += len(text) + 1
        self.text += len(text) + 1
        number = len(self._turn_label)
        self._turn_byte.append(self.text)
        self._turn_label.append(self._labels.setdefault(turn.speaker, len(self._labels)))
        self._turn_person.append(self._labels.setdefault(turn.person, len(self._labels)))
        self._turn_role.append(_ROLE_NUMBER[turn.role])
        self._turn_start.append(_NO_TIME if turn.start is None else turn.start)
        for span in turn.asides:
            self._asides.extend((number, span.start, span.end))

    def _fold(self) -> None:
        """Write the text that waits, number its words and lay their keys aside."""
        if not self._pending:
            self._block = []
            return
        blob = words.SENTINEL.join(self._pending) + words.SENTINEL
        self._pending, self._pending_bytes = [], 0
        self._file.put(blob.replace(words.SENTINEL, b"\n"))
        cut, starts = _cut_pieces(blob)
        folded = words.fold(cut).replace(words.SENTINEL, b" \x00 ").split()
        numbers = np.fromiter(map(words.NUMBERS.__getitem__, folded), np.uint32, len(folded))
        numbers = numbers[numbers != words.DROPPED]
        marks = numbers == words.MARK
        real = np.flatnonzero(~marks)
        kept = numbers[real]
        fresh = np.ones(len(kept), bool)
        before = self._carry[-1:] if len(self._carry) else np.zeros(1, np.uint32)
        fresh[:1] = kept[:1] != before
        fresh[1:] = kept[1:] != kept[:-1]
        counted = np.concatenate([np.zeros(1, np.int64), np.cumsum(fresh)])
        at = np.searchsorted(real, np.flatnonzero(marks))  # words of the blob before each mark
        self._piece_byte.append((starts + self._folded).astype(np.uint32))
        word = np.concatenate([np.zeros(1, np.int64), counted[at][:-1]]) + self.tokens
        self._piece_word.append(word.astype(np.uint32))
        words_kept = kept[fresh]
        edges = np.append(np.searchsorted(starts, [byte - self._folded for _, byte in self._block]), len(word))
        places = np.append(word - self.tokens, len(words_kept))[edges].tolist()
        for (row, _), low, high in zip(self._block, places, places[1:], strict=False):
            self.sketches[row] = sketch(words_kept[low:high])
        self._block = []
        self._folded += len(blob)
        self._index(words_kept)

    def _index(self, fresh: NDArray[np.uint32]) -> None:
        joined = np.concatenate([self._carry, fresh])
        for n in (3, 2):
            # The carry holds the last two words, so that runs of words cross from block to block.
            tail = joined[max(len(self._carry) - n + 1, 0) :]
            keys = keys_of(tail, n)
            first = self.tokens - min(len(self._carry), n - 1)
            self._runs[n].add(keys << np.uint64(32) | np.arange(first, first + len(keys), dtype=np.uint64))
        keys = keys_of(fresh, 1)
        self._counts += np.bincount((keys >> np.uint64(32 - COUNT_BITS)).astype(np.int64), minlength=1 << COUNT_BITS)
        chunk = np.arange(self.tokens, self.tokens + len(fresh), dtype=np.uint64) >> np.uint64(CHUNK_BITS)
        self._runs[1].add(_distinct(np.sort(keys << np.uint64(32) | chunk)))
        self.tokens += len(fresh)
        self._carry = joined[-2:]

    def finish(self) -> tuple[int, str, bytes]:
        """Write the rest. Returns the size in bytes, the SHA-256 of the file, and the bytes if in memory."""
        self._fold()
        self._put("piece_byte", np.concatenate([*self._piece_byte, np.array([self._folded], np.uint32)]))
        self._put("piece_word", np.concatenate([*self._piece_word, np.array([self.tokens], np.uint32)]))
        self._piece_byte, self._piece_word = [], []
        size_bits = min(max(self.tokens.bit_length(), 8), COUNT_BITS)
        self._put("counts", self._counts.reshape(1 << size_bits, -1).sum(axis=1).astype(np.uint32))
        self._put("row", np.array(self._rows, np.int64))
        self._put("document_turn", np.array(self._document_turn, np.uint32))
        self._put("turn_byte", np.array(self._turn_byte, np.uint32))
        self._put("turn_label", np.array(self._turn_label, np.uint32))
        self._put("turn_person", np.array(self._turn_person, np.uint32))
        self._put("turn_role", np.array(self._turn_role, np.uint8))
        times = np.array(self._turn_start, np.float64)
        self._put("turn_start", times if not np.isnan(times).all() else times[:0])
        self._put("asides", np.array(self._asides, np.uint32))
        bits = {n: self._write_index(n) for n in (3, 2, 1)}
        table = Table(
            folding=words.FOLDING,
            labels=tuple(self._labels), bits3=bits[3], bits2=bits[2], bits1=bits[1], tokens=self.tokens,
            turns=len(self._turn_label), documents=len(self._rows),
        )  # fmt: skip
        return self._file.finish(table)

    def abandon(self) -> None:
        """Give up: close what is open."""
        self._file.abandon()
        for runs in self._runs.values():
            runs.close()

    def _put(self, name: str, array: NDArray[Any]) -> None:
        self._file.begin(name, array.dtype.str)
        self._file.put(np.ascontiguousarray(array))

    def _write_index(self, n: int) -> int:
        """Write one index: values in the order of their keys, where each bucket begins, and the common buckets."""
        runs = self._runs[n]
        parts = runs.ranges()
        first = next(parts)  # sorts what waited, so that `total` is known
        per_bucket = {3: 4, 2: 8, 1: 8}[n]
        bits = max(min((runs.total // per_bucket).bit_length(), 28), 8)
        counts: list[NDArray[np.uint32]] = []
        common: list[NDArray[np.uint32]] = []
        self._file.begin(f"post{n}", "<u4")
        done = 0
        for part in _chain(first, parts):
            bucket = (part >> np.uint64(64 - bits)).astype(np.int64)
            sizes = np.bincount(bucket - done, minlength=0) if len(bucket) else np.zeros(0, np.int64)
            heavy = sizes > CAP[n]
            if heavy.any():
                common.append((np.flatnonzero(heavy) + done).astype(np.uint32))
                part = part[~heavy[bucket - done]]
                sizes[heavy] = 0
            self._file.put((part & np.uint64(0xFFFFFFFF)).astype(np.uint32))
            counts.append(sizes.astype(np.uint32))
            done += len(sizes)
        runs.close()
        flat = np.concatenate([*counts, np.zeros(max((1 << bits) - done, 0), np.uint32)])
        self._put(f"from{n}", np.concatenate([np.zeros(1, np.uint32), np.cumsum(flat, dtype=np.uint32)]))
        self._put(f"common{n}", np.concatenate(common) if common else np.zeros(0, np.uint32))
        return bits


def _chain(first: NDArray[np.uint64], rest: Iterator[NDArray[np.uint64]]) -> Iterator[NDArray[np.uint64]]:
    yield first
    yield from rest


def _cut_pieces(blob: bytes) -> tuple[bytes, NDArray[np.int64]]:
    """Put a sentinel in place of a white space about every `PIECE` bytes; where each piece starts, in bytes."""
    data = np.frombuffer(blob, np.uint8)
    ends = np.flatnonzero(data == 0)
    blanks = np.flatnonzero((data == 32) | (data == 10) | (data == 0))
    at = np.searchsorted(blanks, np.arange(PIECE, len(data), PIECE))
    chosen = np.union1d(blanks[at[at < len(blanks)]], ends)
    cut = data.copy()
    cut[chosen] = 0
    return cut.tobytes(), np.concatenate([np.zeros(1, np.int64), chosen[:-1] + 1])
