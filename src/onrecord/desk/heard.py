"""What the record gives to the search and to "said": words in their turn, gathered by day. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from onrecord.record.answers import Hit


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """What was heard on one day; `date` None for sources without a date."""

    date: datetime.date | None
    heard: tuple[Hit, ...]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A run of an excerpt, marked or not."""

    text: str
    marked: bool


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A day on the strip above a timeline: its place from 0 to 1000 and its height from 0 to 40."""

    x: float
    height: float
    date: datetime.date
    count: int


def pieces(heard: Hit) -> tuple[Piece, ...]:
    """The snippet cut where its marks begin and end; together the pieces give it back."""
    cut: list[Piece] = []
    at = 0
    for span in sorted(heard.marks):
        start = max(span.start, at)
        if start > at:
            cut.append(Piece(text=heard.snippet[at:start], marked=False))
        if span.end > start:
            cut.append(Piece(text=heard.snippet[start : span.end], marked=True))
        at = max(at, span.end)
    if at < len(heard.snippet):
        cut.append(Piece(text=heard.snippet[at:], marked=False))
    return tuple(cut)


def broken_off(hit: Hit) -> tuple[bool, bool]:
    """Whether the snippet leaves out what stands before it, and (as far as its last letter tells) after it."""
    begun = bool(hit.spans and hit.marks) and min(hit.spans).start > min(hit.marks).start
    return begun, hit.snippet.rstrip()[-1:] not in (".", "!", "?", '"', "”", "’", ")", "]", "")


def by_day(heard: Iterable[Hit]) -> tuple[Day, ...]:
    """Gathered by day, oldest first; what has no date stands at the end."""
    days: dict[datetime.date | None, list[Hit]] = {}
    for one in heard:
        days.setdefault(one.source.date, []).append(one)
    ordered = sorted(days, key=lambda date: (date is None, date or datetime.date.min))
    return tuple(
        Day(date=date, heard=tuple(sorted(days[date], key=lambda one: (one.source.id, one.turn)))) for date in ordered
    )


def strip(days: Iterable[Day]) -> tuple[Tick, ...]:
    """The days along one line, from the first to the last."""
    dated = [(day.date, len(day.heard)) for day in days if day.date is not None]
    if len(dated) < 2:
        return ()
    first, length = dated[0][0], max(1, (dated[-1][0] - dated[0][0]).days)
    most = max(count for _, count in dated)
    return tuple(
        Tick(
            x=round((date - first).days * 992 / length, 1),
            height=round(10 + 30 * count / most, 1),
            date=date,
            count=count,
        )
        for date, count in dated
    )
