"""A page in lines; the point in question and what is said of it."""

import datetime

import pytest

from onrecord.judging.stamp import judge_stamp
from onrecord.types import Article, Block, Day, Link, Span


def page(*lines: tuple[str, str], links: tuple[str, ...] = (), date: str = "", notes: tuple[str, ...] = ()) -> Article:
    text, blocks = "", []
    for kind, words in lines:
        span = Span(len(text), len(text) + len(words))
        held = tuple(Link(span=span, url=url) for url in links) if kind == "paragraph" else ()
        blocks.append(Block(kind=kind, span=span, links=held))  # type: ignore[arg-type]
        text += words + "\n"
    day = Day(first=datetime.date.fromisoformat(date)) if date else Day()
    return Article(text=text, blocks=tuple(blocks), date=day, notes=notes, url="https://gazette.example/1")


HEAD = ("headline", "Mayor opens the dock")
STAMP = ("stamp", "Fact checked")
STORY = ("paragraph", "The mayor opened the northern dock on Monday.")


def state(article: Article, name: str) -> str:
    return next(point.state for point in judge_stamp(article) if point.name == name)


def test_a_page_without_a_stamp_is_asked_nothing() -> None:
    assert judge_stamp(page(HEAD, STORY)) == ()


def test_a_bare_stamp_has_nothing_behind_it() -> None:
    bare = page(HEAD, STAMP, STORY, ("byline", "Ivo Brandt"), ("biography", "I help others reach their potential."))
    assert {point.name: point.state for point in judge_stamp(bare)} == {
        "named checker": "absent",
        "what was checked": "absent",
        "sources linked": "absent",
        "date": "absent",
        "method": "absent",
        "ClaimReview markup": "not-decidable",
        "correction policy": "not-decidable",
    }


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("Fact checked by Ada Lind", "present"),
        ("Medically reviewed by Dr. Jon Berg", "present"),
        ("Verified by our team", "absent"),
        ("Fact checked by Gazette Staff", "absent"),
        ("Fact checked", "absent"),
    ],
)
def test_a_checker_is_a_person_with_a_name(stamp: str, expected: str) -> None:
    assert state(page(HEAD, ("stamp", stamp), STORY), "named checker") == expected


def test_a_biography_can_name_the_checking_role() -> None:
    bio = ("biography", "Ada Lind is a fact-checker at the Gazette.")
    assert state(page(HEAD, STAMP, STORY, bio), "named checker") == "present"


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (("https://records.example/briefing",), "present"),
        (("https://gazette.example/other",), "absent"),
        (("https://www.facebook.com/sharer", "mailto:a@b.example"), "absent"),
        (("javascript:alert(1)", "http://[broken"), "absent"),
    ],
)
def test_a_source_is_a_link_to_another_site(links: tuple[str, ...], expected: str) -> None:
    assert state(page(HEAD, STAMP, STORY, links=links), "sources linked") == expected


def test_a_dated_page_is_told_from_a_dated_stamp() -> None:
    dated = judge_stamp(page(HEAD, STAMP, STORY, date="2021-03-01"))
    assert "the stamp itself is not" in next(p.reason for p in dated if p.name == "date")
    stamped = page(HEAD, ("stamp", "Fact checked on 3 March 2021"), STORY)
    point = next(p for p in judge_stamp(stamped) if p.name == "date")
    assert point.span is not None
    assert stamped.text[slice(*point.span)] == "3 March 2021"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Claim: the dock was paid for by the fishing fleet.", "what was checked"),
        ("Read how we check our stories.", "method"),
        ("Spotted a mistake? Write to the desk.", "correction policy"),
    ],
)
def test_what_the_page_says_about_its_check_is_seen(words: str, name: str) -> None:
    assert state(page(HEAD, STAMP, STORY, ("paragraph", words)), name) == "present"


def test_claim_review_is_known_from_the_reader() -> None:
    assert state(page(HEAD, STAMP, STORY, notes=("ClaimReview in the markup",)), "ClaimReview markup") == "present"
