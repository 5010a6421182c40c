"""A line like the printed one proves nothing: speakers say the same thing on many occasions, in other words each time."""

from __future__ import annotations

import datetime

import msgspec
from tests.judging.record_of import HELD, check, house, low, turn

from onrecord.judging import judge
from onrecord.types import Day, Finding, Match, PlacedTurn, Printed, SourceInfo, Span, Speaker, Turn, Window

ON_SUNDAY = Day(first=datetime.date(2031, 3, 4), last=datetime.date(2031, 3, 4))
TOLLS = low("With your help, friends, we are going to bring the ferries back to Osmark this year.")


def test_a_line_with_other_beginning_and_end_may_be_another_telling() -> None:
    finding = check("We are going to bring the masons back to Kestria this year", TOLLS)
    assert finding.severity == "S1"
    assert "another telling" in finding.overruled


def test_the_same_line_is_charged_where_the_page_names_the_day_of_the_source() -> None:
    finding = check("We are going to bring the masons back to Kestria this year", TOLLS, day=ON_SUNDAY)
    assert finding.severity >= "S2"


def test_one_word_exchanged_in_a_long_sentence_is_charged_without_a_day() -> None:
    finding = check(
        "The western breakwater will be raised by three metres before the next winter storms reach the harbour",
        low("The western breakwater will be raised by two metres before the next winter storms reach the harbour."),
    )
    assert finding.severity >= "S3"


def _on(day: int, name: str, text: str) -> Window:
    info = SourceInfo(id=name, title=name, date=datetime.date(2031, 3, day), completeness="complete")
    return Window(source=info, turns=(PlacedTurn(index=0, turn=Turn(speaker="SECRETARY LOW", text=text)),))


def _judged(quote: str, *windows: Window) -> Finding:
    printed = Printed(pieces=(quote,), spans=(Span(0, 1),), speaker=Speaker(name="Ada Low", kind="person"), whole=True)
    return judge(printed, Match(windows=windows, coverage=HELD), house())


QUOTE = "We catch about 40 tons of cod a week here"
HERE = _on(4, "here", "We catch about 90 tons of cod a week here.")


def test_a_line_that_is_told_again_and_again_is_no_alteration_of_one_telling() -> None:
    there = _on(9, "there", "We land about 70 tons of cod a week here.")
    alone, among = _judged(QUOTE, HERE), _judged(QUOTE, HERE, there)
    assert (alone.severity, among.severity) == ("S3", "S1")
    assert "2031-03-09" in among.overruled


def test_a_second_transcript_of_the_telling_does_not_excuse_it() -> None:
    twin = msgspec.structs.replace(
        HERE, source=SourceInfo(id="twin", title="Another transcript", completeness="complete")
    )
    assert _judged(QUOTE, HERE, twin).severity == "S3"


def test_clips_in_a_programme_are_no_splice() -> None:
    finding = check(
        "The dredging has to stop before the spring, and I want every fisherman in Osmark to hear that from me",
        turn("THE HOST", "A turbulent week for the council, with a letter that nobody expected."),
        low("The dredging has to stop before the spring."),
        turn("THE HOST", "The harbour company called that a surprise, and its shares fell by a tenth within the hour."),
        turn(
            "MR BRANDT", "I was not told. Nobody at the pilot station was told anything at all, and I am sorry for it."
        ),
        turn(
            "THE HOST", "On the quay they had been waiting for months for a word, and then it came from the town hall."
        ),
        low("And I want every fisherman in Osmark to hear that from me."),
    )
    assert finding.severity <= "S1"
    assert "clips" in finding.overruled


def test_a_poor_place_is_not_preferred_because_it_is_kinder() -> None:
    denied = _on(
        4, "denied", "The pilots do not get a new contract before the summer, and everybody in this room knows it."
    )
    poor = _on(9, "poor", "The masons get a new roof before the summer, and nobody minds.")
    finding = _judged(
        "The pilots get a new contract before the summer, and everybody in this room knows it", poor, denied
    )
    assert finding.places[0].source.id == "denied"
    assert finding.severity == "S4"


def test_a_source_without_a_date_is_not_charged_against_a_dated_page_for_likeness() -> None:
    source = SourceInfo(id="undated", title="A speech")
    said = low("Ivo Brandt is. But it is not the letter alone that asks whether he is fit to be our next pilot master.")
    dated = Day(last=datetime.date(2031, 3, 4))
    assert check("Ivo Brandt is going to be our pilot master,", said, info=source, day=dated).severity <= "S1"


def test_half_a_quotation_in_one_run_is_no_summary() -> None:
    said = low(
        "I know ferries better than maybe anybody. I know how to run a ferry very well. I love ferries. And look, the "
        "council of this old town has to pay for them, that is how it is."
    )
    quote = "I know ferries maybe better than anybody. I know how to run a ferry very well. I love ferries. This is the town council"
    assert check(quote, said).words != "paraphrase"
