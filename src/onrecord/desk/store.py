"""What the desk remembers between two starts: the queue, the reports and the corrections, in one SQLite file."""

from __future__ import annotations

import datetime
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from onrecord.desk.corrections import Correction
from onrecord.desk.pages import Job, Page
from onrecord.errors import OnRecordError
from onrecord.types import Report

_SCHEMA = """
create table if not exists setting (name text primary key, value text not null);
create table if not exists page (
    id integer primary key autoincrement, way text not null, name text not null, title text not null default '',
    house text not null, state text not null default 'waiting', error text not null default '',
    added text not null, finished text not null default '', by text not null default '',
    statements integer not null default 0, counts text not null default '[0,0,0,0,0]',
    runs integer not null default 0, record text not null default '',
    data blob not null, report blob
);
create index if not exists page_state on page (state, id);
create table if not exists correction (
    id integer primary key autoincrement, data blob not null
);
"""
_COLUMNS = "id, way, name, title, house, state, error, added, finished, by, statements, counts, runs, record"


class DeskStoreError(OnRecordError):
    """The desk's own file cannot be opened or written."""


class Store:
    """The desk's file, held open. Every method may be called from any thread."""

    def __init__(self, home: Path) -> None:
        """Open or create `home`/desk.sqlite. Pages that were being checked when the desk ended are waiting again."""
        try:
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = sqlite3.connect(home / "desk.sqlite", check_same_thread=False, isolation_level=None)
            self._file.execute("pragma journal_mode=wal")
            self._file.execute("pragma synchronous=full")  # a correction that was answered is on the disk
            self._file.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise DeskStoreError(
                f"{home}: the desk cannot keep its queue here ({error}); name another --home"
            ) from error
        self._lock = threading.RLock()
        self._file.execute("update page set state = 'waiting' where state = 'checking'")

    def close(self) -> None:
        """Close the file; what was answered is already on the disk."""
        with self._lock:
            self._file.close()

    @contextmanager
    def _held(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                yield self._file
            except sqlite3.Error as error:
                raise DeskStoreError(
                    f"the desk's file cannot be read or written ({error}); is the disk full?"
                ) from error

    def secret(self) -> bytes:
        """The key that signs sessions; made once, so that forms outlive a restart."""
        with self._held() as file:
            file.execute("insert or ignore into setting values ('secret', ?)", (secrets.token_hex(32),))
            row = file.execute("select value from setting where name = 'secret'").fetchone()
        return bytes.fromhex(row[0])

    # --- the queue ---

    def add_page(self, way: str, name: str, data: bytes, *, house: str, title: str = "", by: str = "") -> int:
        """Put a page at the end of the queue; its number."""
        with self._held() as file:
            row = file.execute(
                "insert into page (way, name, data, house, title, by, added) values (?, ?, ?, ?, ?, ?, ?) returning id",
                (way, name, data, house, title, by, now()),
            ).fetchone()
        return int(row[0])

    def take(self) -> Job | None:
        """The next page that waits, marked as being checked; None when none waits."""
        with self._held() as file:
            row = file.execute(
                "update page set state = 'checking', error = '' where id ="
                " (select id from page where state = 'waiting' order by id limit 1)"
                " returning id, way, name, house, data"
            ).fetchone()
        return Job(id=row[0], way=row[1], name=row[2], house=row[3], data=bytes(row[4])) if row else None

    def keep(self, page: int, data: bytes) -> None:
        """Keep the bytes that were fetched for an address, so that the next run reads the same page."""
        with self._held() as file:
            file.execute("update page set data = ? where id = ?", (data, page))

    def finish(self, page: int, report: Report, data: bytes, title: str) -> None:
        """Keep the report of a page: `data` is its canonical JSON."""
        counts = [sum(1 for f in report.findings if f.severity == s) for s in ("S0", "S1", "S2", "S3", "S4")]
        with self._held() as file:
            file.execute(
                "update page set state = 'done', report = ?, title = ?, statements = ?, counts = ?, finished = ?,"
                " record = ?, runs = runs + 1 where id = ? and state = 'checking'",
                (data, title, len(report.statements), msgspec.json.encode(counts).decode(), now(),
                 report.record.sha256 if report.record else "", page),
            )  # fmt: skip

    def fail(self, page: int, message: str) -> None:
        """Keep why a page could not be checked."""
        with self._held() as file:
            file.execute(
                "update page set state = 'failed', error = ?, finished = ?, runs = runs + 1"
                " where id = ? and state = 'checking'",
                (message, now(), page),
            )

    def again(self, page: int) -> bool:
        """Let a page wait again; the old report stays until the new one is there."""
        with self._held() as file:
            done = file.execute(
                "update page set state = 'waiting', error = '' where id = ? and state != 'waiting'", (page,)
            )
            return done.rowcount > 0

    def remove(self, page: int) -> bool:
        """Forget a page and its report; False when there is no such page. Corrections stay."""
        with self._held() as file:
            return file.execute("delete from page where id = ?", (page,)).rowcount > 0

    def page(self, page: int) -> Page | None:
        """A page of the queue by its number."""
        with self._held() as file:
            row = file.execute(f"select {_COLUMNS} from page where id = ?", (page,)).fetchone()
        return _page(row) if row else None

    def pages(self, *, limit: int = 100, before: int = 0) -> tuple[Page, ...]:
        """The newest pages first; `before` a number, to page through them."""
        with self._held() as file:
            rows = file.execute(
                f"select {_COLUMNS} from page where (? = 0 or id < ?) order by id desc limit ?", (before, before, limit)
            ).fetchall()
        return tuple(_page(row) for row in rows)

    def waiting(self) -> int:
        """How many pages wait or are being checked."""
        with self._held() as file:
            return int(file.execute("select count(*) from page where state in ('waiting', 'checking')").fetchone()[0])

    def report(self, page: int) -> bytes | None:
        """The canonical JSON of the page's last report."""
        with self._held() as file:
            row = file.execute("select report from page where id = ?", (page,)).fetchone()
        return bytes(row[0]) if row and row[0] is not None else None

    # --- corrections ---

    def correct(self, correction: Correction) -> Correction:
        """Keep a correction; returned with its number and time."""
        kept = msgspec.structs.replace(correction, id=0, made=now())
        with self._held() as file:
            row = file.execute(
                "insert into correction (data) values (?) returning id", (msgspec.json.encode(kept),)
            ).fetchone()
        return msgspec.structs.replace(kept, id=int(row[0]))

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections in the order in which they were made."""
        with self._held() as file:
            rows = file.execute("select id, data from correction order by id").fetchall()
        return tuple(msgspec.structs.replace(msgspec.json.decode(data, type=Correction), id=int(n)) for n, data in rows)

    def take_back(self, correction: int) -> bool:
        """Forget a correction; False when there is none of this number."""
        with self._held() as file:
            return file.execute("delete from correction where id = ?", (correction,)).rowcount > 0


def now() -> str:
    """The time of day that the desk writes beside what people do; no report holds it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _page(row: tuple[object, ...]) -> Page:
    fields: dict[str, object] = dict(zip((c.strip() for c in _COLUMNS.split(",")), row, strict=True))
    fields["counts"] = msgspec.json.decode(str(fields["counts"]))
    return msgspec.convert(fields, Page)
