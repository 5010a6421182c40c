"""The article in the report is the article as published: not a letter more or less, whatever is marked in it."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from onrecord.reports.marks import MarkedBlock, marked_blocks, safe_address
from onrecord.types import Article, Block, Finding, Link, Report, Span, Statement


def text_of(block: MarkedBlock) -> str:
    return "".join(piece.text + piece.tail for piece in block.pieces)


def page(text: str, *findings: Finding, links: tuple[Link, ...] = (), told: tuple[Statement, ...] = ()) -> Report:
    block = Block(kind="paragraph", span=Span(0, len(text)), links=links)
    article = Article(text=text, blocks=(block,))
    return Report(onrecord="0", article=article, findings=findings, statements=told)


def finding(name: str, *spans: tuple[int, int], severity: str = "S2") -> Finding:
    printed = [list(span) for span in spans]
    return msgspec.convert(
        {"id": name, "about": "quotation", "severity": severity, "reason": "-", "printed": printed}, Finding
    )


def test_the_example_is_given_back_whole(report: Report) -> None:
    for block in marked_blocks(report):
        assert text_of(block) == report.article.text[block.block.span.start : block.block.span.end]


def test_a_badge_stands_behind_the_closing_mark() -> None:
    (block,) = marked_blocks(page("He said “no” twice.", finding("f1", (9, 11))))
    assert [(p.text, p.tail, len(p.ends)) for p in block.pieces] == [
        ("He said “", "", 0),
        ("no", "”", 1),
        (" twice.", "", 0),
    ]


def test_the_gravest_of_two_findings_colours_the_words() -> None:
    (block,) = marked_blocks(page("abcdef", finding("f1", (0, 6)), finding("f2", (2, 4), severity="S4")))
    assert [piece.finding.id for piece in block.pieces if piece.finding] == ["f1", "f2", "f1"]


spans = some.tuples(some.integers(0, 60), some.integers(0, 60)).map(lambda ends: (min(ends), max(ends)))


@settings(deadline=None, max_examples=150)
@given(
    some.text(alphabet="ab “”.\n", min_size=60, max_size=60),
    some.lists(spans, max_size=6),
    some.lists(spans, max_size=3),
)
def test_any_marks_leave_the_text_as_it_is(
    text: str, marked: list[tuple[int, int]], linked: list[tuple[int, int]]
) -> None:
    findings = [finding(f"f{number}", span) for number, span in enumerate(marked)]
    links = tuple(Link(span=Span(*span), url="https://a.example") for span in linked)
    (block,) = marked_blocks(page(text, *findings, links=links))
    assert text_of(block) == text
    ended = [end.id for piece in block.pieces for end in piece.ends]
    assert len(ended) == len(set(ended))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://a.example/b", "https://a.example/b"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("javascript:alert(1)", ""),
        (" JaVaScRiPt:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("//a.example", ""),
        ("https://a.example/\nb", ""),
    ],
)  # fmt: skip
def test_only_web_addresses_become_links(written: str, kept: str) -> None:
    assert safe_address(written) == kept


def test_twenty_thousand_quotations_on_one_line_take_seconds_at_most() -> None:
    text = "“word word word” and so on, " * 20_000
    findings = [finding(f"f{n}", (28 * n + 1, 28 * n + 15)) for n in range(20_000)]
    before = time.perf_counter()
    (block,) = marked_blocks(page(text, *findings))
    assert text_of(block) == text
    assert time.perf_counter() - before < 10
