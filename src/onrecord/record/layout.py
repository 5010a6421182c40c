"""How a segment lies in its file: a magic word, arrays one after the other, a table of them, and its checksum.

    ONRECSEG | text | array | array | ... | table (JSON) | length of the table (8 bytes) | CRC-32 of it (4) | ONRECEND

A segment is written once and never changed. The text comes first, so that it can be written while it is read.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from onrecord.errors import DamagedRecordError, RecordError
from onrecord.record.words import FOLDING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

MAGIC = b"ONRECSEG"
END = b"ONRECEND"
_TAIL = 8 + 4 + len(END)


class Array(msgspec.Struct, frozen=True):
    """Where one array lies in the file, and its checksum."""

    name: str
    dtype: str
    start: int  # bytes from the beginning of the file
    length: int  # bytes
    crc: int


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The last part of a segment file: what is in it."""

    version: int = 1
    folding: int = 1  # `words.FOLDING` when it was built
    arrays: tuple[Array, ...] = ()
    labels: tuple[str, ...] = ()  # speaker labels and persons, by number
    bits3: int = 0  # buckets of the three-word index, as a power of two
    bits2: int = 0
    bits1: int = 0
    tokens: int = 0
    turns: int = 0
    documents: int = 0


class SegmentFile:
    """A segment being written. Memory when `path` is None."""

    def __init__(self, path: Path | None) -> None:
        self._out: IO[bytes] | None = path.open("wb") if path else None
        self._memory = bytearray() if path is None else None
        self._hash = hashlib.sha256()
        self._at = 0
        self._arrays: list[Array] = []
        self._open: tuple[str, str, int, int] | None = None
        self._write(MAGIC)

    def _write(self, data: bytes | memoryview) -> None:
        if self._out is not None:
            self._out.write(data)
        else:
            assert self._memory is not None
            self._memory += data
        self._hash.update(data)
        self._at += len(data)

    def begin(self, name: str, dtype: str) -> None:
        """Start an array; `put` its bytes, then `begin` the next."""
        self._close_array()
        self._write(b"\x00" * (-self._at % 64))
        self._open = (name, dtype, self._at, 0)

    def put(self, data: bytes | NDArray[Any]) -> None:
        """More bytes of the array that was begun."""
        view = memoryview(data if isinstance(data, bytes) else data.tobytes() if not len(data) else data.data).cast("B")
        assert self._open is not None
        name, dtype, start, crc = self._open
        self._open = (name, dtype, start, zlib.crc32(view, crc))
        self._write(view)

    def _close_array(self) -> None:
        if self._open is not None:
            name, dtype, start, crc = self._open
            self._arrays.append(Array(name, dtype, start, self._at - start, crc))
            self._open = None

    def finish(self, table: Table) -> tuple[int, str, bytes]:
        """Write the table and make it durable. Returns the size in bytes, the SHA-256, and the bytes if in memory."""
        self._close_array()
        table = msgspec.structs.replace(table, arrays=tuple(self._arrays))
        encoded = msgspec.json.encode(table)
        tail = len(encoded).to_bytes(8, "little") + zlib.crc32(encoded).to_bytes(4, "little") + END
        self._write(encoded + tail)
        if self._out is not None:
            self._out.flush()
            os.fsync(self._out.fileno())
            self._out.close()
            self._out = None
        return self._at, self._hash.hexdigest(), bytes(self._memory or b"")

    def abandon(self) -> None:
        """Close the file without finishing it."""
        if self._out is not None:
            self._out.close()
            self._out = None


LARGE = 512 << 20  # bytes of a file from which its words and postings are read rather than mapped


def map_file(path: Path, size: int) -> tuple[mmap.mmap, IO[bytes] | None]:
    """Map a finished segment read-only. A large one is handed over as an open file as well.

    A question touches a hundred places of the index, and each page that is touched in a map counts as this process's
    memory, with as much around it as the system keeps together: soon all of the file. Reading leaves it where it is.

    Raises:
        DamagedRecordError: it is missing, or not of the size that the record noted.
    """
    try:
        with path.open("rb") as file:
            actual = os.fstat(file.fileno()).st_size
            if actual != size:
                raise DamagedRecordError(
                    f"{path} is {actual} bytes and must be {size}: it was cut short or changed. "
                    "Run `onrecord record rebuild`; it keeps all that still holds and names the rest."
                )
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if size < LARGE or not hasattr(os, "pread"):
            return data, None
        return data, path.open("rb", buffering=0)
    except FileNotFoundError as error:
        raise DamagedRecordError(
            f"{path} is missing. Put it back from a copy, or run `onrecord record rebuild`; it keeps what still holds."
        ) from error
    except OSError as error:
        raise RecordError(
            f"{path} cannot be read: {error.strerror or error}. Check the disk and the file's rights."
        ) from error


def read_table(data: bytes | mmap.mmap, name: str, *, any_folding: bool = False) -> Table:
    """The table at the end of a segment. `any_folding`: also of one whose index is out of date; its texts still hold.

    Raises:
        DamagedRecordError: it is not a segment, or the table does not match its checksum.
    """
    wrong = DamagedRecordError(f"{name}: the table of the segment does not hold. Run `onrecord record rebuild`.")
    if len(data) < len(MAGIC) + _TAIL or data[: len(MAGIC)] != MAGIC or data[-len(END) :] != END:
        raise wrong
    length = int.from_bytes(data[-_TAIL : -_TAIL + 8], "little")
    end = len(data) - _TAIL
    if length > end or zlib.crc32(data[end - length : end]) != int.from_bytes(data[end + 8 : end + 12], "little"):
        raise wrong
    try:
        table = msgspec.json.decode(data[end - length : end], type=Table)
    except msgspec.MsgspecError as error:
        raise wrong from error
    if table.version != 1:
        raise RecordError(f"{name} is of format {table.version}; this onrecord reads format 1. Update onrecord.")
    if table.folding > FOLDING:
        raise RecordError(f"{name} was built by a newer onrecord. Update onrecord.")
    if table.folding < FOLDING and not any_folding:
        raise RecordError(
            f"{name} was built by an older onrecord. Run `onrecord record rebuild` once; nothing is lost."
        )
    return table


def arrays_of(data: bytes | mmap.mmap, table: Table) -> Mapping[str, np.ndarray[Any, Any]]:
    """The arrays as views into the file; nothing is copied."""
    import numpy

    views = {}
    for array in table.arrays:
        kind = numpy.dtype(array.dtype)
        views[array.name] = numpy.frombuffer(data, kind, array.length // kind.itemsize, array.start)
    return views


def broken_arrays(data: bytes | mmap.mmap, table: Table) -> tuple[str, ...]:
    """The names of the arrays that do not match their checksums."""
    view = memoryview(data)
    try:
        return tuple(a.name for a in table.arrays if zlib.crc32(view[a.start : a.start + a.length]) != a.crc)
    finally:
        view.release()
