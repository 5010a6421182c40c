"""What the model is shown: quotation marks, case, and windows that lose nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.statements.pieces import (
    CASE_DIGIT,
    CASE_LOWER,
    CASE_MIXED,
    CASE_NONE,
    CASE_TITLE,
    CASE_UPPER,
    CLOSE,
    IN_LONG,
    IN_SHORT,
    IN_SINGLE,
    OPEN,
    OUT,
    SINGLE,
    UNCLOSED,
    case_of,
    cut,
    paragraphs_of,
    quote_states,
    slabs,
    windows,
)
from onrecord.statements.tagger import open_tagger

SIGNS = {OUT: ".", OPEN: "(", CLOSE: ")", IN_SHORT: "s", IN_LONG: "l", IN_SINGLE: "i", SINGLE: "|", UNCLOSED: "u"}


def signs(text: str) -> str:
    """The states of a text as a row of signs under it."""
    return "".join(SIGNS[s] for s in quote_states(text))


def test_marks_and_what_stands_between_them() -> None:
    assert signs("He “did not go” home") == "...(llllllllll)....."
    assert signs('A "fair" deal') == "..(ssss)....."


def test_a_quotation_that_runs_on_into_the_next_paragraph() -> None:
    assert signs("“One two three.\n\n“Four five six.”") == "(" + "l" * 14 + ".." + "(" + "l" * 14 + ")"
    assert signs("“One two.\n\nThen he left.") == "(uuuuuuuu...............".replace("(", "u")


def test_single_marks_but_not_apostrophes() -> None:
    assert signs("Berg: ‘No deal’ today") == "......|iiiiiii|......"
    assert "i" not in signs("Berg's and the Hills' own rock 'n roll")


def test_case() -> None:
    words = {"bridge": CASE_LOWER, "Berg": CASE_TITLE, "NATO": CASE_UPPER, "iPhone": CASE_MIXED, "42": CASE_DIGIT}
    assert {w: case_of(w) for w in words} == words
    assert case_of("—") == CASE_NONE


PAGES = st.lists(st.text("ab “”\"'‘.,ÄñX1", max_size=60), max_size=12).map("\n\n".join)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(PAGES, st.integers(16, 64), st.integers(0, 24))
def test_windows_lose_no_piece_and_keep_their_size(page: str, limit: int, overlap: int) -> None:
    pieces = cut(page, open_tagger().tokenizer)
    seen: set[int] = set()
    for window in windows(pieces, limit, overlap):
        assert len(window.ids) <= limit
        seen.update(int(p) for p in window.piece if p >= 0)
    assert seen == set(range(len(pieces.ids)))


@settings(deadline=None, derandomize=True, max_examples=60)
@given(PAGES, st.integers(24, 80))
def test_slabs_divide_a_long_page_without_loss(page: str, most: int) -> None:
    pieces = cut(page, open_tagger().tokenizer)
    parts = list(slabs(pieces, 16, most))
    assert all(len(p.ids) <= most for p in parts)
    assert [s for p in parts for s in p.starts.tolist()] == pieces.starts.tolist()
    assert all(p.paragraphs[-1][1] == len(p.ids) for p in parts if len(p.ids))


@settings(deadline=None, derandomize=True, max_examples=60)
@given(PAGES)
def test_pieces_stand_in_order_inside_their_paragraph(page: str) -> None:
    pieces = cut(page, open_tagger().tokenizer)
    assert (pieces.starts < pieces.ends).all()
    assert (pieces.starts[1:] >= pieces.ends[:-1]).all()
    lines = paragraphs_of(page)
    for a, b in pieces.paragraphs:
        assert any(s <= pieces.starts[a] and pieces.ends[b - 1] <= e for s, e in lines)
