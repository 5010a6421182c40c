"""Proves a record, and mends what can be mended: every file, hash, row and text."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import DamagedRecordError, OnRecordError, RecordError
from onrecord.record import catalogue
from onrecord.record.answers import Problem, Rebuilt
from onrecord.record.building import texts_of
from onrecord.record.layout import broken_arrays, map_file
from onrecord.record.segment import Segment
from onrecord.record.writing import SEGMENT, NewSegment, content_digest, writing
from onrecord.types import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.record.opened import Opened

_REBUILD = "run `onrecord record rebuild`"
_AGAIN = "add it again from {}"


def verify(record: Opened) -> tuple[Problem, ...]:
    """Everything that does not hold; nothing when the record is sound."""
    db, folder = record._db, record._folder
    problems = list(_verify_catalogue(db, folder))
    segments = {row.number: row for row in catalogue.segments(db)}
    for row in segments.values():
        problems.extend(_verify_segment(record, row))
    sources = list(catalogue.rows(db))
    problems.extend(
        Problem(part=source.id, what="no segment holds its words", mend=_AGAIN.format(_origin(db, source)))
        for source in sources
        if source.segment not in segments
    )
    return tuple(problems)


def _verify_catalogue(db: sqlite3.Connection, folder: Path | None) -> Iterator[Problem]:
    name = str(folder / catalogue.NAME) if folder else "the catalogue"
    for (answer,) in db.execute("PRAGMA integrity_check(20)").fetchall():
        if answer != "ok":
            yield Problem(
                part=name, what=answer, mend="restore the file from a copy, or add the sources to a new record"
            )
    if db.execute("PRAGMA foreign_key_check").fetchone():
        yield Problem(part=name, what="labels without a source", mend=_REBUILD)


def _verify_segment(record: Opened, row: catalogue.SegmentRow) -> Iterator[Problem]:
    """A segment's file, its table, its arrays, and the words of its sources."""
    try:
        segment = _open(record, row)
    except OnRecordError as error:
        yield Problem(part=row.name, what=str(error), mend=_REBUILD)
        return
    if hashlib.sha256(segment.data).hexdigest() != row.sha256:
        broken = broken_arrays(segment.data, segment.table)
        where = f"in {', '.join(broken)}" if broken else "between its parts"
        yield Problem(part=row.name, what=f"the file does not match its hash ({where})", mend=_REBUILD)
    for source in catalogue.rows(record._db, "WHERE segment = ?", (row.number,)):
        what = _fault(record, segment, source)
        if what:
            yield Problem(part=source.id, what=what, mend=_AGAIN.format(_origin(record._db, source)))


def _fault(record: Opened, segment: Segment, source: catalogue.SourceRow) -> str:
    """What is wrong with the words of a source; "" when they are as they were added."""
    try:
        if not 0 <= source.document < len(segment.rows) or int(segment.rows[source.document]) != source.row:
            return "the segment holds another source in its place"
        inside = segment.turns_of(source.document)
        turns = tuple(segment.turns(inside.start, inside.stop))
        held = Source(info=catalogue.info_of(record._db, source.row), turns=turns)
    except (OnRecordError, IndexError, ValueError) as error:
        return f"its words cannot be read: {error}"
    return "" if content_digest(held, texts_of(held)) == source.content else "its words are not those that were added"


def _open(record: Opened, row: catalogue.SegmentRow) -> Segment:
    if record._folder is None:
        return Segment(record._images[row.name], row.name, any_folding=True)
    path = record._folder / "segments" / row.name
    try:
        return Segment(map_file(path, row.size)[0], str(path), any_folding=True)
    except (ValueError, IndexError) as error:
        raise DamagedRecordError(f"{path}: its arrays do not fit together. Run `onrecord record rebuild`.") from error


def _origin(db: sqlite3.Connection, source: catalogue.SourceRow) -> str:
    try:
        info = catalogue.info_of(db, source.row)
    except RecordError:
        return "where it came from"
    return info.url or info.origin or "where it came from"


def rebuild(record: Opened) -> Rebuilt:
    """Build every index anew from the texts that hold; name the sources that do not.

    Raises:
        RecordBusyError: another process writes.
        RecordError: the record cannot be written.
    """
    lost: list[Problem] = []
    kept = 0
    with writing(record) as db:
        old = catalogue.segments(db)
        new: NewSegment | None = None
        try:
            for source, held in _sound(record, old, lost):
                if new is None:
                    new = NewSegment(record, db)
                document = new.builder.add(source.row, held, texts_of(held))
                db.execute(
                    "UPDATE sources SET segment = ?, document = ? WHERE row = ?", (new.number, document, source.row)
                )
                kept += 1
                if new.builder.text >= SEGMENT:
                    new.finish()
                    new = None
            if new is not None:
                new.finish()
        finally:
            if new is not None:
                new.close()
        for problem in lost:
            db.execute("DELETE FROM sources WHERE id = ?", (problem.part,))
        db.executemany("DELETE FROM segments WHERE number = ?", [(row.number,) for row in old])
    return Rebuilt(kept=kept, lost=tuple(lost))


def _sound(
    record: Opened, old: list[catalogue.SegmentRow], lost: list[Problem]
) -> Iterator[tuple[catalogue.SourceRow, Source]]:
    """Every source whose words are as they were added; the others go to `lost`."""
    segments: dict[int, Segment | str] = {}
    for row in old:
        try:
            segments[row.number] = _open(record, row)
        except OnRecordError as error:
            segments[row.number] = str(error)
    for source in catalogue.rows(record._db):
        segment = segments.get(source.segment, "no segment holds its words")
        what = segment if isinstance(segment, str) else _fault(record, segment, source)
        if what or isinstance(segment, str):
            lost.append(Problem(part=source.id, what=what, mend=_AGAIN.format(_origin(record._db, source))))
            continue
        inside = segment.turns_of(source.document)
        turns = tuple(segment.turns(inside.start, inside.stop))
        yield source, Source(info=catalogue.info_of(record._db, source.row), turns=turns)
