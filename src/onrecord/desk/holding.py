"""Everything a running desk holds open, and the work that a page goes through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from onrecord.desk import guard
from onrecord.desk.corrections import Correction, amend, apply_corrections
from onrecord.desk.library import Library
from onrecord.desk.pages import Job
from onrecord.desk.reporting import Views
from onrecord.desk.store import Store
from onrecord.desk.workers import Tell, Workers
from onrecord.reading import FetchPolicy, Raw, load, raw_from_bytes, read_article
from onrecord.reports import to_json
from onrecord.types import Article, Report

Check = Callable[..., Report]  # onrecord.check, or what a test puts in its place


class Desk:
    """The store, the record, the threads and the policy of one desk."""

    def __init__(
        self,
        record: Path,
        home: Path,
        *,
        policy: guard.Policy,
        store: Store,
        fetch: FetchPolicy,
        check: Check,
        threads: int,
    ) -> None:
        self.library, self.home, self.policy, self.store, self.fetch = Library(record), home, policy, store, fetch
        self._check, self.views = check, Views()
        self.workers = Workers(store, self._work, threads=threads)

    def start(self) -> None:
        """Begin to check what waits."""
        self.workers.start()

    def stop(self) -> None:
        """End the threads and close the files."""
        self.workers.stop()
        self.library.close()
        self.store.close()

    def hand_in(
        self, way: str, name: str, data: bytes, *, house: str, title: str = "", by: str = "", url: str = ""
    ) -> int:
        """Put a page in the queue: text and files with their bytes, an address without; the page's number."""
        raw = b"" if way == "address" else msgspec.msgpack.encode(raw_from_bytes(data, origin=name, url=url))
        number = self.store.add_page(way, name, raw, house=house, title=title, by=by)
        self.workers.wake()
        return number

    def check_again(self, page: int) -> bool:
        """Let a page be checked once more, with the corrections and the record as they are now."""
        waits = self.store.again(page)
        self.workers.wake()
        return waits

    def correct(self, correction: Correction) -> Correction:
        """Keep a correction; that two names are one person is told to the record too."""
        if correction.kind == "same-person":
            self.library.same_person(correction.alias, correction.person)  # first: if it is busy, nothing is kept
        return self.store.correct(correction)

    def take_back(self, correction: int) -> bool:
        """Forget a correction, and make two people again of what it joined; False when there is none of this number."""
        kept = next((c for c in self.store.corrections() if c.id == correction), None)
        if kept is None:
            return False
        if kept.kind == "same-person":
            self.library.two_people(kept.alias)
        return self.store.take_back(correction)

    def check_now(self, raw: Raw, *, house: str, corrected: bool = False, progress: Tell | None = None) -> bytes:
        """Check bytes while the caller waits; the canonical JSON, the same as from the command line."""
        return to_json(self._report(read_article(raw), house=house, corrected=corrected, progress=progress))

    def fetched(self, address: str) -> Raw:
        """The bytes of an address, within the desk's policy. Raises FetchError."""
        return load(address, fetch=self.fetch)

    def _work(self, job: Job, tell: Tell) -> None:
        tell("reading the page", 0, 1)
        if job.data:
            raw = msgspec.msgpack.decode(job.data, type=Raw)
        else:
            raw = self.fetched(job.name)
            self.store.keep(job.id, msgspec.msgpack.encode(raw))
        article = read_article(raw)
        report = self._report(article, house=job.house, corrected=True, progress=tell)
        self.store.finish(job.id, report, to_json(report), title_of(article))

    def _report(self, article: Article, *, house: str, corrected: bool, progress: Tell | None) -> Report:
        told = self.store.corrections() if corrected else ()
        extra: dict[str, Any] = {"amend": lambda page, found: amend(page, found, told)} if told else {}
        with self.library.reading() as record:
            report = self._check(article, record, house=house, progress=progress, **extra)
        return apply_corrections(report, told) if told else report


def title_of(article: Article) -> str:
    """The headline of an article; its first words where it has none. At most 200 code points."""
    for block in article.blocks:
        if block.kind == "headline":
            return " ".join(article.text[block.span.start : block.span.end].split())[:200]
    return " ".join(article.text[:400].split())[:120]
