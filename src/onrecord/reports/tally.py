"""The counts of a report, each with what it is counted out of."""

from __future__ import annotations

from collections import Counter

import msgspec

from onrecord.reports.wording import WORDS, count, is_open
from onrecord.types import SEVERITIES, Finding, Report, Severity

QUERY: Severity = "S2"


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """quotations = agree + queried + unchecked, always."""

    quotations: int
    agree: int  # in the record, S0 or S1
    queried: int  # S2 or above
    unchecked: int  # nothing to compare with
    other: int  # findings at S2 or above that are not about a quotation: headline, standfirst, stamp
    statements: int
    indirect: int  # statements without quotation marks: found and attributed, not compared word by word
    severities: tuple[tuple[Severity, int], ...]  # of the quotations that were compared
    reasons: tuple[tuple[str, int], ...]  # why quotations were not checked, most frequent first


def tally(report: Report) -> Tally:
    """Count what was checked, what was queried and what could not be checked."""
    quotations = [finding for finding in report.findings if finding.about == "quotation"]
    open_ones = [finding for finding in quotations if is_open(finding)]
    queried = [finding for finding in quotations if at_least(finding, QUERY)]
    compared = Counter(finding.severity for finding in quotations if not is_open(finding))
    reasons = Counter(_why(finding, report) for finding in open_ones)
    return Tally(
        quotations=len(quotations),
        agree=len(quotations) - len(open_ones) - len(queried),
        queried=len(queried),
        unchecked=len(open_ones),
        other=sum(1 for finding in report.findings if finding.about != "quotation" and at_least(finding, QUERY)),
        statements=len(report.statements),
        indirect=sum(1 for statement in report.statements if statement.kind == "indirect"),
        severities=tuple((severity, compared[severity]) for severity in SEVERITIES),
        reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )


def at_least(finding: Finding, severity: Severity) -> bool:
    """True when the finding is as grave as `severity` or graver."""
    return SEVERITIES.index(finding.severity) >= SEVERITIES.index(severity)


def sentence(counts: Tally) -> str:
    """ "11 of 25 quotations to query, 9 agree with the record, 5 could not be checked."."""
    if not counts.quotations:
        return "No quotation was found on the page."
    total = count(counts.quotations, "quotation")
    parts = []
    if counts.queried:
        parts.append(f"{counts.queried} of {total} to query")
    if counts.agree:
        verb = "agrees" if counts.agree == 1 else "agree"
        parts.append(f"{counts.agree} {verb} with the record" if parts else f"{counts.agree} of {total} {verb} with "
                     "the record")  # fmt: skip
    if counts.unchecked:
        parts.append(f"{counts.unchecked} could not be checked" if parts else
                     f"{counts.unchecked} of {total} could not be checked")  # fmt: skip
    return ", ".join(parts) + "."


def _why(finding: Finding, report: Report) -> str:
    if report.record is None:
        return "no record was given"
    return WORDS[finding.words] if finding.words else "not compared with a record"
