"""Files, folders and addresses into a record: what `onrecord record add` and the desk both do."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from onrecord.errors import OnRecordError, SourceError
from onrecord.reading import FetchPolicy, Raw, article_source, find_files, load, read_article, read_sources
from onrecord.record import AddResult
from onrecord.record.writing import LARGEST
from onrecord.types import Source

if TYPE_CHECKING:
    from onrecord.record import Record

Progress = Callable[[str, int, int], None]  # (what is being done, done so far, of how many)


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was left out, and why."""

    origin: str
    reason: str


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What became of everything that was named."""

    results: tuple[AddResult, ...] = ()
    failures: tuple[Failure, ...] = ()


def add_sources(
    record: Record,
    wheres: Iterable[str],
    *,
    article: bool = False,
    outlet: str = "",
    allow_local: bool = False,
    progress: Progress | None = None,
) -> Added:
    """Add files, folders, globs, archives, addresses or "-"; what cannot be read is left out with its reason.

    Args:
        article: the sources are news pages that others may have copied from, not transcripts.
        outlet: the outlet of articles that do not name theirs.
        allow_local: let addresses of this machine and the local network be fetched.

    Raises:
        RecordError: the record cannot be written. What was told as added before is on disk.
    """
    failures: list[Failure] = []
    names: list[str] = []
    for where in wheres:
        try:
            names += find_files(where)
        except OnRecordError as error:
            failures.append(Failure(origin=where, reason=str(error)))
    policy = FetchPolicy(allow_local=allow_local)
    read = _read_each(names, policy, article, outlet, failures, progress or _silent)
    results = record.add_many(read)
    return Added(results=results, failures=tuple(failures))


def _read_each(
    names: list[str], policy: FetchPolicy, article: bool, outlet: str, failures: list[Failure], progress: Progress
) -> Iterator[Source]:
    pace = _Pace(names)
    for number, name in enumerate(names):
        progress(f"adding {os.path.basename(name)}{pace}: file", number + 1, len(names))
        try:
            raw = load(name, fetch=policy)
            for source in [_as_article(raw, outlet)] if article else read_sources(raw):
                if sum(len(turn.text) for turn in source.turns) > LARGEST:
                    raise SourceError(f"{name}: more than {LARGEST >> 20} million characters in one source; split it")
                yield source
        except OnRecordError as error:
            failures.append(Failure(origin=name, reason=str(error)))
        except (ValueError, LookupError, ArithmeticError, RecursionError, OSError) as error:
            # One file in ten thousand that a reader stumbles over must not keep the others out.
            failures.append(Failure(origin=name, reason=f"{name}: it cannot be read ({type(error).__name__}: {error})"))
        pace.read(name)


class _Pace:
    """How fast files are read, and how long the rest will take; files only, an address has no size beforehand."""

    def __init__(self, names: list[str]) -> None:
        self._sizes = {name: _size(name) for name in names}
        self._left = sum(self._sizes.values())
        self._done = 0
        self._began = time.monotonic()

    def read(self, name: str) -> None:
        self._done += self._sizes[name]
        self._left -= self._sizes[name]

    def __str__(self) -> str:
        seconds = time.monotonic() - self._began
        if seconds < 2 or not self._done:
            return ""
        rate = self._done / seconds
        return f" ({rate / 1e6:.1f} MB/s, about {round(self._left / rate)} s left)"


def _size(name: str) -> int:
    try:
        return os.path.getsize(name)
    except OSError:
        return 0


def _as_article(raw: Raw, outlet: str) -> Source:
    source = article_source(read_article(raw))
    if outlet and not source.info.outlet:
        source = msgspec.structs.replace(source, info=msgspec.structs.replace(source.info, outlet=outlet))
    return source


def _silent(_step: str, _done: int, _total: int) -> None:
    """Say nothing."""
