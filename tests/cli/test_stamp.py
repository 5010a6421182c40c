"""`onrecord stamp`: made from a report, verified against the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import EXAMPLES, Command

ARTICLE = EXAMPLES / "article.html"


@pytest.fixture
def report(onrecord: Command, record: Path, tmp_path: Path) -> Path:
    path = tmp_path / "report.json"
    path.write_bytes(onrecord("check", ARTICLE, "--record", record, "--json").out)
    return path


@pytest.fixture
def stamp(onrecord: Command, report: Path, tmp_path: Path) -> Path:
    path = tmp_path / "stamp.svg"
    assert onrecord("stamp", report, "--svg", path, "--url", "https://desk.example/report.html").code == 0
    return path


def test_a_stamp_says_what_was_done_in_numbers(onrecord: Command, report: Path) -> None:
    done = onrecord("stamp", report)
    assert "of 27 quotations" in done.text
    assert done.text.startswith("<")


def test_the_page_that_was_checked_is_known_again(onrecord: Command, stamp: Path) -> None:
    assert onrecord("stamp", "--verify", ARTICLE, "--stamp", stamp).code == 0


def test_a_changed_comma_is_told(onrecord: Command, stamp: Path, report: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.html"
    changed.write_text(
        ARTICLE.read_text(encoding="utf-8").replace("Nobody is going", "Nobody, is going"), encoding="utf-8"
    )
    done = onrecord("stamp", "--verify", changed, "--stamp", stamp, "--report", report)
    assert done.code == 1
    assert "Nobody," in done.text


def test_a_page_without_a_stamp_and_a_report_that_is_none(onrecord: Command) -> None:
    assert onrecord("stamp", "--verify", ARTICLE).code == 2
    assert onrecord("stamp", ARTICLE).code == 2
