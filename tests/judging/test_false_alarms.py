"""Differences that look graver than they are: slips of logic that readers of real pages found, with invented words."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace
from tests.judging.record_of import BRIEFING, check, house, low, turn
from tests.judging.test_several_places import held

from onrecord.judging import judge
from onrecord.types import Printed, Span, Speaker

ROWS = [
    # printed, recorded, the gravest that may be said
    ("I am no pilot, unlike my father and my brother.", "I am no pilot, like my father and my brother.", "S2"),
    ("I want to row on and improve myself this summer.", "I want to row on and prove myself this summer.", "S3"),
    (
        "If I don’t go all the way, and if I don’t win, I will sell the boat and the sails.",
        "If I don’t go all the way and win, I will sell the boat and the sails.",
        "S2",
    ),
    ("No, I have a great love for the sea and its weather.", "I have a great love for the sea and its weather.", "S2"),
    ("[i]’m proud of the crews who kept the lamps lit.", "I am proud of the crews who kept the lamps lit.", "S1"),
    ("The only reason you row is that we pay for it.", "The only reason why you row is that we pay for it.", "S1"),
    (
        "The worst thing is how I’m being treated. It’s a record, what I get from them.",
        "The worst thing is how I’m being treated. Look, I’m being treated — it’s a record, what I get from them.",
        "S1",
    ),
    (
        "We were arguing with the pilots on fog, arguing with the council on the tolls.",
        "We were arguing with the pilots on fog, the council on the tolls.",
        "S2",
    ),
    ("She has got nothing else to sell in the harbour.", "She’s got nothing else to sell in the harbour.", "S1"),
    (
        "I tell you people are tired of the fog and the ice.",
        "I’ll tell you, people are tired of the fog and the ice.",
        "S1",
    ),
    ("For those who row with me and those who don’t.", "For all those who row with me and those who don’t.", "S1"),
    (
        "For thirty years you have had the keys. … The trouble is you never open the gate.",
        "For thirty years you have had the keys, and if you say that I use the gate, I make it hard for you. "
        "The trouble is you never open the gate.",
        "S1",
    ),
]
STILL = [
    ("We will close the gate.", "We will not close the gate.", "S4"),
    ("They say the gate is unsafe in winter.", "They say the gate is safe in winter.", "S3"),
    ("We do not row and we do not sail in fog.", "We do not row and we sail in fog.", "S2"),
    ("All the lamps on the mole were lit at dusk.", "None of the lamps on the mole were lit at dusk.", "S3"),
    ("We will open the gate.", "We will open the gate, and only if the ice holds.", "S3"),
    ("The pilots will sail in fog.", "Not all the pilots will sail in fog.", "S3"),
]


@pytest.mark.parametrize(("printed", "recorded", "most"), ROWS)
def test_no_graver_than(printed: str, recorded: str, most: str) -> None:
    finding = check(printed, low(recorded), desk="reuters")
    assert finding.severity <= most, finding.reason


@pytest.mark.parametrize(("printed", "recorded", "least"), STILL)
def test_still_charged(printed: str, recorded: str, least: str) -> None:
    finding = check(printed, low(recorded), desk="reuters")
    assert finding.severity >= least, finding.reason


def test_a_crowd_may_be_called_what_the_page_calls_it() -> None:
    cry = "Light the lamps! Light the lamps! Light the lamps!"
    for claimed in ("supporters", "the crowd", "an audience member"):
        finding = check(cry, turn("AUDIENCE", cry, "audience"), low("Thank you."), speaker=claimed)
        assert (finding.speaker, finding.severity) == ("right", "S0")


def test_a_difference_that_another_transcript_of_the_occasion_excuses() -> None:
    spoken = "The pilots brought the boats into a harbour that nobody could see, and the lamps were out on the mole."
    written = "The pilots brought boats into the harbour that nobody could see, and lamps were lit on the mole."
    printed = Printed(
        pieces=(
            "The pilots brought the boats into the harbour that nobody could see, and the lamps were out on the mole.",
        ),
        spans=(Span(0, 1),),
        speaker=Speaker(name="Ada Low", kind="person"),
    )
    text = replace(BRIEFING, id="as-written")
    alone = judge(printed, held((BRIEFING, (low(spoken),))), house())
    both = judge(printed, held((BRIEFING, (low(spoken),)), (text, (low(written),))), house())
    elsewhere = replace(text, date=datetime.date(2031, 5, 5))
    other_day = judge(printed, held((BRIEFING, (low(spoken),)), (elsewhere, (low(written),))), house())
    assert (alone.severity, both.severity, other_day.severity) == ("S2", "S1", "S2")
    assert "as-written" in both.overruled
