"""Who is meant: lines of a page, and the speakers of its statements in order."""

from __future__ import annotations

import pytest

from onrecord.reading import article_from_text
from onrecord.statements import find_statements

from .page import statements_of

INTRO = "Mayor Anna Berg met Carl Holt, a senator from Hald, on the bridge."
ROWS: list[tuple[str, list[str], list[str]]] = [
    ("a surname joins the full name", [INTRO, "“We wait,” Berg said."], ["Anna Berg"]),
    ("the fullest name wins", ["“We wait,” said A. Berg.", "Anna Maria Berg left."], ["Anna Maria Berg"]),
    ("a title with a gender", ["Anna Berg and Carl Berg met.", "“We wait,” said Mr. Berg."], ["Carl Berg"]),
    ("the only one with the role", [INTRO, "“We wait,” the mayor said."], ["Anna Berg"]),
    ("a role after the name", [INTRO, "“We wait,” the senator said."], ["Carl Holt"]),
    (
        "the senator, with two senators",
        ["Sen. Anna Berg met Sen. Carl Holt on the bridge.", "“We wait,” the senator said."],
        ["unclear"],
    ),
    ("she", [INTRO, "“We wait,” said Berg. “Not long,” she added."], ["Anna Berg", "Anna Berg"]),
    ("he goes past a woman", [INTRO, "“We wait,” he said."], ["Carl Holt"]),
    ("he, with two men", ["Carl Holt met Nils Lund, and they drank.", "“We wait,” he said."], ["Carl Holt|unclear"]),
    ("he, after one spoke", [INTRO, "“We wait,” Holt said.", "“Not long,” he said."], ["Carl Holt", "Carl Holt"]),
    ("officials stay unnamed", ["“We wait,” officials said."], ["unnamed"]),
    ("critics stay unnamed", ["Critics of Berg said that she waits."], ["unnamed"]),
    ("a spokesman of somebody is not that body", ["“We wait,” said a spokesman for Anna Berg."], ["unnamed"]),
    (
        "the official is the one before",
        ["A tall official said we wait. “Not long,” the official said."],
        ["unnamed"] * 2,
    ),
    ("a spokesman with a name", ["“We wait,” said Berg spokesman Nils Lund."], ["Nils Lund"]),
    ("a capital speaks for its government", ["Washington said that it waits."], ["Washington"]),
    ("an employer is not the speaker", ["“We wait,” said Nils Lund of the Harbour Bank."], ["Nils Lund"]),
    ("the campaign of somebody", ["Nils Lund ran.", "“We wait,” the Lund campaign said."], ["Lund campaign"]),
    ("a body", ["“We wait,” the Harbour Bank said."], ["Harbour Bank"]),
    ("a surname that is a country", ["Rep. Steve Israel came. “We wait,” Israel said."], ["Steve Israel"]),
    ("two together", ["Anna Berg and Carl Holt said that they wait."], ["Anna Berg and Carl Holt"]),
    ("a headline", ["Berg: ‘We Will Wait’", "Anna Berg came to the bridge with a broom today."], ["Anna Berg"]),
    ("a former office is no name", ["The former admiral said that he waits."], ["unclear"]),
    ("reported speech keeps its speaker", ["Berg said she was told “no.” The Harbour Post reported."], ["Berg"]),
]
ORPHANS: list[tuple[str, list[str], list[str]]] = [
    ("goes on in the paragraph", ["“We wait,” said Anna Berg. “Not long.”"], ["Anna Berg", "Anna Berg"]),
    (
        "goes on in the next paragraph",
        ["“We wait,” said Anna Berg.", "“It is not long.”"],
        ["Anna Berg", "Anna Berg"],
    ),
    ("after a colon", ["Anna Berg was short:", "“We wait.”"], ["Anna Berg"]),
    (
        "not when somebody else comes in",
        ["“We wait,” said Anna Berg. Carl Holt laughed.", "“It is not long.”"],
        ["Anna Berg", "none"],
    ),
    (
        "fragments in the writer's own words",
        ["Hald changes its “focus” and stops “propping up” the dam."],
        ["none"] * 2,
    ),
]


@pytest.mark.parametrize(("name", "lines", "speakers"), ROWS + ORPHANS, ids=[r[0] for r in ROWS + ORPHANS])
def test_speakers(name: str, lines: list[str], speakers: list[str]) -> None:
    _, statements = statements_of(*lines)
    given = [s.speaker.name or s.speaker.kind for s in statements]
    assert len(given) == len(speakers), given
    assert all(g in s.split("|") for g, s in zip(given, speakers, strict=True)), given


def test_mentions_and_roles_are_collected() -> None:
    article, statements = statements_of(INTRO, "“We wait,” Berg said.", "“Not long,” said the mayor, and she left.")
    speaker = statements[-1].speaker
    assert [article.text[a:b] for a, b in speaker.mentions] == ["Mayor Anna Berg", "Berg", "the mayor"]
    assert speaker.roles[0].lower() == "mayor"


def test_a_guess_says_that_it_is_one() -> None:
    _, statements = statements_of("“We wait,” Kirby said.", "“Not long,” the navy spokesman said.")
    first, second = (s.speaker for s in statements)
    assert (first.name, second.name) == ("Kirby", "Kirby")
    assert second.confidence < first.confidence
    assert "spokesman" in second.reason


def test_a_place_stands_for_its_body() -> None:
    _, statements = statements_of("The Kremlin said that it waits.")
    assert statements[0].speaker.kind == "body"
    assert statements[0].speaker.stands_for == "government of Russia"


def test_an_office_named_alone_is_not_a_person_whom_the_speaker_names() -> None:
    article = article_from_text("The harbour ministry spokesman said: “On Friday Secretary Lund opened the quay.”")
    (statement,) = find_statements(article, model="none")
    assert statement.speaker.name == ""
    assert statement.speaker.kind == "unnamed"
    assert statement.speaker.roles == ("harbour ministry spokesman",)


def test_a_bare_surname_in_the_place_of_a_source_is_a_person() -> None:
    article = article_from_text("Lund said on Friday: “The quay is open to every boat.”")
    (statement,) = find_statements(article, model="none")
    assert (statement.speaker.name, statement.speaker.kind) == ("Lund", "person")


def test_a_speaker_named_in_another_paragraph_is_less_sure() -> None:
    said = "“We wait,” Anna Berg said. She left the bridge by boat."
    text = f"Bridge closed\n\n{said}\n\n“Nobody knows whether the bridge will hold.”"
    near, afar = find_statements(article_from_text(text))
    assert (near.speaker.name, near.speaker.confidence) == ("Anna Berg", 0.98)
    assert afar.speaker.confidence < 0.8


def test_a_pronoun_that_goes_on_from_one_before_it_is_not_sure_of_the_name_between() -> None:
    _, (named,) = statements_of("Carl Holt came to the bridge on Monday.", "“We wait,” he said.")
    _, (between,) = statements_of("He came to the bridge on Monday and met Carl Holt.", "“We wait,” he said.")
    assert named.speaker.confidence >= 0.9
    assert between.speaker.confidence < 0.8
