"""Marks in, the words inside the marks in brackets out."""

from __future__ import annotations

import gc
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.statements.quotes import find_quotations
from onrecord.types import Quotation, Span

from .marked import marked, paragraphs_of

ROWS = [
    ('"We will wait," she said.', '"[We will wait,]" she said.'),
    ("“We will wait,” she said. “Not long.”", "“[We will wait,]” she said. “[Not long.]”"),
    ("‘We will wait,’ she said.", "‘[We will wait,]’ she said."),
    ("'We don't wait,' she said.", "'[We don't wait,]' she said."),
    ("He called it “daft” and ‘mad’.", "He called it “[daft]” and ‘[mad]’."),
    ("« Nous attendons », dit-elle.", "« [Nous attendons] », dit-elle."),
    ("«Wir warten», sagte sie.", "«[Wir warten]», sagte sie."),
    ("»Wir warten«, sagte sie.", "»[Wir warten]«, sagte sie."),
    ("„Wir warten“, sagte sie, „nicht lange“.", "„[Wir warten]“, sagte sie, „[nicht lange]“."),
    ("„Er sagte ‚nein‘ zu mir“, sagte sie.", "„[Er sagte ‚[nein]‘ zu mir]“, sagte sie."),
    ("”Vi väntar”, sade hon.", "”[Vi väntar]”, sade hon."),
    ("``We wait,'' she said.", "``[We wait,]'' she said."),
    ("''We wait,'' she said.", "''[We wait,]'' she said."),
    ("“He said ‘no’ to me,” she said.", "“[He said ‘[no]’ to me,]” she said."),
    ("‘He said “no” to me,’ she said.", "‘[He said “[no]” to me,]’ she said."),
    ("\"He said 'no,'\" she said.", "\"[He said '[no,]']\" she said."),
    ('"I read "The Hill" daily," she said.', '"[I read "[The Hill]" daily,]" she said.'),
    ('“We wait," she said.', '“[We wait,]" she said.'),
    ("“What is the ‘core goal’?” asked Brandt.", "“[What is the ‘[core goal]’?]” asked Brandt."),
    # apostrophes are not marks
    ("In the '90s rock 'n' roll wasn't James' thing.", "In the '90s rock 'n' roll wasn't James' thing."),
    ("In the ’90s rock ’n’ roll wasn’t James’ thing.", "In the ’90s rock ’n’ roll wasn’t James’ thing."),
    ("In the ‘90s the workers’ hall stood.", "In the ‘90s the workers’ hall stood."),
    ("'Tis a pity: get 'em out of the workers' hall.", "'Tis a pity: get 'em out of the workers' hall."),
    ("‘The boys’ room is shut,’ he said.", "‘[The boys’ room is shut,]’ he said."),
    ("‘I won’t,’ he said. ‘Not in the bosses’ time.’", "‘[I won’t,]’ he said. ‘[Not in the bosses’ time.]’"),
    # feet and inches
    ("He is 6'2\" and she 5'4\" tall.", "He is 6'2\" and she 5'4\" tall."),
    ('"It is a 12" record," he said.', '"[It is a 12" record,]" he said.'),
    ('"I was born in 1962" he said.', '"[I was born in 1962]" he said.'),
    # dashes, brackets, no blanks
    ("The plan—“a gift”—fell.", "The plan—“[a gift]”—fell."),
    ('The ("so to speak") plan.', 'The ("[so to speak]") plan.'),
    ('A "no"-vote.', 'A "[no]"-vote.'),
    ('She said:"No."', 'She said:"[No.]"'),
    # over paragraphs: each opened again, only the last closed
    ("“One.\n“Two.\n“Three,” she said.", "“[One.]\n“[Two.]\n“[Three,]” she said."),
    ('"One.\n\n"Two," she said. "Three."', '"[One.]\n\n"[Two,]" she said. "[Three.]"'),
    ("‘One.\n\n‘Two,’ she said.", "‘[One.]\n\n‘[Two,]’ she said."),
    ("She said: “One.\nTwo.” Then she left.", "She said: “[One.]\n[Two.]” Then she left."),
    # marks that never close take nothing with them
    ("“One, she said.\n“Two,” he said.", "“[One,] she said.\n“[Two,]” he said."),
    ("She called it “mad. He left.\n“Two,” he said.", "She called it “[mad.] He left.\n“[Two,]” he said."),
    ('She called it "mad and left. He said "no" twice.', 'She called it "[mad and left.] He said "[no]" twice.'),
    ("He left.” She stayed. “Two,” he said.", "He left.” She stayed. “[Two,]” he said."),
    ("She said, “one.\nHe left.\n“Two,” he said.", "She said, “[one.]\nHe left.\n“[Two,]” he said."),
    ("“They see that. “\n“Two,” he said.", "“[They see that.] “\n“[Two,]” he said."),
    ("", ""),
    ('"" and “”', '"" and “”'),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_the_words_inside_the_marks(text: str, expected: str) -> None:
    found = find_quotations(text, paragraphs_of(text))
    assert marked(text, [p for q in found for p in q.pieces]) == expected


SCARE = [
    ("His book [“The Long Wait”] sold well.", True),
    ("He spoke on NBC’s [“Meet the Press.”]", True),
    ("Jim [“Boots”] Harlan won.", True),
    ("The so-called [“truth squad”] met.", True),
    ("She was known as the [“Iron Aunt”].", True),
    ("It changes its [“focus”] and moves on.", False),
    ("She was called a [“con man”] by her rival.", False),
    ("“No,” he said. [“Never Again.”]", False),
    ("Mayor Tells Reporter Not To [‘Moan’] About Roads", False),
    ("[“Stop The Boats,”] the crowd shouted.", False),
]


@pytest.mark.parametrize(("row", "scare"), SCARE)
def test_titles_and_nicknames_are_held_at_arms_length(row: str, scare: bool) -> None:
    place = row.index("[")
    text = row.replace("[", "").replace("]", "")
    quotation = next(q for q in find_quotations(text, paragraphs_of(text)) if q.outer.start == place)
    assert quotation.scare is scare


def test_a_speech_over_paragraphs_is_one_quotation() -> None:
    text = "“One.\n“Two.\n“Three,” she said."
    (quotation,) = find_quotations(text, paragraphs_of(text))
    assert len(quotation.pieces) == 3
    assert quotation.closed
    assert quotation.outer == Span(0, text.index(" she"))


def test_nesting_and_missing_marks_are_told() -> None:
    text = "“He said ‘no’ to me,” she said. “And then"
    found = find_quotations(text, paragraphs_of(text))
    assert [(q.mark, q.depth, q.closed) for q in found] == [("“", 0, True), ("‘", 1, True), ("“", 0, False)]


PIECES = st.lists(
    st.sampled_from(
        [
            "“",
            "”",
            "‘",
            "’",
            '"',
            "'",
            "«",
            "»",
            "„",
            "''",
            " ",
            "\n",
            "\n\n",
            "a",
            "Bo",
            "said",
            ",",
            ".",
            "9",
            "—",
            "s",
        ]
    ),
    max_size=60,
)


def inside(inner: Quotation, outer: Quotation) -> bool:
    return any(a <= inner.outer.start and inner.outer.end <= b for a, b in outer.pieces) or outer.outer == inner.outer


@settings(deadline=None, derandomize=True, max_examples=600)
@given(PIECES)
def test_quotations_never_cross(parts: list[str]) -> None:
    text = "".join(parts)
    paragraphs = paragraphs_of(text)
    found = find_quotations(text, paragraphs)
    assert list(found) == sorted(found, key=lambda q: (q.outer.start, -q.outer.end))
    for q in found:
        assert 0 <= q.outer.start < q.outer.end <= len(text)
        assert text.startswith(q.mark, q.outer.start)
        for a, b in q.pieces:
            assert q.outer.start < a < b <= q.outer.end
            assert any(start <= a and b <= end for start, end in paragraphs)
        assert all(one.end <= two.start for one, two in pairwise(q.pieces))
    for q, r in pairwise(found):
        assert r.outer.start >= q.outer.end or (r.outer.end <= q.outer.end and r.depth > q.depth)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    st.lists(st.text(alphabet="abc de,.", min_size=1, max_size=20).filter(lambda s: s.strip()), min_size=1, max_size=8)
)
def test_clean_curly_marks_are_always_found(words: list[str]) -> None:
    text = " he said ".join(f"“x{w.strip()}y”" for w in words)
    found = find_quotations(text, paragraphs_of(text))
    assert [text[q.pieces[0][0] : q.pieces[0][1]] for q in found] == [f"x{w.strip()}y" for w in words]


@pytest.mark.parametrize("part", ["“a b c” he said. ", '"', "“", "'a ", "“a “b ", "‘a s’ ", '" ', "«a ", '6" "a '])
def test_time_is_linear(part: str) -> None:
    def cost(times: int) -> float:
        text = part * times
        best = 9.0
        gc.disable()  # a collection in one of the runs is no cost of the marks
        try:
            for _ in range(3):
                began = time.process_time()
                find_quotations(text, [Span(0, len(text))])
                best = min(best, time.process_time() - began)
        finally:
            gc.enable()
        return best

    assert cost(32000) < 24 * cost(4000) + 0.1  # eight times the text; sixty-four times the time if it were square


def test_marks_in_a_page_are_found_once() -> None:
    text = "“a” " * 1000
    assert len(find_quotations(text, paragraphs_of(text))) == len(re.findall("“a”", text))
