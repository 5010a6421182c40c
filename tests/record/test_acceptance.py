"""What speaks for a place and what against it."""

from __future__ import annotations

from onrecord.record.acceptance import Evidence, accepts, odds

FOUND = Evidence(
    words=20, total=200.0, found=16, missing=0.2, gap=1, elsewhere=0.0, near=0, far=0, skipped=2, exact=False,
    speaker=0.0, day=False, other_speaker=False, other_day=False, tokens=90_000_000,
)  # fmt: skip


def test_words_lacking_here_and_there_are_misheard_and_a_clause_that_lacks_is_another_speech() -> None:
    assert accepts(FOUND)
    assert not accepts(FOUND._replace(gap=4))


def test_a_larger_record_asks_for_more() -> None:
    doubtful = FOUND._replace(missing=0.3, gap=2)
    assert accepts(doubtful._replace(tokens=9_000_000))
    assert not accepts(doubtful._replace(tokens=900_000_000))


def test_speaker_and_day_speak_for_a_place_and_another_speaker_against_it() -> None:
    known = odds(FOUND._replace(speaker=1.0, day=True))
    assert known > odds(FOUND) > odds(FOUND._replace(other_speaker=True))


def test_in_a_small_record_parts_of_two_sources_need_the_speaker_or_nearly_all_the_words() -> None:
    spliced = FOUND._replace(tokens=1_000_000, far=1, elsewhere=0.4, missing=0.3)
    assert not accepts(spliced)
    assert accepts(spliced._replace(speaker=1.0))
    assert accepts(spliced._replace(missing=0.0, gap=0))
