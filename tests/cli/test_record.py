"""`onrecord record`: sources go in, are shown, and come out."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from onrecord.types import Source, SourceInfo
from tests.cli.running import EXAMPLES, Command


def test_add_list_show_remove(onrecord: Command, tmp_path: Path) -> None:
    path = tmp_path / "record"
    added = onrecord("record", "add", EXAMPLES / "briefing.txt", "--record", path)
    assert added.code == 0
    assert added.text.startswith("added     daily-press-briefing-")

    listed = msgspec.json.decode(onrecord("record", "list", "--record", path, "--json").out, type=list[SourceInfo])
    (info,) = listed
    assert (info.title, str(info.date), info.completeness) == ("Daily Press Briefing", "2024-03-12", "complete")

    shown = onrecord("record", "show", info.id, "--record", path)
    assert "MS DELANE" in shown.text
    source = msgspec.json.decode(onrecord("record", "show", info.id, "--record", path, "--json").out, type=Source)
    assert len(source.turns) == 70

    assert onrecord("record", "remove", info.id, "--record", path).code == 0
    assert onrecord("record", "list", "--record", path).text == "The record is empty.\n"


def test_the_same_source_is_a_duplicate(onrecord: Command, tmp_path: Path) -> None:
    path = tmp_path / "record"
    onrecord("record", "add", EXAMPLES / "remarks.txt", "--record", path)
    again = onrecord("record", "add", EXAMPLES / "remarks.txt", "--record", path)
    assert again.text.startswith("duplicate ")


def test_what_cannot_be_read_is_named_and_the_rest_goes_in(onrecord: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / "good.txt").write_bytes((EXAMPLES / "remarks.txt").read_bytes())
    done = onrecord(
        "record", "add", tmp_path / "in", tmp_path / "nowhere.txt", "--record", tmp_path / "record", "--json"
    )
    assert done.code == 1
    added = json.loads(done.out)
    assert [result["outcome"] for result in added["results"]] == ["added"]
    assert [Path(failure["origin"]).name for failure in added["failures"]] == ["nowhere.txt", "empty.txt"]
    assert done.err.count("left out: ") == 2


def test_standard_input_is_a_source(onrecord: Command, tmp_path: Path) -> None:
    done = onrecord("record", "add", "-", "--record", tmp_path / "r", stdin=(EXAMPLES / "remarks.txt").read_bytes())
    assert done.code == 0


def test_articles_are_traced(onrecord: Command, record: Path) -> None:
    done = onrecord("trace", EXAMPLES / "article.html", "--record", record)
    assert "Northern Wire" in done.text
    traced = json.loads(onrecord("trace", EXAMPLES / "article.html", "--record", record, "--json").out)
    assert [source["info"]["outlet"] for source in traced["sources"]] == ["Northern Wire"]


def test_a_record_without_articles_says_how_to_add_one(onrecord: Command, tmp_path: Path) -> None:
    onrecord("record", "add", EXAMPLES / "remarks.txt", "--record", tmp_path / "r")
    done = onrecord("trace", EXAMPLES / "article.html", "--record", tmp_path / "r")
    assert "holds no article" in done.text
