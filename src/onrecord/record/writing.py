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
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from onrecord.errors import RecordError
from onrecord.record import catalogue
from onrecord.record.answers import AddResult
from onrecord.record.building import SegmentBuilder, likeness, sketch, texts_of
from onrecord.record.words import numbers_of
from onrecord.types import Source, SourceInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onrecord.record.opened import Opened

SEGMENT = 512 << 20  # bytes of text of one segment
LARGEST = 1 << 30  # characters of one source
MANY = 8  # segments of about one size that are folded into one
TINY = 256 << 10  # bytes of text below which all segments are of one size
SAME_TEXT = 0.3  # likeness from which a source with a known id is a new edition of it
SAME_EVENT = 0.12  # likeness from which two sources of one day report one event


def content_digest(source: Source, texts: list[bytes]) -> str:
    """SHA-256 of the turns: labels, persons, roles, asides, times and words (`texts`, see `texts_of`)."""
    digest = hashlib.sha256()
    for turn, text in zip(source.turns, texts, strict=True):
        head = msgspec.json.encode((turn.speaker, turn.person, turn.role, turn.asides, turn.start))
        digest.update(b"%d %d %b%b" % (len(head), len(text), head, text))
    return digest.hexdigest()


class _Batch:
    """What one transaction has taken in so far."""

    def __init__(self, db: sqlite3.Connection, number: int) -> None:
        self.db = db
        self.number = number  # of the segment
        self.row = catalogue.next_row(db)
        self.results: list[AddResult] = []
        self.places: dict[int, int] = {}  # row: index into results
        self.infos: dict[int, SourceInfo] = {}


def add_batch(record: Opened, sources: Iterable[Source]) -> tuple[AddResult, ...]:
    """Add sources until a segment is full, as one segment and one transaction."""
    with writing(record) as db:
        segment = NewSegment(record, db)
        batch = _Batch(db, segment.number)
        try:
            for source in sources:
                _take(batch, segment.builder, source)
                if segment.builder.text >= SEGMENT:
                    break
            if batch.places:
                segment.finish()
                _link(batch, segment.builder.sketches)
        finally:
            segment.close()
    return tuple(batch.results)


def _take(batch: _Batch, builder: SegmentBuilder, source: Source) -> None:
    """Put one source in, unless its words are there already."""
    size = sum(len(turn.text) for turn in source.turns)
    if size > LARGEST:
        raise RecordError(
            f"{source.info.id}: one source of {size >> 20} million characters; the most is {LARGEST >> 20}."
        )
    texts = texts_of(source)
    content = content_digest(source, texts)
    twin = batch.db.execute("SELECT id FROM sources WHERE content = ?", (content,)).fetchone()
    if twin is not None:
        batch.results.append(AddResult(id=twin[0], outcome="duplicate", note="the same words are in the record"))
        return
    source, replaces = _name(batch.db, source)
    if replaces is not None:
        batch.db.execute(
            "INSERT INTO editions SELECT id, sha256, json_extract(info, '$.retrieved'), content"
            " FROM sources WHERE row = ?",
            (replaces,),
        )
        batch.db.execute("DELETE FROM sources WHERE row = ?", (replaces,))
        batch.places.pop(replaces, None)
    row = batch.row
    batch.row += 1
    document = builder.add(row, source, texts)
    catalogue.insert(batch.db, row, source, batch.number, document, content, sum(map(len, texts)))
    batch.places[row] = len(batch.results)
    batch.infos[row] = source.info
    batch.results.append(AddResult(id=source.info.id, outcome="added" if replaces is None else "edition"))


def _link(batch: _Batch, sketches: dict[int, bytes]) -> None:
    """Note the fingerprints, and which sources report one event."""
    for row, place in batch.places.items():
        event, linked = _event(batch.db, row, batch.infos[row], sketches[row])
        batch.db.execute("UPDATE sources SET sketch = ?, event = ? WHERE row = ?", (sketches[row], event, row))
        batch.results[place] = msgspec.structs.replace(batch.results[place], event=event, linked=linked)


@contextmanager
def writing(record: Opened) -> Iterator[sqlite3.Connection]:
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


