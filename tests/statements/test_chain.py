"""Which outlet a line belongs to: hand-overs, datelines, credits, and where the page takes back."""

from __future__ import annotations

from onrecord.statements import as_printed, find_statements

from .page import article_of, statements_of

SAID = "“We wait,” Anna Berg said."


def chains(*lines: object) -> list[str]:
    _, statements = statements_of(*lines)  # type: ignore[arg-type]
    return [" > ".join(link.name or link.kind for link in s.chain) for s in statements]


def test_a_hand_over_line() -> None:
    assert chains(SAID, "RT reports:", SAID) == ["this page > Anna Berg", "this page > RT > Anna Berg"]


def test_a_dateline() -> None:
    assert chains(f"HALD, Norway (AP) — {SAID}", SAID) == ["this page > Associated Press > Anna Berg"] * 2


def test_told_an_outlet() -> None:
    assert chains("“We wait,” Anna Berg told CNN.") == ["this page > CNN > Anna Berg"]


def test_block_quotes_end_with_themselves() -> None:
    assert chains("CNN reports:", ("blockquote", SAID), SAID) == [
        "this page > CNN > Anna Berg",
        "this page > Anna Berg",
    ]


def test_a_credit_line_behind_the_block() -> None:
    found = chains(("blockquote", SAID), "Read the rest at Harbour Post", SAID)
    assert found == ["this page > Harbour Post > Anna Berg", "this page > Anna Berg"]


def test_biography_takes_back() -> None:
    assert chains("RT reports:", SAID, ("biography", SAID))[1] == "this page > Anna Berg"


def test_the_name_of_the_site() -> None:
    article = article_of(SAID, site="Hald Today")
    assert find_statements(article, model="none")[0].chain[0].name == "Hald Today"


def test_split_by_the_cue_is_one_statement() -> None:
    article, statements = statements_of("“We will,” Anna Berg said on Friday, “wait for the boat.” “Not long.”")
    assert [len(s.quoted) for s in statements] == [2, 1]
    printed = as_printed(article, statements[0])
    assert printed is not None
    assert printed.pieces == ("We will,", "wait for the boat.")
    assert printed.whole
    assert printed.speaker.name == "Anna Berg"


def test_sentences_around_and_private_talk() -> None:
    article, statements = statements_of(
        "It rained. “We wait,” Anna Berg told a friend in a private conversation. Then she left."
    )
    printed = as_printed(article, statements[0])
    assert printed is not None
    assert printed.private
    assert printed.before.startswith("It rained.")
    assert printed.after.endswith("Then she left.")


def test_translated_on_evidence_only() -> None:
    rows = [
        ("“We wait,” Anna Berg said in French.", True),
        ("“We wait,” Anna Berg said through an interpreter.", True),
        ("“We wait,” French President Anna Berg said.", True),
        ("“We wait,” Anna Berg said in France.", False),
        ("“We speak in French,” Anna Berg said.", False),
    ]
    for line, translated in rows:
        _, statements = statements_of(line)
        assert statements[0].translated is translated, line


def test_denial_question_and_kind_of_cue() -> None:
    rows = [
        ("Anna Berg denied that she waits.", (True, False, "speech")),
        ("“Do we wait?” Anna Berg asked.", (False, True, "speech")),
        ("Anna Berg wrote that she waits.", (False, False, "writing")),
        ("Anna Berg believes that she waits.", (False, False, "thought")),
    ]
    for line, (denial, question, kind) in rows:
        _, statements = statements_of(line)
        assert (statements[0].denial, statements[0].question, statements[0].cue_kind) == (denial, question, kind)
