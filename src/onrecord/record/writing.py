"""Puts sources into a record so that a kill at any moment loses nothing that was acknowledged.

The order is: take the only writer's place (SQLite), write the segment to a new file and make it durable, note it and
its sources in one transaction. A file that no line of the manifest names is left over from a kill and is deleted.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec
import numpy as np

from onrecord.errors import RecordError
from onrecord.record import catalogue
from onrecord.record.answers import AddResult
from onrecord.record.building import SegmentBuilder, likeness, sketch
from onrecord.record.words import numbers_of
from onrecord.types import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.record.store import Record

SAME_TEXT = 0.3  # likeness from which a source with a known id is a new edition of it
SAME_EVENT = 0.12  # likeness from which two sources of one day report one event


def content_digest(source: Source) -> str:
    """SHA-256 of the turns: labels, persons, roles, asides, times and words."""
    digest = hashlib.sha256()
    for turn in source.turns:
        head = msgspec.json.encode((turn.speaker, turn.person, turn.role, turn.asides, turn.start))
        text = turn.text.encode("utf-8", "replace").replace(b"\x00", b" ")
        digest.update(b"%d %d " % (len(head), len(text)))
        digest.update(head)
        digest.update(text)
    return digest.hexdigest()


class _Incoming(NamedTuple):
    """A source on its way in."""

    at: int  # in the results
    source: Source
    content: str
    replaces: int | None  # row of the older edition


def add_batch(record: Record, sources: list[Source]) -> tuple[AddResult, ...]:
    """Add sources as one segment and one transaction."""
    with writing(record) as db:
        results, incoming = _sort_out(db, sources)
        if incoming:
            _store(record, db, incoming, results)
    return tuple(results)


@contextmanager
def writing(record: Record) -> Iterator[sqlite3.Connection]:
    """The only writer's place: commit at the end, or leave all as it was.

    Raises:
        RecordBusyError: another process writes.
        RecordError: the disk is full or cannot be written.
    """
    db, folder = record._db, record._folder
    catalogue.begin(db, folder)
    try:
        yield db
        db.execute("COMMIT")
    except (OSError, sqlite3.OperationalError) as error:
        _roll_back(db)
        why = getattr(error, "strerror", None) or error
        raise RecordError(
            f"{folder}: nothing was changed, because it could not be written: {why}. Make room or check the rights."
        ) from error
    except BaseException:
        _roll_back(db)
        raise
    finally:
        record._forget()
        sweep(record)


def _roll_back(db: sqlite3.Connection) -> None:
    if db.in_transaction:
        db.execute("ROLLBACK")


def sweep(record: Record) -> None:
    """Delete segment files that the manifest does not name: left over from a kill, or merged into another."""
    if record._folder is None:
        return
    folder = record._folder / "segments"
    named = {row.name for row in catalogue.segments(record._db)}
    for path in folder.iterdir():
        if path.name not in named:
            with suppress(OSError):  # mapped by a reader on a system that keeps it; the next writer tries again
                path.unlink()


def _sort_out(db: sqlite3.Connection, sources: list[Source]) -> tuple[list[AddResult], list[_Incoming]]:
    """Tell new sources from duplicates and new editions; give each an id of its own."""
    results: list[AddResult] = []
    incoming: list[_Incoming] = []
    contents: dict[str, str] = {}
    ids: dict[str, Source] = {}
    for source in sources:
        content = content_digest(source)
        known = db.execute("SELECT id FROM sources WHERE content = ?", (content,)).fetchone()
        twin = known[0] if known else contents.get(content)
        if twin is not None:
            results.append(AddResult(id=twin, outcome="duplicate", note="the same words are in the record"))
            continue
        named, replaces = _name(db, source, ids)
        contents[content] = named.info.id
        ids[named.info.id] = named
        outcome: Literal["added", "edition"] = "added" if replaces is None else "edition"
        incoming.append(_Incoming(len(results), named, content, replaces))
        results.append(AddResult(id=named.info.id, outcome=outcome))
    return results, incoming


def _name(db: sqlite3.Connection, source: Source, ids: dict[str, Source]) -> tuple[Source, int | None]:
    """The source under an id that is free, or the row of the older edition that it replaces."""
    info = source.info
    older = next(catalogue.rows(db, "WHERE id = ? OR (url != '' AND url = ?)", (info.id, info.url)), None)
    if older is not None and info.id not in ids:
        same_page = bool(info.url) and info.url == older.url
        if same_page or likeness(sketch_of(source), older.sketch) >= SAME_TEXT:
            return _renamed(source, older.id), older.row
    number, free = 1, info.id or "source"
    while free in ids or db.execute("SELECT 1 FROM sources WHERE id = ?", (free,)).fetchone():
        number += 1
        free = f"{info.id or 'source'}~{number}"
    return _renamed(source, free), None


def _renamed(source: Source, source_id: str) -> Source:
    if source.info.id == source_id:
        return source
    return msgspec.structs.replace(source, info=msgspec.structs.replace(source.info, id=source_id))


def sketch_of(source: Source) -> bytes:
    """The fingerprint of a source that is not in the record yet."""
    numbers = numbers_of(" ".join(turn.text for turn in source.turns))
    return sketch(np.array(numbers, np.uint32))


def _store(record: Record, db: sqlite3.Connection, incoming: list[_Incoming], results: list[AddResult]) -> None:
    for one in incoming:
        if one.replaces is not None:
            db.execute(
                "INSERT INTO editions SELECT id, sha256, json_extract(info, '$.retrieved'), content"
                " FROM sources WHERE row = ?",
                (one.replaces,),
            )
            db.execute("DELETE FROM sources WHERE row = ?", (one.replaces,))
    first = catalogue.next_row(db)
    rows = [first + i for i in range(len(incoming))]
    segment, sketches = write_segment(record, db, ((row, one.source) for row, one in zip(rows, incoming, strict=True)))
    for document, (row, one) in enumerate(zip(rows, incoming, strict=True)):
        event, linked = _event(db, one.source, sketches[row])
        info = msgspec.structs.replace(one.source.info, event=event)
        source = msgspec.structs.replace(one.source, info=info)
        catalogue.insert(db, row, source, segment, document, one.content, sketches[row])
        results[one.at] = msgspec.structs.replace(results[one.at], event=event, linked=linked)


def _event(db: sqlite3.Connection, source: Source, mine: bytes) -> tuple[str, tuple[str, ...]]:
    """The event a source belongs to: its own, or that of another transcript of the same day with the same words."""
    info = source.info
    if info.event or info.date is None:
        return info.event, ()
    day = datetime.timedelta(days=1)
    near = catalogue.rows(
        db, "WHERE date BETWEEN ? AND ?", ((info.date - day).isoformat(), (info.date + day).isoformat())
    )
    alike = [other for other in near if likeness(mine, other.sketch) >= SAME_EVENT]
    if not alike:
        return "", ()
    event = next((other.event for other in alike if other.event), alike[0].id)
    for other in alike:
        if not other.event:
            db.execute("UPDATE sources SET event = ? WHERE row = ?", (event, other.row))
    return event, tuple(other.id for other in alike)


def write_segment(
    record: Record, db: sqlite3.Connection, sources: Iterable[tuple[int, Source]]
) -> tuple[int, dict[int, bytes]]:
    """Write a segment durably and note it in the manifest. Returns its number and the sources' fingerprints by row."""
    found = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'segments'").fetchone()
    number = (found[0] if found else 0) + 1
    name = f"{number:08d}.seg"
    path = None if record._folder is None else record._folder / "segments" / name
    builder = SegmentBuilder(path)
    try:
        for row, source in sources:
            builder.add(row, source)
        size, digest, image = builder.finish()
    except BaseException:
        builder.abandon()
        raise
    if path is None:
        record._images[name] = image
    else:
        _sync_folder(path.parent)
    db.execute(
        "INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?)", (number, name, size, digest, builder.text, builder.tokens)
    )
    return number, builder.sketches


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
