"""Looking after a record, and asking it: people, gaps, proofs, copies, words."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.record import Record
from tests.cli.running import EXAMPLES, Command


def test_people_are_listed_with_their_labels(onrecord: Command, record: Path) -> None:
    done = onrecord("record", "people", "--record", record)
    assert done.text.splitlines()[1].split()[:3] == ["Mara", "Delane", "29"]
    assert "MS DELANE" in done.text


def test_labels_are_joined_by_hand_and_that_is_kept(onrecord: Command, tmp_path: Path) -> None:
    path = tmp_path / "record"
    onrecord("record", "add", EXAMPLES / "briefing.txt", "--record", path)
    done = onrecord("record", "people", "--record", path, "--merge", "COMMODORE VERRICK", "Thomas Verrick")
    assert "kept: COMMODORE VERRICK is Thomas Verrick" in done.err
    names = [person["name"] for person in json.loads(onrecord("record", "people", "--record", path, "--json").out)]
    assert "Thomas Verrick" in names


def test_gaps_tell_what_is_thin(onrecord: Command, record: Path) -> None:
    assert "only the prepared text is held" in onrecord("record", "gaps", "--record", record).text


def test_a_sound_record_is_proved(onrecord: Command, record: Path) -> None:
    assert onrecord("record", "verify", "--record", record).code == 0
    assert json.loads(onrecord("record", "verify", "--record", record, "--json").out) == []


def test_a_broken_segment_is_named_with_its_mend(onrecord: Command, tmp_path: Path) -> None:
    path = tmp_path / "record"
    onrecord("record", "add", EXAMPLES / "briefing.txt", "--record", path)
    segment = next((path / "segments").iterdir())
    data = bytearray(segment.read_bytes())
    data[len(data) // 2] ^= 0xFF
    segment.write_bytes(bytes(data))
    done = onrecord("record", "verify", "--record", path)
    assert done.code == 1
    assert segment.name in done.text


def test_an_export_makes_the_same_record_elsewhere(onrecord: Command, record: Path, tmp_path: Path) -> None:
    lines = onrecord("record", "export", "--record", record).out
    copy = tmp_path / "copy"
    done = onrecord("record", "import", "-", "--record", copy, stdin=lines)
    assert done.code == 0, done.err
    with Record.open(copy, readonly=True) as new, Record.open(record, readonly=True) as old:
        assert new.edition == old.edition


def test_rebuilding_keeps_everything(onrecord: Command, tmp_path: Path) -> None:
    path = tmp_path / "record"
    onrecord("record", "add", EXAMPLES / "briefing.txt", "--record", path)
    assert json.loads(onrecord("record", "rebuild", "--record", path, "--json").out)["kept"] == 1


def test_a_folder_is_watched(onrecord: Command, tmp_path: Path) -> None:
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    path = tmp_path / "record"
    assert onrecord("record", "watch", incoming, "--once", "--record", path).out == b""
    (incoming / "remarks.txt").write_bytes((EXAMPLES / "remarks.txt").read_bytes())
    assert onrecord("record", "watch", incoming, "--once", "--record", path).text.startswith("added ")
    assert onrecord("record", "watch", incoming, "--once", "--record", path).out == b""


def test_words_are_found_with_who_and_when(onrecord: Command, record: Path) -> None:
    done = onrecord("search", '"very first day"', "--record", record)
    assert done.text.startswith("Peder Noll")
    assert "12 March 2024" in done.text
    assert done.err == "1 of 1 hit\n"
    assert json.loads(onrecord("search", "ferries", "--record", record, "--json").out)["total"] >= 2


def test_search_keeps_to_speaker_and_days(onrecord: Command, record: Path) -> None:
    assert b"Rowan" not in onrecord("search", "ferries", "--speaker", "Delane", "--record", record).out
    assert onrecord("search", "ferries", "--to", "2024-03-01", "--record", record).text == "Nothing was found.\n"
    assert onrecord("search", "ferries", "--from", "soon", "--record", record).code == 2
