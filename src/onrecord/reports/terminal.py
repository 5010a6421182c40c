"""The report for a terminal: counts first, then what to query with both texts, then the rest in a line each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from onrecord.reports.diffs import Run, printed_runs, recorded_runs
from onrecord.reports.tally import Tally, at_least, sentence, tally
from onrecord.reports.view import byline, day_text
from onrecord.reports.wording import GLYPH, PLAIN_GLYPH, SEVERITY, count, is_open, level, verdict
from onrecord.types import Finding, Place, Report

_COLOUR = {"S0": "32", "S1": "36", "S2": "33", "S3": "38;5;208", "S4": "1;31", "open": "2", "ins": "1;31",
           "del": "1;32", "bold": "1", "dim": "2"}  # fmt: skip
_WIDEST = 100  # longer lines are hard to read, however wide the window
_INDENT = 12
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What the terminal can show. `width` in columns."""

    width: int = 80
    colour: bool = False
    symbols: bool = True  # False: ASCII only

    def paint(self, text: str, style: str) -> str:
        return f"\033[{_COLOUR[style]}m{text}\033[0m" if self.colour and style and text else text

    @property
    def columns(self) -> int:
        return max(40, min(self.width, _WIDEST))


def terminal(report: Report, look: Look, *, everything: bool = False) -> str:
    """The report as lines; `everything` shows the findings below S2 in full as well."""
    counts = tally(report)
    full = [finding for finding in report.findings if everything or at_least(finding, "S2")]
    brief = [finding for finding in report.findings if not (everything or at_least(finding, "S2"))]
    lines = [*_head(report, counts, look), ""]
    for finding in full:
        lines += [*_full(finding, report, look), ""]
    lines += _brief(brief, report, look, counts)
    return "\n".join(lines).rstrip() + "\n"


def clean(text: str) -> str:
    """The text without what could steer a terminal: controls and direction marks become visible."""
    return _STEERING.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)


def paragraph(text: str, look: Look, indent: int = 0, style: str = "") -> list[str]:
    """The text folded to the width, cleaned, every line set in by `indent` columns."""
    return list(_wrapped([Run(text)], look, indent, style))


def folded(runs: list[Run], look: Look, indent: int) -> list[str]:
    """Runs folded to the width; those marked "ins" stand out, in colour or in {+ +}."""
    return list(_wrapped(runs, look, indent))


def _head(report: Report, counts: Tally, look: Look) -> Iterator[str]:
    article = report.article
    title = next((article.text[b.span.start : b.span.end] for b in article.blocks if b.kind == "headline"), "")
    yield from _wrapped([Run(title or article.origin or "The page")], look, 0, "bold")
    yield from _wrapped([Run(" · ".join(byline(article)))], look, 0, "dim")
    yield ""
    yield from _wrapped([Run(sentence(counts))], look, 0)
    edition = report.record
    held = "No record was given" if edition is None else f"Record: {count(edition.sources, 'source')}"
    if edition is not None and edition.first and edition.last:
        held += f", {day_text(edition.first)} to {day_text(edition.last)}"
    yield from _wrapped([Run(f"{held} · house {report.house}")], look, 0, "dim")
    if report.stamp:
        present = sum(1 for point in report.stamp if point.state == "present")
        line = f"The page's stamp: {present} of {len(report.stamp)} things that it needs are on the page"
        yield from _wrapped([Run(line)], look, 0, "dim")
    for source in report.trace.sources:
        name = source.info.outlet or source.info.title or source.info.id
        line = f"Shared with {name}: {source.page_share:.0%} of the words of the page"
        yield from _wrapped([Run(line)], look, 0, "dim")


def _full(finding: Finding, report: Report, look: Look) -> Iterator[str]:
    at = level(finding)
    glyph = GLYPH[at] if look.symbols else ""
    title = f"{glyph} {finding.severity} {SEVERITY[finding.severity]}".strip()
    term, who = _flat(verdict(finding)), _flat(finding.claimed_speaker)
    fits = len(title) + len(term) + len(who) + 8 <= look.columns
    yield f"{finding.id.lstrip('f'):>3} {look.paint(title, at)}  {look.paint(term, 'bold')}{'  ' + who if fits else ''}"
    if not fits:
        yield from _labelled("", [Run(who)], look)
    yield from _labelled("printed", _in_marks(printed_runs(finding, report.article), finding), look)
    recorded = recorded_runs(finding)
    if recorded and finding.about == "quotation":
        yield from _labelled("record", _in_marks(recorded, finding), look)
    if finding.lost and not any(finding.lost in run.text for run in recorded):
        yield from _labelled("lost", [Run(finding.lost, "del")], look)
    yield from _labelled("", [Run(finding.reason)], look)
    if finding.next_step:
        yield from _labelled("", [Run(("→ " if look.symbols else "-> ") + finding.next_step)], look)
    for source in list(dict.fromkeys(_source(place) for place in finding.places))[:3]:
        yield from _labelled("source", [Run(source)], look, "dim")


