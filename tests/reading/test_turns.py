"""Transcripts: fragment in, turns out, one a line as "LABEL (role): text"."""

from __future__ import annotations

import pytest

from onrecord.reading import raw_from_bytes, read_sources
from onrecord.reading.people import author_of, person_of
from onrecord.types import Source


def source(text: str, name: str = "briefing.txt") -> Source:
    (found,) = read_sources(raw_from_bytes(text.encode(), origin=name))
    return found


def shown(text: str, name: str = "briefing.txt") -> list[str]:
    return [f"{t.speaker} ({t.role}): {t.text}" for t in source(text, name).turns]


ROWS = [
    # labels in capitals count at once
    ("MR ROOK: Good day.\n\nQUESTION: Is it open?\n\nMR ROOK: Yes.", ["MR ROOK (named): Good day.", "QUESTION (reporter): Is it open?", "MR ROOK (named): Yes."]),
    # "Q" without a colon, paragraphs of a turn joined by a newline
    ("     MS. MARSH:  Good day.\n\n     And thank you.\n\n     Q    Is it open?\n", ["MS. MARSH (named): Good day.\nAnd thank you.", "Q (reporter): Is it open?"]),
    # a role in brackets; a moderator; the crowd
    ("ROOK (VIA TRANSLATOR): Yes.\nMODERATOR: Next.\nAUDIENCE: No!", ["ROOK (VIA TRANSLATOR) (named): Yes.", "MODERATOR (moderator): Next.", "AUDIENCE (audience): No!"]),
    # names in small letters count when they come back
    ("Ada Quill: Good day.\nTom Ash: Thank you.\nAda Quill: Is it open?\nTom Ash: Yes.", ["Ada Quill (named): Good day.", "Tom Ash (named): Thank you.", "Ada Quill (named): Is it open?", "Tom Ash (named): Yes."]),
    # a colon in prose is no speaker, even when it comes back
    ("MR ROOK: I said this.\n\nHe added: it is open.\n\nResults: good. We like results.\n\nResults: better.", ["MR ROOK (named): I said this.\nHe added: it is open.\nResults: good. We like results.\nResults: better."]),
    ("MR ROOK: One.\n\nNow, remember: it is open.\n\nMS ASH: Two.\n\nMR ROOK: Three.", ["MR ROOK (named): One.\nNow, remember: it is open.", "MS ASH (named): Two.", "MR ROOK (named): Three."]),
    # keys of a document are no speakers
    ("NOTE: this is a draft.\n\nMR ROOK: One.\n\nMR ROOK: Two.", ["MR ROOK (named): One.", "MR ROOK (named): Two."]),
    # speakers on a line of their own
    ("ADA QUILL\nGood day to you all.\n\nTOM ASH\nThank you for the word.\n\nADA QUILL\nIs the pier open?\n\nTOM ASH\nYes, it is open.", ["ADA QUILL (named): Good day to you all.", "TOM ASH (named): Thank you for the word.", "ADA QUILL (named): Is the pier open?", "TOM ASH (named): Yes, it is open."]),
    # marks of the page at the end are nobody's words
    ("MR ROOK: Good day.\n\nMS ASH: Bye.\n\nEND   2:05 P.M. EST", ["MR ROOK (named): Good day.", "MS ASH (named): Bye."]),
    # nobody named: one statement
    ("The pier is open.\n\nIt stays open.", [" (unknown): The pier is open.\nIt stays open."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_turns(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


MARKDOWN = [
    ("**Ada Quill:** Good *day*.\n\n**Tom Ash**: Yes.\n\n**Ada Quill:** No.\n\n**Tom Ash**: So.", ["Ada Quill (named): Good day.", "Tom Ash (named): Yes.", "Ada Quill (named): No.", "Tom Ash (named): So."]),
    ("---\ntitle: Briefing\n---\nMR. ROOK:  It is\nopen.  \nAll of it, see [here](http://x.example/a).\n\nQ    Is\\_it?", ["MR. ROOK (named): It is open.\nAll of it, see here.", "Q (reporter): Is_it?"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MARKDOWN)
def test_markdown_turns(text: str, expected: list[str]) -> None:
    assert shown(text, "briefing.md") == expected


def test_stage_directions_are_kept_apart() -> None:
    turn = source("MR ROOK: Well. (Laughter.) Open [crosstalk] now [sic] (I think) (inaudible).").turns[0]
    assert [turn.text[a.start : a.end] for a in turn.asides] == ["(Laughter.)", "[crosstalk]", "[sic]", "(inaudible)"]


def test_gaps_and_times() -> None:
    found = source("[00:00:05] MR ROOK: it is (inaudible) and\n[00:01:00] MS ASH: (inaudible) then –")
    assert [t.start for t in found.turns] == [5.0, 60.0]
    assert found.info.gaps == ("(inaudible) x2", "begins in mid-sentence", "ends in mid-sentence")


HEAD = "Daily Press Briefing\nMara Delane, Spokesperson\nPress Room, Port Elin\nMarch 12, 2024\n\nMS DELANE: Good day.\n\nMS DELANE: Bye."


@pytest.mark.parametrize(
    "mark",
    [
        "1:32 P.M. EST",
        "END   1:32 P.M. EST",
        "###",
        "# # #",
        "[End of recording]",
        "To view the slides, visit https://x.example",
    ],
)
def test_marks_of_the_page_are_nobodys_words(mark: str) -> None:
    assert shown(f"MR ROOK: Good day.\n\nMS ASH: Bye.\n\n{mark}") == [
        "MR ROOK (named): Good day.",
        "MS ASH (named): Bye.",
    ]


@pytest.mark.parametrize(
    "said", ["We meet again at 1:32 P.M. EST.", "The end is near.", "To view the pier, come early."]
)
def test_words_at_the_end_are_kept(said: str) -> None:
    assert shown(f"MR ROOK: Good day.\n\nMS ASH: Bye.\n\n{said}")[-1] == f"MS ASH (named): Bye.\n{said}"


def test_head_lines() -> None:
    found = source(HEAD)
    assert (found.info.title, str(found.info.date), found.info.place) == (
        "Daily Press Briefing",
        "2024-03-12",
        "Press Room, Port Elin",
    )
    assert found.turns[0].person == "Mara Delane"


def test_the_file_name_says_what_the_text_does_not() -> None:
    info = source(
        "ADA QUILL: Good day.", "x__2015-11-03_00.00.00_Complete_As_spoken_Press_Conference_Port_Elin.txt"
    ).info
    assert (str(info.date), info.completeness, info.title) == ("2015-11-03", "complete", "Press Conference Port Elin")
    assert source("ADA QUILL: Good day.", "2015-11-03_Partial_As_spoken_Speech.txt").info.completeness == "partial"
    assert source("ADA QUILL: Good day.", "20151103_speech_As_written.txt").info.completeness == "as-prepared"
    assert source("ADA QUILL: Good day.", "03_04_2016.txt").info.date is None  # March or April
    assert str(source("ADA QUILL: Good day.", "19_10_2016.txt").info.date) == "2016-10-19"


PEOPLE = [
    ("MS. PELL", "Briefing by Press Secretary Jenna Pell, May 2", "Jenna Pell"),
    (
        "MR. ROOK",
        "Briefing by Press Secretary Ada Quill and Coordinator for Strategic Communications John Rook",
        "John Rook",
    ),
    ("MR. POLE", "Briefing by Senior Advisor for Clean Energy Innovation and Implementation Sam Pole", "Sam Pole"),
    (
        "MR. POLE",
        "Briefing by Senior Advisor for Clean Energy Innovation Pole",
        "",
    ),  # no first name: better "" than wrong
    ("SECRETARY MAYHEW", "Briefing by Secretary of Homeland Security Mayhew", ""),
    ("MS. ASH-BELL", "Briefing by Press Secretary Karin Ash-Bell", "Karin Ash-Bell"),
    ("THE PRESIDENT", "Remarks by President Quill and Vice President Ash", "President Quill"),
    ("THE PRESIDENT", "Remarks by President Quill and President Ash", ""),
    ("ROE", "Debate of Ann Roe and Bob Roe", ""),  # two fit
    ("COMMODORE VERRICK", "Briefing ; Commodore Tomas Verrick, Director", "Tomas Verrick"),
    ("BILL O'HARE", "", "Bill O'Hare"),
    ("QUESTION (INES CORBAL, COURIER)", "", "Ines Corbal"),
    ("SENIOR ADMINISTRATION OFFICIAL", "", ""),
]


@pytest.mark.parametrize(("label", "title", "person"), PEOPLE)
def test_people(label: str, title: str, person: str) -> None:
    assert person_of(label, title) == person


def test_a_speaker_who_says_the_name() -> None:
    assert person_of("QUILL", "", "Good evening. I'm Ada Quill of Coast News.") == "Ada Quill"
    assert person_of("QUILL", "", "I'm here with Tom Ash.") == ""


def test_authors_of_statements() -> None:
    assert author_of("Statement from Mayor Ada Quill on the Pier") == "Ada Quill"
    assert author_of("Statement by Ada Quill and Tom Ash on the Pier") == ""
    assert author_of("Readout of a Call") == ""
