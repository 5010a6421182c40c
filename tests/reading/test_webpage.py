"""Web pages: markup in, kinds and words out, and every verbatim character leads back to the page."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import PageError
from onrecord.reading import page_spans, raw_from_bytes, read_article
from onrecord.reading.weblines import read_lines
from onrecord.types import Article, Span

STORY = "".join(
    f"<p>The harbour office said on day {n} that the pier would stay open for boats of every size.</p>"
    for n in range(4)
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Pier opens | Coast News</title>
<meta property="og:site_name" content="Coast News"><meta property="og:title" content="Pier opens">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Pier
opens","datePublished":"2024-03-12T08:00:00Z",
"author":[{{"name":"Ada Quill"}}]}}</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<header><h1>Pier opens</h1><span class="badge">Fact checked</span>
<p class="standfirst">The mayor walked down it in the rain on Monday.</p></header>
<div class="share-bar"><a href="x">Share on Z</a></div>
<article><figure><img src="p.jpg"><figcaption>The pier at noon</figcaption></figure>
<p>Opening &amp; closing: the <a href="https://coast.example/log">harbour log</a>
   shows it, she&nbsp;said.</p><p>Coast Radio reports:</p>{STORY}<blockquote><p>We will walk on it every day, rain or
   no rain.</p></blockquote>
<aside class="related"><p>Ten other piers you should have seen before the end of this long year of
piers.</p></aside></article>
<p class="author-bio">Ada Quill is a reporter who walks on piers for a living.</p>
<footer><p>Copyright of the Coast News and all of the people who work for it since the year
1900.</p></footer></body></html>"""


def read(page: str) -> Article:
    return read_article(raw_from_bytes(page.encode(), origin="page.html", media_type="text/html"))


def words(article: Article, kind: str) -> list[str]:
    return [article.text[b.span.start : b.span.end] for b in article.blocks if b.kind == kind]


def test_nothing_that_matters_is_lost() -> None:
    article = read(PAGE)
    assert words(article, "headline") == ["Pier opens"]
    assert words(article, "stamp") == ["Fact checked"]
    assert words(article, "standfirst") == ["The mayor walked down it in the rain on Monday."]
    assert words(article, "caption") == ["The pier at noon"]
    assert words(article, "handover") == ["Coast Radio reports:"]
    assert words(article, "blockquote") == ["We will walk on it every day, rain or no rain."]
    assert words(article, "biography") == ["Ada Quill is a reporter who walks on piers for a living."]
    assert words(article, "paragraph")[0] == "Opening & closing: the harbour log shows it, she\u00a0said."
    assert not any(
        "Ten other piers" in w or "Copyright" in w or "Home" in w
        for b in article.blocks
        for w in words(article, b.kind)
    )
    assert (article.site, article.authors, article.language) == ("Coast News", ("Ada Quill",), "en")
    assert str(article.date.first) == "2024-03-12"
    assert "JSON-LD" in article.date.reason


def test_links_stand_where_their_words_do() -> None:
    article = read(PAGE)
    found = [(article.text[k.span.start : k.span.end], k.url) for b in article.blocks for k in b.links]
    assert found == [("harbour log", "https://coast.example/log")]


def test_spans_lead_back_to_the_page() -> None:
    article = read(PAGE)
    start = article.text.index("closing: the")
    assert [PAGE[s.start : s.end] for s in page_spans(article, Span(start, start + 12))] == ["closing: the"]
    amp = article.text.index("&")
    assert page_spans(article, Span(amp, amp + 1)) == ()  # the page writes it as an entity


def test_a_page_without_words() -> None:
    with pytest.raises(PageError, match="shows no words"):
        read("<html><body><script>var a = 1;</script></body></html>")


def test_broken_metadata_is_noted() -> None:
    article = read(PAGE.replace('"@type":"NewsArticle"', '"@type":"NewsArticle'))
    assert any("JSON-LD" in note for note in article.notes)
    assert words(article, "headline") == ["Pier opens"]


TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
TAG = st.sampled_from(["p", "div", "b", "a", "span", "li", "h1", "blockquote", "td", "br", "script", "x-y"])
PIECE = st.one_of(
    TEXT,
    TEXT.map(html.escape),
    TAG.map(lambda t: f"<{t}>"),
    TAG.map(lambda t: f"</{t}>"),
    TAG.map(lambda t: f"<{t} href='x y' class=\"a>b\">"),
    st.sampled_from(
        ["<", ">", "&", "&amp;", "&#65;", "&bogus;", "<!--", "-->", "<!", "</", "\n  ", "\t", '"', "<p class='"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECE, max_size=40).map("".join))
def test_every_run_is_verbatim(page: str) -> None:
    for line in read_lines(page).lines:
        end = 0
        for run in line.runs:
            assert run.length > 0
            assert run.text >= end
            end = run.text + run.length
            assert line.text[run.text : end] == page[run.page : run.page + run.length]
        assert end <= len(line.text)
        for link in line.links:
            assert 0 <= link.span.start < link.span.end <= len(line.text)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECE, max_size=30).map("".join))
def test_any_markup_is_an_article(middle: str) -> None:
    page = f"<html><body><h1>Pier</h1><p>The pier is open, she said.</p>{middle}"
    article = read(page)
    at = 0
    for block in article.blocks:
        assert at <= block.span.start < block.span.end <= len(article.text)
        at = block.span.end
    for run in article.page_map:
        assert article.text[run.text : run.text + run.length] == page[run.page : run.page + run.length]
