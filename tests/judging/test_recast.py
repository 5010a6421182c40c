"""A summary in quotation marks is told from a sentence that only treats of the same subject."""

from __future__ import annotations

import pytest
from tests.judging.record_of import check, low, turn

DREDGING = low(
    "Good morning. Before I take questions, the dredging company has written to the harbour council again. "
    "And if the inspectors find that the western breakwater is sinking, as they warned the council in autumn, we will "
    "close the ferry terminal until the engineers have repaired it. "
    "Nobody on the council wants that. The timetable for the winter ferries has been printed already."
)


@pytest.mark.parametrize(
    "summary",
    [
        # clauses that changed places, and other words for some
        "Until engineers repaired it we are closing the ferry terminal, if as inspectors warned in autumn the council, "
        "they find the breakwater sinking",
        # words picked out of a longer passage
        "Dredging company written harbour council, inspectors find western breakwater sinking, warned council, close "
        "ferry terminal",
    ],
)
def test_a_summary_in_marks_is_the_gravest_and_shows_the_passage(summary: str) -> None:
    finding = check(summary, DREDGING)
    assert (finding.words, finding.speaker, finding.severity) == ("paraphrase", "right", "S4")
    assert "breakwater is sinking" in finding.places[0].words or "breakwater is sinking" in finding.reason


@pytest.mark.parametrize(
    "other",
    [
        "The ferry terminal will be closed for two days while engineers paint the western waiting room",
        "The council asked the inspectors in autumn whether the winter timetable could be printed earlier",
        "Nobody wants to close the terminal, and nobody will",
    ],
)
def test_another_sentence_on_the_subject_is_not_taken_for_the_passage(other: str) -> None:
    finding = check(other, DREDGING)
    assert (finding.words, finding.severity) == ("not-in-record", "S0")


def test_only_the_claimed_speakers_own_passage_is_put_in_other_words() -> None:
    summary = (
        "Until engineers repaired it we are closing the ferry terminal, if as inspectors warned in autumn the council, "
        "they find the breakwater sinking"
    )
    finding = check(summary, turn("MR BRANDT", DREDGING.text), low("Thank you, Ivo."))
    assert finding.severity == "S0"