def _in_marks(runs: list[Run], finding: Finding) -> list[Run]:
    return [Run("“"), *runs, Run("”")] if finding.about == "quotation" else runs


def _source(place: Place) -> str:
    info = place.source
    who = place.speaker or "no speaker"
    parts = [f"{who}, turn {place.turn + 1}", info.title or info.id]
    if info.date:
        parts.append(day_text(info.date))
    parts.append(info.url or info.origin)
    return " · ".join(part for part in parts if part)


def _brief(findings: Iterable[Finding], report: Report, look: Look, counts: Tally) -> Iterator[str]:
    findings = list(findings)
    notes = [finding for finding in findings if finding.severity == "S1" and not is_open(finding)]
    fine = [finding for finding in findings if finding.severity == "S0" and not is_open(finding)]
    unchecked = [finding for finding in findings if is_open(finding)]
    if notes:
        yield look.paint(f"Notes ({len(notes)} of {counts.quotations})", "bold")
        for finding in notes:
            yield from _line(finding, report, look)
        yield ""
    if unchecked:
        yield look.paint(f"Not checked ({len(unchecked)} of {counts.quotations})", "bold")
        for number, finding in enumerate(unchecked):
            again = number > 0 and unchecked[number - 1].reason == finding.reason
            yield from _line(finding, report, look, reason=not again)
        yield ""
    if fine:
        kinds = Counter(verdict(finding) for finding in fine)
        told = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items(), key=lambda k: (-k[1], k[0])))
        yield look.paint(f"Fine ({len(fine)} of {counts.quotations})", "bold") + f"  {told}"


def _line(finding: Finding, report: Report, look: Look, *, reason: bool = True) -> Iterator[str]:
    at = level(finding)
    glyph = (GLYPH if look.symbols else PLAIN_GLYPH)[at]
    text = _flat(" ".join(report.article.text[span.start : span.end] for span in finding.printed))
    room = look.columns - 26
    snip = text if len(text) <= room else text[: room - 1].rstrip() + "…"
    yield f"{finding.id.lstrip('f'):>3} {look.paint(glyph, at):<2} {_flat(verdict(finding)):<15} “{snip}”"
    if reason:
        yield from _wrapped([Run(finding.reason)], look, 6, "dim")


def _labelled(label: str, runs: list[Run], look: Look, style: str = "") -> Iterator[str]:
    lines = list(_wrapped(runs, look, _INDENT, style))
    if lines and label:
        lines[0] = "    " + look.paint(f"{label:<8}", "dim") + lines[0][_INDENT:]
    yield from lines


def _wrapped(runs: Iterable[Run], look: Look, indent: int, style: str = "") -> Iterator[str]:
    """Fold the runs into lines; what one text alone has is coloured, or set in {+ +} and [- -] without colour."""
    words: list[list[tuple[str, str]]] = [[]]  # words made of parts with a style each
    for run in runs:
        text = _flat(run.text, ends=True)
        if run.mark and not look.colour:
            text = f"{{+{text.strip()}+}}" if run.mark == "ins" else f"[-{text.strip()}-]"
        for number, part in enumerate((text + run.gap).split(" ")):
            if number:
                words.append([])
            if part:
                words[-1].append((part, run.mark or style))
    line, used = " " * indent, 0
    for word in words:
        length = sum(len(part) for part, _ in word)
        if not length:
            continue
        if used and indent + used + 1 + length > look.columns:
            yield line
            line, used = " " * indent, 0
        line += (" " if used else "") + "".join(look.paint(part, kind) for part, kind in word)
        used += length + (1 if used else 0)
    if used:
        yield line


def _flat(text: str, *, ends: bool = False) -> str:
    """One line, cleaned; with `ends` a space at either end stays."""
    made = " ".join(clean(text).split())
    if ends and made:
        made = (" " if text[:1].isspace() else "") + made + (" " if text[-1:].isspace() else "")
    return made
