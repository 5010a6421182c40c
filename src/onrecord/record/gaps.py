"""Which days and persons a record is thin on."""

from __future__ import annotations

import datetime
import sqlite3
from itertools import pairwise

from onrecord.record.answers import Gap
from onrecord.record.people import Person
from onrecord.types import SourceInfo

LONG = 14  # days without a source that are a gap however rarely something is added


def gaps(db: sqlite3.Connection, infos: tuple[SourceInfo, ...], everybody: tuple[Person, ...]) -> tuple[Gap, ...]:
    """Days without sources, the longest first; sources held in part; persons held only once."""
    return (*_days(infos), *_sources(infos), *_persons(db, everybody))


def _days(infos: tuple[SourceInfo, ...]) -> list[Gap]:
    """Stretches without a source that are three times as long as usual here."""
    days = sorted({info.date for info in infos if info.date})
    steps = sorted((later - earlier).days for earlier, later in pairwise(days))
    if not steps:
        return []
    usual = steps[len(steps) // 2]
    found = [
        (later - earlier).days - 1
        for earlier, later in pairwise(days)
    ]  # fmt: skip
    one = datetime.timedelta(days=1)
    empty = [
        Gap(
            kind="days", name="", first=earlier + one, last=later - one, reason=f"nothing of these {count} days is held"
        )
        for (earlier, later), count in zip(pairwise(days), found, strict=True)
        if count >= max(3 * usual, LONG)
    ]
    return sorted(empty, key=lambda gap: (-_length(gap), gap.first or datetime.date.min))


def _length(gap: Gap) -> int:
    return (gap.last - gap.first).days if gap.first and gap.last else 0


def _sources(infos: tuple[SourceInfo, ...]) -> list[Gap]:
    """Sources that are not the whole of their occasion."""
    words = {"partial": "only a part is held", "as-prepared": "only the prepared text is held"}
    found = []
    for info in infos:
        reasons = [words[info.completeness]] if info.completeness in words else []
        reasons += [", ".join(info.gaps)] if info.gaps else []
        if info.date is None:
            reasons.append("its day is not known")
        if reasons:
            found.append(Gap(kind="source", name=info.id, first=info.date, last=info.date, reason="; ".join(reasons)))
    return found


def _persons(db: sqlite3.Connection, everybody: tuple[Person, ...]) -> list[Gap]:
    """Named people of whom one source is held."""
    total = db.execute("SELECT count(*) FROM sources").fetchone()[0]
    if total < 5:
        return []
    return [
        Gap(kind="person", name=person.name, first=person.first, last=person.last, reason="speaks in one source only")
        for person in everybody
        if person.sources == 1 and person.known and "reporter" not in person.roles
    ]
