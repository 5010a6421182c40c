"""A report arranged for a page: every section as plain values, so that the template decides nothing."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any

from onrecord.reports.diffs import Run, body_passages, context_runs, own_spans, printed_runs, recorded_runs
from onrecord.reports.marks import MarkedBlock, marked_blocks
from onrecord.reports.tally import Tally, at_least, sentence, tally
from onrecord.reports.wording import SPEAKER, count, gloss, level, level_name, verdict
from onrecord.types import SEVERITIES, Article, Finding, Report

Values = dict[str, Any]
LEVELS = (*SEVERITIES[::-1], "open")
LEVEL_NAMES = {"S0": "fine", "S1": "note", "S2": "query", "S3": "serious", "S4": "gravest", "open": "not checked"}
STANCES = {"for": "is for", "against": "is against", "condition": "sets a condition on", "denial": "denies",
           "open": "leaves open"}  # fmt: skip
NOBODY = "nobody named"
_JOINED = tuple(",.;:!?)]’”")  # what follows a passage without a space
FULL_FINDINGS = 500  # beyond this many a finding is one line, so that a hostile page cannot make a huge report
RELATIONS = {"as-is": "copied as it is", "changed": "copied with changes", "rewritten": "re-written"}


def view(report: Report) -> Values:
    """Everything the template shows."""
    counts = tally(report)
    findings = [f for f in report.findings if f.about != "stamp" or at_least(f, "S1")]
    article = report.article
    return {
        "title": _words(article, "headline"),
        "byline": " · ".join(byline(article)),
        "address": article.url or (article.origin if article.origin.startswith("http") else ""),
        "sentence": sentence(counts),
        "tally": counts,
        "bar": _bar(findings, counts),
        "levels": _levels(findings),
        "calm": _calm(counts, report),
        "checked": _checked(report, counts),
        "unchecked": [{"count": number, "why": why} for why, number in counts.reasons],
        "notes": [*report.notes, *article.notes],
        "headlines": [f for f in findings if f.about in ("headline", "standfirst")],
        "stamp": report.stamp,
        "stamp_words": _words(article, "stamp"),
        "stamp_present": sum(1 for point in report.stamp if point.state == "present"),
        "chains": _chains(report),
        "positions": _positions(report),
        "positions_line": f"{count(len(report.positions), 'position')} of "
        f"{count(len({row.actor for row in report.positions}), 'actor')}, each with its sentence",
        "ribbon": _ribbon(report, findings),
        "copied": _copied(report),
        "days": _days(report),
        "blocks": _blocks(report),
        "findings": [_finding(finding, article) for finding in findings[:FULL_FINDINGS]],
        "brief": [_brief(finding, article) for finding in findings[FULL_FINDINGS:]],
        "findings_title": _findings_title(findings, counts),
        "nothing": "There is nothing to show: no quotation was found on the page.",
        "end": _end(report),
    }


def day_text(day: datetime.date) -> str:
    """ "12 March 2024"."""
    return f"{day.day} {day:%B %Y}"


def _words(article: Article, kind: str) -> str:
    return next((article.text[b.span.start : b.span.end].strip() for b in article.blocks if b.kind == kind), "")


def byline(article: Article) -> list[str]:
    """Outlet, day and authors, as far as the page tells; else where it came from."""
    parts = [article.site] if article.site else []
    if article.date.first:
        last = article.date.last or article.date.first
        span = day_text(article.date.first)
        parts.append(span if last == article.date.first else f"{span} or {day_text(last)}")
    if article.authors:
        parts.append("by " + ", ".join(article.authors))
    return parts or [article.origin]


def _levels(findings: Iterable[Finding]) -> list[Values]:
    counted = Counter(level(finding) for finding in findings)
    return [{"level": at, "name": LEVEL_NAMES[at], "count": counted[at]} for at in LEVELS if counted[at]]


def _bar(findings: Iterable[Finding], counts: Tally) -> list[Values]:
    """The quotations as one bar, gravest first; widths in thousandths."""
    parts, x = [], 0.0
    for part in _levels(finding for finding in findings if finding.about == "quotation"):
        width = 1000 * part["count"] / counts.quotations
        parts.append({**part, "x": round(x, 1), "width": round(max(width - 3, 1), 1)})
        x += width
    return parts


def _calm(counts: Tally, report: Report) -> str:
    if counts.queried or counts.other:
        return ""
    if not counts.quotations:
        return "The page quotes nobody word for word, so there was nothing to hold against a record."
    if not counts.agree:
        return "Nothing on the page was queried, and nothing was confirmed: see below what is missing."
    if counts.unchecked:
        return "Nothing to query. What could not be compared is listed below, with what to fetch for it."
    return "Nothing to query on this page."


def _checked(report: Report, counts: Tally) -> list[str]:
    found = counts.agree + counts.queried
    lines = [
        f"{found} of {count(counts.quotations, 'quotation')} compared with the record, word by word and by speaker",
        f"{counts.indirect} of {count(counts.statements, 'statement')} are reported without quotation marks: found and "
        "attributed, not compared",
    ]
    edition = report.record
    if edition is None:
        lines.append("No record was given")
    else:
        held = f"The record: {count(edition.sources, 'source')}, {count(edition.turns, 'turn')}"
        if edition.first and edition.last:
            held += f", {day_text(edition.first)} to {day_text(edition.last)}"
        lines.append(held)
    lines.append(f"House profile: {report.house}")
    return lines


def _chains(report: Report) -> list[Values]:
    """The hands that lead to each group of speakers, with the number of statements of each speaker."""
    groups: dict[tuple[str, ...], Counter[str]] = {}
    for statement in report.statements:
        links = [link for link in statement.chain if link.name]
        if links and links[-1].kind in ("site", "outlet", "agency"):
            groups.setdefault(tuple(link.name for link in links), Counter())[NOBODY] += 1
        elif links:
            groups.setdefault(tuple(link.name for link in links[:-1]), Counter())[links[-1].name] += 1
    ordered = sorted(groups.items(), key=lambda item: (-item[1].total(), item[0]))
    return [
        {
            "hands": hands,
            "count": people.total(),
            "people": sorted(people.items(), key=lambda item: (item[0] == NOBODY, -item[1], item[0]))[:8],
            "more": max(len(people) - 8, 0),
        }
        for hands, people in ordered[:8]
    ]


def _positions(report: Report) -> list[Values]:
    """Who is for or against what, said by whom, with the sentence behind each row."""
    text = report.article.text
    return [
        {"actor": row.actor, "stance": STANCES[row.stance], "towards": row.towards, "said_by": row.said_by,
         "sentence": text[row.span.start : row.span.end] if row.span else ""}
        for row in report.positions[:40]
    ]  # fmt: skip


def _ribbon(report: Report, findings: Iterable[Finding]) -> Values:
    """The page as a strip a thousand units long: copied passages in it, a tick for each finding above it."""
    length = max(len(report.article.text), 1)
    copies = [
        {"kind": copy.relation, "x": round(1000 * copy.span.start / length, 1),
         "width": round(1000 * (copy.span.end - copy.span.start) / length, 1)}
        for copy in report.trace.passages if copy.relation != "new"
    ]  # fmt: skip
    ticks = []
    for finding in findings:
        if finding.printed:
            span = finding.printed[0]
            height = {"open": 6, "S0": 6, "S1": 9, "S2": 14, "S3": 19, "S4": 24}[level(finding)]
            width = round(max(1000 * (span.end - span.start) / length, 3), 1)
            ticks.append({"level": level(finding), "x": round(1000 * span.start / length, 1), "y": 24 - height,
                          "width": width, "height": height})  # fmt: skip
    shares = Counter(str(copy["kind"]) for copy in copies)
    legend = [{"kind": kind, "text": f"{text} ({count(shares[kind], 'passage')})"} for kind, text in RELATIONS.items()
              if shares[kind]]  # fmt: skip
    label = f"{count(len(ticks), 'finding')} and {count(len(copies), 'copied passage')} by their place on the page"
    return {"copies": copies, "ticks": ticks, "legend": legend, "label": label}


def _copied(report: Report) -> list[str]:
    lines = []
    for source in report.trace.sources:
        name = source.info.outlet or source.info.title or source.info.id
        line = (
            f"{name}: {source.page_share:.0%} of the words of the page are shared with it, "
            f"{source.source_share:.0%} of its words are used here"
        )
        if source.reason:
            line += f" ({source.direction.replace('-', ' ')}: {source.reason.rstrip('.')})"
        if source.left_out:
            line += f". {count(len(source.left_out), 'of its paragraphs is', 'of its paragraphs are')} left out"
        lines.append(line.rstrip(".") + ".")
    return [*lines, *report.trace.notes]


def _days(report: Report) -> list[Values]:
    """The days the page and its findings name, in their order, each with what happened on it."""
    lines: dict[datetime.date, Counter[str]] = {}

    def put(day: datetime.date | None, line: str) -> None:
        if day is not None:
            lines.setdefault(day, Counter())[line] += 1

    for statement in report.statements:
        for day in statement.days:
            put(day.first, f"the page: “{day.words}”" if day.words else "named on the page")
    for finding in report.findings:
        for place in finding.places[:1]:
            put(place.source.date, f"{place.source.title or place.source.id}: # found here")
    page_day = report.article.date.first
    put(page_day, "the page is dated")
    return [
        {"iso": day.isoformat(), "text": day_text(day), "page": day == page_day,
         "lines": [line.replace("#", count(times, "quotation")) for line, times in sorted(lines[day].items())][:6]}
        for day in sorted(lines)
    ]  # fmt: skip


def _blocks(report: Report) -> list[Values]:
    names = {s.info.id: s.info.outlet or s.info.title or s.info.id for s in report.trace.sources}
    rows, before = [], ""
    for marked in marked_blocks(report):
        label = _copy_label(marked, names)
        rows.append({"index": marked.index, "block": marked.block, "pieces": marked.pieces, "copied": marked.copy,
                     "label": label if label != before else ""})  # fmt: skip
        before = label
    return rows


def _copy_label(marked: MarkedBlock, names: dict[str, str]) -> str:
    if marked.copy is None:
        return ""
    name = names.get(marked.copy.source, marked.copy.source)
    return f"{RELATIONS.get(marked.copy.relation, marked.copy.relation)} from {name}" if name else ""


def _brief(finding: Finding, article: Article) -> Values:
    snip = " ".join(article.text[span.start : span.end] for span in own_spans(finding, article))
    return {
        "id": finding.id,
        "level": level(finding),
        "level_name": level_name(finding),
        "term": verdict(finding),
        "who": finding.claimed_speaker,
        "snip": snip[:300],
        "statement": finding.statement,
        "start": finding.printed[0].start if finding.printed else -1,
    }


def _finding(finding: Finding, article: Article) -> Values:
    brief = _brief(finding, article)
    printed: list[Run] = printed_runs(finding, article)
    recorded: list[Run] = recorded_runs(finding)
    places = finding.places
    last = places[0 if finding.words == "ambiguous" else -1] if places else None
    stands = SPEAKER[finding.speaker] if finding.speaker in ("stands-for", "relayed", "unclear") else ""
    said_by = places[0].person or places[0].speaker if places else ""
    return {
        **brief,
        "about": finding.about,
        "grave": at_least(finding, "S2"),
        "reason": finding.reason,
        "gloss": gloss(finding),
        "stands": stands,
        "next_step": finding.next_step,
        "claimed": finding.claimed_speaker,
        "said_by": finding.actual_speaker or said_by,
        "printed": printed,
        "recorded": recorded,
        "before": context_runs(places[0].before, finding.lost) if places else [],
        "after": context_runs(last.after, finding.lost) if last else [],
        "after_gap": "" if last and last.after[:1] in _JOINED else " ",
        "places": places[:4],
        "more_places": f"{count(len(places) - 4, 'more place')} in the record" if len(places) > 4 else "",
        "passages": body_passages(finding, article)[:4],
        "lost": finding.lost,
        "changes": finding.changes[:40],
        "notes": finding.notes,
        "overruled": finding.overruled,
    }


def _findings_title(findings: list[Finding], counts: Tally) -> str:
    if not findings:
        return "Findings"
    queried = sum(1 for finding in findings if at_least(finding, "S2"))
    if not queried:
        return f"{count(len(findings), 'finding')}, none to query"
    return f"{queried} of {count(len(findings), 'finding')} to query"


def _end(report: Report) -> list[str]:
    lines = [f"onrecord {report.onrecord}. Only what can be shown word by word is said; true and false are not."]
    lines.append(f"Article text SHA-256 {report.article.sha256}")
    if report.record is not None and report.record.sha256:
        lines.append(f"Record edition SHA-256 {report.record.sha256}")
    return lines
