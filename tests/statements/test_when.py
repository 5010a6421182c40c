"""Words in, days out, with the story's day given or inferred."""

from __future__ import annotations

import datetime

import pytest

from onrecord.statements.page import Page
from onrecord.statements.when import days_in, event_in, events, story_day
from onrecord.types import Day, Span

from .page import article_of

STORY = Day(first=datetime.date(2015, 11, 20), last=datetime.date(2015, 11, 20))  # a Friday
ROWS = [
    ("She left on Wednesday.", "Wednesday", "2015-11-18", "2015-11-18"),
    ("She left on Friday.", "Friday", "2015-11-20", "2015-11-20"),
    ("She left last Friday.", "last Friday", "2015-11-13", "2015-11-13"),
    ("She will leave on Tuesday.", "Tuesday", "2015-11-24", "2015-11-24"),
    ("She left yesterday.", "yesterday", "2015-11-19", "2015-11-19"),
    ("She left last week.", "last week", "2015-11-09", "2015-11-15"),
    ("She left last month.", "last month", "2015-10-01", "2015-10-31"),
    ("She left a week ago.", "a week ago", "2015-11-13", "2015-11-13"),
    ("She left three days later.", "three days later", "2015-11-23", "2015-11-23"),
    ("She left on November 24.", "November 24", "2015-11-24", "2015-11-24"),
    ("She left on Nov. 3, 2014.", "Nov. 3, 2014", "2014-11-03", "2014-11-03"),
    ("She left on 24 November 2014.", "24 November 2014", "2014-11-24", "2014-11-24"),
    ("She left on January 5.", "January 5", "2016-01-05", "2016-01-05"),
    ("She left on 2015-02-03.", "2015-02-03", "2015-02-03", "2015-02-03"),
    ("She left three days after the attacks in Paris.", "three days after", "2015-11-16", "2015-11-16"),
]


@pytest.mark.parametrize(("text", "words", "first", "last"), ROWS)
def test_days(text: str, words: str, first: str, last: str) -> None:
    (day,) = days_in(text, Span(0, len(text)), STORY)
    assert (day.words, str(day.first), str(day.last)) == (words, first, last)
    assert day.span is not None
    assert text[day.span.start : day.span.end] == words
    assert day.reason


@pytest.mark.parametrize(
    "text", ["She left on Friday.", "She left on November 24.", "Three days after lunch she left."]
)
def test_without_a_date_nothing_is_made_up(text: str) -> None:
    (day,) = days_in(text, Span(0, len(text)), Day())
    assert day.first is None
    assert day.reason


def test_no_such_day() -> None:
    text = "She left on February 31, 2015."
    (day,) = days_in(text, Span(0, len(text)), STORY)
    assert day.first is None


def test_the_page_s_own_date_goes_first() -> None:
    article = article_of("Deadly attacks shook Paris a week ago.", date=STORY)
    assert story_day(article, Page(article.text).sentences) == STORY


def test_a_date_inferred_from_an_event() -> None:
    article = article_of("Deadly attacks shook Paris a week ago.")
    day = story_day(article, Page(article.text).sentences)
    assert (str(day.first), str(day.last), day.words) == ("2015-11-20", "2015-11-21", "a week ago")
    assert "13 November 2015" in day.reason


def test_two_events_in_one_sentence_tell_nothing() -> None:
    assert event_in("After the attacks in Paris and the bombings in Brussels a week ago") is None


def test_events_are_in_the_past_and_named() -> None:
    assert all(e.day < datetime.date(2026, 1, 1) and e.name and e.words for e in events())
