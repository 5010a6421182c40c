"""Findings as rows: the columns behind CSV, JSON Lines and Arrow."""

from __future__ import annotations

import csv
import io

import msgspec

from onrecord.types import Finding, Report


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One finding, flat. Offsets are code points in the article's text; -1 where there are none."""

    page: str
    page_sha256: str
    finding: str
    statement: str
    about: str
    severity: str
    words: str
    speaker: str
    verdict: str
    claimed_speaker: str
    actual_speaker: str
    start: int
    end: int
    printed: str
    recorded: str
    lost: str
    source: str
    source_date: str
    source_url: str
    source_sha256: str
    turn: int
    reason: str
    next_step: str


def rows(report: Report) -> list[Row]:
    """One row for each finding, in the order of the report."""
    return [_row(finding, report) for finding in report.findings]


def to_csv(report: Report) -> bytes:
    """CSV with a head line, UTF-8 with a byte order mark so that spreadsheets read it as UTF-8.

    A cell that a spreadsheet would run as a formula is kept from running by an apostrophe in front.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(Row.__struct_fields__)
    for row in rows(report):
        writer.writerow([_inert(value) for value in msgspec.structs.astuple(row)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def to_lines(report: Report) -> bytes:
    """JSON Lines: one finding a line."""
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows(report))


def _inert(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _row(finding: Finding, report: Report) -> Row:
    article = report.article
    place = finding.places[0] if finding.places else None
    info = place.source if place else None
    return Row(
        page=article.url or article.origin,
        page_sha256=article.sha256,
        finding=finding.id,
        statement=finding.statement,
        about=finding.about,
        severity=finding.severity,
        words=finding.words or "",
        speaker=finding.speaker or "",
        verdict=finding.verdict,
        claimed_speaker=finding.claimed_speaker,
        actual_speaker=finding.actual_speaker,
        start=finding.printed[0].start if finding.printed else -1,
        end=finding.printed[-1].end if finding.printed else -1,
        printed=" ".join(article.text[span.start : span.end] for span in finding.printed),
        recorded=" ".join(place.words for place in finding.places[: 1 if finding.words == "ambiguous" else None]),
        lost=finding.lost,
        source=(info.title or info.id) if info else "",
        source_date=info.date.isoformat() if info and info.date else "",
        source_url=info.url if info else "",
        source_sha256=info.sha256 if info else "",
        turn=place.turn + 1 if place else -1,
        reason=finding.reason,
        next_step=finding.next_step,
    )
