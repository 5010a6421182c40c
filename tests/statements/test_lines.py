"""Speakers that are printed as labels before or after their words."""

import pytest

from onrecord.statements.lines import speaker_lines, with_lines
from onrecord.types import Attribution, Span

CASES = {
    "a transcript inside a story": (
        "They talked on Sunday:\n\nWEBER: Will it close?\n\nBERG: It will.\n\nThe bridge is old.",
        ["WEBER | Will it close?", "BERG | It will."],
    ),
    "quoted lines run on": (
        "“MR. WEBER: Will it close?\n\n“BERG: It will.\n\n“And soon.\n\nThe bridge is old.",
        ["MR. WEBER | Will it close?", "BERG | It will. ... “And soon."],
    ),
    "letters to the editor": (
        "“A shame.” — Anna Berg\n\n“A blessing!” ― Lars Olsen, baker",
        ["Anna Berg | “A shame.”", "Lars Olsen, baker | “A blessing!”"],
    ),
    "one label alone is a dateline": ("NORDHAVN: The bridge will close.\n\nIt is old.", []),
    "furniture": ("UPDATE: It is closed.\n\nRELATED: The ferry is full.", []),
    "a dash inside a sentence": ("“We wait” — and wait — she said.", []),
}


def shown(text: str, found: tuple[Attribution, ...]) -> list[str]:
    return [" | ".join(" ... ".join(text[s:e] for s, e in r) for r in (a.source, a.content)) for a in found]


@pytest.mark.parametrize("name", CASES)
def test_labelled_lines(name: str) -> None:
    text, expected = CASES[name]
    assert shown(text, speaker_lines(text)) == expected


def test_a_line_overrules_what_crosses_it_and_keeps_what_it_holds() -> None:
    text = "WEBER: Olsen told me it would close.\n\nBERG: It will."
    crossing = Attribution(content=(Span(0, 36),), cue=(Span(38, 42),))
    inner = Attribution(content=(Span(21, 35),), cue=(Span(13, 17),), source=(Span(7, 12),))
    found = with_lines(text, (crossing, inner))
    assert inner in found
    assert crossing not in found
    assert shown(text, tuple(a for a in found if a.origin == "rules" and a != inner)) == [
        "WEBER | Olsen told me it would close.",
        "BERG | It will.",
    ]
