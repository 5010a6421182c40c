"""`onrecord check`: results on stdout, the rest on stderr, exit codes that a build job can use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord import check
from onrecord.record import Record
from onrecord.reports import EXPORTS, to_json
from tests.cli.running import EXAMPLES, Command

ARTICLE = EXAMPLES / "article.html"


def test_the_example_is_checked(onrecord: Command, record: Path) -> None:
    done = onrecord("check", ARTICLE, "--record", record)
    assert done.code == 1
    assert done.text.startswith("Kestria Will Close Strait To Osmark, Admits Blockade\n")
    assert "of 27 quotations to query" in done.text
    assert done.err == ""


@pytest.mark.parametrize(
    ("threshold", "code"), [("S0", 1), ("S2", 1), ("S4", 1), ("never", 0)]
)  # fmt: skip
def test_the_threshold_decides_the_exit_code(onrecord: Command, record: Path, threshold: str, code: int) -> None:
    assert onrecord("check", ARTICLE, "--record", record, "--fail-on", threshold).code == code


def test_honest_quotations_leave_with_nought(onrecord: Command, record: Path, tmp_path: Path) -> None:
    page = tmp_path / "honest.txt"
    page.write_text(
        "Patrol is there for the ferries, ministry says\n\nMarch 12, 2024\n\n"
        "“The patrol is there to keep the ferries running, and that is all it is there to do,” ministry spokeswoman "
        "Mara Delane said on Tuesday.\n",
        encoding="utf-8",
    )
    done = onrecord("check", page, "--record", record)
    assert (done.code, "1 of 1 quotation agrees with the record." in done.text) == (0, True), done.text


def test_standard_input_is_a_page(onrecord: Command, record: Path) -> None:
    done = onrecord("check", "-", "--record", record, "--json", stdin=ARTICLE.read_bytes())
    assert json.loads(done.out)["article"]["origin"] == "-"


def test_the_command_line_and_python_give_the_same_bytes(onrecord: Command, record: Path) -> None:
    done = onrecord("check", ARTICLE, "--record", record, "--json")
    with Record.open(record, readonly=True) as held:
        assert done.out == to_json(check(str(ARTICLE), held))


@pytest.mark.parametrize("form", [name for name in EXPORTS if name != "arrow"])
def test_every_form_comes_out_on_stdout(onrecord: Command, record: Path, form: str) -> None:
    done = onrecord("check", ARTICLE, "--record", record, "--format", form)
    assert len(done.out) > 1000
    assert done.err == ""


def test_the_html_file_is_written_whole(onrecord: Command, record: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    done = onrecord("check", ARTICLE, "--record", record, "--html", target)
    assert target.read_text(encoding="utf-8").endswith("</html>\n")
    assert done.err == f"wrote {target}\n"
    assert list(tmp_path.glob(".*part")) == []


def test_without_a_record_nothing_is_compared_and_it_says_so(onrecord: Command) -> None:
    done = onrecord("check", ARTICLE)
    assert done.code == 0
    assert "No record was given" in done.text


def test_against_needs_no_record(onrecord: Command) -> None:
    done = onrecord("check", ARTICLE, "--against", EXAMPLES / "briefing.txt")
    assert done.code == 1
    assert "Record: 1 source" in done.text


def test_a_page_without_quotations_gives_an_honest_empty_report(
    onrecord: Command, record: Path, tmp_path: Path
) -> None:
    page = tmp_path / "calm.txt"
    page.write_text("A short walk\n\nThe river was high and nobody went out on it today.\n", encoding="utf-8")
    done = onrecord("check", page, "--record", record)
    assert done.code == 0
    assert "No quotation was found on the page." in done.text


def test_the_default_record_is_the_one_the_environment_names(
    onrecord: Command, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_RECORD", str(record))
    assert "Record: 3 sources" in onrecord("check", ARTICLE).text
