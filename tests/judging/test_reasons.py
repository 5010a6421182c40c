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
]


@pytest.mark.parametrize(("printed", "recorded", "reason"), ROWS)
def test_the_reason_as_text(printed: str, recorded: str, reason: str) -> None:
    assert check(printed, low(recorded)).reason == reason


def test_the_next_step_names_the_place() -> None:
    finding = check("We own nine ferries and two tugs.", low("We own six ferries and two tugs."))
    assert finding.next_step.startswith("Compare both texts with a recording")
    assert "turn 1" in finding.next_step
