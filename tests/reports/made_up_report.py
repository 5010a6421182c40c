"""A report about the example page, made by hand: the reports are tested without the rooms that fill them."""

from __future__ import annotations

import datetime
import difflib
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

from onrecord.types import (
    Article,
    Block,
    BlockKind,
    ChainLink,
    Change,
    Copy,
    CopySource,
    Day,
    DiffOp,
    Finding,
    Link,
    Place,
    Position,
    RecordEdition,
    Report,
    Severity,
    SourceInfo,
    Span,
    Speaker,
    SpeakerVerdict,
    StampPoint,
    Statement,
    Trace,
    WordsVerdict,
)

EXAMPLES = Path(__file__).parents[2] / "examples"
KINDS: dict[str, BlockKind] = {
    "h1": "headline", "stamp": "stamp", "figcaption": "caption", "standfirst": "standfirst", "byline": "byline",
    "bio": "biography", "em": "handover", "p": "paragraph",
}  # fmt: skip

BRIEFING = SourceInfo(
    id="briefing",
    title="Daily Press Briefing",
    date=datetime.date(2024, 3, 12),
    occasion="Daily Press Briefing",
    place="Press Room, Port Elin",
    url="https://mfa.kestria.example/briefings/2024-03-12",
    completeness="complete",
    origin="briefing.txt",
    sha256=hashlib.sha256(b"briefing").hexdigest(),
)
WIRE = SourceInfo(
    id="wire",
    title="Kestria rules out closing strait unless inspectors come under fire again",
    date=datetime.date(2024, 3, 12),
    kind="article",
    outlet="Northern Wire",
    origin="wire.txt",
    sha256=hashlib.sha256(b"wire").hexdigest(),
)

# the printed words, the recorded words, the speaker named, the label in the record, the verdicts, what is said of it
Row = tuple[str, str, str, str, WordsVerdict, SpeakerVerdict | None, Severity, str, str]
ROWS: tuple[Row, ...] = (
    ("We do regard Osmark as an adversary in the strait,", "We do not regard Osmark as an adversary in the strait.",
     "Mara Delane", "MS DELANE", "altered", "right", "S4",
     "The page leaves out “not”: the record has “We do not regard Osmark as an adversary”.",
     "Ask the writer to correct the quotation; the wire story that the page names has it right."),
    ("This patrol was a blockade from the very first day,", "this patrol was a blockade from the very first day?",
     "Mara Delane", "QUESTION (PEDER NOLL, STRAIT GAZETTE)", "trimmed", "wrong", "S4",
     "The words are a reporter’s question, not Mara Delane’s; she answered “No. It isn't.”",
     "Ask the writer where Mara Delane is heard to say this; the transcript gives the words to Peder Noll."),
    ("must bring a plain account of the night of the second before it will be heard in Dunmere.",
     "If the other side wants to be heard in Dunmere, then the first thing to bring along is a plain account of the "
     "night of the second", "Mara Delane", "MS DELANE", "paraphrase", "right", "S4",
     "The record has the thought in other words; “must bring” is not in it.",
     "Ask the writer to take the marks away or to print the words of the record."),
    ("We will close the strait to Osmark’s trawlers,",
     "We will close the strait to Osmark's trawlers, but only if the inspectors are fired on again.",
     "Mara Delane", "MS DELANE", "qualifier-lost", "right", "S3",
     "The cut takes away the condition “but only if the inspectors are fired on again”.",
     "Ask the writer to print the condition."),
    ("Fourteen vessels were turned back out of thirty-one,", "Four vessels were turned back out of thirty-one.",
     "Mara Delane", "MS DELANE", "altered", "right", "S3", "The number is changed: “Fourteen” for “Four”.",
     "Ask the writer to correct the number."),
    ("I have seen the photographs ... it was a deliberate act,",
     "I have seen the photographs, and I am not going to describe them from this podium.",
     "Mara Delane", "MS DELANE", "spliced", "right", "S3",
     "Two places 26 turns apart are printed as one sentence; the second is about a buoy.", "Ask for two quotations."),
    ("The inspectors behaved with great restraint that night,", "The inspectors behaved with great patience that night.",
     "Tomas Verrick", "COMMODORE VERRICK", "altered", "right", "S2",
     "One word is exchanged: “restraint” for “patience”.", "Ask the writer to print the word that was said."),
    ("The inspectors boarded the trawler at first light and found the hold empty,",
     "The inspectors boarded the trawler at first light, in a heavy swell off Cape Arren, and found the hold empty.",
     "Tomas Verrick", "COMMODORE VERRICK", "cut", "right", "S2",
     "“in a heavy swell off Cape Arren” is left out without a mark.", "Ask the writer to show the cut."),
    ("Osmark has run out of road and out of friends, and it knows it,", "", "Mara Delane", "", "not-in-record", None, "S2",
     "The briefing of 12 March 2024 is held in full and does not have these words.",
     "Ask the writer for the recording or the place."),
    ("We published the inspection logs on Friday, as we do every week.",
     "We published the inspection logs on Friday, as we do every week, with the time on the clock for each and every "
     "boat.", "Mara Delane", "MS DELANE", "trimmed", "right", "S1",
     "The sentence goes on in the record; what follows does not change it.", ""),
    ("[Osmark’s officials] have been told twice, in writing, what the conditions are.",
     "They have been told twice, in writing, what the conditions are.", "Mara Delane", "MS DELANE", "bracketed",
     "right", "S1", "The bracket stands in place of “They”.", ""),
    ("Nobody is going to be searched for the colour of a flag.", "Nobody is going to be, uh, to be searched for the colour of a "
     "flag.", "Port Elin", "MS DELANE", "verbatim", "stands-for", "S0", "The same words; “Port Elin” stands for the "
     "ministry's spokesperson.", ""),
    ("The patrol is there to keep the ferries running, and that is all it is there to do,",
     "The patrol is there to keep the ferries running, and that is all it is there to do.", "Mara Delane", "MS DELANE",
     "verbatim", "right", "S0", "The same words.", ""),
    ("They are counting our nets and calling it peace,", "", "Bruno Castell", "", "no-record", None, "S0",
     "The record holds nothing of Bruno Castell.", "Fetch a report or a recording of the rally of 10 March 2024."),
    ("finite, like everything that is kept on ice.", "", "Odile Harrow", "", "not-checkable", None, "S0",
     "Spoken in Vellandish; only the original can be compared.", "Fetch the original and a translator."),
)  # fmt: skip


