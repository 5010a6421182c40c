"""A record that is held open: one folder (or memory), sources in, windows out."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from onrecord.errors import RecordError
from onrecord.record import catalogue
from onrecord.record.answers import AddResult, Gap, Page, Problem, Rebuilt
from onrecord.record.opened import Opened
from onrecord.record.people import Rule
from onrecord.types import Coverage, Match, Printed, RecordEdition, Source, SourceInfo, Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from onrecord.record.find import View
    from onrecord.record.people import Person

ENVIRONMENT = "ONRECORD_RECORD"


def default_path() -> Path:
    """Where the record lives unless told otherwise: `ONRECORD_RECORD`, or the place for a user's data."""
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("onrecord") / "record"


class _Waiting:
    """Sources still to come, and whether there are any."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = iter(sources)
        self._next: Source | None = next(self._sources, None)

    @property
    def ended(self) -> bool:
        return self._next is None

    def __iter__(self) -> Iterator[Source]:
        while self._next is not None:
            source = self._next
            self._next = next(self._sources, None)
            yield source


class Record(Opened):
    """Everything that was really said, as far as it was added.

    >>> from onrecord.types import Printed, Source, SourceInfo, Turn
    >>> turn = Turn(speaker="MS ROE", text="We will mend every bridge.")
    >>> with Record.of([Source(info=SourceInfo(id="a"), turns=(turn,))]) as record:
    ...     record.find(Printed(pieces=("mend every bridge",))).windows[0].hits
    ((0, Span(start=8, end=26)),)
    """

    # --- opening and closing -------------------------------------------------------------------

    @classmethod
    def open(
        cls, path: str | os.PathLike[str] | None = None, *, create: bool = False, readonly: bool = False
    ) -> Record:
        """Open the record in a folder; None for the default place.

        Args:
            create: make it if it is not there.
            readonly: never write. Any number of processes may read while one writes.

        Raises:
            NotARecordError: there is none, or the folder is something else.
            RecordError: it cannot be read or written, or is of a newer format.
        """
        folder = Path(path) if path is not None else default_path()
        return cls(catalogue.connect(folder, create=create, readonly=readonly), folder, readonly=readonly)

    @classmethod
    def of(cls, sources: Iterable[Source]) -> Record:
        """A record in memory, with the same search. For some thousand sources at most."""
        record = cls(catalogue.connect(None, create=True, readonly=False), None, readonly=False)
        record.add_many(sources)
        return record

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._view = None
            self._opened.clear()
            self._db.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """The folder; None for a record in memory."""
        return self._folder

    # --- putting in and taking out -------------------------------------------------------------

    def add(self, source: Source) -> AddResult:
        """Add one source. When this returns, it is on disk. See `add_many`."""
        return self.add_many([source])[0]

    def add_many(
        self, sources: Iterable[Source], *, done: Callable[[tuple[AddResult, ...]], None] | None = None
    ) -> tuple[AddResult, ...]:
        """Add sources as they come, at most half a gigabyte of text at a time; what a call of `done` names is on disk.

        The sources are read while they are written, so any number of them fits into memory. An error from
        `sources` is raised as it is, and what came with it since the last `done` is not in the record.

        Raises:
            RecordBusyError: another process is writing.
            RecordError: the record is read-only, or the disk is full or cannot be written.
        """
        from onrecord.record.writing import add_batch, merge_small

        self._writable()
        results: list[AddResult] = []
        waiting = _Waiting(sources)
        while not waiting.ended:
            with self._lock:
                added = add_batch(self, waiting)
                merge_small(self)
            results.extend(added)
            if done is not None and added:
                done(added)
        return tuple(results)

    def remove(self, source_id: str) -> None:
        """Take a source out.

        Raises:
            RecordError: there is no such source, or the record cannot be written.
        """
        self._writable()
        with self._lock:
            catalogue.begin(self._db, self._folder)
            gone = self._db.execute("DELETE FROM sources WHERE id = ?", (source_id,)).rowcount
            self._db.execute("COMMIT")
            self._forget()
        if not gone:
            raise RecordError(f"There is no source {source_id!r} in the record. `onrecord record list` names them.")

    # --- asking --------------------------------------------------------------------------------

    def sources(
        self,
        *,
        person: str = "",
        first: datetime.date | None = None,
        last: datetime.date | None = None,
        title: str = "",
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[SourceInfo, ...]:
        """What is known about each source, in the order of their ids; no text is read.

        Args:
            person: only those in which somebody of this name speaks.
            first, last: only those of these days.
            title: only those with these words in the title.
        """
        from onrecord.record.people import rows_of

        with self._lock:
            self._refresh()
            rows = rows_of(self._db, self._said(), person) if person else None
            found = self._db.execute(
                "SELECT row, info, event FROM sources WHERE (? IS NULL OR date >= ?) AND (? IS NULL OR date <= ?)"
                " AND (? = '' OR instr(lower(json_extract(info, '$.title')), lower(?))) ORDER BY id",
                (*(d.isoformat() if d else None for d in (first, first, last, last)), title, title),
            )
            kept = [(info, event) for row, info, event in found if rows is None or row in rows]
            end = None if limit is None else offset + limit
            return tuple(catalogue.decode_info(info, event) for info, event in kept[offset:end])

    def source(self, source_id: str) -> Source:
        """A source with its words.

        Raises:
            RecordError: there is no such source.
        """
        with self._lock:
            found = next(catalogue.rows(self._db, "WHERE id = ?", (source_id,)), None)
            if found is None:
                raise RecordError(f"There is no source {source_id!r} in the record. `onrecord record list` names them.")
            with self._sound():
                self._look()
                return self._stored(found)

    def find(self, printed: Printed, *, budget: float | None = None, windows: int = 8) -> Match:
        """Where in the record may these words stand?

        Args:
            budget: seconds to spend at most; None for as long as it takes.
            windows: at most so many; the best first, and one of another speaker among them where there is one.
        """
        from onrecord.record.find import find
        from onrecord.record.related import known_well

        with self._lock, self._sound():
            view = self._look()
            found, complete = find(view, printed, budget, windows)
            near = () if known_well(found) or not complete else self._related(view, printed)
            return Match(windows=found, related=near, coverage=self._covered(printed), complete=complete)

    def _related(self, view: View, printed: Printed) -> tuple[Window, ...]:
        """Passages of the claimed speaker, or of anybody for an office ("the press secretary"), with the rare words."""
        from onrecord.record.people import speaks
        from onrecord.record.related import related

        name = printed.speaker.name
        rows = self._rows_of(name) if name else frozenset[int]()
        if rows:
            return related(view, printed, rows, speaks(self._said(), name))
        office = name.split()[-1:] and name.split()[-1].islower()
        return related(view, printed, view.live, speaks(self._said(), "")) if office else ()

    def coverage(self, printed: Printed) -> Coverage:
        """How much the record holds of the speaker and the day of a quotation."""
        with self._lock:
            self._refresh()
            return self._covered(printed)

    def search(
        self,
        words: str,
        *,
        speaker: str = "",
        first: datetime.date | None = None,
        last: datetime.date | None = None,
        offset: int = 0,
        limit: int = 20,
    ) -> Page:
        """Who said some words: turns, the best first, with the words marked. Phrases stand in quotation marks."""
        from onrecord.record.people import rows_of, speaks
        from onrecord.record.search import search

        with self._lock, self._sound():
            view = self._look()
            rows = catalogue.between(self._db, first, last)
            if speaker:
                rows &= rows_of(self._db, self._said(), speaker)
            return search(view, words, rows, speaks(self._said(), speaker), offset, limit)

    # --- people --------------------------------------------------------------------------------

    def people(self) -> tuple[Person, ...]:
        """Everybody who speaks, those with most words first; labels joined where one person fits."""
        from onrecord.record.people import people

        with self._lock:
            return people(self._db)

    def merge_people(self, label: str, person: str, *, source: str = "") -> None:
        """Keep that a label (in one source, or everywhere) is this person.

        Raises:
            RecordError: the record cannot be written, or the label is empty.
        """
        self._say(label, person, source)

    def split_person(self, label: str, *, source: str = "") -> None:
        """Keep that a label (in one source, or everywhere) is nobody else's: it stays by itself."""
        self._say(label, "", source)

    def _say(self, label: str, person: str, source: str) -> None:
        from onrecord.record.people import say
        from onrecord.record.writing import writing

        self._writable()
        with self._lock, writing(self) as db:
            say(db, label, person, source)

    # --- care ----------------------------------------------------------------------------------

    def gaps(self) -> tuple[Gap, ...]:
        """Which days, sources and persons the record is thin on."""
        from onrecord.record.gaps import gaps

        with self._lock:
            return gaps(self._db, self.sources(), self.people())

    def verify(self) -> tuple[Problem, ...]:
        """Prove every file, hash, row and text; what does not hold, with the mend. Empty when all is sound."""
        from onrecord.record.mending import verify

        with self._lock:
            return verify(self)

    def rebuild(self) -> Rebuilt:
        """Build every index anew from the texts; sources that do not hold are taken out and named.

        Raises:
            RecordBusyError: another process is writing.
            RecordError: the record is read-only or cannot be written.
        """
        from onrecord.record.mending import rebuild

        self._writable()
        with self._lock:
            return rebuild(self)

    def export(self, out: IO[bytes]) -> int:
        """Write everything as JSON Lines, see `exchange.py`. Returns how many sources."""
        from onrecord.record.exchange import lines

        with self._lock:
            infos = self.sources()
            rules = [Rule(*row) for row in self._db.execute("SELECT label, person, coalesce(source, '') FROM people")]
            for line in lines((self.source(info.id) for info in infos), sorted(rules)):
                out.write(line)
            return len(infos)

    def import_(self, stream: IO[bytes], *, name: str = "the export") -> tuple[AddResult, ...]:
        """Add the sources of an export, and keep its corrections.

        Raises:
            RecordError: a line is not of an export, or the record cannot be written.
        """
        from onrecord.record.exchange import read

        corrections: list[tuple[str, str, str]] = []
        results = self.add_many(read(stream, name, corrections))
        for label, person, source in corrections:
            self._say(label, person, source)
        return results

    @property
    def edition(self) -> RecordEdition:
        """What the record holds now; its hash changes with any source, turn or correction."""
        with self._lock:
            self._refresh()
            if self._edition is None:
                self._edition = self._measure()
            return self._edition
