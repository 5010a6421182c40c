"""What a speaker begins with and a newspaper leaves out: stammers, openers, false starts, forms of address."""

from __future__ import annotations

import pytest
from tests.judging.record_of import check, low

SAID = "We have never asked the pilots to sail in fog."
TIDY = [
    "Well, we, uh, we have never asked the pilots to sail in fog.",
    "We, we have never asked the pilots to sail in fog.",
    "We, uh, we — we have never asked the pilots to sail in fog.",
    "We have, uh, we have never asked the pilots to sail in fog.",
    "We asked, uh, we have never asked the pilots to sail in fog.",
    "Look, to be clear, we have never asked the pilots to sail in fog.",
    "Let me be very clear: we have never asked the pilots to sail in fog.",
    "I’ll tell you, we have never asked the pilots to sail in fog.",
    "And as I’ve said before, we have never asked the pilots to sail in fog.",
    "Peder, we have never asked the pilots to sail in fog.",
    "No, Mr. Noll, we have never asked the pilots to sail in fog.",
    "Well, Senator, I mean, we have never asked the pilots to sail in fog.",
    "We have never, Peder, asked the pilots to sail in fog.",
    "We have never asked the pilots to sail in fog, Peder.",
    "We have never asked the pilots to sail in fog, you know, sir.",
]
CUT = [
    "If the harbour is dark, we have never asked the pilots to sail in fog.",
    "Frankly speaking of May, we have never asked the pilots to sail in fog.",
    "Since the flood, we have never asked the pilots to sail in fog.",
    "Yesterday, we have never asked the pilots to sail in fog.",
    "I wish I could say we have never asked the pilots to sail in fog.",
]


@pytest.mark.parametrize("recorded", TIDY)
def test_noise_left_out_is_tidying(recorded: str) -> None:
    assert (check(SAID, low(recorded)).words, check(SAID, low(recorded)).severity) == ("tidied", "S1")  # strict
    assert check(SAID, low(recorded), desk="guardian").severity == "S0"


@pytest.mark.parametrize("recorded", CUT)
def test_what_is_no_noise_is_a_cut(recorded: str) -> None:
    assert check(SAID, low(recorded)).words in ("trimmed", "qualifier-lost")


def test_a_negation_that_is_begun_twice() -> None:
    finding = check(
        "Nobody is going to be searched at the gate.", low("Nobody, uh, nobody is going to be searched at the gate.")
    )
    assert (finding.words, finding.severity) == ("tidied", "S1")


def test_the_reason_names_the_noise() -> None:
    assert check(SAID, low(TIDY[0])).reason == "“Well, we, uh” was left out (opening words)."


def test_the_first_of_a_list_is_no_form_of_address() -> None:
    recorded = low("Inflation, the war and the ice have cost this harbour a year.")
    assert check("The war and the ice have cost this harbour a year.", recorded).words == "trimmed"


def test_one_of_several_names_is_no_form_of_address() -> None:
    recorded = low("The ferries go to Arren, Dunmere, Sallow and Elin on every Monday.")
    assert check("The ferries go to Arren, Sallow and Elin on every Monday.", recorded).words == "cut"


def test_the_end_of_a_recital_is_no_part_of_it() -> None:
    recorded = low("The pilots wrote to me, quote, “We are tired of the fog on this coast,” end quote.")
    finding = check("We are tired of the fog on this coast.", recorded)
    assert (finding.words, finding.speaker) == ("verbatim", "relayed")
