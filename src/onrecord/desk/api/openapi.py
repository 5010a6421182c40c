"""The OpenAPI 3.1 document, made from the records in `messages` and a table of operations."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from onrecord import __version__
from onrecord.desk import messages as m
from onrecord.desk.corrections import Correction
from onrecord.desk.pages import Page
from onrecord.reports import EXPORTS
from onrecord.types import Report, Source

Schema = dict[str, Any]
_REF = "#/components/schemas/{name}"


def _query(name: str, what: str, schema: Schema, *, required: bool = False) -> Schema:
    return {"name": name, "in": "query", "description": what, "required": required, "schema": schema}


def _path(name: str, what: str, schema: Schema) -> Schema:
    return {"name": name, "in": "path", "description": what, "required": True, "schema": schema}


def _number(most: int, default: int) -> Schema:
    return {"type": "integer", "minimum": 0, "maximum": most, "default": default}


_DAY: Schema = {"type": "string", "format": "date"}
_FROM, _TO = _query("from", "The first day.", _DAY), _query("to", "The last day.", _DAY)
_PAGE = _path("page", "The number of the page in the queue.", {"type": "integer", "minimum": 1, "maximum": 1 << 40})
_ID = _query("id", "The id of the source.", {"type": "string", "minLength": 1, "maxLength": 1000}, required=True)
_WORD: Schema = {"type": "string", "minLength": 1, "maxLength": 400, "pattern": "\\S"}
_NAME: Schema = {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "\\S"}


class _Operation(msgspec.Struct, frozen=True):
    """One operation of the interface."""

    method: str
    path: str
    name: str
    what: str
    status: int
    gives: Any = None  # a record, a tuple of media types, or None
    takes: Any = None  # the record of the body
    parameters: tuple[Schema, ...] = ()
    errors: tuple[int, ...] = ()


_TAKES = (400, 413, 415, 422)
_WORDS = _query("words", "The words.", _WORD, required=True)
_SPEAKER = _query("speaker", "Only this speaker.", {"type": "string", "maxLength": 200})
_PERSON = _query("person", "The person.", _NAME, required=True)
_BEFORE = _query("before", "Only pages before this number.", _number(1 << 40, 0))
_START = _query("start", "Leave out so many.", _number(1 << 40, 0))
_FORM = _path("form", "The form.", {"type": "string", "enum": list(EXPORTS)})
_MEDIA = tuple(dict.fromkeys(kind.media_type for kind in EXPORTS.values()))
_KINDS = (m.SamePerson, m.OtherSpeaker, m.NotAQuotation, m.Accepted)
_CORRECTION = _path("correction", "Its number.", {"type": "integer", "minimum": 1, "maximum": 1 << 40})


def _limit(most: int, default: int) -> Schema:
    return _query("limit", "How many.", _number(most, default))


_OPERATIONS = (
    _Operation(
        "post", "/api/v1/check", "check", "Check a page while waiting; the same bytes as `onrecord check --json`.",
        200, Report, m.CheckRequest, (), _TAKES,
    ),
    _Operation(
        "get", "/api/v1/reports", "listReports", "The queue, newest first.",
        200, m.PageList, None, (_limit(500, 50), _BEFORE), (400,),
    ),
    _Operation(
        "post", "/api/v1/reports", "handIn", "Put a page in the queue.", 202, m.PageState, m.ReportRequest, (), _TAKES
    ),
    _Operation(
        "get", "/api/v1/reports/{page}", "getReport", "A page and how far its check has come.",
        200, m.PageState, None, (_PAGE,), (404,),
    ),
    _Operation(
        "delete", "/api/v1/reports/{page}", "removeReport", "Take a page out of the queue.",
        204, None, None, (_PAGE,), (404,),
    ),
    _Operation(
        "post", "/api/v1/reports/{page}/again", "checkAgain", "Check a page once more.",
        202, m.PageState, None, (_PAGE,), (404,),
    ),
    _Operation(
        "get", "/api/v1/reports/{page}/{form}", "exportReport", "The report in one of its forms.",
        200, _MEDIA, None, (_PAGE, _FORM), (404,),
    ),
    _Operation(
        "get", "/api/v1/search", "search", "Where words were said.",
        200, m.Hits, None, (_WORDS, _SPEAKER, _FROM, _TO, _limit(500, 50)), (400, 422),
    ),
    _Operation(
        "get", "/api/v1/said", "said", "Everything that a person said about some words, by day.",
        200, m.SaidByDay, None, (_PERSON, _WORDS, _limit(1000, 200)), (400, 422),
    ),
    _Operation("get", "/api/v1/record", "getRecord", "What the record holds.", 200, m.RecordState),
    _Operation(
        "get", "/api/v1/record/sources", "listSources", "Sources without their words, by day.",
        200, m.SourceList, None, (_FROM, _TO, _limit(1000, 100), _START), (400,),
    ),
    _Operation(
        "post", "/api/v1/record/sources", "addSource", "Add a source; when this is answered, it is on the disk.",
        201, m.AddedList, m.SourceRequest, (), (*_TAKES, 503),
    ),
    _Operation(
        "get", "/api/v1/record/source", "getSource", "A source with its words.", 200, Source, None, (_ID,), (400, 404)
    ),
    _Operation(
        "delete", "/api/v1/record/source", "removeSource", "Take a source out of the record.",
        204, None, None, (_ID,), (400, 404, 503),
    ),
    _Operation(
        "get", "/api/v1/record/people", "listPeople", "Who speaks in the record, by number of turns.",
        200, m.PersonList, None, (_limit(10_000, 500),), (400,),
    ),
    _Operation(
        "get", "/api/v1/corrections", "listCorrections", "All corrections in the order in which they were made.",
        200, m.CorrectionList,
    ),
    _Operation(
        "post", "/api/v1/corrections", "correct", "Keep a correction; the report it is about is made again.",
        201, Correction, _KINDS, (), (404, 409, *_TAKES),
    ),
    _Operation(
        "get", "/api/v1/corrections.jsonl", "exportCorrections", "All corrections as JSON Lines.",
        200, ("application/jsonl",),
    ),
    _Operation(
        "delete", "/api/v1/corrections/{correction}", "undoCorrection", "Take a correction back.",
        204, None, None, (_CORRECTION,), (404,),
    ),
)  # fmt: skip

_ERRORS = {
    400: "What was asked does not fit.", 401: "The token is missing or wrong.", 403: "Another site or host name asks.",
    404: "There is no such thing.", 409: "It contradicts what is there.",
    413: "Too large.", 415: "Not application/json.",
    422: "It cannot be read or done; the message says why.", 500: "A fault in onrecord.",
    503: "The record is busy; try again.",
}  # fmt: skip


@cache
def document() -> bytes:
    """The OpenAPI document as JSON."""
    kinds = (*m.ANSWERS, *m.REQUESTS, Report, Page)
    _, schemas = msgspec.json.schema_components(kinds, ref_template=_REF)
    for kind in (m.CheckRequest, m.ReportRequest, m.SourceRequest):
        schemas[kind.__name__]["anyOf"] = [{"required": ["text"]}, {"required": ["address"]}]
    paths: dict[str, dict[str, Schema]] = {}
    for one in _OPERATIONS:
        told: Schema = {"operationId": one.name, "summary": one.what, "responses": _responses(one)}
        if one.parameters:
            told["parameters"] = list(one.parameters)
        if one.takes is not None:
            told["requestBody"] = {"required": True, "content": {"application/json": {"schema": _taken(one.takes)}}}
        paths.setdefault(one.path, {})[one.method] = told
    whole = {
        "openapi": "3.1.0",
        "info": {
            "title": "onrecord desk",
            "version": __version__,
            "description": "Hold the quotations of a page against a record of what was said. Offsets are code points.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Where the desk asks for a token."}
            },
        },
        "security": [{}, {"token": []}],
    }
    return msgspec.json.encode(whole)


def operations() -> frozenset[tuple[str, str]]:
    """(method, path) of every operation of the document."""
    return frozenset((one.method.upper(), one.path) for one in _OPERATIONS)


def _taken(kinds: Any) -> Schema:
    """The schema of a body: one record, or one of several told apart by their kind."""
    return {"oneOf": [_ref(kind) for kind in kinds]} if isinstance(kinds, tuple) else _ref(kinds)


def _ref(kind: Any) -> Schema:
    return {"$ref": _REF.format(name=kind.__name__)}


def _responses(one: _Operation) -> Schema:
    told: Schema = {"description": "Done."}
    if isinstance(one.gives, tuple):
        told["content"] = {media: {"schema": {}} for media in one.gives}
    elif one.gives is not None:
        told["content"] = {"application/json": {"schema": _ref(one.gives)}}
    answers: Schema = {str(one.status): told}
    for error in sorted({*one.errors, 401, 403, 500}):
        content = {"application/json": {"schema": _ref(m.ErrorAnswer)}}
        answers[str(error)] = {"description": _ERRORS[error], "content": content}
    return answers
