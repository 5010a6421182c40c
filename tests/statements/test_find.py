"""What holds of the statements of any page: every quotation in exactly one, spans inside the text, ids in order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.statements import as_printed, find_statements
from onrecord.statements.page import Page
from onrecord.types import Article, Statement

PARTS = st.lists(
    st.sampled_from(
        [
            "“We wait,”",
            " “no”",
            "‘he said’",
            ' "stay"',
            " Anna Berg said",
            " said Carl Holt",
            " he said",
            ", adding that",
            " according to Radio Nord",
            ".",
            ".\n\n",
            ",",
            " the senator",
            " that",
            " and",
            ":",
            " RT reports:\n",
            " on Friday",
            "“",
            "”",
            " told CNN",
            " Mr. Berg",
            " asked whether",
            " officials",
            "\n",
            " it rained",
        ]
    ),
    max_size=30,
)


def spans(s: Statement) -> list[tuple[int, int]]:
    return [*s.content, *s.quoted, *s.cue, *s.source, *s.speaker.mentions]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(PARTS)
def test_every_quotation_stands_in_exactly_one_statement(parts: list[str]) -> None:
    text = "".join(parts)
    article = Article(text=text, blocks=())
    statements = find_statements(article, model="none")
    pieces = sorted(p for q in Page(text).spoken for p in q.pieces)
    assert sorted(p for s in statements for p in s.quoted) == pieces
    assert [s.id for s in statements] == [f"s{n}" for n in range(1, len(statements) + 1)]
    for s in statements:
        assert all(0 <= a < b <= len(text) for a, b in spans(s))
        assert s.nested_in == "" or s.nested_in in {o.id for o in statements}
        assert (as_printed(article, s) is None) is (not s.quoted)
    assert find_statements(article, model="none") == statements


def test_a_page_of_nothing_but_quotations_is_read() -> None:
    text = "“We wait,” Anna Berg said. " * 400
    statements = find_statements(Article(text=text, blocks=()), model="none")
    assert len(statements) == 400
    assert {s.speaker.name for s in statements} == {"Anna Berg"}


def test_empty() -> None:
    assert find_statements(Article(text="", blocks=()), model="none") == ()
