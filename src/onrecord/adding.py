"""Files, folders and addresses into a record: what `onrecord record add` and the desk both do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from onrecord.errors import OnRecordError
from onrecord.reading import FetchPolicy, Raw, article_source, find_files, load, read_article, read_sources
from onrecord.record import AddResult
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
    for number, name in enumerate(names):
        progress(f"adding {os.path.basename(name)}: file", number + 1, len(names))
        try:
            raw = load(name, fetch=policy)
            if article:
                yield _as_article(raw, outlet)
            else:
                yield from read_sources(raw)
        except OnRecordError as error:
            failures.append(Failure(origin=name, reason=str(error)))


def _as_article(raw: Raw, outlet: str) -> Source:
    source = article_source(read_article(raw))
    if outlet and not source.info.outlet:
        source = msgspec.structs.replace(source, info=msgspec.structs.replace(source.info, outlet=outlet))
    return source


def _silent(_step: str, _done: int, _total: int) -> None:
    """Say nothing."""
