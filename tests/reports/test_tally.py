"""Counts never stand without what they are counted out of, and they add up."""

from __future__ import annotations

import msgspec

from onrecord.reports.tally import sentence, tally
from onrecord.reports.wording import is_open, level
from onrecord.types import Finding, Report


def some(*findings: Finding, like: Report) -> Report:
    return msgspec.structs.replace(like, findings=findings)


def finding(words: str, severity: str, **more: object) -> Finding:
    return msgspec.convert(
        {"id": "f1", "about": "quotation", "severity": severity, "reason": "-", "words": words, **more}, Finding
    )


def test_the_parts_add_up(report: Report) -> None:
    counts = tally(report)
    assert counts.quotations == counts.agree + counts.queried + counts.unchecked == 15
    assert sum(number for _, number in counts.severities) == counts.quotations - counts.unchecked
    assert sum(number for _, number in counts.reasons) == counts.unchecked


def test_the_headline_is_not_counted_as_a_quotation(report: Report) -> None:
    assert (tally(report).queried, tally(report).other) == (9, 1)


def test_sentences(report: Report) -> None:
    fine, open_one, query = finding("verbatim", "S0"), finding("no-record", "S0"), finding("altered", "S2")
    assert sentence(tally(some(like=report))) == "No quotation was found on the page."
    assert sentence(tally(some(fine, like=report))) == "1 of 1 quotation agrees with the record."
    assert sentence(tally(some(fine, fine, like=report))) == "2 of 2 quotations agree with the record."
    assert sentence(tally(some(open_one, like=report))) == "1 of 1 quotation could not be checked."
    assert sentence(tally(some(query, fine, open_one, like=report))) == (
        "1 of 3 quotations to query, 1 agrees with the record, 1 could not be checked."
    )


def test_nothing_is_said_against_the_page_where_the_record_is_silent() -> None:
    assert level(finding("no-record", "S0")) == "open"
    assert level(finding("not-in-record", "S0")) == "open"
    assert level(finding("not-in-record", "S2")) == "S2"
    assert not is_open(finding("verbatim", "S0"))
