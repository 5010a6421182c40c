"""The report on a terminal: within its width, with or without colour, never steered by the text it shows."""

from __future__ import annotations

import re

import msgspec
import pytest

from onrecord.reports.diffs import Run, printed_runs, recorded_runs
from onrecord.reports.terminal import Look, clean, terminal
from onrecord.types import DiffOp, Report

PLAIN = Look(width=90)


def test_both_texts_stand_with_what_is_different_marked(report: Report) -> None:
    made = terminal(report, PLAIN)
    assert "printed “{+Fourteen+} vessels were turned back out of thirty-one,”" in made
    assert "record  “[-Four-] vessels were turned back out of thirty-one.”" in made


def test_counts_have_denominators(report: Report) -> None:
    made = terminal(report, PLAIN)
    for part in ("9 of 15 quotations to query", "Notes (2 of 15)", "Not checked (2 of 15)", "Fine (2 of 15)"):
        assert part in made


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_lines_keep_to_the_width(report: Report, width: int) -> None:
    for line in terminal(report, Look(width=width), everything=True).splitlines():
        longest_word = max((len(word) for word in line.split()), default=0)
        assert (
            len(line) <= min(width, 100) or longest_word > width - 20 or line.startswith(("The ", "Record", "Shared"))
        )


def test_colour_changes_no_letter(report: Report) -> None:
    painted = terminal(report, Look(width=90, colour=True))
    bare = re.sub(r"\x1b\[[0-9;]*m", "", painted)
    plain = terminal(report, PLAIN)
    assert "\x1b" not in plain
    assert set(bare.split()) <= set(re.sub(r"\{\+|\+\}|\[-|-\]", "", plain).split())


def test_without_symbols_the_frame_is_ascii(report: Report) -> None:
    assert not set("⬢■△◇○→") & set(terminal(report, Look(symbols=False)))


def test_a_text_cannot_steer_the_terminal(report: Report) -> None:
    finding = msgspec.structs.replace(
        report.findings[0], reason="a\x1b[2Jb\u202ec\x07d", claimed_speaker="x\x1b]0;t\x07"
    )
    made = terminal(msgspec.structs.replace(report, findings=(finding,)), PLAIN)
    assert "\x1b" not in made
    assert "a<U+001B>[2Jb<U+202E>c<U+0007>d" in made


def test_clean_leaves_words_alone() -> None:
    assert clean("“Café”, naïve, 日本\n\tx") == "“Café”, naïve, 日本\n\tx"


@pytest.mark.parametrize(
    ("ops", "printed", "recorded"),
    [
        ([("equal", "We do ", "We do "), ("delete", "", "not "), ("equal", "go.", "go.")], "We do go.", "We do not go."),
        ([("equal", "We do", "We do"), ("delete", "", "not"), ("equal", "go.", "go.")], "We do go.", "We do not go."),
        ([("replace", "Ten", "Two"), ("equal", ", he said", ", he said")], "Ten, he said", "Two, he said"),
    ],
)  # fmt: skip
def test_runs_read_as_sentences(report: Report, ops: list[tuple[str, str, str]], printed: str, recorded: str) -> None:
    diff = tuple(msgspec.convert({"op": op, "printed": p, "recorded": r}, DiffOp) for op, p, r in ops)
    finding = msgspec.structs.replace(report.findings[0], diff=diff)

    def joined(runs: list[Run]) -> str:
        return "".join(run.text + run.gap for run in runs)

    assert joined(printed_runs(finding, report.article)) == printed
    assert joined(recorded_runs(finding)) == recorded
