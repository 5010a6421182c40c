"""Whose turn it is: names, offices, questioners, recitals."""

from __future__ import annotations

import datetime

import pytest
from tests.judging.record_of import check, low, turn

from onrecord.types import Day

QUESTION = "Is there anything the harbour can do to help the stranded crews tonight?"
SHIP = "The pilots brought every one of the stranded ships into the harbour before the storm broke."


@pytest.mark.parametrize(
    ("claimed", "label"),
    [
        ("Ada Low", "SECRETARY LOW"),
        ("Secretary Low", "ADA LOW"),
        ("Low", "MS. LOW"),
        ("Ada M. Low", "Ada Low"),
        ("Ivo Brandt", "MR BRANDT"),
        ("Karin Jansen-Prior", "MS. JANSEN-PRIOR"),
    ],
)
def test_a_label_is_joined_to_a_name(claimed: str, label: str) -> None:
    assert check(SHIP, turn(label, SHIP), speaker=claimed).speaker == "right"


def test_two_people_of_one_surname_are_kept_apart() -> None:
    assert check(SHIP, turn("CARL LOW", SHIP), low("Good morning."), speaker="Ada Low").speaker != "right"


def test_a_questioners_words_in_an_officials_mouth_are_the_gravest() -> None:
    finding = check(QUESTION, turn("Q", QUESTION, "reporter"), low("We are looking into it."))
    assert (finding.speaker, finding.severity) == ("wrong", "S4")
    assert "questioner" in finding.reason


def test_the_officials_own_words_win_over_the_same_words_in_a_question() -> None:
    finding = check(
        "The ferry is late again", turn("Q", "The ferry is late again?", "reporter"), low("The ferry is late again.")
    )
    assert (finding.speaker, finding.severity) == ("right", "S0")


def test_an_office_stands_for_its_holder() -> None:
    assert check(SHIP, low(SHIP), speaker="the harbour secretary").speaker == "stands-for"


def test_a_recital_is_second_hand_and_no_charge() -> None:
    recital = turn("MR BRANDT", f"Ada Low said, and I quote, “{SHIP}” That is what she said.")
    finding = check(SHIP, recital)
    assert finding.speaker == "unclear"
    assert finding.severity in ("S0", "S1")


def test_a_stock_phrase_of_another_is_no_charge() -> None:
    finding = check("That is just not true.", turn("MR BRANDT", "That is just not true."))
    assert finding.severity in ("S0", "S1")


def test_the_pages_own_sentence_may_name_the_other_person() -> None:
    finding = check(
        SHIP, turn("MR BRANDT", SHIP), low("Good morning."), before="Brandt told the crews what Low had heard."
    )
    assert finding.speaker == "unclear"
    assert "also names" in finding.overruled


def test_a_loose_match_of_another_day_is_no_alteration() -> None:
    day = Day(first=datetime.date(2031, 9, 1), last=datetime.date(2031, 9, 1))
    finding = check("The pilots may bring all the ships into the harbour.", low(SHIP), day=day)
    assert finding.words in ("found-elsewhere", "not-in-record")
    assert finding.severity == "S0"
