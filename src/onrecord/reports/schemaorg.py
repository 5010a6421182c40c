"""Statements as schema.org Quotation and Claim; ClaimReview only where a named person signed a rating.

The machine's findings are never a rating: a ClaimReview says that a person stands behind it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import msgspec

from onrecord.errors import UsageError
from onrecord.reports.marks import safe_address
from onrecord.types import Article, Finding, Report, Statement


class SignedRating(msgspec.Struct, frozen=True, kw_only=True):
    """What one named person says about one statement, in the person's own words."""

    statement: str  # Statement.id
    rating: str
    person: str
    day: datetime.date
    organisation: str = ""


def schema_org(report: Report, ratings: Iterable[SignedRating] = ()) -> bytes:
    """A JSON-LD graph. Raises UsageError when a rating names no person or an unknown statement."""
    article = report.article
    found = {finding.statement: finding for finding in report.findings if finding.about == "quotation"}
    known = {statement.id: statement for statement in report.statements}
    graph: list[dict[str, Any]] = [_article(article)]
    for statement in report.statements:
        if statement.kind == "indirect":
            graph.append(_claim(statement, article))
        else:
            graph.append(_quotation(statement, article, found.get(statement.id)))
    graph += [_review(rating, known, article) for rating in ratings]
    made = {"@context": "https://schema.org", "@graph": graph}
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _address(article: Article) -> str:
    return safe_address(article.url) or f"urn:sha256:{article.page_sha256 or article.sha256}"


def _article(article: Article) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "NewsArticle", "@id": _address(article)}
    headline = next((article.text[b.span.start : b.span.end] for b in article.blocks if b.kind == "headline"), "")
    if headline:
        made["headline"] = headline
    if article.site:
        made["publisher"] = {"@type": "Organization", "name": article.site}
    if article.authors:
        made["author"] = [{"@type": "Person", "name": name} for name in article.authors]
    if article.date.first and article.date.first == article.date.last:
        made["datePublished"] = article.date.first.isoformat()
    return made


def _quotation(statement: Statement, article: Article, finding: Finding | None) -> dict[str, Any]:
    made = _statement("Quotation", statement, article)
    made["isPartOf"] = {"@id": _address(article)}
    if finding is not None and finding.places:
        source = finding.places[0].source
        cited: dict[str, Any] = {"@type": "CreativeWork", "name": source.title or source.id}
        if safe_address(source.url):
            cited["url"] = safe_address(source.url)
        if source.date:
            cited["datePublished"] = source.date.isoformat()
        made["citation"] = cited
    return made


def _claim(statement: Statement, article: Article) -> dict[str, Any]:
    return {**_statement("Claim", statement, article), "appearance": {"@id": _address(article)}}


def _statement(kind: str, statement: Statement, article: Article) -> dict[str, Any]:
    spans = statement.quoted or statement.content
    made: dict[str, Any] = {
        "@type": kind,
        "@id": f"urn:onrecord:statement:{article.sha256}:{statement.id}",
        "text": " ".join(article.text[span.start : span.end] for span in spans),
    }
    if statement.speaker.name:
        person = "Person" if statement.speaker.kind == "person" else "Organization"
        made["creator"] = {"@type": person, "name": statement.speaker.name}
    return made


def _review(rating: SignedRating, known: dict[str, Statement], article: Article) -> dict[str, Any]:
    if not rating.person.strip() or not rating.rating.strip():
        raise UsageError("a ClaimReview needs the name of the person who signs it and the rating in words")
    if rating.statement not in known:
        raise UsageError(f"the report has no statement {rating.statement!r}; see: onrecord statements ARTICLE")
    author: dict[str, Any] = {"@type": "Person", "name": rating.person}
    if rating.organisation:
        author["affiliation"] = {"@type": "Organization", "name": rating.organisation}
    statement = known[rating.statement]
    return {
        "@type": "ClaimReview",
        "author": author,
        "datePublished": rating.day.isoformat(),
        "claimReviewed": _statement("Claim", statement, article)["text"],
        "itemReviewed": {"@id": f"urn:onrecord:statement:{article.sha256}:{statement.id}"},
        "reviewRating": {"@type": "Rating", "alternateName": rating.rating},
    }
