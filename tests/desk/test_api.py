"""The HTTP interface: the same bytes as everywhere else, one shape of error, and a document that tells the truth."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord import check
from onrecord.desk.api import routes
from onrecord.desk.api.openapi import document, operations
from onrecord.reading import raw_from_bytes, read_article
from onrecord.reports import to_json
from tests.desk.made import PAGE


def queued(visitor, text=PAGE):
    page = visitor.client.post("/api/v1/reports", json={"text": text}).json()["page"]["id"]
    visitor.wait(page)
    return page


def test_check_gives_the_bytes_of_the_library(open_desk):
    visitor = open_desk(check=check)
    answer = visitor.client.post("/api/v1/check", json={"text": PAGE, "house": "guardian"})
    assert answer.status_code == 200, answer.text
    article = read_article(raw_from_bytes(PAGE.encode(), origin="-"))
    assert answer.content == to_json(check(article, house="guardian"))


def test_a_page_goes_through_the_queue(visitor):
    page = queued(visitor)
    state = visitor.client.get(f"/api/v1/reports/{page}").json()
    assert state["page"]["state"] == "done"
    assert state["page"]["counts"] == [2, 0, 0, 1, 0]
    report = visitor.client.get(f"/api/v1/reports/{page}/json")
    assert report.content == visitor.client.get(f"/pages/{page}/export/json").content
    assert report.content == visitor.client.post("/api/v1/check", json={"text": PAGE}).content
    assert [p["id"] for p in visitor.client.get("/api/v1/reports").json()["pages"]] == [page]
    assert visitor.client.post(f"/api/v1/reports/{page}/again").status_code == 202
    assert visitor.client.delete(f"/api/v1/reports/{page}").status_code == 204
    assert visitor.client.get(f"/api/v1/reports/{page}").status_code == 404


def test_a_correction_over_http_counts_for_the_queue_and_only_on_request_for_check(visitor):
    page = queued(visitor)
    asked = {"kind": "speaker", "report": page, "statement": "s1", "name": "Ines Corbal", "by": "Ada"}
    kept = visitor.client.post("/api/v1/corrections", json=asked)
    assert kept.status_code == 201, kept.text
    visitor.wait(page)
    speaker = visitor.client.get(f"/api/v1/reports/{page}/json").json()["statements"][0]["speaker"]["name"]
    assert speaker == "Ines Corbal"
    for corrected, name in ((False, "Mara Delane"), (True, "Ines Corbal")):
        report = visitor.client.post("/api/v1/check", json={"text": PAGE, "corrected": corrected}).json()
        assert report["statements"][0]["speaker"]["name"] == name
    listed = visitor.client.get("/api/v1/corrections").json()["corrections"]
    assert [json.loads(line) for line in visitor.client.get("/api/v1/corrections.jsonl").text.splitlines()] == listed
    assert visitor.client.delete(f"/api/v1/corrections/{listed[0]['id']}").status_code == 204
    assert visitor.client.get("/api/v1/corrections").json() == {"corrections": []}


@pytest.mark.parametrize(
    ("method", "address", "body", "status", "code"),
    [
        ("POST", "/api/v1/check", "{", 400, "bad-request"),
        ("POST", "/api/v1/check", '{"text": 3}', 400, "bad-request"),
        ("POST", "/api/v1/check", '{"text": "a", "colour": 1}', 400, "bad-request"),
        ("POST", "/api/v1/check", "{}", 400, "bad-request"),
        ("POST", "/api/v1/check", '{"address": "file:///etc/passwd"}', 400, "bad-request"),
        ("POST", "/api/v1/check", '{"address": "http://127.0.0.1/"}', 422, "not-fetched"),
        ("POST", "/api/v1/check", "[" * 100_000, 400, "bad-request"),
        ("GET", "/api/v1/reports/99", None, 404, "not-found"),
        ("GET", "/api/v1/reports/99999999999999999999", None, 404, "not-found"),
        ("GET", "/api/v1/reports?limit=-1", None, 400, "bad-request"),
        ("GET", "/api/v1/search", None, 400, "bad-request"),
        ("GET", "/api/v1/search?words=a&from=yesterday", None, 400, "bad-request"),
        ("GET", "/api/v1/record/source?id=none", None, 404, "not-found"),
        ("DELETE", "/api/v1/record/source?id=none", None, 404, "not-found"),
        ("DELETE", "/api/v1/corrections/7", None, 404, "not-found"),
        ("PUT", "/api/v1/record", None, 405, "method-not-allowed"),
        ("GET", "/api/v1/nothing", None, 404, "not-found"),
    ],
)
def test_every_error_has_one_shape(visitor, method, address, body, status, code):
    answer = visitor.client.request(method, address, content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    error = answer.json()["error"]
    assert set(answer.json()) == {"error"}
    assert set(error) == {"code", "message", "hint"}
    assert error["code"] == code
    assert error["message"]


def test_a_fault_of_ours_is_told_in_the_same_shape(open_desk):
    def breaks(*args, **options):
        raise ZeroDivisionError("a secret path")

    visitor = open_desk(check=breaks)
    visitor.client._transport.raise_server_exceptions = False
    answer = visitor.client.post("/api/v1/check", json={"text": PAGE})
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "fault"
    assert "secret" not in answer.text


def test_the_document_names_every_address_and_no_other(visitor):
    told = visitor.client.get("/api/openapi.json")
    assert told.content == document()
    served = {
        (method, route.path.replace(":int", ""))
        for route in routes()
        for method in route.methods - {"HEAD"}
        if route.path.startswith("/api/v1/")
    }
    assert served == operations()


def test_the_document_is_an_openapi_document():
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is in the dev extra")
    told = json.loads(document())
    assert told["openapi"].startswith("3.1")
    for schema in told["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    references = {part for part in document().decode().split('"') if part.startswith("#/components/schemas/")}
    assert {r.rpartition("/")[2] for r in references} <= set(told["components"]["schemas"])


def test_every_operation_and_error_word_stands_in_the_documents():
    told = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    for _, path in operations():
        assert path.removeprefix("/api/v1").partition("{")[0].rstrip("/") in told, path
    for code in (
        "bad-request",
        "not-found",
        "conflict",
        "unsupported-media-type",
        "fault",
        "record-busy",
        "wrong-host",
    ):
        assert f"`{code}`" in told
