"""The page that the project began with, in every point of its reading that concerns statements."""

from __future__ import annotations

import datetime

import pytest

from onrecord.reading import article_from_text
from onrecord.statements import as_printed, find_statements
from onrecord.statements.page import Page
from onrecord.statements.when import days_in, story_day
from onrecord.types import Article, Statement

from .page import shared

pytestmark = pytest.mark.shared

HOLLANDE, KIRBY, ARIKAT = "Francois Hollande", "Kirby", "Said Arikat"
# number of the quotation: (first word, last word, speaker, kind)
QUOTATIONS = [
    ("focus", "focus", "", "partial"),
    ("propping", "up", "", "partial"),
    ("France", "war,", HOLLANDE, "partial"),
    ("large", "coalition,", HOLLANDE, "partial"),
    ("to", "long.", HOLLANDE, "partial"),
    ("commitment.", "commitment.", "US State Department", "partial"),
    ("But", "commitment,", KIRBY, "direct"),
    ("It’s", "regime.", KIRBY, "direct"),
    ("If", "operations.", "Washington", "direct"),
    ("the", "time.", ARIKAT, "partial"),
    ("So", "other?", ARIKAT, "direct"),
    ("There", "power,", KIRBY, "direct"),
    ("mutually", "supportive", KIRBY, "partial"),
    ("keeping", "out.", KIRBY, "partial"),
    ("But", "ISIL,", KIRBY, "direct"),
]
INDIRECT = [  # speaker, words that the content holds
    ("US State Department", "must change its strategy"),
    ("Washington", "goal is not to defeat"),
    (HOLLANDE, "expand the US-led coalition"),
    ("US State Department", "involvement in the coalition would depend"),
    ("Washington", "no discussions until"),
    (ARIKAT, "coalition’s priority"),
    ("US State Department", "main goal of coalition"),
    (KIRBY, "removing the current"),
]


@pytest.fixture(scope="module")
def article() -> Article:
    return article_from_text(shared("data", "seed", "page.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["none", "auto"])
def statements(request: pytest.FixtureRequest, article: Article) -> tuple[Statement, ...]:
    return find_statements(article, model=request.param)


def quoted(article: Article, statements: tuple[Statement, ...]) -> list[tuple[str, str, str, str]]:
    rows = []
    for s in statements:
        for a, b in s.quoted:
            words = article.text[a:b].split()
            rows.append((words[0], words[-1], s.speaker.name, s.kind))
    return rows


def same(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(r.replace("State department", "State Department") for r in row)


def test_the_fifteen_quotations_in_order(article: Article, statements: tuple[Statement, ...]) -> None:
    assert [same(r) for r in quoted(article, statements)] == QUOTATIONS


def test_the_indirect_statements(article: Article, statements: tuple[Statement, ...]) -> None:
    for speaker, words in INDIRECT:
        held = [s for s in statements for a, b in s.content if words in article.text[a:b]]
        assert speaker in {same((s.speaker.name,))[0] for s in held}, words


def test_the_chain(article: Article, statements: tuple[Statement, ...]) -> None:
    handover = article.text.index("RT reports:")
    for s in (s for s in statements if s.quoted):
        names = [link.name for link in s.chain]
        assert s.chain[0].kind == "site"
        if s.content[0].start < handover:
            assert len(names) == 1
        else:
            assert names[1:] == ["RT", s.speaker.name]


def test_the_spokesman_is_kirby(statements: tuple[Statement, ...]) -> None:
    last = [s for s in statements if s.quoted][-1]
    assert last.speaker.name == KIRBY
    assert "State Department spokesman" in last.speaker.roles
    assert last.speaker.mention is not None
    assert len(last.speaker.mentions) >= 4
    assert last.speaker.confidence < 0.8
    assert "spokesman" in last.speaker.reason


def test_washington_stands_for_a_body(statements: tuple[Statement, ...]) -> None:
    washington = [s for s in statements if s.speaker.name == "Washington"]
    assert washington
    assert {s.speaker.stands_for for s in washington} == {"United States government"}


def test_hollande_is_translated_and_arikat_asks(statements: tuple[Statement, ...]) -> None:
    for s in statements:
        if s.quoted:
            assert s.translated is (s.speaker.name == HOLLANDE)
            assert s.question is (s.speaker.name == ARIKAT)


def test_the_day_of_the_story(article: Article) -> None:
    page = Page(article.text, article.blocks)
    day = story_day(article, page.sentences)
    assert day.first == datetime.date(2015, 11, 20)
    assert day.last == datetime.date(2015, 11, 21)
    assert "Friday 13 November 2015" in day.reason
    every = [d for sentence in page.sentences for d in days_in(article.text, sentence, day)]
    assert {d.words: d.first for d in every} == {
        "three days after": datetime.date(2015, 11, 16),
        "a week ago": datetime.date(2015, 11, 13),
        "November 24": datetime.date(2015, 11, 24),
        "November 26": datetime.date(2015, 11, 26),
    }


def test_what_the_judge_gets(article: Article, statements: tuple[Statement, ...]) -> None:
    printed = [p for s in statements if (p := as_printed(article, s)) is not None]
    assert sum(len(p.pieces) for p in printed) == 15
    assert all(article.text[a:b] == piece for p in printed for piece, (a, b) in zip(p.pieces, p.spans, strict=True))
    assert [p.whole for p in printed] == [kind == "direct" for _, _, _, kind in QUOTATIONS]
    assert all(p.day.last is not None and p.day.last <= datetime.date(2015, 11, 21) for p in printed)
