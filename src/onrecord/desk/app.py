"""The desk as a web application: which address leads to which page."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.desk import api, guard, shown
from onrecord.desk.holding import Check, Desk
from onrecord.desk.store import Store
from onrecord.desk.views import correcting, entering, library, pages, searching
from onrecord.errors import DamagedRecordError, FetchError, OnRecordError, RecordBusyError
from onrecord.reading import FetchPolicy


def desk(
    record: str | Path,
    *,
    home: str | Path,
    token: str | None = None,
    allow_local: bool = False,
    hosts: Iterable[str] = (),
    network: bool = False,
    check: Check | None = None,
    threads: int = 2,
    max_body: int = guard.MAX_BODY,
) -> Starlette:
    """A desk over a record.

    `record` is the record's folder, made on the first add. `home` is the folder for the queue and the corrections.
    `token` is asked for from everybody when it is given. `allow_local` lets pages be fetched from the local network.
    `hosts` are names by which the desk may be asked besides this machine's own; `network` lets it be asked by any IP
    address, for a desk that listens on the network. `check` stands in for `onrecord.check`; `threads` check at once.

    Raises RecordError when the folder is something else, and DeskStoreError when `home` cannot be written.
    """
    store = Store(Path(home))
    policy = guard.Policy(secret=store.secret(), token=token or "", hosts=guard.listed(hosts), addresses=network)
    if check is None:
        from onrecord.checking import check as check_page

        check = check_page
    fetch = FetchPolicy(allow_local=allow_local, max_bytes=max_body)
    held = Desk(Path(record), Path(home), policy=policy, store=store, fetch=fetch, check=check, threads=threads)

    @contextlib.asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        held.start()
        yield
        held.stop()

    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(guard.Guard, policy=policy, max_body=max_body)],
        exception_handlers={
            HTTPException: _refused,
            OnRecordError: _explained,
            Exception: _fault,
            guard.BodyTooLarge: lambda _request, _error: guard.too_large(max_body),
        },
        lifespan=life,
    )
    app.state.desk = held
    return app


def _routes() -> list[BaseRoute]:
    return [
        Route("/", pages.home),
        Route("/check", pages.hand_in, methods=["POST"]),
        Route("/pages/{page:int}", pages.page),
        Route("/pages/{page:int}/progress", pages.progress),
        Route("/pages/{page:int}/again", pages.again, methods=["POST"]),
        Route("/pages/{page:int}/remove", pages.remove, methods=["POST"]),
        Route("/pages/{page:int}/export/{form}", pages.export),
        Route("/pages/{page:int}/statements/{statement}", correcting.statement),
        Route("/pages/{page:int}/statements/{statement}", correcting.correct, methods=["POST"]),
        Route("/corrections", correcting.corrections),
        Route("/corrections/same-person", correcting.same_person, methods=["POST"]),
        Route("/corrections.jsonl", correcting.export),
        Route("/corrections/{correction:int}/undo", correcting.undo, methods=["POST"]),
        Route("/search", searching.search),
        Route("/said", searching.said),
        Route("/record", library.overview),
        Route("/record/add", library.add, methods=["POST"]),
        Route("/record/remove", library.remove, methods=["POST"]),
        Route("/record/people", library.people),
        Route("/record/person", library.person),
        Route("/record/days", library.days),
        Route("/record/gaps", library.gaps),
        Route("/record/source", library.source),
        Route("/bookmarklet", entering.bookmarklet),
        Route("/receive", entering.receive),
        Route("/login", entering.login, methods=["GET", "POST"]),
        Route("/logout", entering.logout, methods=["POST"]),
        *api.routes(),
        Mount("/static/report", StaticFiles(packages=[("onrecord.reports", "assets")]), name="report-static"),
        Mount("/static", StaticFiles(packages=[("onrecord.desk", "static")]), name="static"),
    ]


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    codes = {
        404: "not-found",
        405: "method-not-allowed",
        400: "bad-request",
        403: "forbidden",
        409: "conflict",
        413: "too-large",
        415: "unsupported-media-type",
    }
    hints = {
        404: "The page may have been removed.",
        405: "See /api/openapi.json.",
        403: "Open the form again and send it once more.",
    }
    code = codes.get(error.status_code, "refused")
    return _answer(request, error.status_code, code, str(error.detail), hints.get(error.status_code, ""), error.headers)


async def _explained(request: Request, error: Exception) -> Response:
    status, code = status_of(error)
    return _answer(request, status, code, str(error), "", None)


async def _fault(request: Request, _error: Exception) -> Response:
    """A fault of ours: said as such, without what is inside; the log has the rest."""
    told = "This could not be done: a fault in onrecord. The desk's log has the details."
    answer = _answer(request, 500, "fault", told, "", None)
    guard.harden(answer.headers, request.url.path)  # this answer is made outside the guard
    return answer


def status_of(error: Exception) -> tuple[int, str]:
    """The HTTP status and the code of an error of ours."""
    if isinstance(error, RecordBusyError):
        return 503, "record-busy"
    if isinstance(error, DamagedRecordError):
        return 500, "record-damaged"
    if isinstance(error, FetchError):
        return 422, "not-fetched"
    name = type(error).__name__.removesuffix("Error")
    return 422, {"Page": "page-unreadable", "Source": "source-unreadable", "House": "house-unknown"}.get(
        name, "refused"
    )


def _answer(request: Request, status: int, code: str, message: str, hint: str, headers: object) -> Response:
    kept = {k: v for k, v in headers.items() if k.lower() == "allow"} if isinstance(headers, dict) else None
    if request.url.path.startswith("/api/"):
        return guard.problem(status, code, message, hint, kept)
    answer = shown.page(request, "error.html", status, message=message, hint=hint, status_code=status)
    if kept:
        answer.headers.update(kept)
    return answer
