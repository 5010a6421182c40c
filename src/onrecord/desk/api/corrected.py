"""Corrections over HTTP: keep one, list them, take one back."""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from onrecord.desk.api import asking
from onrecord.desk.corrections import Correction, accepting, anchored, as_json_lines
from onrecord.desk.forms import desk_of
from onrecord.desk.holding import Desk
from onrecord.desk.messages import (
    Accepted,
    CorrectionList,
    CorrectionRequest,
    NotAQuotation,
    OtherSpeaker,
    SamePerson,
)
from onrecord.desk.views.pages import report_of


def corrections(request: Request) -> Response:
    """All corrections in the order in which they were made."""
    return asking.answer(CorrectionList(corrections=desk_of(request).store.corrections()))


def lines(request: Request) -> Response:
    """All corrections as JSON Lines."""
    return Response(as_json_lines(desk_of(request).store.corrections()), media_type="application/jsonl")


async def correct(request: Request) -> Response:
    """Keep a correction; a report it is about is made again."""
    asked: CorrectionRequest = await asking.body(request, CorrectionRequest)
    return asking.answer(await run_in_threadpool(_keep, desk_of(request), asked), 201)


async def undo(request: Request) -> Response:
    """Take a correction back."""
    if not await run_in_threadpool(desk_of(request).take_back, request.path_params["correction"]):
        raise HTTPException(404, "There is no correction of this number.")
    return Response(status_code=204)


def _keep(held: Desk, asked: CorrectionRequest) -> Correction:
    made = _same_person(asked) if isinstance(asked, SamePerson) else _of_statement(held, asked)
    kept = held.correct(msgspec.structs.replace(made, by=asked.by, note=asked.note))
    if not isinstance(asked, SamePerson):
        held.check_again(asked.report)
    return kept


def _same_person(asked: SamePerson) -> Correction:
    if asked.alias.casefold() == asked.name.casefold():
        raise HTTPException(409, "`alias` and `name` are the same name.")
    return Correction(kind="same-person", alias=asked.alias, person=asked.name)


def _of_statement(held: Desk, asked: OtherSpeaker | NotAQuotation | Accepted) -> Correction:
    data = held.store.report(asked.report)
    if data is None:
        raise HTTPException(404, "There is no report of this number.")
    report = report_of(data)
    about = next((s for s in report.statements if s.id == asked.statement), None)
    if about is None:
        raise HTTPException(404, "This statement is not in the report.")
    if isinstance(asked, OtherSpeaker):
        return msgspec.structs.replace(anchored("speaker", report.article, about), speaker=asked.name)
    if isinstance(asked, NotAQuotation):
        return anchored("not-a-quotation", report.article, about)
    finding = next((f for f in report.findings if f.statement == about.id and f.about == "quotation"), None)
    if finding is None:
        raise HTTPException(404, "There is no finding about this statement.")
    return accepting(report.article, about, finding)
