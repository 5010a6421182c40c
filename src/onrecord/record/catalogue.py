"""The record's SQLite file: which sources there are, who speaks in them, which segments hold their words."""

from __future__ import annotations

import datetime
import sqlite3
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from onrecord.errors import NotARecordError, RecordBusyError, RecordError
from onrecord.record.names import surname
from onrecord.types import Source, SourceInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 2
NAME = "record.sqlite"
APPLICATION = 0x0B5EC04D  # SQLite's application_id: marks the file as ours

SCHEMA = """
CREATE TABLE sources (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, info BLOB NOT NULL, date TEXT, url TEXT NOT NULL,
    event TEXT NOT NULL, sha256 TEXT NOT NULL, content TEXT NOT NULL, sketch BLOB NOT NULL, segment INTEGER NOT NULL,
    document INTEGER NOT NULL, turns INTEGER NOT NULL, characters INTEGER NOT NULL, bytes INTEGER NOT NULL);
CREATE INDEX source_date ON sources (date);
CREATE INDEX source_content ON sources (content);
CREATE INDEX source_url ON sources (url) WHERE url != '';
CREATE TABLE labels (
    row INTEGER NOT NULL REFERENCES sources (row) ON DELETE CASCADE, label TEXT NOT NULL, person TEXT NOT NULL,
    role TEXT NOT NULL, turns INTEGER NOT NULL, words INTEGER NOT NULL, surname TEXT NOT NULL DEFAULT '');
CREATE INDEX label_row ON labels (row);
CREATE INDEX label_surname ON labels (surname);
CREATE TABLE segments (
    number INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
    text INTEGER NOT NULL, tokens INTEGER NOT NULL);
CREATE TABLE editions (id TEXT NOT NULL, sha256 TEXT NOT NULL, retrieved TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE people (label TEXT NOT NULL, person TEXT NOT NULL, first TEXT, last TEXT, source TEXT);
"""


class SegmentRow(NamedTuple):
    """A line of the manifest."""

    number: int
    name: str
    size: int  # bytes
    sha256: str
    text: int  # bytes of text
    tokens: int


class SourceRow(NamedTuple):
    """Where a source's words are, and what proves them."""

    row: int
    id: str
    content: str  # SHA-256 of the turns
    segment: int
    document: int
    turns: int
    characters: int
    size: int  # bytes
    date: str | None
    event: str
    url: str
    sketch: bytes


_ROW = "row, id, content, segment, document, turns, characters, bytes, date, event, url, sketch"


def connect(folder: Path | None, *, create: bool, readonly: bool) -> sqlite3.Connection:
    """Open (or make) the catalogue. `folder` None keeps it in memory.

    Raises:
        NotARecordError: there is no record in the folder.
        RecordError: it cannot be opened, or is of a newer format.
    """
    if folder is None:
        return _prepare(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False), new=True)
    path = folder / NAME
    new = not path.exists()
    if new:
        _make_folder(folder, create and not readonly)
    try:
        connection = _connect_readonly(path) if readonly else _connect(path)
        return _prepare(connection, new=new, readonly=readonly)
    except sqlite3.OperationalError as error:
        if _is_busy(error):
            raise busy(folder) from error
        raise RecordError(
            f"{path} cannot be opened: {error}. Check the folder's rights and that the disk is not full."
        ) from error
    except sqlite3.DatabaseError as error:
        raise NotARecordError(f"{path} is not a record, or is damaged: {error}. Restore it from a copy.") from error


def _make_folder(folder: Path, create: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise NotARecordError(f"{folder} is a file, not a record. A record is a folder; name another with --record.")
    if not create:
        what = "has no record in it" if folder.exists() else "does not exist"
        raise NotARecordError(f"{folder} {what}. Add a source to make one: onrecord record add --record {folder} FILE")
    if folder.exists() and any(p.name != "segments" and not p.name.startswith((".", NAME)) for p in folder.iterdir()):
        raise NotARecordError(f"{folder} holds other files. Name an empty or a new folder for the record.")
    try:
        (folder / "segments").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(
            f"{folder} cannot be made: {error.strerror or error}. Choose another place with --record."
        ) from error


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=2.0)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def _connect_readonly(path: Path) -> sqlite3.Connection:
    """Read-only; in a folder that cannot be written, as a file that nobody changes."""
    uri = path.absolute().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, isolation_level=None, check_same_thread=False, timeout=2.0)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        connection = sqlite3.connect(
            f"{uri}?mode=ro&immutable=1", uri=True, isolation_level=None, check_same_thread=False
        )
    return connection


