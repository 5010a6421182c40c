"""The same words in several places: who says them and when decides where it can; where nothing decides, all are shown."""

from __future__ import annotations

import datetime

from msgspec.structs import replace
from tests.judging.record_of import BRIEFING, HELD, house, low, turn

from onrecord.judging import judge
from onrecord.types import Day, Finding, Match, PlacedTurn, Printed, SourceInfo, Span, Speaker, Turn, Window

BELL = "The bell at the harbour mouth will ring on every foggy morning."
LATER = replace(BRIEFING, id="pier-briefing", title="Briefing at the pier", date=datetime.date(2031, 3, 18))


def held(*sources: tuple[SourceInfo, tuple[Turn, ...]]) -> Match:
    """A record of several sources."""
    return Match(
        windows=tuple(
            Window(source=info, turns=tuple(PlacedTurn(index=n, turn=t) for n, t in enumerate(turns)))
            for info, turns in sources
        ),
        coverage=HELD,
    )


def asked(match: Match, *, speaker: str = "", day: Day | None = None, quote: str = BELL) -> Finding:
    """Judge the quotation against the record."""
    who = Speaker(name=speaker, kind="person" if speaker else "unclear")
    printed = Printed(pieces=(quote,), spans=(Span(0, 1),), speaker=who, day=day or Day())
    return judge(printed, match, house())


def on(day: datetime.date) -> Day:
    """A day that the page names."""
    return Day(first=day, last=day)


def test_nobody_named_and_two_people_said_it() -> None:
    finding = asked(held((BRIEFING, (low(BELL), turn("MR BRANDT", BELL)))))
    assert (finding.words, finding.speaker, finding.severity) == ("ambiguous", "unclear", "S0")
    assert [place.speaker for place in finding.places] == ["SECRETARY LOW", "MR BRANDT"]
    assert finding.reason == (
        "The words stand equally well in two places of the record: SECRETARY LOW on 2031-03-04, turn 1, and MR BRANDT "
        "on 2031-03-04, turn 2. Nothing on the page decides between them."
    )
    assert finding.next_step == "Ask the writer who said the words and when, and name both."


def test_nobody_named_and_no_day_and_said_on_two_days() -> None:
    finding = asked(held((BRIEFING, (low(BELL),)), (LATER, (low(BELL),))))
    assert (finding.words, finding.severity) == ("ambiguous", "S0")
    assert [place.source.id for place in finding.places] == ["harbour-briefing", "pier-briefing"]
    assert "2031-03-04" in finding.reason
    assert "2031-03-18" in finding.reason


def test_a_day_that_the_page_names_decides() -> None:
    match = held((BRIEFING, (low(BELL),)), (LATER, (low(BELL),)))
    for info in (BRIEFING, LATER):
        assert info.date
        finding = asked(match, day=on(info.date))
        assert finding.words == "verbatim"
        assert [place.source.id for place in finding.places] == [info.id]


def test_a_place_later_than_the_page_is_no_rival() -> None:
    finding = asked(held((BRIEFING, (low(BELL),)), (LATER, (low(BELL),))), day=Day(last=datetime.date(2031, 3, 5)))
    assert (finding.words, [place.source.id for place in finding.places]) == ("verbatim", ["harbour-briefing"])


def test_one_person_who_repeats_herself_at_one_occasion_is_one_place() -> None:
    assert asked(held((BRIEFING, (low(BELL), turn("Q", "Again?", "reporter"), low(BELL))))).words == "verbatim"


def test_two_transcripts_of_one_occasion_are_one_place() -> None:
    other = replace(BRIEFING, id="radio-transcript", event="harbour-day")
    assert (
        asked(held((replace(BRIEFING, event="harbour-day"), (low(BELL),)), (other, (low(BELL),)))).words == "verbatim"
    )


def test_a_voice_that_the_page_names_goes_before_one_that_it_never_names() -> None:
    match = held((BRIEFING, (turn("Q", BELL, "reporter"), low(BELL))))
    printed = Printed(pieces=(BELL,), spans=(Span(0, 1),), after="That was the promise, in the words of Low.")
    finding = judge(printed, match, house())
    assert (finding.words, finding.places[0].speaker) == ("verbatim", "SECRETARY LOW")


def test_a_source_without_a_date_is_not_taken_for_another_occasion() -> None:
    assert asked(held((BRIEFING, (low(BELL),)), (replace(LATER, date=None), (low(BELL),)))).words == "verbatim"


def test_an_article_that_prints_the_words_is_no_voice() -> None:
    match = held((BRIEFING, (low(BELL),)), (LATER, (turn("", BELL),)))
    finding = asked(match, speaker="Ada Low")
    assert (finding.words, finding.notes) == ("verbatim", ())
    assert asked(match).words == "verbatim"


def test_the_claimed_speakers_own_words_are_hers_whoever_else_said_them() -> None:
    finding = asked(held((BRIEFING, (turn("MR BRANDT", BELL), low(BELL)))), speaker="Ada Low")
    assert (finding.words, finding.speaker, finding.severity) == ("verbatim", "right", "S0")
    assert [place.speaker for place in finding.places] == ["SECRETARY LOW"]
    assert any("MR BRANDT" in note for note in finding.notes)


def test_the_same_speaker_on_two_days_is_verbatim_with_the_other_day_noted() -> None:
    finding = asked(held((BRIEFING, (low(BELL),)), (LATER, (low(BELL),))), speaker="Ada Low")
    assert (finding.words, finding.speaker) == ("verbatim", "right")
    assert any("2031-03-18" in note for note in finding.notes)


def test_the_named_day_chooses_among_the_speakers_own_places() -> None:
    match = held((BRIEFING, (low(BELL),)), (LATER, (low(BELL),)))
    finding = asked(match, speaker="Ada Low", day=on(datetime.date(2031, 3, 18)))
    assert (finding.words, finding.places[0].source.id) == ("verbatim", "pier-briefing")
    assert not finding.notes


def test_a_day_that_no_place_has_is_found_elsewhere_with_the_dates() -> None:
    match = held((BRIEFING, (low(BELL),)), (LATER, (low(BELL),)))
    finding = asked(match, speaker="Ada Low", day=on(datetime.date(2031, 6, 1)))
    assert (finding.words, finding.severity) == ("found-elsewhere", "S0")
    shown = f"{finding.reason} {' '.join(finding.notes)}"
    assert "2031-03-04" in shown
    assert "2031-03-18" in shown


def test_a_changed_word_is_judged_and_not_called_ambiguous() -> None:
    finding = asked(
        held((BRIEFING, (low(BELL), turn("MR BRANDT", BELL)))), quote=BELL.replace("every foggy", "no foggy")
    )
    assert finding.words != "ambiguous"
