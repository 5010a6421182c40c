"""What a record holds open: its catalogue, its mapped segments, and what it remembers until something changes."""

from __future__ import annotations

import datetime
import hashlib
import sqlite3
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from onrecord.errors import DamagedRecordError, RecordError
from onrecord.record import catalogue
from onrecord.types import Coverage, Printed, RecordEdition, Source, SourceInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.record.find import View
    from onrecord.record.people import Rules
    from onrecord.record.segment import Segment


class Opened:
    """The part of a record that is not for its users: `Record` adds what they call."""

    def __init__(self, connection: sqlite3.Connection, folder: Path | None, *, readonly: bool) -> None:
        self._db = connection
        self._folder = folder
        self._readonly = readonly
        self._images: dict[str, bytes] = {}
        self._lock = threading.RLock()
        self._view: View | None = None
        self._opened: dict[str, Segment] = {}
        self._infos: dict[int, SourceInfo] = {}
        self._edition: RecordEdition | None = None
        self._rules: Rules | None = None
        self._coverage: dict[tuple[str, datetime.date | None, datetime.date | None, bool], Coverage] = {}
        self._rows: dict[str, frozenset[int]] = {}  # of the sources in which somebody of a name speaks
        self._state = -1

    def _refresh(self) -> None:
        """Notice what another process (or this one) has changed."""
        state = self._db.execute("PRAGMA data_version").fetchone()[0]
        if state != self._state:
            self._forget()
            self._state = state

    def _forget(self) -> None:
        self._view = None
        self._edition = None
        self._rules = None
        self._coverage.clear()
        self._rows.clear()
        self._infos.clear()

    def _look(self) -> View:
        from onrecord.record.find import View

        self._refresh()
        if self._view is None:
            segments = self._open_segments()
            live = frozenset(row for (row,) in self._db.execute("SELECT row FROM sources"))
            self._view = View(segments, live, self._info, sum(s.tokens for s in segments), self._said(), {})
        return self._view

    def _open_segments(self) -> tuple[Segment, ...]:
        from onrecord.record.layout import map_file
        from onrecord.record.segment import Segment

        opened: dict[str, Segment] = {}
        for row in catalogue.segments(self._db):
            segment = self._opened.get(row.name)
            if segment is None:
                if self._folder is None:
                    segment = Segment(self._images[row.name], row.name)
                else:
                    path = self._folder / "segments" / row.name
                    data, file = map_file(path, row.size)
                    segment = Segment(data, str(path), file=file)
            opened[row.name] = segment
        self._opened = opened
        return tuple(opened.values())

    def _info(self, row: int) -> SourceInfo:
        info = self._infos.get(row)
        if info is None:
            info = self._infos[row] = catalogue.info_of(self._db, row)
        return info

    def _stored(self, row: catalogue.SourceRow) -> Source:
        name = self._db.execute("SELECT name FROM segments WHERE number = ?", (row.segment,)).fetchone()[0]
        segment = self._opened[name]
        inside = segment.turns_of(row.document)
        turns = tuple(segment.turns(inside.start, inside.stop))
        return Source(info=catalogue.info_of(self._db, row.row), turns=turns)

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """What a damaged index leads to is told as damage, not as an error of this or that array."""
        try:
            yield
        except (IndexError, ValueError, OverflowError) as error:
            raise DamagedRecordError(
                f"{self._folder or 'the record'}: the index does not fit the texts ({error}). "
                "`onrecord record verify` says which part is broken, `onrecord record rebuild` mends it."
            ) from error

    def _covered(self, printed: Printed) -> Coverage:
        from onrecord.record.coverage import LONG, coverage

        words = min(sum(len(piece.split()) for piece in printed.pieces), LONG)
        key = (printed.speaker.name, printed.day.first, printed.day.last, words >= LONG)
        found = self._coverage.get(key)
        if found is None:
            if len(self._coverage) > 20_000:
                self._coverage.clear()
            found = self._coverage[key] = coverage(self._db, self._said(), printed.speaker.name, printed.day, words)
        return found

    def _rows_of(self, name: str) -> frozenset[int]:
        from onrecord.record.people import rows_of

        found = self._rows.get(name)
        if found is None:
            found = self._rows[name] = rows_of(self._db, self._said(), name)
        return found

    def _said(self) -> Rules:
        from onrecord.record.people import rules

        if self._rules is None:
            self._rules = rules(self._db)
        return self._rules

    def _measure(self) -> RecordEdition:
        digest = hashlib.sha256()
        for info, event, content in self._db.execute("SELECT info, event, content FROM sources ORDER BY id"):
            digest.update(hashlib.sha256(info + b"\x00" + event.encode() + b"\x00" + content.encode()).digest())
        for row in self._db.execute("SELECT * FROM people ORDER BY label, person, first, last, source"):
            digest.update(msgspec.json.encode(row))
        count, turns, characters, first, last = self._db.execute(
            "SELECT count(*), coalesce(sum(turns), 0), coalesce(sum(characters), 0), min(date), max(date) FROM sources"
        ).fetchone()
        return RecordEdition(
            sources=count, turns=turns, characters=characters, first=catalogue.day_of(first),
            last=catalogue.day_of(last), sha256=digest.hexdigest(),
        )  # fmt: skip

    def _writable(self) -> None:
        if self._readonly:
            raise RecordError(f"{self._folder} was opened to be read only. Open it without readonly to change it.")
