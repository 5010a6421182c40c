"""The record as the desk asks it: a few read-only handles shared by the threads, and one writer at a time."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from onrecord.errors import RecordError, SourceError
from onrecord.reading import Raw, article_source, read_article, read_sources
from onrecord.record import Record
from onrecord.record.answers import AddResult, Gap, Hit
from onrecord.record.people import Person
from onrecord.types import RecordEdition, Source, SourceInfo

T = TypeVar("T")


class Library:
    """The record's folder, held open for reading; it may not exist until the first source is added."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._free: list[Record] = []
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._known: dict[str, tuple[str, object]] = {}  # what was worked out, and for which edition

    def close(self) -> None:
        """Let go of every handle."""
        with self._lock:
            free, self._free = self._free, []
        for record in free:
            record.close()

    @contextmanager
    def reading(self) -> Iterator[Record | None]:
        """A handle for one thread for a while; None while there is no record."""
        with self._lock:
            record = self._free.pop() if self._free else None
        if record is None:
            if not self._there():
                yield None
                return
            record = Record.open(self.path, readonly=True)
        try:
            yield record
        finally:
            with self._lock:
                self._free.append(record)

    @contextmanager
    def writing(self) -> Iterator[Record]:
        """The one handle that writes. Raises RecordBusyError when another process is at it."""
        with self._writing, Record.open(self.path, create=True) as record:
            yield record

    def add(self, raw: Raw, *, article: bool = False) -> tuple[AddResult, ...]:
        """Add what a file holds: transcripts and statements, or an article that others may have copied from.

        Raises SourceError or PageError when it cannot be read, RecordError when the record cannot be written.
        """
        try:
            sources = (article_source(read_article(raw)),) if article else tuple(read_sources(raw))
        except (ValueError, LookupError, ArithmeticError, RecursionError, OSError) as error:
            # A reader of a strange format stumbled: the file is named, and the desk goes on.
            raise SourceError(f"{raw.origin}: it cannot be read ({type(error).__name__}: {error})") from error
        with self.writing() as record:
            return record.add_many(sources)

    def remove(self, source: str) -> None:
        """Take a source out. Raises RecordError when there is none of this id."""
        if not self._there():
            raise RecordError("There is no record yet, so nothing can be removed.")
        with self.writing() as record:
            record.remove(source)

    def edition(self) -> RecordEdition | None:
        """What the record holds now; None while there is none."""
        with self.reading() as record:
            return None if record is None else record.edition

    def sources(self) -> tuple[SourceInfo, ...]:
        """All sources, oldest day first, those without a day last."""
        return self._once("sources", lambda record: tuple(sorted(record.sources(), key=_by_day)), ())

    def source(self, source: str) -> Source | None:
        """A source with its words; None when there is none of this id."""
        with self.reading() as record:
            if record is None or not any(info.id == source for info in self.sources()):
                return None
            return record.source(source)

    def search(
        self, words: str, speaker: str, first: datetime.date | None, last: datetime.date | None, limit: int
    ) -> tuple[tuple[Hit, ...], bool]:
        """Where words were said, and whether that is all."""
        with self.reading() as record:
            if record is None:
                return (), True
            found = record.search(words, speaker=speaker, first=first, last=last, limit=limit)
        return found.hits, found.exact and not found.more

    def people(self) -> tuple[Person, ...]:
        """Who speaks in the record, those with most words first."""
        return self._once("people", lambda record: record.people(), ())

    def names(self, *, limit: int) -> tuple[str, ...]:
        """The names of those who speak most."""
        return tuple(person.name for person in self.people()[:limit])

    def sources_of(self, person: str) -> tuple[SourceInfo, ...]:
        """The sources in which a person speaks, oldest day first."""
        with self.reading() as record:
            return () if record is None else tuple(sorted(record.sources(person=person), key=_by_day))

    def gaps(self) -> tuple[Gap, ...]:
        """What is missing: days, sources, persons."""
        return self._once("gaps", lambda record: record.gaps(), ())

    def same_person(self, alias: str, person: str) -> None:
        """Tell the record that two names are one person; a name that it does not hold changes nothing there."""
        if self._there():
            with self.writing() as record:
                record.merge_people(alias, person)

    def two_people(self, alias: str) -> None:
        """Take that back."""
        if self._there():
            with self.writing() as record:
                record.split_person(alias)

    def _there(self) -> bool:
        return (self.path / "record.sqlite").exists()

    def _once(self, name: str, work: Callable[[Record], T], nothing: T) -> T:
        """Something about the whole record, worked out once for each edition."""
        with self.reading() as record:
            if record is None:
                return nothing
            edition = record.edition.sha256
            known = self._known.get(name)
            if known is not None and known[0] == edition:
                return known[1]  # type: ignore[return-value]
            found = work(record)
            self._known[name] = (edition, found)
            return found


def _by_day(info: SourceInfo) -> tuple[bool, datetime.date, str]:
    return info.date is None, info.date or datetime.date.min, info.id
