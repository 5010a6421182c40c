"""Putting sources in and taking them out, on disk and in memory."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import NotARecordError, RecordBusyError, RecordError
from onrecord.record import Record, default_path, layout
from onrecord.record import writing as writing_
from onrecord.types import Source, SourceInfo, Span, Turn
from tests.record.made import FERRIES, HARBOUR, printed, source

WORDS = st.lists(
    st.sampled_from("harbour wall ferry tender north never sold minister keeper crown paid storm".split()),
    min_size=5,
    max_size=30,
)


def test_what_was_added_is_there_for_the_next_process(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        assert [r.outcome for r in record.add_many([HARBOUR, FERRIES])] == ["added", "added"]
        edition = record.edition
    with Record.open(tmp_path / "r", readonly=True) as record:
        assert record.edition == edition
        assert record.source("harbour") == HARBOUR
        assert [info.id for info in record.sources()] == ["ferries", "harbour"]
        assert record.find(printed("three ferries were sold to a shipyard")).windows[0].source.id == "ferries"
        assert record.verify() == ()


def test_everything_about_a_turn_is_kept() -> None:
    said = Turn(
        speaker="THE CHAIR",
        text="Order. (Laughter.)\nOrder é \x00 ∑.",
        role="moderator",
        asides=(Span(7, 18),),
        start=3.25,
        person="Ada Quist",
    )
    record = Record.of(
        [Source(info=SourceInfo(id="a", gaps=("(inaudible)",)), turns=(said, Turn(speaker="", text="")))]
    )
    kept = record.source("a")
    assert kept.turns[0].text == said.text.replace("\x00", " ")
    assert kept.turns[0].asides == said.asides
    assert (kept.turns[0].start, kept.turns[0].person, kept.turns[0].role) == (3.25, "Ada Quist", "moderator")
    assert kept.turns[1].start is None
    assert kept.info.gaps == ("(inaudible)",)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_what_is_in_is_found_and_what_was_removed_is_not(talks: list[list[str]], data: st.DataObject) -> None:
    record = Record.of(source(f"s{n}", f"MR ABE: {n} {' '.join(words)} marker{n}") for n, words in enumerate(talks))
    which = data.draw(st.integers(0, len(talks) - 1))
    words = talks[which]
    quotation = f"{' '.join(words)} marker{which}"
    found = [w for w in record.find(printed(quotation)).windows if w.source.id == f"s{which}"]
    assert found
    turn, span = found[0].hits[0]
    text = found[0].turns[turn].turn.text
    assert text[span.start : span.end].endswith(f"marker{which}")
    record.remove(f"s{which}")
    assert all(w.source.id != f"s{which}" for w in record.find(printed(quotation)).windows)


def test_the_same_words_twice_are_one_source() -> None:
    record = Record.of([HARBOUR])
    again = record.add(Source(info=SourceInfo(id="copy", title="Another name"), turns=HARBOUR.turns))
    assert (again.outcome, again.id) == ("duplicate", "harbour")
    assert record.edition.sources == 1


def test_a_mended_text_takes_the_place_of_the_older_one() -> None:
    record = Record.of([HARBOUR])
    mended = Source(info=HARBOUR.info, turns=(*HARBOUR.turns, Turn(speaker="MS DELANE", text="Thank you all.")))
    assert record.add(mended).outcome == "edition"
    assert record.source("harbour") == mended
    assert record.edition.sources == 1


def test_another_text_under_a_taken_id_gets_its_own() -> None:
    record = Record.of([HARBOUR])
    assert record.add(source("harbour", "MR OKORO: Nothing at all in common with the other.")).id == "harbour~2"
    assert record.edition.sources == 2


def test_independent_transcripts_of_one_event_are_linked_and_kept() -> None:
    lines = [
        f"MS DELANE: Answer number {n} is that the {w} of the harbour was never closed."
        for n, w in enumerate("wall gate pier dock lock quay".split())
    ]
    heard = [line.replace("never", "hardly ever") if n == 3 else line for n, line in enumerate(lines)]
    record = Record.of([source("ours", *lines)])
    result = record.add(source("theirs", *heard))
    assert result.linked == ("ours",)
    assert {info.event for info in record.sources()} == {"ours"}


def test_the_edition_changes_with_every_source_and_correction() -> None:
    record = Record.of([HARBOUR])
    seen = [record.edition.sha256]
    record.add(FERRIES)
    seen.append(record.edition.sha256)
    record.merge_people("MR OKORO", "Ben Okoro")
    seen.append(record.edition.sha256)
    assert len(set(seen)) == 3
    record.split_person("MR OKORO")
    record.remove("ferries")
    assert record.edition.sources == 1


def test_the_edition_does_not_depend_on_the_order_of_adding() -> None:
    assert Record.of([HARBOUR, FERRIES]).edition == Record.of([FERRIES, HARBOUR]).edition


def test_many_small_additions_are_folded_together(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        for n in range(writing_.MANY * 2 + 3):
            record.add(source(f"s{n}", f"MR ABE: Statement number {n} is about the {n * 7}th ferry to the north."))
        assert len(list((tmp_path / "r" / "segments").iterdir())) < writing_.MANY
        assert record.find(printed("Statement number 3 is about the 21th ferry")).windows[0].source.id == "s3"
        assert record.verify() == ()


def test_export_and_import_keep_everything() -> None:
    record = Record.of([HARBOUR, FERRIES])
    record.merge_people("MR OKORO", "Ben Okoro")
    out = io.BytesIO()
    assert record.export(out) == 2
    other = Record.of([])
    other.import_(io.BytesIO(out.getvalue()))
    assert other.edition == record.edition


def test_importing_something_else_names_the_line() -> None:
    with pytest.raises(RecordError, match=r"notes\.txt, line 1: not a line of an exported record"):
        Record.of([]).import_(io.BytesIO(b"hello\n"), name="notes.txt")


def test_two_writers_get_a_clear_line(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        other = sqlite3.connect(tmp_path / "r" / "record.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        record._db.execute("PRAGMA busy_timeout=10")
        with pytest.raises(RecordBusyError, match="another process is writing"):
            record.add(HARBOUR)
        other.execute("ROLLBACK")
        other.close()
        assert record.add(HARBOUR).outcome == "added"


def test_a_reader_sees_what_a_writer_adds(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as writer, Record.open(tmp_path / "r", readonly=True) as reader:
        assert reader.edition.sources == 0
        writer.add(HARBOUR)
        assert reader.edition.sources == 1
        assert reader.find(printed("The harbour wall will be mended")).windows


def test_read_only_is_read_only(tmp_path: Path) -> None:
    Record.open(tmp_path / "r", create=True).close()
    with Record.open(tmp_path / "r", readonly=True) as record, pytest.raises(RecordError, match="read only"):
        record.add(HARBOUR)


@pytest.mark.parametrize("what", ["missing", "file", "other files", "other database"])
def test_a_folder_that_is_no_record_is_named(tmp_path: Path, what: str) -> None:
    path = tmp_path / "there"
    if what == "file":
        path.write_text("x")
    elif what == "other files":
        path.mkdir()
        (path / "thesis.txt").write_text("x")
    elif what == "other database":
        path.mkdir()
        sqlite3.connect(path / "record.sqlite").execute("CREATE TABLE t (x)").connection.commit()
    with pytest.raises(NotARecordError, match=r"there|not a record"):
        Record.open(path, create=what != "missing")


def test_the_default_place_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONRECORD_RECORD", str(tmp_path / "mine"))
    assert default_path() == tmp_path / "mine"
    monkeypatch.delenv("ONRECORD_RECORD")
    assert default_path().name == "record"


def test_an_older_record_is_brought_up_to_date(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r", create=True) as record:
        record.add(HARBOUR)
    old = sqlite3.connect(tmp_path / "r" / "record.sqlite", isolation_level=None)
    old.execute("DROP INDEX label_surname")
    old.execute("ALTER TABLE labels DROP COLUMN surname")
    old.execute("PRAGMA user_version=1")
    old.close()
    with pytest.raises(RecordError, match="older format 1"):
        Record.open(tmp_path / "r", readonly=True)
    with Record.open(tmp_path / "r") as record:
        assert record.source("harbour") == HARBOUR
        assert record.coverage(printed("x", speaker="Mara Delane")).speaker_sources == 1
        assert record.verify() == ()


def test_a_newer_record_is_refused(tmp_path: Path) -> None:
    Record.open(tmp_path / "r", create=True).close()
    new = sqlite3.connect(tmp_path / "r" / "record.sqlite", isolation_level=None)
    new.execute("PRAGMA user_version=99")
    new.close()
    with pytest.raises(RecordError, match="Update onrecord"):
        Record.open(tmp_path / "r")


def test_a_large_segment_is_read_rather_than_mapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LARGE", 0)
    with Record.open(tmp_path / "r", create=True) as record:
        record.add_many([HARBOUR, FERRIES])
        asked = [printed("three ferries were sold to a yard in the north"), printed("The harbour wall will be mended")]
        in_memory = Record.of([HARBOUR, FERRIES])
        assert [record.find(each).windows for each in asked] == [in_memory.find(each).windows for each in asked]
        assert record.search("lighthouse").hits == in_memory.search("lighthouse").hits
        assert record.verify() == ()
