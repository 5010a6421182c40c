"""Words that the speaker hands on: said of themselves where the page names the one who reads, never a charge."""

from __future__ import annotations

import pytest
from tests.judging.record_of import check, low, turn

WORDS = "I have not slept in my own bed since the ice went out"
RELAYED = [
    f"The harbour master told me, quote, “{WORDS},” and I believe him.",
    f"He said to me on the quay this morning, “{WORDS}.” And I believe him.",
    f"And I quote, “{WORDS}.” That is what the harbour master wrote.",
    f"The letter reads: {WORDS}. That is a hard letter to read.",
    f'The letter says, "{WORDS}." That is a hard letter to read.',
    f"As the harbour master put it, “{WORDS}.” I believe him.",
    f"Captain Orr told us, {WORDS}. And I believe him.",
    f"I was told by the pilots, “We are tired. {WORDS}.” And I believe them.",
]
OWN = [
    f"{WORDS}. The ice is late this year.",
    f"I said to the harbour master, “{WORDS}.” He laughed.",
    f"I told the council in May, and I quote, {WORDS}.",
    f"As the harbour master said, {WORDS}.",
    f"The song is called “Ice”. {WORDS}.",
    f"He said that he was tired, and {WORDS}.",
    f"What I want to say is this: {WORDS}.",
    f"He was, quote, tired, end quote, {WORDS}.",
    f"That said, {WORDS}.",
]


@pytest.mark.parametrize("said", RELAYED)
def test_the_speaker_hands_on_anothers_words(said: str) -> None:
    finding = check(WORDS + ".", low(said))
    assert (finding.speaker, finding.severity in ("S0", "S1")) == ("relayed", True)
    assert any("was quoting somebody" in note for note in finding.notes)


@pytest.mark.parametrize("said", OWN)
def test_the_speakers_own_words(said: str) -> None:
    assert check(WORDS + ".", low(said)).speaker == "right"


def test_a_few_words_in_marks_are_a_title_or_a_slogan() -> None:
    finding = check("white ice", low("They said it was “white ice” and they were right."), whole=False)
    assert finding.speaker == "right"


def test_words_that_run_on_past_the_marks_are_the_speakers_too() -> None:
    finding = check(
        "Bring the lamps in. We did, and nobody slept that night.",
        low("He said, “Bring the lamps in.” We did, and nobody slept that night."),
    )
    assert finding.speaker == "right"


def test_the_one_who_was_quoted_may_be_named() -> None:
    finding = check(WORDS + ".", turn("MR BRANDT", f"Ada Low told me, “{WORDS}.” I believe her."))
    assert (finding.words, finding.speaker) == ("found-elsewhere", "unclear")
    assert finding.severity in ("S0", "S1")
    assert "second-hand" in finding.reason
    assert "agree" in finding.reason
    assert finding.places[0].second_hand


def test_a_reporter_who_reads_an_officials_words_to_her_is_no_accusation() -> None:
    asked = f"Secretary, on Monday you said, “{WORDS}.” Do you stand by that?"
    finding = check(WORDS + ".", turn("Q", asked, "reporter"), low("I do."))
    assert finding.severity in ("S0", "S1")
    assert finding.speaker == "unclear"


def test_a_reporter_who_reads_out_a_third_persons_words_excuses_nothing() -> None:
    asked = f"Secretary, on Monday the mayor of Dunmere said, “{WORDS}.” Do you share that?"
    finding = check(WORDS + ".", turn("Q", asked, "reporter"), low("I do."))
    assert (finding.speaker, finding.severity) == ("wrong", "S4")


def test_a_reporters_own_question_stays_one() -> None:
    asked = "Secretary, is there anybody in the harbour who has slept since the ice went out?"
    finding = check(asked.removeprefix("Secretary, ").capitalize(), turn("Q", asked, "reporter"), low("No."))
    assert (finding.speaker, finding.severity) == ("wrong", "S4")
