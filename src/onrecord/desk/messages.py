"""What the HTTP interface takes and gives, as records; the OpenAPI document is made from these."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from onrecord.desk.corrections import Correction
from onrecord.desk.heard import Day
from onrecord.desk.pages import Page, Step
from onrecord.record.answers import AddResult, Gap, Hit
from onrecord.record.people import Person
from onrecord.types import RecordEdition, Source, SourceInfo

HouseName = Literal["ap", "reuters", "guardian", "usual"]
Text = Annotated[
    str,
    msgspec.Meta(
        min_length=1, pattern="\\S", description="The page or transcript: plain text, Markdown or HTML source."
    ),
]
Address = Annotated[
    str, msgspec.Meta(pattern="^https?://[^\\s/]", max_length=4000, description="An http or https address.")
]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern="\\S")]


class CheckRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page to be checked: its text, or its address. With both, the text is what was found at the address."""

    text: Text | UnsetType = UNSET
    address: Address | UnsetType = UNSET
    house: HouseName = "ap"
    corrected: bool = False  # apply the desk's corrections; off, so that the answer is what the command line gives


class ReportRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A page for the queue: its text, or its address. `name` is a file name; it helps to tell HTML from text."""

    text: Text | UnsetType = UNSET
    address: Address | UnsetType = UNSET
    name: Annotated[str, msgspec.Meta(max_length=120)] = "-"
    house: HouseName = "ap"
    by: Annotated[str, msgspec.Meta(max_length=80)] = ""


class SourceRequest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A source for the record: its text, or its address. `name` is its file name.

    `article`: a news page that others may have copied from, not a transcript or statement.
    """

    text: Text | UnsetType = UNSET
    address: Address | UnsetType = UNSET
    name: Annotated[str, msgspec.Meta(max_length=120)] = "transcript.txt"
    article: bool = False


class Correct(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """What every correction may carry."""

    by: Annotated[str, msgspec.Meta(max_length=80)] = ""
    note: Annotated[str, msgspec.Meta(max_length=400)] = ""


class SamePerson(Correct, frozen=True, kw_only=True, tag="same-person"):
    """`alias` means the person `name`, on every page and in the record."""

    alias: Name
    name: Name


class AboutStatement(Correct, frozen=True, kw_only=True):
    """A correction of a statement in a report of the queue."""

    report: Annotated[int, msgspec.Meta(ge=1, le=1 << 40)]
    statement: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]


class OtherSpeaker(AboutStatement, frozen=True, kw_only=True, tag="speaker"):
    """`name` is responsible for the statement."""

    name: Name


class NotAQuotation(AboutStatement, frozen=True, kw_only=True, tag="not-a-quotation"):
    """The statement is none."""


class Accepted(AboutStatement, frozen=True, kw_only=True, tag="accepted"):
    """The edit that the statement's finding shows is accepted."""


CorrectionRequest = SamePerson | OtherSpeaker | NotAQuotation | Accepted


class PageState(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the queue and how far its check has come."""

    page: Page
    step: Step | None = None


class PageList(msgspec.Struct, frozen=True, kw_only=True):
    """The queue, newest first."""

    pages: tuple[Page, ...]


class Hits(msgspec.Struct, frozen=True, kw_only=True):
    """Where words were said."""

    hits: tuple[Hit, ...]
    complete: bool = True  # False: there is more than `limit`, or the words are so common that not all was looked at


class SaidByDay(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a person said about some words, by day."""

    person: str
    words: str
    days: tuple[Day, ...]
    complete: bool = True


class RecordState(msgspec.Struct, frozen=True, kw_only=True):
    """What the record holds; null while there is no record."""

    edition: RecordEdition | None
    gaps: tuple[Gap, ...]


class SourceList(msgspec.Struct, frozen=True, kw_only=True):
    """Sources without their words, by day and id."""

    sources: tuple[SourceInfo, ...]
    total: int


class PersonList(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks in the record."""

    people: tuple[Person, ...]


class AddedList(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the sources in a file."""

    added: tuple[AddResult, ...]


class CorrectionList(msgspec.Struct, frozen=True, kw_only=True):
    """All corrections in the order in which they were made."""

    corrections: tuple[Correction, ...]


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What was wrong, and what to do."""

    code: str
    message: str
    hint: str


class ErrorAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The one shape of every error."""

    error: Fault


ANSWERS = (
    PageState, PageList, Hits, SaidByDay, RecordState, SourceList, PersonList, AddedList, CorrectionList, Correction,
    ErrorAnswer, Source,
)  # fmt: skip
REQUESTS = (CheckRequest, ReportRequest, SourceRequest, SamePerson, OtherSpeaker, NotAQuotation, Accepted)
