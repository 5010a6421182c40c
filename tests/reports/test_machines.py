"""The forms for machines: canonical, valid, anchored on both sides, inert in a spreadsheet."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import PageError, UsageError
from onrecord.reports import EXPORTS, export
from onrecord.reports.canonical import from_json, schema, to_json
from onrecord.reports.notebook import repr_html
from onrecord.reports.schemaorg import SignedRating, schema_org
from onrecord.reports.table import rows
from onrecord.types import Report

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_report_gives_the_same_bytes(report: Report, name: str) -> None:
    if name == "arrow":
        pytest.importorskip("nanoarrow")
    again = from_json(to_json(report))
    assert export(again, name) == export(report, name) != b""


def test_an_unknown_form_names_the_forms() -> None:
    with pytest.raises(UsageError, match="json, html"):
        export(Report(onrecord="0", article=msgspec.convert({"text": "", "blocks": []}, type=article_type())), "pdf")


def article_type() -> type:
    from onrecord.types import Article

    return Article


def test_json_is_read_back_whole(report: Report) -> None:
    assert from_json(to_json(report)) == report
    assert to_json(report).endswith(b"}\n")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\x00\xff", b'{"onrecord":1}'])
def test_what_is_no_report_is_named(data: bytes) -> None:
    with pytest.raises(PageError, match=r"r\.json is not a report of onrecord"):
        from_json(data, "r.json")


def test_the_published_schema_is_the_schema() -> None:
    published = json.loads((DOCS / "report.schema.json").read_text(encoding="utf-8"))
    assert published == schema(), "the records have changed; publish the new schema with: make golden"


def test_a_report_is_valid_by_the_published_schema(report: Report) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    checker = jsonschema.Draft202012Validator(schema())
    assert not list(checker.iter_errors(json.loads(to_json(report))))
    assert list(checker.iter_errors({"onrecord": "0"}))


def test_annotations_follow_their_schema(report: Report) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    written = json.loads((DOCS / "annotations.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(written)
    page = json.loads(export(report, "annotations"))
    assert not list(jsonschema.Draft202012Validator(written).iter_errors(page))
    page["items"][0]["target"] = "everywhere"
    assert list(jsonschema.Draft202012Validator(written).iter_errors(page))


def test_annotations_are_anchored_by_words_and_by_place(report: Report) -> None:
    text = report.article.text
    items = json.loads(export(report, "annotations"))["items"]
    assert len(items) == len([finding for finding in report.findings if finding.printed])
    for item in items:
        assert item["motivation"] == "assessing"
        for target in item["target"]:
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
    linked = [body for item in items for body in item["body"] if body["type"] == "SpecificResource"]
    assert len(linked) == sum(len(finding.places) for finding in report.findings)
    assert all(
        [s["type"] for s in body["selector"]] == ["TextQuoteSelector", "TextPositionSelector"] for body in linked
    )


def test_schema_org_has_no_review_unless_a_person_signs(report: Report) -> None:
    graph = json.loads(schema_org(report))["@graph"]
    assert {node["@type"] for node in graph} == {"NewsArticle", "Quotation"}
    rating = SignedRating(statement="s1", rating="Misquoted", person="Ada Roe", day=datetime.date(2024, 3, 14))
    graph = json.loads(schema_org(report, [rating]))["@graph"]
    (review,) = [node for node in graph if node["@type"] == "ClaimReview"]
    assert review["author"] == {"@type": "Person", "name": "Ada Roe"}
    assert review["reviewRating"]["alternateName"] == "Misquoted"


@pytest.mark.parametrize(("person", "statement"), [("", "s1"), (" ", "s1"), ("Ada Roe", "s999")])
def test_a_review_needs_a_person_and_a_statement(report: Report, person: str, statement: str) -> None:
    with pytest.raises(UsageError):
        schema_org(
            report, [SignedRating(statement=statement, rating="x", person=person, day=datetime.date(2024, 3, 14))]
        )


def test_rows_are_the_same_in_every_table(report: Report) -> None:
    from_csv = list(csv.DictReader(io.StringIO(export(report, "csv").decode("utf-8-sig"))))
    from_lines = [json.loads(line) for line in export(report, "jsonl").splitlines()]
    assert [row["finding"] for row in from_csv] == [row["finding"] for row in from_lines]
    assert from_lines == [msgspec.to_builtins(row) for row in rows(report)]
    for row in rows(report):
        assert report.article.text[row.start : row.end] == row.printed


def test_a_spreadsheet_runs_nothing(report: Report) -> None:
    finding = msgspec.structs.replace(report.findings[0], reason='=HYPERLINK("http://a.example")')
    made = export(msgspec.structs.replace(report, findings=(finding,)), "csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(made))
    assert row["reason"].startswith("'=")


def test_arrow_gives_the_rows_back(report: Report) -> None:
    nanoarrow = pytest.importorskip("nanoarrow")
    from onrecord.reports.arrow import FindingsTable

    for stream in (
        nanoarrow.ArrayStream(FindingsTable(report)),
        nanoarrow.ArrayStream.from_readable(export(report, "arrow")),
    ):
        assert [row["printed"] for row in stream.read_all().to_pylist()] == [row.printed for row in rows(report)]


def test_markdown_of_hostile_words_is_text(report: Report) -> None:
    finding = msgspec.structs.replace(report.findings[0], reason="<script> | [x](javascript:1)\n# head `code`")
    made = export(msgspec.structs.replace(report, findings=(finding,)), "markdown").decode()
    assert r"\<script\> \| \[x\](javascript:1) \# head \`code\`" in made


def test_a_notebook_shows_counts_and_findings(report: Report) -> None:
    made = repr_html(report)
    assert report._repr_html_() == made
    assert "9 of 15 quotations to query" in made
    assert made.count("<tr>") == 1 + len(report.findings)
    finding = msgspec.structs.replace(report.findings[0], reason="<script>alert(1)</script>")
    assert "<script>" not in repr_html(msgspec.structs.replace(report, findings=(finding,)))
