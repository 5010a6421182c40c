"""The HTML report: self-contained, under its own content security policy, and deaf to what hostile texts say."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import msgspec
import pytest

from onrecord.reports import EXPORTS
from onrecord.reports.page import asset, csp_hash, report_body, report_page, shown
from onrecord.reports.terminal import Look, terminal
from onrecord.types import Article, Block, Finding, Link, Report, SourceInfo, Span, Trace

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'>\u202eevil {{ 7*7 }}"


class Tags(HTMLParser):
    """Every tag with its attributes, and the ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


@pytest.fixture(scope="module")
def hostile() -> Report:
    text = HOSTILE * 3
    block = Block(kind="headline", span=Span(0, len(text)), links=(Link(span=Span(0, 9), url="javascript:alert(1)"),))
    info = SourceInfo(id=HOSTILE, title=HOSTILE, url="javascript:alert(1)", origin=HOSTILE, sha256=HOSTILE)
    place = {"source": info, "turn": 0, "span": [0, 4], "speaker": HOSTILE, "words": HOSTILE, "before": HOSTILE}
    finding = msgspec.convert(
        {"id": "f1", "about": "quotation", "severity": "S4", "reason": HOSTILE, "next_step": HOSTILE, "printed": [[0, 30]],
         "words": "altered", "claimed_speaker": HOSTILE, "lost": HOSTILE, "notes": [HOSTILE],
         "diff": [{"op": "replace", "printed": HOSTILE, "recorded": HOSTILE}]}, Finding
    )  # fmt: skip
    place = msgspec.convert(msgspec.to_builtins(place), type=type_of_place())
    finding = msgspec.structs.replace(finding, places=(place,))
    article = Article(
        text=text, blocks=(block,), url="javascript:alert(1)", site=HOSTILE, authors=(HOSTILE,), origin=HOSTILE
    )
    return Report(onrecord="0", article=article, findings=(finding,), notes=(HOSTILE,))


def type_of_place() -> type:
    from onrecord.types import Place

    return Place


def test_nothing_is_fetched(report: Report) -> None:
    for tag, attributes in Tags(report_page(report)).tags:
        assert tag not in {"img", "link", "iframe", "object", "embed", "base"}
        assert "src" not in attributes
        if "href" in attributes and tag != "a":
            assert attributes["href"].startswith("#")
    assert "url(" not in report_page(report).replace("url(#stripe)", "")
    assert "@import" not in report_page(report)


def test_the_policy_allows_its_own_style_and_script_and_no_other(report: Report) -> None:
    html = report_page(report)
    policy = next(a["content"] for tag, a in Tags(html).tags if a.get("http-equiv") == "Content-Security-Policy")
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert style is not None
    assert script is not None
    assert f"style-src '{csp_hash(style.group(1))}'" in policy
    assert f"script-src '{csp_hash(script.group(1))}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_no_inline_style_or_handler(report: Report, hostile: Report) -> None:
    for made in (report_page(report), report_page(hostile)):
        for _, attributes in Tags(made).tags:
            assert "style" not in attributes
            assert not [name for name in attributes if name.startswith("on")]


def test_hostile_text_stays_text(hostile: Report) -> None:
    tags = Tags(report_page(hostile)).tags
    assert [tag for tag, _ in tags].count("script") == 1
    assert not [tag for tag, _ in tags if tag == "img"]
    assert not [a for tag, a in tags if tag == "a" and not a["href"].startswith(("#", "http"))]
    assert "\u202e" not in report_page(hostile)
    assert "U+202E" in report_page(hostile)
    assert "{{ 7*7 }}" in report_page(hostile)


def test_ids_are_unique_and_every_fragment_leads_somewhere(report: Report) -> None:
    tags = Tags(report_page(report)).tags
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for _, a in tags if a.get("href", "").startswith("#")}
    assert targets <= set(ids)


def test_each_finding_can_be_addressed(report: Report) -> None:
    found = [a for tag, a in Tags(report_body(report)).tags if tag == "details" and "finding" in a["class"]]
    assert [a["id"] for a in found] == [finding.id for finding in report.findings]
    assert {a["data-statement"] for a in found} >= {statement.id for statement in report.statements}


def test_queries_are_open_where_no_script_runs(report: Report) -> None:
    opened = [
        a["id"]
        for tag, a in Tags(report_body(report)).tags
        if tag == "details" and "open" in a and "finding" in a["class"]
    ]
    assert opened == [finding.id for finding in report.findings if finding.severity >= "S2"]


def test_a_correction_can_be_offered(report: Report) -> None:
    assert 'href="/pages/7/s1"' in report_body(report, correct="/pages/7/")
    assert "Correct this" not in report_body(report)


def test_a_page_with_nothing_to_query_is_calm(report: Report) -> None:
    calm = msgspec.structs.replace(report, findings=tuple(f for f in report.findings if f.severity == "S0"))
    assert "Nothing to query. What could not be compared is listed below" in report_body(calm)
    empty = msgspec.structs.replace(report, findings=())
    assert "The page quotes nobody word for word" in report_body(empty)


def test_controls_are_shown_by_name() -> None:
    assert str(shown("a\u202eb<\x00")) == (
        'a<span class="control">U+202E</span>b&lt;<span class="control">U+0000</span>'
    )  # fmt: skip


def test_five_thousand_words_stay_under_a_megabyte_and_a_half(report: Report) -> None:
    assert len(report_page(long_report(report)).encode()) < 1_500_000


def test_thousands_of_findings_stay_short(report: Report) -> None:
    many = tuple(msgspec.structs.replace(report.findings[0], id=f"f{number}") for number in range(1, 3001))
    body = report_body(msgspec.structs.replace(report, findings=many))
    assert body.count('<details class="finding') == 500
    assert 'id="f3000"' in body


def test_twenty_thousand_findings_take_seconds_at_most(report: Report) -> None:
    text = "“word word word” and so on, " * 20_000
    spans = [Span(28 * number + 1, 28 * number + 15) for number in range(20_000)]
    many = tuple(
        msgspec.structs.replace(report.findings[number % 15], id=f"f{number}", printed=(span,), diff=())
        for number, span in enumerate(spans)
    )
    article = msgspec.structs.replace(
        report.article, text=text, blocks=(Block(kind="paragraph", span=Span(0, len(text))),)
    )
    long = msgspec.structs.replace(report, article=article, findings=many, trace=Trace())
    before = time.process_time()
    for name in ("html", "annotations"):
        assert EXPORTS[name].make(long)
    assert terminal(long, Look())
    assert time.process_time() - before < 40


def test_assets_have_no_tag_that_would_end_them() -> None:
    for name in ("tokens.css", "page.css", "report.css", "report.js"):
        assert "</" not in asset(name)


def long_report(report: Report) -> Report:
    """An article of about 5,000 words with 120 quotations."""
    text, blocks, findings = "", [], []
    while len(text.split()) < 5000:
        start = len(text)
        text += report.article.text.replace("\n\n", " ")
        blocks.append(Block(kind="paragraph", span=Span(start, len(text))))
        for finding in report.findings:
            moved = tuple(Span(start + span.start, start + span.end) for span in finding.printed)
            findings.append(msgspec.structs.replace(finding, id=f"f{len(findings) + 1}", printed=moved))
        text += "\n\n"
    article = msgspec.structs.replace(report.article, text=text, blocks=tuple(blocks))
    return msgspec.structs.replace(report, article=article, findings=tuple(findings))
