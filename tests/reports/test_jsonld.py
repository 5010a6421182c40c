"""Annotations and schema.org statements through a JSON-LD processor, offline.

The contexts below hold the terms that our files use, written from the W3C Web Annotation Vocabulary and schema.org; a
term that a context does not know would be dropped in expansion, and that is what the tests look for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from onrecord.reports import export
from onrecord.types import Report

OA = "http://www.w3.org/ns/oa#"
ACTIVITY = "https://www.w3.org/ns/activitystreams#"
ANNOTATION_CONTEXT: dict[str, Any] = {
    "oa": OA,
    "as": ACTIVITY,
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "SpecificResource": "oa:SpecificResource",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "assessing": "oa:assessing",
    "tagging": "oa:tagging",
    "linking": "oa:linking",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "generator": {"@id": "as:generator", "@type": "@id"},
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "name": "foaf:name",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}
SCHEMA_CONTEXT = {"@vocab": "https://schema.org/", "type": "@type", "id": "@id"}
CONTEXTS = {"http://www.w3.org/ns/anno.jsonld": ANNOTATION_CONTEXT, "https://schema.org": SCHEMA_CONTEXT}


def expanded(data: bytes) -> Any:
    jsonld = pytest.importorskip("pyld.jsonld", reason="pyld is not installed")

    def load(url: str, _options: dict[str, Any]) -> dict[str, Any]:
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": {"@context": CONTEXTS[url.rstrip("/")]},
        }

    return jsonld.expand(json.loads(data), {"documentLoader": load})


def keys(value: Any) -> Iterator[str]:
    """Every key of a JSON value, in whatever depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_no_term_of_the_annotations_is_unknown(report: Report) -> None:
    written = json.loads(export(report, "annotations"))
    assert set(keys(written)) - {"@context"} <= set(ANNOTATION_CONTEXT)
    page = expanded(export(report, "annotations"))[0]
    assert page["@type"] == [f"{ACTIVITY}OrderedCollectionPage"]
    (listed,) = page[f"{ACTIVITY}items"]
    assert len(listed["@list"]) == len(written["items"])


def test_an_annotation_assesses_words_on_the_page_and_links_to_the_record(report: Report) -> None:
    page = expanded(export(report, "annotations"))[0]
    for annotation in page[f"{ACTIVITY}items"][0]["@list"]:
        assert annotation["@type"] == [f"{OA}Annotation"]
        assert annotation[f"{OA}motivatedBy"] == [{"@id": f"{OA}assessing"}]
        for target in annotation[f"{OA}hasTarget"]:
            kinds = {selector["@type"][0] for selector in target[f"{OA}hasSelector"]}
            assert kinds == {f"{OA}TextQuoteSelector", f"{OA}TextPositionSelector"}
            assert target[f"{OA}hasSource"][0]["@id"].startswith(("https://", "urn:"))


def test_schema_org_is_read_as_such(report: Report) -> None:
    nodes = expanded(export(report, "schemaorg"))
    kinds = [node["@type"][0] for node in nodes]
    assert kinds.count("https://schema.org/Quotation") == 15
    assert "https://schema.org/ClaimReview" not in kinds
