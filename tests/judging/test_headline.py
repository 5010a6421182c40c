"""Headline and body in a few lines; the verdicts that follow. Statements are marked by hand: «Name|the words given»."""

import os
import re
from pathlib import Path

import pytest

from onrecord.judging.headline import judge_headline
from onrecord.types import Article, Block, Finding, Span, Speaker, Statement

FILLER = (
    "The quay was busy all morning with lorries, and children from the school by the church stood along the fence to "
    "watch. Older people brought folding chairs. A brass band from the next village played two marches and a waltz. "
) * 6


def judged(
    headline: str, *body: str, standfirst: str = "", kinds: tuple[str, ...] = ()
) -> tuple[Article, tuple[Finding, ...]]:
    text, blocks, statements = "", [], []
    lines = [("headline", headline), *([("standfirst", standfirst)] if standfirst else [])]
    lines += [(kinds[n] if n < len(kinds) else "paragraph", words) for n, words in enumerate([*body, FILLER])]
    for kind, marked in lines:
        start = len(text)
        for piece in re.split(r"(«[^»]*»)", marked):
            if piece.startswith("«"):
                name, words = piece[1:-1].split("|")
                span = Span(len(text), len(text) + len(words))
                statements.append(
                    Statement(
                        id=f"s{len(statements)}",
                        kind="indirect",
                        content=(span,),
                        cue_kind="speech",
                        speaker=Speaker(name=name, kind="person"),
                    )
                )
                text += words
            else:
                text += piece
        blocks.append(Block(kind=kind, span=Span(start, len(text))))  # type: ignore[arg-type]
        text += "\n"
    article = Article(text=text, blocks=tuple(blocks))
    return article, judge_headline(article, statements)


def verdicts(*args: str, **more: object) -> list[str]:
    return [f"{finding.severity} {finding.verdict}" for finding in judged(*args, **more)[1]]  # type: ignore[arg-type]


def test_what_the_body_says_in_its_own_voice_is_stated() -> None:
    assert verdicts("Mayor opens northern dock", "The mayor opened the northern dock on Monday.") == ["S0 stated"]


def test_a_body_about_something_else_is_no_finding() -> None:
    assert verdicts("A quiet week for the islands") == []


@pytest.mark.parametrize(
    ("headline", "body", "expected"),
    [
        ("Dock to cost $480 million", "The dock will cost $480m, the city says.", []),
        ("Dock to cost $480 million", "The dock will cost $4.8 million, the city says.", ["S2 not in the body"]),
        ("Nearly 300 jobs lost at the dock", "In all 294 people lost their jobs at the dock.", []),
        ("Two-thirds back the dock, 35 percent oppose", "Of those asked, sixty-five percent back the dock.", []),
        ("Storm of 1987 remembered at the dock", "The great storm is remembered at the dock.", []),
        ("5 things to know about the dock", "The dock opened on Monday.", []),
        ("640 march against the dock", "Some 400 people marched on Monday, and 240 on Tuesday.", []),
    ],
)
def test_numbers_are_looked_up_in_any_form(headline: str, body: str, expected: list[str]) -> None:
    assert [v for v in verdicts(headline, body) if not v.startswith("S0")] == expected


def test_words_in_marks_must_be_in_the_text() -> None:
    body = "“The dock is a gift to the town,” the mayor said."
    assert "S2 not in the body" not in verdicts("Mayor calls dock ‘a gift to the town’", body)
    assert "S2 not in the body" in verdicts("Mayor calls dock ‘the finest harbour ever built’", body)


def test_an_attribution_lost_on_the_way_up_is_shown() -> None:
    body = "«Ida Moreau|The builders of the northern dock bribed two inspectors», Ida Moreau said."
    assert verdicts("Dock builders bribed two inspectors", body) == ["S1 stated by Ida Moreau only"]
    assert verdicts("Dock builders bribed two inspectors, Moreau says", body) == ["S0 stated"]
    own = "The builders of the dock bribed two inspectors, and were fined for it in March."
    assert verdicts("Dock builders bribed two inspectors", body, own) == ["S0 stated"]


