"""Findings as W3C Web Annotations (motivation "assessing"), anchored by quotation and position on both sides.

Source: Web Annotation Data Model, W3C Recommendation 2017-02-23. Positions count Unicode code points, as it asks:
on the page in `Article.text`, in the record in the text of the turn that the source's fragment names.
"""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.reports.marks import safe_address
from onrecord.reports.wording import level, verdict
from onrecord.types import Article, Finding, Place, Report, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points of prefix and suffix: enough to tell two places apart, short enough to survive an edit


def web_annotations(report: Report) -> bytes:
    """An AnnotationPage with one annotation for each finding that points into the page."""
    found = [finding for finding in report.findings if finding.printed]
    page = {
        "@context": CONTEXT,
        "id": f"urn:onrecord:page:{report.article.sha256}",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": [_annotation(finding, report) for finding in found],
    }
    return msgspec.json.format(msgspec.json.encode(page), indent=1) + b"\n"


def _annotation(finding: Finding, report: Report) -> dict[str, Any]:
    article = report.article
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "assessing", "format": "text/plain", "language": "en",
         "value": _assessment(finding)},
        {"type": "TextualBody", "purpose": "tagging", "value": f"severity:{level(finding)}"},
        {"type": "TextualBody", "purpose": "tagging", "value": f"verdict:{verdict(finding)}"},
    ]  # fmt: skip
    bodies += [_evidence(place) for place in finding.places]
    return {
        "id": f"urn:onrecord:finding:{article.sha256}:{finding.id}",
        "type": "Annotation",
        "motivation": "assessing",
        "generator": {"id": "urn:onrecord:software", "type": "Software", "name": f"onrecord {report.onrecord}"},
        "body": bodies,
        "target": [_target(span, article) for span in finding.printed],
    }


def _assessment(finding: Finding) -> str:
    return f"{finding.reason} {finding.next_step}".strip() or verdict(finding)


def _target(span: Span, article: Article) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "source": safe_address(article.url) or f"urn:sha256:{article.page_sha256 or article.sha256}",
        "selector": _selectors(
            article.text[span.start : span.end],
            article.text[max(0, span.start - AROUND) : span.start],
            article.text[span.end : span.end + AROUND],
            span,
        ),
    }


def _evidence(place: Place) -> dict[str, Any]:
    source = safe_address(place.source.url) or f"urn:sha256:{place.source.sha256 or place.source.id}"
    return {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": f"{source}#turn={place.turn + 1}",
        "selector": _selectors(place.words, place.before[-AROUND:], place.after[:AROUND], place.span),
    }


def _selectors(exact: str, prefix: str, suffix: str, span: Span) -> list[dict[str, Any]]:
    return [
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
