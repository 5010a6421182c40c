"""The frozen records that flow between the rooms; imports nothing of ours.

Every offset, everywhere, counts Unicode code points and is half open: [start, end).
Tuples, not lists, so that a record is deeply frozen and a report is the same byte for byte.
"""

from __future__ import annotations

import datetime
from importlib import import_module
from typing import Literal, NamedTuple

import msgspec


class Span(NamedTuple):
    """A stretch of text in Unicode code points, [start, end)."""

    start: int
    end: int


# --- the page ---------------------------------------------------------------------------------

BlockKind = Literal[
    "headline", "subheading", "stamp", "standfirst", "caption", "credit", "byline", "date", "dateline",
    "handover", "paragraph", "blockquote", "list-item", "biography", "correction", "boilerplate",
]  # fmt: skip


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A hyperlink inside the article: the linked words and the address as written on the page."""

    span: Span
    url: str


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of the page: what it is, where its words are in `Article.text`, and why we think so."""

    kind: BlockKind
    span: Span
    reason: str = ""
    links: tuple[Link, ...] = ()


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day, or a range of days, and how it was read. `words` is the wording that was read, if any."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    words: str = ""
    span: Span | None = None
    reason: str = ""


class MapRun(NamedTuple):
    """`length` code points of `Article.text` from `text` on stand in the decoded page from `page` on."""

    text: int
    page: int
    length: int


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """A page taken apart. `text` is what every span of blocks, statements and findings points into."""

    text: str
    blocks: tuple[Block, ...]
    date: Day = Day()
    site: str = ""  # the outlet or host that publishes the page, as far as the page or address says
    url: str = ""
    authors: tuple[str, ...] = ()
    language: str = "en"
    origin: str = ""  # the file name or address as given, "-" for standard input
    sha256: str = ""  # of `text` as UTF-8
    page_sha256: str = ""  # of the bytes that were read
    page_map: tuple[MapRun, ...] = ()  # empty when the text is the page
    notes: tuple[str, ...] = ()  # what the reader should know about the reading ("the page says 403", ...)


# --- what the record holds ----------------------------------------------------------------------

