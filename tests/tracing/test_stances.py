"""Who stands where: an actor, the cue, the words; and the row."""

import pytest

from onrecord.tracing import positions
from onrecord.types import Article, Block, Position, Span, Speaker, Statement


def rows(
    *said: tuple[str, str, str], roles: tuple[str, ...] = (), stands_for: str = "", **more: bool
) -> tuple[Position, ...]:
    text, statements = "", []
    for name, cue, words in said:
        start = len(text)
        text += f"{name} {cue} {words}. "
        at = start + len(name) + 1
        statements.append(
            Statement(
                id=f"s{len(statements) + 1}",
                kind="indirect",
                cue=(Span(at, at + len(cue)),),
                content=(Span(at + len(cue) + 1, at + len(cue) + 1 + len(words)),),
                speaker=Speaker(name=name, kind="person", roles=roles, stands_for=stands_for),
                **more,
            )
        )
    article = Article(text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),))
    return positions(article, statements)


@pytest.mark.parametrize(
    ("cue", "words", "stance", "towards"),
    [
        ("called", "for a harbour pact with Norland", "for", "a harbour pact with Norland"),
        ("called for", "a harbour pact with Norland", "for", "a harbour pact with Norland"),
        ("appeal", "to admit Norland", "for", "admit Norland"),
        ("said", "that Norland must pay the fleet", "for", "Norland must pay the fleet"),
        ("said", "that their goal is about countering Norland", "for", "about countering Norland"),
        ("said", "that her party supports the Northern Dock", "for", "Northern Dock"),
        ("said", "that she opposes the Northern Dock", "against", "Northern Dock"),
        ("said", "that there would be no talks with Norland", "against", "Norland"),
        ("said", "that Norland may join if it stops dredging", "condition", "Norland"),
        (
            "said",
            "there is nothing in the pact to harm Norland",
            "denial",
            "there is nothing in the pact to harm Norland",
        ),
        ("denied", "that the pact had harmed Norland", "denial", "the pact had harmed Norland"),
        ("said", "that their goal is not to harm Norland", "denial", "their goal is not to harm Norland"),
    ],
)
def test_a_stance_and_what_it_is_taken_towards(cue: str, words: str, stance: str, towards: str) -> None:
    (row,) = rows(("Ida Moreau", cue, words))
    assert (row.actor, row.stance, row.towards, row.said_by) == ("Ida Moreau", stance, towards, "Ida Moreau")


def test_a_stance_that_a_speaker_tells_of_somebody_else_is_not_the_speakers() -> None:
    (row,) = rows(("Ida Moreau", "said", "that Norland supports President Odd Moe"))
    assert (row.actor, row.stance, row.towards, row.said_by) == ("Norland", "for", "President Odd Moe", "Ida Moreau")
    (row,) = rows(("Ida Moreau", "was referring to", "Norland’s support for President Odd Moe"))
    assert (row.actor, row.towards) == ("Norland", "President Odd Moe")


def test_words_without_a_stance_make_no_row() -> None:
    assert rows(("Ida Moreau", "said", "that the band played a waltz on Monday")) == ()


def test_a_question_is_an_open_point() -> None:
    assert rows(("Jon Berg", "asked", "whether Norland had paid"), question=True)[0].stance == "open"


def test_a_spokesman_stands_for_his_body() -> None:
    (row,) = rows(("Jon Berg", "said", "that it backs Norland"), roles=("Harbour Authority spokesman",))
    assert (row.actor, row.said_by) == ("Harbour Authority", "Jon Berg")


def test_what_pulls_in_different_directions_stands_side_by_side() -> None:
    found = rows(
        ("Ida Moreau", "said", "that she supports Norland"),
        ("Per Holm", "said", "that he opposes Norland"),
        ("Ida Moreau", "said", "that she rejects Norland"),
    )
    assert [(row.actor, row.stance) for row in found] == [
        ("Ida Moreau", "for"),
        ("Ida Moreau", "against"),
        ("Per Holm", "against"),
    ]


def test_a_stance_that_the_page_ascribes_to_somebody_is_the_pages() -> None:
    text = "The talks ended early. Norland’s support for President Odd Moe was the reason."
    article = Article(text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),), site="gazette.example")
    (row,) = positions(article, ())
    assert (row.actor, row.stance, row.towards, row.said_by) == (
        "Norland",
        "for",
        "President Odd Moe",
        "gazette.example",
    )
    assert row.span is not None
    assert text[slice(*row.span)].startswith("Norland’s")
