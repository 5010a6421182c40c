"""Attributions by rule: content in [ ], cue in { }, source in < >."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from onrecord.statements.lexicon import forms, lexicon
from onrecord.statements.quotes import find_quotations
from onrecord.statements.rules import rule_attributions

from .marked import paragraphs_of

ROWS = [
    "<Berg> {said} [that the bridge will close].",
    "[“We will wait,”] <Berg> {said}.",
    "[“We will wait,”] {said} <Berg>.",
    "[“We will wait,”] <Berg> {said}. [“Not long.”]",
    "<Berg> {said}, [“We will wait.”]",
    "[The bridge will close], <Berg> {said}.",
    "{According to} <the council>, [the bridge will close].",
    "[The bridge will close], {according to} <the council>.",
    "<Berg> {told} Radio Nord [that the bridge will close].",
    "<The mayor>, who was there, {said} [that the bridge will close].",
    "<Berg>, the mayor of Hald, {said} [that the bridge will close].",
    "<Berg> on Friday {said} [that the bridge will close].",
    "<Berg> {asked} [whether the bridge would close].",
    "<Berg> {has also said} [that the bridge will close].",
    "[“What now?”] {beamed} <Nils Lund of Hald>.",
    "The vote prompted <Nils Lund, a clerk>, {to ask} [whether it was legal].",
]

SEVERAL = [
    (
        "“We wait,” Berg said, adding that the bridge is “safe.”",
        [("Berg", "said", ["“We wait,”"]), ("Berg", "adding", ["that the bridge is “safe.”"])],
    ),
    (
        "Stating that “we wait,” Berg called for a vote.",
        [("Berg", "Stating", ["that “we wait,”"]), ("Berg", "called for", ["a vote"])],
    ),
    ("Berg: ‘We Will Wait’", [("Berg", ":", ["‘We Will Wait’"])]),
    ("An appeal to close the bridge came from Mayor Berg.", [("Mayor Berg", "appeal", ["to close the bridge"])]),
    (
        "Berg’s claim that the bridge is safe was met with laughter.",
        [("Berg", "claim", ["that the bridge is safe was met with laughter"])],
    ),
    ("The bridge is not welcome to many.", []),
    ("The report was thick.", []),
    ("Berg was told to wait.", []),
]


def found(text: str) -> list[tuple[str, str, list[str]]]:
    paragraphs = paragraphs_of(text)
    rows = rule_attributions(text, paragraphs, find_quotations(text, paragraphs))
    return [
        (
            "".join(text[a:b] for a, b in r.source),
            "".join(text[a:b] for a, b in r.cue),
            [text[a:b] for a, b in r.content],
        )
        for r in rows
    ]


@pytest.mark.parametrize("row", ROWS)
def test_one_attribution(row: str) -> None:
    text = row
    for bracket in "[]{}<>":
        text = text.replace(bracket, "")
    paragraphs = paragraphs_of(text)
    (attribution,) = rule_attributions(text, paragraphs, find_quotations(text, paragraphs))
    edges = [(a, "[", b, "]") for a, b in attribution.content]
    edges += [(a, "{", b, "}") for a, b in attribution.cue] + [(a, "<", b, ">") for a, b in attribution.source]
    marks = sorted(
        [(b, 0, close) for _, _, b, close in edges] + [(a, 1, open_) for a, open_, _, _ in edges], reverse=True
    )
    for place, _, mark in marks:
        text = text[:place] + mark + text[place:]
    assert text == row


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_or_none(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert found(text) == expected


def test_the_hearer_is_not_the_speaker() -> None:
    (row,) = found("Holt and his aides had choice words, telling Lund that “the man is a mess.”")
    assert row[0] != "Lund"


@pytest.mark.parametrize(
    ("verb", "irregular", "expected"),
    [
        ("say", ["said"], ("say", "says", "saying", "said")),
        ("deny", [], ("deny", "denies", "denying", "denied")),
        ("quip", ["quipped", "quipping"], ("quip", "quips", "quipping", "quipped")),
        ("call on", [], ("call on", "calls on", "calling on", "called on")),
    ],
)
def test_forms_of_a_verb(verb: str, irregular: list[str], expected: tuple[str, ...]) -> None:
    assert forms(verb, irregular) == expected


def test_a_verb_stands_under_one_kind_and_every_mark_is_a_verb() -> None:
    data = tomllib.loads(resources.files("onrecord.statements").joinpath("cues.toml").read_text(encoding="utf-8"))
    verbs = [v.partition(":")[0] for k in ("speech", "writing", "thought", "attitude") for v in data[k]["verbs"]]
    assert len(verbs) == len(set(verbs))
    marks = {w for words in data["marks"].values() for w in words}
    assert marks <= {*verbs, "charge", "like", "inquire", "query", "disavow", *verbs}
    assert lexicon().verbs["denied"].denial
    assert lexicon().verbs["asked"].question
