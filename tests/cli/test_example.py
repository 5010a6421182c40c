"""The example, checked end to end: every planted fault is queried, and nothing honest is.

The first column is how the quotation begins on the page; then the verdicts that may be given, and the mildest and the
gravest severity. The gravest stands for the first law: an honest quotation above S1 is a false accusation.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import check
from onrecord.record import Record
from onrecord.types import Finding, Report
from tests.cli.running import EXAMPLES

FAULTS = [
    ("We do regard Osmark", {"altered"}, "S4", "S4"),
    ("This patrol was a blockade", {"verbatim", "trimmed", "qualifier-lost"}, "S3", "S4"),  # a reporter's question
    ("must bring a plain account", {"paraphrase", "altered"}, "S2", "S4"),
    ("We will close the strait", {"qualifier-lost"}, "S3", "S3"),
    ("Fourteen vessels", {"altered"}, "S3", "S3"),
    ("I have seen the photographs", {"spliced"}, "S3", "S3"),
    ("The inspectors behaved", {"altered"}, "S2", "S3"),
    ("The inspectors boarded", {"cut"}, "S2", "S3"),
    ("The ferries will sail", {"spliced"}, "S2", "S2"),
    ("[Prime Minister Harrow]", {"bracketed"}, "S3", "S3"),  # the commodore was spoken of
]  # fmt: skip
HONEST = [
    ("We have never asked", {"tidied", "trimmed"}, "S0", "S1"),
    ("[Osmark’s officials]", {"bracketed"}, "S0", "S1"),
    ("The harbour authorities", {"ellipsis"}, "S0", "S1"),
    ("We published the inspection logs", {"trimmed"}, "S0", "S1"),
    ("a neighbour with a discipline", {"verbatim", "trimmed"}, "S0", "S0"),
    ("a quiet, dull", {"verbatim", "trimmed"}, "S0", "S0"),
    ("one step at a time", {"verbatim", "trimmed", "ambiguous"}, "S0", "S1"),
    ("Nobody is going", {"verbatim", "tidied"}, "S0", "S1"),
    ("The patrol is there", {"verbatim"}, "S0", "S0"),
    ("has a chair", {"verbatim", "trimmed"}, "S0", "S0"),
    ("I have not slept", {"verbatim", "trimmed"}, "S0", "S1"),  # relayed: the harbour master's words
]  # fmt: skip
OPEN = [
    ("A strait is a road", {"found-elsewhere"}, "S0", "S1"),
    ("I will be on the first boat", {"not-in-record", "record-incomplete"}, "S0", "S1"),
    ("finite, like everything", {"no-record", "not-checkable"}, "S0", "S0"),
    ("They are counting our nets", {"no-record"}, "S0", "S0"),
    ("Osmark has run out of road", {"not-in-record"}, "S0", "S2"),
]  # fmt: skip


@pytest.fixture(scope="module")
def report(record: Path) -> Report:
    with Record.open(record, readonly=True) as held:
        return check(EXAMPLES / "article.html", held)


def finding(report: Report, begins: str) -> Finding:
    text = report.article.text
    (found,) = [f for f in report.findings if f.printed and text.startswith(begins, f.printed[0].start)]
    return found


@pytest.mark.parametrize(("begins", "words", "mildest", "gravest"), FAULTS + HONEST + OPEN)
def test_the_verdict(report: Report, begins: str, words: set[str], mildest: str, gravest: str) -> None:
    found = finding(report, begins)
    assert found.words in words, found.reason
    assert mildest <= found.severity <= gravest, found.reason


def test_the_reporters_question_is_not_the_spokeswomans(report: Report) -> None:
    found = finding(report, "This patrol was a blockade")
    assert (found.speaker, found.claimed_speaker, found.actual_speaker) == ("wrong", "Mara Delane", "Peder Noll")


def test_a_place_stands_for_its_speaker(report: Report) -> None:
    assert finding(report, "Nobody is going").speaker in ("stands-for", "unclear")


def test_every_query_carries_its_evidence(report: Report) -> None:
    for found in report.findings:
        if found.severity >= "S2" and found.about == "quotation":
            assert found.reason
            assert found.next_step
            assert found.printed
            for place in found.places:
                assert place.words
                assert place.source.title
                assert place.source.date
                assert place.source.sha256


def test_the_chain_runs_from_the_site_to_the_speaker(report: Report) -> None:
    chains = {tuple(link.name for link in statement.chain) for statement in report.statements}
    assert ("The True Keel", "Northern Wire", "Mara Delane") in chains


def test_the_copied_passages_come_from_the_wire(report: Report) -> None:
    (source,) = report.trace.sources
    assert source.info.outlet == "Northern Wire"
    assert source.direction in ("page-from-source", "undecided")
    assert {copy.relation for copy in report.trace.passages} >= {"as-is", "changed", "new"}


def test_the_stamp_has_no_checker_behind_it(report: Report) -> None:
    assert {point.name: point.state for point in report.stamp}["named checker"] == "absent"
