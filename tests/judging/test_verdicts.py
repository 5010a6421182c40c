"""The verdicts of the specification, one invented quotation each: printed words, then the record's, then what is said."""

from __future__ import annotations

import pytest
from tests.judging.record_of import check, low, turn

CLOSE = "We will not close the harbour before winter, and I think the pilots will agree to that."
ROWS = [
    # printed, recorded, words, severities that are right
    ("We will not close the harbour before winter", CLOSE, {"trimmed"}, "S0 S1"),
    ("We will not close the harbor before winter, and I think the pilots will agree to that.", CLOSE, {"tidied"}, "S0"),
    ("We won’t close the harbour before winter, and I think the pilots will agree to that.", CLOSE, {"tidied"}, "S1"),
    ("We will close the harbour before winter, and I think the pilots will agree to that.", CLOSE, {"altered"}, "S4"),
    (
        "We may not close the harbour before winter, and I think the pilots will agree to that.",
        CLOSE,
        {"altered"},
        "S3",
    ),
    (
        "We will not close the harbour before winter, and the pilots will agree to that.",
        CLOSE,
        {"qualifier-lost"},
        "S3",
    ),
    (
        "We will not close the harbour after winter, and I think the pilots will agree to that.",
        CLOSE,
        {"altered"},
        "S3",
    ),
    (
        "We will not close the [port] before winter, and I think the pilots will agree to that.",
        CLOSE,
        {"bracketed"},
        "S1",
    ),
    (
        "We will … close the harbour before winter, and I think the pilots will agree to that.",
        CLOSE,
        {"qualifier-lost"},
        "S3",
    ),
    (
        "We spent $4bn on ice.",
        "We spent $40 billion on ice.",
        {"altered"},
        "S3",
    ),
    ("We spent four billion dollars on ice.", "We spent $4 billion on ice.", {"tidied"}, "S0"),
    (
        "The boats sail on Thursday from the old pier.",
        "The boats sail on Tuesday from the old pier.",
        {"altered"},
        "S3",
    ),
    (
        "We will pay for the new pier out of the town’s own money.",
        "We will pay for the new pier out of the town’s own money if the council agrees.",
        {"qualifier-lost"},
        "S3",
    ),
    (
        "We will pay for the new pier out of the town’s own money.",
        "We will pay for the new pier out of the town’s own money, and I thank the council.",
        {"trimmed"},
        "S1",
    ),
    (
        "Some 18 percent of the boats stay in the harbour all year.",
        "Some, uh, 18 percent of the — of the boats stay in the harbour all year. (Laughter.)",
        {"tidied"},
        "S0 S1",
    ),
    (
        "Fog will keep 18 percent of the boats in the harbour.",
        "Fog will keep about 18 percent of the boats in the harbour.",
        {"qualifier-lost"},
        "S3",
    ),
    (
        "I was not satisfied with the work on the eastern pier this year.",
        "I was unsatisfied with the work on the eastern pier this year.",
        {"altered"},
        "S2 S3",
    ),
    (
        "I [do want] to sell the ferries to the islands this spring.",
        "I don’t want to sell the ferries to the islands this spring.",
        {"altered", "bracketed"},
        "S3 S4",
    ),
    (
        "I wanted the pilots to have a rest before the storm season.",
        "I want the pilots to have a rest before the storm season.",
        {"altered"},
        "S2",
    ),
]


@pytest.mark.parametrize(("printed", "recorded", "words", "severities"), ROWS)
def test_what_was_done_to_the_words(printed: str, recorded: str, words: set[str], severities: str) -> None:
    finding = check(printed, low(recorded))
    assert finding.words in words, finding.reason
    assert finding.severity in severities.split(), finding.reason
    assert finding.speaker == "right"


def test_a_far_splice_is_serious_and_a_marked_cut_of_sentences_is_not() -> None:
    filler = "The lamps on the mole were painted in May by the harbour crew. " * 14
    recorded = (
        "We start dredging on Monday at the north gate. " + filler + "The ferry company has paid its debts in full."
    )
    printed = "We start dredging on Monday at the north gate. The ferry company has paid its debts in full."
    assert (check(printed, low(recorded)).words, check(printed, low(recorded)).severity) == ("spliced", "S3")
    short = "We start dredging on Monday at the north gate. The mole is not painted yet. The ferry company has paid its debts in full."
    marked = printed.replace("gate. The", "gate. … The")
    assert check(marked, low(short), desk="reuters").severity == "S0"
    assert check(printed, low(short)).severity in ("S2", "S3")


def test_pieces_in_marks_of_their_own_are_no_splice() -> None:
    filler = "The lamps on the mole were painted in May by the harbour crew. " * 14
    recorded = (
        "We start dredging on Monday at the north gate. " + filler + "The ferry company has paid its debts in full."
    )
    pieces = ("We start dredging on Monday at the north gate,", "The ferry company has paid its debts in full.")
    assert check(pieces, low(recorded)).severity in ("S0", "S1")


def test_a_sentence_that_takes_the_words_back_is_noted() -> None:
    finding = check("The tolls will fall next year.", low("The tolls will fall next year. But that is not decided."))
    assert finding.severity == "S0"
    assert any("But that is not decided" in note for note in finding.notes)


def test_every_charge_carries_its_evidence() -> None:
    finding = check(
        "We will close the harbour before winter this year.",
        low("Good morning. We will not close the harbour before winter this year. Thank you."),
    )
    assert finding.severity == "S4"
    place = finding.places[0]
    assert place.words == "We will not close the harbour before winter this year"
    assert place.source.sha256
    assert place.source.url
    assert "Good morning" in place.before
    assert "Thank you" in place.after
    assert finding.diff
    assert finding.next_step
    assert any(change.kind == "negation" and change.material for change in finding.changes)


def test_not_found_is_worth_what_the_record_holds() -> None:
    nothing = check("The moon is made of very old cheese.", turn("Q", "Is the ferry late?", "reporter"))
    assert (nothing.words, nothing.severity) == ("not-in-record", "S0")
    assert not nothing.places


def test_one_negation_in_another_form_is_a_query_and_no_more() -> None:
    finding = check(
        "Maybe they did their best, and I wasn’t satisfied with the work on the gate.",
        low("Maybe they did their best, and I was unsatisfied with the work on the gate."),
    )
    assert finding.severity in ("S1", "S2")
    assert "same negation in another form" in finding.reason


def test_a_hedge_that_moved_by_a_word_is_not_put_in() -> None:
    said = low("I know ferries better than probably anybody on this coast.")
    assert check("I know ferries probably better than anybody on this coast.", said).severity == "S1"
    assert check("I know ferries better than anybody on this coast.", said).severity >= "S2"
