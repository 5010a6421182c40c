"""Files into a record: what can be read goes in, what cannot is named."""

from __future__ import annotations

import zipfile
from pathlib import Path

from onrecord.adding import add_sources
from onrecord.record import Record

TALK = (
    "Briefing of 4 May 2031\n\nMS DELANE: The harbour wall will be mended before winter.\n\nQ: When will work begin?\n"
)


def test_good_files_go_in_and_bad_ones_are_listed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "talk.txt").write_text(TALK)
    (tmp_path / "in" / "empty.txt").write_text("")
    (tmp_path / "in" / "noise.txt").write_bytes(bytes(range(256)) * 40)
    with zipfile.ZipFile(tmp_path / "in" / "more.zip", "w") as archive:
        archive.writestr("other.txt", TALK.replace("harbour", "garden").replace("winter", "spring"))
    record = Record.of([])
    steps: list[tuple[int, int]] = []
    added = add_sources(
        record,
        [str(tmp_path / "in"), str(tmp_path / "nowhere")],
        progress=lambda _step, done, total: steps.append((done, total)),
    )
    assert [result.outcome for result in added.results] == ["added", "added"]
    assert [Path(failure.origin).name for failure in added.failures] == ["nowhere", "empty.txt", "noise.txt"]
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert record.search("mended").total == 2


def test_the_same_file_again_is_a_duplicate(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    record = Record.of([])
    for outcome in ("added", "duplicate"):
        assert [r.outcome for r in add_sources(record, [str(tmp_path / "talk.txt")]).results] == [outcome]


def test_a_reader_that_stumbles_does_not_keep_the_others_out(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.txt").write_text(TALK)
    (tmp_path / "b.txt").write_text(TALK.replace("harbour", "garden"))
    from onrecord import adding

    whole = adding.read_sources

    def stumbling(raw):  # type: ignore[no-untyped-def]
        if raw.origin.endswith("a.txt"):
            raise ValueError("an odd thing")
        return whole(raw)

    monkeypatch.setattr(adding, "read_sources", stumbling)
    added = add_sources(Record.of([]), [str(tmp_path)])
    assert len(added.results) == 1
    assert "it cannot be read (ValueError: an odd thing)" in added.failures[0].reason
