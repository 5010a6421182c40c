"""Which address of the HTTP interface leads where; the OpenAPI document is held to this list by a test."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from onrecord.desk.api import checking, corrected, recorded
from onrecord.desk.api.openapi import document


def routes() -> list[BaseRoute]:
    """Everything under /api."""
    return [
        Route("/api/openapi.json", _document),
        Route("/api/v1/check", checking.check, methods=["POST"]),
        Route("/api/v1/reports", checking.reports, methods=["GET"]),
        Route("/api/v1/reports", checking.hand_in, methods=["POST"]),
        Route("/api/v1/reports/{page:int}", checking.report, methods=["GET"]),
        Route("/api/v1/reports/{page:int}", checking.remove, methods=["DELETE"]),
        Route("/api/v1/reports/{page:int}/again", checking.again, methods=["POST"]),
        Route("/api/v1/reports/{page:int}/{form}", checking.form, methods=["GET"]),
        Route("/api/v1/search", recorded.search, methods=["GET"]),
        Route("/api/v1/said", recorded.said, methods=["GET"]),
        Route("/api/v1/record", recorded.record, methods=["GET"]),
        Route("/api/v1/record/sources", recorded.sources, methods=["GET"]),
        Route("/api/v1/record/sources", recorded.add, methods=["POST"]),
        Route("/api/v1/record/source", recorded.source, methods=["GET"]),
        Route("/api/v1/record/source", recorded.remove, methods=["DELETE"]),
        Route("/api/v1/record/people", recorded.people, methods=["GET"]),
        Route("/api/v1/corrections", corrected.corrections, methods=["GET"]),
        Route("/api/v1/corrections", corrected.correct, methods=["POST"]),
        Route("/api/v1/corrections.jsonl", corrected.lines, methods=["GET"]),
        Route("/api/v1/corrections/{correction:int}", corrected.undo, methods=["DELETE"]),
    ]


def _document(_request: Request) -> Response:
    return Response(document(), media_type="application/json")
