"""The one sentence: it names the words concerned."""

from __future__ import annotations

import pytest
from tests.judging.record_of import check, low

ROWS = [
    (
        "We own nine ferries and two tugs.",
        "We own six ferries and two tugs.",
        "The record has “six” where “nine” is printed (one number for another).",
    ),
    (
        "We will build the lock this summer.",
        "We will build the lock this summer if the money comes.",
        "A cut without a mark takes away “if the money comes”, a condition that limits what is left.",
    ),
    (
        "The lamps are lit at dusk every day.",
        "The lamps are lit at dusk every day.",
        "The words stand in the record as printed.",
    ),
    (
        "We are lighting the lamps at dusk every day.",
        "We’re lighting the lamps at dusk every day.",
        "The record has “We’re” where “We are” is printed (a contraction or its full form).",
    ),
    (
        "The lamps, we all know, are lit.",
        "The lamps, uh, we all know, are lit.",
        "“uh” was left out (a filler or a form of address).",
    ),
    (
        "The lamps [at the gate] are lit at dusk every day.",
        "The lamps are lit at dusk every day.",
        "“[at the gate]” was put in by the editor; whether that is right is unclear from the record.",
    ),
    (
        "The [H.A.] has lit the lamps at dusk every day.",
        "The Harbour Authority has lit the lamps at dusk every day.",
        "“[H.A.]” stands in place of “Harbour Authority”.",
    ),
    (
        "All the lamps on the northern mole are lit.",
        "All the lamps on the northern mole are lit except for the green one.",
        "A cut without a mark takes away “except for the green one”, an exception that limits what is left.",
    ),
    (
        "The gate will stay shut through the spring.",
        "The gate will stay shut through the spring, but only if the ice holds.",
        "A cut without a mark takes away “but only if the ice holds”, a condition that limits what is left.",
    ),
    (
        "Nobody slept in the lower town that night and the pilots brought in every boat.",
        "The pilots brought in every boat and nobody slept in the lower town that night.",
        "“the pilots brought in” is printed after “town that night and”, but was said before it.",
    ),
]


@pytest.mark.parametrize(("printed", "recorded", "reason"), ROWS)
def test_the_reason_as_text(printed: str, recorded: str, reason: str) -> None:
    assert check(printed, low(recorded)).reason == reason


def test_the_next_step_names_the_place() -> None:
    finding = check("We own nine ferries and two tugs.", low("We own six ferries and two tugs."))
    assert finding.next_step.startswith("Compare both texts with a recording")
    assert "turn 1" in finding.next_step
