"""What a person told the desk, and how it changes the next run: pure functions over records.

A correction is anchored the way an annotation is: by the words, what stands before and after them, and their place.
So it is found again when the page was edited elsewhere. `apply_corrections` says in the report's notes how many were
applied.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from onrecord.types import SEVERITIES, Article, ChainLink, Finding, Report, Span, Speaker, Statement

CorrectionKind = Literal["speaker", "same-person", "not-a-quotation", "accepted"]
KINDS: tuple[CorrectionKind, ...] = ("speaker", "same-person", "not-a-quotation", "accepted")
_CONTEXT = 32  # code points kept before and after the words, as the Web Annotation examples do


class Edit(msgspec.Struct, frozen=True):
    """One change as the finding showed it."""

    printed: str
    recorded: str


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a person corrected. Only the fields of its kind are filled."""

    kind: CorrectionKind
    id: int = 0  # given by the desk
    page: str = ""  # sha256 of the article's text; "" for "same-person", which holds on every page
    address: str = ""  # of the page, so that a later version of it is known again
    exact: str = ""  # the words of the statement as printed
    prefix: str = ""
    suffix: str = ""
    start: int = 0  # code points in the article's text
    speaker: str = ""  # "speaker": who is responsible
    alias: str = ""  # "same-person": this name ...
    person: str = ""  # ... means this person
    verdict: str = ""  # "accepted": the verdict on the words that was accepted
    edits: tuple[Edit, ...] = ()  # "accepted": each change that was seen
    by: str = ""
    note: str = ""
    made: str = ""  # ISO time


def anchored(kind: CorrectionKind, article: Article, statement: Statement) -> Correction:
    """A correction of this kind that holds on to the statement's words; the caller fills in the rest."""
    where = extent(statement)
    return Correction(
        kind=kind,
        page=article.sha256,
        address=article.url,
        exact=article.text[where.start : where.end],
        prefix=article.text[max(0, where.start - _CONTEXT) : where.start],
        suffix=article.text[where.end : where.end + _CONTEXT],
        start=where.start,
    )


def accepting(article: Article, statement: Statement, finding: Finding) -> Correction:
    """Accept the edit that this finding shows: this verdict with these changes, and no other."""
    edits = _edits(finding)
    return msgspec.structs.replace(anchored("accepted", article, statement), verdict=finding.words or "", edits=edits)


def extent(statement: Statement) -> Span:
    """From the first to the last code point of what the statement says."""
    spans = statement.content or statement.quoted
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)


def amend(
    article: Article, statements: tuple[Statement, ...], corrections: Iterable[Correction]
) -> tuple[Statement, ...]:
    """The statements as a person corrected them, before they are judged; later corrections win over earlier ones."""
    gone: set[str] = set()
    speakers: dict[str, tuple[str, Correction]] = {}
    for correction in corrections:
        if correction.kind == "same-person":
            for statement in statements:
                named = speakers[statement.id][0] if statement.id in speakers else statement.speaker.name
                if _folded(named) == _folded(correction.alias):
                    speakers[statement.id] = (correction.person, correction)
            continue
        found = find_statement(article, statements, correction)
        if found is None:
            continue
        if correction.kind == "not-a-quotation":
            gone.add(found.id)
        elif correction.kind == "speaker":
            speakers[found.id] = (correction.speaker, correction)
    known = {_folded(s.speaker.name): s.speaker for s in statements if s.speaker.name}
    return tuple(
        _spoken_by(statement, *speakers[statement.id], known) if statement.id in speakers else statement
        for statement in statements
        if statement.id not in gone
    )


def apply_corrections(report: Report, corrections: Iterable[Correction]) -> Report:
    """Lower what a person has accepted and note what was applied; speakers and statements were amended before judging.

    An acceptance holds for the edit that was seen: with another verdict or other changes it does not apply.
    """
    kept = tuple(corrections)
    findings = list(report.findings)
    for correction in kept:
        if correction.kind != "accepted":
            continue
        found = find_statement(report.article, report.statements, correction)
        for number, finding in enumerate(findings):
            if found is not None and finding.statement == found.id and _same_edit(finding, correction):
                findings[number] = _accepted(finding, correction)
    changed = msgspec.structs.replace(report, findings=tuple(sorted(findings, key=_in_order)))
    applied = sum(1 for correction in kept if _concerns(changed, correction))
    if not applied:
        return report
    told = f"Corrections made at the desk that were applied: {applied}."
    return msgspec.structs.replace(changed, notes=(*report.notes, told))


