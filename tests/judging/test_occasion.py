"""Absent words are a query only where the page demonstrably speaks of the occasion that the record holds."""

from __future__ import annotations

import msgspec
from tests.judging.record_of import check, low

from onrecord.judging import of_one_occasion
from onrecord.types import Finding

SAID = low(
    "The western breakwater will be raised before the winter. The ferries will sail from the old pier until then. "
    "Every skipper has had a letter about it."
)
FOUND = check("The western breakwater will be raised before the winter.", SAID)
ALSO = check("The ferries will sail from the old pier until then.", SAID)
MORE = check("Every skipper has had a letter about it.", SAID)
ABSENT = msgspec.structs.replace(
    check("Nobody has asked the fishermen of Osmark what they think of it.", SAID), severity="S2"
)


def _of_absent(*others: Finding) -> Finding:
    return next(f for f in of_one_occasion([*others, ABSENT]) if f.words == "not-in-record")


def test_three_other_quotations_from_the_occasion_make_it_a_query() -> None:
    assert _of_absent(FOUND, ALSO, MORE) == ABSENT


def test_fewer_leave_a_note_that_says_why() -> None:
    for others in ((), (FOUND,), (FOUND, ALSO)):
        finding = _of_absent(*others)
        assert finding.severity == "S1"
        assert "may mean another" in finding.overruled


def test_what_another_speaker_said_there_is_no_witness() -> None:
    another = [msgspec.structs.replace(f, claimed_speaker="Ivo Brandt") for f in (FOUND, ALSO, MORE)]
    assert _of_absent(*another).severity == "S1"
