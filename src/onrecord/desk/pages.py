"""The records that the desk keeps of its own: a page in the queue, its state, and where it came from."""

from __future__ import annotations

from typing import Literal

import msgspec

State = Literal["waiting", "checking", "done", "failed"]
Way = Literal["text", "address", "file"]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page that somebody handed to the desk. Times are ISO 8601, UTC, seconds."""

    id: int
    way: Way
    name: str  # the file name, the address, or "-" for pasted text: `Article.origin` of its report
    title: str = ""  # the headline once it is known; the first words until then
    house: str = "ap"
    state: State = "waiting"
    error: str = ""
    added: str = ""
    finished: str = ""
    by: str = ""
    statements: int = 0
    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)  # findings S0 to S4
    runs: int = 0  # how often it has been checked
    record: str = ""  # hash of the record's edition it was last held against; "" for none


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker needs to check a page."""

    id: int
    way: Way
    name: str
    house: str
    data: bytes


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """How far the check of a page has come."""

    state: State
    step: str = ""
    done: int = 0
    total: int = 0
    error: str = ""