def find_statement(article: Article, statements: Iterable[Statement], correction: Correction) -> Statement | None:
    """The statement that a correction is about, if the page still has its words; None when it does not."""
    if not _same_page(article, correction):
        return None
    wanted = _folded(correction.exact)
    same = [s for s in statements if _folded(_words(article, s)) == wanted]
    if not same:
        return None

    def distance(statement: Statement) -> tuple[int, int]:
        where = extent(statement)
        before = article.text[max(0, where.start - _CONTEXT) : where.start]
        after = article.text[where.end : where.end + _CONTEXT]
        return (before != correction.prefix) + (after != correction.suffix), abs(where.start - correction.start)

    return min(same, key=distance)


def as_json_lines(corrections: Iterable[Correction]) -> bytes:
    """One correction a line, in the order in which they were made."""
    lines = [msgspec.json.encode(correction, order="deterministic") for correction in corrections]
    return b"".join(line + b"\n" for line in lines)


def _spoken_by(statement: Statement, name: str, correction: Correction, known: dict[str, Speaker]) -> Statement:
    said = f"Corrected at the desk{' by ' + correction.by if correction.by else ''}"
    reason = f"{said}: {correction.note}" if correction.note else f"{said}."
    other = known.get(_folded(name), Speaker(name=name, kind="person"))
    mention = statement.speaker.mention
    speaker = msgspec.structs.replace(other, name=name, mention=mention, confidence=1.0, reason=reason)
    old = _folded(statement.speaker.name)
    chain = tuple(
        ChainLink(name=name, kind="person", span=link.span, reason=reason)
        if old and _folded(link.name) == old
        else link
        for link in statement.chain
    )
    return msgspec.structs.replace(statement, speaker=speaker, chain=chain)


def _accepted(finding: Finding, correction: Correction) -> Finding:
    who = correction.by or "a person"
    when = f" on {correction.made[:10]}" if correction.made else ""
    why = f"Accepted at the desk by {who}{when}; it was {finding.severity}."
    if correction.note:
        why += f" {correction.note}"
    return msgspec.structs.replace(finding, severity="S0", overruled=why, next_step="")


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return tuple(Edit(change.printed, change.recorded) for change in finding.changes)


def _same_edit(finding: Finding, correction: Correction) -> bool:
    edits = _edits(finding)
    return (finding.words or "") == correction.verdict and edits == correction.edits and finding.severity != "S0"


def _concerns(report: Report, correction: Correction) -> bool:
    """Whether a correction left its mark on this report."""
    if correction.kind == "same-person":
        return any(_folded(s.speaker.name) == _folded(correction.person) for s in report.statements) and (
            _folded(correction.alias) in _folded(report.article.text)
        )
    if correction.kind == "not-a-quotation":
        return _same_page(report.article, correction) and _folded(correction.exact) in _folded(report.article.text)
    found = find_statement(report.article, report.statements, correction)
    if found is None:
        return False
    if correction.kind == "speaker":
        return _folded(found.speaker.name) == _folded(correction.speaker)
    return any(f.statement == found.id and f.overruled.startswith("Accepted at the desk") for f in report.findings)


def _same_page(article: Article, correction: Correction) -> bool:
    if correction.page == article.sha256:
        return True
    return bool(correction.address) and correction.address == article.url


def _in_order(finding: Finding) -> tuple[int, int]:
    """Gravest first, then as on the page, like a fresh report; ids stay, so that links still lead to their finding."""
    return -SEVERITIES.index(finding.severity), finding.printed[0].start if finding.printed else 0


def _words(article: Article, statement: Statement) -> str:
    where = extent(statement)
    return article.text[where.start : where.end]


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