class _Blocks(HTMLParser):
    """The article's blocks as the page has them; just enough for a test."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[BlockKind, str, list[tuple[int, int, str]]]] = []
        self._kind: BlockKind | None = None
        self._inside = False
        self._href = ""
        self._from = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "article":
            self._inside = True
        elif self._inside and tag in ("h1", "p", "figcaption"):
            self._kind = KINDS[given.get("class") or tag]
            self.blocks.append((self._kind, "", []))
        elif tag == "em" and self.blocks:
            self.blocks[-1] = ("handover", *self.blocks[-1][1:])
        elif tag == "a" and self._kind:
            self._href, self._from = given.get("href") or "", len(self.blocks[-1][1])

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._inside = False
        elif tag in ("h1", "p", "figcaption"):
            self._kind = None
        elif tag == "a" and self._kind:
            _, text, links = self.blocks[-1]
            links.append((self._from, len(text), self._href))

    def handle_data(self, data: str) -> None:
        if self._kind:
            kind, text, links = self.blocks[-1]
            self.blocks[-1] = (kind, text + data, links)


def article() -> Article:
    """The example page, taken apart."""
    parser = _Blocks()
    parser.feed((EXAMPLES / "article.html").read_text(encoding="utf-8"))
    parts, blocks, at = [], [], 0
    for kind, text, links in parser.blocks:
        span = Span(at, at + len(text))
        linked = tuple(Link(span=Span(at + start, at + end), url=url) for start, end, url in links)
        blocks.append(Block(kind=kind, span=span, links=linked))
        parts.append(text)
        at += len(text) + 2
    whole = "\n\n".join(parts)
    return Article(
        text=whole,
        blocks=tuple(blocks),
        date=Day(first=datetime.date(2024, 3, 13), last=datetime.date(2024, 3, 13), reason="datePublished in JSON-LD"),
        site="The True Keel",
        url="https://truekeel.example/2024/03/kestria-will-close-strait",
        authors=("Rex Hollander",),
        origin="article.html",
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
    )


def words_diff(printed: str, recorded: str) -> tuple[DiffOp, ...]:
    """A plain word diff; the judging room makes better ones."""
    left, right = re.findall(r"\S+\s*", printed), re.findall(r"\S+\s*", recorded)
    plain = [[re.sub(r"\W", "", word).lower() for word in side] for side in (left, right)]
    ops = difflib.SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes()
    return tuple(
        DiffOp(op=op, printed="".join(left[a:b]), recorded="".join(right[c:d]))  # type: ignore[arg-type]
        for op, a, b, c, d in ops
    )


def _finding(number: int, row: Row, span: Span) -> Finding:
    printed, recorded, claimed, label, words, speaker, severity, reason, next_step = row
    briefing = (EXAMPLES / "briefing.txt").read_text(encoding="utf-8")
    turns = [turn for turn in briefing.split("\n\n") if ":" in turn]
    place = ()
    if recorded:
        at = next(n for n, turn in enumerate(turns) if recorded in turn)
        said = turns[at].partition(": ")[2]
        start = said.index(recorded)
        place = (
            Place(source=BRIEFING, turn=at, span=Span(start, start + len(recorded)), speaker=label, words=recorded,
                  person="Mara Delane" if label == "MS DELANE" else "",
                  role="reporter" if label.startswith("QUESTION") else "named",
                  before=said[max(0, start - 120):start].strip(), after=said[start + len(recorded):][:120].strip()),
        )  # fmt: skip
    changes = ()
    if severity == "S4" and words == "altered":
        changes = (Change(kind="negation", printed="", recorded="not", material=True, rule="a negation is dropped"),)
    return Finding(
        id=f"f{number}", about="quotation", severity=severity, reason=reason, next_step=next_step,
        statement=f"s{number}", printed=(span,), words=words, speaker=speaker, claimed_speaker=claimed,
        actual_speaker="Peder Noll" if speaker == "wrong" else "", places=place, changes=changes,
        diff=words_diff(printed, recorded) if recorded else (),
        lost="but only if the inspectors are fired on again" if words == "qualifier-lost" else "",
    )  # fmt: skip


def report() -> Report:
    """The whole report: 15 quotations, a headline finding, the stamp, the chain, copies and days."""
    page = article()
    findings, statements = [], []
    for number, row in enumerate(ROWS, 1):
        start = page.text.index(row[0])
        span = Span(start, start + len(row[0]))
        block = next(i for i, piece in enumerate(page.blocks) if piece.span.start <= start < piece.span.end)
        chain = (
            ChainLink(name="The True Keel", kind="site"),
            ChainLink(name="Northern Wire", kind="outlet", span=page.blocks[5].span, reason="hand-over line"),
            ChainLink(name=row[2], kind="person"),
        )
        day = Day(first=datetime.date(2024, 3, 12), last=datetime.date(2024, 3, 12), words="on Tuesday")
        statements.append(
            Statement(id=f"s{number}", kind="direct", content=(span,), quoted=(span,), block=block, cue_kind="speech",
                      speaker=Speaker(name=row[2], kind="person"), chain=chain, days=(day,) if number < 3 else ())
        )  # fmt: skip
        findings.append(_finding(number, row, span))
    headline = Finding(
        id="f16", about="headline", severity="S3", printed=(page.blocks[0].span,), verdict="condition dropped",
        reason="The headline says “Will Close Strait”; in the body the record ties it to a condition.",
        next_step="Ask the desk to put the condition into the headline.",
    )  # fmt: skip
    findings = sorted([*findings, headline], key=lambda finding: finding.severity, reverse=True)
    paragraph = page.blocks[7].span
    return Report(
        onrecord="0.1.0", article=page, statements=tuple(statements), findings=tuple(findings),
        stamp=(
            StampPoint(name="a named checker", state="absent", reason="no one is named as the checker"),
            StampPoint(name="sources linked", state="present", reason="2 links in the article"),
            StampPoint(name="method", state="not-decidable", reason="it may be told on another page"),
        ),
        positions=(
            Position(actor="Kestria", stance="condition", towards="Osmark", said_by="Mara Delane", statement="s4",
                     span=page.blocks[6].span),
        ),
        trace=Trace(
            passages=(
                Copy(span=paragraph, relation="changed", source="wire", source_words="Four vessels were turned back",
                     diff=words_diff("Fourteen vessels", "Four vessels")),
                Copy(span=page.blocks[10].span, relation="as-is", source="wire"),
            ),
            sources=(CopySource(info=WIRE, page_share=0.32, source_share=0.61, direction="page-from-source",
                                reason="the page hands over to Northern Wire and is dated a day later",
                                left_out=("But only if ...",)),),
        ),
        record=RecordEdition(sources=3, turns=82, characters=12_000, first=datetime.date(2024, 3, 8),
                             last=datetime.date(2024, 3, 12), sha256=hashlib.sha256(b"edition").hexdigest()),
        house="ap",
    )  # fmt: skip
