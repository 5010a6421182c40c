"""Plain text: each row is a page and what its lines are, in brackets."""

from __future__ import annotations

import pytest

from onrecord.errors import PageError
from onrecord.reading import article_from_text
from onrecord.types import Article


def kinds(article: Article) -> str:
    """The kinds of the blocks in order, each with its first word: "[headline Mayor] [paragraph The]"."""
    return " ".join(f"[{b.kind} {article.text[b.span.start : b.span.end].split()[0]}]" for b in article.blocks)


ROWS = [
    # the shape of a news file: a title, an empty line, paragraphs
    ("Mayor opens pier.\n\nThe mayor opened the pier on Monday in the rain.", "[headline Mayor] [paragraph The]"),
    # a dateline with its agency is a block of its own, and the paragraph begins after it
    (
        "Pier opens\n\nPORT ELIN (AP) — The mayor opened the pier on Monday.",
        "[headline Pier] [dateline PORT] [paragraph The]",
    ),
    (
        "Pier opens\n\nPORT ELIN, Va. - In a custom of forty years, the mayor opened the pier.",
        "[headline Pier] [dateline PORT] [paragraph In]",
    ),
    # words in capitals that open a sentence are no dateline
    ("Pier opens\n\nNATO said the pier was open to everybody on Monday.", "[headline Pier] [paragraph NATO]"),
    # byline, date and standfirst in their usual order
    (
        "Pier opens\n\nA walk in the rain for the whole town and its mayor.\n\nBy Ada Quill\nMarch 12, 2024\n\n"
        "The mayor opened the pier on Monday.",
        "[headline Pier] [standfirst A] [byline By] [date March] [paragraph The]",
    ),
    # hand-over lines
    (
        "Pier\n\nSo it goes at the pier again.\n\nVia Coast News:\n\nThe mayor spoke to us all.",
        "[headline Pier] [paragraph So] [handover Via] [paragraph The]",
    ),
    (
        "Pier\n\nSo it goes at the pier again.\n\nHe writes:\n\nThe mayor spoke to us all.",
        "[headline Pier] [paragraph So] [paragraph He] [paragraph The]",
    ),
    # the site's own lines are not story
    (
        "Pier\n\nThe mayor opened the pier on Monday.\n\nRead the rest here.",
        "[headline Pier] [paragraph The] [boilerplate Read]",
    ),
    (
        "Pier\n\nThe mayor opened it all.\n\nCorrection: the pier is in Elin.",
        "[headline Pier] [paragraph The] [correction Correction:]",
    ),
    # bullets, headings between paragraphs
    (
        "Pier\n\nThe mayor named three things on Monday.\n\n- wood\n- rope\n\nThe cost\n\nIt was paid by the town and the port.",
        "[headline Pier] [paragraph The] [list-item wood] [list-item rope] [subheading The] [paragraph It]",
    ),
    # stamps in other words
    (
        "Pier opens\nReviewed by Tom Ash\n\nThe mayor opened the pier on Monday.",
        "[headline Pier] [stamp Reviewed] [paragraph The]",
    ),
    # a verb in the middle of a sentence is no hand-over, and a quotation no heading
    ("Pier\n\nCoast News reports that the pier is open to all.", "[headline Pier] [paragraph Coast]"),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_kinds(text: str, expected: str) -> None:
    assert kinds(article_from_text(text)) == expected


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    lines = [
        "The mayor of Port Elin opened the new pier on Monday in",
        "heavy rain and told the people who had come to see it that",
        "it would stand for a hundred years, or for as long as the",
    ]
    paragraph = "\n".join([*lines, "wood holds."])
    article = article_from_text("Pier opens\n\n" + "\n\n".join([paragraph] * 3))
    assert [b.kind for b in article.blocks] == ["headline", "paragraph", "paragraph", "paragraph"]
    first = article.blocks[1].span
    assert article.text[first.start : first.end] == paragraph


def test_date_and_outlet_beside_the_byline() -> None:
    article = article_from_text(
        "Pier opens\n\nBy Ada Quill\nCoast News\nMarch 12, 2024\n\nThe mayor opened the pier on Monday."
    )
    assert (article.authors, article.site, str(article.date.first)) == (("Ada Quill",), "Coast News", "2024-03-12")
    assert article.date.span is not None
    assert article.text[article.date.span.start : article.date.span.end] == "March 12, 2024"


@pytest.mark.parametrize("text", ["", " \n\t\n ", "\ufeff\n"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(PageError, match="no words"):
        article_from_text(text, origin="page.txt")


def test_lone_surrogates_keep_the_length() -> None:
    assert article_from_text("A\ud800B and so on").text == "A\ufffdB and so on"
