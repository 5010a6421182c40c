"""Who reports whom: a sentence, and the chain of each statement in it with where its content begins."""

from __future__ import annotations

import pytest

from .page import statements_of

INTRODUCTION = (
    "Anna Berg, Carl Holt and Nils Lund met on the bridge. Carl Holt left. Nils Lund stayed. Anna Berg spoke."
)
ANNA, CARL, NILS, RADIO = "Anna Berg", "Carl Holt", "Nils Lund", "Radio Nord"
ROWS: list[tuple[str, list[str]]] = [
    ("Radio Nord reports that Berg said that the bridge will close.", [RADIO, f"{RADIO} > {ANNA}"]),
    ("Berg said that Holt had told her that the bridge will close.", [ANNA, f"{ANNA} > {CARL}"]),
    ("The mayor said that, according to Radio Nord, the bridge will close.", [ANNA, f"{ANNA} > {RADIO}"]),
    ("According to the Harbour Post, Berg said that it will close.", ["Harbour Post", f"Harbour Post > {ANNA}"]),
    ("Holt claimed that Berg had promised that the bridge would stay.", [CARL, f"{CARL} > {ANNA}"]),
    (
        "Radio Nord reported that Berg told the council that Holt said that the bridge is safe.",
        [RADIO, f"{RADIO} > {ANNA}", f"{RADIO} > {ANNA} > {CARL}"],
    ),
    ("Berg said Holt claimed the bridge was safe.", [ANNA, f"{ANNA} > {CARL}"]),
    ("Berg wrote that Holt had said “the bridge is safe.”", [ANNA, f"{ANNA} > {CARL}"]),
    ("The Harbour Post says that Holt denied that it is unsafe.", ["Harbour Post", f"Harbour Post > {CARL}"]),
    ("Berg told reporters that Lund had warned that the bridge might fall.", [ANNA, f"{ANNA} > {NILS}"]),
    ("“Holt said that the bridge is safe,” Berg said.", [ANNA]),  # her words, all of them
    ("Lund recalled that Berg said that she would wait.", [NILS, f"{NILS} > {ANNA}"]),
    ("Holt said that he had asked Berg whether the bridge was safe.", [CARL, f"{CARL} > {CARL}"]),
    ("Radio Nord reports that Holt asked whether the bridge was safe.", [RADIO, f"{RADIO} > {CARL}"]),
    ("The report says that Berg told Holt that the money was gone.", ["unnamed", f"unnamed > {ANNA}"]),
    ("Lund said Berg told Holt that “the money is gone.”", [NILS, f"{NILS} > {ANNA}"]),
    ("Holt insisted that Lund had said that the money was there.", [CARL, f"{CARL} > {NILS}"]),
    (
        "The Harbour Post reported that sources said that Holt would leave.",
        ["The Harbour Post", "The Harbour Post > unnamed"],
    ),
    ("Berg added that Lund had argued that the money was there.", [ANNA, f"{ANNA} > {NILS}"]),
    ("Holt testified that Berg wrote that the bridge was safe.", [CARL, f"{CARL} > {ANNA}"]),
    ("Radio Nord says that the ministry announced that the bridge will close.", [RADIO, f"{RADIO} > ministry"]),
    ("Holt said the ministry told him that the bridge will close.", [CARL, f"{CARL} > ministry"]),
    ("Berg tweeted that Holt said that he would resign.", [ANNA, f"{ANNA} > {CARL}"]),
    ("Lund explained that Holt said that the bridge had been tested.", [NILS, f"{NILS} > {CARL}"]),
    ("Berg said that critics claimed that the bridge was too dear.", [ANNA, f"{ANNA} > unnamed"]),
    ("Radio Nord says that Lund told its reporter that “nobody asked.”", [RADIO, f"{RADIO} > {NILS}"]),
    (
        "Holt said that Berg said that Lund said that the bridge is safe.",
        [CARL, f"{CARL} > {ANNA}", f"{CARL} > {ANNA} > {NILS}"],
    ),
    ("Berg replied that Holt had declared that the bridge was his.", [ANNA, f"{ANNA} > {CARL}"]),
    ("Holt predicted that Berg would say that the bridge is safe.", [CARL, f"{CARL} > {ANNA}"]),
    # two who may be "he": nobody is named rather than the wrong one
    ("Lund said Holt was right when he said that “the sea is blue.”", [NILS, NILS]),
]


@pytest.mark.parametrize(("sentence", "chains"), ROWS)
def test_chains_inside_a_sentence(sentence: str, chains: list[str]) -> None:
    article, statements = statements_of(("headline", "A bridge to close"), INTRODUCTION, sentence)
    here = [s for s in statements if s.content[0].start >= article.text.index(sentence)]
    assert [" > ".join(link.name or link.kind for link in s.chain[1:]) for s in here] == chains
    ids = [s.id for s in here]
    assert [s.nested_in for s in here] == ["", *ids[: len(ids) - 1]]


def test_an_unclear_pronoun_names_nobody() -> None:
    _, statements = statements_of(INTRODUCTION, "Lund said Holt was right when he said that “the sea is blue.”")
    assert statements[-1].quoted
    assert (statements[-1].speaker.kind, statements[-1].speaker.name) == ("unclear", "")


def test_there_are_thirty_cases() -> None:
    assert len(ROWS) >= 30
