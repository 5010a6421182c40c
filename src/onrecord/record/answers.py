"""What a record answers besides windows: results of adding, problems, hits of a search."""

from __future__ import annotations

from typing import Literal

import msgspec


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