def sweep(record: Opened) -> None:
    """Delete segment files that the manifest does not name: left over from a kill, or merged into another."""
    if record._folder is None:
        return
    folder = record._folder / "segments"
    named = {row.name for row in catalogue.segments(record._db)}
    for path in folder.iterdir():
        if path.name not in named:
            with suppress(OSError):  # mapped by a reader on a system that keeps it; the next writer tries again
                path.unlink()


def _name(db: sqlite3.Connection, source: Source) -> tuple[Source, int | None]:
    """The source under an id that is free, or the row of the older edition that it replaces."""
    info = source.info
    for older in catalogue.rows(db, "WHERE id = ? OR (url != '' AND url = ?)", (info.id, info.url)):
        same_page = bool(info.url) and info.url == older.url
        if same_page or (older.sketch and likeness(sketch_of(source), older.sketch) >= SAME_TEXT):
            return _renamed(source, older.id), older.row
    number, free = 1, info.id or "source"
    while db.execute("SELECT 1 FROM sources WHERE id = ?", (free,)).fetchone():
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


def _event(db: sqlite3.Connection, row: int, info: SourceInfo, mine: bytes) -> tuple[str, tuple[str, ...]]:
    """The event a source belongs to: its own, or that of another transcript of the same day with the same words."""
    if info.event or info.date is None:
        return info.event, ()
    day = datetime.timedelta(days=1)
    days = ((info.date - day).isoformat(), (info.date + day).isoformat(), row)
    near = catalogue.rows(db, "WHERE date BETWEEN ? AND ? AND row != ?", days)
    alike = [other for other in near if likeness(mine, other.sketch) >= SAME_EVENT]
    if not alike:
        return "", ()
    event = next((other.event for other in alike if other.event), alike[0].id)
    for other in alike:
        if not other.event:
            db.execute("UPDATE sources SET event = ? WHERE row = ?", (event, other.row))
    return event, tuple(other.id for other in alike)


class NewSegment:
    """A segment on its way: its builder, and what makes it part of the record."""

    def __init__(self, record: Opened, db: sqlite3.Connection) -> None:
        self._record, self._db = record, db
        found = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'segments'").fetchone()
        self.number = (found[0] if found else 0) + 1
        self._name = f"{self.number:08d}.seg"
        self._path = None if record._folder is None else record._folder / "segments" / self._name
        self.builder = SegmentBuilder(self._path)
        self._finished = False

    def finish(self) -> None:
        """Make the file durable and note it in the manifest."""
        size, digest, image = self.builder.finish()
        self._finished = True
        if self._path is None:
            self._record._images[self._name] = image
        else:
            _sync_folder(self._path.parent)
        values = (self.number, self._name, size, digest, self.builder.text, self.builder.tokens)
        self._db.execute("INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?)", values)

    def close(self) -> None:
        """Let go of what was not finished; `sweep` deletes the file."""
        if not self._finished:
            self.builder.abandon()


def merge_small(record: Opened) -> None:
    """Fold segments of about one size into one, when there are many: each answer costs a little in each segment."""
    tiers: dict[int, list[catalogue.SegmentRow]] = {}
    for row in catalogue.segments(record._db):
        if row.text < SEGMENT // 2:
            tiers.setdefault(max(row.text, TINY).bit_length() // 3, []).append(row)
    for rows in tiers.values():
        if len(rows) >= MANY and sum(row.text for row in rows) <= SEGMENT * 2:
            merge(record, [row.number for row in rows])


def merge(record: Opened, numbers: list[int]) -> None:
    """Write the live sources of some segments into one new segment, in one transaction."""
    with writing(record) as db:
        record._look()
        segment = NewSegment(record, db)
        try:
            marks = ",".join("?" * len(numbers))
            moved = list(catalogue.rows(db, f"WHERE segment IN ({marks})", tuple(numbers)))
            for row in moved:
                held = record._stored(row)
                document = segment.builder.add(row.row, held, texts_of(held))
                values = (segment.number, document, row.row)
                db.execute("UPDATE sources SET segment = ?, document = ? WHERE row = ?", values)
            if moved:
                segment.finish()
            db.execute(f"DELETE FROM segments WHERE number IN ({marks})", tuple(numbers))
        finally:
            segment.close()


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
