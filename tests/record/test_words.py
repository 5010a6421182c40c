"""Texts that are printed in two ways and have one set of numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record.words import Stretch, numbers_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don’t", "do not"),
        ("IT'S", "it is"),
        ("we're", "We are"),
        ("can't", "cannot"),
        ("gonna", "going to"),
        ("twenty", "20"),
        ("long-term", "long term"),
        ("cafe\u0301", "CAFÉ"),
        ("wo\u00adrd", "word"),
        ("zero\u200bwidth", "zerowidth"),
        ("the U.S. dollar", "the US dollar"),
        ("40%", "40 percent"),
        ("I, uh, think", "I think"),
        ("I I think", "I think"),
        ("organised labour", "organized labor"),
        ("travelling", "traveling"),
        ("ﬁnal", "final"),
        ("a—b", "a b"),
        ("東京です", "東 京 で す"),
    ],
)
def test_one_meaning_one_number(one: str, other: str) -> None:
    assert numbers_of(one) == numbers_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("will", "would"), ("not", "now"), ("10", "20"), ("he", "she"), ("form", "from")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert numbers_of(one) != numbers_of(other)


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_places_of_words_lie_in_the_text(text: str) -> None:
    stretch = Stretch(text)
    for at in range(len(stretch.numbers)):
        start, end = stretch.span(at, at)
        assert 0 <= start < end <= len(text)
        assert stretch.numbers[at] in Stretch(text[start:end]).numbers


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_both_ways_to_number_words_agree(text: str) -> None:
    assert numbers_of(text) == Stretch(text).numbers
