"""Whether a bracket names the right one: judged from what was said before, and left unclear where that does not tell."""

from __future__ import annotations

import pytest
from tests.judging.record_of import check, low, turn

from onrecord.types import Finding, Turn

ASKED = turn(
    "Q", "Mara, the council says that Commodore Verrick should go. Does he still have your confidence?", "reporter"
)
CHAT = (low("He is sitting right here, Lucia."), turn("COMMODORE VERRICK", "I can step out. (Laughter.)"))
ANSWER = low("Please don't. He has the minister's full confidence, and he has earned it.")
TURNS = (ASKED, *CHAT, ANSWER)


def said_of(bracket: str, *turns: Turn) -> Finding:
    return check(f"[{bracket}] has the minister’s full confidence, and he has earned it.", *(turns or TURNS))


@pytest.mark.parametrize("wrong", ["Prime Minister Harrow", "Captain Jonas Orr", "Ms. Edda Rowan", "Mrs. Verrick"])
def test_another_person_than_the_one_spoken_of(wrong: str) -> None:
    finding = said_of(wrong)
    assert (finding.words, finding.severity) == ("bracketed", "S3")
    assert f"“[{wrong}]” stands in place of “He”" in finding.reason


def test_the_reason_names_the_one_spoken_of() -> None:
    assert said_of("Prime Minister Harrow").reason.startswith(
        "“[Prime Minister Harrow]” stands in place of “He”, and the record speaks of “Commodore Verrick” there."
    )


@pytest.mark.parametrize("right", ["Commodore Verrick", "Verrick", "Tomas Verrick", "Mr. Verrick", "the commodore"])
def test_the_one_spoken_of(right: str) -> None:
    finding = said_of(right)
    assert (finding.words, finding.severity) == ("bracketed", "S1")
    assert "unclear" not in finding.reason


@pytest.mark.parametrize("open_", ["the head of the Coast Service", "the official", "Tomas"])
def test_a_bracket_that_the_record_does_not_decide(open_: str) -> None:
    finding = said_of(open_)
    assert (finding.words, finding.severity) == ("bracketed", "S1")
    assert "unclear" in finding.reason


def test_two_people_spoken_of_are_no_clear_referent() -> None:
    two = turn(
        "Q", "Commodore Verrick and Captain Orr were on the quay. Does he still have your confidence?", "reporter"
    )
    assert said_of("Prime Minister Harrow", two, ANSWER).severity == "S1"


def test_somebody_who_may_be_a_person_is_doubt_enough() -> None:
    two = turn("Q", "Commodore Verrick met Brenner on the quay. Does he still have your confidence?", "reporter")
    assert said_of("Prime Minister Harrow", two, ANSWER).severity == "S1"


def test_nobody_spoken_of_near_by_is_no_clear_referent() -> None:
    assert said_of("Prime Minister Harrow", turn("Q", "Is he safe?", "reporter"), ANSWER).severity == "S1"


def test_a_bracket_after_the_pronoun_is_judged_alike() -> None:
    printed = "He [Prime Minister Harrow] has the minister’s full confidence, and he has earned it."
    assert check(printed, *TURNS).severity == "S3"
    assert check(printed.replace("Prime Minister Harrow", "Verrick"), *TURNS).severity == "S1"


def test_one_named_person_in_place_of_another() -> None:
    recorded = low("I told Commodore Verrick on Monday that the lamps would be lit before the storm.")
    wrong = check("I told [Prime Minister Harrow] on Monday that the lamps would be lit before the storm.", recorded)
    right = check("I told [Tomas Verrick] on Monday that the lamps would be lit before the storm.", recorded)
    assert (wrong.severity, right.severity) == ("S3", "S1")


@pytest.mark.parametrize(
    ("pronoun", "bracket"), [("They", "the crews"), ("It", "the harbour"), ("They", "Prime Minister Harrow")]
)
def test_plurals_and_things_are_left_unclear(pronoun: str, bracket: str) -> None:
    recorded = low(f"Commodore Verrick was there. {pronoun} will have the lamps before the storm comes.")
    assert check(f"[{bracket}] will have the lamps before the storm comes.", recorded).severity == "S1"
