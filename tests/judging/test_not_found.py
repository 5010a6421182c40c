"""What the absence of words is worth, by what the record holds and what the page says about the occasion."""

from __future__ import annotations

import pytest
from tests.judging.record_of import check, low

from onrecord.judging.notfound import absence
from onrecord.types import Coverage, Match, Printed, Speaker

FULL = Match(coverage=Coverage(held="complete", sources=1, speaker_sources=1, day_sources=1, speaker_day_sources=1))
PART = Match(coverage=Coverage(held="partial", sources=1, speaker_sources=1))
WORDS = "The tolls will be gone by the first of May."


def printed(words: str, after: str) -> Printed:
    return Printed(pieces=(words,), speaker=Speaker(name="Ada Low", kind="person"), after=after)


@pytest.mark.parametrize(
    ("words", "after", "match", "query"),
    [
        (WORDS, "Low told reporters in the harbour hall.", FULL, True),
        (WORDS, "Low told reporters in the harbour hall.", PART, False),
        (WORDS, "Low said in a written statement.", FULL, False),
        (WORDS, "Low wrote on Sunday night.", FULL, False),
        (WORDS, "Low told Harbour Radio on Sunday.", FULL, False),
        ("toll madness", "Low said.", FULL, False),  # two words may be anybody's
    ],
)
def test_absence_is_a_query_only_where_the_occasion_is_held(words: str, after: str, match: Match, query: bool) -> None:
    gone = absence(printed(words, after), match)
    assert (gone.words, gone.query) == ("not-in-record", query)


def test_speech_that_is_like_a_written_line_is_no_alteration_of_it() -> None:
    said = low("So many letters came in yesterday from the masons, and then all of a sudden this one from Brandt.")
    line = "So many letters came in yesterday from the masons, except for Brandt!"
    assert check(line, said, before="Low tweeted:").words == "not-in-record"
    assert check(line, said, before="Low tweeted:").severity == "S0"
