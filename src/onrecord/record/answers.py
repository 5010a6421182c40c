"""What a record answers besides windows: results of adding, problems, hits of a search."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from onrecord.types import SourceInfo, Span


class AddResult(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one source."""

    id: str  # as it stands in the record
    outcome: Literal["added", "duplicate", "edition"]  # edition: it took the place of an older text of the same source
    event: str = ""  # shared with independent transcripts of the same occasion
    linked: tuple[str, ...] = ()  # their ids
    note: str = ""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something that does not hold, and how to mend it."""

    part: str  # the file, segment or source
    what: str
    mend: str


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A turn in which the words stand."""

    source: SourceInfo
    turn: int  # in the source
    speaker: str
    person: str
    spans: tuple[Span, ...]  # the words, in the text of the turn
    snippet: str  # the turn around the first of them, or all of a short one
    marks: tuple[Span, ...]  # the words, in the snippet
    score: float


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page of hits, the best first."""

    hits: tuple[Hit, ...] = ()
    total: int = 0  # hits in all, or at least so many
    more: bool = False  # there is a next page
    exact: bool = True  # False: the words are so common that not every turn was looked at


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Something of which the record holds little or nothing."""

    kind: Literal["days", "person", "source"]
    name: str  # the person, or the id of the source; "" for days
    first: datetime.date | None = None
    last: datetime.date | None = None
    reason: str = ""


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """What a rebuilding kept, and what was lost."""

    kept: int  # sources
    lost: tuple[Problem, ...] = ()