Completeness = Literal["complete", "partial", "as-prepared", "unknown"]
Role = Literal["named", "reporter", "moderator", "audience", "unknown"]
SourceKind = Literal["transcript", "statement", "article"]


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One person speaking: the label as printed, the words, and the stage directions inside them."""

    speaker: str  # "MR KIRBY", "Q", "" when the text has no speakers
    text: str  # paragraphs joined by a newline; stage directions stay in
    role: Role = "named"
    asides: tuple[Span, ...] = ()  # stage directions in `text`: "(Laughter.)", "[crosstalk]"
    start: float | None = None  # seconds from the beginning, where the source has times
    person: str = ""  # the full name the label stands for, where the source or the people table says so


class SourceInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is known about a source except its words."""

    id: str
    title: str = ""
    date: datetime.date | None = None
    occasion: str = ""
    place: str = ""
    url: str = ""
    licence: str = ""
    kind: SourceKind = "transcript"
    completeness: Completeness = "unknown"
    gaps: tuple[str, ...] = ()  # "(inaudible) x3", "begins in mid-sentence", ...
    origin: str = ""  # file name or address it came from
    retrieved: str = ""  # ISO time at which the bytes were had; "" if not known
    sha256: str = ""  # of the bytes
    event: str = ""  # shared by independent transcripts of one occasion
    outlet: str = ""  # of an article


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A source with its words."""

    info: SourceInfo
    turns: tuple[Turn, ...]


class PlacedTurn(msgspec.Struct, frozen=True, kw_only=True):
    """A turn where it stands in its source."""

    index: int
    turn: Turn


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """Neighbouring turns of one source in which the printed words may stand.

    `hits` are the spans that made it a candidate: (turn index, span in that turn's text). `score` orders
    windows of one search (the share of the rare words that was found); it is never a verdict.
    """

    source: SourceInfo
    turns: tuple[PlacedTurn, ...]
    hits: tuple[tuple[int, Span], ...] = ()
    score: float = 0.0


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """How much the record holds of this speaker and day: what "not found" is worth.

    `held`: "none" nothing of the speaker or the day; "partial" something, with gaps or as prepared or on other days;
    "complete" the speaker's occasion of that day is held in full.
    """

    held: Literal["none", "partial", "complete"] = "none"
    sources: int = 0  # sources searched
    speaker_sources: int = 0  # of them, with a turn of this speaker
    day_sources: int = 0  # of them, dated on the day(s) in question
    speaker_day_sources: int = 0
    reason: str = ""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of a record to one quotation."""

    windows: tuple[Window, ...] = ()
    related: tuple[Window, ...] = ()  # the speaker's passages with the same rare words, where the words were not found
    coverage: Coverage = Coverage()
    complete: bool = True  # False: the time budget ended the search


class RecordEdition(msgspec.Struct, frozen=True, kw_only=True):
    """What a record held when it was asked; the hash changes with any source, turn or correction."""

    sources: int = 0
    turns: int = 0
    characters: int = 0
    first: datetime.date | None = None
    last: datetime.date | None = None
    sha256: str = ""


# --- statements -----------------------------------------------------------------------------------

StatementKind = Literal["direct", "partial", "indirect"]
CueKind = Literal["speech", "writing", "thought", "attitude", "none"]
SpeakerKind = Literal["person", "body", "unnamed", "unclear", "none"]


class Quotation(msgspec.Struct, frozen=True, kw_only=True):
    """Words inside quotation marks. `pieces` exclude the marks, one piece a paragraph."""

    outer: Span  # with the marks
    pieces: tuple[Span, ...]
    mark: str  # the opening mark as printed
    depth: int = 0  # 1 for a quotation inside a quotation
    closed: bool = True
    scare: bool = False  # a title, a nickname or a word held at arm's length rather than speech


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Source, cue and content as one of the extractors found them, before anybody is resolved."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    score: float = 1.0  # the extractor's own, uncalibrated unless it says so
    origin: Literal["model", "rules", "marks"] = "rules"


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who is responsible for the words, resolved within the page."""

    name: str = ""  # the fullest name the page (or the record) gives; "" when none
    kind: SpeakerKind = "none"
    mention: Span | None = None  # the words that name the source of this statement
    mentions: tuple[Span, ...] = ()  # every mention on the page joined to this one
    roles: tuple[str, ...] = ()  # "State Department spokesman"
    stands_for: str = ""  # the body that a place or building speaks for: "Washington" -> "United States government"
    confidence: float = 1.0
    reason: str = ""


class ChainLink(msgspec.Struct, frozen=True, kw_only=True):
    """One hand in the chain of responsibility, outermost first: site > RT > spokesman."""

    name: str
    kind: Literal["site", "outlet", "agency", "person", "body", "unnamed"]
    span: Span | None = None  # the words on the page that hand over
    reason: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Something somebody is said to have said, written, thought or felt."""

    id: str  # "s1", in the order of the page
    kind: StatementKind
    content: tuple[Span, ...]  # the whole content, marks included where printed
    quoted: tuple[Span, ...] = ()  # the words inside the marks, in order; several when split by "he said"
    cue: tuple[Span, ...] = ()
    cue_kind: CueKind = "none"
    source: tuple[Span, ...] = ()
    speaker: Speaker = Speaker()
    chain: tuple[ChainLink, ...] = ()
    days: tuple[Day, ...] = ()  # days named in the statement's sentence, resolved
    block: int = -1  # index into Article.blocks
    whole: bool = False  # the quotation is printed as a sentence (or more) of its own
    question: bool = False  # asked rather than asserted
    denial: bool = False  # the cue denies ("denied that ...")
    translated: bool = False  # the page says or implies that other words were spoken
    nested_in: str = ""  # the id of the statement that reports this one
    confidence: float = 1.0
    reason: str = ""


# --- judging ----------------------------------------------------------------------------------------

Severity = Literal["S0", "S1", "S2", "S3", "S4"]
SEVERITIES: tuple[Severity, ...] = ("S0", "S1", "S2", "S3", "S4")

WordsVerdict = Literal[
    "verbatim", "tidied", "ellipsis", "bracketed", "trimmed", "qualifier-lost", "altered", "cut", "spliced",
    "paraphrase", "not-in-record", "ambiguous", "no-record", "record-incomplete", "not-checkable", "found-elsewhere",
]  # fmt: skip
SpeakerVerdict = Literal["right", "wrong", "stands-for", "relayed", "unclear"]


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation as printed, ready to be found and judged: all that judging may know of the page."""

    pieces: tuple[str, ...]  # the words inside the marks, in order; several when split by "he said" or by paragraphs
    spans: tuple[Span, ...] = ()  # where each piece stands in Article.text
    speaker: Speaker = Speaker()
    day: Day = Day()  # when it was said, as far as the page tells; for a page, at the latest the page's own date
    before: str = ""  # the page's sentence(s) before the quotation
    after: str = ""
    whole: bool = True  # printed as a whole sentence, not inside the reporter's own
    translated: bool = False
    private: bool = False  # said in a private talk, so no public record can hold it
    statement: str = ""  # Statement.id
    named: tuple[str, ...] = ()  # every person and body the page names: one of them may be meant where we misread


ChangeKind = Literal[
    "typography", "case", "punctuation", "contraction", "number-style", "spelling", "alias", "filler", "false-start",
    "repeat", "aside", "leading-connective", "function-word", "determiner", "preposition", "tense", "agreement",
    "intensifier", "synonym", "content-word", "number", "name", "negation", "modal", "hedge", "condition", "subject",
    "bracket-insert", "bracket-replace", "bracket-case", "ellipsis-cut", "silent-cut", "start-cut", "end-cut",
    "order", "splice", "transcription", "other",
]  # fmt: skip


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between the printed words and the record, classified by rule."""

    kind: ChangeKind
    printed: str  # as printed, "" for a cut
    recorded: str  # as recorded, "" for an insertion
    printed_span: Span | None = None  # in the printed words: pieces joined by one space
    recorded_span: Span | None = None  # in the text of the turn `place` of the finding
    place: int = 0  # index into Finding.places
    material: bool = False  # the sense may change
    rule: str = ""  # the rule that decided, in words a person can look up


class DiffOp(msgspec.Struct, frozen=True, kw_only=True):
    """A run of the word diff. The printed words and the recorded words can be rebuilt from the runs."""

    op: Literal["equal", "replace", "insert", "delete"]  # insert: only printed; delete: only recorded
    printed: str = ""
    recorded: str = ""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where the record has the words, with what stands around them."""

    source: SourceInfo
    turn: int
    span: Span  # in the text of that turn
    speaker: str  # the label as printed in the source
    person: str = ""
    role: Role = "named"
    words: str = ""  # turn.text[span]
    before: str = ""  # the sentence(s) before, other turns introduced by their label
    after: str = ""
    second_hand: str = ""  # "a clip played later", "read aloud by MR KIRBY", ...


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What is said about a quotation, a headline or a stamp. Decision, evidence and reason are kept apart."""

    id: str
    about: Literal["quotation", "headline", "standfirst", "stamp", "copy"]
    severity: Severity
    reason: str  # one or two plain sentences that name the words concerned
    next_step: str = ""  # what a person does now
    statement: str = ""  # Statement.id
    printed: tuple[Span, ...] = ()  # in Article.text
    words: WordsVerdict | None = None
    speaker: SpeakerVerdict | None = None
    verdict: str = ""  # for headline and stamp: "stronger than the body", "absent", ...
    claimed_speaker: str = ""
    actual_speaker: str = ""
    places: tuple[Place, ...] = ()
    diff: tuple[DiffOp, ...] = ()
    changes: tuple[Change, ...] = ()
    lost: str = ""  # the words a cut took away that limit what is left
    notes: tuple[str, ...] = ()
    confidence: float = 1.0
    overruled: str = ""  # why the first reading was lowered: the first law at work


# --- copies -------------------------------------------------------------------------------------------

CopyRelation = Literal["as-is", "changed", "rewritten", "new"]


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of the page and where it stands in an earlier (or later) article."""

    span: Span  # in Article.text
    relation: CopyRelation
    source: str = ""  # SourceInfo.id
    source_span: Span | None = None  # in the source's text
    diff: tuple[DiffOp, ...] = ()
    source_words: str = ""


class CopySource(msgspec.Struct, frozen=True, kw_only=True):
    """One article that shares passages with the page."""

    info: SourceInfo
    page_share: float  # of the page's words
    source_share: float  # of the source's words
    direction: Literal["page-from-source", "source-from-page", "common-source", "undecided"] = "undecided"
    reason: str = ""
    left_out: tuple[str, ...] = ()  # paragraphs of the source that the page does not carry


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """What was copied from where."""

    passages: tuple[Copy, ...] = ()
    sources: tuple[CopySource, ...] = ()
    notes: tuple[str, ...] = ()


class StampPoint(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a stamp of this kind would need, and whether the page has it."""

    name: str
    state: Literal["present", "absent", "not-decidable"]
    reason: str
    span: Span | None = None


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """A row of "who stands where"."""

    actor: str
    stance: Literal["for", "against", "condition", "denial", "open"]
    towards: str
    said_by: str
    day: Day = Day()
    statement: str = ""
    span: Span | None = None  # the sentence behind the row


# --- the report ---------------------------------------------------------------------------------------


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about one page and one record. The same input gives the same report, byte for byte."""

    onrecord: str  # the version that made it
    article: Article
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()  # gravest first, then in the order of the page
    stamp: tuple[StampPoint, ...] = ()
    positions: tuple[Position, ...] = ()
    trace: Trace = Trace()
    record: RecordEdition | None = None  # None: no record was given
    house: str = "ap"
    notes: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """The report in a notebook; the reports room draws it, looked up by name so that this file imports nothing."""
        made: str = import_module("onrecord.reports.notebook").repr_html(self)
        return made
