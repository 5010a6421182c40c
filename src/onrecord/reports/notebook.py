"""The report in a notebook: counts and findings as a small table that needs no style or script."""

from __future__ import annotations

from html import escape

from onrecord.reports.tally import sentence, tally
from onrecord.reports.wording import GLYPH, count, level, level_name, verdict
from onrecord.types import Finding, Report

LONGEST = 50  # rows; a notebook cell is for looking, the HTML file for reading


def repr_html(report: Report) -> str:
    """An HTML fragment; everything from outside is escaped."""
    article = report.article
    title = next((article.text[b.span.start : b.span.end] for b in article.blocks if b.kind == "headline"), "")
    shown = report.findings[:LONGEST]
    rows = "".join(_row(finding, report) for finding in shown)
    more = len(report.findings) - len(shown)
    rest = f"<p>And {count(more, 'more finding')}.</p>" if more else ""
    return (
        f"<div><p><b>{escape(title or article.origin)}</b><br>{escape(sentence(tally(report)))}</p>"
        "<table><thead><tr><th></th><th>severity</th><th>verdict</th><th>printed</th><th>what is said of it</th></tr>"
        f"</thead><tbody>{rows}</tbody></table>{rest}</div>"
    )


def _row(finding: Finding, report: Report) -> str:
    printed = " … ".join(report.article.text[span.start : span.end] for span in finding.printed)
    cells = (GLYPH[level(finding)], level_name(finding), verdict(finding), printed, finding.reason)
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
