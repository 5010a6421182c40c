"""Unpacking within bounds: no stream expands to more than a text would."""

from __future__ import annotations

import io
import zipfile

from onrecord.errors import SourceError

MAX_MEMBER = 512 << 20
_MAX_RATIO = 300  # beyond this, and above 64 MB, a stream is a bomb


def bounded(stream: io.BufferedIOBase, packed: int, name: str) -> bytes:
    parts: list[bytes] = []
    size = 0
    while part := stream.read(1 << 20):
        parts.append(part)
        size += len(part)
        if size > MAX_MEMBER or (size > (64 << 20) and size > packed * _MAX_RATIO):
            raise SourceError(
                f"{name}: it expands to more than any text would ({size >> 20} MB so far); it was not read"
            )
    return b"".join(parts)


def read_entry(archive: zipfile.ZipFile, entry: str, name: str) -> bytes:
    """One file of a zip, within bounds. Raises SourceError when it expands like a bomb, KeyError when it is not
    there.
    """
    packed = archive.getinfo(entry).compress_size
    with archive.open(entry) as stream:
        return bounded(stream, max(packed, 1), f"{name}!{entry}")  # type: ignore[arg-type]
