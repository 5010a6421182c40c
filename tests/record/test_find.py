"""A quotation in, the words of the record that were found out."""

from __future__ import annotations

import msgspec
import pytest

from onrecord.record import Record
from onrecord.types import Match
from tests.record.made import FERRIES, HARBOUR, printed, source


@pytest.fixture(scope="module")
def record() -> Record:
    return Record.of([HARBOUR, FERRIES])


def found(match: Match) -> list[str]:
    """The hits in words, in their order."""
    words = []
    for window in match.windows:
        texts = {placed.index: placed.turn.text for placed in window.turns}
        words += [texts[turn][span.start : span.end] for turn, span in window.hits]
    return words


@pytest.mark.parametrize(
    ("quotation", "hits"),
    [
        ("The harbour wall will be mended before the winter storms", ["The harbour wall will be mended before the winter storms"]),
        ("the HARBOR wall will be mended", ["The harbour wall will be mended"]),
        ("We are going to pay every lighthouse keeper 20 crowns", ["We're going to pay every lighthouse keeper twenty crowns"]),
        ("“he will stay”", ["he'll stay"]),
        ("The minister has the full support of the whole cabinet", ["The minister has the full confidence of the whole cabinet"]),
        ("sold to a ship­yard in the north", ["sold to a shipyard in the north"]),
        ("I do not think … could be called a contract", ["I don't think anybody signed anything that could be called a contract"]),
        ("[The government] will mend every mountain road by Friday", []),
        ("", []),
        ("…", []),
    ],
)  # fmt: skip
def test_the_words_are_found_however_they_are_printed(record: Record, quotation: str, hits: list[str]) -> None:
    assert found(record.find(printed(quotation))) == hits


def test_a_splice_gives_both_of_its_places(record: Record) -> None:
    match = record.find(printed("The harbour wall will be mended and three ferries were sold to a shipyard"))
    places = {window.source.id for window in match.windows}
    assert places == {"harbour", "ferries"}


def test_sentences_that_changed_places_are_both_found(record: Record) -> None:
    match = record.find(
        printed(
            "The minister has the full confidence of the whole cabinet. Good afternoon. The harbour wall will be mended"
        )
    )
    assert {turn for window in match.windows for turn, _ in window.hits} == {0, 2}


def test_words_that_run_over_two_turns_are_found_in_both() -> None:
    talk = source(
        "talk", "MR ABE: The bridge was closed because", "MS ZOLA: because nobody had paid the bridge builders."
    )
    match = Record.of([talk]).find(printed("The bridge was closed because nobody had paid the bridge builders"))
    assert [turn for turn, _ in match.windows[0].hits] == [0, 1]


def test_a_window_holds_the_turns_around_so_that_a_question_can_be_seen(record: Record) -> None:
    window = record.find(printed("The minister has the full confidence")).windows[0]
    assert [placed.turn.speaker for placed in window.turns] == ["MS DELANE", "Q", "MS DELANE", "Q", "MS DELANE"]


def test_the_claimed_speakers_place_comes_first_and_another_speakers_is_kept() -> None:
    line = "We shall never again sell a ferry without a public tender."
    crowd = [source(f"s{n}", f"MR BRAND: {line}", f"MR BRAND: Word number {n}.") for n in range(12)]
    match = Record.of([*crowd, source("other", f"MS DELANE: {line}")]).find(
        printed(line, speaker="Mara Delane"), windows=4
    )
    speakers = [placed.turn.speaker for w in match.windows for placed in w.turns if placed.index == w.hits[0][0]]
    assert speakers[0] == "MS DELANE"
    assert "MR BRAND" in speakers
    assert len(match.windows) == 4


def test_nothing_is_found_in_an_empty_record() -> None:
    match = Record.of([]).find(printed("The harbour wall will be mended"))
    assert match.windows == ()
    assert match.coverage.reason == "The record is empty."


def test_a_spent_budget_is_told() -> None:
    record = Record.of(
        [source(f"s{n}", f"MR BRAND: We shall never sell a ferry again, says number {n}.") for n in range(30)]
    )
    assert not record.find(printed("We shall never sell a ferry again"), budget=0.0).complete
    assert record.find(printed("We shall never sell a ferry again"), budget=60.0).complete


@pytest.mark.parametrize(
    ("speaker", "day", "held", "reason"),
    [
        ("Mara Delane", "2031-05-04", "partial", "whether it is complete is not known"),
        ("Mara Delane", "2031-05-11", "partial", "none of them of 11 May 2031"),
        ("Delane", "", "partial", "on which day the words were said is not known"),
        ("Ada Quist", "2031-05-04", "none", "nothing of Ada Quist"),
        ("", "", "none", "No speaker"),
    ],
)
def test_coverage_says_what_not_found_is_worth(record: Record, speaker: str, day: str, held: str, reason: str) -> None:
    coverage = record.find(printed("Every mountain road will be mended", speaker=speaker, day=day)).coverage
    assert coverage.held == held
    assert reason in coverage.reason


def test_a_day_held_in_full_is_complete() -> None:
    whole = source("whole", "MS DELANE: Good afternoon to all of you here.", completeness="complete")
    assert (
        Record.of([whole]).find(printed("Never", speaker="Mara Delane", day="2031-05-04")).coverage.held == "complete"
    )


@pytest.mark.parametrize(
    ("gap", "quotation", "held"),
    [
        ("(inaudible) x2", "Every mountain road will be mended by Friday at noon", "complete"),
        ("(inaudible) x2", "Every mountain road", "partial"),
        ("begins in mid-sentence", "Every mountain road will be mended by Friday at noon", "partial"),
    ],
)
def test_a_gap_counts_when_it_could_hide_the_words(gap: str, quotation: str, held: str) -> None:
    made = source("whole", "MS DELANE: Good afternoon to all of you here.", completeness="complete")
    whole = msgspec.structs.replace(made, info=msgspec.structs.replace(made.info, gaps=(gap,)))
    asked = printed(quotation, speaker="Mara Delane", day="2031-05-04")
    assert Record.of([whole]).find(asked).coverage.held == held
