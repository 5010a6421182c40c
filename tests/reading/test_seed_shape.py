"""A plain page in the shape of the one the project began with: invented words, the same anatomy."""

from __future__ import annotations

from onrecord.reading import article_from_text

PAGE = """Harbour Not Safe For Ferries While Crane Stands

Fact checked
old harbour crane

The port office has said that the ferry line must move its berth if it wants to sail in winter.

The ferry line is not welcome at the pier until it changes its “habits”, yet the port insists that it wants ferries.

Coast News reports:

A request to widen the pier came from Mayor Ada Quill three days after the storm of a week ago.

“Every boat has to keep the same distance,” Rook said. “We have not seen that yet.”

Tilda Marsh
I am a gardener interested in helping others.
"""


def shape(text: str) -> list[tuple[str, str]]:
    """Kind and first words of every block."""
    article = article_from_text(text)
    return [(b.kind, " ".join(article.text[b.span.start : b.span.end].split()[:3])) for b in article.blocks]


def test_seed_shape() -> None:
    assert shape(PAGE) == [
        ("headline", "Harbour Not Safe"),
        ("stamp", "Fact checked"),
        ("caption", "old harbour crane"),
        ("standfirst", "The port office"),
        ("paragraph", "The ferry line"),
        ("handover", "Coast News reports:"),
        ("paragraph", "A request to"),
        ("paragraph", "“Every boat has"),
        ("byline", "Tilda Marsh"),
        ("biography", "I am a"),
    ]


def test_text_is_the_input() -> None:
    assert article_from_text("\ufeff" + PAGE).text == PAGE
    crlf = PAGE.replace("\n", "\r\n")
    article = article_from_text(crlf)
    assert article.text == crlf
    assert [b.kind for b in article.blocks] == [kind for kind, _ in shape(PAGE)]
    assert all(not crlf[b.span.start : b.span.end].endswith("\r") for b in article.blocks)