def test_who_acts_by_speaking_has_not_lost_an_attribution() -> None:
    body = "«Ida Moreau|Moreau will resign over the northern dock», Ida Moreau said."
    assert verdicts("Moreau to resign over northern dock", body) == ["S0 stated"]


def test_a_speaker_meant_by_his_office_has_not_lost_an_attribution() -> None:
    first = "Island Gov. Per Berg spoke for an hour."
    body = "«Per Berg|The island has restored the fishing rights of two villages», Berg said."
    assert verdicts("Island governor restores fishing rights", first, body) == ["S0 stated"]


def test_a_dateline_is_nobody() -> None:
    body = "«NORTH HARBOUR|NORTH HARBOUR: The builders of the dock bribed two inspectors on Monday»."
    assert verdicts("Dock builders bribed two inspectors", body) == ["S0 stated"]


def test_a_may_in_the_body_and_none_above() -> None:
    body = "The northern dock may sink into the harbour mud, an engineer wrote."
    assert verdicts("Northern dock sinks into harbour mud", body) == ["S2 stronger than the body"]
    assert verdicts("Northern dock may sink into harbour mud", body) == ["S0 stated"]
    plain = "The northern dock sinks by a finger a year."
    assert "S2 stronger than the body" not in verdicts("Northern dock sinks into harbour mud", body, plain)


def test_a_condition_in_the_body_and_none_above() -> None:
    body = "The council closes the northern dock if the fleet leaves."
    assert verdicts("Council closes northern dock", body) == ["S2 condition dropped"]
    assert verdicts("Council closes northern dock if fleet leaves", body) == ["S0 stated"]


def test_a_flat_refusal_above_and_an_offer_below() -> None:
    body = "“If Norland stops dredging, we will be willing to let it join the harbour pact,” «Jon Berg|x» said."
    found = verdicts("Norland Not Wanted In Harbour Pact", body)
    assert "S2 condition dropped" in found


def test_a_strong_word_needs_something_that_bears_it() -> None:
    assert verdicts("Mayor admits dock was late", "The mayor said the dock was late.")[0] == "S2 stronger than the body"
    assert verdicts("Mayor admits dock was late", "The mayor acknowledged that the dock was late.") == ["S0 stated"]


def test_must_in_the_standfirst_is_nobodys_word() -> None:
    article, found = judged(
        "The dock",
        "“We would like to see another plan,” the council's speaker said.",
        standfirst="The council has said that the mayor must change the plan.",
    )
    wording = next(finding for finding in found if finding.about == "standfirst")
    assert (wording.severity, wording.verdict) == ("S1", "not in the body")
    assert article.text[slice(*wording.printed[0])] == "must change the plan"


def test_above_a_hand_over_the_site_cannot_bear_itself_out() -> None:
    lede = "The northern dock is not safe for ships, and everybody knows it."
    report = "«Ida Moreau|The northern dock is not safe for ships», Ida Moreau said."
    told = verdicts("Northern dock is not safe", lede, "The Gazette reports:", report, kinds=("paragraph", "handover"))
    assert told == ["S1 stated by Ida Moreau only"]


def test_a_short_extract_shows_nothing_by_what_it_lacks() -> None:
    text = "Dock cost $480 million\nThe dock opened."
    article = Article(
        text=text, blocks=(Block(kind="headline", span=Span(0, 22)), Block(kind="paragraph", span=Span(23, 39)))
    )
    assert judge_headline(article, ()) == ()


SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parents[2].parent / "shared"))
SEED = SHARED / "data" / "seed" / "page.txt"


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason=f"the seed page is not at {SEED}")
def test_the_model_case() -> None:
    from onrecord.reading import load, read_article
    from onrecord.statements import find_statements

    article = read_article(load(str(SEED)))
    found = judge_headline(article, find_statements(article, model="none"))
    seen = [(finding.about, finding.severity, finding.verdict.split(" by ")[0]) for finding in found]
    assert seen == [
        ("headline", "S2", "condition dropped"),
        ("headline", "S1", "stated"),
        ("standfirst", "S1", "not in the body"),
    ]
    assert article.text[slice(*found[2].printed[0])].startswith("must ")
    assert article.text[slice(*found[0].printed[1])].count("If ") == 1
