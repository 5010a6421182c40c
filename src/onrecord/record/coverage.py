"""What the record holds of a speaker and a day: what "not found" is worth."""

from __future__ import annotations

import datetime
import re
import sqlite3
from typing import Literal

from onrecord.record import catalogue
from onrecord.record.people import Rules, rows_of
from onrecord.types import Coverage, Day, SourceInfo

Held = Literal["none", "partial", "complete"]
LONG = 8  # words that a spot where one cannot hear does not hide
_SMALL_GAP = re.compile(r"(?i)inaudible|unintelligible|indiscernible|indistinct|cross-?\s?talk|off[- ]?mic|overlapping")
RECENT = 3  # days before a page's date in which an undated quotation may have been said


def days_of(day: Day) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day on which the words may have been said; None when nothing is known."""
    if day.last is None and day.first is None:
        return None
    last = day.last or day.first
    assert last is not None
    return (day.first or last - datetime.timedelta(days=RECENT), last)


def coverage(db: sqlite3.Connection, said: Rules, speaker: str, day: Day, words: int) -> Coverage:
    """How much of this speaker and day is held. `words`: how long the quotation is; see `_fault`."""
    total = db.execute("SELECT count(*) FROM sources").fetchone()[0]
    if not total:
        return Coverage(reason="The record is empty.")
    of_speaker = rows_of(db, said, speaker) if speaker else frozenset[int]()
    days = days_of(day)
    of_day = _rows_between(db, days) if days else frozenset[int]()
    both = of_speaker & of_day
    held, reason = _judge(db, speaker, days, of_speaker, of_day, both, words)
    return Coverage(
        held=held, sources=total, speaker_sources=len(of_speaker), day_sources=len(of_day),
        speaker_day_sources=len(both), reason=reason,
    )  # fmt: skip


def _rows_between(db: sqlite3.Connection, days: tuple[datetime.date, datetime.date]) -> frozenset[int]:
    first, last = days
    found = db.execute("SELECT row FROM sources WHERE date BETWEEN ? AND ?", (first.isoformat(), last.isoformat()))
    return frozenset(row for (row,) in found)


def _judge(
    db: sqlite3.Connection,
    speaker: str,
    days: tuple[datetime.date, datetime.date] | None,
    of_speaker: frozenset[int],
    of_day: frozenset[int],
    both: frozenset[int],
    words: int,
) -> tuple[Held, str]:
    """The answer in a word, and the reason in a sentence."""
    if not speaker:
        if of_day:
            return "partial", f"No speaker is named; {_sources(len(of_day))} of {_written(days)} {_is(of_day)} held."
        return (
            "none",
            "No speaker is named, and nothing of the day is held." if days else "No speaker and no day are named.",
        )
    if not of_speaker:
        return "none", f"The record holds nothing of {speaker}."
    held = f"{speaker} speaks in {_sources(len(of_speaker))}"
    if days is None:
        return "partial", f"{held}; on which day the words were said is not known."
    if not both:
        return "partial", f"{held}, none of them of {_written(days)}."
    faults = [_fault(catalogue.info_of(db, row), words) for row in sorted(both)]
    held = f"{held}, {len(both)} of them of {_written(days)}"
    if all(faults):
        return "partial", f"{held}; {'; '.join(sorted(set(faults)))}."
    if days[0] != days[1]:
        return "partial", f"{held}; on which of these days the words were said is not known."
    return "complete", f"{held}, held in full."


def _fault(info: SourceInfo, words: int) -> str:
    """Why a source is not the whole of its occasion as far as a quotation of so many words goes; "" when it is.

    An "(inaudible)" hides a few words, not a long sentence; a part that is missing may hide anything.
    """
    if info.completeness != "complete":
        return {"partial": "only a part is held", "as-prepared": "only the prepared text is held"}.get(
            info.completeness, "whether it is complete is not known"
        )
    hiding = [gap for gap in info.gaps if words < LONG or not _SMALL_GAP.search(gap)]
    return f"it has gaps ({', '.join(hiding)})" if hiding else ""


def _sources(count: int) -> str:
    return "1 source" if count == 1 else f"{count} sources"


def _is(rows: frozenset[int]) -> str:
    return "is" if len(rows) == 1 else "are"


def _written(days: tuple[datetime.date, datetime.date] | None) -> str:
    if days is None:
        return "an unknown day"
    first, last = (f"{day.day} {day:%B %Y}" for day in days)
    return last if first == last else f"{first} to {last}"
