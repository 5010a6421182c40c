"""Any quotation cut from a turn by acceptable edits, in any combination, is never a query; spans and diffs hold."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.judging.record_of import check, low

from onrecord.types import Finding

PLAIN = [
    "We have been watching the water at the northern gate since the autumn storms began.",
    "The harbour will spend 40 percent of its budget on new lamps for the eastern mole.",
    "I am proud of the crews who kept the defense of this town in mind every night.",
    "They are traveling to the islands on Monday, which is a long way, with four engineers.",
    "It is our duty, of course, to organize the watch before the ice closes the channel.",
    "You can see the color of the water change when the river brings its mud down.",
    "The council, as everybody here remembers, gave $300 million to the ferry company last year.",
    "That was a hard week for the pilots and their families in the lower town.",
]
OPENERS = ["Well, look, ", "David, ", "No, Mr. Noll, ", "Let me be clear, ", "And, you know, ", "We, uh, "]
NOISE = ["uh, ", "um, ", "you know, "]
SWAPS = [
    ("defense", "defence"), ("traveling", "travelling"), ("organize", "organise"), ("color", "colour"), ("four engineers", "4 engineers"),
    ("40 percent", "40%"), ("$300 million", "$300m"), ("We have", "We’ve"), ("It is", "It’s"), ("They are", "They’re"), ("I am", "I’m"),
]  # fmt: skip
CUTS = [(", which is a long way,", " …"), (", of course,", " …"), (", as everybody here remembers,", " ...")]
FINE = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@st.composite
def tidied(draw: st.DrawFn) -> tuple[str, str]:
    """A recorded passage with noise, and a printed one with every kind of acceptable edit, drawn at random."""
    sentences = draw(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=3, unique=True))
    recorded, printed = [], []
    for sentence in sentences:
        spoken = sentence
        if draw(st.booleans()):  # a filler after the second word
            at = [m.end() for m in re.finditer(r"\s", sentence)][1]
            spoken = f"{sentence[:at].rstrip()}, {draw(st.sampled_from(NOISE))}{sentence[at:]}"
        if draw(st.booleans()):  # a false start
            first = spoken.split()[0]
            spoken = f"{first} — {spoken[0].lower() + spoken[1:] if first != 'I' else spoken}"
        if draw(st.booleans()) and spoken == sentence:  # an opener, a form of address or a stammer
            opener = draw(st.sampled_from(OPENERS))
            if not opener.startswith("We,") or spoken.startswith("We "):
                spoken = opener + (spoken if spoken.startswith("I ") else spoken[0].lower() + spoken[1:])
        if draw(st.booleans()):
            spoken += " (Laughter.)"
        recorded.append(spoken)
        shown = sentence
        for old, new in SWAPS:
            if old in shown and draw(st.booleans()):
                shown = shown.replace(old, new)
        for old, new in CUTS:
            if old in shown and draw(st.booleans()):
                shown = shown.replace(old, new)
        printed.append(shown)
    text = " ".join(printed)
    if draw(st.booleans()):
        text = text.replace("’", "'")
    if draw(st.booleans()):
        text = f"[{text[0].lower()}]{text[1:]}"
    if draw(st.booleans()):
        text = text.rstrip(".") + ","
    if draw(st.booleans()):
        text = text.replace(" ", "\u00a0", 2)
    return text, "Thank you all for coming. " + " ".join(recorded) + " Are there questions?"


@FINE
@given(tidied())
def test_acceptable_edits_are_never_a_query(case: tuple[str, str]) -> None:
    printed, recorded = case
    finding = check(printed, low(recorded))
    assert finding.severity in ("S0", "S1"), (finding.reason, printed, recorded)
    assert finding.speaker == "right"


@FINE
@given(tidied(), st.sampled_from([("the", "no"), ("will", "may"), ("of", "against"), ("water", "sugar")]))
def test_spans_cover_their_words_and_diffs_rebuild_both_texts(case: tuple[str, str], swap: tuple[str, str]) -> None:
    printed, recorded = case[0].replace(*swap), case[1]
    finding = check(printed, low(recorded))
    assert "".join(op.printed for op in finding.diff) == printed or not finding.places
    for place in finding.places:
        assert recorded[place.span.start : place.span.end] == place.words
    if len(finding.places) == 1:
        assert "".join(op.recorded for op in finding.diff) == finding.places[0].words
    _changes_point_at_their_words(finding, printed, recorded)


def _changes_point_at_their_words(finding: Finding, printed: str, recorded: str) -> None:
    for change in finding.changes:
        if change.printed_span:
            assert printed[change.printed_span.start : change.printed_span.end] == change.printed
        if change.recorded_span and len(change.recorded) < 300:
            assert recorded[change.recorded_span.start : change.recorded_span.end] == change.recorded
