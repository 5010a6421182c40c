"""Who speaks, and who said some words."""

from __future__ import annotations

import datetime

import pytest

from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.record.names import fit
from onrecord.types import Source
from tests.record.made import FERRIES, HARBOUR, printed, source


@pytest.mark.parametrize(
    ("name", "label", "fits"),
    [
        ("John Kirby", "MR KIRBY", True),
        ("John Kirby", "JOHN KIRBY", True),
        ("John Kirby", "Adm. Kirby", True),
        ("John Kirby", "J. KIRBY", True),
        ("John F. Kirby, Jr.", "KIRBY", True),
        ("Kirby", "JOHN KIRBY", True),
        ("Karine Jean-Pierre", "MS. JEAN-PIERRE", True),
        ("José Núñez", "MR NUNEZ", True),
        ("Mike Ryan", "MICHAEL RYAN", False),
        ("John Kirby", "JAMES KIRBY", False),
        ("John Kirby", "MR BAKER", False),
        ("John Kirby", "Q", False),
        ("", "MR KIRBY", False),
    ],
)
def test_a_label_fits_a_name(name: str, label: str, fits: bool) -> None:
    assert bool(fit(name, label)) is fits


def names(record: Record) -> dict[str, tuple[str, ...]]:
    return {person.name: person.labels for person in record.people()}


def test_labels_of_one_person_are_joined_across_sources() -> None:
    sources = [
        source("a", "JOHN KIRBY: Good morning to you all.", "MR KIRBY: No, I would not say that."),
        source("b", "ADM. KIRBY: We have nothing to announce today."),
    ]
    assert names(Record.of(sources)) == {"John Kirby": ("ADM. KIRBY", "JOHN KIRBY", "MR KIRBY")}


def test_a_surname_alone_is_not_joined_when_two_fit() -> None:
    sources = [
        source("a", "JOHN KIRBY: Good morning to you all.", "ANN KIRBY: And good morning from me."),
        source("b", "KIRBY: We have nothing to announce today."),
    ]
    assert names(Record.of(sources)) == {
        "John Kirby": ("JOHN KIRBY",),
        "Ann Kirby": ("ANN KIRBY",),
        "KIRBY": ("KIRBY",),
    }


def test_what_a_person_joined_or_parted_is_kept() -> None:
    record = Record.of([HARBOUR, FERRIES, source("c", "BEN OKORO: I signed nothing at all.")])
    assert names(record)["Ben Okoro"] == ("BEN OKORO", "MR OKORO")
    record.split_person("MR OKORO", source="ferries")
    assert names(record)["Ben Okoro"] == ("BEN OKORO",)
    record.merge_people("MS DELANE", "Mara Stone")
    assert record.coverage(printed("x", speaker="Mara Stone")).speaker_sources == 1
    assert [info.id for info in record.sources(person="Mara Stone")] == ["harbour"]
    with pytest.raises(RecordError, match="Name the label"):
        record.merge_people(" ", "Nobody")


def test_sources_by_person_day_and_title() -> None:
    record = Record.of([HARBOUR, FERRIES])
    assert [info.id for info in record.sources(person="Ben Okoro")] == ["ferries"]
    assert [info.id for info in record.sources(first=datetime.date(2031, 5, 5))] == ["ferries"]
    assert [info.id for info in record.sources(title="HARBOUR")] == ["harbour"]
    assert [info.id for info in record.sources(offset=1, limit=1)] == ["harbour"]


@pytest.mark.parametrize(
    ("words", "snippets"),
    [
        ("shipyard", ["Three ferries were sold to a [shipyard] in the north without a tender."]),
        ('"signed the contract"', ["Who [signed the contract], and when was the harbour office told?"]),
        ("SIGNED contract", [
            "Who [signed] the [contract], and when was the harbour office told?",
            "I don't think anybody [signed] anything that could be called a [contract].",
        ]),
        ("do not think", ["I [don't] [think] anybody signed anything that could be called a contract."]),
        ("submarine", []),
        ("", []),
    ],
)  # fmt: skip
def test_search_marks_the_words(words: str, snippets: list[str]) -> None:
    shown = []
    for hit in Record.of([HARBOUR, FERRIES]).search(words).hits:
        text = hit.snippet
        for start, end in reversed(hit.marks):
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        shown.append(text)
    assert sorted(shown) == sorted(snippets)


def test_search_by_speaker_and_day_and_page() -> None:
    days = [
        source(
            f"d{n:02}",
            f"MS DELANE: The ferry sails at {n} o'clock today.",
            f"Q: A ferry at {n}?",
            day=f"2031-05-{n:02}",
        )
        for n in range(1, 21)
    ]
    record = Record.of(days)
    page = record.search("ferry", speaker="Mara Delane", first=datetime.date(2031, 5, 3), limit=10)
    assert (len(page.hits), page.total, page.more) == (10, 18, True)
    rest = record.search("ferry", speaker="Mara Delane", first=datetime.date(2031, 5, 3), offset=10, limit=10)
    assert (len(rest.hits), rest.more) == (8, False)
    assert {hit.speaker for hit in (*page.hits, *rest.hits)} == {"MS DELANE"}
    assert len({hit.source.id for hit in (*page.hits, *rest.hits)}) == 18


def test_gaps_name_empty_days_and_parts() -> None:
    held = [
        source(f"d{n}", f"MS DELANE: Words of day {n} about the ferry.", day=f"2031-05-{n:02}")
        for n in (1, 2, 3, 4, 28)
    ]
    part: Source = source("part", "MR OKORO: Only the beginning of it.", day="2031-05-29", completeness="partial")
    found = Record.of([*held, part]).gaps()
    assert [(gap.kind, gap.name, gap.first, gap.last) for gap in found] == [
        ("days", "", datetime.date(2031, 5, 5), datetime.date(2031, 5, 27)),
        ("source", "part", datetime.date(2031, 5, 29), datetime.date(2031, 5, 29)),
    ]
