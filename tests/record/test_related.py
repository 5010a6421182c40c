"""A quotation that was put in other words has no runs of words to find it by, but its rare words stand close together."""

from __future__ import annotations

import pytest

from onrecord.record import Record
from tests.record.made import FERRIES, HARBOUR, printed, source

LONG = source(
    "council",
    "MS DELANE: The council met on Tuesday. The breakwater at Osmark is sinking by a hand every winter, the masons say, "
    "and the quarry cannot deliver granite before midsummer. So the ferries will berth at the old pier.",
    "Q: Will the fishermen be paid?",
    "MS DELANE: They will.",
)
SUMMARY = "Sinking winter breakwater Osmark masons, granite midsummer quarry cannot, pier berth ferries"


@pytest.fixture(scope="module")
def record() -> Record:
    return Record.of([HARBOUR, FERRIES, LONG])


def test_the_speakers_passage_with_the_rare_words_is_named_beside_the_windows(record: Record) -> None:
    match = record.find(printed(SUMMARY, speaker="Mara Delane"))
    window = match.related[0]
    assert window.source.id == "council"
    (number, span) = window.hits[0]
    text = next(placed.turn.text for placed in window.turns if placed.index == number)
    assert text[span.start : span.end].startswith("breakwater at Osmark")
    assert text[span.start : span.end].endswith("pier")


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        (SUMMARY, "Okoro"),  # another's passage is nobody else's summary
        (SUMMARY, "Ruth Falk"),  # nothing of hers is held
        (SUMMARY, ""),
        ("sinking breakwater, granite", "Mara Delane"),  # too few words to tell
        ("The breakwater at Osmark is sinking by a hand every winter", "Mara Delane"),  # found as it stands
        ("Whether the choir will sing at Easter nobody in the whole village could tell us", "Mara Delane"),
    ],
)
def test_nothing_is_related_where_it_would_say_nothing(record: Record, words: str, speaker: str) -> None:
    assert record.find(printed(words, speaker=speaker)).related == ()


def test_a_removed_source_is_not_related() -> None:
    record = Record.of([HARBOUR, LONG])
    record.remove("council")
    assert record.find(printed(SUMMARY, speaker="Mara Delane")).related == ()
