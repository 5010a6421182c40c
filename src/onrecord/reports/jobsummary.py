"""The report as Markdown, short enough for the summary of a build job."""

from __future__ import annotations

import re

from onrecord.reports.tally import sentence, tally
from onrecord.reports.view import day_text
from onrecord.reports.wording import count, level_name, verdict
from onrecord.types import Finding, Report

LONGEST = 200  # findings listed; the rest is counted


def to_markdown(report: Report) -> bytes:
    """Headline, counts and a table of findings. Text from outside is escaped, so that it stays text."""
    article = report.article
    title = next((article.text[b.span.start : b.span.end] for b in article.blocks if b.kind == "headline"), "")
    counts = tally(report)
    lines = [f"# {_plain(title or article.origin or 'The page')}", "", sentence(counts), ""]
    lines += [f"- {number} of {counts.quotations}: {why}" for why, number in counts.reasons]
    if report.findings:
        lines += ["", "| # | severity | verdict | printed | what is said of it | source |", "|---|---|---|---|---|---|"]
        lines += [_line(finding, report) for finding in report.findings[:LONGEST]]
    if len(report.findings) > LONGEST:
        lines += ["", f"And {count(len(report.findings) - LONGEST, 'more finding')}."]
    lines += ["", f"Article text SHA-256 `{article.sha256}`"]
    if report.record is not None:
        lines.append(f"Record edition SHA-256 `{report.record.sha256}`")
    return ("\n".join(lines) + "\n").encode("utf-8")


def _line(finding: Finding, report: Report) -> str:
    printed = " ".join(report.article.text[span.start : span.end] for span in finding.printed)
    source = ""
    if finding.places:
        info = finding.places[0].source
        source = info.title or info.id
        if info.date:
            source += f", {day_text(info.date)}"
    reason = f"{finding.reason} {finding.next_step}".strip()
    cells = (finding.id, level_name(finding), verdict(finding), _short(printed), reason, source)
    return "| " + " | ".join(_plain(cell) for cell in cells) + " |"


def _short(text: str, longest: int = 160) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _plain(text: str) -> str:
    """One line in which Markdown and HTML have no meaning."""
    flat = " ".join(text.split())
    return re.sub(r"([\\`*_{}\[\]<>#|~!$@&])", r"\\\1", flat)
