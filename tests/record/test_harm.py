"""Kills, full disks, flipped bits: a clear line, and nothing lost."""

from __future__ import annotations

import errno
import os
import random
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from onrecord.errors import DamagedRecordError, RecordError
from onrecord.record import Record, layout
from tests.record.killing import kill_once, talk
from tests.record.made import FERRIES, HARBOUR, printed

QUOTATION = printed("The harbour wall will be mended before the winter storms")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Record.open(tmp_path / "r", create=True) as record:
        record.add(HARBOUR)
        record.add(FERRIES)
    return tmp_path / "r"


def segments(folder: Path) -> list[Path]:
    return sorted((folder / "segments").iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_nothing_is_lost_by_kills(tmp_path: Path) -> None:
    expected: set[str] = set()
    for seed in range(12):
        assert kill_once(tmp_path / "r", seed, expected) == []
    assert expected


def test_a_truncated_segment_is_named_and_the_rest_is_kept(folder: Path) -> None:
    first = segments(folder)[0]
    first.write_bytes(first.read_bytes()[:-100])
    with Record.open(folder) as record:
        with pytest.raises(DamagedRecordError, match=r"cut short or changed\. Run `onrecord record rebuild`"):
            record.find(QUOTATION)
        assert [problem.part for problem in record.verify()] == [first.name]
        rebuilt = record.rebuild()
        assert (rebuilt.kept, [problem.part for problem in rebuilt.lost]) == (1, ["harbour"])
        assert record.verify() == ()
        assert record.source("ferries") == FERRIES
        record.add(HARBOUR)
        assert record.find(QUOTATION).windows


def test_a_flipped_bit_in_the_index_is_named_and_mended(folder: Path) -> None:
    first = segments(folder)[0]
    data = bytearray(first.read_bytes())
    where = next(a for a in layout.read_table(bytes(data), "x").arrays if a.name == "post3")
    data[where.start] ^= 1
    first.write_bytes(data)
    with Record.open(folder) as record:
        (problem,) = record.verify()
        assert problem.what == "the file does not match its hash (in post3)"
        assert record.rebuild().lost == ()
        assert record.verify() == ()
        assert record.source("harbour") == HARBOUR


def test_a_flipped_bit_in_the_text_names_the_source(folder: Path) -> None:
    first = segments(folder)[0]
    data = first.read_bytes()
    at = data.index(b"winter storms")
    first.write_bytes(data[:at] + b"W" + data[at + 1 :])
    with Record.open(folder) as record:
        assert [(p.part, p.what) for p in record.verify()] == [
            (first.name, "the file does not match its hash (in text)"),
            ("harbour", "its words are not those that were added"),
        ]
        rebuilt = record.rebuild()
        assert [problem.part for problem in rebuilt.lost] == ["harbour"]
        assert record.verify() == ()


@pytest.mark.parametrize("at", range(0, 1200, 37))
def test_no_flipped_bit_ends_in_a_crash(folder: Path, at: int) -> None:
    first = segments(folder)[0]
    data = bytearray(first.read_bytes())
    data[-1 - at % len(data)] ^= 0x10
    first.write_bytes(data)
    with Record.open(folder) as record:
        assert record.verify()
        with suppress(RecordError):  # it may be found all the same; what is not allowed is any other error
            record.find(QUOTATION)
            record.source("harbour")


def test_a_missing_segment_is_named(folder: Path) -> None:
    segments(folder)[0].unlink()
    with Record.open(folder) as record, pytest.raises(DamagedRecordError, match=r"is missing\. Put it back"):
        record.find(QUOTATION)


def test_a_full_disk_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with Record.open(folder) as record:
        before = record.edition
        record.remove("ferries")
        with monkeypatch.context() as patched:
            patched.setattr(layout.os, "fsync", full)
            with pytest.raises(RecordError, match="nothing was changed"):
                record.add(FERRIES)
        assert record.verify() == ()
        record.add(FERRIES)
        assert record.edition == before


@pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise")
def test_a_folder_that_cannot_be_written_can_be_read(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        with Record.open(folder, readonly=True) as record:
            assert record.find(QUOTATION).windows
        if os.geteuid() != 0:
            with pytest.raises(RecordError), Record.open(folder) as record:
                record.remove("harbour")
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_leftovers_of_a_kill_are_swept_away(folder: Path) -> None:
    stray = folder / "segments" / "00000099.seg"
    stray.write_bytes(b"half a segment")
    with Record.open(folder) as record:
        assert record.verify() == ()
        record.remove("ferries")
        record.add(FERRIES)
    assert not stray.exists()


def test_flipped_bits_anywhere_lead_to_an_answer_or_to_one_clear_error() -> None:
    record = Record.of(talk(number) for number in range(10))
    asked = [printed(talk(number).turns[2].text[20:150]) for number in range(0, 10, 3)]
    ((name, image),) = record._images.items()
    rng = random.Random(1)
    refused = 0
    for _ in range(150):
        broken = bytearray(image)
        for _ in range(3):
            broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
        record._images[name] = bytes(broken)
        record._opened = {}
        record._forget()
        try:
            for each in asked:
                record.find(each)
            record.search("harbour ferry")
            record.source("t3")
        except RecordError:
            refused += 1
    assert 0 < refused < 150
