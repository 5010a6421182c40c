"""A slip of the pen or of the ear is nobody's alteration; a word that only looks like another is one."""

from __future__ import annotations

import pytest
from tests.judging.record_of import check, low, turn

from onrecord.judging.slips import slip_of


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [("here", "hear"), ("country", "county"), ("gentleman", "gentlemen"), ("va", "v.a."), ("if", "of"), ("friends", "freinds"),
     ("disruptors", "disrupters"), ("their", "there")],
)  # fmt: skip
def test_a_slip(printed: str, recorded: str) -> None:
    assert slip_of(printed, recorded)
    assert slip_of(recorded, printed)


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [("million", "billion"), ("employer", "employee"), ("houses", "house"), ("legal", "illegal"), ("killing", "filling"),
     ("can", "cannot"), ("if", "when"), ("12", "13"), ("iraq", "iran"), ("increase", "decrease"), ("harbour", "harbour")],
)  # fmt: skip
def test_no_slip(printed: str, recorded: str) -> None:
    assert slip_of(printed, recorded) == ""


def test_a_misheard_word_is_a_note_and_a_changed_one_is_charged() -> None:
    said = low("We hear every fisherman of this county, and there are 12 million tons of cod to be landed.")
    heard = check("We here every fisherman of this country, and there are 12 million tons of cod to be landed.", said)
    changed = check("We hear every fisherman of this county, and there are 12 billion tons of cod to be landed.", said)
    assert (heard.severity, changed.severity) == ("S1", "S3")


def test_words_after_the_record_breaks_off_may_have_been_heard() -> None:
    other = turn("MR BRANDT", "That is not what I said.")
    finding = check(
        "They closed the terminal because it was illegal.", low("They closed the terminal because it was..."), other
    )
    assert finding.severity == "S1"