def _prepare(connection: sqlite3.Connection, *, new: bool, readonly: bool = False) -> sqlite3.Connection:
    connection.execute("PRAGMA foreign_keys=ON")
    if not readonly:
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version={FORMAT}")
            connection.execute(f"PRAGMA application_id={APPLICATION}")
        elif connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION:
            _upgrade(connection)
        connection.execute("COMMIT")
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise NotARecordError("The folder holds a database that is not a record. Name another folder with --record.")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > FORMAT:
        raise RecordError(f"The record is of format {version}; this onrecord reads up to {FORMAT}. Update onrecord.")
    if version < FORMAT:
        raise RecordError(
            f"The record is of the older format {version}. Open it once for writing and it is brought up to date."
        )
    return connection


def _upgrade(connection: sqlite3.Connection) -> None:
    """Bring a record of an older format up to this one, within the transaction that is open."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 1:  # 2 notes the surname of each label, so that a speaker's sources are found without reading all
        connection.execute("ALTER TABLE labels ADD COLUMN surname TEXT NOT NULL DEFAULT ''")
        for row, label, person in connection.execute("SELECT rowid, label, person FROM labels").fetchall():
            connection.execute("UPDATE labels SET surname = ? WHERE rowid = ?", (surname(person or label), row))
        connection.execute("CREATE INDEX label_surname ON labels (surname)")
        connection.execute(f"PRAGMA user_version={FORMAT}")


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return any(word in str(error) for word in ("locked", "busy"))


def busy(folder: Path | None) -> RecordBusyError:
    """The error for a record that another process writes to."""
    return RecordBusyError(f"{folder}: another process is writing to this record. Wait for it to end, then try again.")


def begin(connection: sqlite3.Connection, folder: Path | None) -> None:
    """Start writing: one writer at a time.

    Raises:
        RecordBusyError: another process writes.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if _is_busy(error):
            raise busy(folder) from error
        raise RecordError(
            f"{folder} cannot be written: {error}. Check the folder's rights and that the disk is not full."
        ) from error


def insert(
    connection: sqlite3.Connection, row: int, source: Source, segment: int, document: int, content: str, size: int
) -> None:
    """Note a source and who speaks in it."""
    info = source.info
    characters = sum(len(turn.text) for turn in source.turns)
    connection.execute(
        "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            row, info.id, msgspec.json.encode(info), info.date.isoformat() if info.date else None, info.url, info.event,
            info.sha256, content, b"", segment, document, len(source.turns), characters, size,
        ),
    )  # fmt: skip
    turns: Counter[tuple[str, str, str]] = Counter()
    words: Counter[tuple[str, str, str]] = Counter()
    for turn in source.turns:
        key = (turn.speaker, turn.person, turn.role)
        turns[key] += 1
        words[key] += turn.text.count(" ") + 1
    connection.executemany(
        "INSERT INTO labels VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(row, *key, count, words[key], surname(key[1] or key[0])) for key, count in turns.items()],
    )


def next_row(connection: sqlite3.Connection) -> int:
    """The row that the next source gets; rows are never used twice."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'sources'").fetchone()
    return (found[0] if found else 0) + 1


def segments(connection: sqlite3.Connection) -> list[SegmentRow]:
    """The manifest, in the order of the segments."""
    return [
        SegmentRow(*r)
        for r in connection.execute("SELECT number, name, bytes, sha256, text, tokens FROM segments ORDER BY number")
    ]


def rows(connection: sqlite3.Connection, where: str = "", values: tuple[object, ...] = ()) -> Iterator[SourceRow]:
    """Sources in the order of their rows."""
    query = f"SELECT {_ROW} FROM sources {where} ORDER BY row"
    return (SourceRow(*r) for r in connection.execute(query, values).fetchall())


def info_of(connection: sqlite3.Connection, row: int) -> SourceInfo:
    """What is known about a source."""
    found = connection.execute("SELECT info, event FROM sources WHERE row = ?", (row,)).fetchone()
    if found is None:
        raise RecordError(f"Source number {row} is not in the record any more; it was removed meanwhile. Ask again.")
    return decode_info(*found)


_INFO = msgspec.json.Decoder(SourceInfo)


def decode_info(info: bytes, event: str) -> SourceInfo:
    """A stored description, with the event it was linked to."""
    decoded = _INFO.decode(info)
    return decoded if decoded.event == event else msgspec.structs.replace(decoded, event=event)


def day_of(date: str | None) -> datetime.date | None:
    """A stored date."""
    return datetime.date.fromisoformat(date) if date else None


def between(connection: sqlite3.Connection, first: datetime.date | None, last: datetime.date | None) -> frozenset[int]:
    """Rows of the sources of these days; without days, of all."""
    low, high = first.isoformat() if first else None, last.isoformat() if last else None
    found = connection.execute(
        "SELECT row FROM sources WHERE (? IS NULL OR date >= ?) AND (? IS NULL OR date <= ?)", (low, low, high, high)
    )
    return frozenset(row for (row,) in found)
